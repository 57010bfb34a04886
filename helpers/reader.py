"""The reader's page: a text with pinyin, a card for each word, as data for its JavaScript and as one HTML file. What else its cards say is handed to it."""
from __future__ import annotations

import json
from html import escape

from helpers.edition import SOURCES, source_lines
from helpers.lexicon import lexicon
from helpers.mending import is_traditional
from helpers.model import Article, Entry, Reading, Repair, Token
from helpers.pages import html_page, static_text
from helpers.running_pinyin import orthography, other_readings, spelled_with, spoken, transcribed
from helpers.syllables import is_hanzi, marked, toneless
from helpers.traditional_forms import traditional_forms

SCRIPTS = tuple(f"{name}.js" for name in "text pinyin card slogan_questions slogan_card phrases mend store speech view places reader".split())
TRADITIONAL = "This text is in traditional characters, which the dictionary does not look up. Clean it first: read(mend(text).text)."
CREDIT = "Dictionary: CC-CEDICT (CC BY-SA 4.0); terms and glosses of this edition: CC BY-SA 4.0"


def script() -> str:
    """The reader's JavaScript, one module."""
    return static_text(*SCRIPTS)


def style() -> str:
    """The reader's CSS."""
    return static_text("reader.css", "slogan_card.css", "phrases.css")


def payload(reading: Reading) -> dict:
    """What the JavaScript needs of a reading, as plain lists: each distinct word and entry once."""
    words, entries, sources, forms, said = _Numbers(), _Numbers(), _Numbers(), iter(traditional_forms(reading)), iter(spoken(reading))
    sentences = [[s.role, [words.number(_word(token, next(forms), next(said), entries)) for token in s.tokens]] for s in reading.sentences]
    places = {token.start: number for number, token in enumerate(reading.tokens)} | {len(reading.text): len(reading.tokens)}
    mentions = [[places[m.start], places[m.end], m.kind, _entry_number(m.entry, entries), m.reason, m.text] for m in reading.mentions]
    about = {name: getattr(reading.article, name, "") for name in ("title", "paper", "date", "place", "rights", "title_supplied")}
    return about | {
        "credit": CREDIT, "printed": _printed(reading.article), "hint": TRADITIONAL if is_traditional(reading.text) else "", "words": words.values, "sentences": sentences, "mentions": mentions,
        "entries": [entry | {"sources": sources.number(entry.get("sources", ""))} for entry in map(json.loads, entries.values)], "sources": sources.values,
        "characters": _characters(reading), "forms": _forms(words.values), "running": _running(reading),
        "repairs": [row for repair in getattr(reading.article, "repairs", ()) if (row := _repair(repair, reading))],
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
    printed = "\n".join(source_lines(name, lines)) if lines and (SOURCES / name).is_file() else ""
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


def page(reading: Reading, more: dict = {}) -> str:
    """The reader as one HTML page; `more` is added to what it is told of the reading."""
    title = reading.article.title if reading.article else "读报 · Dúbào"
    return html_page(title, payload(reading) | more, script(), style(), "reading", "dubao-page", "build", "browserStore()")


def plain_html(reading: Reading) -> str:
    """The text with ruby for viewers without widgets."""
    def ruby(token) -> str:
        pairs = zip(token.text, token.syllables)
        return "".join(_ruby(c, s) if is_hanzi(c) else escape(c).replace("\n", "<br>") for c, s in pairs)

    return '<div lang="zh-Hans" style="line-height:2.4">' + "".join(map(ruby, reading.tokens)) + "</div>"


def _ruby(character: str, syllable: str) -> str:
    return f"<ruby><rb>{character}</rb><rp>(</rp><rt>{escape(marked(syllable))}</rt><rp>)</rp></ruby>"
