"""The nbgrader assignment, through nbgrader itself: made for students, handed in by five of them, marked. And the functions that mark."""
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from export_packs import empty, hostile, lesson

from helpers.export.assignment import notebook, write
from helpers.export.marking import chosen, filled, lettered, letters, ordered, plain, seen
from helpers.export.variants import accepted, variants


def run(course, *words):
    """An nbgrader command in the course's folder; what it said. The package is not to be found there."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"JUPYTER_CONFIG_DIR": str(course / "config"), "IPYTHONDIR": str(course / "ipython")}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", "")])  # nbgrader calls alembic, which stands beside this Python
    done = subprocess.run([sys.executable, "-m", "nbgrader", *words], cwd=course, env=env, capture_output=True, text=True, timeout=280)
    return done.returncode, done.stdout + done.stderr


def cells(path):
    return {cell.metadata.nbgrader.grade_id: cell for cell in nbformat.read(path, 4).cells}


def answered(released, solved, which):
    """The notebook that students got, with the answers of the solved one where `which` says so."""
    key, made = cells(solved), nbformat.read(released, 4)
    for cell in made.cells:
        tag = cell.metadata.nbgrader
        if tag.solution and which(tag.grade_id):
            source = key[tag.grade_id].source
            found = re.search(r"(answer_\d+) = (?!\.\.\.)(.*)", source)
            cell.source = f"{found[1]} = {found[2]}\n" + cell.source.split("\n", 1)[1] if found else "My own words. 我自己的话。"
    return made


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose assignment was handed in by: Ai (all right), Bo (every other task), Cai (untouched), Dou (tampered with the tests), E (in another spelling)."""
    folder = tmp_path_factory.mktemp("course")
    zipfile.ZipFile(write(lesson(3), folder / "pack.zip")).extractall(folder)
    (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "reading"\nc.IncludeHeaderFooter.header = ""\n')
    code, said = run(folder, "generate_assignment", "lesson-3")
    assert code == 0, said
    released, solved = folder / "release/lesson-3/lesson-3.ipynb", folder / "source/lesson-3/lesson-3.ipynb"
    names = [cell.metadata.nbgrader.grade_id for cell in nbformat.read(released, 4).cells if cell.metadata.nbgrader.solution]
    students = {"ai": lambda name: True, "bo": lambda name: names.index(name) % 2 == 0, "cai": lambda name: False, "dou": lambda name: False, "e": lambda name: True}
    for student, which in students.items():
        made = answered(released, solved, which)
        {"dou": tampered, "e": respelt}.get(student, lambda made: None)(made)
        place = folder / f"submitted/{student}/lesson-3"
        place.mkdir(parents=True)
        nbformat.write(made, place / "lesson-3.ipynb")
    code, said = run(folder, "autograde", "lesson-3")
    assert code == 0, said
    return folder


def tampered(made):
    """The tests rewritten so that they give all marks, and the functions that mark as well."""
    for cell in made.cells:
        if cell.cell_type == "code" and cell.metadata.nbgrader.locked:
            cell.source = "def seen(answer, parts): pass\nfilled = lettered = chosen = ordered = lambda *all: 6" if "import re" in cell.source else "6"


def respelt(made):
    """The same answers in small letters with commas; pinyin decomposed, in capitals, with blanks; traditional characters."""
    for cell in made.cells:
        cell.source = re.sub(r'= [\'"]([A-Z]{1,9})[\'"]', lambda found: f'= "{", ".join(found[1].lower())}"', cell.source)
        cell.source = cell.source.replace("hángliè", unicodedata.normalize("NFD", " HÁNG  LIÈ ")).replace("'作为'", "'作爲'").replace("'把'", "'　把。'")


def marks(course, student):
    """grade_id → marks of a student, and the marks that there are, from nbgrader's database."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        handed_in = book.find_submission_notebook("lesson-3", "lesson-3", student)
        return {grade.name: (grade.auto_score, grade.max_score) for grade in handed_in.grades}


def automatic(course, student):
    return [given for given in marks(course, student).values() if given[0] is not None]


# ---- through nbgrader

def test_the_key_passes_its_own_tests(course):
    code, said = run(course, "validate", "source/lesson-3/lesson-3.ipynb")
    assert code == 0 and "Success! Your notebook passes all the tests." in said, said


def test_the_students_version_has_no_key(course):
    text = (course / "release/lesson-3/lesson-3.ipynb").read_text(encoding="utf-8")
    assert "HIDDEN" not in text and "BEGIN SOLUTION" not in text and "hángliè" not in text
    for cell in nbformat.reads(text, 4).cells:
        if cell.cell_type == "code" and cell.metadata.nbgrader.grade:
            assert re.fullmatch(r"seen\(answer_\d+, \d+\)\s*", cell.source)
        elif cell.cell_type == "code" and cell.metadata.nbgrader.solution:
            assert re.match(r"answer_\d+ = \.\.\.\n", cell.source)


@pytest.mark.parametrize("student", ["ai", "e"])
def test_who_has_all_right_has_all_marks(course, student):
    given = automatic(course, student)
    assert all(got == most for got, most in given), [name for name, (got, most) in marks(course, student).items() if got != most]
    assert sum(most for _, most in given) == sum(exercise.marks for exercise in lesson(3).accepted)


def test_who_has_every_other_task_right_has_their_marks(course):
    expected = [exercise.marks if place % 2 == 0 else 0 for place, exercise in enumerate(lesson(3).accepted) if exercise.kind != "open"]
    got = {name: score for name, (score, _) in marks(course, "bo").items()}
    assert [got[exercise.id] for exercise in lesson(3).accepted if exercise.kind != "open"] == expected


def test_who_did_nothing_has_nothing(course):
    assert {got for got, _ in automatic(course, "cai")} == {0}


def test_tests_that_were_tampered_with_are_put_back(course):
    assert {got for got, _ in automatic(course, "dou")} == {0}


def test_open_questions_wait_for_the_instructor(course):
    waiting = {name for name, (got, _) in marks(course, "ai").items() if got is None}
    assert waiting == {exercise.id for exercise in lesson(3).accepted if exercise.kind == "open"}
    assert all(marks(course, "cai")[name] == (0, 1) for name in waiting), "what is untouched needs no marking"


# ---- the notebook

@pytest.mark.parametrize("pack", [1, 2, 3, 4, 5, "empty", "hostile"])
def test_every_pack_makes_a_valid_notebook_whose_key_has_all_marks(pack):
    pack = {"empty": empty, "hostile": hostile}[pack]() if isinstance(pack, str) else lesson(pack)
    made = notebook(pack)
    nbformat.validate(nbformat.from_dict(made))
    names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in made["cells"]]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in names)
    assert marks_of(made) == sum(exercise.marks for exercise in pack.accepted)
    assert all(line.split(" ")[0] in "".join(made["cells"][-1]["source"]).replace("\\", "") for line in pack.credits if pack is lesson(3))


def marks_of(made):
    """Runs the notebook's code cells; the sum of what the tests give."""
    space, total = {}, 0
    for cell in made["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and cell["metadata"]["nbgrader"]["grade"]:
            *before, last = source.replace("### END HIDDEN TESTS", "").strip().splitlines()
            exec("\n".join(before), space)
            total += eval(last, space)
        elif cell["cell_type"] == "code":
            exec(source, space)
    return total


@pytest.mark.parametrize("pack", [lesson(3), hostile()], ids=["lesson", "hostile"])
def test_each_cell_has_the_marks_of_nbgrader_that_are_its_own(pack):
    """One solution and one test region in a cell at the most, each closed: a text that has such a mark in it is defused."""
    for cell in notebook(pack)["cells"]:
        source = "".join(cell["source"])
        for mark in ("SOLUTION", "HIDDEN TESTS"):
            assert source.count(f"BEGIN {mark}") == source.count(f"END {mark}") <= 1
        assert ("BEGIN SOLUTION" in source) == cell["metadata"]["nbgrader"]["solution"]


def test_the_text_of_a_task_is_shown_as_it_is():
    shown = next("".join(cell["source"]) for cell in notebook(hostile())["cells"] if cell["id"].endswith("-task"))
    assert "<script" not in shown and "&lt;script&gt;" in shown and "\\$\\$x" in shown and "</details>" in shown and "&lt;/details&gt;" in shown


def test_the_same_pack_gives_the_same_bytes(tmp_path):
    first, second = write(lesson(3), tmp_path / "a.zip"), write(lesson(3), tmp_path / "b.zip")
    assert first.read_bytes() == second.read_bytes() and zipfile.ZipFile(first).namelist() == ["source/lesson-3/lesson-3.ipynb", "source/lesson-3/README.txt"]


def test_a_task_keeps_its_id_when_another_is_put_before_it():
    """nbgrader knows a task by it: a second hand-in still finds its marks."""
    fewer = replace(lesson(3), exercises=lesson(3).exercises[1:])
    ids = [[cell["id"] for cell in notebook(pack)["cells"]] for pack in (lesson(3), fewer)]
    assert [name for name in ids[0] if not name.startswith("gist")] == ids[1]


# ---- how answers are compared

@pytest.mark.parametrize("number", range(1, 6))
def test_typed_answers_have_the_marks_of_our_own_check(number):
    for exercise in lesson(number).accepted:
        if exercise.kind not in ("short", "cloze"):
            continue
        rights = [accepted(key, more, exercise.form) for key, more in zip(exercise.key, exercise.accepted or ((),) * len(exercise.key))]
        for option in (*exercise.key, *sum(exercise.accepted, ()), *(option.text for option in exercise.options), "什么"):
            for way in variants(option, exercise.form):
                for given in (way, way.upper(), f" {unicodedata.normalize('NFD', way)} "):
                    answer = [given] * len(exercise.key)
                    assert filled(answer, rights, exercise.form) == exercise.check(answer).marks, (exercise.id, given)


@pytest.mark.parametrize("answer, seen_as", [("B", "B"), ("b, d", "BD"), (["a", "", "c"], "A?C"), ("A-C", "A?C"), ("ＡＢ", "AB"), (..., "?"), (None, "?"), (3, "3"), ("党", "")])
def test_letters(answer, seen_as):
    assert letters(answer) == seen_as


@pytest.mark.parametrize("mark, expected", [
    (lettered("ABC", ["A", "BD", "X"]), 2), (lettered("A-C", ["A", "B", "C"]), 2), (lettered(..., ["A"]), 0), (lettered("ABCDEF", ["A"]), 1),
    (chosen("b", "B", True), 1), (chosen("AB", "B", True), 0), (chosen("ABD", "ABD", False), 3), (chosen("ABC", "ABD", False), 1), (chosen("CE", "ABD", False), 0), (chosen(..., "A", True), 0),
    (ordered("ABCD", ["ABCD"]), 3), (ordered("BCDA", ["ABCD"]), 2), (ordered("ABAB", ["ABCD"]), 0), (ordered("ACBD", ["ABCD", "ACBD"]), 3), (ordered(..., ["AB"]), 0),
    (filled("2000万", [["20000000", "2000万"]], "number"), 1), (filled(["把", ""], [["把"], ["作为"]], "text"), 1), (filled(3, [["3"]], "number"), 1),
    (filled("市发改委", [["市/发改委"]], "cut"), 0), (filled("市 发改委/", [["市/发改委"]], "cut"), 1), (filled("ab", [["a.b"]], "text"), 1), (filled("35", [["3.5"]], "number"), 0),
])
def test_marks(mark, expected):
    assert mark == expected


@pytest.mark.parametrize("answer", [..., "", [], ["", ""], None])
def test_what_is_not_answered_is_told(answer):
    with pytest.raises(ValueError, match="Not answered yet"):
        seen(answer, 1)


def test_plain_is_all_that_is_compared():
    assert plain("　把。") == "把" and plain("Ｘī'Ān", "pinyin") == "xīān" and plain("23 Nov. 2023", "date") == "23nov2023"
