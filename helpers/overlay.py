"""Phrases found in raw text, over the heads of words: what our own files explain, wherever it stands."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from helpers.lexicon import Lexicon
from helpers.phrasebook import Phrasebook
from helpers.syllables import hanzi_count

_QUOTED = re.compile("“([^“”，。；\\n]{1,12})”")
WIDE = 6  # so far before and behind a quotation a phrase may reach
LONG = 4  # from this many hanzi on a phrase may overrule the edges of words; a shorter one must agree with them


class Span(NamedTuple):
    """A stretch of text and what was found there."""

    start: int
    end: int
    kind: str
    reason: str


@lru_cache(maxsize=4)
def _phrasebook(lexicon: Lexicon) -> Phrasebook:
    return Phrasebook({phrase for phrase, kind in lexicon.phrases.items() if len(phrase) > 1 and kind != "word"})


def phrases_in(text: str, lexicon: Lexicon) -> list[Span]:
    """Every place where a phrase of our own files stands, overlaps included, also with a part of it in quotation marks: 破“四旧”."""
    plain = (Span(start, start + len(phrase), lexicon.phrases[phrase], "glossary") for start, phrase in _phrasebook(lexicon).found(text))
    return [*plain, *_around_quotations(text, lexicon)]


def _around_quotations(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """The phrases that the text has with quotation marks inside, each at its first mark or before it, to its last or behind it."""
    phrases = _phrasebook(lexicon).phrases
    for quoted in _QUOTED.finditer(text):
        first, last = quoted.span()
        for begin, end in product(range(max(0, first - WIDE), first + 1), range(last, min(last + WIDE, len(text)) + 1)):
            if (phrase := text[begin:first] + quoted[1] + text[last:end]) in phrases and phrase != quoted[1]:
                yield Span(begin, end, lexicon.phrases[phrase], "glossary")


def without_crossings(spans: Iterable[Span]) -> list[Span]:
    """Spans that nest but never cross: from the left, the longest first; one that crosses a kept one is dropped."""
    kept: list[Span] = []
    open_ends: list[int] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end, s.reason != "glossary", s)):
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        if open_ends and span.end > open_ends[-1] or kept and kept[-1][:2] == span[:2]:
            continue
        kept.append(span)
        open_ends.append(span.end)
    return kept


def overruling(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans long enough, or with marks or figures inside, that words are cut at their edges."""
    return without_crossings(s for s in spans if not (part := text[s.start : s.end]).isalpha() or hanzi_count(part) >= LONG)
