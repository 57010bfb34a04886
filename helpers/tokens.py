"""The tokens of a text, each made when it is first asked for: a table of words needs one in five of them."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

from helpers.collector import resting
from helpers.model import Entry, Reading, Sentence, Token
from helpers.segmentation import Words


class Tokens(Sequence):
    """A token for each of `words`; `make` is given the numbers of words, in order, and gives their tokens.

    `alike` are the entries of words that have the same wherever they stand, but for the words of `apart`."""

    def __init__(self, words: Words, make: Callable[[list[int]], Iterable[Token]], alike: Mapping[str, Entry | None] = MappingProxyType({}), apart: Set[str] = frozenset()):
        self.words, self._make, self._made, self._alike, self._apart = words, make, [None] * len(words), alike, apart

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Tokens:
        """The same of tokens that are there already."""
        return cls(Words(token.text for token in tokens), lambda numbers: map(tokens.__getitem__, numbers))

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        numbers = range(len(self))[at]
        return tuple(self.at(numbers)) if isinstance(at, slice) else self.at([numbers])[0]

    def __setitem__(self, at: int, token: Token) -> None:
        self._made[at] = token

    def between(self, start: int, end: int) -> range:
        """The numbers of the words that begin in a stretch of the text."""
        return range(bisect_left(self.words.starts, start), bisect_left(self.words.starts, end))

    def at(self, numbers: Sequence[int]) -> list[Token]:
        """The tokens of the words so numbered; those that are new are made together, which is much quicker than one by one."""
        found = list(map(self._made.__getitem__, numbers))
        if all(found):
            return found
        new = sorted({number for number, token in zip(numbers, found) if token is None})
        for number, token in zip(new, self._make(new)):
            self._made[number] = token
        return list(map(self._made.__getitem__, numbers))

    def entries(self, numbers: Sequence[int], also: Iterable[int] = ()) -> list[Entry | None]:
        """The entries of the words so numbered: no token is made for them where none is needed. `also`: tokens that will be asked for next."""
        words, alike, apart, made = self.words, self._alike, self._apart, self._made
        self.at([*(number for number in numbers if words[number] in apart or words[number] not in alike), *also])
        return [made[number].entry if made[number] else alike[words[number]] for number in numbers]


class Unmade(NamedTuple):
    """The sentences of a text before they are made: its tokens, and of each sentence the role, the number of its first word, and of the one behind its last."""

    text: str
    tokens: Tokens
    bounds: list[tuple[str, int, int]]

    @classmethod
    def of(cls, reading: Reading) -> Unmade:
        """Those of a reading; where its sentences are made already, these."""
        if "unmade" in vars(reading):
            return reading.unmade
        ends = list(accumulate(len(sentence.tokens) for sentence in reading.sentences))
        return cls(reading.text, Tokens.of(reading.tokens), [(s.role, end - len(s.tokens), end) for s, end in zip(reading.sentences, ends)])

    def places(self) -> list[int]:
        """Where each sentence begins in the text, and at last where the text ends."""
        return [*(self.tokens.words.starts[first] for _, first, _ in self.bounds), len(self.text)]

    def made(self) -> tuple[Sentence, ...]:
        """The sentences, with every token."""
        with resting():
            tokens, places = self.tokens[:], pairwise(self.places())
            return tuple(Sentence(role, start, self.text[start:end], tokens[first:last]) for (role, first, last), (start, end) in zip(self.bounds, places))
