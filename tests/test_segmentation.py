"""Text into words: the cases of cases/segmentation.tsv, the two cutters, and what holds for every text."""
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from helpers import articles, read
from helpers.cutter import _python_cutter, _rust_cutter, cutter
from helpers.lexicon import lexicon
from helpers.segmentation import segment

CASES = Path(__file__).parent / "cases" / "segmentation.tsv"


def cases():
    """Each row of the table as (text, its cut), known failures marked as strict xfail."""
    for row in CASES.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith(("#", "kind\t")):
            kind, cut, note = row.split("\t")
            assert kind in ("cut", "known failure"), f"unknown kind in: {row}"
            marks = pytest.mark.xfail(strict=True, reason=note) if kind == "known failure" else ()
            yield pytest.param(cut.replace("/", ""), cut.strip("/"), marks=marks, id=cut)


@pytest.mark.parametrize("text, cut", list(cases()))
def test_case(text, cut):
    assert "/".join(token.text for token in read(text).tokens) == cut


# ---- the two cutters

@pytest.fixture(scope="module")
def both():
    """The Rust cutter and the Python cutter over the lexicon's words."""
    pytest.importorskip("rjieba", reason="rjieba has no wheel here: THE TWO CUTTERS WERE NOT COMPARED")
    weights = lexicon()._list("weights")
    return _rust_cutter(weights), _python_cutter(weights)


def made_up(number=400):
    """Sentences that nobody wrote: halves of real clauses put together, and characters drawn at random from the articles."""
    chance, text = Random(2018), "".join(article.text for article in articles())
    clauses = [clause for clause in text.replace("。", "，").replace("\n", "，").split("，") if len(clause) > 6]
    for n in range(number):
        first, second = chance.choice(clauses), chance.choice(clauses)
        yield first[:len(first) // 2] + second[len(second) // 3:] if n % 2 else "".join(chance.choices(text, k=40))


def test_both_cut_the_articles_alike(both):
    for article in articles():
        assert segment(article.text, both[0]) == segment(article.text, both[1]), article.id


def test_both_cut_made_up_sentences_alike(both):
    for sentence in made_up():
        assert segment(sentence, both[0]) == segment(sentence, both[1])


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.one_of(st.sampled_from("中国人民银行长发展成分子市民大一二了的"), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
                                       st.sampled_from("𠀀𪚥㐀〇")), max_size=30))
def test_both_cut_any_characters_alike(both, text):
    assert both[0](text) == both[1](text)


def test_each_cutter_keeps_to_its_own_words():
    """Two cutters with other words do not see each other's, nor does jieba itself change."""
    jieba = pytest.importorskip("jieba")
    for make in (cutter, _python_cutter):
        assert make({"高质量": 10, "发展": 10})("高质量发展") == ["高质量", "发展"]
        assert make({"质量": 10})("高质量发展") == ["高", "质量", "发", "展"]
    assert "高质量" not in jieba.dt.FREQ


# ---- what holds for every text

@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.lists(st.integers(-5, 70), max_size=8))
def test_words_join_back_and_never_reach_over_an_edge(text, edges):
    words = segment(text, lexicon().cut, edges)
    assert "".join(words) == text and "" not in words
    ends = {0}
    for word in words:
        ends.add(max(ends) + len(word))
    assert {edge for edge in edges if 0 < edge < len(text)} <= ends


@pytest.mark.parametrize("text, cut", [
    ("", []), ("\n\n", ["\n", "\n"]), (" \t　", [" \t　"]), ("3,800.5米", ["3,800.5", "米"]), ("don't-know", ["don't-know"]), ("。。", ["。", "。"]),
    ("99.9%%", ["99.9%", "%"]), ("😀👍🏽", ["😀", "👍", "🏽"]),
])
def test_what_is_not_chinese(text, cut):
    assert segment(text, list) == cut


def test_an_edge_cuts_a_word_and_a_figure():
    assert segment("银行和行长", lexicon().cut, [1])[:2] == ["银", "行"]
    assert segment("2018年", lexicon().cut, [2]) == ["20", "18", "年"]
