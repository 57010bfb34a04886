"""The edition: the articles of data/articles, and those of the user's own folder, as `Article`s."""
from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from helpers.folders import DATA
from helpers.glossary import rows
from helpers.model import ROLES, Article, Block, Repair

ARTICLES, SOURCES = DATA / "articles", DATA / "sources"
_TAGGED = re.compile(r"\[(\w+)\]\s+(.*)", re.DOTALL)
_TRUE = {"yes": True, "no": False}


class EditionError(ValueError):
    """An article file that is not in the edition's form."""


@lru_cache(maxsize=1)
def articles() -> tuple[Article, ...]:
    """The articles of the edition, in the order of their ids: page number, then order on the page."""
    return tuple(article_from(path) for path in sorted(ARTICLES.glob("*.md")) if path.stem[:1].isdigit())


def open_article(id: str) -> Article:
    """The article with this id, such as "000-1". KeyError with the ids that there are."""
    for article in articles():
        if article.id == id:
            return article
    raise KeyError(f"There is no article {id!r}. The articles are: {', '.join(a.id for a in articles())}.")


def article_from(path: Path) -> Article:
    """One article from its file: front matter between two lines of ---, then blocks parted by empty lines."""
    try:
        _, front, body = path.read_text(encoding="utf-8-sig").split("---\n", 2)
    except ValueError:
        raise EditionError(f"{path.name} should begin with front matter between two lines of ---.") from None
    about = dict(_front_line(path, number, line) for number, line in enumerate(front.splitlines(), 2) if line.strip())
    supplied = _TRUE.get(about.pop("title_supplied", "no"), False)
    blocks = tuple(_block(path, part) for part in re.split(r"\n\s*\n", body.strip()))
    try:
        return Article(blocks=blocks, title_supplied=supplied, repairs=_repairs().get(about["id"], ()),
                       furniture=_furniture().get(about["id"], ()), **about)
    except (TypeError, KeyError) as error:
        raise EditionError(f"{path.name}: the front matter needs id and title, and knows no other name than Article's ({error}).") from None


def _front_line(path: Path, number: int, line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise EditionError(f"{path.name}, line {number}: “{line}” should be “name: value”.")
    return name.strip(), value.strip()


def _block(path: Path, part: str) -> Block:
    match = _TAGGED.fullmatch(part.strip())
    if not match or match[1] not in ROLES:
        raise EditionError(f"{path.name}: the paragraph “{part.strip()[:20]}…” should begin with one of {', '.join(ROLES)} in brackets.")
    return Block(match[1], " ".join(match[2].split("\n")))


@lru_cache(maxsize=1)
def _repairs() -> dict[str, tuple[Repair, ...]]:
    found = defaultdict(list)
    for row in rows(ARTICLES / "repairs.tsv", "ARTICLE KIND BEFORE after REASON"):
        found[row["article"]].append(Repair(row["kind"], row["before"], row["after"], row["reason"]))
    return {id: tuple(repairs) for id, repairs in found.items()}


@lru_cache(maxsize=1)
def _furniture() -> dict[str, tuple[str, ...]]:
    """What stood around each article, line by line, in simplified characters."""
    found = defaultdict(list)
    for row in rows(SOURCES / "furniture.tsv", "SOURCE LINES ARTICLE WHAT TEXT"):
        found[row["article"]].append(row["text"])
    return {id: tuple(lines) for id, lines in found.items()}


def source_lines(name: str, ranges: str) -> list[str]:
    """The lines of a page of data/sources: `ranges` such as "17-30, 35", counted from 1."""
    lines = (SOURCES / name).read_text(encoding="utf-8").splitlines()
    found = []
    for part in ranges.split(","):
        first, _, last = part.strip().partition("-")
        found += lines[int(first) - 1 : int(last or first)]
    return found
