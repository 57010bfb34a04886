"""The nouns: what an article, a word, a sentence and a reading are. Plain records, no behaviour beyond their own text."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

ROLES = ("title", "kicker", "subtitle", "heading", "body", "caption", "byline")
KINDS = ("word", "term", "coinage", "slogan", "idiom", "person", "place", "organisation", "meeting", "number", "date")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a mending step did: at `place` of its input, `before` became `after`."""

    step: str
    place: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What `mend(raw)` returns: the clean text and every change that led to it."""

    text: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A slip of the source. `flagged`: the text keeps `before`, `after` is what was probably meant (or empty);
    `repaired`: the text has `after`. The `reason` is written for a student."""

    kind: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an article and its `role` on the page (one of ROLES)."""

    role: str
    text: str


@dataclass(frozen=True)
class Article:
    """One newspaper article, simplified characters. `source` names the file of data/sources and its lines (from 1).

    `title` is the page's own headline; where the page has none, `title_supplied` is True and the title is the editor's.
    `date` is ISO, as far as the page tells: a year, a month or a day. `furniture` is what stood around the article
    and is not part of it (mastheads, page indexes, web footers).
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    paper: str = ""
    date: str = ""
    place: str = ""
    byline: str = ""
    source: str = ""
    rights: str = ""
    repairs: tuple[Repair, ...] = ()
    furniture: tuple[str, ...] = ()
    title_supplied: bool = False
    note: str = ""

    @cached_property
    def text(self) -> str:
        """The blocks' texts, one a line."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Rendering:
    """An official English rendering, with the document and the year that it was seen in."""

    text: str
    document: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a word or term: `gloss` is the sense shown first, `senses` all of them.

    `kind` is one of KINDS, `levels` maps a list's name (hsk2, hsk2021, hsk2025) to the level as that list writes it,
    `sources` says where the gloss comes from.
    """

    hanzi: str
    traditional: str = ""
    pinyin: str = ""
    gloss: str = ""
    senses: tuple[str, ...] = ()
    kind: str = "word"
    category: str = ""
    register: str = ""
    pos: str = ""
    levels: dict[str, str] = field(default_factory=dict, hash=False)
    english: tuple[Rendering, ...] = ()
    related: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word (or a mark) where it stands: `text == reading.text[start:end]`.

    `syllables` has one str a character: numbered citation tone, neutral 5, ü as v; the character itself where it has no
    reading. `pinyin` is the word as the orthography writes it. `reason` says what decided the reading (corrected,
    curated, name, word, context, only); `alternatives` has a tuple of other possible syllables for each character; `sure` is
    False where the words around decided by a small margin.
    """

    text: str
    start: int
    syllables: tuple[str, ...]
    pinyin: str = ""
    entry: Entry | None = None
    reason: str = ""
    alternatives: tuple[tuple[str, ...], ...] = ()
    sure: bool = True

    @property
    def end(self) -> int:
        """The place after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens up to a full stop or a line's end, the white space behind them included; a title is a sentence with its role."""

    role: str
    start: int
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A term, slogan or name over the tokens: begins and ends on token edges, may nest, never crosses another.

    `entry` is None for a new coinage; `reason` says why it was picked (glossary, quoted, numeral, title, name …).
    """

    text: str
    start: int
    kind: str
    entry: Entry | None
    reason: str

    @property
    def end(self) -> int:
        """The place after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Reading:
    """A text, read: sentences of tokens, and mentions that lie over them. `article` is None for bare text.

    `corrections` are those that hold here; `unfit` those that were made for this text and no longer fit.
    """

    article: Article | None
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    corrections: tuple = ()
    unfit: tuple = ()

    @classmethod
    def unread(cls, sentences, **fields) -> Reading:
        """A reading whose sentences are made when they are first asked for, all together."""
        vars(reading := object.__new__(cls)).update(fields, unmade=sentences)
        return reading

    def __getattr__(self, name: str):
        if name != "sentences" or "unmade" not in vars(self):
            raise AttributeError(f"A reading has no {name}.")
        vars(self)["sentences"] = self.unmade.made()
        return self.sentences

    def __getstate__(self) -> dict:
        return {name: value for name, value in {**vars(self), "sentences": self.sentences}.items() if name != "unmade"}

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order; joined, they are the text."""
        return tuple(chain.from_iterable(sentence.tokens for sentence in self.sentences))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a formula stands for."""

    text: str
    english: str = ""
    source: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Slogan:
    """A phrase made to be repeated, explained. `status`: expanded, partly, not expanded; `sure` is False where the items
    were found by rule and not confirmed; `also`: its other names. What no source tells stays empty: nothing is invented to fill a field."""

    hanzi: str
    pinyin: str = ""
    literal: str = ""
    meaning: str = ""
    meaning_zh: str = ""
    items: tuple[Item, ...] = ()
    status: str = "not expanded"
    sure: bool = True
    pattern: str = ""
    english: tuple[Rendering, ...] = ()
    usage: str = ""
    comment: str = ""
    related: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
