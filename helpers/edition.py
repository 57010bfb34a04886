"""The edition: the articles of data/articles, and those of the user's own folder, as `Article`s."""
from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from helpers.folders import DATA, home_folder
from helpers.glossary import rows
from helpers.model import ROLES, Article, Block, Repair
from helpers.records import utf8_text

ARTICLES, SOURCES = DATA / "articles", DATA / "sources"
_TAGGED = re.compile(r"\[(\w+)\]\s+(.*)", re.DOTALL)
_BREAK = re.compile(r"(?<=[^!-~\s])\s*\n\s*|\s*\n\s*(?=[^!-~\s])")  # in prose, a line's end beside a hanzi or its mark
_FORM = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)
_FIELDS = {  # field of the front matter → the form of its value, and how it is told
    "id": (".+", "a name, such as 000-1"), "title": (".+", "the headline"),
    "title_supplied": ("yes|no", "yes or no"),
    "date": (r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?", "2023, 2023-06, 2023-06-29, or empty"),
}


class EditionError(ValueError):
    """An article file that is not in the edition's form."""


@lru_cache(maxsize=1)
def articles() -> tuple[Article, ...]:
    """The articles of the edition, in the order of their ids: page number, then order on the page."""
    return tuple(article_from(path) for path in sorted(ARTICLES.glob("*.md")) if path.stem[:1].isdigit())


def open_article(id: str) -> Article:
    """The article with this id, such as "000-1", of the edition or of your own folder. KeyError with the ids that there are."""
    for article in articles():
        if article.id == id:
            return article
    own = {path.stem: path for path in sorted(own_articles().glob("*.md"))}
    if id in own:
        return article_from(own[id])
    raise KeyError(f"There is no article {id!r}. The articles are: {', '.join([*(a.id for a in articles()), *own])}.")


def own_articles() -> Path:
    """The folder of the articles that you brought yourself. It may not exist yet."""
    return home_folder() / "articles"


def article_from(path: Path, text: str = "") -> Article:
    """One article from its file, or from the `text` of such a file: front matter between two lines of ---, then blocks parted by empty lines."""
    match = _FORM.fullmatch(text or utf8_text(path, EditionError))
    if not match:
        raise EditionError(f"{path.name} should begin with front matter between two lines of ---.")
    about = _front(path, match[1])
    blocks = tuple(_block(path, part) for part in re.split(r"\n\s*\n", match[2].strip()))
    repairs = _told_of(ARTICLES / "repairs.tsv", "ARTICLE KIND BEFORE after REASON", about.get("id"))
    furniture = _told_of(SOURCES / "furniture.tsv", "SOURCE LINES ARTICLE WHAT TEXT", about.get("id"))
    try:
        return Article(blocks=blocks, repairs=tuple(Repair(row["kind"], row["before"], row["after"], row["reason"]) for row in repairs),
                       furniture=tuple(row["text"] for row in furniture), **about | {"title_supplied": about.get("title_supplied") == "yes"})
    except TypeError as error:
        raise EditionError(f"{path.name}: the front matter needs id and title, and knows no other name than Article's ({error}).") from None


def _front(path: Path, front: str) -> dict[str, str]:
    """The fields of the front matter, which begins in line 2; EditionError at the first line that is not in the form."""
    about = {}
    for number, line in enumerate(front.splitlines(), 2):
        name, colon, value = map(str.strip, line.partition(":"))
        form, told = _FIELDS.get(name, (".*", ""))
        slip = ("should be “name: value”" if not colon else f"is the second {name}" if name in about
                else "" if re.fullmatch(form, value) else f"should have behind the colon: {told}")
        if slip and line.strip():
            raise EditionError(f"{path.name}, line {number}: “{line}” {slip}.")
        about |= {name: value} if colon else {}
    return about


def _block(path: Path, part: str) -> Block:
    match = _TAGGED.fullmatch(part.strip())
    if not match or match[1] not in ROLES:
        raise EditionError(f"{path.name}: the paragraph “{part.strip()[:20]}…” should begin with one of {', '.join(ROLES)} in brackets.")
    words = _BREAK.sub("", match[2]) if match[1] in ("body", "caption") else match[2]
    return Block(match[1], " ".join(words.split("\n")))


_rows = lru_cache(rows)


def _told_of(path: Path, columns: str, article: str | None) -> list[dict]:
    """The rows of a table that are about an article."""
    return [row for row in _rows(path, columns) if row["article"] == article]


def source_lines(name: str, ranges: str) -> list[str]:
    """The lines of a page of data/sources: `ranges` such as "17-30, 35", counted from 1."""
    lines = (SOURCES / name).read_text(encoding="utf-8").splitlines()
    found = []
    for part in ranges.split(","):
        first, _, last = part.strip().partition("-")
        found += lines[int(first) - 1 : int(last or first)]
    return found
