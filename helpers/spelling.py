"""How a headword is written in pinyin, by GB/T 16159-2012: joined, parted, hyphenated or capitalised.

What no rule can know stands in data/glossary/spelling.tsv, and goes before these rules.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log

from helpers.numerals import COUNTED
from helpers.syllables import join_word

NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿几")
_MEASURES = (COUNTED | set("界国级地人层")) - set("万亿千公小分部")
_COUNTING = frozenset("一两几多每各某该这那")  # before a measure word, and apart from it
_NO_CUT = frozenset("不而莫所无在如")  # the second of four characters: the idiom falls elsewhere (足|不出户, 总|而|言之)
_HEADS, _TAILS = "副总非反超半亚准", "者家员性化学派权法税率度额级型式器机病力人物术点官素症会"  # joined to the word behind, before them (5.5)
_GENERIC = ("自治区", "自治州", "自治县", "自治旗", "新区", "地区", "高原", "平原", "盆地", "山脉", "群岛", "半岛", "海峡", "省", "市", "县", "区", "乡", "镇", "州", "旗", "河", "湖")


def spelled(hanzi: str, syllables: Sequence[str], known: Mapping[str, int], capitals: Sequence[int] = (), idiom: bool = False) -> str:
    """One headword in pinyin; `capitals` are the places of syllables that the dictionary capitalises, `known` its words and their counts.

    An idiom of four syllables has a hyphen in the middle, unless its characters show that it does not fall into halves (6.1.12.1).
    A name is as many words as the dictionary has capitals in it, and the generic part of a place is one (Dōngchāngfǔ Qū, 6.2).
    AABB is one word (5.4); two words of the dictionary stay two, what is not made of words is one (5.3); a longer phrase is written by its words.

    >>> spelled("实事求是", ("shi2", "shi4", "qiu2", "shi4"), {}, idiom=True)
    'shíshì-qiúshì'
    """
    if idiom and len(hanzi) == 4:
        return _idiom(hanzi, syllables, known, bool(capitals))
    if capitals:
        generic = next((word for word in _GENERIC if hanzi.endswith(word) and len(hanzi) > len(word) + 1), "") if len(capitals) == 1 else ""
        bounds = [0, *(place for place in capitals if place), *[len(hanzi) - len(generic)] * bool(generic), len(hanzi)]
        return _written([hanzi[a:b] for a, b in zip(bounds, bounds[1:])], syllables, True)
    if hanzi[0] == "第" and len(hanzi) > 1 and hanzi[1] in NUMERALS:
        return "dì-" + _written([hanzi[1], *parts(hanzi[2:], known)], syllables[1:])
    return _written(parts(hanzi, known), syllables)


def _written(words: Sequence[str], syllables: Sequence[str], capital: bool = False) -> str:
    ends = list(accumulate(map(len, words)))
    return " ".join(join_word(syllables[end - len(word) : end], capital) for word, end in zip(words, ends))


def _idiom(hanzi: str, syllables: Sequence[str], known: Mapping[str, int], capital: bool) -> str:
    first_alone = hanzi[1] in _NO_CUT and hanzi[:2] not in known or hanzi[0] in "如若" and hanzi[2] not in "如似若"
    if (hanzi[0], hanzi[2]) == (hanzi[1], hanzi[3]) or first_alone or hanzi[2] == "之":
        return join_word(syllables, capital)
    return join_word(syllables[:2], capital) + "-" + join_word(syllables[2:])


def parts(hanzi: str, known: Mapping[str, int]) -> list[str]:
    """The words that a headword is written as. Up to three characters are one word, but for a measure word and what counts it."""
    if len(hanzi) == 2 and hanzi[0] in _COUNTING and hanzi[1] in _MEASURES:
        return list(hanzi)
    if len(hanzi) < 4 or hanzi[:1] == hanzi[1:2] and hanzi[2:3] == hanzi[3:]:
        return [hanzi] if hanzi else []
    words = _fewest(hanzi, known)
    return [hanzi] if len(hanzi) == 4 and list(map(len, words)) != [2, 2] else words


def _fewest(hanzi: str, known: Mapping[str, int]) -> list[str]:
    """The fewest words of the dictionary that make up a phrase, the more frequent ones where there is a choice; endings joined to their word."""
    best: list[tuple] = [(0, 0.0, [])]
    for end in range(1, len(hanzi) + 1):
        starts = [s for s in range(max(0, end - 3), end) if end - s < len(hanzi) and (end - s == 1 or hanzi[s:end] in known)]
        best.append(min((best[s][0] + 1, best[s][1] - log(known.get(hanzi[s:end], 0) + 1), [*best[s][2], hanzi[s:end]]) for s in starts))
    words = best[-1][2]
    for place in range(len(words) - 1, 0, -1):
        if words[place] in _TAILS and len(words[place - 1]) > 1 or words[place - 1] in _HEADS and len(words[place]) > 1:
            words[place - 1 : place + 1] = [words[place - 1] + words[place]]
    return words
