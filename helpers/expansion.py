"""What a formula stands for, as far as the text says so itself: before it, behind it, in a list, a sentence away, in quoted members.

The items are counted against the numeral. A formula that the text does not explain has no items; nothing is guessed.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.enumerations import FAR, OTHER_LIST, after_opening, exactly, first_list, heads_of, is_edge, numbered_list, pieces_of, tidied
from helpers.formulas import Part, counted, parts
from helpers.lexicon import Lexicon

_MEMBERS = re.compile("(?:[“《][^“”《》]{1,40}[”》](?:[、，和与及]|以及)?)+$")
_MEMBER = re.compile("[“《]([^“”《》]{1,40})[”》]")
_LINK = re.compile("(?:等|等等|这|的|这样的|组成的|构成的|在内的|为主要内容的|为内容的|，(?:以|用|通过|按照|坚持|实行|推行|落实|实现|做到)|（以下简称|？带着|？围绕)*[“‘]?$")
_SAYS = "即|也就是|就是|指的是|是指|指(?![头导挥定示标数点出着])|包括|包含|分别是|分别为|分别指|具体为|具体是|具体指|主要是"
_TELLS = re.compile(rf"[”’]?[^。；：:（(—\n]{{0,18}}?(?:[，,—]{{0,2}}(?:{_SAYS})[：:，]?|[：:]|——|[（(](?:{_SAYS})?[：:]?)")
_IS = re.compile("[”’]?[^，。；：:“”（(—\n]{0,6}?[是为]")
_COMPOSED = re.compile("[”’]?由([^，。；]+?)(?:组成|构成)")
_OPENING = re.compile("^(?:推动|促进|实现|做到|确保|重点|着力|全面|一批|一些)(?=.{3})")
_CLAUSE = frozenset("了着过到在把对向就都从被让")
_FULL = str.maketrans(",:;()", "，：；（）")


class Expansion(NamedTuple):
    """The items of a formula in order, where in the text they stand, whether every unit has its items, and whether it is sure."""

    items: tuple[str, ...]
    start: int
    whole: bool
    sure: bool


def expansion(formula: str, text: str, lexicon: Lexicon) -> Expansion | None:
    """The first explanation that the text gives of a formula; None where it gives none."""
    units, text = parts(formula), text.translate(_FULL)
    for match in re.finditer(re.escape(formula.strip("“”")), text) if units else ():
        found = _of_one(formula, match, text, lexicon) if counted(formula) else _of_several(units, match, text, lexicon)
        if found:
            return found
    return None


def _of_one(formula: str, match: re.Match, text: str, lexicon: Lexicon) -> Expansion | None:
    """Of a formula with one numeral: quoted members, a list before it, a list behind it, a numbered list that follows."""
    number, unit = counted(formula), parts(formula)[0].unit
    begin = _sentence_start(text, match.start())
    if match.start() - begin < 6 and "这" in text[begin : match.start()]:
        begin = _sentence_start(text, max(0, begin - 1))
    before, behind = _LINK.sub("", text[begin : match.start()]).rstrip("？"), text[match.end() :]
    ways = (_quoted(before, number), _listed_before(before, number, unit, lexicon), _composed(behind, number), _listed_behind(behind, number, unit),
            numbered_list(behind, number, unit), _members_behind(behind, number))
    return next((Expansion(tuple(items), begin, True, sure) for items, sure in filter(None, ways)), None)


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that has this place."""
    return max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1


def _quoted(before: str, number: int) -> tuple[list[str], bool] | None:
    """“A”“B”“C”三个套餐: exactly so many members side by side."""
    found = _MEMBERS.search(before)
    members = _MEMBER.findall(found.group()) if found else []
    return (members, True) if len(members) == number else None


def _composed(behind: str, number: int) -> tuple[list[str], bool] | None:
    """三支队伍由A、B、C组成."""
    found = _COMPOSED.match(behind)
    pieces = exactly(found[1], "、", number) if found else None
    return (pieces, True) if pieces else None


def _members_behind(behind: str, number: int) -> tuple[list[str], bool] | None:
    """三个套餐“A”“B”“C”, and behind a colon or a verb."""
    found = re.match("[”’]?[^，。；“”\n]{0,12}?[：:，]?((?:“[^“”]{1,40}”[、，和与及]?){2,})", behind)
    members = _MEMBER.findall(found[1]) if found else []
    return (members, True) if len(members) == number else None


def _listed_before(before: str, number: int, unit: str, lexicon: Lexicon) -> tuple[list[str], bool] | None:
    """A、B、C等“三个X”: so many pieces, the first of them freed of what stands before the list."""
    if (inside := re.search("“([^“”]+)”$", before)) and len(pieces := pieces_of(inside[1], "、", number)) == number > 1:
        return pieces, True
    for clause, mark in ((re.split("[，。；：:—]|[（(](?![^（(]*[）)])", before)[-1], "、"), (before, "，")):
        pieces = pieces_of(clause, mark, number)
        if len(pieces) >= number > 1:
            return _freed(pieces[-number:], len(pieces) == number, unit, lexicon, mark)
    return None


