"""From words to tokens: each word with its entry, its syllables and what decided them."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from helpers.lexicon import Lexicon, Pronounced
from helpers.model import Entry, Token, maker
from helpers.numerals import is_counted, said
from helpers.overlay import Span, automaton
from helpers.ranker import choose, decided, key
from helpers.syllables import align, is_hanzi, join_word


_token = maker(Token)
_TO = frozenset("-–—~至到")  # between two years


class Pronouncer:
    """Makes tokens of words; what it finds out about a word is remembered."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self._known: dict[str, tuple] = {}
        self._open: dict[str, tuple] = {}  # words of several readings: the place where they differ, keys, what a token holds by each
        self._contexts = automaton((words, row) for words, row in _by_words(lexicon.contexts).items())

    def tokens(self, words: list[str], people: dict[str, str]) -> list[Token]:
        """A token for each word, in order; `people` are names found by rule."""
        named = {name: self._person(name, reason) for name, reason in people.items()}
        known, place, tokens = self._known, 0, []
        self.lexicon.fetch(set(words) - known.keys())
        for number, word in enumerate(words):
            about = known.get(word)
            if about is None or word in named:
                about = named.get(word) or self._about(word, words, number)
            tokens.append(_token(word, place, *about, True))
            place += len(word)
        self._in_context(words, tokens, named)
        return tokens

    def _about(self, word: str, words: list[str], number: int) -> tuple:
        """What a token holds beside text and start. Figures are said by what stands around them; a word always alike."""
        if word[0].isdecimal():
            return self._figure(word, words, number)
        return self._known.setdefault(word, self._word(word))

    def _in_context(self, words: list[str], tokens: list[Token], named: dict) -> None:
        """Lay the reading that fits best over each word of several readings, in place: a rule, else the ranker."""
        places = [number for number, word in enumerate(words) if word in self._open and word not in named]
        text, last = "".join(words), len(words) - 1
        spots = [self._spot(text, tokens, number, last, *self._open[words[number]][:2]) for number in places]
        for number, spot, (best, sure) in zip(places, spots, choose(text, spots)):
            _, _, syllables, choices = self._open[words[number]]
            ruled = self._rule(text, spot[0])
            best, sure = (syllables.index(ruled), True) if ruled in syllables else (best, sure)
            tokens[number] = _token(words[number], spot[2], *choices[best], sure)

    def _spot(self, text: str, tokens: list[Token], number: int, last: int, place: int, keys: tuple[int, ...]) -> tuple:
        """What the ranker is told of a word: where its character and the words about it stand, what a phrase says, its readings."""
        token, behind = tokens[number], tokens[min(number + 1, last)]
        place += token.start
        said, length = self.lexicon.in_phrase(text, place)
        return place, tokens[max(number - 1, 0)].start, token.start, token.end, behind.end, length and key(text[place], said), length, keys

    def _rule(self, text: str, place: int) -> str | None:
        """What the rules of data/glossary say of the character at a place: the first that fits."""
        before, after = text[max(0, place - 20) : place], text[place + 1 : place + 21]
        return next((s for b, a, s in self.lexicon.rules.get(text[place], ()) if b.search(before) and a.match(after)), None)

    def _word(self, word: str) -> tuple:
        """(syllables, pinyin, entry, reason, alternatives) of a word by the lexicon alone."""
        readings = self.lexicon.look_up(word).readings
        if not readings or not readings[0].syllables:
            return self._unknown(word, readings[0].entry if readings else None)
        syllables, entry, others = readings[0]
        learnt = decided(word)
        readings = _with_other(readings[0], *learnt) if learnt and len(readings) == 1 else readings
        if len(readings) > 1 and entry.kind != "person" and (learnt is not None or word in self.lexicon.rules):
            self._open_word(word, [r for r in readings if r.syllables])
        reason = "name" if entry.kind == "person" else "word" if len(word) > 1 or len(readings) > 1 else "only"
        return syllables, entry.pinyin, entry, reason, others

    def _open_word(self, word: str, readings: list) -> None:
        """Remember a word that context must decide: by the first character in which its readings differ."""
        place = next((i for i in range(len(word)) if len({r.syllables[i] for r in readings}) > 1), None)
        if place is not None:
            by = {r.syllables[place]: (r.syllables, r.entry.pinyin, r.entry, "context", r.others) for r in reversed(readings)}
            order = list(dict.fromkeys(r.syllables[place] for r in readings))
            self._open[word] = place, tuple(key(word[place], s) for s in order), order, [by[s] for s in order]

    def _unknown(self, word: str, entry: Entry | None) -> tuple:
        """A word without syllables of its own: read character by character; what is no hanzi stands for itself."""
        syllables = tuple(self._character(c) for c in word)
        pinyin = entry.pinyin if entry else join_word(syllables) if is_hanzi(word[0]) else word
        return syllables, pinyin, entry, "only" if is_hanzi(word[0]) else "", ((),) * len(word)

    def _character(self, character: str) -> str:
        readings = self.lexicon.look_up(character).readings if is_hanzi(character) else ()
        return readings[0].syllables[0] if readings else character

    @lru_cache(maxsize=4096)
    def _person(self, name: str, reason: str) -> tuple:
        """A name found by rule: the surname read as a surname, apart from the given name. A character that nobody reads stands for itself."""
        surname = next((s for s in (name[:2], name[:1]) if s in self.lexicon.surnames and reason != "transcribed name"), "")
        known = self.lexicon.entry(name)
        given = tuple(self._character(c) for c in name[len(surname) :])
        parts = (join_word([self._character(c) for c in part], capital=True) for part in name[len(surname) :].split("·"))
        pinyin = f"{self.lexicon.surnames.get(surname, '')} {'·'.join(parts)}".strip()
        if known and known.kind == "person":
            return align(name, known.pinyin), known.pinyin, known, "name", ((),) * len(name)
        syllables = (*(align(surname, self.lexicon.surnames[surname]) if surname else ()), *given)
        return syllables, pinyin, _person_entry(name, pinyin, reason), "name", ((),) * len(name)

    def _figure(self, word: str, words: list[str], number: int) -> tuple:
        after, *_ = rest = words[number + 1 : number + 4] or [""]
        after = "年" if after in _TO and rest[2:] == ["年"] else after
        before = words[number - 1][-1:] if number else ""
        return _figure(word, after if is_counted(after) or after[:1] == "年" else "", "第" * (before == "第"))

    def curate(self, tokens: list[Token], starts: list[int], text: str) -> None:
        """Lay the curated readings of data/glossary over the tokens, in place: the words around decide, the longer context first.

        A context says nothing of a longer word that reaches out of it (来过 of 后来过程)."""
        found = {}
        for end, (context, rows) in self._contexts.iter(text) if self._contexts else ():
            for word, *curated in rows:
                place = end + 1 - len(context) + context.index(word)
                found[place, word] = max(found.get((place, word), (0,)), (len(context), end + 1, *curated))
        for (place, word), (_, end, *curated) in found.items():
            index = bisect_right(starts, place) - 1
            if tokens[index].text == word or tokens[index].end <= end:
                tokens[index] = _with_reading(tokens[index], place - starts[index], word, *curated, self.lexicon)

    def curate_spans(self, tokens: list[Token], starts: list[int], text: str, spans: Iterable[Span]) -> None:
        """Lay the reading of a glossary phrase over its component words, in place."""
        for span in spans:
            phrase = text[span.start : span.end]
            syllables = _phrase_syllables(self.lexicon, phrase)
            index = bisect_right(starts, span.start) - 1
            while syllables and index < len(tokens) and tokens[index].start < span.end:
                token, place = tokens[index], tokens[index].start - span.start
                part = syllables[place : place + len(token.text)]
                if token.syllables != part and len(part) == len(token.text):
                    tokens[index] = replace(token, syllables=part, pinyin=join_word(part), reason="curated", sure=True)
                index += 1


