"""An exercise and its check: one model for the lessons' tasks, for what is made from a new article, and for every export."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.answers import plain, same, slip
from helpers.model import Token

KINDS = {  # kind → what is to be done
    "choice": "Choose one.", "choices": "Choose all that are right.", "register": "Choose one.",
    "cloze": "Fill in the gaps.", "word bank": "Choose a word for each gap.", "short": "Write the answer.",
    "match": "Find what belongs together.", "order": "Put into the right order.", "open": "Write a few sentences, then compare.",
}
REVIEWS = ("draft", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is offered, or a wrong one that is expected. `feedback` is what the student is told, `reason` why it is offered."""

    text: str
    feedback: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: marks out of how many, a message (a line for each wrong part), and for each part of the answer whether it is right."""

    marks: int
    of: int
    message: str
    parts: tuple[bool, ...] = ()

    @property
    def right(self) -> bool:
        """Is every part right?"""
        return 0 < self.of == self.marks


@dataclass(frozen=True)
class Exercise:
    """A task, its key and what is said to wrong answers.

    `key` has a text for each part: each gap of the `stem` (`gaps`: start and end in its joined text), each right option, each of the `items` to be
    matched, each line to be ordered; one for an open question, the model answer. `accepted` has for each part the other right texts
    (for an order: other right orders). `form` is how parts are compared (helpers.answers.FORMS). `why` is told with the answer. `source`: the words of the article.
    `note` is for the instructor alone: what to look at before a draft is accepted.
    """

    id: str
    kind: str
    prompt: str
    key: tuple[str, ...]
    stem: tuple[Token, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    items: tuple[str, ...] = ()
    accepted: tuple[tuple[str, ...], ...] = ()
    options: tuple[Option, ...] = ()
    hint: str = ""
    why: str = ""
    form: str = "text"
    source: str = ""
    review: str = "draft"
    note: str = ""

    @property
    def marks(self) -> int:
        """The most marks there are: one a part, one a joint between two lines; an open question is not marked."""
        return {"open": 0, "order": len(self.key) - 1}.get(self.kind, len(self.key))

    def check(self, answer: str | Iterable[str]) -> Checked:
        """The marks and a message for an answer: a text, or a text for each part. A wrong part is told what it confuses, where that is known."""
        given = (answer,) if isinstance(answer, str) else tuple(answer)
        if not all(isinstance(part, str) for part in given):
            raise TypeError(f"An answer is a text, or a text for each part; not {answer!r}.")
        if not any(part.strip() for part in given):
            return Checked(0, self.marks, "Not answered yet.")
        return {"choice": _chosen, "register": _chosen, "choices": _several, "order": _ordered, "open": _opened}.get(self.kind, _filled)(self, given)


def _chosen(exercise: Exercise, given: tuple[str, ...]) -> Checked:
    if len(given) > 1:
        return Checked(0, 1, "Choose one.")
    option = _option(exercise, given[0])
    right = same(given[0], exercise.key[0])
    said = option.feedback if option else f"“{given[0]}” is none of the answers to choose from."
    return Checked(int(right), 1, " ".join(filter(None, ["Right." if right else "", said or exercise.hint])), (right,))


def _several(exercise: Exercise, given: tuple[str, ...]) -> Checked:
    """A mark for each right one, one off for each wrong one, never below nought."""
    parts = tuple(any(same(text, key) for key in exercise.key) for text in given)
    found, wrong = len({plain(text) for text, right in zip(given, parts) if right}), [text for text, right in zip(given, parts) if not right]
    quoted = lambda text: text if "“" in text else f"“{text}”"
    said = [f"{quoted(text)}: {option.feedback if (option := _option(exercise, text)) else 'this is none of them.'}" for text in wrong]
    missed = len(exercise.key) - found
    said += [f"{missed} more {'is' if missed == 1 else 'are'} right."] if missed else []
    return Checked(max(0, found - len(wrong)), exercise.marks, "\n".join(said) or f"Right. {exercise.why}".strip(), parts)


def _filled(exercise: Exercise, given: tuple[str, ...]) -> Checked:
    """Part by part: gaps, matches, short answers. A part that is left out is no mistake, and no mark."""
    given = (given + ("",) * len(exercise.key))[: len(exercise.key)]
    rights = [(key, *more) for key, more in zip(exercise.key, exercise.accepted or ((),) * len(exercise.key))]
    parts = tuple(any(same(text, right, exercise.form) for right in several) for text, several in zip(given, rights))
    if all(parts):
        return Checked(len(parts), exercise.marks, f"Right. {exercise.why}".strip(), parts)
    left = sum(not text.strip() for text in given)
    said = _said(exercise, {place: text for place, (text, right) in enumerate(zip(given, parts)) if text.strip() and not right})
    return Checked(sum(parts), exercise.marks, "\n".join(said + [f"{left} still to do."] * (left > 0)), parts)


def _said(exercise: Exercise, wrong: dict[int, str]) -> list[str]:
    """What is said to the wrong parts, a line each; the hint, which several may need, once and last."""
    names = exercise.items or [f"Gap {n}" for n in range(1, len(exercise.key) + 1)]
    told: dict[str, list[str]] = {}
    for place, text in wrong.items():
        told.setdefault(_told(exercise, place, text), []).append(names[place])
    lines = sorted(told.items(), key=lambda line: line[0] == exercise.hint)
    return [f"{' · '.join(several)}: {message}" if len(exercise.key) > 1 else message for message, several in lines]


def _told(exercise: Exercise, place: int, text: str) -> str:
    """What a wrong part is told: the feedback of the option that it is, where else it belongs, the slip that it is, or else the hint."""
    option = _option(exercise, text)
    elsewhere = any(same(text, key, exercise.form) for key in exercise.key)
    return option.feedback if option and option.feedback else f"“{text}” belongs elsewhere." if elsewhere else slip(text, exercise.key[place], exercise.form) or exercise.hint


def _ordered(exercise: Exercise, given: tuple[str, ...]) -> Checked:
    """A mark for each joint: two lines that stand together, the right one first."""
    found = max(sum(pair in set(zip(order, order[1:])) for pair in zip(given, given[1:])) for order in (exercise.key, *exercise.accepted))
    parts = tuple(text == key for text, key in zip(given, exercise.key))
    right = found == exercise.marks
    return Checked(found, exercise.marks, f"Right. {exercise.why}".strip() if right else f"A mark for every two lines that rightly follow each other. {exercise.hint}", parts)


def _opened(exercise: Exercise, given: tuple[str, ...]) -> Checked:
    return Checked(0, 0, "Compare with the model answer, and judge yourself.")


def _option(exercise: Exercise, text: str) -> Option | None:
    return next((option for option in exercise.options if same(text, option.text, exercise.form)), None)
