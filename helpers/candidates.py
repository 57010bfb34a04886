"""Candidates for the glossary: what new articles have that it has not, put into a table for an editor, who accepts or rejects.

    python -m helpers.candidates FILE-OR-FOLDER … [--to TABLE] [--times 2]    propose: makes or brings up to date candidates.tsv
    python -m helpers.candidates accept TABLE [--edition]                     what has the verdict accept goes into the glossary

A candidate is a coinage (found by its form), a group of words that returns, or a run of characters that is no word. `c_value` weighs them:
(1 + log₂ of its words) × (its uses − the mean uses of the longer candidates that it stands in), after Frantzi, Ananiadou and Mima (2000)
with the 1 + of Barrón-Cedeño et al. (2009). It orders the table; an editor decides.
"""
from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import log2
from pathlib import Path

from helpers.coinages import NOT_FIRST, may_stand, term_parts, word_class
from helpers.edition import article_from
from helpers.folders import home_folder
from helpers.glossary import CHECKS, GLOSSARY, TABLES, GlossaryError, rows, utf8_text
from helpers.keeping import write_whole
from helpers.lexicon import lexicon
from helpers.model import Mention, Reading, Sentence, Token
from helpers.reading import read
from helpers.running_pinyin import term_pinyin
from helpers.syllables import is_hanzi
from helpers.textfile import read_text

TERM = TABLES["terms.tsv"].lower().split()
COLUMNS = ("verdict", *TERM, "literal", "reason", "count", "texts", "c_value", "sentence", "text")
VERDICTS = ("", "accept", "reject")
LONGEST = 4  # words of a group that returns, and the most that count for the C-value
_GRAMMAR = tuple(name for name in NOT_FIRST if name not in ("verb", "name"))


@dataclass
class Candidate:
    """What was found: its uses in all texts, the names of the texts that have it, and where it was seen first."""

    reason: str
    words: int
    pinyin: str
    literal: str
    sentence: str
    text: str
    count: int = 0
    texts: set[str] = field(default_factory=set)


# ---- finding

def candidates(texts: Iterable[tuple[str, Reading]], times: int = 2) -> dict[str, Candidate]:
    """What the named readings have that the glossary has not: hanzi → Candidate. Groups and unknown words only with at least `times` uses."""
    found: dict[str, Candidate] = {}
    for name, reading in texts:
        for tokens, sentence, reason, parts in _finds(reading):
            hanzi = "".join(token.text for token in tokens).strip("“”")
            if hanzi not in found:
                found[hanzi] = Candidate(reason, len(tokens), term_pinyin(tuple(token for token in tokens if token.text not in "“”"), parts), _literal(tokens), sentence.text.strip(), name)
            found[hanzi].count += 1
            found[hanzi].texts.add(name)
    return {hanzi: one for hanzi, one in found.items() if one.count >= times or one.reason not in ("group", "unknown")}


def _finds(reading: Reading) -> Iterator[tuple[tuple[Token, ...], Sentence, str, tuple[Mention, ...]]]:
    """(tokens, their sentence, reason, the known terms inside) of each candidate where it stands in a reading; a find of two kinds is given once."""
    coined = {(mention.start, mention.end): mention.reason for mention in reading.mentions if mention.kind == "coinage" and not mention.entry}
    named = {place for mention in reading.mentions if mention.kind != "coinage" for place in range(mention.start, mention.end)}
    for sentence in reading.sentences:
        for first, last, reason in _stretches(sentence.tokens, named):
            coined.setdefault((sentence.tokens[first].start, sentence.tokens[last - 1].end), reason)
    around = {token.start: sentence for sentence in reading.sentences for token in sentence.tokens}
    for (start, end), reason in coined.items():
        parts = tuple(mention for mention in reading.mentions if start <= mention.start and mention.end <= end and mention.entry)
        yield tuple(token for token in around[start].tokens if start <= token.start < end), around[start], reason, parts


