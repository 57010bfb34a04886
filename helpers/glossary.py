"""The human files of data/glossary: read row by row against a schema; an error names the file and the line."""
from __future__ import annotations

import re
from pathlib import Path

from helpers.folders import DATA
from helpers.model import KINDS, Entry, Item, Rendering, Slogan
from helpers.syllables import toneless

GLOSSARY = DATA / "glossary"
TABLES = {  # file → its columns; the ones in capitals must not be empty
    "terms.tsv": "HANZI PINYIN GLOSS CATEGORY register english related note SOURCES",
    "names.tsv": "HANZI KIND PINYIN GLOSS established note SOURCES",
    "preferred.tsv": "WORD context PINYIN GLOSS note",
    "surnames.tsv": "SURNAME PINYIN",
    "titles.tsv": "TITLE GLOSS WHERE",
    "speech_verbs.tsv": "VERB GLOSS",
}
_RENDERING = re.compile(r"(?P<text>.*?)\s*\[(?P<document>[^\]]*?)(?:,\s*(?P<year>\d{4}))?\]")


class GlossaryError(ValueError):
    """A row that does not fit its schema."""


def rows(path: Path, columns: str = "") -> list[dict[str, str]]:
    """The rows of a TSV file as dicts, lower-case column names; empty lines and lines that begin with # are passed over."""
    wanted = (columns or TABLES[path.name]).split()
    names = [name.lower() for name in wanted]
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    if lines[:1] != ["\t".join(names)]:
        raise GlossaryError(f"{path.name}, line 1: the columns should be {', '.join(names)}.")
    return [_row(path, number, line, wanted) for number, line in enumerate(lines[1:], 2) if line.strip() and line[0] != "#"]


def _row(path: Path, number: int, line: str, wanted: list[str]) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) > len(wanted):
        raise GlossaryError(f"{path.name}, line {number}: {len(cells)} cells where {len(wanted)} belong.")
    cells += [""] * (len(wanted) - len(cells))
    for name, cell in zip(wanted, cells):
        if name.isupper() and not cell.strip():
            raise GlossaryError(f"{path.name}, line {number}: the column {name.lower()} is empty ({cells[0]}).")
    return {name.lower(): cell.strip() for name, cell in zip(wanted, cells)}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _renderings(cell: str) -> tuple[Rendering, ...]:
    found = (_RENDERING.fullmatch(part) for part in _parts(cell))
    return tuple(Rendering(m["text"], m["document"], int(m["year"]) if m["year"] else None) for m in found if m)


def terms(folder: Path = GLOSSARY) -> list[Entry]:
    """The established terms of political Chinese, as entries of kind term."""
    return [
        Entry(
            row["hanzi"], pinyin=row["pinyin"], gloss=row["gloss"], senses=(row["gloss"],), kind="term",
            category=row["category"], register=row["register"], english=_renderings(row["english"]),
            related=_parts(row["related"]), note=row["note"], sources=_parts(row["sources"]),
        )
        for row in rows(folder / "terms.tsv")
    ]


def names(folder: Path = GLOSSARY) -> list[Entry]:
    """People, places, organisations and meetings, as entries of that kind."""
    found = []
    for number, row in enumerate(rows(folder / "names.tsv"), 2):
        if row["kind"] not in KINDS:
            raise GlossaryError(f"names.tsv, line {number}: {row['kind']} is no kind of name.")
        other = row["established"] and row["established"].lower() != toneless(row["pinyin"]).lower()
        english = (Rendering(row["established"], "established name"),) if other else ()
        found.append(Entry(
            row["hanzi"], pinyin=row["pinyin"], gloss=row["gloss"], senses=(row["gloss"],), kind=row["kind"],
            english=english, note=row["note"], sources=_parts(row["sources"]),
        ))
    return found


def slogans(folder: Path = GLOSSARY) -> list[Slogan]:
    """The slogan book."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [_slogan(record) for record in yaml.load((folder / "slogans.yaml").read_text(encoding="utf-8"), loader)]


def _slogan(record: dict) -> Slogan:
    missing = [name for name in ("hanzi", "pinyin", "meaning", "status", "sources") if not record.get(name)]
    if missing:
        raise GlossaryError(f"slogans.yaml, {record.get('hanzi', record)}: {', '.join(missing)} missing.")
    plain = {name: str(value).strip() for name, value in record.items() if isinstance(value, (str, int))}
    return Slogan(**plain | {
        "items": tuple(Item(**{k: str(v) for k, v in item.items()}) for item in record.get("items") or ()),
        "english": tuple(Rendering(**rendering) for rendering in record.get("english") or ()),
        "related": tuple(record.get("related") or ()),
        "sources": tuple(str(source) for source in record["sources"]),
    })
