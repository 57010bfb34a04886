"""Corrections laid over a text: where each holds, the words cut anew, the tokens read anew."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from helpers.corrections import Correction, hash_of
from helpers.model import Entry, Token
from helpers.segmentation import Words
from helpers.syllables import align, join_word
from helpers.tokens import Tokens


class Placed(NamedTuple):
    """The places of a text where a correction holds."""

    correction: Correction
    starts: tuple[int, ...]


def placed(corrections: Iterable[Correction], text: str, article: str) -> tuple[list[Placed], tuple[Correction, ...]]:
    """The corrections that hold in a text, the wider first, and those that were made for it and no longer fit."""
    fitting, unfit, own = [], [], hash_of(text)
    for correction in corrections:
        meant = correction.text_hash == own or bool(article) and correction.article == article
        starts = _starts(correction, text, meant)
        if starts:
            fitting.append(Placed(correction, starts))
        elif correction.scope != "everywhere" and (meant or not article and _nearly(correction, text)):
            unfit.append(correction)
    width = ("everywhere", "article", "here").index
    return sorted(fitting, key=lambda one: (width(one.correction.scope), one.correction.made)), tuple(unfit)


def _starts(correction: Correction, text: str, meant: bool) -> tuple[int, ...]:
    """Where the quote stands, in the scope of the correction: a quote between its words holds in any text that has all of them."""
    if correction.scope == "here":
        whole = correction.before + correction.quote + correction.after
        found = tuple(match.start() + len(correction.before) for match in re.finditer(re.escape(whole), text))
        return found if meant or len(whole) > len(correction.quote) + 6 else ()
    wanted = meant or correction.scope == "everywhere"
    return tuple(match.start() for match in re.finditer(re.escape(correction.quote), text)) if wanted else ()


def _nearly(correction: Correction, text: str) -> bool:
    """Is this text probably the one that the correction was made for, changed since? Its nearer half stands there."""
    before, after = correction.before[-6:], correction.after[:6]
    return correction.scope == "here" and (len(before) > 3 and before in text or len(after) > 3 and after in text) and not correction.article


def recut(words: Words, fitting: Iterable[Placed]) -> Words:
    """The words, cut as the corrections say; joined, they are the same text."""
    cuts = [one for one in fitting if one.correction.cut]
    if not cuts:
        return words
    text, edges = "".join(words), set(accumulate(map(len, words), initial=0))
    for (correction, starts) in cuts:
        inner = list(accumulate(len(part) for part in correction.cut.split(" ")))
        for start in starts:
            edges -= set(range(start + 1, start + len(correction.quote)))
            edges |= {start, *(start + place for place in inner)}
    return Words(text[start:end] for start, end in pairwise(sorted(edges)))


def lay_corrections(tokens: Tokens, fitting: Iterable[Placed]) -> None:
    """Lay readings and glosses over the tokens, in place; what was mended has the reason “corrected”."""
    starts = tokens.words.starts
    for correction, places in fitting:
        for place in places if correction.pinyin or correction.gloss else ():
            for number in range(bisect_right(starts, place) - 1, bisect_left(starts, place + len(correction.quote))):
                tokens[number] = _corrected(tokens[number], place, correction)


def _corrected(token: Token, place: int, correction: Correction) -> Token:
    """The token as the correction at `place` has it; a gloss goes to the word that is the whole quote."""
    whole = token.text == correction.quote
    syllables, pinyin = token.syllables, token.pinyin
    if correction.pinyin:
        new = align(correction.quote, correction.pinyin)
        syllables = tuple(new[at - place] if 0 <= at - place < len(new) else old for at, old in enumerate(syllables, token.start))
        pinyin = correction.pinyin if whole else join_word(syllables, capital=pinyin[:1].isupper()) if syllables != token.syllables else pinyin
    entry = _entry(token, pinyin, correction) if whole else token.entry
    others = tuple(tuple(sorted({*also, old} - {new})) if new != old else also for also, old, new in zip(token.alternatives, token.syllables, syllables))
    return replace(token, syllables=syllables, pinyin=pinyin, entry=entry, reason="corrected", alternatives=others, sure=token.sure or bool(correction.pinyin))


def _entry(token: Token, pinyin: str, correction: Correction) -> Entry | None:
    """The word's entry with the corrected gloss first; a word without one gets one by a gloss."""
    gloss = correction.gloss
    entry = token.entry or (Entry(token.text, senses=(gloss,), sources=("corrected by a reader",)) if gloss else None)
    if entry and gloss:
        senses = (gloss, *(sense for sense in entry.senses if sense != gloss))
        entry = replace(entry, gloss=gloss, senses=senses, sources=tuple(dict.fromkeys((*entry.sources, "gloss: corrected by a reader"))))
    return replace(entry, pinyin=pinyin) if entry else None
