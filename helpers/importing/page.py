"""What is read out of a file before anything is mended: `Page`, and `ImportingError`, the sentence for a file that cannot be used."""
from __future__ import annotations

from dataclasses import dataclass


class ImportingError(ValueError):
    """A file or text that cannot become an article; the message says to an instructor what is wrong and what to do."""


@dataclass(frozen=True)
class Page:
    """The text of a file as it was extracted, one paragraph (in a PDF and plain text: one line) a line, nothing mended.

    `kind` is text, web page, Word or PDF. `title`, `paper`, `date` (ISO), `byline` and `url` are what the file says of itself, often nothing.
    `headings` are the lines that the file marks as such by style or size. `notes` are sentences about what was left out.
    """

    name: str
    kind: str
    text: str
    title: str = ""
    paper: str = ""
    date: str = ""
    byline: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


def needed(library: str):
    """The module of a library that only the instructor's desk needs; ImportingError that says how to install it."""
    from importlib import import_module

    try:
        return import_module(library)
    except ImportError:
        raise ImportingError(f"This kind of file needs “{library}”, which is not installed. Run: pip install -r requirements-teach.txt") from None
