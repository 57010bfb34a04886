"""profile and by_difficulty: the numbers are what they say, checked against slow and plain counting."""
from collections import Counter
from time import perf_counter

import pytest

from helpers import articles, by_difficulty, open_article, profile, read
from helpers.syllables import is_hanzi

LISTS = ("hsk2", "hsk2021", "hsk2025")
every_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)


def plain_words(text):
    return [token.text for token in read(text).tokens if is_hanzi(token.text[0])]


@every_article
def test_the_shares_add_up(article):
    found = profile(read(article), known=())
    for name in LISTS:
        assert sum(found.levels[name].values()) == pytest.approx(1)
        steps = list(found.coverage(name).values())
        assert steps == sorted(steps) and 0 < steps[0] and steps[-1] == pytest.approx(1 - found.levels[name][""])
    assert found.known + found.unknown == pytest.approx(1) and found.known == pytest.approx(found.coverage()["4"])
    assert 0 < found.party < 1 and found.distinct <= found.words and found.sentence <= found.longest


@pytest.mark.parametrize("level", [2, 6])
@pytest.mark.parametrize("article", articles()[:3], ids=lambda article: article.id)
def test_the_words_needed_are_enough_and_none_too_many(article, level):
    reading = read(article)
    known = profile(reading, level=level, known=())
    with_them = profile(reading, level=level, known=known.needed)
    one_less = profile(reading, level=level, known=known.needed[:-1])
    assert with_them.known >= 0.95 - 1e-9 > one_less.known and with_them.needed == ()


def test_the_most_used_words_come_first():
    text = "宣讲宣讲，宣讲。" + "我们是学生。" * 5 + "惟妙惟肖。"
    assert profile(read(text), known=()).needed[0] == "宣讲" and "惟妙惟肖" not in profile(read("我" * 3 + "们。" + "我们是学生。" * 20 + "惟妙惟肖。"), known=()).needed


def test_a_small_text_by_hand():
    """Four words, all of level 1 of the list of 2021 but one; one sentence of seven hanzi."""
    reading = read("我们学习汉语呢。")
    words = plain_words("我们学习汉语呢。")
    found = profile(reading, level=1, known=())
    assert found.words == len(words) and found.distinct == len(set(words)) and (found.sentence, found.longest) == (7, 7) and found.sentence_words == len(words)
    assert found.party == 0 and found.id == ""


def test_what_is_marked_as_known_counts():
    reading = read(open_article("000-1"))
    usual, more = profile(reading, known=()), profile(reading, known={"宣讲", "干部"})
    gained = sum(count for word, count in Counter(plain_words(reading.text)).items() if word in ("宣讲", "干部"))
    assert more.known - usual.known == pytest.approx(gained / usual.words)


def test_names_and_figures_are_not_counted_but_年_and_月_are_words():
    assert profile(read("书记李文涛说，2018年7月5日，昂仁县增长60%。"), known=()).words == len(["书记", "说", "年", "月", "日", "增长"])


def test_party_language_is_the_share_of_the_words_in_terms():
    reading = read("落实“三会一课”，我们吃饭。")
    inside = [token.text for token in reading.tokens if any(m.start <= token.start < m.end for m in reading.mentions if m.kind in ("term", "slogan", "coinage")) and is_hanzi(token.text[0])]
    assert inside == ["三", "会", "一", "课"] and profile(reading, known=()).party == pytest.approx(4 / len(plain_words(reading.text)))


@pytest.mark.parametrize("text", ["", "\n", "，。", "60%", "GDP", "😀"])
def test_a_text_without_words(text):
    found = profile(read(text))
    assert (found.words, found.known, found.needed, found.difficulty) == (0, 0, (), None)
    assert "no Chinese word" in found._repr_html_() and len(found.table()) == 19 and found.chart()._repr_mimebundle_()


def test_beside_the_edition():
    found = profile(read(open_article("004-5")), known=())
    table = found.table()
    assert len(table) == 18 and list(table["difficulty"]) == sorted(table["difficulty"]) and set(table["id"]) == {article.id for article in articles()}
    assert len(profile(read("我们学习。"), known=()).table()) == 19, "a text of one's own stands beside all eighteen"
    assert table["difficulty"].mean() == pytest.approx(0, abs=0.01), "scores are measured against the edition itself"


def test_a_simple_text_is_easier_than_any_article():
    easy = profile(read("今天我很高兴。我和朋友去吃饭。他说很好吃。"), known=())
    assert easy.difficulty < by_difficulty(known=())["difficulty"].min()


def test_all_articles_in_less_than_three_seconds():
    begun = perf_counter()
    assert len(by_difficulty()) == 18 and perf_counter() - begun < 3


@pytest.mark.parametrize("asked", [{"by": "hsk"}, {"level": 9}], ids=str)
def test_a_list_that_there_is_not(asked):
    with pytest.raises(ValueError, match="hsk2, hsk2021, hsk2025"):
        profile(read("党建引领"), **asked)


def test_no_text():
    with pytest.raises(TypeError, match="profile\\(read"):
        profile("党建引领")


def test_the_picture_needs_no_network():
    bundle = profile(read(open_article("004-5"))).chart()._repr_mimebundle_()
    spec = bundle["application/vnd.vegalite.v5+json"]
    assert "CJK" in spec["config"]["font"] and spec["background"] == "transparent" and "text/html" not in bundle
    assert len(spec["vconcat"]) == 2 and "url" not in str(spec).replace("$schema", "")


def test_what_it_says_on_the_screen():
    said = profile(read(open_article("004-5")), known=())._repr_html_()
    assert all(part in said for part in ("running words", "HSK 2021", "To 95%", "on average", "in a term, a slogan", "of 17 other articles"))
