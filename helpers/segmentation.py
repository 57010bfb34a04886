"""Running text into words: what is Chinese goes to the lexicon's cutter, the rest is cut by one regular expression."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from functools import cached_property
from itertools import count
from sys import intern

from helpers.syllables import HANZI

_LATIN = "[A-Za-zÀ-ɏḀ-ỿ]"
_MARKS = "，。、；：？！“”《》（）\n"  # the cutter makes each a word of its own, and so whole lines go to it at once
_PIECE = re.compile(
    rf"(?P<hanzi>(?:{HANZI.pattern}|[{_MARKS}])+)|(?P<number>\d+(?:[.,:]\d+)*[%‰％]?)|(?P<latin>{_LATIN}+(?:['’.-]{_LATIN}+)*)|[^\S\n]+|.",
)


class Words(list):
    """Words in order; joined, they are the text. Not to be changed any more once they were asked for something."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        return self._ends[:-1].tolist()

    @cached_property
    def edges(self) -> bytes:
        """For each place of the text, and its end, 1 where a word begins or the text ends, else 0."""
        import numpy

        edges = numpy.zeros(self._ends[-1] + 1, "uint8")
        edges[self._ends] = 1
        return edges.tobytes()

    @cached_property
    def _ends(self):
        import numpy

        number, of_places = self.numbered
        return numpy.cumsum(numpy.fromiter(map(len, ["", *number]), "int32", len(number) + 1)[numpy.append(0, of_places + 1)])

    @cached_property
    def numbered(self) -> tuple:
        """The distinct words, each with its number, and for each place the number of its word; among the words may be some that stand nowhere."""
        import numpy

        number = defaultdict(count().__next__)
        of_places = numpy.fromiter(map(number.__getitem__, self), "int32", len(self))
        return number, of_places

    def each(self, told: Callable[[str], object]) -> list:
        """What is told of each word, in order; of each distinct word once."""
        distinct, of_places = self.numbered
        return list(map(list(map(told, distinct)).__getitem__, of_places.tolist()))

    def where(self, fits: Set[str] | Callable[[str], bool]) -> list[int]:
        """The places of the words of a set, or of those that fit, in order; each distinct word is asked once."""
        import numpy

        number, of_places = self.numbered
        wanted = numpy.zeros(len(number), bool)
        wanted[[number[word] for word in (number.keys() & fits if isinstance(fits, Set) else filter(fits, number))]] = True
        return numpy.flatnonzero(wanted[of_places]).tolist()

    def exchanged(self, runs: Iterable[tuple[int, int, list[str]]]) -> Words:
        """The words, with other ones in place of each run first … last (exclusive); a run that begins inside of another is left out."""
        import numpy

        (number, of_places), new, numbers, place = self.numbered, Words(), [], 0
        for first, last, others in runs:
            if first >= place:
                new += self[place:first] + others
                numbers += of_places[place:first], numpy.fromiter(map(number.__getitem__, others), "int32", len(others))
                place = last
        new += self[place:]
        new.numbered = number, numpy.concatenate([*numbers, of_places[place:]])
        return new


def segment(text: str, cut: Callable[[str], list[str]], edges: Iterable[int] = ()) -> Words:
    """The words of `text` in order; joined, they are the text. A word never reaches over a place of `edges`."""
    words = Words()
    begin = 0
    for end in [*sorted({edge for edge in edges if 0 < edge < len(text)}), len(text)]:
        for match in _PIECE.finditer(text, begin, end):
            words.extend(map(intern, cut(match.group())) if match.lastgroup == "hanzi" else (match.group(),))
        begin = end
    return words
