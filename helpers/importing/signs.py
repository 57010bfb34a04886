"""What a line tells by its form: a dateline, a byline, a date, a paper. Patterns of the party press; what they do not find stays empty."""
from __future__ import annotations

import re
from functools import cache

from helpers.folders import DATA
from helpers.glossary import rows
from helpers.linebreaks import is_prose, looks

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[年/.-] ?(\d{1,2}) ?[月/.-] ?(\d{1,2})(?!\d)")
_CHINESE_DATE = re.compile(r"([一二][零〇○Oo九][零〇○Oo一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_DATELINE = re.compile(r"^[（(]?(?:(?P<paper>本报|\w{2,4}社|\w{2,8}报)?(?P<place>[\w·]{2,8}?)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[电讯]|消息)"
                       r"|(?P<news>\S{1,8}讯)(?=[ （(：:“]))[）)]?")
_ROLE = r"(?:文/图|图/文|文字|摄影|图|文|作者|撰文|[\w·/]{0,16}?(?:记者|通讯员|特派员|评论员))"
_NAME = r"[\u4e00-\u9fff·]{2,8}"
_NAMES = rf"{_NAME}(?:[ 、，]{_NAME}){{0,7}}+"
_SIGNED = rf"{_ROLE}(?:[/ ]{_ROLE}){{0,2}}[ ：:/]{{1,3}}{_NAMES}(?:[ ，；、]{_ROLE}[ ：:/]{{1,3}}{_NAMES}){{0,4}}(?: ?(?:文/图|摄影报道|报道|摄|文))?"
_BULLET = "[□■◆●▲▼△○★☆◇◎※]"
_SHORT_NAMES = r"[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff·]{2,8}){0,7}"
_BYLINE = re.compile(rf"(?:{_BULLET} ?(?:{_SIGNED}|{_SHORT_NAMES})|[（(]?(?:{_SIGNED})[)）]?)")
_AT_END = re.compile(rf"(?<=[。！？…”’）]) ?(?:{_BULLET} ?(?:{_SIGNED}|{_SHORT_NAMES})|[（(](?:{_SIGNED}|(?P<names>{_NAMES}))[)）]|(?<=[。！？…”])(?:{_SIGNED}))$")
_OPENING = re.compile(rf"^\S{{0,24}}[讯电] ?[（(]({_SIGNED})[)）]")
_PAPER = r"[\u4e00-\u9fff]{2,10}(?:日报|晚报|时报|晨报|早报|商报|新闻网|网|报|融媒体中心|融媒|发布|通讯社)"
_FROM = re.compile(r"(?:来源|来源于|稿源|媒体)[：: ]+《?([\u4e00-\u9fff·A-Za-z]{2,16})")
_SIGNED_PAPER = re.compile(r"([\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|晨报|早报|新闻网|新闻|融媒|报业)[\u4e00-\u9fff]{0,8}?)(?:首席|见习|实习|全媒体)?记者")
_PRINTED = re.compile(rf"^({_PAPER})(?= ?\d{{4}}年| ?第? ?\d+ ?版|$)")
_IMPRINT = re.compile(  # a piece of the line below a headline
    rf"(?P<date>{_DATE.pattern}日?(?: ?\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)"
    r"|(?:来源|来源于|稿源|媒体)[：:] ?《?(?P<source>[\u4e00-\u9fff·A-Za-z]{2,16}+)》?"
    rf"|(?:(?P<label>{_ROLE})[：: ]|(?:编辑|责任编辑|责编|校对|审核|编审)[：:]) ?(?P<names>(?:[ 、，]?(?!{_ROLE}[ ：:])[\u4e00-\u9fff·]{{2,4}}+(?![\u4e00-\u9fff：:]))++)"
    r"|(?:浏览次数|浏览量|阅读量|阅读|点击|点击数)[：:] ?\d+|[【\[（(]?字号[：:]?(?: ?[大中小特])*[】\]）)]?|第? ?\d{1,2} ?版|星期[一二三四五六日天]"
    rf"|(?P<paper>{_PAPER})(?=[ |·]|\d|$)")
_CAPTION = re.compile(r"^(?:\d{1,2}月)?\d{1,2}日，[^。！？]{6,60}正在[^。！？]{2,40}。(?: ?\S{0,8} ?\S{2,4} ?摄)?$|^(?:图为|图片|图[一二三四\d]+[：:]|[左右上下]图)")


def iso_dates(text: str) -> list[str]:
    """The full dates of a text, in its order, as 2024-05-16: 2024年5月16日, 2024-05-16, 二〇二四年五月十六日."""
    found = [(m.start(), _iso(*map(int, m.groups()))) for m in _DATE.finditer(text)]
    found += [(m.start(), _iso(_year(m[1]), _number(m[2]), _number(m[3]))) for m in _CHINESE_DATE.finditer(text)]
    return [date for _, date in sorted(found) if date]


def _iso(year: int, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _year(hanzi: str) -> int:
    return int("".join(str("〇一二三四五六七八九".find(re.sub("[零○Oo]", "〇", ch))) for ch in hanzi))


def _number(hanzi: str) -> int:
    """A number up to thirty-one: 二十三 → 23."""
    tens, ten, ones = hanzi.partition("十")
    value = "〇一二三四五六七八九".find
    return (value(tens) if tens else 1) * 10 + (value(ones) if ones else 0) if ten else value(hanzi)


def dateline(line: str) -> dict[str, str]:
    """The parts of the opening words of a news item (paper, place, month, day, news), empty where there are none.

    >>> dateline("日喀则6月29日电 连日来，")["place"]
    '日喀则'
    """
    found = _DATELINE.match(line)
    return {name: part or "" for name, part in found.groupdict().items()} if found else {}


def signature(line: str, names_alone: bool = False) -> str:
    """A line that says who wrote the article, without its bullet and brackets; "" for every other line.

    With `names_alone` a line of nothing but Chinese names is one too: 韩凯 苏昕.
    """
    if len(line) <= 100 and _BYLINE.fullmatch(line) or names_alone and are_names(line):
        return re.sub(rf"^(?:{_BULLET} ?|[（(])|[)）]$", "", line)
    return ""


def opening_signature(line: str) -> str:
    """Who wrote it, in the brackets of an item's opening words: 本报讯（记者 王培源）."""
    found = _OPENING.match(line)
    return found[1] if found else ""


def closing_signature(line: str) -> int:
    """Where in a paragraph the byline at its end begins, with the space before it; its length where there is none."""
    tail = max(0, len(line) - 80)
    found = _AT_END.search(line, tail)
    return found.start() if found and (not found["names"] or are_names(found["names"])) else len(line)


def are_names(line: str) -> bool:
    """Whether a line is one to six Chinese names of people, apart: surname and one or two characters more."""
    names = re.split("[ 、]", line)
    return len(names) <= 6 and all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name) and _is_name(name) for name in names)


