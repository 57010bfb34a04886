"""What an instructor should look at before a text is taught: `report(reading)`, a list to work down."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from helpers.corrections import described
from helpers.explanation import ROW, slogans_in
from helpers.formulas import parts
from helpers.lexicon import lexicon
from helpers.model import Mention, Reading, Token
from helpers.running_pinyin import other_readings
from helpers.syllables import is_hanzi

if TYPE_CHECKING:
    import pandas

KINDS = {  # kind → its heading, and what can be done about it
    "reading": ("Readings that are not certain", "The word's card has the other readings: press the right one, or say that this one is right."),
    "word": ("Words without an entry", "A name or a local word? Give it a meaning with Mend, or put it into your own glossary."),
    "coinage": ("New phrases without an explanation", "The card only adds up the meanings of their words. If the class should know more, put the phrase into your own glossary."),
    "slogan": ("Formulas that are not spelled out",
               "Neither the text nor the slogan book says for certain what it stands for. If you know it from a source, put it into your own glossary."),
    "person": ("People without an office", "The text names no post beside the name. Is it a name at all? If not, Mend the cut."),
    "text": ("Doubtful places of the text", "Compare with the page as it was printed."),
    "correction": ("Corrections that no longer fit", "The words that they were made for are not in the text any more. Make them anew, or let them go."),
}
FORMS = {"quoted": "it is in quotation marks", "title": "it is in book-title marks", "head noun": "it ends like a term", "plus": "it adds things up", "numeral": "it counts things",
         "repeated": "the text repeats it", "frame": "it has a form that slogans have", "maxim": "it is made like a saying"}
STATUS = {"expanded": "is spelled out", "partly": "is spelled out in part", "not expanded": "is not spelled out"}
_ENDS = frozenset("。！？…：；”’）》】—.!?:;)")
_STRAY = re.compile("[\ufffd\ue000-\uf8ff□■]")
RARE, COMMON = 3.6, 6.0  # Zipf: a character rarer than this seldom stands alone; one as common as this often does (的, 在)
_PAIRS = ("“”", "‘’", "《》", "（）")


@dataclass(frozen=True, slots=True)
class Point:
    """Something to look at. `kind` is one of KINDS; `start`: its place in the reading's text, -1 where it has none; `count`: how often it stands there."""

    kind: str
    text: str
    start: int
    sentence: str
    said: str
    count: int = 1


class Report(Sequence):
    """The points of a reading, by kind and then in the order of the text. In a notebook, a list that unfolds."""

    def __init__(self, points: Iterable[Point]):
        order = list(KINDS)
        self._points = tuple(sorted(points, key=lambda point: (order.index(point.kind), point.start)))

    def __len__(self) -> int:
        return len(self._points)

    def __getitem__(self, place):
        return self._points[place]

    @property
    def counts(self) -> dict[str, int]:
        """How many points there are of each kind that has any."""
        found = Counter(point.kind for point in self)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    @property
    def frame(self) -> pandas.DataFrame:
        """A row a point: kind, text, count, said, sentence, start."""
        from pandas import DataFrame

        columns = ["kind", "text", "count", "said", "sentence", "start"]
        return DataFrame([[getattr(point, name) for name in columns] for point in self], columns=columns)

    def __repr__(self) -> str:
        lines = [f"{KINDS[kind][0]}: {count}\n" + "\n".join(f"  {p.text}  {p.said}" for p in self if p.kind == kind) for kind, count in self.counts.items()]
        return "\n".join(lines) or "Nothing to check."

    def _repr_html_(self) -> str:
        return "".join(self._folded(kind, count) for kind, count in self.counts.items()) or "<p>Nothing to check.</p>"

    def _folded(self, kind: str, count: int) -> str:
        title, advice = KINDS[kind]
        lines = "".join(f"<li>{_line(point)}</li>" for point in self if point.kind == kind)
        return f'<details open style="text-align:left"><summary><b>{title}</b> ({count})</summary><p>{advice}</p><ul>{lines}</ul></details>'


def _line(point: Point) -> str:
    """A point as HTML: the words, what is to be said, the sentence with the words in bold."""
    times = f" ({point.count} times)" if point.count > 1 else ""
    bold = escape(point.sentence).replace(escape(point.text), f"<b>{escape(point.text)}</b>")
    around = f'<br><span lang="zh-Hans" style="opacity:.75">{bold}</span>' if point.sentence and point.sentence != point.text else ""
    return f'<b lang="zh-Hans">{escape(point.text)}</b>{times} {escape(point.said)}{around}'


