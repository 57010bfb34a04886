"""People found by rule: surname and given name beside a title, a verb of saying, or in a list of such names.

“…副部长李准说”, “记者 赵宏磊”, “王同章、吕广华、孙奇宏等区领导”; a person named once is found again without the title.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from helpers.bodies import LEVELS, NO_PART, RARE, may_border, recut
from helpers.coinages import term_parts, word_class
from helpers.lexicon import Lexicon
from helpers.model import Entry
from helpers.overlay import Span
from helpers.segmentation import Words
from helpers.syllables import is_hanzi, join_word

_GAP = frozenset(" 、　")
_TITLED_ONLY = frozenset("党")  # surnames that are a surname only behind a title
_TRANSCRIBED = frozenset("扎西顿珠次仁卓玛米旦增赤列普布多吉达瓦尼金边巴索朗央宗拉姆桑格措平罗洛丹曲培坚赞嘎热益旺堆其美群觉阿贡白德加依古丽买提吐尔逊艾合木江努曼力克孜帕热孜热孜亚")
_NO_SURNAME = ("preposition", "adverb", "verb", "pronoun", "conjunction")  # a character that is first of all this is a surname only where a person has it
_FOLLOWS = (*NO_PART, "descriptive", "adjective", "attributive", "set phrase", "place word")  # word classes behind a name
_SHORT = "a person, by a short name"
COMMON = 4.65  # a word of two characters at least this frequent (Zipf) is not taken for a given name


class Person(NamedTuple):
    """Words first … last (exclusive) of a list are a name; `reason` says how it was found."""

    first: int
    last: int
    reason: str


def join_people(words: Words, lexicon: Lexicon) -> tuple[Words, dict[str, str]]:
    """The words with each name as one word, and the names found (name → reason)."""
    words = recut(words, lexicon)
    names = {"".join(words[p.first : p.last]): p.reason for p in _by_evidence(words, lexicon)}
    names |= {name: "glossary" for name in _short_names(lexicon) if name not in names}
    joined = _joined(words, (run for run in _again(words, names) if not _goes_on(words, *run, names, lexicon)))
    return joined, {name: reason for name, reason in names.items() if reason != "glossary"}


def _goes_on(words: list[str], first: int, last: int, names: dict[str, str], lexicon: Lexicon) -> bool:
    """Is a short name of the glossary only the beginning of a longer one (王晓 in 王晓明)?"""
    return names["".join(words[first:last])] == "glossary" and last < len(words) and len(words[last]) == 1 and is_hanzi(words[last]) and _may_name(words[last], lexicon)


@lru_cache(maxsize=4)
def _short_names(lexicon: Lexicon) -> frozenset[str]:
    """The glossary's names of two characters, which are too short to be words of their own everywhere."""
    return frozenset(name for name, kind in lexicon.phrases.items() if kind == "person" and len(name) == 2 and name[0] in lexicon.surnames)


def _by_evidence(words: Words, lexicon: Lexicon) -> Iterator[Person]:
    """Names with a title before or behind them or a verb of saying behind, then lists of names."""
    free, surnames, before = 0, lexicon.surnames, lexicon.titles["before"]
    begins = lambda word: word in surnames or len(word) == 2 or word[0] in _TRANSCRIBED and _TRANSCRIBED.issuperset(word)
    starts = [place for place in words.where(begins) if len(words[place]) != 2 or words[place] in surnames or _TRANSCRIBED.issuperset(words[place]) or words[place - 1] in before
              or words[place][0] in surnames and words[place + 1 : place + 2] and words[place + 1] in term_parts()["given"]]
    for place in starts:
        if place >= free and (person := _person_at(words, place, lexicon)):
            yield from (person, *_following(words, person.last, lexicon))
            free = person.last


