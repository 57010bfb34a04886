"""A lesson: its tasks on the page, what was answered and where that is kept, the faces, the instructor's file."""
import json
import sqlite3
import subprocess
import sys

import pytest

from helpers import open_lesson
from helpers.lesson import Lesson
from helpers.progress import AnswerBook, Done, face_of
from helpers.tasks import LESSONS, TaskError, task_file

FILE = task_file(LESSONS / "2_tasks.yaml")


@pytest.fixture
def lesson(tmp_path):
    return Lesson(FILE, AnswerBook(tmp_path / "answers.sqlite"))


def say(lesson, task, kind, *answer, **more):
    """What the page of a task would say to Python, and what it is told."""
    return lesson.reply(lesson.tasks[task], {"kind": kind, "answer": list(answer), **more})


def key(lesson, task):
    return lesson.tasks[task].key


# ---- opening

def test_the_lesson_by_its_number():
    lesson = open_lesson(2)
    assert repr(lesson).startswith("Lesson 2: Little stools in Gaotang. ") and lesson.articles == ("001-1",)
    assert open_lesson("2").name == open_lesson(LESSONS / "2_tasks.yaml").name == "2"


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "next week_tasks.yaml"
    path.write_text("title: T\narticles: [my own]\ntasks:\n- {id: a, kind: open, prompt: x, key: y, hint: h}\n", encoding="utf-8")
    assert open_lesson(path).name == "next week" and list(open_lesson(str(path)).tasks) == ["a"]
    path.write_text("title: T", encoding="utf-8")
    with pytest.raises(TaskError):
        open_lesson(path)


@pytest.mark.parametrize("asked, said", [(9, "There is no lesson 9. The lessons are: "), ("one", "There is no lesson one"), (-1, "no lesson -1")])
def test_no_such_lesson(asked, said):
    with pytest.raises(KeyError) as error:
        open_lesson(asked)
    assert said in error.value.args[0]


def test_no_such_task(lesson):
    with pytest.raises(KeyError) as error:
        lesson.task("gits")
    assert "Lesson 2 has no task “gits”. Its tasks are: gist, " in error.value.args[0]


# ---- the page of a task

def test_untouched_nothing_is_kept(lesson):
    for id in lesson.tasks:
        lesson.task(id)
        assert say(lesson, id, "open")["done"]["tries"] == 0
        assert say(lesson, id, "check", "")["message"] == "Not answered yet."
    assert set(lesson.done().values()) == {Done()}


def test_an_answer_is_checked_kept_and_given_back(lesson):
    told = say(lesson, "verbs", "check", "察", "办", "促", "")
    assert (told["kind"], told["marks"], told["of"], told["right"], told["parts"]) == ("checked", 2, 4, False, (True, False, True, False))
    assert "Gap 2: 办 goes with 实事" in told["message"] and told["done"]["face"] == "呆脸"
    told = say(lesson, "verbs", "open")
    assert told["done"]["answer"] == ("察", "办", "促", "") and told["last"]["marks"] == 2


def test_the_same_answer_again_is_no_other_try(lesson):
    for typed in ("zhe5li4", "zhe5li4", "zhuo2li4", "zhuo2li4"):
        say(lesson, "zhuoli", "check", typed)
    assert lesson.done()["zhuoli"].tries == 2


@pytest.mark.parametrize("steps, face, looked", [
    (["right"], "笑脸", False), (["wrong", "right"], "笑脸", False), (["hint", "right"], "笑脸", False), (["right", "look"], "笑脸", False),
    (["look", "right"], "呆脸", True), (["wrong", "look", "right"], "呆脸", True), (["wrong"], "哭脸", False), (["wrong", "look"], "哭脸", True), (["right", "wrong"], "笑脸", False),
    (["look"], "", True), (["hint"], "", False), ([], "", False),
])
def test_faces(lesson, steps, face, looked):
    for step in steps:
        say(lesson, "zhuoli", *{"right": ("check", "zhuo2li4"), "wrong": ("check", "zheli4")}.get(step, (step,)))
    done = lesson.done()["zhuoli"]
    assert (done.face, done.looked) == (face, looked)


