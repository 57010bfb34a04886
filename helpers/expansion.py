"""What a formula stands for, as far as the text says so itself: before it, behind it, in a list, a sentence away, in quoted members.

The items are counted against the numeral. A formula that the text does not explain has no items; nothing is guessed.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import commonprefix
from typing import NamedTuple

from helpers.coinages import term_parts
from helpers.enumerations import ALIKE, FAR, OTHER_LIST, after_opening, are_results, begin_of, exactly, first_list, heads_of, is_edge, numbered_list, of_else, pieces_of, tidied, without_verb
from helpers.formulas import Part, counted, parts
from helpers.lexicon import Lexicon

_MEMBERS = re.compile("(?:[“《][^“”《》]{1,40}[”》](?:[、，和与及]|以及)?)+$")
_MEMBER = re.compile("[“《]([^“”《》]{1,40})[”》]")
_BACK = re.compile("^.{0,5}这|这[一种个]?“?$|叫作|叫做|称作|称为|唤作|概括为|总结为|说的就是")
_LINK = re.compile("(?:等|等等|这|的|这样的|组成的|构成的|在内的|为主要内容的|为内容的|，(?:(?:以|用|通过|按照|坚持|实行|推行|落实|实现|做到)了?)|（(?:以下)?[简统合]称|？带着|？围绕)*[“‘]?$")
_SAYS = "即|也就是|就是|说的是|指的是|是指|指(?![头导挥定示标数点出着])|包括|包含|分别是|分别为|分别指|具体为|具体是|具体指|主要是"
_TELLS = re.compile(rf"[”’]?[^。；：:（(—\n]{{0,18}}?(?:[，,—]{{0,2}}(?:{_SAYS})[：:，]?|[：:]|——|[（(](?:{_SAYS})?[：:]?)")
_IS = re.compile("[”’]?[^，。；：:“”（(—\n]{0,6}?[是为]")
_COMPOSED = re.compile("[”’]?[^，。；：、]{0,6}，?由([^，。；]+?)(?:组成|构成)")
_OPENING = re.compile("^(?:推动|促进|实现|做到|确保|重点|着力|全面|一批|一些)(?=.{3})")
_CLAUSE = frozenset("了着过到在把对向就都从被让")
NEAR = 300  # characters behind a formula in which its items may stand
_SAID = re.compile("(?:说|道|称|介绍|表示|赞不绝口|感慨|点赞|告诉[^：]*)：")
_FIGURES = dict(zip("123456789", ("1一", "2二两", "3三", "4四", "5五", "6六", "7七", "8八", "9九")))  # a digit, and how else it is written
_THINGS = frozenset("张条支块件道座本份套")  # measure words of things
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
    short = units[0].text[:2] if len(units) == 1 else formula  # “五社”包括… tells what 五社联动 is
    if short != formula and f"“{short}”" in text and (found := expansion(short, text, lexicon)):
        return found
    for match in re.finditer(re.escape(formula.strip("“”")), text) if units else ():
        found = _of_one(formula, match, text, lexicon) if counted(formula) else _of_several(formula, match, text, lexicon)
        if found:
            return found
    return None


def _of_one(formula: str, match: re.Match, text: str, lexicon: Lexicon) -> Expansion | None:
    """Of a formula with one numeral: quoted members, a list before it, a list behind it, a numbered list that follows."""
    number, part = counted(formula), parts(formula)[0]
    begin = _sentence_start(text, match.start())
    if _BACK.search(text[begin : match.start()]):
        begin = _sentence_start(text, max(0, begin - 1))
    raw, behind = text[begin : match.start()], text[match.end() :]
    before = _LINK.sub("", raw).rstrip("？")
    ways = (_quoted(before, number), _of_group(before, behind, part, lexicon), _listed_before(before, text[:begin], raw.rstrip("“").endswith("的"), part, lexicon),
            _composed(behind, number), _listed_behind(behind, part, lexicon),
            numbered_list(behind, number, part.unit), _members_behind(behind, number), _counted_off(behind, part))
    return next((Expansion(tuple(_without_place(items, part)), begin, True, sure) for items, sure in filter(None, ways)), None)


def _without_place(items: list[str], part: Part) -> list[str]:
    """一本是产业账, 道防线是村级网格员, 步概要申报: without the words that only say which one it is."""
    if all(item[0] == figure for item, figure in zip(items, "一二三四五六七八九十")):
        return [item[1:] for item in items]
    if len(part.unit) == 1 and all(item[0] in "用以靠凭" and part.unit in item for item in items):  # 用耐心听诉求: of four hearts the heart
        return [item[1 : item.index(part.unit) + 1] for item in items]
    measure = part.text[1 : len(part.text) - len(part.unit)] or part.unit[:1]
    which = re.compile(f"^(?:还有)?[一二三四五六七八九十]?{re.escape(measure)}(?:{re.escape(part.unit)})?(?:[是为即，]|(?<=步))")
    return [which.sub("", item) for item in items] if measure and all(map(which.match, items)) else items


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that has this place."""
    return max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1


