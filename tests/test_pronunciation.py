"""How words are read where they stand: the cases of cases/pronunciation.tsv, names, orthography, and what decided."""
import re
from pathlib import Path

import pytest

from helpers import articles, network, ranker, read
from helpers.glossary import GLOSSARY, rows
from helpers.lexicon import lexicon
from helpers.pronunciation import Pronouncer
from helpers.syllables import NUMBERED, align, is_hanzi

CASES = Path(__file__).parent / "cases" / "pronunciation.tsv"
FAILS = lambda *values, why: pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=f"known failure: {why}"))


def cases():
    """Each row of the table as (text, place, end, reading), known failures marked as strict xfail."""
    for row in CASES.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith(("#", "kind\t")):
            kind, phrase, reading, note = row.split("\t")
            assert kind in ("read", "known failure"), f"unknown kind in: {row}"
            before, asked, after = re.fullmatch("(.*)【(.*)】(.*)", phrase).groups()
            marks = pytest.mark.xfail(strict=True, reason=note) if kind == "known failure" else ()
            yield pytest.param(before + asked + after, len(before), len(before + asked), reading, marks=marks, id=f"{phrase} {reading}")


def syllables(text):
    return [syllable for token in read(text).tokens for syllable in token.syllables]


def token_of(text, word):
    """The token of a text that is this word."""
    return next(token for token in read(text).tokens if token.text == word)


def test_words_that_programs_get_wrong():
    """Standing alone, each as the dictionary of the mainland reads it: 咋舌, 几内亚, 柚木, 臧否 …"""
    wanted = {row["word"]: row["reading"] for row in rows(CASES.parent / "hard_words.tsv", "WORD READING")}
    assert len(wanted) > 3_000
    said = {word: " ".join(syllables(word)) for word in wanted}
    assert [(word, said[word]) for word in wanted if said[word] != wanted[word]] == []


@pytest.mark.parametrize("text, start, end, reading", list(cases()))
def test_case(text, start, end, reading):
    assert " ".join(syllables(text)[start:end]) == reading


def test_the_table_is_large_enough_to_mean_something():
    rows = list(cases())
    assert len(rows) > 200 and sum(bool(row.marks) for row in rows) < len(rows) / 8


# ---- names

@pytest.mark.parametrize("sentence, name, pinyin", [
    ("书记任志强说", "任志强", "Rén Zhìqiáng"), ("区长单雪梅表示", "单雪梅", "Shàn Xuěméi"), ("村民仇玉珍说", "仇玉珍", "Qiú Yùzhēn"),
    ("县长解学民表示", "解学民", "Xiè Xuémín"), ("局长查文海介绍", "查文海", "Zhā Wénhǎi"), ("书记盖玉峰说", "盖玉峰", "Gě Yùfēng"),
    ("村民区志明说", "区志明", "Ōu Zhìmíng"), ("书记朴光哲说", "朴光哲", "Piáo Guāngzhé"), ("局长曾小勇说", "曾小勇", "Zēng Xiǎoyǒng"),
    ("记者 华桂英", "华桂英", "Huà Guìyīng"), ("欧阳春晓说", "欧阳春晓", "Ōuyáng Chūnxiǎo"), ("区长司马文斌指出", "司马文斌", "Sīmǎ Wénbīn"),
    ("县长尉迟光表示", "尉迟光", "Yùchí Guāng"), ("王安安说", "王安安", "Wáng Ān'ān"), ("书记于漪说", "于漪", "Yú Yī"), ("吕娥说", "吕娥", "Lǚ É"),
    # a given name that is a word is read as the word, but in full tones; some characters have a reading of their own in names
    ("书记张长江说", "张长江", "Zhāng Chángjiāng"), ("书记李大方说", "李大方", "Lǐ Dàfāng"), ("书记王长贵说", "王长贵", "Wáng Chángguì"), ("校长任鸿隽说", "任鸿隽", "Rén Hóngjùn"),
    # what is ambiguous in a name is read in its context; 盖 in 盖盖章 begins no name
    ("司令员萧劲光说", "萧劲光", "Xiāo Jìnguāng"), ("书记赵晓燕说", "赵晓燕", "Zhào Xiǎoyàn"),
])
def test_a_name_found_by_rule_is_read_as_a_name(sentence, name, pinyin):
    token = token_of(sentence, name)
    assert (token.pinyin, token.reason, token.entry.kind) == (pinyin, "name", "person")
    assert token.syllables == align(name, pinyin)


