"""The instructor's own glossary: rows of their own, kept in their own folder and laid over ours. `add_term("红映沂和", "hóng yìng Yíhé", "…")`."""
from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from helpers import glossary
from helpers.corrections import Correction, checked
from helpers.glossary import TABLES, GlossaryError
from helpers.lexicon import lexicon
from helpers.syllables import is_hanzi

OWN = "own glossary"
NAMES = ("person", "place", "organisation", "meeting")


def own_glossary() -> Path:
    """The folder of your own terms.tsv, names.tsv and other tables with the columns of data/glossary. It may not exist yet."""
    return glossary.folders()[1]


def add_term(hanzi: str, pinyin: str, gloss: str, category: str = "own", note: str = "", sources: str = OWN, english: str = "", over: bool = False) -> Path:
    """Put a term into your own glossary; its file's path. From then on every reading knows it.

    `pinyin` with tone marks or numbers; `gloss`: English, one line. `category`: person, place, organisation or meeting makes it a name; any other word is kept as it is.
    `sources` says where you know it from; `english`: “text [document, year]”. GlossaryError, in a sentence, for what does not fit, or what stands there
    already, unless it is to be put `over` it; then nothing is written.
    """
    given = {"hanzi": hanzi, "gloss": gloss, "category": category, "kind": category, "note": note, "sources": sources, "english": english}
    row = {name: value.strip() for name, value in given.items()} | {"pinyin": _marked(hanzi.strip(), pinyin.strip())}
    if wrong := next((value for value in row.values() if any(c in value for c in "\t\r\n")), ""):
        raise GlossaryError(f"“{wrong}” has more than one line. Each field of a term is one line.")
    if not row["hanzi"] or row["hanzi"].startswith("#") or len(row["hanzi"]) > 40 or not any(map(is_hanzi, row["hanzi"])) and not row["hanzi"].isascii():
        raise GlossaryError("Give the term in Chinese characters, at most 40: 红映沂和.")
    return _add("names.tsv" if category in NAMES else "terms.tsv", row, over)


def _marked(hanzi: str, pinyin: str) -> str:
    """Pinyin with tone marks, for what has a syllable for each character; else as it is given."""
    if not pinyin or not all(map(is_hanzi, hanzi)) or len(hanzi) > 40:
        return pinyin
    try:
        return checked(Correction(hanzi, "", "", "everywhere", "", "", pinyin=pinyin)).pinyin
    except ValueError as error:
        raise GlossaryError(str(error)) from None


def _add(name: str, row: dict[str, str], over: bool) -> Path:
    """The table with this row at its end, checked as a draft before it takes the place of the old one, whose notes and order stay."""
    path, columns = own_glossary() / name, [column.lower() for column in TABLES[name].split()]
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() and glossary.rows(path) is not None else ["\t".join(columns)]
    same = [line for line in lines[1:] if line.split("\t")[0].strip() == row["hanzi"]]
    if same and not over:
        raise GlossaryError(f"{row['hanzi']} stands in your glossary already: {same[0].split(chr(9))[2]}. Add it once more to put the new row in its place.")
    added = "\t".join(row.get(column, "") for column in columns).rstrip("\t")
    text = "\n".join([*(line for line in lines if line not in same), added]) + "\n"
    _replace(path, text)
    lexicon.cache_clear()
    return path


def _replace(path: Path, text: str) -> None:
    """Write the text to a draft in a folder of its own, where it is checked under the table's name, and put it in place in one step."""
    folder = Path(tempfile.mkdtemp(prefix=".draft-", dir=path.parent))
    try:
        draft = folder / path.name
        draft.write_text(text, encoding="utf-8")
        try:
            (glossary.names if path.name == "names.tsv" else glossary.terms)(folder)
        except GlossaryError as error:
            raise GlossaryError(str(error).partition(": ")[2] or str(error)) from None
        os.replace(draft, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
