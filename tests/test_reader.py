"""The reader: what it is given, and what it does in a real browser (the same JavaScript in the notebook and in a saved page)."""
import json
import re
from dataclasses import replace

import pytest

from helpers import open_article, read, show
from helpers.model import Article, Block, Repair
from helpers.reader import page, payload, plain_html

ATTACKS = [
    "<script>window.hit=1</script>", "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>", "<!--<script>window.hit=1</script>-->", "]]><script>window.hit=1</script>", "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<a href=javascript:window.hit=1>党</a>", "<details open ontoggle=window.hit=1>", "<body onload=window.hit=1>", "<style>@import 'javascript:window.hit=1'</style>",
    "\"><img src=x onerror=window.hit=1>", "'><img src=x onerror=window.hit=1>", "`${window.hit=1}`", "</title><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>", "</textarea><script>window.hit=1</script>", "&lt;img src=x onerror=window.hit=1&gt;", "<math><mtext><img src=x onerror=window.hit=1>",
    "<template><img src=x onerror=window.hit=1></template>", "\u2028window.hit=1//", "<ruby><rb>党</rb><rt><img src=x onerror=window.hit=1></rt></ruby>",
    "<video><source onerror=window.hit=1>", "<object data=javascript:window.hit=1>", "<input autofocus onfocus=window.hit=1>", "{{constructor.constructor('window.hit=1')()}}",
]


def words_of(data):
    return "".join(data["words"][number][0] for _, sentence in data["sentences"] for number in sentence)


@pytest.mark.parametrize("article", ["000-1", "003-3", "004-1"])
def test_the_payload_holds_the_whole_text(article):
    reading = read(open_article(article))
    data = json.loads(json.dumps(payload(reading)))
    assert words_of(data) == reading.text
    assert [m[5] for m in data["mentions"]] == [m.text for m in reading.mentions]
    assert all(first < last for first, last, *_ in data["mentions"])


def test_flags_of_the_source_are_in_the_payload():
    kinds = {row[0] for row in payload(read(open_article("000-3")))["repairs"]}
    assert kinds == {"flagged", "repaired"}


def test_show_wants_a_reading():
    with pytest.raises(TypeError, match=r"show\(\) takes a reading, not str"):
        show("三会一课")


def test_a_viewer_without_widgets_gets_ruby():
    html = plain_html(read("焦裕禄说：<b>"))
    assert "<ruby><rb>焦</rb><rp>(</rp><rt>jiāo</rt><rp>)</rp></ruby>" in html and "&lt;b&gt;" in html.replace("</ruby>", "")
    bundle = show(read("三会一课"))._repr_mimebundle_()
    assert "text/html" in (bundle[0] if isinstance(bundle, tuple) else bundle)


def test_the_saved_page_needs_no_network(tmp_path):
    path = show(read(open_article("000-1"))).to_html(tmp_path / "page.html")
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)\s*=|https?://|@import|\bimport\s*\(", text)
    assert path.stat().st_size < 400_000


def opened(browser_page, reading):
    browser_page.failures = []
    browser_page.on("pageerror", lambda error: browser_page.failures.append(str(error)))
    browser_page.set_content(page(reading))
    browser_page.locator(".dubao").wait_for()
    return browser_page


def card(browser_page):
    return browser_page.locator(".card").inner_text()


def test_a_click_opens_the_card(browser_page):
    opened(browser_page, read(open_article("000-1")))
    browser_page.locator('.word[data-text="宣讲团"]').first.click()
    assert "宣讲团" in card(browser_page) and "xuānjiǎngtuán" in card(browser_page)
    assert "part of this organisation" in card(browser_page)
    assert browser_page.failures == []


def test_pinyin_goes_and_comes_and_no_line_moves(browser_page):
    opened(browser_page, read(open_article("000-1")))
    tops = "() => [...document.querySelectorAll('.word')].map(w => [w.offsetTop, w.offsetLeft])"
    before = browser_page.evaluate(tops)
    browser_page.get_by_role("button", name="None").click()
    assert not browser_page.locator("rt").first.is_visible()
    assert browser_page.evaluate(tops) == before
    browser_page.get_by_role("button", name="All words").click()
    assert browser_page.locator("rt").first.is_visible()


def test_the_keyboard_does_what_the_mouse_does(browser_page):
    opened(browser_page, read("市委书记到村里宣讲。\n党员说：好。"))
    browser_page.evaluate("window.leaked = []; document.addEventListener('keydown', event => leaked.push(event.key))")
    browser_page.locator(".word").first.focus()
    focused = "document.activeElement.dataset.text"
    for key, word in [("ArrowRight", "书记"), ("End", "好"), ("Home", "市委"), ("ArrowDown", "党员"), ("ArrowUp", "市委")]:
        browser_page.keyboard.press(key)
        assert browser_page.evaluate(focused) == word, key
    browser_page.keyboard.press("Enter")
    assert "shìwěi" in card(browser_page)
    browser_page.keyboard.press("ArrowRight")
    assert "shūj" in card(browser_page)
    browser_page.keyboard.press("Escape")
    assert "Click a word" in card(browser_page) and browser_page.evaluate(focused) == "书记"
    for key in ["b", "x", "a", "d", "Enter", "Shift+Enter", "Control+Enter", " "]:
        browser_page.keyboard.press(key)
    assert browser_page.evaluate("leaked") in ([], ["Control"], ["Shift", "Control"])


def test_an_empty_text_says_so(browser_page):
    opened(browser_page, read(""))
    assert "no text to read" in card(browser_page)


def test_what_happens_once_is_not_listed_as_a_place(browser_page):
    opened(browser_page, read("党员来了，党员走了，群众来了。"))
    browser_page.locator('.word[data-text="党员"]').first.click()
    assert "2 times in this text" in card(browser_page)
    browser_page.locator(".card summary", has_text="2 times").click()
    browser_page.locator(".places button").nth(1).click()
    assert browser_page.evaluate("document.activeElement.dataset.place") == "4"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_markup_gets_in(browser_page, attack):
    hostile = Article("x", attack, (Block("title", attack), Block("body", f"党员{attack}说{attack}。")), paper=attack, date=attack, place=attack,
                      rights=attack, repairs=(Repair("flagged", "党员", attack, attack),))
    reading = read(hostile)
    token = reading.tokens[0]
    poisoned = replace(next(t for t in reading.tokens if t.text == "党员").entry, gloss=attack, senses=(attack, attack + "2"), note=attack, kind=attack, pinyin=attack)
    sentences = tuple(replace(s, tokens=tuple(replace(t, entry=poisoned, pinyin=attack) if t.text == "党员" else t for t in s.tokens)) for s in reading.sentences)
    opened(browser_page, replace(reading, sentences=sentences))
    browser_page.locator('.word[data-text="党员"]').first.click()
    browser_page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    assert browser_page.evaluate("window.hit") is None
    assert browser_page.locator(".dubao :is(script, img, svg, iframe, style, object, video, input:not([type=file]), a, template)").count() == 0
    assert attack.split("\u2028")[-1][:5] in browser_page.locator(".dubao").inner_text()
    assert browser_page.failures == [] and token is reading.tokens[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser_page, scheme):
    from axe_playwright_python.sync_playwright import Axe

    browser_page.emulate_media(color_scheme=scheme)
    opened(browser_page, read(open_article("001-1")))
    browser_page.locator(".word").nth(3).click()
    browser_page.evaluate("() => document.querySelectorAll('.card details').forEach(folded => { folded.open = true; })")
    browser_page.locator(".panel summary").first.click()
    found = Axe().run(browser_page).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []
