"""A page → the articles on it, as far as its layout tells: `drafts`; with it, the names that an instructor's desk needs for them."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from helpers.importing import signs
from helpers.importing.cleaning import STEPS, Batch, cleaned, frame_lines, landed
from helpers.importing.draft import Draft, byline_of, joined, parted
from helpers.importing.draft_form import draft_from_text, draft_text
from helpers.importing.layout import Line, apart, blocks, classed, plain
from helpers.importing.page import ImportingError, Page
from helpers.model import Block, Change

__all__ = ["STEPS", "Draft", "draft_from_text", "draft_text", "drafts", "joined", "parted"]


@dataclass(frozen=True)
class _Frame:
    """What stands around the articles of a page, and its file, tell of all of them."""

    paper: str
    date: str
    byline: str
    title: str
    source: str
    notes: tuple[str, ...]


def drafts(page: Page, without: Collection[str] = ()) -> tuple[Draft, ...]:
    """The articles of a page, mended by all STEPS but those `without`. ImportingError for a step that there is not, or a page of nothing but marks."""
    if unknown := sorted(set(without) - set(STEPS)):
        raise ImportingError(f"There is no step “{unknown[0]}”. The steps are: {', '.join(STEPS)}.")
    text, batches = cleaned(page.text, without)
    frame = _frame(page, batches if not without else cleaned(page.text)[1])
    lines = classed(text, [cleaned(heading, without)[0] for heading in page.headings], _captions(batches))
    parts = [list(lines)] if "articles apart" in without else apart(lines)
    if not any(parts):
        raise ImportingError(f"Nothing is left of “{page.name}” but page numbers, buttons and notices. Bring the page with the article.")
    places = landed(batches)
    edges = [part[0].start for part in parts[1:]] + [len(text) + 1]
    return tuple(_draft(part, frame, _between(places, low, high), without)
                 for part, low, high in zip(parts, [-1, *edges], edges))


def _between(places: list[tuple[int, Change]], low: int, high: int) -> tuple[Change, ...]:
    """The changes that were made to the part of the text from `low` up to `high`."""
    return tuple(change for place, change in places if low <= place < high)


def _captions(batches: Iterable[Batch]) -> set[str]:
    """The lines that stood inside a sentence, and were put behind it."""
    return {line for batch in batches for change in batch if change.step == "broken lines" and not change.before for line in change.after.split("\n")} - {""}


def _frame(page: Page, batches: list[Batch]) -> _Frame:
    """What the lines around the articles and the file itself tell; a date only where there is one and no other."""
    around = frame_lines(batches)
    printed = [day for reason, line in around if "date line" in reason or "running head" in reason for day in signs.iso_dates(line)]
    stamped = [day for reason, line in around if "time stamp" in reason or "head" in reason for day in signs.iso_dates(line)]
    days = next((days for days in ([page.date] * bool(page.date), printed, stamped) if days), [])
    paper = page.paper or next(filter(None, (_masthead(reason, line) for reason, line in around)), "")
    title = cleaned(page.title)[0]
    return _Frame(paper, days[0] if len(set(days)) == 1 else "", page.byline, title, page.url or page.name, page.notes)


def _masthead(reason: str, line: str) -> str:
    """The paper's name, if the line tells it."""
    bare = "masthead" in reason and re.fullmatch(r"[\u4e00-\u9fff·]{2,10}", line)
    owner = "copyright" in reason and re.match(r"([\u4e00-\u9fff]{2,10}(?:网|报|日报|中心|社))(?= |\d|版权)", line)
    return line if bare else owner[1] if owner else signs.paper_from(line)


def _draft(lines: Sequence[Line], frame: _Frame, changes: tuple[Change, ...], without: Collection[str]) -> Draft:
    """The draft of one article."""
    found, more = blocks(lines, frame.title, without)
    title = next((block.text for block in found if block.role == "title"), "")
    told = signs.dateline(next((line.text for line in lines if line.kind == "start"), ""))
    byline = byline_of(found) or frame.byline
    printed = next(filter(None, (signs.imprint(block.text) for block in found if block.role == "byline")), {"paper": ""})["paper"]
    paper = frame.paper or printed or signs.paper_of_byline(byline) or (told.get("paper") or "").removeprefix("本报")
    date, date_sure = _date(found, told, frame)
    rivals = [block for block in found if block.role in ("kicker", "title", "subtitle") and not block.text.startswith("——")]
    sure = {"title": bool(title) and (plain(title) == plain(frame.title) or len(rivals) == 1), "paper": bool(frame.paper or printed), "date": date_sure, "byline": bool(byline)}
    return Draft(title, found, paper, date, told.get("place") or "", byline, frame.source,
                 f"© {paper or 'its publisher'} / its authors; reproduced for teaching", _note(told, date, title, frame), changes + more, sure)


def _date(found: Sequence[Block], told: dict[str, str], frame: _Frame) -> tuple[str, bool]:
    """The day and whether the page tells it: its own, that of a line alone, or the dateline's with the latest year that the text names (a guess)."""
    alone = [day for block in found if block.role == "byline" for day in signs.iso_dates(block.text)]
    if frame.date or alone:
        return (frame.date or alone[0]), True
    years = re.findall(r"(?<![到至\d])((?:19|20)\d\d)年", "".join(block.text for block in found))
    if told.get("day") and years:
        return f"{max(years)}-{int(told['month']):02}-{int(told['day']):02}", False
    return "", False


def _note(told: dict[str, str], date: str, title: str, frame: _Frame) -> str:
    """Sentences about what is guessed or missing, and what the file's reader left out."""
    said = list(frame.notes)
    if told.get("day") and not frame.date:
        said.append(f"The dateline says {told['month']}月{told['day']}日; the year is "
                    + ("the latest that the text names." if date else "not on the page."))
    if not title:
        said.append("The page has no headline; the title is made of the first words.")
    return " ".join(said)
