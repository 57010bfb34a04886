"""A pack as a notebook in the form of our lessons, in a zip with the pack's file, which it opens. Drafts are left out.

The file has the answers in it, as those of our own lessons have: looking is allowed, and shows in the face.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.exercises import Exercise
from helpers.export.blocks import clean
from helpers.export.sheet import hidden_readings
from helpers.pack import Pack, Word, named, pack_text
from helpers.syllables import hanzi_count

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$^]")
_BEFORE = {  # what is said before a task, by its kind
    "choice": "Read all the answers to the end before you choose: the wrong ones are wrong for a reason, and you are told which.",
    "choices": "Several are right. For each of them, be able to point at the words of the text that say so.",
    "register": "The same thing can be said in the language of the press and in plain words. Listen for who would say it like this, and where.",
    "cloze": "Say the whole sentence to yourself first. What stands on both sides of a gap decides what fits into it.",
    "word bank": "Begin with the gap that you are surest of; each word that is used leaves fewer for the others.",
    "short": "Write it without looking it up. Where something is nearly right, you are told what to look at.",
    "match": "Begin with the pairs that you are sure of. There may be more to choose from than you need.",
    "order": "Look for what must come first, and then for the small words that join one line to the next.",
    "open": "Here nothing is marked. Write, then compare with the model answer, and give yourself a face.",
}


def write(pack: Pack, path: str | Path, key: bool = False) -> Path:
    """Write the zip; its path. `key` changes nothing. The same pack gives the same bytes."""
    path, name = Path(path), named(pack.name)
    handed = replace(pack, name=name, note="", exercises=tuple(replace(exercise, note="") for exercise in pack.accepted))
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for inside, text in ((f"{name}.ipynb", json.dumps(notebook(pack), ensure_ascii=False, indent=1) + "\n"), (f"{name}.yaml", pack_text(handed))):
            packed.writestr(ZipInfo(inside, (2020, 1, 1, 0, 0, 0)), text, ZIP_DEFLATED)
    return path


def notebook(pack: Pack) -> dict:
    """The notebook (nbformat 4.5) as plain dicts, without outputs. It looks for the pack's file beside it."""
    cells = [*_begin(pack), *_words(pack), *_second(), *_tasks(pack.accepted), *_further(pack), *_end(pack)]
    about = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}


def plain(text: str) -> str:
    """A text as Markdown that shows it as it is.

    >>> print(plain("1*2 <b>"))
    1\\*2 &lt;b&gt;
    """
    return escape(_SPECIAL.sub(lambda mark: f"\\{mark[0]}", clean(text)), quote=False)


def _said(id: str, *lines: str) -> dict:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": "\n".join(lines).splitlines(keepends=True)}


def _run(id: str, *lines: str) -> dict:
    return {"cell_type": "code", "execution_count": None, "id": id, "metadata": {}, "outputs": [], "source": "\n".join(lines).splitlines(keepends=True)}


def _literal(text: str) -> str:
    """A text as it is written in Python."""
    return json.dumps(text, ensure_ascii=False)


# ---- sections

def _begin(pack: Pack) -> Iterator[dict]:
    """The card, and what comes before the first reading."""
    name, main = named(pack.name), pack.articles[0]
    yield _said("card", f"# {plain(pack.title)}", "", *_card(pack), "",
                "You do not need to program. Run each grey cell with *Shift+Enter*, in order. The first brings the tools and opens the lesson; it shows nothing.",
                f"(Keep the file {plain(name)}.yaml in the folder of this notebook: the text and the tasks are in it.)")
    yield _run("begin", "from helpers import *", f"lesson = open_lesson({_literal(f'{name}.yaml')})")
    yield _said("before", "## Before you read", "", "**Who speaks to whom, when, and why?** Look at the card above: which paper is it, and who reads it? "
                f"Then read nothing but the title, {plain(main.title)}, and say what you expect: who acts, and what is claimed.", "",
                *(("**Words to know before you start:**", "", *_list(pack.words[:8], hidden_readings(pack))) if pack.words else ()))
    yield _said("first", "## First reading, without pinyin", "", "In the bar over the text, press *None* behind *Pinyin*. Read straight through once, and do not look anything up but what stops you: "
                "press P on a word to see its pinyin, or click it for its card. Mark words that you want to keep with L; at the end of the lesson you will find them again.")
    yield _run("read", "reading = lesson.read()", "show(reading)")


def _card(pack: Pack) -> Iterator[str]:
    main, further = pack.articles[0], pack.articles[1:]
    rows = {"Level": pack.level, "Main text": f"{main.title}, about {round(hanzi_count(main.text), -1) or hanzi_count(main.text)} characters",
            "Paper, date, place": " · ".join(filter(None, (main.paper, main.date, main.place))), "Further reading": " · ".join(article.title for article in further),
            "Tasks": str(len(pack.accepted))}
    yield from ("| | |", "|---|---|")
    yield from (f"| **{name}** | {plain(value)} |" for name, value in rows.items() if value)


