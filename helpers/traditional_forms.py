"""Traditional characters for learners, generated from a reading word by word: as long as the text, aligned by token."""
from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from helpers.dictionary import converter
from helpers.model import Reading, Token


def traditional_forms(reading: Reading) -> list[str]:
    """For each token its traditional form, as many characters as the token has.

    CC-CEDICT's form where the token's entry has one; else OpenCC's (`s2tw`), which sees the sentence around. Generated: what the
    page itself printed may differ.
    """
    return [form for sentence in reading.sentences for form in forms_in(sentence.text, sentence.start, sentence.tokens)]


def forms_in(text: str, start: int, tokens: Iterable[Token]) -> list[str]:
    """The same for tokens of one sentence, or of one clause (no form depends on what is beyond a comma): `text`, which begins at `start`."""
    whole, forms = _converted(text, "s2tw"), []
    aligned = len(whole) == len(text)
    for token in tokens:
        place = token.start - start
        known = token.entry.traditional if token.entry and len(token.text) > 1 else ""
        form = _converted(known, "t2tw") if known else whole[place : place + len(token.text)] if aligned else _converted(token.text, "s2tw")
        forms.append(form if len(form) == len(token.text) else token.text)
    return forms


@lru_cache(maxsize=1 << 14)
def _converted(text: str, way: str) -> str:
    return converter(way).convert(text)
