"""read: what holds for every article and for any text, how numbers are said, and people found by rule (cases/people.tsv)."""
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from helpers import articles, open_article, read
from helpers.lexicon import lexicon
from helpers.model import KINDS, Article, Reading, Token
from helpers.syllables import NUMBERED, is_hanzi

ROOT = Path(__file__).parent.parent
FAILS = lambda *values, why: pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=f"known failure: {why}"))
every_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)


@cache
def reading_of(article: Article) -> Reading:
    return read(article)


# ---- the invariants of DESIGN

def check(reading: Reading):
    """Everything that DESIGN promises of any reading."""
    text, tokens = reading.text, reading.tokens
    place = 0
    for token in tokens:
        assert token.text and token.start == place and text[token.start:token.end] == token.text, f"{token} is not at {place}"
        assert len(token.syllables) == len(token.text) == len(token.alternatives), f"not one reading a character: {token}"
        assert all(isinstance(others, tuple) for others in token.alternatives), token
        for character, syllable in zip(token.text, token.syllables):
            assert syllable == character or is_hanzi(character) and NUMBERED.fullmatch(syllable), f"{character} is read {syllable!r}"
        place = token.end
    assert "".join(token.text for token in tokens) == text
    check_sentences(reading)
    check_mentions(reading)


def check_sentences(reading: Reading):
    assert "".join(sentence.text for sentence in reading.sentences) == reading.text
    for sentence in reading.sentences:
        assert sentence.tokens and sentence.start == sentence.tokens[0].start
        assert "".join(token.text for token in sentence.tokens) == sentence.text
        assert "\n" not in sentence.text[:-1], "a sentence goes on behind a line's end"


def check_mentions(reading: Reading):
    starts, ends = {token.start for token in reading.tokens}, {token.end for token in reading.tokens}
    open_ends, before = [], (-1, 0)
    for mention in reading.mentions:
        assert reading.text[mention.start:mention.end] == mention.text and mention.kind in KINDS and mention.reason
        assert mention.start in starts and mention.end in ends, f"{mention.text} is not on token edges"
        assert before < (mention.start, -mention.end), "mentions go from the left, the outer before the inner, each once"
        before = mention.start, -mention.end
        while open_ends and open_ends[-1] <= mention.start:
            open_ends.pop()
        assert not open_ends or mention.end <= open_ends[-1], f"{mention.text} crosses another mention"
        open_ends.append(mention.end)


@every_article
def test_an_article(article):
    reading = reading_of(article)
    check(reading)
    assert reading.article is article and reading.text == article.text


@every_article
def test_each_sentence_of_an_article_has_the_role_of_its_block(article):
    role_at, place = {}, 0
    for block in article.blocks:
        role_at |= dict.fromkeys(range(place, place + len(block.text) + 1), block.role)
        place += len(block.text) + 1
    for sentence in reading_of(article).sentences:
        assert sentence.role == role_at[sentence.start], f"{sentence.text} is a {sentence.role}"


