"""Every notebook: written for people who do not program, stripped of outputs, and running from top to bottom."""
import ast
import json
import re

import nbformat
import pytest
from nbclient import NotebookClient

from lab import NOTEBOOKS

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
START = "00_start_here.ipynb"
every_notebook = pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
PROGRAMMING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.comprehension, ast.Try, ast.With)


def cells(path, kind=None):
    """The cells of the file as they are written (nbformat would fill in what is absent)."""
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if kind in (None, cell["cell_type"])]


def source(cell):
    return "".join(cell["source"])


def too_hard(code):
    """What in `code` a reader who does not program should not have to see, as a list of words.

    >>> too_hard("show(read(open_article('000-1')))")
    []
    >>> too_hard("%pip install x"), too_hard("for a in articles():\\n    print(a)"), too_hard("read(open('data/a.txt'))")
    (['a line that is not plain Python'], ['For'], ['a path: data/a.txt'])
    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return ["a line that is not plain Python"]
    found = [type(node).__name__ for node in nodes if isinstance(node, PROGRAMMING)]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return found + [f"a path: {text}" for text in texts if re.search(r"\w[/\\]\w", text, re.ASCII)]


def test_there_are_notebooks():
    assert START in [path.name for path in PATHS]


@every_notebook
def test_valid_with_stable_ids(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(notebook)
    ids = [cell.get("id") for cell in notebook["cells"]]
    assert None not in ids and len(set(ids)) == len(ids), "every cell has an id of its own in the file (format 4.5)"
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


@every_notebook
def test_stripped(path):
    for cell in cells(path, "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None), f"cell {cell['id']}: clear the outputs (see CONTRIBUTING.md)"
    assert "widgets" not in json.loads(path.read_text(encoding="utf-8"))["metadata"]


@every_notebook
def test_code_is_short_and_plain(path):
    for cell in cells(path, "code"):
        code = source(cell)
        assert len(code.splitlines()) <= 3, f"cell {cell['id']}: three lines at most"
        assert too_hard(code) == [], f"cell {cell['id']}"


@every_notebook
def test_half_or_more_is_prose(path):
    kinds = [cell["cell_type"] for cell in cells(path)]
    assert kinds[0] == "markdown" and kinds.count("code") <= len(kinds) / 2
    assert ("code", "code") not in zip(kinds, kinds[1:]), "prose stands before every code cell"


@every_notebook
def test_no_ruby_in_prose(path):
    assert not [cell["id"] for cell in cells(path, "markdown") if "<ruby" in source(cell)], "JupyterLab strips <ruby>, and leaves 会议huìyì"


@every_notebook
def test_runs(path, kernel):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name=kernel, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()


def test_the_first_notebook_opens_in_jupyterlab_and_runs(lab, tmp_path):
    lab.open(START)
    lab.run_all()
    assert lab.errors() == []
    assert lab.page.locator(".jp-Dialog, .jp-toast").count() == 0, "nothing stands in a newcomer's way"
    lab.screenshot(tmp_path / "start.png")
    # --- The reader's own checks (words drawn, click → card, keys, themes) belong below this line. ---