def _freed(pieces: list[str], exact: bool, unit: str, lexicon: Lexicon, mark: str) -> tuple[list[str], bool] | None:
    """The pieces, if they are alike; the first one without the words before it. Sure where length or ending shows where it begins."""
    first, *others = pieces
    if any(piece.count(a) != piece.count(b) for piece in pieces for a, b in ("“”", "（）")):
        return None
    if _is_no_list(pieces, unit, lexicon):
        return None
    lengths, place = {len(piece) for piece in others}, {piece.find(unit[:1]) for piece in others}
    at = first.find(unit[:1], min(place) + 1) if unit and 0 <= min(place) <= max(place) <= 2 and first.find(unit[0]) != min(place) else -1
    if at > 0:
        return [first[at - min(place) :], *others], mark == "、" and len(place) == 1
    alike = len({piece[-1] for piece in pieces}) == 1
    ends = len({piece[-2:] for piece in pieces}) == 1 or unit and all(piece.endswith(unit) or piece[-1] == unit[0] for piece in pieces)
    if not (len(lengths) == 1 or alike or ends or exact and mark == "、") or mark == "，" and (not ends or min(map(len, others)) < 4):
        return None
    if not exact and not (len(lengths) == 1 and len(first) == len(others[0]) and ends):
        return None
    if len(lengths) == 1 and len(first) > len(others[0]) and is_edge(first, len(first) - len(others[0]), lexicon):
        return [first[-len(others[0]) :], *others], mark == "、"
    cut = 0 if lengths == {len(first)} else after_opening(first, lexicon)
    return [first[cut:], *others], (cut > 0 or len(lengths | {len(first)}) == 1) and (alike or len(lengths) == 1)


def _is_no_list(pieces: list[str], unit: str, lexicon: Lexicon) -> bool:
    """Are these names of people, or is the last one a clause of its own, without what is counted?"""
    if unit and all(unit[0] in piece for piece in pieces):
        return False
    names = all(2 <= len(piece) <= 3 and piece[0] in lexicon.surnames and lexicon.entry(piece) is None for piece in pieces[1:])
    return names or not _CLAUSE.isdisjoint(lexicon.cut(pieces[-1]))


def _listed_behind(behind: str, number: int, unit: str) -> tuple[list[str], bool] | None:
    """“三个X”，即A、B、C: behind a colon, a dash, brackets or a verb that explains; or at once, if each begins with what is counted (三抓: 抓…、抓…、抓…)."""
    for opening in filter(None, (_TELLS.match(behind), _IS.match(behind))):
        told = opening.group()
        if OTHER_LIST.search(told):
            continue
        pieces = first_list(_told_part(told, behind[opening.end() :]), number, told.endswith(("是", "为")))
        if pieces and (told.count("“") == 0 or all(unit[:1] in piece for piece in pieces)):
            far = told.endswith(("包括", "包含")) and len(told) > 6 and not all(unit[:1] in piece for piece in pieces)
            return heads_of(pieces, unit), not far and not told.endswith(("是", "为"))
    found = _at_once(behind, number, unit) or _later(behind, number, unit)
    return (found, True) if found else None


def _at_once(behind: str, number: int, unit: str) -> list[str] | None:
    """“三抓”行动，抓…、抓…、抓…: behind a comma, so many pieces that each have in them what is counted."""
    found = re.match("[”’]?[^，。；：“”]{0,8}[，：]([^。\n]+)", behind)
    clauses = re.split("[，；]", found[1]) if found and unit else []
    for pieces in (pieces_of(clauses[0], "、", number), clauses[:number]) if clauses else ():
        if len(pieces) == number and all(unit in piece for piece in pieces):
            return [_from_unit(pieces, unit), *pieces[1:]]
    return None


def _from_unit(pieces: list[str], unit: str) -> str:
    """The first of several pieces, freed of what stands before it: where the others begin with what is counted, or behind an opening verb."""
    first = pieces[0]
    if all(piece.startswith(unit) for piece in pieces[1:]):
        return first[first.index(unit) :]
    return _OPENING.sub("", first)


def _later(behind: str, number: int, unit: str) -> list[str] | None:
    """A sentence or two away: 支部联建、产业联营、利益联享，让…; each piece, or each clause, has in it what is counted."""
    for sentence in behind.split("\n")[0].split("。")[1:FAR] if unit else ():
        told = sentence.split("：")[-1]
        pieces = pieces_of(re.split("[，；]", told)[0], "、", number)
        if len(pieces) == number > 2 and all(unit[0] in piece for piece in pieces) and len(set(map(len, pieces))) == 1:
            return pieces
        for mark in "；，":
            pieces = [tidied(re.split("[，、]", piece)[0]) for piece in told.split(mark)]
            if len(pieces) == number > 2 and all(unit in piece for piece in pieces):
                return pieces
    return None


