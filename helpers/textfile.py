"""A text file in any of the encodings that Chinese text comes in → its text: `read_text`."""
from __future__ import annotations

import os
import re
from pathlib import Path

from helpers.folders import DATA

LARGEST = 5_000_000  # bytes
_NO_TEXT = {  # how its bytes begin → what the file is
    b"%PDF": "a PDF document", b"PK\x03\x04": "a Word document or a zip archive", b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document", b"\x89PNG": "a picture", b"GIF8": "a picture", b"\xff\xd8\xff": "a picture",
    b"Rar!": "an archive", b"7z\xbc\xaf": "an archive", b"\x1f\x8b": "an archive",
}
_OLD = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")  # encodings that a file does not name
_COMMON = frozenset((DATA / "mending" / "common_characters.txt").read_text(encoding="utf-8-sig"))  # no Chinese page is without them


class UnreadableText(ValueError):
    """A file whose text cannot be had; the message says why and what to do."""


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file in UTF-8, UTF-16, GB18030 or Big5, without byte order mark; newlines stay as they are.

    Raises UnreadableText where the file is empty, too large, no text, or in none of these encodings beyond doubt;
    FileNotFoundError or IsADirectoryError where there is no such file. Nothing is replaced, and of two likely encodings none is chosen.
    """
    file = Path(path)
    if file.is_dir():
        raise IsADirectoryError(f"“{file.name}” is a folder, not a text file. Give the name of one file in it.")
    if not file.exists():
        raise FileNotFoundError(f"There is no file “{path}”. Look at the spelling, the ending (.txt) and the folder.")
    if file.stat().st_size > LARGEST:
        raise UnreadableText(f"“{file.name}” has {file.stat().st_size / 1e6:.1f} MB; the most is {LARGEST / 1e6:.0f} MB. "
                             "Save the article that you want as a file of its own.")
    data = file.read_bytes()
    text = decoded(data, file.name) if data else ""
    if not text.strip("\ufeff\u200b \t\r\n\u3000\xa0"):
        raise UnreadableText(f"“{file.name}” is empty. Paste the article into it, save it, and open it again.")
    return text


def decoded(data: bytes, name: str) -> str:
    """The bytes as text, by their mark, as UTF-8, or in the older encoding that makes plausible Chinese of them."""
    for mark, kind in _NO_TEXT.items():
        if data.startswith(mark):
            raise UnreadableText(f"“{name}” is {kind}, not a text file. Open it, copy the article, and save it as plain text (.txt, UTF-8).")
    marked = re.match(rb"\xff\xfe|\xfe\xff|\0\0\xfe\xff", data)
    tried = [_try(data, encoding) for encoding in (("utf-32", "utf-16") if marked else ("utf-8-sig",))]
    text = next((text for text in tried if text is not None), None)
    text = _older(data) if text is None and not marked else text
    if text is None:
        raise UnreadableText(f"“{name}” is not text that can be recognised as UTF-8, UTF-16, GB18030 or Big5. Open it in the program that made it, "
                             "and save it as plain text with the encoding UTF-8.")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    """The bytes decoded, or None where they are not text in this encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if re.search("[\x00-\x08\x0e-\x1a\x7f]", text) else text


def _older(data: bytes) -> str | None:
    """The bytes in the unnamed encoding that makes the most plausible text, or None where none does or two do."""
    texts = filter(None, (_try(data, encoding) for encoding in _OLD))
    (best, text), (second, _), *_ = sorted(((plausible(text), text) for text in texts), reverse=True) + 2 * [(0, None)]
    return text if best >= max(0.2, 1.5 * second) else None


def plausible(text: str) -> float:
    """The share of very common characters and marks among all that are not ASCII (0 to 1); for ASCII alone, of letters and figures."""
    counted = [ch for ch in text if ch > "\x7f"] or text
    return sum(ch in _COMMON for ch in counted) / len(counted)
