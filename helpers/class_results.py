"""A class's answer files → one table, a chart, and the words to teach again: `collect("folder")`. Everything stays on this computer."""
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.difficulty import Picture
from helpers.exercises import Exercise
from helpers.pack import Pack, in_short, open_pack
from helpers.progress import FACES
from helpers.syllables import is_hanzi

if TYPE_CHECKING:
    import pandas

COLUMNS = ("student", "task", "kind", "tries", "first", "best", "of", "hinted", "looked", "face")
LARGEST = 5_000_000  # bytes of one file; a lesson's answers have about 20,000
MOST_TASKS = 1_000
TEACH_AGAIN = 0.5  # share of the class that had a task wrong at first, from which on its words are to be taught again
NOT_DONE = "not done"
NEUTRAL = "done"
_COLOURS = {FACES[0]: "#3a8f8a", FACES[1]: "#e3bd55", FACES[2]: "#b8432f", NEUTRAL: "#a9a3c9", NOT_DONE: "#8884"}  # told apart by those who do not see red and green


class _Unfit(ValueError):
    """A file that is left out; the message is for the instructor."""


@dataclass(frozen=True)
class Answers:
    """One student's file. `tasks`: a dict a task, with the names of COLUMNS."""

    student: str
    lesson: str
    title: str
    made: str
    tasks: tuple[dict, ...]
    file: str


