"""The members of a formula with one numeral (三个到位, 四单), as the text tells them: quoted, in a list before or behind it, in step, numbered.

They are counted against the numeral. Each way gives the members or nothing; whether they are sure is seen from how they stand in the text.
"""
from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from helpers.boundaries import SAYS, alike, begin_of, stand_clear, without_words_behind
from helpers.coinages import term_parts, word_class
from helpers.enumerations import OTHER_LIST, first_list, heads_of, numbered_list, of_else, pieces_of, tidied
from helpers.formulas import Part, counted, parts
from helpers.lexicon import Lexicon

_MEMBERS = re.compile("(?:[“《][^“”《》]{1,40}[”》](?:[、，和与及]|以及)?)+$")
_MEMBERS_BEHIND = re.compile("[”’]?[^，。；“”\n]{0,12}?[：:，]?((?:“[^“”]{1,40}”[、，和与及]?){2,})")
_MEMBER = re.compile("[“《]([^“”《》]{1,40}?)[。！；]?[”》]")
_BACK = re.compile("^.{0,5}这|这[一种个]?“?$|叫作|叫做|称作|称为|唤作|概括为|总结为|说的就是")
LINK = re.compile("(?:等|等等|等[^，。；、“”]{2,8}的|这|的|这样的|组成的|构成的|在内的|为主要内容的|为内容的|，(?:(?:以|用|通过|按照|坚持|实行|推行|落实|实现|做到)了?)|（(?:以下)?[简统合]称|？带着|？围绕)*[“‘]?$")
TELLS = re.compile(rf"[”’]?[^，。；：:（(—\n]{{0,18}}?(?:[，,—]{{0,2}}(?:{SAYS})[：:，]?|[：:]|——|[（(](?:{SAYS})?[：:]?)")
_THIS_IS = re.compile("[，。；\n][这其][^，。；：“]{0,8}(?:指的是|是指|说的是|分别[是为指])[：]?")
NEAR = 300  # characters behind a formula in which its items may stand
_OF_ELSE = re.compile("“.*：|[不没][^，。：]*：|(?:说|道|称|介绍|表示|赞不绝口|感慨|点赞|告诉[^：]*)：|[^“”]：“$|(?:单位|企业|家庭|村|镇|队员|人员|干部|项目|名单)[（：]|(?:组|专班|队|团)由")  # of another formula, speech, or names
_COUNTED_OFF = "(?:^|[，。；：、“”\n])[“‘]?{figure}([^是要、月年季日批级线楼，。；”][^，。；”]+)"  # 一送法律书籍，…；二送法律咨询，…
_ORDINAL = "([^，。；：“”\n]+)[是为](?:第|头|首)?{figure}{unit}"  # 股权不清是头一道坎，财务不规范是第二道坎
_COUNTING = "一二三四五六七八九十"
_THINGS = "张条支块件道座本份套面朵盏颗棵扇把根双只台部股"  # their measure words


class Expansion(NamedTuple):
    """The items of a formula in order, where in the text they stand, whether every unit has its items, and whether it is sure."""

    items: tuple[str, ...]
    start: int
    whole: bool
    sure: bool


def of_one(formula: str, match: re.Match, text: str, lexicon: Lexicon) -> Expansion | None:
    """Of a formula with one numeral: quoted members, a list before it, a list behind it, a numbered list that follows."""
    number, part = counted(formula), parts(formula)[0]
    begin = sentence_start(text, match.start())
    if _BACK.search(text[begin : match.start()]):
        begin = sentence_start(text, max(0, begin - 1))
    raw, behind = text[begin : match.start()], text[match.end() :]
    before = LINK.sub("", raw).rstrip("？")
    told = (_quoted(re.sub("(?:，[^，“”]*这|(?:成[为了]|就是|被?称[为作])(?:[^，。“”]*(?:口中|眼[中里]|嘴里|说)的)?)“?$", "", raw), before, behind, number) or _of_group(before, behind, part, lexicon) or _listed_before(before, text[:begin], raw.rstrip("“"), part, lexicon)
            or "问" in part.unit and _questions(text[max(0, begin - NEAR) : match.start()], number) or numbered_list(behind, number, part.unit) or _each_one(behind[:NEAR], part) or _listed_behind(behind, part, lexicon)
            or one_after_another(text[begin if raw.endswith("这“") or part.unit[:1] in raw else match.start() : match.end() + NEAR], part, _COUNTED_OFF) or number > 2 and subjects(behind[:NEAR], part, lexicon))
    items = _ended(_without_place(told, part), part.unit, lexicon) if told else []
    return Expansion(tuple(items), begin, True, stand_clear(items, part.unit, match, lexicon)) if items else None