def report(reading: Reading) -> Report:
    """What to check of a reading before it is taught: readings that are not certain, words and new phrases without an explanation, formulas not spelled out,
    people without an office, doubtful places of the text, corrections that no longer fit. Nothing is changed.

    >>> from helpers import read
    >>> [(point.kind, point.text) for point in report(read("涘畔两岸的干部推出了“信快办”品牌。"))]
    [('word', '涘畔'), ('coinage', '信快办')]
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"report() takes a reading, not {type(reading).__name__}: report(read(open_article(\"000-1\"))).")
    finders = (_weak, _unknown, _coinages, _formulas, _people, _flagged, _broken, _unfit)
    return Report(point for finder in finders for point in finder(reading))


def _point(kind: str, text: str, start: int, said: str, reading: Reading, count: int = 1) -> Point:
    around = next((s.text.strip() for s in reading.sentences if s.start <= start < s.start + len(s.text)), "")
    return Point(kind, text, start, around, said, count)


def _weak(reading: Reading) -> Iterator[Point]:
    for token in reading.tokens:
        if not token.sure:
            yield _point("reading", token.text, token.start, _choice(token), reading)


def _choice(token: Token) -> str:
    """It is read zhèng; also zhēng?"""
    others = " or ".join(other_readings(token))
    return f"is read {token.pinyin}{f'; or {others}?' if others else '.'}"


def _unknown(reading: Reading) -> Iterator[Point]:
    told = [(m.start, m.end) for m in reading.mentions if m.entry or m.kind == "coinage"]
    free = [t for t in reading.tokens if is_hanzi(t.text[0]) and not any(a <= t.start and t.end <= b for a, b in told)]
    lacking = [(t.text, t.start) for t in free if not (t.entry and t.entry.gloss)]
    yield from _each("word", lacking, "has no entry in the dictionary or the glossary.", reading)
    pieces = [("".join(t.text for t in run), run[0].start) for run in _runs(free) if any(_zipf(t) < RARE for t in run)]
    yield from _each("word", [_shortest(piece, pieces) for piece in pieces], "was read as single characters, for no dictionary has it. Is it one word, or a name?", reading)


def _shortest(piece: tuple[str, int], pieces: list[tuple[str, int]]) -> tuple[str, int]:
    """The shortest piece of the text that stands in this one: 羊绒 for 羊绒衫 and for 全县羊绒, each with its place."""
    text, start = piece
    word = min((other for other, _ in pieces if other in text), key=len)
    return word, start + text.index(word)


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Two and more single characters side by side, none of them a very common one (的, 在)."""
    run: list[Token] = []
    for token in tokens:
        joins = len(token.text) == 1 and _zipf(token) < COMMON
        if run and not (joins and run[-1].end == token.start):
            yield from [run] * (len(run) > 1)
            run = []
        run = [*run, token] if joins else run
    yield from [run] * (len(run) > 1)


def _zipf(token: Token) -> float:
    return lexicon().look_up(token.text).zipf or 0


def _each(kind: str, found: list[tuple[str, int]], said: str, reading: Reading) -> Iterator[Point]:
    """A point for each distinct text, at its first place."""
    counts = Counter(text for text, _ in found)
    for text, start in {text: start for text, start in reversed(found)}.items():
        yield _point(kind, text, start, said, reading, counts[text])


def _coinages(reading: Reading) -> Iterator[Point]:
    """New phrases that are no formulas or rows of clauses: those are slogans."""
    for reason in dict.fromkeys(m.reason for m in reading.mentions):
        of_it = [m for m in reading.mentions if m.reason == reason and m.kind == "coinage" and not m.entry and reason != "parallel" and not parts(m.text)]
        yield from _each("coinage", [(m.text, m.start) for m in of_it], f"stands out by its form: {FORMS.get(reason, reason)}.", reading)


def _formulas(reading: Reading) -> Iterator[Point]:
    for slogan in slogans_in(reading):
        if slogan.meaning == ROW or slogan.status == "expanded" and slogan.sure:
            continue
        items = "、".join(map(str, slogan.items))
        said = f"was spelled out by rule: {items}. Is that right?" if items and not slogan.sure else f"{STATUS[slogan.status]}{f': {items}' if items else ''}."
        yield _point("slogan", slogan.hanzi, reading.text.find(slogan.hanzi), said, reading)


def _people(reading: Reading) -> Iterator[Point]:
    """Those found by rule beside whom no title stands anywhere in the text."""
    found = [m for m in reading.mentions if m.kind == "person" and m.reason != "glossary"]
    officed = {m.text for m in found if _has_title(m, reading)}
    surnames = {name[:1] for name in officed}
    plain = [(m.text, m.start) for m in found if m.text not in officed and not (m.reason == "familiar name" and surnames & set(m.text))]
    yield from _each("person", plain, "has no office beside the name.", reading)


def _has_title(mention: Mention, reading: Reading) -> bool:
    titles, text = lexicon().titles, reading.text
    before, behind = text[: mention.start].rstrip(" 、　"), text[mention.end :].lstrip(" ")
    return before.endswith(tuple(titles["before"])) or behind.startswith(tuple(titles["after"]))


def _flagged(reading: Reading) -> Iterator[Point]:
    for repair in reading.article.repairs if reading.article else ():
        if repair.kind == "flagged":
            yield _point("text", repair.before, reading.text.find(repair.before), repair.reason, reading)


def _broken(reading: Reading) -> Iterator[Point]:
    """Signs of a page that was not taken over well: marks that are no text, half a pair of marks, a paragraph that breaks off."""
    place = 0
    for block in reading.article.blocks if reading.article else ():
        text = block.text.rstrip()
        for stray in _STRAY.finditer(text):
            yield _point("text", stray[0], place + stray.start(), "is no character of a text; what did the page have here?", reading)
        for pair in _PAIRS:
            if text.count(pair[0]) != text.count(pair[1]):
                yield _point("text", text[:12], place, f"… this paragraph has {text.count(pair[0])} of {pair[0]} and {text.count(pair[1])} of {pair[1]}.", reading)
        if block.role == "body" and text and text[-1] not in _ENDS:
            yield _point("text", text[-12:], place + max(0, len(text) - 12), "ends a paragraph without a full stop. Does the sentence go on in the next one?", reading)
        place += len(block.text) + 1


def _unfit(reading: Reading) -> Iterator[Point]:
    return (Point("correction", correction.quote, -1, "", described(correction)) for correction in reading.unfit)
