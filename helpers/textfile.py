"""A text file in any of the encodings that Chinese text comes in → its text: `read_text`."""
from __future__ import annotations

import os
import re
from pathlib import Path

LARGEST = 5_000_000  # bytes

_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
           (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = ((b"%PDF", "a PDF document"), (b"PK\x03\x04", "a Word document or a zip archive"), (b"\xd0\xcf\x11\xe0", "an old Word document"),
            (b"{\\rtf", "an RTF document"), (b"\x89PNG", "a picture"), (b"GIF8", "a picture"), (b"\xff\xd8\xff", "a picture"),
            (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"), (b"\x1f\x8b", "an archive"))
_OLD = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")  # encodings that a file does not name
_COMMON = frozenset(  # the characters that no Chinese page is without, and the marks between them
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当"
    "没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应"
    "战向头文体政美相见被利什二等产或新己制身果加月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活"
    "更别打四总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命金指统区保至队形社便空决治展基党委群众服村镇县省街习近焦精神宣讲市"
    "個們來為國說時會對過發後裡裏經麼學現當沒動還進樣實軍無與長機關點業將兩間問應戰頭體見產東聲員論處義幾認條氣題爾變總電數報結務場計資統區隊決書聽"
    "卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭黨眾鎮縣習講著於，。、；：？！“”‘’《》（）「」—…　")


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
    text = _decoded(data, file.name) if data else ""
    if not text.strip("\ufeff\u200b \t\r\n\u3000\xa0"):
        raise UnreadableText(f"“{file.name}” is empty. Paste the article into it, save it, and open it again.")
    return text


def _decoded(data: bytes, name: str) -> str:
    """The bytes as text, by their mark, as UTF-8, or in the older encoding that makes plausible Chinese of them."""
    for mark, kind in _NO_TEXT:
        if data.startswith(mark):
            raise UnreadableText(f"“{name}” is {kind}, not a text file. Open it, copy the article, and save it as plain text (.txt, UTF-8).")
    marked = next((encoding for mark, encoding in _MARKED if data.startswith(mark)), None)
    text = _try(data, marked) if marked else _try(data, "utf-8") or _older(data)
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
    texts = [text for text in (_try(data, encoding) for encoding in _OLD) if text]
    ranked = sorted(((plausible(text), text) for text in texts), reverse=True)
    if not ranked or ranked[0][0] < 0.2 or len(ranked) > 1 and ranked[0][0] < 1.5 * ranked[1][0]:
        return None
    return ranked[0][1]


def plausible(text: str) -> float:
    """The share of very common Chinese characters and marks among all that are not ASCII (0 to 1); for ASCII alone, of letters."""
    foreign = [ch for ch in text if ch > "\x7f"]
    if not foreign:
        return sum(ch.isalnum() or ch.isspace() for ch in text) / max(1, len(text))
    return sum(ch in _COMMON for ch in foreign) / len(foreign)
