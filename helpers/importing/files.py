"""A file, an upload or pasted text → its `Page`: `open_page`, `page_of`. What a file is, its content says first and its name second."""
from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

from helpers.importing.page import ImportingError, Page
from helpers.textfile import LARGEST as LARGEST_TEXT
from helpers.textfile import UnreadableText
from helpers.textfile import decoded  # read_text for bytes: the same encodings, the same refusals

LARGEST = 100_000_000  # bytes
MOST_CHARACTERS = 200_000  # a newspaper page has about ten thousand
_BLANK = "\ufeff\u200b \t\r\n\u3000\xa0"
_AS_TEXT = "Open it in the program that made it, copy the article, and paste it here."
_AS_WORD = "Open it in Word or LibreOffice and save it as .docx."
_REFUSED = (  # how the bytes begin → what the file is, and what to do
    (rb"\x89PNG|GIF8|\xff\xd8\xff|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyphei", "a picture",
     "Have its text recognised first (OCR; many phones and Word can), and paste the text."),
    (rb"\{\\rtf", "an RTF document", _AS_WORD),
    (rb"MZ|\x7fELF|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "a program", "Choose the article's file."),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", "an archive", "Unpack it, and choose the article's file in it."),
    (rb"bplist00", "a Safari web archive or a property list", "In Safari, save the page as “Page Source”, or copy the article and paste it."),
    (rb".{4}ftyp|ID3|OggS|RIFF|\x1aE\xdf\xa3", "a sound or video file", "Choose a file with text."),
    (rb"SQLite format 3", "a database", "Choose a file with text."),
    (rb"%!PS", "a PostScript file", "Save it as PDF with text."),
)
_ZIPPED = (  # a name in the archive → what it is, and what to do
    (r"word/document\w*\.xml", "", ""),
    (r"xl/workbook\.(?:xml|bin)", "an Excel workbook", _AS_TEXT),
    (r"ppt/presentation\.xml", "a PowerPoint file", _AS_TEXT),
    (r"META-INF/container\.xml", "an e-book (EPUB)", _AS_TEXT),
    (r"content\.xml", "an OpenDocument file", _AS_WORD),
)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|p|table|h1)\b", re.IGNORECASE | re.DOTALL)
_MHT = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?(?:MIME-Version|Content-Type:\s*multipart/related)", re.IGNORECASE)


def open_page(source: str | os.PathLike | bytes, name: str = "") -> Page:
    """The page of a file: text, saved web page (.html, .mht), Word (.docx) or PDF with text. `source` is its path, or the bytes of an upload called `name`.

    ImportingError where it is none of these, too large, encrypted, damaged or without Chinese text. Nothing is written anywhere.
    """
    data, name = (bytes(source), name or "the upload") if isinstance(source, (bytes, bytearray, memoryview)) else _read(source, name)
    name = re.split(r"[/\\]", name)[-1] or "the upload"
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ImportingError(f"“{name}” is empty. Save the article into it again, or choose another file.")
    return checked(_opened(data, name))


def page_of(text: str, name: str = "pasted") -> Page:
    """The page of a pasted text. ImportingError where it is empty, far too long, or without Chinese characters."""
    if not text.strip(_BLANK):
        raise ImportingError("There is no text yet. Copy the article, headline and all, and paste it here.")
    return checked(Page(name, "text", text))


def checked(page: Page) -> Page:
    """The page, if it may be an article; ImportingError where it has no Chinese characters or is as long as a book."""
    if not page.text.strip(_BLANK):
        raise ImportingError(f"“{page.name}” is empty. Save the article into it again, or choose another file.")
    if len(page.text) > MOST_CHARACTERS:
        raise ImportingError(f"“{page.name}” has {len(page.text):,} characters, as a book has. Cut out the article or the newspaper page "
                             f"(at most {MOST_CHARACTERS:,} characters) and bring that.")
    if not re.search("[\u3400-\u4dbf\u4e00-\u9fff]", page.text):
        raise ImportingError(f"There are no Chinese characters in “{page.name}”. Choose the file with the Chinese article, or paste its text.")
    return page


