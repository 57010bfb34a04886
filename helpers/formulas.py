"""The form of a formula: how many things it counts, and of what. 四个不到位 → 4 × 不到位; 三会一课 → 3 × 会 + 1 × 课; 1+43+N."""
from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}
_NUMERAL = "[一二三四五六七八九两双]?十[一二三四五六七八九]?|[一二三四五六七八九两双]|\\d+|(?<![A-Za-z])[A-Z](?![A-Za-z])"
_COUNTED = re.compile(rf"({_NUMERAL})((?:[统唯专第同]一(?!分)|[A-Z]{{2,}}|[^一二三四五六七八九十两双\dA-Z+＋])*)")
_MEASURES = "个|项|大|张|条|步|级|类|支|种|道|位|名|本|块|组|轮|次|点|套|方面|件|层|家|把|笔|座|股|扇|批|面|朵|盏|颗|棵|只|台|份|对|根|碗|句|堂|场|间|幅|杯|剂|盘|趟"
_NO_COUNT = re.compile(rf"(?:{_NUMERAL})点(?:半|钟)|(?:十[一二三四五六七八九]|二十)大(?:精神|报告|以来|代表|党章|部署)|(?:{_NUMERAL})(?:分钟|小时|公里|号|年|月|日|米|亩|元|万|亿|岁|度|%|届|期|次方|大于)")  # a measure or an ordinal, no formula
_SIGN = re.compile("[+＋]")
_FRAME = "“”‘’《》 "


class Part(NamedTuple):
    """One unit of a formula: `count` (None for N and X, which nobody counts) times `unit`; `text` as it stands there."""

    count: int | None
    unit: str
    text: str


def parts(formula: str) -> tuple[Part, ...]:
    """The units of a formula in order; none where it is no formula.

    >>> parts("三会一课")
    (Part(count=3, unit='会', text='三会'), Part(count=1, unit='课', text='一课'))
    >>> [part.count for part in parts("1+43+N")]
    [1, 43, None]
    """
    formula = formula.strip(_FRAME)
    if _NO_COUNT.match(formula):
        return ()
    if _SIGN.search(formula):
        return tuple(_summand(text) for text in _SIGN.split(formula) if text)
    if formula.isdecimal():
        return tuple(Part(int(figure), "", figure) for figure in re.findall("[1-9]0?", formula)) if 2 < len(formula) < 6 else ()
    if of_one := re.fullmatch(f"({_NUMERAL})(?:个(一.*)|(位一体))", formula):
        return (Part(value_of(of_one[1]), of_one[2] or of_one[3], formula),)
    if one_and_many := re.fullmatch("(一.)(多.)", formula):
        return Part(1, formula[1], one_and_many[1]), Part(None, formula[3], one_and_many[2])
    found = list(_COUNTED.finditer(formula))
    whole = bool(found) and "".join(match.group() for match in found) == formula and not re.search("[、，千万亿]|(?<!之)(?<!分)百(?!分)", formula)
    units = tuple(Part(value_of(m[1]), _unit(m[2]), m.group()) for m in found) if whole and any(m[2] for m in found) else ()
    return units if len(units) > 1 or units and (units[0].count or 0) > 1 else ()


def counted(formula: str) -> int:
    """How many things a formula of one unit stands for (四个不到位: 4); 0 for every other."""
    found = parts(formula)
    return found[0].count or 0 if len(found) == 1 and found[0].unit and (found[0].count or 0) > 1 else 0


def pattern_of(formula: str) -> str:
    """The form in signs: 3 × 会 + 1 × 课, 1 + 43 + N; empty where it is no formula."""
    return " + ".join(_written(part) for part in parts(formula))


def _written(part: Part) -> str:
    number = part.text[0] if part.count is None else str(part.count)
    return f"{number} × {part.unit}" if part.unit and part.text != part.unit else part.unit or number


def _summand(text: str) -> Part:
    match = re.fullmatch(rf"({_NUMERAL})(.*)", text)
    return Part(value_of(match[1]), _unit(match[2]), text) if match and (match[1] != "一" or not match[2]) else Part(1, text, text)


def _unit(text: str) -> str:
    """What is counted, without its measure word: 个意识 → 意识, but 级 → 级."""
    return re.sub(f"^(?:{_MEASURES})(?=.)", "", text)


def value_of(numeral: str) -> int | None:
    """The number that a numeral below 100 writes, in characters or figures; None for a letter (N, X)."""
    if numeral.isascii() or numeral.isdecimal():
        return int(numeral) if numeral.isdecimal() else None
    tens, ten, units = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(units, 0)
