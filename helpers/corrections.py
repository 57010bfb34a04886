"""What a reader has mended: a reading, a gloss or a cut, kept in a small file that can be handed to someone else.

A correction is known by its quote, the characters before and after it, and a hash of the text; never by a token's number.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from helpers.folders import home_folder
from helpers.keeping import now, write_whole
from helpers.model import Reading
from helpers.syllables import NUMBERED, align, join_word, marked, numbered, split_syllables

SCOPES = ("here", "article", "everywhere")
AROUND = 8  # characters kept on each side of a quote, more where they stand twice


@dataclass(frozen=True, slots=True)
class Correction:
    """`quote` is read as `pinyin`, means `gloss`, or is cut as `cut` (words parted by a space); what is empty stays as it was.

    `scope`: here (between `before` and `after`), article (everywhere in the text), everywhere (in every text).
    """

    quote: str
    before: str
    after: str
    scope: str
    article: str
    text_hash: str
    cut: str = ""
    pinyin: str = ""
    gloss: str = ""
    made: str = ""

    @property
    def key(self) -> tuple:
        """What makes it the same correction as another: the newer of two takes the place of the older."""
        where = {"here": (self.before, self.after, self.article or self.text_hash), "article": (self.article or self.text_hash,)}
        return self.quote, self.scope, *where.get(self.scope, ()), bool(self.cut), bool(self.pinyin), bool(self.gloss)


def hash_of(text: str) -> str:
    """A short hash of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def correct(reading: Reading, start: int, end: int, scope: str = "here", cut: str = "", pinyin: str = "", gloss: str = "") -> Correction:
    """The correction of `reading.text[start:end]`; nothing is saved. ValueError, in a sentence, for what does not fit.

    >>> from helpers import read
    >>> made = correct(read("以群众为中心"), 3, 4, pinyin="wei2")
    >>> made.quote, made.pinyin, made.before, made.after
    ('为', 'wéi', '以群众', '中心')
    """
    text = reading.text
    if not 0 <= start < end <= len(text):
        raise ValueError(f"There is no text from {start} to {end}: it has {len(text)} characters.")
    before, after = _around(text, start, end)
    article = reading.article.id if reading.article else ""
    return checked(Correction(text[start:end], before, after, scope, article, hash_of(text), cut.strip(), pinyin.strip(), gloss.strip(), now()))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, long enough to be found only once."""
    for length in range(AROUND, len(text) + AROUND, AROUND):
        before, after = text[max(0, start - length) : start], text[end : end + length]
        if text.count(before + text[start:end] + after) == 1:
            break
    return before, after


def checked(correction: Correction) -> Correction:
    """The correction with its pinyin in tone marks. ValueError, in a sentence, where it says nothing or does not fit its quote."""
    quote, cut, pinyin, gloss = correction.quote, correction.cut, correction.pinyin, correction.gloss
    if correction.scope not in SCOPES:
        raise ValueError(f"A correction holds {', '.join(SCOPES)}; not “{correction.scope}”.")
    if not quote.strip() or len(quote) > 40 or "\n" in quote:
        raise ValueError("Choose a word or a few words of one line, at most 40 characters.")
    if not (cut or pinyin or gloss):
        raise ValueError(f"Nothing was changed for {quote}: give a reading, a meaning or a cut.")
    if cut and ("".join(cut.split(" ")) != quote or "  " in cut):
        raise ValueError(f"“{cut}” does not have the characters of {quote}. Only put in spaces, or take them away.")
    if len(gloss) > 300 or any(c in cut + pinyin + gloss for c in "\t\r\n"):
        raise ValueError("A meaning is one line of at most 300 characters.")
    return replace(correction, pinyin=_marked(quote, pinyin)) if pinyin else correction


def _marked(quote: str, pinyin: str) -> str:
    """Pinyin with tone marks, from marks or numbers. ValueError for what is no pinyin, or not one syllable a character."""
    from pypinyin.pinyin_dict import pinyin_dict

    figures = any(character.isdigit() for character in pinyin)
    parts = pinyin.lower().split() if figures else ()
    syllables = tuple(map(numbered, parts)) or split_syllables(pinyin)
    written = join_word(syllables, capital=pinyin[:1].isupper()) if figures else pinyin
    known = {syllable for several in pinyin_dict.values() for syllable in several.split(",")}
    wrong = [s for s in syllables if not NUMBERED.fullmatch(s) or marked(s) not in known and marked(s[:-1] + "1") not in known]
    letters = lambda text: sum(map(str.isalpha, text))
    if wrong or letters(written) != sum(letters(marked(s)) for s in syllables):
        raise ValueError(f"“{pinyin}” is not pinyin{': ' + ', '.join(wrong) if wrong else ''}. Write wéi or wei2, several syllables with spaces: gong1 zuo4.")
    align(quote, written)
    return written


class Corrections:
    """The corrections of a file, in order. Iterable; `add` and `remove` write the file at once, by a new one in its place.
    Where it cannot be written, they are kept in memory and `notice` says so."""

    def __init__(self, path: str | Path):
        self.path, self.notice, self._unwritten = Path(path), "", ""

    def __iter__(self) -> Iterator[Correction]:
        there = not self._unwritten and self.path.exists()
        text = self.path.read_text(encoding="utf-8-sig", errors="surrogatepass") if there else self._unwritten
        try:
            return iter(read_corrections(text) if text else ())
        except ValueError as error:
            raise ValueError(f"{self.path}: {error} Move it away, or mend it.") from None

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def add(self, *corrections: Correction) -> None:
        """Keep these too; the newer of two about the same thing wins."""
        ordered = sorted((*self, *map(checked, corrections)), key=lambda correction: correction.made)
        self._write({correction.key: correction for correction in ordered}.values())

    def remove(self, *corrections: Correction) -> None:
        """Forget these."""
        gone = {correction.key for correction in corrections}
        self._write(correction for correction in self if correction.key not in gone)

    def take_in(self, text: str) -> int:
        """Add those of a file that someone handed over; how many it has. ValueError, and none added, where a line does not fit."""
        found = read_corrections(text)
        self.add(*found)
        return len(found)

    def to_json(self) -> str:
        """The file's text, to be handed over."""
        return write_corrections(self)

    def _write(self, corrections: Iterable[Correction]) -> None:
        self.notice, self._unwritten = "", write_corrections(corrections)
        try:
            write_whole(self.path, self._unwritten, "surrogatepass")
            self._unwritten = ""
        except OSError:
            self.notice = f"{self.path.parent} cannot be written: your corrections are kept only until the kernel stops. Save them as a file."

    def __repr__(self) -> str:
        return "\n".join(map(described, self)) or "No corrections yet. Click a word in the reader, then Mend."