def _stretches(tokens: tuple[Token, ...], named: set[int]) -> Iterator[tuple[int, int, str]]:
    """Groups of words and runs of single characters, first to last token (exclusive), that hold nothing which is known already."""
    parts, places = term_parts(), range(len(tokens))
    free = [may_stand(token.text, parts) and token.start not in named for token in tokens]
    for inside, run in groupby(places, key=lambda at: free[at]):
        run = list(run)
        if inside:
            yield from _groups(tokens, run)
    for single, run in groupby(places, key=lambda at: free[at] and _is_left_over(tokens[at].text)):
        run = list(run)
        if single and 2 <= len(run) <= LONGEST:
            yield run[0], run[-1] + 1, "unknown"


def _is_left_over(word: str) -> bool:
    """Is this a single character that may be part of a word which nobody has: no number, measure or word of grammar?"""
    parts = term_parts()
    return len(word) == 1 and word not in parts["all"] | parts["measure"] and word_class(word, lexicon()) not in _GRAMMAR


def _groups(tokens: tuple[Token, ...], run: list[int]) -> Iterator[tuple[int, int, str]]:
    """Two to four words of a run: of two characters or more each, no verb first, a noun last, not plain words alone, and no word of the dictionary."""
    known, plain = lexicon(), term_parts()["plain"]
    for first in run:
        for last in range(first + 2, min(first + LONGEST, run[-1] + 1) + 1):
            words = [token.text for token in tokens[first:last]]
            whole = "".join(words)
            if min(map(len, words)) > 1 and _is_group(words) and not plain.issuperset(words) and known.entry(whole) is None and whole not in known.phrases:
                yield first, last, "group"


def _is_group(words: list[str]) -> bool:
    return word_class(words[0], lexicon()) not in NOT_FIRST and word_class(words[-1], lexicon()).startswith("noun")


def _literal(tokens: tuple[Token, ...]) -> str:
    """Each word’s first sense, joined by +: the people + situation."""
    senses = [(token.text, token.entry.gloss if token.entry else "") for token in tokens if is_hanzi(token.text[0])]
    return " + ".join(re.split("[;(]", gloss)[0].strip() or word for word, gloss in senses)


def c_values(found: dict[str, Candidate]) -> dict[str, float]:
    """The C-value of each candidate (formula and sources in the module’s head).

    >>> one = lambda words, count: Candidate("group", words, "", "", "", "", count)
    >>> c_values({"茶乡": one(2, 5), "茶乡夜话": one(3, 3)})
    {'茶乡': 4.0, '茶乡夜话': 7.75}
    """
    inside, longer = Counter(), Counter()
    for hanzi, one in found.items():
        for part in {hanzi[a:b] for a in range(len(hanzi)) for b in range(a + 2, min(a + 12, len(hanzi)) + 1)} - {hanzi}:
            inside[part] += one.count
            longer[part] += 1
    return {hanzi: round((1 + log2(min(one.words, LONGEST))) * (one.count - inside[hanzi] / (longer[hanzi] or 1)), 2) for hanzi, one in found.items()}


# ---- the table

def table_of(path: Path) -> dict[str, dict[str, str]]:
    """The rows of a table of candidates, by hanzi, each with its `place` (file and line); none where there is no such file. GlossaryError for what does not fit."""
    lines = utf8_text(path, GlossaryError).splitlines() if path.exists() else ["\t".join(COLUMNS)]
    if not lines or lines[0].rstrip("\t").split("\t") != list(COLUMNS):
        raise GlossaryError(f"{path}, line 1: this is no table of candidates. Its columns should be {', '.join(COLUMNS)}.")
    found = {}
    for number, line in enumerate(lines[1:], 2):
        cells, place = line.split("\t"), f"{path}, line {number}"
        row = dict(zip(COLUMNS, [*map(str.strip, cells), *[""] * len(COLUMNS)]))
        if line.strip():
            _check_row(row, place, len(cells), found)
            found[row["hanzi"]] = row | {"place": place}
    return found