def _read(path: str | os.PathLike, name: str) -> tuple[bytes, str]:
    """The bytes and the name of a file on this computer; ImportingError where they cannot be had."""
    told = re.sub(r"[\x00-\x1f\x7f]", "?", os.fspath(path))
    if re.match(r"(?i)(?:https?|ftp)://", told):
        raise ImportingError(f"“{told[:80]}” is a web address. Open the page in a browser, save it (Ctrl+S), and give the saved file; or copy the article and paste it.")
    try:
        file = Path(told.strip().strip('"')).expanduser()
        if file.is_dir():
            raise ImportingError(f"“{file.name or told}” is a folder, not a file. Give the name of one file in it.")
        if not file.exists():
            raise ImportingError(f"There is no file “{told[-200:]}”. Look at the spelling, the ending (.txt, .docx …) and the folder.")
        if not file.is_file():
            raise ImportingError(f"“{told}” is no ordinary file. Choose a file with the article.")
        if file.stat().st_size > LARGEST:
            raise _too_large(file.name, file.stat().st_size)
        return file.read_bytes(), name or file.name
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, ImportingError):
            raise
        raise ImportingError(f"“{told[-200:]}” cannot be read ({getattr(error, 'strerror', None) or error}). "
                             "Look at the name; close the file in other programs, or copy it to another folder.") from None


def _too_large(name: str, size: int) -> ImportingError:
    return ImportingError(f"“{name}” has {size / 1e6:,.0f} MB; the most is {LARGEST / 1e6:.0f} MB. Save the page with the article as a file of its own.")


def _opened(data: bytes, name: str) -> Page:
    """The page of the bytes, by the reader that their kind needs."""
    if b"%PDF-" in data[:1024]:
        from helpers.importing.pdf import pdf_page

        return pdf_page(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(data, name)
    for begins, kind, advice in _REFUSED:
        if re.match(begins, data, re.DOTALL):
            raise ImportingError(f"“{name}” is {kind}, not an article's text. {advice}")
    return _written(data, name)


def _zipped(data: bytes, name: str) -> Page:
    """The page of a Word document, which is a zip archive; ImportingError for every other archive and for half a file."""
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError):
        kind = "Word document" if name.lower().endswith(".docx") else "zip archive or Word document"
        raise ImportingError(f"“{name}” is a damaged {kind}: its end is missing or broken. Copy or download it again.") from None
    for wanted, kind, advice in _ZIPPED:
        if any(re.fullmatch(wanted, inside) for inside in names):
            if kind:
                raise ImportingError(f"“{name}” is {kind}, not an article's text. {advice}")
            from helpers.importing.word import word_page

            return word_page(data, name)
    raise ImportingError(f"“{name}” is a zip archive. Unpack it, and choose the article's file in it.")


def _old_office(data: bytes, name: str) -> ImportingError:
    """The sentence for the container that old Office files and encrypted new ones share."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ImportingError(f"“{name}” is protected by a password. Open it in Word, remove the password (File › Info), and save it.")
    return ImportingError(f"“{name}” is an old Office document (.doc, .xls, .wps). {_AS_WORD}")


def _written(data: bytes, name: str) -> Page:
    """The page of what is written in characters: a web page, or plain text; ImportingError where it is neither."""
    from helpers.importing import web_page

    if _MHT.match(data[:4000]):
        return web_page.mht_page(data, name)
    begins = data[:2000].decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore").lstrip("\ufeffï»¿")
    if _HTML.match(begins) or re.search(r"\.x?html?$", name, re.IGNORECASE) and "<" in begins:
        return web_page.web_page(web_page.html_text(data, name), name)
    if begins.lstrip().startswith("<?xml"):
        raise ImportingError(f"“{name}” is an XML file, not an article's text. {_AS_TEXT}")
    if len(data) > LARGEST_TEXT:
        raise ImportingError(f"“{name}” has {len(data) / 1e6:.0f} MB of text; the most is {LARGEST_TEXT / 1e6:.0f} MB. Save the article as a file of its own.")
    try:
        return Page(name, "text", decoded(data, name))
    except UnreadableText as error:
        raise ImportingError(str(error)) from None
