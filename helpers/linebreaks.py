"""What is done to whole lines: furniture goes, broken sentences are joined, blank lines are thinned out."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .model import Change

Edit = tuple[int, str, str, str]  # place, before, after, reason

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "「": "」", "『": "』"}
CLOSERS = "".join(PAIRS.values())
SHUT = "。！？!?…"  # a sentence can be over after these

# ---- furniture: (reason, what the whole line looks like). A line with 。！？ in it is never furniture.
_TIME = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d{1,2}:\d{2}(?::\d{2})?)?"
_CREDIT = r"(?:本版|本期|本报|值班)?(?:统稿|视觉|责编|责任编辑|编辑|美编|美术编辑|版式|校对|责任校对|审核|终审|监制|编审|主编|编委|组版|制图)"
_LUNAR = r"(?:农历)?(?:[甲乙丙丁戊己庚辛壬癸].年)?(?:[正一二三四五六七八九十冬腊闰]+月(?:初|十|廿|二十|三十|卅)[一二三四五六七八九十]?)?"
_ISSUE = r"(?:第? ?\d+ ?期|[（(]?总?第? ?\d+ ?期[)）]?|今日 ?\d+ ?版|第? ?\d+ ?版)"
_MENU = (r"打印本页|打印|关闭窗口|关闭本页|关闭|返回首页|返回顶部|返回列表|返回|加入收藏|设为首页|收藏本页|网站地图|联系我们"
         r"|关于我们|字号|字体|大|中|小|分享|分享到|上一篇|下一篇|上一条|下一条|上一页|下一页|微信|朋友圈|微博|新浪微博|QQ空间|QQ")
FURNITURE = tuple((reason, re.compile(pattern)) for reason, pattern in (
    ("a web page's time stamp", rf"(?:(?:发布|更新)(?:时间|日期)[：:] ?)?{_TIME}(?: ?来源[：:] ?\S{{1,20}})?"),
    ("where a web page took the text from", r"(?:稿件|信息|文章)?来源[：:] ?\S{1,20}"),
    ("a web page's counter", r"(?:浏览|阅读|点击)(?:次数|量|数)?[：:] ?\d+ ?次?"),
    ("a copyright notice", r".*(?:版权所有(?![者人权归])|(?i:copyright ?[©(]|all rights reserved)).*"),
    ("a web site's licence", r".*(?:ICP[备证] ?\d|公网安备 ?\d|许可证编号[：:]|经营许可证[（(].{1,4}[)）]字).*"),
    ("where to complain", r"(?:本网|本报|本站|网上)?(?:违法和?不良信息)?举报(?:电话|邮箱|热线)[：:] ?[-\w.@ ]+"
                          r"(?:(?:举报)?(?:电话|邮箱)[：:] ?[-\w.@ ]+)*"),
    ("who made the page", rf"[（(]?(?:{_CREDIT}[：:] ?\w{{2,3}}(?:[ 、]\w{{2,3}}(?![：:]))*[ ，]*)+[)）]?"),
    ("who made the page", r"[（(]?(?:(?:本版)?责编|责任编辑|责任校对|本版编辑) \w{2,3}(?: (?:责任)?校对 \w{2,3})?[)）]?"),
    ("a web page's buttons", rf"[（(【\[]?(?:{_MENU})(?:[】\])）【（(\[|｜：: ]+(?:{_MENU}))*[)）】\]：:]*"),
    ("a link to another page", r"(?:上|下)一[篇条][：:] ?.+"),
    ("where the reader is on a web site", r"(?:您?当前的?位置|您(?:现)?在的位置)[：:].+"),
    ("a newspaper's masthead", r".*(?:准印证号?[：:]|统一刊号|连续出版物号|邮发代号[：: ]?\d).*"),
    ("a newspaper's masthead", rf"{_ISSUE}(?: ?{_ISSUE})*"),
    ("a newspaper's masthead", r"[（(]?内部资料[，, ]?(?:免费交流|注意保存)[)）]?"),
    ("a newspaper's masthead", r"\S{4,30}主管主办|\S{4,20}主管 \S{4,20}主办"),
    ("a newspaper's date line", rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日[ ，]?星期[一二三四五六日天](?: {_LUNAR})?(?: ?{_ISSUE})*"),
    ("a page index", r"今日 ?(?:导读|要闻导读)|第? ?[\d一二三四五六七八]+ ?版(?:刊登|刊发)|[（(]?详见第? ?[\d一二三四五六七八]+ ?版[)）]?"),
))
_ANNOUNCED = re.compile(r"第? ?[\d一二三四五六七八]+ ?版(?:刊登|刊发)")

# ---- how a line begins or what it is
_BULLET = "□■◆●▲▼△○★☆◇◎※"
_BYLINE = re.compile(rf"[{_BULLET}]|\S{{0,16}}(?:记者|通讯员)[ ：:]|(?:文|图|摄影|文字|文/图|图/文|作者)[/ ：:]|[（(]?(?:下转|上接)")
_FRESH = re.compile(
    rf"[{_BULLET}]|——|[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[)）]|\d{{1,2}}(?:[、．]|\.(?!\d))"
    r"|第[一二三四五六七八九十]+[，、：]|[一二三四五六七八九]是|\S{1,8}讯[ （(]|\S{0,16}\d日电|\S{0,16}(?:记者|通讯员) |图为|[（(](?:记者|图|文|下转|上接)")
_CAPTION = re.compile(r"(?:图为|上图|下图|左图|右图|资料图).*|.*[ /（]?摄[)）]?。?")
_NO_END = re.compile("(?:[和与及把将被从向以于而也又并且其该各每]|[不没有]是|对于|关于|由于|为了|，[^，]{0,8}[的在是对了])$")
_NO_START = re.compile("[们]|的(?![确士哥])|了(?![解却不然结])|着(?![力眼手重实陆火])|说，")
_NEWS = re.compile(r"\S{1,8}讯[ （(]|\S{0,16}\d日电|“[^”]{10}|(?:今年|去年|近日|目前|连日来|日前|近年来|今年以来|同时|此外)，")
_SAYS = re.compile(r"(?:指出|强调|表示|认为|要求|介绍|说)[，：]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where it stands, its text, and the number of newlines before it."""

    start: int
    text: str
    gap: int

    @property
    def end(self) -> int:
        """The place after the last character."""
        return self.start + len(self.text)