def _list(words: Iterable[Word], hidden: Iterable[str]) -> Iterator[str]:
    """A table of words; the pinyin is left out where a task asks for it."""
    yield from ("| | | |", "|---|---|---|")
    yield from (f"| {plain(word.hanzi)} | {'' if word.hanzi in hidden else plain(word.pinyin)} | {plain(word.gloss)} |" for word in words)


def _words(pack: Pack) -> Iterator[dict]:
    yield _said("vocabulary", "What did you expect, and what did the text say? Keep it in mind for the second reading.", "", "## Vocabulary", "",
                "How much is new to you? The next cell measures the text by the HSK list of 2021, and by what you have marked as known. **Look for** the words that come again and again: learn those first.")
    yield _run("profile", "profile(reading)")
    yield _said("table", "Many words may be missing, and that is no reason to be afraid: a few of them carry most of the text. The next cell is the vocabulary as a table. "
                "Set *Kind* to *terms*, mark ten words *to learn*, and click on a row to open its card.")
    yield _run("browse", "browse(reading)")
    if pack.words:
        yield _said("list", f"Your instructor chose these {len(pack.words)} words for the lesson:", "", *_list(pack.words, hidden_readings(pack)))


def _second() -> Iterator[dict]:
    yield _said("second", "## Second reading, with help", "", "Go back to the reader and press *All words* or *New to me*. This time take one paragraph after the other, and stop where you do not follow. "
                "At every verb ask *who?* Headings and long sentences often name only once who acts.")
    yield _said("frames", "### Sentence patterns", "", "The next cell lists the sentence frames of this text that we know; each unfolds with its meaning and its places. **Open three of them,** "
                "and say the sentence again in plain words.")
    yield _run("patterns", "patterns(reading)")
    yield _said("slogans", "A frame is half of a sentence; what fills it is often the same from text to text.", "", "## Slogans", "",
                "Next, the set phrases. Each has a card that unfolds. **Look for three sorts:** those that the text explains itself, those that every reader is thought to know, and numbers that nobody explains.")
    yield _run("set-phrases", "slogans(reading)")


def _tasks(exercises: tuple[Exercise, ...]) -> Iterator[dict]:
    """A cell of prose and a task, in turn. What is said of a kind is said once."""
    yield _said("tasks", "What a slogan stands for is told by its card, or it is left open: nothing is guessed.", "", "## Tasks", "",
                "Do them in any order. A wrong answer costs nothing: you are told where to look. Looking at the answer is allowed, too."
                if exercises else "This lesson has no tasks yet.")
    seen = set()
    for number, exercise in enumerate(exercises, 1):
        made = re.sub(r"-[0-9a-f]{8}$", "", exercise.id)  # the kind of what was made here: four-options-8bd43f5b
        said = "One more of this kind." if made in seen or made == exercise.id and exercise.kind in seen else \
            "Another kind of question." if exercise.kind in seen else _BEFORE[exercise.kind]
        yield _said(f"before-task-{number}", f"**{number} of {len(exercises)}.** {said}")
        yield _run(f"task-{number}", f"lesson.task({_literal(exercise.id)})")
        seen |= {made, exercise.kind}


def _further(pack: Pack) -> Iterator[dict]:
    for number, article in enumerate(pack.articles[1:], 1):
        yield _said(f"before-further-{number}", *(("## Further reading", "") * (number == 1)), f"**{plain(article.title)}** ({plain(article.id)}). Read it once with *Pinyin: None*, and look for words that you have just learned.")
        yield _run(f"further-{number}", f"show(lesson.read({_literal(article.id)}))")


def _end(pack: Pack) -> Iterator[dict]:
    yield _said("take-away", "## Take away", "", "**Your words.** The next cell lists what you have marked to learn in this text. If it is empty, go back to the table or the reader and mark some (L), then run it again.")
    yield _run("my-words", 'vocabulary(reading, status="learn")')
    yield _said("learned", "**Three things learned.** Write them down in a sentence each: a word, a frame, and something about how such a text is made.", "", "## Summary", "",
                "What you have done, with a face for each task. The table follows while you go back and mend.")
    yield _run("summary", "lesson.summary()")
    yield _said("file", "If you have a 呆脸 or a 哭脸 where you would rather have a 笑脸, try again; the best try counts. For your instructor, the next cell saves your answers as a file. Nothing is sent anywhere.")
    yield _run("answers", "lesson.answers_file()")
    yield _said("credits", "That file holds what you answered in this lesson, and nothing else.", "", "**Credits and rights**", "", *(f"- {plain(line)}" for line in pack.credits))
