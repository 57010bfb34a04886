"""People found by rule: surname and given name beside a title, a verb of saying, or in a list of such names.

“…副部长李准说”, “记者 赵宏磊”, “王同章、吕广华、孙奇宏等区领导”; a person named once is found again without the title.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from helpers.bodies import LEVELS, recut
from helpers.lexicon import Lexicon
from helpers.model import Entry
from helpers.overlay import Span
from helpers.syllables import is_hanzi, join_word

_GAP = frozenset(" 、　")
_TITLED_ONLY = frozenset("党")  # surnames that are a surname only behind a title
_BETWEEN = frozenset("常 也 还 又 曾 总 都 便 则 连连 经常 常常 动情地 激动地 高兴地 自豪地 感慨地 补充 笑着 深情地".split())  # between name and verb
_GOES_ON = frozenset("也 在 被 把 是 的 和 与 从 对 将 已 已经 就 便 则 正 正在 又 还 曾 都 为 给 带 带着 说 有 家 一家 一边".split())  # behind a short name
_SOMEBODY = frozenset("等 被 因 在 与 和 系 涉嫌 犯 犯罪 承认 交代 说 称 、 ， （ 。".split())  # behind 查某, whom a report does not name
_FAMILIAR = frozenset("姐 哥 叔 婶 伯 嫂 奶奶 爷爷 大姐 大哥 大叔 大妈 大伯 大嫂 阿姨 书记 主任 局长 县长 镇长 乡长 区长 市长 院长 校长 所长 站长 经理 总 工".split())
_TRANSCRIBED = frozenset("扎西顿珠次仁卓玛米旦增赤列普布多吉达瓦尼边巴索朗央宗拉姆桑格措平罗洛丹曲培坚赞嘎热益旺堆其美群觉阿贡白德加依古丽买提吐尔逊艾合木江努曼力克孜帕热孜热孜亚")
_NO_SURNAME = ("preposition", "adverb", "verb", "pronoun", "conjunction")  # a character that is first of all this is a surname only where a person has it
RARE = 3.9  # a word of two characters rarer than this is a whole given name even before a verb
_NEVER = frozenset("任职犯上下的了着过在是和与及或等把被对为从就也都不将向让使由于其这那一二三四五六七八九十个们老人每本该此会要有没更最很极又再还只才后前内外间各句保办局委部院室组")
COMMON = 4.65  # a word of two characters at least this frequent (Zipf) is not taken for a given name


class Person(NamedTuple):
    """Words first … last (exclusive) of a list are a name; `reason` says how it was found."""

    first: int
    last: int
    reason: str


def join_people(words: list[str], lexicon: Lexicon) -> tuple[list[str], dict[str, str]]:
    """The words with each name as one word, and the names found (name → reason)."""
    words = _with_transcribed(recut(words, lexicon), lexicon)
    names = {"".join(words[p.first : p.last]): p.reason for p in _by_evidence(words, lexicon)}
    names |= {name: "glossary" for name in _short_names(lexicon) if name not in names}
    joined = _joined(words, (run for run in _again(words, names) if not _goes_on(words, *run, names, lexicon)))
    return joined, {name: reason for name, reason in names.items() if reason != "glossary"}


def _goes_on(words: list[str], first: int, last: int, names: dict[str, str], lexicon: Lexicon) -> bool:
    """Is a short name of the glossary only the beginning of a longer one (王晓 in 王晓明)?"""
    short = names["".join(words[first:last])] == "glossary"
    return short and last < len(words) and len(words[last]) == 1 and is_hanzi(words[last]) and _may_name(words[last], lexicon)


@lru_cache(maxsize=4)
def _short_names(lexicon: Lexicon) -> frozenset[str]:
    """The glossary's names of two characters, which are too short to be words of their own everywhere."""
    return frozenset(name for name, kind in lexicon.phrases.items() if kind == "person" and len(name) == 2 and name[0] in lexicon.surnames)


def _by_evidence(words: list[str], lexicon: Lexicon) -> Iterator[Person]:
    """Names with a title before or behind them or a verb of saying behind, then lists of names."""
    free, surnames, before = 0, lexicon.surnames, lexicon.titles["before"]
    starts = [place for place, word in enumerate(words) if word in surnames or len(word) == 2 and words[place - 1] in before]
    for place in starts:
        person = _person_at(words, place, lexicon) if place >= free else None
        if person:
            yield from (person, *_following(words, person.last, lexicon))
            free = person.last


