"""Exercises: every kind with its marks and messages; the files of tasks; every key passes its own check, and every wrong answer fails with a word."""
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from helpers import open_article
from helpers.exercises import KINDS, Exercise, Option
from helpers.exercise_widgets import answered, offered, payload, pieces, plain_html, text_of
from helpers.tasks import LESSONS, TaskError, task_file

FILES = [task_file(path) for path in sorted(LESSONS.glob("*_tasks.yaml"))]
TASKS = [(file, exercise) for file in FILES for exercise in file.exercises]
every_task = pytest.mark.parametrize("file, exercise", TASKS, ids=[f"{file.name} {exercise.id}" for file, exercise in TASKS])


def made(tmp_path, text):
    """The exercises of a file with this text under `tasks:`."""
    path = tmp_path / "t_tasks.yaml"
    path.write_text(f"title: T\narticles: [001-1]\ntasks:\n{text}", encoding="utf-8")
    return task_file(path).exercises


# ---- the check, kind by kind

CHOICE = Exercise("a", "choice", "?", ("right",), options=(Option("right", "Because."), Option("wrong", "No, this is another."), Option("left")), hint="Think.")
SEVERAL = Exercise("a", "choices", "?", ("一", "二", "三"), options=tuple(map(Option, "一二三")) + (Option("四", "Four is too many."), Option("五", "So is five.")))
GAPS = Exercise("a", "cloze", "?", ("契机", "基础"), accepted=(("机遇",), ()), options=(Option("机会", "The everyday word."),), hint="Look at 机.")
MATCH = Exercise("a", "match", "?", ("来信来访", "调查研究"), items=("信访", "调研"), options=(Option("信用", "Another 信."),), hint="A character a word.")
ORDER = Exercise("a", "order", "?", ("一", "二", "三", "四"), accepted=(("一", "三", "二", "四"),), hint="Count.")
TYPED = Exercise("a", "short", "?", ("zhuólì",), form="pinyin", options=(Option("zhelì", "Not the particle."),), hint="As in 着手.")
OPEN = Exercise("a", "open", "?", ("A model.",), hint="Think.")


@pytest.mark.parametrize("exercise, answer, marks, of, said", [
    (CHOICE, "right", 1, 1, "Right. Because."), (CHOICE, ["Right!"], 1, 1, "Right."), (CHOICE, "wrong", 0, 1, "No, this is another."),
    (CHOICE, "left", 0, 1, "Think."), (CHOICE, "nonsense", 0, 1, "“nonsense” is none of the answers"), (CHOICE, ["right", "wrong"], 0, 1, "Choose one."),
    (CHOICE, "", 0, 1, "Not answered yet."), (CHOICE, [], 0, 1, "Not answered yet."),
    (SEVERAL, ["一", "二", "三"], 3, 3, "Right."), (SEVERAL, ["三", "一"], 2, 3, "1 more is right."), (SEVERAL, ["一"], 1, 3, "2 more are right."),
    (SEVERAL, ["一", "二", "四"], 1, 3, "“四”: Four is too many.\n1 more is right."), (SEVERAL, ["四", "五"], 0, 3, "“四”: Four is too many.\n“五”: So is five.\n3 more"),
    (SEVERAL, ["一", "一", "一"], 1, 3, "2 more are right."), (SEVERAL, list("一二三四五"), 1, 3, "Four is too many."), (SEVERAL, "六", 0, 3, "“六”: this is none of them"),
    (SEVERAL, ["一", "“六”七"], 0, 3, "“六”七: this is none of them"),
    (GAPS, ["契机", "基础"], 2, 2, "Right."), (GAPS, ["機遇", "基礎"], 2, 2, "Right."), (GAPS, ["机会", "基础"], 1, 2, "Gap 1: The everyday word."),
    (GAPS, ["契机", ""], 1, 2, "1 still to do."), (GAPS, ["契机"], 1, 2, "1 still to do."), (GAPS, ["契机", "基本"], 1, 2, "Gap 2: One character is different."),
    (GAPS, ["基础", "契机"], 0, 2, "“基础” belongs elsewhere."), (GAPS, ["群众", "基础"], 1, 2, "Gap 1: Look at 机."),
    (GAPS, ["群众", "干部人民"], 0, 2, "Gap 1 · Gap 2: Look at 机."), (GAPS, ["群众", "契机"], 0, 2, "Gap 2: “契机” belongs elsewhere.\nGap 1: Look at 机."), (GAPS, ["契机", "基础", "多余"], 2, 2, "Right."),
    (MATCH, ["来信来访", "调查研究"], 2, 2, "Right."), (MATCH, ["调查研究", "来信来访"], 0, 2, "信访: “调查研究” belongs elsewhere."), (MATCH, ["信用", ""], 0, 2, "信访: Another 信.\n1 still to do."),
    (ORDER, list("一二三四"), 3, 3, "Right."), (ORDER, list("一三二四"), 3, 3, "Right."), (ORDER, list("四一二三"), 2, 3, "Count."), (ORDER, list("四三二一"), 1, 3, "Count."), (ORDER, "一", 0, 3, "Count."),
    (TYPED, "zhuo2li4", 1, 1, "Right."), (TYPED, "zheli4", 0, 1, "Not the particle."), (TYPED, "zhuo1li4", 0, 1, "tone of the 1st"), (TYPED, "abc", 0, 1, "As in 着手."),
    (OPEN, "I think so.", 0, 0, "Compare with the model answer"), (OPEN, " ", 0, 0, "Not answered yet."),
])
def test_marks_and_messages(exercise, answer, marks, of, said):
    checked = exercise.check(answer)
    assert (checked.marks, checked.of) == (marks, of) and said in checked.message
    assert checked.right == (marks == of > 0)


