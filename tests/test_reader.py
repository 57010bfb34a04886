"""The reader: what it is given, and what it does in a real browser (the same JavaScript in the notebook and in a saved page)."""
import json
import re
import time
from dataclasses import replace

import pytest

from helpers import open_article, read, show, vocabulary
from helpers.model import Article, Block, Mention, Rendering, Repair
from helpers.knowledge import KnownWords
from helpers import reader, reader_widget
from helpers.corrections import Corrections, correct
from helpers.reader import page, payload, plain_html, script
from helpers.running_pinyin import orthography, transcribed

HIT = "window.hit=1"
ATTACKS = [line.replace("HIT", HIT) for line in r"""
<script>HIT</script>
</script><script>HIT</script>
</SCRIPT ><script>HIT</script>
<scr<script>ipt>HIT</scr</script>ipt>
<script src=data:text/javascript,HIT></script>
<script type=module>HIT</script>
<img src=x onerror=HIT>
<img src=x onerror="HIT">
<IMG SRC=x OnErRoR=HIT>
<img/src=x/onerror=HIT>
<img src=`x` onerror=HIT>
<img srcset=x onerror=HIT>
<image src=x onerror=HIT>
<svg onload=HIT>
<svg/onload=HIT>
<svg><script>HIT</script></svg>
<svg><animate onbegin=HIT attributeName=x dur=1s>
<svg><a xlink:href=javascript:HIT><text>党</text></a></svg>
<svg><foreignObject><img src=x onerror=HIT></foreignObject></svg>
<math><mtext><img src=x onerror=HIT>
<math><mtext><table><mglyph><style><img src=x onerror=HIT>
<!--<script>HIT</script>-->
--><script>HIT</script><!--
<!-- <script> <!-- HIT
]]><script>HIT</script>
<![CDATA[<img src=x onerror=HIT>]]>
<iframe srcdoc='<script>parent.hit=1</script>'>
<iframe src=javascript:parent.hit=1>
<a href=javascript:HIT>党</a>
<a href="java&#10;script:HIT">党</a>
<details open ontoggle=HIT>
<body onload=HIT>
<html onmouseover=HIT>
<style>@import 'javascript:HIT'</style>
<style onload=HIT></style>
<link rel=stylesheet href=data:text/css,x onload=HIT>
<link rel=import href=data:text/html,x onerror=HIT>
<meta http-equiv=refresh content="0;url=javascript:HIT">
<base href=javascript:HIT//>
"><img src=x onerror=HIT>
'><img src=x onerror=HIT>
" autofocus onfocus=HIT x="
' onclick=HIT x='
" style="animation-name:x" onanimationstart=HIT x="
`${HIT}`
${HIT}
{{constructor.constructor('HIT')()}}
</title><script>HIT</script>
</style><script>HIT</script>
</textarea><script>HIT</script>
</noscript><img src=x onerror=HIT>
</section></main><img src=x onerror=HIT>
&lt;img src=x onerror=HIT&gt;
&#60;img src=x onerror=HIT&#62;
\u003cimg src=x onerror=HIT\u003e
\x3cimg src=x onerror=HIT\x3e
<template><img src=x onerror=HIT></template>
<ruby><rb>党</rb><rt><img src=x onerror=HIT></rt></ruby>
<video><source onerror=HIT>
<audio src=x onerror=HIT>
<object data=javascript:HIT>
<embed src=javascript:HIT>
<input autofocus onfocus=HIT>
<select autofocus onfocus=HIT>
<button autofocus onfocus=HIT>党</button>
<form action=javascript:HIT><input type=submit>
<marquee onstart=HIT>
<dialog open onclose=HIT>
<keygen autofocus onfocus=HIT>
<x contenteditable autofocus onfocus=HIT>党
<x onclick=HIT tabindex=1 autofocus onfocus=HIT>
＜script＞HIT＜/script＞
";HIT;//
';HIT;//
*/HIT/*
__proto__
""".strip().splitlines()] + ["\u2028window.hit=1//", "党\x00<script>window.hit=1</script>", "\ufeff<script>window.hit=1</script>", "\u202e<script>window.hit=1</script>"]


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
    browser_page.set_default_timeout(10_000)
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


