"""The human files of data/glossary: every row is right in form, and a wrong row is answered with its file and line."""
import re
from collections import Counter

import pytest

from helpers import open_article
from helpers.edition import SOURCES
from helpers.formulas import parts
from helpers.glossary import GLOSSARY, TABLES, GlossaryError, names, rows, slogans, terms
from helpers.lexicon import lexicon
from helpers.model import KINDS
from helpers.syllables import align, hanzi_count, is_hanzi, toneless


def named(cases):
    """The cases under the name of what is said, as a table in a cell has lines of its own."""
    return [pytest.param(*case, id=f"{number} {case[-1]}") for number, case in enumerate(cases)]


CATEGORIES = set("party life|governance|rhetoric|institutions|economy|offices|propaganda|discipline|rural|theory|society|health|campaigns|policy|law".split("|"))
REGISTERS = {"official", "neutral", "grassroots", "set phrase", "everyday"}
LONGEST = 110  # characters of a gloss: two lines of a card
# What is written in pinyin: letters and tone marks, spaces, and what stands in the hanzi too
PINYIN = re.compile(r"[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜêńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ' ,;.?!“”’()·+\-0-9]+")

TERMS, NAMES, SLOGANS = terms(), names(), slogans()


def lines(name):
    """(line number, row) of a table, for messages that can be found in an editor."""
    path = GLOSSARY / name
    texts = path.read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(texts, 1) if number > 1 and line.strip() and line[0] != "#"]
    return list(zip(numbers, rows(path), strict=True))


def complaints(name, complain):
    """A message for each row of which `complain(row)` has something to say."""
    found = []
    for number, row in lines(name):
        if said := complain(row):
            found.append(f"{name}, line {number}: {said}")
    return found


def misaligned(hanzi, pinyin):
    """What is wrong with a pinyin, or nothing."""
    if not hanzi_count(hanzi):
        return "" if hanzi == pinyin else f"{hanzi} is written {pinyin}"
    try:
        align(hanzi, pinyin)
    except ValueError as error:
        return str(error)
    return "" if PINYIN.fullmatch(pinyin) else f"{pinyin} is not only pinyin"


# ---- the tables

def test_the_folder_holds_the_tables_and_the_slogan_book():
    assert sorted(path.name for path in GLOSSARY.iterdir()) == sorted([*TABLES, "slogans.yaml", "slogans_to_2012.yaml", "slogans_since_2012.yaml", "slogans_counted.yaml", "slogans_party_and_state.yaml", "slogans_economy_and_society.yaml", "patterns.yaml", "term_parts.tsv"])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_its_schema(name):
    found = lines(name)
    assert len(found) > (20 if name == "rules.tsv" else 40)
    text = (GLOSSARY / name).read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text and "\ufeff" not in text
    assert complaints(name, lambda row: "two spaces in a row" if any("  " in cell for cell in row.values()) else "") == []


@pytest.mark.parametrize("name, key", [("terms.tsv", ["hanzi"]), ("names.tsv", ["hanzi"]), ("preferred.tsv", ["word", "context"]), ("spelling.tsv", ["word"]), ("accepted.tsv", ["word"]), ("surnames.tsv", ["surname"]),
                                       ("titles.tsv", ["title", "where"]), ("speech_verbs.tsv", ["verb"]), ("rules.tsv", ["character", "context"])])
def test_nothing_stands_twice(name, key):
    counts = Counter(tuple(row[column] for column in key) for _, row in lines(name))
    assert complaints(name, lambda row: f"{row[key[0]]} stands twice" if counts[tuple(row[column] for column in key)] > 1 else "") == []


@pytest.mark.parametrize("name, hanzi", [("terms.tsv", "hanzi"), ("names.tsv", "hanzi"), ("preferred.tsv", "word"), ("spelling.tsv", "word"), ("accepted.tsv", "word"), ("surnames.tsv", "surname")])
def test_pinyin_aligns(name, hanzi):
    assert complaints(name, lambda row: misaligned(row[hanzi], row["pinyin"])) == []


@pytest.mark.parametrize("name", ["terms.tsv", "names.tsv", "preferred.tsv", "titles.tsv", "speech_verbs.tsv"])
def test_glosses_are_short_english(name):
    def complain(row):
        gloss = row["gloss"]
        return f"the gloss has {len(gloss)} characters" if len(gloss) > LONGEST else "the gloss ends with a full stop or space" if gloss.rstrip(". ") != gloss and "etc." not in gloss else ""
    assert complaints(name, complain) == []