def _counted_off(behind: str, part: Part) -> tuple[list[str], bool] | None:
    """“三送”…一送法律书籍，…；二送法律咨询，…；三送…."""
    each = [re.search(f"(?:^|[，。；：、”\n])[“‘]?{figure}({re.escape(part.unit)}[^，。；”]+)", behind[:NEAR]) for figure in "一二三四五六七八九十"[: part.count or 0]]
    return ([found[1] for found in each if found], True) if len(each) > 1 and all(each) else None


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


def _of_group(before: str, behind: str, part: Part, lexicon: Lexicon) -> tuple[list[str], bool] | None:
    """把学校、家庭、社会三方力量拧在一起，构建“三位一体”…; “四段接力”服务，招引、签约、建设、投产四个阶段…: a list that says how many it has."""
    named = "方|者|股|个阶段|个?环节|个步骤|道?关口?" if part.unit[:1] in tuple("位段步环关") else f"(?:种|类|支|条|道)[^，。；：、]{{0,3}}{re.escape(part.unit[:1])}"
    group = rf"((?:[^，。；：（）“”、\n]{{1,12}}、)+[^，。；：（）“”、\n]{{1,12}}?)[{part.text[0]}](?:{named})"
    lists = (found[1].split("、") for stretch in (before, behind[:NEAR]) for found in re.finditer(group, stretch))
    return next((([first[begin_of(first, others, lexicon) :], *others], False) for first, *others in lists if len(others) + 1 == part.count), None)


def _members_behind(behind: str, number: int) -> tuple[list[str], bool] | None:
    """三个套餐“A”“B”“C”, and behind a colon or a verb."""
    found = re.match("[”’]?[^，。；“”\n]{0,12}?[：:，]?((?:“[^“”]{1,40}”[、，和与及]?){2,})", behind)
    members = _MEMBER.findall(found[1]) if found else []
    return (members, True) if len(members) == number else None


def _listed_before(before: str, earlier: str, named: bool, part: Part, lexicon: Lexicon) -> tuple[list[str], bool] | None:
    """A、B、C等“三个X”: so many pieces, the first of them freed of what stands before the list; or A、B、C三方…; or pieces farther away that have what is counted."""
    number, unit = part.count or 0, part.unit
    if (inside := re.search("“([^“”]+)”$", before)) and len(pieces := pieces_of(inside[1], "、", number)) == number > 1:
        return pieces, True
    last = re.split("[，。；：:—]|[（(](?![^（(]*[）)])", before)[-1]
    farther = before.split("，")[-3:-1] if named else []  # A、B、C，居民票选出的“三件烦心事”
    if before.endswith("，") and (clause := before.split("，")[-2:-1]) and clause[0].count(unit[:1]) == number:
        last = clause[0]
    if (words := lexicon.cut(last)) and words[-1] in term_parts()["opener"] and unit[:1] not in last:
        last = ""  # 县委、县政府牢固树立“两山”理念: who does it
    for clause, mark in ((last, "、"), (before, "，"), *((clause, "、") for clause in farther)):
        pieces = pieces_of(clause, mark, number)
        if len(pieces) >= number > 1 and (found := _freed(pieces[-number:], len(pieces) == number, unit, lexicon, mark)):
            return found
    row = unit and (number > 2 or len(unit) > 1) and (_in_step(before, part, lexicon) or number > 2 and len(unit) > 1 and _in_step(earlier[-NEAR:], part, lexicon))
    return (row, True) if row else None


