"""The student's notebook: in the form of our lessons, and it runs, every task untouched, in a folder that has nothing but it and its file."""
import json
import zipfile
from dataclasses import replace

import nbformat
import pytest
from export_packs import empty, hostile, lesson, with_words, word
from nbclient import NotebookClient
from test_notebooks import too_hard

from helpers import open_lesson
from helpers.corrections import correct
from helpers.export import student_notebook
from helpers.export.student_notebook import _BEFORE, notebook, plain
from helpers.exercises import KINDS, Exercise
from helpers.model import Article, Block
from helpers.pack import Pack, open_pack, pack_text
from helpers.reading import read

OWN = Article("week-3", "社区议事", (Block("title", "社区议事"), Block("body", "今年以来，社区以党建为引领，组织党员干部走访群众。群众有了难题，就到“小圆桌”上说。")), "本地日报", "2025-03-02")
TASK = Exercise("why", "open", "Who acts?", ("The officials.",), hint="Look at the verbs.", review="accepted", note="Is this too easy?")


def own_pack(**more):
    return Pack("第三周-week3", "Week 3", (OWN,), (TASK, replace(TASK, id="later", review="draft")), ("党建", "走访"), note="for Lina", **more)


def source(cell):
    return "".join(cell["source"])


@pytest.fixture
def unpacked(tmp_path):
    """A folder with the notebook and the file of a pack."""
    with zipfile.ZipFile(student_notebook.write(own_pack(), tmp_path / "a.zip")) as packed:
        packed.extractall(tmp_path / "class")
    return tmp_path / "class"


@pytest.mark.parametrize("made", [lesson(3), empty(), hostile(), own_pack()], ids=lambda pack: pack.name)
def test_the_form_of_our_lessons(made):
    made = notebook(made)
    nbformat.validate(nbformat.from_dict(made))
    kinds, ids = [cell["cell_type"] for cell in made["cells"]], [cell["id"] for cell in made["cells"]]
    assert kinds[0] == "markdown" and kinds.count("code") <= len(kinds) / 2 and ("code", "code") not in zip(kinds, kinds[1:])
    assert len(set(ids)) == len(ids)
    for cell in made["cells"]:
        assert cell["cell_type"] == "markdown" or len(cell["source"]) <= 2 and too_hard(source(cell)) == []
        assert cell["cell_type"] == "code" or "<ruby" not in source(cell) and "<script" not in source(cell)


def test_its_sections_are_in_the_order_of_a_lesson():
    headings = [line for cell in notebook(lesson(3))["cells"] for line in source(cell).splitlines() if line.startswith("#")]
    assert headings == ["# The front page of a development zone", "## Before you read", "## First reading, without pinyin", "## Vocabulary", "## Second reading, with help", "### Sentence patterns",
                        "## Slogans", "## Tasks", "## Further reading", "## Take away", "## Summary"]


def test_every_kind_has_its_prose():
    assert _BEFORE.keys() == KINDS.keys()


def test_it_runs_in_a_fresh_folder(unpacked, kernel):
    made = nbformat.read(unpacked / "第三周-week3.ipynb", as_version=4)
    NotebookClient(made, timeout=120, kernel_name=kernel, resources={"metadata": {"path": str(unpacked)}}).execute()
    shown = {cell.id: json.dumps(cell.outputs, ensure_ascii=False) for cell in made.cells if cell.cell_type == "code"}
    assert "社</rb>" in shown["read"].replace("\\", "") and "Who acts?" in shown["task-1"] and "Week 3" in shown["summary"]


def test_what_is_handed_to_students(unpacked):
    handed = open_pack(unpacked / "第三周-week3.yaml")
    assert (handed.name, handed.articles, handed.chosen) == ("第三周-week3", (OWN,), ("党建", "走访"))
    assert [exercise.id for exercise in handed.exercises] == ["why"], "drafts stay with the instructor"
    assert not handed.note and not handed.exercises[0].note
    assert "© its publisher" in (unpacked / "第三周-week3.ipynb").read_text(encoding="utf-8")


def test_the_same_pack_gives_the_same_bytes(tmp_path):
    one, two = (student_notebook.write(lesson(2), tmp_path / name).read_bytes() for name in "ab")
    assert one == two


def test_a_reading_that_is_asked_is_not_told():
    task = Exercise("a", "short", "Write 老百姓 in pinyin.", ("lǎobǎixìng",), form="pinyin", review="accepted")
    told = json.dumps(notebook(with_words(replace(empty(), exercises=(task,)), word("the people"))), ensure_ascii=False)
    assert "the people" in told and "lǎobǎixìng" not in told


@pytest.mark.parametrize("text, shown", [("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("![x](y)", "!\\[x\\](y)"), ("one\ntwo", "one two"), ("*_`#$", "\\*\\_\\`\\#\\$"), ("三会一课（1）", "三会一课（1）")])
def test_text_is_no_markdown(text, shown):
    assert plain(text) == shown


# ---- lesson.read

def test_the_text_of_the_file_is_read_with_its_corrections(tmp_path):
    mended = correct(read(OWN), OWN.text.index("为引领"), OWN.text.index("为引领") + 1, pinyin="wèi")
    path = tmp_path / "a.yaml"
    path.write_text(pack_text(own_pack(corrections=(mended,))), encoding="utf-8")
    reading = open_lesson(path).read()
    assert reading.article == OWN and [token.pinyin for token in reading.tokens if token.text == "为"] == ["wèi"]
    assert open_lesson(path).read("week-3").text == reading.text


def test_an_article_of_the_edition_and_one_that_there_is_not():
    assert open_lesson(2).read().article.id == "001-1"
    assert open_lesson(2).read("004-2").article.id == "004-2"
    with pytest.raises(KeyError, match="There is no article 'x'"):
        open_lesson(2).read("x")
