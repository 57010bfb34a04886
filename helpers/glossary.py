"""The human files of data/glossary: read row by row against a schema; an error names the file and the line."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.folders import DATA, home_folder
from helpers.model import Entry, Item, Rendering, Slogan
from helpers.records import fitted, utf8_text, yaml_records
from helpers.syllables import align, hanzi_count, toneless

GLOSSARY = DATA / "glossary"
TABLES = {  # file → its columns; the ones in capitals must not be empty
    "terms.tsv": "HANZI PINYIN GLOSS CATEGORY register english related note SOURCES",
    "names.tsv": "HANZI KIND PINYIN GLOSS established note SOURCES",
    "preferred.tsv": "WORD context PINYIN GLOSS note",
    "spelling.tsv": "WORD PINYIN NOTE",
    "accepted.tsv": "WORD PINYIN NOTE",
    "rules.tsv": "CHARACTER CONTEXT PINYIN note",
    "surnames.tsv": "SURNAME PINYIN",
    "titles.tsv": "TITLE GLOSS WHERE",
    "speech_verbs.tsv": "VERB GLOSS",
}
CHECKS = {  # column → what is wrong with its cell, or nothing, wherever there is such a column; the word is what the row is about
    "pinyin": lambda word, cell: _misread(word, cell),
    "kind": lambda word, cell: _choice(cell, "is no kind of name", "person", "place", "organisation", "meeting"),
    "where": lambda word, cell: _choice(cell, "is no place of a title", "before", "after"),
    "status": lambda word, cell: _choice(cell, "is no status", "expanded", "partly", "not expanded"),
    "context": lambda word, cell: "" if word in (cell or word) else f"the context {cell} should have {word} in it.",
    "english": lambda word, cell: "" if all(map(_RENDERING.fullmatch, _parts(cell))) else f"“{cell}” should be “text [document, year]”.",
}
_FIELDS = "HANZI PINYIN literal MEANING meaning_zh STATUS items[] pattern english[] usage comment related[] SOURCES[] also[]"  # of a slogan
_RENDERING = re.compile(r"(?P<text>.+?)\s*\[(?P<document>[^\]]+),\s*(?P<year>\d{4})\]")


class GlossaryError(ValueError):
    """A row that does not fit its schema."""


def folders() -> tuple[Path, Path]:
    """The folder of our glossary and that of the user's own, which may have files of the same names, and wins."""
    return GLOSSARY, home_folder() / "glossary"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of ours and of the user's own file of that name; an own row takes the place of ours about the same."""
    return list({_about(row): row for folder in folders() for row in rows(folder / name)}.values())


def rows(path: Path, columns: str = "") -> list[dict[str, str]]:
    """The rows of a TSV file as dicts, lower-case column names; empty lines and lines that begin with # are passed over. None where the user has no such file."""
    if not path.exists() and path.parent == folders()[1]:
        return []
    wanted = (columns or TABLES[path.name]).split()
    names = [name.lower() for name in wanted]
    lines, told = utf8_text(path, GlossaryError).splitlines(), path if path.parent == folders()[1] else path.name
    if lines[:1] != ["\t".join(names)]:
        raise GlossaryError(f"{told}, line 1: the columns should be {', '.join(names)}.")
    numbered = {f"{told}, line {number}": line for number, line in enumerate(lines[1:], 2) if line.strip() and line[0] != "#"}
    found = {place: _row(place, line, wanted) for place, line in numbered.items()}
    return list(found.values()) if columns else _checked(found)


def _row(place: str, line: str, wanted: list[str]) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) > len(wanted):
        raise GlossaryError(f"{place}: {len(cells)} cells where {len(wanted)} belong.")
    cells += [""] * (len(wanted) - len(cells))
    for name, cell in zip(wanted, cells):
        if name.isupper() and not cell.strip():
            raise GlossaryError(f"{place}: the column {name.lower()} is empty ({cells[0]}).")
    return {name.lower(): cell.strip() for name, cell in zip(wanted, cells)}


def _about(row: dict) -> tuple:
    """What makes it a row about the same as another."""
    return row.get("hanzi") or next(iter(row.values())), row.get("context"), row.get("where")