def _person_at(words: list[str], place: int, lexicon: Lexicon) -> Person | None:
    if words[place][0] in _TRANSCRIBED and (last := _transcribed(words, place, lexicon)):
        return Person(place, last, "transcribed name")
    for last in _ends(words, place, lexicon):
        behind = words[last] if last < len(words) else ""
        if behind in lexicon.verb_set or "".join(words[last : last + 3]) in lexicon.verb_set or behind in term_parts()["between"] and words[last + 1 : last + 2] and words[last + 1] in lexicon.verb_set:
            return Person(place, last, "verb of saying")
        if _titled_behind(words, last, lexicon) or behind in term_parts()["somebody"] and words[last - 1] == "某":
            return Person(place, last, "title" if words[last - 1] != "某" else "surname and 某")
        whole = last - place == 3 or not is_hanzi(behind[:1] or " ") or _is_whole(words[place + 1 : last], behind, lexicon)
        if whole and _titled_before(words, place, lexicon) and not _may_act(words, place, last, lexicon) or _begins_list(words, place, last, lexicon):
            return Person(place, last, "title" if whole else "list of names")
        if reason := _by_itself(words, place, last, lexicon):
            return Person(place, last, reason)
    return None


def _transcribed(words: list[str], place: int, lexicon: Lexicon) -> int:
    """Where a Tibetan or Uyghur name ends: 扎西顿珠, 卓嘎 beside a title or a verb of saying, 艾山江·买买提 anywhere; 0 where there is none."""
    names = {last: name for last in range(min(place + 9, len(words)), place, -1) if term_parts()["sound"].issuperset(name := "".join(words[place:last]))}
    dotted = (last for last, name in names.items() if "·" in name[1:-1] and 4 < len(name) and name[-1] != "·")
    beside = (last for last, name in names.items() if (name in term_parts()["transcribed"] or len(name) == 4 and _TRANSCRIBED.issuperset(name) and not lexicon.entry(name)) and _beside(words, place, last, lexicon))
    return next(dotted, 0) or next(beside, 0)


def _by_itself(words: list[str], place: int, last: int, lexicon: Lexicon) -> str:
    """Why this is a name though no title or verb of saying is beside it: an age (14岁的马小花; 马小花，女), or its characters. Nothing where it is none.

    A surname and two characters of given names behind a border; one of them is enough behind a mark, 由 or 养蜂员 and before a verb.
    """
    name, surname, after, parts = "".join(words[place:last]), words[place], words[last : last + 4], term_parts()
    aged = words[max(0, place - 2) : place] == ["岁", "的"] or after[:1] in (["，"], ["（"], ["今年"]) and ("岁" in after[2:] or "".join(after[1:2]) in ("男", "女") or "".join(after[1:2])[1:] == "族")
    given = sum(c in parts["given"] for c in name[1:][-2:]) + (len(surname) == 2 == last - place and surname in lexicon.surnames)
    if aged or not given:
        return "age" if aged else ""
    before, goes, lone, only = words[place - 1] if place else "。", _goes(words, last, lexicon), last - place == 3, _is_only_surname(surname, lexicon)
    ambiguous, apart = word_class(surname, lexicon) in (*_NO_SURNAME, "numeral", "adjective"), not is_hanzi(before[0]) or before[-1] in "员手师匠倌户人者娘" or before in parts["before a name"]
    if given == 1 and apart and goes and after[:1] != ["、"] and not ambiguous:
        given += only if len(name) == 2 else lone and LEVELS.keys().isdisjoint(name) and all(c in parts["given"] or (lexicon.look_up(c).zipf or 0) < RARE + 1 for c in name[-2:])
    whole = given > 1 and (lone or not ambiguous) and name[-1] != "家" and name not in lexicon.titles["before"] and (len(words[last - 1]) == 1 or (lexicon.look_up(words[last - 1]).zipf or 0) < (COMMON if only and goes else RARE))
    placed = after and (after[0][0] in LEVELS or any(after[0] in parts[role] for role in ("place", "body", "head")))
    return "characters of a name" if whole and not placed and (apart or only and lone or may_border(before, lexicon)) else ""


def _goes(words: list[str], at: int, lexicon: Lexicon) -> bool:
    """May what stands here follow a name: a mark, a verb, an adverb, 的?"""
    return at >= len(words) or not is_hanzi(words[at][0]) or words[at] in term_parts()["behind a name"] or word_class(words[at], lexicon) in _FOLLOWS


def _is_only_surname(word: str, lexicon: Lexicon) -> bool:
    """Is this a surname that means little else to most readers (沈, 韩)?"""
    return word_class(word, lexicon) in ("", "name", "abbreviation") and (lexicon.look_up(word).zipf or 0) < 4.8