def _freed(pieces: list[str], exact: bool, unit: str, lexicon: Lexicon, mark: str) -> tuple[list[str], bool] | None:
    """The pieces, if they are alike; the first one without the words before it. Sure where length or ending shows where it begins."""
    first, *others = pieces = [*pieces[:-1], without_verb(pieces[-1])]
    if any(piece.count(a) != piece.count(b) for piece in pieces for a, b in ("“”", "（）")) or of_else(pieces):
        return None
    if _is_no_list(pieces, unit, lexicon):
        return None
    lengths, place = {len(piece) for piece in others}, {piece.find(unit[:1]) for piece in others}
    at = first.find(unit[:1], min(place) + 1) if unit and 0 <= min(place) <= max(place) <= 2 and first.find(unit[0]) != min(place) else -1
    if at > 0 and is_edge(first, at - min(place), lexicon):
        return [first[at - min(place) :], *others], mark == "、" and len(place) == 1
    alike = len({piece[-1] for piece in pieces}) == 1
    ends = len({piece[-2:] for piece in pieces}) == 1 or unit and all(piece.endswith(unit) or piece[-1] == unit[0] for piece in pieces)
    if not (len(lengths) == 1 or alike or ends or exact and mark == "、") or mark == "，" and (not ends or min(map(len, others)) < 4):
        return None
    if not exact and not (len(lengths) == 1 and len(first) == len(others[0]) and ends):
        return None
    cut = 0 if lengths == {len(first)} else begin_of(first, others, lexicon) or after_opening(first, lexicon)
    return [first[cut:], *others], mark == "、" and (cut > 0 or len(lengths | {len(first)}) == 1) and (alike or len(lengths) == 1)


def _is_no_list(pieces: list[str], unit: str, lexicon: Lexicon) -> bool:
    """Are these names of people, or is the last one a clause of its own, without what is counted?"""
    if unit and all(unit[0] in piece for piece in pieces) or {piece[0] for piece in pieces[1:]} <= ALIKE & set(pieces[0]):
        return False
    names = all(2 <= len(piece) <= 3 and piece[0] in lexicon.surnames and lexicon.entry(piece) is None for piece in pieces[1:])
    return names or not _CLAUSE.isdisjoint(lexicon.cut(pieces[-1]))


def _listed_behind(behind: str, part: Part, lexicon: Lexicon) -> tuple[list[str], bool] | None:
    """“三个X”，即A、B、C: behind a colon, a dash, brackets or a verb that explains; or without, if each has what is counted (三抓: 抓…、抓…、抓…)."""
    number, unit = part.count or 0, part.unit
    behind = behind.split(part.text)[0] if not _TELLS.match(behind) else behind
    for opening in filter(None, (_TELLS.match(behind), _IS.match(behind))):
        told = opening.group()
        if OTHER_LIST.search(told):
            continue
        pieces = first_list(_told_part(told, behind[opening.end() :]), number, told.endswith(("是", "为")))
        if pieces and not (_SAID.search(told) and unit[:1] not in "".join(pieces)) and (told.count("“") == 0 or all(unit[:1] in piece for piece in pieces)):
            far = told.endswith(("包括", "包含")) and len(told) > 6 and not all(unit[:1] in piece for piece in pieces)
            return heads_of(_without_order(pieces, unit), unit), not far and not told.endswith(("是", "为"))
    stretch = behind[:NEAR] if number > 2 else re.split("[。\n]", behind)[0]
    found = unit and (_in_step(stretch, part, lexicon) or number > 3 and len(unit) > 2 and _in_step(stretch, part._replace(unit=unit[0]), lexicon))
    return (found, True) if found else None


