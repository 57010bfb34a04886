"""The instructor's desk in real JupyterLab: from a pasted article to the files of a lesson, by mouse and by keys alone."""
from pathlib import Path

import pytest

TEXT = (Path(__file__).parent / "cases" / "dev_terms" / "1.txt").read_text(encoding="utf-8")
STEPS = {"bring": 3, "check": 5, "make": 7, "review": 9, "pack": 11, "collect": 13}


@pytest.fixture
def desk(lab):
    """The notebook, run from top to bottom with nothing brought; a function that gives the sheet of a step."""
    lab.open("10_build_a_lesson.ipynb")
    lab.size(1280, 1600)
    lab.run_all()
    assert lab.errors() == []
    yield lambda step: lab.cell(STEPS[step]).locator(".dubao-desk")
    assert lab.complaints == []
    lab.close()


def says(sheet, text):
    sheet.locator(".dubao-said").get_by_text(text).first.wait_for()


def press(sheet, name):
    sheet.get_by_role("button", name=name, exact=True).click()


def focused(lab):
    return lab.page.evaluate("document.activeElement.tagName + ' ' + (document.activeElement.textContent || '').slice(0, 40)")


def axe(lab):
    """What axe finds wrong on the desk; the reader and the tasks in it have tests of their own, and so has JupyterLab's own accordion."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"rules": {name: {"enabled": False} for name in ("nested-interactive", "scrollable-region-focusable")}}
    found = Axe().run(lab.page, context={"include": [[".dubao-desk"]], "exclude": [[".dubao"], [".dubao-task"]]}, options=options).response["violations"]
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


def test_from_a_pasted_article_to_files(lab, desk):
    bring = desk("bring")
    bring.get_by_label("Paste the article").fill(TEXT)
    press(bring, "Read this text")
    says(bring, "One article found.")
    bring.get_by_label("Date").fill("2026-09-13")
    bring.get_by_label("Save it as").fill("taoxiang")
    press(bring, "Save as article")
    says(bring, "Saved as taoxiang.md")
    home = lab.home / "dubao"
    assert (home / "articles" / "taoxiang.md").exists() and (home / "packs" / "taoxiang.yaml").exists()

    check = desk("check")
    check.locator(".dubao-points li button").first.click()
    check.locator('.dubao .word[aria-current="true"]').wait_for()
    place = int(check.locator('.dubao .word[aria-current="true"]').get_attribute("data-place"))
    assert not lab.ask(f"desk.work.reading().tokens[{place}].sure")
    left = check.locator(".dubao-points li").count()
    check.locator(".card").get_by_role("button", name="is right").first.click()
    check.locator(".scope button").first.click()
    lab.page.wait_for_function("left => document.querySelectorAll('.dubao-points li').length < left", arg=left)
    assert lab.ask("len(desk.work.pack.corrections)") == 1

    make = desk("make")
    press(make, "Make the exercises")
    says(make, "exercises made")
    review = desk("review")
    review.get_by_label("Show").select_option(index=1)
    drafts = lab.ask("[one.id for one in desk.work.pack.exercises if one.review == 'draft']")
    press(review, "Accept")
    says(review, "Accepted: ")
    press(review, "Reject")
    says(review, "Rejected: ")
    states = lab.ask("{one.id: one.review for one in desk.work.pack.exercises}")
    assert [states[id] for id in drafts[:3]] == ["accepted", "rejected", "draft"]

    pack = desk("pack")
    for wanted, name in ((False, "Anki"), (False, "PDF"), (True, "CSV"), (True, "Moodle")):
        pack.get_by_label(f"{name}: ").set_checked(wanted)
    press(pack, "Make the files")
    says(pack, "files made, version 1")
    made = sorted(path.name for path in (home / "packs" / "taoxiang").iterdir())
    assert {"taoxiang.docx", "taoxiang-key.docx", "taoxiang.html", "taoxiang.csv", "taoxiang.moodle.xml", "taoxiang.yaml"} <= set(made) and not any(name.endswith((".pdf", ".apkg")) for name in made)
    with lab.page.expect_download() as saved:
        pack.get_by_role("button", name="Download taoxiang.docx").click()
    assert Path(saved.value.path()).read_bytes() == (home / "packs" / "taoxiang" / "taoxiang.docx").read_bytes()

    lab.page.evaluate("() => window.dubao_panel.context.sessionContext.restartKernel()")
    lab.run_all()
    assert lab.ask("[desk.work.pack.name, len(desk.work.pack.corrections), len(desk.work.pack.exercises)]") == ["taoxiang", 1, len(states)], "nothing is lost when the kernel starts anew"


def test_by_keys_alone_and_none_of_them_reaches_the_notebook(lab, desk):
    before = [(cell["id"], cell["source"]) for cell in lab.cells()]
    bring, keys = desk("bring"), lab.page.keyboard
    bring.get_by_label("Paste the article").focus()
    keys.insert_text(TEXT)
    keys.press("Tab")
    assert focused(lab).startswith("BUTTON Read this text")
    keys.press("Enter")
    says(bring, "One article found.")
    assert focused(lab).startswith("BUTTON Read this text"), "the focus comes back to the button that was pressed"
    bring.get_by_role("textbox", name="Byline", exact=True).focus()
    keys.press("Tab")
    keys.press("Tab")
    assert focused(lab).startswith("DIV What was mended")
    for key, opened in (("Enter", "true"), ("Space", "false")):
        keys.press(key)
        lab.page.wait_for_function("opened => document.activeElement.getAttribute('aria-expanded') === opened", arg=opened)
    for key in ("b", "a", "x", "d", "d", "m", "y", "0", "0", "Escape", "ArrowDown"):
        keys.press(key)
    bring.get_by_role("button", name="Save as article").focus()
    keys.press("Enter")
    says(bring, "Saved as ")
    check = desk("check")
    check.locator(".dubao-points li button").first.focus()
    keys.press("Enter")
    check.locator('.dubao .word[aria-current="true"]').wait_for()
    make = desk("make")
    make.get_by_role("button", name="Make the exercises").focus()
    keys.press("Space")
    says(make, "exercises made")
    review = desk("review")
    review.get_by_label("Exercises").focus()
    keys.press("ArrowDown")
    for key in ("b", "x", "d", "d"):
        keys.press(key)
    review.get_by_role("button", name="Accept", exact=True).focus()
    keys.press("Enter")
    says(review, "Accepted: ")
    assert focused(lab).startswith("BUTTON Accept")
    lab.wait()
    assert [(cell["id"], cell["source"]) for cell in lab.cells()] == before


def test_files_come_in_pieces_and_answers_become_a_table(lab, desk, tmp_path):
    book = tmp_path / "book.txt"
    book.write_text("书" * 1_200_000, encoding="utf-8")
    bring = desk("bring")
    bring.get_by_label("Choose a file").set_input_files(str(book))
    says(bring, "“book.txt” has 1,200,000 characters, as a book has.")
    lab.tell("lesson = open_lesson(2)")
    for student in ("李雷", "韩梅梅"):
        (tmp_path / f"{student}.json").write_text(lab.ask(f"lesson.to_json('{student}')"), encoding="utf-8")
    collect = desk("collect")
    collect.get_by_label("They are the answers to").select_option(label="lesson 2 of the course")
    collect.get_by_label("Choose answer files").set_input_files([str(path) for path in tmp_path.glob("*.json")])
    says(collect, "2 students.")
    collect.locator(".dubao-table").get_by_text("李雷、韩梅梅").wait_for()
    collect.locator("canvas, svg.marks").first.wait_for()


def test_axe_finds_nothing_and_nothing_sticks_out(lab, desk):
    lab.tell("desk.work.add(open_article('004-5')); desk.work.put(__import__('helpers.making.maker', fromlist=['x']).make_exercises(desk.work.reading(), ['pinyin', 'true or false'], 2))")
    desk("review").get_by_role("button", name="Accept", exact=True).wait_for()
    lab.do("application:toggle-left-area")
    for theme, width in (("light", 1600), ("dark", 1000), ("dark", 480), ("light", 480)):
        lab.theme(theme)
        lab.size(width, 1600)
        for step in STEPS:
            desk(step).wait_for()
            assert lab.page.evaluate("[...document.querySelectorAll('.dubao-desk')].filter(box => box.scrollWidth > box.clientWidth + 1).length") == 0, (theme, width, step)
        assert axe(lab) == [], (theme, width)
