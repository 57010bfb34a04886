"""The tasks of a lesson in real JupyterLab: by keyboard alone, checked at once, kept after a restart, never in the notebook."""
import json

import nbformat
import pytest

from helpers.tasks import LESSONS, task_file

from lab import Lab

TASKS = {exercise.id: exercise for exercise in task_file(LESSONS / "2_tasks.yaml").exercises}
CELLS = ["from helpers import *\nlesson = open_lesson(2)", *(f'lesson.task("{id}")' for id in TASKS), "lesson.summary()", "lesson.answers_file()"]


@pytest.fixture
def opened(lab, tmp_path):
    """A notebook with every task in a cell, run."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), tmp_path / "lesson.ipynb")
    own = Lab(lab.address, lab.browser, lab.home, tmp_path)
    own.open("lesson.ipynb")
    own.size(1280, 3600)
    own.run_all()
    assert own.errors() == []
    task(own, "voice").locator("textarea").wait_for()
    yield own
    assert own.complaints == []
    own.close()


def task(lab, id):
    place = {"summary": len(CELLS) - 2, "file": len(CELLS) - 1}.get(id) or 1 + list(TASKS).index(id)
    return lab.cell(place).locator(".dubao-task")


def reply(lab, id):
    lab.wait()
    said = task(lab, id).locator(".reply")
    lab.page.wait_for_function("said => said.textContent.trim()", arg=said.element_handle())
    return said.inner_text()


def keys(lab, *pressed):
    for key in pressed:
        lab.page.keyboard.press(key)


def answer_by_keyboard(lab, id, answer):
    """Gives an answer from the first field on, by keys alone, and checks it."""
    exercise, press = TASKS[id], lab.page.keyboard.press
    task(lab, id).locator("input, select, textarea, .order button").first.focus()
    if exercise.kind in ("choice", "register"):
        texts = task(lab, id).locator("label").all_inner_texts()
        keys(lab, "Space", *["ArrowDown"] * texts.index(answer[0]), "Enter")
        return
    if exercise.kind == "choices":
        for text in task(lab, id).locator("label").all_inner_texts():
            keys(lab, *["Space"] * (text in answer), "Tab")
        return press("Enter")
    for number, part in enumerate(answer):
        lists = task(lab, id).locator("select")
        if lists.count():
            keys(lab, *["ArrowDown"] * lists.nth(number).locator("option").all_inner_texts().index(part))
        else:
            lab.page.keyboard.type(part)
        press("Tab")
    press("Enter")


def test_every_key_by_keyboard(opened):
    answered = [id for id in TASKS if TASKS[id].kind not in ("order", "open")]
    for id in answered:
        answer_by_keyboard(opened, id, TASKS[id].key)
        assert "Right." in reply(opened, id), id
        assert opened.page.evaluate("window.dubao_panel.content.mode") == "command"
    task(opened, "summary").get_by_text(f"笑脸 {len(answered)}").wait_for()


def test_lines_put_into_order_by_keyboard(opened):
    key, box = TASKS["story"].key, task(opened, "story")
    for place, text in enumerate(key):
        at = box.locator(".line").all_inner_texts().index(text)
        box.get_by_role("button", name=f"Up: {text}").focus()
        keys(opened, *["Enter"] * (at - place))
    assert box.locator(".line").all_inner_texts() == list(key)
    assert " of 6" in box.locator(".reply").inner_text(), "a move is told to a screen reader"
    box.locator("button.main").press("Enter")
    opened.wait()
    box.get_by_text("5 of 5. Right.").wait_for()


def test_wrong_then_hint_then_answer(opened):
    box = task(opened, "zhuoli")
    assert box.get_by_role("button", name="Look at the answer").count() == 0
    answer_by_keyboard(opened, "zhuoli", ["zhe li4"])
    assert reply(opened, "zhuoli").startswith("着 is zhe only behind a verb") and box.locator("input").get_attribute("aria-invalid") == "true"
    box.get_by_role("button", name="Hint").click()
    assert reply(opened, "zhuoli") == TASKS["zhuoli"].hint
    box.get_by_role("button", name="Look at the answer").click()
    box.locator(".answer .key").wait_for()
    assert box.locator(".answer .key").inner_text() == "zhuólì"
    answer_by_keyboard(opened, "zhuoli", [""])
    box.locator("input").fill("zhuo2li4")
    keys(opened, "Enter")
    box.get_by_text("呆脸").wait_for()


def test_kept_after_a_restart_and_never_in_the_notebook(opened):
    answer_by_keyboard(opened, "zhuoli", ["zhe5 li4"])
    reply(opened, "zhuoli")
    task(opened, "voice").locator("textarea").fill("只有干部说话。")
    task(opened, "voice").locator("button.main").press("Enter")
    task(opened, "voice").get_by_role("button", name="笑脸").press("Enter")
    opened.wait()
    opened.page.evaluate("() => window.dubao_panel.context.sessionContext.restartKernel()")
    opened.run_all()
    assert reply(opened, "zhuoli").startswith("着 is zhe only") and task(opened, "zhuoli").locator("input").input_value() == "zhe5 li4"
    assert task(opened, "voice").locator("textarea").input_value() == "只有干部说话。"
    task(opened, "summary").get_by_text("笑脸 1").wait_for()
    opened.do("docmanager:save")
    saved = (opened.home / "notebooks" / "lesson.ipynb").read_text(encoding="utf-8")
    assert "zhe5 li4" not in saved and "只有干部说话" not in saved and "<summary>Answer</summary>" in saved


def test_the_file_and_the_reset(opened):
    answer_by_keyboard(opened, "zhuoli", ["zhuo2li4"])
    reply(opened, "zhuoli")
    task(opened, "file").get_by_role("textbox").fill("李雷")
    with opened.page.expect_download() as saved:
        task(opened, "file").locator("button.main").press("Enter")
    assert saved.value.suggested_filename == "lesson-2-answers.json"
    with open(saved.value.path(), encoding="utf-8") as file:
        told = json.load(file)
    assert told["student"] == "李雷" and next(row for row in told["tasks"] if row["id"] == "zhuoli")["face"] == "笑脸"
    summary = task(opened, "summary")
    summary.get_by_role("button", name="Start this lesson again").press("Enter")
    summary.get_by_role("button", name="Keep them").press("Enter")
    summary.get_by_role("button", name="Start this lesson again").press("Enter")
    summary.get_by_role("button", name="Forget").press("Enter")
    summary.get_by_text("Forgotten.").wait_for()
    opened.wait()
    assert opened.ask("sum(done.tries for done in lesson.done().values())") == 0


def test_no_key_reaches_the_notebook(opened):
    before = [(cell["id"], cell["source"]) for cell in opened.cells()]
    for place in ('[data-kind="short"] input', '[data-kind="choice"] input', '[data-kind="match"] select', '[data-kind="order"] button', '[data-kind="open"] textarea'):
        opened.page.locator(f".dubao-task{place}" if place.startswith("[") else place).first.focus()
        keys(opened, "b", "a", "x", "d", "d", "m", "y", "0", "0", "Shift+Enter", "Control+Enter", "Escape", "ArrowDown")
    opened.wait()
    assert [(cell["id"], cell["source"]) for cell in opened.cells()] == before


@pytest.mark.parametrize("id", ["gist", "details", "zhuoli", "verbs", "story", "voice"])
def test_escape_leads_out_of_a_task_to_its_cell(opened, id):
    """From any kind of field; then the arrow keys are the notebook's again, and Tab leads back in."""
    cell, notebook = 1 + list(TASKS).index(id), "window.dubao_panel.content"
    task(opened, id).locator("input, select, textarea, .order button").first.focus()
    keys(opened, "Escape")
    assert opened.page.evaluate(f"document.activeElement === {notebook}.widgets[{cell}].node")
    assert opened.page.evaluate(f"[{notebook}.activeCellIndex, {notebook}.mode]") == [cell, "command"]
    keys(opened, "Tab", "Tab")
    assert opened.page.evaluate("!!document.activeElement.closest('.dubao-task')")
    keys(opened, "Escape", "ArrowDown")
    assert opened.page.evaluate(f"{notebook}.activeCellIndex") == cell + 1


