"""What a formula stands for: its form, and what a text says of it. A formula that is not explained is never filled."""
from pathlib import Path

import pytest

from helpers import explain, open_article, read, slogans
from helpers.expansion import expansion
from helpers.explanation import UNTOLD
from helpers.formulas import counted, parts, pattern_of
from helpers.lexicon import lexicon

CASES = [line.split("\t") for line in (Path(__file__).parent / "cases" / "expansion.tsv").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"][1:]


@pytest.mark.parametrize("formula, pattern", [
    ("三会一课", "3 × 会 + 1 × 课"), ("四个不到位", "4 × 不到位"), ("1+43+N", "1 + 43 + N"), ("4+X", "4 + X"), ("“532”", "5 + 3 + 2"),
    ("十四个坚持", "14 × 坚持"), ("两不愁三保障", "2 × 不愁 + 3 × 保障"), ("双报到", "2 × 报到"), ("四个一", "4 × 一"),
    ("一线实训+导师培养+实地观摩", "一线实训 + 导师培养 + 实地观摩"), ("三级宣讲体系", "3 × 宣讲体系"),
])
def test_the_form_of_a_formula(formula, pattern):
    assert pattern_of(formula) == pattern


@pytest.mark.parametrize("text", ["乡村振兴", "15分钟党群服务共享圈", "一号改革工程", "我为群众办实事", "2023年", "三张清单、四步工作法", "", "党建"])
def test_what_is_no_formula(text):
    assert parts(text) == () and counted(text) == 0 and pattern_of(text) == ""


def case(kind, text, items, *_):
    marks = pytest.mark.xfail(reason="known failure", strict=True) if kind == "known failure" else ()
    return pytest.param(kind, text.replace("\\n", "\n"), items, marks=marks, id=text[:40])


@pytest.mark.parametrize("kind, text, items", [case(*row) for row in CASES])
def test_a_formula_is_what_the_text_says(kind, text, items):
    formula = text[text.index("【") + 1 : text.index("】")]
    found = expansion(formula, text.replace("【", "").replace("】", ""), lexicon())
    assert "|".join(found.items if found else ()) == items
    assert kind == "known failure" or (kind == "untold") == (not items)


def test_what_is_wrong_is_not_given_as_sure():
    wrong = []
    for kind, text, items, *_ in CASES:
        plain = text.replace("\\n", "\n")
        found = expansion(plain[plain.index("【") + 1 : plain.index("】")], plain.replace("【", "").replace("】", ""), lexicon())
        wrong += [text] if found and found.sure and "|".join(found.items) != items else []
    assert len(CASES) > 1_250 and not wrong


def test_the_text_goes_before_the_book():
    reading = read("该镇深化“三会一课”：支部会、党小组会、碰头会和微党课。")
    assert [str(item) for item in explain("三会一课", reading).items] == ["支部会", "党小组会", "碰头会", "微党课"] != [str(item) for item in explain("三会一课").items]
    own = read("推行“四个坚持”，即坚持党建引领、坚持产业带动、坚持民生优先、坚持生态立镇。")
    found = explain("四个坚持", own)
    assert [str(item) for item in found.items] == ["坚持党建引领", "坚持产业带动", "坚持民生优先", "坚持生态立镇"]
    assert found.items[0].source == "in this text, ¶1" and found.status == "expanded" and found.sure


def test_a_formula_that_nobody_explains_says_so():
    found = explain("五事联办", read("推进“五事联办”改革。"))
    assert (found.status, found.items, found.meaning, found.pattern) == ("not expanded", (), UNTOLD, "5 × 事联办")


def test_a_formula_that_is_not_in_the_text_is_unknown():
    with pytest.raises(KeyError, match="does not explain 五事联办"):
        explain("五事联办", read("今天开会。"))
    with pytest.raises(KeyError):
        explain("五事联办")


def test_the_local_formula_is_not_filled_from_the_national_one():
    assert explain("四位一体", read(open_article("001-1"))).status == "not expanded"


def test_the_books_items_keep_their_english():
    reading = read(open_article("003-1"))
    assert all(item.english for item in explain("四个不到位", reading).items)


def test_the_formulas_of_a_text_are_among_its_slogans():
    found = {slogan.hanzi: slogan for slogan in slogans(read("实施“三链共建”工程，把组织链、产业链、人才链“三链共建”抓实。做到心往一处想、劲往一处使。"))}
    assert "三链共建" in found and "心往一处想、劲往一处使" in found
