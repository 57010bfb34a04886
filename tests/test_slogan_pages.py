"""The pages of slogans in a real browser: cards beside their text, the book, questions; a saved file and a notebook show the same."""
import json
import time

import pytest

from helpers import explorer, open_article, read, slogans
from helpers.model import Item, Slogan
from helpers import slogan_questions
from helpers.slogan_pages import page
from helpers.slogan_questions import book, book_payload, text_payload
from test_reader import ATTACKS

NOTEBOOK = "07_slogan_workshop.ipynb"


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slogans")
    return {name: slogans(read(open_article(name))).to_html(folder / f"{name}.html") for name in ("001-1", "003-1", "004-4")} | {"book": explorer().to_html(folder / "book.html")}


@pytest.fixture
def opened(browser_page, saved):
    def open_page(name):
        browser_page.failures = []
        browser_page.on("pageerror", lambda error: browser_page.failures.append(str(error)))
        browser_page.goto(saved[name].as_uri())
        browser_page.locator(".head").first.wait_for()
        return browser_page
    return open_page


def row(page, hanzi):
    return page.locator(f'.slogan[data-hanzi="{hanzi}"]')


def search(page, typed):
    page.locator("input[type=search]").fill(typed)
    return page.locator(".head .han").all_inner_texts()


# ---- without a browser

def test_without_a_screen():
    assert repr(explorer()).startswith(f"The slogan book: {len(book())} slogans.")
    still = explorer()._repr_html_()
    assert "Run this cell (Shift+Enter)" in still and still.count("<li>") == len(book())
    assert "<script" not in still + slogans(read(open_article("001-1")))._repr_html_()


def test_a_notebook_gets_a_widget_and_what_stays_without_it():
    for shown in (explorer(), slogans(read(open_article("003-1")))):
        views, _ = shown._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in views and views["text/html"] == shown._repr_html_()
    assert "application/vnd.jupyter.widget-view+json" not in slogans(read("今天天气很好。"))._repr_mimebundle_()


def test_the_payload_is_plain_and_quickly_made():
    began = time.perf_counter()
    data = json.loads(json.dumps(book_payload.__wrapped__()))
    assert len(data["slogans"]) == len(book()) and time.perf_counter() - began < 3
    reading = read(open_article("001-1"))
    found = text_payload(reading)
    assert "".join(text for _, _, text in found["text"]) == reading.text
    assert all(reading.text[first:last] == hanzi for first, last, hanzi in found["places"])


# ---- the cards of a text

def test_cards_beside_the_text(opened):
    page = opened("001-1")
    assert page.locator(".text").inner_text().replace("\n", "").replace(" ", "") == open_article("001-1").text.replace("\n", "").replace(" ", "")
    row(page, "最多访一次").locator(".head").click()
    card = row(page, "最多访一次").locator(".inside")
    assert "petition once at most" in card.inner_text() and card.locator(".drawing").get_attribute("aria-label") == "最多访一次 ← 最多跑一次"
    row(page, "最多访一次").locator(".head").click()
    assert not card.is_visible() and page.failures == []


def test_to_the_place_and_back(opened):
    page = opened("001-1")
    page.locator('.mark:has-text("金字招牌")').click()
    card = row(page, "金字招牌").locator(".inside")
    assert card.is_visible() and card.locator(".place mark").inner_text() == "金字招牌"
    card.locator(".place").click()
    assert page.evaluate("document.activeElement.textContent") == "金字招牌" and page.locator(".mark.here").count() == 1
    page.get_by_role("button", name="Back to the card of 金字招牌").click()
    assert page.evaluate("document.activeElement.className") == "head"


def test_a_related_slogan_opens_below(opened):
    page = opened("001-1")
    row(page, "最多访一次").locator(".head").click()
    row(page, "最多访一次").get_by_role("button", name="最多跑一次").click()
    assert "run at most once" in row(page, "最多跑一次").inner_text() and row(page, "最多跑一次").locator(".inside").is_visible()
    assert page.locator(".slogan").nth(page.locator(".slogan").evaluate_all("rows => rows.findIndex(row => row.dataset.hanzi === '最多访一次')") + 1).get_attribute("data-hanzi") == "最多跑一次"


def test_filters(opened):
    page = opened("001-1")
    page.get_by_label("Kind").select_option("numeral formula")
    assert set(page.locator(".head .kind").evaluate_all("kinds => kinds.map(kind => kind.textContent.split(', ')[0])")) == {"numeral formula"}
    page.get_by_label("Status").select_option("not expanded")
    assert "四位一体" in page.locator(".head .han").all_inner_texts()
    page.get_by_label("Kind").select_option("metaphor")
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".head").count() == len(slogans(read(open_article("001-1"))))


