"""Which verb goes with which noun, what nearly means the same, and what a short form stands for: small tables (data/making) and the dictionary's glosses."""
from __future__ import annotations

import re
from functools import cache

from helpers.folders import DATA
from helpers.glossary import rows
from helpers.lexicon import lexicon
from helpers.model import Entry
from helpers.syllables import HANZI

FOLDER = DATA / "making"
_EMPTY = frozenset(
    "the and for with from into that this which one's someone something etc esp also its their his her they them are was who whom whose what when how out off"
    " more most very not any all other used use lit fig idiom make making made take taking give have has having being some over onto upon thing things person"
    " especially above mostly often usually party people work official officials".split())
_WORD = re.compile("[a-z']{3,}")
_REMARK = re.compile(r"\([^)]*\) ?")


@cache
def objects() -> dict[str, tuple[str, ...]]:
    """Noun → the verbs that take it in the press: 责任 → 履行, 承担 …"""
    return {row["noun"]: tuple(row["verbs"].split()) for row in rows(FOLDER / "objects.tsv", "NOUN VERBS")}


@cache
def verbs() -> dict[str, tuple[str, ...]]:
    """Verb → the nouns that it takes, in the order of the table."""
    found: dict[str, list[str]] = {}
    for noun, takes in objects().items():
        for verb in takes:
            found.setdefault(verb, []).append(noun)
    return {verb: tuple(nouns) for verb, nouns in found.items()}


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Word → all words that nearly mean the same."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(FOLDER / "near_synonyms.tsv", "WORDS"):
        group = frozenset(row["words"].split())
        found |= {word: found.get(word, frozenset()) | group for word in group}
    return found


@cache
def takes(verb: str, noun: str) -> bool:
    """May a verb take this noun: by the table, or because a verb that nearly means the same does?"""
    return not {verb, *_groups().get(verb, ())}.isdisjoint(objects().get(noun, ()))


@cache
def _meanings() -> dict[str, str]:
    """Word → its meaning in the press, where the dictionary's first sense is another."""
    return {row["word"]: row["meaning"] for row in rows(FOLDER / "meanings.tsv", "WORD MEANING")}


@cache
def short_forms() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Short form → its full form, and other right ones."""
    return {row["short"]: (row["full"], tuple(filter(None, row["also"].split(" | ")))) for row in rows(FOLDER / "short_forms.tsv", "SHORT FULL also")}


@cache
def alike(one: str, other: str) -> bool:
    """Do two words mean nearly the same: a known pair, one inside the other, or glosses that share a word?"""
    if one in other or other in one or other in _groups().get(one, ()):
        return True
    first, second = lexicon().entry(one), lexicon().entry(other)
    return bool(first and second and content(first) & content(second))


def content(entry: Entry) -> frozenset[str]:
    """The words of an entry's senses that carry meaning, cut to their stems: solve, solving → solv."""
    return words_of(" ".join([entry.gloss, *entry.senses]))


def words_of(gloss: str) -> frozenset[str]:
    """The words of a gloss that carry meaning, cut to their stems."""
    return frozenset(word[:5].rstrip("es") for word in _WORD.findall(gloss.lower()) if word not in _EMPTY)


def kinds_of(word: str) -> frozenset[str]:
    """The parts of speech that a word may have (noun, verb …); none where nothing is known."""
    entry = lexicon().entry(word)
    parts = set(entry.pos.split(" or ")) if entry and entry.pos else set()
    parts |= {"verb"} if entry and any(sense.startswith("to ") for sense in entry.senses) or word in verbs() else set()
    return frozenset(parts | ({"noun"} if word in objects() else set())) - {"set phrase", "abbreviation", "name"}


def meaning(word: str, longest: int = 60) -> str:
    """What a word means, in a few English words for a remark; nothing where that cannot be said shortly."""
    entry = lexicon().entry(word)
    return _meanings().get(word) or (brief(entry.gloss, longest) if entry else "")


def brief(gloss: str, longest: int = 60) -> str:
    """The first sense of a gloss without remarks; nothing where it is long or has Chinese in it."""
    plain = _REMARK.sub("", _REMARK.sub("", gloss)).replace("(", "").replace(")", "").strip()
    first = next((part.strip() for part in (plain, plain.split(";")[0], plain.split(": ")[0], plain.split(",")[0]) if len(part.strip()) <= longest), "")
    return "" if HANZI.search(first) else first.replace(" ,", ",").strip(" ,;:")


def described(word: str) -> str:
    """A word with its meaning in brackets, where it is known."""
    return f"{word} ({said})" if (said := meaning(word)) else word
