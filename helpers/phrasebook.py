"""Phrases found in running text, wherever they stand: a table of hashes tells where none can, so that few places are looked at."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, islice

_BITS = 18  # of a hash; the table has 2 ** _BITS bytes
_BEGUN, _WHOLE = 1, 2  # what the table tells of a hash: a longer phrase begins so; it is a phrase


class Phrasebook:
    """Phrases of two characters and more; `phrases` are what it was given."""

    def __init__(self, phrases: Collection[str]):
        import numpy

        self.phrases, self._longest, self._table = phrases, max(map(len, phrases), default=2), numpy.zeros(1 << _BITS, "uint8")
        for length in range(2, self._longest + 1):
            codes = _codes("".join(phrase for phrase in phrases if len(phrase) == length)).reshape(-1, length).T
            for size, hashes in enumerate(islice(accumulate(codes, _hashes), 1, None), 2):
                self._table[hashes >> (32 - _BITS)] |= _WHOLE if size == length else _BEGUN

    def found(self, text: str, near: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
        """Where a phrase begins, and the phrase: all that stand in the text, the shorter first, overlaps included; `near`: only those about these places."""
        import numpy

        codes, about = _codes(text + "\0" * self._longest), numpy.full(len(text), near is None)
        if near is not None:
            about[numpy.add.outer(range(1 - self._longest, 1), numpy.array(near, int)).clip(0)] = True
        hashes = codes[starts := numpy.flatnonzero(about)]
        for length in range(2, self._longest + 1):
            hashes = _hashes(hashes, codes[starts + (length - 1)])
            told = self._table[hashes >> (32 - _BITS)]
            for start in starts[told >= _WHOLE].tolist():
                if len(phrase := text[start : start + length]) == length and phrase in self.phrases:
                    yield start, phrase
            starts, hashes = starts[going := (told & _BEGUN) > 0], hashes[going]


def _codes(text: str):
    """The code points of a text."""
    import numpy

    return numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), "uint32")


def _hashes(before, codes):
    """A number for each row of characters: `codes` and what stands before them, a code too or the number of several."""
    return (before * 31 + codes) * 0x9E3779B1