def poisoned(attack):
    """A reading in which everything that a page shows is the attack: titles, words, glosses, notes, names, repairs."""
    hostile = Article("x", attack, (Block("title", attack), Block("body", f"党员{attack}说{attack}。")), paper=attack, date=attack, place=attack,
                      rights=attack, repairs=(Repair("flagged", "党员", attack, attack),), title_supplied=True)
    reading = read(hostile)
    entry = next(t.entry for t in reading.tokens if t.text == "党员")
    entry = replace(entry, gloss=attack, senses=(attack, attack + "2"), note=attack, kind=attack, pinyin=attack, pos=attack, sources=(attack,),
                    levels={"hsk2025": attack}, english=(Rendering(attack, attack, 2020),), traditional=attack)
    change = lambda token: replace(token, entry=entry, pinyin=attack, alternatives=((attack,), ())) if token.text == "党员" else token
    sentences = tuple(replace(s, tokens=tuple(map(change, s.tokens))) for s in reading.sentences)
    mentions = (Mention("党员", reading.text.index("党员"), attack, entry, attack),)
    return replace(reading, sentences=sentences, mentions=mentions)


FOREIGN = ".dubao :is(script, img, svg, iframe, style, object, embed, video, audio, link, meta, base, form, a, template, math, dialog, marquee, input:not([type=file], .mend input))"


def test_sixty_attacks_and_more():
    assert len(set(ATTACKS)) >= 60


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_markup_gets_in(browser_page, attack):
    opened(browser_page, poisoned(attack))
    browser_page.locator('.word[data-text="党员"]').first.click()
    browser_page.evaluate("() => document.querySelectorAll('.card details').forEach(folded => { folded.open = true; })")
    browser_page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert browser_page.evaluate("window.hit") is None
    assert browser_page.locator(FOREIGN).count() == 0
    assert browser_page.locator(".card .gloss").first.text_content() == attack.replace("\x00", "\x00")
    assert browser_page.failures == []


@pytest.mark.parametrize("attack", ["<img src=x onerror=window.hit=1>", "</script><script>window.hit=1</script>"])
def test_no_markup_gets_into_the_table_or_the_plain_text(browser_page, attack):
    reading = poisoned(attack)
    browser_page.set_content(vocabulary(reading).to_html() + plain_html(reading))
    assert browser_page.evaluate("window.hit") is None
    assert browser_page.locator("img, script").count() == 0


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


# ---- what the learner knows, and how the text is shown

def test_known_words_last_in_a_saved_page(browser_page, tmp_path):
    path = show(read("党员来了，群众来了，党员走了。")).to_html(tmp_path / "page.html")
    browser_page.goto(path.as_uri())
    browser_page.locator('.word[data-text="党员"]').first.click()
    browser_page.keyboard.press("k")
    assert browser_page.locator('.word[data-status="known"]').count() == 2
    browser_page.get_by_role("button", name="New to me").click()
    shown = "() => [...document.querySelectorAll('.word')].filter(w => getComputedStyle(w.querySelector('rt')).visibility === 'visible').map(w => w.dataset.text)"
    assert "党员" not in browser_page.evaluate(shown) and "群众" in browser_page.evaluate(shown)
    browser_page.reload()
    assert "党员" not in browser_page.evaluate(shown)
    assert "new to you" in browser_page.locator(".counts").inner_text()


