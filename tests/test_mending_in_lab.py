"""Corrections in real JupyterLab: two clicks mend a word; the page stays where it is, other cells get the reading, all can be undone."""
import json

import nbformat
import pytest
from nbformat import v4

TEXT = "以群众为中心。\\n为群众服务，成为好党员。\\n干部得去，人民为大。"
CELLS = ["from helpers import *", f'reading = read("{TEXT}", my_corrections())\nreader = show(reading)\nreader', "count = len(reading.tokens)", "count",
         'show(read(open_article("003-2")))']


@pytest.fixture
def opened(lab, tmp_path, monkeypatch):
    """A small notebook: a reader that has a name, over a text of four times 为; cells that use its reading; a reader of an article."""
    nbformat.write(v4.new_notebook(cells=list(map(v4.new_code_cell, CELLS)), metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}), tmp_path / "mending.ipynb")
    monkeypatch.setattr(lab, "source", tmp_path)
    lab.open("mending.ipynb")
    return shown(lab)


def shown(lab):
    lab.run_all()
    assert lab.errors() == []
    lab.reader = lab.cell(1).locator(".dubao")
    lab.reader.locator(".word").first.wait_for()
    return lab


def word(lab, text, nth=0):
    return lab.reader.locator(f'.word[data-text="{text}"]').nth(nth)


def ruby(lab, text, nth=0):
    return word(lab, text, nth).locator("rt").all_text_contents()


def mend(lab, text, label, scope="here"):
    """Two clicks from an open card."""
    word(lab, text).click()
    lab.reader.locator(".card").get_by_role("button", name=label, exact=True).click()
    lab.reader.locator(".scope").get_by_role("button", name=scope, exact=True).click()
    lab.reader.locator(".notice .close").wait_for()


def notice(lab):
    return lab.reader.locator(".notice").inner_text()


def test_a_reading_in_two_clicks(opened):
    assert ruby(opened, "为") == ["wéi"]
    mend(opened, "为", "wèi")
    assert ruby(opened, "为") == ["wèi"] and opened.ask("reader.reading.tokens[2].pinyin") == "wèi"
    assert ruby(opened, "为", 1) == ["wèi"] and "为 is now read wèi here." in notice(opened)
    assert "The new reading is reader.reading. For the other cells, run again: [2], [3], [4]." in notice(opened)
    assert "wèi" in opened.reader.locator(".card .head").inner_text()
    assert opened.page.evaluate("document.activeElement.dataset.text") == "为"
    assert opened.complaints == []


def test_it_holds_after_a_restart_and_in_the_cells_that_ask_for_it(opened):
    mend(opened, "为", "wèi", "everywhere")
    opened.page.evaluate("() => window.dubao_panel.context.sessionContext.restartKernel()")
    shown(opened)
    assert ruby(opened, "为") == ["wèi"] and opened.ask("reading.tokens[2].pinyin") == "wèi"
    assert opened.ask('read("以群众为中心").tokens[2].pinyin') == "wéi", "without my_corrections() nothing is mended"


def test_undo(opened):
    mend(opened, "为", "wèi")
    opened.reader.get_by_role("button", name="Undo").click()
    opened.reader.locator(".notice", has_text="Taken back").wait_for()
    assert ruby(opened, "为") == ["wéi"] and opened.ask("reader.reading.tokens[2].pinyin") == "wéi" and opened.ask("len(my_corrections())") == 0


def test_the_panel_lists_and_removes(opened):
    mend(opened, "为", "wèi")
    opened.reader.locator("summary", has_text="My corrections (1)").click()
    panel = opened.reader.locator(".corrections")
    assert "为 → wèi · here" in panel.inner_text()
    with opened.page.expect_download() as download:
        panel.get_by_role("button", name="Save all as a file").click()
    assert json.loads(open(download.value.path(), encoding="utf-8").read())["corrections"][0]["quote"] == "为"
    panel.get_by_role("button", name="Remove").click()
    opened.reader.locator(".notice", has_text="Removed").wait_for()
    assert ruby(opened, "为") == ["wéi"] and panel.locator("li").count() == 0
    assert panel.locator("p").first.is_visible(), "the panel stays open"
    assert opened.page.evaluate("document.activeElement.textContent") == "My corrections"
    panel.locator("input[type=file]").set_input_files(download.value.path())
    opened.reader.locator(".notice", has_text="Corrections taken in: 1.").wait_for()
    assert ruby(opened, "为") == ["wèi"]


def test_a_meaning_that_the_dictionary_has(opened):
    word(opened, "干部").click()
    opened.reader.locator(".card summary", has_text="other sense").click()
    sense = opened.reader.locator(".card li.offers").first
    wanted = sense.inner_text().removesuffix("show first").strip()
    sense.get_by_role("button").click()
    opened.reader.locator(".scope").get_by_role("button", name="in this text").click()
    opened.reader.locator(".notice .close").wait_for()
    assert opened.reader.locator(".card .gloss").first.inner_text() == wanted


