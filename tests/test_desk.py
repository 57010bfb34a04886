"""The instructor's desk without a page: each step does what it says, says what went wrong, and loses nothing."""
import json
from pathlib import Path

import pytest

from helpers import my_corrections, open_article, open_desk
from helpers.desk_bring import Bring
from helpers.desk_check import Check
from helpers.desk_collect import Collect
from helpers.desk_make import Make
from helpers.desk_pack import Packing
from helpers.desk_review import Review, exercise_from, record_text
from helpers.desk_work import Work, opened
from helpers.edition import own_articles
from helpers.exercises import Exercise
from helpers.folders import home_folder
from helpers.lesson import Lesson
from helpers.pack import open_pack
from helpers.progress import AnswerBook
from helpers.tasks import LESSONS, TaskError, task_file

TEXT = (Path(__file__).parent / "cases" / "dev_terms" / "1.txt").read_text(encoding="utf-8")
TWO = f"{TEXT.strip()}\n\n本报讯（记者 王小明）\n全县民宿产业推进会召开\n{'昨天上午，全县民宿产业推进会在县会议中心召开。会议强调，要抓好民宿产业，带动村民增收。' * 4}"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user's folder of its own."""
    monkeypatch.setenv("DUBAO_HOME", str(tmp_path))
    my_corrections.cache_clear()
    yield tmp_path
    my_corrections.cache_clear()


@pytest.fixture
def work():
    """A desk with one short article of the edition."""
    made = opened()
    made.add(open_article("004-5"))
    return made


def press(step, label):
    """Press the button with this label, wherever in the step; what the step then says, there or at its top."""
    (found,) = [one for one in _every(step.widget) if getattr(one, "description", "") == label and hasattr(one, "click")]
    found.click()
    assert not found.disabled and found.description == label
    return next(filter(None, (said.value for said in _said(step))), "").removeprefix("<p>").removesuffix("</p>")


def _said(step):
    return [getattr(step, name) for name in ("saved", "added", "said") if hasattr(step, name)]


def _every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _every(child)


def hand(upload, files, piece=1000):
    """Hand over files as the page does: in pieces, one after the other."""
    for name, data in files.items():
        for at in range(0, max(1, len(data)), piece):
            about = {"begin": at == 0, "end": at + piece >= len(data), "last": name == list(files)[-1]}
            upload._handle_custom_msg({"name": name, "size": len(data), **about}, [memoryview(data[at : at + piece])])


def wrong(step):
    return any("wrong" in said._dom_classes for said in _said(step))


# ---- an empty desk

def test_an_empty_desk_is_friendly_in_every_step():
    desk = open_desk()
    assert repr(desk) == "An empty desk. Bring an article with desk.bring()."
    for step in (desk.bring, desk.check, desk.make, desk.review, desk.pack, desk.collect):
        assert "dubao-desk" in step()._dom_classes
    for step in (Check, Make, Review, Packing, Collect):
        made = step(opened())
        assert "dubao-gone" not in made.empty._dom_classes and " yet" in made.empty.value
    assert not (home_folder() / "packs").exists(), "nothing is written before there is something"


# ---- bringing

def test_pasted_text_becomes_an_article_of_the_pack(home):
    step = Bring(opened())
    step.pasted.value = TEXT
    assert press(step, "Read this text").startswith("One article found.")
    assert step.fields["title"].value.startswith("“四链四岗”兴桃乡") and step.text.value.startswith("9月12日一早") and "[body]" not in step.text.value
    step.fields["title"].value, step.fields["date"].value, step.id.value = "四链四岗兴桃乡", "2026-09-13", "taoxiang"
    assert press(step, "Save as article").startswith("Saved as taoxiang.md, and put into the pack.")
    article = open_article("taoxiang")
    assert (article.title, article.date, article.blocks[0].text) == ("四链四岗兴桃乡", "2026-09-13", "四链四岗兴桃乡")
    pack = open_pack(home / "packs" / "taoxiang.yaml")
    assert (pack.name, pack.title, pack.articles[0].text, len(pack.chosen)) == ("taoxiang", "四链四岗兴桃乡", article.text, 40)
    assert repr(open_desk()).startswith("On the desk: “四链四岗兴桃乡” (taoxiang), 1 article, 40 words, no exercises yet.")


