"""What is done to whole lines: furniture goes, broken sentences are joined, blank lines are thinned out."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import mode

from helpers.folders import DATA
from helpers.model import Change

Edit = tuple[int, str, str, str]  # place, before, after, reason
Line = re.Match[str]  # a line that is not blank: line["text"], and line["gap"], the newlines before it
_LINE = re.compile(r"(?P<gap>\n*)(?P<text>[^\n]+)")
_PAIRS = ("“”", '""', "‘’", "《》", "（）", "()", "【】", "「」", "『』")


def table(name: str) -> dict[str, str]:
    """Name → pattern of a table of data/mending; the patterns of one name are alternatives, and {NAME} is the pattern of an earlier name.

    ValueError with the line where a row is not so.
    """
    found: dict[str, str] = {}
    for number, row in enumerate((DATA / "mending" / name).read_text(encoding="utf-8-sig").splitlines()[1:], 2):
        if row.strip() and row[0] != "#":
            try:
                key, pattern = row.split("\t")[:2]
                pattern = re.sub(r"\{([A-Z]+)\}", lambda part: f"(?:{found[part[1]]})", pattern)
                re.compile(pattern)
            except (ValueError, KeyError, re.error) as error:
                raise ValueError(f"data/mending/{name}, line {number}: a name, a tab and a pattern should stand here ({error}).") from None
            found[key] = f"{found[key]}|{pattern}" if key in found else pattern
    return found


FURNITURE = {  # reason → its lines; none is long or has 。！？ in it
    reason: re.compile(rf"^(?=\n{{0,9}}[^\n。！？]{{1,150}}$)(?:{pattern})$", re.MULTILINE)
    for reason, pattern in table("furniture.tsv").items() if not reason.isupper()}
_LOOKS = {name: re.compile(pattern) for name, pattern in table("lines.tsv").items()}


def looks(name: str, line: str) -> bool:
    """Whether a line looks as data/mending/lines.tsv says under a name (fresh, byline, prose …)."""
    return bool(_LOOKS[name].search(line))


# ---- edits

def applied(step: str, text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Change, ...]]:
    """The text with the edits made, and a Change for each. Edits come in order of place and do not overlap."""
    changes = tuple(Change(step, *edit) for edit in edits if edit[1] != edit[2])
    pieces, end = [], 0
    for change in changes:
        pieces += text[end:change.place], change.after
        end = change.place + len(change.before)
    return "".join(pieces) + text[end:], changes


def by_rules(text: str, rules: tuple[tuple[str, str, str], ...]) -> Iterator[Edit]:
    """An edit for each place that a rule (pattern, what comes instead, reason) finds; of two the first rule counts."""
    for found in re.finditer("|".join(f"({pattern})" for pattern, *_ in rules), text):
        yield found.start(), found[0], *rules[found.lastindex - 1][1:]


# ---- furniture

def remove_furniture(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text without the lines that belong to the web page or to the newspaper's front, not to an article."""
    edits: dict[int, Edit] = {}
    for reason, pattern in FURNITURE.items():
        for found in pattern.finditer(text):
            for line in _LINE.finditer(found[0]):
                place = found.start() + line.start("text")
                edits.setdefault(place, (place, line["text"], "", reason))
    return applied("page furniture", text, (edits[place] for place in sorted(edits)))


# ---- broken lines

