"""The reader in a notebook: `show(reading)`. What its page asks for is done by `replies`."""
from __future__ import annotations

from functools import cache
from pathlib import Path

from helpers.corrections import Corrections, described, my_corrections
from helpers.knowledge import KnownWords, known_words
from helpers.model import Reading
from helpers.pages import with_still
from helpers.reader import page, payload, plain_html, script, style
from helpers.reader_cards import phrases
from helpers.replies import Mending, answered


def show(reading: Reading):
    """The reader of a reading: a widget with the text, its pinyin, and a card for each word, slogan and sentence pattern. Nothing of the reading changes.

    `show(reading).to_html(path)` writes the same reader as one file that needs no network and no kernel.
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"show() takes a reading, not {type(reading).__name__}: show(read(open_article(\"000-1\"))).")
    return _widget()(reading, known_words(), my_corrections())


@cache
def _widget():
    """The widget's class, made at its first use: anywidget is not on the reading path."""
    import anywidget
    import traitlets

    class Reader(anywidget.AnyWidget):
        """A reading shown. `reading` is what was given, or what it became by corrections; `to_html(path)` writes the same reader as one file."""

        _esm = script()
        _css = style()
        data = traitlets.Dict().tag(sync=True)
        known = traitlets.Dict().tag(sync=True)
        corrections = traitlets.Dict().tag(sync=True)
        notice = traitlets.Unicode().tag(sync=True)

        def __init__(self, reading: Reading, words: KnownWords, store: Corrections):
            self.reading, self.words, self.mending = reading, words, Mending(reading, store)
            super().__init__(data=told(reading), known=words.statuses(), corrections=_listed(reading), notice=words.notice)
            self.on_msg(lambda _, message, __: _answer(self, message))

        def to_html(self, path: str | Path) -> Path:
            """Write the reader as one self-contained HTML file that needs no network and no kernel; the file's path."""
            path = Path(path)
            path.write_text(page(self.reading, phrases(self.reading)), encoding="utf-8")
            return path

        def _repr_mimebundle_(self, **kwargs):
            return with_still(super()._repr_mimebundle_(**kwargs), **{"text/html": plain_html(self.reading)})

    return Reader


def told(reading: Reading) -> dict:
    """All that the page is told of a reading: its words, and what else its cards say."""
    return payload(reading) | phrases(reading)


def _answer(reader, message: dict) -> None:
    """Do what the page asks and tell it; where the reading is a new one by it, the page is given that first."""
    reply, reading = answered(message, reader.words, reader.mending), reader.mending.reading
    if reading is not reader.reading:
        reader.reading, reader.corrections, reader.data = reading, _listed(reading), told(reading)
    reader.send(reply)


def _listed(reading: Reading) -> dict[str, list[str]]:
    """A line for each correction, as the panel shows them."""
    return {"fitting": list(map(described, reading.corrections)), "unfit": list(map(described, reading.unfit))}
