"""A lesson on paper: what stands on the sheet, what only the key tells, and the same as a web page to be printed."""
import re
from dataclasses import replace
from html.parser import HTMLParser
from unicodedata import normalize

import pytest
from export_packs import HARM, empty, hostile, lesson, with_words, word

from helpers.exercises import Exercise, Option
from helpers.export import worksheet
from helpers.export.blocks import Kept, Lines, Paragraph, Room, Table, clean
from helpers.export.sheet import hidden_readings, sheet
from helpers.export.sheet_tasks import asked, letter
from helpers.reading import read

GAPS = {"stem": read("着力察实情、解难题").tokens, "gaps": ((2, 3), (6, 7)), "key": ("察", "解"), "accepted": ((), ("化解",)), "hint": "h", "source": "着力察实情、解难题"}
TASKS = {
    "choice": Exercise("a", "choice", "Which?", ("对",), options=(Option("对", "Yes."), Option("不对", "No, because.", "a guess")), review="accepted"),
    "choices": Exercise("a", "choices", "Which?", ("对",), options=(Option("对"), Option("不对", "No, because.")), review="accepted"),
    "register": Exercise("a", "register", "Which?", ("对",), options=(Option("对"), Option("不对", "No, because.")), review="accepted"),
    "cloze": Exercise("a", "cloze", "Fill.", review="accepted", options=(Option("打", "打 goes with 基础."),), **GAPS),
    "word bank": Exercise("a", "word bank", "Fill.", review="accepted", options=(Option("打", "打 goes with 基础."),), **GAPS),
    "short": Exercise("a", "short", "Write 着力 in pinyin.", ("zhuólì",), form="pinyin", options=(Option("zhelì", "Not zhe."),), review="accepted"),
    "match": Exercise("a", "match", "Match.", ("业主委员会", "居民委员会"), items=("业委会", "居委会"), review="accepted"),
    "order": Exercise("a", "order", "Order.", ("先", "后", "末"), review="accepted"),
    "open": Exercise("a", "open", "Say why.", ("Because.",), review="accepted"),
}


def drawn(block):
    """A block as one text for the eye: ____ is a gap, 【】 what is written in, [ ] a box, / parts what stands beside or below each other."""
    runs = lambda these: "".join(f"{run.text}____" if run.look == "gap" else f"【{run.text}】" if run.look == "filled" else run.text for run in these)
    if isinstance(block, Kept):
        return " / ".join(map(drawn, block.blocks))
    if isinstance(block, Paragraph):
        return f"{block.number} {runs(block.runs)}".strip()
    if isinstance(block, Lines):
        return " / ".join((f"[{label or ' '}] " if block.boxed else f"{label} ") + runs(line) for label, line in block.rows)
    return f"{block.lines} lines" if isinstance(block, Room) else " / ".join(runs(cell) for row in block.rows for cell in row)


def whole(pack, key=False):
    """All of a sheet as one text."""
    made = sheet(pack, key)
    return "\n".join([made.title, *made.about, *(f"{section.heading}\n" + "\n".join(map(drawn, section.blocks)) for section in made.sections)])


# ---- exercises

@pytest.mark.parametrize("kind, student, key", [
    ("choice", "A  不对 / B  对", "A 不对 — No, because. (a guess) / B ✓ 对 — Yes."),
    ("choices", "A  不对 / B  对", "A 不对 — No, because. / B ✓ 对"),
    ("register", "A  不对 / B  对", "A 不对 — No, because. / B ✓ 对"),
    ("cloze", "着力(1)____实情、(2)____难题", "着力【(1) 察】实情、【(2) 解】难题 / Also right: (2) 化解 / Wrong answers: 打: 打 goes with 基础. / Hint: h"),
    ("word bank", "解　察　打 / 着力(1)____实情、(2)____难题", "解　察　打 / 着力【(1) 察】实情、【(2) 解】难题 / Also right: (2) 化解 / Wrong answers: 打: 打 goes with 基础. / Hint: h"),
    ("short", "1 lines", "【zhuólì】 / Wrong answers: zhelì: Not zhe."),
    ("match", "业委会  ____ / A  业主委员会 / 居委会  ____ / B  居民委员会", "业委会  【A】 / A  业主委员会 / 居委会  【B】 / B  居民委员会"),
    ("order", "[ ] 末 / [ ] 后 / [ ] 先", "[3] 末 / [2] 后 / [1] 先"),
    ("open", "6 lines", "Model answer: Because."),
])
def test_an_exercise_and_its_key(kind, student, key):
    ask, told = drawn(asked(TASKS[kind], 7, False, "¶3")).split(" / ", 1)
    assert ask.startswith("7. ") and told == student
    assert drawn(asked(TASKS[kind], 7, True, "¶3")) == f"{ask} / {key} / Source: ¶3"