@pytest.mark.parametrize("do, says", [
    (lambda step: press(step, "Read this text"), "There is no text yet."),
    (lambda step: press(step, "Open it"), "Write first where the file is"),
    (lambda step: press(step, "Take it"), "Choose an article of the list first."),
    (lambda step: (setattr(step.pasted, "value", "no Chinese"), press(step, "Read this text"))[1], "There are no Chinese characters"),
    (lambda step: (setattr(step.path, "value", "nowhere.docx"), press(step, "Open it"))[1], "There is no file “nowhere.docx”."),
])
def test_what_cannot_be_brought_is_said_in_place(do, says):
    step = Bring(opened())
    assert says in do(step) and wrong(step) and not own_articles().exists()


def test_an_upload():
    step = Bring(opened())
    hand(step.upload, {"a.txt": TEXT.encode("gb18030")})
    assert "One article found" in step.said.value
    hand(step.upload, {"a.png": b"\x89PNG\r\n\x1a\n"})
    assert "is a picture" in step.said.value and wrong(step)
    step.upload._handle_custom_msg({"name": "b.pdf", "size": 101_000_000, "refused": True, "end": True, "last": True}, [])
    assert "“b.pdf” has 101 MB; the most is 100 MB" in step.said.value and wrong(step)


def test_joining_parting_and_leaving_out_lose_no_text():
    step = Bring(opened())
    step.pasted.value = TEXT
    press(step, "Read this text")
    before = step.text.value.replace("\n", "")
    step.paragraph.value = 3
    assert press(step, "Part it there") == "Parted. This is number 2."
    assert len(step.drafts) == 2 and press(step, "Join with the next") == "There is no article after this one to join it with."
    step.list.value = 0
    assert press(step, "Join with the next").startswith("Joined")
    assert len(step.drafts) == 1 and step.text.value.replace("\n", "") == before
    assert press(step, "Leave this one out").startswith("Left out") and step.drafts == ()


def test_what_was_edited_stays_when_another_article_is_looked_at():
    step = Bring(opened())
    step.pasted.value = TEXT
    press(step, "Read this text")
    step.paragraph.value = 3
    press(step, "Part it there")
    step.fields["paper"].value = "沂和日报"
    step.list.value = 0
    assert step.fields["paper"].value == ""
    step.list.value = 1
    assert step.fields["paper"].value == "沂和日报"


def test_what_is_not_saved_yet_is_there_again_when_the_kernel_starts_anew(home):
    step = Bring(opened())
    step.pasted.value = TEXT.replace("村党支部书记", "村党支部\n书记", 1)
    press(step, "Read this text")
    step.fields["paper"].value = "沂和日报"
    again = Bring(opened())
    assert "not saved as an article yet" in again.said.value and again.fields["paper"].value == "沂和日报" and again.text.value == step.text.value
    assert any("Lines broken" in getattr(one, "description", "") for one in again.mending.children), "and mending can be undone still"
    press(again, "Save as article")
    assert Bring(opened()).drafts == () and not (home / "brought.json").exists()
    (home / "brought.json").write_text("{half", encoding="utf-8")
    assert Bring(opened()).drafts == ()


def test_a_date_in_another_form_is_said_and_nothing_is_saved():
    step = Bring(opened())
    step.pasted.value = TEXT
    press(step, "Read this text")
    step.fields["date"].value = "13/9/2026"
    assert "The date “13/9/2026” should be written" in press(step, "Save as article") and not own_articles().exists()


@pytest.mark.parametrize("typed", ["2026年9月13日", "2026/9/13", "2026-9-13", " 2026-09-13 "])
def test_a_full_date_may_be_typed_in_any_usual_form(typed):
    step = Bring(opened())
    step.pasted.value = TEXT
    press(step, "Read this text")
    step.fields["date"].value = typed
    press(step, "Save as article")
    assert step.work.pack.articles[0].date == "2026-09-13"


def test_a_slip_in_the_text_is_said_with_the_line_of_the_text_box():
    step = Bring(opened())
    step.pasted.value = TEXT
    press(step, "Read this text")
    lines = step.text.value.splitlines()
    step.text.value = "\n".join([lines[0], "", "[headin] 小标题", *lines[1:]])
    assert press(step, "Save as article").startswith("Line 3: there is no “[headin]”.")


