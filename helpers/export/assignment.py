"""The accepted exercises as an nbgrader assignment: a zip to be unpacked in the course's folder, where it becomes `source/<name>/<name>.ipynb`.

nbgrader makes the students' version itself (`nbgrader generate_assignment`), and must, so that its database knows the assignment. The notebook needs
nothing but Python where it is marked: how answers are compared stands in its second cell, the key in the hidden part of each test.
"""
from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.exercise_widgets import answered, offered, pieces
from helpers.exercises import KINDS, Exercise
from helpers.export import marking
from helpers.export.variants import accepted
from helpers.pack import Pack

SUFFIX = ".nbgrader.zip"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789"
_HOW = {
    "choice": "one letter, as in {first}", "register": "one letter, as in {first}", "choices": "the letters of all that are right, as in {several}",
    "word bank": "a letter for each gap, in order, as in {several}; - for what you leave out",
    "match": "a letter for each item, in order, as in {several}; - for what you leave out",
    "order": "all the letters in the right order, as in {several}", "cloze": "a text for each gap, as in {texts}", "short": "a text in quotation marks, as in {text}",
}
_README = """This is an nbgrader assignment, made by 读报 · Dúbào: {title}, version {version}.

1. Unpack it in the folder of your course: source/{name}/{name}.ipynb
2. nbgrader generate_assignment {name}      makes the students' version, without the key
3. nbgrader autograde {name}                marks what was handed in; part of an answer gives part of the marks
4. nbgrader formgrade                       the open questions, which you mark yourself: the model answers are in source/

Until a task is answered, its cell stops with NotImplementedError. For a mild line instead, put this in nbgrader_config.py:
c.ClearSolutions.code_stub = {{"python": "print('Not answered yet.')"}}

{credits}
"""


def write(pack: Pack, path: Path, key: bool = False) -> Path:
    """Write the pack's assignment; its path. The same pack gives the same bytes. `key` changes nothing: the version of an instructor has the key.

    ValueError for a task with more answers to choose from than there are letters and figures (35).
    """
    draft, name = Path(path).with_name(f"{Path(path).name}.new"), pack.name
    about = {"title": pack.title, "version": pack.version, "name": name, "credits": "\n".join(pack.credits)}
    files = {f"source/{name}/{name}.ipynb": json.dumps(notebook(pack), ensure_ascii=False, indent=1) + "\n", f"source/{name}/README.txt": _README.format(**about)}
    with ZipFile(draft, "w") as package:
        for inside, text in files.items():
            package.writestr(ZipInfo(inside, (1980, 1, 1, 0, 0, 0)), text.encode(), ZIP_DEFLATED)
    return draft.replace(path)