def test_a_word_that_looks_like_a_surname_begins_no_name_without_more_evidence():
    assert [token.pinyin for token in read("不能只是盖盖章。").tokens][-3:] == ["gài", "gàizhāng", "。"]


def test_a_name_with_a_character_that_has_no_reading_is_read_as_far_as_it_goes():
    token = token_of("书记李𠀀说", "李𠀀")
    assert (token.pinyin, token.syllables, token.reason) == ("Lǐ 𠀀", ("li3", "𠀀"), "name")


@pytest.mark.parametrize("name, pinyin", [
    ("焦裕禄", "Jiāo Yùlù"), ("习近平", "Xí Jìnpíng"), ("展晶晶", "Zhǎn Jīngjīng"), ("任肖彤", "Rén Xiāotóng"), ("翟自恩", "Zhái Zì'ēn"),
    ("普布多吉", "Pǔbù Duōjí"), ("旦增赤列", "Dànzēng Chìliè"), ("巴特尔", "Bātè'ěr"),
])
def test_a_name_of_the_glossary_is_read_as_it_says(name, pinyin):
    assert token_of(f"“{name}来了”", name).pinyin == pinyin


# ---- the written word (GB/T 16159)

@pytest.mark.parametrize("text, word, pinyin", [
    ("高质量发展", "高质量", "gāozhìliàng"), ("中国共产党", "中国共产党", "Zhōngguó Gòngchǎndǎng"), ("西安", "西安", "Xī'ān"), ("女儿说", "女儿", "nǚ'ér"),
    ("一会儿", "一会儿", "yīhuìr"), ("为人民服务", "为人民服务", "wèi rénmín fúwù"), ("黄河", "黄河", "Huáng Hé"), ("长治久安", "长治久安", "chángzhì-jiǔ'ān"),
    ("干部", "干部", "gànbù"), ("不行", "不行", "bùxíng"), ("GDP增长", "GDP", "GDP"), ("，", "，", "，"), ("莘县", "莘县", "Shēn Xiàn"),
    # curated readings keep the capital and the space that preferred.tsv gives them
    ("焦家家风", "焦", "Jiāo"), ("大众日报记者", "大众", "Dàzhòng"), ("丽水社区", "丽水", "Lìshuǐ"), ("以上率下", "以上", "yǐ shàng"), ("来讲几堂课", "来讲", "lái jiǎng"),
    ("中华人民共和国", "中华人民共和国", "Zhōnghuá Rénmín Gònghéguó"), ("西藏自治区", "西藏自治区", "Xīzàng Zìzhìqū"), ("中共中央", "中共中央", "Zhōnggòng Zhōngyāng"),
    ("实事求是", "实事求是", "shíshì-qiúshì"),
])
def test_orthography(text, word, pinyin):
    assert token_of(text, word).pinyin == pinyin


@pytest.mark.parametrize("text, word, pinyin", [
    ("他也是践行者。", "践行者", "jiànxíngzhě"), ("“一对一”配备导师", "一对一", "yīduìyī"), ("健康卡线上线下应用", "线上线下", "xiànshàng xiànxià"),
    ("精准发力", "发力", "fālì"), ("他实实在在地干", "实实在在", "shíshízàizài"), ("走进鱼丘湖社区", "鱼丘湖", "Yúqiū Hú"),
])
def test_a_word_of_preferred_without_context_is_cut_whole(text, word, pinyin):
    assert token_of(text, word).pinyin == pinyin


def test_a_word_that_no_dictionary_has_is_one_by_its_row():
    entry = token_of("他也是践行者。", "践行者").entry
    assert (entry.kind, entry.gloss, entry.traditional, entry.sources) == ("word", "one who puts (ideals) into practice", "踐行者", ("this edition",))


# ---- what decided, and what else it could be

@pytest.mark.parametrize("text, word, reason", [
    ("银行行长", "银行", "word"), ("以项目建设为重点", "为", "curated"), ("焦裕禄", "焦裕禄", "name"), ("李文涛说", "李文涛", "name"), ("我们省里", "我们", "word"),
    ("，", "，", ""), ("60%", "60%", ""), ("GDP", "GDP", ""),
])
def test_reason(text, word, reason):
    assert token_of(text, word).reason == reason


def test_context_decides_where_neither_we_nor_the_dictionary_do():
    assert [token_of(text, "长").reason for text in ("树长得很高", "这条路很长")] == ["context"] * 2 and token_of("他姓单", "姓").reason == "only"


