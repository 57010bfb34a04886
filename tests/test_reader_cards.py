"""Slogans and sentence patterns in the reader: what its page is told, and what the card shows, in a saved page and in JupyterLab."""
import json

import pytest

from helpers import open_article, patterns, read, show, slogans
from helpers import reader, reader_widget
from helpers.corrections import Corrections, correct
from helpers.knowledge import KnownWords
from helpers.reader_cards import phrases
from helpers.slogan_cards import card
from test_reader import ATTACKS, FOREIGN
from test_slogan_pages import hostile

TITLED = "1+43+N"  # of 004-1: partly expanded, its items told in the text


def opened(browser_page, text):
    """The saved page of a reading (or of what it is told), in the browser."""
    browser_page.failures = []
    browser_page.set_default_timeout(10_000)
    browser_page.on("pageerror", lambda error: browser_page.failures.append(str(error)))
    browser_page.set_content(reader.page(text, phrases(text)))
    browser_page.locator(".dubao").wait_for()
    return browser_page


def to_first(page, phrase):
    """A click on the first word of a phrase that is underlined."""
    place = page.evaluate("phrase => JSON.parse(document.getElementById('reading').textContent).mentions.find(one => one[5] === phrase)[0]", phrase)
    page.locator(f'.word[data-place="{place}"]').click()
    return page.locator(".card section", has=page.locator(".hanzi", has_text=phrase)).first


def mark_patterns(page, name="Marked"):
    page.locator("summary", has_text="View").click()
    page.get_by_role("button", name=name, exact=True).click()
    page.locator("summary", has_text="View").click()


def said(tree):
    return tree if isinstance(tree, str) else " ".join(map(said, tree[2:]))


# ---- what the page is told

def unpacked(tree, elements):
    return tree if isinstance(tree, str) else [*elements[tree[0]], *(unpacked(child, elements) for child in tree[1:])]


@pytest.mark.parametrize("article", ["000-1", "003-2", "004-1"])
def test_the_reader_is_told_the_cards_of_its_slogans(article):
    reading = read(open_article(article))
    told = json.loads(json.dumps(phrases(reading)))
    assert [one["hanzi"] for one in told["slogans"]] == [slogan.hanzi for slogan in slogans(reading)]
    for slogan, one in zip(slogans(reading), told["slogans"]):
        assert unpacked(one["card"], told["elements"]) == json.loads(json.dumps(card(slogan, reading, places=False)))


def test_a_card_in_the_reader_does_not_repeat_the_text():
    reading = read(open_article("004-1"))
    slogan = next(one for one in slogans(reading) if one.hanzi == TITLED)
    whole, inside = said(card(slogan, reading)), said(card(slogan, reading, places=False))
    assert "In this text" in whole and "In this text" not in inside and "The text says so itself" in inside


@pytest.mark.parametrize("article", ["000-1", "004-1"])
def test_the_reader_is_told_every_pattern_with_its_slots(article):
    reading = read(open_article(article))
    told = phrases(reading)["patterns"]
    for one, (number, start, end, slots) in zip(patterns(reading), told["found"], strict=True):
        assert told["frames"][number] == [one.frame, one.meaning, one.level, one.plain, one.note]
        assert (start, end) == (one.start, one.end)
        assert [(name, reading.text[first:last]) for first, last, name in slots] == [(slot.name, slot.text) for slot in sorted(one.slots, key=lambda slot: slot.start)]


def test_a_text_without_slogans_or_patterns():
    assert phrases(read("今天天气很好。")) == {"slogans": [], "elements": [], "patterns": {"frames": [], "found": []}}


def test_after_a_correction_the_cards_are_those_of_the_new_reading(tmp_path, monkeypatch):
    text = "落实“三会一课”。坚持以人民为中心。"
    shown = reader_widget._widget()(read(text), KnownWords(None), Corrections(tmp_path / "corrections.json"))
    monkeypatch.setattr(shown, "send", lambda reply: None)
    assert shown.data["slogans"] == phrases(read(text))["slogans"] != []
    shown._handle_custom_msg({"kind": "correct", "first": 0, "last": 1, "scope": "here", "gloss": "to carry out"}, [])
    assert shown.reading.corrections and shown.data["slogans"] == phrases(shown.reading)["slogans"] and shown.data["patterns"]["found"]
    assert "三会一课" in shown.to_html(tmp_path / "page.html").read_text(encoding="utf-8").split('"slogans":')[1]


