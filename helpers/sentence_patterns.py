"""Sentence patterns: the frames of data/glossary/patterns.yaml, and where a reading has them."""
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from helpers.glossary import GLOSSARY, GlossaryError
from helpers.model import Reading, Sentence
from helpers.records import fitted, yaml_records

LEVELS = ("B1", "B2", "C1")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in a slot of a frame; `name` says what belongs there."""

    name: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class PatternFound:
    """A frame (以…为…) at one place of a reading, its slots filled. `start` and `end` are places of the reading's text."""

    frame: str
    meaning: str
    level: str
    plain: str
    note: str
    start: int
    end: int
    slots: tuple[Slot, ...]
    sentence: Sentence = field(repr=False)


def frames(folder: Path = GLOSSARY) -> list[dict]:
    """The frames of patterns.yaml, each a dict of its fields, `regex` compiled. GlossaryError, with the line, at the first that does not fit."""
    made = {}
    for place, record in yaml_records(folder / "patterns.yaml", GlossaryError)[1]:
        place = f"{place}, {record.get('pattern', '?')}"
        row = fitted(place, record, "PATTERN MEANING LEVEL PLAIN REGEX SLOTS[] NOTE example article made ENGLISH", GlossaryError)
        if row["pattern"] in made:
            raise GlossaryError(f"{place}: stands there twice.")
        made[row["pattern"]] = row | {"regex": _regex(place, row)}
    return list(made.values())


def _regex(place: str, row: dict) -> re.Pattern:
    """The row's regular expression. GlossaryError where it is none, its groups are not the slots, or it does not find the row's example."""
    try:
        found = re.compile(row["regex"])
    except re.error as error:
        raise GlossaryError(f"{place}: the regex is no regular expression ({error}).") from None
    slips = [f"{row['level']} is no level; there are {', '.join(LEVELS)}."] if row["level"] not in LEVELS else []
    slips += [f"the regex has {found.groups} groups, and there are {len(row['slots'])} slots."] if not found.groups == len(found.groupindex) == len(row["slots"]) else []
    slips += ["the regex does not find the example."] if not found.search("\n" + (row["example"] or row["made"])) else []
    if slips:
        raise GlossaryError(f"{place}: {' '.join(slips)}")
    return found


_frames = cache(frames)


def patterns_in(reading: Reading) -> tuple[PatternFound, ...]:
    """Every place of a reading that has a frame, in order; the longer of two that begin together first."""
    found = [_found(row, match, reading) for row in _frames() for match in row["regex"].finditer(reading.text)]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.frame)))


def _found(row: dict, match: re.Match, reading: Reading) -> PatternFound:
    slots = tuple(Slot(name, match[n], match.start(n)) for n, name in enumerate(row["slots"], 1) if match[n])
    sentence = reading.sentences[bisect_right(reading.sentences, match.start(), key=lambda one: one.start) - 1]
    return PatternFound(row["pattern"], row["meaning"], row["level"], row["plain"], row["note"], *match.span(), slots, sentence)