@pytest.mark.parametrize("answer", [3, [1, 2], [None]])
def test_what_is_no_answer(answer):
    with pytest.raises(TypeError):
        CHOICE.check(answer)


@pytest.mark.parametrize("exercise", [CHOICE, SEVERAL, GAPS, MATCH, ORDER, TYPED, OPEN], ids=lambda exercise: exercise.kind)
@given(answer=st.lists(st.text(max_size=6), max_size=8))
def test_any_answer_is_answered(exercise, answer):
    checked = exercise.check(answer)
    assert 0 <= checked.marks <= checked.of == exercise.marks and checked.message.strip()


# ---- the lessons' own tasks

@every_task
def test_the_key_passes_its_own_check(file, exercise):
    checked = exercise.check(exercise.key)
    assert checked.right or exercise.kind == "open" and exercise.key[0]
    for n, others in enumerate(exercise.accepted if exercise.kind != "order" else ()):
        for other in others:
            assert exercise.check([*exercise.key[:n], other, *exercise.key[n + 1 :]]).right


@every_task
def test_every_wrong_answer_that_is_offered_fails_with_a_word(file, exercise):
    wrong = [option for option in exercise.options if option.text not in exercise.key]
    for option in wrong:
        checked = exercise.check([option.text] + [""] * (len(exercise.key) - 1) if exercise.kind in ("cloze", "word bank", "match") else option.text)
        assert checked.marks == 0 and option.feedback and option.feedback in checked.message
    for n, key in enumerate(exercise.key if exercise.kind in ("word bank", "match") else ()):
        for m, other in enumerate(exercise.key):
            checked = exercise.check([other if place == n else "" for place in range(len(exercise.key))])
            assert checked.marks == (m == n) and (m == n or "belongs elsewhere" in checked.message)


@every_task
def test_a_wrong_answer_gets_a_hint_that_does_not_tell_the_key(file, exercise):
    assert exercise.hint
    if exercise.kind in ("cloze", "short", "choice", "register"):
        said = exercise.hint + " ".join(option.feedback for option in exercise.options if option.text not in exercise.key)
        assert exercise.key[0] not in said


@every_task
def test_its_source_stands_in_the_articles(file, exercise):
    """A source of several places has them parted by ；."""
    texts = [open_article(id).text for id in file.articles]
    stands = lambda part: any(part in text for text in texts)
    assert stands(exercise.source.strip("。")) or all(map(stands, exercise.source.strip("。").split("；")))


@every_task
def test_its_page_tells_no_key(file, exercise):
    told = str(payload(exercise))
    if not offered(exercise):
        assert exercise.key[0] not in told
    assert "key" not in payload(exercise) and "right" not in payload(exercise)
    html = plain_html(exercise)
    assert exercise.key[0] not in html.split("<summary>Answer")[0] or offered(exercise)
    assert html.count("<details>") == 2 and text_of(exercise).startswith(exercise.prompt)


def test_the_kinds_are_all_shown():
    assert {exercise.kind for _, exercise in TASKS} == set(KINDS)


# ---- the file's form

GOOD = "- id: a\n  kind: cloze\n  prompt: '?'\n  hint: h\n  stem: 以主题教育为【契机|机遇】，以【人民】为中心。\n"
OPTIONS = "- id: a\n  kind: choice\n  prompt: '?'\n  options:\n  - text: x\n    right: yes\n  - text: y\n    feedback: no\n"


def test_a_stem_with_gaps(tmp_path):
    (exercise,) = made(tmp_path, GOOD)
    assert exercise.key == ("契机", "人民") and exercise.accepted == (("机遇",), ()) and pieces(exercise) == ["以主题教育为", "，以", "为中心。"]
    text = "".join(token.text for token in exercise.stem)
    assert [text[start:end] for start, end in exercise.gaps] == ["契机", "人民"] and exercise.source == "以主题教育为契机，以人民为中心。"
    assert next(token for token in exercise.stem if token.text == "为").syllables == ("wei2",), "read with the gaps filled"
    assert answered(exercise)["key"] == ["以主题教育为契机，以人民为中心。", "also: 机遇"]