@pytest.mark.parametrize("article, kilobytes", [("000-1", 250), ("003-2", 190), ("004-1", 310)])
def test_the_saved_page_stays_small(tmp_path, article, kilobytes):
    path = show(read(open_article(article))).to_html(tmp_path / "page.html")
    assert path.stat().st_size < kilobytes * 1000


# ---- slogans in the card

def test_a_slogan_opens_the_card_of_the_slogan_page(browser_page):
    reading = read(open_article("004-1"))
    opened(browser_page, reading)
    part = to_first(browser_page, TITLED)
    slogan = next(one for one in slogans(reading) if one.hanzi == TITLED)
    shown = part.locator(".slogan-card")
    assert "".join(shown.text_content().split()) == "".join(said(card(slogan, reading, places=False)).split())
    assert shown.locator(".drawing").get_attribute("aria-label") == "1: 1个镇级党群服务中心; 43: 43个村级党群服务中心; N: not told"
    assert "Partly expanded" in shown.inner_text() and browser_page.failures == []


@pytest.mark.parametrize("article, phrase, expected", [
    ("000-1", "《焦门家风代代传》", None), ("001-1", "四位一体", "Not expanded"), ("004-1", "因材施教、因需施教", "Not in the slogan book. Only its form is shown."),
])
def test_what_is_not_expanded_says_so_and_what_is_no_slogan_has_no_card(browser_page, article, phrase, expected):
    opened(browser_page, read(open_article(article)))
    if expected is None:
        browser_page.locator(".word").first.click()
        assert browser_page.locator(".card .slogan-card").count() == 0
    else:
        assert expected in to_first(browser_page, phrase).locator(".slogan-card").inner_text()


def test_try_it_hides_the_card_until_it_is_answered(browser_page):
    opened(browser_page, read(open_article("004-4")))
    part = to_first(browser_page, "三会一课")
    assert "支部党员大会" in part.inner_text(), "the card answers at once"
    part.get_by_role("button", name="Try it").click()
    assert part.locator(".slogan-card").count() == 0 and "支部党员大会" not in part.inner_text() and not part.locator(".head .pinyin").is_visible()
    assert browser_page.evaluate("document.activeElement.tagName") == "INPUT"
    for typed in ("党课", "支部委员会", "党小组会", "支部党员大会"):
        part.locator("input:not([readonly])").first.fill(typed)
    assert "All 4 are right." in part.get_by_role("status").inner_text()
    browser_page.keyboard.press("Enter")
    assert part.locator(".slogan-card").is_visible() and part.locator(".head .pinyin").is_visible()


def test_keys_in_a_question_are_for_the_question(browser_page):
    opened(browser_page, read(open_article("004-4")))
    part = to_first(browser_page, "三会一课")
    part.get_by_role("button", name="Try it").click()
    browser_page.keyboard.type("klpm")
    assert part.locator("input").first.input_value() == "klpm" and browser_page.locator('.word[data-status="known"], .revealed').count() == 0
    browser_page.keyboard.press("Escape")
    assert part.locator(".slogan-card").is_visible(), "Escape leads from the question to the card"
    browser_page.keyboard.press("Escape")
    assert "Click a word" in browser_page.locator(".card").inner_text(), "and from the card to the text"


def test_what_one_has_begun_stays_when_a_word_is_marked(browser_page):
    opened(browser_page, read(open_article("004-4")))
    part = to_first(browser_page, "三会一课")
    part.get_by_role("button", name="Try it").click()
    part.locator("input").first.fill("党课")
    part.get_by_role("button", name="To learn").click()
    assert part.locator(".right input").input_value() == "党课"


def test_a_related_slogan_of_the_text_leads_to_its_place_and_others_are_words(browser_page):
    opened(browser_page, read(open_article("004-1")))
    part = to_first(browser_page, "神经末梢")
    assert part.locator("span.related").all_inner_texts() == ["中梗阻"]
    part.get_by_role("button", name="幸福底色").click()
    assert "幸福底色" in browser_page.locator(".card .whole .hanzi").first.inner_text()


