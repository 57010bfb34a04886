"""Traditional characters for learners, generated from a reading word by word: as long as the text, aligned by token."""
from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from helpers.dictionary import converter
from helpers.model import Reading, Sentence, Token


def traditional_forms(reading: Reading) -> list[str]:
    """For each token its traditional form, as many characters as the token has.

    CC-CEDICT's form where the token's entry has one; else OpenCC's (`s2tw`), which sees the sentence around. Generated: what the
    page itself printed may differ.
    """
    return [form for sentence in reading.sentences for form in forms_in(sentence)]


def forms_in(sentence: Sentence, tokens: Iterable[Token] | None = None) -> list[str]:
    """The same for the tokens of one sentence, or for some of them."""
    whole, forms = _converted(sentence.text, "s2tw"), []
    aligned = len(whole) == len(sentence.text)
    for token in sentence.tokens if tokens is None else tokens:
        place = token.start - sentence.start
        known = token.entry.traditional if token.entry and len(token.text) > 1 else ""
        form = _converted(known, "t2tw") if known else whole[place : place + len(token.text)] if aligned else _converted(token.text, "s2tw")
        forms.append(form if len(form) == len(token.text) else token.text)
    return forms


@lru_cache(maxsize=1 << 14)
def _converted(text: str, way: str) -> str:
    return converter(way).convert(text)
