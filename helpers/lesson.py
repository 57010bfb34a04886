"""A lesson: its tasks, how far the learner is, and the file of answers for the instructor. `lesson = open_lesson(1)`."""
from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timezone
from functools import cached_property
from html import escape
from pathlib import Path

from helpers.corrections import my_corrections
from helpers.edition import open_article
from helpers.exercise_widgets import answered, panel, payload, plain_html, text_of
from helpers.exercises import Exercise
from helpers.model import Reading
from helpers.pack import Pack, pack_from
from helpers.progress import FACES, AnswerBook, Done, answer_book
from helpers.reading import read
from helpers.tasks import LESSONS, TaskFile, task_file

SCHEME = ("笑脸, a smile: all of it, without a look at the answer. 呆脸, a blank face: half of it or more, or all of it after a look. 哭脸, a sad face: less. "
          "An open question has the face that you give yourself.")
_UNKNOWN = "This page asked for something that this version does not know. Run the cell again."


class Lesson:
    """The tasks of a lesson by their ids, and the book that the answers are kept in. It changes only in what was answered."""

    def __init__(self, file: TaskFile, book: AnswerBook):
        self.name, self.title, self.articles = file.name, file.title, file.articles
        self.tasks = {exercise.id: exercise for exercise in file.exercises}
        self._file, self._book, self._summaries = file, book, []

    def __repr__(self) -> str:
        return f"Lesson {self.name}: {self.title}. {len(self.tasks)} tasks: {', '.join(self.tasks)}. {self._book.notice}".strip()

    def task(self, id: str):
        """The task with this id, to be done on the page. KeyError with the ids that there are."""
        if id not in self.tasks:
            raise KeyError(f"Lesson {self.name} has no task “{id}”. Its tasks are: {', '.join(self.tasks)}.")
        exercise = self.tasks[id]
        return panel(payload(exercise), lambda message: self.reply(exercise, message), plain_html(exercise), text_of(exercise))

    @cached_property
    def _pack(self) -> Pack:
        return pack_from(self._file)

    def read(self, article: str = "") -> Reading:
        """The main text, or the article with this id, read with the corrections of the lesson's file and with what you have mended yourself.

        An article that the file has in it is taken from there; else that of the edition or of your own folder. KeyError with the ids that there are.
        """
        found = {one.id: one for one in self._pack.articles}
        wanted = found[article or self.articles[0]] if not article or article in found else open_article(article)
        return read(wanted, (*self._pack.corrections, *my_corrections()))

    def done(self) -> dict[str, Done]:
        """How far each task is, in the order of the lesson."""
        found = self._book.done(self.name)
        return {id: found.get(id, Done()) for id in self.tasks}

    def summary(self):
        """A table of what was done, with a face for each task; it follows while you work. The button under it forgets all answers of this lesson."""
        table = self._table()
        shown = panel({"view": "summary", **table}, self.reply_to_summary, _table_html(table), _table_text(table))
        self._summaries.append(shown)
        return shown

    def answers_file(self):
        """A button that saves your answers as a file (JSON) for your instructor. Nothing is sent anywhere."""
        said = f"Lesson {self.name}: run this cell in JupyterLab to save your answers as a file."
        return panel({"view": "file", "name": self.name, "title": self.title}, self.reply_to_file, f"<p>{said}</p>", said)

    def to_json(self, student: str = "") -> str:
        """The answers as the text of that file."""
        rows = [{"id": id, "kind": self.tasks[id].kind, **asdict(done), "of": self.tasks[id].marks} for id, done in self.done().items()]
        made = datetime.now(timezone.utc).isoformat(timespec="seconds")
        about = {"dubao": "answers", "version": 1, "lesson": self.name, "title": self.title, "student": student.strip(), "made": made}
        return json.dumps(about | {"tasks": rows}, ensure_ascii=False, indent=1)

    def reset(self, sure: bool = False) -> str:
        """Forget all answers of this lesson, if you are sure: lesson.reset(sure=True). What was done, in a sentence."""
        begun = sum(bool(done.when) for done in self.done().values())
        if not sure:
            return f"This forgets what you did in {_tasks(begun)} of lesson {self.name}. If you want that, write lesson.reset(sure=True)."
        self._book.forget(self.name)
        self._tell()
        return f"Forgotten: {_tasks(begun)} of lesson {self.name}."

    def reply(self, exercise: Exercise, message: dict) -> dict:
        """Do what the page of a task asks; what to tell it."""
        asked, given = message.get("kind"), message.get("answer") or []
        if asked == "check":
            checked = exercise.check(given)
            if any(part.strip() for part in given) and tuple(given) != self._book.done(self.name).get(exercise.id, Done()).answer:
                self._keep(exercise, "try", tuple(given), checked.marks, checked.of)
            return {"kind": "checked", "answer": given} | asdict(checked) | {"right": checked.right} | self._state(exercise)
        if asked in ("look", "hint") or asked == "judge" and message.get("face") in FACES:
            self._keep(exercise, asked, (message["face"],) if asked == "judge" else ())
        if asked in ("open", "hint", "judge"):
            return self._state(exercise) | {"kind": "state"}
        return {"kind": "answer", **answered(exercise)} if asked == "look" else {"notice": _UNKNOWN}

    def _state(self, exercise: Exercise) -> dict:
        """What was done of a task before: the last answer with its check, the face."""
        done = self._book.done(self.name).get(exercise.id, Done())
        last = exercise.check(done.answer) if done.tries else None
        return {"done": asdict(done), "last": last and asdict(last) | {"right": last.right}, "notice": self._book.notice}

    def _keep(self, exercise: Exercise, event: str, answer: tuple[str, ...] = (), marks: int = 0, of: int = 0) -> None:
        self._book.add(self.name, exercise.id, event, answer, marks, of)
        self._tell()

    def _tell(self) -> None:
        """Tell the summaries on the page that something was done."""
        for shown in self._summaries:
            shown.send(self._table())

    def reply_to_summary(self, message: dict) -> dict:
        """Forget the answers where the page asks for it; the table."""
        if message.get("kind") == "reset":
            self.reset(sure=True)
        return self._table()

    def reply_to_file(self, message: dict) -> dict:
        """The file of answers for the page to save."""
        return {"file": self.to_json(str(message.get("student") or "")), "name": f"lesson-{self.name}-answers.json", "notice": self._book.notice}

    def _table(self) -> dict:
        done = self.done()
        told = lambda found: {"tries": found.tries, "best": found.best, "face": found.face}  # no answer: this is in the notebook
        rows = [{"id": id, "prompt": self.tasks[id].prompt, "of": self.tasks[id].marks} | told(found) for id, found in done.items()]
        faces = [found.face for found in done.values()]
        return {"title": f"Lesson {self.name} · {self.title}", "rows": rows, "faces": {face: faces.count(face) for face in FACES}, "scheme": SCHEME,
                "begun": sum(bool(found.when) for found in done.values()), "notice": self._book.notice}


