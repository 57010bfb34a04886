"""The slogans of a reading as cards."""
from __future__ import annotations

from collections.abc import Sequence
from html import escape

from helpers.explanation import slogans_in
from helpers.model import Reading, Rendering, Slogan

_STYLE = """<style>
.dubao-slogans { max-width: 46em; font: 15px/1.55 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.dubao-slogans details { border-bottom: 1px solid #8884; padding: 6px 0; }
.dubao-slogans summary { cursor: pointer; }
.dubao-slogans summary b { font: 600 19px/1.5 "Noto Serif CJK SC", "Songti SC", STSong, "Microsoft YaHei", serif; }
.dubao-slogans dt { font-weight: 600; opacity: .8; margin-top: 4px; }
.dubao-slogans dd { margin: 0 0 0 1em; }
</style>"""


class SloganCards(Sequence):
    """Slogans in order; in a notebook each is a card that unfolds."""

    def __init__(self, found: tuple[Slogan, ...]):
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, place):
        return self._found[place]

    def __repr__(self) -> str:
        return "\n".join(f"{slogan.hanzi}  {slogan.pinyin}: {slogan.meaning}" for slogan in self) or "No slogan of the book stands in this text."

    def _repr_html_(self) -> str:
        cards = "".join(map(_card, self)) or "<p>No slogan of the book stands in this text.</p>"
        return f'{_STYLE}<div class="dubao-slogans">{cards}</div>'


def slogans(reading: Reading) -> SloganCards:
    """The slogans of a reading that the slogan book explains, in order of first occurrence, each once."""
    if not isinstance(reading, Reading):
        raise TypeError(f"slogans() takes a reading, not {type(reading).__name__}: slogans(read(open_article(\"000-1\"))).")
    return SloganCards(slogans_in(reading))


def _card(slogan: Slogan) -> str:
    parts = [
        ("Word by word", [slogan.literal]), ("Meaning", [slogan.meaning]), ("In Chinese", [slogan.meaning_zh]),
        ("Stands for", [_line(item.text, item.english, item.source) for item in slogan.items]),
        ("Official English", [_rendering(r) for r in slogan.english]), ("Use", [slogan.usage]), ("Comment", [slogan.comment]),
        ("Sources", list(slogan.sources)),
    ]
    rows = "".join(f"<dt>{title}</dt>" + "".join(f"<dd>{escape(line)}</dd>" for line in lines) for title, lines in parts if any(lines))
    status = "" if slogan.status == "expanded" else f" <i>({escape(slogan.status)})</i>"
    return f'<details><summary><b lang="zh-Hans">{escape(slogan.hanzi)}</b> {escape(slogan.pinyin)}{status}</summary><dl>{rows}</dl></details>'


def _line(*parts: str) -> str:
    return " — ".join(part for part in parts if part)


def _rendering(rendering: Rendering) -> str:
    return _line(rendering.text, ", ".join(str(part) for part in (rendering.document, rendering.year) if part))
