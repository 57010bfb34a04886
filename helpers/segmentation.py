"""Running text into words: what is Chinese goes to the lexicon's cutter, the rest is cut by one regular expression."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from sys import intern

from helpers.syllables import HANZI

_LATIN = "[A-Za-zÀ-ɏḀ-ỿ]"
_PIECE = re.compile(
    rf"(?P<hanzi>{HANZI.pattern}+)|(?P<number>\d+(?:[.,:]\d+)*[%‰％]?)|(?P<latin>{_LATIN}+(?:['’.-]{_LATIN}+)*)|\n|[^\S\n]+|.",
)


def segment(text: str, cut: Callable[[str], list[str]], edges: Iterable[int] = ()) -> list[str]:
    """The words of `text` in order; joined, they are the text. A word never reaches over a place of `edges`."""
    words: list[str] = []
    begin = 0
    for end in [*sorted({edge for edge in edges if 0 < edge < len(text)}), len(text)]:
        for match in _PIECE.finditer(text, begin, end):
            words.extend(map(intern, cut(match.group())) if match.lastgroup == "hanzi" else (match.group(),))
        begin = end
    return words