def applied(step: str, text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Change, ...]]:
    """The text with the edits made, and a Change for each. Edits come in order of place and do not overlap."""
    changes = tuple(Change(step, *edit) for edit in edits if edit[1] != edit[2])
    pieces, end = [], 0
    for change in changes:
        pieces += text[end:change.place], change.after
        end = change.place + len(change.before)
    return "".join(pieces) + text[end:], changes


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    lines, end = [], 0
    for found in re.finditer(r"[^\n]*[^\s][^\n]*", text):
        lines.append(Line(found.start(), found[0], text.count("\n", end, found.start())))
        end = found.end()
    return lines


# ---- furniture

def remove_furniture(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text without the lines that belong to the web page or to the newspaper's front, not to an article."""
    return applied("page furniture", text, _furniture(lines_of(text)))


def _furniture(lines: list[Line]) -> Iterator[Edit]:
    """An edit for each line of furniture: known by its look, or by the line before or after it."""
    announced = 0
    for n, line in enumerate(lines):
        following = lines[n + 1].text if n + 1 < len(lines) else ""
        reason = furniture_reason(line.text) or _from_neighbours(line.text, announced, n == 0, following)
        announced = 2 if _ANNOUNCED.fullmatch(line.text) else announced - 1 if reason else 0
        if reason:
            yield line.start, line.text, "", reason


def furniture_reason(line: str) -> str:
    """What kind of furniture the line is by its own look, or "" for a line that may be an article's."""
    if len(line) > 150 or re.search("[。！？]", line):
        return ""
    return next((reason for reason, pattern in FURNITURE if pattern.fullmatch(line)), "")


def _from_neighbours(line: str, announced: int, first: bool, following: str) -> str:
    """What furniture a line is by its place: a headline that "2 版刊登" announces, or the paper's name over its publisher."""
    if len(line) > 40 or re.search("[。，；]", line):
        return ""
    if announced == 2 or announced == 1 and line.startswith("——"):
        return "a page index"
    return "a newspaper's masthead" if first and len(line) <= 10 and re.fullmatch(r"\S{4,30}主管主办", following) else ""


# ---- broken lines

def join_broken_lines(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text with sentences that a line break cut in two made whole; a caption that stood in between goes behind."""
    return applied("broken lines", text, _joins(text, lines_of(text)))


def _joins(text: str, lines: list[Line]) -> Iterator[Edit]:
    """An edit for each join, and one for the captions that the joined paragraph pushed out."""
    flowing, usual, n = _flowing(lines), _usual_gap(lines), 0
    while n < len(lines):
        captions, prose = [], n in flowing
        while next_n := _continuation(lines, n, prose, usual, flowing):
            captions += [line.text for line in lines[n + 1:next_n]]
            yield _join(text, lines[n], lines[next_n], next_n - n - 1)
            n, prose = next_n, True
        if captions:
            blank = "\n" * min(usual, 2)
            yield lines[n].end, "", "".join(blank + caption for caption in captions), "a caption that stood inside a sentence, put behind it"
        n += 1


def _join(text: str, first: Line, second: Line, between: int) -> Edit:
    """The edit that joins two lines: a space between Latin letters, nothing between hanzi."""
    latin = re.fullmatch("[A-Za-z][A-Za-z]|[A-Za-z,.;][0-9A-Za-z]", first.text[-1] + second.text[0])
    reason = "a caption stood inside a sentence" if between else "a line break stood inside a sentence"
    return first.end, text[first.end:second.start], " " if latin else "", reason


def _continuation(lines: list[Line], n: int, prose: bool, usual: int, flowing: set[int]) -> int:
    """The number of the line that goes on with line n's sentence, or 0."""
    if n in flowing and not _FRESH.match(lines[n + 1].text):
        return n + 1
    first = lines[n].text
    if n + 1 == len(lines) or is_closed(first):
        return 0
    if skipped := _captions(lines, n, prose or is_prose(first), usual):
        return n + skipped + 1
    return n + 1 if _goes_on(first, lines[n + 1].text, prose) else 0


def _goes_on(first: str, second: str, prose: bool) -> bool:
    """Whether `second` goes on with the sentence that `first` leaves unfinished."""
    if _brackets_meet(first, second) or second[0] in "，。、；：！？”’）》】":
        return True
    if _FRESH.match(second) or first[-1] == "；" and first[:2] == second[:2]:
        return False
    if not is_prose(second) and not re.search(f"[。，、…][{CLOSERS}]*$|，.*[！？：][{CLOSERS}]*$", second):
        return False
    return prose or is_prose(first) or first[-1] in "，、" and len(first) + len(second) > 26 or _cuts_a_word(first, second)


def is_closed(line: str) -> bool:
    """Whether no sentence is left unfinished: a full stop or colon at the end, or only a signature after the full stop."""
    bare = line.rstrip(CLOSERS + '"')
    if not bare or bare[-1] in SHUT + "：:—" or bare[-1] == "." or _BYLINE.match(line) and not is_prose(line):
        return True
    tail = re.split(f"[{SHUT}]", line[-40:])
    return len(tail) > 1 and bool(re.match(rf"[{CLOSERS}]* ?[{_BULLET}（(【]|[{CLOSERS}]* \S{{2,4}}(?: \S{{2,4}})*$", tail[-1]))


def is_prose(line: str) -> bool:
    """Whether the line is running text, not a headline: a full stop or semicolon within, a news item's opening words, someone says,
    an open bracket, or long with commas."""
    if re.search("[。；].", line) or len(line) > 12 and (_SAYS.search(line) or _NEWS.match(line)):
        return True
    marks, length = len(re.findall("[，、！？]", line[:-1])), len(line)
    return length >= 40 and marks > 0 or length >= 25 and marks > 1 or length >= 20 and _unclosed(line)[0] != ""


def _unclosed(line: str) -> tuple[str, str]:
    """The closing marks that the line still owes, innermost last, and those that it has without an opening."""
    owed, extra = [], []
    for mark in re.findall(f"[{''.join(PAIRS)}{CLOSERS}]", line):
        if mark in PAIRS:
            owed.append(PAIRS[mark])
        elif owed and owed[-1] == mark:
            owed.pop()
        else:
            extra.append(mark)
    return "".join(owed), "".join(extra)


def _brackets_meet(first: str, second: str) -> bool:
    """Whether a quotation or bracket opens in `first` and closes in `second`."""
    owed, extra = _unclosed(first)[0], _unclosed(second)[1]
    return bool(owed and extra and owed[-1] == extra[0] or first.count('"') % 2 and second.count('"') % 2)


def _cuts_a_word(first: str, second: str) -> bool:
    """Whether no headline ends and no paragraph begins like this: 对于 | 第一次, 引起 | 了强烈反响, or a word is cut."""
    measured = first[-1].isdigit() and re.match("[0-9.%年月日个名家次项位元万亿]", second)
    return len(first) > 6 and bool(measured or _NO_END.search(first) and is_prose(second) or _NO_START.match(second)
                                   or _splits_a_phrase(first, second))


def _splits_a_phrase(first: str, second: str) -> bool:
    """Whether the break stands inside a phrase that pypinyin knows (全体会 | 议上，), and not merely between two other words."""
    from pypinyin.phrases_dict import phrases_dict

    if len(first) < 10 or not any(first[-i:] + second[:j] in phrases_dict for i in (1, 2, 3) for j in (1, 2, 3)):
        return False
    whole = first[-2:] in phrases_dict or second[:2] in phrases_dict or second[0] in "为用以在会"
    return not whole or len(first) >= 12 and ("，" in first or bool(re.match(r"\w{1,3}，", second)))


def _captions(lines: list[Line], n: int, prose: bool, usual: int) -> int:
    """How many captions (at most three) stand between line n and the line that goes on with its sentence."""
    for held in range(1, min(3, len(lines) - n - 2) + 1 if prose else 0):
        between, after = lines[n + 1:n + 1 + held], lines[n + 1 + held]
        if not _like_caption(between[-1].text):
            return 0
        if _interrupts(lines[n], between, after, usual):
            return held
    return 0


def _like_caption(line: str) -> bool:
    """Whether the line is short and at most one whole sentence, as a caption is."""
    return len(line) <= 45 and not re.search("[。；].", line) and line[-1] not in "，、；：" and _unclosed(line) == ("", "") \
        and line.count('"') % 2 == 0 and not (_BYLINE.match(line) or line.startswith("——"))


def _interrupts(first: Line, between: list[Line], after: Line, usual: int) -> bool:
    """Whether `after` rather than the lines between goes on with `first`: brackets meet over them, a word is cut over them,
    a wide gap stands before a line without full stop, or they say that they are captions."""
    if _brackets_meet(first.text, after.text):
        return True
    if _FRESH.match(after.text) or not is_prose(after.text):
        return False
    wide, unstopped = between[0].gap > max(usual, 2), all(line.text[-1] not in SHUT for line in between)
    return unstopped and (wide or _cuts_a_word(first.text, after.text)) or wide and after.gap > max(usual, 2) \
        or all(_CAPTION.fullmatch(line.text) for line in between)


def _usual_gap(lines: list[Line]) -> int:
    """The commonest number of newlines between two lines (1 where there are no two)."""
    return Counter(line.gap for line in lines[1:]).most_common(1)[0][0] if len(lines) > 1 else 1


def _flowing(lines: list[Line]) -> set[int]:
    """The numbers of lines that end only because a fixed width was reached; none where the text is not hard-wrapped.

    A line as wide as that that ends a sentence may end its paragraph too: it flows on only inside a block of such lines.
    """
    full = _full_lines(lines)
    flowing = {n for n in full if not is_closed(lines[n].text)}
    if len(flowing) < max(2, len(full) / 2):
        return set()
    starts = [n for n, line in enumerate(lines) if line.gap > 1 or n == 0] + [len(lines)]
    for start, end in zip(starts, starts[1:]):
        if end - start > 2 and all(n in full for n in range(start, end - 1)):
            flowing.update(range(start, end - 1))
    return flowing


def _full_lines(lines: list[Line]) -> set[int]:
    """The numbers of the lines that are as wide as most lines are that another follows directly."""
    followed = [n for n in range(len(lines) - 1) if lines[n + 1].gap == 1]
    full: set[int] = set()
    for measure in (len, lambda text: sum(1 if ch > "\u2000" else 0.5 for ch in text)):
        widths = {n: measure(lines[n].text) for n in followed}
        usual = Counter(map(int, widths.values())).most_common(1)[0][0] if widths else 0
        full |= {n for n, width in widths.items() if abs(width - usual) <= 2 and usual >= 12}
    return full if len(full) >= max(2, 0.5 * len(followed)) and any("。" in line.text for line in lines) else set()


# ---- blank lines

def thin_blank_lines(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text without blank lines at either end, and with at most one between two paragraphs."""
    return applied("blank lines", text, (
        (run.start(), run[0], "" if run.start() == 0 or run.end() == len(text) else run[0][:2], "blank lines that say nothing")
        for run in re.finditer(r"\n+", text)))