def test_without_the_model_the_dictionary_decides(monkeypatch, tmp_path):
    monkeypatch.setattr(ranker, "MODEL", tmp_path / "none.npz")
    monkeypatch.setattr(ranker, "_model", lambda: None)
    tokens = Pronouncer(lexicon()).tokens(["树", "长", "高", "了", "，", "分", "为", "三", "类"])
    assert [token.syllables[0] for token in tokens if token.text in "长为"] == [lexicon().look_up("长").readings[0].syllables[0], "wei2"]


def test_the_network_is_told_the_characters_around_and_the_seat_in_the_word():
    import numpy as np

    numbers, near, seat = network.inputs("树长得高", np.array([[1], [0], [1], [2], [3]]), np.array([[5, 0]], np.uint64), np.array(sorted(map(ord, "树长得")), np.uint32))
    assert numbers.tolist() == [[0] * 7 + [*(2 + sorted("树长得").index(c) for c in "树长得"), 1] + [0] * 6]  # 高 is a rare one here, and there is nothing before 树
    assert near.tolist() == [[5, 0]] and seat.tolist() == [1]  # the first of one


def test_what_the_network_does_not_know_gets_no_score_from_it():
    model = ranker._model()
    unknown = ranker.numbered([(0, 0, 0, 1, 1, 0, 0, (1, int(model.network["keys"][0])))], model.network["keys"])
    assert unknown.tolist() == [len(model.network["keys"]), 0] and not model.network["readings"][-1].any()


def test_a_place_is_read_alike_in_a_long_text_and_alone(monkeypatch):
    alone = "人们把种子种在地里，树长得很长。"
    monkeypatch.setattr(ranker, "PART", 3)
    assert syllables(alone * 20) == syllables(alone) * 20


@pytest.mark.parametrize("text, word, others", [
    ("为群众", "为", (("wei2",),)), ("以项目建设为重点", "为", (("wei4",),)), ("银行", "银行", ((), ())), ("，", "，", ((),)), ("60%", "60%", ((), (), ())),
])
def test_alternatives(text, word, others):
    assert token_of(text, word).alternatives == others


@pytest.mark.parametrize("row", rows(GLOSSARY / "accepted.tsv"), ids=lambda row: row["word"])
def test_where_authorities_differ_the_other_reading_is_there_and_the_note_says_whose_it_is(row):
    token, other = token_of(row["word"], row["word"]), align(row["word"], row["pinyin"])
    assert token.entry.note.endswith(row["note"]) and token.syllables != other
    assert all(new == own or new in others for new, own, others in zip(other, token.syllables, token.alternatives))


def test_a_narrow_choice_is_not_sure_and_names_the_other_readings(monkeypatch):
    wide = token_of("孩子长高了", "长")
    unsure = ranker._model()._replace(margin=10**6)
    monkeypatch.setattr(ranker, "_model", lambda: unsure)
    narrow = token_of("孩子长高了", "长")
    assert (wide.sure, narrow.sure) == (True, False) and narrow.syllables == wide.syllables and narrow.alternatives == (("chang2",),)
    assert all(token.sure for token in read("以项目建设为重点，银行行长说三只羊。").tokens if token.reason != "context" or token.text == "只")


def test_what_was_proof_read_is_sure():
    assert all(token.sure for article in articles() for token in read(article).tokens)


@pytest.mark.parametrize("text, word, pinyin, others", [
    ("股价回调", "回调", "huítiáo", ((), ("diao4",))), ("把土地还给农民", "还给", "huángěi", (("hai2",), ())),
])
def test_a_word_of_one_dictionary_reading_may_have_learnt_another(text, word, pinyin, others):
    token = token_of(text, word)
    assert (token.pinyin, token.alternatives, token.reason) == (pinyin, others, "context")


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_every_token_of_an_article_is_read_and_agrees_with_itself(article):
    for token in read(article).tokens:
        own = list(zip(token.text, token.syllables, token.alternatives, strict=True))
        assert all(NUMBERED.fullmatch(syllable) if is_hanzi(character) else syllable == character for character, syllable, _ in own), token
        assert not any(syllable in others for _, syllable, others in own), f"a reading is its own alternative: {token}"
        if is_hanzi(token.text[0]):
            assert align(token.text, token.pinyin) == token.syllables, f"pinyin and syllables differ: {token.text} {token.pinyin} {token.syllables}"
            assert token.reason in ("corrected", "curated", "name", "word", "context", "only"), token
