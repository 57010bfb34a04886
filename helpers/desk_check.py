"""The desk's second step: what to check, beside the reader in which it is mended, and the own glossary."""
from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict

from helpers.checklist import KINDS, Point, Report, report
from helpers.desk_parts import button, choice, column, field, folded, frame, hidden, html, part, row, saying, tell, trouble
from helpers.desk_work import Work, together
from helpers.glossary import GlossaryError
from helpers.own_glossary import NAMES, add_term
from helpers.reader_widget import show

EMPTY = "<p>No article yet. Bring one in the first step; what to check will then stand here.</p>"


class Check:
    """The widget of this step. `reader` shows one article of the pack; each mending in it is kept in the pack, and the list is made anew."""

    def __init__(self, work: Work):
        self.work, self.report, self.reader, self._drawn = work, Report(()), None, None
        self.said, self.added, self.empty = saying(), saying(), html(EMPTY, "dubao-quiet")
        self.which = choice("Article", [("", 0)])
        self.several = row(self.which, button("Move it up", self._up, self.said, hint="The first article is the main text"), button("Take it out of the pack", self._out, self.said))
        self.which.observe(lambda change: self.look(), "value")
        self.points = part("points", self._heard, groups=[])
        self.place, self.again = column(), ""
        self.term = {
            "hanzi": field("Term", hint="红映沂和", classes="dubao-chinese"), "pinyin": field("Pinyin", hint="hóng yìng Yíhé"), "gloss": field("English", classes="wide"),
            "category": choice("It is a", [("term", "own"), *((name, name) for name in NAMES)], "own"),
            "sources": field("Where you know it from", hint="county website, 2026-11-20")}
        own = column(html("<p>A term that you add is known in every text from then on, in the vocabulary and in the exercises too. "
                          "It is kept in your own folder.</p>", "dubao-quiet"), row(*self.term.values()),
                     row(button("Add to my glossary", self._add, self.added, busy="Preparing the dictionary anew (about ten seconds) …")), self.added)
        self.body = column(self.several, row(self.points, self.place, classes="dubao-beside"), folded("My own glossary", own))
        self.widget = frame("Check the article", self.empty, self.said, self.body)
        self.work.watch("check", self.look)
        self.look()

    def look(self) -> None:
        """Show the article as the pack has it now; nothing is drawn anew where nothing of it changed."""
        pack = self.work.pack
        hidden(self.empty, bool(pack.articles))
        hidden(self.body, not pack.articles)
        if not pack.articles:
            return
        titles = [(f"{number + 1}. {article.title}", number) for number, article in enumerate(pack.articles)]
        if list(self.which.options) != titles:
            self.which.options = titles
        hidden(self.several, len(titles) < 2)
        number = self.which.value or 0
        drawn = pack.articles[number], pack.corrections
        if drawn != self._drawn:
            self._drawn = drawn
            with trouble(self.said):
                self._draw(number)

    def _draw(self, number: int) -> None:
        self.reader = show(self.work.reading(number))
        self.reader.observe(lambda change: self._mended(number), "data")
        self.place.children = (self.reader,)
        self._list()

    def _list(self) -> None:
        """The points of the text that the reader shows now."""
        reading, seen = self.reader.reading, set(self.work.aside.get("seen", ()))
        self.report, starts = report(reading), [token.start for token in reading.tokens]
        more = lambda number, point: {"number": number, "place": bisect_left(starts, point.start), "seen": self._key(point) in seen}
        told = [asdict(point) | more(number, point) for number, point in enumerate(self.report)]
        kinds = [(kind, [one for one, point in zip(told, self.report) if point.kind == kind]) for kind in KINDS]
        self.points.show(groups=[{"title": KINDS[kind][0], "advice": KINDS[kind][1], "points": found} for kind, found in kinds if found])

    def _key(self, point: Point) -> str:
        """What makes a point the same after a new reading."""
        return f"{point.kind} {point.text} {point.start}"

    def _mended(self, number: int) -> None:
        """Keep in the pack what was mended in the reader."""
        with trouble(self.said):
            pack, reading = self.work.pack, self.reader.reading
            readings = (*pack.readings[:number], reading, *pack.readings[number + 1 :])
            corrections = together(*(part for one in readings for part in (one.corrections, one.unfit)))
            self._drawn = pack.articles[number], corrections
            self.work.change("check", corrections=corrections)
            self._list()
            tell(self.said, self.work.notice, wrong=True)

    def _heard(self, message: dict) -> None:
        """A point was ticked off, or chosen: then its words stand in the form of the glossary too."""
        if "seen" in message:
            key, seen = self._key(self.report[message["seen"]]), set(self.work.aside.get("seen", ()))
            self.work.remember(seen=sorted(seen | {key} if message.get("done") else seen - {key}))
        elif "chosen" in message and self.report[message["chosen"]].kind in ("word", "coinage", "slogan"):
            point = self.report[message["chosen"]]
            tokens = [token for token in self.reader.reading.tokens if point.start <= token.start < point.start + len(point.text)]
            self.term["hanzi"].value, self.term["gloss"].value = point.text, ""
            self.term["pinyin"].value = " ".join(token.pinyin for token in tokens if token.pinyin)

    def _up(self) -> str:
        article = self.work.pack.articles[self.which.value]
        self.work.earlier(article.id)
        self.which.value = [one.id for one in self.work.pack.articles].index(article.id)
        return f"“{article.title}” is number {self.which.value + 1} now{', the main text' * (not self.which.value)}."

    def _out(self) -> str:
        article = self.work.pack.articles[self.which.value]
        self.work.remove(article.id)
        return f"“{article.title}” is out of the pack. Its file stays, and “Bring an article” has it in its list."

    def _add(self) -> str:
        given = {name: box.value.strip() for name, box in self.term.items() if box.value.strip()}
        hanzi = given.get("hanzi", "")
        if hanzi and (lacking := next((self.term[name].description for name in ("pinyin", "gloss") if name not in given), "")):
            raise GlossaryError(f"Give the {lacking} of {hanzi} too.")
        try:
            add_term(**{"hanzi": "", "pinyin": "", "gloss": ""} | given, over=self.again == hanzi != "")
        except GlossaryError:
            self.again = hanzi
            raise
        self.again, self._drawn = "", None
        self.work.learn(hanzi)
        for name in ("hanzi", "pinyin", "gloss"):
            self.term[name].value = ""
        return f"{hanzi} is in your glossary, and the article was read again with it."


def check(work: Work):
    """The step's widget."""
    return Check(work).widget
