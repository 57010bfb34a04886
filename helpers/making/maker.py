"""Exercises made from a reading: `make_exercises(read(article))`. What may fail comes as a draft, with a note on what to look at."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from helpers.exercises import Exercise
from helpers.making import banks, facts, lines, matching, opening, writing
from helpers.making.material import Material, sound
from helpers.model import Reading


@dataclass(frozen=True, slots=True)
class Maker:
    """A kind of exercise that is made: its `name`, what Chinese teachers call it, whether it is `safe` (accepted as it is), and what it is in a sentence."""

    name: str
    chinese: str
    safe: bool
    about: str


_WAYS: dict[Maker, Callable[[Material], Iterator[Exercise]]] = {
    Maker("word bank", "选词填空", True, "A text with four to ten gaps, and a bank of words that fill them in one way only."): banks.word_banks,
    Maker("four options", "选择填空", False, "A sentence with a gap and four words of the same part of speech."): banks.clozes,
    Maker("word and gloss", "词义搭配", True, "Six words of the article and eight English glosses."): matching.glosses,
    Maker("formula", "缩略语", True, "What a formula such as 三会一课 stands for."): matching.formulas,
    Maker("pinyin", "注音", True, "A word to be written in pinyin; words with a character of several readings first."): writing.dictations,
    Maker("segmentation", "断词", True, "A clause to be cut into words, with a word that lies across an edge."): writing.cuts,
    Maker("collocation", "搭配", True, "Which of four verbs takes this noun?"): banks.collocations,
    Maker("sentence order", "排序", False, "The sentences of a paragraph, to be put into order."): lines.sentence_orders,
    Maker("couplet", "对句", True, "The second half of a couplet."): lines.couplets,
    Maker("true or false", "判断正误", False, "A statement of the article, as it stands or with one fact swapped."): facts.true_or_false,
    Maker("headline", "标题", True, "Headlines and the beginnings of their articles; needs four articles."): matching.headlines,
    Maker("short form", "简称", True, "Short forms such as 卫健委 and what they stand for."): matching.abbreviations,
    Maker("number", "数字", True, "A number to be written otherwise: 1.2亿, 80%."): writing.numbers,
    Maker("question", "阅读", False, "Who, and how many: a clause of the article as a question."): facts.questions,
    Maker("open question", "简答", False, "To explain, to translate, to sum up, with a key for the teacher."): opening.open_questions,
}
MAKERS: dict[str, Maker] = {maker.name: maker for maker in _WAYS}


def make_exercises(
    reading: Reading, kinds: str | Iterable[str] | None = None, number: int = 5, level: int = 4, words: Iterable[str] | None = None, seed: int = 1, others: Iterable[Reading] = (),
) -> tuple[Exercise, ...]:
    """Exercises made from a reading, kind by kind in the order of MAKERS; the same arguments give the same.

    `kinds`: names of MAKERS (all, if none are given); `number`: at most so many of each; `level`: words up to this level of HSK 2021 are not asked
    for; `words`: ask only for these; `others`: readings of other articles, for headlines and for more words to choose from. Safe kinds are
    accepted, the others drafts with a `note`. Every key passes its own check, no wrong option does. What a text does not offer is left out;
    a text without whole sentences gives an empty tuple. ValueError for a kind that there is none of.
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"make_exercises() takes a reading, not {type(reading).__name__}: make_exercises(read(open_article(\"001-1\"))).")
    asked = _asked(kinds)
    if not isinstance(number, int) or number < 0:
        raise ValueError(f"number is how many of each kind at most: 0, 1, 2 …; not {number!r}.")
    material = Material(reading, level, frozenset(words or ()), seed, tuple(others))
    made: dict[str, Exercise] = {}
    for maker, way in _WAYS.items():
        if maker.name in asked:
            made |= {exercise.id: exercise for exercise in islice(filter(sound, way(material)), number)}
    return tuple(made.values())


def _asked(kinds: str | Iterable[str] | None) -> set[str]:
    """The names of the kinds that are wanted. ValueError for one that there is none of."""
    asked = set(MAKERS) if kinds is None else {kinds} if isinstance(kinds, str) else set(kinds)
    if unknown := sorted(asked - MAKERS.keys()):
        raise ValueError(f"There is no kind of exercise “{unknown[0]}”; there are {', '.join(MAKERS)}.")
    return asked
