"""A PDF with text → its `Page`: the lines as they are printed, a blank line where a paragraph or a headline ends.

Characters of one line come out of a PDF in the order of its fonts (quotation marks often last), so they are sorted by their place.
"""
from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median, mode

from helpers.importing.page import ImportingError, Page, needed
from helpers.textfile import plausible

MOST_PAGES = 60
_OCR = "Have its text recognised first (OCR; Acrobat, WPS and many phones can), or copy the article from the paper's web page."
_HANZI = "[\u3400-\u4dbf\u4e00-\u9fff]"
_READING = re.compile("(?=.*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü' ]+")


@dataclass(frozen=True)
class Char:
    """A printed character: the left and right edge and the base line of its box, and its height, in points."""

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(frozen=True)
class Line:
    """A printed line: its text, its left edge, base line and usual height in points, the number of its page, and its right edge."""

    text: str
    left: float
    base: float
    height: float
    page: int
    right: float = 0


def pdf_page(data: bytes, name: str) -> Page:
    """The page of a PDF. ImportingError where it is encrypted, damaged, very long, scanned, or its characters cannot be read."""
    pdfium = needed("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise ImportingError(f"“{name}” has {len(document)} pages; the most is {MOST_PAGES}. Save the page with the article as a file of its own.")
        lines = [line for number, page in enumerate(document) for line in _lines(page, number)]
        title = document.get_metadata_dict().get("Title", "")
    except pdfium.PdfiumError as error:
        raise _unreadable(name, error) from None
    return _made(name, lines, title.strip())


def _unreadable(name: str, error: Exception) -> ImportingError:
    if getattr(error, "err_code", None) == 4 or "password" in str(error).lower():
        return ImportingError(f"“{name}” is protected by a password. Open it with the password, print it to a new PDF, and bring that.")
    return ImportingError(f"“{name}” is a damaged PDF: it cannot be opened. Copy or download it again.")


def _made(name: str, lines: list[Line], title: str) -> Page:
    """The page of the printed lines, small readings above characters left out."""
    text = "".join(line.text for line in lines)
    if not re.search(_HANZI, text):
        raise ImportingError(f"“{name}” has no Chinese text, only pictures of pages (a scan) or other writing. {_OCR}")
    if plausible(re.sub(r"\s", "", text)) < 0.2:
        raise ImportingError(f"The characters of “{name}” cannot be read: its fonts do not say which characters they print. {_OCR}")
    usual = mode([round(line.height) for line in lines for _ in re.findall(_HANZI, line.text)])
    words = [line for line in lines if not _READING.fullmatch(line.text)]
    notes = ("Readings printed above the characters were left out.",) if len(words) < len(lines) else ()
    words = list(_headlines_joined(words, 1.15 * usual))
    headings = tuple(line.text for line in words if line.height >= 1.15 * usual)
    return Page(name, "PDF", _laid_out(words), title=title if title and title in text else "", notes=notes, headings=headings)


# ---- lines

def _lines(page, number: int) -> Iterator[Line]:
    """The printed lines of a page, in the order of the file, each from left to right."""
    row: list[Char] = []
    for char in _chars(page):
        if row and abs(char.base - row[-1].base) > 0.4 * max(char.height, row[-1].height):
            yield from _segments(row, number)
            row = []
        row.append(char)
    yield from _segments(row, number)


def _chars(page) -> Iterator[Char]:
    """The printed characters of a page in the order of the file, plain spaces for all kinds; those that the library puts in are left out."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for n in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, n)
        if code > 31 and not raw.FPDFText_IsGenerated(text, n) and not 0xD800 <= code < 0xE000:
            raw.FPDFText_GetLooseCharBox(text, n, box)
            raw.FPDFText_GetCharOrigin(text, n, x, y)
            yield Char(chr(code) if chr(code).strip() else " ", box.left, box.right, y.value, abs(box.top - box.bottom))


def _segments(row: list[Char], number: int) -> Iterator[Line]:
    """The lines of one row, which a gap as wide as between columns parts; the short cells of a table stay one line."""
    parts: list[list[Char]] = []
    for char in sorted((char for char in row if char.text != " "), key=lambda char: char.left):
        if not parts or char.left - parts[-1][-1].right > 2.2 * char.height:
            parts.append([])
        parts[-1].append(char)
    if len(parts) > 1 and all(len(part) < 12 for part in parts):
        parts = [sum(parts, [])]
    spaces = [char.left for char in row if char.text == " "]
    yield from (_line(part, spaces, number) for part in parts)


def _line(chars: list[Char], spaces: list[float], number: int) -> Line:
    """One line, with a space where one is printed or where a gap is wider than others of its kind."""
    pairs = list(zip(chars, chars[1:]))
    between = median([char.left - before.right for before, char in pairs if re.fullmatch(f"{_HANZI}{{2}}", before.text + char.text)] or [0])
    text = chars[0].text
    for before, char in pairs:
        printed = any(before.left < space < char.left for space in spaces)
        text += " " * (printed or char.left - before.right > _widest(before.text + char.text, between, char.height)) + char.text
    return Line(text, chars[0].left, median(char.base for char in chars), median(char.height for char in chars), number, chars[-1].right)


def _widest(pair: str, between: float, height: float) -> float:
    """How wide the gap between two characters may be without a space: the usual one `between` hanzi and a fifth of a character, more beside figures."""
    if re.fullmatch(f"{_HANZI}{{2}}", pair):
        return max(between, 0) + 0.2 * height
    return (0.2 if pair.isascii() else 0.6) * height


# ---- paragraphs

def _headlines_joined(lines: list[Line], large: float) -> Iterator[Line]:
    """The lines, a headline of large characters that went on in the next line made one."""
    widest, held = max(line.right for line in lines), None
    for line in lines:
        goes_on = held and line.height >= large and held.page == line.page and abs(line.height - held.height) <= 0.03 * held.height \
            and 0 < held.base - line.base < 2 * held.height and held.right > widest - 1.2 * held.height
        if held and not goes_on:
            yield held
        held = replace(line, text=held.text + line.text) if goes_on else line
    if held:
        yield held


def _laid_out(lines: list[Line]) -> str:
    """The lines with a blank one before every line of another size or after a gap, and two wide spaces before one that is indented."""
    pitch = median([first.base - second.base for first, second in zip(lines, lines[1:]) if 0 < first.base - second.base < 4 * first.height] or [0])
    text = ""
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None]):
        text += ("\n" * (1 + _apart(before, line, pitch)) if before else "") + "\u3000\u3000" * _indented(before, line, after) + line.text
    return text


def _apart(before: Line, line: Line, pitch: float) -> bool:
    """Whether a line is of another size than the one before, or stands wider below it than lines do."""
    gap = before.base - line.base
    return abs(line.height - before.height) > 0.12 * before.height or before.page == line.page and 1.5 * pitch < gap < 8 * line.height


def _indented(before: Line | None, line: Line, after: Line | None) -> bool:
    """Whether a line begins one to four characters to the right of a neighbour of its size."""
    near = [other for other in (before, after) if other and other.page == line.page and abs(other.height - line.height) <= 0.12 * line.height
            and abs(other.base - line.base) < 4 * line.height]
    return any(1 < (line.left - other.left) / line.height < 4 for other in near)
