"""Questions to many texts: every formula against published figures, every count against plain counting, no memory that grows."""
import math
import re
import tracemalloc
from collections import Counter

import pytest

import thousand_articles
from helpers import articles, by_difficulty, collocates, concordance, count_words, keyness, open_article, read, readings_of
from helpers.corpus import dunning, log_dice, log_likelihood, log_ratio
from helpers.syllables import is_hanzi

TEXTS = ["坚持党建引领，推进工作。", "推进改革，推进工作。他坚持学习。", "今天很好。"]


# ---- the measures

@pytest.mark.parametrize("cells, published", [((110, 2442, 111, 29114), 270.72), ((8, 5, 24, 31740), 95.29)], ids=["the swiss", "the second one that NLTK checks"])
def test_log_likelihood_of_a_table_as_published(cells, published):
    """Rows of the table of bigrams in Dunning (1993)."""
    assert dunning(*cells) == pytest.approx(published, abs=0.005)


def test_log_likelihood_of_two_corpora_as_published():
    """52 uses in 50,000 words against 57 in 75,000: +2.65 by the calculator of Lancaster University (Rayson and Garside 2000)."""
    assert log_likelihood(52, 57, 50_000, 75_000) == pytest.approx(2.65, abs=0.005)


@pytest.mark.parametrize("together, x, y, published", [(8, 389, 230, 8.726204), (300, 300, 300, 14), (3, 3000, 3000, 4.034216), (6, 3000, 3000, 5.034216), (300, 3000, 3000, 10.67807)])
def test_log_dice_as_published(together, x, y, published):
    """Values that Sugiura's R script for Rychlý's formula gives (sugiura-ken.org); 14 is the most, and twice as often together is one more."""
    assert log_dice(together, x, y) == pytest.approx(published, abs=1e-5)


@pytest.mark.parametrize("times, expected", [(1, 0), (2, 1), (4, 2), (8, 3), (0.5, -1), (0.25, -2)])
def test_log_ratio_as_published(times, expected):
    """Hardie (2014): as often 0, twice 1, four times 2, eight times 3, half as often −1."""
    assert log_ratio(400 * times, 400, 50_000, 50_000) == pytest.approx(expected)
    assert log_ratio(800 * times, 400, 100_000, 50_000) == pytest.approx(expected)


def test_the_four_cells_agree_with_the_two_where_words_are_rare():
    """The two formulas differ by what the other words add, which is next to nothing for a rare word."""
    assert dunning(52, 49_948, 57, 74_943) == pytest.approx(log_likelihood(52, 57, 50_000, 75_000), rel=0.002)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (0, 0, 10, 10), (5, 0, 10, 10), (0, 5, 10, 10), (10, 0, 10, 0), (3, 3, 3, 3)])
def test_zeros_are_no_accident(counts):
    for value in (log_likelihood(*counts), log_ratio(*counts), dunning(*counts)):
        assert math.isfinite(value)
    assert min(log_likelihood(*counts), dunning(*counts)) >= 0


def test_nothing_together_is_as_far_apart_as_can_be():
    assert log_dice(0, 5, 5) == -math.inf


# ---- concordance

def test_every_place_is_found_and_no_other():
    lines = concordance(articles(), "推进")
    assert len(lines) == sum(article.text.count("推进") for article in articles()) > 20
    for line in lines:
        assert line.found == "推进" and line.left + line.found + line.right == line.sentence and line.sentence in open_article(line.id).text


def test_a_word_is_found_as_a_word():
    assert [line.left for line in concordance("老党员和党员，党员们", "党员", word=True, sort="text")] != []
    assert len(concordance("中共党员、党建", "党")) == 2 > len(concordance("中共党员、党建", "党", word=True))
    assert len(concordance("坚持党建引领。", "党建引领", word=True)) == 1, "several whole words will do"


@pytest.mark.parametrize("pattern, found", [
    ("以…为", ["以市场为"]), ("以……为", ["以市场为"]), (re.compile("市.为"), ["市场为"]), ("没有", []), (re.compile("x*"), []), (".", []),
])
def test_patterns(pattern, found):
    assert [line.found for line in concordance("以市场为导向。以后，大家为此高兴。", pattern)] == found


