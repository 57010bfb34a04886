"""The form of a slogan: its kind, and what its drawing says in words (which is what a screen reader hears)."""
import re

import pytest

from helpers import explain, open_article, read, slogans
from helpers.model import Item, Slogan
from helpers.slogan_cards import card_html, slogan_payload, uses
from helpers.slogan_drawing import KINDS, drawing, drawn, kind_of, markup
from helpers.slogan_questions import book, choices
from test_slogans import BAD


def told(slogan):
    tree = drawn(slogan)
    return tree[1]["aria-label"] if tree else ""


@pytest.mark.parametrize("hanzi, kind, words", [
    ("三会一课", "numeral formula", "3 × 会: 支部党员大会, 支部委员会, 党小组会; 1 × 课: 党课"),
    ("1+43+N", "numeral formula", "1: 1个镇级党群服务中心; 43: 43个村级党群服务中心; N: not told"),
    ("4+X", "numeral formula", "4: 4项规定动作; X: not told"),
    ("三提三争", "numeral formula", "3 × 提: not told; 3 × 争: not told"),
    ("五位一体", "numeral formula", "5 位: 经济建设, 政治建设, 文化建设, 社会建设, 生态文明建设 = 1 体"),
    ("双随机、一公开", "numeral formula", "2 × 随机: 随机抽取检查对象, 随机选派执法检查人员; 1 × 公开: 及时公布查处结果"),
    ("舍小家、顾大家", "couplet or row", "舍小家 / 顾大家, all with 家"),
    ("不换脑子就换人，不动步子就动位子", "couplet or row", "不换脑子就换人 / 不动步子就动位子, all with 不…子就"),
    ("不忘初心跟党走", "couplet or row", "不忘初心 / 跟党走"),
    ("团结—批评—团结", "couplet or row", "团结 → 批评 → 团结"),
    ("主动下访、开门接访、进门约访、登门走访、上门回访", "couplet or row", "主动下访 / 开门接访 / 进门约访 / 登门走访 / 上门回访, all with 访"),
    ("攻坚克难", "set phrase", "攻坚 + 克难"),
    ("急难愁盼", "set phrase", "急 + 难 + 愁 + 盼"),
    ("神经末梢", "metaphor", "picture: nerve endings, meaning: lowest units"),
    ("不管白猫黑猫，捉到老鼠就是好猫", "metaphor", "picture: cats, meaning: methods; picture: mice, meaning: results"),
    ("最多访一次", "echo or coinage", "最多访一次 ← 最多跑一次"),
    ("飞入寻常百姓家", "echo or coinage", "飞入寻常百姓家 ← 刘禹锡《乌衣巷》旧时王谢堂前燕，飞入寻常百姓家"),
    ("创城", "echo or coinage", "创城 ← 创建全国文明城市"),
    ("党建+", "echo or coinage", "X: 党建 + +"),
    ("拿地即开工", "echo or coinage", "X: 拿地 + 即 + Y: 开工"),
    ("港人治港", "echo or coinage", "A: 港 + 人治 + A: 港"),
    ("获得感", "echo or coinage", "获得 + 感"),
    ("为人民服务", "set phrase", ""),
])
def test_kind_and_drawing(hanzi, kind, words):
    slogan = explain(hanzi)
    assert (kind_of(slogan), told(slogan)) == (kind, words)


@pytest.mark.parametrize("hanzi, first, second", [("八荣八耻", "为荣", "为耻"), ("三要三不要", "要", "不要")])
def test_members_that_take_turns_stand_under_their_own_unit(hanzi, first, second):
    one, other = told(explain(hanzi)).split("; ")
    assert all(item.endswith(first) or item.startswith(first) for item in one.split(": ")[1].split(", "))
    assert all(second in item for item in other.split(": ")[1].split(", "))


def test_what_stands_before_a_plus_fills_a_frame():
    slogan = Slogan("宣讲+", pattern="宣讲")
    assert (kind_of(slogan), told(slogan)) == ("echo or coinage", "X: 宣讲 + +")


def test_every_slogan_of_the_book_has_a_kind_and_its_drawing_loses_no_item():
    for slogan in book():
        assert kind_of(slogan) in KINDS
        words = told(slogan)
        if words and kind_of(slogan) == "numeral formula":
            assert all(item.text in words for item in slogan.items), slogan.hanzi


@pytest.mark.parametrize("text, hanzi, words", [
    ("落实“四下沉”。", "四下沉", "4 × 下沉: not told"),
    ("实施组织链、产业链、人才链“三链共建”。", "三链共建", "3 × 链共建: 组织链, 产业链, 人才链"),
    ("做到心往一处想、劲往一处使。", "心往一处想、劲往一处使", "心往一处想 / 劲往一处使, all with 往一处"),
])
def test_an_unknown_slogan_as_far_as_its_form_goes(text, hanzi, words):
    assert told(next(slogan for slogan in slogans(read(text)) if slogan.hanzi == hanzi)) == words


