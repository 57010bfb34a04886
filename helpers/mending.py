"""Newspaper text of unknown origin → clean text and a record of every change: `mend`, and its named steps in `STEPS`."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, groupby

from helpers.linebreaks import Edit, applied, by_rules, join_broken_lines, remove_furniture, table, thin_blank_lines
from helpers.model import Change, Mended
from helpers.syllables import numbered

HANZI = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
Step = tuple[str, tuple[Change, ...]]  # what a step returns: the text, and what it did


def mend(raw: str) -> Mended:
    """The mended text and every change: the steps in turn, again until none finds anything, so that a second call changes nothing.

    A change's `place` counts in the text that its step was given. Nothing is lost that is not in a change. Slips of the
    author are left alone.

    >>> mend("促發(fā)展、見實效,穿著紅馬甲").text
    '促发展、见实效，穿着红马甲'
    """
    text, before, changes = raw, None, ()
    while text != before:
        before = text
        for _, step in STEPS:
            text, done = step(text)
            changes += done
    return Mended(text, changes)


# ---- 1 invisible characters and spaces

_NEWLINE = "\n\r\u2028\u2029\x85\x0b\x0c"
_UNSEEN = "\ufeff\u200b-\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\x00-\x08\x0e-\x1f\x7f"
_SPACE = _UNSEEN + " \t\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
_SPACING = (
    ("\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", "a newline of another system"),
    (f"[{_UNSEEN}]+(?![{_SPACE}])", "", "invisible characters"),
    (f"(?<![^{_NEWLINE}])[{_SPACE}]+|[{_SPACE}]+(?![^{_NEWLINE}])", "", "spaces at the edge of a line"),
    (f"[{_SPACE}]+", " ", "one plain space"),
)


def clean_spaces(text: str) -> Step:
    """The text with plain newlines, no invisible characters, no spaces at a line's ends, and one space where there were more."""
    return applied("spaces", text, by_rules(text, _SPACING))


def replace_lookalikes(text: str) -> Step:
    """The text with full-width letters and figures, radicals and compatibility characters as the characters that they look like."""
    found = re.finditer("[０-９Ａ-Ｚａ-ｚ％\u2e80-\u2fdf\uf900-\ufaff]+", text)
    return applied("look-alikes", text, (
        (m.start(), m[0], unicodedata.normalize("NFKC", m[0]), "the usual character for one that only looks like it") for m in found))


# ---- 2 injected pinyin

_LETTERS = r"[a-zü:āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿê\u0300-\u0308\u030c]{1,9}[1-5]?"
_INJECTED = re.compile(rf"(?<=([{HANZI}]))( +)?[(（] *({_LETTERS}) *[)）](?(2) *)")  # spaces behind go only with spaces before


def drop_injected_pinyin(text: str) -> Step:
    """The text without readings in brackets behind their character, as some web pages inject them: 發(fā)展 → 發展.

    A bracket stays where it is not a reading of the character before it: 配送(app), 鎮(街).
    """
    return applied("injected pinyin", text, (
        (m.start(), m[0], "", f"a reading of {m[1]} in brackets, put in by a web page")
        for m in _INJECTED.finditer(text) if numbered(m[3])[:-1] in readings(m[1])))


@cache
def readings(hanzi: str) -> frozenset[str]:
    """All toneless readings of a character or of its simplified form, ü as v."""
    from pypinyin import Style, pinyin

    return frozenset().union(*pinyin([hanzi, _t2s().convert(hanzi)], style=Style.NORMAL, heteronym=True))


# ---- 3 traditional to simplified

_ZHU = table("zhu.tsv")  # 著 to write, outstanding, stays in simplified text: 名著; else it is 着, also in 讨论著


def simplify(text: str) -> Step:
    """The text in simplified characters, where it is traditional (see `is_traditional`); a simplified text comes back as it was."""
    return applied("simplified characters", text, _simplified_runs(text) if is_traditional(text) else ())


def is_traditional(text: str) -> bool:
    """Whether a tenth of the hanzi, or more, are traditional only: OpenCC changes them, and GB 2312 does not have them."""
    counts = Counter(re.findall(f"[{HANZI}]", text))
    simple = _t2s().convert("\n".join(counts)).split("\n")
    traditional = sum(n for (ch, n), plain in zip(counts.items(), simple) if ch != plain and not ch.encode("gb2312", "ignore"))
    return traditional > 0 and traditional >= sum(counts.values()) / 10


