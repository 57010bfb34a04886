"""Newspaper text of unknown origin → clean text and a record of every change: `mend`, and its named steps in `STEPS`."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from .linebreaks import Edit, applied, join_broken_lines, remove_furniture, thin_blank_lines
from .model import Change, Mended

HANZI = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
Step = tuple[str, tuple[Change, ...]]  # what a step returns: the text, and what it did


def mend(raw: str) -> Mended:
    """The mended text and every change: the steps in turn, again until none finds anything, so that a second call changes nothing.

    A change's `place` counts in the text that its step was given. Nothing is lost that is not in a change. Slips of the
    author are left alone.

    >>> mend("促發(fā)展、見實效,穿著紅馬甲").text
    '促发展、见实效，穿着红马甲'
    """
    text, changes = _stepped(raw)
    made = changes
    while made:
        text, made = _stepped(text)
        changes += made
    return Mended(text, changes)


def _stepped(text: str) -> Step:
    """The text after each step in turn, once, and all that they did."""
    changes: tuple[Change, ...] = ()
    for _, step in STEPS:
        text, done = step(text)
        changes += done
    return text, changes


# ---- 1 invisible characters and spaces

_NEWLINE = "\n\r\u2028\u2029\x85\x0b\x0c"
_UNSEEN = "\ufeff\u200b-\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\x00-\x08\x0e-\x1f\x7f"
_BLANK = " \t\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
_SPACING = re.compile(f"\r\n?|[\u2028\u2029\x85\x0b\x0c]|[{_BLANK}{_UNSEEN}]+")


def clean_spaces(text: str) -> Step:
    """The text with plain newlines, no invisible characters, no spaces at a line's ends, and one space where there were more."""
    return applied("spaces", text, (_spacing(text, found) for found in _SPACING.finditer(text)))


def _spacing(text: str, found: re.Match[str]) -> Edit:
    """The edit for a run of spaces and invisible characters, or for a foreign newline."""
    start, end, run = found.start(), found.end(), found[0]
    if run[0] in _NEWLINE:
        return start, run, "\n", "a newline of another system"
    if not re.search(f"[{_BLANK}]", run):
        return start, run, "", "invisible characters"
    if text[start - 1:start] in _NEWLINE or text[end:end + 1] in _NEWLINE:  # "" at either end of the text is in it too
        return start, run, "", "spaces at the edge of a line"
    return start, run, " ", "one plain space"


def replace_lookalikes(text: str) -> Step:
    """The text with full-width letters and figures, radicals and compatibility characters as the characters that they look like."""
    found = re.finditer("[０-９Ａ-Ｚａ-ｚ％\u2e80-\u2fdf\uf900-\ufaff]+", text)
    return applied("look-alikes", text, (
        (m.start(), m[0], unicodedata.normalize("NFKC", m[0]), "the usual character for one that only looks like it") for m in found))


# ---- 2 injected pinyin

_NOTE = r" *[(（] *[a-zü:āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿê\u0300-\u0308\u030c]{1,9}[1-5]? *[)）]"
_INJECTED = re.compile(f"([{HANZI}])((?:{_NOTE})+)( *)")


def drop_injected_pinyin(text: str) -> Step:
    """The text without readings in brackets behind their character, as some web pages inject them: 發(fā)展 → 發展.

    A bracket stays where it is not a reading of the character before it: 配送(app), 鎮(街).
    """
    return applied("injected pinyin", text, filter(None, map(_injected, _INJECTED.finditer(text))))


def _injected(found: re.Match[str]) -> Edit | None:
    """The edit that drops the notes behind a character as far as they are readings of it, and the spaces that came with them."""
    hanzi, notes, space = found.groups()
    dropped = ""
    for note in re.findall(_NOTE, notes):
        if _toneless(note) not in readings(hanzi):
            break
        dropped += note
    if not dropped:
        return None
    spaced = dropped == notes and dropped[0] == " "
    return found.start(2), dropped + space * spaced, "", f"a reading of {hanzi} in brackets, put in by a web page"


def _toneless(note: str) -> str:
    """The syllable of a bracketed note without tone: ( fā ) → fa, lǜ and lu: → lv."""
    plain = unicodedata.normalize("NFD", note.strip("()（） 12345")).replace("u\u0308", "v").replace("u:", "v")
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


@lru_cache(maxsize=4096)
def readings(hanzi: str) -> frozenset[str]:
    """All toneless readings of a character or of its simplified form, ü as v."""
    from pypinyin import Style, pinyin

    forms = {hanzi, _t2s().convert(hanzi)}
    return frozenset(reading for form in forms if len(form) == 1 for reading in pinyin(form, style=Style.NORMAL, heteronym=True)[0])


# ---- 3 traditional to simplified

STILL_ZHU = tuple("著名 著作 著称 著述 著者 著书 著录 著有 著文 名著 原著 专著 论著 巨著 编著 译著 合著 遗著 新著 拙著 所著 土著 显著 卓著 昭著 彰著 知著"
                  .split())  # 著 to write, outstanding: stays in simplified text
BUT_ZHE = tuple("讨论著 评论著 谈论著 议论著 争论著 辩论著 翻译著 配合著 结合著 联合著 综合著 融合著 组合著 混合著 整合著 草原著 报名著 黄土著".split())
_ZHU = re.compile("|".join((*BUT_ZHE, *STILL_ZHU, "著")))  # the leftmost, longest wins: 讨论著 before 论著


