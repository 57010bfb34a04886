"""Traditional characters for learners, generated from a reading word by word: as long as the text, aligned by token."""
from __future__ import annotations

from helpers.dictionary import converter
from helpers.model import Reading


def traditional_forms(reading: Reading) -> list[str]:
    """For each token its traditional form, as many characters as the token has.

    CC-CEDICT's form where the token's entry has one; else OpenCC's (`s2tw`), which sees the sentence around. Generated: what the
    page itself printed may differ.
    """
    forms = []
    for sentence in reading.sentences:
        whole = converter("s2tw").convert(sentence.text)
        aligned = len(whole) == len(sentence.text)
        for token in sentence.tokens:
            place = token.start - sentence.start
            by_sentence = whole[place : place + len(token.text)] if aligned else converter("s2tw").convert(token.text)
            known = token.entry.traditional if token.entry and len(token.text) > 1 else ""
            form = converter("t2tw").convert(known) if known else by_sentence
            forms.append(form if len(form) == len(token.text) else token.text)
    return forms
