"""A Word document (.docx) → its `Page`: paragraphs and tables in their order, a character with a reading above it once."""
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from helpers.importing.page import ImportingError, Page, needed

MOST_UNPACKED, MOST_XML = 250_000_000, 30_000_000  # bytes
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"}
_HEADING = re.compile(r"(?i)(?:sub)?title|heading \d|标题.*|副标题|題名|標題.*")


def word_page(data: bytes, name: str) -> Page:
    """The page of a .docx. ImportingError where it is encrypted, damaged, empty, or unpacks to far more than a document has."""
    _check_size(data, name)
    docx = needed("docx")
    try:
        document = docx.Document(io.BytesIO(data))
        found = [(text, heading) for block in document.iter_inner_content() for text, heading in _lines(block)]
        title, notes = document.core_properties.title or "", _left_out(data)
    except Exception:  # python-docx raises whatever a broken part leads to: KeyError, XMLSyntaxError, BadZipFile …
        raise ImportingError(f"“{name}” is a damaged Word document. Open it in Word or LibreOffice, save it again as .docx, or paste the article.") from None
    text = "\n".join(line for line, _ in found)
    if not text.strip():
        raise ImportingError(f"“{name}” has no text, only empty paragraphs or pictures. If the article is a picture, have its text recognised (OCR) and paste it.")
    return Page(name, "Word", text, title=title if title and title in text else "", notes=notes, headings=tuple(line for line, heading in found if heading))


def _check_size(data: bytes, name: str) -> None:
    """ImportingError for an archive that unpacks to more than any document does, or that asks for a password."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise ImportingError(f"“{name}” is a damaged Word document. Copy or download it again.") from None
    if any(part.flag_bits & 1 for part in parts):
        raise ImportingError(f"“{name}” is protected by a password. Remove the password, and save it as .docx.")
    written = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if sum(part.file_size for part in parts) > MOST_UNPACKED or written > MOST_XML or len(parts) > 10_000:
        raise ImportingError(f"“{name}” would unpack to far more than a document has, and was not opened. Copy the article out of it and paste it.")


def _left_out(data: bytes) -> tuple[str, ...]:
    """Sentences about the parts of a document that are not read."""
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    parts = (("word/footnotes.xml", "Footnotes"), ("word/comments.xml", "Comments"), ("word/header1.xml", "Headers"), ("word/footer1.xml", "Footers"))
    return tuple(f"{what} of the Word document are not part of the text." for part, what in parts if part in names)


def _lines(block) -> Iterator[tuple[str, bool]]:
    """The lines of a paragraph or table, each with whether its style says that it is a heading."""
    if hasattr(block, "rows"):
        for row in block.rows:
            yield from _row(row)
        return
    style = block.style.name if block.style is not None else ""
    for line in paragraph_text(block._p).split("\n"):
        yield line, bool(line.strip() and _HEADING.fullmatch(style or ""))


def _row(row) -> Iterator[tuple[str, bool]]:
    """A row of short cells as one line; cells that hold paragraphs one after another."""
    cells = list(dict.fromkeys(cell._tc for cell in row.cells))  # a merged cell stands there several times
    inside = [[line for block in cell.iter_inner_content() for line in _lines(block) if line[0].strip()]
              for cell in row.cells if cell._tc in cells and not cells.remove(cell._tc)]
    if len(inside) > 1 and all(len(lines) <= 1 and all(len(text) < 30 for text, _ in lines) for lines in inside):
        yield " ".join(text for lines in inside for text, _ in lines), False
    else:
        yield from (line for lines in inside for line in lines)


def paragraph_text(paragraph) -> str:
    """The text of a w:p: without the readings of its ruby, deleted words and the second copy of a text box; a break is a newline."""
    pieces, passed = [], {f"{_W}rt", f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        if node.tag in _TEXT:
            pieces.append(_said(node))
        elif node.tag == f"{_W}p":  # of a text box
            pieces.append(f"\n{paragraph_text(node)}")
        elif node.tag not in passed:
            waiting += reversed(node)
    return "".join(pieces)


def _said(node) -> str:
    """What a node of text stands for."""
    tag = node.tag.removeprefix(_W)
    return node.text or "" if tag == "t" else {"tab": "\t", "noBreakHyphen": "-"}.get(tag, "\n")
