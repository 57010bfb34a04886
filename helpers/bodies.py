"""Places, organisations and meetings that no list has, found by what they end in: 柳树店镇, 青禾县乡村振兴局, 现场推进会.

A place is named by at most four characters before its level (县, 镇, 村 …). A body goes back to a place or a level; only a firm needs none.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise

from helpers.coinages import may_stand, term_parts, word_class
from helpers.lexicon import Lexicon
from helpers.model import Entry
from helpers.overlay import Span
from helpers.segmentation import Words
from helpers.syllables import is_hanzi, join_word

LEVELS = dict(zip(  # from high to low
    "省 自治区 市 州 自治州 开发区 高新区 经开区 县 自治县 区 旗 街道 镇 乡 苏木 社区 村 嘎查".split(),
    "province|autonomous region|city|prefecture|autonomous prefecture|development zone|high-tech zone|development zone|county|autonomous county|district|banner|subdistrict|town|township|sumu (township of Inner Mongolia)|neighbourhood community|village|gacha (village of Inner Mongolia)".split("|")))
RARE = 3.9  # a word rarer than this (Zipf) may well be part of a name
_COMMON = 4.6  # a dictionary word at least this frequent (Zipf) is no name of a place
NO_PART = ("verb", "adverb", "preposition", "pronoun", "time word", "measure word", "particle", "conjunction")
_OFFICE = re.compile("(?:[长记任席委]|委员|人大代表)$")
_SHORT = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蓉贵云滇陕甘青藏宁新蒙广昆成兰济哈沈大长福厦杭甬温武郑合深"  # provinces and cities in the names of railways
_COUNTED = [(kind, re.compile(form.replace("N", "[一二三四五六七八九十]{1,3}").replace("SHORT", _SHORT))) for kind, form in (  # 市委六届五次全会; 市第五次党代会, 党的二十大; 中国共产党云溪县第五届委员会, 县一中; 和平村 + 三组
    ("meeting", "(?=[党中省市县区州镇委政人第一二三四五六七八九十])(?:党的|(?:中国共产党|中共)[^\\W\\d_的]{2,7}?(?=[省市县区州第]))?[省市县区州镇]?(?:[中省市县区州]?委|政协|人大)?第?N届(?:委员会)?(?:全国)?(?:[中省市县区州]委|政协|人大)?(?:常委会)?第?N[中次](?:全体?会议?|会议|大会)(?:暨[^\\W\\d_]{2,18}?(?:会议|大会|全会|推进会))?"),
    ("meeting", "(?=[省市县区州全第党])(?:(?:[省市县区州]|全国)?第(?!一次)N[次届](?:[^\\W\\d_的]{2,8}?(?:大会|会议|论坛|博览会|运动会|节(?![目点约]))|党代会|人代会)|党的[一二]?十[一二三四五六七八九]?大(?![^，。、的上]?会))"),
    ("place", "(?=[一二三四五六七八九十])(?:(?<=[村区屯])N组(?![织建成合装])|(?<=[一二三四五六七八九十]组、)N组|(?<![第分成])N组(?=、N组))"),
    ("place", "(?=[\\dGSX一二三四五六七八九十〇黔陇SHORT])(?:[冀晋辽苏浙皖闽赣鲁豫鄂湘粤桂琼黔滇陕陇渝](?:[东西][南北]?|[南北])(?:部|地区)?(?![县市区路江海])|(?:[GSX]\\d{1,4}(?:国道|省道|县道|高速|线)|G\\d{3})(?![\\da-zA-Z])|\\d{3}[国省]道|(?<![英公])N里[^\\W\\d路外地远长八开程][镇村乡]|[一二三四五六七八九〇]{3}(?:农场|团)|[SHORT]{2}高[速铁])"),
    ("organisation", "(?:中国共产党|中共)[^\\W\\d_]{2,8}第N届(?:纪律检查)?委员会|[市县区][一二三四五六七八九十](?:中(?![央间心学型等期药医式部断层年国华文全院])|小(?![学时组区康麦部分型微]))"))]
_OPENED = re.compile("(?:召开|举行|举办)[了的]?(?P<name>(?!一|多|此|有关|相关|专题)[^\\W\\d_]{4,32}?(?:[^社协机]会|会议|论坛|仪式))(?=[，。；、：！\\n]|上)")
_LISTED = re.compile("([^\\W\\d_]{2,9}(?:[、和与及][^\\W\\d_]{2,6}?)+)等?\\Z")  # before what counts them
_MANY = re.compile("([\\d两三四五六七八九十几]+)[多余]?个?(?:自然[村屯]|村民小组|小组|行政村|村庄|村|屯|乡镇|镇|乡|嘎查|寨|社区|庄子|县(?!级)|区(?!域|别|间|块)|市(?!场|级|民))")
LONGEST, FURTHEST = 18, 99  # hanzi of a body's name; characters before a number in which the places that it counts may stand

Run = tuple[int, int]  # words first … last (exclusive)


def names(text: str, words: Words, starts: list[int], places: list[Span], lexicon: Lexicon) -> Iterator[Span]:
    """The places, organisations and meetings of a text that is cut into words which begin at `starts`; `places` were recognised by context."""
    met = [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in places]
    ends = {last: first for first, last in met}
    named, parts = _united(list(_places(words, ends, lexicon)), met), term_parts()
    owned = [(first, at + 1) for at in words.where(parts["owner"]) if (first := ends.get(at, _name_before(words, at, lexicon))) < at]  # 颍襄 of 颍襄市委
    known = list(_again(words, [*named, *owned], lexicon))
    listed = {at: at for at in words.where(parts["province"])}  # 华中 of 华中科技大学
    bodies = list(_bodies(words, listed | {last: first for first, last in [*known, *named]} | {last - 1: first for first, last in owned}, lexicon))
    taken = {at for first, last in [*bodies, *named] for at in range(first, last)}
    places = [*named, *(run for run in known if run[0] not in taken)]
    offices = list(_offices(words, places, bodies, lexicon))
    within = {at: first for first, last in offices for at in range(first + 1, last)}  # 柳林镇 + 党委副书记, not 柳林镇党委 + 副书记
    bodies = [run for run in bodies if within.get(run[1], run[0]) <= run[0]]
    for kind, runs in (("place", places), ("organisation", bodies), ("meeting", _meetings(words, lexicon)), ("term", offices)):
        yield from (Span(starts[first], starts[last - 1] + len(words[last - 1]), kind, "office" if kind == "term" else "name") for first, last in runs)
    yield from (Span(*match.span("name"), "meeting", "name") for match in _OPENED.finditer(text))


def counted(text: str) -> Iterator[Span]:
    """Meetings, committees and schools that are counted: 市委六届五次全会, 党的二十大, 县一中."""
    yield from (Span(*match.span(), kind, "name") for kind, pattern in _COUNTED for match in pattern.finditer(text))


def listed(text: str, words: Words, lexicon: Lexicon) -> Iterator[Span]:
    """Places that are listed and then counted: 上堡子、大柳树、南五回3个自然村."""
    before = ((many, _LISTED.search(text, max(0, many.start() - FURTHEST), many.start())) for many in _MANY.finditer(text))
    for match in (match for many, match in before if match and ("、" in match[1] or many[1] in "两2")):
        first, last = (bisect_left(words.starts, edge) for edge in match.span(1))
        edges = [*(words.starts[at] for at in range(first, last) if words[at] in "、和与及"), match.end(1)]
        at = bisect_left(words.starts, edges[0])
        if len(edges) > 1 and (first := _name_before(words, at, lexicon)) < at and words.starts[at] == edges[0]:
            yield Span(words.starts[first], edges[0], "place", "name")
        yield from (Span(start + 1, end, "place", "name") for start, end in pairwise(edges) if end - start > 2)


def _united(ruled: list[Run], met: list[Run]) -> list[Run]:
    """Runs of both lists: of two that touch the longer one, or the one that was recognised."""
    kept, taken, recognised = [], set(), {*met}
    for first, last in sorted({*ruled, *met}, key=lambda run: (run[0] - run[1], run not in recognised)):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            kept.append((first, last))
    return sorted(kept)


def _places(words: Words, met: dict[int, int], lexicon: Lexicon) -> Iterator[Run]:
    """Names with their level, or with what kind of place they are (湖, 水库), behind them. `met`: last → first of those recognised."""
    kinds = LEVELS.keys() | term_parts()["place"]
    for at in words.where(kinds):
        if (word := words[at]) in LEVELS or words[min(at + 1, len(words) - 1)] not in LEVELS:
            last = at
            while last and (word == "开发区" and words[last - 1] in term_parts()["zone"] or word[:2] == "自治" and words[last - 1][-1] == "族"):
                last -= 1 + (words[last - 1] == "族")
            last -= last < at and words[last - 1] in LEVELS  # 平沂县经济开发区
            if (first := met.get(last, _name_before(words, last, lexicon))) < last:
                yield first, at + 1


def _name_before(words: list[str], at: int, lexicon: Lexicon) -> int:
    """Where the name begins that stands before a level: the longest run of up to three short words behind a border; `at` where there is none."""
    best, length, parts = at, 0, term_parts()
    for first in range(at - 1, max(at - 4, -1), -1):
        word, before = words[first], words[first - 1] if first else "。"
        length += len(word)
        if length > 4 or word in parts["way"] or words[at][-1] in (word, before[-1]) or not _may_name(word, lexicon):
            break  # 住进|县, 靠湖吃|湖, 强村带弱|村
        rare = (lexicon.look_up(word).zipf or 0) < RARE - 0.5
        if (length > 1 or rare) and word[0] not in parts["no beginning"] and may_border(before, lexicon):
            best = first
    return best


def _may_name(word: str, lexicon: Lexicon) -> bool:
    """May this word be (part of) the name of a place? One character may be nearly anything; a longer word is rare and no verb."""
    parts = term_parts()
    fits = may_stand(word, parts) and word[-1] not in LEVELS and lexicon.phrases.get(word, "place") == "place" and word[0] not in parts["no name"] and word not in parts["province"]
    return fits and (len(word) == 1 or (lexicon.look_up(word).zipf or 0) < _COMMON and word_class(word, lexicon) not in NO_PART)


def may_border(word: str, lexicon: Lexicon) -> bool:
    """May the name of a place begin behind this word: a mark, a level, a place, a verb, a preposition?"""
    edge = not may_stand(word, term_parts()) or word[-1] in LEVELS or word in LEVELS or word in term_parts()["province"]
    return edge or word_class(word, lexicon) in (*NO_PART, "name") or lexicon.phrases.get(word) == "place"


def _again(words: Words, named: list[Run], lexicon: Lexicon) -> Iterator[Run]:
    """The bare names of places that are named with their level elsewhere, behind a border, no common word: 龙泗 of 龙泗县."""
    inside = {at for first, last in named for at in range(first, last)}
    lexicon.fetch(names := {"".join(words[first : last - 1]) for first, last in named})
    bare = {name for name in names if len(name) > 1 and (not (entry := lexicon.entry(name)) or entry.pinyin[:1].isupper())}
    for first, last in words.spelling(bare):
        if inside.isdisjoint(range(first, last)) and "“" not in words[max(0, first - 3) : first] and (not first or may_border(words[first - 1], lexicon)):
            yield first, last


def _bodies(words: Words, behind: dict[int, int], lexicon: Lexicon) -> Iterator[Run]:
    """Organisations: from the body's word back to the place or the level that it belongs to. Not inside the title of an office."""
    offices = {word for word in words.numbered[0] if word[-1] in "局厅办委室" and len(word) > 2}
    offices -= {word for word in offices if word[-1] in "办委室" and (word not in lexicon.phrases or word in lexicon.titles["before"])}
    for last in words.where(offices | term_parts()["body"]):
        begin, furthest = _begin(words, last, behind, lexicon)
        firm = words[last] in term_parts()["firm"] and any(word_class(word, lexicon) in ("", "name") for word in words[furthest:last])
        begin = furthest if begin == last and (firm or words[last] in term_parts()["free"]) else begin
        fits = 3 <= sum(map(len, words[begin : last + 1])) <= LONGEST and (len(words[last]) > 1 or len(words[last - 1]) > 1)
        begin -= begin > 0 and words[begin - 1] in term_parts()["party"]
        if (begin < last or len(words[last]) > 2 and words[last][-1] == "局") and fits and words[min(last + 1, len(words) - 1)] not in term_parts()["body"] | {"党组"} and not (words[last] in ("政协", "人大") and words[last - 1][-1] == "委"):
            yield begin, last + 1


