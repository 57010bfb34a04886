"""Syllables: tone marks and numbers, words split and joined, one syllable a character (Hanyu Pinyin Fang'an; GB/T 16159)."""
import pytest
from hypothesis import given, strategies as st

from helpers.syllables import HANZI, align, hanzi_count, is_hanzi, join_word, marked, numbered, split_syllables, toneless

SYLLABLES = """
    jiāo jiao1   dǎng dang3   qún qun2     xué xue2     wèi wei4     guì gui4     liú liu2     guǒ guo3    lǜ lv4      nǚ nv3
    lüè lve4     ér er2       ān an1       ōu ou1       yī yi1       yuán yuan2   xióng xiong2 zhuāng zhuang1          shuǐ shui3
    niú niu2     duì dui4     yào yao4     mǎ ma3       de de5       le le5       ma ma5       men men5    ê̄ ê1        ò o4
    zhě zhe3     sì si4       shí shi2     r r5         huī hui1     jiǔ jiu3     kòu kou4     lǘ lv2      jué jue2    wǔ wu3
""".split()
PAIRS = list(zip(SYLLABLES[::2], SYLLABLES[1::2]))


@pytest.mark.parametrize("mark, number", PAIRS)
def test_marks_and_numbers(mark, number):
    assert (numbered(mark), marked(number)) == (number, mark)


@pytest.mark.parametrize("written, number", [
    ("lu:4", "lv4"), ("lü4", "lv4"), ("nu:3", "nv3"), ("Ā", "a1"), ("Xī", "xi1"), ("de0", "de5"), ("jiao1", "jiao1"),
    ("e\u0304", "e1"),  # the mark as a character of its own
])
def test_other_ways_to_write_one_syllable(written, number):
    assert numbered(written) == number


@pytest.mark.parametrize("no_syllable", ["", "1", "N", "，", "43", "党", "APP", "a", "PLUS"])
def test_what_is_no_syllable_stays(no_syllable):
    assert marked(no_syllable) == no_syllable


@pytest.mark.parametrize("mark", ["ń", "ḿ", "ńg"])
def test_syllables_without_a_vowel(mark):
    """嗯 and 呣"""
    assert marked(numbered(mark)) == mark


WORDS = [  # orthographic word, its syllables
    ("dǎngqún", "dang3 qun2"), ("gāozhìliàng", "gao1 zhi4 liang4"), ("Jiāo Yùlù", "jiao1 yu4 lu4"), ("Xī'ān", "xi1 an1"),
    ("nǚ'ér", "nv3 er2"), ("Tiān'ānmén", "tian1 an1 men2"), ("Dōng'ē", "dong1 e1"), ("pí'ǎo", "pi2 ao3"), ("lüèduó", "lve4 duo2"),
    ("fāng'àn", "fang1 an4"), ("fǎn'gǎn", "fan3 gan3"), ("fāngǎn", "fan1 gan3"), ("jīnguǎn", "jin1 guan3"), ("jīngguǎn", "jing1 guan3"),
    ("Shēnxiàn", "shen1 xian4"), ("èrshí", "er4 shi2"), ("shíyī", "shi2 yi1"), ("xiàngliàng", "xiang4 liang4"), ("xīnniáng", "xin1 niang2"),
    ("shíshì-qiúshì", "shi2 shi4 qiu2 shi4"), ("wǒmen", "wo3 men5"), ("Zhōnghuá Rénmín Gònghéguó", "zhong1 hua2 ren2 min2 gong4 he2 guo2"),
    ("sān huì yī kè", "san1 hui4 yi1 ke4"), ("péngyou", "peng2 you5"), ("háizi", "hai2 zi5"), ("ránqǐ", "ran2 qi3"), ("hūn'àn", "hun1 an4"),
    ("liǎng'àn", "liang3 an4"), ("Ōuyáng", "ou1 yang2"), ("yīng'ér", "ying1 er2"), ("guīdàng", "gui1 dang4"), ("xúnhuán", "xun2 huan2"),
    ("nénggàn", "neng2 gan4"), ("yīngān", "yin1 gan1"), ("míngé", "min2 ge2"), ("Lǘqiū", "lv2 qiu1"), ("bǎi fēn zhī liùshí", "bai3 fen1 zhi1 liu4 shi2"),
    ("shuāng suíjī, yī gōngkāi", "shuang1 sui2 ji1 yi1 gong1 kai1"), ("", ""),
]


