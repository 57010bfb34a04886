"""The accepted exercises as Moodle XML, for the question bank of a course: Import → Moodle XML format.

Each kind becomes the question type that marks it as `Exercise.check` does, as nearly as Moodle can; what no type can mark becomes an essay.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from helpers.exercise_widgets import answered, offered
from helpers.exercises import KINDS, Exercise
from helpers.export.ruby import characters, ruby
from helpers.export.variants import accepted
from helpers.keeping import write_whole
from helpers.pack import Pack

SUFFIX = ".moodle.xml"
FRACTIONS = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0)  # Moodle has these only
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


def write(pack: Pack, path: Path, key: bool = False) -> Path:
    """Write the pack's Moodle file; its path. The same pack gives the same bytes. `key` changes nothing: Moodle needs the key to mark.

    Moodle never updates what it has: a pack that is imported again makes new questions, in a category named by its version.
    """
    from lxml import etree

    return write_whole(Path(path), etree.tostring(_quiz(pack), encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _quiz(pack: Pack):
    from lxml import etree

    quiz = etree.Element("quiz")
    category = _question(quiz, "category")
    path = "/".join(_clean(part).replace("/", "//") for part in ("读报 · Dúbào", f"{pack.title}, version {pack.version}"))
    _add(_add(category, "category"), "text", path)
    about = _headed(quiz, "description", "00 about", _paragraphs([pack.title, pack.level, pack.note, *pack.credits]), f"{pack.name}-about")
    _add(about, "defaultgrade", "0")
    for place, exercise in enumerate(pack.accepted, 1):
        _TYPES[_type(exercise)](quiz, exercise, f"{place:02} {exercise.id}", f"{pack.name}-{exercise.id}")
    return quiz


def _type(exercise: Exercise) -> str:
    """The Moodle type that can mark an exercise; essay where none can."""
    several, texts = any(exercise.accepted), [option.text for option in exercise.options]
    match exercise.kind:
        case "choice" | "register" | "choices":
            fit = len(texts) > 1 and _share(len(exercise.key)) is not None
            return "multichoice" if fit else "essay"
        case "match" if several or len(exercise.key) < 3:
            return "dropdowns"
        case "match":
            return "matching"
        case "word bank":
            return "dropdowns" if several else "ddwtos"
        case "order":
            return "essay" if several or len(exercise.key) < 3 else "ordering"
        case "short" if exercise.form == "number" and all(map(_figure, (exercise.key[0], *sum(exercise.accepted, ())))):
            return "numerical"
        case "short":
            return "shortanswer"
    return {"cloze": "cloze"}.get(exercise.kind, "essay")


# ---- the types

def _multichoice(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    """One right: all the marks. Several: a share for each, and as much off for each wrong one, as the check does."""
    question = _asked(quiz, "multichoice", exercise, name, idnumber)
    share = _share(len(exercise.key))
    _fields(question, single=str(exercise.kind != "choices").lower(), shuffleanswers="true", answernumbering="abc")
    for option in exercise.options:
        right = option.text in exercise.key
        wrong = -share if exercise.kind == "choices" else 0
        _answer(question, share if right else wrong, escape(option.text), option.feedback, "html")
    _hint(question, exercise, parts=True)


def _shortanswer(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    question = _asked(quiz, "shortanswer", exercise, name, idnumber)
    _add(question, "usecase", "0")
    for percent, text, feedback in _typed(exercise, 0):
        _answer(question, percent, text, feedback)
    _hint(question, exercise)


def _numerical(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    """Figures only. What is accepted besides stands as an answer of its own, so none is given leave to be nearly right."""
    question = _asked(quiz, "numerical", exercise, name, idnumber)
    rights = [(100, text, "") for text in (exercise.key[0], *sum(exercise.accepted, ()))]
    wrongs = [(0, option.text, option.feedback) for option in exercise.options if _figure(option.text)]
    for percent, text, feedback in (*rights, *wrongs):
        _add(_answer(question, percent, text.replace(",", ""), feedback), "tolerance", "0")
    _hint(question, exercise)


def _matching(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    question = _asked(quiz, "matching", exercise, name, idnumber)
    _add(question, "shuffleanswers", "true")
    others = [text for text in offered(exercise) if text not in exercise.key]
    for item, right in [*zip(exercise.items, exercise.key), *(("", text) for text in others)]:
        part = _html(question, "subquestion", escape(item))
        _add(_add(part, "answer"), "text", _clean(right))
    _hint(question, exercise, parts=True)


def _ordering(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    """A mark for every two lines that rightly follow each other, as the check does."""
    question = _asked(quiz, "ordering", exercise, _short(name), idnumber)
    _fields(question, layouttype="VERTICAL", selecttype="ALL", selectcount=str(len(exercise.key)), gradingtype="RELATIVE_NEXT_EXCLUDE_LAST")
    _fields(question, showgrading="SHOW", numberingstyle="none")
    _add(question, "shownumcorrect")
    for place, line in enumerate(exercise.key, 1):
        _answer(question, place, escape(line), "", "html")
    _hint(question, exercise, parts=True)


def _ddwtos(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    """Words to be dragged into the gaps. A word that fills two gaps can be taken again, and then all can, which tells nothing."""
    words = offered(exercise)
    question = _asked(quiz, "ddwtos", exercise, name, idnumber, [f"[[{words.index(word) + 1}]]" for word in exercise.key])
    _fields(question, shuffleanswers="1")
    _add(question, "shownumcorrect")
    for word in words:
        box = _add(question, "dragbox")
        _fields(box, text=escape(word), group="1")
        if len(set(exercise.key)) < len(exercise.key):
            _add(box, "infinite")
    _hint(question, exercise, parts=True)


def _cloze(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    gaps = [_embedded("SHORTANSWER", _typed(exercise, place)) for place in range(len(exercise.key))]
    _hint(_asked(quiz, "cloze", exercise, name, idnumber, gaps), exercise, parts=True)


def _dropdowns(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    """Lists to choose from, where a gap or an item has several right answers, or a matching question would be too small for Moodle."""
    rights = [(key, *more) for key, more in zip(exercise.key, exercise.accepted or ((),) * len(exercise.key))]
    told = {option.text: option.feedback for option in exercise.options}
    gaps = [_embedded("MULTICHOICE_S", [(100 * (text in right), escape(text), told.get(text, "")) for text in offered(exercise)]) for right in rights]
    lines = "".join(f"<p>{_guarded(item)}: {gap}</p>" for item, gap in zip(exercise.items, gaps))
    _hint(_asked(quiz, "cloze", exercise, name, idnumber, gaps, lines), exercise, parts=True)


def _essay(quiz, exercise: Exercise, name: str, idnumber: str) -> None:
    """Marked by the teacher, who sees the key: a model answer, or what no other type can mark."""
    question = _asked(quiz, "essay", exercise, name, idnumber, more="".join(f"<p>– {_guarded(text)}</p>" for text in offered(exercise)))
    _fields(question, responseformat="editor", responserequired="1", responsefieldlines="10", attachments="0")
    told = answered(exercise)
    _html(question, "graderinfo", _paragraphs([*told["key"], *(" → ".join(order) for order in exercise.accepted if exercise.kind == "order"), told["why"]]))


_TYPES = {"multichoice": _multichoice, "shortanswer": _shortanswer, "numerical": _numerical, "matching": _matching, "ordering": _ordering,
          "ddwtos": _ddwtos, "cloze": _cloze, "dropdowns": _dropdowns, "essay": _essay}


def _typed(exercise: Exercise, place: int) -> list[tuple[float, str, str]]:
    """(per cent, text, feedback) of what may be typed for a part: the right texts, the wrong ones that are expected, and * for any other."""
    others = exercise.accepted[place] if exercise.accepted else ()
    rights = accepted(exercise.key[place], others, exercise.form)
    wrongs = {text: option.feedback for option in exercise.options for text in accepted(option.text, (), exercise.form) if text not in rights}
    wild = lambda text: text.replace("*", r"\*")
    return [*((100, wild(text), "") for text in rights), *((0, wild(text), said) for text, said in wrongs.items()), (0, "*", exercise.hint)]


def _share(parts: int) -> float | None:
    """The share of one of so many right answers, as Moodle writes it; None where it has no such share."""
    return next((fraction for fraction in FRACTIONS if fraction and abs(fraction * parts - 100) < 0.001), None)


def _figure(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(,\d{3})*(\.\d+)?", text))


# ---- what all have

def _asked(quiz, kind: str, exercise: Exercise, name: str, idnumber: str, gaps: list[str] | None = None, more: str = ""):
    """A question with its prompt, its stem and what is told after it. Pinyin stands over the stem, unless it is asked for."""
    pairs, edges = characters(exercise.stem), [0, *(edge for gap in exercise.gaps for edge in gap), len("".join(token.text for token in exercise.stem))]
    if exercise.form in ("pinyin", "cut"):
        pairs = [(character, "") for character, _ in pairs]
    pieces = [_guard(ruby(pairs[edges[n] : edges[n + 1]])) for n in range(0, len(edges), 2)]
    stem = "".join(piece + gap for piece, gap in zip(pieces, [*(gaps or ["____"] * len(exercise.gaps)), ""]))
    text = f"<p><b>{_guarded(exercise.prompt)}</b> {_guarded(KINDS[exercise.kind] if exercise.kind != 'open' else '')}</p>{f'<p>{stem}</p>' if stem else ''}{more}"
    question = _headed(quiz, kind, name, text, idnumber, _paragraphs(_afterwards(exercise, kind)))
    _fields(question, defaultgrade=str(exercise.marks or 1), penalty="0.3333333")
    return question


def _afterwards(exercise: Exercise, kind: str) -> list[str]:
    """What is told with the answer: the key where Moodle does not show it well, why, the article's words, what is wrong with the others."""
    told = answered(exercise)
    wrong = [f"“{option.text}”: {option.feedback}" for option in exercise.options if option.feedback and kind in ("matching", "ddwtos")]
    return [*(told["key"] if kind in ("cloze", "shortanswer") else []), told["why"], *wrong, told["source"]]