PIECES = st.one_of(
    st.sampled_from([*"的一了为得地着行长重党国人民会不在，。！？；：、“”‘’《》（）…—", *"0123456789.%‰+-:/,() \n\t　\r\x85\u2028\xa0", *"aZ一〇㐀龥々"]),
    st.sampled_from(["三会一课", "双随机、一公开", "1+43+N", "1＋1", "有求必应、无事不扰", "焦裕禄精神", "党的二十大", "习近平新时代中国特色社会主义思想", "四个意识", "实现/目标",
                     "银行行长", "以上率下", "书记任志强说", "欧阳春晓、王萍等", "记者 赵宏磊", "普布多吉", "2018年7月5日", "4.6亿元", "１２３年", "60%", "10:16", "2个", "第2个",
                     "向老同志", "\u0301", "e\u0301", "\u200b", "\ufeff", "👍🏽", "👨‍👩‍👧", "😀", "𠀀", "𪚥字", "\U0003134a", "GDP", "don't", "café", "党", "ü", "ＡＢＣ", "ﬁ", "ⅩⅢ",
                     "①", "²", "٣", "़", "한국", "日本語の", "<script>", "\x00", "\\", "'", '"', "\ue000", "\U000f0000", "\uffff"]),
    st.builds(lambda start, length: PRESS[start % len(PRESS):][:length], st.integers(0, 20_000), st.integers(1, 30)),
    st.deferred(lambda: st.sampled_from(PHRASES)),
    st.text(max_size=8),
)
PRESS = "\n".join(article.text for article in articles())
PHRASES = sorted(lexicon().phrases)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("")
@example("\n")
@example("\n\n党\n")
@example("。”\n。")
@example("第")
@example("王")
@example("王说")
@example("记者 ")
@example("书记王")
@example("1+43+")
@example("9999年99月99日")
@example("0年0月")
@example("1000000000000000000000000亿亿亿")
def test_any_text(text):
    reading = read(text)
    assert reading.text == text and reading.article is None
    check(reading)


def test_half_a_character():
    """Half a surrogate pair, as broken web pages have it."""
    check(read("好\ud83d人"))


def test_nothing():
    assert read("") == Reading(None, "", (), ())
    assert read("").tokens == ()


@pytest.mark.parametrize("wrong", [None, 42, b"\xe5\x85\x9a", ["党"], Path("党.txt")], ids=repr)
def test_what_is_no_text_is_answered_with_a_sentence(wrong):
    with pytest.raises(TypeError, match=r"read\(\) takes an article or a text, not \w+: read\(open_article\("):
        read(wrong)


@pytest.mark.parametrize("text", ["銀行行長", "發(fā)展", "标点,半角 ", "　　缩进\r\n第二行", "ＡＢＣ１２３", "A\u0301", "\ufeff党", "  "])
def test_bare_text_is_read_exactly_as_given(text):
    assert "".join(token.text for token in read(text).tokens) == text == read(text).text


def test_the_same_text_twice_is_the_same_reading():
    assert read("书记任志强说，目标实现了。") == read("书记任志强说，目标实现了。")
    first = read("任志强来了。")
    read("书记任志强说。")
    assert read("任志强来了。") == first, "what one text says of a name must not be known in the next"


@pytest.mark.parametrize("text, sentences", [
    ("银行行长说，目标实现了。大家都来。", ["银行行长说，目标实现了。", "大家都来。"]),
    ("她说：“我来了。”大家笑了。", ["她说：“我来了。”", "大家笑了。"]),
    ("真的吗？！真的！！好。", ["真的吗？！", "真的！！", "好。"]),
    ("标题\n正文。\n\n末段", ["标题\n", "正文。\n", "\n", "末段"]),
    ("增长4.6%。", ["增长4.6%。"]),
    ("没有句号", ["没有句号"]),
    ("好。 好。", ["好。 ", "好。"]),
    ("（见图。）他说", ["（见图。）", "他说"]),
    ("一……二；三：四", ["一……二；三：四"]),
    ("", []),
])
def test_sentences(text, sentences):
    assert [sentence.text for sentence in read(text).sentences] == sentences


def test_sentences_of_bare_text_are_body():
    assert {sentence.role for sentence in read("标题\n正文。").sentences} == {"body"}


# ---- what is known of the words

LABELS = {"person", "place", "organisation", "meeting", "number", "date", "term", "slogan", "coinage", "idiom"}


def test_the_words_of_the_edition_have_a_gloss_or_a_label():
    """At least 99 of 100 tokens of Chinese characters have a gloss or lie in a mention that says what they are part of."""
    count, lacking = 0, []
    for article in articles():
        reading = reading_of(article)
        labelled = {place for m in reading.mentions if m.kind in LABELS for place in range(m.start, m.end)}
        for token in reading.tokens:
            if is_hanzi(token.text[0]):
                count += 1
                if not (token.entry and token.entry.gloss) and not set(range(token.start, token.end)) <= labelled:
                    lacking.append(f"{article.id}: {token.text}")
    assert count > 9000 and len(lacking) <= count / 100, lacking


