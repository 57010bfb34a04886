"""Lists in running text: A、B和C, a row parted by ； or ，, 一是…；二是…. They are told by how many members they should have."""
from __future__ import annotations

import re

from helpers.boundaries import alike, without_words_behind
from helpers.formulas import value_of

_ORDERED = re.compile(r"(?:(?<=^)|(?<=[。；;，：:“\n、 ]))(?:([一二三四五六七八九十]{1,2})(?:是要?|要|曰|、)|[第头]([一二三四五六七八九十]{1,2})(?!季度|批|次|届|期|轮|名|位|个|章|条|款|年)(?:[步招关点层环道](?=[，：]))?[，、：]?(?:是(?![否不]))?|([1-9]\d?)[.．、]|([①-⑳])|[（]([一二三四五六七八九十]{1,2})[）]|(首先|其次|再次|最后)[，是要]?|其([一二三四五六])[，是]?)")
OTHER_LIST = re.compile("(?:了|\\d%?)[^，。：；\n]*：|[二三四五六七八九十两][^，。：“”]{1,7}：|(?:强调|指出|要求)：")  # what a numbered list may number instead
_ELSE = re.compile("[二三四五六七八九十两][名位]|(?<![平高中初优上下同均])(?<=.)等(?![级候于待同额”])[^，]{3}")  # A、B等场所推广“三个X”: the list is of something else
_RESULT = re.compile(r"\d+(?:\.\d+)?[万亿]?(?:[件个名人次户处起家]|%|余)[^、]{0,2}$")  # figures of what was done are no members
FAR = 4  # sentences behind a formula in which its items may be told


def pieces_of(clause: str, mark: str, number: int) -> list[str]:
    """The pieces of a list; the last two may be joined by 和 or 以及."""
    pieces = [piece for piece in clause.split(mark) if piece]
    if pieces and len(pieces) == number - 1 and (last := re.fullmatch("(.+?)(?:以及|和|及|与)(.+)", pieces[-1])):
        pieces[-1:] = last.groups()
    return pieces


def exactly(stretch: str, mark: str, number: int) -> list[str] | None:
    """The stretch in exactly so many pieces, or None."""
    pieces = [tidied(piece) for piece in pieces_of(stretch, mark, number)]
    if len(pieces) == number and 1 < number < 11 and not re.search("[一二三四五六七八九十两][个项大类种道步条支]", "".join(pieces[:-1])):  # 收集、研判、回访三个环节: how many there are is none of the last
        pieces[-1] = re.split(f"{'零一两三四五六七八九十'[number]}(?:个|项|大|类|种|道|步|条|支|名|方面|级|件)", pieces[-1])[0] or pieces[-1]
    if of_else(pieces):
        return None
    pieces = without_words_behind(pieces) if len(pieces) == number > 1 and all(pieces) else []
    return pieces if pieces and not _is_prose(pieces, mark) else None


def of_else(pieces: list[str]) -> bool:
    """Are these members of something else, which is named behind them, or figures of what was done?"""
    return bool(pieces) and (bool(_ELSE.search(pieces[-1])) or are_results(pieces) or all(piece.startswith("有的") for piece in pieces))


def are_results(pieces: list[str]) -> bool:
    """Are these figures of what was done: 办结事项84件, 正在推进11件?"""
    return all(map(_RESULT.search, pieces))


def first_list(told: str, number: int, weak: bool, plain: bool = False) -> list[str] | None:
    """The list of exactly so many: by ；, by 、 in its first clause, by ， if the pieces match, by 、 throughout."""
    clause = re.split("[；，]", told)[0]
    for stretch, mark in ((told, "；"), (clause, "、"), (told, "，"), (told, "、")):
        pieces = exactly(stretch, mark, number)
        if pieces and (mark != "，" or not weak and (plain or alike(pieces))) and not ((weak or mark == "、") and any("，" in piece for piece in pieces)):
            return pieces
    return None


def _is_prose(pieces: list[str], mark: str) -> bool:
    """Are these clauses of a sentence that only happens to have as many?"""
    return mark != "；" and (max(map(len, pieces)) > 24 or sorted(map(len, pieces))[-2] > 4 * min(map(len, pieces)) + 2)


_JOINED = re.compile("^(?:以及|和|及|[既又还也更][有当是]|(?:首先|其次|再次|然后|最后)(?:是|要)?|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}|[①-⑳]|[（(][一二三四五六七八九十1-9]{1,2}[）)]|[1-9][.．])|等$")
_NAMED = re.compile("[^“”]{1,8}(?:是|为|叫|即|名为)“([^“”]+)”?")


def tidied(piece: str) -> str:
    """A member of a list without its number, the word that joins it, marks and quotation marks; of 前院是“乡味厨房” what it is named."""
    plain = re.sub("^([^“]+)”.*[^”].*", r"\1", _JOINED.sub("", piece.strip(" ，、；。：")))
    named = _NAMED.fullmatch(plain)
    inner = named[1] if named else plain if set(plain[1:-1]) & set("”》") else plain.strip("“”‘’《》")
    return inner + "”" * (inner.count("“") > inner.count("”"))


def heads_of(items: list[str], unit: str) -> list[str]:
    """The first clauses of the items, if each has in it what is counted."""
    heads = [re.split("[，：](?![也就才都更不])", item)[0] for item in items]  # 宁可…，也…
    whole = unit and all(unit in item and unit not in head for head, item in zip(heads, items))  # 当事人上门，先让座 of 三个先
    return heads if unit and all(unit[-1] in head for head in heads) or not whole and max(map(len, heads)) <= 8 < min(map(len, items)) else items


def numbered_list(behind: str, number: int, unit: str) -> list[str] | None:
    """一是…；二是…；三是…: numbered from one to the numeral, in the sentence or in those behind it."""
    run: list[re.Match] = []
    for mark in _ORDERED.finditer(behind):
        run += [mark] * (_place_of(mark, number) == len(run) + 1)
    if len(run) != number or len(re.findall("[。\n]", behind[: run[0].start()])) > FAR or OTHER_LIST.search(behind[: run[0].start()]):
        return None
    ends = [*(mark.start() for mark in run[1:]), len(behind)]
    items = [tidied(re.split("[。；;\n]", behind[mark.end() : end])[0]) for mark, end in zip(run, ends)]
    return heads_of(items, unit)


def _place_of(mark: re.Match, number: int) -> int:
    """The number that a mark of order says; 最后 is the last of so many."""
    sign = next(filter(None, mark.groups()))
    return {"首先": 1, "其次": 2, "再次": 3, "最后": number}.get(sign) or (ord(sign) - ord("①") + 1 if sign in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else value_of(sign))
