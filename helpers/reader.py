"""The reader: a page of text with pinyin, a card for each word. `show(reading)` in a notebook."""
from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path

from helpers.corrections import Corrections, described, my_corrections
from helpers.edition import SOURCES, source_lines
from helpers.knowledge import KnownWords, known_words
from helpers.lexicon import lexicon
from helpers.mending import is_traditional
from helpers.model import Article, Entry, Reading, Repair, Token
from helpers.pages import html_page, static_text, with_still
from helpers.replies import Mending, answered
from helpers.running_pinyin import orthography, other_readings, spelled_with, spoken, transcribed
from helpers.syllables import is_hanzi, marked, toneless
from helpers.traditional_forms import traditional_forms

SCRIPTS = ("text.js", "pinyin.js", "card.js", "mend.js", "store.js", "speech.js", "view.js", "places.js", "reader.js")
TRADITIONAL = "This text is in traditional characters, which the dictionary does not look up. Clean it first: read(mend(text).text)."
CREDIT = "Dictionary: CC-CEDICT (CC BY-SA 4.0); terms and glosses of this edition: CC BY-SA 4.0"


def show(reading: Reading):
    """The reader of a reading: a widget with the text, its pinyin, and a card for each word. Nothing of the reading changes."""
    if not isinstance(reading, Reading):
        raise TypeError(f"show() takes a reading, not {type(reading).__name__}: show(read(open_article(\"000-1\"))).")
    return _widget()(reading, known_words(), my_corrections())


def script() -> str:
    """The reader's JavaScript, one module."""
    return static_text(*SCRIPTS)


def style() -> str:
    """The reader's CSS."""
    return static_text("reader.css")


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
            super().__init__(data=payload(reading), known=words.statuses(), corrections=_listed(reading), notice=words.notice)
            self.on_msg(lambda _, message, __: _answer(self, message))

        def to_html(self, path: str | Path) -> Path:
            """Write the reader as one self-contained HTML file that needs no network and no kernel; the file's path."""
            path = Path(path)
            path.write_text(page(self.reading), encoding="utf-8")
            return path

        def _repr_mimebundle_(self, **kwargs):
            return with_still(super()._repr_mimebundle_(**kwargs), **{"text/html": plain_html(self.reading)})

    return Reader


def _answer(reader, message: dict) -> None:
    """Do what the page asks and tell it; where the reading is a new one by it, the page is given that first."""
    reply, reading = answered(message, reader.words, reader.mending), reader.mending.reading
    if reading is not reader.reading:
        reader.reading, reader.corrections, reader.data = reading, _listed(reading), payload(reading)
    reader.send(reply)


def _listed(reading: Reading) -> dict[str, list[str]]:
    """A line for each correction, as the panel shows them."""
    return {"fitting": list(map(described, reading.corrections)), "unfit": list(map(described, reading.unfit))}


def payload(reading: Reading) -> dict:
    """What the JavaScript needs of a reading, as plain lists: each distinct word and entry once."""
    words, entries, forms, said = _Numbers(), _Numbers(), iter(traditional_forms(reading)), iter(spoken(reading))
    sentences = [[s.role, [words.number(_word(token, next(forms), next(said), entries)) for token in s.tokens]] for s in reading.sentences]
    places = {token.start: number for number, token in enumerate(reading.tokens)} | {len(reading.text): len(reading.tokens)}
    mentions = [[places[m.start], places[m.end], m.kind, _entry_number(m.entry, entries), m.reason, m.text] for m in reading.mentions]
    article = reading.article
    about = {name: getattr(article, name, "") for name in ("title", "paper", "date", "place", "rights", "title_supplied")}
    return about | {
        "credit": CREDIT, "printed": _printed(article), "hint": TRADITIONAL if is_traditional(reading.text) else "", "words": words.values, "sentences": sentences, "mentions": mentions,
        "entries": [json.loads(entry) for entry in entries.values], "characters": _characters(reading), "forms": _forms(words.values), "running": _running(reading),
        "repairs": [row for repair in (article.repairs if article else ()) if (row := _repair(repair, reading))],
    }