@pytest.mark.parametrize("word, syllables", WORDS, ids=[word for word, _ in WORDS])
def test_split(word, syllables):
    assert " ".join(split_syllables(word)) == syllables


@pytest.mark.parametrize("word, syllables", [pair for pair in WORDS if pair[0] and not set(pair[0]) & set(" -,") and pair[0] != "fǎn'gǎn"])
def test_join_is_the_way_back(word, syllables):
    assert join_word(syllables.split(), capital=word[0].isupper()) == word


@pytest.mark.parametrize("syllables, word", [
    (["hua1", "r5"], "huār"), ([], ""), (["jiao1"], "jiāo"), (["1"], "1"), (["N"], "N"), (["yi1", "hui4", "r5"], "yīhuìr"),
])
def test_join(syllables, word):
    assert join_word(syllables) == word


@pytest.mark.parametrize("hanzi, pinyin, syllables", [
    ("焦裕禄", "Jiāo Yùlù", "jiao1 yu4 lu4"),
    ("西安", "Xī'ān", "xi1 an1"),
    ("女儿", "nǚ'ér", "nv3 er2"),
    ("花儿", "huār", "hua1 r5"),
    ("一会儿", "yīhuìr", "yi1 hui4 r5"),
    ("哪儿", "nǎr", "na3 r5"),
    ("健儿", "jiàn'ér", "jian4 er2"),
    ("双随机、一公开", "shuāng suíjī, yī gōngkāi", "shuang1 sui2 ji1 、 yi1 gong1 kai1"),
    ("一〇一", "yī líng yī", "yi1 ling2 yi1"),
])
def test_one_syllable_a_character(hanzi, pinyin, syllables):
    assert align(hanzi, pinyin) == tuple(syllables.split())


@pytest.mark.parametrize("hanzi, pinyin", [("银行", "yín"), ("银行", "yínhángzhǎng"), ("党", ""), ("银行", ""), ("儿", "")])
def test_a_count_that_differs_is_refused(hanzi, pinyin):
    with pytest.raises(ValueError, match=f"{hanzi} has {len(hanzi)} characters to read"):
        align(hanzi, pinyin)


@pytest.mark.parametrize("with_tones, without", [("Xī'ān", "Xi'an"), ("lǜ", "lü"), ("Jiāo Yùlù", "Jiao Yulu"), ("1+43+N", "1+43+N"), ("", "")])
def test_toneless(with_tones, without):
    assert toneless(with_tones) == without


def test_what_is_a_chinese_character():
    assert all(map(is_hanzi, "党〇㐀𠀀龥"))
    assert not any(map(is_hanzi, ["", "a", "1", "，", "。", "々", "ー", "あ", "한", "😀", "党员"]))
    assert hanzi_count("2018年，是创城工作的起步年。") == 10


# ---- every syllable of the language, as the dictionaries here know it

@pytest.fixture(scope="module")
def all_syllables():
    from pypinyin import Style, pinyin

    return sorted({numbered(s) for c in map(chr, range(0x4E00, 0xA000)) for s in pinyin(c, style=Style.TONE, heteronym=True)[0] if not HANZI.match(s)})


def test_every_syllable_goes_there_and_back(all_syllables):
    vowels = [s for s in all_syllables if set(s) & set("aeiouvê")]
    assert len(vowels) > 1300
    assert [s for s in vowels if numbered(marked(s)) != s or split_syllables(marked(s)) != (s,)] == []


@given(st.data())
def test_any_word_splits_into_what_it_was_joined_from(all_syllables, data):
    real = [s for s in all_syllables if set(s) & set("aeiouvê") and "ê" not in s]
    syllables = data.draw(st.lists(st.sampled_from(real), min_size=1, max_size=5))
    assert split_syllables(join_word(syllables)) == tuple(syllables)
