"""The table to browse, in real JupyterLab: mouse and keys, filters, marks that last, both themes."""
import pytest

NOTEBOOK = "06_vocabulary_workshop.ipynb"


@pytest.fixture(scope="module")
def opened(lab):
    lab.open(NOTEBOOK)
    lab.run_all()
    assert lab.errors() == []
    return lab


@pytest.fixture
def table(opened):
    """The table as it was at first: no filter, no search, the first page."""
    root = opened.page.locator(".dubao-browse").first
    root.locator("tbody tr").first.wait_for()
    root.scroll_into_view_if_needed()
    root.locator("input[type=search]").fill("")
    for number in range(3):
        root.locator(".filters select").nth(number).select_option("")
    root.locator(".dt-paging-button:not(.disabled)").first.click()
    return root


def status(lab, term):
    return lab.ask(f"__import__('helpers.knowledge').knowledge.known_words().statuses().get({term!r})")


def term(table):
    return table.locator(".chosen .head b").inner_text()


def test_a_click_shows_the_sentences_and_a_button_marks(lab, table):
    table.locator("tbody tr").nth(1).click()
    shown = term(table)
    assert shown == table.locator("tr.selected .of-term").inner_text() == table.locator(".chosen mark").first.inner_text()
    table.get_by_role("button", name="To learn").click()
    lab.wait()
    assert status(lab, shown) == "learn" and table.locator("tr.selected .of-status").inner_text() == "to learn"
    assert table.get_by_role("button", name="To learn").get_attribute("aria-pressed") == "true"


def test_the_keyboard_does_all_of_it(lab, table):
    """Arrow keys go from row to row and from page to page, K and L mark; nothing of it reaches the notebook."""
    before = [(cell["id"], cell["source"]) for cell in lab.cells()]
    table.locator("tbody tr").first.focus()
    for key in ["Enter", *["ArrowDown"] * 11, "ArrowUp"]:
        lab.page.keyboard.press(key)
    assert table.locator(".dt-paging-button.current").inner_text() == "2"
    shown = term(table)
    for key in "kxbad":
        lab.page.keyboard.press(key)
    lab.wait()
    assert status(lab, shown) == "known" and table.locator(".dt-paging-button.current").inner_text() == "2", "a mark moves nothing"
    assert [(cell["id"], cell["source"]) for cell in lab.cells()] == before
    assert lab.page.evaluate("document.activeElement.tagName") == "TR"


def test_search_and_filters(lab, table):
    rows = lambda: [cell.strip() for cell in table.locator("tbody .of-pinyin").all_inner_texts()]
    table.locator("input[type=search]").fill("gongwuyuan")
    assert rows() and all("gōngwùyuán" in pinyin.lower() for pinyin in rows()), "found without tones"
    table.locator("input[type=search]").fill("")
    kind, level, mine = (table.locator(".filters select").nth(number) for number in range(3))
    kind.select_option("coinage")
    assert set(table.locator("tbody .of-kind").all_inner_texts()) == {"coinage"}
    kind.select_option("words")
    level.select_option("6")
    assert set(table.locator("tbody .of-hsk2021").all_inner_texts()) <= {"", "7-9"}
    mine.select_option("known")
    assert "No row fits" in table.inner_text()


def test_both_themes_and_a_narrow_window(lab, table, tmp_path):
    table.locator("tbody tr").first.click()
    for theme in ("dark", "light"):
        lab.theme(theme)
        for width in (1400, 600):
            lab.size(width, 900)
            assert table.locator(".chosen").is_visible()
            assert table.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), f"{theme}, {width}: nothing is cut at the side"
    assert lab.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(lab, table, theme):
    from axe_playwright_python.sync_playwright import Axe

    lab.theme(theme)
    table.locator("tbody tr").first.click()
    found = Axe().run(lab.page, context={"include": [[".dubao-browse"]]}).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []


def test_a_line_of_the_concordance_unfolds(lab, table):
    line = lab.page.locator(".dubao-lines details").first
    line.scroll_into_view_if_needed()
    line.locator("summary").focus()
    lab.page.keyboard.press("Enter")
    assert line.locator("p").is_visible() and line.locator("mark").inner_text() == "坚持"
    assert lab.page.evaluate("window.dubao_panel.content.mode") == "command"


def test_the_charts_are_drawn_without_a_network(lab, table):
    assert lab.page.locator(".jp-RenderedVegaCommon5 canvas, .vega-embed canvas, .vega-embed svg").count() >= 1
