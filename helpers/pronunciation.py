"""From words to tokens: each word with its entry, its syllables and what decided them."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import fields, replace
from functools import lru_cache

from helpers.coinages import term_parts
from helpers.compilation import OWN
from helpers.lexicon import Known, Lexicon, Pronounced
from helpers.model import Entry, Token
from helpers.numerals import is_counted, said
from helpers.overlay import Span
from helpers.phrasebook import Phrasebook
from helpers.ranker import choose, decided, key
from helpers.segmentation import Words
from helpers.syllables import align, is_hanzi, join_word
from helpers.tokens import Tokens


_TO = frozenset("-–—~至到")  # between two years
_PARTS, _PERSON = re.compile("[^·]+"), "person’s name"
_GIVEN = {"燕": "yan4", "长": "chang2", "强": "qiang2", "少": "shao4", "盛": "sheng4", "兴": "xing1", "得": "de2", "了": "liao3", "着": "zhuo2", "子": "zi3", "镐": "hao4", "隽": "jun4", "铣": "xian3"}  # in given names not as the dictionary has it first


class _Draft:
    """Makes a token: a frozen record sets its fields the slow way, so it is made open, and then given its class."""

    __slots__ = tuple(field.name for field in fields(Token))

    def __init__(self, text: str, start: int, about: tuple, sure: bool):
        self.text, self.start, self.sure = text, start, sure
        self.syllables, self.pinyin, self.entry, self.reason, self.alternatives = about
        self.__class__ = Token


class Pronouncer:
    """Makes tokens of words; what it finds out about a word is remembered."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self._known: dict[str, tuple] = {}
        self._alike: dict[str, Entry | None] = {}  # the entries of the same words
        self._open: dict[str, tuple] = {}  # words of several readings: the place where they differ, keys, what a token holds by each
        curated: dict[str, list] = {}
        for context, *row in lexicon.contexts:
            curated.setdefault(context, []).append(row)
        self._contexts = Phrasebook(curated)

    def tokens(self, words: list[str], people: Set[str] = frozenset()) -> Tokens:
        """A token for each word, in order; `people` are names that were recognised."""
        words = words if isinstance(words, Words) else Words(words)
        new = [word for word in {*words.numbered[0], *"".join(people)}.difference(self._known, people) if not word[0].isdecimal()]
        self.lexicon.fetch(name[-2:] for name in people)  # given names
        self._known.update(zip(new, map(self._word, new, self.lexicon.look_up_all(new))))
        self._alike.update((word, self._known[word][2]) for word in new)
        named = self._named(text := "".join(words), {words[number]: words.starts[number] for number in reversed(words.where(people))})
        return Tokens(words, lambda numbers: self._made(text, words, named, numbers), self._alike, self._open.keys() | named.keys())

    def _made(self, text: str, words: Words, named: dict, numbers: list[int]) -> Iterator[Token]:
        """The tokens of the words so numbered; `named`: what those of names hold."""
        spelled, opened = list(map(words.__getitem__, numbers)), []
        abouts = dict(zip(numbers, map(self._known.get, spelled)))
        for number, word in zip(numbers, spelled):
            if word in named:
                abouts[number] = named[word]
            elif word in self._open:
                opened.append(number)
            elif abouts[number] is None:
                abouts[number] = self._figure(word, words, number)
        sure = dict.fromkeys(numbers, True)
        for number, about, certain in self._in_context(text, words, opened):
            abouts[number], sure[number] = about, certain
        return map(_Draft, spelled, map(words.starts.__getitem__, numbers), abouts.values(), sure.values())

    def _in_context(self, text: str, words: Words, numbers: list[int]) -> Iterator[tuple[int, tuple, bool]]:
        """Which reading fits best where each of these words of several readings stands, and is it sure? A rule, else the ranker."""
        left = []
        for number in numbers:
            inside, _, syllables, choices = self._open[words[number]]
            ruled = self._rule(text, words.starts[number] + inside) if words[number][inside] in self.lexicon.rules else None
            if ruled in syllables:
                yield number, choices[syllables.index(ruled)], True
            else:
                left.append(number)
        for number, (best, sure) in zip(left, choose(text, self._spots(text, words, left))):
            yield number, self._open[words[number]][-1][best], sure

    def _named(self, text: str, first: dict[str, int]) -> dict[str, tuple]:
        """What a name's token holds; where a character has several readings, the one that fits where the name stands `first`."""
        places = [place for name, start in first.items() for place in range(start, start + len(name)) if text[place] in self._open]
        chosen = choose(text, [(place, place - 1, place, place + 1, place + 2, 0, 0, self._open[text[place]][1]) for place in places])
        told = {place: self._open[text[place]][2][best] for place, (best, _) in zip(places, chosen)}
        return {name: self._person(name, tuple(map(told.get, range(start, start + len(name))))) for name, start in first.items()}

    def _spots(self, text: str, words: Words, numbers: list[int]) -> list[tuple]:
        """What the ranker is told of the words so numbered: where the character and the words about it stand, what a phrase says, its readings."""
        edges = words.edges
        opened = [(edges[number + 1], number, *self._open[words[number]][:2]) for number in numbers]
        said = self.lexicon.in_phrases(text, [start + inside for start, _, inside, _ in opened])
        phrase = {place: (key(text[place], syllable), length) for place, (syllable, length) in said.items()}
        return [(place := start + inside, *edges[number : number + 4], *phrase.get(place, (0, 0)), keys) for start, number, inside, keys in opened]

    def _rule(self, text: str, place: int) -> str | None:
        """What the rules of data/glossary say of the character at a place: the first that fits."""
        before, after = text[max(0, place - 20) : place], text[place + 1 : place + 21]
        return next((s for b, a, s in self.lexicon.rules[text[place]] if a.match(after) and b.search(before)), None)

    def _word(self, word: str, known: Known) -> tuple:
        """(syllables, pinyin, entry, reason, alternatives) of a word by what the lexicon knows of it alone."""
        readings, _ = known
        if not readings or not readings[0].syllables:
            return self._unknown(word, readings[0].entry if readings else None)
        syllables, entry, others = readings[0]
        learnt = decided(word)
        readings = _with_other(readings[0], *learnt) if learnt and len(readings) == 1 and OWN not in entry.sources else readings
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

    def _given(self, given: str, told: Sequence[str | None]) -> list[str]:
        """The syllables of a given name: a word's that has one reading in full tones (长江), else character by character; `told`: what context says."""
        word, *more = [r.syllables for r in self.lexicon.look_up(given).readings if len(given) == 2] or [()]
        return [*word] if word and not more and "5" not in "".join(word) else [_GIVEN.get(c) or s for c, s in zip(given, self._transcribed(given, told))]

    def _transcribed(self, name: str, told: Sequence[str | None]) -> list[str]:
        return [syllable or self._character(character) for character, syllable in zip(name, told)]

    @lru_cache(maxsize=4096)
    def _person(self, name: str, told: tuple) -> tuple:
        """A name that was recognised: the surname read as a surname, apart from the given name. A character that nobody reads stands for itself.

        `told`: for each character what context says, or None."""
        known = self.lexicon.entry(name)
        if known and (known.kind == "person" or known.kind == "word" and known.pinyin[:1].isupper()):
            return align(name, known.pinyin), known.pinyin, known, "name", ((),) * len(name)
        surname = self._surname(name)
        listed = self.lexicon.surnames.get(surname)
        said = align(surname, listed) if listed else self._transcribed(surname, told)
        given = self._given if surname else self._transcribed
        parts = [given(part.group(), told[part.start() : part.end()]) for part in _PARTS.finditer(name, len(surname))]
        pinyin = f"{listed or join_word(said, capital=True)} {'·'.join(join_word(part, capital=True) for part in parts)}".strip()
        syllables = (*said, *[syllable for part in parts for syllable in ("·", *part)][1:])
        entry = Entry(name, pinyin=pinyin, gloss=_PERSON, senses=(_PERSON,), kind="person", sources=("recognised by context",))
        return syllables, pinyin, entry, "name", ((),) * len(name)

    def _surname(self, name: str) -> str:
        """The surname that a name begins with; nothing in Tibetan, Uyghur and long foreign names. A rare one is in no list (支月英)."""
        surnames, parts = self.lexicon.surnames, term_parts()
        if "·" in name or name in parts["transcribed"]:
            return ""
        likely = name[0] in surnames and (name[1] in surnames or set(name[1:]) <= set("一二三四五六七八九十"))  # 徐解秀英, 马五十三
        single = likely or len(name) < 4 and (name[0] in surnames or not parts["sound"].issuperset(name))
        return name[:2] if len(name) > 2 and name[:2] in surnames else name[0] if single else ""

    def _figure(self, word: str, words: list[str], number: int) -> tuple:
        after, *_ = rest = words[number + 1 : number + 4] or [""]
        after = "年" if after in _TO and rest[2:] == ["年"] else after
        before = words[number - 1][-1:] if number else ""
        return _figure(word, after if is_counted(after) or after[:1] == "年" else "", "第" * (before == "第"))

    def curate(self, tokens: Tokens, text: str) -> None:
        """Lay the curated readings of data/glossary over the tokens, in place: the words around decide, the longer context first.

        A context says nothing of a longer word that reaches out of it (来过 of 后来过程)."""
        found = {}
        for end, begin, context in sorted((begin + len(context), begin, context) for begin, context in self._contexts.found(text)):
            for word, *curated in self._contexts.phrases[context]:
                place = begin + context.index(word)
                found[place, word] = max(found.get((place, word), (0,)), (len(context), end, *curated))
        words, starts = tokens.words, tokens.words.starts
        laid = [(bisect_right(starts, place) - 1, place, word, *row[1:]) for (place, word), row in found.items()]
        laid = [row for row in laid if words[row[0]] == row[2] or starts[row[0]] + len(words[row[0]]) <= row[3]]
        tokens.at([number for number, *_ in laid])  # together
        for number, place, word, _, *curated in laid:
            tokens[number] = _with_reading(tokens[number], place - starts[number], word, *curated, self.lexicon)

    def curate_spans(self, tokens: Tokens, text: str, spans: Sequence[Span]) -> None:
        """Lay the reading of a glossary phrase over its component words, in place."""
        starts, read = tokens.words.starts, []
        for span in spans:
            entry = self.lexicon.entry(phrase := text[span.start : span.end])
            syllables = align(phrase, entry.pinyin) if entry and all(map(is_hanzi, phrase)) else ()
            read += [(number, syllables[starts[number] - span.start :]) for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end)) if syllables]
        tokens.at([number for number, _ in read])  # together
        for number, syllables in read:
            part = syllables[: len((token := tokens[number]).text)]
            if token.syllables != part and len(part) == len(token.text):
                tokens[number] = replace(token, syllables=part, pinyin=join_word(part), reason="curated", sure=True)


def _with_other(reading: Pronounced, place: str, syllable: str) -> tuple[Pronounced, Pronounced]:
    """A word's only reading, and beside it one with another syllable at a place."""
    exchanged = lambda row, value: (*row[: int(place)], value, *row[int(place) + 1 :])
    other, mine = exchanged(reading.syllables, syllable), (reading.syllables[int(place)],)
    entry = replace(reading.entry, pinyin=join_word(other, reading.entry.pinyin[0].isupper()))
    return reading._replace(others=exchanged(reading.others, (syllable,))), Pronounced(other, entry, exchanged(reading.others, mine))


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