def _check_row(row: dict[str, str], place: str, cells: int, before: dict) -> None:
    if cells > len(COLUMNS):
        raise GlossaryError(f"{place}: {cells} cells where {len(COLUMNS)} belong. A cell must not have a tab in it.")
    if row["verdict"] not in VERDICTS:
        raise GlossaryError(f"{place}: the verdict “{row['verdict']}” should be accept or reject, or empty.")
    if not row["hanzi"] or row["hanzi"] in before:
        raise GlossaryError(f"{place}: {row['hanzi'] + ' stands there twice' if row['hanzi'] else 'the column hanzi is empty'}.")


def merged(found: dict[str, Candidate], before: dict[str, dict], without: set[str]) -> list[dict[str, str]]:
    """The rows of the new table: the editor’s cells as they were, counts as they are now; the weightiest first. Nothing of `before` is lost."""
    values, made = c_values(found), {hanzi: dict(row) for hanzi, row in before.items()}
    for hanzi, one in found.items():
        if hanzi in made or hanzi not in without:
            row = made.setdefault(hanzi, dict.fromkeys(COLUMNS, "") | {"hanzi": hanzi, "pinyin": one.pinyin, "register": "official"})
            row |= {"literal": one.literal, "reason": one.reason, "count": str(one.count), "texts": str(len(one.texts)), "c_value": str(values[hanzi])}
            row |= {"sentence": re.sub(r"\s+", " ", one.sentence), "text": one.text}
    return sorted(made.values(), key=lambda row: (-float(row["c_value"] or 0), row["hanzi"]))


def write_table(path: Path, table: Iterable[dict[str, str]]) -> None:
    """Write the rows to `path`, whole or not at all."""
    write_whole(path, "\n".join("\t".join(row) for row in [COLUMNS, *([row[name] for name in COLUMNS] for row in table)]) + "\n")


def _rejected() -> Path:
    """The file of what was rejected, a line each."""
    return home_folder() / "glossary" / "rejected.txt"


def rejected() -> set[str]:
    """What an editor has rejected: it is not proposed again."""
    return set(utf8_text(_rejected(), GlossaryError).split("\n")) - {""} if _rejected().exists() else set()


# ---- the two commands

def propose(paths: Iterable[str | Path], to: Path | None = None, times: int = 2) -> tuple[Path, int, list[str]]:
    """Read the files and folders, write the table of candidates: (its path, how many rows it has, what could not be read and why)."""
    table, passed_over = to or home_folder() / "candidates.tsv", []
    before = table_of(table)
    found = candidates(_readings(files_of(paths), passed_over), times)
    listed = merged(found, before, rejected())
    write_table(table, listed)
    return table, len(listed), passed_over


def files_of(paths: Iterable[str | Path]) -> list[Path]:
    """The text files (.txt, .md) that are meant: the files themselves, and those in the folders and their folders."""
    found = []
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(f"There is no file or folder “{path}”. Look at the spelling.")
        inside = sorted(file for file in path.rglob("*") if file.suffix in (".txt", ".md")) if path.is_dir() else [path]
        if not inside:
            raise FileNotFoundError(f"The folder “{path}” has no texts in it: files whose names end in .txt, or articles that end in .md.")
        found += inside
    return found


def _readings(files: list[Path], passed_over: list[str]) -> Iterator[tuple[str, Reading]]:
    """The files read, one at a time, each with its name; a file of several that cannot be read is passed over and named."""
    from tqdm.auto import tqdm

    for path in tqdm(files, desc="Reading", unit=" texts", delay=1, leave=False):
        try:
            text = article_from(path) if path.suffix == ".md" else read_text(path)
        except ValueError as error:
            if len(files) == 1:
                raise
            passed_over.append(f"{path.name}: {error}")
        else:
            yield f"{path.parent.name}/{path.name}", read(text)


