"""What a page of slogans is told: each slogan with its card, what one is asked before the card opens, and what it is found by."""
from __future__ import annotations

import random
import re
from functools import cache

from helpers.dictionary import converter
from helpers.explanation import OWN, ROW, UNTOLD, explain, slogans_in
from helpers.formulas import parts
from helpers.lexicon import lexicon
from helpers.model import Reading, Slogan
from helpers.slogan_cards import card, uses
from helpers.slogan_drawing import KINDS, kind_of, rows_of
from helpers.syllables import toneless

WORDS = {1: "one", 2: "two double both", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def record(slogan: Slogan, reading: Reading | None = None, places: bool = True) -> dict:
    """A slogan as the page takes it; its card as in slogan_cards."""
    return {
        "hanzi": slogan.hanzi, "pinyin": re.sub(" *、 *", ", ", slogan.pinyin), "kind": kind_of(slogan), "status": "form only" if slogan.meaning == ROW else slogan.status, "sure": slogan.sure, "short": slogan.literal or (slogan.meaning if slogan.meaning not in (ROW, UNTOLD) else ""),
        "card": card(slogan, reading, places), "items": [[item.text, item.english, _forms(item.text)] for item in slogan.items], "rows": _pair(slogan),
        "meaning": slogan.meaning, "choices": choices(slogan),
    }


def _forms(text: str) -> str:
    """The text in the traditional characters of China and of Taiwan, for those who type them."""
    return f"{converter('s2t').convert(text)} {converter('s2tw').convert(text)}".replace(f"{text} {text}", "")


def _pair(slogan: Slogan) -> list[str]:
    """The two lines of a couplet of equal length, to be aligned; else nothing."""
    rows = rows_of(slogan) if kind_of(slogan) == "couplet or row" else []
    return rows if len(rows) == 2 and len(rows[0]) == len(rows[1]) > 2 else []


def choices(slogan: Slogan) -> list[str]:
    """Three meanings of other slogans of the same kind, those with the same number first, the same each time; none where its own is not told."""
    if slogan.status == "not expanded" or slogan.meaning in (OWN, ROW, UNTOLD):
        return []
    told = _told()[kind_of(slogan)]
    near = {slogan.meaning} | {one.meaning for one in told if one.hanzi in slogan.related or slogan.hanzi in one.related}
    other = list({one.meaning: one for one in told if one.meaning not in near}.values())  # two slogans may mean the same
    random.Random(slogan.hanzi).shuffle(other)
    return [one.meaning for one in sorted(other, key=lambda one: one.pattern[:2] != slogan.pattern[:2])[:3]]


@cache
def _told() -> dict[str, list[Slogan]]:
    """The slogans of the book that say what they mean, by kind."""
    kinds = {kind: [] for kind in KINDS}
    for slogan in book():
        if slogan.status == "expanded":
            kinds[kind_of(slogan)].append(slogan)
    return kinds


@cache
def book() -> tuple[Slogan, ...]:
    """Every slogan of the book, in its order, each by its usual name."""
    every = {name: explain(name) for name in lexicon().slogans}
    others = {name for slogan in every.values() for name in slogan.also}
    return tuple(slogan for name, slogan in every.items() if name not in others)


def text_payload(reading: Reading) -> dict:
    """The slogans of a reading, those of the book that are related to them, and the text with the places of its slogans."""
    found = slogans_in(reading)
    names = {slogan.hanzi for slogan in found}
    near = dict.fromkeys(hanzi for slogan in found for hanzi in slogan.related if hanzi in lexicon().slogans and hanzi not in names)
    return {"view": "text", "slogans": [record(slogan, reading) for slogan in found], "more": [record(explain(hanzi), reading) for hanzi in near],
            "text": [[sentence.role, sentence.start, sentence.text] for sentence in reading.sentences], "places": _places(names, reading), "kinds": list(KINDS)}


def _places(names: set[str], reading: Reading) -> list:
    """Where slogans stand, the outermost only: first character, end, hanzi."""
    places = []
    for mention in sorted((m for m in reading.mentions if m.text in names), key=lambda m: (m.start, -m.end)):
        if not places or mention.start >= places[-1][1]:
            places.append([mention.start, mention.end, mention.text])
    return places


@cache
def book_payload() -> dict:
    """Every slogan of the book, each with what it is found by."""
    return {"view": "book", "slogans": [record(slogan) | {"found": _found_by(slogan)} for slogan in book()], "more": [], "kinds": list(KINDS)}


def _found_by(slogan: Slogan) -> dict:
    """What a slogan is found by: its characters (simplified and traditional), pinyin, numbers, years, articles, and all that is said of it."""
    renderings = [f"{one.text} {one.document} {one.year or ''}" for one in slogan.english]
    said = [kind_of(slogan), slogan.pattern, slogan.literal, slogan.meaning, slogan.usage, slogan.comment, *renderings, *slogan.sources, *(f"{item.english} {item.source}" for item in slogan.items), *slogan.also]
    english = " ".join([slogan.literal, slogan.meaning, *(one.text for one in slogan.english), *(item.english for item in slogan.items)])
    counts = {part.count for part in parts(slogan.hanzi)} | set(map(int, re.findall(r"\d+", slogan.pattern[:40])))
    compact = re.sub(r"[\W_]+", "", slogan.pinyin.lower())
    return {
        "zh": f"{slogan.hanzi} {converter('s2t').convert(slogan.hanzi)} {converter('s2tw').convert(slogan.hanzi)} {slogan.meaning_zh} {' '.join(map(str, slogan.items))}",
        "marked": compact, "bare": toneless(compact).replace("ü", "v"), "english": english.lower(), "all": " ".join(said).lower(),
        "numbers": " ".join(f"{count} {WORDS.get(count, '')}" for count in sorted(counts - {None})),
        "years": sorted(set(re.findall(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", f"{' '.join(said)} {slogan.meaning_zh}"))),
        "articles": [article.id for article, _ in uses().get(slogan.hanzi, ())],
    }