def _headed(quiz, kind: str, name: str, text: str, idnumber: str, feedback: str = ""):
    question = _question(quiz, kind)
    _add(_add(question, "name"), "text", _clean(name)[:200])
    _html(question, "questiontext", text)
    _html(question, "generalfeedback", feedback)
    _add(question, "idnumber", _clean(idnumber)[:100])
    return question


def _question(quiz, kind: str):
    question = _add(quiz, "question")
    question.set("type", kind)
    return question


def _answer(question, percent: float, text: str, feedback: str, format: str = "plain_text"):
    answer = _html(question, "answer", text) if format == "html" else _add(question, "answer")
    if format != "html":
        _add(answer, "text", _clean(text))
    answer.set("fraction", f"{percent:g}" if percent == int(percent) else f"{percent:.5f}")
    answer.set("format", format)
    _html(answer, "feedback", _paragraphs([feedback]))
    return answer


def _hint(question, exercise: Exercise, parts: bool = False) -> None:
    if exercise.hint:
        hint = _html(question, "hint", _paragraphs([exercise.hint]))
        _add(hint, "shownumcorrect") if parts else None


def _fields(parent, **values: str) -> None:
    for name, value in values.items():
        _add(parent, name, _clean(value))


def _html(parent, name: str, html: str):
    from lxml import etree

    element = _add(parent, name)
    element.set("format", "html")
    _add(element, "text").text = etree.CDATA(_clean(html)) if html else ""
    return element


