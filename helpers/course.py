"""The course: its lessons in order, as a table. `lessons()` in a notebook; `python -m helpers.course` writes the same table into README and notebook 00."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from helpers.difficulty import profile
from helpers.edition import open_article
from helpers.folders import DATA
from helpers.reading import read
from helpers.syllables import hanzi_count
from helpers.tasks import LESSONS, task_file

ROOT = DATA.parent
HEAD = "| lesson | main text | printed | characters | words beyond HSK 4 (2021) | further reading | tasks |\n|---|---|---|---:|---:|---|---:|"
_BLOCK = re.compile(r"(?<=<!-- lessons -->\n).*?(?=\n<!-- end of lessons -->)", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """One lesson. `beyond`: share (0 to 1) of the running words of the main text that are beyond level 4 of HSK 2021, names left out."""

    number: str
    title: str
    notebook: str
    main: str
    headline: str
    printed: str
    characters: int
    beyond: float
    further: tuple[str, ...]
    tasks: int


class Lessons(Sequence):
    """The lessons in order; in a notebook a table with links."""

    def __init__(self, rows: Sequence[Row]):
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place):
        return self._rows[place]

    def __repr__(self) -> str:
        return "\n".join(f"{row.number}  {row.title}: {row.main} {row.headline}, {row.tasks} tasks" for row in self)

    def _repr_markdown_(self) -> str:
        return markdown(self)

    def _repr_html_(self) -> str:
        titles = HEAD.split("\n")[0].strip("| ").split(" | ")
        cells = ((f'<a href="{escape(row.notebook)}">{escape(row.number)} · {escape(row.title)}</a>', *map(escape, _cells(row))) for row in self)
        lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in cells)
        return f'<table style="text-align:left"><thead><tr>{"".join(f"<th>{escape(title)}</th>" for title in titles)}</tr></thead><tbody>{lines}</tbody></table>'


def lessons() -> Lessons:
    """The lessons, the easier ones first: by the share of the main text's words that are beyond level 4 of HSK 2021."""
    return Lessons([_row(path) for path in sorted(LESSONS.glob("*_tasks.yaml"), key=lambda path: int(path.name.split("_")[0]))])


def _row(path: Path) -> Row:
    file = task_file(path)
    main, *further = file.articles
    article = open_article(main)
    notebook = next((one.name for one in sorted((ROOT / "notebooks").glob(f"0{file.name}_*.ipynb"))), "")
    beyond = 1 - profile(read(article), known=()).coverage("hsk2021")["4"]
    printed = ", ".join(part for part in (article.paper, article.date[:4]) if part)
    return Row(file.name, file.title, notebook, main, article.title, printed, hanzi_count(article.text), beyond, tuple(further), len(file.exercises))


def _cells(row: Row) -> tuple[str, ...]:
    return (f"{row.main} {row.headline}", row.printed, f"{round(row.characters, -1):,}", f"{row.beyond:.0%}", ", ".join(row.further), str(row.tasks))


def markdown(rows: Sequence[Row], folder: str = "") -> str:
    """The table in Markdown; `folder` stands before the names of the notebooks."""
    return "\n".join([HEAD, *(f"| [{row.number} · {row.title}]({folder}{row.notebook}) | {' | '.join(_cells(row))} |" for row in rows)])


def with_table(text: str, rows: Sequence[Row], folder: str = "") -> str:
    """A Markdown text with the table between its two marks, <!-- lessons --> and <!-- end of lessons -->."""
    return _BLOCK.sub(lambda _: markdown(rows, folder), text)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(with_table(readme.read_text(encoding="utf-8"), lessons(), "notebooks/"), encoding="utf-8")
