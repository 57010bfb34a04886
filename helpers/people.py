"""People found by rule: surname and given name beside a title, a verb of saying, or in a list of such names.

“…副部长李准说”, “记者 赵宏磊”, “王同章、吕广华、孙奇宏等区领导”; a person named once is found again without the title.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from helpers.lexicon import Lexicon
from helpers.syllables import is_hanzi

_GAP = frozenset(" 、　")
_NEVER = frozenset("任的了着过在是和与及或等把被对为从就也都不将向让使由于其这那一二三四五六七八九十个们老人每本该此会要有没更最很极又再还只才后前下内外间各句保")
COMMON = 4.65  # a word of two characters at least this frequent (Zipf) is not taken for a given name


class Person(NamedTuple):
    """Words first … last (exclusive) of a list are a name; `reason` says how it was found."""

    first: int
    last: int
    reason: str


def join_people(words: list[str], lexicon: Lexicon) -> tuple[list[str], dict[str, str]]:
    """The words with each name as one word, and the names found (name → reason)."""
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
    people = (name for name, kind in lexicon.phrases.items() if kind == "person" and len(name) == 2)
    return frozenset(name for name in people if name[0] in lexicon.surnames)


def _by_evidence(words: list[str], lexicon: Lexicon) -> Iterator[Person]:
    """Names with a title before or behind them or a verb of saying behind, then lists of names."""
    free, surnames, before = 0, lexicon.surnames, lexicon.titles["before"]
    starts = [place for place, word in enumerate(words) if word in surnames or len(word) == 2 and words[place - 1] in before]
    for place in starts:
        person = _person_at(words, place, lexicon) if place >= free else None
        if person:
            yield from _list_from(words, person, lexicon)
            free = person.last


def _person_at(words: list[str], place: int, lexicon: Lexicon) -> Person | None:
    for last in _ends(words, place, lexicon):
        behind = words[last] if last < len(words) else ""
        if behind in lexicon.verb_set:
            return Person(place, last, "verb of saying")
        if behind in lexicon.titles["after"]:
            return Person(place, last, "title")
        whole = last - place == 3 or not is_hanzi(behind[:1] or " ")
        if whole and _titled_before(words, place, lexicon) or _begins_list(words, last, lexicon):
            return Person(place, last, "title" if whole else "list of names")
    return None


def _begins_list(words: list[str], last: int, lexicon: Lexicon) -> bool:
    """Do more names follow behind 、, with 等 at the end or at least two of them?"""
    followers = 0
    while words[last : last + 1] == ["、"]:
        following = next((end for end in _ends(words, last + 1, lexicon) if _closes(words, end)), None)
        if following is None:
            return False
        last, followers = following, followers + 1
    return followers > 1 or followers == 1 and words[last : last + 1] == ["等"]


def _ends(words: list[str], place: int, lexicon: Lexicon) -> Iterator[int]:
    """Where a name that begins here may end, the longer first: a surname, then one or two characters that may be a given name.

    The surname is a word by itself, or begins a word of two (王国/宁) where a title stands before.
    """
    surname = words[place] if place < len(words) else ""
    if surname not in lexicon.surnames:
        surname = surname[0] if len(surname) == 2 and surname[0] in lexicon.surnames and _titled_before(words, place, lexicon) else ""
    for given in (2, 1) if surname else ():
        last, length = place, 0
        while last < len(words) and length < len(surname) + given and is_hanzi(words[last][0]):
            length += len(words[last])
            last += 1
        if length == len(surname) + given and last > place + 1 and all(_may_name(w, lexicon) for w in words[place + 1 : last]):
            yield last


def _may_name(word: str, lexicon: Lexicon) -> bool:
    """May this word be (half of) a given name? Not a verb of saying, a title, a particle, a term or a very common word."""
    if word in lexicon.verb_set or word in _NEVER or word in lexicon.phrases or any(word in t for t in lexicon.titles.values()):
        return False
    return len(word) == 1 or (lexicon.look_up(word).zipf or 0) < COMMON


def _titled_before(words: list[str], place: int, lexicon: Lexicon) -> bool:
    """Does a title that goes before a name stand here, with nothing or a space between?"""
    previous = place - 1 - (place > 0 and words[place - 1] in _GAP)
    return previous >= 0 and words[previous] in lexicon.titles["before"]


def _list_from(words: list[str], person: Person, lexicon: Lexicon) -> Iterator[Person]:
    """The name and those that follow it behind 、 or a space."""
    yield person
    while person.last + 1 < len(words) and words[person.last] in _GAP:
        following = next((end for end in _ends(words, person.last + 1, lexicon) if _closes(words, end)), None)
        if following is None:
            return
        person = Person(person.last + 1, following, "list of names")
        yield person


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
    name = ""
    for end in range(place, min(place + 4, len(words))):
        name += words[end]
        if name in names:
            return end + 1
    return None


def _joined(words: list[str], runs: Iterator[tuple[int, int]]) -> list[str]:
    joined, place = [], 0
    for first, last in runs:
        joined += words[place:first]
        joined.append("".join(words[first:last]))
        place = last
    return joined + words[place:]