def _is_name(name: str) -> bool:
    double = name[:2] in surnames() and len(name) > 2
    return double and len(name) <= 4 or len(name) <= 3 and name[0] in surnames()


@cache
def surnames() -> frozenset[str]:
    """The surnames of the glossary."""
    return frozenset(row["surname"] for row in rows(DATA / "glossary" / "surnames.tsv", "SURNAME PINYIN"))


def paper_from(line: str) -> str:
    """The paper that a line of a page's frame names (来源：云河日报; 云河日报 2024年5月16日 第3版), or ""."""
    found = _FROM.search(line) or _PRINTED.search(line)
    return re.sub("(?:作者|编辑|责任编辑|时间|发布时间)$", "", found[1]) if found else ""


def paper_of_byline(byline: str) -> str:
    """The paper that a byline names: 大众日报淄博融媒体中心记者 韩凯 → 大众日报淄博融媒体中心; "" for 本报记者."""
    found = _SIGNED_PAPER.search(byline)
    return found[1] if found else ""


def imprint(line: str) -> dict[str, str]:
    """The paper, date and byline of a line of nothing but these, as stands below a headline; empty for every other line.

    >>> imprint("云河日报 2026-11-20 记者 王小明 通讯员 李文")
    {'paper': '云河日报', 'date': '2026-11-20', 'byline': '记者 王小明 通讯员 李文'}
    """
    line, told, at, pieces = re.sub(r"[ \u3000\xa0]+", " ", line).strip(), {"paper": "", "date": "", "byline": ""}, 0, 0
    while len(line) <= 120 and at < len(line):
        piece = _IMPRINT.match(line, at)
        if not piece:
            return {}
        signed = f"{piece['label']} {piece['names']}".removeprefix("作者 ") if piece["label"] else ""
        told["paper"] = told["paper"] or piece["paper"] or piece["source"] or ""
        told["date"] = told["date"] or next(iter(iso_dates(piece["date"] or "")), "")
        told["byline"] = f"{told['byline']} {signed}".strip()
        pieces, at = pieces + 1, piece.end() + len(re.match(r"[ |·，,；/]*", line[piece.end():])[0])
    return told if told["date"] and pieces > 1 else {}


def is_caption(line: str) -> bool:
    """Whether a line says that it stands below a photograph."""
    return len(line) <= 90 and bool(_CAPTION.search(line) or looks("caption", line) and not signature(line))


def is_short(line: str) -> bool:
    """Whether a line may be a headline or a heading: short, no full stop at its end, no running text."""
    line = line.strip()
    return len(line) <= 48 and not re.search("[。；，、：:]$|，.*[！？…]$", line) and not is_prose(line) and not dateline(line)
