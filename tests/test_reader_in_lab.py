"""The reader in real JupyterLab: click, keyboard, known words that last, and a notebook that no key of the reader touches."""
import pytest

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
    opened.reader.get_by_role("button", name="Known", exact=True).click()
    assert not word(opened, "清洁").locator("rt").first.is_visible()
    assert "new to you" in opened.reader.locator(".counts").inner_text()


def test_two_readers_tell_each_other(opened):
    """Two notebooks at once: the second one's marks do not undo the first one's."""
    opened.tell("from helpers.knowledge import KnownWords, home_folder; KnownWords(home_folder() / 'known_words.sqlite').mark({'党员': 'known'})")
    word(opened, "清洁").click()
    opened.page.keyboard.press("l")
    opened.wait()
    assert (status(opened, "党员"), status(opened, "清洁")) == ("known", "learn")