def _person_at(words: list[str], place: int, lexicon: Lexicon) -> Person | None:
    for last in _ends(words, place, lexicon):
        behind = words[last] if last < len(words) else ""
        if behind in lexicon.verb_set or behind in _BETWEEN and words[last + 1 : last + 2] and words[last + 1] in lexicon.verb_set:
            return Person(place, last, "verb of saying")
        if _titled_behind(words, last, lexicon) or behind in _SOMEBODY and words[last - 1] == "某":
            return Person(place, last, "title" if words[last - 1] != "某" else "surname and 某")
        whole = last - place == 3 or not is_hanzi(behind[:1] or " ") or _is_whole(words[place + 1 : last], behind, lexicon)
        if whole and _titled_before(words, place, lexicon) and not _may_act(words, place, last, lexicon) or _begins_list(words, last, lexicon):
            return Person(place, last, "title" if whole else "list of names")
    return None


def _may_act(words: list[str], place: int, last: int, lexicon: Lexicon) -> bool:
    """May these two characters directly behind a title be a verb and what it takes (局长包线) rather than a name?"""
    entry = lexicon.entry(words[place])
    return len("".join(words[place:last])) == 2 and words[place - 1] not in _GAP and bool(entry) and entry.pos in _NO_SURNAME


def _is_whole(given: list[str], behind: str, lexicon: Lexicon) -> bool:
    """Is this a whole given name though a word stands behind: a rare word of two characters, or one character and what goes on with the sentence?"""
    return len(given[0]) == 2 and (lexicon.look_up(given[0]).zipf or 0) < RARE or behind in _GOES_ON


def _begins_list(words: list[str], last: int, lexicon: Lexicon) -> bool:
    """Do more names follow behind 、, with 等 at the end or at least two of them?"""
    followers = [person for person in _following(words, last, lexicon) if words[person.first - 1] == "、"]
    end = followers[-1].last if followers else last
    return words[end : end + 1] != ["、"] and (len(followers) > 1 or len(followers) == 1 and words[end : end + 1] == ["等"])


def _ends(words: list[str], place: int, lexicon: Lexicon) -> Iterator[int]:
    """Where a name that begins here may end, the longer first: a surname, then one or two characters that may be a given name.

    The surname is a word by itself, or begins a word of two (王国/宁) where a title stands before.
    """
    surname = words[place] if place < len(words) else ""
    if surname in _TITLED_ONLY and not _titled_before(words, place, lexicon):
        return
    if surname not in lexicon.surnames:
        surname = surname[0] if len(surname) == 2 and surname[0] in lexicon.surnames and _titled_before(words, place, lexicon) else ""
    for given in (2, 1) if surname else ():
        last, length = place, 0
        while last < len(words) and length < len(surname) + given and is_hanzi(words[last][0]):
            length += len(words[last])
            last += 1
        if length == len(surname) + given and last > place + 1 and _are_given(words, place + 1, last, lexicon):
            yield last


