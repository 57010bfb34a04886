"""slogans and explain: which, in what order, what they stand for, and how the cards are drawn."""
import re
from collections.abc import Sequence

import pytest

from helpers import articles, explain, open_article, read, slogans
from helpers.model import Item, Rendering, Slogan
from helpers.slogan_pages import SloganCards

every_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)


# ---- explain

@pytest.mark.parametrize("hanzi, items", [
    ("三会一课", ["支部党员大会", "支部委员会", "党小组会", "党课"]),
    ("四个意识", ["政治意识", "大局意识", "核心意识", "看齐意识"]),
    ("四个自信", ["道路自信", "理论自信", "制度自信", "文化自信"]),
    ("两个维护", None), ("双随机、一公开", ["随机抽取检查对象", "随机选派执法检查人员", "及时公布查处结果"]),
    ("三大攻坚战", ["防范化解重大风险", "精准脱贫", "污染防治"]), ("三提三敢", ["提标", "提速", "提能力", "敢闯", "敢干", "敢争先"]),
    ("三提三争", []), ("五极五优", []), ("9+N", []),
])
def test_items(hanzi, items):
    slogan = explain(hanzi)
    assert slogan.hanzi == hanzi and slogan.meaning and slogan.sources
    if items is not None:
        assert [str(item) for item in slogan.items] == items
    assert slogan.items or slogan.status != "expanded" or not items


def test_a_unit_that_nothing_explains_is_no_item():
    slogan = explain("1+43+N")
    assert slogan.status == "partly" and not any("N" in item.text for item in slogan.items)


@pytest.mark.parametrize("asked", ["“三会一课”", "三会一课 ", "《三会一课》", "‘三会一课’"])
def test_quotation_marks_do_not_matter(asked):
    assert explain(asked) == explain("三会一课")


@pytest.mark.parametrize("asked, says", [
    ("三会二课", "The slogan book does not explain 三会二课. It has 三会一课"), ("亲清政商关系", "It has 亲清新型政商关系."), ("党建", "The dictionary has it as a term: Party building"), ("银行", "The dictionary has it as a word: bank"),
    ("", "The slogan book does not explain"), ("；", "slogans(reading) lists what it explains in an article."),
])
def test_what_it_does_not_have_is_said_in_a_sentence(asked, says):
    with pytest.raises(KeyError) as error:
        explain(asked)
    assert says in error.value.args[0] and "\n" not in error.value.args[0]


def test_records_are_the_nouns_of_design():
    slogan = explain("三会一课", read("三会一课"))
    assert isinstance(slogan, Slogan) and all(isinstance(item, Item) and item.source for item in slogan.items)
    assert all(isinstance(rendering, Rendering) for rendering in explain("四个意识").english)
    assert explain("四个意识").english[0].year == 2017


# ---- slogans

@pytest.mark.parametrize("text, found", [
    ("做到“四个服从”，落实“三会一课”，增强“四个意识”，再说“三会一课”。", ["四个服从", "三会一课", "四个意识"]),
    ("“双随机、一公开”", ["双随机、一公开"]),
    ("今天天气很好。", []),
    ("", []),
])
def test_in_order_of_first_occurrence_each_once(text, found):
    assert [slogan.hanzi for slogan in slogans(read(text))] == found


@every_article
def test_of_an_article(article):
    reading = read(article)
    found = slogans(reading)
    names = [slogan.hanzi for slogan in found]
    places = [article.text.index(name) for name in names]
    assert len(set(names)) == len(names) and places == sorted(places)
    assert names or article.id == "003-7", "only the report of building sites may do without"
    assert all(isinstance(slogan, Slogan) and slogan == explain(slogan.hanzi, reading) for slogan in found)


def test_they_are_a_sequence():
    found = slogans(read(open_article("000-3")))
    assert isinstance(found, Sequence) and len(found) == len(list(found)) and found[0] == list(found)[0] and found[-1] in found
    assert len(found[:2]) == 2


@pytest.mark.parametrize("wrong", ["三会一课", None, 5], ids=repr)
def test_what_is_no_reading_is_answered_with_a_sentence(wrong):
    with pytest.raises(TypeError, match=r"slogans\(\) takes a reading, not \w+: slogans\(read\("):
        slogans(wrong)


# ---- the cards

BAD = '<script>alert("党")</script>&'


def test_markup_in_any_field_is_shown_not_run():
    slogan = Slogan(BAD, BAD, BAD, BAD, BAD, (Item(BAD, BAD, BAD),), BAD, True, BAD, (Rendering(BAD, BAD, 2018),), BAD, BAD, (BAD,), (BAD,))
    html = SloganCards((slogan,))._repr_html_()
    assert "<script" not in html and "&lt;script&gt;alert(&quot;党&quot;)&lt;/script&gt;&amp;" in html


def test_a_card_has_what_the_book_says():
    html = slogans(read("三会一课"))._repr_html_()
    for words in ("三会一课", "sān huì yī kè", "支部党员大会", "general meeting of the branch’s members", "Meaning", "Stands for", "Sources"):
        assert words.replace("’", "&#x27;") in html or words in html, words
    assert "(not expanded)" not in html and "(not expanded)" in slogans(read("三提三争"))._repr_html_()


def test_tags_are_closed():
    html = slogans(read(open_article("004-4")))._repr_html_()
    for tag in ("div", "details", "summary", "dl", "dt", "dd", "b", "i", "style"):
        assert len(re.findall(f"<{tag}[ >]", html)) == html.count(f"</{tag}>"), tag


def test_no_slogan_is_said():
    none = slogans(read("今天天气很好。"))
    assert repr(none) == "No slogan of the book stands in this text." and repr(none) in none._repr_html_()


def test_without_a_screen_each_is_a_line():
    assert repr(slogans(read("三会一课"))).startswith("三会一课  sān huì yī kè: ")


@pytest.mark.parametrize("text, said", [("各校破“四旧”。", "破“四旧”"), ("农业“两个飞跃”的思想", "农业“两个飞跃”"), ("选好村“两委”班子。", "村“两委”"), ("“三会一课”制度", "三会一课")])
def test_a_formula_may_have_a_part_of_it_in_quotation_marks(text, said):
    found = {slogan.hanzi: slogan for slogan in slogans(read(text))}
    assert found[said].items
