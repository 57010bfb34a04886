"""Places, organisations and meetings that no list has, found by what they end in: 柳树店镇, 青禾县乡村振兴局, 现场推进会.

A place is named by at most four characters before its level (县, 镇, 村 …). A body goes back to a place or a level; only a firm needs none.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from helpers.coinages import may_stand, term_parts, word_class
from helpers.lexicon import Lexicon
from helpers.model import Entry
from helpers.overlay import Span
from helpers.syllables import is_hanzi, join_word

LEVELS = {
    "省": "province", "自治区": "autonomous region", "市": "city", "州": "prefecture", "自治州": "autonomous prefecture", "开发区": "development zone",
    "高新区": "high-tech zone", "经开区": "development zone", "县": "county", "自治县": "autonomous county", "区": "district", "旗": "banner", "街道": "subdistrict", "镇": "town", "乡": "township",
    "社区": "neighbourhood community", "村": "village",
}  # from high to low
_NO_NAME = frozenset("全各县镇乡村市省州区是和与及对向从由在到离返个名")
_NO_BEGINNING = frozenset("全各本我该这那每某老新城农两三四五六七八九十几多数首一二山大小此外跨入进驻原现赴抵访前后里好")
_COMMON = 4.6  # a dictionary word at least this frequent (Zipf) is no name of a place
_NO_PART = ("verb", "adverb", "preposition", "pronoun", "time word", "measure word", "particle", "conjunction")
_OFFICE = re.compile("(?:[长记任席委]|委员|人大代表)$")
_MEETINGS = [re.compile(form) for form in (  # 市委六届五次全会; what stands behind 召开, up to the end of the clause
    "(?P<name>[党中省市县区州镇政人一二三四五六七八九十][的共委政协人大一二三四五六七八九十]{0,6}届[一二三四五六七八九十]{1,3}[中次](?:全体?会议?|会议)(?:暨[^\\W\\d_]{2,18}?(?:会议|大会|全会|推进会))?)",
    "(?:召开|举行|举办)[了的]?(?:全[省市州县区镇乡])?(?P<name>(?!一|多|此|有关|相关|专题)[^\\W\\d_]{4,32}?(?:[^社协机]会|会议|论坛|仪式))(?=[，。；、：！\\n]|上)")]
_BEFORE_BARE = frozenset("，。；：、\n在 从 是 让 为".replace(" ", ""))
LONGEST = 18  # hanzi of a body's name

Run = tuple[int, int]  # words first … last (exclusive)


def recut(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words, but the name of no other place cut out of one that is named here: 沂/和县 becomes 沂和/县, 百/良乡 百良/乡."""
    cut = list(words)
    for at in [at for at, word in enumerate(words) if len(word) == 2 and word[1] in "县市区镇乡村" and at > 0]:
        before = words[at - 1]
        chained = at > 1 and words[at - 2][-1] in LEVELS and (lexicon.look_up(words[at]).zipf or 0) < 3  # 龙泗县百/良乡
        named = (chained or word_class(words[at], lexicon) == "name" or lexicon.phrases.get(words[at]) == "place") and (chained or before not in _NO_BEGINNING) and _may_name(before, lexicon)
        if len(before) == 1 and named and (at == 1 or _borders(words[at - 2], lexicon)):
            cut[at - 1 : at + 1] = [before + words[at][0], words[at][1]]
    return cut


