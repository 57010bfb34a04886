"""vocabulary: the columns, the order of the rows, and that the counts are true."""
import math
from collections import defaultdict

import pytest

from helpers import articles, open_article, read, vocabulary
from helpers.knowledge import known_words
from helpers.model import Mention, Reading
from helpers.syllables import is_hanzi

COLUMNS = "term traditional pinyin gloss kind category reason hsk2 hsk2021 hsk2025 zipf count first_sentence source status".split()
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
    ("基层治理", "基层治理", "category", "governance"), ("基层治理", "基层治理", "reason", "glossary"), ("书记李文涛说", "李文涛", "reason", "name"), ("他来了", "来", "reason", "dictionary"),
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


# ---- coinages: described by their own words

def with_coinage(text, coinage):
    """The reading of a text with one mention more, for which no list has an entry."""
    reading = read(text)
    start = text.index(coinage)
    others = tuple(m for m in reading.mentions if m.text != coinage)
    return Reading(None, text, reading.sentences, tuple(sorted((*others, Mention(coinage, start, "coinage", None, "quoted")), key=lambda m: (m.start, -m.end))))


@pytest.mark.parametrize("text, coinage, pinyin, traditional, gloss", [
    ("打造“思想圆桌”品牌。", "思想圆桌", "sīxiǎng yuánzhuō", "思想圓桌", "思想 + 圆桌: thought, ideas + round table"),
    ("开展“焦裕禄精神”宣讲。", "焦裕禄精神”宣讲", "Jiāo Yùlù jīngshén” xuānjiǎng", "焦裕祿精神”宣講", "焦裕禄精神 + 宣讲: the spirit of Jiao Yulu + to explain"),
    ("开展标准前置+VR服务。", "标准前置+VR服务", "biāozhǔn qiánzhì+VR fúwù", "標準前置+VR服務", "标准 + 前置 + VR + 服务: standard + to put first + VR + to serve"),
    ("淄博实践很好。", "淄博实践", "Zībó shíjiàn", "淄博實踐", "淄博 + 实践: Zībó + practice"),
])
def test_a_coinage_is_described_by_its_words(text, coinage, pinyin, traditional, gloss):
    table = vocabulary(with_coinage(text, coinage))
    found = table[table["term"] == coinage].iloc[0]
    assert (found["kind"], found["pinyin"], found["traditional"]) == ("coinage", pinyin, traditional)
    assert found["gloss"].startswith(gloss) and found["source"] == "found by rule: quoted" and found["reason"] == "quoted"
    assert coinage in list(table["term"][(table["kind"] == "term") | (table["kind"] == "coinage") | (table["kind"] == "slogan")]), "among the first rows"


def test_a_name_without_an_entry_of_its_own_has_its_traditional_form():
    assert row("书记李广涛说，今年很好。", "李广涛")["traditional"] == "李廣濤"


# ---- only some rows

@pytest.mark.parametrize("kinds, expected", [
    ("terms", {"term", "slogan", "coinage"}), ("names", {"person", "place", "organisation", "meeting"}), ("words", {"word", "idiom"}),
    ("slogan", {"slogan"}), (["slogan", "person"], {"slogan", "person"}),
])
def test_kinds(kinds, expected):
    reading = read(open_article("000-1"))
    every = vocabulary(reading)
    found = vocabulary(reading, kinds=kinds)
    assert 0 < len(found) == sum(every["kind"].isin(expected)) and set(found["kind"]) <= expected


@pytest.mark.parametrize("by, levels", [("hsk2021", {"", "5", "6", "7-9"}), ("hsk2025", {"", "5", "6", "7-9"}), ("hsk2", {"", "5", "6"})])
def test_above_a_level(by, levels):
    assert set(vocabulary(read(open_article("000-1")), above=4, by=by)[by]) == levels


def test_status_is_what_the_user_marked():
    known_words().mark({"银行": "known", "行长": "learn"})
    try:
        reading = read("银行行长说，目标实现了。")
        assert dict(zip(vocabulary(reading)["term"], vocabulary(reading)["status"])) == {"银行": "known", "行长": "learn", "说": "", "目标": "", "实现": "", "了": ""}
        assert [list(vocabulary(reading, status=status)["term"]) for status in ("known", "learn")] == [["银行"], ["行长"]]
        assert set(vocabulary(reading, status="new")["term"]) == {"说", "目标", "实现", "了"}
    finally:
        known_words().mark({"银行": "new", "行长": "new"})


@pytest.mark.parametrize("text", ["", "，。", "60%"])
@pytest.mark.parametrize("asked", [{"kinds": "terms"}, {"above": 3}, {"status": "new"}], ids=str)
def test_a_filtered_table_of_nothing_has_its_columns(text, asked):
    assert list(vocabulary(read(text), **asked).columns) == COLUMNS


@pytest.mark.parametrize("asked", [{"kinds": "verbs"}, {"by": "hsk"}, {"status": "learned"}], ids=str)
def test_what_cannot_be_asked_is_answered_with_what_can(asked):
    with pytest.raises(ValueError, match="is not one of"):
        vocabulary(read("党建引领"), **asked)