def test_sorted_by_what_stands_next_to_it():
    texts = ["甲推进丙。", "乙推进丁。", "丙推进乙。"]
    assert [line.right[0] for line in concordance(texts, "推进")] == sorted("丙丁乙")
    assert [line.left[-1] for line in concordance(texts, "推进", sort="left")] == sorted("甲乙丙")
    assert [line.left[-1] for line in concordance(texts, "推进", sort="text")] == list("甲乙丙")


def test_lines_on_the_screen_and_without_one():
    lines = concordance([*articles(), "<b>推进</b>&“推进”\n"], "推进")
    shown = lines._repr_html_()
    assert shown.count("<details>") == len(lines) and f"{len(lines)} lines" in shown
    assert "<b>推进</b>&“" not in shown and "&lt;b&gt;" in shown
    assert "【推进】" in repr(lines) and len(lines[:3]) == 3 and lines[0].found == "推进"
    assert list(lines.table().columns) == ["left", "found", "right", "sentence", "id", "title"] and len(lines.table()) == len(lines)
    assert concordance("你好。", "推进").table().shape == (0, 6) and "none of these texts" in repr(concordance("你好。", "推进"))


def test_many_lines_are_not_all_drawn():
    lines = concordance("推进。\n" * 500, "推进")
    assert len(lines) == 500 and lines._repr_html_().count("<details>") == 200 and "table() has all" in lines._repr_html_()


@pytest.mark.parametrize("asked, error", [(("推进", False, "up"), ValueError), (("",), ValueError), ((None,), ValueError), (("…",), ValueError)], ids=str)
def test_what_cannot_be_looked_for(asked, error):
    with pytest.raises(error):
        concordance("推进", *asked)


@pytest.mark.parametrize("given", [open_article("003-7"), read(open_article("003-7")), [open_article("003-7")], (read(open_article("003-7")),), open_article("003-7").text, iter([open_article("003-7")])],
                         ids=["article", "reading", "list of articles", "tuple of readings", "text", "iterator"])
def test_one_or_many_will_do(given):
    assert len(concordance(given, "建设")) == open_article("003-7").text.count("建设")


def test_something_else_is_answered_with_a_sentence():
    with pytest.raises(TypeError, match="Readings, articles or texts"):
        list(readings_of([1, 2]))


# ---- counts, keyness, collocates

def test_counts():
    counts = count_words(TEXTS)
    plain = Counter(token.text for text in TEXTS for token in read(text).tokens if is_hanzi(token.text[0]))
    assert counts.words == plain and counts.total == plain.total() and counts.texts["推进"] == 2 and counts.words["推进"] == 3
    assert count_words(counts) is counts and count_words([]).total == 0


def test_keyness_by_hand():
    table = keyness(["推进 推进 推进 工作"], ["工作 工作 推进 学习"], minimum=1).set_index("word")
    assert (table["count"]["推进"], table["here"]["推进"], table["there"]["推进"]) == (3, 7500, 2500)
    assert table["log_likelihood"]["推进"] == pytest.approx(log_likelihood(3, 1, 4, 4), abs=0.01) and table["log_ratio"]["推进"] == pytest.approx(math.log2(3), abs=0.01)
    assert table["log_ratio"]["学习"] < 0 and table.index[0] == "推进" and table.index[-1] in ("学习", "工作")


def test_keyness_against_the_other_articles_leaves_the_article_itself_out():
    table = keyness(open_article("002-1"), articles(), minimum=1, names=True).set_index("word")
    others = count_words([article for article in articles() if article.id != "002-1"])
    assert table["there"]["的"] == pytest.approx(others.words["的"] / others.total * 10_000, abs=0.01)
    assert {"深圳", "焦裕禄"} & set(table.index[:40]), "what the article is about"


def test_keyness_against_general_chinese():
    table = keyness(articles())
    assert table["count"].min() >= 3 and {"texts", "here", "there", "log_ratio", "gloss"} <= set(table.columns)
    signed = [value if ratio > 0 else -value for value, ratio in zip(table["log_likelihood"], table["log_ratio"])]
    assert signed == sorted(signed, reverse=True) and "杨广平" not in set(table["word"]), "names are left out"
    assert "杨广平" in set(keyness(articles(), names=True)["word"][:20])


def test_keyness_of_counts_is_that_of_the_texts():
    assert keyness(count_words(articles())).equals(keyness(articles()))


