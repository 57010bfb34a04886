"""The lexicon: what is known of a word. Looked up in the compiled copy, one word at a time, and remembered."""
from __future__ import annotations

import json
import marshal
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from helpers.compilation import compiled, shared_fields, unpacked
from helpers.cutter import Cut, cutter
from helpers.model import Entry
from helpers.phrasebook import Phrasebook
from helpers.syllables import bare


class Pronounced(NamedTuple):
    """One reading of a word: its syllables, its entry, and for each character the other syllables that it may have."""

    syllables: tuple[str, ...]
    entry: Entry
    others: tuple[tuple[str, ...], ...]


class Known(NamedTuple):
    """What the lexicon has under a word: its readings, the one shown first, first, and its Zipf frequency."""

    readings: tuple[Pronounced, ...]
    zipf: float | None


UNKNOWN = Known((), None)
MANY = 3_000  # new words of a long text
_FETCH = "select hanzi, record from json_each(?) cross join word on hanzi = value"


def _listed(name: str, told: str) -> cached_property:
    """An attribute of the lexicon: a list of the compiled copy, read at its first use; `told` is what it holds."""
    found = cached_property(lambda self: self._list(name))
    found.__doc__ = told
    return found


class Lexicon:
    """Dictionary, levels, glossary and names together. Reads only."""

    def __init__(self, path: Path):
        self._store = sqlite3.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._seen: dict[str, Known] = {}
        self.met: dict[str, set[str]] = defaultdict(set)  # kind → the words of it that were looked up so far
        self._shared, self._usual = shared_fields(self._list("shared")), False

    def look_up(self, word: str) -> Known:
        """What is known of a word; UNKNOWN where nothing is."""
        if word not in self._seen:
            self.fetch([word])
        return self._seen[word]

    def look_up_all(self, words: Sequence[str]) -> list[Known]:
        """What is known of many words, in order."""
        self.fetch(words)
        return list(map(self._seen.__getitem__, words))

    def entry(self, word: str) -> Entry | None:
        """The entry shown first, or None."""
        readings, _ = self._seen.get(word) or self.look_up(word)
        return readings[0].entry if readings else None

    def fetch(self, words: Iterable[str]) -> None:
        """Look many words up at once, so that each costs a few microseconds, not twenty; with very many all the usual words, which are quicker in one piece."""
        new = set(words).difference(self._seen)
        if len(new) > MANY and not self._usual:
            self._usual = self._remember(row for row in self._list("usual") if row[0] not in self._seen)
            new = new.difference(self._seen)
        self._seen.update(dict.fromkeys(new, UNKNOWN))
        self._remember((word, marshal.loads(record)) for word, record in self._store.execute(_FETCH, [json.dumps(sorted(new))]))  # sorted, as in the file

    def _remember(self, rows: Iterable[tuple[str, tuple]]) -> bool:
        """Keep what is known of words; that this was done."""
        seen, shared = self._seen, self._shared
        for word, (zipf, readings) in rows:
            found = [Pronounced(own, unpacked(word, form, pinyin, senses, shared[number]), others) for own, others, form, pinyin, senses, number in readings]
            seen[word] = Known(tuple(found), zipf)
            if found and (kind := found[0].entry.kind) != "word":
                self.met[kind].add(word)
        return True

    def _list(self, name: str):
        return marshal.loads(self._store.execute("select record from list where name = ?", (name,)).fetchone()[0])

    @cached_property
    def cut(self) -> Cut:
        """A run of Chinese characters → its words."""
        return cutter(self._list("weights"))

    phrases: dict[str, str] = _listed("phrases", "Everything that our own files explain: hanzi → kind (term, slogan, person, place …).")
    contexts: list[tuple[str, str, tuple[str, ...], str, str]] = _listed("contexts", "Curated readings: (words around, word, syllables, pinyin, gloss).")
    surnames: dict[str, str] = _listed("surnames", "Surname → its reading (任 → Rén).")
    titles: dict[str, frozenset[str]] = _listed("titles", "The titles that stand before and after a name.")
    slogans: dict[str, dict] = _listed("slogans", "The slogan book: hanzi → the fields of a Slogan, items and renderings as plain dicts.")
    verb_set: frozenset[str] = _listed("verbs", "Verbs of saying that follow a name.")

    @cached_property
    def rules(self) -> dict[str, list[tuple]]:
        """Character → its rules: (pattern of what stands before, pattern of what stands behind, syllable)."""
        titles, rules = "|".join(sorted(frozenset().union(*self.titles.values()), key=len, reverse=True)), {}
        for character, before, after, syllable in self._list("rules"):
            patterns = re.compile(before + "$"), re.compile(after.replace("{title}", f"(?:{titles})"))
            rules.setdefault(character, []).append((*patterns, syllable))
        return rules

    @cached_property
    def _said(self) -> Phrasebook:
        return Phrasebook(self._list("said"))

    def in_phrases(self, text: str, places: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Place → how pypinyin's longest phrase that covers its character reads it, and the phrase's length; other places too. Whatever the words are."""
        found = {}
        for begin, phrase in sorted(self._said.found(text, near=places), key=lambda one: (len(one[1]), -one[0])):
            found |= {place: (syllable, len(phrase)) for place, syllable in enumerate(self._said.phrases[phrase].split(" "), begin)}
        return found

    @cached_property
    def slogan_names(self) -> dict[str, str]:
        """A slogan without its marks → as the book writes it (一个中心两个基本点 → 一个中心、两个基本点)."""
        return {bare(hanzi): hanzi for hanzi in self.slogans}


@cache
def lexicon() -> Lexicon:
    """The lexicon in use, opened once a process."""
    return Lexicon(compiled())