def _told_part(told: str, behind: str) -> str:
    """What the opening words open: up to the closing bracket or dash, else to the end of the sentence."""
    close = "[）)]" if told[-1] in "（(" and not behind[1:2] in "）)" else "——" if told.endswith("——") else "$"
    return re.split(close, re.split("[。\n]", behind)[0])[0]


def _of_several(units: tuple[Part, ...], match: re.Match, text: str, lexicon: Lexicon) -> Expansion | None:
    """Of a formula of several units: each unit explained by its number or its own words in the sentences behind."""
    if all(part.count == 1 and part.unit == part.text for part in units):
        return Expansion(tuple(part.unit for part in units), match.start(), True, True) if len(units) > 1 else None
    behind = _near(text[match.end() :])
    begin = _sentence_start(text, match.start())
    if row := _in_a_row(units, behind) or _beside(units, text[begin : match.start()].rstrip("“"), behind, lexicon):
        return Expansion(tuple(row), match.start(), True, True)
    found = [list(_of_unit(part, behind)) for part in units]
    told = [items for items in found if items]
    if not told or len(told) < sum(part.count is not None for part in units) and len(told) < 2:
        return None
    return Expansion(tuple(item for items in told for item in items), match.start(), len(told) == len(units), len(told) == len(units))


def _in_a_row(units: tuple[Part, ...], behind: str) -> list[str] | None:
    """“三查三改”，即查…、查…、查…，改…、改…、改…: all items of all units in one list; or one for each 双."""
    opening = _TELLS.match(behind)
    told = _told_part(opening.group(), behind[opening.end() :]) if opening else ""
    number = sum(part.count or 0 for part in units)
    if any(part.text in told for part in units):
        return None
    for stretch in (re.split("[；，]", told)[0], told):
        pieces = [tidied(piece) for piece in pieces_of(re.sub("[，；]", "、", stretch), "、", number)]
        if len(pieces) == number and None not in (part.count for part in units) and all(pieces) and not any("“" in p and "”" not in p for p in pieces):
            return pieces if all(part.unit[:1] in "".join(pieces) for part in units) or opening.group().endswith("即") else None
        if len(pieces) > (few := units[0].count or 0) > 1 and all(part.count == few and part.unit[:1] in piece for part in units for piece in pieces[:few]):
            return pieces[:few]
        each = all(part.unit[:1] in piece for part in units for piece in pieces)
        if len(pieces) == len(units) and all(part.text[0] == "双" for part in units) or len(pieces) == units[0].count and each:
            return pieces
    return None


def _beside(units: tuple[Part, ...], before: str, behind: str, lexicon: Lexicon) -> list[str] | None:
    """优秀共产党员、优秀党务工作者和先进基层党组织，“两优一先”; and behind a comma 查…、改…，查…、改…: each piece has one of the units in it."""
    number, signs = sum(part.count or 0 for part in units), {part.unit[:1] for part in units}
    if None in (part.count for part in units) or any(part.text in behind for part in units):
        return None
    after = re.match("[”’]?[^，。；：“”]{0,6}，([^。\n]+)", behind)
    for stretch in (re.split("[，；：]", before.rstrip("，"))[-1], after[1] if after else ""):
        pieces = pieces_of(stretch.replace("，", "、"), "、", number)[:number]
        if len(pieces) == number > 2 and all(signs & set(piece) for piece in pieces):
            alike = pieces[0].find(pieces[1][:2])
            cut = alike if alike > 0 else 0 if pieces[0][0] == pieces[1][0] else after_opening(pieces[0], lexicon)
            return [_OPENING.sub("", pieces[0][cut:]), *pieces[1:]]
    return None


def _near(behind: str) -> str:
    """The rest of the line, as many sentences as may explain."""
    return "。".join(behind.split("\n")[0].split("。")[:FAR])


def _of_unit(part: Part, behind: str) -> Iterator[str]:
    """“2”指A和B, 1个镇级中心: what stands for one unit of a formula."""
    number = part.count or part.text[0]
    name = re.escape(part.text)
    said = re.search(rf"[“‘]?{name}[”’]?(?:，?(?:{_SAYS})|是|为|代表)[：:]?([^。；\n]+)", behind)
    if said:
        whole = re.split(r"[，,](?=[“‘]?[\dA-Z一二三四五六七八九两多])", said[1])[0]
        grouped = not part.unit and re.search(r"[二三四五六七八九十两\d](?:支|个|类|家|项|级|轮|方|步|次|道)", whole)
        yield from not grouped and first_list(whole, part.count or 0, True) or [tidied(whole)]
    elif counts := re.search(rf"(?<![\d.]){number}(?![\d.%年月日万亿+＋]|个百分点)[^，。；、\n“”+＋]+", behind):
        yield counts.group()
