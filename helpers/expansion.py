"""What a formula stands for, as far as the text says so itself: before it, behind it, in a list, a sentence away, in quoted members.

The items are counted against the numeral. A formula that the text does not explain has no items; nothing is guessed.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from helpers.boundaries import SAYS, begin_of, several_stand_clear
from helpers.coinages import word_class
from helpers.enumerations import FAR, are_results, exactly, numbered_list, pieces_of, tidied
from helpers.formulas import Part, counted, parts
from helpers.lexicon import Lexicon
from helpers.members import LINK, TELLS, Expansion, of_one, sentence_start, subjects, told_part

_FIGURES = dict(zip("123456789", ("1一", "2二两", "3三", "4四", "5五", "6六", "7七", "8八", "9九")))  # a digit, and how else it is written
_FULL = str.maketrans(",:;()", "，：；（）")


def expansion(formula: str, text: str, lexicon: Lexicon) -> Expansion | None:
    """The first explanation that the text gives of a formula; None where it gives none."""
    whole, text = formula, text.translate(_FULL)
    formula = formula if parts(formula) else re.sub("^[“]?[^一二三四五六七八九十两双\\d]{1,4}", "", formula)  # 高原三件宝
    units = parts(formula)
    short = units[0].text[:2] if len(units) == 1 else formula  # “五社”包括… tells what 五社联动 is
    if short != formula and f"“{short}”" in text and (found := expansion(short, text, lexicon)):
        return found
    way = of_one if counted(formula) else _of_several
    forms = [formula, "+".join(re.findall(r"1\d|[2-9]", formula))][: 1 + formula.isdecimal()]  # 3612: 3, 6, 12
    tries = (way(form, match, text, lexicon) for form in forms for match in re.finditer(re.escape(whole.strip("“”")), text) if units)
    return next((found for found in tries if found and all(found.items)), None)


def _of_several(formula: str, match: re.Match, text: str, lexicon: Lexicon) -> Expansion | None:
    """Of a formula of several units: each unit explained by its number or its own words in the sentences behind."""
    units = parts(formula)
    if all(part.count == 1 and part.unit == part.text or "+" in formula and len(part.unit) > 1 for part in units):
        return Expansion(tuple(part.text for part in units), match.start(), True, True) if len(units) > 1 else None
    behind = "。".join(text[match.end() :].replace("\n", "。").split("。")[:FAR])  # as many sentences as may explain
    before = LINK.sub("", text[sentence_start(text, match.start()) : match.start()])
    if row := _acting(units, behind, lexicon) or _numbered(units, behind) or _in_a_row(units, behind) or _beside(units, before, behind, lexicon):
        return Expansion(tuple(row), match.start(), True, several_stand_clear(row, units, match, lexicon))
    found = [list(_of_unit(part, behind)) for part in units]
    told = [items for items in found if items and not are_results(items)]
    if not told and len(units) == 2 and units[0].count == 1 and counted(units[1].text):
        return of_one(units[1].text, match, text, lexicon)  # 一户三档: three of them for each
    items, whole = tuple(chain(*told)), len(told) == len(units)
    enough = told and (whole or not formula.isdecimal() and len(told) >= min(2, sum(part.count is not None for part in units)))
    return Expansion(items, match.start(), whole, whole and several_stand_clear(items, units, match, lexicon)) if enough else None


def _acting(units: tuple[Part, ...], behind: str, lexicon: Lexicon) -> list[str] | None:
    """移送单发给…，提示单送到…，督促函寄给…: what clauses begin with, as many of each unit as are counted."""
    found = [word_class(part.unit, lexicon) in ("noun", "descriptive") and part.text not in behind and subjects(behind, part, lexicon, "[，、。；：？和与（\n]|——|……") for part in units]
    return list(chain(*found)) if all(found) else None


def _numbered(units: tuple[Part, ...], behind: str) -> list[str] | None:
    """其一，免收…；其二，免收…；其三，减半…: one numbered list for all units, with what each of them counts."""
    items = numbered_list(behind, sum(part.count or 99 for part in units), "")
    return items if items and all(sum(part.unit[:1] in item for item in items) >= (part.count or 0) for part in units) else None


def _in_a_row(units: tuple[Part, ...], behind: str) -> list[str] | None:
    """“三查三改”，即查…、查…、查…，改…、改…、改…: all items of all units in one list; or one for each 双."""
    opening = TELLS.match(behind)
    told = told_part(opening.group(), behind[opening.end() :]) if opening else ""
    number = sum(part.count or 0 for part in units)
    for stretch in (re.split("[，；]", told)[0], told):
        pieces = exactly(re.sub("[，；]", "、", stretch), "、", len(units))
        if pieces and "”" not in stretch and all(not part.unit and any(figure in piece for figure in _FIGURES.get(part.text, part.text)) for part, piece in zip(units, pieces)):
            return pieces
    if any(part.text in told for part in units):
        return None
    for stretch in (re.split("[；，]", told)[0], told):
        pieces = [tidied(piece) for piece in pieces_of(re.sub("[，；]", "、", stretch), "、", number)]
        if len(pieces) == number and None not in (part.count for part in units) and all(pieces) and not any("“" in p and "”" not in p for p in pieces):
            return pieces if all(part.unit[:1] in "".join(pieces) for part in units) or opening.group().endswith("即") else None
        if len(pieces) >= (few := units[0].count or 0) > 0 and all(part.unit[:1] in piece for part in units for piece in pieces[:few]):
            return pieces[:few]
    return None


def _beside(units: tuple[Part, ...], before: str, behind: str, lexicon: Lexicon) -> list[str] | None:
    """优秀共产党员、优秀党务工作者和先进基层党组织，“两优一先”; and behind a comma 查…、改…，查…、改…: each piece has one of the units in it."""
    number, signs = sum(part.count or 0 for part in units), {part.unit[:1] for part in units}
    if None in (part.count for part in units) or any(part.text in behind for part in units):
        return None
    after = re.match("[”’]?[^，。；：“”]{0,6}，([^。\n]+)", behind)
    for stretch in (re.split("[，；：]|以?“", before.rstrip("，").removesuffix("”"))[-1], after[1] if after else ""):
        pieces = pieces_of(stretch.replace("，", "、"), "、", number)[:number]
        if len(pieces) == number > 2 and all(signs & set(piece) for piece in pieces):
            return [pieces[0][begin_of(pieces[0], pieces[1:], lexicon) :], *pieces[1:]]
    return None


def _of_unit(part: Part, behind: str) -> Iterator[str]:
    """“2”指A和B, 1个镇级中心: what stands for one unit of a formula."""
    name = re.escape(part.text)
    said = re.search(rf"[“‘]?{name}[”’]?(?:，?(?:{SAYS})|是|为|代表)[：:]?([^。；\n]+)", behind)
    if said:
        clause = said[1].split("，")[0]
        grouped = not part.unit and re.search(r"[二三四五六七八九十两\d](?:支|个|类|家|项|级|轮|方|步|次|道)", clause)
        number = part.count or (0 if part.unit else len(re.split("[、和]", clause)))  # N is as many as are named
        yield from not grouped and exactly(clause, "、", number) or [tidied(clause)]
    elif counts := re.search(rf"(?<![\d.]){part.count or part.text[0]}(?![\d.%年月日万亿+＋]|个百分点)[^，。；、\n“”+＋]+", behind):
        yield re.sub("(?:为[^为]{2}|牵头|主抓|参与|组成)$", "", counts.group())  # what each does
