"""The index of the lessons: in order of difficulty, with notebooks that are there, and the same in the README."""
from pathlib import Path

import pytest

from helpers import lessons, open_article, read
from helpers.course import ROOT, markdown, with_table
from helpers.tasks import LESSONS

ROWS = lessons()


def test_the_easier_lessons_come_first():
    assert [row.number for row in ROWS] == ["1", "2", "3", "4", "5"]
    assert [row.main for row in ROWS] == ["000-2", "001-1", "003-1", "002-1", "004-1"]
    hard = [round(row.beyond, 2) for row in ROWS]
    assert hard == sorted(hard), "the share of words beyond HSK 4 should rise from lesson to lesson"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_a_lesson_has_its_notebook_and_its_tasks(row):
    assert (ROOT / "notebooks" / row.notebook).is_file() and row.tasks >= 12
    assert row.headline == open_article(row.main).title and row.title and row.printed


def test_the_readme_has_the_table():
    readme = Path(ROOT / "README.md").read_text(encoding="utf-8")
    assert with_table(readme, ROWS, "notebooks/") == readme, "write it anew: python -m helpers.course"


def test_as_a_table_with_links():
    html = ROWS._repr_html_()
    assert html.count("<tr>") == 6 and all(f'href="{row.notebook}"' in html for row in ROWS)
    assert markdown(ROWS).count("\n") == 6 and repr(ROWS).count("\n") == 4 and ROWS._repr_markdown_() == markdown(ROWS)


# ---- who is who

@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_every_person_of_the_main_text_is_in_who_is_who(row):
    lines = [line.split("\t") for line in (LESSONS / f"{row.number}_people.tsv").read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    assert lines[0] == ["person", "pinyin", "office", "body", "level", "articles", "in the text", "note"] and all(len(line) <= 8 for line in lines)
    named = {mention.text for mention in read(open_article(row.main)).mentions if mention.kind == "person" and len(mention.text) > 2}
    notebook = (ROOT / "notebooks" / row.notebook).read_text(encoding="utf-8")
    assert not {name for name in named if not any(name in line[0] or line[0] in name for line in lines[1:])}
    assert all(line[0] in notebook for line in lines[1:] if row.main in line[5]), "and so it is on the page"
