"""Questions to many texts: a word in its sentences, the company it keeps, the words that set texts apart. Read one by one, counted, forgotten."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from math import log, log2
from types import GeneratorType
from typing import TYPE_CHECKING

from helpers.lexicon import lexicon
from helpers.model import Article, Reading, Sentence
from helpers.reading import read
from helpers.syllables import is_hanzi

if TYPE_CHECKING:
    import pandas

GAP = "[^，。；：！？、\n]{1,16}?"  # what … stands for in a pattern: up to sixteen characters of one clause
LINES = 200  # of a concordance that are drawn on the screen
GENERAL = 1_000_000_000  # words of "general Chinese": wordfreq's shares as counts in a billion words, the scale of Zipf values
RAREST = 1.0  # Zipf value of the rarest words in wordfreq's list; what it does not have counts as being as rare as they
_STYLE = """<style>
.dubao-lines { font: 16px/1.7 "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong, "Microsoft YaHei", SimSun, serif; max-width: 60em; }
.dubao-lines summary { display: grid; grid-template-columns: minmax(0, 1fr) max-content minmax(0, 1fr); gap: 0.4em; cursor: pointer; white-space: nowrap; list-style: none; }
.dubao-lines summary > * { overflow: hidden; }
.dubao-lines .left { direction: rtl; text-align: right; }
.dubao-lines .left bdi { direction: ltr; }
.dubao-lines b, .dubao-lines mark { color: inherit; background: #f5c84c55; }
.dubao-lines summary:focus-visible { outline: 2px solid #1976d2; }
.dubao-lines details > p { margin: 0.2em 0 0.6em 1.5em; border-left: 3px solid #8886; padding-left: 0.8em; white-space: normal; }
.dubao-lines small { opacity: 0.8; }
</style>"""


def readings_of(texts: Iterable[Article | Reading | str] | Article | Reading | str) -> Iterator[Reading]:
    """The readings of texts, articles or readings, one at a time: nothing is kept, so ten thousand need no more memory than one.

    Longer than a second, it shows a progress bar. A single text, article or reading will do too; all functions here take any of these.
    """
    from tqdm.auto import tqdm

    several = [texts] if isinstance(texts, (str, Article, Reading)) else texts
    has_its_own = isinstance(several, GeneratorType)  # what readings_of gave, perhaps with a step between
    for text in several if has_its_own else tqdm(several, desc="Reading", unit=" texts", delay=1, leave=False):
        if not isinstance(text, (str, Article, Reading)):
            raise TypeError(f"Readings, articles or texts are needed here, not {type(text).__name__}: for instance articles().")
        yield text if isinstance(text, Reading) else read(text)


# ---- concordance

@dataclass(frozen=True, slots=True)
class Line:
    """One find: the whole `sentence`, what was found in it and what stands `left` and `right` of it there; where it comes from."""

    left: str
    found: str
    right: str
    sentence: str
    id: str = ""
    title: str = ""


class Concordance(Sequence):
    """Lines; on a screen each unfolds to its whole sentence by a click or Enter. `table()` is a DataFrame of them."""

    def __init__(self, lines: Iterable[Line], width: int):
        self._lines, self._width = tuple(lines), width

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, place):
        return Concordance(self._lines[place], self._width) if isinstance(place, slice) else self._lines[place]

    def table(self) -> pandas.DataFrame:
        """The lines as a table."""
        from pandas import DataFrame

        return DataFrame([[getattr(line, name) for name in Line.__slots__] for line in self], columns=Line.__slots__)

    def __repr__(self) -> str:
        lines = (f"{line.left[-self._width:]:　>{self._width}} 【{line.found}】 {line.right[:self._width]}" for line in self[:LINES])
        return "\n".join(lines) or "It stands in none of these texts."

    def _repr_html_(self) -> str:
        drawn = "".join(_drawn(line, self._width) for line in self[:LINES])
        more = f" The first {LINES} are drawn; table() has all." * (len(self) > LINES)
        lines, texts = len(self), len({(line.id, line.title) for line in self})
        return f"{_STYLE}<p>{lines:,} line{'s' * (lines != 1)} from {texts:,} text{'s' * (texts != 1)}.{more}</p><div class='dubao-lines' lang='zh-Hans'>{drawn}</div>"


def concordance(readings, pattern: str | re.Pattern, word: bool = False, sort: str = "right", width: int = 20) -> Concordance:
    """Every place where a pattern stands in the readings (or articles), as lines with the pattern in the middle (KWIC).

    A string is looked for as it stands, … in it standing for up to sixteen characters of a clause (以…为…); with `word=True` only where
    it is a word, or several whole words; a compiled regular expression is matched within each sentence. `sort`: "right" or "left" of
    it, by the characters next to it; "found" by what was found; "text" in the order of the texts. `width`: characters drawn at each side.
    """
    orders = {"right": lambda line: (line.right, line.left[::-1]), "left": lambda line: (line.left[::-1], line.right), "found": lambda line: (line.found, line.right), "text": None}
    if sort not in orders:
        raise ValueError(f"Lines are sorted by {', '.join(orders)}; not {sort!r}.")
    matching = _matching(pattern)
    lines = [line for reading in readings_of(readings) for line in _lines(reading, matching, word)]
    return Concordance(sorted(lines, key=orders[sort]) if orders[sort] else lines, width)


def _matching(pattern: str | re.Pattern) -> re.Pattern:
    if not isinstance(pattern, (str, re.Pattern)) or not pattern or pattern == "…":
        raise ValueError(f"A pattern is a word, a phrase such as \"以…为\", or re.compile(…); not {pattern!r}.")
    if isinstance(pattern, re.Pattern):
        return pattern
    return re.compile(GAP.join(map(re.escape, re.split("…+", pattern.strip("…")))))


def _lines(reading: Reading, pattern: re.Pattern, word: bool) -> Iterator[Line]:
    article = reading.article
    about = (article.id, article.title) if article else ()
    for sentence in reading.sentences:
        text = sentence.text.rstrip()
        for start, end in _places(sentence, pattern, word):
            yield Line(text[:start].lstrip(), text[start:end], text[end:], text.strip(), *about)


def _places(sentence: Sentence, pattern: re.Pattern, word: bool) -> list[tuple[int, int]]:
    """Where the pattern stands in the sentence; with `word`, only from the edge of a word to the edge of a word."""
    places = [match.span() for match in pattern.finditer(sentence.text.rstrip()) if match.group()]
    if not (word and places):
        return places
    edges = {token.start - sentence.start for token in sentence.tokens} | {len(sentence.text)}
    return [(start, end) for start, end in places if start in edges and end in edges]


def _drawn(line: Line, width: int) -> str:
    """A line that unfolds to its sentence."""
    left, found, right = (escape(part.replace("\n", " ")) for part in (line.left[-width:], line.found, line.right[:width]))
    whole = f"{escape(line.left)}<mark>{escape(line.found)}</mark>{escape(line.right)}"
    source = f"<br><small>{escape(f'{line.id} {line.title}')}</small>" if line.id else ""
    return (f"<details><summary><span class='left'><bdi>{left}</bdi></span><b>{found}</b><span>{right}</span></summary>"
            f"<p>{whole}{source}</p></details>")


# ---- counts and measures

@dataclass(frozen=True)
class WordCounts:
    """How often each word stands in texts (`words`), in how many of them (`texts`), words altogether (`total`); the articles' ids;
    those of the words that are `names` of people and places."""

    words: Counter = field(default_factory=Counter)
    texts: Counter = field(default_factory=Counter)
    total: int = 0
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def count_words(readings) -> WordCounts:
    """The words of the readings (or articles, or texts), counted: Chinese words only, no figures or marks. Only the counts are kept."""
    if isinstance(readings, WordCounts):
        return readings
    words, texts, ids, names = Counter(), Counter(), set(), set()
    for reading in readings_of(readings):
        found = Counter(token.text for token in reading.tokens if is_hanzi(token.text[0]))
        words.update(found)
        texts.update(found.keys())
        names.update(_names(reading))
        ids |= {reading.article.id} if reading.article else set()
    return WordCounts(words, texts, words.total(), frozenset(ids), frozenset(names))


def _names(reading: Reading) -> Iterator[str]:
    """The words that name a person or a place: by their entry, or inside such a name and in no list of frequent words."""
    inside = {place for mention in reading.mentions if mention.kind in ("person", "place") for place in range(mention.start, mention.end)}
    for token in reading.tokens:
        kind = token.entry.kind if token.entry else ""
        if kind in ("person", "place") or token.start in inside and lexicon().look_up(token.text).zipf is None:
            yield token.text


def log_likelihood(a: float, b: float, c: float, d: float) -> float:
    """G² of a word with `a` uses among `c` words and `b` uses among `d` words, by Rayson and Garside (2000):
    2 (a ln(a/E₁) + b ln(b/E₂)), E₁ = c (a+b)/(c+d), E₂ = d (a+b)/(c+d); 0 ln 0 is 0. Above 3.84 a difference is significant at 5 %,
    above 10.83 at 0.1 %, for one word tested alone.

    >>> round(log_likelihood(52, 57, 50_000, 75_000), 2)
    2.65
    """
    each = (a + b) / (c + d) if c + d else 0
    return max(0.0, 2 * (_part(a, c * each) + _part(b, d * each)))


def dunning(k11: float, k12: float, k21: float, k22: float) -> float:
    """−2 log λ of a table of two by two, by Dunning (1993): do the rows differ in the share of the first column?
    2 Σ k ln(k/E) over its four cells.

    >>> round(dunning(110, 2442, 111, 29114), 2)  # Dunning's table: “the swiss”
    270.72
    """
    rows, columns, total = (k11 + k12, k21 + k22), (k11 + k21, k12 + k22), k11 + k12 + k21 + k22
    cells = zip((k11, k12, k21, k22), (row * column / total if total else 0 for row in rows for column in columns))
    return max(0.0, 2 * sum(_part(k, expected) for k, expected in cells))


def _part(observed: float, expected: float) -> float:
    return observed * log(observed / expected) if observed else 0.0


def log_ratio(a: float, b: float, c: float, d: float) -> float:
    """log₂ of (a/c) / (b/d), by Hardie (2014): 1 is twice as often, 2 four times, −1 half as often. No use counts as half a use.

    >>> round(log_ratio(4, 1, 1000, 1000), 2)
    2.0
    """
    return log2((a or 0.5) / c / ((b or 0.5) / d)) if c and d else 0.0


def log_dice(together: float, x: float, y: float) -> float:
    """14 + log₂(2 f(xy) / (f(x) + f(y))), by Rychlý (2008): at most 14; one more is twice as close; the size of the corpus does not matter.

    >>> round(log_dice(8, 389, 230), 3)
    8.726
    """
    return 14 + log2(2 * together / (x + y)) if together else float("-inf")


# ---- keyness and collocates

def keyness(readings, against=None, minimum: int = 3, names: bool = False) -> pandas.DataFrame:
    """The words that set texts apart from others: the most typical first, the most avoided last.

    `against` is other texts (those that are among `readings` do not count there), or nothing for general Chinese: wordfreq's shares
    taken as a corpus of a billion words; a word that its list does not have counts as being as rare as the rarest in it.
    `here` and `there` are uses in 10,000 words, `log_likelihood` (Rayson and Garside 2000) says how sure the difference is, `log_ratio`
    (Hardie 2014) how large: 1 twice as often. Words with fewer than `minimum` uses, and names unless `names`, are left out.
    """
    here = count_words(readings)
    there = count_words(_others(against, here.ids)) if against is not None else _general(here)
    if not there.total:
        raise ValueError("There is no text to compare with: all that was given as `against` is among the readings.")
    candidates = (here.words if against is None else here.words | there.words).items()
    left_out = frozenset() if names else here.names | there.names
    rows = [_key_row(word, here, there) for word, count in candidates if count >= minimum and word not in left_out] if here.total else []
    return _framed(sorted(rows, key=lambda row: (-row[-2] if row[-1] > 0 else row[-2], row[0])), "word gloss count texts here there log_likelihood log_ratio")


def _others(given, ids: frozenset[str]):
    """The texts without those that have these ids; counts as they are."""
    if isinstance(given, (WordCounts, str, Article, Reading)):
        return given
    id_of = lambda text: text.id if isinstance(text, Article) else text.article.id if isinstance(text, Reading) and text.article else None
    return (text for text in given if id_of(text) not in ids)


def _general(here: WordCounts) -> WordCounts:
    """The words in general Chinese, by the lexicon's Zipf values (wordfreq's)."""
    zipf = {word: lexicon().look_up(word).zipf or RAREST for word in here.words}
    return WordCounts(Counter({word: round(10**value) for word, value in zipf.items()}), total=GENERAL)


def _key_row(word: str, here: WordCounts, there: WordCounts) -> tuple:
    counts = here.words[word], there.words[word], here.total, there.total
    per_10_000 = round(counts[0] / here.total * 10_000, 2), round(counts[1] / there.total * 10_000, 2)
    return word, _gloss(word), counts[0], here.texts[word], *per_10_000, round(log_likelihood(*counts), 2), round(log_ratio(*counts), 2)


def _gloss(word: str) -> str:
    entry = lexicon().entry(word)
    return entry.gloss if entry else ""


def _framed(rows: list[tuple], columns: str) -> pandas.DataFrame:
    from pandas import DataFrame

    return DataFrame(rows, columns=columns.split())


def collocates(readings, word: str, span: int = 5, minimum: int = 2) -> pandas.DataFrame:
    """The company that a word (or several whole words) keeps: the words up to `span` words before or after it in its sentence, the closest first.

    `together`: how often (never more than the uses of either), `left` and `right`: on which side, `uses`: of the collocate
    altogether; `log_dice` (Rychlý 2008) sorts them, `log_likelihood` (Dunning 1993) says how sure it is that they belong together,
    `log_ratio` (Hardie 2014) how much more frequent the collocate is near than elsewhere. LookupError where the word is not found.
    """
    company, pattern = _Company(span), _matching(word)
    for reading in readings_of(readings):
        for sentence in reading.sentences:
            company.add(*_nodes(sentence, pattern))
    if not company.nodes:
        raise LookupError(f"“{word}” stands in none of these texts as a word. concordance(…, \"{word}\") looks for it inside words too.")
    rows = [company.row(other) for other in company.near]
    closest = sorted((row for row in rows if row[2] >= minimum), key=lambda row: (-row[6], row[0]))
    return _framed(closest, "word gloss together left right uses log_dice log_likelihood log_ratio")


def _nodes(sentence: Sentence, pattern: re.Pattern) -> tuple[list[str], list[tuple[int, int]]]:
    """The Chinese words of a sentence, and from which to which (exclusive) the pattern goes, wherever it stands as whole words."""
    tokens = [token for token in sentence.tokens if is_hanzi(token.text[0])]
    starts = [token.start - sentence.start for token in tokens]
    return [token.text for token in tokens], [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in _places(sentence, pattern, True)]


class _Company:
    """What stands near a node, sentence by sentence: `near` counts the words in its windows, `beside`, `left` and `right` the nodes that
    have the word there; `inside` is the size of all windows, `own` that of the nodes."""

    def __init__(self, span: int):
        self.span, self.nodes, self.own, self.inside = span, 0, 0, 0
        self.near, self.beside, self.left, self.right, self.uses = (Counter() for _ in range(5))

    def add(self, words: list[str], places: list[tuple[int, int]]) -> None:
        """Count a sentence."""
        self.uses.update(words)
        own = {place for first, last in places for place in range(first, last)}
        before = [set(range(max(0, first - self.span), first)) - own for first, _ in places]
        behind = [set(range(last, min(len(words), last + self.span))) - own for _, last in places]
        around = set().union(*before, *behind)
        self.near.update(words[place] for place in around)
        self.nodes, self.own, self.inside = self.nodes + len(places), self.own + len(own), self.inside + len(around)
        for left, right in zip(before, behind):
            for counter, window in ((self.left, left), (self.right, right), (self.beside, left | right)):
                counter.update({words[place] for place in window})

    def row(self, word: str) -> tuple:
        """A word's row of the table of collocates."""
        near, together = self.near[word], min(self.near[word], self.beside[word])
        elsewhere, outside = self.uses[word] - near, self.uses.total() - self.inside - self.own
        scores = log_dice(together, self.nodes, self.uses[word]), dunning(near, self.inside - near, elsewhere, max(0, outside - elsewhere)), log_ratio(near, elsewhere, self.inside, outside)
        return word, _gloss(word), together, self.left[word], self.right[word], self.uses[word], *(round(score, 2) for score in scores)