def test_words_are_split_and_joined(opened):
    word(opened, "党员").click()
    opened.page.keyboard.press("m")
    mend(opened, "党员", "党 | 员")
    assert word(opened, "党员").count() == 0 and "党 | 员" in notice(opened)
    word(opened, "党").click()
    opened.page.keyboard.press("m")
    mend(opened, "党", "党员")
    opened.reader.locator(".notice", has_text="党员 is now cut as 党员 here.").wait_for()
    assert word(opened, "党员").count() == 1 and opened.reader.locator(".card .hanzi").first.inner_text() == "党员"


def test_by_keyboard_alone_and_what_is_wrong_is_said_beside_it(opened):
    keys = opened.page.keyboard
    word(opened, "为").focus()
    keys.press("m")
    assert opened.page.evaluate("document.activeElement.ariaLabel") == "Another reading"
    keys.type("wie")
    keys.press("Enter")
    keys.press("Enter")
    opened.reader.locator(".scope .wrong", has_text="is not pinyin").wait_for()
    assert opened.reader.get_by_label("Another reading").input_value() == "wie"
    keys.press("Escape")
    assert opened.reader.locator(".scope").count() == 0 and opened.page.evaluate("document.activeElement.textContent") == "Change"
    opened.reader.get_by_label("Another reading").fill("wei4")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    opened.reader.locator(".notice .close").wait_for()
    assert "为 is now read wèi in this text." in notice(opened) and ruby(opened, "为", 2) == ["wèi"]
    keys.press("m")
    keys.press("Escape")
    assert opened.page.evaluate("document.activeElement.dataset.text") == "为" and opened.reader.locator(".mend[open]").count() == 0


def test_a_cut_of_one_s_own_takes_only_what_changes(opened):
    word(opened, "群众", 1).click()
    opened.page.keyboard.press("m")
    assert opened.reader.get_by_label("Another cut").input_value() == "为 群众 服务"
    opened.reader.get_by_label("Another cut").fill("为 群众服务")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Enter")
    opened.reader.locator(".notice .close").wait_for()
    assert opened.ask("[(one.quote, one.cut) for one in my_corrections()]") == [["群众服务", "群众服务"]]


def test_the_page_stays_where_it_is(opened):
    """A long article, scrolled: the mended word stays at its height, with settings and known words as they were."""
    opened.reader = opened.cell(4).locator(".dubao")
    opened.reader.get_by_role("button", name="None").click()
    here = word(opened, "要", 2)
    here.scroll_into_view_if_needed()
    here.click()
    opened.page.keyboard.press("k")
    opened.wait()
    top = here.bounding_box()["y"]
    opened.reader.locator(".card").get_by_role("button", name="yāo", exact=True).click()
    opened.reader.locator(".scope button").first.click()
    opened.reader.locator(".notice .close").wait_for()
    assert abs(here.bounding_box()["y"] - top) <= 2
    assert here.get_attribute("data-status") == "known" and not here.locator("rt").is_visible()
    assert here.get_attribute("aria-current") == "true" and opened.page.locator(".dubao").count() == 2


def test_what_does_not_fit_any_more_is_said(opened):
    mend(opened, "为", "wèi")
    changed = CELLS[1].replace("以群众为中心", "以群众当中心")
    opened.page.evaluate("code => window.dubao_panel.content.model.cells.get(1).sharedModel.setSource(code)", changed)
    shown(opened)
    assert "1 of your corrections of this text does not fit any more" in notice(opened)
    opened.reader.locator("summary", has_text="My corrections").click()
    assert "does not fit any more" in opened.reader.locator(".corrections li").inner_text()


def test_a_dead_kernel_is_said(opened):
    opened.page.evaluate("() => window.dubao_panel.context.sessionContext.session.kernel.shutdown()")
    word(opened, "为").click()
    opened.reader.locator(".card").get_by_role("button", name="wèi", exact=True).click()
    opened.reader.locator(".scope button").first.click()
    opened.reader.locator(".notice", has_text="Not saved").wait_for()
    assert ruby(opened, "为") == ["wéi"]


def test_no_markup_gets_in_through_a_correction(opened):
    attack = "<img src=x onerror=window.hit=1>"
    word(opened, "干部").click()
    opened.page.keyboard.press("m")
    opened.reader.get_by_label("Another meaning").fill(attack)
    opened.page.keyboard.press("Enter")
    opened.reader.locator(".scope").get_by_role("button", name="here", exact=True).click()
    opened.reader.locator(".notice .close").wait_for()
    assert opened.reader.locator(".card .gloss").first.inner_text() == attack and attack in notice(opened)
    assert attack in opened.reader.locator(".corrections").text_content()
    assert opened.page.evaluate("window.hit") is None and opened.reader.locator("img").count() == 0


def test_axe_finds_nothing(opened):
    from axe_playwright_python.sync_playwright import Axe

    mend(opened, "为", "wèi")
    opened.page.keyboard.press("m")
    opened.page.keyboard.type("x")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Enter")
    opened.reader.locator(".scope .wrong", has_text="not pinyin").wait_for()
    opened.reader.locator("summary", has_text="My corrections").click()
    for theme in ("light", "dark"):
        opened.theme(theme)
        found = Axe().run(opened.page, context={"include": [[".dubao"]]}).response["violations"]
        assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == [], theme
