"""How hard a text is: words by level, words to learn, length of the sentences, share of party language; beside the edition."""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from html import escape
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from helpers.edition import articles
from helpers.knowledge import LISTS, known_words
from helpers.lexicon import lexicon
from helpers.model import Reading
from helpers.reading import read
from helpers.syllables import is_hanzi

if TYPE_CHECKING:
    import pandas

BANDS = ("1", "2", "3", "4", "5", "6", "7-9")
ENOUGH = 0.95  # of the running words: the least for following a text with some help (Laufer 1989)
_NAMES = ("person", "place", "organisation", "meeting")
_PARTY = ("term", "slogan", "coinage")
_MEASURES = ("unknown", "sentence", "party")
_FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True)
class Profile:
    """How hard a text is. Shares are between 0 and 1, of the running words: Chinese words without names, figures and marks.

    `levels`: list (hsk2, hsk2021, hsk2025) → band → share of the words in it, "" for words in no list; `known`: share of the words up
    to `level` of the list `by`, or marked as known; `unknown`: the rest; `needed`: the words, most used first, that bring `known` to
    95 %; `sentence` and `longest`: characters (hanzi) of a body sentence, mean and most, `sentence_words` the mean in words;
    `party`: share of the words inside a term, slogan or coinage; `difficulty`: mean of the standard scores of `unknown`, `sentence`
    and `party` among the articles of the edition (0: like their average; 1: harder by one standard deviation), None for a text without words.
    """

    id: str
    title: str
    by: str
    level: int
    words: int
    distinct: int
    levels: dict[str, dict[str, float]]
    known: float
    unknown: float
    needed: tuple[str, ...]
    sentence: float
    longest: int
    sentence_words: float
    party: float
    difficulty: float | None = None
    edition: tuple[Profile, ...] = ()

    def coverage(self, by: str = "") -> dict[str, float]:
        """Band → share of the words up to it, in a list (the profile's own, if none is named)."""
        shares, total = self.levels[by or self.by], 0.0
        return {band: (total := total + shares[band]) for band in shares if band}

    def table(self) -> pandas.DataFrame:
        """This text and the articles of the edition, the easiest first."""
        return _table([self, *(other for other in self.edition if other.id != self.id or not self.id)])

    def chart(self) -> Picture:
        """The words by level, and this text among the articles of the edition."""
        return Picture(_levels_chart(self), _places_chart(self))

    def _repr_html_(self) -> str:
        left = "style='text-align:left;white-space:normal'"
        rows = "".join(f"<tr><td {left}>{escape(said)}</td><td {left}>{escape(value)}</td></tr>" for said, value in _said(self))
        return f"<table><caption lang='zh-Hans'>{escape(f'{self.id} {self.title}'.strip())}</caption>{rows}</table>"


class Picture:
    """Altair charts below each other, `charts`, shown without a network: JupyterLab's own viewer draws them, in its theme."""

    def __init__(self, *charts):
        self.charts = charts

    def _repr_mimebundle_(self, **kwargs) -> dict:
        import altair

        whole = altair.vconcat(*self.charts, background="transparent").configure(font=_FONT).configure_view(stroke=None).configure_axis(gridOpacity=0.3)
        return {"application/vnd.vegalite.v5+json": whole.to_dict() | {"$schema": "https://vega.github.io/schema/vega-lite/v5.json"}, "text/plain": "an Altair chart"}


def profile(reading: Reading, level: int = 4, by: str = "hsk2021", known: Collection[str] | None = None) -> Profile:
    """How hard a reading is for somebody who knows the words up to `level` of an HSK list and those that are `known`
    (by default, those that you have marked), beside the articles of the edition."""
    if not isinstance(reading, Reading):
        raise TypeError(f"profile() takes a reading, not {type(reading).__name__}: profile(read(open_article(\"000-1\"))).")
    known = _mine() if known is None else known
    edition = _edition(level, by, known)
    return _compared([_measured(reading, level, by, known)], edition)[0]


