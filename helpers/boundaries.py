"""Where the members of a list begin and end in running text, and how plain that is: whether they may be given as sure."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from os.path import commonprefix

from helpers.coinages import term_parts, word_class
from helpers.formulas import Part
from helpers.lexicon import Lexicon

SAYS = "即(?![日将便使可刻时])|依次[是为]|也就是|就是|说的是|指的是|是指|指(?![头导挥定示标数点出着])|包括|包含|分别是|分别为|分别指|具体为|具体是|具体指|主要是|由(?=[^，。；]+(?:组成|构成))"
_BESIDE = "[”’》）]?(?:[、，；。：\n]|以及|还有|和|与|及)*(?:[一二三四五六七八九十]{1,2}[是要、])?[“‘《（]?"  # between two members side by side
_APART = "[，。；：、”’\n（].{0,120}?"  # between two members told one by one
_OPENED = re.compile("(?:[即指由：—（“‘《]|包括|包含|[^不]是|分别为|”为)$")
_MARK = re.compile("(?:^|[，。；、！？\n”和与及]|还有)$")
_NUMBERED = re.compile("(?:[是要曰）①-⑳]|[一二三四五六七八九十]、|第?[一二三四五六七八九十][^，。]{0,2}[是，：]|(?:首先|其次|再次|然后|最后)[，是]?|[先再后又还]|第[一二三四五六七八九十].)$")
_OF_ALL = "共同|联合|携手|一道|编成|列为|作为|担任|于一体|分别|一起|一体|同[步向]|协同|齐[抓头发心]|有机|相(?:结合|衔接|统一|互)|全覆盖|组成|构成"  # what is said of all members
_CLOSED = re.compile(f"$|[，。；：！？”’》）—\n（]|等|是|[一二三四五六七八九十两][种方个者类支项大条股级道步环件]|{_OF_ALL}")
# what stands behind this is told of an occasion or in a clause of its own, not of the formula
_ASIDE = re.compile("(?:(?:以来|期间|之际|会上|现场|途中|[时后前中里])(?:，[^：—]*)?|[，。；\n](?![^：—]*(?:[这该即是为含括有]|(?<!拇)指(?!出)))[^，。；\n：—]+)[：—]+[“‘《]?(?:[一首第（①].{0,3})?$")
_NAMES = re.compile(rf"[”’]?([^，。：；“”‘’（—\n]{{0,10}}?)(，?(?:{SAYS}|由)[：，]?|[：（]|——|[，。]\n?|\n)(.{{0,4}})")  # between a formula and its members: of what they are, and how it is said
_LINKED = re.compile("”?(?:等|等等|，?也就是|这|的|(?:组成|构成|于一体|在内|为(?:主要)?内容)的|（(?:以下)?[简统合]称|？带着这)“?|”“?")
_ORDINAL = re.compile("[一首第①（].*[是、，）①]$|①|第.$")
_LEAD = re.compile("(?:推动|促进|实现|做到|确保)了?(?=.{3})|[分以由把用按经集]")  # never the beginning of one member alone


def begin_of(first: str, others: Sequence[str], lexicon: Lexicon) -> int:
    """Where the first member of a list begins behind the words before the list: at the word from which on it is most like the others.

    Like them is what is as long, begins as they do or has the same character near its beginning; a word that opens lists stands before it, not in it.
    """
    if (lead := _LEAD.match(first)) and others[0][0] != first[0] and (lead.end() > 1 or len(first) - 1 in map(len, others)):
        return lead.end()
    lengths = [len(other) for other in others]
    words = [first] if {len(first)} == set(lengths) else lexicon.cut(first)
    shared = [(place, signs[0]) for place, signs in enumerate(zip(*others)) if 0 < place < 3 and len(set(signs)) == 1]
    opening = 1 if any(_opens(other, lexicon) for other in others) else -1

    def likeness(edge: int, before: str, word: str) -> tuple[float, int]:
        """How like the others the member is that begins at an edge; of equals the last behind an opening word, else the first."""
        piece, size, behind = first[edge:], len(first) - edge, _opens(before, lexicon)
        same = sum(other[:1] == piece[0] for other in others) / len(others) + 2 * any(piece[place : place + 1] == sign for place, sign in shared)
        off = max(min(lengths) - size, size - max(lengths), 0)
        return 3 * same + (size in lengths) - off + behind + opening * _opens(word, lexicon), edge * behind

    return max(zip(accumulate(map(len, words), initial=0), ["", *words], words), key=lambda edge: likeness(*edge), default=(0,))[0]


def _opens(clause: str, lexicon: Lexicon) -> bool:
    """Is the first word one behind which a list may begin: a verb that opens a clause, a preposition and the like?"""
    word = lexicon.cut(clause)[0] if clause else ""
    return word in term_parts()["opener"] or word in term_parts()["stop"] or word == "批"


def _acts(clause: str, lexicon: Lexicon) -> bool:
    return _opens(clause, lexicon) or bool(clause) and word_class(lexicon.cut(clause)[0], lexicon) == "verb"


def without_words_behind(pieces: list[str]) -> list[str]:
    """The last member without what is said of all: 县长共同担任组长, 公示监督作为发展党员."""
    *others, last = pieces
    said = re.search(f"(?<=..)(?:{_OF_ALL})", last)
    return [*others, last[: said.start()]] if said and not any(said[0] in other for other in others) else pieces


def stand_clear(items: Sequence[str], unit: str, match: re.Match, lexicon: Lexicon) -> bool:
    """Is it plain where each item begins and ends around a formula: in quotation marks, numbered, or between marks and like the others?"""
    text, place = match.string[max(0, match.start() - 500) : match.end() + 2000], min(match.start(), 500)
    members = [f"({re.escape(item)})" for item in items]
    if re.search(quoted := "[、和与及]*".join(f"[“《]{re.escape(item)}[”》]" for item in items), text):
        return not re.search(f"{quoted}[^，。；“”]*(?:[成是]|称[为作])[^，。；“”]*“?{re.escape(match.group())}", text)  # whose it is, perhaps
    beside = min(re.finditer(_BESIDE.join(members), text), key=lambda at: min(abs(at.start() - place), abs(at.end() - place)), default=None)
    found = beside or re.search(_APART.join(members), text, re.DOTALL)
    if not found or not all(items) or len(set(items)) < len(items) or _framed(items, unit, match.group(), lexicon):
        return False
    before, after = [text[max(0, start - 6) : start] for start, _ in found.regs[1:]], text[found.end() :]
    at_edge = [_OPENED.search(said) or _NUMBERED.search(said) for said in before]
    if unit or found.start() < place:
        told = _plainly_of(match.group(), unit, text, place, found, bool(unit) and all(unit[0] in item for item in items), lexicon)
    else:
        told = at_edge[0] and not _ASIDE.search(text[place : found.start()])
    if not told or not all(edge or _MARK.search(said) for edge, said in zip(at_edge[1:], before[1:])):
        return False
    if len(items) == 1 or all(map(_NUMBERED.search, before)):
        return bool(at_edge[0] and _CLOSED.match(after)) and not any("，" in item or "、" in item for item in items)
    return _begins_clear(items, before[0], lexicon) and _ends_clear(items, unit, match.group(), after)


def _plainly_of(formula: str, unit: str, text: str, place: int, found: re.Match, alike: bool, lexicon: Lexicon) -> bool:
    """Do members stand right at the formula, with a word or mark that says that they are its own, or with what is counted in each?"""
    if found.start() < place:
        before, link = text[: found.start()], text[found.end() : place]
        shapes = [(len(item), item[0], item.find(unit[:1])) for item in found.groups()]
        even = any(len(set(shape)) == 1 for shape in list(zip(*shapes))[: 2 + alike])
        begins = _MARK.search(before) or _OPENED.search(before) or even and _opens(lexicon.cut(before[-6:])[-1], lexicon)
        return bool(begins and before[-1:] not in tuple("、和与及") and (_LINKED.fullmatch(link) or link in ("", "“") and not re.search("[在对从把向给为由]$", before) or alike and link.strip("，“") == ""))
    said = _NAMES.fullmatch(text[place + len(formula) : found.start()])
    if not said or alike:
        return bool(said) and (said[2][0] not in "。\n" or all(unit in item for item in found.groups()) or bool(_ORDINAL.search(said[3])))
    named = {word_class(word, lexicon) for word in lexicon.cut(said[1])} <= {"noun", "noun or verb", "abbreviation", "adjective", ""}
    return named and bool(_ORDINAL.search(said[3]) or "，" not in found.group() and said[2][0] not in "。\n" and said[2] != "，")


def several_stand_clear(items: Sequence[str], units: Sequence[Part], match: re.Match, lexicon: Lexicon) -> bool:
    """The same for several units: as many items as are counted, or one for each unit that says its number."""
    counts = [part.count or 1 for part in units]
    inside = any(part.unit and 0 < item.find(part.unit) < len(item) - len(part.unit) for part in units for item in items) or all(re.search(".[有是].", item) for item in items)
    told = len(items) == len(units) and all(count == 1 or re.match("[^、]*[\\d一二三四五六七八九十两][^、]*$", item) for count, item in zip(counts, items))
    return not inside and (told or len(items) == sum(counts)) and stand_clear(items, "", match, lexicon)


def _framed(items: Sequence[str], unit: str, formula: str, lexicon: Lexicon) -> bool:
    """Do the items still hold half a quotation, words that order them, or words around the thing that is counted (算清收入账, 政策包解疑惑)?"""
    halved = any(item.count(a) != item.count(b) for item in items for a, b in ("“”", "（）")) or all(item[0] + item[-1] == "“”" for item in items)
    thing = word_class(unit, lexicon) in ("noun", "descriptive", "verb")[: 3 if len(formula) > len(unit) + 1 else 2]  # with a measure word a verb is a thing too
    inside = thing and all(0 < item.find(unit) < len(item) - len(unit) and f"在{unit}" not in item for item in items)
    shared = commonprefix(items) if unit and len(items) > 1 else ""
    before = len(shared) > (0 if thing else 1) and shared[0] != "一" and unit[0] not in shared
    return halved or inside or before or lexicon.cut(items[-1])[0] in ("再", "后", "又", "还")


def _begins_clear(items: Sequence[str], before: str, lexicon: Lexicon) -> bool:
    """Is the first member hardly longer than the others, and does it not alone begin with a verb?"""
    first, *others = items
    verb = len(set(map(len, items))) > 1 and _acts(first, lexicon) and not any(_acts(item, lexicon) for item in others)
    return not verb and len(first) - max(map(len, others)) <= 2 * bool(_OPENED.search(before))


def _ends_clear(items: Sequence[str], unit: str, formula: str, after: str) -> bool:
    """Does the last member end at a mark and is it hardly longer than the others, or no longer where the formula follows at once?"""
    *others, last = items
    longer, ends = len(last) - max(map(len, others)), {other[-1] for other in others}
    if re.match(f"(?:等等?|的|这|，)*“?{re.escape(formula)}", after):
        return longer <= 2 * (ends == {last[-1]})
    return bool(_CLOSED.match(after)) and longer <= 1 + (alike(items, unit) and (last[-1] in ends or len(ends) > 1))


def alike(items: Sequence[str], unit: str = "") -> bool:
    """Are all of one length, or do all begin alike, end alike or have what is counted?"""
    shapes = [(len(item), item[0], item[-1]) for item in items]
    return any(len(set(shape)) == 1 for shape in zip(*shapes)) or bool(unit) and all(unit[0] in item for item in items)