def test_where_a_slogan_stands_more_than_once(browser_page):
    opened(browser_page, read(open_article("004-1")))
    part = to_first(browser_page, "乡村振兴")
    part.locator("summary", has_text="2 places of this slogan").click()
    places = part.locator(".places button")
    assert places.evaluate_all("all => all.map(one => one.disabled)") == [True, False]
    places.nth(1).click()
    assert browser_page.evaluate("document.activeElement.dataset.text") == "乡村"


# ---- sentence patterns in the text and in the card

def test_patterns_are_marked_when_asked_for_and_no_line_moves(browser_page):
    opened(browser_page, read(open_article("004-1")))
    tops = "() => [...document.querySelectorAll('.word, .mark')].map(one => [one.offsetTop, one.offsetLeft, one.offsetWidth])"
    tinted = "() => [...document.querySelectorAll('.fixed')].filter(one => getComputedStyle(one).backgroundImage !== 'none').length"
    before = browser_page.evaluate(tops)
    assert browser_page.evaluate(tinted) == 0
    mark_patterns(browser_page)
    assert browser_page.evaluate(tinted) > 40 and browser_page.evaluate(tops) == before
    mark_patterns(browser_page, "Not marked")
    assert browser_page.evaluate(tinted) == 0 and browser_page.evaluate(tops) == before


def test_the_fixed_words_and_the_slots_are_those_of_the_pattern(browser_page):
    opened(browser_page, read("我们坚持以主题教育为契机，加强学习。"))
    mark_patterns(browser_page)
    texts = lambda name: "".join(browser_page.locator(f".{name} rb").all_text_contents())
    found = patterns(read("我们坚持以主题教育为契机，加强学习。"))
    slots = [slot for one in found for slot in one.slots]
    assert "以" in texts("fixed") and "为" in texts("fixed") and "主" not in texts("fixed")
    assert set(texts("slot-first")) == {slot.text[0] for slot in slots} and set(texts("slot-last")) == {slot.text[-1] for slot in slots}


def test_the_card_explains_the_pattern_with_this_sentence(browser_page):
    opened(browser_page, read(open_article("004-1")))
    word = browser_page.locator('.word[data-text="提供"]').first
    word.click()
    assert browser_page.locator(".card .pattern").count() == 0, "an option: not before it is asked for"
    mark_patterns(browser_page)
    part = browser_page.locator(".card .pattern").first
    assert part.locator(".hanzi").inner_text() == "为…提供…" and "sentence pattern, B1" in part.inner_text()
    assert part.locator(".filled").inner_text() == "为全面推进乡村振兴、促进基层治理能力现代化提供坚强的组织保障"
    assert part.locator(".filled b").all_inner_texts() == ["为", "提供"]
    assert "坚强的组织保障 — what is provided" in part.inner_text() and "In everyday words: 给…" in part.inner_text()


def test_a_word_in_two_patterns_shows_first_the_one_it_is_a_part_of(browser_page):
    opened(browser_page, read(open_article("004-1")))
    mark_patterns(browser_page)
    browser_page.locator('.word[data-text="全面"]').first.click()
    parts = browser_page.locator(".card .pattern")
    assert parts.locator(".hanzi").all_inner_texts()[0] == "全面推进…" and parts.locator("summary", has_text="为…提供… — to provide A with B").count() == 1


def test_patterns_are_told_to_those_who_do_not_see_them(browser_page):
    opened(browser_page, read(open_article("004-1")))
    word = browser_page.locator('.word[data-text="提供"]').first
    assert word.get_attribute("title") is None
    mark_patterns(browser_page)
    assert word.get_attribute("title") == "Sentence pattern 为…提供…"
    browser_page.locator("summary", has_text="View").click()
    assert browser_page.get_by_role("group", name="Sentence patterns").get_by_role("button", pressed=True).inner_text() == "Marked"


def test_the_option_is_remembered(browser_page, tmp_path):
    browser_page.goto(show(read(open_article("003-2"))).to_html(tmp_path / "page.html").as_uri())
    mark_patterns(browser_page)
    browser_page.reload()
    assert browser_page.locator(".dubao.patterned").count() == 1 and browser_page.locator('.word[title^="Sentence pattern"]').count() > 0