def by_difficulty(level: int = 4, by: str = "hsk2021", known: Collection[str] | None = None) -> pandas.DataFrame:
    """The articles of the edition, the easiest first, with what was measured: the fields of a Profile. Takes about a second."""
    edition = _edition(level, by, _mine() if known is None else known)
    return _table(_compared(edition, edition))


def _mine() -> set[str]:
    return {word for word, status in known_words().statuses().items() if status == "known"}


def _edition(level: int, by: str, known: Collection[str]) -> list[Profile]:
    """The articles of the edition, measured one after the other."""
    from tqdm.auto import tqdm

    if by not in LISTS or not 0 <= level <= 7:
        raise ValueError(f"The lists are {', '.join(LISTS)}, their levels 1 to 7 (7 stands for 7-9); not {by!r}, level {level}.")
    return [_measured(read(article), level, by, known) for article in tqdm(articles(), desc="Measuring the edition", delay=1, leave=False)]


def _measured(reading: Reading, level: int, by: str, known: Collection[str]) -> Profile:
    named = {place for mention in reading.mentions if mention.kind in ("person", "place") for place in range(mention.start, mention.end)}
    tokens = [t for t in reading.tokens if is_hanzi(t.text[0]) and t.start not in named and not (t.entry and t.entry.kind in _NAMES)]
    counts, entries = Counter(token.text for token in tokens), {token.text: token.entry for token in tokens}
    band = {word: {name: entry.levels.get(name, "") if entry else "" for name in LISTS} for word, entry in entries.items()}
    new = [word for word in counts if word not in known and not (band[word][by] and int(band[word][by][0]) <= level)]
    total, article = max(1, len(tokens)), reading.article
    unknown = sum(counts[word] for word in new) / total
    shares = {name: {each: sum(count for word, count in counts.items() if band[word][name] == each) / total for each in (*BANDS[: 6 if name == "hsk2" else 7], "")} for name in LISTS}
    hanzi, words = _lengths(reading)
    return Profile(
        article.id if article else "", article.title if article else "", by, level, len(tokens), len(counts), shares, (1 - unknown) * bool(tokens), unknown,
        _needed(new, counts, total), fmean(hanzi or [0]), max(hanzi, default=0), fmean(words or [0]), _party_share(reading, [token.start for token in tokens]),
    )


def _needed(new: list[str], counts: Counter, total: int) -> tuple[str, ...]:
    """Of the words that are new, as few as bring the text to ENOUGH: the most used first, of equals the more common in Chinese."""
    missing, needed = sum(counts[word] for word in new) - (1 - ENOUGH) * total, []
    for word in sorted(new, key=lambda word: (-counts[word], -(lexicon().look_up(word).zipf or 0), word)):
        if missing <= 1e-9:
            break
        needed.append(word)
        missing -= counts[word]
    return tuple(needed)


def _lengths(reading: Reading) -> tuple[list[int], list[int]]:
    """The sentences of the body (of the whole, where it has none) in hanzi and in words."""
    sentences = [s for s in reading.sentences if s.role == "body" and any(map(is_hanzi, s.text))] or [s for s in reading.sentences if any(map(is_hanzi, s.text))]
    return [sum(map(is_hanzi, s.text)) for s in sentences], [sum(is_hanzi(token.text[0]) for token in s.tokens) for s in sentences]


def _party_share(reading: Reading, starts: list[int]) -> float:
    inside = {place for mention in reading.mentions if mention.kind in _PARTY for place in range(mention.start, mention.end)}
    return sum(start in inside for start in starts) / max(1, len(starts))


def _compared(measured: Iterable[Profile], edition: list[Profile]) -> list[Profile]:
    """The profiles with their difficulty among the articles of the edition."""
    scale = {name: (fmean(values), pstdev(values) or 1) for name in _MEASURES for values in [[getattr(one, name) for one in edition]]}
    score = lambda one: fmean((getattr(one, name) - mean) / spread for name, (mean, spread) in scale.items())
    placed = tuple(replace(one, difficulty=score(one)) for one in edition)
    return [replace(one, difficulty=score(one) if one.words else None, edition=placed) for one in measured]