def names(text: str, words: list[str], starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """The places, organisations and meetings of a text that is cut into words which begin at `starts`."""
    named = list(_places(words, lexicon))
    listed = term_parts()["province"].union(word for word in set(words) if len(word) > 1 and _in_dictionary(word, lexicon))
    known = [(at, at + 1) for at, word in enumerate(words) if word in listed]
    named += _again(words, named, lexicon)
    bodies = list(_bodies(words, {last: first for first, last in [*known, *named]}, lexicon))
    taken = {at for first, last in [*bodies, *named] for at in range(first, last)}
    places = [*named, *(run for run in known if run[0] not in taken)]
    offices = list(_offices(words, places, bodies, lexicon))
    within = {at: first for first, last in offices for at in range(first + 1, last)}  # 柳林镇 + 党委副书记, not 柳林镇党委 + 副书记
    bodies = [run for run in bodies if within.get(run[1], run[0]) <= run[0]]
    for kind, runs in (("place", places), ("organisation", bodies), ("meeting", _meetings(words, lexicon)), ("term", offices)):
        yield from (Span(starts[first], starts[last - 1] + len(words[last - 1]), kind, "office" if kind == "term" else "name") for first, last in runs)
    yield from (Span(*match.span("name"), "meeting", "name") for pattern in _MEETINGS for match in pattern.finditer(text))


def _places(words: list[str], lexicon: Lexicon) -> Iterator[Run]:
    """Names with their level, or with what kind of place they are (湖, 水库), behind them."""
    kinds = LEVELS.keys() | term_parts()["place"]
    for at, word in enumerate(words):
        if word in kinds:
            last = at
            while last and (word == "开发区" and words[last - 1] in term_parts()["zone"] or word[:2] == "自治" and words[last - 1][-1] == "族"):
                last -= 1 + (words[last - 1] == "族")
            if (first := _name_before(words, last, lexicon)) < last:
                yield first, at + 1
        elif word == "工业园区" and at > 0 and words[at - 1] in LEVELS:
            yield at - 1, at + 1
        elif word[-1] in LEVELS and 2 < len(word) < 6 and (not lexicon.entry(word) or lexicon.entry(word).kind == "place"):
            yield at, at + 1


@lru_cache(maxsize=1 << 16)
def _in_dictionary(word: str, lexicon: Lexicon) -> bool:
    """Is this a place that CC-CEDICT has (长江)?"""
    return bool(entry := lexicon.entry(word)) and entry.kind == "place" and entry.sources[-1] == "CC-CEDICT" and word[-1] not in LEVELS


def _name_before(words: list[str], at: int, lexicon: Lexicon) -> int:
    """Where the name begins that stands before a level: the longest run of up to three short words behind a border; `at` where there is none."""
    best, length = at, 0
    for first in range(at - 1, max(at - 4, -1), -1):
        length += len(words[first])
        if length > 4 or not _may_name(words[first], lexicon):
            break
        chained = first > 0 and words[first - 1] in ("镇", "乡", "街道") and words[first][0] not in "全各本该这那每某多数几"
        if length > 1 and (chained or words[first][0] not in _NO_BEGINNING) and (first == 0 or _borders(words[first - 1], lexicon)):
            best = first
    return best


def _may_name(word: str, lexicon: Lexicon) -> bool:
    """May this word be (part of) the name of a place? One character may be nearly anything; a longer word is rare and no verb."""
    parts = term_parts()
    if not may_stand(word, parts) or word[-1] in LEVELS or lexicon.phrases.get(word, "place") != "place":
        return False
    rare = len(word) == 1 or (lexicon.look_up(word).zipf or 0) < _COMMON and word_class(word, lexicon) not in _NO_PART
    return rare and word[0] not in _NO_NAME and word not in parts["province"]


def _borders(word: str, lexicon: Lexicon) -> bool:
    """May the name of a place begin behind this word: a mark, a level, a place, a verb, a preposition?"""
    if not may_stand(word, term_parts()) or word[-1] in LEVELS or word in LEVELS or word in term_parts()["province"]:
        return True
    return word_class(word, lexicon) in (*_NO_PART, "name") or lexicon.phrases.get(word) == "place"


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
    ends = {word for word in set(words) if word in term_parts()["body"] or len(word) > 2 and (word[-1] in "局厅" or word[-1] in "办委室" and word in lexicon.phrases and word not in lexicon.titles["before"])}
    for last in [last for last, word in enumerate(words) if word in ends]:
        begin, furthest = _begin(words, last, behind, lexicon)
        if words[last] in term_parts()["firm"] and begin == last and any(word_class(word, lexicon) in ("", "name") for word in words[furthest:last]):
            begin = furthest
        fits = 3 <= sum(map(len, words[begin : last + 1])) <= LONGEST and (len(words[last]) > 1 or len(words[last - 1]) > 1)
        if begin < last and fits and not _goes_on(words, last) and not (words[last] in ("政协", "人大") and words[last - 1][-1] == "委"):
            yield begin, last + 1


def _offices(words: list[str], named: list[Run], bodies: list[Run], lexicon: Lexicon) -> Iterator[Run]:
    """Offices with the level or committee that they belong to (县委副书记, 区委社会工作部部长), without the name of the place."""
    after, begins, committees = dict(named), {last: first for first, last in bodies}, (*term_parts()["committee"], *LEVELS)
    offices = set(filter(_OFFICE.search, lexicon.titles["before"]))
    for at in [at for at, word in enumerate(words) if word in offices and at]:
        last = next((last for last in range(at, 0, -1) if words[last - 1] not in term_parts()["rank"]), at)
        begin = begins.get(last, last - (_is_anchor(words, last - 1) or lexicon.phrases.get(words[last - 1]) == "organisation"))
        if (begin := after.get(begin, begin)) < last and "".join(words[begin:last]).endswith(committees):
            yield begin, at + 1


def _begin(words: list[str], last: int, behind: dict[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """Where a body's name begins (`last` where no place or level stands before it), and how far back words go that may be part of it.

    The nearest place is enough (石渠镇民政办 of 洛原县石渠镇民政办); of levels without a name the furthest is taken (县社区服务中心)."""
    begin = at = last
    while at > 0 and last - at < 12:
        if at in behind:
            return behind[at], behind[at]
        if _is_anchor(words, at - 1) and word_class(words[at], lexicon) != "verb":
            begin = at = at - 1
        elif not (_joins(words, at - 1, last, lexicon) or len(words[at - 1]) == 1 and at - 1 in behind and is_hanzi(words[at - 1]) and words[at - 1] not in "与和同"):
            break
        else:
            at -= 1
    return begin, at


def _joins(words: list[str], at: int, last: int, lexicon: Lexicon) -> bool:
    """May the word at `at` stand inside the name of a body that ends at `last`? A body only directly before it (纪委/监委), 和 before a bureau."""
    word = words[at]
    if word in term_parts()["body"]:
        return at == last - 1 and len(word) > 1
    brand = len(word) == 1 and words[last] in term_parts()["firm"] and word_class(word, lexicon) == "verb" and may_stand(word, term_parts()) and word not in "起出成好到完入"
    return brand or _is_part(word, lexicon) or word == "和" and words[last][-1] in "局委厅办" and at < last - 1 + (len(words[last]) > 1) and words[at + 1][0] not in "省市区县镇乡"


def _is_anchor(words: list[str], at: int) -> bool:
    """Is this a level (县, 街道) or the committee of one (县委), and not all of them (全县, 各乡)?"""
    level = words[at] in LEVELS or len(words[at]) == 2 and words[at][1] == "委" and words[at][0] in "省市县区州"
    return level and not (at and words[at - 1] in term_parts()["all"])


def _is_part(word: str, lexicon: Lexicon) -> bool:
    """May this word stand inside the name of a body?"""
    if not is_hanzi(word[0]) or word in term_parts()["stop"]:
        return False
    kind, pos = (entry.kind, entry.pos) if (entry := lexicon.entry(word)) else ("", "")
    return kind != "person" and (pos not in _NO_PART or pos == "verb" and len(word) == 2) and (word in term_parts()["inside"] or word not in term_parts()["opener"])


def _goes_on(words: list[str], last: int) -> bool:
    """Is this only the beginning of a longer body (县委 of 县委组织部)?"""
    return last + 1 < len(words) and (words[last + 1] in term_parts()["body"] or words[last + 1] == "党组")


def _meetings(words: list[str], lexicon: Lexicon) -> Iterator[Run]:
    """Meetings: back to the verb or the mark before them, without the plain words in front; with 暨 two are one."""
    parts = term_parts()
    for last, word in enumerate(words):
        if word in parts["meeting"] or word == "会" and last and words[last - 1] + word in parts["meeting"]:
            first, held = last, words[last + 1 : last + 2] in (["召开"], ["举行"])  # then it goes back to the beginning of the clause
            while first > 0 and (held and words[first - 1].isalpha() or _is_part(words[first - 1], lexicon) or words[first - 1] in parts["in a meeting"] or words[first - 1 : first + 1] == ["会", "暨"]):
                first -= 1
            no_part = (lambda at: words[at - 1] in parts["all"] and words[at] in LEVELS) if held else (lambda at: word_class(words[at], lexicon) == "verb")
            while first < last and (words[first] in parts["all"] | {"暨", "会"} or no_part(first)):
                first += 1
            long = 4 < sum(map(len, words[first : last + 1])) <= LONGEST + 2 + 12 * held
            if long and not parts["plain"].union(LEVELS).issuperset(words[first:last]) and words[last + 1 : last + 2] != ["暨"] and words[first - 1] != "次":
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