def test_terms():
    assert complaints("terms.tsv", lambda row: "" if row["category"] in CATEGORIES else f"unknown category {row['category']}") == []
    assert complaints("terms.tsv", lambda row: "" if set(row["register"].split(", ")) <= REGISTERS | {""} else f"unknown register {row['register']}") == []
    assert complaints("terms.tsv", lambda row: "" if row["english"].count("[") == len([p for p in row["english"].split("|") if p.strip()]) else "english: text [document, year]") == []
    assert all(entry.kind == ("word" if entry.register == "everyday" else "term") and entry.sources for entry in TERMS)


def test_official_english_has_its_document_and_year():
    for entry in TERMS:
        for rendering in entry.english:
            assert rendering.text and rendering.document and 1949 <= rendering.year <= 2026, f"{entry.hanzi}: {rendering}"


def test_names():
    kinds = {"person", "place", "organisation", "meeting"}
    assert kinds < set(KINDS) and complaints("names.tsv", lambda row: "" if row["kind"] in kinds else f"unknown kind {row['kind']}") == []
    assert complaints("names.tsv", lambda row: "" if row["pinyin"][0].isupper() or not row["pinyin"][0].isalpha() else f"{row['pinyin']} is written small") == []


def test_people_have_a_surname_that_the_rules_know():
    """Surname and given name are two words; a Tibetan or Mongolian name is known by its note."""
    surnames = {row["surname"]: row["pinyin"] for _, row in lines("surnames.tsv")}
    def complain(row):
        if row["kind"] != "person" or row["hanzi"].endswith("同志") or re.search("Tibetan|Mongol", row["note"] + row["gloss"]):
            return ""
        surname = next((row["hanzi"][:n] for n in (2, 1) if row["hanzi"][:n] in surnames), None)
        return "" if surname and row["pinyin"].startswith(surnames[surname] + " ") else f"{row['hanzi']} {row['pinyin']}: surname?"
    assert complaints("names.tsv", complain) == []


def test_established_names_are_no_mere_pinyin():
    for entry in NAMES:
        for rendering in entry.english:
            assert rendering.text.lower() != toneless(entry.pinyin).lower(), entry.hanzi
    assert next(e for e in NAMES if e.hanzi == "日喀则").english[0].text.startswith("Xigazê")


def test_preferred_readings():
    assert complaints("preferred.tsv", lambda row: "" if not row["context"] or row["word"] in row["context"] else f"{row['word']} is not in {row['context']}") == []
    assert complaints("preferred.tsv", lambda row: f"the context is the word {row['word']} itself" if row["word"] == row["context"] else "") == []
    assert complaints("preferred.tsv", lambda row: "" if all(map(is_hanzi, row["word"])) else f"{row['word']} is not only hanzi") == []


def test_surnames_and_titles():
    assert complaints("surnames.tsv", lambda row: "" if len(row["surname"]) <= 2 and row["pinyin"][0].isupper() and " " not in row["pinyin"] else row["pinyin"]) == []
    assert complaints("titles.tsv", lambda row: "" if row["where"] in ("before", "after") else f"where: {row['where']}") == []


# ---- across the files

def test_related_ones_exist():
    known = {entry.hanzi for entry in (*TERMS, *NAMES, *SLOGANS)}
    lost = [f"{entry.hanzi} → {other}" for entry in (*TERMS, *SLOGANS) for other in entry.related if other not in known]
    assert not lost, lost
    assert not [entry.hanzi for entry in (*TERMS, *SLOGANS) if entry.hanzi in entry.related]


def test_what_stands_in_two_files_is_read_alike():
    pinyin = {entry.hanzi: (entry.pinyin, entry.kind) for entry in TERMS}
    differ = [(entry.hanzi, entry.pinyin, pinyin[entry.hanzi][0]) for entry in (*NAMES, *SLOGANS)
              if entry.hanzi in pinyin and re.sub(r"\W", "", entry.pinyin).lower() != re.sub(r"\W", "", pinyin[entry.hanzi][0]).lower()]
    assert differ == []


