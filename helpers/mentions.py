"""Mentions: the terms, slogans and names of a text, laid over its tokens."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain

from helpers.bodies import LEVELS, name_entry, names, parents, counted
from helpers.coinages import coinages
from helpers.lexicon import Lexicon
from helpers.model import Entry, Mention, Token
from helpers.numerals import cardinal, said, said_sum
from helpers.overlay import Span, without_crossings
from helpers.people import FAMILIAR, called, called_entry
from helpers.segmentation import Words
from helpers.tokens import Tokens

_DATE = re.compile(r"\d(?:\d{3}年(?:\d{1,2}月(?:\d{1,2}[日号])?|(?!来|间))|\d?月(?:\d{1,2}[日号]|(?!份额)))")
_AMOUNT = re.compile(r"(?P<figures>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>[十百千万亿]+)")
_SUM = re.compile(r"(?:\d+|[A-Z])(?:[+＋](?:\d+|[A-Z]))+(?![A-Za-z])")
_WORTH = {"十": (10, "shí"), "百": (100, "bǎi"), "千": (1000, "qiān"), "万": (10**4, "wàn"), "亿": (10**8, "yì")}
_MONTHS = "January February March April May June July August September October November December".split()


def mentions(text: str, tokens: Tokens, words: Words, phrases: list[Span], people: Set[str], recognised: list[Span], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Everything found, outermost first where mentions nest; what does not begin and end on token edges is left out."""
    import numpy

    starts, edges = words.starts, bytearray(len(text) + 1)  # a byte for each place: a set of them would be the most that reading holds
    numpy.frombuffer(edges, "uint8")[numpy.cumsum(words.lengths, dtype=int)] = edges[0] = 1
    on_edges = lambda spans: [span for span in spans if edges[span.start] and edges[span.end]]
    of_word = lambda at, kind, reason: Span(starts[at], starts[at] + len(words[at]), kind, reason)
    persons = [of_word(at, "person", "name") for at in words.where(people)]
    of = {place.end: place.start for place in recognised}  # made once, not for each phrase
    phrases = [span for span in phrases if not _of_place(span, text, of)]
    idioms = [of_word(at, "idiom", "dictionary") for at in words.where(lexicon.met["idiom"]) if len(words[at]) > 3]
    known = without_crossings(on_edges([*phrases, *persons, *idioms, *_figures(text), *counted(text)]))
    somebody = {*people, *(text[span.start : span.end] for span in known if span.kind == "person")}
    places, short = ([span for span in on_edges(recognised) if span.kind == kind] for kind in ("place", "person"))
    places += [of_word(at, "place", "name") for at in words.where(lexicon.met["place"]) if _is_place(words[at], lexicon.entry(words[at]))]
    named = [*short, *names(text, words, starts, places, lexicon), *called(words, starts, somebody, lexicon)]
    taken, whole = {place for span in named for place in range(span.start, span.end)}, {span[:2] for span in named if span.kind == "person"}
    new = on_edges([*named, *(span for span in coinages(text, words, starts, lexicon) if span[:2] not in whole and (span.reason != "head noun" or span.start not in taken))])
    whole, within = without_crossings([*known, *_not_crossing(new, known)]), parents(text, named)
    lexicon.fetch({_unquoted(text[s.start : s.end]) for s in whole if s.kind not in ("date", "number")})
    laid = [(span, text[span.start : span.end], bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in _without_parts(whole)]
    asked = [range(first, last if span.reason in ("name", FAMILIAR) else first + (words[first] == told)) for span, told, first, last in laid]
    tokens.at([*chain(*asked)])  # together
    return tuple(_mention(told, span, tokens.at(numbers), within, lexicon) for (span, told, *_), numbers in zip(laid, asked))


def _is_place(word: str, entry: Entry) -> bool:
    """Is this place one that a dictionary has; of those that only jieba has, a river, lake or mountain? Not 和|县, 全|州."""
    return len(word) > 1 and word[0] not in "和全各" and ("CC-CEDICT" in entry.sources or len(word) > 2 and word[-1] in "江河湖山")


def _of_place(span: Span, text: str, places: dict[int, int]) -> bool:
    """Does the phrase begin with the level that ends a place's name (金沙社区 + 党委书记)? `places`: end → start."""
    return any(places.get(edge, edge) < span.start < edge < span.end and text[span.start : edge] in LEVELS for edge in (span.start + 1, span.start + 2))


def _without_parts(spans: list[Span]) -> Iterator[Span]:
    """The spans without the short terms that are only a part of something longer: 书记 of 县委书记, 党建 of 党建引领、服务凝聚."""
    around: list[Span] = []
    for span in spans:
        around = [outer for outer in around if outer.end > span.start]
        outer, size = around[-1] if around else span, span.end - span.start
        short = span.kind == "term" and (outer.reason == "office" or size < 4 or outer.kind in ("term", "organisation", "meeting", "place") and outer.end - outer.start - size < 3)
        if outer == span or not (short or span.kind == outer.kind == "organisation" and span.end == outer.end or span.reason in ("name", "quoted") and outer.reason == "glossary" and outer.kind in ("term", "slogan", "place")):
            yield span
        around.append(span)


def _not_crossing(new: list[Span], known: list[Span]) -> Iterator[Span]:
    """The new spans that cross none of the known ones, nor are one of them."""
    inside = [(span.start, span.end) for span in known]
    for span in new:
        near = inside[bisect_left(inside, (max(0, span.start - 60), 0)) : bisect_left(inside, (span.end, 0))]
        if not any(a < span.start < b < span.end or span.start < a < span.end < b or (a, b) == span[:2] for a, b in near):
            yield span


def _figures(text: str) -> list[Span]:
    patterns = [("date", _DATE), ("number", _AMOUNT), ("number", _SUM)][: 3 if "+" in text or "＋" in text else 2]
    return [Span(*match.span(), kind, kind) for kind, pattern in patterns for match in pattern.finditer(text)]


def _mention(text: str, span: Span, tokens: list[Token], within: dict[str, str], lexicon: Lexicon) -> Mention:
    """`tokens`: those of a name; else only the one that is the whole mention, if one is."""
    if span.kind in ("date", "number"):
        return Mention(text, span.start, span.kind, (date_entry if span.kind == "date" else number_entry)(text), span.reason)
    entry = tokens[0].entry if tokens and tokens[0].text == text else lexicon.entry(_unquoted(text) if span.reason == "glossary" else text)
    entry = None if span.reason == "numeral" and entry and entry.kind == "number" else entry
    if span.reason == FAMILIAR:
        entry = called_entry(text, sum((token.syllables for token in tokens), ()), lexicon)
    if span.reason == "name" and not entry:
        entry = name_entry(text, span.kind, within.get(text, ""), sum((token.syllables for token in tokens), ()), [token.text for token in tokens])
    kind = span.kind if span.reason == "glossary" or not entry or entry.kind == "word" else entry.kind
    return Mention(text, span.start, kind, entry, span.reason)


def _unquoted(text: str) -> str:
    return text.replace("“", "").replace("”", "")


@lru_cache(maxsize=4096)
def date_entry(text: str) -> Entry:
    """A date in figures, as it is said and in English: 6月29日 → liù yuè èrshíjiǔ rì, 29 June."""
    parts = re.findall(r"(\d+)([年月日号])", text)
    pinyin = " ".join(f"{said(figures, unit)} { {'年': 'nián', '月': 'yuè', '日': 'rì', '号': 'hào'}[unit] }" for figures, unit in parts)
    value = {unit.replace("号", "日"): int(figures) for figures, unit in parts}
    month = _MONTHS[value["月"] - 1] if 1 <= value.get("月", 0) <= 12 else ""
    gloss = " ".join(str(part) for part in (value.get("日"), month, value.get("年")) if part)
    return Entry(text, pinyin=pinyin, gloss=gloss or "date", kind="date", sources=("worked out",))


def number_entry(text: str) -> Entry:
    """A number with its magnitude, or a sum such as 1+43+N: 4.6亿 → sì diǎn liù yì, 460,000,000."""
    match = _AMOUNT.fullmatch(text)
    if not match:
        return Entry(text, pinyin=said_sum(text), gloss="a formula of numbers", kind="number", sources=("worked out",))
    worth = float(match["figures"].replace(",", ""))
    for unit in match["unit"]:
        worth *= _WORTH[unit][0]
    broken = "." in match["figures"]
    pinyin = " ".join([said(match["figures"]), *(_WORTH[unit][1] for unit in match["unit"])]) if broken else cardinal(round(worth))
    return Entry(text, pinyin=pinyin, gloss=f"{round(worth):,}", kind="number", sources=("worked out",))