def _with_other(reading: Pronounced, place: str, syllable: str) -> tuple[Pronounced, Pronounced]:
    """A word's only reading, and beside it one with another syllable at a place."""
    exchanged = lambda row, value: (*row[: int(place)], value, *row[int(place) + 1 :])
    other, mine = exchanged(reading.syllables, syllable), (reading.syllables[int(place)],)
    entry = replace(reading.entry, pinyin=join_word(other, reading.entry.pinyin[0].isupper()))
    return reading._replace(others=exchanged(reading.others, (syllable,))), Pronounced(other, entry, exchanged(reading.others, mine))


@lru_cache(maxsize=8192)
def _phrase_syllables(lexicon: Lexicon, phrase: str) -> tuple[str, ...]:
    entry = lexicon.entry(phrase)
    if not entry or not all(map(is_hanzi, phrase)):
        return ()
    return align(phrase, entry.pinyin)


def _by_words(rows: Iterable[tuple]) -> dict[str, tuple]:
    found: dict[str, tuple] = {}
    for context, *curated in rows:
        found[context] = (context, found.get(context, (context, ()))[1] + (tuple(curated),))
    return found


def _with_reading(token: Token, place: int, word: str, syllables: tuple, pinyin: str, gloss: str, lexicon: Lexicon) -> Token:
    """The token with a curated reading from its character `place` on; gloss and entry too where the word is the token."""
    if place < 0 or place + len(word) > len(token.text):
        return token
    new = token.syllables[:place] + syllables + token.syllables[place + len(word) :]
    if token.text != word:
        return replace(token, syllables=new, pinyin=join_word(new), reason="curated", sure=True) if new != token.syllables else token
    entry = next((r.entry for r in lexicon.look_up(word).readings if r.syllables == syllables), token.entry)
    entry = replace(entry, gloss=gloss, pinyin=pinyin) if entry else None
    others = tuple(tuple(sorted({*a, old} - {s})) for a, old, s in zip(token.alternatives, token.syllables, syllables))
    return replace(token, syllables=syllables, pinyin=pinyin, entry=entry, reason="curated", alternatives=others, sure=True)


@lru_cache(maxsize=4096)
def _figure(word: str, after: str, before: str) -> tuple:
    pinyin = said(word, after, before)
    entry = pinyin and Entry(word, pinyin=pinyin, gloss="year" if after[:1] == "年" and len(pinyin.split()) == 4 and len(word) == 4 else "number", kind="number")
    return tuple(word), word, entry or None, "", ((),) * len(word)


def _person_entry(name: str, pinyin: str, reason: str) -> Entry:
    gloss = "person’s name"
    return Entry(name, pinyin=pinyin, gloss=gloss, senses=(gloss,), kind="person", sources=(f"found by rule: {reason}",))