def join_broken_lines(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text with sentences that a line break cut in two made whole; a caption that stood in between goes behind."""
    return applied("broken lines", text, _joins(list(_LINE.finditer(text))))


def _joins(lines: list[Line]) -> Iterator[Edit]:
    """An edit for each join, and one for the captions that the joined paragraph pushed out."""
    flowing, usual, n = _flowing(lines), mode([len(line["gap"]) for line in lines[1:]] or [1]), 0
    while n < len(lines):
        said, captions = lines[n]["text"], ""
        while ahead := _ahead(said, lines[n + 1:n + 5], usual, n in flowing):
            captions += "".join("\n" * min(usual, 2) + line["text"] for line in lines[n + 1:n + ahead])
            yield _join(lines[n], lines[n + ahead])
            n += ahead
            said = (said + lines[n]["text"])[-400:]  # what decides stands near the break
        if captions:
            yield lines[n].end(), "", captions, "a caption that stood inside a sentence, put behind it"
        n += 1


def _join(first: Line, second: Line) -> Edit:
    """The edit that joins two lines: a space between Latin letters, nothing between hanzi."""
    between = first.string[first.end():second.start("text")]
    latin = re.fullmatch("[A-Za-z,.;][0-9A-Za-z]", first["text"][-1] + second["text"][0])
    what = "caption" if between.strip("\n") else "line break"
    return first.end(), between, " " if latin else "", f"a {what} stood inside a sentence"


def _ahead(said: str, lines: list[Line], usual: int, flows: bool) -> int:
    """How many lines ahead the sentence goes on that `said` leaves unfinished: 1, more where captions stand in between, or 0."""
    if flows and not looks("fresh", lines[0]["text"]):
        return 1
    if not lines or is_closed(said):
        return 0
    return _over_captions(said, lines, usual) or int(_goes_on(said, lines[0]["text"]))


def _goes_on(first: str, second: str) -> bool:
    """Whether `second` goes on with the sentence that `first` leaves unfinished."""
    if _brackets_meet(first, second) or second[0] in "，。、；：！？”’）》】":
        return True
    if looks("fresh", second) or not (is_prose(second) or looks("rest", second)):
        return False
    return is_prose(first) or first[-1] in "，、" and len(first) + len(second) > 26 or _cuts_a_word(first, second)


def is_closed(line: str) -> bool:
    """Whether no sentence is left unfinished: a full stop or colon at the end, or only a signature after the full stop."""
    return looks("closed", line) or looks("byline", line) and not is_prose(line)


def is_prose(line: str) -> bool:
    """Whether the line is running text, not a headline: it looks so, is long with commas, or has a bracket open."""
    commas = len(re.findall("[，、！？](?=.)", line))
    return looks("prose", line) or len(line) * commas >= 45 or len(line) >= 20 and _unpaired(line) != ""


def _unpaired(line: str) -> str:
    """The brackets and quotation marks without a partner in the line: those that close, then those that open."""
    marks, more = re.sub(f"[^{''.join(_PAIRS)}]", "", line), ""
    while marks != more:
        marks, more = re.sub("|".join(map(re.escape, _PAIRS)), "", marks), marks
    return marks


def _brackets_meet(first: str, second: str) -> bool:
    """Whether a quotation or bracket opens in `first` and closes in `second`."""
    return _unpaired(first)[-1:] + _unpaired(second)[:1] in _PAIRS


def _cuts_a_word(first: str, second: str) -> bool:
    """Whether no headline ends and no paragraph begins like this: 对于 | 第一次, 引起 | 了强烈反响, or a word is cut."""
    measured = first[-1].isdigit() and re.match("[0-9.%年月日个名家次项位元万亿]", second)
    return len(first) > 6 and bool(measured or looks("cut end", first) or looks("cut beginning", second)
                                   or _splits_a_phrase(first, second))


def _splits_a_phrase(first: str, second: str) -> bool:
    """Whether the break stands inside a phrase that pypinyin knows (全体会 | 议上，), and not merely between two other words."""
    from pypinyin.phrases_dict import phrases_dict

    if len(first) < 10 or not any(first[-i:] + second[:j] in phrases_dict for i in (1, 2, 3) for j in (1, 2, 3)):
        return False
    whole = first[-2:] in phrases_dict or second[:2] in phrases_dict
    return not whole or len(first) >= 12 and ("，" in first or bool(re.match(r"\w{1,3}，", second)))


def _over_captions(said: str, lines: list[Line], usual: int) -> int:
    """How many lines ahead (at most four) the sentence goes on behind captions, or 0."""
    for n in range(1, len(lines)):
        caption = lines[n - 1]["text"]
        if is_prose(caption) or looks("byline", caption) or _unpaired(caption):
            return 0
        if is_prose(said) and _interrupts(said, lines[:n], lines[n], usual):
            return n + 1
    return 0


def _interrupts(first: str, between: list[Line], after: Line, usual: int) -> bool:
    """Whether `after` rather than the lines between goes on with `first`: brackets meet over them, a word is cut over them,
    a wide gap stands before a line without full stop, or they say that they are captions."""
    if _brackets_meet(first, after["text"]):
        return True
    if looks("fresh", after["text"]) or not is_prose(after["text"]):
        return False
    wide = len(between[0]["gap"]) > max(usual, 2)
    unstopped = all(line["text"][-1] not in "。！？!?…" for line in between)
    return unstopped and (wide or _cuts_a_word(first, after["text"])) or wide and len(after["gap"]) > max(usual, 2) \
        or all(looks("caption", line["text"]) for line in between)


def _flowing(lines: list[Line]) -> set[int]:
    """The numbers of lines that end only because a fixed width was reached; none where the text is not hard-wrapped.

    A line as wide as that that ends a sentence may end its paragraph too: it flows on only inside a block of such lines.
    """
    full = _full_lines(lines)
    flowing = {n for n in full if not is_closed(lines[n]["text"])}
    if len(flowing) < max(2, len(full) / 2):
        return set()
    starts = [n for n, line in enumerate(lines) if len(line["gap"]) > 1 or n == 0] + [len(lines)]
    blocks = (range(start, end - 1) for start, end in zip(starts, starts[1:]))
    return flowing.union(*(block for block in blocks if len(block) > 1 and full.issuperset(block)))


def _full_lines(lines: list[Line]) -> set[int]:
    """The numbers of the lines that are as wide as most lines are that another follows directly, in characters or in print."""
    followed = {n: line["text"] for n, (line, after) in enumerate(zip(lines, lines[1:])) if after["gap"] == "\n"}
    full: set[int] = set()
    for measure in (len, _width):
        usual = mode([int(measure(text)) for text in followed.values()] or [0])
        full |= {n for n, text in followed.items() if abs(measure(text) - usual) <= 2 and usual >= 12}
    return full if len(full) >= max(2, len(followed) / 2) and any("。" in line["text"] for line in lines) else set()


def _width(line: str) -> float:
    """How wide a line is in print, in hanzi: letters and figures are half as wide."""
    return sum(1 if ch > "\u2000" else 0.5 for ch in line)


# ---- blank lines

_BLANK = ((r"\A\n+|\n+\Z", "", "blank lines that say nothing"), (r"\n{3,}", "\n\n", "blank lines that say nothing"))


def thin_blank_lines(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text without blank lines at either end, and with at most one between two paragraphs."""
    return applied("blank lines", text, by_rules(text, _BLANK))
