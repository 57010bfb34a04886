"""Traditional characters for learners, generated from a reading word by word: as long as the text, aligned by token."""
from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from helpers.dictionary import converter
from helpers.model import Reading, Token


def traditional_forms(reading: Reading) -> list[str]:
    """For each token its traditional form, as many characters as the token has.

    The form of the token's entry (CC-CEDICT's) where it has one; else OpenCC's (`s2tw`), which sees the sentence around. Generated: what the
    page itself printed may differ.
    """
    return [form for sentence in reading.sentences for form in forms_in(sentence.text, sentence.start, sentence.tokens)]


def forms_in(text: str, start: int, tokens: Sequence[Token]) -> list[str]:
    """The same for tokens of one sentence, or of one clause (no form depends on what is beyond a comma): `text`, which begins at `start`."""
    forms = []
    for token in tokens:
        form, length = token.entry.traditional if token.entry and len(token.text) > 1 else "", len(token.text)
        if not form:
            whole, place = _converted(text), token.start - start
            form = whole[place : place + length] if len(whole) == len(text) else _converted(token.text)
        forms.append(form if len(form) == length else token.text)
    return forms


@lru_cache(maxsize=1 << 14)
def _converted(text: str) -> str:
    return converter("s2tw").convert(text)