def test_text_stays_text(tmp_path):
    (exercise,) = made(tmp_path, "- {id: no, kind: short, prompt: on, hint: yes, key: 2018}")
    assert (exercise.id, exercise.prompt, exercise.hint, exercise.key) == ("no", "on", "yes", ("2018",))


def test_offered_is_mixed_and_always_the_same(tmp_path):
    (exercise,) = made(tmp_path, "- {id: a, kind: order, prompt: '?', hint: h, key: [一, 二, 三, 四]}")
    assert sorted(offered(exercise)) == sorted(exercise.key) and offered(exercise) == offered(exercise) and exercise.check(offered(exercise)).marks <= 1
    (exercise,) = made(tmp_path, "- {id: a, kind: order, prompt: '?', hint: h, key: [一, 二]}")
    assert offered(exercise) == ["二", "一"]


@pytest.mark.parametrize("text, said", [
    ("- {id: a, kind: riddle, prompt: x}", "t_tasks.yaml, line 4, task “a”: kind should be one of choice, choices"),
    ("- {kind: open, prompt: x}", "line 4, task “?”: id is missing"), ("- {id: a, kind: open}", "prompt is missing"),
    ("- {id: a, kind: open, prompt: x, hint: h}", "key is missing; a task of the kind open needs it"),
    ("- {id: a, kind: short, prompt: x, key: y}", "hint is missing"), ("- {id: a, kind: short, prompt: x, key: y, hint: h, form: roman}", "form should be one of text, pinyin"),
    ("- {id: a, kind: short, prompt: x, key: [y, z], hint: h}", "the key should be one text; other right answers stand under “accepted”"),
    ("- {id: a, kind: short, prompt: x, key: '？', hint: h}", "the key does not pass its own check"),
    ("- {id: a, kind: short, prompt: x, key: y, hint: h, pairs: [[a, b]]}", "pairs does not belong to a task of the kind short"),
    ("- {id: a, kind: short, prompt: x, key: y, hint: h, anwser: z}", "“anwser” is no field here; there are id, kind, prompt"),
    ("- {id: a, kind: short, prompt: x, key: 党建, hint: h, options: [{text: 黨建, feedback: f}]}", "the wrong answer “黨建” is right"),
    ("- {id: a, kind: cloze, prompt: x, stem: 没有, hint: h}", "the stem has no gap. Write 【】"),
    ("- {id: a, kind: match, prompt: x, hint: h, pairs: [[a, b], c]}", "each of the pairs should be written [left, right]"),
    ("- {id: a, kind: choice, prompt: x, options: [{text: y, right: yes}, {text: z}]}", "the wrong answer “z” has no feedback"),
    ("- {id: a, kind: choice, prompt: x, options: [{text: y, right: true}]}", "right should be yes, or be left out; not true"),
    ("- {id: a, kind: choice, prompt: x, options: [{text: y, right: yes}, {text: z, right: yes}]}", "2 options are “right: yes”; there should be one"),
    ("- {id: a, kind: choices, prompt: x, options: [{text: y, feedback: f}]}", "0 options are “right: yes”; there should be one or more"),
    ("- {id: a, kind: choice, prompt: x, options: [{text: y, right: yes}, {text: 'y.', feedback: f}]}", "two options are the same"),
    ("- {id: a, kind: choice, prompt: x, options: [y, z]}", "an option has a text and a feedback; “y” is written otherwise"),
    ("- {id: a, kind: choice, prompt: [x], options: [{text: y, right: yes}]}", "prompt should be one text"),
    (OPTIONS + OPTIONS, "line 12: there is a task “a” already"), ("- id: a\n  kind: open: x", "t_tasks.yaml, line 5"), ("", "should have a list under “tasks:”"),
    ("- {id: a, kind: open, prompt: x, key: y, hint: h, review: maybe}", "review should be one of draft, accepted, rejected"),
])
def test_a_wrong_task_is_named(tmp_path, text, said):
    with pytest.raises(TaskError) as error:
        made(tmp_path, text)
    assert said in str(error.value)


def test_a_file_needs_its_head(tmp_path):
    path = Path(tmp_path / "x.yaml")
    path.write_text("title: T\ntasks: []\n", encoding="utf-8")
    with pytest.raises(TaskError, match="x.yaml: articles is missing"):
        task_file(path)
    path.write_bytes("title: 党\ntasks: []\n".encode("gb18030"))
    with pytest.raises(TaskError, match="not in UTF-8"):
        task_file(path)