def test_words_are_handed_over_and_taken_in(browser_page, tmp_path):
    path = show(read("党员来了，群众来了。")).to_html(tmp_path / "page.html")
    browser_page.goto(path.as_uri())
    browser_page.locator("summary", has_text="My words").click()
    browser_page.get_by_label("Words that I know").fill("党员，群众 nonsense")
    browser_page.get_by_role("button", name="I know these words").click()
    assert browser_page.locator('.word[data-status="known"]').count() == 2
    with browser_page.expect_download() as download:
        browser_page.get_by_role("button", name="Save my words").click()
    saved = json.loads(open(download.value.path(), encoding="utf-8").read())
    assert {word for word, status, _ in saved["words"]} == {"党员", "群众"}
    store = KnownWords(None)
    assert store.take_in(json.dumps(saved)) == 2 and store.statuses() == {"党员": "known", "群众": "known"}
    browser_page.get_by_label("Words that I know").fill("{broken")
    browser_page.get_by_role("button", name="I know these words").click()
    assert "Nothing was added" in browser_page.locator(".notice").inner_text()
    assert browser_page.locator('.word[data-status="known"]').count() == 2


@pytest.mark.parametrize("mode, shown, hidden", [
    ("Names and terms", "党组织", "来"), ("Above a level", "党组织", "来"), ("None", "", "党组织"), ("All words", "来", ""),
])
def test_pinyin_where_it_helps(browser_page, mode, shown, hidden):
    opened(browser_page, read("党组织来了。"))
    browser_page.get_by_role("button", name=mode).click()
    for text, there in ((shown, True), (hidden, False)):
        if text:
            assert browser_page.locator(f'.word[data-text="{text}"] rt').first.is_visible() == there
    browser_page.locator('.word[data-text="来"]').click()
    if mode == "None":
        browser_page.keyboard.press("p")
        assert browser_page.locator('.word[data-text="来"] rt').is_visible()


def test_no_mode_moves_a_line(browser_page):
    opened(browser_page, read(open_article("004-1")))
    tops = "() => [...document.querySelectorAll('.word')].map(w => [w.offsetTop, w.offsetLeft])"
    before = browser_page.evaluate(tops)
    for name in ["New to me", "Above a level", "Names and terms", "None", "All words", "View", "Words", "Syllables", "Traditional (generated)", "One sentence"]:
        if name == "View":
            browser_page.locator("summary", has_text=name).click()
            continue
        browser_page.get_by_role("button", name=name, exact=True).click()
        assert browser_page.evaluate(tops) == before, name


def test_traditional_is_generated_and_the_printed_page_is_labelled(browser_page):
    opened(browser_page, read(open_article("001-1")))
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name="Traditional (generated)").click()
    assert "主題教育" in "".join(browser_page.locator(".text rb").all_text_contents())
    browser_page.get_by_role("button", name="As printed").click()
    assert browser_page.locator(".printed").is_visible() and not browser_page.locator(".text").is_visible()
    assert "發(fā)展" in browser_page.locator(".printed").inner_text()


def test_listening_is_offered_where_there_is_a_voice(browser_page):
    opened(browser_page, read("党员来了。群众来了。"))
    assert not browser_page.get_by_role("button", name="Listen").is_visible()
    browser_page.evaluate("""() => {
        window.said = [];
        const voice = {lang: 'zh-CN', name: 'test'};
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => [voice], addEventListener() {}, removeEventListener() {}, cancel() {}, speak: u => said.push(u.text)}});
    }""")
    browser_page.evaluate(page_script(read("党员来了。群众来了。")))
    browser_page.get_by_role("button", name="Listen").last.click()
    browser_page.locator('.word[data-text="群众"]').last.click()
    browser_page.get_by_role("button", name="Hear the word").last.click()
    browser_page.get_by_role("button", name="Hear the sentence").last.click()
    assert browser_page.evaluate("said") == ["党员来了。群众来了。", "群众", "群众来了。"]


def page_script(reading):
    """The page's own script, to be run once more in a page that is there already."""
    return "() => {" + script().replace("export default { render };", "") + f"build({json.dumps(payload(reading))}, document.querySelector('main'), browserStore());" + "}"


def test_it_is_fast(browser_page):
    """Measured on the longest article: opening the page, and from a click to the card (milliseconds, generous for a busy machine)."""
    began = time.perf_counter()
    opened(browser_page, read(open_article("002-1")))
    assert time.perf_counter() - began < 5
    click = "() => { const word = document.querySelectorAll('.word')[300]; const began = performance.now(); word.click(); return performance.now() - began; }"
    assert min(browser_page.evaluate(click) for _ in range(5)) < 50


