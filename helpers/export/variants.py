"""The ways in which a right answer may be typed, written out for formats that compare letter by letter (Moodle, a notebook that is marked elsewhere).

Each passes `helpers.answers.same`, which knows more ways than can be listed.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from helpers.answers import same
from helpers.dictionary import converter
from helpers.syllables import join_word, marked, split_syllables

_MONTHS = "January February March April May June July August September October November December".split()


def variants(key: str, form: str = "text") -> tuple[str, ...]:
    """The key as it stands, and other ways to type it, each once. Small letters and capitals are not told apart.

    >>> variants("lǜsè", "pinyin")
    ('lǜsè', 'lǜ sè', 'lv4se4', 'lv4 se4', 'lü4se4', 'lü4 se4', 'lu:4se4', 'lu:4 se4')
    >>> variants("2000万", "number"), variants("11月23日", "date")[:2], variants("党建/引领", "cut")[:2]
    (('2000万', '20000000', '20,000,000', '20 million'), ('11月23日', '23 November'), ('党建/引领', '党建 / 引领'))
    """
    ways = {"pinyin": _pinyin, "number": _number, "date": _date, "cut": _cut}.get(form, _text)
    found = {unicodedata.normalize("NFC", way): None for way in (key, *ways(key)) if same(way, key, form)}
    return tuple(found) or (key,)


def accepted(key: str, others: tuple[str, ...], form: str) -> tuple[str, ...]:
    """All that counts as right for a part of an exercise: the key, its variants, those of the other right texts."""
    return tuple(dict.fromkeys(way for text in (key, *others) for way in variants(text, form)))


def _text(key: str) -> Iterator[str]:
    """Without spaces and marks, and both in traditional characters: 為 and 爲."""
    bare = "".join(c for c in key if unicodedata.category(c)[0] not in "PZC" or c == "%")
    for text in (key, bare):
        yield text
        yield from (converter(name).convert(text) for name in ("s2t", "s2tw"))


def _pinyin(key: str) -> Iterator[str]:
    """With marks and with numbers; by words, by syllables, in one; ü as v and u:; the neutral tone as 5 and as nothing."""
    words = [split_syllables(word) for word in key.split()]
    numbered = lambda u, neutral: lambda syllable: syllable.replace("v", u).replace("5", neutral)
    spell = [marked, *(numbered(u, neutral) for u in ("v", "ü", "u:") for neutral in ("5", ""))]
    yield from ("".join(map(join_word, words)), key.replace("'", ""), key.replace("'", "’"))
    for style in spell:
        written = [[style(syllable) for syllable in word] for word in words]
        yield " ".join("".join(word) for word in written)
        yield "".join("".join(word) for word in written)
        yield " ".join(" ".join(word) for word in written)


def _number(key: str) -> Iterator[str]:
    """In figures, with and without commas and what is counted (121项); in 万, 亿, million and billion where that is short; per cent in Chinese and in English."""
    found = re.fullmatch(r"(百分之)?([\d.,]+)\s*(万|亿|million|billion)?\s*(%)?([余多]?[^\W\d_]?)", key.strip())
    if not found or not re.fullmatch(r"\d+(\.\d+)?", figures := found[2].replace(",", "")):
        return
    value = Decimal(figures) * {"万": 10**4, "million": 10**6, "亿": 10**8, "billion": 10**9}.get(found[3], 1)
    if found[1] or found[4]:
        yield from (f"{value:f}%", f"{value:f} %", f"百分之{value:f}", f"{value:f} per cent", f"{value:f} percent")
        return
    sizes = {unit: size for unit, size in (("万", 10**4), ("亿", 10**8), (" million", 10**6), (" billion", 10**9)) if value >= size and value % (size // 100) == 0}
    for written in (f"{_short(value)}", f"{_short(value):,}", *(f"{_short(value / size)}{unit}" for unit, size in sizes.items())):
        yield from (written, written + found[5])


def _short(value: Decimal) -> Decimal:
    """A number without noughts behind the point, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _date(key: str) -> Iterator[str]:
    """In Chinese, in English, and in figures, with the year where the key has one."""
    found = re.search(r"(?:(\d{4})\s*[年-])?\s*(\d{1,2})\s*[月-]\s*(\d{1,2})", key)
    if not found or not 1 <= int(found[2]) <= 12:
        return
    year, month, day = found[1], int(found[2]), int(found[3])
    name = _MONTHS[month - 1]
    for month_name in (name, name[:3]):
        yield from (f"{day} {month_name}{f' {year}' if year else ''}", f"{month_name} {day}{f', {year}' if year else ''}")
    yield f"{f'{year}年' if year else ''}{month}月{day}日"
    yield from [f"{year}-{month:02}-{day:02}", f"{year}-{month}-{day}"] if year else [f"{month}-{day}", f"{month}/{day}"]


def _cut(key: str) -> Iterator[str]:
    """The words parted in other ways than by a plain slash."""
    words = re.split(r"[/／|｜\s]+", key.strip())
    yield from (between.join(words) for between in ("/", " / ", " ", "／", "|"))