@every_article
def test_an_entry_is_the_word_that_stands_there(article):
    for token in reading_of(article).tokens:
        assert token.entry is None or token.entry.hanzi == token.text, token
    for mention in reading_of(article).mentions:
        assert mention.entry is None or mention.entry.hanzi in (mention.text, mention.text.replace("“", "").replace("”", "")), mention  # 破“四旧” is 破四旧


@pytest.mark.parametrize("word, never", [("中", "hit"), ("和", "peace"), ("与", "take part"), ("会", "balance"), ("的", "aim"), ("向", "surname"), ("任", "surname"),
                                         ("全", "surname"), ("党", "surname"), ("应", "surname"), ("把", "handle"), ("将", "general")])
def test_the_first_gloss_fits_a_newspaper(word, never):
    gloss = read(word).tokens[0].entry.gloss
    assert gloss and never not in gloss


# ---- numbers

def entry_of(text, part):
    """The entry of the mention, or else the token, that is this part of a text."""
    reading = read(text)
    return next(found.entry for found in (*reading.mentions, *reading.tokens) if found.text == part)


@pytest.mark.parametrize("text, part, said, gloss", [
    ("2018年", "2018年", "èr líng yī bā nián", "2018"),
    ("2018年7月5日", "2018年7月5日", "èr líng yī bā nián qī yuè wǔ rì", "5 July 2018"),
    ("6月29日电", "6月29日", "liù yuè èrshíjiǔ rì", "29 June"),
    ("8月16号", "8月16号", "bā yuè shíliù hào", "16 August"),
    ("2023年8月", "2023年8月", "èr líng èr sān nián bā yuè", "August 2023"),
    ("4.6亿元", "4.6亿", "sì diǎn liù yì", "460,000,000"),
    ("5000万元", "5000万", "wǔqiān wàn", "50,000,000"),
    ("1.08亿", "1.08亿", "yī diǎn líng bā yì", "108,000,000"),
    ("3万亿", "3万亿", "sānwàn yì", "3,000,000,000,000"),
    ("增长60%", "60%", "bǎi fēn zhī liùshí", "number"),
    ("5‰", "5‰", "qiān fēn zhī wǔ", "number"),
    ("3600公里", "3600", "sānqiān liùbǎi", "number"),
    ("2个支部", "2", "liǎng", "number"),
    ("第2个支部", "2", "èr", "number"),
    ("10:16", "10:16", "shí diǎn shíliù fēn", "number"),
    ("3+5模式", "3+5", "sān jiā wǔ", "a formula of numbers"),
    ("１２３", "１２３", "yībǎi èrshísān", "number"),
])
def test_a_number_carries_how_it_is_said(text, part, said, gloss):
    entry = entry_of(text, part)
    assert (entry.pinyin, entry.gloss) == (said, gloss) and entry.kind in ("number", "date")


@pytest.mark.parametrize("text, part, said", [
    ("实行“1+43+N”网格化管理", "1+43+N", "yī jiā sìshísān jiā N"),
    ("探索建立“2+3+X”机制", "2+3+X", "èr jiā sān jiā X"),
    ("改革开放40年来", "40", "sìshí"),
    ("新中国成立70年", "70", "qīshí"),
    ("增长６０％", "６０％", "bǎi fēn zhī liùshí"),
    FAILS("投资2万元", "2万", "liǎng wàn", why="the mention says èr wàn, its token liǎng, cardinal(20000) liǎngwàn"),
    ("1949-2019年", "1949", "yī jiǔ sì jiǔ"),
    FAILS("2018/7/5", "2018", "èr líng yī bā", why="a date with strokes is said as amounts"),
    FAILS("比分20:5", "20:5", "èrshí bǐ wǔ", why="a score has an entry of kind number that says nothing"),
    FAILS("1/3", "1/3", "sān fēn zhī yī", why="fractions in figures are not known"),
    FAILS("零下-5℃", "-5", "fù wǔ", why="a minus sign is not part of the number"),
    ("有20000余人", "20000", "liǎngwàn"),
])
def test_numbers_where_it_is_hard(text, part, said):
    assert entry_of(text, part).pinyin == said