def test_a_level_is_marked_and_taken_back(browser_page):
    opened(browser_page, read("党员来了，群众来了。"))
    browser_page.locator("summary", has_text="My words").click()
    browser_page.get_by_role("button", name="Mark HSK 2025, levels 1 to 3, as known").click()
    assert browser_page.locator('.word[data-text="来"][data-status="known"]').count() == 2
    browser_page.get_by_role("button", name="Undo").click()
    assert browser_page.locator('.word[data-status="known"]').count() == 0


def test_a_known_phrase_covers_its_words_and_the_card_keeps_its_place(browser_page):
    opened(browser_page, read("挂图作战，攻坚克难，挂图作战。"))
    browser_page.locator('.word[data-text="作战"]').first.click()
    browser_page.locator(".card summary", has_text="characters").click()
    browser_page.locator(".card .whole").get_by_role("button", name="Known").click()
    assert browser_page.locator('.word[data-status="known"]').count() == 4
    assert browser_page.evaluate("document.activeElement.dataset.does") == "known 挂图作战"
    assert browser_page.locator(".card details[open]").count() == 1


def test_a_text_in_traditional_characters_is_noticed(browser_page):
    opened(browser_page, read("黨員要認真學習貫徹會議精神。"))
    assert "read(mend(text).text)" in browser_page.locator(".column").inner_text()


# ---- pinyin in other forms

@pytest.mark.parametrize("syllables, zhuyin, wade", [
    ("zhi chi shi ri zi ci si", "ㄓ ㄔ ㄕ ㄖ ㄗ ㄘ ㄙ", "chih ch'ih shih jih tzu tz'u ssu"),
    ("ju qu xu lü nü yu yue yuan quan", "ㄐㄩ ㄑㄩ ㄒㄩ ㄌㄩ ㄋㄩ ㄩ ㄩㄝ ㄩㄢ ㄑㄩㄢ", "chü ch'ü hsü lü nü yü yüeh yüan ch'üan"),
    ("zhong guo gong chan dang xiong", "ㄓㄨㄥ ㄍㄨㄛ ㄍㄨㄥ ㄔㄢ ㄉㄤ ㄒㄩㄥ", "chung kuo kung ch'an tang hsiung"),
    ("ge ke he e er yan yi you bo wo", "ㄍㄜ ㄎㄜ ㄏㄜ ㄜ ㄦ ㄧㄢ ㄧ ㄧㄡ ㄅㄛ ㄨㄛ", "ko k'o ho o erh yen i yu po wo"),
    ("hai lai mai nai wai ai kai zhuai", "ㄏㄞ ㄌㄞ ㄇㄞ ㄋㄞ ㄨㄞ ㄞ ㄎㄞ ㄓㄨㄞ", "hai lai mai nai wai ai k'ai chuai"),
    ("tie huo shuo zhuo duo gui hui r", "ㄊㄧㄝ ㄏㄨㄛ ㄕㄨㄛ ㄓㄨㄛ ㄉㄨㄛ ㄍㄨㄟ ㄏㄨㄟ ㄦ", "t'ieh huo shuo cho to kuei hui erh"),
])
def test_zhuyin_and_wade_giles(syllables, zhuyin, wade):
    assert list(zip(*map(transcribed, syllables.split()))) == [tuple(zhuyin.split()), tuple(wade.split())]


def rubies(browser_page, text):
    return browser_page.locator(f'.word[data-text="{text}"]').first.locator("rt").all_text_contents()


@pytest.mark.parametrize("form, shown, word, neutral", [
    ("Tone marks", ["nǚ", "ér"], "nǚ'ér", "de"), ("Numbers", ["nü3", "er2"], "nü3er2", "de5"), ("No tones", ["nü", "er"], "nü'er", "de"),
    ("Zhuyin", ["ㄋㄩˇ", "ㄦˊ"], "ㄋㄩˇ ㄦˊ", "˙ㄉㄜ"), ("Wade–Giles", ["nü³", "erh²"], "nü³-erh²", "te")])
