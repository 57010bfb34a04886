"""Places, organisations and meetings that no list has, found by what they end in: 柳树店镇, 青禾县乡村振兴局, 现场推进会.

A place is named by at most four characters before its level (县, 镇, 村 …). A body goes back to a place or a level; only a firm needs none.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from helpers.coinages import IN_NAMES, may_stand, term_parts, word_class
from helpers.lexicon import Lexicon
from helpers.model import Entry
from helpers.overlay import Span
from helpers.syllables import is_hanzi, join_word

LEVELS = {
    "省": "province", "自治区": "autonomous region", "市": "city", "州": "prefecture", "自治州": "autonomous prefecture", "开发区": "development zone",
    "高新区": "high-tech zone", "县": "county", "区": "district", "旗": "banner", "街道": "subdistrict", "镇": "town", "乡": "township",
    "社区": "neighbourhood community", "村": "village",
}  # from high to low
_ZONE = frozenset("经济 技术 高新 高新技术 产业 工业 示范".split())  # 经济技术开发区
_NO_NAME = frozenset("全各县镇乡村市省州区是和与及对向从由在到离返个名")
_NO_BEGINNING = frozenset("全各本我该这那每某老新城农两三四五六七八九十几多数首一二山大小此外跨入进驻原现赴抵访前后里")
_COMMON = 4.6  # a dictionary word at least this frequent (Zipf) is no name of a place
_NO_PART = ("verb", "adverb", "preposition", "pronoun", "time word", "measure word", "particle", "conjunction")
_FIRM = frozenset("公司 有限公司 有限责任公司 集团 合作社 联社".split())
_PLENARY = re.compile("(?:党的|中共|[省市县区镇]委)?[一二三四五六七八九十]+届[一二三四五六七八九十]+[中次]全体?会议?")
_BEFORE_BARE = frozenset("，。；：、\n在 从 是 让 为".replace(" ", ""))
_IN_MEETINGS = frozenset("暨 级 上半年 下半年 半年 年终 年中 年度".split())
LONGEST = 18  # hanzi of a body's name

Run = tuple[int, int]  # words first … last (exclusive)


def recut(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words, but the name of no other place cut out of one that is named here: 沂/和县 becomes 沂和/县, 百/良乡 百良/乡."""
    cut = list(words)
    for at in [at for at, word in enumerate(words) if len(word) == 2 and word[1] in "县市区镇乡村" and at > 0]:
        before = words[at - 1]
        chained = at > 1 and words[at - 2][-1] in LEVELS and (lexicon.look_up(words[at]).zipf or 0) < 3  # 龙泗县百/良乡
        named = (chained or _is_place(words[at], lexicon)) and before not in _NO_BEGINNING and _may_name(before, lexicon)
        if len(before) == 1 and named and (at == 1 or _borders(words[at - 2], lexicon)):
            cut[at - 1 : at + 1] = [before + words[at][0], words[at][1]]
    return cut


