"""vocabulary: the columns, the order of the rows, and that the counts are true."""
import math
from collections import defaultdict

import pytest

from helpers import articles, open_article, read, vocabulary
from helpers.syllables import is_hanzi

COLUMNS = "term traditional pinyin gloss kind category reason hsk2 hsk2021 hsk2025 zipf count first_sentence source".split()
GROUP = {"term": 0, "coinage": 0, "slogan": 0, "organisation": 1, "meeting": 1, "person": 2, "place": 2}
every_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)


def row(text, term):
    table = vocabulary(read(text))
    return table[table["term"] == term].iloc[0]


def test_columns():
    assert list(vocabulary(read("党建引领")).columns) == COLUMNS == list(vocabulary(read("")).columns)


@pytest.mark.parametrize("text", ["", "\n", "，。", "60%", "GDP", "😀", "1+43"])
def test_a_text_without_words_has_no_rows(text):
    assert len(vocabulary(read(text))) == 0


@every_article
def test_terms_come_first_then_names_then_words(article):
    table = vocabulary(read(article))
    groups = [GROUP.get(kind, 3) for kind in table["kind"]]
    assert groups == sorted(groups) and {0, 2, 3} <= set(groups)
    for group in set(groups):
        counts = [count for count, of in zip(table["count"], groups) if of == group]
        assert counts == sorted(counts, reverse=True), "within a group the often used come first"
    order = list(zip(groups, -table["count"], table["zipf"].fillna(0)))
    assert order == sorted(order), "of two words used equally often, the rarer comes first"


@every_article
def test_each_word_has_one_row_and_a_true_count(article):
    reading, table = read(article), vocabulary(read(article))
    places = defaultdict(set)
    for found in (*reading.tokens, *reading.mentions):
        places[found.text].add(found.start)
    assert not table["term"].duplicated().any()
    wrong = [f"{term}: {count}, stands {len(places[term])} times" for term, count in zip(table["term"], table["count"]) if count != len(places[term])]
    assert not wrong, wrong


@every_article
def test_nothing_that_was_read_is_missing(article):
    reading, terms = read(article), set(vocabulary(read(article))["term"])
    assert {token.text for token in reading.tokens if is_hanzi(token.text[0])} <= terms
    assert {mention.text for mention in reading.mentions if mention.kind not in ("number", "date")} <= terms


@every_article
def test_every_row_is_filled(article):
    reading, table = read(article), vocabulary(read(article))
    sentences = {sentence.text.strip() for sentence in reading.sentences}
    for record in table.to_dict("records"):
        assert record["pinyin"] and record["gloss"] and record["traditional"] and record["kind"] and record["source"] and record["reason"], record
        assert record["first_sentence"] in sentences and record["term"] in record["first_sentence"], record
        first = next(sentence for sentence in reading.sentences if record["term"] in sentence.text)
        assert reading.text.index(record["first_sentence"]) >= first.start, record
        assert math.isnan(record["zipf"]) or 0 < record["zipf"] < 8.5, record


def test_a_row():
    found = row("银行行长在银行说，目标实现了。银行。", "银行")
    assert (found["traditional"], found["pinyin"], found["count"], found["kind"]) == ("銀行", "yínháng", 3, "word")
    assert (found["hsk2"], found["hsk2021"], found["first_sentence"]) == ("3", "2", "银行行长在银行说，目标实现了。")
    assert found["gloss"].startswith("bank") and "CC-CEDICT" in found["source"] and found["zipf"] > 4


@pytest.mark.parametrize("text, term, column, value", [
    ("落实“三会一课”", "三会一课", "kind", "slogan"), ("焦裕禄同志", "焦裕禄", "kind", "person"), ("昂仁县", "昂仁县", "kind", "place"), ("基层治理", "基层治理", "kind", "term"),
    ("基层治理", "基层治理", "category", "governance"), ("基层治理", "基层治理", "reason", "glossary"), ("书记李文涛说", "李文涛", "reason", "verb of saying"), ("他来了", "来", "reason", "dictionary"),
    ("三会一课", "三会一课", "pinyin", "sān huì yī kè"), ("书记李文涛说", "李文涛", "pinyin", "Lǐ Wéntāo"),
])
def test_what_a_column_says(text, term, column, value):
    assert row(text, term)[column] == value


def test_a_name_that_is_one_token_here_and_two_there_is_counted_in_both_places():
    reading = read(open_article("000-3"))
    assert {("高青县",), ("高青", "县")} <= {tuple(t.text for t in reading.tokens if m.start <= t.start < m.end) for m in reading.mentions if m.text == "高青县"}
    assert row(reading.text, "高青县")["count"] == reading.text.count("高青县")


def test_figures_and_dates_are_left_out():
    terms = set(vocabulary(read("2018年7月5日，增长60%，达到4.6亿元，实行3+5模式。"))["term"])
    assert not any(character.isdigit() for term in terms for character in term)
    assert {"增长", "达到", "实行", "模式"} <= terms


def test_a_slogan_of_figures_is_kept():
    assert "1+43+N" in set(vocabulary(read(open_article("004-1")))["term"])


def test_zipf_is_not_a_number_where_wordfreq_has_none():
    assert math.isnan(row("书记李文涛说", "李文涛")["zipf"])


@pytest.mark.parametrize("wrong", ["党建引领", None], ids=repr)
def test_what_is_no_reading_is_answered_with_a_sentence(wrong):
    with pytest.raises(TypeError, match="takes a reading"):
        vocabulary(wrong)
