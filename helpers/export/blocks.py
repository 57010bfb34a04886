"""What a printed lesson is made of: sections of paragraphs, lists, tables and lines to write on. Plain records, which HTML, Word and PDF draw."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpers.syllables import is_hanzi

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")  # by XML, or they turn a line round

_HANZI = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(f"([“‘…—·\uff00-\uffef]*[{_HANZI}][{_HANZI}\uff00-\uffef“”‘’…—·]*)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text that looks alike. `pinyin`: one for each character (empty where none is shown), or none at all.

    `look`: "" (plain), bold, soft, latin (pinyin), filled (an answer that is written in) or gap (`text` is its number; room for `width` hanzi).
    """

    text: str
    pinyin: tuple[str, ...] = ()
    look: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs. `style`: body, heading, headline, byline, ask, stem, bank, note or small; `number` stands in the margin."""

    runs: tuple[Run, ...]
    style: str = "body"
    number: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, a line each: its label and its runs. `boxed`: the label stands in a box, or the box is empty, to be written in."""

    rows: tuple[tuple[str, tuple[Run, ...]], ...]
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of runs. `widths`: the columns' shares of 100. With a `head` it is ruled, and its rows may part at a page's end; else it is only a grid."""

    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Blocks that stay on one page."""

    blocks: tuple[Block, ...]


Block = Paragraph | Lines | Table | Room | Kept


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its blocks."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A lesson on paper. `about` are the lines under the title, `blanks` what the student fills in at the head: (word, hanzi of room)."""

    title: str
    about: tuple[str, ...]
    blanks: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]


def clean(text: str) -> str:
    """The text without what no file of ours may hold: control characters, marks that turn the direction, halves of characters. White space is one space."""
    return kept(text).strip(" ")


def kept(text: str) -> str:
    """The same as `clean`, but spaces at the ends stay: for a part of a line."""
    return _FORBIDDEN.sub("", re.sub(r"[^\S\u3000]+", " ", text))


def said(text: str, look: str = "") -> tuple[Run, ...]:
    """A text as runs: one, or none for an empty text."""
    text = clean(text)
    return (Run(text, look=look),) if text else ()


def paragraph(*parts: str | Run, style: str = "body", number: str = "") -> Paragraph:
    """A paragraph of texts and runs."""
    return Paragraph(tuple(part if isinstance(part, Run) else Run(kept(part)) for part in parts), style, number)


def is_chinese(block: Paragraph | tuple[Run, ...]) -> bool:
    """Is a paragraph, or are runs, Chinese rather than English? Chinese marks and fonts are theirs then. What is said to the teacher and in small print is English."""
    if isinstance(block, Paragraph):
        return block.style not in ("ask", "note", "small") and is_chinese(block.runs)
    text = "".join(run.text for run in block if run.look not in ("gap", "soft"))
    return any(map(is_hanzi, text)) and not mostly_latin(text)


def mostly_latin(text: str) -> bool:
    """Has the text more than three Latin letters for each hanzi?"""
    return sum(character.isalpha() and not is_hanzi(character) for character in text) > 3 * sum(map(is_hanzi, text))


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of an English text, and whether each is Chinese: hanzi with the marks beside them. Quotation marks are wide there, and narrow in English."""
    for number, part in enumerate(_CHINESE.split(text)):
        if part:
            yield part, bool(number % 2)


def parted(runs: tuple[Run, ...], chinese: bool) -> Iterator[tuple[Run, bool]]:
    """The runs of a line, and whether each is Chinese: those of an English line are parted where its language changes."""
    for run in runs:
        whole = run.pinyin or run.look in ("gap", "filled", "box") or chinese and not mostly_latin(run.text)
        yield from ((run, chinese),) if whole else ((replace(run, text=part), hanzi) for part, hanzi in stretches(run.text))