def _may_act(words: list[str], place: int, last: int, lexicon: Lexicon) -> bool:
    """May these two characters directly behind a title be a verb and what it takes (局长包线) rather than a name?"""
    return len("".join(words[place:last])) == 2 and words[place - 1] not in _GAP and words[last - 1] not in term_parts()["given"] and word_class(words[place], lexicon) in _NO_SURNAME


def _is_whole(given: list[str], behind: str, lexicon: Lexicon) -> bool:
    """Is this a whole given name though a word stands behind: a rare word of two characters, or one character and what goes on with the sentence?"""
    rare = len(given[0]) == 2 and (lexicon.look_up(given[0]).zipf or 0) < RARE
    return rare or behind in term_parts()["behind a name"] or given[0] in term_parts()["given"] and word_class(behind, lexicon) in _FOLLOWS


def _begins_list(words: list[str], place: int, last: int, lexicon: Lexicon) -> bool:
    """Do more names follow behind 、, with 等 at the end or at least two of them, and not all built alike (边对照、边检视; 田成方、路成网)?"""
    followers = [person for person in _following(words, last, lexicon) if words[person.first - 1] == "、"]
    end = followers[-1].last if followers else last
    alike = any(len(set(column)) == 1 for column in zip(*("".join(words[a:b])[:2] for a, b in [(place, last), *(person[:2] for person in followers)])))
    listed = not alike and words[end : end + 1] != ["、"] and (len(followers) > 1 or len(followers) == 1 and words[end : end + 1] == ["等"])
    return listed and (place == 0 or may_border(words[place - 1], lexicon))


def _ends(words: list[str], place: int, lexicon: Lexicon) -> Iterator[int]:
    """Where a name that begins here may end, the longer first: a surname, then one or two characters that may be a given name.

    The surname is a word by itself, or begins a word of two (王国/宁) where a title stands before.
    """
    surname, names = words[place] if place < len(words) else "", term_parts()["given"]
    following = words[place + 1] if place + 1 < len(words) else "，"
    if following not in "一二三四五六" and not (is_hanzi(following[0]) and _may_name(following, lexicon)):
        return
    if surname in _TITLED_ONLY and not _titled_before(words, place, lexicon):
        return
    if surname not in lexicon.surnames:
        surname = surname[0] if len(surname) == 2 and surname[0] in lexicon.surnames and ((lexicon.look_up(surname).zipf or 0) < RARE - 0.6 and surname[1] in names or words[place - 1] in lexicon.titles["before"]) else ""
    for given in (2, 1) if surname else ():
        last, length = place, 0
        while last < len(words) and length < len(surname) + given and is_hanzi(words[last][0]):
            length += len(words[last])
            last += 1
        runs_on = given == 2 == last - place - 1 and words[last - 1] not in names and words[place + 1] in names and word_class(words[last - 1], lexicon) == "verb"  # 姚倩/开
        if length == len(surname) + given and last > place + 1 and not runs_on and _are_given(words, place + 1, last, lexicon):
            yield last


