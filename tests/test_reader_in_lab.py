"""The reader in real JupyterLab: click, keyboard, known words that last, and a notebook that no key of the reader touches."""
import pytest

from test_reader import ATTACKS, FOREIGN

START = "00_start_here.ipynb"


@pytest.fixture
def opened(lab):
    lab.open(START)
    lab.run_all()
    assert lab.errors() == []
    lab.reader = lab.page.locator(".dubao").first
    lab.reader.locator(".word").first.wait_for()
    lab.reader.scroll_into_view_if_needed()
    return lab


def word(lab, text):
    return lab.reader.locator(f'.word[data-text="{text}"]').first


def status(lab, text):
    return lab.ask(f"__import__('helpers.knowledge').knowledge.known_words().statuses().get({text!r})")


def test_a_click_opens_the_card(opened):
    word(opened, "调研组").click()
    card = opened.reader.locator(".card").inner_text()
    assert "diàoyánzǔ" in card and "Source" in card
    for theme in ("dark", "light"):
        opened.theme(theme)
        assert word(opened, "调研组").is_visible()


def test_no_key_of_the_reader_reaches_the_notebook(opened):
    before = [(cell["id"], cell["source"]) for cell in opened.cells()]
    word(opened, "调研组").click()
    for key in ["b", "a", "x", "d", "d", "c", "v", "m", "y", "Shift+Enter", "Control+Enter", "Enter", "Delete", "ArrowDown", "0", "0"]:
        opened.page.keyboard.press(key)
    opened.wait()
    assert [(cell["id"], cell["source"]) for cell in opened.cells()] == before
    assert opened.page.evaluate("window.dubao_panel.content.mode") == "command"


def test_a_slogan_opens_its_card_and_patterns_are_marked(lab):
    """As in a saved page (test_reader_cards); here with the kernel, the notebook's keys, and after a correction."""
    lab.open(START)
    own = next(number for number, cell in enumerate(lab.cells()) if cell["source"].startswith('show(read("""'))
    lab.page.evaluate("number => window.dubao_panel.content.model.cells.get(number).sharedModel.setSource('reader = show(read(open_article(\"004-4\"))); reader')", own)
    lab.run_all()
    assert lab.errors() == []
    before = [(cell["id"], cell["source"]) for cell in lab.cells()]
    lab.reader = lab.cell(own).locator(".dubao")
    lab.reader.locator("summary", has_text="View").click()
    lab.reader.get_by_role("button", name="Marked", exact=True).click()
    lab.reader.locator("summary", has_text="View").click()
    place = lab.ask("next(n for n, t in enumerate(reader.reading.tokens) if t.start == next(m.start for m in reader.reading.mentions if m.text == '三会一课'))")
    lab.reader.locator(f'.word[data-place="{place}"]').click()
    assert "支部党员大会" in lab.reader.locator(".slogan-card").inner_text()
    lab.reader.get_by_role("button", name="Try it").click()
    for key in ["b", "x", "d", "d", "Shift+Enter", "Control+Enter", "Escape"]:
        lab.page.keyboard.press(key)
    assert lab.reader.locator(".slogan-card").is_visible()
    lab.reader.locator(".word").first.click()
    lab.reader.locator(".card summary", has_text="Mend").click()
    lab.reader.get_by_label("Another meaning").fill("member of the Party")
    lab.page.keyboard.press("Enter")
    lab.reader.locator(".scope button").first.click()
    lab.reader.locator(".notice .close").wait_for()
    lab.reader.locator(f'.word[data-place="{place}"]').click()
    assert "支部党员大会" in lab.reader.locator(".slogan-card").inner_text() and lab.reader.locator(".fixed").count() > 0
    assert [(cell["id"], cell["source"]) for cell in lab.cells()] == before and lab.complaints == []


def test_a_known_word_is_still_known_after_a_restart(opened):
    word(opened, "清洁").click()
    opened.page.keyboard.press("k")
    opened.wait()
    assert word(opened, "清洁").get_attribute("data-status") == "known"
    assert status(opened, "清洁") == "known"
    opened.page.evaluate("() => window.dubao_panel.context.sessionContext.restartKernel()")
    opened.run_all()
    opened.page.locator('.dubao .word[data-text="清洁"][data-status="known"]').first.wait_for()
    assert status(opened, "清洁") == "known"


