"""Traditional characters for learners, generated from a reading word by word: as long as the text, aligned by token."""
from __future__ import annotations

from functools import lru_cache

from helpers.dictionary import converter
from helpers.model import Reading, Sentence


def traditional_forms(reading: Reading) -> list[str]:
    """For each token its traditional form, as many characters as the token has.

    CC-CEDICT's form where the token's entry has one; else OpenCC's (`s2tw`), which sees the sentence around. Generated: what the
    page itself printed may differ.
    """
    return [form for sentence in reading.sentences for form in forms_in(sentence)]


def forms_in(sentence: Sentence) -> list[str]:
    """The same for the tokens of one sentence."""
    whole, forms = converter("s2tw").convert(sentence.text), []
    aligned = len(whole) == len(sentence.text)
    for token in sentence.tokens:
        place = token.start - sentence.start
        known = token.entry.traditional if token.entry and len(token.text) > 1 else ""
        form = _in_taiwan(known) if known else whole[place : place + len(token.text)] if aligned else converter("s2tw").convert(token.text)
        forms.append(form if len(form) == len(token.text) else token.text)
    return forms


@lru_cache(maxsize=1 << 15)
def _in_taiwan(traditional: str) -> str:
    return converter("t2tw").convert(traditional)