@every_article
def test_every_figure_of_an_article_can_be_said(article):
    for token in reading_of(article).tokens:
        if token.text[0].isdecimal():
            assert token.entry.kind == "number" and NUMBERED_OR_WORDS.fullmatch(token.entry.pinyin), token


NUMBERED_OR_WORDS = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ' ]+")


@pytest.mark.parametrize("text", ["80余年来", "三年间", "1年份", "12月份额", "9999", "年月日"])
def test_what_is_no_date(text):
    assert not any(mention.kind == "date" for mention in read(text).mentions)


@pytest.mark.parametrize("text, kinds", [
    ("焦裕禄精神", {"person"}), ("昂仁县", {"place"}), ("党的二十大", {"meeting"}), ("中国共产党", {"organisation"}), ("基层治理", {"term"}), ("三会一课", {"slogan"}),
    ("2018年", {"date"}), ("4.6亿", {"number"}), ("他来了", set()),
])
def test_kinds_of_mentions(text, kinds):
    assert kinds <= {mention.kind for mention in read(text).mentions} and (kinds or not read(text).mentions)


@pytest.mark.parametrize("text, outer, inner", [
    ("党建引领基层治理", "党建引领基层治理", "基层治理"), ("1+1大于2", "1+1大于2", "1+1"),
    ("“有求必应、无事不扰”", "有求必应、无事不扰", "有求必应"),
])
def test_mentions_nest(text, outer, inner):
    found = {mention.text: mention for mention in read(text).mentions}
    assert found[outer].start <= found[inner].start and found[inner].end <= found[outer].end


# ---- people by rule

def people_cases():
    """Each row of cases/people.tsv as (sentence, names in it), known failures marked as strict xfail."""
    for row in (Path(__file__).parent / "cases" / "people.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith(("#", "kind\t")):
            kind, sentence, note = row.split("\t")
            names = re.findall("【(.*?)】", sentence)
            assert kind == "known failure" or kind == ("found" if names else "nobody"), f"unknown kind in: {row}"
            marks = pytest.mark.xfail(strict=True, reason=note) if kind == "known failure" else ()
            yield pytest.param(re.sub("[【】]", "", sentence), names, marks=marks, id=sentence)


@pytest.mark.parametrize("sentence, names", list(people_cases()))
def test_people(sentence, names):
    reading = read(sentence)
    assert [mention.text for mention in reading.mentions if mention.kind == "person"] == names
    assert all(name in [token.text for token in reading.tokens] for name in names), "a name is one token"


def test_the_people_of_the_table_are_new_to_the_glossary():
    known = {name for case in people_cases() for name in case.values[1] if name in lexicon().phrases}
    assert known == set(), "these are found by the glossary, not by rule"


# ---- determinism

def test_two_processes_read_alike():
    code = "from helpers import *\nfor a in articles()[::5]: print(repr(read(a)))\nprint(repr(read('书记任志强、王大力说，1+43+N好于2018年。')))"
    seen = []
    for seed in ("0", "4242"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}, cwd=ROOT)
        assert done.returncode == 0, done.stderr.decode()
        seen.append(done.stdout)
    assert seen[0] == seen[1] and len(seen[0]) > 10_000


def test_reading_changes_nothing_of_the_article():
    before = repr(open_article("000-1"))
    read(open_article("000-1"))
    assert repr(open_article("000-1")) == before and isinstance(read("党").tokens[0], Token)
