"""Coinages by their form (cases/coinages.tsv), and what is found in the articles marked by hand (cases/dev_terms)."""
import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import read
from helpers.coinages import term_parts
from helpers.glossary import GLOSSARY, rows
from score_terms import score

CASES = Path(__file__).parent / "cases"


# ---- sentence by sentence

def cases():
    """Each row of cases/coinages.tsv as (sentence, what must be found, reason); known failures marked as strict xfail."""
    for line in (CASES / "coinages.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "reason\t")):
            reason, sentence, note = line.split("\t")
            marks = pytest.mark.xfail(strict=True, reason=note) if reason == "known failure" else ()
            yield pytest.param(re.sub("[【】]", "", sentence), re.findall("【(.*?)】", sentence), reason, marks=marks, id=sentence)


@pytest.mark.parametrize("sentence, wanted, reason", list(cases()))
def test_coinages(sentence, wanted, reason):
    found = {mention.text: mention for mention in read(sentence).mentions}
    if reason == "nothing":
        assert [text for text, mention in found.items() if mention.kind == "coinage"] == []
    for text in wanted:
        assert text in found, f"found instead: {list(found)}"
        assert reason in (found[text].reason, "known failure")


def test_there_are_enough_cases_of_both_kinds():
    kinds = Counter(case.values[2] == "nothing" for case in cases())
    assert kinds[False] >= 40 and kinds[True] >= 20


def test_a_coinage_has_no_entry_and_says_why():
    [mention] = read("推行“茶乡夜话”。").mentions
    assert (mention.text, mention.kind, mention.entry, mention.reason) == ("茶乡夜话", "coinage", None, "quoted")


def test_the_parts_of_terms_are_words_with_a_known_role():
    table = rows(GLOSSARY / "term_parts.tsv", "WORD ROLE")
    assert set(term_parts()) == {"head", "house", "opener", "stop", "plain", "all", "body", "committee", "meeting", "place", "province", "list", "inside", "measure", "zone", "rank", "firm", "in a meeting",
                                 "free", "owner", "party", "no name", "no beginning", "way", "number", "given", "familiar", "sound", "transcribed"}
    assert len({tuple(row.values()) for row in table}) == len(table), "a row stands there twice"


# ---- the articles marked by hand

GROUP = dict.fromkeys(("coinage", "slogan"), "coinages") | dict.fromkeys(("person", "place"), "names") | dict.fromkeys(("organisation", "meeting"), "bodies")


def forms(row):
    """The forms of a marked string that are equally right."""
    also = re.search("also: (.*)$", row["note"] or "")
    return {form.strip("“”") for form in [row["text"], *(also[1].split(", ") if also else ())]}


@pytest.fixture(scope="module")
def marked():
    """(rows, mentions found) of each marked article."""
    pairs = []
    for path in sorted((CASES / "dev_terms").glob("*.txt")):
        with path.with_suffix(".tsv").open(encoding="utf-8") as file:
            table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        pairs.append((table, [m for m in read(path.read_text(encoding="utf-8")).mentions if m.kind not in ("number", "date")]))
    assert len(pairs) == 6
    return pairs


@pytest.mark.parametrize("group, floor", [("names", 0.95), ("bodies", 0.85), ("coinages", 0.82)])
def test_what_was_marked_is_found(marked, group, floor):
    hits = [bool(forms(row) & {m.text for m in found}) for table, found in marked for row in table if GROUP.get(row["kind"]) == group]
    assert sum(hits) / len(hits) >= floor


@pytest.mark.parametrize("group, floor", [("names", 0.85), ("bodies", 0.85), ("coinages", 0.9)])
def test_what_is_found_was_marked(marked, group, floor):
    """Of what is found by rule; the glossary answers for itself."""
    hits = []
    for table, found in marked:
        right = {form for row in table for form in forms(row)}
        hits += [text.strip("“”") in right for text in {m.text for m in found if GROUP.get(m.kind) == group and m.reason not in ("glossary", "dictionary")}]
    assert sum(hits) / len(hits) >= floor


@pytest.mark.parametrize("folder", ["dev_terms", "dev_terms_2"])
@pytest.mark.parametrize("group, recall, precision", [("terms", 0.85, 0.85), ("people", 0.95, 0.93), ("places", 0.95, 0.7), ("organisations", 0.8, 0.7), ("meetings", 0.85, 0.95)])
def test_the_whole_with_the_glossary(folder, group, recall, precision):
    hits, marked, right, found = score(CASES / folder)[0][group]
    assert hits / marked >= recall and right / found >= precision


@pytest.mark.parametrize("folder, places, people", [("dev_places_1", 0.86, 0.89), ("dev_places_2", 0.88, 0.9)])
def test_places_and_people_where_they_are_many(folder, places, people):
    counts = score(CASES / folder)[0]
    for group, recall, precision in (("places", places, 0.86), ("people", people, 0.94)):
        hits, marked, right, found = counts[group]
        assert hits / marked >= recall and right / found >= precision, group


# ---- any text

SOUP = st.lists(st.sampled_from([*"一两三个镇县村局会办和暨的说王李党老小“”《》、，。：；+＋—即让\n 1N", "届", "次全会", "有限公司", "老赵", "王书记", "工作法", "沂和县", "扎西顿珠", "李𠀀", "党委", "推进会"]), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_any_mixture_of_marks_and_formulas_is_read(text):
    reading = read(text)
    assert "".join(token.text for token in reading.tokens) == text
    edges = {place for token in reading.tokens for place in (token.start, token.end)}
    spans = sorted((mention.start, mention.end) for mention in reading.mentions)
    assert all(place in edges for span in spans for place in span)
    assert not any(a < c < b < d for a, b in spans for c, d in spans)