def _offices(words: Words, named: list[Run], bodies: list[Run], lexicon: Lexicon) -> Iterator[Run]:
    """Offices with the level or committee that they belong to (县委副书记, 区委社会工作部部长), without the name of the place."""
    after, begins, committees = dict(named), {last: first for first, last in bodies}, (*term_parts()["committee"], *LEVELS)
    offices = set(filter(_OFFICE.search, lexicon.titles["before"]))
    for at in filter(None, words.where(offices)):
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
    return words[at] in {*LEVELS, "中央", "国家", "省委", "市委", "县委", "区委", "州委"} and not (at and words[at - 1] in term_parts()["all"])


def _is_part(word: str, lexicon: Lexicon) -> bool:
    """May this word stand inside the name of a body?"""
    if not is_hanzi(word[0]) or word in term_parts()["stop"]:
        return False
    kind, pos = (entry.kind, entry.pos) if (entry := lexicon.entry(word)) else ("", "")
    return kind != "person" and (pos not in NO_PART or pos == "verb" and len(word) == 2) and (word in term_parts()["inside"] or word not in term_parts()["opener"])


def _meetings(words: Words, lexicon: Lexicon) -> Iterator[Run]:
    """Meetings: back to the verb or the mark before them, without the plain words in front; with 暨 two are one."""
    parts = term_parts()
    for last in words.where(parts["meeting"].union("会")):
        if words[last] in parts["meeting"] or last and words[last - 1] + words[last] in parts["meeting"]:
            first, held = last, words[last + 1 : last + 2] in (["召开"], ["举行"])  # then it goes back to the beginning of the clause
            while first > 0 and (held and words[first - 1].isalpha() or _is_part(words[first - 1], lexicon) or words[first - 1] in parts["in a meeting"] or words[first - 1 : first + 1] == ["会", "暨"]):
                first -= 1
            while first < last and (words[first] in parts["all"] | {"暨", "会"} and words[first + 1] not in LEVELS or not held and word_class(words[first], lexicon) == "verb"):
                first += 1
            first -= first > 0 and words[first - 1][0] == "全" and words[first - 1][1:] in (*LEVELS, "国") or 2 * (first > 1 and words[first - 2] == "全" and words[first - 1] in LEVELS)
            if 4 < (size := sum(map(len, words[first : last + 1]))) <= LONGEST + 2 + 12 * held and (words[first][0] == "全" and size > 5 and "".join(words[first:last])[2:] != "工作" or not parts["plain"].union(LEVELS).issuperset(words[first:last])) and words[last + 1 : last + 2] != ["暨"] and not any(word[-1] == "次" and (len(word) == 1 or word[0] in parts["number"]) for word in words[max(0, first - 1) : last]):
                yield first, last + 1


def parents(text: str, spans: list[Span]) -> dict[str, str]:
    """Place → the place that stands directly before it in a chain, somewhere in the text: 桃峪镇 → 沂和县."""
    ends = {span.end: text[span.start : span.end] for span in spans if span.kind == "place"}
    return {text[span.start : span.end]: ends[span.start] for span in spans if span.kind == "place" and span.start in ends}


def name_entry(text: str, kind: str, parent: str, syllables: tuple[str, ...], words: list[str]) -> Entry:
    """An entry for a name found by rule: its pinyin, and for a place its level and what it belongs to."""
    level = next((text[-length:] for length in (3, 2, 1) if text[-length:] in LEVELS), "") if kind == "place" else ""
    gloss = f"{LEVELS.get(level, kind)}{'; in ' * bool(parent)}{parent} (named in this text)"
    cuts = [len(text) - len(level), len(text)] if level else list(accumulate(map(len, words)))
    pinyin = " ".join(join_word(syllables[a:b], capital=True) for a, b in zip([0, *cuts], cuts) if b > a)
    return Entry(text, pinyin=pinyin, gloss=gloss, senses=(gloss,), kind=kind, sources=("found by rule: name",))
