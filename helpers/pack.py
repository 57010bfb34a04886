"""A lesson pack: articles, words, slogans and exercises together, in one readable file (YAML) from which every export is made.

The file has the form of data/lessons/1_tasks.yaml, so a lesson of the course is a pack too. A pack has the texts of its articles and
the corrections of their readings in it: whoever gets the file needs nothing else.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.corrections import Correction, read_corrections, write_corrections
from helpers.edition import article_from, open_article
from helpers.exercises import Exercise
from helpers.explanation import slogans_in
from helpers.folders import home_folder
from helpers.keeping import write_whole
from helpers.model import Article, Reading, Slogan, Token
from helpers.reading import read
from helpers.tasks import FORMAT, LESSONS, TaskError, TaskFile, task_file
from helpers.vocabulary_table import UNTOLD, vocabulary

if TYPE_CHECKING:
    import pandas

CREDITS = (
    "Dictionary: CC-CEDICT (www.mdbg.net), CC BY-SA 4.0.",
    "Terms, glosses and notes of 读报 · Dúbào: CC BY-SA 4.0.",
)
LONGEST = 8  # characters of a word of a list; a coinage that is longer is a clause
_ADDED_UP = re.compile(r"\S+(?: \+ \S+)+: ")  # the gloss of a coinage that only adds up its words: 三 + 链: three + chain
_ASKED = ("true or false", "question")  # kinds that are known by what is asked, not by the answer
_NAME = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the pack's list, as it stands in the first sentence that has it. `tokens` spell the word; `level`: that of HSK 2021, or empty."""

    hanzi: str
    traditional: str
    pinyin: str
    gloss: str
    kind: str
    level: str
    sentence: str
    tokens: tuple[Token, ...]
    source: str = ""


@dataclass(frozen=True)
class Pack:
    """What an instructor hands out. `name` is that of its files; decks and courses know the pack again by it. `version` counts what changed since.

    `exercises` may have drafts and rejected ones; `accepted` are those that students get. `chosen` are the hanzi of the word list.
    """

    name: str
    title: str
    articles: tuple[Article, ...]
    exercises: tuple[Exercise, ...] = ()
    chosen: tuple[str, ...] = ()
    version: int = 1
    level: str = ""
    note: str = ""
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The articles, read with the pack's corrections; the main text first."""
        return tuple(read(article, self.corrections) for article in self.articles)

    @property
    def accepted(self) -> tuple[Exercise, ...]:
        """The exercises that students get."""
        return tuple(exercise for exercise in self.exercises if exercise.review == "accepted")

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The word list, in the order of `chosen`, with what the articles say of each word. What stands in none of them is left out."""
        found = {}
        for reading in self.readings:
            found |= {word.hanzi: word for word in _words_of(reading, set(self.chosen) - found.keys())}
        return tuple(found[hanzi] for hanzi in self.chosen if hanzi in found)

    @cached_property
    def slogans(self) -> tuple[Slogan, ...]:
        """The slogans of the articles, each once."""
        return tuple({slogan.hanzi: slogan for reading in self.readings for slogan in slogans_in(reading)}.values())

    @property
    def rights(self) -> tuple[str, ...]:
        """A line for each article: where it is from, and whose it is."""
        return tuple(" · ".join(filter(None, (a.title, a.paper, a.date, a.rights or "© its publisher; reproduced for teaching"))) for a in self.articles)

    @property
    def credits(self) -> tuple[str, ...]:
        """The lines that every export carries: whose the articles are, whose the glosses."""
        return (*self.rights, *CREDITS)


def open_pack(source: int | str | Path) -> Pack:
    """The pack of a file, or of a lesson of the course by its number. TaskError, with the line, for what is not in the form."""
    path = LESSONS / f"{source}_tasks.yaml"
    path = path if path.exists() else Path(str(source))
    if not path.is_file():
        raise FileNotFoundError(f"There is no lesson pack “{source}”. Give the name of its file (….yaml), or the number of a lesson.")
    return pack_from(task_file(path))


def pack_from(file: TaskFile) -> Pack:
    """The pack that a file of tasks tells of. What is not said is filled: the words are the first forty terms and hard words of the main text."""
    about = file.about
    texts = {article.id: article for article in (article_from(Path(f"{file.name}, a text"), text) for text in about["texts"])}
    found = tuple(texts.get(id) or open_article(id) for id in file.articles)
    if about["version"] and not about["version"].isdigit():
        raise TaskError(f"{file.name}: version should be a whole number, not {about['version']}.")
    corrections = read_corrections(about["corrections"]) if about["corrections"] else ()
    chosen = tuple(about["words"]) or words_to_learn(read(found[0], corrections))
    name = file.name if _NAME.fullmatch(file.name) and not file.name.isdigit() else f"lesson-{file.name}"
    return Pack(named(name), file.title, found, file.exercises, chosen, int(about["version"] or 1), about["level"], about["note"], corrections)


def in_short(exercise: Exercise, most: int = 10) -> tuple[str, str]:
    """What an exercise is called in a list: its kind, and the first characters of what it is about."""
    made = re.fullmatch(r"(.+)-[0-9a-f]{8}", exercise.id)  # of a kind that is made here: pinyin-aaa5e5ff
    kind = made[1].replace("-", " ") if made else exercise.kind
    asked = exercise.prompt.rpartition("  ")[2] if kind in _ASKED else ""
    words = asked or "".join(token.text for token in exercise.stem) or "、".join(exercise.items or exercise.key) or exercise.prompt
    return kind, f"{words[:most]}{'…' * (len(words) > most)}"


def named(name: str) -> str:
    """A text as a name for files: hanzi, letters, figures, - and _. ValueError where nothing of it is left."""
    plain = re.sub(r"[^\w-]+", "-", name.strip()).strip("-")[:60]
    if not plain:
        raise ValueError("Give the lesson a short name of letters, figures or hanzi: county-week-3.")
    return plain


def words_to_learn(reading: Reading, most: int = 40, level: int = 4) -> tuple[str, ...]:
    """The words of a reading that a list would have, in the order of the table; see `learnable`."""
    return tuple(learnable(reading, level).term.head(most))


def learnable(reading: Reading, level: int = 4) -> pandas.DataFrame:
    """The rows of the vocabulary that may stand in a word list: terms, idioms, words beyond a level of HSK 2021, and coinages; all with a meaning.

    Left out is what is a clause rather than a word, and a coinage whose gloss only adds up its words: it teaches nothing.

    >>> from helpers import read
    >>> "暖蜂小站" in words_to_learn(read("设立“暖蜂小站”，为快递员服务。"))
    False
    """
    table = vocabulary(reading, ("term", "coinage", "word", "idiom"), above=level)
    told = ~table.gloss.isin(("", UNTOLD)) & ~table.gloss.map(lambda gloss: bool(_ADDED_UP.match(gloss)))
    return table[told & (table.term.str.len() <= LONGEST)]


def _words_of(reading: Reading, wanted: set[str]) -> Iterator[Word]:
    """Those of the wanted words that stand in a reading."""
    table = vocabulary(reading) if wanted else None
    for row in table[table.term.isin(wanted)].itertuples() if wanted else ():
        yield Word(row.term, row.traditional, row.pinyin, row.gloss, row.kind, row.hsk2021, row.first_sentence, _tokens(row.term, reading), row.source)


def _tokens(hanzi: str, reading: Reading) -> tuple[Token, ...]:
    """The tokens that spell a word where it first stands in a reading."""
    starts = {token.start: place for place, token in enumerate(reading.tokens)}
    at = reading.text.find(hanzi)
    while at >= 0 and at not in starts:
        at = reading.text.find(hanzi, at + 1)
    return tuple(token for token in reading.tokens[starts.get(at, 0) :] if at <= token.start < at + len(hanzi)) if at >= 0 else ()


# ---- writing

def pack_text(pack: Pack) -> str:
    """The pack as the text of its file; `open_pack` reads the same pack from it."""
    import yaml

    from helpers.importing.article_file import article_text

    head = {"dubao": FORMAT, "name": pack.name, "version": pack.version, "title": pack.title, "level": pack.level, "note": pack.note,
            "articles": [article.id for article in pack.articles], "words": list(pack.chosen)}
    tail = {"texts": list(map(article_text, pack.articles)), "corrections": write_corrections(pack.corrections) if pack.corrections else ""}
    tasks = {"tasks": [task_record(exercise) for exercise in pack.exercises]}
    filled = lambda part: {name: value for name, value in part.items() if value}
    return "\n".join(yaml.dump(part, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=10_000) for part in (filled(head), tasks, filled(tail)) if part)


def _dumper():
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as they are."""

    style = lambda text: "|" if "\n" in text and not re.search(r"[ \t]\n|[^\S\n]$", text) else None
    Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style(text)))
    return Dumper