def _checked(found: dict[str, dict]) -> list[dict]:
    """The rows, found by their place (file and line); GlossaryError at the first that stands twice or has a wrong cell."""
    seen = {}
    for place, row in found.items():
        word, first = _about(row)[0], seen.setdefault(_about(row), place)
        slips = [check(word, row[column]) for column, check in CHECKS.items() if isinstance(row.get(column), str)]
        if slip := f"{word} stands already in {first}." if first != place else " ".join(filter(None, slips)):
            raise GlossaryError(f"{place}: {slip}")
    return list(found.values())


def _choice(cell: str, no: str, *choices: str) -> str:
    return "" if cell in choices else f"{cell} {no}; there are: {', '.join(choices)}."


def _misread(hanzi: str, pinyin: str) -> str:
    """What is wrong with a pinyin, or nothing: one syllable a hanzi, no tone as a number, no hanzi. What has no hanzi is its own pinyin."""
    try:
        align(hanzi, pinyin)
    except ValueError as error:
        return "" if pinyin == hanzi and not hanzi_count(hanzi) else str(error)
    return f"“{pinyin}” should be letters with tone marks, such as dǎngjiàn." if re.search(r"[^\W\d]\d|[\u3400-\u9fff]", pinyin) else ""


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _renderings(cell: str) -> tuple[Rendering, ...]:
    return tuple(Rendering(m["text"], m["document"], int(m["year"])) for m in map(_RENDERING.fullmatch, _parts(cell)))


def _established(row: dict[str, str]) -> tuple[Rendering, ...]:
    other = row["established"] and row["established"].lower() != toneless(row["pinyin"]).lower()
    return (Rendering(row["established"], "established name"),) if other else ()


def _entry(row: dict[str, str], kind: str, english: tuple[Rendering, ...], **more) -> Entry:
    return Entry(row["hanzi"], pinyin=row["pinyin"], gloss=row["gloss"], senses=(row["gloss"],), kind=kind, english=english,
                 note=row["note"], sources=_parts(row["sources"]), **more)


def terms(folder: Path = GLOSSARY) -> list[Entry]:
    """The established terms of political Chinese, as entries of kind term; those whose register is everyday are words."""
    more = lambda row: {"category": row["category"], "register": row["register"], "related": _parts(row["related"])}
    return [_entry(row, "word" if row["register"] == "everyday" else "term", _renderings(row["english"]), **more(row)) for row in rows(folder / "terms.tsv")]


def names(folder: Path = GLOSSARY) -> list[Entry]:
    """People, places, organisations and meetings, as entries of that kind."""
    return [_entry(row, row["kind"], _established(row)) for row in rows(folder / "names.tsv")]


def slogans(folder: Path = GLOSSARY) -> list[Slogan]:
    """The slogan book: all its files (slogans*.yaml), each slogan once. Every value is read as text (no, 2018); only years are made numbers."""
    paths = sorted(folder.glob("slogans*.yaml")) or [folder / "slogans.yaml"]
    placed = ((f"{place}, {record.get('hanzi', '?')}", record) for path in paths for place, record in yaml_records(path, GlossaryError)[1])
    return [Slogan(**row) for row in _checked(dict(named for one in placed for named in _by_its_names(*one)))]


def _by_its_names(place: str, record: dict) -> Iterator[tuple[str, dict]]:
    """The place and the fields of a slogan, and again for each of its other names (“五大发展理念 wǔ dà fāzhǎn lǐniàn”), related to the usual one."""
    row = fitted(place, record, _FIELDS, GlossaryError)
    try:
        row["items"] = [Item(**part) for part in row["items"]]
        row["english"] = [Rendering(**part | {"year": int(part.get("year") or 0) or None}) for part in row["english"]]
        names = row["also"] = dict(name.split(" ", 1) for name in row["also"])
    except (TypeError, ValueError, AttributeError):
        raise GlossaryError(f"{place}: items, english or also are not written as in the other slogans.") from None
    made = {name: value.strip() if isinstance(value, str) else tuple(value) for name, value in row.items()}
    yield place, made
    for hanzi, pinyin in names.items():
        yield f"{place}, also {hanzi}", made | {"hanzi": hanzi, "pinyin": pinyin, "also": (), "related": (made["hanzi"], *made["related"])}