def test_the_line_below_a_headline_tells_paper_date_and_byline():
    step = Bring(opened())
    title, _, rest = TEXT.strip().partition("\n")
    step.pasted.value = f"{title}\n云河日报 2026年9月13日 记者 王小明 通讯员 李文\n{rest}"
    press(step, "Read this text")
    assert [step.fields[name].value for name in ("title", "paper", "date")] == [title, "云河日报", "2026-09-13"]
    assert "记者 王小明 通讯员 李文" in step.fields["byline"].value and "[byline] 云河日报 2026年9月13日" in step.text.value


def test_a_paper_that_is_filled_in_stands_in_the_line_of_rights():
    step = Bring(opened())
    step.pasted.value = TEXT
    press(step, "Read this text")
    step.fields["paper"].value = "云河日报"
    press(step, "Save as article")
    assert step.work.pack.articles[0].rights.startswith("© 云河日报 /")


def test_a_mending_step_is_undone_and_done_again():
    step = Bring(opened())
    step.pasted.value = TEXT.replace("村党支部书记", "村党支部\n书记", 1)
    press(step, "Read this text")
    step.fields["place"].value = "桃乡"
    assert "村党支部书记孟宪林" in step.text.value
    box = next(one for one in step.mending.children if "Lines broken" in getattr(one, "description", ""))
    box.value = False
    assert "村党支部书记孟宪林" not in step.text.value and "Undone: lines broken in mid-sentence." in step.saved.value
    next(one for one in step.mending.children if "Lines broken" in getattr(one, "description", "")).value = True
    assert "村党支部书记孟宪林" in step.text.value
    assert step.fields["place"].value == "桃乡", "what was filled in above the text stays"


def test_an_article_is_replaced_only_when_that_is_ticked():
    step = Bring(opened())
    for expected in ("Saved as mine.md", "You have an article “mine” already"):
        step.pasted.value = TEXT
        press(step, "Read this text")
        step.id.value = "mine"
        assert expected in press(step, "Save as article")
    step.over.value = True
    assert "Saved as mine.md" in press(step, "Save as article") and len(step.work.pack.articles) == 1


# ---- checking

def test_a_point_is_ticked_off_and_stays_so(work, home):
    step = Check(work)
    assert len(step.report) == sum(len(group["points"]) for group in step.points.data["groups"]) > 3
    step._heard({"seen": 0, "done": True})
    again = Check(opened())
    assert again.points.data["groups"][0]["points"][0]["seen"] and not again.points.data["groups"][0]["points"][1]["seen"]


def test_what_is_mended_in_the_reader_goes_into_the_pack(work, home):
    step = Check(work)
    token = next(t for t in step.reader.reading.tokens if t.text == "的")
    number = step.reader.reading.tokens.index(token)
    step.reader._handle_custom_msg({"kind": "correct", "first": number, "last": number + 1, "scope": "here", "gloss": "a test"}, [])
    (made,) = open_pack(work.path).corrections
    assert (made.quote, made.gloss) == ("的", "a test")
    assert opened().reading().tokens[number].entry.gloss == "a test"


def test_an_article_is_taken_out_but_never_the_last_one(work):
    work.add(open_article("003-5"))
    step = Check(work)
    step.which.value = 1
    assert "杨广平调研" in press(step, "Take it out of the pack") and [one.id for one in work.pack.articles] == ["004-5"]
    assert "at least" in press(step, "Take it out of the pack") and wrong(step) and step.reader.reading.article.id == "004-5"


def test_the_order_of_the_articles_is_changed_and_the_first_is_the_main_text(work):
    work.add(open_article("000-1"))
    step = Check(work)
    step.which.value = 1
    assert press(step, "Move it up").endswith("is number 1 now, the main text.")
    assert [article.id for article in work.pack.articles] == [article.id for article in open_pack(work.path).articles] == ["000-1", "004-5"]
    assert step.reader.reading.article.id == "000-1", "the same article stays on the desk"
    assert "the main text already" in press(step, "Move it up") and wrong(step)