def open_lesson(lesson: int | str | Path) -> Lesson:
    """The lesson with this number, or of a file of tasks of your own, with what you answered before. KeyError with the numbers that there are."""
    path = LESSONS / f"{lesson}_tasks.yaml"
    path = path if path.exists() else Path(lesson if not isinstance(lesson, int) else "")
    if not path.is_file():
        known = sorted(file.name.removesuffix("_tasks.yaml") for file in LESSONS.glob("*_tasks.yaml"))
        raise KeyError(f"There is no lesson {lesson}. The lessons are: {', '.join(known)}.")
    return Lesson(task_file(path), answer_book())


def _tasks(number: int) -> str:
    return f"{number} task{'s' * (number != 1)}"


def _cells(row: dict) -> list[str]:
    marks = f"{row['best']} of {row['of']}" if row["of"] and row["tries"] else ""
    return [row["prompt"], str(row["tries"] or ""), marks, row["face"] or ("answered" if row["tries"] else "")]


def _counted(table: dict) -> str:
    return " · ".join(f"{face} {count}" for face, count in table["faces"].items())


def _table_html(table: dict) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(row))}</tr>" for row in table["rows"])
    return (f"<table><caption>{escape(table['title'])}</caption><thead><tr><th>Task</th><th>Tries</th><th>Marks</th><th>Face</th></tr></thead>"
            f"<tbody>{rows}</tbody></table><p>{_counted(table)}</p><p>{escape(table['scheme'])}</p>")


def _table_text(table: dict) -> str:
    return "\n".join([table["title"], *("\t".join(_cells(row)) for row in table["rows"]), _counted(table)])