def _table(profiles: Iterable[Profile]) -> pandas.DataFrame:
    from pandas import DataFrame

    columns = "id title words distinct known unknown sentence longest sentence_words party difficulty".split()
    ordered = sorted(profiles, key=lambda one: (one.difficulty is None, one.difficulty))
    return DataFrame([[getattr(one, name) for name in columns] for one in ordered], columns=columns).round(3)


def _said(one: Profile) -> list[tuple[str, str]]:
    """What the profile tells, line by line."""
    list_name, others = f"HSK {LISTS[one.by]}", [other for other in one.edition if other.id != one.id or not one.id]
    if one.difficulty is None:
        return [("Words", "There is no Chinese word in this text.")]
    return [
        ("Words", f"{one.words:,} running words (names and figures not counted), {one.distinct:,} different ones"),
        (f"Words of {list_name}", ", ".join(f"up to {band}: {share:.0%}" for band, share in one.coverage().items() if band in ("2", "4", "6", "7-9")) + f"; in no level: {one.levels[one.by]['']:.0%}"),
        ("You know", f"{one.known:.0%}, if you know {list_name} up to level {one.level}, and with what you have marked as known"),
        (f"To {ENOUGH:.0%}", f"{len(one.needed)} more {'words' if len(one.needed) > 1 else 'word'}, the most used first: {'、'.join(one.needed[:12])}{'…' * (len(one.needed) > 12)}" if one.needed else "no more words needed"),
        ("Sentences", f"{one.sentence:.0f} characters or {one.sentence_words:.0f} words on average; the longest has {one.longest} characters"),
        ("Party language", f"{one.party:.0%} of the words stand in a term, a slogan or a new coinage"),
        ("In the edition", f"harder than {sum(one.difficulty > other.difficulty for other in others)} of {len(others)} other articles (measured by new words, sentence length and party language)"),
    ]


def _levels_chart(one: Profile):
    """Bars: the share of the words in each band."""
    import altair

    rows = [{"level": band or "no level", "share": share, "order": place} for place, (band, share) in enumerate(one.levels[one.by].items())]
    bars = altair.Chart(altair.Data(values=rows), title=f"Words by level (HSK {LISTS[one.by]})", width=360, height=150).mark_bar(color="#4c8fbd")
    level = altair.Y("level:N", sort=altair.SortField("order"), title=None)
    return bars.encode(altair.X("share:Q", title="share of the running words", axis=altair.Axis(format="%")), level, tooltip=["level:N", altair.Tooltip("share:Q", format=".1%")])


def _places_chart(one: Profile):
    """Points: this text and the articles of the edition, by words to learn and party language."""
    import altair

    others = [other for other in one.edition if other.id != one.id or not one.id]
    rows = [{"id": p.id or "this text", "title": p.title, "new": p.unknown, "party": p.party, "sentence": p.sentence, "this": p is one} for p in (*others, one)]
    base = altair.Chart(altair.Data(values=rows), title="Beside the articles of the edition", width=360, height=300)
    percent = altair.Axis(format="%")
    base = base.encode(altair.X("new:Q", title=f"words above level {one.level}, not marked as known", axis=percent, scale=altair.Scale(zero=False, padding=18)),
                       altair.Y("party:Q", title="words in terms, slogans, coinages", axis=percent, scale=altair.Scale(zero=False, padding=18)))
    color = altair.condition("datum.this", altair.value("#d1495b"), altair.value("#4c8fbd"))
    points = base.mark_circle(opacity=0.85).encode(color=color, size=altair.Size("sentence:Q", title="characters a sentence", legend=altair.Legend(orient="bottom"), scale=altair.Scale(zero=False, range=[40, 400])),
                                                   tooltip=["id:N", "title:N", altair.Tooltip("new:Q", format=".0%"), altair.Tooltip("party:Q", format=".0%"), altair.Tooltip("sentence:Q", format=".0f")])
    return points + base.mark_text(dy=-13, fontSize=10).encode(text="id:N", color=color)
