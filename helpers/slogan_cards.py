"""What a slogan's card says: its words, what it stands for, its drawing, its English over the years, where it stands. A tree (see slogan_drawing)."""
from __future__ import annotations

import re
from functools import cache

from helpers.edition import articles
from helpers.expansion import expansion
from helpers.explanation import OWN, ROW, UNTOLD, slogans_in
from helpers.lexicon import lexicon
from helpers.model import Article, Item, Reading, Rendering, Slogan
from helpers.slogan_drawing import drawn, markup, node

STATUS = {
    "expanded": "", "partly": "Partly expanded: some of what it counts is told, the rest is not.",
    "not expanded": "Not expanded: nothing that could be read says what it stands for. Nothing is guessed.",
}
UNSURE = "Not certain: these items were found in the text by rule, and nobody has checked them."
_CLAUSES = "Not in the slogan book. Only its form is shown."


def card(slogan: Slogan, reading: Reading | None = None, places: bool = True) -> list:
    """The card of a slogan as a tree; with a `reading`, also what the text says of it, and (`places`) the sentences where it stands there."""
    told = _CLAUSES if slogan.meaning == ROW else STATUS.get(slogan.status, slogan.status)
    official = "Meaning" if slogan.meaning in (OWN, ROW, UNTOLD) else "Meaning: what it officially asks for, in plain words"
    return node(
        "div", "slogan-card", node("p", "told", told) if told else None, node("p", "told", UNSURE) if not slogan.sure else None,
        _part("Word by word", slogan.literal), _part("Form", slogan.pattern), drawn(slogan), _part("Stands for", *_items(slogan.items)),
        _part("The text says so itself", *_own_words(slogan, reading)), _part(official, slogan.meaning), _part("In Chinese", _han(slogan.meaning_zh)),
        _part("Official English, by year", *_renderings(slogan.english)), _part("How it is used", _han(slogan.usage)),
        _part("Comment (not official)", slogan.comment), _part("Related", _related(slogan)),
        _part("In this text", *_places(slogan, reading if places else None)), _part("In the articles of this edition", *map(_use, _others(slogan, reading))), _part("Sources", *slogan.sources),
    )


def card_html(slogan: Slogan, reading: Reading | None = None) -> str:
    """The card as HTML without a script."""
    return markup(card(slogan, reading)).replace(' type="button"', " disabled")


def _part(title: str, *values) -> list | None:
    values = [value for value in values if value]
    return node("div", "part", node("p", "label", title), *(node("div", "value", value) for value in values)) if values else None


def _han(text: str) -> list | None:
    return node("span", "han", text, lang="zh-Hans") if text else None


def _related(slogan: Slogan) -> list | None:
    buttons = [node("button", "related", hanzi, type="button", lang="zh-Hans") for hanzi in slogan.related]
    return node("span", "", *buttons) if buttons else None


def _items(items: tuple[Item, ...]) -> list:
    """Each item with its English and its source; a source that all share is said once, behind the last."""
    one = len({item.source for item in items}) == 1
    lines = [node("span", "item", _han(item.text), f" {item.english}" if item.english else "", node("span", "source", f" ({item.source})") if item.source and not one else None) for item in items]
    return [*lines, node("span", "source", f"Source of all: {items[0].source}") if one and items[0].source else None]


def _renderings(renderings: tuple[Rendering, ...]) -> list:
    """The renderings, the oldest first; marked are the words that the last one before that is like it did not have."""
    found, earlier = [], []
    for one in sorted(renderings, key=lambda one: one.year or 0):
        words = [(word, re.sub(r"['’]s\b|\W", "", word).lower()) for word in one.text.split()]
        own = {plain for _, plain in words}
        before = next((old for old in reversed(earlier) if len(old & own) * 3 > len(own)), own)
        said = ", ".join(filter(None, (one.document, str(one.year or ""))))
        text = [node("mark", "", word) if plain and plain not in before else word for word, plain in words]
        found.append(node("span", "rendering", *(part for word in text for part in (word, " ")), node("span", "source", f"— {said}") if said else None))
        earlier.append(own)
    marked = any(part[0] == "mark" for line in found for part in line if isinstance(part, list))
    return [*found, node("span", "source", "Marked: words that an earlier rendering like it does not have.")] if marked else found


def _own_words(slogan: Slogan, reading: Reading | None) -> list:
    """The sentences in which the text itself says what the slogan stands for, down to its last item."""
    own = expansion(slogan.hanzi, reading.text, lexicon()) if reading and slogan.items else None
    if not own or not set(own.items) <= {item.text for item in slogan.items} or all(item in slogan.hanzi for item in own.items):
        return []
    last = max(reading.text.find(item, own.start) for item in own.items)
    return [_han(sentence.text.strip()) for sentence in reading.sentences if sentence.start + len(sentence.text) > own.start and sentence.start <= last]


def _places(slogan: Slogan, reading: Reading | None) -> list:
    """Its sentences in the text, the phrase marked; the button leads there."""
    mentions = [mention for mention in reading.mentions if mention.text == slogan.hanzi] if reading else []
    stands = lambda m: [s for s in reading.sentences if s.start < m.end and s.start + len(s.text) > m.start]
    return [node("button", "place", *_quoted("".join(s.text for s in stands(m)), slogan.hanzi), type="button", lang="zh-Hans", **{"data-place": str(m.start)}) for m in mentions]


def _quoted(text: str, phrase: str) -> list:
    before, found, behind = text.strip().partition(phrase)
    return [before, node("mark", "", found), behind]


@cache
def uses() -> dict[str, tuple[tuple[Article, str], ...]]:
    """For each slogan of the book, the articles of the edition that have it, each with the first sentence where it stands."""
    return {hanzi: tuple((article, _around(article.text, hanzi)) for article in articles() if hanzi in article.text) for hanzi in lexicon().slogans}


def _around(text: str, phrase: str) -> str:
    return re.search(f"[^。！？\n]*{re.escape(phrase)}[^。！？\n]*[。！？]?", text).group()


def _others(slogan: Slogan, reading: Reading | None) -> list:
    return [use for use in uses().get(slogan.hanzi, ()) if not reading or use[0] != reading.article]


def _use(use: tuple[Article, str]) -> list:
    article, sentence = use
    return node("span", "use", node("b", "", article.id), f" {article.title} ({', '.join(filter(None, (article.paper, article.date)))}) ", _han(sentence))


def slogan_payload(reading: Reading) -> dict[str, list]:
    """The card of each slogan of a reading, by its hanzi, for a page that makes elements of trees (`grow` in slogans.js)."""
    return {slogan.hanzi: card(slogan, reading) for slogan in slogans_in(reading)}