class _Numbers:
    """Distinct values and the number of each."""

    def __init__(self):
        self.values, self._known = [], {}

    def number(self, value, key=None) -> int:
        """The number of this value, given to it the first time; values with the same `key` are the same."""
        key = json.dumps(value, ensure_ascii=False) if key is None else key
        if key not in self._known:
            self._known[key] = len(self.values)
            self.values.append(value)
        return self._known[key]


def _printed(article: Article | None) -> str:
    """The lines of the source page where it is printed in traditional characters; else nothing."""
    name, _, lines = (article.source if article else "").partition(" ")
    if not (SOURCES / name).is_file() or not lines:
        return ""
    printed = "\n".join(source_lines(name, lines))
    return printed if is_traditional(printed) else ""


def _word(token: Token, traditional: str, said: tuple[str, ...], entries: _Numbers) -> list:
    """A word's row. Only where it says something, also: its pinyin with 一 and 不 as they are said, and 1 for a reading that is not certain."""
    syllables, spoken = ([marked(s) if is_hanzi(c) else "" for c, s in zip(token.text, read)] for read in (token.syllables, said))
    row = [token.text, syllables if any(syllables) else [], token.pinyin, _entry_number(token.entry, entries), token.reason,
           other_readings(token), traditional if traditional != token.text else ""]
    same = spoken == syllables
    return row if same and token.sure else [*row, 0 if same else [spoken, spelled_with(token, said)], int(not token.sure)]


def _forms(words: list) -> dict[str, tuple[str, str]]:
    """Zhuyin and Wade–Giles of each syllable of the text, without tones."""
    return {syllable: transcribed(syllable) for syllable in sorted({toneless(s) for word in words for s in word[1] if s})}


def _running(reading: Reading) -> list:
    """The running pinyin of each sentence: with tone marks, with numbers, and both with 一 and 不 as they are said where that differs."""
    written = zip(*(orthography(reading, sandhi, numbers) for sandhi in (False, True) for numbers in (False, True)))
    return [[marks, numbers] + [said, figures] * (said != marks) for marks, numbers, said, figures in written]


def _entry_number(entry: Entry | None, entries: _Numbers) -> int:
    if entry is None:
        return -1
    record = {name: getattr(entry, name) for name in ("pinyin", "gloss", "kind", "pos", "levels", "note")}
    record |= {"senses": [sense for sense in entry.senses if sense != entry.gloss], "sources": "; ".join(entry.sources)}
    record |= {"english": [(r.text, r.document, r.year) for r in entry.english]}
    packed = json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)
    return entries.number(packed, entry.hanzi + packed)


def _characters(reading: Reading) -> dict[str, tuple[str, str]]:
    """The characters of the words of two or more: character → (pinyin, gloss)."""
    found = {c for token in reading.tokens if len(token.text) > 1 for c in token.text if is_hanzi(c)}
    entries = ((character, lexicon().entry(character)) for character in sorted(found))
    return {character: (entry.pinyin, entry.gloss) for character, entry in entries if entry and entry.gloss}


def _repair(repair: Repair, reading: Reading) -> list | None:
    """A repair or flag with the numbers of its first and last (exclusive) token; None where its words are not in the text."""
    quote = repair.after if repair.kind == "repaired" else repair.before
    start = reading.text.find(quote)
    if start < 0 or not quote:
        return None
    inside = [n for n, token in enumerate(reading.tokens) if token.start < start + len(quote) and token.end > start]
    return [repair.kind, repair.before, repair.after, repair.reason, inside[0], inside[-1] + 1]


def page(reading: Reading) -> str:
    """The reader as one HTML page."""
    title = reading.article.title if reading.article else "读报 · Dúbào"
    return html_page(title, payload(reading), script(), style(), "reading", "dubao-page", "build", "browserStore()")


def plain_html(reading: Reading) -> str:
    """The text with ruby for viewers without widgets."""
    def ruby(token) -> str:
        pairs = zip(token.text, token.syllables)
        return "".join(_ruby(c, s) if is_hanzi(c) else escape(c).replace("\n", "<br>") for c, s in pairs)

    return '<div lang="zh-Hans" style="line-height:2.4">' + "".join(map(ruby, reading.tokens)) + "</div>"


def _ruby(character: str, syllable: str) -> str:
    return f"<ruby><rb>{character}</rb><rp>(</rp><rt>{escape(marked(syllable))}</rt><rp>)</rp></ruby>"
