"""An exercise on the page: what its JavaScript is told, the same as plain HTML for viewers without widgets, and the widget itself."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import cache
from html import escape

from helpers.exercises import KINDS, Exercise
from helpers.pages import static_text, with_still

SCRIPTS = ("text.js", "inputs.js", "exercise.js", "summary.js")
_STYLE = 'style="max-width:46em;border:1px solid #8886;border-radius:8px;padding:8px 16px;margin:4px 0"'


def payload(exercise: Exercise) -> dict:
    """What the page shows of an exercise. The key is not in it, but for the words of a bank, which hold it among others."""
    return {
        "view": "task", "id": exercise.id, "kind": exercise.kind, "form": exercise.form, "prompt": exercise.prompt, "ask": KINDS[exercise.kind],
        "pieces": pieces(exercise), "items": list(exercise.items), "offered": offered(exercise), "hint": exercise.hint, "parts": len(exercise.key),
    }


def pieces(exercise: Exercise) -> list[str]:
    """The stem's text before, between and behind its gaps."""
    text = "".join(token.text for token in exercise.stem)
    edges = [0, *(edge for gap in exercise.gaps for edge in gap), len(text)]
    return [text[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2)]


def offered(exercise: Exercise) -> list[str]:
    """The texts to choose from or to be ordered, mixed, and the same each time; none where the answer is typed."""
    if exercise.kind in ("short", "cloze", "open"):
        return []
    own = exercise.key if exercise.kind in ("word bank", "match", "order") else ()
    texts = list(dict.fromkeys([*own, *(option.text for option in exercise.options)]))
    chance = random.Random(exercise.prompt + exercise.id)
    chance.shuffle(texts)
    for _ in range(50):  # of three lines with two right orders, none may be wrong enough
        if exercise.kind != "order" or exercise.check(texts).marks <= exercise.marks // 3:
            break  # else it is half done already
        chance.shuffle(texts)
    return texts


def answered(exercise: Exercise) -> dict:
    """What is shown to who looks at the answer: its lines, why it is so, the words of the article."""
    pairs = [f"{item} — {key}" for item, key in zip(exercise.items, exercise.key)]
    others = [f"also: {'; '.join(more)}" for more in exercise.accepted if more] if exercise.kind != "order" else []
    filled = ["".join(token.text for token in exercise.stem)] if exercise.gaps else []
    return {"key": [*(pairs or filled or exercise.key), *others], "why": exercise.why, "source": exercise.source if not filled else "",
            "parts": list(exercise.key), "ordered": exercise.kind == "order"}


def plain_html(exercise: Exercise) -> str:
    """The exercise as HTML without a script, its key folded away."""
    told = answered(exercise)
    gaps = [f"({n}) ________" for n in range(1, len(exercise.gaps) + 1)]
    stem = "".join(escape(piece) + gap for piece, gap in zip(pieces(exercise), [*gaps, ""]))
    lines = "".join(f"<li>{escape(text)}</li>" for text in offered(exercise))
    items = f"<p>{escape('　'.join(exercise.items))}</p>" if exercise.items else ""
    return (f"<div {_STYLE}><p><b>{escape(exercise.prompt)}</b> {escape(KINDS[exercise.kind])}</p>{f'<p>{stem}</p>' if stem else ''}{items}"
            f"{f'<ul>{lines}</ul>' if lines else ''}{_folded('Hint', [exercise.hint])}{_folded('Answer', [*told['key'], told['why']])}</div>")


def _folded(title: str, lines: Iterable[str]) -> str:
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f"<details><summary>{title}</summary>{said}</details>" if said else ""


def text_of(exercise: Exercise) -> str:
    """The exercise in plain text, without its key."""
    stem = "____".join(pieces(exercise))
    return "\n".join(filter(None, [f"{exercise.prompt} {KINDS[exercise.kind]}", stem, "　".join(exercise.items), *(f"- {text}" for text in offered(exercise))]))


@cache
def _widget():
    """The widget's class, made at its first use."""
    import anywidget
    import traitlets

    class Panel(anywidget.AnyWidget):
        """Something of a lesson on the page. What is asked of it goes to `hear`, whose reply goes back; answers are in messages, never in the widget's state."""

        _esm = static_text(*SCRIPTS)
        _css = static_text("exercise.css")
        data = traitlets.Dict().tag(sync=True)

        def __init__(self, data: dict, hear: Callable[[dict], dict], html: str, text: str):
            super().__init__(data=data)
            self._views = {"text/html": html, "text/plain": text}
            self.on_msg(lambda _, message, __: self.send(hear(message)))

        def __repr__(self) -> str:
            return self._views["text/plain"]

        def _repr_mimebundle_(self, **kwargs):
            return with_still(super()._repr_mimebundle_(**kwargs), **self._views)

    return Panel


def panel(data: dict, hear: Callable[[dict], dict], html: str, text: str):
    """A widget that shows `data`; `html` and `text` stand for it where there are no widgets."""
    return _widget()(data, hear, html, text)