def test_several_wrong_ticks_are_told_a_line_each(opened):
    wrong = [option for option in TASKS["details"].options if option.text not in TASKS["details"].key]
    answer_by_keyboard(opened, "details", [option.text for option in wrong])
    said = reply(opened, "details").split("\n")
    assert said[0] == "0 of 3." and len(said) == 2 + len(wrong)
    assert all(option.feedback in "\n".join(said) for option in wrong)


def test_axe_finds_nothing_and_nothing_sticks_out(opened):
    from axe_playwright_python.sync_playwright import Axe

    for id, wrong in (("gist", TASKS["gist"].options[1].text), ("zhuoli", "zhe")):
        answer_by_keyboard(opened, id, [wrong])
        reply(opened, id)
    task(opened, "story").get_by_role("button", name="Hint").click()
    task(opened, "story").get_by_role("button", name="Look at the answer").click()
    task(opened, "story").locator(".answer ol").wait_for()
    opened.do("application:toggle-left-area")
    for theme, width in (("light", 1400), ("dark", 1400), ("dark", 480), ("light", 480)):
        opened.theme(theme)
        opened.size(width, 3600)
        found = Axe().run(opened.page, context={"include": [[".dubao-task"]]}).response["violations"]
        assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == [], (theme, width)
        assert opened.page.evaluate("[...document.querySelectorAll('.dubao-task')].filter(box => box.scrollWidth > box.clientWidth + 1).length") == 0, (theme, width)
