"""Running text into words: what is Chinese goes to the lexicon's cutter, the rest is cut by one regular expression."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property
from itertools import accumulate, count
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
    def lengths(self):
        """How many characters each word has, a numpy array."""
        import numpy

        distinct, of_places = self.numbered
        return numpy.fromiter(map(len, distinct), "uint32", len(distinct))[of_places]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        return (self.lengths.cumsum(dtype="int64") - self.lengths).tolist()

    @cached_property
    def edges(self) -> list[int]:
        """The same, after the text's beginning and before its end, that twice: of a word, where the one before begins, itself, the next, the one behind that."""
        end = self.starts[-1] + len(self[-1]) if self else 0
        return [0, *self.starts, end, end]

    @cached_property
    def numbered(self) -> tuple:
        """The distinct words, each with its number, and for each place the number of its word; among the words may be some that stand nowhere."""
        import numpy

        number = defaultdict(count().__next__)
        return number, numpy.fromiter(map(number.__getitem__, self), "int32", len(self))

    def counted(self) -> list[tuple[str, int, int]]:
        """(word, its first place, how often it stands), each distinct word once, in the order of the first places."""
        import numpy

        number, of_places = self.numbered
        distinct, times, first = list(number), numpy.bincount(of_places, minlength=len(number)), numpy.zeros(len(number), int)
        first[of_places[::-1]] = numpy.arange(len(self))[::-1]  # what is laid last stays
        used = numpy.flatnonzero(times)
        order = used[first[used].argsort()]
        return list(zip(map(distinct.__getitem__, order.tolist()), first[order].tolist(), times[order].tolist()))

    def where(self, fits: Set[str] | Callable[[str], bool]) -> list[int]:
        """The places of the words of a set, or of those that fit, in order; each distinct word is asked once."""
        import numpy

        number, of_places = self.numbered
        wanted = numpy.zeros(len(number), bool)
        wanted[[number[word] for word in (number.keys() & fits if isinstance(fits, Set) else filter(fits, number))]] = True
        return numpy.flatnonzero(wanted[of_places]).tolist()

    def spelling(self, names: Set[str]) -> Iterator[tuple[int, int]]:
        """The runs of whole words that spell one of the names: the first word, the one behind the last."""
        firsts, begun, free = {name[:length] for name in names for length in (1, 2)}, {name[:length] for name in names for length in range(len(name) + 1)}, 0
        for place in self.where(firsts):
            joined, end = "", place
            while place >= free and joined in begun and joined not in names and end < len(self) and (end < place + 8 or "·" in joined):
                joined, end = joined + self[end], end + 1
            if joined in names:
                yield place, end
                free = end

    def exchanged(self, runs: Iterable[tuple[int, int, list[str]]]) -> Words:
        """The words, with other ones in place of each run first … last (exclusive); a run that begins inside of another is left out."""
        import numpy

        (number, of_places), new, numbers, place = self.numbered, Words(), [], 0
        for first, last, others in (*runs, (len(self), 0, [])):
            if first >= place:
                new += self[place:first] + others
                numbers += of_places[place:first], [number[word] for word in others]
                place = last
        new.numbered = number, numpy.concatenate(numbers, dtype="int32", casting="unsafe")
        return new


def segment(text: str, cut: Callable[[str], list[str]], edges: Iterable[int] = ()) -> Words:
    """The words of `text` in order; joined, they are the text. A word never reaches over a place of `edges`."""
    words, begin = Words(), 0
    for end in [*sorted({edge for edge in edges if 0 < edge < len(text)}), len(text)]:
        for match in _PIECE.finditer(text, begin, end):
            words.extend(map(intern, cut(match.group())) if match.lastgroup == "hanzi" else (match.group(),))
        begin = end
    return words