def simplify(text: str) -> Step:
    """The text in simplified characters, where it is traditional (see `is_traditional`); a simplified text comes back as it was."""
    if not is_traditional(text):
        return text, ()
    return applied("simplified characters", text, _simplified_runs(text))


def is_traditional(text: str) -> bool:
    """Whether a tenth of the hanzi, or more, are traditional only: OpenCC changes them, and GB 2312 does not have them."""
    counts = Counter(re.findall(f"[{HANZI}]", text))
    simple = _t2s().convert("\n".join(counts)).split("\n")
    traditional = sum(n for (ch, n), plain in zip(counts.items(), simple) if ch != plain and not ch.encode("gb2312", "ignore"))
    return traditional > 0 and traditional >= sum(counts.values()) / 10


def _simplified_runs(text: str) -> Iterator[Edit]:
    """An edit for each run of hanzi that changes; for the whole clause where OpenCC changes its length."""
    for clause in re.finditer(f"[{HANZI}]+", text):
        simple = _ZHU.sub(_zhu_or_zhe, _t2s().convert(clause[0]))
        runs = _changed_runs(clause[0], simple) if len(simple) == len(clause[0]) else [(0, len(simple))]
        for start, end in runs:
            before, after = clause[0][start:end], simple[start:end]
            yield clause.start() + start, before, after, "着 in simplified text" if before == "著" else "simplified for traditional"


def _zhu_or_zhe(found: re.Match[str]) -> str:
    """著 as it stays in the word that was found, otherwise 着."""
    return found[0] if found[0] in STILL_ZHU else found[0].replace("著", "着")


def _changed_runs(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run in which two strings of one length differ."""
    start = None
    for n, same in enumerate([*map(str.__eq__, before, after), True]):
        if same and start is not None:
            yield start, n
        start = None if same else n if start is None else start


@lru_cache(maxsize=1)
def _t2s():
    """OpenCC's converter from traditional to simplified."""
    from opencc import OpenCC

    return OpenCC("t2s")


# ---- 4 punctuation

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_ADDRESS = re.compile(r"(?:[a-zA-Z]+://|www\.)[!-~]*[A-Za-z0-9/]|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_MARK = re.compile(r"([,;:]) *|[?!]")


def widen_punctuation(text: str) -> Step:
    """The text with full-width punctuation among hanzi, and “ ” for paired straight quotes.

    Figures (10:16, 1,000), addresses, Latin text and brackets without hanzi (app) keep theirs.
    """
    return applied("punctuation", text, (
        (line.start() + place, before, after, "full-width punctuation among hanzi")
        for line in re.finditer(r"[^\n]+", text) for place, before, after in _widened(line[0])))


def _widened(line: str) -> list[tuple[int, str, str]]:
    """Place, mark and full-width mark in one line; none where there are more Latin words than hanzi."""
    if not re.search('[,;:?!()"]', line):
        return []
    if len(re.findall(f"[{HANZI}]", line)) < max(1, len(re.findall("[A-Za-zÀ-ɏ]+", line))):
        return []
    line = _ADDRESS.sub(lambda found: "a" * len(found[0]), line)
    return sorted([*_wide_marks(line), *_wide_brackets(line), *_curly_quotes(line)])


def _wide_marks(line: str) -> Iterator[tuple[int, str, str]]:
    """The , ; : ? ! of a line that stand between hanzi, quotes and brackets looked through."""
    before = _nearest(line)
    after = _nearest(line[::-1])[::-1]
    for found in _MARK.finditer(line):
        start, end = found.span()
        if _among_hanzi(before[start], after[end], line[start - 1:start] + line[end:end + 1], found[0]):
            yield start, found[0], found[0].rstrip(" ").translate(_WIDE)


def _nearest(line: str) -> list[str]:
    """For each place of the line, and its end, the nearest letter, figure or hanzi before it, "" for none."""
    return list(accumulate(line, lambda near, ch: ch if ch.isalnum() else near, initial=""))


def _among_hanzi(before: str, after: str, around: str, mark: str) -> bool:
    """Whether a mark is Chinese punctuation: a hanzi is its neighbour, or it divides two figures with their signs (87.9%,20多)."""
    if re.fullmatch("[!-~]*[0-9A-Za-z]{2}", around) or mark == ":" and around[-1:] in ("/", "\\"):
        return False
    return bool(re.search(f"[{HANZI}]", before + after)) or mark != ":" and before.isdigit() and after.isdigit()


def _wide_brackets(line: str) -> Iterator[tuple[int, str, str]]:
    """The ASCII brackets of a line that have hanzi between them or a full-width partner."""
    hanzi = list(accumulate((bool(re.match(f"[{HANZI}]", ch)) for ch in line), initial=0))
    waiting: list[int] = []
    for found in re.finditer("[()（）]", line):
        end = found.start()
        if found[0] in "(（":
            waiting.append(end)
        elif waiting:
            start = waiting.pop()
            if hanzi[end] > hanzi[start] or "（" == line[start] or "）" == line[end]:
                yield from ((place, line[place], line[place].translate(_WIDE)) for place in (start, end) if line[place] in "()")


def _curly_quotes(line: str) -> Iterator[tuple[int, str, str]]:
    """The straight quotes of a line in turn as “ and ”; none where one has no partner or the line is markup."""
    places = [found.start() for found in re.finditer('"', line)]
    if len(places) % 2 == 0 and '="' not in line:
        yield from ((place, '"', "“”"[n % 2]) for n, place in enumerate(places))


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