@pytest.mark.parametrize("pattern", ["", "couplet", "chain of three", "metaphor", "metaphor: ", "snowclone: ←", "allusion: 《", "X", "X + X", "(((", "3 × (", "…", "A 即 A", "four-character phrase", "1 + 1: ["])
def test_a_pattern_that_says_nothing_draws_nothing_false(pattern):
    for hanzi in ("", "一", "党建[", "三会一课", "一二三四五六七"):
        words = told(Slogan(hanzi, pattern=pattern))
        assert isinstance(words, str) and drawing(Slogan(hanzi, pattern=pattern)).count("<div") == drawing(Slogan(hanzi, pattern=pattern)).count("</div>")


def test_columns_are_marked_where_they_are_the_same():
    html = drawing(explain("舍小家、顾大家"))
    assert re.findall(r'<span class="zi same">(.)</span>', html) == ["家", "家"]


@pytest.mark.parametrize("pattern", ["", BAD, f"metaphor: {BAD} = {BAD}", f"snowclone: ← 党{BAD}", f"3 × {BAD}", "couplet (4 + 4)", f"X + {BAD}", f"allusion: 党《{BAD}》{BAD}"])
def test_no_markup_gets_through_a_drawing_or_a_card(pattern):
    slogan = Slogan(f"{BAD}，{BAD}", BAD, BAD, BAD, BAD, (Item(BAD, BAD, BAD),), "partly", False, pattern, usage=BAD, comment=BAD, related=(BAD,), sources=(BAD,))
    for html in (drawing(slogan), card_html(slogan)):
        assert "<script" not in html and not re.search(r'="[^"]*<', html)


def test_markup_escapes_text_and_attributes():
    assert markup(["p", {"lang": '"<'}, "<b>&"]) == '<p lang="&quot;&lt;">&lt;b&gt;&amp;</p>'


# ---- cards

def test_a_card_keeps_meaning_comment_and_sources_apart():
    html = card_html(explain("四个意识"))
    labels = re.findall(r'<p class="label">([^<]+)</p>', html)
    assert labels == ["Word by word", "Form", "Stands for", "Meaning: what it officially asks for, in plain words", "In Chinese", "Official English, by year", "How it is used",
                      "Comment (not official)", "Related", "In the articles of this edition", "Sources"]


def test_renderings_stand_in_the_order_of_their_years_and_what_changed_is_marked():
    html = card_html(explain("四个意识"))
    years = re.findall(r", (\d{4})</span>", html)
    assert years == sorted(years) and "<mark>follow</mark>" in html and "<mark>maintain</mark>" not in html


@pytest.mark.parametrize("hanzi, says", [("三提三争", "Not expanded: nothing"), ("1+43+N", "Partly expanded"), ("三会一课", "")])
def test_what_is_not_told_is_said_in_words(hanzi, says):
    assert ('class="told"' in card_html(explain(hanzi))) == bool(says) and says in card_html(explain(hanzi))


def test_what_is_not_sure_is_said_in_words():
    assert "Not certain: these items were found in the text by rule" in card_html(Slogan("三提", items=(Item("提标"),), sure=False))


def test_a_text_that_explains_its_formula_is_cited():
    reading = read(open_article("003-1"))
    html = card_html(explain("四个不到位", reading), reading)
    cited = html.split("The text says so itself")[1].split('class="label"')[0]
    assert "对思想认识不到位、教育引导不到位、环境整治不到位、硬件建设不到位等“四个不到位”" in cited
    assert '<mark>四个不到位</mark>' in html.split("In this text")[1]
    assert "The text says so itself" not in card_html(explain("三会一课", reading), reading)


def test_other_articles_are_named_and_this_one_is_not():
    reading = read(open_article("000-3"))
    cited = card_html(explain("三会一课", reading), reading).split("In the articles of this edition")[1]
    assert "004-3" in cited and "004-4" in cited and "<b>000-3</b>" not in cited
    assert [article.id for article, _ in uses()["三会一课"]] == ["000-3", "004-3", "004-4"]


def test_the_reader_can_have_the_cards():
    reading = read(open_article("000-3"))
    cards = slogan_payload(reading)
    assert list(cards) == [slogan.hanzi for slogan in slogans(reading)] and markup(cards["三会一课"]) in markup(["div", {}, cards["三会一课"]])


# ---- questions

def test_choices_are_three_other_meanings_of_the_same_kind_always_the_same():
    meanings = {slogan.meaning: slogan for slogan in book()}
    for slogan in book():
        found = choices(slogan)
        assert found == choices(slogan) and len(set(found) - {slogan.meaning}) == len(found) == (0 if slogan.status == "not expanded" else 3), slogan.hanzi
        assert {kind_of(meanings[meaning]) for meaning in found} <= {kind_of(slogan)}
        assert not {meanings[meaning].hanzi for meaning in found} & set(slogan.related)