@pytest.mark.parametrize("marks, of, face", [(0, 1, "哭脸"), (1, 1, "笑脸"), (1, 3, "哭脸"), (2, 4, "呆脸"), (3, 4, "呆脸"), (4, 4, "笑脸"), (0, 0, "")])
def test_the_scheme(marks, of, face):
    assert face_of(marks, of) == face


def test_an_open_question_is_judged_by_who_wrote(lesson):
    assert say(lesson, "voice", "check", "只有干部说话。")["message"].startswith("Compare")
    assert lesson.done()["voice"].face == "" and say(lesson, "voice", "look")["key"] == list(key(lesson, "voice"))
    assert say(lesson, "voice", "judge", face="笑脸")["done"]["face"] == "笑脸"
    assert "notice" in say(lesson, "voice", "judge", face="👍") and lesson.done()["voice"].face == "笑脸"


def test_the_answer_is_told_only_when_asked(lesson):
    told = say(lesson, "short-forms", "look")
    assert told["key"][0] == "业委会 — 业主委员会" and "also" not in str(told["key"])
    assert "key" not in say(lesson, "occasion", "open") and "契机" not in str(say(lesson, "occasion", "check", "机会"))


def test_an_unknown_question(lesson):
    assert "Run the cell again" in say(lesson, "gist", "dance")["notice"]


def test_no_answer_is_in_the_widgets_state_or_its_output(lesson):
    say(lesson, "zhuoli", "check", "zhe5li4")
    say(lesson, "voice", "check", "只有干部说话。")
    shown = [lesson.task("zhuoli"), lesson.task("voice"), lesson.summary(), lesson.answers_file()]
    for widget in shown:
        everything = json.dumps({name: str(value) for name, value in widget.get_state().items()}, ensure_ascii=False) + str(widget._repr_mimebundle_())
        assert "zhe5li4" not in everything.replace(widget._esm, "") and "只有干部说话" not in everything
    assert "<details><summary>Answer</summary><p>zhuólì</p>" in shown[0]._repr_mimebundle_()[0]["text/html"]
    assert repr(shown[0]).startswith("Write 着力 in pinyin")


# ---- where it is kept

def test_it_is_there_after_a_restart(lesson, tmp_path):
    say(lesson, "loan", "check", "2000")
    again = Lesson(FILE, AnswerBook(tmp_path / "answers.sqlite"))
    assert again.done() == lesson.done() and again.done()["loan"].answer == ("2000",)


def test_two_notebooks_at_once_lose_nothing(lesson, tmp_path):
    other = Lesson(FILE, AnswerBook(tmp_path / "answers.sqlite"))
    say(lesson, "loan", "check", "2000")
    say(other, "zhuoli", "check", "zhuo2li4")
    say(other, "loan", "check", "20000000")
    assert lesson.done() == other.done() and lesson.done()["loan"].tries == 2


def test_many_processes_at_once_lose_nothing(tmp_path):
    path = tmp_path / "answers.sqlite"
    code = f"from helpers.progress import AnswerBook\nfrom pathlib import Path\nbook = AnswerBook(Path({str(path)!r}))\nfor n in range(40): book.add('2', str(n), 'try', ('x',), 1, 1)"
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=LESSONS.parent.parent) for _ in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert sum(done.tries for done in AnswerBook(path).done("2").values()) == 120


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    lesson = Lesson(FILE, AnswerBook(tmp_path / "file" / "answers.sqlite"))
    told = say(lesson, "loan", "check", "20000000")
    assert told["right"] and "cannot be written: your answers are kept only until the kernel stops" in told["notice"]
    assert lesson.done()["loan"].face == "笑脸" and "cannot be written" in repr(lesson)


