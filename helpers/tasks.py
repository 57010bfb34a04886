"""A lesson's file of tasks (data/lessons/1_tasks.yaml) → its title, its articles and its exercises. An error names the file, the line and the task."""
from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from helpers.answers import FORMS, plain
from helpers.exercises import KINDS, REVIEWS, Exercise, Option
from helpers.folders import DATA
from helpers.reading import read
from helpers.records import fitted, yaml_records

LESSONS = DATA / "lessons"
FORMAT = "lesson pack, version 1"
_HEAD = "TITLE ARTICLES[] dubao name version level note words[] texts[] corrections"
_FIELDS = "ID KIND PROMPT stem key[] accepted[] pairs[] options[] hint why form source review note"
_USED = {  # kind → the fields that it needs besides, in capitals, and those that it may have
    "choice": "OPTIONS", "choices": "OPTIONS", "register": "OPTIONS stem", "cloze": "STEM HINT options", "word bank": "STEM OPTIONS HINT",
    "short": "KEY HINT stem accepted form options", "match": "PAIRS HINT options", "order": "KEY HINT", "open": "KEY HINT",
}
_GAP = re.compile(r"【([^【】]+)】")


class TaskError(ValueError):
    """A task that is not in the form."""


class TaskFile(NamedTuple):
    """What a file of tasks has. `about`: the other fields of its head, which a lesson pack has (helpers.pack)."""

    name: str
    title: str
    articles: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    about: dict = {}


def task_file(path: Path, text: str = "") -> TaskFile:
    """The lesson of a file, or of the `text` of such a file. TaskError, with the line, at the first task that does not fit."""
    head, records = yaml_records(path, TaskError, "tasks", text)
    head = fitted(path.name, head, _HEAD, TaskError)
    if head["dubao"] not in ("", FORMAT):
        raise TaskError(f"{path.name}: “dubao: {head['dubao']}” is not known here; this version reads “dubao: {FORMAT}”.")
    made = {}
    for place, record in records:
        exercise = _exercise(f"{place}, task “{record.get('id', '?')}”", record)
        if exercise.id in made:
            raise TaskError(f"{place}: there is a task “{exercise.id}” already.")
        made[exercise.id] = exercise
    name = head["name"] or path.name.removesuffix("_tasks.yaml").removesuffix(".yaml")
    return TaskFile(name, head["title"], tuple(head["articles"]), tuple(made.values()), head)


def _exercise(place: str, record: dict) -> Exercise:
    def fail(said: str):
        raise TaskError(f"{place}: {said}")

    row = fitted(place, record, _FIELDS, TaskError)
    _check_fields(row, fail)
    offered = [_option(option, f"{place}, options", fail) for option in row["options"]]
    exercise = Exercise(
        row["id"], row["kind"], row["prompt"], options=tuple(option for option, _ in offered), hint=row["hint"], why=row["why"], form=row["form"] or "text",
        source=row["source"] or _GAP.sub(lambda gap: gap[1].split("|")[0], row["stem"]), review=row["review"] or "accepted", note=row["note"],
        **_asked(row, [option.text for option, right in offered if right], fail), **_stem(row["stem"]))
    return exercise if exercise.kind == "open" else _sound(exercise, fail)


def _check_fields(row: dict, fail: Callable) -> None:
    """Are the values those that there are, and the fields those of the kind?"""
    for name, known in (("kind", KINDS), ("form", ("", *FORMS)), ("review", ("", *REVIEWS))):
        if row[name] not in known:
            fail(f"{name} should be one of {', '.join(filter(None, known))}; not {row[name]}.")
    used = _USED[row["kind"]].split()
    for name in ("stem", "key", "accepted", "pairs", "options", "hint", "form"):
        if name.upper() in used and not row[name]:
            fail(f"{name} is missing; a task of the kind {row['kind']} needs it.")
        if row[name] and name not in " ".join(used).lower().split() and name != "hint":
            fail(f"{name} does not belong to a task of the kind {row['kind']}.")


def _option(value, place: str, fail: Callable) -> tuple[Option, bool]:
    """An option, and whether it is right. A wrong one must say what the student is told."""
    if not isinstance(value, dict):
        fail(f"an option has a text and a feedback; “{value}” is written otherwise.")
    row = fitted(place, value, "TEXT right feedback reason", TaskError)
    if row["right"] not in ("", "yes", "no"):
        fail(f"right should be yes, or be left out; not {row['right']}.")
    if row["right"] != "yes" and not row["feedback"]:
        fail(f"the wrong answer “{row['text']}” has no feedback.")
    return Option(row["text"], row["feedback"], row["reason"]), row["right"] == "yes"


def _asked(row: dict, right: list[str], fail: Callable) -> dict:
    """The key, and what goes with it, in the way of the kind."""
    kind = row["kind"]
    if kind in ("cloze", "word bank"):
        gaps = [gap.split("|") for gap in _GAP.findall(row["stem"])]
        if not gaps:
            fail("the stem has no gap. Write 【】 round the words that are asked for: 以主题教育为【契机】.")
        return {"key": tuple(gap[0] for gap in gaps), "accepted": tuple(tuple(gap[1:]) for gap in gaps)}
    if kind == "match":
        if any(not isinstance(pair, list) or len(pair) != 2 for pair in row["pairs"]):
            fail("each of the pairs should be written [left, right].")
        return {"items": tuple(left for left, _ in row["pairs"]), "key": tuple(other for _, other in row["pairs"])}
    if kind in ("choice", "register", "choices"):
        if len(right) < 1 or kind != "choices" and len(right) > 1:
            fail(f"{len(right)} options are “right: yes”; there should be {'one or more' if kind == 'choices' else 'one'}.")
        return {"key": tuple(right)}
    if kind in ("short", "open") and len(row["key"]) > 1:
        fail("the key should be one text; other right answers stand under “accepted”.")
    return {"key": tuple(row["key"]), "accepted": (tuple(row["accepted"]),) if row["accepted"] else ()}


def _stem(marked: str) -> dict:
    """The tokens of a stem, and where its gaps are. It is read with the gaps filled, so that its pinyin is right."""
    gaps, text, last = [], "", 0
    for gap in _GAP.finditer(marked):
        text += marked[last : gap.start()]
        word, last = gap[1].split("|")[0], gap.end()
        gaps.append((len(text), len(text) + len(word)))
        text += word
    text += marked[last:]
    return {"stem": read(text).tokens if text else (), "gaps": tuple(gaps)}


def _sound(exercise: Exercise, fail: Callable) -> Exercise:
    """The exercise, if its key passes its own check, no wrong option does, and no two options are the same."""
    if not exercise.check(exercise.key).right:
        fail(f"the key does not pass its own check: {exercise.check(exercise.key).message}")
    texts = [plain(option.text) for option in exercise.options] if exercise.form == "text" else []
    if len(set(texts)) < len(texts):
        fail("two options are the same, apart from spaces and punctuation.")
    if exercise.kind in ("cloze", "word bank", "short", "match"):
        for option in exercise.options:
            if any(exercise.check([option.text if n == place else "" for n in range(len(exercise.key))]).marks for place in range(len(exercise.key))):
                fail(f"the wrong answer “{option.text}” is right.")
    return exercise