def test_each_form_of_the_pinyin(browser_page, form, shown, word, neutral):
    opened(browser_page, read("我的女儿来了。"))
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name=form, exact=True).click()
    assert rubies(browser_page, "女儿") == shown and rubies(browser_page, "的") == [neutral]
    assert browser_page.locator('.word[data-text="女儿"] .over').text_content() == word


def test_sandhi_is_shown_where_it_is_wanted(browser_page):
    opened(browser_page, read("一个人不会来，第一名不来。"))
    shown = lambda: [text for text in browser_page.locator("rt").all_text_contents() if text[0] in "yb"]
    assert shown() == ["yī", "bù", "yī", "bù"]
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name="As said").click()
    assert shown() == ["yí", "bú", "yī", "bù"]
    browser_page.get_by_role("button", name="As in the dictionary").click()
    assert shown() == ["yī", "bù", "yī", "bù"]


@pytest.mark.parametrize("form", ["Numbers", "Zhuyin", "Wade–Giles"])
def test_in_each_form_no_line_moves_when_pinyin_goes_and_nothing_overlaps(browser_page, form):
    opened(browser_page, read(open_article("004-1")))
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name=form, exact=True).click()
    tops = "() => [...document.querySelectorAll('.word')].map(w => [w.offsetTop, w.offsetLeft])"
    before = browser_page.evaluate(tops)
    for name in ["Words", "Syllables", "As said: yí gè, bú huì", "Traditional (generated)", "None", "Names and terms", "All words"]:
        browser_page.get_by_role("button", name=name, exact=True).click()
        assert browser_page.evaluate(tops) == before, name
    overlapping = browser_page.evaluate("""() => {
        const boxes = [...document.querySelectorAll('.text > .body rt')].map(rt => [rt.getBoundingClientRect(), rt.textContent]);
        return boxes.slice(1).filter(([box], i) => Math.abs(box.top - boxes[i][0].top) < 2 && box.left < boxes[i][0].right - 3).map(([, text]) => text);
    }""")
    assert overlapping == []


def test_the_form_is_remembered(browser_page, tmp_path):
    path = show(read("党员来了。")).to_html(tmp_path / "page.html")
    browser_page.goto(path.as_uri())
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name="Zhuyin").click()
    browser_page.reload()
    assert rubies(browser_page, "党员") == ["ㄉㄤˇ", "ㄩㄢˊ"]


# ---- running pinyin

@pytest.mark.parametrize("form, sandhi", [("Tone marks", False), ("Numbers", False), ("Tone marks", True), ("Numbers", True)])
def test_running_pinyin_beside_each_sentence(browser_page, form, sandhi):
    reading = read("一个人不会来。\n第一，党员来了！")
    opened(browser_page, reading)
    assert not browser_page.locator(".running").first.is_visible()
    browser_page.locator("summary", has_text="View").click()
    for name in ["Text and pinyin", form, "As said: yí gè, bú huì" if sandhi else "As in the dictionary"]:
        browser_page.get_by_role("button", name=name, exact=True).click()
    assert browser_page.locator(".running").all_inner_texts() == list(orthography(reading, sandhi, form == "Numbers"))
    lines = browser_page.locator(".running").evaluate_all("lines => lines.map(line => [line.lang, getComputedStyle(line).userSelect, line.parentElement.className])")
    assert lines == [["zh-Latn-pinyin", "auto", "sentence"]] * 2


@pytest.mark.parametrize("width, beside", [(1400, True), (480, False)])
def test_running_pinyin_stands_beside_or_below(browser_page, width, beside):
    browser_page.set_viewport_size({"width": width, "height": 900})
    opened(browser_page, read(open_article("003-2")))
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name="Text and pinyin").click()
    line, running = (browser_page.locator(f".sentence .{name}").nth(2).bounding_box() for name in ("line", "running"))
    assert (running["x"] >= line["x"] + line["width"]) == beside and (running["y"] >= line["y"] + line["height"] - 2) != beside
    assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- what is not certain, what is mended