def test_keyness_of_nothing():
    assert len(keyness([])) == len(keyness("")) == 0
    with pytest.raises(ValueError, match="no text to compare"):
        keyness(open_article("003-7"), [open_article("003-7")])


def test_collocates_by_hand():
    """推进 stands twice in one sentence with 改革 and 工作, once with 工作 elsewhere."""
    table = collocates(TEXTS, "推进", span=2, minimum=1).set_index("word")
    assert (table["together"]["工作"], table["left"]["工作"], table["right"]["工作"], table["uses"]["工作"]) == (2, 0, 2, 2)
    assert (table["together"]["改革"], table["left"]["改革"], table["right"]["改革"]) == (1, 1, 1)
    assert table["log_dice"]["工作"] == pytest.approx(log_dice(2, 3, 2), abs=0.01)
    assert "学习" not in table.index and "推进" not in table.index, "another sentence, and the word itself"


def test_collocates_stay_within_the_bounds():
    for word in ("推进", "建设", "服务", "的", "党建引领"):
        table = collocates(articles(), word, minimum=1)
        assert (table["log_dice"] <= 14).all() and (table["log_likelihood"] >= 0).all() and (table["together"] <= table["uses"]).all() and table["log_ratio"].map(math.isfinite).all()


def test_a_word_that_is_not_there():
    with pytest.raises(LookupError, match="stands in none of these texts as a word"):
        collocates(TEXTS, "党员")


# ---- many texts

def test_memory_stays_flat():
    """Sixty articles, one after the other: the second thirty need no more room than the first."""
    thousand_articles.run(18)  # what is made once is made
    tracemalloc.start()
    try:
        seconds, memory, found = thousand_articles.run(60, every=10)
    finally:
        tracemalloc.stop()
    assert len(memory) == 6 and max(memory[3:]) - max(memory[:3]) < 1.5, memory
    assert len(found) > 100


# ---- what notebook 06 says about these eighteen articles

def test_the_words_that_the_notebook_names_are_where_it_says():
    first, last = keyness(articles()).head(40), keyness(articles()).tail(12)
    assert set("干部 党员 群众 基层 宣讲 服务 创建 开展 建设 学习 推进 文明城市".split()) <= set(first["word"])
    assert first.set_index("word")["texts"]["文明城市"] == 1
    assert set("我 他 人 这 都 也 是 的".split()) <= set(last["word"])


def test_the_order_that_the_notebook_tells():
    order = by_difficulty(known=())
    assert order["id"].iloc[0] == "000-2" and {"003-4", "000-3"} <= set(order["id"].iloc[-5:])
    party = order.sort_values("party")["id"].tolist()
    assert {"000-2", "003-6", "003-8"} <= set(party[:7]) and {"003-4", "000-3"} <= set(party[-4:]) and "004-5" in party[-6:]
    assert order["party"].nlargest(3).mean() > 1.9 * order["party"].nsmallest(3).mean()


def test_the_lines_and_neighbours_that_the_notebook_names():
    held, pushed = (collocates(articles(), word).head(12).set_index("word") for word in ("坚持", "推进"))
    assert {"党建", "引领"} <= set(held.index[held["right"] > 0]) and held["left"]["始终"] > 0
    assert {"全面", "纵深"} <= set(pushed.index[pushed["left"] > 0]) and {"乡村", "振兴"} <= set(pushed.index[pushed["right"] > 0])
    behind = " ".join(line.right for line in concordance(articles(), "坚持", word=True))
    assert all(part in behind for part in ("党建引领", "人民至上", "理论联系实际", "虚实结合", "高标准"))
    frames = concordance(articles(), "以…为")
    assert all(any(line.right.startswith(noun) for line in frames) for noun in ("主", "重点", "根本", "主线", "契机", "代表")) and any("以称" in line.found for line in frames)
    assert 30 < len(concordance(articles(), "坚持", word=True)) + len(concordance(articles(), "推进", word=True)) < 60


def test_an_everyday_text_has_no_party_language():
    from helpers import profile

    assert profile(read("昨天晚上下雨了，我和妹妹没有出门。我们做了一锅面条，一边吃一边看电影。她说那个电影太长，我倒觉得很好看。")).party == 0
