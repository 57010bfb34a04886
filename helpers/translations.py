"""The English of the edition's articles, sentence by sentence: data/lessons/translations, one file an article."""
from __future__ import annotations

from collections.abc import Sequence
from html import escape

from helpers.folders import DATA
from helpers.glossary import rows
from helpers.model import Reading, Sentence

TRANSLATIONS = DATA / "lessons" / "translations"
_STYLE = """<style>
.dubao-english { max-width: 46em; font: 15px/1.55 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.dubao-english summary { cursor: pointer; padding-left: 1.1em; text-indent: -1.1em; font: 19px/1.8 "Noto Serif CJK SC", "Songti SC", STSong, "Microsoft YaHei", serif; }
.dubao-english p { margin: 2px 0 10px 1.2em; }
</style>"""


class Translation(Sequence):
    """For each sentence of a reading its English, or None; in a notebook each sentence unfolds to show its own."""

    def __init__(self, sentences: tuple[Sentence, ...], english: tuple[str | None, ...]):
        self._sentences, self._english = sentences, english

    def __len__(self) -> int:
        return len(self._english)

    def __getitem__(self, place):
        return self._english[place]

    def __repr__(self) -> str:
        return "\n".join(f"{sentence.text.strip()}\n    {english or '(not translated)'}" for sentence, english in zip(self._sentences, self))

    def _repr_html_(self) -> str:
        pairs = [(sentence.text.strip(), english or "(not translated)") for sentence, english in zip(self._sentences, self)]
        rows = "".join(f'<details><summary lang="zh-Hans">{escape(text)}</summary><p lang="en">{escape(english)}</p></details>' for text, english in pairs if text)
        return f'{_STYLE}<div class="dubao-english">{rows}</div>'


def translation(reading: Reading) -> Translation:
    """One English sentence for each sentence of a reading, None where there is none (bare text, articles of your own). Nothing is translated by machine."""
    if not isinstance(reading, Reading):
        raise TypeError(f"translation() takes a reading, not {type(reading).__name__}: translation(read(open_article(\"001-1\"))).")
    path = TRANSLATIONS / f"{reading.article.id if reading.article else ''}.tsv"
    known = {row["sentence"]: row["english"] for row in (rows(path, "SENTENCE ENGLISH") if path.exists() else ())}
    return Translation(reading.sentences, tuple(known.get(sentence.text.strip()) for sentence in reading.sentences))