def _in_step(stretch: str, part: Part, lexicon: Lexicon) -> list[str] | None:
    """So many pieces, or heads of sentences, side by side that have what is counted at the same place: 统一订单、统一标准; 难事乡贤帮议，急事网格速议.

    Of a thing (三张清单) only as far as the thing.
    """
    heads = [re.split("[，、：]", sentence)[0] for sentence in re.split("[；。\n]+", stretch)]
    for pieces in (re.split(f"[，、；：。\n]|——|以及|和(?={re.escape(part.unit)})", stretch), heads):
        if row := _run([tidied(piece) for piece in pieces], part.count or 0, part.unit, lexicon):
            thing = part.text[1:2] in _THINGS
            shared = 2 if thing and len(commonprefix(row)) > 1 and row[0][0] not in "一第" else 0  # 织密助餐网、织密助医网
            return [piece[shared : piece.index(part.unit, shared) + len(part.unit)] for piece in row] if thing and (len(part.unit) > 1 or shared) else row
    found = re.findall(f"(?:首?先|再|又|还要?|然后|最后)({re.escape(part.unit)}[^，。；]+)", stretch)
    return found if len(found) == part.count else None


def _run(pieces: list[str], number: int, unit: str, lexicon: Lexicon) -> list[str] | None:
    """Exactly so many pieces in a row with the unit, all at the same place from their beginning or end."""
    has = [unit in piece for piece in pieces]
    for first in range(len(pieces) - number + 1):
        row, around = pieces[first : first + number], has[max(0, first - 1) : first] + has[first + number : first + number + 1]
        if all(has[first : first + number]) and not any(around):
            row = _without_order([_freed_of_words_before(row, unit, lexicon), *row[1:]], unit)
            places = [{piece.find(unit) for piece in row}, {len(piece) - piece.rfind(unit) for piece in row}]
            if min(map(len, places)) == 1 or len(unit) > 1 or first == 1 and number > 2:
                return row
    return None


def _freed_of_words_before(row: list[str], unit: str, lexicon: Lexicon) -> str:
    """The first of several pieces from the words on that it has in common with the second, or where the others begin with what is counted."""
    first = _OPENING.sub("", row[0])
    opened = first != row[0]
    if all(piece.startswith(unit) for piece in row[1:]):
        return first[first.index(unit) :]
    if len(first) > max(map(len, row[1:])) + 2 and (said := re.match(".*(?:[是为即叫有]|包括)(?=.{2})", first)):
        return first[said.end() :]
    return first[max(0, first.find(row[1][:2])) or not opened and begin_of(first, row[1:], lexicon) :]


def _without_order(row: list[str], unit: str) -> list[str]:
    """立案后先听…, 开庭前再听…: from what is counted on, where all but one say when."""
    cut = [re.sub(f"^.*?(?:先|再|后|还要|又|也要|最后|然后)(?={re.escape(unit)})", "", piece) for piece in row]
    return cut if sum(a != b for a, b in zip(cut, row)) >= len(row) - 1 else row


def _told_part(told: str, behind: str) -> str:
    """What the opening words open: up to the closing bracket or dash, else to the end of the sentence."""
    close = "[）)]" if told[-1] in "（(" and not behind[1:2] in "）)" else "——" if told.endswith("——") else "$"
    return re.split(close, re.split("[。\n]", behind)[0])[0]


