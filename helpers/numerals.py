"""How a number in figures is said: years digit by digit, amounts as amounts, per cent, decimals, fractions, sums."""
from __future__ import annotations

import re
from functools import lru_cache

from helpers.syllables import join_word

_DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")
_PLACES = ("", "shi2", "bai3", "qian1")
_GROUPS = ("", "wan4", "yi4", "wan4 yi4")
COUNTED = frozenset("个名次家条项张天位所部批份篇件场座只户村岁种类间支套本台辆年倍公亩元块吨米平小周分秒万亿千")
_NOT_COUNTED = frozenset(("年级", "年度", "村"))
_AMOUNT = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?[%‰]?")


@lru_cache(maxsize=4096)
def said(figures: str, after: str = "", before: str = "") -> str:
    """The pinyin of a number in figures, one word a space; `after` and `before` are the text around it. "" if it is no number.

    >>> said("2018", "年"), said("4.6", "亿"), said("60%"), said("2", "个")
    ('èr líng yī bā', 'sì diǎn liù', 'bǎi fēn zhī liùshí', 'liǎng')
    """
    plain = figures.translate(str.maketrans("０１２３４５６７８９．，：％", "0123456789.,:%"))
    if re.fullmatch(r"\d{1,2}(:\d\d){1,2}", plain):
        return " ".join(_clock(plain))
    if not _AMOUNT.fullmatch(plain):
        return _digits(plain) if plain.isdecimal() else ""
    if plain.isdecimal() and (_is_year(plain, after) or len(plain) > 12 or plain[0] == "0" != plain):
        return _digits(plain)
    if plain == "2" and is_counted(after) and before[-1:] != "第":
        return "liǎng"
    return _amount(plain.replace(",", ""))


def said_sum(formula: str) -> str:
    """The pinyin of a formula such as 1+43+N: plus is jiā, letters stay letters."""
    return " ".join("jiā" if part in "+＋" else said(part) or part for part in re.split(r"([+＋])", formula) if part)


def is_counted(after: str) -> bool:
    """Does the word behind a figure make it a count (2年, 2个: liǎng)?"""
    return after[:1] in COUNTED and after not in _NOT_COUNTED


def _is_year(plain: str, after: str) -> bool:
    """Four figures from 1000 to 2999 before 年 are a year; 40年 and 5000年 are spans of time."""
    return after[:1] == "年" and len(plain) == 4 and plain[0] in "12"


def _digits(plain: str) -> str:
    return " ".join(join_word([_DIGITS[int(digit)]]) for digit in plain)


def _clock(plain: str) -> list[str]:
    """9:00 jiǔ diǎn, 10:05 shí diǎn líng wǔ fēn, 9:46:32 with seconds."""
    hour, minute, *second = plain.split(":")
    words = [_amount(hour), "diǎn"]
    if int(minute) or second:
        words += ["líng"] * (0 < int(minute) < 10) + [_amount(minute), "fēn"]
    return words + [word for part in second for word in (_amount(part), "miǎo")]


def _amount(plain: str) -> str:
    share = {"%": "bǎi fēn zhī ", "‰": "qiān fēn zhī "}.get(plain[-1], "")
    whole, _, rest = plain.rstrip("%‰").partition(".")
    tail = " diǎn " + _digits(rest) if rest else ""
    return share + (cardinal(int(whole)) + tail)


def cardinal(number: int) -> str:
    """A whole number as pinyin, written by GB/T 16159: 1078 → yīqiān líng qīshíbā, 20000 → liǎngwàn. From 10¹⁶ on, digit by digit."""
    if number >= 10**16:
        return _digits(str(number))
    words, gap = [], False
    for place in range(3, -1, -1):
        group = number // 10 ** (4 * place) % 10_000
        if group:
            said_group = ["liǎng"] if group == 2 and place and not words else _group(group, bool(words))
            words += ["líng"] * bool(words and (gap or group < 1000)) + _with_unit(said_group, place, group)
        gap = bool(words) and not group
    return " ".join(words) or "líng"


def _with_unit(words: list[str], place: int, group: int) -> list[str]:
    """A group and its unit: joined to a single digit (èrwàn), apart from more (shí wàn)."""
    unit = [join_word([part]) for part in _GROUPS[place].split()]
    return [words[0] + unit[0], *unit[1:]] if unit and group < 10 else words + unit


def _group(group: int, inside: bool) -> list[str]:
    """A number under 10,000: hundreds and thousands each a word, tens and units one; 10–19 is shíyī, inside a number yīshíyī."""
    digits, rest = [(place, digit) for place in (3, 2) if (digit := group // 10**place % 10)], group % 100
    words = [join_word(["liang3" if digit == 2 and place == 3 and not inside else _DIGITS[digit], _PLACES[place]]) for place, digit in digits]
    words += ["líng"] * (group >= 100 and rest > 0 and (rest < 10 or group % 1000 < 100))
    return words + ([_tens(rest, inside or group >= 100)] if rest else [])


def _tens(rest: int, inside: bool) -> str:
    ten, one = divmod(rest, 10)
    lead = [_DIGITS[ten]] if ten > 1 or (ten and inside) else []
    return join_word(lead + ["shi2"] * bool(ten) + [_DIGITS[one]] * bool(one))
