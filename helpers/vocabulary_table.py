"""The vocabulary of a reading as a table: political terms first, then names, then the other words."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from helpers.collector import resting
from helpers.knowledge import LISTS, STATUSES, known_words
from helpers.lexicon import lexicon
from helpers.model import KINDS, Entry, Mention, Reading, Token
from helpers.running_pinyin import term_pinyin
from helpers.syllables import is_hanzi
from helpers.tokens import Tokens, Unmade
from helpers.traditional_forms import forms_in

if TYPE_CHECKING:
    import pandas

COLUMNS = ("term", "traditional", "pinyin", "gloss", "kind", "category", "reason", "hsk2", "hsk2021", "hsk2025", "zipf", "count",
           "first_sentence", "source", "status")
GROUPS = {"terms": ("term", "coinage", "slogan"), "names": ("organisation", "meeting", "person", "place"), "words": ("word", "idiom")}
UNTOLD = "not in the dictionary"  # the gloss of a word that nothing explains
_SENSE = re.compile(r"(?:to )?[^;:(]{1,30}(?:(?=[;:,(])|$)|[^;:(]+|.+")  # the first sense: up to a mark, a comma only where it would be long
_MARKS = frozenset("，。；：！？、“”（）\n")
_START = attrgetter("start")
_FIRST = {"term": 0, "coinage": 0, "slogan": 0, "organisation": 1, "meeting": 1, "person": 2, "place": 2}


def vocabulary(reading: Reading, kinds: str | Iterable[str] | None = None, above: int | None = None, by: str = "hsk2021", status: str | None = None) -> pandas.DataFrame:
    """A row for each word and each term, name or slogan of the reading (figures and dates left out), columns as COLUMNS.

    Terms, coinages and slogans come first, then names, then words; within each, the often used and rare before the others.
    `zipf` is wordfreq's (log10 of uses in a billion words; NaN where it has none), `count` the uses in this reading,
    `status` your mark (known, learn or nothing) at this moment. Only some rows: `kinds` is "terms", "names", "words" or any
    kinds; `above` leaves out the words up to that level of the list `by`; `status` is known, learn or new (neither).
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"vocabulary() takes a reading, not {type(reading).__name__}: vocabulary(read(open_article(\"000-1\"))).")
    wanted = _fits(kinds, above, by, status)
    from numpy import lexsort
    from pandas import DataFrame

    with resting():
        columns = _columns(reading)
        rows = [at for at, row in enumerate(zip(*columns.values())) if wanted(row)] if wanted else slice(None)
        table = DataFrame(columns, columns=COLUMNS).iloc[rows]
        return table.iloc[lexsort((table["zipf"].astype(float).fillna(0), -table["count"], table["kind"].map(_FIRST).fillna(3)))].reset_index(drop=True)


def _fits(kinds: str | Iterable[str] | None, above: int | None, by: str, status: str | None):
    """Whether a row is wanted, as a function; None where all are. ValueError for a kind, list or status that there is none of."""
    asked = [kinds] if isinstance(kinds, str) else list(kinds or ())
    for value, among in (*((kind, (*GROUPS, *KINDS)) for kind in asked), (by, LISTS), (status or "new", STATUSES)):
        if value not in among:
            raise ValueError(f"{value!r} is not one of {', '.join(among)}.")
    within = {kind for name in asked for kind in GROUPS.get(name, (name,))}
    level, mark = COLUMNS.index(by), (status or "").replace("new", "")

    def fits(row: tuple) -> bool:
        beyond = above is None or not row[level] or int(row[level][0]) > above
        return beyond and (not within or row[4] in within) and (status is None or row[-1] == mark)

    return fits if asked or above is not None or status is not None else None


def _columns(reading: Reading) -> dict[str, Sequence]:
    """Column → what stands in it, row by row, as the words come: that is the quickest, and holds the least."""
    from numpy import searchsorted

    known, marks, laid = lexicon(), known_words().statuses(), Unmade.of(reading)
    counted, places = _counted(reading, laid.tokens), laid.places()
    words, (entries, kinds, reasons, counts, starts) = list(counted), zip(*counted.values()) if counted else ((),) * 5
    sentences = (searchsorted(places, starts, "right") - 1).tolist()
    texts = [reading.text[start:end].strip() for start, end in pairwise(places)]
    made = _traditional(reading.text, laid.tokens, [(start, word) for entry, start, word in zip(entries, starts, words) if not entry.traditional])
    traditional = (entry.traditional or next(made) for entry in entries)
    pinyin, gloss, category, sources = (map(attrgetter(name), entries) for name in ("pinyin", "gloss", "category", "sources"))
    listed = [entry.levels for entry in entries]
    levels = [[by.get(name, "") if by else "" for by in listed] for name in LISTS]
    zipf, status = map(attrgetter("zipf"), known.look_up_all(words)), map(marks.get, words, repeat(""))
    told = words, traditional, pinyin, gloss, kinds, category, reasons, *levels, zipf, counts, map(texts.__getitem__, sentences), map("; ".join, sources), status
    return dict(zip(COLUMNS, map(list, told)))