def _add(parent, name: str, text: str | None = None):
    from lxml import etree

    element = etree.SubElement(parent, name)
    element.text = text
    return element


# ---- text

def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{_guarded(line)}</p>" for line in lines if line)


def _guarded(text: str) -> str:
    return _guard(escape(text)).replace("\n", "<br>")


def _guard(html: str) -> str:
    """HTML in which Moodle finds no gap of its own: neither [[1]] nor {1:SHORTANSWER:…}."""
    return html.replace("[", "&#91;").replace("{", "&#123;")


def _embedded(kind: str, answers: Iterable[tuple[float, str, str]]) -> str:
    """A gap in Moodle's notation: {1:SHORTANSWER:=right~%0%wrong#feedback}."""
    said = lambda feedback: f"#{_coded(escape(feedback))}" if feedback else ""
    written = [("=" if percent == 100 else "%0%") + _coded(text) + said(feedback) for percent, text, feedback in answers]
    return f"{{1:{kind}:{'~'.join(written)}}}"


def _coded(text: str) -> str:
    r"""Text with the marks of the notation (} # ~ / " \ = % & …) as numbers, which Moodle turns back."""
    return "".join(f"&#{ord(c)};" if c in "}{#~/\"\\=%&<>[]'\n" else c for c in _clean(text))


def _clean(text: str) -> str:
    return _UNFIT.sub("", text)


def _short(name: str, most: int = 42) -> str:
    """A name of at most so many bytes: older ordering questions cut it there, between the bytes of a character."""
    return name.encode()[:most].decode(errors="ignore")
