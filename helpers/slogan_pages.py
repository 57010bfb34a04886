"""Slogans on a page: those of a reading beside its text, and the whole book to search. A widget in a notebook, or one HTML file."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from helpers.explanation import slogans_in
from helpers.model import Reading, Slogan
from helpers.pages import html_page, static_text
from helpers.slogan_cards import card_html
from helpers.slogan_drawing import kind_of, markup, node
from helpers.slogan_questions import book, book_payload, text_payload

SCRIPTS = ("text.js", "slogan_questions.js", "slogan_card.js", "slogan_search.js", "slogans.js")
CREDIT = "Slogan book of this edition: CC BY-SA 4.0. The newspaper texts belong to their publishers."
_NONE = "No slogan of the book stands in this text."


class SloganCards(Sequence):
    """Slogans in order. In a notebook they stand beside their text; without a kernel each is a card that unfolds."""

    def __init__(self, found: tuple[Slogan, ...], reading: Reading | None = None):
        self._found, self.reading = found, reading

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place):
        return self._found[place]

    def __repr__(self) -> str:
        return "\n".join(f"{slogan.hanzi}  {slogan.pinyin}: {slogan.meaning}" for slogan in self) or _NONE

    def _repr_html_(self) -> str:
        return _still("".join(_folded(slogan, self.reading) for slogan in self) or f"<p>{_NONE}</p>")

    def _repr_mimebundle_(self, **kwargs):
        still = {"text/plain": repr(self), "text/html": self._repr_html_()}
        return _shown(text_payload(self.reading), still) if self.reading and self._found else still

    def to_html(self, path: str | Path) -> Path:
        """Write the text with its slogans as one HTML file that needs no network and no kernel; the file's path."""
        article = self.reading and self.reading.article
        return _written(path, f"Slogans · {article.title}" if article else "Slogans", text_payload(self.reading))


def slogans(reading: Reading) -> SloganCards:
    """The slogans of a reading, in order of first occurrence, each once: those of the book, and the text's own formulas and rows.

    A sequence of Slogan. In a notebook: the text with its slogans, and a card for each. `slogans(reading).to_html(path)` writes the same as a file.
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"slogans() takes a reading, not {type(reading).__name__}: slogans(read(open_article(\"000-1\"))).")
    return SloganCards(slogans_in(reading), reading)


def explorer() -> Explorer:
    """The whole slogan book, to search by characters, pinyin, English, number, year or article. `.to_html(path)` writes it as a file."""
    return Explorer()


class Explorer:
    """What `explorer` gives: the slogan book as a page."""

    def __repr__(self) -> str:
        return f"The slogan book: {len(book())} slogans. In a notebook, explorer() shows them; explain(\"三会一课\") explains one."

    def _repr_html_(self) -> str:
        lines = "".join(markup(node("li", "", node("b", "", one.hanzi, lang="zh-Hans"), f" {one.pinyin} — {one.literal} ({kind_of(one)})")) for one in book())
        return _still(f"<p>Run this cell (Shift+Enter) to search the slogan book and to open its cards. Its {len(book())} slogans:</p><ul>{lines}</ul>")

    def _repr_mimebundle_(self, **kwargs):
        return _shown(book_payload(), {"text/plain": repr(self), "text/html": self._repr_html_()})

    def to_html(self, path: str | Path) -> Path:
        """Write the slogan book as one HTML file that needs no network and no kernel; the file's path."""
        return _written(path, "Slogan book", book_payload())


def script() -> str:
    """The JavaScript of the pages, one module."""
    return static_text(*SCRIPTS)


def style() -> str:
    """The CSS of the pages."""
    return static_text("slogan_card.css", "slogans.css")


def page(title: str, data: dict) -> str:
    """A page of slogans as one HTML file."""
    return html_page(title, data | {"credit": CREDIT}, script(), style(), "slogans", "dubao-slogan-page", "buildSlogans")


def _written(path: str | Path, title: str, data: dict) -> Path:
    path = Path(path)
    path.write_text(page(title, data), encoding="utf-8")
    return path


def _still(inside: str) -> str:
    return f'<style>{style()}</style><div class="dubao-slogans still">{inside}</div>'


def _folded(slogan: Slogan, reading: Reading | None) -> str:
    status = node("i", "", f"({slogan.status})") if slogan.status != "expanded" else None
    summary = markup(node("summary", "", node("b", "", slogan.hanzi, lang="zh-Hans"), f" {slogan.pinyin} ", status))
    return f"<details>{summary}{card_html(slogan, reading)}</details>"


def _shown(data: dict, still: dict):
    """The widget's bundle, with what a viewer without widgets shows."""
    bundle = _widget()(data=data | {"credit": CREDIT})._repr_mimebundle_()
    views, about = bundle if isinstance(bundle, tuple) else (bundle, {})
    return {**still, **(views or {}), **still}, about


@cache
def _widget() -> Callable:
    """The widget's class, made at its first use."""
    import anywidget
    import traitlets

    class SloganPage(anywidget.AnyWidget):
        """A page of slogans."""

        _esm = script()
        _css = style()
        data = traitlets.Dict().tag(sync=True)

    return SloganPage