def task_record(exercise: Exercise) -> dict:
    """An exercise as the fields of a task in the file."""
    record = {"id": exercise.id, "kind": exercise.kind, "prompt": exercise.prompt, "stem": marked_stem(exercise)}
    if exercise.kind in ("choice", "choices", "register"):
        record["options"] = [_option(option, option.text in exercise.key) for option in exercise.options]
    else:
        record |= {"options": [_option(option, False) for option in exercise.options]} if exercise.options else {}
        record |= {"pairs": [list(pair) for pair in zip(exercise.items, exercise.key)]} if exercise.kind == "match" else {}
        record |= {"key": list(exercise.key)} if exercise.kind in ("short", "order", "open") else {}
        record |= {"accepted": list(exercise.accepted[0])} if exercise.accepted and not exercise.gaps else {}
    rest = {name: getattr(exercise, name) for name in ("hint", "why", "source", "review", "note")}
    record |= rest | {"form": exercise.form if exercise.form != "text" else ""}
    return {name: value for name, value in record.items() if value}


def marked_stem(exercise: Exercise) -> str:
    """The stem with each gap in 【】, and its other right answers behind |. ValueError where the text itself has such a mark."""
    text, made, last = "".join(token.text for token in exercise.stem), "", 0
    if set(text) & set("【】") or exercise.gaps and "|" in text:
        raise ValueError(f"The text of “{exercise.prompt}” has 【, 】 or | in it, which mark gaps. Choose another sentence.")
    for (start, end), also in zip(exercise.gaps, exercise.accepted or ((),) * len(exercise.gaps)):
        made += f"{text[last:start]}【{'|'.join((text[start:end], *also))}】"
        last = end
    return made + text[last:]


def _option(option, right: bool) -> dict:
    record = {"text": option.text, "right": "yes" if right else "", "feedback": option.feedback, "reason": option.reason}
    return {name: value for name, value in record.items() if value}


def packs_folder() -> Path:
    """The folder of your own lesson packs. It may not exist yet."""
    return home_folder() / "packs"


def save_pack(pack: Pack, folder: str | Path | None = None) -> Path:
    """Write the pack's file into a folder, by default “packs” of your own; the file's path. A file of this name is put in one step in place of the older one."""
    return write_whole(Path(folder or packs_folder()) / f"{pack.name}.yaml", pack_text(pack))