def test_pinyin_follows_what_is_known(opened):
    opened.reader.get_by_role("button", name="New to me").click()
    assert word(opened, "清洁").locator("rt").first.is_visible()
    word(opened, "清洁").click()
    opened.reader.get_by_role("button", name="Known", exact=True).first.click()
    assert not word(opened, "清洁").locator("rt").first.is_visible()
    assert "new to you" in opened.reader.locator(".counts").inner_text()


def test_two_readers_tell_each_other(opened):
    """Two notebooks at once: the second one's marks do not undo the first one's."""
    opened.tell("from helpers.knowledge import KnownWords, home_folder; KnownWords(home_folder() / 'known_words.sqlite').mark({'党员': 'known'})")
    word(opened, "清洁").click()
    opened.page.keyboard.press("l")
    opened.wait()
    assert (status(opened, "党员"), status(opened, "清洁")) == ("known", "learn")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(opened, theme):
    from axe_playwright_python.sync_playwright import Axe

    opened.theme(theme)
    word(opened, "调研组").click()
    found = Axe().run(opened.page, context={"include": [[".dubao"]]}).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []


def test_no_markup_gets_in_through_the_widget(lab):
    """Every attack at once, as the text of a reading and as the title of an article, run in a cell of the notebook."""
    lab.open(START)
    own = next(number for number, cell in enumerate(lab.cells()) if cell["source"].startswith('show(read("""'))
    code = f"from helpers import *\nfrom helpers.model import *\nattacks = {chr(10).join(ATTACKS)!r}\n" + (
        "show(read(Article('x', attacks, tuple(Block('body', '党员' + a) for a in attacks.split(chr(10))), paper=attacks, rights=attacks)))")
    lab.page.evaluate("([number, code]) => window.dubao_panel.content.model.cells.get(number).sharedModel.setSource(code)", [own, code])
    lab.run_all()
    assert lab.errors() == []
    reader = lab.cell(own).locator(".dubao")
    reader.locator('.word[data-text="党员"]').last.click()
    reader.locator(".card .gloss").first.wait_for()
    assert lab.page.evaluate("[window.hit, parent.hit]") == [None, None]
    assert reader.locator(FOREIGN.removeprefix(".dubao ")).count() == 0


def test_a_long_article_is_there_within_a_second(lab):
    """3,016 characters: from running the cell to all words drawn (the kernel warm), and from a click to the card, in milliseconds."""
    lab.open(START)
    lab.tell("from helpers import *; long = read((open_article('002-1').text + open_article('003-1').text)[:3016]); show(long)")
    own = next(number for number, cell in enumerate(lab.cells()) if cell["source"].startswith('show(read("""'))
    lab.page.evaluate("""number => { const panel = window.dubao_panel; panel.content.model.cells.get(number).sharedModel.setSource('show(read(long.text))');
        panel.content.activeCellIndex = number; }""", own)
    count = lab.ask("sum(any(s[-1].isdigit() for s in t.syllables) or bool(t.entry) for t in long.tokens)")
    took = lab.page.evaluate("""async count => {
        const began = performance.now();
        const drawn = new Promise(done => { const look = () => document.querySelectorAll('.dubao .word').length >= count ? done() : requestAnimationFrame(look); look(); });
        window.jupyterapp.commands.execute('notebook:run-cell');
        await drawn;
        return performance.now() - began;
    }""", count)
    clicks = [lab.page.evaluate("""place => { const word = document.querySelectorAll('.dubao .word')[place]; const began = performance.now();
        word.click(); document.querySelector('.dubao .card').offsetHeight; return performance.now() - began; }""", place) for place in (700, 20, 400, 900, 1000)]
    print(f"cell to words {took:.0f} ms, click to card {', '.join(f'{click:.0f}' for click in clicks)} ms")
    assert took < 3000 and sorted(clicks)[2] < 150  # wanted: 1000 and 50; the bounds are wide for a busy machine
