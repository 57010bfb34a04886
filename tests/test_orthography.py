"""Running pinyin by GB/T 16159-2012: the cases of cases/orthography.tsv, tones said and in figures, and the invariants over the edition."""
import re
from pathlib import Path

import pytest

from helpers import articles, orthography, read
from helpers.lexicon import lexicon
from helpers.syllables import hanzi_count, split_syllables

CASES = Path(__file__).parent / "cases" / "orthography.tsv"


def cases():
    """Each row of the table as (text, pinyin), the clause in its name; known failures marked as strict xfail."""
    for row in CASES.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith(("#", "kind\t")):
            kind, clause, text, pinyin, note = (row + "\t").split("\t")[:5]
            assert kind in ("is", "known failure") and clause, f"unknown kind or no clause in: {row}"
            marks = pytest.mark.xfail(strict=True, reason=note) if kind == "known failure" else ()
            yield pytest.param(text, pinyin, marks=marks, id=f"{clause}: {text}")


@pytest.mark.parametrize("text, pinyin", list(cases()))
def test_case(text, pinyin):
    assert " ".join(orthography(read(text))) == pinyin


def test_the_table_is_large_enough_to_mean_something():
    rows = list(cases())
    assert len(rows) > 130 and sum(bool(row.marks) for row in rows) < len(rows) / 8


@pytest.mark.parametrize("text, pinyin", [
    ("一个人", "Yí gè rén"), ("不会", "Bú huì"), ("一起走", "Yìqǐ zǒu"), ("一天", "Yì tiān"), ("一年", "Yì nián"), ("一样", "Yíyàng"), ("不是", "Bú shì"), ("不来", "Bù lái"),
    ("一百一十", "Yìbǎi yīshí"), ("第一天", "Dì-yī tiān"), ("统一思想", "Tǒngyī sīxiǎng"), ("二〇二一年", "Èr líng èr yī nián"), ("一月", "Yīyuè"), ("三分之一", "Sān fēn zhī yī"),
    ("一，二", "Yī, èr"), ("“一次”不够", "“Yí cì” búgòu"), ("实事求是不落空", "Shíshì-qiúshì bú luòkōng"),
])
def test_tones_as_they_are_said(text, pinyin):
    assert orthography(read(text), sandhi=True) == (pinyin,)


@pytest.mark.parametrize("text, plain, said", [
    ("一个不会的女儿。", "Yi1 ge4 bu4 hui4 de5 nü3'er2.", "Yi2 ge4 bu2 hui4 de5 nü3'er2."), ("玩一会儿", "Wan2 yi1huir4", "Wan2 yi2huir4"),
    ("GDP增长60%", "GDP zeng1zhang3 60%", "GDP zeng1zhang3 60%"), ("西藏自治区", "Xi1zang4 Zi4zhi4qu1", "Xi1zang4 Zi4zhi4qu1"),
])
def test_tones_in_figures(text, plain, said):
    assert orthography(read(text), numbers=True) == (plain,)
    assert orthography(read(text), sandhi=True, numbers=True) == (said,)


def test_an_established_name_stands_beside_the_pinyin_once():
    assert orthography(read("日喀则很高。在日喀则，昂仁县更高。")) == ("Rìkāzé (Xigazê) hěn gāo.", "Zài Rìkāzé, Ángrén Xiàn (Ngamring) gèng gāo.")
    assert orthography(read("中国和西藏、淄博市")) == ("Zhōngguó hé Xīzàng, Zībó Shì",)


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_an_article_in_pinyin(article):
    """One line a sentence; no hanzi and no full-width mark is left, every character is read, no space before a mark."""
    reading = read(article)
    lines = orthography(reading)
    assert len(lines) == len(reading.sentences)
    for sentence, line in zip(reading.sentences, lines):
        assert not hanzi_count(line) and not re.search(r"[，。、；：？！（）]|\s[,.;:?!)”》]|[“《(]\s|\s{3}|\n", line), line
        assert not line or not line[0].islower(), f"a sentence begins small: {line}"
        plain = re.sub(r"[A-Z]{2,}\w*|\band\b|\((?:Xigazê|Ngamring|Shizuoka)\)", "", line)
        assert len(split_syllables(plain)) >= hanzi_count(sentence.text.replace("会儿", "会")), f"{sentence.text}: {line}"


@pytest.mark.parametrize("word", ["实事求是", "中华人民共和国", "第二次世界大战", "非物质文化遗产", "一会儿", "不亦乐乎"])
def test_a_headword_keeps_its_syllables(word):
    """However it is written, an entry has a syllable for each character (一会儿: the r counts with huì)."""
    assert len(split_syllables(lexicon().entry(word).pinyin)) == len(word) - word.endswith("儿")
