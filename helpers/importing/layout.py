"""The lines of a mended page → articles, and what each line is in its article. When unsure, nothing is parted: an instructor can."""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from helpers.importing.signs import are_names, dateline, imprint, is_caption, is_short, iso_dates, signature
from helpers.model import Block, Change

LEAST = 40  # characters of running text that make an article
_SEPARATOR = re.compile(r"(?:[-=*＊_~·•#☆★◇◆□■○●※—─━═] ?){3,}")
_BODY_NAME = re.compile(r"[\u4e00-\u9fff（）()]{2,18}(?:局|委|办|院|宣传部|组织部|统战部|区|县|市|镇|乡|村|街道|社区|公司|集团|中心|学校|中学|大学|学院|医院|银行|支行|联合会|协会)")
_COLUMN = re.compile(r"^在.*(?:指引下|引领下)|·|——\S+ \S+ \S+")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])")


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, its place in the page, and its kind: short, subtitle, byline, caption, start (an item's opening words), separator, prose."""

    text: str
    start: int
    kind: str
    marked: bool = False


def classed(text: str, headings: Collection[str] = (), captions: Collection[str] = ()) -> list[Line]:
    """The lines of a text with their kinds. `headings` are lines that the file marks as such, `captions` those that mending found to be so."""
    known = {plain(heading) for heading in headings} - {""}
    lines = [Line(found[0], found.start(), _kind(found[0], plain(found[0]) in known, captions), plain(found[0]) in known)
             for found in re.finditer("[^\n]+", text)]
    for n, line in enumerate(lines):
        before, after = (lines[n - 1].kind if n else "", lines[n + 1].kind if n + 1 < len(lines) else "")
        if line.kind == "short" and not line.marked and are_names(line.text) and before in ("short", "subtitle") and after in ("prose", "start"):
            lines[n] = replace(line, kind="byline")
    return lines


def plain(text: str) -> str:
    """A line without white space and marks, to be compared."""
    return re.sub(r"[\W_]", "", text)


def _kind(line: str, marked: bool, captions: Collection[str]) -> str:
    if _SEPARATOR.fullmatch(line):
        return "separator"
    if signature(line) or imprint(line) or re.fullmatch(r"[\d年月日/. -]{8,}", line) and iso_dates(line):
        return "byline"
    if line in captions or is_caption(line):
        return "caption"
    if dateline(line):
        return "start"
    if line.startswith("——") and len(line) <= 40 and is_short(line):
        return "subtitle"
    return "short" if is_short(line) or marked and len(line) <= 60 and line[-1] not in "。；，" else "prose"


# ---- where an article begins

def apart(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each article: a new one begins where the layout says so beyond doubt, and has running text of its own."""
    parts: list[list[Line]] = [[]]
    for n, line in enumerate(lines):
        if line.kind == "separator":
            parts += [[]] if parts[-1] else []
            continue
        if n and _begins(lines, n) and _weight(parts[-1]) >= _least(lines, n) and _weight(lines[n:]) >= LEAST:
            parts.append([])
        parts[-1].append(line)
    light = [part for part in parts if part]
    return _gathered(light)


def _least(lines: Sequence[Line], n: int) -> int:
    """How much running text must stand before line n, if a new article begins there: little before an item's opening words, which are sure."""
    end = _run_end(lines, n)
    return LEAST if "start" in (lines[n].kind, *(line.kind for line in lines[end:end + 1])) else 2 * LEAST


def _gathered(parts: list[list[Line]]) -> list[list[Line]]:
    """The parts, those without running text put to the one before them, at the beginning to the one behind."""
    found: list[list[Line]] = []
    for part in parts:
        if found and (_weight(part) < LEAST or _weight(found[-1]) < LEAST):
            found[-1] = found[-1] + part
        else:
            found.append(part)
    return found


def _weight(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines if line.kind in ("prose", "start"))


def _begins(lines: Sequence[Line], n: int) -> bool:
    """Whether a new article begins at line n: a headline with a byline or an item's opening words behind it, or behind a closing byline."""
    before, line = lines[n - 1], lines[n]
    if line.kind == "start":
        return before.kind in ("prose", "start", "caption") or _closes(lines, n - 1)
    if line.kind not in ("short", "subtitle") or before.kind in ("short", "subtitle"):
        return False
    end = _run_end(lines, n)
    after = [found.kind for found in lines[end:end + 2]]
    return after[:1] == ["start"] or after in (["byline", "prose"], ["byline", "start"]) \
        or after[:1] in (["prose"], ["caption"]) and (_closes(lines, n - 1) or _names_itself(lines[n:end + 1]))


def _run_end(lines: Sequence[Line], n: int) -> int:
    """The number of the first line from n on that cannot belong to a headline."""
    return next((k for k in range(n, len(lines)) if lines[k].kind not in ("short", "subtitle")), len(lines))


def _closes(lines: Sequence[Line], n: int) -> bool:
    """Whether line n is a byline at the end of an article, not below a headline."""
    first = n
    while first and lines[first].kind == "byline":
        first -= 1
    return lines[n].kind == "byline" and lines[first].kind in ("prose", "start", "caption")


def _names_itself(lines: Sequence[Line]) -> bool:
    """Whether the run opens with the name of a body or place alone, which the first sentence below the headline tells again."""
    name = lines[0].text
    return len(lines) == 3 and bool(_BODY_NAME.fullmatch(name) and re.search(f"(?:^|[，。：年月日来]){re.escape(name)}", lines[-1].text[:60]))


# ---- what each line is

def roles(lines: Sequence[Line], title: str = "") -> list[tuple[str, Line]]:
    """The lines of an article with their roles. `title`: the headline, where the file tells it."""
    first = next((n for n, line in enumerate(lines) if line.kind in ("prose", "start")), len(lines))
    at = headline(lines[:first], title)
    last = max((n for n, line in enumerate(lines) if line.kind in ("prose", "start")), default=-1)
    return [("body" if _is_row(lines, n) else _role(n, line, at, first, last), line) for n, line in enumerate(lines)]


def _is_row(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a row of a table: as many short cells as in the line before or behind."""
    cells = lines[n].text.count(" ")
    return cells >= 2 and any(line.text.count(" ") == cells and line.kind == lines[n].kind == "short" for line in (*lines[max(0, n - 1):n], *lines[n + 1:n + 2]))


def headline(opening: Sequence[Line], title: str) -> int | None:
    """Which of the lines above the running text is the headline: the one the file names, else the likeliest; None where there is none."""
    shorts = [n for n, line in enumerate(opening) if line.kind == "short"]
    named = [n for n, line in enumerate(opening) if title and plain(line.text) == plain(title)]
    marked = [n for n in shorts if opening[n].marked]
    return max(named or (marked if len(marked) == 1 else shorts), key=lambda n: _likeness(opening, n, shorts), default=None)


def _likeness(opening: Sequence[Line], n: int, shorts: Sequence[int]) -> float:
    """How like a headline a line is: the last of several, with a colon, not a mere name, not the label of a column."""
    text = opening[n].text
    return (n == shorts[-1] if shorts else 0) + 2 * ("：" in text) - 2 * bool(_BODY_NAME.fullmatch(text)) - 2 * bool(_COLUMN.search(text)) + n / 100


def _role(n: int, line: Line, at: int | None, first: int, last: int) -> str:
    if line.kind in ("byline", "caption"):
        return line.kind
    if n < first and at is not None:
        return "title" if n == at else "kicker" if n < at else "subtitle"
    if line.kind == "short" and n < last:
        return "heading"
    return "body"


def blocks(lines: Sequence[Line], title: str = "", without: Collection[str] = ()) -> tuple[tuple[Block, ...], tuple[Change, ...]]:
    """The blocks of an article, headings printed in two lines joined and bullets of bylines dropped, with a change for each."""
    found: list[Block] = []
    changes: list[Change] = []
    for role, line in roles(lines, title):
        text = line.text
        if role == "byline" and "bylines" not in without and signature(text):
            text = signature(text)
            changes += [Change("bylines", line.start, line.text, text, "a byline without its mark or brackets")] * (text != line.text)
        elif told := imprint(text) if role == "byline" and "bylines" not in without and re.search("[：:]|字号", text) else {}:
            text = " ".join(filter(None, told.values()))
            changes += [Change("bylines", line.start, line.text, text, "paper, date and authors, without the buttons of the page")] * (text != line.text)
        if "headings" not in without and found and _goes_on(found[-1], role, text):
            changes.append(Change("headings", line.start - 1, "\n", " ", "a heading printed in two lines"))
            found[-1] = Block(role, f"{found[-1].text} {text}")
        else:
            found.append(Block(role, text))
    return tuple(found), tuple(changes)


def _goes_on(before: Block, role: str, text: str) -> bool:
    """Whether a heading goes on with the one before it."""
    return before.role == role == "heading" and len(before.text + text) <= 40 and not _NUMBERED.match(text) and not _NUMBERED.match(before.text)
