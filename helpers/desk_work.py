"""The lesson pack on the desk: every change of it is saved at once, and whoever shows it is told."""
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from helpers.corrections import Correction, my_corrections
from helpers.exercises import Exercise
from helpers.keeping import write_whole
from helpers.model import Article, Reading
from helpers.pack import Pack, named, open_pack, packs_folder, save_pack, words_to_learn
from helpers.reading import read


class Work:
    """A lesson pack that is being made. `pack` is a new one after each change; `aside` is what the desk remembers besides (points looked at, choices made)."""

    def __init__(self, pack: Pack, aside: dict | None = None):
        self.pack, self.aside, self.notice = pack, aside or {}, ""
        self._watchers: dict[str, Callable[[], None]] = {}

    @property
    def path(self) -> Path:
        """The file of the pack. It is there once the pack has an article."""
        return packs_folder() / f"{self.pack.name}.yaml"

    def watch(self, step: str, look: Callable[[], None]) -> None:
        """Call `look` after each change, in place of what the same step asked for before."""
        self._watchers[step] = look

    def change(self, by: str = "", **fields) -> None:
        """Change fields of the pack, save it, and tell all steps but that which changed it."""
        self.pack = replace(self.pack, **fields)
        self.save()
        for step, look in list(self._watchers.items()):
            if step != by:
                look()

    def remember(self, **values) -> None:
        """Keep something besides the pack; it must be plain (texts, numbers, lists, dicts)."""
        self.aside |= values
        self.save()

    def save(self) -> None:
        """Write the pack and what is kept beside it; `notice` has a sentence where that fails. A pack without an article is not written."""
        self.notice = ""
        if not self.pack.articles:
            return
        try:
            save_pack(self.pack)
            write_whole(self.path.with_suffix(".desk.json"), json.dumps(self.aside, ensure_ascii=False))
        except (OSError, ValueError) as error:
            self.notice = f"The pack could not be saved in {self.path.parent}: {error}"

    def add(self, article: Article) -> None:
        """Put an article into the pack, or in place of one with its id. The first one gives the pack its name, its title and its words."""
        others = tuple(one for one in self.pack.articles if one.id != article.id)
        reading = read(article, (*self.pack.corrections, *my_corrections()))
        fields = {"chosen": words_to_learn(reading)} if not self.pack.chosen else {}
        if not self.pack.articles:
            fields |= {"title": self.pack.title or article.title}
            fields |= {} if self.pack.name else {"name": free_name(article.id)}
        at = next((n for n, one in enumerate(self.pack.articles) if one.id == article.id), len(others))
        self.change(articles=(*others[:at], article, *others[at:]), corrections=together(self.pack.corrections, reading.corrections), **fields)

    def remove(self, id: str) -> None:
        """Take an article out of the pack; its file stays. The last one cannot be taken out."""
        if len(self.pack.articles) < 2:
            raise ValueError("A pack has at least one article. Bring the other one first, then take this one out.")
        self.change(articles=tuple(one for one in self.pack.articles if one.id != id))

    def earlier(self, id: str) -> None:
        """Put an article before the one that stands in front of it. The first is the main text. ValueError for that one."""
        every = list(self.pack.articles)
        at = next(n for n, one in enumerate(every) if one.id == id)
        if not at:
            raise ValueError("This is the main text already. Choose another article, and move that one up.")
        every[at - 1 : at + 1] = every[at], every[at - 1]
        self.change(articles=tuple(every))

    def learn(self, word: str) -> None:
        """Read the articles again with a word that is in the own glossary now; where it stands in them, it is of the pack's list."""
        corrections = [read(article, (*self.pack.corrections, *my_corrections())).corrections for article in self.pack.articles]
        here = (word,) if any(word in article.text for article in self.pack.articles) else ()
        pack = replace(self.pack, chosen=(*here, *(one for one in self.pack.chosen if one != word)), corrections=together(*corrections))
        self.change(corrections=pack.corrections, chosen=tuple(one.hanzi for one in pack.words))

    def reading(self, number: int = 0) -> Reading:
        """The reading of an article of the pack, with the pack's corrections."""
        return self.pack.readings[number]

    def judge(self, id: str, **fields) -> None:
        """Change fields of an exercise."""
        self.put(tuple(replace(one, **fields) if one.id == id else one for one in self.pack.exercises))

    def put(self, exercises: tuple[Exercise, ...], by: str = "") -> None:
        """Have these exercises in the pack."""
        self.change(by, exercises=exercises)

    def rename(self, name: str) -> None:
        """Give the pack another name, and its files with it. ValueError where there is a pack of that name."""
        new, old = named(name), self.path
        if new == self.pack.name:
            return
        if (packs_folder() / f"{new}.yaml").exists():
            raise ValueError(f"There is a lesson pack “{new}” already. Choose another name.")
        self.change(name=new)
        if self.path.exists():
            for gone in (old, old.with_suffix(".desk.json")):
                gone.unlink(missing_ok=True)


def free_name(text: str) -> str:
    """A name for a pack that no pack has yet."""
    taken, name = {path.stem for path in packs_folder().glob("*.yaml")}, named(text)
    return next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def together(*several: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Corrections of several texts, each once; the newer of two about the same thing."""
    every = sorted((one for part in several for one in part), key=lambda one: one.made)
    return tuple({one.key: one for one in every}.values())


def opened(name: str = "") -> Work:
    """The work on the pack with this name, or on the one that was changed last; an empty one where there is none. A file that is damaged is an error that says so."""
    if name and open_elsewhere(name):
        return Work(open_pack(name))
    packs = sorted(packs_folder().glob("*.yaml"), key=lambda path: path.stat().st_mtime)
    path = packs_folder() / f"{named(name)}.yaml" if name else packs[-1] if packs else None
    if not path or not path.exists():
        return Work(Pack(named(name) if name and name != "new" else "", "", ()))
    try:
        return Work(open_pack(path), _aside(path.with_suffix(".desk.json")))
    except ValueError as error:
        raise type(error)(f"{error} Mend the file in {path.parent}, or begin another pack: open_desk(\"new\").") from None


def open_elsewhere(name: str) -> bool:
    """Is this the path of a pack's file rather than a name?"""
    return name.endswith(".yaml") and Path(name).is_file()


def _aside(path: Path) -> dict:
    """What was kept beside a pack; nothing where it is missing or damaged, for nothing of a lesson is in it."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