def test_keys(opened):
    page = opened("001-1")
    page.locator(".head").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    second = page.locator(".slogan").nth(1)
    assert second.locator(".inside").is_visible()
    page.keyboard.press("Escape")
    assert not second.locator(".inside").is_visible() and page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.locator(".mark").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".inside:not([hidden])").count() == 1


# ---- the book

@pytest.mark.parametrize("typed, first", [
    ("三会一课", "三会一课"), ("三個代表", "三个代表"), ("sangedaibiao", "三个代表"), ("sān gè dàibiǎo", "三个代表"), ("san1 ge4 dai4biao3", "三个代表"), ("SAN GE DAIBIAO", "三个代表"),
    ("“四个意识”", "四个意识"), ("three represents", "三个代表"), ("rejuvenation", "中华民族伟大复兴"),
])
def test_what_is_typed_first_finds(opened, typed, first):
    assert search(opened("book"), typed)[0] == first


@pytest.mark.parametrize("typed, among, not_among", [
    ("四", "四个意识", "三会一课"), ("4", "四风", "两个维护"), ("four", "四个自信", "两个维护"), ("1958", "多快好省", "三个代表"), ("1980s", "四项基本原则", "三会一课"),
    ("000-3", "三提三争", "四个意识"), ("petition", "最多访一次", "三个代表"), ("metaphor nerve", "神经末梢", "三个代表"),
])
def test_what_is_typed_finds_among_others(opened, typed, among, not_among):
    page = opened("book")
    search(page, typed)
    while page.locator(".more").is_visible():
        page.locator(".more").click()
    found = page.locator(".head .han").all_inner_texts()
    assert among in found and not_among not in found


def test_nothing_found_says_what_to_try(opened):
    page = opened("book")
    assert search(page, "xyzzy") == []
    assert "No slogan fits “xyzzy”. Try characters (三会一课), pinyin" in page.locator(".empty").inner_text()
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".head").count() == 60 and page.locator("input[type=search]").input_value() == ""