def accept(path: Path, edition: bool = False) -> tuple[int, int, Path]:
    """Put what has the verdict accept into the glossary (the user’s own, or that of the edition) and remember what was rejected; both leave the table.

    (accepted, rejected, the glossary’s file). GlossaryError, and nothing is changed, where an accepted row does not fit the glossary: every slip with file and line.
    """
    if not path.exists():
        raise FileNotFoundError(f"There is no table “{path}”. Make it first: python -m helpers.candidates FILE-OR-FOLDER.")
    table, terms = table_of(path), (GLOSSARY if edition else home_folder() / "glossary") / "terms.tsv"
    judged = {verdict: [row for row in table.values() if row["verdict"] == verdict] for verdict in VERDICTS}
    there = {row["hanzi"] for file in (GLOSSARY / "terms.tsv", terms) if file.exists() for row in rows(file)}
    slips = [slip for row in judged["accept"] for slip in _slips(row, there)]
    if slips:
        raise GlossaryError("\n".join([*slips, "Nothing was taken over. Mend these cells, save the table, and begin again."]))
    if judged["accept"]:
        head = utf8_text(terms, GlossaryError).rstrip("\n") if terms.exists() else "\t".join(TERM)
        write_whole(terms, "\n".join([head, *("\t".join(row[name] for name in TERM) for row in judged["accept"])]) + "\n")
    if judged["reject"]:
        write_whole(_rejected(), "\n".join(sorted(rejected() | {row["hanzi"] for row in judged["reject"]})) + "\n")
    write_table(path, judged[""])
    return len(judged["accept"]), len(judged["reject"]), terms


def _slips(row: dict[str, str], there: set[str]) -> Iterator[str]:
    """What is wrong with an accepted row, by the glossary’s schema and the values that its other rows have."""
    for name in TABLES["terms.tsv"].split():
        if name.isupper() and not row[name.lower()]:
            yield f"{row['place']}: the column {name.lower()} is empty ({row['hanzi']})."
    if row["hanzi"] in there:
        yield f"{row['place']}: {row['hanzi']} stands in the glossary already."
    yield from (f"{row['place']}: {slip}" for name in ("pinyin", "english") if row[name] and (slip := CHECKS[name](row["hanzi"], row[name])))
    for name in ("category", "register"):
        known = sorted({other[name] for other in rows(GLOSSARY / "terms.tsv")} - {""})
        if row[name] and row[name] not in known:
            yield f"{row['place']}: {row[name]} is no {name} of the glossary; there are: {'; '.join(known)}."


def main(arguments: list[str]) -> str:
    """What a command has to say when it is done. ValueError or OSError, with a sentence, where it cannot be done."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m helpers.candidates", description="Propose candidates for the glossary from texts, or accept what an editor has judged.")
    parser.add_argument("what", nargs="+", help="files or folders of texts; or the word accept and a table")
    parser.add_argument("--to", type=Path, help="the table to write (else candidates.tsv in your folder)")
    parser.add_argument("--times", type=int, default=2, help="how often a group of words has to stand in the texts (2)")
    parser.add_argument("--edition", action="store_true", help="accept into data/glossary/terms.tsv, not into your own glossary")
    given = parser.parse_args(arguments)
    if given.what[0] == "accept":
        taken, thrown, terms = accept(Path(given.what[1]) if len(given.what) > 1 else home_folder() / "candidates.tsv", given.edition)
        return f"{taken} accepted into {terms}, {thrown} rejected."
    table, size, passed_over = propose(given.what, given.to, given.times)
    told = f"{size} candidates in {table}. Write accept or reject under verdict, fill in gloss, category and sources of what you accept, then: python -m helpers.candidates accept \"{table}\""
    return "\n".join([told, *(f"Passed over: {said}" for said in passed_over)])


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except (ValueError, OSError) as error:
        sys.exit(str(error))
