"""Answer files of a class → one table: who did what, which tasks failed, which words to teach again; and what is said to files that do not fit."""
import json
from dataclasses import replace

import pytest

from helpers import collect, open_article, open_lesson
from helpers.class_results import COLUMNS, LARGEST, _words
from helpers.lesson import Lesson
from helpers.pack import Pack
from helpers.progress import AnswerBook
from helpers.tasks import LESSONS, task_file

FILE = task_file(LESSONS / "2_tasks.yaml")
KEYS = {exercise.id: exercise.key for exercise in FILE.exercises}


def answered(student, tries, lesson=FILE, looked=()):
    """The text of the answer file of a student who tried this: task → answers, one after the other."""
    lesson = Lesson(lesson, AnswerBook(None))
    for task in looked:
        lesson.reply(lesson.tasks[task], {"kind": "look"})
    for task, answers in tries.items():
        for answer in answers:
            lesson.reply(lesson.tasks[task], {"kind": "check", "answer": list(answer)})
    return lesson.to_json(student)


ZHUOLI, WRONG = KEYS["zhuoli"], ["zhe2 li4"]
VERBS = KEYS["verbs"]
CLASS = {
    "a.json": answered("李雷", {"zhuoli": [ZHUOLI], "verbs": [VERBS]}),
    "b.json": answered("韩梅梅", {"zhuoli": [WRONG, ZHUOLI], "verbs": [(VERBS[1], VERBS[0], *VERBS[2:])]}),
    "c.json": answered("", {"zhuoli": [WRONG]}, looked=["gist"]),
}


def bytes_of(files):
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}


def test_who_did_what():
    results = collect(bytes_of(CLASS), pack=2)
    assert results.students == ("c", "李雷", "韩梅梅"), "a file without a name counts under the file's"
    table = results.table
    assert list(table.columns) == list(COLUMNS)
    row = table[(table.student == "韩梅梅") & (table.task == "zhuoli")].iloc[0]
    assert (row.tries, row["first"], row.best, row.face) == (2, 0, 1, "笑脸")


def test_by_task():
    tasks = collect(bytes_of(CLASS), pack=2).tasks.set_index("task")
    assert list(tasks.index) == list(KEYS), "in the order of the lesson"
    assert tuple(tasks.loc["zhuoli", ["did", "of_class", "tries"]]) == (3, 3, 1.3)
    assert tasks.loc["zhuoli", "right_at_first"] == pytest.approx(1 / 3)
    assert tasks.loc["gist", "looked"] == 1 and tasks.loc["gist", "did"] == 0


def test_words_to_teach_again_begin_with_those_that_are_still_wrong():
    results = collect(bytes_of(CLASS), pack=2)
    assert set(results.failed) == {"zhuoli", "verbs", "gist"}
    assert results.words[0] == "着力" and set(results.words[1:3]) == set(VERBS[:2]) and set(results.words[3:]) == set(VERBS[2:]), results.words
    assert "To teach again" in results._repr_html_()


@pytest.mark.parametrize("task, words", [
    ("zhuoli", {"着力"}), ("edges", {"面对面", "群众"}), ("voice", set()), ("story", set()),
])
def test_the_words_of_a_task(task, words):
    """Of a reading, the word; of a cut, its words of two characters and more; of an open question or an order, none."""
    exercise = next(one for one in FILE.exercises if one.id == task)
    assert set(_words(exercise, [])) == words


def test_tasks_are_called_by_what_they_ask_and_what_the_class_never_had_is_left_out():
    made = [replace(FILE.exercises[0], id=f"four-options-0000000{n}", review=review) for n, review in enumerate(("accepted", "rejected", "draft"))]
    pack = Pack("week-9", "周九", (open_article("002-1"),), tuple(made))
    lesson = {"dubao": "answers", "version": 1, "lesson": "week-9", "title": "", "student": "李雷", "made": "2026-11-22", "tasks": [
        {"id": made[0].id, "kind": "choice", "tries": 1, "first": 0, "best": 0, "of": 1}]}
    results = collect({"a.json": json.dumps(lesson).encode()}, pack)
    assert results.order == (made[0].id,)
    short, words, kind = results.names[made[0].id]
    assert (short, kind) == ("1 four options", "four options") and words.startswith("1 ") and made[0].id not in results._repr_html_()


def test_without_the_pack_the_lesson_is_that_of_most_files():
    results = collect(bytes_of(CLASS | {"other.json": answered("王", {}, task_file(LESSONS / "1_tasks.yaml"))}))
    assert (results.lesson, len(results.answers), results.words) == ("2", 3, ())
    assert any("other.json is about lesson 1, not 2" in note for note in results.notes) and any("collect(files, pack)" in note for note in results.notes)