def _traditional(text: str, tokens: Tokens, rows: list[tuple[int, str]]) -> Iterator[str]:
    """The traditional forms of stretches of the text that begin and end with tokens: (where it starts, the stretch)."""
    marks = [-1, *(tokens.words.starts[at] for at in tokens.words.where(_MARKS)), len(text)]  # no form depends on what is beyond one
    inside = [tokens.between(start, start + len(stretch)) for start, stretch in rows]
    tokens.at([*chain(*inside)])  # together
    for (start, stretch), numbers in zip(rows, inside):
        begin, rest = marks[bisect_left(marks, start) - 1] + 1, marks[bisect_left(marks, start + len(stretch))]
        yield "".join(forms_in(text[begin:rest], begin, tokens.at(numbers)))


def _counted(reading: Reading, tokens: Tokens) -> dict[str, list]:
    """Text → [entry, kind, reason, count, where it first stands]: tokens, then mentions over them."""
    rows, found = tokens.words.counted(), {}
    hanzi = set(filter(is_hanzi, {word[0] for word, _, _ in rows}))
    rows = [row for row in rows if row[0][0] in hanzi]
    told = [m for m in reading.mentions if m.kind not in ("number", "date")]
    unlisted = chain(*(tokens.between(m.start, m.end) for m in told if not (m.entry and m.entry.traditional)))
    for (text, first, count), entry in zip(rows, tokens.entries([first for _, first, _ in rows], unlisted)):
        # a term is what is mentioned as one: 书记 of 县委书记 is a word
        kind = entry.kind if entry and entry.kind != "term" else "word"
        found[text] = [entry, kind, "dictionary" if entry else "", count, tokens.words.starts[first]]
    for mention in told:
        row = found.setdefault(mention.text, [None, "", "", 0, mention.start])
        row[:3] = mention.entry or row[0], mention.kind, mention.reason
        row[3] += mention.text[0] not in hanzi or tokens.words[tokens.between(mention.start, mention.end)[0]] != mention.text
    asked = {text: tokens.between(row[4], row[4] + len(text)) for text, row in found.items() if not row[0]}
    for text, numbers in asked.items():
        row = found[text]
        near = reading.mentions[bisect_left(reading.mentions, row[4], key=_START) : bisect_left(reading.mentions, row[4] + len(text), key=_START)]
        row[0] = _described(text, row[2], tokens[numbers.start : numbers.stop], near)
    return found


def _described(text: str, reason: str, tokens: tuple[Token, ...], near: tuple[Mention, ...]) -> Entry:
    """An entry for what no list has, from its words: running pinyin, and their first senses (民 + 情: the people + situation)."""
    parts = tuple(m for m in near if m.end <= tokens[-1].end and m.text != text and m.entry and m.entry.gloss)
    words = list(_words(tokens, parts))
    gloss = f"{' + '.join(word for word, _ in words)}: {' + '.join(sense for _, sense in words)}" if len(words) > 1 else UNTOLD
    return Entry(text, pinyin=term_pinyin(tokens, parts), gloss=gloss, sources=(f"found by rule: {reason}",) if reason else ())


def _words(tokens: tuple[Token, ...], parts: tuple[Mention, ...]) -> Iterator[tuple[str, str]]:
    """(word, first sense) of the tokens; the outermost of `parts` are one word, marks are left out."""
    outermost, end = {mention.start: mention for mention in reversed(parts)}, 0
    for token in tokens:
        word = outermost.get(token.start, token)
        if token.start >= end and token.text[0].isalnum():
            end = word.end
            yield word.text, _first_sense(word.entry) or word.text


def _first_sense(entry: Entry | None) -> str:
    """The gloss up to its first mark, without a remark before it; the pinyin of a name."""
    if entry and entry.kind in ("person", "place"):
        return entry.pinyin
    return _SENSE.match(re.sub(r"^\([^)]*\) ", "", entry.gloss))[0].strip(" ,") if entry and entry.gloss else ""