def _simplified_runs(text: str) -> Iterator[Edit]:
    """An edit for each run of hanzi that changes. OpenCC's t2s keeps the length; ValueError should it ever not."""
    for clause in re.finditer(f"[{HANZI}]+", text):
        simple = re.sub("|".join((*_ZHU, "著")), lambda found: _ZHU.get(found[0], "着"), _t2s().convert(clause[0]))
        for changed, run in groupby(zip(range(*clause.span()), clause[0], simple, strict=True), lambda pair: pair[1] != pair[2]):
            if changed:
                places, before, after = map(list, zip(*run))
                yield places[0], "".join(before), "".join(after), "着 in simplified text" if before == ["著"] else "simplified for traditional"


@cache
def _t2s():
    """OpenCC's converter from traditional to simplified."""
    from opencc import OpenCC

    return OpenCC("t2s")


# ---- 4 punctuation

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_ADDRESS = re.compile(r"(?:[a-zA-Z]{1,9}://|www\.)[!-~]*[A-Za-z0-9/]|[\w.+-]{1,64}@[\w-]+\.[\w.-]+", re.ASCII)
_MARK = re.compile(r"(?!(?<=[0-9A-Za-z])(?:[,;:] *|[?!])[0-9A-Za-z]|:[/\\])(?:[,;:] *|[?!])")  # not within 10:16, 1,000, a?b, C:\
_BRACKETS = re.compile(r"(?=([(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]))")  # with brackets inside, which it finds as well


def widen_punctuation(text: str) -> Step:
    """The text with full-width punctuation among hanzi, and “ ” for paired straight quotes.

    Figures (10:16, 1,000), addresses, Latin text and brackets without hanzi (app) keep theirs.
    """
    return applied("punctuation", text, (
        (line.start() + place, before, after, "full-width punctuation among hanzi")
        for line in re.finditer("[^\n]+", text) for place, before, after in _widened(line[0])))


def _widened(line: str) -> list[tuple[int, str, str]]:
    """Place, mark and full-width mark in one line; none where there are more Latin words than hanzi."""
    hanzi, words = (len(re.findall(kind, line)) for kind in (f"[{HANZI}]", "[A-Za-zÀ-ɏ]+"))
    line = _ADDRESS.sub(lambda found: "a" * len(found[0]), line)
    return sorted([*_wide_marks(line), *_wide_brackets(line), *_curly_quotes(line)]) if hanzi >= max(1, words) else []


def _wide_marks(line: str) -> Iterator[tuple[int, str, str]]:
    """The , ; : ? ! of a line by a hanzi, quotes and brackets looked through, or between two figures with their signs (87.9%,20多)."""
    before, after = _nearest(line), _nearest(line[::-1])[::-1]
    for found in _MARK.finditer(line):
        if re.search(rf"[{HANZI}]|^[^:]\d\d", found[0][0] + before[found.start()] + after[found.end()]):
            yield found.start(), found[0], found[0].rstrip(" ").translate(_WIDE)


def _nearest(line: str) -> list[str]:
    """For each place of the line, and its end, the nearest letter, figure or hanzi before it, "" for none."""
    return list(accumulate(line, lambda near, ch: ch if ch.isalnum() else near, initial=""))


def _wide_brackets(line: str) -> Iterator[tuple[int, str, str]]:
    """The brackets of a line that have hanzi between them or a full-width partner."""
    for found in _BRACKETS.finditer(line):
        if re.search(f"[{HANZI}（）]", found[1]):
            yield from ((place, line[place], line[place].translate(_WIDE)) for place in (found.start(1), found.end(1) - 1))


def _curly_quotes(line: str) -> Iterator[tuple[int, str, str]]:
    """The straight quotes of a line in turn as “ and ”; none where one has no partner or the line is markup."""
    if line.count('"') % 2 == 0 and '="' not in line:
        yield from ((found.start(), '"', "“”"[n % 2]) for n, found in enumerate(re.finditer('"', line)))


STEPS = (
    ("spaces", clean_spaces),
    ("look-alikes", replace_lookalikes),
    ("injected pinyin", drop_injected_pinyin),
    ("simplified characters", simplify),
    ("punctuation", widen_punctuation),
    ("page furniture", remove_furniture),
    ("broken lines", join_broken_lines),
    ("blank lines", thin_blank_lines),
)