@lru_cache(maxsize=1)
def my_corrections() -> Corrections:
    """What you have mended, kept in your own folder: read(open_article("000-1"), my_corrections())."""
    return Corrections(home_folder() / "corrections.json")


def described(correction: Correction) -> str:
    """A correction in a line: 为 → wéi · here: …以群众为中心…"""
    where = {"article": "in the whole article", "everywhere": "everywhere"}.get(correction.scope)
    around = f"{correction.before[-6:]}【{correction.quote}】{correction.after[:6]}".replace("\n", "⏎")
    changes = [part for part in (correction.cut and f"cut {correction.cut}", correction.pinyin, correction.gloss and f"“{correction.gloss}”") if part]
    return f"{correction.quote} → {', '.join(changes)} · {where or f'here: …{around}…'}"


def write_corrections(corrections: Iterable[Correction]) -> str:
    """Corrections as the text of a file (JSON)."""
    return json.dumps({"dubao": "corrections", "version": 1, "corrections": list(map(asdict, corrections))}, ensure_ascii=False, indent=1)


def read_corrections(text: str) -> tuple[Correction, ...]:
    """The corrections of such a file. ValueError, with the number, for one that does not fit."""
    try:
        rows = [Correction(**{name: str(value) for name, value in row.items()}) for row in json.loads(text)["corrections"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError("This is not a file of corrections that the reader saved, or it is damaged. Nothing was taken from it.") from None
    return tuple(_numbered(number, row) for number, row in enumerate(rows, 1))


def _numbered(number: int, correction: Correction) -> Correction:
    try:
        return checked(correction)
    except ValueError as error:
        raise ValueError(f"Correction {number} of this file does not fit. {error} Nothing was taken from it.") from None