def names(text: str, words: list[str], starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """The places, organisations and meetings of a text that is cut into words which begin at `starts`."""
    ends = [*starts[1:], len(text)]
    named = list(_places(words, lexicon))
    behind = {last: first for first, last in named}
    bodies = list(_bodies(words, behind, lexicon))
    firms = {at for first, last in bodies for at in range(first, last)}
    places = [run for run in [*named, *_again(words, named, lexicon)] if run[0] not in firms or words[run[0]] not in term_parts()["province"]]
    for kind, runs in (("place", places), ("organisation", bodies), ("meeting", _meetings(words, lexicon))):
        yield from (Span(starts[first], ends[last - 1], kind, "name") for first, last in runs)
    yield from (Span(*match.span(), "meeting", "name") for match in _PLENARY.finditer(text))


def _places(words: list[str], lexicon: Lexicon) -> Iterator[Run]:
    """Names with their level behind them, and provinces."""
    provinces = term_parts()["province"]
    for at, word in enumerate(words):
        if word in LEVELS:
            last = at
            while word == "开发区" and last > 0 and words[last - 1] in _ZONE:
                last -= 1
            first = _name_before(words, last, lexicon)
            if first < last:
                yield first, at + 1
        elif word in provinces:
            yield at, at + 1
        elif word == "工业园区" and at > 0 and words[at - 1] in LEVELS:
            yield at - 1, at + 1
        elif word[-1] in LEVELS and 2 < len(word) < 6 and (not lexicon.entry(word) or lexicon.entry(word).kind == "place"):
            yield at, at + 1


def _name_before(words: list[str], at: int, lexicon: Lexicon) -> int:
    """Where the name begins that stands before a level: the longest run of up to three short words behind a border; `at` where there is none."""
    best, length = at, 0
    for first in range(at - 1, max(at - 4, -1), -1):
        length += len(words[first])
        if length > 4 or not _may_name(words[first], lexicon):
            break
        if length > 1 and words[first][0] not in _NO_BEGINNING and (first == 0 or _borders(words[first - 1], lexicon)):
            best = first
    return best


def _may_name(word: str, lexicon: Lexicon) -> bool:
    """May this word be (part of) the name of a place? One character may be nearly anything; a longer word is rare and no verb."""
    parts = term_parts()
    if not may_stand(word, parts) or word[-1] in LEVELS or lexicon.phrases.get(word, "place") != "place":
        return False
    rare = len(word) == 1 or (lexicon.look_up(word).zipf or 0) < _COMMON and word_class(word, lexicon) not in _NO_PART
    return rare and word[0] not in _NO_NAME and word not in parts["province"]


def _is_place(word: str, lexicon: Lexicon) -> bool:
    return word_class(word, lexicon) == "name" or lexicon.phrases.get(word) == "place"


def _borders(word: str, lexicon: Lexicon) -> bool:
    """May the name of a place begin behind this word: a mark, a level, a place, a verb, a preposition?"""
    parts = term_parts()
    if not may_stand(word, parts) or word[-1] in LEVELS or word in LEVELS or word in parts["province"]:
        return True
    return word_class(word, lexicon) in _NO_PART or _is_place(word, lexicon)


def _again(words: list[str], named: list[Run], lexicon: Lexicon) -> Iterator[Run]:
    """The bare names of places that are named with their level elsewhere, at the head of a clause, no word of the dictionary: 龙泗 of 龙泗县."""
    inside = {at for first, last in named for at in range(first, last)}
    bare = {name for first, last in named if len(name := "".join(words[first : last - 1])) > 1 and not lexicon.entry(name)}
    heads = {name[:length] for name in bare for length in range(1, len(name) + 1)}
    for at in [at for at, word in enumerate(words) if word in heads and at not in inside and at and words[at - 1] in _BEFORE_BARE]:
        last = next((last for last in range(at + 1, min(at + 5, len(words) + 1)) if "".join(words[at:last]) in bare), None)
        if last and inside.isdisjoint(range(at, last)):
            yield at, last


def _bodies(words: list[str], behind: dict[int, int], lexicon: Lexicon) -> Iterator[Run]:
    """Organisations: from the body's word back to the place or the level that it belongs to. Not inside the title of an office."""
    parts = term_parts()
    ends = {word for word in set(words) if word in parts["body"] or len(word) > 2 and word[-1] in "局办委室" and word in lexicon.phrases}
    for last in [last for last, word in enumerate(words) if word in ends]:
        begin, furthest = _begin(words, last, behind, lexicon)
        if words[last] in _FIRM and begin == last and any(word_class(word, lexicon) in ("", "name") for word in words[furthest:last]):
            begin = furthest
        fits = 3 <= sum(map(len, words[begin : last + 1])) <= LONGEST and (len(words[last]) > 1 or len(words[last - 1]) > 1)
        if begin < last and fits and not _goes_on(words, last, lexicon):
            yield begin, last + 1


def _begin(words: list[str], last: int, behind: dict[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """Where a body's name begins (`last` where no place or level stands before it), and how far back words go that may be part of it.

    The nearest place is enough (石渠镇民政办 of 洛原县石渠镇民政办); of levels without a name the furthest is taken (县社区服务中心)."""
    begin = at = last
    while at > 0 and last - at < 12:
        if at in behind:
            return behind[at], behind[at]
        if _is_anchor(words, at - 1) and word_class(words[at], lexicon) != "verb":
            begin = at = at - 1
        elif not (_joins(words, at - 1, last, lexicon) or len(words[at - 1]) == 1 and at - 1 in behind and is_hanzi(words[at - 1])):
            break
        else:
            at -= 1
    return begin, at


def _joins(words: list[str], at: int, last: int, lexicon: Lexicon) -> bool:
    """May the word at `at` stand inside the name of a body that ends at `last`? A body only directly before it (纪委/监委), 和 before a bureau."""
    word = words[at]
    if word in term_parts()["body"]:
        return at == last - 1 and len(word) > 1
    brand = len(word) == 1 and words[last] in _FIRM and word_class(word, lexicon) == "verb" and may_stand(word, term_parts()) and word not in "起出成好到完入"
    return brand or _is_part(word, lexicon) or word == "和" and len(words[last]) == 1 and at < last - 1


def _is_anchor(words: list[str], at: int) -> bool:
    """Is this a level (县, 街道) or the committee of one (县委), and not all of them (全县, 各乡)?"""
    word = words[at]
    level = word in LEVELS or len(word) == 2 and word[1] == "委" and word[0] in "省市县区"
    return level and not (at and words[at - 1] in term_parts()["all"])


def _is_part(word: str, lexicon: Lexicon) -> bool:
    """May this word stand inside the name of a body?"""
    if not is_hanzi(word[0]) or word in term_parts()["stop"]:
        return False
    kind, pos = (entry.kind, entry.pos) if (entry := lexicon.entry(word)) else ("", "")
    return kind != "person" and (pos not in _NO_PART or pos == "verb" and len(word) == 2) and (word in IN_NAMES or word not in term_parts()["opener"])


def _goes_on(words: list[str], last: int, lexicon: Lexicon) -> bool:
    """Is this only the beginning of a longer body, or of an office (县住建局副局长)?"""
    after = words[last + 1] if last + 1 < len(words) else ""
    office = after in lexicon.titles["before"] and after[-1] in "长记任席委员"
    return after in term_parts()["body"] or after in ("副", "党组") or office


def _meetings(words: list[str], lexicon: Lexicon) -> Iterator[Run]:
    """Meetings: back to the verb or the mark before them, without the plain words in front; with 暨 two are one."""
    parts = term_parts()
    for last, word in enumerate(words):
        if word in parts["meeting"] or word == "会" and last and words[last - 1] + word in parts["meeting"]:
            first = last
            while first > 0 and (_is_part(words[first - 1], lexicon) or words[first - 1] in _IN_MEETINGS or words[first - 1 : first + 1] == ["会", "暨"]):
                first -= 1
            while first < last and (words[first] in parts["all"] | {"暨", "会"} or word_class(words[first], lexicon) == "verb"):
                first += 1
            long = 4 < sum(map(len, words[first : last + 1])) <= LONGEST + 2
            if long and not parts["plain"].union(LEVELS).issuperset(words[first:last]) and words[last + 1 : last + 2] != ["暨"]:
                yield first, last + 1


def parents(text: str, spans: list[Span]) -> dict[str, str]:
    """Place → the place that stands directly before it in a chain, somewhere in the text: 桃峪镇 → 沂和县."""
    ends = {span.end: text[span.start : span.end] for span in spans if span.kind == "place"}
    return {text[span.start : span.end]: ends[span.start] for span in spans if span.kind == "place" and span.start in ends}


def name_entry(text: str, kind: str, parent: str, syllables: tuple[str, ...], words: list[str]) -> Entry:
    """An entry for a name found by rule: its pinyin, and for a place its level and what it belongs to."""
    level = next((suffix for suffix in sorted(LEVELS, key=len, reverse=True) if text.endswith(suffix)), "") if kind == "place" else ""
    gloss = f"{LEVELS.get(level, kind)}{'; in ' * bool(parent)}{parent} (named in this text)"
    cuts = [len(text) - len(level), len(text)] if level else list(accumulate(map(len, words)))
    pinyin = " ".join(join_word(syllables[a:b], capital=True) for a, b in zip([0, *cuts], cuts) if b > a)
    return Entry(text, pinyin=pinyin, gloss=gloss, senses=(gloss,), kind=kind, sources=("found by rule: name",))
