"""People in running text: names recognised once are found everywhere, each one word; and short names by rule: 老赵, 王大爷, 葛书记."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from helpers.bodies import LEVELS, listed
from helpers.coinages import term_parts, word_class
from helpers.lexicon import Lexicon
from helpers.model import Entry
from helpers.overlay import Span
from helpers.recognition import recognised
from helpers.segmentation import Words
from helpers.syllables import is_hanzi, join_word

FAMILIAR = "familiar name"
_SHORT = "a person, by a short name"


def join_names(text: str, words: Words, lexicon: Lexicon, known: Iterable[Span] = ()) -> tuple[Words, Set[str], list[Span]]:
    """The words with each person's name as one word, the names, and what else was recognised: places, and short names (老邓). Nothing in a `known` place."""
    places = list(listed(text, words, lexicon))
    taken = {place for span in (*places, *(span for span in known if span.kind == "place")) for place in range(span.start, span.end)}
    others = (_trimmed(span, words, lexicon) for span in (recognised(text, words, lexicon) if text else ()) if taken.isdisjoint(range(span.start, span.end)))
    found = [*places, *(_as_known(span, text[span.start : span.end], lexicon) for span in others if span.kind)]
    named = {text[span.start : span.end] for span in found if span.kind == "person" and span.reason != FAMILIAR}
    words = _cut(text, words, [span for span in found if span.kind], lexicon)
    return words.exchanged((first, last, ["".join(words[first:last])]) for first, last in words.spelling(named)), named, [span for span in found if span.kind == "place" or span.reason == FAMILIAR]


def _trimmed(span: Span, words: Words, lexicon: Lexicon) -> Span:
    """A place without the verb or preposition that it was taken together with (辐射|大兴镇, 至|通镇); of no kind where only that was meant (加大对村)."""
    if span.kind != "place":
        return span
    word, begin = words[at := bisect_right(words.starts, span.start) - 1], words.starts[at]
    rest, kind = span.end - begin - len(word), word_class(word, lexicon)
    leads = rest > 2 and (kind in ("verb", "noun or verb", "preposition") or word in ("下游", "上游", "邻近")) if len(word) == 2 else rest > 1 and word in "至任距沿经"
    if leads and begin == span.start:
        return span._replace(start=begin + len(word))
    return span._replace(kind="") if len(word) == 2 and kind == "verb" else span


def _as_known(span: Span, text: str, lexicon: Lexicon) -> Span:
    """What was recognised, as what the lists have it: 扎西 is a person, 老邓 a short name; of no kind where it is a term."""
    if span.kind == "person" and text[0] in "老小" and len(text) == 2:
        return span._replace(reason=FAMILIAR)
    kind = "person" if text in term_parts()["transcribed"] else span.kind
    strange = kind == "person" and (text in lexicon.surnames or not all(map(is_hanzi, text.replace("·", ""))) or lexicon.phrases.get(text[1:]) == kind)  # 向焦裕禄
    kind = "" if strange or lexicon.phrases.get(text, kind) != kind else kind
    return span if kind == span.kind else span._replace(kind=kind)


def _cut(text: str, words: Words, spans: list[Span], lexicon: Lexicon) -> Words:
    """The words, cut also where the spans begin and end, but for long ones; a place with another one inside in two: 沂/和县 becomes 沂和/县."""
    starts, changed = words.starts, {}
    for start, end, kind, _ in spans:
        first, last = (bisect_right(starts, edge) - 1 for edge in (start, end - 1))
        for at, edge in ((first, start), (last, end)):
            if starts[at] < edge < (stop := starts[at] + len(words[at])) < starts[at] + 4:
                changed[at] = at + 1, {starts[at], edge, stop} | (changed[at][1] if at in changed else set())
        if kind == "place" and first < last and text[end - 1] in LEVELS and starts[last] == end - 2 and word_class(words[last], lexicon) == "name":
            changed[first] = last + 1, {starts[first], end - 1, end}
    return words.exchanged((first, last, [text[a:b] for a, b in pairwise(sorted(edges))]) for first, (last, edges) in sorted(changed.items()))


def called(words: Words, starts: list[int], people: Iterable[str], lexicon: Lexicon) -> Iterator[Span]:
    """People by a short name: the surname of somebody named here behind 老 or 小, any surname before a title (王大爷, 葛书记)."""
    known, first = {name[0] for name in people}, {*lexicon.surnames, "老", "小"}
    for at in words.where(first):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        titled = after in term_parts()["familiar"] or after in lexicon.titles["after"]
        if word in ("老", "小") and after in known or titled and word in lexicon.surnames and (word in known or word_class(word, lexicon) not in ("preposition", "adverb", "verb", "pronoun", "conjunction") and word not in LEVELS):
            yield Span(starts[at], starts[at] + len(word + after), "person", FAMILIAR)


def called_entry(text: str, syllables: tuple[str, ...], lexicon: Lexicon) -> Entry:
    """An entry for a short name: 老赵 Lǎo Zhào, 王书记 Wáng shūjì."""
    surname = next((text[:length] for length in (2, 1) if text[:length] in lexicon.surnames and text[0] not in "老小"), "")
    title = lexicon.entry(text[len(surname) :]) if surname else None
    rest = title.pinyin.lower() if title else join_word(syllables[len(surname) :])
    pinyin = f"{lexicon.surnames[surname]} {rest}" if surname else f"{join_word(syllables[:1], capital=True)} {lexicon.surnames.get(text[1:]) or join_word(syllables[1:], capital=True)}"
    return Entry(text, pinyin=pinyin, gloss=_SHORT, senses=(_SHORT,), kind="person", sources=(f"found by rule: {FAMILIAR}",))
