"""Exercises on paper: what a student is asked, with gaps, letters, boxes and lines to write on; for the key the same with answers and notes."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from helpers.exercise_widgets import offered, pieces
from helpers.exercises import KINDS, Exercise
from helpers.export.blocks import Block, Kept, Lines, Paragraph, Room, Run, Table, clean, kept, paragraph, said
from helpers.syllables import is_hanzi

_ASKED = {"word bank": "Write a word of the box in each gap.", "order": "Number the lines.", "match": "Write the letter.",
          "choice": "Circle the letter.", "register": "Circle the letter.", "choices": "Circle all letters that are right.", "open": "", "short": ""}
_TICK = "✓ "


def asked(exercise: Exercise, number: int, key: bool, place: str = "") -> Kept:
    """An exercise under its number; with `key` also its answers and what the teacher should know. `place`: where its source stands."""
    draw = {"match": _match, "order": _order, "choice": _choice, "register": _choice, "choices": _choice}.get(exercise.kind, _written)
    marks = f"{exercise.marks}\u00a0mark{'s' * (exercise.marks != 1)}" if exercise.marks else ""
    told = " ".join(filter(None, (_ASKED.get(exercise.kind, KINDS[exercise.kind]), marks and f"({marks})")))
    ask = paragraph(Run(clean(exercise.prompt), look="bold"), " ", Run(told, look="soft"), style="ask", number=f"{number}.")
    bank = [paragraph("　".join(map(clean, offered(exercise))), style="bank")] if exercise.kind == "word bank" else []
    shown = [Paragraph(stem(exercise, key), "stem")] if exercise.stem else []
    return Kept((ask, *bank, *shown, *draw(exercise, key), *(_notes(exercise, place) if key else ())))


def letter(place: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    return (letter(place // 26 - 1) if place > 25 else "") + ascii_uppercase[place % 26]


def stem(exercise: Exercise, key: bool) -> tuple[Run, ...]:
    """The stem with its gaps; in the key with what is right in them."""
    parts, room = pieces(exercise), _room(exercise)
    made = [Run(kept(parts[0]))] if parts[0] else []
    for number, (right, part) in enumerate(zip(exercise.key, parts[1:]), 1):
        label = f"({number})" if len(exercise.gaps) > 1 else ""
        made += [Run(clean(f"{label} {right}"), look="filled")] if key else [Run(label, look="gap", width=room)]
        made.append(Run(kept(part)))
    return tuple(made)


def _room(exercise: Exercise) -> int:
    """The width of every gap of an exercise, in hanzi: the longest answer's, so that none is told by its length."""
    return min(max((_width(key) for key in exercise.key), default=4) + 2, 12)


def _width(text: str) -> int:
    """How wide a text is, in hanzi."""
    return sum(2 if is_hanzi(character) else 1 for character in text) // 2 + 1


# ---- kinds

def _written(exercise: Exercise, key: bool) -> Iterator[Block]:
    """Short answers and open questions; gaps are in the stem."""
    if not exercise.gaps:
        yield _given(exercise) if key else Room(6 if exercise.kind == "open" else 1)


def _given(exercise: Exercise) -> Paragraph:
    """The answer of the key, where a student has lines to write on."""
    answer = clean(exercise.key[0])
    return paragraph(Run("Model answer: ", look="bold"), answer, style="note") if exercise.kind == "open" else paragraph(Run(answer, look="filled"), style="stem")


def _choice(exercise: Exercise, key: bool) -> Iterator[Block]:
    known = {option.text: option for option in exercise.options}
    rows = [(letter(n), _option(known[text], key and text in exercise.key, key)) for n, text in enumerate(offered(exercise))]
    columns = 1 if key else _columns(len(rows), max(_width(text) for text in known) + 3)
    yield Lines(tuple(rows)) if columns < 2 else _beside(rows, columns)


def _columns(many: int, wide: int) -> int:
    """In how many columns so many lines of this width stand best: four at most, and no more than make the rows fewer."""
    most = max(1, min(36 // wide, 4))
    return next(columns for columns in range(1, most + 1) if -(-many // columns) == -(-many // most))


def _beside(rows: list[tuple[str, tuple[Run, ...]]], columns: int) -> Table:
    """Short lines beside each other."""
    cells = [(Run(f"{label}  ", look="bold"), *runs) for label, runs in rows]
    cells += [()] * (-len(cells) % columns)
    return Table((100 // columns,) * columns, tuple(tuple(cells[n : n + columns]) for n in range(0, len(cells), columns)))


def _option(option, right: bool, key: bool) -> tuple[Run, ...]:
    """An option; in the key with what the student is told, and why it is offered."""
    note = " ".join(filter(None, (clean(option.feedback), clean(option.reason) and f"({clean(option.reason)})"))) if key else ""
    return (Run((_TICK if right else "") + clean(option.text), look="bold" if right else ""), *((Run(f" — {note}", look="soft"),) if note else ()))


def _match(exercise: Exercise, key: bool) -> Iterator[Block]:
    """Two columns: the items with room for a letter, and what is offered."""
    texts = offered(exercise)
    left = [(Run(clean(item)), Run("  "), _answer(letter(texts.index(right)), key)) for item, right in zip(exercise.items, exercise.key)]
    right = [(Run(f"{letter(n)}  ", look="bold"), *said(text)) for n, text in enumerate(texts)]
    most = max(len(left), len(right))
    rows = zip(left + [()] * (most - len(left)), right + [()] * (most - len(right)))
    wide = max(_width(text) for text in exercise.items) + 4
    share = round(100 * wide / (wide + max(map(_width, texts)) + 3))
    yield Table((min(max(share, 25), 65), 100 - min(max(share, 25), 65)), tuple(rows))


def _answer(text: str, key: bool) -> Run:
    return Run(text, look="filled") if key else Run("", look="gap", width=2)


def _order(exercise: Exercise, key: bool) -> Iterator[Block]:
    yield Lines(tuple((str(exercise.key.index(text) + 1) if key else "", said(text)) for text in offered(exercise)), boxed=True)


# ---- notes for the teacher

def _notes(exercise: Exercise, place: str) -> Iterator[Paragraph]:
    """What stands under an exercise in the key."""
    wrong = exercise.options if exercise.kind not in ("choice", "choices", "register") else ()
    yield from _note("Also right", "; ".join(_also(exercise)))
    yield from _note("Wrong answers", " ".join(f"{option.text}: {option.feedback or option.reason}" for option in wrong))
    yield from _note("Why", exercise.why)
    yield from _note("Hint", exercise.hint)
    yield from _note("Note", exercise.note)
    source = exercise.source if exercise.source != "".join(token.text for token in exercise.stem) else ""
    yield from _note("Source", " ".join(filter(None, (place, source))))


def _also(exercise: Exercise) -> Iterable[str]:
    """The other right answers of each part."""
    if exercise.kind == "order":
        return [" – ".join(str(exercise.key.index(text) + 1) for text in order if text in exercise.key) for order in exercise.accepted]
    many = len(exercise.key) > 1
    return [(f"({n}) " if many else "") + ", ".join(more) for n, more in enumerate(exercise.accepted, 1) if more]


def _note(name: str, text: str) -> tuple[Paragraph, ...]:
    text = clean(text)
    return (Paragraph((Run(f"{name}: ", look="bold"), Run(text)), "note"),) if text else ()