def test_the_lexicon_has_them_all():
    for entry in (*TERMS, *NAMES):
        known = lexicon().entry(entry.hanzi)
        assert known and known.gloss and known.kind in (entry.kind, *KINDS[KINDS.index("person"):]) and entry.hanzi in lexicon().phrases, entry.hanzi
    assert all(lexicon().phrases[slogan.hanzi] == "slogan" and lexicon().slogans[slogan.hanzi] for slogan in SLOGANS)


@pytest.mark.xfail(strict=True, reason="known failure: of a slogan that CC-CEDICT has too (以人为本), a mention carries the dictionary's entry, kind word")
def test_a_slogan_s_entry_is_ours():
    assert [slogan.hanzi for slogan in SLOGANS if lexicon().entry(slogan.hanzi).kind not in ("slogan", "term")] == []


# ---- the slogan book

def test_each_slogan_stands_once():
    assert [hanzi for hanzi, count in Counter(slogan.hanzi for slogan in SLOGANS).items() if count > 1] == []


@pytest.mark.parametrize("slogan", SLOGANS, ids=lambda slogan: slogan.hanzi)
def test_a_slogan(slogan):
    assert misaligned(slogan.hanzi, slogan.pinyin) == ""
    assert slogan.literal and slogan.meaning.rstrip("”)").endswith((".", "!", "?")) and slogan.sources and slogan.pattern
    assert slogan.status in ("expanded", "partly", "not expanded")
    assert slogan.status != "not expanded" or not slogan.items, "what is not expanded has no items"
    assert slogan.status != "partly" or slogan.items
    assert all(item.text and item.source and hanzi_count(item.text) for item in slogan.items), "every item says where it was seen"
    assert len({item.text for item in slogan.items}) == len(slogan.items)
    assert all(rendering.text and rendering.document and (rendering.year is None or 1949 <= rendering.year <= 2026) for rendering in slogan.english)
    assert "  " not in slogan.meaning + slogan.usage + slogan.comment and "\n" not in slogan.meaning


OTHERWISE = {"三三制", "四个相统一", "五证合一", "五位一体", "三证合一", "两个文明一起抓", "一案双查", "一大二公", "四讲四有", "三管三必须", "48字方针", "三八作风", "八七扶贫攻坚计划", "双一流", "四水四定", "十六字诀", "八字方针", "一平二调", "五七指示", "四面八方政策", "四面八方经济政策", "一案三查", "两路精神", "三线精神", "三三制政权", "两岸三通", "四有新一代革命军人"}  # their numerals do not add up to items


@pytest.mark.parametrize("slogan", [s for s in SLOGANS if s.status == "expanded" and s.items and parts(s.hanzi) and s.hanzi not in OTHERWISE], ids=lambda slogan: slogan.hanzi)
def test_a_formula_has_as_many_items_as_it_counts(slogan):
    counts = [part.count for part in parts(slogan.hanzi)]
    assert None in counts or len(slogan.items) == sum(counts)


@pytest.mark.parametrize("slogan", [s for s in SLOGANS if any("in this text" in source for source in s.sources)], ids=lambda slogan: slogan.hanzi)
def test_a_slogan_of_the_pages_stands_there(slogan):
    """Source "in this text, 003-1" names an article, "003 (今日导读)" a page."""
    cited = re.findall(r"\b(\d{3}(?:-\d)?)\b", " ".join(source for source in slogan.sources if "in this text" in source))
    plain = lambda text: re.sub(r"[\W_]", "", text)
    assert cited and any(plain(slogan.hanzi) in plain(printed(id)) for id in cited), f"{slogan.hanzi} does not stand in {cited}"


def printed(id):
    """An article's text, or a page's."""
    return open_article(id).text if "-" in id else next(SOURCES.glob(f"{id}_*")).read_text(encoding="utf-8")


# ---- wrong rows

HEAD = {name: "\t".join(columns.lower().split()) for name, columns in TABLES.items()}
OF = {"terms.tsv": terms, "names.tsv": names}
TERM, NAME = "党建\tdǎngjiàn\tParty building\tparty life\tofficial\t\t\t\tgeneral knowledge", "王萍\tperson\tWáng Píng\ta secretary\t\t\tarticle 001-1"
GOOD = {"terms.tsv": TERM, "names.tsv": NAME, "preferred.tsv": "日\t党日\trì\tday\t", "spelling.tsv": "中小学\tzhōng-xiǎoxué\t5.6", "accepted.tsv": "期\tqí\tTaiwan has qí", "rules.tsv": "为\t图【为】\twéi\t", "surnames.tsv": "王\tWáng", "titles.tsv": "书记\tsecretary\tbefore", "speech_verbs.tsv": "说\tto say"}