def _are_given(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """May these words be a given name? 一 may stand first in one of two characters, behind a title: 总经理蒋一鸣."""
    first += words[first] == "一" and last - first == 2 and len(words[first + 1]) == 1 and _titled_before(words, first - 1, lexicon)
    return all(_may_name(word, lexicon) for word in words[first:last])


def _may_name(word: str, lexicon: Lexicon) -> bool:
    """May this word be (half of) a given name? Not a verb of saying, a title, a particle, a term or a very common word."""
    if word in lexicon.verb_set or word in _NEVER or word in lexicon.phrases or any(word in t for t in lexicon.titles.values()):
        return False
    return len(word) == 1 or (lexicon.look_up(word).zipf or 0) < COMMON


def _titled_before(words: list[str], place: int, lexicon: Lexicon) -> bool:
    """Does a title that goes before a name stand here, with nothing or a space between?"""
    previous = place - 1 - (place > 0 and words[place - 1] in _GAP)
    titles = lexicon.titles["before"]
    return previous >= 0 and (words[previous] in titles or previous > 0 and words[previous - 1] + words[previous] in titles)


def _titled_behind(words: list[str], last: int, lexicon: Lexicon) -> bool:
    """Does a title that goes behind a name stand here, as one word or as two (副/主任)?"""
    titles = lexicon.titles["after"]
    return last < len(words) and (words[last] in titles or "".join(words[last : last + 2]) in titles)


def _following(words: list[str], last: int, lexicon: Lexicon) -> Iterator[Person]:
    """The names that follow a name which ends here, each behind 、 or a space."""
    while last + 1 < len(words) and words[last] in _GAP:
        end = next((end for end in _ends(words, last + 1, lexicon) if _closes(words, end)), None)
        if end is None:
            return
        yield Person(last + 1, end, "list of names")
        last = end


def _closes(words: list[str], end: int) -> bool:
    return end >= len(words) or words[end] in _GAP or words[end] == "等" or not is_hanzi(words[end][0])


def _again(words: list[str], names: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Every run of whole words that spells one of the names."""
    firsts, free = {name[:length] for name in names for length in (1, 2)}, 0
    for place in [place for place, word in enumerate(words) if word in firsts]:
        end = _spells(words, place, names) if place >= free else None
        if end:
            yield place, end
            free = end


def _spells(words: list[str], place: int, names: dict[str, str]) -> int | None:
    return next((end for end in range(place + 1, min(place + 4, len(words)) + 1) if "".join(words[place:end]) in names), None)


def _joined(words: list[str], runs: Iterator[tuple[int, int]]) -> list[str]:
    joined, place = [], 0
    for first, last in runs:
        joined += [*words[place:first], "".join(words[first:last])]
        place = last
    return joined + words[place:]


def called(words: list[str], starts: list[int], people: Iterable[str], lexicon: Lexicon) -> Iterator[Span]:
    """People by a short name (老赵, 小杨, 王大爷, 葛书记), and by a Tibetan or Uyghur one in characters, beside a title or a verb of saying."""
    known, first = {name[0] for name in people}, {*lexicon.surnames, "老", "小"}
    for at in [at for at, word in enumerate(words) if word in first or len(word) in (2, 4) and word[0] in "老小" or len(word) == 4 and word[0] in _TRANSCRIBED]:
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        apart = word in ("老", "小") and after in lexicon.surnames and (after in known or _beside(words, at, at + 2, lexicon))
        if apart or len(word) == 2 and word[0] in "老小" and word[1] in lexicon.surnames and _is_short(words, at, known, lexicon):
            yield Span(starts[at], starts[at] + 2, "person", "familiar name")
        elif word in lexicon.surnames and (after in _FAMILIAR or after in lexicon.titles["after"]) and _is_surname(words, at, known, lexicon):
            yield Span(starts[at], starts[at] + len(word + after), "person", "familiar name")
        elif len(word) == 4 and _TRANSCRIBED.issuperset(word) and not lexicon.entry(word):
            yield Span(starts[at], starts[at] + 4, "person", "transcribed name")


def _with_transcribed(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words with each Tibetan or Uyghur name as one: four characters of such names, once beside a title or a verb of saying."""
    names = {}
    for at in [at for at, word in enumerate(words) if word[0] in _TRANSCRIBED and _TRANSCRIBED.issuperset(word)]:
        last = next((last for last in range(at + 1, min(at + 4, len(words)) + 1) if len("".join(words[at:last])) >= 4), at + 1)
        if len(name := "".join(words[at:last])) == 4 and _TRANSCRIBED.issuperset(name) and not lexicon.entry(name) and _beside(words, at, last, lexicon):
            names[name] = "transcribed name"
    return _joined(words, _again(words, names)) if names else words


def _is_short(words: list[str], at: int, known: set[str], lexicon: Lexicon) -> bool:
    """Is this word of the place names (小苏) a short name here: somebody has the surname, or a title or a verb of saying is beside it?"""
    entry = lexicon.entry(words[at])
    return bool(not entry or entry.pos == "name") and (words[at][1] in known or _beside(words, at, at + 1, lexicon))


def _beside(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    return _titled_before(words, first, lexicon) or last < len(words) and words[last] in lexicon.verb_set


def _is_surname(words: list[str], at: int, known: set[str], lexicon: Lexicon) -> bool:
    """Is the word at `at`, before a title, a surname: somebody has it here, or it is no preposition or verb, and no noun stands before it?"""
    before = lexicon.entry(words[at - 1]) if at and is_hanzi(words[at - 1][0]) else None
    entry = lexicon.entry(words[at])
    if before and not (before.pos in (*_NO_SURNAME, "particle", "time word") or words[at - 1] in lexicon.titles["before"]):
        return False
    return words[at] in known or words[at] not in LEVELS and bool(entry) and entry.pos not in _NO_SURNAME and words[at] not in _TITLED_ONLY


def called_entry(text: str, syllables: tuple[str, ...], lexicon: Lexicon) -> Entry:
    """An entry for a short name (老赵 Lǎo Zhào, 王书记 Wáng shūjì) or a transcribed one (扎西顿珠 Zhāxīdùnzhū)."""
    surname = next((text[:length] for length in (2, 1) if text[:length] in lexicon.surnames and text[0] not in "老小"), "")
    if text[0] in "老小":
        pinyin = f"{join_word(syllables[:1], capital=True)} {lexicon.surnames[text[1:]]}"
    else:
        title = lexicon.entry(text[len(surname) :]) if surname else None
        rest = title.pinyin.lower() if title else join_word(syllables[len(surname) :])
        pinyin = f"{lexicon.surnames[surname]} {rest}" if surname and len(text) < 4 or title else join_word(syllables, capital=True)
    gloss = "person’s name" if not surname and text[0] not in "老小" else "a person, by a short name"
    return Entry(text, pinyin=pinyin, gloss=gloss, senses=(gloss,), kind="person", sources=("found by rule: familiar name",))