def _ended(items: list[str], unit: str, lexicon: Lexicon) -> list[str]:
    """舞蹈家开展“四家”, 产业链同步延伸: the last member only up to what is counted where the others end with it."""
    *others, last = items
    ended = next((head for head in accumulate(lexicon.cut(last)) if len(head) > 1 and head[-1:] == unit[:1]), last)
    return [*others, ended] if others and last[-1:] != unit[:1] and all(other[-1:] == unit[:1] for other in others) else items


def _without_place(items: list[str], part: Part) -> list[str]:
    """一本是产业账, 道防线是村级网格员, 步概要申报: without the words that only say which one it is."""
    if all(item[0] == figure for item, figure in zip(items, _COUNTING)):
        return [item[1:] for item in items]
    own, unit = part.text[1 : len(part.text) - len(part.unit)], re.escape(part.unit)
    which = re.compile(f"^(?:还有)?[{_COUNTING}]?(?:{own or unit[:1]}|{unit}(?=[是为]))(?:{unit}[是为即，]?(?=..)|[是为即，])|^{own or '(?!)'}")
    return [which.sub("", item) for item in items] if unit and all(map(which.match, items)) else items


def sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that has this place."""
    return max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1


def one_after_another(stretch: str, part: Part, pattern: str) -> list[str]:
    """What a pattern finds for the first, the second … member, {figure} and {unit} filled in it; nothing where one of them is not there."""
    each = [re.search(pattern.format(figure=figure, unit=re.escape(part.unit)), stretch) for figure in _COUNTING[: part.count or 0]]
    return [found[1] for found in each if found] if len(each) > 1 and all(each) else []


def _each_one(behind: str, part: Part) -> list[str]:
    """一条是…，一条是…，还有一条是…; 股权不清是头一道坎，财务不规范是第二道坎."""
    found = re.findall(f"(?:^|[，。；：“\n])(?:还有|另外?)?一(?:个|{part.text[1 : len(part.text) - len(part.unit)] or part.unit})(?:是|为|叫)([^，。；]+)", behind)
    found = found or (part.count or 0) > 2 and re.findall(f"(?<=[，。；：、“\n])(一[{_THINGS}][^，。；、]+)", behind)
    found = found or len(set(re.findall("[他她它]", behind))) < 2 and re.findall("[既又还他她它也]是([^，。；]+)", behind) or []
    return [tidied(item) for item in found] if len(found) == part.count else one_after_another(behind, part._replace(unit=part.text[1:]), _ORDINAL)


def _questions(before: str, number: int) -> list[str]:
    """钱从哪来？地往哪流？人往哪去？ before 三问: just so many questions in a row."""
    row = re.search(f"(?:^|[。！：；“\n])((?:[^。？！：；“”\n]+？){{{number}}})[^？]*$", before)
    return row[1].rstrip("？").split("？") if row else []


def _quoted(earlier: str, before: str, behind: str, number: int) -> list[str] | None:
    """“A”“B”“C”三个套餐, 三个套餐“A”“B”“C”: exactly so many members side by side."""
    stretches = (_MEMBER.findall(found.group()) for found in (_MEMBERS.search(before), _MEMBERS.search(earlier), _MEMBERS_BEHIND.match(behind)) if found)
    return next((members for members in stretches if len(members) == number), None)


def _of_group(before: str, behind: str, part: Part, lexicon: Lexicon) -> list[str] | None:
    """把学校、家庭、社会三方力量拧在一起，构建“三位一体”…; “四段接力”服务，招引、签约、建设、投产四个阶段…: a list that says how many it has."""
    named = "方|者|股|个阶段|个?环节|个步骤|道?关口?" if part.unit[:1] in tuple("位段步环关") else f"(?:种|类|支|条|道)[^，。；：、]{{0,5}}{re.escape(part.unit[:1])}"
    group = rf"((?:[^，。；：（）“”、\n]{{1,12}}、)+[^，。；：（）“”、\n]{{1,12}}?)(?:[{part.text[0]}](?:{named})|，(?:[{part.text[0]}][者样]|样样))"
    lists = (found[1].split("、") for stretch in (before, behind[:NEAR]) for found in re.finditer(group, stretch))
    return next(([first[begin_of(first, others, lexicon) :], *others] for first, *others in lists if len(others) + 1 == part.count), None)


def _listed_before(before: str, earlier: str, raw: str, part: Part, lexicon: Lexicon) -> list[str] | None:
    """A、B、C等“三个X”: so many pieces, the first of them freed of what stands before the list; or A、B、C三方…; or pieces farther away that have what is counted."""
    number, unit = part.count or 0, part.unit
    before = before.rstrip("，") if raw.endswith("这") else before
    inside = re.search("“([^“”]+、[^“”]+)”[^“”，。；]{0,12}$", before)
    last = inside[1] if inside else re.split("[，。；：:—]|^“|[（(](?![^（(]*[）)])", before)[-1]
    farther = re.split("[，。：；\n]", before)[-2 : -6 if re.search("这[^，]*$|[称叫]$|[称叫]为$", raw) else -3 : -1] if raw.endswith(("的", "的是", "这", "称", "为", "叫")) or before.split("，")[-2:-1] and before.split("，")[-2].count(unit[:1]) == number else []  # A、B、C，居民票选出的“三件烦心事”
    *others, end = last.split("、")
    if others and (words := lexicon.cut(end)) and words[-1] in term_parts()["opener"] and unit[:1] not in last and len(end) > max(map(len, others[1:] or others), default=0):
        last = ""  # 县委、县政府牢固树立“两山”理念: who does it
    for clause, mark in ((last, "、"), (before, "，"), *((clause, "、") for clause in farther)):
        pieces = pieces_of(clause, mark, number)
        if len(pieces) >= number > 1 and (found := _freed(pieces[-number:], len(pieces) == number, unit, lexicon, mark)) and (raw != last + "的" or alike(found, unit)):
            return found  # 食堂、宿舍、车间门口的“三节约”标牌: whose it is
    return unit and (number > 2 or len(unit) > 1) and (in_step(before, part, lexicon) or number > 2 and in_step(earlier[-NEAR:], part, lexicon)) or None


def _freed(pieces: list[str], exact: bool, unit: str, lexicon: Lexicon, mark: str) -> list[str] | None:
    """The pieces, if they are alike; the first one without the words before it."""
    first, *others = pieces = without_words_behind(pieces)
    if any(piece.count(a) != piece.count(b) for piece in pieces for a, b in ("“”", "（）")) or of_else(pieces) or _is_no_list(pieces, unit, lexicon):
        return None
    ends = len({piece[-2:] for piece in pieces}) == 1 or unit and all(piece.endswith(unit) or piece[-1] == unit[0] for piece in pieces)
    if not (exact or ends and len(set(map(len, pieces))) == 1) or mark == "，" and (not ends and {piece[0] for piece in pieces} != {first[0]} or min(map(len, others)) < 4):
        return None
    return [first[begin_of(first, others, lexicon) :], *others]


def _is_no_list(pieces: list[str], unit: str, lexicon: Lexicon) -> bool:
    """Are these names of people, or is the last one a clause of its own, without what is counted?"""
    alike_begun = {piece[0] for piece in pieces[1:]} <= set("把从以为让使由对将向变") & set(pieces[0])
    names = all(2 <= len(piece) <= 3 and piece[0] in lexicon.surnames and lexicon.entry(piece) is None for piece in pieces[1:])
    return not alike_begun and (names or not set("了着过到在把对向就都从被让").isdisjoint(lexicon.cut(pieces[-1].removesuffix("对"))))


def _listed_behind(behind: str, part: Part, lexicon: Lexicon) -> list[str] | None:
    """“三个X”，即A、B、C: behind a colon, a dash, brackets or a verb that explains; or without, if each has what is counted (三抓: 抓…、抓…、抓…)."""
    number, unit = part.count or 0, part.unit
    behind = behind.split(part.text)[0] if not TELLS.match(behind) else behind
    for opening in filter(None, (TELLS.match(behind), _THIS_IS.search(behind[:NEAR]))):
        told, rest = opening.group(), behind[opening.end() :]
        pieces = first_list(told_part(told, rest), number, told.endswith(("是", "为")), told.strip("”’") == "：")
        if pieces and (not _OF_ELSE.search(told + rest[:1]) and not OTHER_LIST.search(told) or all(unit[:1] in piece for piece in pieces)):
            return heads_of(_without_order(pieces, unit), unit)
    less = part._replace(unit=unit[:1]) if number > 3 and len(unit) > 2 else part
    return unit and (in_step(behind[:NEAR], part, lexicon) or in_step(behind[:NEAR], less, lexicon)) or _alike_beside(behind, number)


def _alike_beside(behind: str, number: int) -> list[str] | None:
    """“三件宝”，一块小黑板、一台投影仪、一本宣讲提纲: right behind a comma just so many pieces that begin or end alike."""
    after = re.match("[”’]?，([^，。\n]+)", behind)
    row = after[1].split("、") if after else []
    return row if len(row) == number > 2 and not of_else(row) and len(row[0]) < 3 + max(map(len, row[1:])) and 1 in (len({piece[end] for piece in row}) for end in (0, -1)) else None


def in_step(stretch: str, part: Part, lexicon: Lexicon) -> list[str] | None:
    """So many pieces, or heads of sentences, side by side that have what is counted at the same place: 统一订单、统一标准; 难事乡贤帮议，急事网格速议.

    Of a thing (三张清单) only as far as the thing.
    """
    heads = [re.split("[，、：]", sentence)[0] for sentence in re.split("[；。\n]+", stretch)]
    marks = "[，；：。？\n]|——|……", f"[，、；：。\n“]|——|……|以及|和(?={re.escape(part.unit)})", "[，、；：。\n]|——|……|以及|[和与]"
    for pieces in (*(re.split(mark, stretch) for mark in marks), heads):
        if (row := _run([tidied(piece) for piece in pieces], part.count or 0, part.unit, lexicon)) and not of_else(row):
            inside = all(0 < piece.find(part.unit) < len(piece) - len(part.unit) - 1 and piece[piece.find(part.unit) - 1] not in "在到为" for piece in row)
            acting = inside and (word_class(part.unit, lexicon) == "noun" or part.unit in term_parts()["list"])  # 客户经理跑前端
            thing = acting or part.text[1:2] in tuple(_THINGS)
            return [piece[: piece.index(part.unit) + len(part.unit)] for piece in row] if thing else row
    return None


def subjects(stretch: str, part: Part, lexicon: Lexicon, marks: str = "[，。；：\n]|——|……") -> list[str] | None:
    """人民调解打头阵，行政调解紧跟上，司法调解来兜底; 标准尺：…。时间尺：…: what just so many clauses begin with, up to what is counted."""
    clauses = (accumulate(lexicon.cut(clause[:12])) for clause in re.split(marks, stretch))
    heads = [next((head.rpartition("的")[2] for head in heads if part.unit and part.unit[0] in head), "") for heads in clauses]
    found = [head for head in heads if len(part.unit) < len(head) < 8 and lexicon.cut(head)[0] not in term_parts()["stop"]]
    return found if len(set(found)) == len(found) == part.count else None


def _run(pieces: list[str], number: int, unit: str, lexicon: Lexicon) -> list[str] | None:
    """Exactly so many pieces in a row with the unit, all at the same place from their beginning or end."""
    has = [unit in piece and piece[0] != "哪" for piece in pieces]
    for first in range(len(pieces) - number + 1):
        row, around = pieces[first : first + number], has[max(0, first - 1) : first] + has[first + number : first + number + 1]
        if all(has[first : first + number]) and not any(around):
            row = _without_order([row[0][begin_of(row[0], row[1:], lexicon) :], *row[1:]], unit)
            places = [{piece.find(unit) for piece in row}, {len(piece) - piece.rfind(unit) for piece in row}]
            if min(map(len, places)) == 1 or len(unit) > 1 or first == 1 and number > 2:
                return row
    return None


def _without_order(row: list[str], unit: str) -> list[str]:
    """立案后先听…, 开庭前再听…: from what is counted on, where all but one say when."""
    cut = [re.sub(f"^.*?(?:先|再|后|还要|又|也要|最后|然后)(?={re.escape(unit)})", "", piece) for piece in row]
    return cut if all(piece.startswith(unit) for piece in cut) or sum(a != b for a, b in zip(cut, row)) >= len(row) - 1 else row


def told_part(told: str, behind: str) -> str:
    """What the opening words open: up to the closing bracket or dash, else to the end of the sentence."""
    close = "[）)]" if told[-1] in "（(" and not behind[1:2] in "）)" else "——" if told.endswith("——") else "$"
    return re.split(close, re.split("[。\n]", behind)[0])[0]
