"""What a learner answered: every try is kept, in a file of the user's own folder, never in the notebook."""
from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpers.folders import home_folder
from helpers.keeping import now, opened

_TABLE = "event (lesson text, task text, event text, answer text, marks integer, of integer, made text)"
EVENTS = ("try", "hint", "look", "judge")
FACES = ("笑脸", "呆脸", "哭脸")


@dataclass(frozen=True, slots=True)
class Done:
    """How far a task is. `answer` and `last` (marks, of) are those of the last try, `first` and `best` the marks of others; `looked`: at the answer,
    before it was all right. `face`: 笑脸, 呆脸, 哭脸, or empty where nothing was answered."""

    tries: int = 0
    answer: tuple[str, ...] = ()
    last: tuple[int, int] = (0, 0)
    first: int = 0
    best: int = 0
    hinted: bool = False
    looked: bool = False
    face: str = ""
    when: str = ""


class AnswerBook:
    """The tries of all lessons. Nothing is written over: two notebooks that are open at once add lines to the same book.
    Where its folder cannot be written, it is kept in memory and `notice` says so."""

    def __init__(self, path: Path | None):
        self.notice, self._path = "", path
        try:
            self._book = opened(path, _TABLE)
        except (OSError, sqlite3.Error):
            self._in_memory()

    def add(self, lesson: str, task: str, event: str, answer: tuple[str, ...] = (), marks: int = 0, of: int = 0) -> None:
        """Keep that something was done. `event` is one of EVENTS; with judge, `answer` is the face that the learner chose."""
        row = (lesson, task, event, json.dumps(answer, ensure_ascii=False), marks, of, now())
        self._write("insert into event values (?, ?, ?, ?, ?, ?, ?)", row)

    def done(self, lesson: str) -> dict[str, Done]:
        """How far each task of a lesson is that was begun."""
        found: dict[str, list] = {}
        for task, *event in self._book.execute("select task, event, answer, marks, of, made from event where lesson = ? order by rowid", (lesson,)):
            found.setdefault(task, []).append(event)
        return {task: _summed(events) for task, events in found.items()}

    def forget(self, lesson: str) -> None:
        """Take all that was done in a lesson out of the book."""
        self._write("delete from event where lesson = ?", (lesson,))

    def _write(self, statement: str, values: tuple) -> None:
        try:
            with self._book:
                self._book.execute(statement, values)
        except sqlite3.Error:
            self._in_memory()
            with self._book:
                self._book.execute(statement, values)

    def _in_memory(self) -> None:
        """Go on in memory, with all that could be read."""
        before, self._book = getattr(self, "_book", None), opened(None, _TABLE)
        if before:
            before.backup(self._book)
        self.notice = f"{self._path.parent} cannot be written: your answers are kept only until the kernel stops. Save them as a file."


@lru_cache(maxsize=1)
def answer_book() -> AnswerBook:
    """The user's own, opened once a session."""
    return AnswerBook(home_folder() / "answers.sqlite")


def _summed(events: list) -> Done:
    """A task's events, in order, as one `Done`."""
    tries = [event for event in events if event[0] == "try"]
    when = events[-1][-1]
    solved = next((place for place, (event, _, marks, of, _) in enumerate(events) if event == "try" and 0 < of == marks), len(events))
    looked = any(event[0] == "look" for event in events[:solved])
    hinted = any(event[0] == "hint" for event in events)
    if not tries:
        return Done(hinted=hinted, looked=looked, when=when)
    judged = [json.loads(event[1])[0] for event in events if event[0] == "judge"]
    _, answer, marks, of, _ = tries[-1]
    best = max(marks for _, _, marks, _, _ in tries)
    face = judged[-1] if judged else face_of(best, of, looked)
    return Done(len(tries), tuple(json.loads(answer)), (marks, of), tries[0][2], best, hinted, looked, face, when)


def face_of(marks: int, of: int, looked: bool = False) -> str:
    """The face for a result: 笑脸 for all marks, 呆脸 for half of them or for all after a look at the answer, 哭脸 for less.

    >>> face_of(3, 3), face_of(3, 3, looked=True), face_of(2, 4), face_of(1, 4)
    ('笑脸', '呆脸', '呆脸', '哭脸')
    """
    if not of:
        return ""
    return FACES[0] if marks >= of and not looked else FACES[1] if marks * 2 >= of else FACES[2]