def unsure(reading, word):
    """The reading, with one word whose reading is not certain."""
    change = lambda token: replace(token, sure=False) if token.text == word else token
    return replace(reading, sentences=tuple(replace(s, tokens=tuple(map(change, s.tokens))) for s in reading.sentences))


def test_a_reading_that_is_not_certain_is_marked_and_said(browser_page):
    opened(browser_page, unsure(read("以群众为中心。"), "为"))
    word = browser_page.locator('.word[data-text="为"]')
    assert word.locator("rt").evaluate("mark => getComputedStyle(mark).textDecorationStyle") == "dotted"
    assert (word.get_attribute("aria-label"), word.get_attribute("title")) == ("为, reading not certain", "The reading is not certain here.")
    assert "Dots under the pinyin" in card(browser_page)
    word.click()
    assert "The reading is not certain here: also wèi" in card(browser_page)
    browser_page.locator('.word[data-text="群众"]').click()
    assert "not certain" not in card(browser_page)
    browser_page.locator("summary", has_text="View").click()
    assert browser_page.locator(".legend").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_marked_and_spelled_out(browser_page, scheme):
    from axe_playwright_python.sync_playwright import Axe

    browser_page.emulate_media(color_scheme=scheme)
    opened(browser_page, unsure(read(open_article("003-2")), "要"))
    browser_page.locator("summary", has_text="View").click()
    browser_page.get_by_role("button", name="Text and pinyin").click()
    browser_page.locator('.word[data-text="要"]').first.click()
    browser_page.locator("summary", has_text="View").click()
    found = Axe().run(browser_page).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []


def test_a_saved_page_offers_no_corrections_and_says_where_they_are_made(browser_page):
    text = "以群众为中心。"
    opened(browser_page, read(text, [correct(read(text), 3, 4, pinyin="wèi")]))
    browser_page.locator('.word[data-text="为"]').click()
    assert "corrected in JupyterLab" in card(browser_page) and "also read wéi" in card(browser_page)
    assert browser_page.locator(".mend, .corrections, .card .also button, .card li button").count() == 0
    browser_page.keyboard.press("m")
    assert browser_page.locator("input[type=text]").count() == 0 and rubies(browser_page, "为") == ["wèi"]
    assert browser_page.failures == []


def test_what_is_mended_inside_a_term_is_in_the_running_pinyin():
    reading = read("落实“三会一课”。")
    place = reading.text.index("课")
    mended = read(reading.text, [correct(reading, place, place + 1, pinyin="ke1")])
    assert orthography(reading) == ("Luòshí “sān huì yī kè”.",) and orthography(mended) == ("Luòshí “sān huì yī kē”.",)


def test_the_reader_shows_what_it_is_given(tmp_path):
    """What is kept for this text is not laid over a reading that was made without it."""
    store = Corrections(tmp_path / "corrections.json")
    store.add(correct(read("以群众为中心。"), 3, 4, pinyin="wèi"))
    shown = reader_widget._widget()(read("以群众为中心。"), KnownWords(None), store)
    assert shown.reading.tokens[2].pinyin == "wéi" and shown.corrections == {"fitting": [], "unfit": []}


def test_the_widget_answers_and_draws_anew(tmp_path, monkeypatch):
    shown, sent = reader_widget._widget()(read("以群众为中心。"), KnownWords(None), Corrections(tmp_path / "corrections.json")), []
    monkeypatch.setattr(shown, "send", sent.append)
    shown._handle_custom_msg({"kind": "correct", "first": 2, "last": 3, "scope": "here", "pinyin": "wei4"}, [])
    assert "为 is now read wèi here." in sent[0]["notice"] and shown.reading.tokens[2].pinyin == "wèi"
    assert [row[2] for row in shown.data["words"] if row[0] == "为"] == ["wèi"] and len(shown.corrections["fitting"]) == 1
    assert "wèi" in shown.to_html(tmp_path / "page.html").read_text(encoding="utf-8")