def test_from_one_place_of_a_pattern_to_the_next_by_keys(browser_page):
    opened(browser_page, read(open_article("004-1")))
    mark_patterns(browser_page)
    browser_page.locator('.word[data-text="着力"]').first.focus()
    browser_page.keyboard.press("Enter")
    browser_page.locator(".card .pattern summary", has_text="2 places of this pattern").focus()
    for key in ("Enter", "Tab", "Enter"):
        browser_page.keyboard.press(key)
    assert browser_page.evaluate("[...document.querySelectorAll('.word[data-text=\"着力\"]')].indexOf(document.activeElement)") == 1


def test_a_text_without_patterns_says_so(browser_page):
    opened(browser_page, read("今天天气很好。"))
    browser_page.locator("summary", has_text="View").click()
    assert "None of the sentence patterns" in browser_page.locator(".panel[open]").inner_text()
    assert browser_page.get_by_role("group", name="Sentence patterns").count() == 0


# ---- hostile text, those who do not see it, and speed

@pytest.mark.parametrize("attack", ATTACKS)
def test_no_markup_gets_in(browser_page, attack):
    reading = read("党员来了。")
    told = hostile(attack)["slogans"][0] | {"hanzi": "党员", "card": [0, [1, attack], attack]}
    pattern = {"frames": [[attack] * 5], "found": [[0, 0, 4, [[2, 3, attack]]]]}
    browser_page.failures = []
    browser_page.on("pageerror", lambda error: browser_page.failures.append(str(error)))
    more = {"slogans": [told], "elements": [["div", {"class": "slogan-card"}], ["script", {"class": attack}]], "patterns": pattern, "mentions": [[0, 1, "slogan", -1, attack, "党员"]]}
    browser_page.set_content(reader.page(reading, more))
    mark_patterns(browser_page)
    browser_page.locator('.word[data-text="党员"]').click()
    assert browser_page.locator(".card .slogan-card, .card .pattern").count() == 2
    browser_page.get_by_role("button", name="Try it").click()
    for name in ("Choose among options", "Align the couplet", "Choose the meaning"):
        browser_page.get_by_role("button", name=name).click()
    assert browser_page.evaluate("window.hit") is None and browser_page.failures == []
    assert browser_page.locator(FOREIGN).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser_page, scheme):
    from axe_playwright_python.sync_playwright import Axe

    browser_page.emulate_media(color_scheme=scheme)
    opened(browser_page, read(open_article("004-1")))
    mark_patterns(browser_page)
    for phrase in (TITLED, "因材施教、因需施教", "乡村振兴"):
        part = to_first(browser_page, phrase)
        browser_page.evaluate("() => document.querySelectorAll('.card details').forEach(folded => { folded.open = true; })")
        for step in ("card", "question"):
            if step == "question":
                part.get_by_role("button", name="Try it").click()
            found = Axe().run(browser_page).response["violations"]
            assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == [], (phrase, step)


@pytest.mark.parametrize("width", [1600, 480, 360])
def test_nothing_is_cut_at_the_side(browser_page, width):
    browser_page.set_viewport_size({"width": width, "height": 900})
    opened(browser_page, read(open_article("004-1")))
    mark_patterns(browser_page)
    for phrase in (TITLED, "因材施教、因需施教"):
        to_first(browser_page, phrase)
        assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert browser_page.locator(".card").evaluate("card => card.scrollWidth <= card.clientWidth + 1")


def test_a_higher_card_does_not_cover_the_word(browser_page):
    browser_page.set_viewport_size({"width": 480, "height": 900})
    opened(browser_page, read(open_article("004-1")))
    to_first(browser_page, TITLED)
    word, card_ = browser_page.locator('.word[aria-current="true"]').bounding_box(), browser_page.locator(".card").bounding_box()
    assert word["y"] + word["height"] <= card_["y"]


def test_it_is_as_fast(browser_page):
    """From a click on a slogan to its card, patterns marked, on the longest article: milliseconds."""
    opened(browser_page, read(open_article("002-1")))
    mark_patterns(browser_page)
    took = browser_page.evaluate("""() => [...document.querySelectorAll('.word[data-mention="slogan"]')].slice(0, 20).map(word => {
        const began = performance.now(); word.click(); document.querySelector('.card').offsetHeight; return performance.now() - began; })""")
    print("milliseconds a click:", [round(one) for one in took])
    assert sorted(took)[len(took) // 2] < 50
