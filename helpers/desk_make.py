"""The desk's third step: which kinds of exercises, how many, at what level, for which words; and making them."""
from __future__ import annotations

from helpers.desk_parts import button, choice, column, folded, frame, hidden, html, row, saying, tick, trouble
from helpers.desk_work import Work
from helpers.exercises import Exercise
from helpers.making.maker import MAKERS, Maker, make_exercises
from helpers.pack import learnable, words_to_learn

EMPTY = "<p>No article yet. Bring one in the first step; then choose here what is to be made of it.</p>"
USUAL = {"word bank": 1, "headline": 0, "open question": 1}  # how many, where it is not three
LEVELS = [(f"level {n}", n) for n in range(1, 7)] + [("levels 7–9", 7)]
MOST_WORDS = 60  # boxes to tick


class Make:
    """The widget of this step. What is chosen is remembered with the pack."""

    def __init__(self, work: Work):
        import ipywidgets

        self.work, self._for, self.said, self.empty = work, None, saying(), html(EMPTY, "dubao-quiet")
        chosen = work.aside.get("make", {})
        self.numbers = {name: _number(maker, chosen.get(name, USUAL.get(name, 3))) for name, maker in MAKERS.items()}
        self.which = choice("From", [("", 0)])
        self.level = choice("The class knows HSK 2021 up to", LEVELS, work.aside.get("level", 4))
        self.level.observe(lambda change: self._words(True), "value")
        self.seed = ipywidgets.BoundedIntText(value=work.aside.get("seed", 1), min=1, max=9999, description="Number of the draw")
        for name in ("dubao-field", "small"):
            self.seed.add_class(name)
        self.boxes, self.grid, self.bar = {}, column(classes="dubao-grid scroll"), ipywidgets.IntProgress(min=0, max=1, description="")
        self.words, self.counted = folded("Words", column()), html(classes="dubao-quiet")
        self.only = tick("The exercises ask only for these words (then some kinds find fewer)", bool(work.aside.get("only")))
        self.make = button("Make the exercises", self._make, self.said, main=True, busy="Making …")
        self.body = self._laid_out()
        self.widget = frame("Make exercises", self.empty, self.body)
        self.work.watch("make", self.look)
        self.look()

    def _laid_out(self):
        kinds = lambda safe: column(*(self.numbers[name] for name, maker in MAKERS.items() if maker.safe == safe), classes="dubao-grid")
        all_or_none = row(button("All", lambda: self._tick(True), self.said), button("None", lambda: self._tick(False), self.said))
        self.words.children = (column(self.counted, all_or_none, self.grid, self.only),)
        hidden(self.bar)
        return column(
            row(self.which, self.level, self.seed), html("<p><b>Safe kinds.</b> They are accepted as they are made; look at them all the same.</p>"), kinds(True),
            html("<p><b>Kinds that can go wrong.</b> They come as drafts, with a note on what to look at, and reach the class only when you accept them.</p>"), kinds(False),
            self.words, row(self.make), self.bar, self.said)

    def look(self) -> None:
        """Show what the pack has now."""
        pack = self.work.pack
        hidden(self.empty, bool(pack.articles))
        hidden(self.body, not pack.articles)
        titles = [(article.title, number) for number, article in enumerate(pack.articles)] or [("", 0)]
        if list(self.which.options) != titles:
            self.which.options = titles
        hidden(self.which, len(titles) < 2)
        self.numbers["headline"].disabled = len(pack.articles) < 4
        if pack.articles and self._for != (pack.articles, pack.corrections, pack.chosen):
            self._for = pack.articles, pack.corrections, pack.chosen
            with trouble(self.said):
                self._words(False)

    # ---- words

    def _words(self, anew: bool) -> None:
        """A box for each word that the list may have. `anew`: the words are chosen again by the level."""
        if not self.work.pack.articles:
            return
        reading, level = self.work.reading(), self.level.value
        if anew:
            self.work.change("make", chosen=words_to_learn(reading, level=level))
        told = {row.term: f"{row.term} {row.pinyin} · {row.gloss}" for row in learnable(reading, level).head(MOST_WORDS).itertuples()}
        every = {**told, **{word: told.get(word, word) for word in self.work.pack.chosen}}
        self.boxes = {word: _box(label, word in self.work.pack.chosen) for word, label in every.items()}
        for box in self.boxes.values():
            box.observe(lambda change: self._ticked(), "value")
        self.grid.children = tuple(self.boxes.values())
        self._count()

    def _ticked(self) -> None:
        self.work.change("make", chosen=tuple(word for word, box in self.boxes.items() if box.value))
        self._count()

    def _tick(self, all_of_them: bool) -> str:
        for box in self.boxes.values():
            box.unobserve_all("value")
            box.value = all_of_them
            box.observe(lambda change: self._ticked(), "value")
        self._ticked()
        return ""

    def _count(self) -> None:
        pack = self.work.pack
        self._for, count = (pack.articles, pack.corrections, pack.chosen), len(pack.chosen)
        self.words.titles = (f"Words: {count} of {len(self.boxes)} chosen",)
        self.counted.value = ("<p>The vocabulary of the pack: the terms of the text, and words beyond the level above. Untick what the class knows. "
                              "A new phrase comes into the list when it is in your own glossary.</p>")

    # ---- making

    def _make(self) -> str:
        numbers = {name: box.value for name, box in self.numbers.items() if box.value and not box.disabled}
        if not numbers:
            raise ValueError("Every number is 0. Say how many of a kind you would like.")
        self.work.remember(make={name: box.value for name, box in self.numbers.items()}, level=self.level.value, seed=self.seed.value, only=self.only.value)
        made = {name: self._of_kind(name, number, place, len(numbers)) for place, (name, number) in enumerate(numbers.items())}
        hidden(self.bar)
        before = {exercise.id: exercise for exercise in self.work.pack.exercises}
        new = [one for several in made.values() for one in several if one.id not in before]
        self.work.put((*self.work.pack.exercises, *new))
        return f"{_told(new, len(before))}{_short(made, numbers)} {self.work.notice}".strip()

    def _of_kind(self, name: str, number: int, place: int, of: int) -> tuple[Exercise, ...]:
        """Those of one kind, with the bar moved on before."""
        hidden(self.bar, False)
        self.bar.max, self.bar.value, self.bar.description = of, place, name
        readings, which = self.work.pack.readings, self.which.value or 0
        others = (*readings[:which], *readings[which + 1 :])
        words = self.work.pack.chosen if self.only.value else None
        return make_exercises(readings[which], name, number, self.level.value, words, self.seed.value, others)


def _number(maker: Maker, value: int):
    """How many of a kind: a small field with the kind's name behind it."""
    import ipywidgets

    made = ipywidgets.BoundedIntText(value=value if isinstance(value, int) else 3, min=0, max=20, description=f"{maker.name} {maker.chinese}", tooltip=maker.about)
    made.add_class("dubao-count")
    return made


def _box(label: str, value: bool):
    import ipywidgets

    return ipywidgets.Checkbox(value=value, description=label if len(label) < 90 else f"{label[:88]}…", indent=False)


def _told(new: list[Exercise], before: int) -> str:
    drafts = sum(exercise.review == "draft" for exercise in new)
    if not new:
        return "Nothing new: these exercises are there already. Another number of the draw gives others." if before else "The text did not give any of these."
    return f"{len(new)} exercises made: {len(new) - drafts} accepted, {drafts} drafts to look at in the next step."


def _short(made: dict, numbers: dict) -> str:
    """Which kinds gave fewer than asked for, in a sentence."""
    short = [f"{name} ({len(made[name])} of {numbers[name]})" for name in numbers if len(made[name]) < numbers[name]]
    return f" The text gave fewer of: {', '.join(short)}." if short else ""


def make(work: Work):
    """The step's widget."""
    return Make(work).widget
