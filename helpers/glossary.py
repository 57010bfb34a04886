"""The human files of data/glossary: read row by row against a schema; an error names the file and the line."""
from __future__ import annotations

import re
from pathlib import Path

from helpers.folders import DATA
from helpers.model import Entry, Item, Rendering, Slogan
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
_texts = lambda value: tuple(map(str.strip, value and list.copy(value)))  # text that should be a list is a TypeError here, not letters
FIELDS = dict.fromkeys("hanzi pinyin literal meaning meaning_zh status pattern usage comment".split(), str.strip) | {  # field of a slogan → its maker
    "items": lambda value: tuple(Item(**part) for part in value),
    "english": lambda value: tuple(Rendering(**part | {"year": int(part.get("year") or 0) or None}) for part in value),
    "related": _texts, "sources": _texts}
_RENDERING = re.compile(r"(?P<text>.+?)\s*\[(?P<document>[^\]]+),\s*(?P<year>\d{4})\]")


class GlossaryError(ValueError):
    """A row that does not fit its schema."""


def utf8_text(path: Path, error: type[ValueError] = GlossaryError) -> str:
    """The text of one of our files, which are in UTF-8; an `error` with a sentence where it is not. No other encoding is tried."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise error(f"{path.name} is not in UTF-8. Open it in the program that made it, and save it as plain text in UTF-8.") from None


def rows(path: Path, columns: str = "") -> list[dict[str, str]]:
    """The rows of a TSV file as dicts, lower-case column names; empty lines and lines that begin with # are passed over."""
    wanted = (columns or TABLES[path.name]).split()
    names = [name.lower() for name in wanted]
    lines = utf8_text(path).splitlines()
    if lines[:1] != ["\t".join(names)]:
        raise GlossaryError(f"{path.name}, line 1: the columns should be {', '.join(names)}.")
    numbered = [(number, line) for number, line in enumerate(lines[1:], 2) if line.strip() and line[0] != "#"]
    found = {f"{path.name}, line {number}": _row(path, number, line, wanted) for number, line in numbered}
    return list(found.values()) if columns else _checked(found)


def _row(path: Path, number: int, line: str, wanted: list[str]) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) > len(wanted):
        raise GlossaryError(f"{path.name}, line {number}: {len(cells)} cells where {len(wanted)} belong.")
    cells += [""] * (len(wanted) - len(cells))
    for name, cell in zip(wanted, cells):
        if name.isupper() and not cell.strip():
            raise GlossaryError(f"{path.name}, line {number}: the column {name.lower()} is empty ({cells[0]}).")
    return {name.lower(): cell.strip() for name, cell in zip(wanted, cells)}


def _checked(found: dict[str, dict]) -> list[dict]:
    """The rows, found by their place (file and line); GlossaryError at the first that stands twice or has a wrong cell."""
    seen = {}
    for place, row in found.items():
        word = row.get("hanzi") or next(iter(row.values()))
        first = seen.setdefault((word, row.get("context"), row.get("where")), place)
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
    """The established terms of political Chinese, as entries of kind term."""
    more = lambda row: {"category": row["category"], "register": row["register"], "related": _parts(row["related"])}
    return [_entry(row, "term", _renderings(row["english"]), **more(row)) for row in rows(folder / "terms.tsv")]


def names(folder: Path = GLOSSARY) -> list[Entry]:
    """People, places, organisations and meetings, as entries of that kind."""
    return [_entry(row, row["kind"], _established(row)) for row in rows(folder / "names.tsv")]


def slogans(folder: Path = GLOSSARY) -> list[Slogan]:
    """The slogan book: all its files (slogans*.yaml), each slogan once. Every value is read as text (no, 2018); only years are made numbers."""
    paths = sorted(folder.glob("slogans*.yaml")) or [folder / "slogans.yaml"]
    return [Slogan(**made) for made in _checked({place: made for path in paths for place, made in _book(path)})]


def _book(path: Path) -> list[tuple[str, dict]]:
    """The slogans of one file: their places and fields."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(utf8_text(path))
    try:
        book = loader.get_single_node()
        nodes = book.value if isinstance(book, yaml.SequenceNode) else []
        records = [(node.start_mark.line + 1, loader.construct_pairs(node, deep=True)) for node in nodes]
    except yaml.MarkedYAMLError as error:
        hint = "Is text with a colon in quotation marks, and are the fields indented alike?"
        raise GlossaryError(f"{path.name}, line {error.problem_mark.line + 1}: {error.problem}. {hint}") from None
    if not records:
        raise GlossaryError(f"{path.name} should be a list of slogans, each of which begins with “- hanzi: ”.")
    return [_made(f"line {line} of {path.name}, {dict(pairs).get('hanzi', '?')}", pairs) for line, pairs in records]


def _made(place: str, pairs: list[tuple]) -> tuple[str, dict]:
    """The place of a slogan and its fields; GlossaryError at one that is missing, unknown, doubled or not of its shape."""
    missing = [name for name in ("hanzi", "pinyin", "meaning", "status", "sources") if not dict(pairs).get(name)]
    if missing:
        raise GlossaryError(f"{place}: {', '.join(missing)} missing.")
    made = {}
    for name, value in pairs:
        slip = "is there twice" if name in made else f"should be one of {', '.join(FIELDS)}" if name not in FIELDS else "is not written as in the other slogans"
        try:
            made[name] = FIELDS[name](value if name not in made else None)
        except (KeyError, TypeError, AttributeError, ValueError):
            raise GlossaryError(f"{place}: {name} {slip}.") from None
    return place, made