def load(folder, name):
    """What the package makes of a table."""
    return OF[name](folder) if name in OF else rows(folder / name)


@pytest.mark.parametrize("name", TABLES)
def test_a_good_table_is_taken(tmp_path, name):
    (tmp_path / name).write_text(f"\ufeff{HEAD[name]}\r\n# our own\n\n{GOOD[name]}\n", encoding="utf-8")
    assert len(load(tmp_path, name)) == 1


@pytest.mark.parametrize("name, table, says", named([
    ("terms.tsv", "", "terms.tsv, line 1: the columns should be hanzi, pinyin, gloss"),
    ("terms.tsv", "hanzi\tpinyin\n", "terms.tsv, line 1: the columns should be"),
    ("names.tsv", HEAD["terms.tsv"] + "\n", "names.tsv, line 1: the columns should be hanzi, kind"),
    ("terms.tsv", f"{HEAD['terms.tsv']}\n{TERM}\n{TERM}\tmore\n", "terms.tsv, line 3: 10 cells where 9 belong"),
    ("terms.tsv", f"{HEAD['terms.tsv']}\n{TERM.replace('Party building', ' ')}\n", "terms.tsv, line 2: the column gloss is empty \\(党建\\)"),
    ("terms.tsv", f"{HEAD['terms.tsv']}\n# a note\n\n党建\n", "terms.tsv, line 4: the column pinyin is empty \\(党建\\)"),
    ("terms.tsv", f"{HEAD['terms.tsv']}\n党建 dǎngjiàn Party building\n", "terms.tsv, line 2: the column pinyin is empty"),
    ("names.tsv", f"{HEAD['names.tsv']}\n{NAME.replace('person', 'dog')}\n", "names.tsv, line 2: dog is no kind of name"),
    ("preferred.tsv", f"{HEAD['preferred.tsv']}\n日\t\t\tday\t\n", "preferred.tsv, line 2: the column pinyin is empty \\(日\\)"),
    ("surnames.tsv", f"{HEAD['surnames.tsv']}\n王\n", "surnames.tsv, line 2: the column pinyin is empty"),
    ("titles.tsv", f"{HEAD['titles.tsv']}\n书记\tsecretary\n", "titles.tsv, line 2: the column where is empty"),
    ("speech_verbs.tsv", f"{HEAD['speech_verbs.tsv']}\n\t\n说\tto say\n\tto shout\n", "speech_verbs.tsv, line 4: the column verb is empty"),
    ("names.tsv", f"{HEAD['names.tsv']}\n# people\n\n{NAME.replace('person', 'dog')}\n", "names.tsv, line 4: dog"),
    ("names.tsv", f"{HEAD['names.tsv']}\n{NAME.replace('person', 'word')}\n", "names.tsv, line 2: word"),
    ("terms.tsv", f"{HEAD['terms.tsv']}\n{TERM.replace('dǎngjiàn', 'dǎng')}\n", "terms.tsv, line 2"),
    ("names.tsv", f"{HEAD['names.tsv']}\n{NAME.replace('Wáng Píng', 'Wáng')}\n", "names.tsv, line 2"),
    ("names.tsv", f"{HEAD['names.tsv']}\n{NAME.replace('Wáng Píng', 'Wang2 Ping2')}\n", "names.tsv, line 2: “Wang2 Ping2” should be letters with tone marks"),
    ("preferred.tsv", f"{HEAD['preferred.tsv']}\n日\t党日\trìzi\tday\t\n", "preferred.tsv, line 2"),
    ("terms.tsv", f"{HEAD['terms.tsv']}\n{TERM}\n{TERM}\n", "terms.tsv, line 3"),
    ("terms.tsv", HEAD["terms.tsv"] + "\n" + TERM.replace("official\t", "official\tParty building (Report 2018)") + "\n", "terms.tsv, line 2"),
    ("preferred.tsv", f"{HEAD['preferred.tsv']}\n日\t党月\trì\tday\t\n", "preferred.tsv, line 2"),
    ("titles.tsv", f"{HEAD['titles.tsv']}\n书记\tsecretary\tbehind\n", "titles.tsv, line 2"),
    ("surnames.tsv", f"{HEAD['surnames.tsv']}\n王\twang5zi\n", "surnames.tsv, line 2"),
]))
def test_a_wrong_table_is_answered_with_file_and_line(tmp_path, name, table, says):
    (tmp_path / name).write_text(table, encoding="utf-8")
    with pytest.raises(GlossaryError, match=says):
        load(tmp_path, name)


