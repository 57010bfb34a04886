"""The sentence patterns of a reading as cards."""
from __future__ import annotations

from collections.abc import Sequence
from html import escape

from helpers.model import Reading
from helpers.sentence_patterns import PatternFound, patterns_in

_STYLE = """<style>
.dubao-patterns { max-width: 46em; font: 15px/1.55 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.dubao-patterns details { border-bottom: 1px solid #8884; padding: 6px 0; }
.dubao-patterns summary { cursor: pointer; }
.dubao-patterns summary b { font: 600 19px/1.7 "Noto Serif CJK SC", "Songti SC", STSong, "Microsoft YaHei", serif; }
.dubao-patterns q { font: 400 18px/1.8 "Noto Serif CJK SC", "Songti SC", STSong, "Microsoft YaHei", serif; display: block; margin: 4px 0 4px 1em; quotes: none; }
.dubao-patterns q b { font-weight: 700; }
.dubao-patterns q u { text-decoration-thickness: 2px; text-underline-offset: 0.3em; }
.dubao-patterns p { margin: 4px 0 4px 1em; }
</style>"""


class PatternCards(Sequence):
    """The places that have a frame, in order; in a notebook each frame is a card that unfolds."""

    def __init__(self, found: tuple[PatternFound, ...]):
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place):
        return self._found[place]

    def __repr__(self) -> str:
        return "\n".join(f"{one.frame}  {one.meaning}: {one.sentence.text[one.start - one.sentence.start : one.end - one.sentence.start]}" for one in self) or _NONE

    def _repr_html_(self) -> str:
        frames = dict.fromkeys(one.frame for one in self)
        cards = "".join(_card([one for one in self if one.frame == frame]) for frame in frames)
        return f'{_STYLE}<div class="dubao-patterns">{cards or _NONE}</div>'


_NONE = "None of the sentence patterns that we know stands in this text."


def patterns(reading: Reading) -> PatternCards:
    """The sentence patterns of a reading (以…为…, 不仅…更…), every place, in order of the text, with their slots filled."""
    if not isinstance(reading, Reading):
        raise TypeError(f"patterns() takes a reading, not {type(reading).__name__}: patterns(read(open_article(\"001-1\"))).")
    return PatternCards(patterns_in(reading))


def pattern_payload(reading: Reading) -> dict[str, list]:
    """The patterns of a reading for the reader's page. `frames`: each frame once, with meaning, level, plain words and note. `found`: each place,
    with the number of its frame, its first character, its end, and its slots (first character, end, what belongs there)."""
    found = patterns_in(reading)
    frames = {one.frame: [one.frame, one.meaning, one.level, one.plain, one.note] for one in found}
    slots = [sorted([slot.start, slot.start + len(slot.text), slot.name] for slot in one.slots) for one in found]
    places = [[list(frames).index(one.frame), one.start, one.end, filled] for one, filled in zip(found, slots)]
    return {"frames": list(frames.values()), "found": places}


def _card(found: list[PatternFound]) -> str:
    one, times = found[0], f" × {len(found)}" if len(found) > 1 else ""
    plain, note = escape(one.plain), escape(one.note)
    return (f'<details><summary><b lang="zh-Hans">{escape(one.frame)}</b> {escape(one.meaning)} <small>({one.level}{times})</small></summary>'
            f"<p>In everyday words: {plain}</p><p>{note}</p>{''.join(map(_quoted, found))}</details>")


def _quoted(one: PatternFound) -> str:
    """The sentence with the frame bold and its slots underlined."""
    text, base = one.sentence.text, one.sentence.start
    edges = [one.start, *(edge for slot in sorted(one.slots, key=lambda slot: slot.start) for edge in (slot.start, slot.start + len(slot.text))), one.end]
    pieces = [escape(text[first - base : last - base]) for first, last in zip(edges, edges[1:])]
    framed = "".join(f"<u>{piece}</u>" if place % 2 else f"<b>{piece}</b>" for place, piece in enumerate(pieces))
    return f'<q lang="zh-Hans">{escape(text[: one.start - base])}{framed}{escape(text[one.end - base :].rstrip())}</q>'