@dataclass(frozen=True)
class ClassResults:
    """What a class did. `notes` has a sentence for each file that was left out or replaced, and for what cannot be told."""

    lesson: str
    title: str
    answers: tuple[Answers, ...]
    notes: tuple[str, ...] = ()
    exercises: tuple[Exercise, ...] = ()

    @property
    def students(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(one.student for one in self.answers)

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the tasks, in the lesson's order as far as it is known."""
        return tuple(dict.fromkeys([*(e.id for e in self.exercises), *(row["task"] for one in self.answers for row in one.tasks)]))

    @cached_property
    def names(self) -> dict[str, tuple[str, str, str]]:
        """id → what a task is called: in the chart, in the table, and its kind. Of a made exercise its number, kind and first words; else the id."""
        exercises, kinds = {one.id: one for one in self.exercises}, {row["task"]: row["kind"] for one in self.answers for row in one.tasks}
        plain = {id: (id, id, kinds.get(id) or getattr(exercises.get(id), "kind", "")) for id in self.order}
        made = {id: in_short(exercises[id]) for id in exercises if re.search(r"-[0-9a-f]{8}$", id)}
        return plain | {id: (f"{n} {made[id][0]}", f"{n} {made[id][1]}", made[id][0]) for n, id in enumerate(self.order, 1) if id in made}

    @cached_property
    def table(self) -> pandas.DataFrame:
        """A row for each student and task: COLUMNS. `first`, `best` and `of` are marks; an open question has 0 of 0."""
        from pandas import DataFrame

        return DataFrame([[one.student, *(row[name] for name in COLUMNS[1:])] for one in self.answers for row in one.tasks], columns=list(COLUMNS))

    @property
    def tasks(self) -> pandas.DataFrame:
        """A row for each task: how many did it, how many were right at the first try (share of those, 0 to 1; empty for open questions), how many took the hint or
        looked at the answer, and the mean number of tries."""
        from pandas import DataFrame

        columns = ["task", "kind", "did", "of_class", "right_at_first", "hinted", "looked", "tries"]
        return DataFrame([self._summed(task) for task in self.order], columns=columns)

    def _summed(self, task: str) -> list:
        rows = [row for one in self.answers for row in one.tasks if row["task"] == task]
        done = [row for row in rows if row["tries"]]
        right = sum(row["first"] >= row["of"] for row in done) / len(done) if done and done[0]["of"] else None
        tries = round(sum(row["tries"] for row in done) / len(done), 1) if done else None
        kind = next((row["kind"] for row in rows if row["kind"]), "") or next((e.kind for e in self.exercises if e.id == task), "")
        return [task, kind, len(done), len(self.answers), right, sum(row["hinted"] for row in rows), sum(row["looked"] for row in rows), tries]

    @property
    def failed(self) -> tuple[str, ...]:
        """The tasks that half of those who did them, or more, had wrong at first or could not do without the answer; the worst first."""
        shares = {task: self._missed(task) for task in self.order}
        return tuple(sorted((task for task in shares if shares[task] >= TEACH_AGAIN), key=lambda task: -shares[task]))

    def _missed(self, task: str) -> float:
        done = [row for one in self.answers for row in one.tasks if row["task"] == task and row["of"] and (row["tries"] or row["looked"])]
        return sum(row["first"] < row["of"] or row["looked"] for row in done) / len(done) if done else 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """The words to teach again: the Chinese keys of the failed tasks, those first that most students still have wrong in their last answer.
        Empty without the exercises of the pack."""
        exercises, found = {exercise.id: exercise for exercise in self.exercises}, Counter()
        for task in self.failed:
            given = [row["answer"] for one in self.answers for row in one.tasks if row["task"] == task and row["answer"]]
            found.update(_words(exercises[task], given) if task in exercises else {})
        return tuple(word for word, _ in found.most_common())

    def chart(self) -> Picture:
        """Students against tasks, a square for each, in the colour of its face."""
        return Picture(_chart(self))

    def __repr__(self) -> str:
        said = f"Lesson {self.lesson} {self.title}".strip() + f": {len(self.answers)} students, {len(self.order)} tasks." if self.answers else "No answers yet."
        return "\n".join([said, *self.notes])

    def _repr_html_(self) -> str:
        return page_of_results(self)


def collect(files: str | Path | Iterable | Mapping[str, bytes], pack: Pack | str | Path | int | None = None) -> ClassResults:
    """The answers of a class, from files that `lesson.answers_file()` saved: a folder, a file, several, or names with their bytes ({"li.json": b"…"}).

    `pack` (a lesson pack, its file or the number of a lesson) tells which lesson is meant and what its words are; without it, it is the lesson of most
    files. Of two files by one student the newer one counts. A file that does not fit is left out and said in `notes`; FileNotFoundError where a path is wrong.
    """
    pack = open_pack(pack) if isinstance(pack, (str, Path, int)) else pack
    found, notes = [], []
    for name, data in _files(files):
        try:
            found.append(_answers(name, data))
        except _Unfit as slip:
            notes.append(str(slip))
    lesson = pack.name.removeprefix("lesson-") if pack else Counter(one.lesson for one in found).most_common(1)[0][0] if found else ""
    fitting = [one for one in found if one.lesson.removeprefix("lesson-") == lesson.removeprefix("lesson-")]
    notes += [f"{one.file} is about lesson {one.lesson}, not {lesson}: left out." for one in found if one not in fitting]
    kept, said = _newest(fitting)
    kept, unknown = _known(kept, pack.exercises if pack else ())
    answered = {row["task"] for one in kept for row in one.tasks if row["tries"]}
    exercises = tuple(one for one in pack.exercises if one.review == "accepted" or one.id in answered) if pack else ()
    title = pack.title if pack else next((one.title for one in kept), "")
    ask = ["Which words to teach again is told when the lesson pack is given too: collect(files, pack)."] if kept and not pack else []
    notes += [*said, *unknown, *ask]
    return ClassResults(lesson, title, tuple(kept), tuple(notes), exercises)


def _files(files) -> Iterator[tuple[str, bytes | None]]:
    """The name and the bytes of each file; None for one that is too large or cannot be read."""
    if isinstance(files, Mapping):
        yield from ((str(name), bytes(data)) for name, data in files.items())
        return
    for number, one in enumerate([files] if isinstance(files, (str, Path, bytes)) else files, 1):
        if isinstance(one, (bytes, bytearray, memoryview)):
            yield f"file {number}", bytes(one)
        else:
            yield from _of_path(Path(one))


def _of_path(path: Path) -> Iterator[tuple[str, bytes | None]]:
    if not path.exists():
        raise FileNotFoundError(f"There is no file or folder “{path}”. Look at the spelling.")
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        try:
            yield file.name, file.read_bytes() if file.stat().st_size <= LARGEST else None
        except OSError:
            yield file.name, None


def _answers(name: str, data: bytes | None) -> Answers:
    """The answers of one file. _Unfit, with a sentence, where it is something else."""
    name = _line(name)
    if data is None or len(data) > LARGEST:
        raise _Unfit(f"{name} is larger than {LARGEST // 1_000_000} MB or cannot be read: left out.")
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _Unfit(f"{name} is no file of answers, or only a part of one: left out. Ask for it again.") from None
    if not isinstance(record, dict) or record.get("dubao") != "answers" or not isinstance(record.get("tasks"), list):
        raise _Unfit(f"{name} is not a file that “Save my answers” made: left out.")
    if record.get("version") != 1:
        raise _Unfit(f"{name} was made by another version ({_line(record.get('version'))}): left out.")
    rows = [row for row in record["tasks"][:MOST_TASKS] if isinstance(row, dict) and _line(row.get("id"))]
    text = {key: _line(record.get(key)) for key in ("student", "lesson", "title", "made")}
    return Answers(text["student"] or Path(name).stem, text["lesson"], text["title"], text["made"], tuple(map(_row, rows)), name)


def _row(row: dict) -> dict:
    """A task's row with values of the right kind, whatever the file has."""
    of = _number(row.get("of"))
    marks = {name: min(_number(row.get(name)), of) for name in ("first", "best")}
    face = row.get("face") if row.get("face") in FACES else ""
    answer = row.get("answer") if isinstance(row.get("answer"), list) else []
    return {"task": _line(row["id"]), "answer": tuple(map(_line, answer[:100])), "kind": _line(row.get("kind")), "tries": _number(row.get("tries")), **marks, "of": of,
            "hinted": row.get("hinted") is True, "looked": row.get("looked") is True, "face": face}


def _number(value) -> int:
    return min(value, 10_000) if type(value) is int and value > 0 else 0


def _line(value) -> str:
    """A value of the file as one short line, without marks that could turn a page round."""
    return " ".join("".join(c for c in str(value) if c.isprintable() or c.isspace()).split())[:80] if isinstance(value, (str, int)) else ""


def _newest(found: list[Answers]) -> tuple[list[Answers], list[str]]:
    """One file a student, the newest, in the order of names; and what was left out."""
    kept, said = {}, []
    for one in sorted(found, key=lambda one: one.made):
        if one.student in kept:
            said.append(f"{one.student} has sent two files; the newer one counts ({one.file}, not {kept[one.student].file}).")
        kept[one.student] = one
    return [kept[student] for student in sorted(kept)], said


def _known(found: list[Answers], exercises: tuple[Exercise, ...]) -> tuple[list[Answers], list[str]]:
    """The answers to the tasks that the pack has, each task once; and whose files have others."""
    wanted, kept, said = {exercise.id for exercise in exercises}, [], []
    for one in found:
        rows = {row["task"]: row for row in one.tasks if not wanted or row["task"] in wanted}
        if others := sorted({row["task"] for row in one.tasks} - rows.keys()):
            said.append(f"{one.student}: {len(others)} tasks that this lesson does not have (an earlier version?) are not counted: {', '.join(others[:5])}.")
        kept.append(replace(one, tasks=tuple(rows.values())))
    return kept, said


def _words(exercise: Exercise, given: list[tuple[str, ...]]) -> dict[str, int]:
    """The Chinese words that a task asks for, each with how many of the answers have it wrong; open questions and lines to be ordered ask for no words."""
    found = {}
    for place, text in enumerate(exercise.key if exercise.kind not in ("open", "order") else ()):
        wrong = sum(place >= len(parts) or not parts[place] for parts in (exercise.check(answer).parts for answer in given))
        found |= {word: wrong for word in _asked(exercise, place, text) if len(word) <= 8 and all(map(is_hanzi, word))}
    return found


def _asked(exercise: Exercise, place: int, text: str) -> list[str]:
    """The words that a part of a task asks for. Where pinyin is asked for, it is the word of the article that the prompt names."""
    if exercise.form == "pinyin":
        return [word for word in re.findall("[\u4e00-\u9fff]+", exercise.prompt) if word in exercise.source]
    if exercise.form == "cut":
        return [word for word in text.split("/") if len(word) > 1]
    return [*(exercise.items[place : place + 1] if exercise.kind == "match" else ()), text]


# ---- what is shown

def _face(row: dict) -> str:
    return row["face"] or (NEUTRAL if row["tries"] else NOT_DONE)


def _chart(results: ClassResults):
    import altair as alt

    names = results.names
    rows = [{"student": one.student, "task": names[row["task"]][0], "about": names[row["task"]][1], "result": _face(row), "tries": row["tries"], "marks": f"{row['best']} of {row['of']}" if row["of"] else "",
             "looked": "yes" if row["looked"] else "no"} for one in results.answers for row in one.tasks]
    scale = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    return alt.Chart(alt.Data(values=rows), title=f"{results.lesson} {results.title}".strip()).mark_rect(stroke="white", strokeWidth=1).encode(
        x=alt.X("task:N", sort=[names[task][0] for task in results.order], title=None, axis=alt.Axis(labelAngle=-45, labelLimit=140)),
        y=alt.Y("student:N", sort=list(results.students), title=None, axis=alt.Axis(labelLimit=160)),
        color=alt.Color("result:N", scale=scale, legend=alt.Legend(title=None, orient="top")),
        tooltip=["student:N", "task:N", "about:N", "result:N", "tries:Q", "marks:N", "looked:N"],
    ).properties(width=alt.Step(22), height=alt.Step(22))


def page_of_results(results: ClassResults) -> str:
    """The summary as HTML: a row a task, the words to teach again, what was left out."""
    notes = "".join(f"<li>{escape(note)}</li>" for note in results.notes)
    below = f"<ul>{notes}</ul>" if notes else ""
    if not results.answers:
        return f"<p>No answers yet.</p>{below}"
    head = "".join(f"<th>{name}</th>" for name in ("Task", "Kind", "Did it", "Right at the first try", "Took the hint", "Looked at the answer", "Tries"))
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(row, results.names[row.task]))}</tr>" for row in results.tasks.itertuples(index=False))
    words = f'<p><b>To teach again:</b> <span lang="zh-Hans">{escape("、".join(results.words))}</span></p>' if results.words else ""
    failed = f"<p><b>Half of the class or more had trouble with:</b> {escape(', '.join(results.names[task][0] for task in results.failed))}</p>" if results.failed else ""
    return (f"<p><b>{escape(f'{results.lesson} {results.title}'.strip())}</b>: {len(results.answers)} students ({escape('、'.join(results.students))})</p>"
            f'<table style="text-align:left"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{failed}{words}{below}')


def _cells(row, names: tuple[str, str, str]) -> list[str]:
    share = f"{row.right_at_first:.0%}" if row.right_at_first is not None and row.right_at_first == row.right_at_first else ""
    tries = f"{row.tries:g}" if row.tries == row.tries and row.tries else ""
    return [*names[1:], f"{row.did} of {row.of_class}", share, str(row.hinted), str(row.looked), tries]