def test_typing_is_answered_at_once(opened):
    page = opened("book")
    took = page.evaluate("""() => ["s", "sa", "san", "sang", "三", "四个", "petition", "1980s", "xyzzy", ""].map(typed => {
        const input = document.querySelector("input[type=search]"); input.value = typed; const began = performance.now();
        input.dispatchEvent(new Event("input")); document.body.offsetHeight; return performance.now() - began; })""")
    print("milliseconds a key:", [round(one) for one in took])
    assert sorted(took)[len(took) // 2] < 50


def test_the_keyboard_alone(opened):
    page = opened("book")
    page.locator("input[type=search]").focus()
    page.keyboard.type("sanhuiyike")
    page.keyboard.press("Enter")
    assert "general meeting of the branch" in row(page, "三会一课").locator(".inside").inner_text()


# ---- try it

def test_fill_in_the_items(opened):
    page = opened("004-4")
    page.get_by_role("button", name="Ask me first").click()
    row(page, "三会一课").locator(".head").click()
    body = row(page, "三会一课").locator(".inside")
    assert "Regulations" not in body.inner_text() and "支部工作条例" not in body.inner_text(), "the card is not there yet"
    for typed in ("黨課", "支部党员大会。", "“支部委员会”"):
        body.locator("input:not([readonly])").first.fill(typed)
    assert body.locator(".right").count() == 3
    body.locator("input:not([readonly])").fill("党校")
    page.keyboard.press("Enter")
    assert "Not one of them" in body.get_by_role("status").inner_text()
    body.get_by_role("button", name="Choose among options").click()
    body.locator(".tiles button", has_text="党小组会").click()
    assert "All 4 are right." in body.get_by_role("status").inner_text()
    page.keyboard.press("Enter")
    assert "支部工作条例" in body.inner_text() and body.locator(".drawing").is_visible()


def test_align_the_couplet(opened):
    page = opened("003-1")
    row(page, "心往一处想，劲往一处使").locator(".head").click()
    row(page, "心往一处想，劲往一处使").get_by_role("button", name="Try it").click()
    head, body = row(page, "心往一处想，劲往一处使").locator(".head"), row(page, "心往一处想，劲往一处使").locator(".inside")
    assert "劲" not in head.inner_text(), "the answer is not in view"
    body.locator(".tiles button", has_text="使").click()
    assert "does not stand below 心" in body.get_by_role("status").inner_text()
    for character in "劲往一处使":
        body.locator(".tiles button:not([disabled])", has_text=character).first.click()
    assert "all are right" in body.get_by_role("status").inner_text()
    body.get_by_role("button", name="Show the card").click()
    assert "劲" in head.inner_text()


def test_choose_the_meaning(opened):
    page = opened("004-4")
    row(page, "急难愁盼").locator(".head").click()
    row(page, "急难愁盼").get_by_role("button", name="Try it").click()
    body = row(page, "急难愁盼").locator(".inside")
    assert body.locator(".option").count() == 4
    body.locator(".option").filter(has_not_text="What presses people most").first.click()
    assert "another slogan" in body.get_by_role("status").inner_text()
    body.locator(".option", has_text="What presses people most").click()
    assert body.get_by_role("status").inner_text() == "Right."
    body.get_by_role("button", name="Show the card").click()
    assert body.locator(".slogan-card").is_visible()


def test_skip_shows_the_card(opened):
    page = opened("book")
    page.get_by_role("button", name="Ask me first").click()
    search(page, "三个代表")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "INPUT" and page.locator(".question input").count() == 3
    page.get_by_role("button", name="Skip: show the card").click()
    assert page.locator(".slogan-card").is_visible()


# ---- hostile text, and those who do not see it

def hostile(attack):
    slogan = Slogan(f"三提{attack}", attack, attack, attack, attack, (Item(attack, attack, attack), Item(f"{attack}二", attack, attack)), "partly", False, f"metaphor: {attack} = {attack}", usage=attack,
                    comment=attack, related=(attack,), sources=(attack,))
    record = slogan_questions.record(slogan) | {"choices": [attack, attack + "1", attack + "2"], "rows": [f"{attack}一", f"{attack}二"]}
    return {"view": "text", "slogans": [record], "more": [], "text": [["body", 0, f"{slogan.hanzi}{attack}"]], "places": [[0, len(slogan.hanzi), slogan.hanzi]], "kinds": ["metaphor"]}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_markup_gets_into_a_page(browser_page, attack):
    browser_page.set_content(page(attack, hostile(attack)))
    browser_page.locator(".head").click()
    browser_page.get_by_role("button", name="Try it").click()
    for name in ("Choose among options", "Align the couplet", "Choose the meaning"):
        browser_page.get_by_role("button", name=name).click()
    browser_page.get_by_role("button", name="Skip").click()
    browser_page.locator(".place, .slogan-card").first.wait_for()
    assert browser_page.evaluate("window.hit") is None
    assert browser_page.locator(".dubao-slogans :is(script, img, svg, iframe, style, a, object, embed, form, video, audio, details)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name, hanzi", [("001-1", "最多访一次"), ("book", "三会一课"), ("003-1", "不换脑子就换人，不动步子就动位子")])
def test_axe_finds_nothing(browser_page, opened, scheme, name, hanzi):
    from axe_playwright_python.sync_playwright import Axe

    browser_page.emulate_media(color_scheme=scheme)
    page = opened(name)
    row(page, hanzi).locator(".head").click()
    for step in ("card", "question"):
        if step == "question":
            row(page, hanzi).get_by_role("button", name="Try it").click()
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == [], step


@pytest.mark.parametrize("width", [1400, 480, 360])
def test_nothing_is_cut_at_the_side(opened, width):
    page = opened("001-1")
    page.set_viewport_size({"width": width, "height": 900})
    row(page, "两代表一委员").locator(".head").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".cards").evaluate("e => e.scrollWidth <= e.clientWidth + 1")


# ---- in JupyterLab

def test_the_workshop_in_jupyterlab(lab):
    lab.open(NOTEBOOK)
    lab.run_all()
    assert lab.errors() == []
    before = [(cell["id"], cell["source"]) for cell in lab.cells()]
    shown = lab.page.locator(".dubao-slogans.book").first
    shown.scroll_into_view_if_needed()
    shown.locator("input[type=search]").fill("sanhuiyike")
    lab.page.keyboard.press("Enter")
    assert "Party lecture" in shown.locator(".inside").first.inner_text()
    for key in ["b", "a", "x", "d", "d", "m", "Shift+Enter", "Escape", "ArrowDown"]:
        lab.page.keyboard.press(key)
    lab.wait()
    assert [(cell["id"], cell["source"]) for cell in lab.cells()] == before and lab.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_jupyterlab(lab, theme):
    from axe_playwright_python.sync_playwright import Axe

    lab.theme(theme)
    cards = lab.page.locator(".dubao-slogans.beside").first
    cards.scroll_into_view_if_needed()
    cards.locator(".head").nth(1).click()
    found = Axe().run(lab.page, context={"include": [[".dubao-slogans"]]}).response["violations"]
    assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []
