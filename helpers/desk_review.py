"""The desk's fourth step: each exercise as the student sees it; accept, edit or reject it."""
from __future__ import annotations

import re
from dataclasses import asdict
from html import escape
from pathlib import Path

from helpers.desk_parts import button, choice, column, field, folded, frame, hidden, html, row, saying
from helpers.desk_work import Work
from helpers.exercise_widgets import answered, panel, payload, plain_html, text_of
from helpers.exercises import Exercise
from helpers.pack import in_short, task_record
from helpers.tasks import TaskError, task_file

EMPTY = "<p>No exercises yet. Make some in the step before; they will then stand here, one after the other.</p>"
SHOWN = [("all", ""), ("to decide", "draft"), ("accepted", "accepted"), ("rejected", "rejected")]
SIGNS = {"draft": "?", "accepted": "✓", "rejected": "✗"}


class Review:
    """The widget of this step: a list, and the exercise that is chosen in it."""

    def __init__(self, work: Work):
        import ipywidgets

        self.work, self._drawn, self._quiet, self.said, self.empty = work, None, False, saying(), html(EMPTY, "dubao-quiet")
        self.shown = choice("Show", SHOWN, "")
        self.list = ipywidgets.Select(options=[], description="Exercises", rows=12)
        self.list.add_class("dubao-field")
        self.shown.observe(lambda change: self._quiet or self.look(), "value")
        self.list.observe(lambda change: self._quiet or self._show(), "value")
        self.state, self.preview, self.key = html(classes="dubao-head"), column(), html()
        self.yaml = field("The exercise as it stands in the pack. 【】 marks a gap; “right: yes” the right option", lines=16, classes="wide dubao-code")
        self.editing = column(self.yaml, row(button("Keep the change", self._keep, self.said, main=True), button("Leave it as it was", self._leave, self.said)))
        judged = row(button("Accept", lambda: self._judge("accepted"), self.said, main=True), button("Reject", lambda: self._judge("rejected"), self.said),
                     button("Edit", self._edit, self.said), button("Take away", self._remove, self.said, hint="Out of the pack; made again, it comes back"))
        one = column(self.state, judged, self.said, self.editing, self.preview, folded("Key and reasons", self.key))
        self.body = row(column(self.shown, self.list), one, classes="dubao-sides")
        hidden(self.editing)
        self.widget = frame("Look at the exercises", self.empty, self.body)
        self.work.watch("review", self.look)
        self.look()

    @property
    def exercise(self) -> Exercise | None:
        """The one that is chosen."""
        return next((one for one in self.work.pack.exercises if one.id == self.list.value), None)

    def look(self) -> None:
        """Show what the pack has now; the same exercise stays chosen."""
        every = self.work.pack.exercises
        hidden(self.empty, bool(every))
        hidden(self.body, not every)
        wanted = [one for one in every if self.shown.value in ("", one.review)]
        options = [(f"{SIGNS[one.review]} {_title(one)}", one.id) for one in wanted]
        counts = [("all", "", len(every)), *((label, state, sum(one.review == state for one in every)) for label, state in SHOWN[1:])]
        self._set(options, [(f"{label} ({count})", state) for label, state, count in counts])
        self._show()

    def _set(self, options: list, shown: list) -> None:
        """New lists, with the same choice where it is still there."""
        chosen, state, self._quiet = self.list.value, self.shown.value, True
        if list(self.list.options) != options:
            self.list.options = options
            self.list.value = chosen if chosen in [id for _, id in options] else options[0][1] if options else None
        if list(self.shown.options) != shown:
            self.shown.options, self.shown.value = shown, state
        self._quiet = False

    def _show(self) -> None:
        """Show the exercise that is chosen, if it is not shown already."""
        exercise = self.exercise
        if exercise == self._drawn:
            return
        self._drawn = exercise
        hidden(self.editing)
        self.said.value = ""
        self.preview.children = (_seen(exercise),) if exercise else (html("<p>There are none of these.</p>", "dubao-quiet"),)
        self.state.value = _state(exercise) if exercise else ""
        self.key.value = _key(exercise) if exercise else ""

    # ---- deciding

    def _chosen(self) -> Exercise:
        if not self.exercise:
            raise ValueError("Choose an exercise in the list first.")
        return self.exercise

    def _judge(self, review: str) -> str:
        """Accept or reject it, and go on to the next one that is to be decided."""
        exercise, ids = self._chosen(), [id for _, id in self.list.options]
        following = ids[ids.index(exercise.id) + 1 :] + ids[: ids.index(exercise.id)]
        self.work.judge(exercise.id, review=review)
        state = {one.id: one.review for one in self.work.pack.exercises}
        after = next((id for id in following if state[id] == "draft"), "")
        if after and after in [id for _, id in self.list.options]:
            self.list.value = after
        left = sum(value == "draft" for value in state.values())
        return f"{review.capitalize()}: {_title(exercise)}. {f'{left} to decide.' if left else 'All are decided.'} {self.work.notice}".strip()

    def _remove(self) -> str:
        exercise = self._chosen()
        self.work.put(tuple(one for one in self.work.pack.exercises if one.id != exercise.id))
        return f"Taken away: {_title(exercise)}."

    # ---- editing

    def _edit(self) -> str:
        self.yaml.value = record_text(self._chosen())
        self.yaml.rows = max(8, min(24, self.yaml.value.count("\n") + 3))
        hidden(self.editing, False)
        return ""

    def _leave(self) -> str:
        hidden(self.editing)
        return "Left as it was."

    def _keep(self) -> str:
        before = self._chosen()
        edited = exercise_from(self.yaml.value)
        if edited.id != before.id:
            raise TaskError(f"The id should stay {before.id}: answers and decks know the exercise by it.")
        self.work.put(tuple(edited if one.id == before.id else one for one in self.work.pack.exercises))
        hidden(self.editing)
        return f"Changed: {_title(edited)}. {self.work.notice}".strip()


def record_text(exercise: Exercise) -> str:
    """An exercise as the YAML of its task, to be edited; `exercise_from` reads it back."""
    import yaml

    return yaml.safe_dump(task_record(exercise), allow_unicode=True, sort_keys=False, width=10_000)


def exercise_from(text: str) -> Exercise:
    """The exercise of such a text, with all the checks of a file of tasks. TaskError with the line of this text."""
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    try:
        found = task_file(Path("exercise.yaml"), f"tasks:\n-\n{lines}title: x\narticles: [x]\n").exercises
    except TaskError as error:
        raise TaskError(_at_home(str(error))) from None
    if len(found) != 1:
        raise TaskError("There should be one exercise here.")
    return found[0]


def _at_home(said: str) -> str:
    """The error with the lines as they are counted in the text box, and without the file's name."""
    if "should have a list" in said:
        return "This is not the form of an exercise: each line has a name and a value, such as “kind: short”, and lists begin with “- ”."
    said = re.sub(r"line (\d+)", lambda line: f"line {max(1, int(line[1]) - 2)}", said)
    return re.sub(r"^exercise\.yaml, (?:line \d+, task “[^”]*”[:,] |line 1: )?", "", said)


def _title(exercise: Exercise) -> str:
    """The exercise in a line of the list."""
    kind, words = in_short(exercise)
    return f"{kind}: {words}"


def _seen(exercise: Exercise):
    """The exercise as the student has it. Answers are checked, and not kept."""
    def hear(message: dict) -> dict:
        """What the page is told: the check of an answer, or the answer."""
        if message.get("kind") == "check":
            checked = exercise.check(message.get("answer") or [])
            return {"kind": "checked", "answer": message.get("answer"), "done": {"tries": 1}} | asdict(checked) | {"right": checked.right}
        return {"kind": "answer", **answered(exercise)} if message.get("kind") == "look" else {"kind": "state", "done": {"tries": 0}}

    return panel(payload(exercise), hear, plain_html(exercise), text_of(exercise))


def _state(exercise: Exercise) -> str:
    states = {"draft": "A draft, to be decided", "accepted": "Accepted", "rejected": "Rejected: the class does not get it"}
    note = f'<p class="dubao-kept" style="font-weight:400">{escape(exercise.note)}</p>' if exercise.note else ""
    return f"<p>{states[exercise.review]}</p>{note}"


def _key(exercise: Exercise) -> str:
    """What the instructor sees besides: the key, other right answers, the hint, and why each wrong option is offered."""
    told = answered(exercise)
    lines = [*told["key"], f"Hint: {exercise.hint}" if exercise.hint else "", f"Why: {exercise.why}" if exercise.why else "", *map(_option, exercise.options)]
    return f'<ul>{"".join(f"<li>{escape(line)}</li>" for line in lines if line)}</ul>'


def _option(option) -> str:
    return f"{option.text}: " + " ".join(filter(None, (option.feedback, f"({option.reason})" if option.reason else ""))) if option.feedback or option.reason else ""


def review(work: Work):
    """The step's widget."""
    return Review(work).widget