def test_a_phrase_of_the_list_fills_in_the_form_of_the_glossary(work):
    step = Check(work)
    number = next(n for n, point in enumerate(step.report) if point.kind == "coinage")
    step._heard({"chosen": number})
    assert step.term["hanzi"].value == step.report[number].text and step.term["pinyin"].value
    assert "Give the English of" in press(step, "Add to my glossary") and wrong(step)


# ---- making and looking

def test_making_is_repeatable_and_adds_no_doubles(work):
    step = Make(work)
    said = press(step, "Make the exercises")
    made = work.pack.exercises
    assert "exercises made" in said and len(made) > 8 and len({one.id for one in made}) == len(made)
    assert press(step, "Make the exercises").startswith("Nothing new") and work.pack.exercises == made
    assert Make(opened()).level.value == step.level.value


def test_the_words_of_the_pack_are_those_that_are_ticked(work):
    step = Make(work)
    word, box = next(iter(step.boxes.items()))
    box.value = False
    assert word not in open_pack(work.path).chosen
    press(step, "None")
    assert work.pack.chosen == ()
    press(step, "All")
    assert set(work.pack.chosen) == set(step.boxes)


def test_no_clause_and_no_sum_of_words_is_offered_as_a_word():
    work = opened()
    work.add(open_article("000-1"))
    labels = {word: box.description for word, box in Make(work).boxes.items()}
    assert len(labels) > 40 and max(map(len, labels)) <= 8
    assert [label for label in labels.values() if " + " in label.partition(":")[0]] == []


def test_a_word_that_the_glossary_has_learned_comes_into_the_list(work):
    step = Make(work)
    press(step, "None")
    known = next(iter(step.boxes))
    work.learn(known)
    assert work.pack.chosen == (known,) and step.boxes[known].value
    work.learn("火星语")
    assert work.pack.chosen == (known,), "what stands in no article is not of the list"


def test_every_number_nought_is_said(work):
    step = Make(work)
    for box in step.numbers.values():
        box.value = 0
    assert press(step, "Make the exercises").startswith("Every number is 0.") and wrong(step)


DRAFT = Exercise("q", "short", "Who?", ("村民",), hint="Look again.", review="draft", note="Is it right?")


@pytest.fixture
def drafts(work):
    """A desk with three drafts to decide."""
    work.put(tuple(Exercise(f"q{n}", "short", f"Who {n}?", ("村民",), hint="Look again.", review="draft", note="Is it right?") for n in range(3)))
    return Review(work)


def test_accepting_and_rejecting_go_on_to_the_next(drafts):
    assert "Is it right?" in drafts.state.value and drafts.list.value == "q0"
    assert press(drafts, "Accept") == "Accepted: short: 村民. 2 to decide." and drafts.list.value == "q1"
    press(drafts, "Reject")
    drafts.shown.value = "rejected"
    assert [id for _, id in drafts.list.options] == ["q1"]
    pack = open_pack(drafts.work.path)
    assert [one.review for one in pack.exercises] == ["accepted", "rejected", "draft"] and len(pack.accepted) == 1


def test_an_edited_exercise_is_checked_before_it_is_kept(drafts):
    press(drafts, "Edit")
    drafts.yaml.value = drafts.yaml.value.replace("村民", "村干部")
    assert press(drafts, "Keep the change") == "Changed: short: 村干部." and drafts.exercise.key == ("村干部",)
    press(drafts, "Edit")
    drafts.yaml.value = drafts.yaml.value.replace("hint: Look again.\n", "")
    assert press(drafts, "Keep the change").startswith("hint is missing") and drafts.exercise.hint == "Look again."
    drafts.yaml.value = record_text(drafts.exercise).replace("id: q0", "id: q1")
    assert "The id should stay q0" in press(drafts, "Keep the change")


@pytest.mark.parametrize("text, says", [
    ("", "not the form of an exercise"),
    ("just words", "not the form of an exercise"),
    ("id: x\nprompt: who: what", "line 2: "),
    ("id: x\nkind: short\nid: y", "id is there twice"),
    (record_text(DRAFT).replace("short", "cloze"), "stem is missing; a task of the kind cloze needs it"),
], ids=["nothing", "just words", "no YAML", "a field twice", "another kind"])
def test_what_is_no_exercise_is_said_with_its_line(text, says):
    with pytest.raises(TaskError) as error:
        exercise_from(text)
    assert says in str(error.value) and "exercise.yaml" not in str(error.value)