def _of_several(formula: str, match: re.Match, text: str, lexicon: Lexicon) -> Expansion | None:
    """Of a formula of several units: each unit explained by its number or its own words in the sentences behind."""
    units = parts(formula)
    if all(part.count == 1 and part.unit == part.text or "+" in formula and len(part.unit) > 1 for part in units):
        return Expansion(tuple(part.text for part in units), match.start(), True, True) if len(units) > 1 else None
    behind = _near(text[match.end() :])
    begin = _sentence_start(text, match.start())
    one, *uses = units
    shared = _in_step(text[begin : match.start()] + "\n" + behind, uses[0]._replace(unit=one.unit), lexicon) if one.count == 1 and len(uses) == 1 and (uses[0].count or 0) > 2 else None
    if row := shared or _in_a_row(units, behind) or _beside(units, _LINK.sub("", text[begin : match.start()]), behind, lexicon):
        return Expansion(tuple(row), match.start(), True, True)
    found = [_one_by_one(part, behind) or list(_of_unit(part, behind)) or _told_apart(part, behind, lexicon) for part in units]
    if not all(found) and all((part.count or 0) > 1 for part in units):
        found = [_in_step(text[max(0, match.start() - NEAR) : match.start()], part, lexicon) or [] for part in units]
    told = [items for items in found if items and not are_results(items)]
    if not told or len(told) < sum(part.count is not None for part in units) and len(told) < 2:
        return None
    return Expansion(tuple(item for items in told for item in items), match.start(), len(told) == len(units), len(told) == len(units))


def _in_a_row(units: tuple[Part, ...], behind: str) -> list[str] | None:
    """“三查三改”，即查…、查…、查…，改…、改…、改…: all items of all units in one list; or one for each 双."""
    opening = _TELLS.match(behind)
    told = _told_part(opening.group(), behind[opening.end() :]) if opening else ""
    number = sum(part.count or 0 for part in units)
    for stretch in (re.split("[，；]", told)[0], told):
        pieces = exactly(re.sub("[，；]", "、", stretch), "、", len(units))
        if pieces and all(not part.unit and any(figure in piece for figure in _FIGURES.get(part.text, part.text)) for part, piece in zip(units, pieces)):
            return pieces
    if any(part.text in told for part in units):
        return None
    for stretch in (re.split("[；，]", told)[0], told):
        pieces = [tidied(piece) for piece in pieces_of(re.sub("[，；]", "、", stretch), "、", number)]
        if len(pieces) == number and None not in (part.count for part in units) and all(pieces) and not any("“" in p and "”" not in p for p in pieces):
            return pieces if all(part.unit[:1] in "".join(pieces) for part in units) or opening.group().endswith("即") else None
        if len(pieces) > (few := units[0].count or 0) > 1 and all(part.count == few and part.unit[:1] in piece for part in units for piece in pieces[:few]):
            return pieces[:few]
        each = all(part.unit[:1] in piece for part in units for piece in pieces)
        short = stretch != told and len(pieces_of(re.sub("[；，]", "、", told), "、", number)) == number
        if len(pieces) == len(units) and not short and all(part.text[0] == "双" for part in units) or len(pieces) == units[0].count and each:
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
            whole = pieces[0][0] == pieces[1][0] or len(pieces[0]) <= max(map(len, pieces[1:])) + 2
            cut = alike if alike > 0 else 0 if whole else after_opening(pieces[0], lexicon)
            return [_OPENING.sub("", pieces[0][cut:]), *pieces[1:]]
    return None


def _near(behind: str) -> str:
    """The rest of the line, as many sentences as may explain."""
    return "。".join(behind.replace("\n", "。").split("。")[:FAR])


def _one_by_one(part: Part, behind: str) -> list[str]:
    """“一统”，就是统一供苗；“二统”，就是…: each by its number."""
    each = [re.search(f"[“‘]?{figure}{re.escape(part.unit)}[”’]?，?(?:{_SAYS}|是)([^，。；]+)", behind) for figure in "一二三四五六七八九十"[: part.count or 0]]
    return [found[1] for found in each if found] if part.unit and all(each) and len(each) > 1 else []


def _told_apart(part: Part, behind: str, lexicon: Lexicon) -> list[str]:
    """What a unit stands for where it is named alone: 以街道党工委为“一核”, 织密组织网、服务网、平安网“三网”."""
    if part.count == 1:
        return re.findall(f"以([^，。；“”]+)为[“‘]?{re.escape(part.text)}", behind)[:1]
    alone = re.search(f"[“‘]{re.escape(part.text)}[”’]", behind) if counted(part.text) else None
    told = _of_one(part.text, alone, behind, lexicon) if alone else None
    return list(told.items) if told else (part.count or 0) > 2 and part.unit and _in_step(behind[:NEAR], part, lexicon) or []


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
