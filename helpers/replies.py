"""What the reader's page asks of Python, and what it is told: marks of words, corrections of the reading that it shows."""
from __future__ import annotations

import re
import sqlite3
import sys

from helpers.corrections import Correction, Corrections, correct, described, read_corrections
from helpers.knowledge import KnownWords
from helpers.model import Reading
from helpers.reading import read

_WHERE = {"here": "here", "article": "in this text", "everywhere": "everywhere"}
_READ = re.compile(r"^\w+ *= *read\((?:[^(),\"']|\([^()]*\))+(?=\)$)", re.MULTILINE)  # one argument


def answered(message: dict, words: KnownWords, mending: Mending) -> dict:
    """Do what the reader's page asks; what to tell it. What cannot be done is said in a sentence, and changes nothing."""
    try:
        return _of_words(message, words) or mending.answered(message)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        return {"notice": str(error), "wrong": True}
    except sqlite3.Error as error:
        return {"notice": f"Your words could not be written ({error}). Save them as a file, and see that the disk is not full."}


def _of_words(message: dict, words: KnownWords) -> dict | None:
    match message.get("kind"):
        case "mark":
            words.mark(message["words"])
            return {"notice": words.notice}
        case "level":
            marked = words.know_level(message["list"], int(message["level"]))
            return {"notice": f"{len(marked)} words marked as known.", "words": dict.fromkeys(marked, "known"), "undo": "level"}
        case "take in":
            count = words.take_in(message["text"])
            return {"notice": f"{count} words added.", "words": words.statuses()}
        case "hand over":
            return {"notice": words.notice, "file": words.to_json()}


class Mending:
    """The reading that a reader shows. After each change `reading` is a new one: read again with the corrections that it was
    given and those of `store`."""

    def __init__(self, reading: Reading, store: Corrections):
        self.reading, self.store, self._past = reading, store, [reading]
        self._given, self._before = self.held, ((), (), self.held)

    @property
    def held(self) -> tuple[Correction, ...]:
        """The corrections that hold in this text, and after them those that no longer fit."""
        return (*self.reading.corrections, *self.reading.unfit)

    def answered(self, message: dict) -> dict:
        """Do what is asked about corrections; what to tell the page."""
        match message.get("kind"):
            case "correct":
                tokens = self.reading.tokens[message["first"] : message["last"]]
                change = {name: message.get(name, "") for name in ("scope", "cut", "pinyin", "gloss")}
                made = correct(self.reading, tokens[0].start, tokens[-1].end, **change)
                return self._changed(_said(made), add=(made,))
            case "remove":
                gone = self.held[message["number"]]
                return self._changed(f"Removed: {described(gone)}.", remove=(gone,))
            case "undo":
                add, remove, self._given = self._before
                return self._changed("Taken back.", add, remove) | {"undo": ""}
            case "take in corrections":
                found = read_corrections(message["text"])
                return self._changed(f"Corrections taken in: {len(found)}.", add=found)
            case "hand over corrections":
                return {"notice": "", "file": self.store.to_json(), "name": "my-corrections.json"}
        return {"notice": "The page asked for something that this version does not know. Run the cell again."}

    def _changed(self, said: str, add: tuple = (), remove: tuple = ()) -> dict:
        """Keep and forget these corrections, read again; what to tell the page. Of two about the same thing the newer one holds."""
        keys = {one.key for one in (*add, *remove)}
        self._before = (tuple(one for one in self.store if one.key in keys), add, self._given)
        self.store.remove(*remove)
        self.store.add(*add)
        self._given = tuple(one for one in self._given if one not in remove)
        every = {one.key: one for one in sorted((*self._given, *self.store), key=lambda one: one.made)}
        self.reading = read(self.reading.article or self.reading.text, every.values())
        self._past.append(self.reading)
        return {"notice": f"{said} {self.store.notice}".strip(), "more": advice(self, self._past), "undo": "correction"}


def _said(made: Correction) -> str:
    changes = (made.cut and f"cut as {made.cut.replace(' ', ' | ')}", made.pinyin and f"read {made.pinyin}", made.gloss and f"explained as “{made.gloss}”")
    return f"{made.quote} is now {' and '.join(filter(None, changes))} {_WHERE[made.scope]}."


def advice(mending: Mending, past: list[Reading]) -> str:
    """How to have the new reading in other cells of the notebook: the name that holds it, what to write, which cells to run again."""
    ipython = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    values = {name: value for name, value in ipython.user_ns.items() if not name.startswith("_")} if ipython else {}
    cells = _using({name for name, value in values.items() if any(value is one for one in past)}, values.get("In", ()))
    said = [f"The new reading is `{name}.reading`." for name, value in values.items() if getattr(value, "mending", None) is mending]
    write = next((f"write `{call}` and " for call in map(_asking, cells.values()) if call), "")
    again = f"For the other cells, {write}run again: {', '.join(f'[{number}]' for number in cells)}."
    return " ".join([*said, again if cells else "A text read with `read(…, my_corrections())` has it too."])


def _asking(source: str) -> str:
    """The `read(…)` of a cell, as it asks for corrections; nothing where it does so already, or there is none."""
    if "my_corrections" in source or not re.search(r"\bread\(", source):
        return ""
    call = _READ.search(source)
    return f"{call.group() if call else 'read(…'}, my_corrections())"


def _using(names: set[str], inputs: list[str]) -> dict[int, str]:
    """The cells run since one of the names was made that speak of it, or of what was made of it: their numbers and texts."""
    found, known = {}, names
    latest = {source: number for number, source in enumerate(inputs)}  # the same cell run twice has its last number
    for number, source in sorted((number, source) for source, number in latest.items()):
        made = set(re.findall(r"^(\w+) *=(?!=)", source, re.MULTILINE))
        found, known = ({}, names) if made & names else (found, known)
        if known.intersection(re.findall(r"\w+", source)):
            found[number], known = source, known | made
    return found
