"""The vocabulary of a reading as a table: political terms first, then the other words."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.collector import resting
from helpers.lexicon import lexicon
from helpers.model import Entry, Mention, Reading, Sentence
from helpers.syllables import is_hanzi

if TYPE_CHECKING:
    import pandas

COLUMNS = ("term", "traditional", "pinyin", "gloss", "kind", "category", "reason", "hsk2", "hsk2021", "hsk2025", "zipf", "count",
           "first_sentence", "source")
_FIRST = {"term": 0, "coinage": 0, "slogan": 0, "organisation": 1, "meeting": 1, "person": 2, "place": 2}


def vocabulary(reading: Reading) -> pandas.DataFrame:
    """A row for each word and each term, name or slogan of the reading (figures and dates left out), columns as COLUMNS.

    Terms, coinages and slogans come first, then names, then words; within each, the often used and rare before the others.
    `zipf` is wordfreq's (log10 of uses in a billion words; NaN where it has none), `count` the uses in this reading.
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"vocabulary() takes a reading, not {type(reading).__name__}: vocabulary(read(open_article(\"000-1\"))).")
    from pandas import DataFrame

    with resting():
        rows = sorted(_rows(reading), key=_place)
        return DataFrame(dict(zip(COLUMNS, zip(*rows))) if rows else {}, columns=COLUMNS)


def _place(row: tuple) -> tuple:
    """Where a row stands in the table."""
    return _FIRST.get(row[4], 3), -row[11], row[10] or 0


def _rows(reading: Reading) -> Iterator[tuple]:
    known = lexicon()
    for text, (entry, kind, reason, count, place) in _counted(reading).items():
        entry = entry or Entry(text, kind=kind)
        level = entry.levels.get
        yield (text, entry.traditional or text, entry.pinyin, entry.gloss, kind, entry.category, reason,
               level("hsk2", ""), level("hsk2021", ""), level("hsk2025", ""),
               known.look_up(text).zipf, count, reading.sentences[place].text.strip(), "; ".join(entry.sources))


def _counted(reading: Reading) -> dict[str, list]:
    """Text → [entry, kind, reason, count, number of the sentence where it first stands]: tokens, then mentions over them."""
    found: dict[str, list] = {}
    for number, sentence in enumerate(reading.sentences):
        for token in sentence.tokens:
            text = token.text
            if text in found:
                found[text][3] += 1
            elif is_hanzi(text[0]):
                entry = token.entry
                found[text] = [entry, entry.kind if entry else "word", "dictionary" if entry else "", 1, number]
    words, starts = set(found), [sentence.start for sentence in reading.sentences]
    for mention in reading.mentions:
        if mention.kind not in ("number", "date"):
            number = bisect_right(starts, mention.start) - 1
            row = found.setdefault(mention.text, [None, "", "", 0, number])
            row[:3] = mention.entry or row[0], mention.kind, mention.reason
            row[3] += mention.text not in words or not _is_token(mention, reading.sentences[number])
    return found


def _is_token(mention: Mention, sentence: Sentence) -> bool:
    return any(token.start == mention.start and token.text == mention.text for token in sentence.tokens)
