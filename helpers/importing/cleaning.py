"""Mending step by step, with steps left out, and three steps more that only a page brought from outside needs: `cleaned`, `STEPS`."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import accumulate
from statistics import mode

from helpers.importing.signs import closing_signature
from helpers.linebreaks import Edit, applied, is_closed
from helpers.mending import STEPS as MENDING
from helpers.model import Change

_PAPER = r"[\u4e00-\u9fff]{2,10}(?:日报|晚报|时报|晨报|早报|商报|新闻网|报|网|融媒体中心|发布)"
_DATE = r"\d{4} ?[年/.-] ?\d{1,2} ?[月/.-] ?\d{1,2}日?(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?)?"
_LABEL = r"(?:来源|作者|稿源|编辑|责任编辑|责编|校对|审核|记者|通讯员|版次|版名|浏览次数|浏览量|阅读量|阅读|点击|点击数|字号|发布时间|发布日期|更新时间|时间)"
_STRONG = rf"{_DATE}|第? ?\d{{1,2}} ?版(?:[：: ]?[\u4e00-\u9fff]{{2,6}})?|星期[一二三四五六日天]|{_LABEL}[：:] ?[^\s：:]{{0,20}}"
_PIECE = rf"(?:{_STRONG}|{_PAPER}|放大|缩小|默认|朗读|打印|收藏|原创|\d{{1,2}}:\d{{2}}(?::\d{{2}})?)"
_MARKS = (  # what a line is, and the pattern of the whole line
    ("a page number", r"[—–\-•· ]*\d{1,2}[—–\-•· ]*|第 ?\d+ ?页(?:[ ，,/]*共 ?\d+ ?页)?|\d+ ?/ ?\d+(?: ?页)?"),
    ("a running head: paper, date, page", rf"(?=.{{1,120}}$)(?=.*(?:{_STRONG}))(?!{_DATE}$|{_LABEL}[：:]?$|(?:记者|通讯员|作者)[：:])(?:(?>{_PIECE})[ \u3000|·，,/—-]*+)+"),
    ("a page's buttons", r"(?:放大|缩小|默认|朗读|版面导航|版面概览|标题导航|上一版|下一版|返回目录|返回首版)(?:[ |]+(?:放大|缩小|默认|朗读|上一版|下一版|返回目录))*"),
    ("a telephone page's head", r"(?:原创 )?(?:[^\s。，]{2,20} ){1,3}\d{4}[-年]\d{1,2}[-月]\d{1,2}日? \d{1,2}:\d{2}(?: [\u4e00-\u9fff]{2,4})?"),
    ("a telephone page's invitation", r"(?:点击|长按|扫码|微信扫一扫)[^。]{0,16}(?:关注|订阅|二维码|公众号)[^。]{0,8}|预览时标签不可点|阅读原文|喜欢此内容的人还喜欢"),
    ("a public-service advertisement", r"公益广告(?:\n+[^\n。！？]{1,20}){0,4}(?=\n*\Z)"),
)
_MARKED = tuple((reason, re.compile(rf"^(?:{pattern})$(?![^\n])", re.MULTILINE)) for reason, pattern in _MARKS)
Batch = tuple[Change, ...]  # what one step did at one go


def drop_page_marks(text: str) -> tuple[str, Batch]:
    """The text without page numbers, running heads and the labels of e-papers and pages for telephones."""
    edits: dict[int, Edit] = {}
    for reason, pattern in _MARKED:
        for found in pattern.finditer(text):
            for line in re.finditer("[^\n]+", found[0]):
                edits.setdefault(found.start() + line.start(), (found.start() + line.start(), line[0], "", reason))
    return applied("page marks", text, (edits[place] for place in sorted(edits)))


def set_bylines_apart(text: str) -> tuple[str, Batch]:
    """The text with a byline at the end of a paragraph on a line of its own."""
    return applied("bylines", text, _bylines(text))


def _bylines(text: str) -> Iterator[Edit]:
    for line in re.finditer("[^\n]{20,}", text):
        at = closing_signature(line[0])
        if at < len(line[0]):
            yield line.start() + at, " " * (line[0][at] == " "), "\n", "a byline at the end of a paragraph, on a line of its own"


_INDENT = re.compile(r"^(?:\u3000{2}|[ \xa0]{4}|[ \xa0]{2}(?=\u3000))[ \xa0\u3000]*(?=\S)")


def join_by_indent(text: str) -> tuple[str, Batch]:
    """The text with lines of one width joined to paragraphs, where the first line of every paragraph is indented; else as it was."""
    lines = text.split("\n")
    indented = {n for n, line in enumerate(lines) if _INDENT.match(line)}
    full = _full(lines)
    if len(indented) < 3 or not full:
        return text, ()
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    return applied("indents", text, [
        (starts[n + 1] - 1, "\n", "", "a new paragraph would be indented") for n in sorted(full)
        if n + 1 not in indented and lines[n + 1].strip() and (n + 1 in full or not is_closed(lines[n].strip()) or is_closed(lines[n + 1].strip()))])


def _full(lines: list[str]) -> set[int]:
    """The numbers of the lines that end because the measure is full, in characters or in print; none where most lines do not."""
    followed = [n for n, line in enumerate(lines[:-1]) if line.strip() and lines[n + 1].strip()]
    for measure in (len, lambda line: sum(1 if ch > "\u2000" else 0.5 for ch in line)):
        widths = {n: int(measure(lines[n].rstrip())) for n in followed}
        usual = mode(widths.values()) if widths else 0
        full = {n for n, width in widths.items() if -2 <= width - usual <= 3}
        if usual >= 12 and len(full) >= max(4, 0.6 * len(followed)):
            return full
    return set()


_BEFORE = [name for name, _ in MENDING].index("broken lines")
_ALL = (("indents", join_by_indent), *MENDING[:_BEFORE], ("page marks", drop_page_marks), *MENDING[_BEFORE:], ("bylines", set_bylines_apart))
LAYOUT_STEPS = ("articles apart", "headings")  # what is done behind them, by the layout
STEPS = (*(name for name, _ in _ALL), *LAYOUT_STEPS)


def cleaned(text: str, without: Collection[str] = ()) -> tuple[str, list[Batch]]:
    """The text after all steps but those `without`, in turn and again until none finds anything, and what each did, in order."""
    batches, before = [], None
    while text != before:
        before = text
        for name, step in _ALL:
            if name not in without:
                text, done = step(text)
                batches += [done] * bool(done)
    return text, batches


def frame_lines(batches: list[Batch]) -> list[tuple[str, str]]:
    """Reason and text of the lines that were taken away as not part of an article."""
    return [(change.reason, change.before) for batch in batches for change in batch if change.step in ("page marks", "page furniture")]


def landed(batches: list[Batch]) -> list[tuple[int, Change]]:
    """Every change with the place in the last text where it was made, in the order in which they were made."""
    found: list[tuple[int, Change]] = []
    for batch in batches:
        found = _moved(found, batch) + [(place, change) for place, change in zip(_outputs(batch), batch)]
    return found


def _outputs(batch: Batch) -> Iterator[int]:
    """Where each change of a batch stands in the text that the batch made."""
    shift = 0
    for change in batch:
        yield change.place + shift
        shift += len(change.after) - len(change.before)


def _moved(found: list[tuple[int, Change]], batch: Batch) -> list[tuple[int, Change]]:
    """Earlier changes with their places after a batch."""
    places = [change.place for change in batch]
    shifts = [0, *accumulate(len(change.after) - len(change.before) for change in batch)]
    return [(max(0, place + shifts[bisect_right(places, place)]), change) for place, change in found]