def test_a_letter_points_at_the_right_text():
    task = next(exercise for exercise in lesson(2).accepted if exercise.id == "short-forms")
    table = asked(task, 5, True).blocks[1]
    cells = [["".join(run.text for run in cell).split() for cell in row] for row in table.rows]
    known = {right[0]: right[1] for _, right in cells}
    assert {left[0]: known[left[1]] for left, _ in cells if left} == {"业委会": "业主委员会", "居委会": "居民委员会", "国企": "国有企业", "银企": "银行和企业", "调研": "调查研究"}


def test_all_gaps_of_an_exercise_are_equally_wide():
    task = Exercise("a", "cloze", "Fill.", ("党", "全面小康社会"), stem=read("党和全面小康社会").tokens, gaps=((0, 1), (2, 8)), review="accepted")
    assert {run.width for run in asked(task, 1, False).blocks[1].runs if run.look == "gap"} == {9}


@pytest.mark.parametrize("place, name", [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_letters(place, name):
    assert letter(place) == name


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_the_sheet_tells_no_answer_and_the_key_has_the_same_numbers(number):
    pack, student, key = lesson(number), whole(lesson(number)), whole(lesson(number), True)
    numbers = [re.findall(r"^(\d+\. .*?)(?: / |$)", text, re.MULTILINE) for text in (student, key)]
    assert numbers[0] == numbers[1] and len(numbers[0]) == len(pack.accepted)
    assert "✓" not in student and "【" not in student
    for exercise in pack.accepted:
        secrets = [exercise.hint, exercise.why, *(option.feedback for option in exercise.options), *(exercise.key if exercise.kind == "open" else ())]
        assert not [secret for secret in secrets if len(secret) > 12 and clean(secret) in student]
        assert clean(exercise.why) in key and clean(exercise.hint) in key and all(clean(option.feedback) in key for option in exercise.options)


def test_drafts_and_rejected_ones_are_on_neither():
    three = zip(lesson(2).exercises, ("draft", "rejected", "accepted"))
    pack = replace(lesson(2), exercises=tuple(replace(exercise, review=review) for exercise, review in three))
    prompts = [drawn(block) for section in sheet(pack, True).sections for block in section.blocks if isinstance(block, Kept)]
    assert len(prompts) == 1 and prompts[0].startswith(f"1. {lesson(2).exercises[2].prompt}")


# ---- the article and its words

def test_pinyin_stands_over_the_words_of_the_list_only():
    pack = with_words(lesson_with("老百姓"), word("the people"))
    shown = [(run.text, run.pinyin) for run in sheet(pack).sections[0].blocks[1].runs]
    assert shown == [("不要忘了", ()), ("老百姓", ("lǎo", "bǎi", "xìng")), ("。", ())]


def lesson_with(*words, tasks=()):
    pack = empty()
    article = replace(pack.articles[0], blocks=(*pack.articles[0].blocks, replace(pack.articles[0].blocks[0], role="body", text="不要忘了老百姓。")))
    return replace(pack, articles=(article,), chosen=words, exercises=tasks)


def test_where_a_reading_is_asked_the_sheet_does_not_tell_it():
    task = Exercise("a", "short", "Write 老百姓 in pinyin.", ("lǎobǎixìng",), form="pinyin", review="accepted")
    pack = with_words(lesson_with(tasks=(task,)), word("the people"))
    assert hidden_readings(pack) == {"老百姓"}
    assert "lǎo" not in str(sheet(pack)) and "lǎobǎixìng" in str(sheet(pack, True))


def test_the_paragraphs_are_numbered_and_the_key_says_where():
    article, key = sheet(lesson(2)).sections[0].blocks, whole(lesson(2), True)
    assert [block.number for block in article if block.style == "body"] == [str(n) for n in range(1, 21)]
    assert "Source: ¶12 目前，该小区已经变得干净整洁" in key and "干净整洁" in drawn([block for block in article if block.number == "12"][0])


def test_further_texts_are_there_where_an_exercise_asks_about_them():
    headings = [section.heading for section in sheet(lesson(3)).sections]
    assert headings[0] == "文章 · The article" and headings[-1] == "来源 · Credits and rights"
    assert "延伸 · Further reading 003-2" in headings and "延伸 · Further reading 003-8: 开发区举办庆祝建党97周年文艺演出" in headings
    untold = replace(lesson(3), exercises=lesson(3).exercises[:3])
    assert not [section for section in sheet(untold).sections if "延伸" in section.heading]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_nothing_of_the_article_is_lost_and_every_line_of_the_credits_is_there(number):
    pack = lesson(number)
    text = "".join("".join(run.text for run in block.runs) for block in sheet(pack).sections[0].blocks)
    assert text == pack.articles[0].text.replace("\n", "")
    assert all(clean(line) in whole(pack) for line in pack.credits)


def test_a_pack_with_nothing_in_it():
    assert [section.heading for section in sheet(empty()).sections] == ["文章 · The article", "来源 · Credits and rights"]


# ---- the web page

class Seen(HTMLParser):
    """The text and the tags of a page; unclosed tags are left in `open`."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.text = [], set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.open += [tag] if tag not in ("meta", "col") else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data * (self.open[-1:] != ["style"])


@pytest.mark.parametrize("key", [False, True])
def test_hostile_texts_stay_texts(tmp_path, key):
    page = worksheet.write(hostile(), tmp_path / "a.html", key).read_text(encoding="utf-8")
    seen = Seen(page)
    assert not seen.open and not seen.tags & {"script", "details", "a", "img"}
    assert all(clean(harm) in " ".join(seen.text.split()) for harm in HARM) and "\x00" not in page


def test_one_file_without_network_that_keeps_its_bytes(tmp_path):
    one, two = (worksheet.write(lesson(2), tmp_path / name).read_bytes() for name in "ab")
    assert one == two and b"http" not in one.replace(b"https://", b"") and b"<link" not in one and b"src=" not in one
    assert "<ruby><rb>宣</rb><rp>(</rp><rt>xuān</rt><rp>)</rp></ruby>" in one.decode()


def pages_of(path):
    """The texts of a PDF's pages without white space. Chromium writes some hanzi as the radicals that look alike: the rest of those is a dot."""
    import pypdfium2

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    return [re.sub("[\u2e80-\u2eff]", ".", re.sub(r"\s", "", normalize("NFKC", page))) for page in pages]


def stands(part, page):
    """Is a part of an exercise on this page?"""
    beginning = re.sub(r"\s|\[ \]|^\d+\.", "", normalize("NFKC", part))[:14]
    return re.search("".join(f"[.{re.escape(character)}]" for character in beginning), page)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_printed_no_exercise_is_cut_and_no_heading_stands_alone(browser_page, tmp_path, paper):
    browser_page.goto(worksheet.write(lesson(3), tmp_path / "a.html").as_uri())
    browser_page.pdf(path=tmp_path / "a.pdf", format=paper)
    pages = pages_of(tmp_path / "a.pdf")
    for exercise in next(section.blocks for section in sheet(lesson(3)).sections if "练习" in section.heading):
        parts = [part for part in drawn(exercise).split(" / ") if "____" not in part and not part.endswith("lines")]
        assert any(all(stands(part, page) for part in parts) for page in pages), parts
    assert not [page for page in pages if re.search(r"(Words|Slogans|Exercises|Furtherreading\S{5})\d*$", page)]


@pytest.mark.parametrize("scheme, ink, paper", [("light", "rgb(26, 26, 26)", "rgb(255, 255, 255)"), ("dark", "rgb(232, 228, 220)", "rgb(27, 26, 24)")])
def test_on_a_screen_it_is_readable_in_light_and_dark_and_narrow(browser_page, tmp_path, scheme, ink, paper):
    from axe_playwright_python.sync_playwright import Axe

    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size({"width": 380, "height": 800})
    browser_page.goto(worksheet.write(lesson(2), tmp_path / "a.html").as_uri())
    style = browser_page.evaluate("() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }")
    assert style == [ink, paper]
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 380
    found = Axe().run(browser_page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
