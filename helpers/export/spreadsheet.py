"""The pack as a workbook (XLSX), and its word list as CSV. Whatever a text begins with, it is never a formula."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path

from helpers.exercise_widgets import answered, offered, pieces
from helpers.exercises import KINDS, Exercise
from helpers.keeping import write_whole
from helpers.model import Slogan
from helpers.pack import Pack, Word

SUFFIX, CSV_SUFFIX = ".xlsx", ".csv"
_WORDS = {"hanzi": 16, "traditional": 16, "pinyin": 24, "gloss": 44, "kind": 12, "HSK 2021": 10, "sentence": 70, "source of the gloss": 36}  # column: width
_SLOGANS = {"hanzi": 30, "pinyin": 34, "literal": 36, "meaning": 50, "stands for": 50, "status": 14, "official English": 44, "source": 36}
_EXERCISES = {"no.": 6, "id": 14, "kind": 12, "task": 44, "text": 60, "items": 30, "to choose from": 40, "hint": 40}
_KEY = {"answer": 44, "also right": 34, "why": 50, "words of the article": 44}
_FORMULA = "=+-@\t\r＝＋－＠"
_FONT, _LONGEST = "Microsoft YaHei", 32_767  # in every Excel; elsewhere another takes its place
_LINE = 17  # points, of a line of 11-point type


def write(pack: Pack, path: Path, key: bool = False) -> Path:
    """Write the workbook; its path. Sheets: Words, Slogans, Exercises (with the answers where `key`), About. The same pack gives the same bytes."""
    import xlsxwriter

    draft = Path(path).with_name(f"{Path(path).name}.new")
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(draft, plain) as book:
        book.set_properties({"title": pack.title, "comments": "\n".join(pack.credits)[:2000], "created": datetime(2000, 1, 1)})
        _sheet(book, "Words", _WORDS, map(_word, pack.words))
        _sheet(book, "Slogans", _SLOGANS, map(_slogan, pack.slogans))
        _sheet(book, "Exercises", _EXERCISES | (_KEY if key else {}), (_exercise(place, exercise, key) for place, exercise in enumerate(pack.accepted, 1)))
        _sheet(book, "About", {"about": 24, "": 100}, _about(pack))
    return draft.replace(path)


def _sheet(book, name: str, columns: dict[str, int], rows: Iterable[Sequence[str]]) -> None:
    """A sheet with its head frozen, lines broken in their cells, and a filter."""
    base = {"font_name": _FONT, "font_size": 11, "text_wrap": True, "valign": "top"}
    body, head, large = (book.add_format(base | more) for more in ({}, {"bold": True, "bg_color": "#E8E2D4", "bottom": 1}, {"font_size": 14}))
    sheet, last = book.add_worksheet(name), 0
    for place, (column, width) in enumerate(columns.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, head)
    for last, row in enumerate(rows, 1):
        sheet.set_row(last, _LINE * max(map(_lines, row, columns.values())))  # not every program finds the height by itself
        for place, value in enumerate(row):
            sheet.write_string(last, place, clean(value)[:_LONGEST], large if place == 0 and name in ("Words", "Slogans") else body)
    sheet.freeze_panes(1, 1 if name in ("Words", "Slogans") else 0)
    if name != "About":
        sheet.autofilter(0, 0, last, len(columns) - 1)
    _paper(sheet)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many letters; a Chinese character is as wide as two."""
    return sum(max(1, ceil(1.15 * sum(1 + (character > "ᄀ") for character in line) / width)) for line in clean(text).split("\n"))


def _paper(sheet) -> None:
    """For who prints it: A4, across, as many pages long as it is and one wide, the head on each."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


# ---- rows

def _word(word: Word) -> list[str]:
    return [word.hanzi, word.traditional, word.pinyin, word.gloss, word.kind, word.level, word.sentence, word.source]


def _slogan(slogan: Slogan) -> list[str]:
    items = [f"{item.text} – {item.english}" if item.english else item.text for item in slogan.items]
    english = [f"{rendering.text} ({', '.join(filter(None, [rendering.document, str(rendering.year or '')]))})" for rendering in slogan.english]
    status = slogan.status if slogan.sure else f"{slogan.status}, unsure"
    return [slogan.hanzi, slogan.pinyin, slogan.literal, slogan.meaning, "\n".join(items), status, "\n".join(english), "; ".join(slogan.sources)]


def _exercise(place: int, exercise: Exercise, key: bool) -> list[str]:
    told = answered(exercise)
    numbered = "\n".join(f"{n}. {item}" for n, item in enumerate(exercise.items, 1))
    asked = [str(place), exercise.id, exercise.kind, f"{exercise.prompt} {KINDS[exercise.kind]}", "____".join(pieces(exercise)), numbered, "\n".join(offered(exercise)), exercise.hint]
    also = [" → ".join(more) if exercise.kind == "order" else "; ".join(more) for more in exercise.accepted if more]
    return asked + (["\n".join(told["parts"] if exercise.gaps else told["key"][: len(exercise.key)]), "\n".join(also), exercise.why, exercise.source] if key else [])


def _about(pack: Pack) -> list[list[str]]:
    rows = {"title": pack.title, "name": pack.name, "version": str(pack.version), "level": pack.level, "note": pack.note}
    return [*([name, value] for name, value in rows.items() if value), *(["credits and rights", line] for line in pack.credits)]


def clean(text: str) -> str:
    """Text that a workbook can hold: without control characters, and half characters as ?."""
    return "".join(c for c in text if c in "\n\t" or c >= " " and c not in "\x7f\ufffe\uffff").encode("utf-8", "replace").decode()


# ---- CSV

def write_csv(pack: Pack, path: Path, key: bool = False) -> Path:
    """Write the word list as CSV, which Excel opens with its characters right: UTF-8 with a mark, lines ended by CRLF; its path.

    Text that a program would take for a formula has an apostrophe before it. The credits stand in the last column, a line in each row. `key` changes nothing.
    """
    rows, credits = [_word(word) for word in pack.words], list(pack.credits)
    length = max(len(rows), len(credits))
    rows += [[""] * len(_WORDS)] * (length - len(rows))
    credits += [""] * (length - len(credits))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([*_WORDS, "credits"])
    table.writerows([safe(clean(value)) for value in (*row, line)] for row, line in zip(rows, credits))
    return write_whole(Path(path), text.getvalue().encode("utf-8-sig"))


def safe(value: str) -> str:
    """A value that no program takes for a formula: an apostrophe before = + - @, a tab or a carriage return, also behind spaces, and before an apostrophe."""
    return f"'{value}" if value.lstrip(" \n")[:1] in (*_FORMULA, "'") and value.strip(" \n") else value


def read_csv_back(path: Path) -> list[dict[str, str]]:
    """The words of a list that `write_csv` wrote, perhaps edited since, each as column → value, the guarding apostrophes taken off. Rows without hanzi are left out.

    ValueError where the file is no such list.
    """
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        if not {"hanzi", "pinyin", "gloss"} <= set(table.fieldnames or ()):
            raise ValueError(f"{Path(path).name} is no word list: its first line should have the columns {', '.join(_WORDS)}.")
        rows = [{name: (value or "").removeprefix("'") for name, value in row.items() if name} for row in table]
    return [row for row in rows if row["hanzi"]]