def test_the_tasks_of_the_lessons_survive_the_text_box():
    for exercise in task_file(LESSONS / "2_tasks.yaml").exercises:
        assert exercise_from(record_text(exercise)) == exercise


def test_the_preview_checks_and_keeps_nothing(drafts, home):
    reply = {}
    drafts.preview.children[0].send = lambda message: reply.update(message)
    drafts.preview.children[0]._handle_custom_msg({"kind": "check", "answer": ["村民"]}, [])
    assert reply["right"] and not (home / "answers.sqlite").exists()


# ---- the files, and afterwards

def test_the_files_and_the_version(work, home):
    step = Packing(work)
    for name, box in step.formats.items():
        box.value = name in ("csv", "pack", "reader")
    step.fields["title"].value = "第三周"
    assert press(step, "Make the files").startswith("3 files made, version 1")
    assert all(path.exists() for path in step.files) and press(step, "Make the files").startswith("3 files made, version 1")
    work.change(note="changed")
    assert press(step, "Make the files").startswith("3 files made, version 2") and open_pack(work.path).version == 2
    sent = []
    step.list.send = lambda message, buffers: sent.append((message["name"], len(buffers[0])))
    step._wanted({"wanted": 0})
    assert sent == [(step.files[0].name, step.files[0].stat().st_size)]


def test_a_name_is_taken_over_by_the_files_and_a_taken_one_is_refused(work):
    old, step = work.path, Packing(work)
    step.fields["name"].value = "county week 3"
    assert work.pack.name == "county-week-3" and work.path.exists() and not old.exists() and step.fields["name"].value == "county-week-3"
    other = Work(opened("other").pack)
    other.add(open_article("003-5"))
    step = Packing(other)
    step.fields["name"].value = "county-week-3"
    assert "There is a lesson pack “county-week-3” already" in step.said.value and step.fields["name"].value == "other"


def test_no_format_ticked(work):
    step = Packing(work)
    for box in step.formats.values():
        box.value = False
    assert press(step, "Make the files") == "Tick a format or two first." and step.files == ()


def test_answers_are_collected(work, tmp_path):
    lesson = Lesson(task_file(LESSONS / "2_tasks.yaml"), AnswerBook(None))
    step = Collect(work)
    step.of.value = 2
    hand(step.upload, {f"{n}.json": lesson.to_json(f"student {n}").encode() for n in range(3)})
    assert "3 students" in step.said.value and len(step.results.answers) == 3 and step.chart.outputs
    hand(step.upload, {"0.json": lesson.to_json("student 3").encode()})
    hand(step.upload, {"0.json": lesson.to_json().encode()})
    assert step.results.students[0] == "0 (3)", "without a name of its own, it has the name of the file"
    assert len(step.results.answers) == 5, "a file of the same name, from another folder, is another student's"
    press(step, "Begin again")
    assert step.results.answers == () and step.chart.outputs == ()
    assert "Write the place of the folder first" in press(step, "Open the folder")


# ---- keeping

def test_open_desk_offers_the_last_pack_and_any_other(work, home):
    second = opened("new")
    second.add(open_article("003-5"))
    assert open_desk().work.pack.name == "003-5" and "Other packs: 004-5." in repr(open_desk())
    assert open_desk("004-5").work.pack.articles == work.pack.articles
    assert open_desk("unheard-of").work.pack.articles == ()


def test_a_damaged_file_beside_the_pack_costs_nothing(work, home):
    work.remember(seen=["x"])
    assert json.loads(work.path.with_suffix(".desk.json").read_text(encoding="utf-8"))["seen"] == ["x"]
    work.path.with_suffix(".desk.json").write_text("{half", encoding="utf-8")
    assert opened().aside == {} and opened().pack.articles == work.pack.articles


def test_a_damaged_pack_is_said_with_its_line(work):
    work.path.write_text(work.path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    with pytest.raises(TaskError, match='004-5.yaml.* begin another pack: open_desk\\("new"\\)'):
        open_desk()
    assert open_desk("new").work.pack.articles == ()