def notebook(pack: Pack) -> dict:
    """The instructor's notebook in the form of nbformat 4.5, with the marks of nbgrader on its cells."""
    head = _cell("markdown", "about", _about(pack)), _cell("code", "marking", _marking(), locked=True)
    tasks = [cell for place, exercise in enumerate(pack.accepted, 1) for cell in _cells(place, exercise)]
    foot = _cell("markdown", "credits", "\n\n".join(map(_shown, pack.credits)))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    return {"cells": [*head, *tasks, foot], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def _about(pack: Pack) -> str:
    lines = [f"# {_shown(pack.title)}", _shown(pack.level), _shown(pack.note),
             "Run the next cell first. Then write each answer in place of the three dots, in quotation marks, and run its cell and the one below it (Shift + Enter). "
             "The marks come when the work is handed in."]
    return "\n\n".join(filter(None, lines))


def _marking() -> str:
    """The functions of helpers.export.marking as the text of a cell."""
    text = inspect.getsource(marking)
    return "# How answers are compared. Nothing to do here but to run it.\n" + text[text.index("import re"):].strip()


# ---- an exercise

def _cells(place: int, exercise: Exercise) -> list[dict]:
    """The cells of an exercise: its prompt, where the answer goes, its test; for an open question, the prompt and a cell that the instructor marks."""
    name = _grade_id(exercise.id)
    if exercise.kind == "open":
        model = "\n\n".join(map(_unmarked, answered(exercise)["key"]))
        solution = f"### BEGIN SOLUTION\n{model}\n### END SOLUTION"
        return [_cell("markdown", f"{name}-task", _prompt(place, exercise)), _cell("markdown", name, solution, grade=True, solution=True, points=max(1, exercise.marks))]
    variable = f"answer_{place}"
    answer = (f"{variable} = ...\nif {variable} is ...:  # leave this line and what is below it as they are\n"
              f"    ### BEGIN SOLUTION\n    {variable} = {_literal(_solution(exercise))}\n    ### END SOLUTION")
    told = answered(exercise)
    said = "".join(f"print({_literal(line)})\n" for line in [" / ".join(told["key"]), told["why"]] if line)  # what the student reads with the marks
    test = f"seen({variable}, {len(exercise.key)})\n### BEGIN HIDDEN TESTS\n{said}{_test(variable, exercise)}\n### END HIDDEN TESTS"
    return [_cell("markdown", f"{name}-task", _prompt(place, exercise)), _cell("code", f"{name}-answer", answer, solution=True),
            _cell("code", name, test, grade=True, locked=True, points=exercise.marks)]


def _solution(exercise: Exercise) -> str | list[str]:
    """The right answer as a student would give it: letters, or texts."""
    if exercise.kind in ("cloze", "short"):
        return list(exercise.key) if len(exercise.key) > 1 else exercise.key[0]
    return "".join(_lettered(exercise)[text] for text in exercise.key)


def _test(variable: str, exercise: Exercise) -> str:
    """The line that gives the marks. Its value is what nbgrader takes as part marks."""
    others, letter = exercise.accepted or ((),) * len(exercise.key), _lettered(exercise)
    spelt = lambda texts: "".join(letter[text] for text in texts)
    match exercise.kind:
        case "cloze" | "short":
            rights = [list(accepted(key, more, exercise.form)) for key, more in zip(exercise.key, others)]
            return f"filled({variable}, {_literal(rights)}, {_literal(exercise.form)})"
        case "choice" | "register" | "choices":
            return f"chosen({variable}, {_literal(spelt(exercise.key))}, {exercise.kind != 'choices'})"
        case "order":
            return f"ordered({variable}, {_literal([spelt(exercise.key), *map(spelt, exercise.accepted)])})"
    rights = [spelt((key, *(text for text in more if text in letter))) for key, more in zip(exercise.key, others)]
    return f"lettered({variable}, {_literal(rights)})"


def _lettered(exercise: Exercise) -> dict[str, str]:
    """The texts that are offered, and the letter that stands before each."""
    texts = offered(exercise)
    if len(texts) > len(_LETTERS):
        raise ValueError(f"“{exercise.prompt}” offers {len(texts)} answers, and there are {len(_LETTERS)} letters and figures to name them by. Make it smaller.")
    return dict(zip(texts, _LETTERS))


def _prompt(place: int, exercise: Exercise) -> str:
    """The exercise as a student reads it."""
    gaps = [f" ({n}) \\_\\_\\_\\_ " for n in range(1, len(exercise.gaps) + 1)]
    stem = "".join(_shown(piece) + gap for piece, gap in zip(pieces(exercise), [*gaps, ""]))
    numbered = [f"{n}\\. {_shown(item)}" for n, item in enumerate(exercise.items, 1)]
    options = [f"**{letter}** {_shown(text)}" for text, letter in _lettered(exercise).items()]
    blocks = [f"## {place}. {_shown(exercise.prompt)}", KINDS[exercise.kind] if exercise.kind != "open" else "", f"> {stem}" if stem else "",
              _lines(numbered), _lines(options), f"<details><summary>Hint</summary>{_shown(exercise.hint)}</details>" if exercise.hint else "", _how(exercise)]
    return "\n\n".join(filter(None, blocks))


def _how(exercise: Exercise) -> str:
    """How the answer is written, by an example that is not the key."""
    if exercise.kind == "open":
        return "Write in the cell below."
    letters, parts = "".join(_lettered(exercise).values()), len(exercise.key)
    several = letters[: max(2, parts if exercise.kind in ("match", "order", "word bank") else 2)]
    several = several[::-1] if several == _solution(exercise) else several
    shown = {"first": '"B"' if _solution(exercise) == "A" else '"A"', "several": f'"{several}"', "text": '"…"', "texts": "[" + ", ".join(['"…"'] * parts) + "]" if parts > 1 else '"…"'}
    return f"*Answer: {_HOW[exercise.kind].format(**{name: f'`{text}`' for name, text in shown.items()})}*"


def _lines(lines: Iterable[str]) -> str:
    return "  \n".join(lines)


def _shown(text: str) -> str:
    """Text that Markdown and HTML leave as it is."""
    return re.sub(r"([\\`*_{}\[\]#|~$])", r"\\\1", _unmarked(escape(text, quote=False))).replace("\n", "<br>")


def _unmarked(text: str) -> str:
    """Text without the marks that nbgrader acts on, wherever they come from."""
    return re.sub("(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)", "\\1\u00a0\\2", text)


def _literal(value) -> str:
    """A value as Python writes it, for a cell."""
    return _unmarked(repr(value))


# ---- cells

def _grade_id(id: str) -> str:
    """An exercise's id as nbgrader can have it; what it cannot is told apart by a number."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", id)[:40]
    return plain if plain == id and id not in ("about", "marking", "credits") else f"{plain}-{sha256(id.encode()).hexdigest()[:8]}"


def _cell(kind: str, name: str, source: str, grade: bool = False, solution: bool = False, locked: bool = False, points: int = 0) -> dict:
    """A cell, and what nbgrader shall do with it: mark it, empty it for the students, put it back as it was."""
    tag = {"grade": grade, "grade_id": name, "locked": locked or kind == "markdown" and not solution, "schema_version": 3, "solution": solution, "task": False}
    tag |= {"points": points} if grade else {}
    made = {"cell_type": kind, "id": name[:64], "metadata": {"nbgrader": tag}, "source": source.splitlines(keepends=True)}
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})
