"""A draft as plain text that is edited in a text box, and back: `draft_text`, `draft_from_text`.

First lines `paper: …`, `date: …`; an empty line; then one block a line, with its role before it: `[title] …`. A line without a role is body text.
"""
from __future__ import annotations

import re
from dataclasses import replace

from helpers.importing.draft import Draft
from helpers.importing.page import ImportingError
from helpers.importing.signs import is_short
from helpers.model import ROLES, Block

FIELDS = ("paper", "date", "place", "byline", "source", "rights", "note")
_SHOWN_EMPTY = FIELDS[:4]  # what an instructor may want to fill in
_DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?")
_FIELD = re.compile(r"([A-Za-z_]+) ?[:：] ?(.*)")
_BLOCK = re.compile(r"\[([^\]\s]*)\] ?(.*)|【([A-Za-z]+)】 ?(.*)")


def draft_text(draft: Draft) -> str:
    """The draft as text to edit; `draft_from_text` makes the same draft of it."""
    headed = any(block.role == "title" for block in draft.blocks)
    head = [] if headed else [f"title: {draft.title}".rstrip()]
    head += [f"{name}: {' '.join(getattr(draft, name).split())}".rstrip() for name in FIELDS if getattr(draft, name) or name in _SHOWN_EMPTY]
    return "\n".join([*head, "", *(f"[{block.role}] {block.text}" for block in draft.blocks)]) + "\n"


def draft_from_text(text: str, before: Draft | None = None) -> Draft:
    """The draft of an edited text. `before` is the draft that was edited: its record of changes, and what was sure, are kept.

    ImportingError that names the line, for an unknown role or field, a field twice, a date in another form, a second title, no text.
    """
    about: dict[str, str] = {}
    found: list[tuple[int, Block]] = []
    for number, line in enumerate(text.splitlines(), 1):
        field = _FIELD.fullmatch(line.strip()) if not found else None
        if field and line.strip():
            _add_field(about, field[1].lower(), field[2].strip(), number, line)
        elif line.strip():
            found.append((number, _block(line.strip(), number)))
    found = _headed(found, about)
    return _draft(about, found, before)


def _add_field(about: dict[str, str], name: str, value: str, number: int, line: str) -> None:
    """Puts a field into `about`; ImportingError where there is no such field, it stands there already, or the date has another form."""
    if name not in ("title", *FIELDS):
        raise ImportingError(f"Line {number}: “{line.strip()[:40]}”: there is no field “{name}”. The fields are: title, {', '.join(FIELDS)}. "
                             "If it is text of the article, put [body] before it.")
    if name in about:
        raise ImportingError(f"Line {number}: “{name}” stands there a second time. Leave one of them.")
    if name == "date" and not _DATE.fullmatch(value):
        raise ImportingError(f"Line {number}: the date “{value}” should be written 2023-06-29, 2023-06 or 2023, or be left empty.")
    about[name] = value


def _block(line: str, number: int) -> Block:
    """The block of a line; ImportingError for a role that there is not, or a role without text."""
    tagged = _BLOCK.fullmatch(line)
    if not tagged:
        return Block("body", line)
    role, words = (tagged[1] or tagged[3] or "").lower(), (tagged[2] or tagged[4] or "").strip()
    if role not in ROLES:
        raise ImportingError(f"Line {number}: there is no “[{role}]”. A block is one of: {', '.join(ROLES)}. Write, for example, [body] before it.")
    if not words:
        raise ImportingError(f"Line {number}: nothing stands behind [{role}]. Write the text behind it, or take the line out.")
    return Block(role, words)


def _headed(found: list[tuple[int, Block]], about: dict[str, str]) -> list[tuple[int, Block]]:
    """The blocks; in a text without roles and title, the first line, if it may be one, is the headline. ImportingError for two titles or no text."""
    titles = [number for number, block in found if block.role == "title"]
    if len(titles) > 1 or titles and about.get("title"):
        raise ImportingError(f"Line {titles[-1]}: there is a second title. Write [heading], [kicker] or [subtitle] before one of them, or part the article there.")
    if not any(block.role in ("title", "body", "heading") for _, block in found):
        raise ImportingError("There is no text of an article. Write it below the first lines, a paragraph a line.")
    if not titles and "title" not in about and all(block.role == "body" for _, block in found) and len(found) > 1 and is_short(found[0][1].text):
        found = [(found[0][0], Block("title", found[0][1].text)), *found[1:]]
    return found


def _draft(about: dict[str, str], found: list[tuple[int, Block]], before: Draft | None) -> Draft:
    title = next((block.text for _, block in found if block.role == "title"), about.pop("title", ""))
    draft = replace(before or Draft("", ()), title=title, blocks=tuple(block for _, block in found), **{name: about.get(name, "") for name in FIELDS})
    sure = before.sure if before else {}
    return replace(draft, sure={name: sure.get(name, False) if before and getattr(draft, name) == getattr(before, name) else bool(getattr(draft, name))
                                for name in ("title", "paper", "date", "byline")})