SLOGAN = "- hanzi: 三会一课\n  pinyin: sān huì yī kè\n  meaning: Meetings.\n  status: expanded\n  sources: [general knowledge]\n"


def test_a_good_slogan_is_taken(tmp_path):
    (tmp_path / "slogans.yaml").write_text(SLOGAN + "  items: [{text: 党课, english: lecture, source: Regulations 2018}]\n", encoding="utf-8")
    slogan, = slogans(tmp_path)
    assert (slogan.hanzi, str(slogan.items[0]), slogan.sources) == ("三会一课", "党课", ("general knowledge",))


@pytest.mark.parametrize("old, new, says", named([
    ("  meaning: Meetings.\n", "", "slogans.yaml, line 1, 三会一课: meaning is missing"),
    ("  sources: [general knowledge]\n", "", "slogans.yaml, line 1, 三会一课: sources is missing"),
    ("  meaning: Meetings.\n  status: expanded\n", "  meaning:\n", "slogans.yaml, line 1, 三会一课: meaning is missing; status is missing"),
    ("- hanzi: 三会一课\n ", "-", "slogans.yaml, line 1, .*hanzi is missing"),
    ("status: expanded", "status: done", "slogans.yaml, line 1, 三会一课: done is no status"),
    ("sān huì yī kè", "sān huì", "slogans.yaml, line 1, 三会一课: "),
    ("  status", "  colour: red\n  status", "slogans.yaml, line 1, 三会一课: “colour” is no field here"),
    ("  status", "  usage: a\n  usage: b\n  status", "slogans.yaml, line 1: usage is there twice"),
    (SLOGAN, "- 三会一课\n", "slogans.yaml should have a list"),
    ("  status", "  items: [党课]\n  status", "slogans.yaml, line 1, 三会一课: items, english or also are not written"),
    ("  status", "  english: [{text: a, page: 3}]\n  status", "slogans.yaml, line 1, 三会一课: items, english or also are not written"),
    ("  status", "  also: [三课]\n  status", "slogans.yaml, line 1, 三会一课: items, english or also are not written"),
    ("  status", "  also: [三课 sān]\n  status", "slogans.yaml, line 1, 三会一课, also 三课: "),
    ("  meaning: Meetings.", "  meaning: Three: meetings.", "slogans.yaml, line 3"),
    (SLOGAN, "", "slogans.yaml should have a list"),
    (SLOGAN, SLOGAN + SLOGAN, "slogans.yaml, line 6, 三会一课: 三会一课 stands already in slogans.yaml, line 1"),
]))
def test_a_wrong_slogan_is_answered_with_file_and_name(tmp_path, old, new, says):
    (tmp_path / "slogans.yaml").write_text(SLOGAN.replace(old, new), encoding="utf-8")
    with pytest.raises(GlossaryError, match=says):
        slogans(tmp_path)


def test_a_slogan_by_its_other_name(tmp_path):
    (tmp_path / "slogans.yaml").write_text(SLOGAN + "  also: [三课 sān kè]\n", encoding="utf-8")
    usual, other = slogans(tmp_path)
    assert usual.also == ("三课",) and (other.hanzi, other.pinyin, other.meaning, other.related) == ("三课", "sān kè", usual.meaning, ("三会一课",))


def test_a_file_that_a_spreadsheet_saved_in_another_encoding_is_said_to_be(tmp_path):
    (tmp_path / "names.tsv").write_text(f"{HEAD['names.tsv']}\n{NAME}\n", encoding="utf-16")
    with pytest.raises(GlossaryError, match="names.tsv is not in UTF-8"):
        names(tmp_path)
