"""What a reading has for exercises: its whole sentences, the words and terms that may be asked for, and what is known to stand beside what."""
from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate

from helpers.cutter import Cut, cutter
from helpers.dictionary import jieba_words
from helpers.edition import articles
from helpers.exercises import Exercise
from helpers.lexicon import lexicon
from helpers.model import Entry, Mention, Reading, Sentence, Token
from helpers.syllables import is_hanzi

NAMES = ("person", "place", "organisation", "meeting", "number", "date")
MARKS = frozenset("【】|_")  # they mark gaps in the files
DATELINE = re.compile("^(?:本报讯（[^）]{2,40}）|本报讯|\\w{2,6}讯) *")  # how a report begins: 本报讯（记者 …）, 开发区讯
CLAUSE = re.compile("[，。；：！？…\n]")


@dataclass(frozen=True)
class Material:
    """A reading with what is asked of it: words up to `level` (HSK 2021) are left out, and all but `only` where that is given. `chance` is made of the seed."""

    reading: Reading
    level: int = 4
    only: frozenset[str] = frozenset()
    seed: int = 1
    others: tuple[Reading, ...] = ()

    def chance(self, kind: str) -> random.Random:
        """A source of chance for one kind, the same each time."""
        return random.Random(f"{self.seed} {kind} {self.reading.text[:80]}")

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The whole sentences of the body without marks that the files need, and without a slip of the page that was only flagged."""
        slips = [repair.before for repair in self.reading.article.repairs if repair.kind == "flagged"] if self.reading.article else []
        whole = lambda text: len(text) > 5 and text[-1] in "。！？…”；" and not MARKS & set(text) and not any(slip in text for slip in slips)
        return tuple(sentence for sentence in self.reading.sentences if sentence.role == "body" and whole(sentence.text.strip()))

    @cached_property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences, paragraph by paragraph."""
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(self.reading.text.count("\n", 0, sentence.start), []).append(sentence)
        return tuple(map(tuple, found.values()))

    @cached_property
    def named(self) -> frozenset[int]:
        """The places of characters inside names, numbers and dates."""
        return frozenset(place for mention in self.reading.mentions if mention.kind in NAMES for place in range(mention.start, mention.end))

    @cached_property
    def crossed(self) -> frozenset[int]:
        """The places of words that another cut, jieba's own, parts differently: 民办 in 为民办实事."""
        found = set()
        for sentence in self.sentences:
            spans = _spans(everyday()(sentence.text), sentence.start)
            found |= {t.start for t in sentence.tokens if len(t.text) > 1 for first, last in spans if first < t.start < last < t.end or t.start < first < t.end < last}
        return frozenset(found)

    @cached_property
    def text(self) -> str:
        """All that is known to have been written: this text and the others, the edition, our terms and slogans."""
        return "\n".join([self.reading.text, *(other.text for other in self.others), known_text()])

    def attested(self, words: str) -> bool:
        """Do these words stand together somewhere, or are they an entry or a frequent word?"""
        known = lexicon().look_up(words)
        return words in self.text or bool(known.readings) or known.zipf is not None

    def wanted(self, text: str, entry: Entry | None) -> bool:
        """May this word be asked for: beyond the level, and one of the words where some are given?"""
        if self.only:
            return text in self.only
        return bool(entry) and level_of(entry) > self.level

    def askable(self, token: Token) -> bool:
        """Is this a Chinese word, surely read and cut, no part of a name, and wanted?"""
        return token.sure and is_hanzi(token.text[0]) and token.start not in self.named | self.crossed and self.wanted(token.text, token.entry)

    def terms(self, sentence: Sentence) -> Iterator[Mention]:
        """The terms, idioms and slogans of a sentence that our files or the dictionary have, and that are wanted."""
        end = sentence.start + len(sentence.text)
        for mention in self.reading.mentions:
            known = mention.entry and mention.kind in ("term", "idiom", "slogan") and mention.reason in ("glossary", "dictionary")
            if known and sentence.start <= mention.start < end and mention.start not in self.named and self.wanted(mention.text, mention.entry):
                if all(token.sure for token in sentence.tokens if mention.start <= token.start < mention.end):
                    yield mention


@cache
def everyday() -> Cut:
    """jieba's own cutting, without anything of ours."""
    return cutter(everyday_words())


@cache
def everyday_words() -> dict[str, int]:
    """The words of jieba's dictionary, with their counts."""
    return {word: count for word, (count, _) in jieba_words().items()}


def _spans(words: Iterable[str], start: int) -> list[tuple[int, int]]:
    """Where each word begins and ends in a text that begins at `start`."""
    ends = list(accumulate(map(len, words), initial=start))
    return list(zip(ends, ends[1:]))


@cache
def known_text() -> str:
    """The edition, and all that our own files explain."""
    return "\n".join([*(article.text for article in articles()), *lexicon().phrases])


def level_of(entry: Entry) -> int:
    """The level of HSK 2021, 7 for its last band, 9 for a word that is in none."""
    level = entry.levels.get("hsk2021", "")
    return int(level[0]) if level else 9


def named_id(kind: str, asked: str, where: str = "") -> str:
    """A stable id: the kind and a hash of what is asked, and where."""
    return f"{kind.replace(' ', '-')}-{hashlib.blake2s(f'{asked}|{where}'.encode(), digest_size=4).hexdigest()}"


def stem_of(sentences: Iterable[Sentence], between: str = "\n") -> tuple[tuple[Token, ...], dict[int, int]]:
    """The tokens of sentences as a text of their own, and where each of their places is in it. Sentences that follow each other are joined as they stand."""
    made, places, at, last = [], {}, 0, None
    for sentence in sentences:
        if made and (last is None or last != sentence.start):
            made.append(Token(between, at, (between,)))
            at += len(between)
        tokens = list(sentence.tokens)
        while tokens and tokens[-1].text.isspace():
            tokens.pop()
        for token in tokens:
            made.append(replace(token, start=at))
            places |= {token.start + n: at + n for n in range(len(token.text))}
            at += len(token.text)
        last = tokens[-1].end if tokens else None
    return tuple(made), places


def clauses(sentence: Sentence) -> Iterator[tuple[Token, ...]]:
    """The clauses of a sentence: its tokens between commas, stops and colons."""
    clause: list[Token] = []
    for token in sentence.tokens:
        if CLAUSE.fullmatch(token.text):
            yield tuple(clause)
            clause = []
        else:
            clause.append(token)
    yield tuple(clause)


def text_of(tokens: Iterable[Token]) -> str:
    """The text of tokens."""
    return "".join(token.text for token in tokens).strip()


def sound(exercise: Exercise) -> bool:
    """Does the key pass its own check, and fails every wrong option, with a word to the student?"""
    if exercise.kind == "open":
        return bool(exercise.key[0])
    wrong = [option for option in exercise.options if option.text not in exercise.key]
    fails = all(not exercise.check([option.text if n == place else "" for n in range(len(exercise.key))]).marks for option in wrong for place in range(len(exercise.key)))
    distinct = exercise.kind not in ("word bank", "match", "order") or len(set(exercise.key)) == len(exercise.key)
    return exercise.check(exercise.key).right and fails and distinct and all(option.feedback for option in wrong)
