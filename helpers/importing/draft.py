"""What an instructor corrects before it becomes an `Article`: `Draft`, and how drafts are joined and parted."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from helpers.importing import signs
from helpers.importing.page import ImportingError
from helpers.model import Article, Block, Change

_OPENING_ROLES = ("title", "kicker", "subtitle")


@dataclass(frozen=True)
class Draft:
    """An article that is not saved yet. `title` is the headline, or "" where the page has none.

    `changes` is what mending and layout did to its text. `sure` says of title, paper, date and byline whether the page tells it (True)
    or it is guessed or missing (False).
    """

    title: str
    blocks: tuple[Block, ...]
    paper: str = ""
    date: str = ""
    place: str = ""
    byline: str = ""
    source: str = ""
    rights: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()
    sure: dict[str, bool] = field(default_factory=dict, hash=False)

    def article(self, id: str) -> Article:
        """The article with this id; where the page has no headline, its first words are the title, and it says so."""
        headed = any(block.role == "title" for block in self.blocks)
        rights = self.rights.replace("© its publisher /", f"© {self.paper} /") if self.paper else self.rights  # a paper that was filled in by hand
        return Article(id, self.title or first_words(self), self.blocks, self.paper, self.date, self.place, self.byline, self.source, rights,
                       title_supplied=not headed, note=self.note)


def first_words(draft: Draft, most: int = 20) -> str:
    """The first words of an article without headline, up to the first full stop."""
    text = next((block.text for block in draft.blocks if block.role == "body"), draft.blocks[0].text if draft.blocks else "")
    words = re.split("[。！？]", text)[0]
    return words if len(words) <= most else words[:most].rstrip("，、；： ") + "…"


def byline_of(found: Sequence[Block]) -> str:
    """Everybody whom bylines and the brackets of opening words name, in the order of the page."""
    said = lambda line: signs.imprint(line)["byline"] if signs.imprint(line) else line
    named = [said(block.text) if block.role == "byline" else signs.opening_signature(block.text) for block in found if block.role in ("byline", "body")]
    people = list(dict.fromkeys(name for name in named if name and not signs.iso_dates(name)))
    return "；".join(one for one in people if not any(set(one.split()) < set(other.split()) for other in people))


# ---- joining and parting

def joined(several: Iterable[Draft]) -> Draft:
    """One article of several that belong together: the headlines of all but the first become headings. ImportingError for none."""
    first, *others = tuple(several) or (None,)
    if first is None:
        raise ImportingError("There is nothing to join. Choose two articles or more.")
    more = tuple(Block("heading" if block.role in _OPENING_ROLES else block.role, block.text) for draft in others for block in draft.blocks)
    every = (first, *others)
    filled = {name: next(filter(None, (getattr(draft, name) for draft in every)), "") for name in ("title", "paper", "date", "place", "source", "rights")}
    bylines = "；".join(dict.fromkeys(draft.byline for draft in every if draft.byline))
    notes = " ".join(dict.fromkeys(draft.note for draft in every if draft.note))
    changes = tuple(dict.fromkeys(change for draft in every for change in draft.changes))  # parted drafts both keep the record of their page
    return replace(first, blocks=first.blocks + more, byline=bylines, note=notes, changes=changes, **filled)


def parted(draft: Draft, at: int) -> tuple[Draft, Draft]:
    """Two articles, the second from block number `at` (counted from 0). A heading that it begins with becomes its headline.

    What the whole page tells (paper, date, source), and the record of changes, both keep. ImportingError where `at` leaves one of them empty.
    """
    if not 0 < at < len(draft.blocks):
        raise ImportingError(f"The article has {len(draft.blocks)} blocks; it can be parted before block 1 to {len(draft.blocks) - 1}, not before {at}.")
    before, after = draft.blocks[:at], draft.blocks[at:]
    if after[0].role == "heading" and not any(block.role == "title" for block in after):
        after = (Block("title", after[0].text), *after[1:])
    return tuple(_part(draft, part) for part in (before, after))


def _part(draft: Draft, part: tuple[Block, ...]) -> Draft:
    """The draft of some of the blocks, with the title and byline that stand in them."""
    title = next((block.text for block in part if block.role == "title"), "")
    byline = byline_of(part)
    return replace(draft, title=title, blocks=part, byline=byline, sure=draft.sure | {"title": bool(title), "byline": bool(byline)})