def test_a_book_that_can_no_longer_be_written_goes_on_in_memory(lesson):
    say(lesson, "loan", "check", "2000")
    lesson._book._book.execute("pragma query_only = on")
    told = say(lesson, "loan", "check", "20000000")
    assert told["done"]["tries"] == 2 and "cannot be written" in told["notice"]


def test_a_file_that_is_no_book(tmp_path):
    (tmp_path / "answers.sqlite").write_text("this is something else, and long enough to be seen as such by the database")
    lesson = Lesson(FILE, AnswerBook(tmp_path / "answers.sqlite"))
    assert say(lesson, "loan", "check", "20000000")["right"] and "this is something else" in (tmp_path / "answers.sqlite").read_text()


# ---- summary, file, reset

def test_the_summary_is_a_plain_table(lesson):
    say(lesson, "verbs", "check", "察", "解", "促", "")
    say(lesson, "zhuoli", "check", "zhuo2li4")
    table = lesson.summary().data
    assert table["title"] == "Lesson 2 · Little stools in Gaotang" and [row["id"] for row in table["rows"]] == list(lesson.tasks)
    assert table["faces"] == {"笑脸": 1, "呆脸": 1, "哭脸": 0} and table["begun"] == 2
    html = lesson.summary()._repr_mimebundle_()[0]["text/html"]
    assert "<td>3 of 4</td><td>呆脸</td>" in html and "笑脸 1 · 呆脸 1 · 哭脸 0" in repr(lesson.summary())


def test_the_summary_follows(lesson, monkeypatch):
    told = []
    shown = lesson.summary()
    monkeypatch.setattr(shown, "send", told.append, raising=False)
    say(lesson, "zhuoli", "check", "zhuo2li4")
    assert told[-1]["faces"]["笑脸"] == 1


def test_the_file_for_the_instructor(lesson):
    say(lesson, "zhuoli", "check", "zheli4")
    say(lesson, "zhuoli", "look")
    say(lesson, "zhuoli", "check", "zhuo2li4")
    told = lesson.reply_to_file({"student": " 李雷 "})
    file = json.loads(told["file"])
    assert told["name"] == "lesson-2-answers.json" and (file["dubao"], file["version"], file["lesson"], file["student"]) == ("answers", 1, "2", "李雷")
    task = next(row for row in file["tasks"] if row["id"] == "zhuoli")
    assert (task["tries"], task["first"], task["best"], task["of"], task["looked"], task["face"], task["answer"]) == (2, 0, 1, 1, True, "呆脸", ["zhuo2li4"])
    assert len(file["tasks"]) == len(lesson.tasks) and json.loads(lesson.to_json())["student"] == ""


def test_reset_asks_first(lesson):
    say(lesson, "zhuoli", "check", "zhuo2li4")
    assert lesson.reset() == "This forgets what you did in 1 task of lesson 2. If you want that, write lesson.reset(sure=True)."
    assert lesson.done()["zhuoli"].tries == 1
    assert lesson.reset(sure=True) == "Forgotten: 1 task of lesson 2." and lesson.done()["zhuoli"] == Done()


def test_the_page_can_reset(lesson):
    say(lesson, "zhuoli", "check", "zhuo2li4")
    assert lesson.reply_to_summary({"kind": "table"})["begun"] == 1 and lesson.reply_to_summary({"kind": "reset"})["begun"] == 0


def test_other_lessons_keep_theirs(lesson):
    lesson._book.add("3", "a", "try", ("x",), 1, 1)
    lesson.reset(sure=True)
    assert lesson._book.done("3")["a"].tries == 1


def test_the_book_is_a_plain_database(lesson, tmp_path):
    say(lesson, "zhuoli", "check", "zhuo2li4")
    with sqlite3.connect(tmp_path / "answers.sqlite") as book:
        assert book.execute("select lesson, task, event, answer, marks, of from event").fetchall() == [("2", "zhuoli", "try", '["zhuo2li4"]', 1, 1)]