def test_of_two_files_by_one_student_the_newer_counts():
    old, new = json.loads(CLASS["a.json"]), json.loads(answered("李雷", {}))
    old["made"], new["made"] = "2026-11-01T08:00:00+00:00", "2026-11-02T08:00:00+00:00"
    for files in ({"old.json": old, "new.json": new}, {"new.json": new, "old.json": old}):
        results = collect({name: json.dumps(record).encode() for name, record in files.items()}, 2)
        assert len(results.answers) == 1 and results.answers[0].file == "new.json"
        assert results.notes == ("李雷 has sent two files; the newer one counts (new.json, not old.json).",)


def changed(**fields):
    return json.dumps(json.loads(CLASS["a.json"]) | fields)


@pytest.mark.parametrize("text, says", [
    ("", "is no file of answers"),
    (CLASS["a.json"][:300], "only a part of one"),
    ("[1, 2]", "is not a file that"),
    ("[" * 100_000, "is no file of answers"),
    (b"\xff\xfe\x00\x80", "is no file of answers"),
    ('{"dubao": "corrections", "version": 1}', "is not a file that"),
    (changed(tasks="none"), "is not a file that"),
    (changed(version=2), "another version (2)"),
    (changed(version={"a": 1}), "another version ()"),
    (changed(lesson="9"), "is about lesson 9, not 2"),
    (changed(lesson=["2"]), "is about lesson , not 2"),
    (b" " * (LARGEST + 1), "larger than 5 MB"),
], ids=["empty", "half a file", "a list", "a hundred thousand brackets", "no text", "corrections", "no tasks", "version 2", "version of another kind", "another lesson", "a list of lessons", "6 MB"])
def test_a_file_that_does_not_fit_is_said_and_the_others_are_taken(text, says):
    results = collect(bytes_of({"x.json": text, **CLASS}), 2)
    assert len(results.answers) == 3 and len(results.notes) == 1 and says in results.notes[0], results.notes


def test_hostile_values_stay_text():
    rows = [{"id": "<script>alert(1)</script>", "tries": -5, "first": "1", "best": 10**30, "of": True, "face": "<b>", "looked": "yes"}, {"id": ["x"]}, "no row",
            {"id": "zhuoli", "tries": 2, "first": 9, "best": 9, "of": 1, "hinted": True, "answer": {"0": "x"}}]
    results = collect({"<img>.json": changed(student="<img src=x onerror=alert(1)>\u202egnp", tasks=rows).encode()})
    assert results.students == ("<img src=x onerror=alert(1)>gnp",)
    assert "<img" not in results._repr_html_() and "<script" not in results._repr_html_()
    first, second = results.answers[0].tasks
    assert (first["tries"], first["best"], first["of"], first["face"], first["looked"]) == (0, 0, 0, "", False)
    assert (second["first"], second["of"], second["hinted"], second["answer"]) == (1, 1, True, ())


def test_answers_to_tasks_that_the_lesson_does_not_have():
    rows = [{"id": "gone", "tries": 1}, {"id": "zhuoli", "tries": 1, "of": 1}]
    results = collect({"a.json": changed(tasks=rows).encode()}, 2)
    assert [row["task"] for row in results.answers[0].tasks] == ["zhuoli"] and "1 tasks that this lesson does not have (an earlier version?) are not counted: gone." in results.notes[0]


def test_a_folder_and_wrong_paths(tmp_path):
    for name, text in CLASS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not answers")
    assert len(collect(tmp_path, 2).answers) == len(collect(sorted(tmp_path.glob("*.json")), 2).answers) == 3
    with pytest.raises(FileNotFoundError, match="no file or folder"):
        collect(tmp_path / "nowhere")


def test_no_answers():
    results = collect({}, 2)
    assert (repr(results), results.failed, len(results.table), len(results.tasks)) == ("No answers yet.", (), 0, len(KEYS)) and "No answers yet" in results._repr_html_()


def test_the_chart_has_every_student_and_task():
    drawn = collect(bytes_of(CLASS), 2).chart()._repr_mimebundle_()["application/vnd.vegalite.v5+json"]
    rows = drawn["data"]["values"]
    assert len(rows) == 3 * len(KEYS) and {row["result"] for row in rows} >= {"笑脸", "哭脸", "not done"}
    assert "Noto Sans CJK SC" in drawn["config"]["font"]


def test_open_lesson_and_collect_understand_each_other():
    assert collect({"me.json": open_lesson(2).to_json("me").encode()}).students == ("me",)