def _are_given(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    """May these words be a given name? A numeral may stand first in one of two characters, behind a title: 总经理蒋一鸣."""
    first += words[first] in "一二三四五六" and last - first == 2 and len(words[first + 1]) == 1 and _titled_before(words, first - 1, lexicon)
    return all(_may_name(word, lexicon) for word in words[first:last])


@lru_cache(maxsize=1 << 14)
def _may_name(word: str, lexicon: Lexicon) -> bool:
    """May this word be (half of) a given name? Not a verb of saying, a title, a particle, a term or a very common word."""
    known = word in lexicon.verb_set or word in term_parts()["no given"] or word in lexicon.phrases or any(word in t for t in lexicon.titles.values())
    return not known and (len(word) == 1 or (lexicon.look_up(word).zipf or 0) < COMMON)


def _titled_before(words: list[str], place: int, lexicon: Lexicon) -> bool:
    """Does a title that goes before a name stand here, with nothing or a space between?"""
    previous = place - 1 - (place > 0 and words[place - 1] in _GAP)
    return previous >= 0 and not lexicon.titles["before"].isdisjoint((words[previous], "".join(words[max(0, previous - 1) : previous + 1]), "".join(words[max(0, previous - 2) : previous + 1])))


def _titled_behind(words: list[str], last: int, lexicon: Lexicon) -> bool:
    """Does a title that goes behind a name stand here, as one word or as two (副/主任)?"""
    return last < len(words) and (words[last] in lexicon.titles["after"] or "".join(words[last : last + 2]) in lexicon.titles["after"])


def _following(words: list[str], last: int, lexicon: Lexicon) -> Iterator[Person]:
    """The names that follow a name which ends here, each behind 、 or a space."""
    while last + 1 < len(words) and words[last] in _GAP:
        end = next((end for end in _ends(words, last + 1, lexicon) if end >= len(words) or words[end] in _GAP or words[end] == "等" or not is_hanzi(words[end][0])), None)
        if end is None:
            return
        yield Person(last + 1, end, "list of names")
        last = end


def _again(words: Words, names: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Every run of whole words that spells one of the names."""
    firsts, free = {name[:length] for name in names for length in (1, 2)}, 0
    for place in words.where(firsts.__contains__):
        ends = range(place + 1, min(place + 8, len(words)) + 1) if place >= free else ()
        if end := next((end for end in ends if "".join(words[place:end]) in names), None):
            yield place, end
            free = end


def _joined(words: Words, runs: Iterator[tuple[int, int]]) -> Words:
    joined, place = [], 0
    for first, last in runs:
        joined += [*words[place:first], "".join(words[first:last])]
        place = last
    return Words(joined + words[place:])


def called(words: Words, starts: list[int], people: Iterable[str], lexicon: Lexicon) -> Iterator[Span]:
    """People by a short name: 老赵, 小杨, 王大爷, 葛书记."""
    known, first = {name[0] for name in people}, {*lexicon.surnames, "老", "小"}
    for at in words.where(lambda word: word in first or len(word) == 2 and word[0] in "老小"):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        apart = word in ("老", "小") and after in lexicon.surnames and (after in known or _beside(words, at, at + 2, lexicon) or _is_only_surname(after, lexicon) and _goes(words, at + 2, lexicon))
        whole = len(word) == 2 and word[0] in "老小" and word[1] in lexicon.surnames and getattr(lexicon.entry(word), "pos", "name") == "name"  # 小苏, among the names of places
        if apart or whole and (word[1] in known or _beside(words, at, at + 1, lexicon)):
            yield Span(starts[at], starts[at] + 2, "person", "familiar name")
        elif word in lexicon.surnames and (after in term_parts()["familiar"] or after in lexicon.titles["after"]) and _is_surname(words, at, known, lexicon):
            yield Span(starts[at], starts[at] + len(word + after), "person", "familiar name")


def _beside(words: list[str], first: int, last: int, lexicon: Lexicon) -> bool:
    return _titled_before(words, first, lexicon) or last < len(words) and words[last] in lexicon.verb_set


def _is_surname(words: list[str], at: int, known: set[str], lexicon: Lexicon) -> bool:
    """Is the word at `at`, before a title, a surname: somebody has it here, or it is no preposition or verb, and no noun stands before it?"""
    before, entry = lexicon.entry(words[at - 1]) if at and is_hanzi(words[at - 1][0]) else None, lexicon.entry(words[at])
    apart = not before or before.pos in (*_NO_SURNAME, "particle", "time word") or words[at - 1] in lexicon.titles["before"]
    return apart and (words[at] in known or words[at] not in LEVELS and bool(entry) and entry.pos not in _NO_SURNAME and words[at] not in _TITLED_ONLY)


def called_entry(text: str, syllables: tuple[str, ...], lexicon: Lexicon) -> Entry:
    """An entry for a short name: 老赵 Lǎo Zhào, 王书记 Wáng shūjì."""
    surname = next((text[:length] for length in (2, 1) if text[:length] in lexicon.surnames and text[0] not in "老小"), "")
    title = lexicon.entry(text[len(surname) :]) if surname else None
    rest = title.pinyin.lower() if title else join_word(syllables[len(surname) :])
    pinyin = f"{lexicon.surnames[surname]} {rest}" if surname else f"{join_word(syllables[:1], capital=True)} {lexicon.surnames[text[1:]]}"
    return Entry(text, pinyin=pinyin, gloss=_SHORT, senses=(_SHORT,), kind="person", sources=("found by rule: familiar name",))
