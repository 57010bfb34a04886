"""Numbers in figures and how they are said and written (GB/T 16159-2012, 6.1.5)."""
import pytest
from hypothesis import given, strategies as st

from helpers.numerals import cardinal, said, said_sum
from helpers.syllables import split_syllables

FAILS = lambda *values, why: pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=f"known failure: {why}"))

CARDINALS = {
    0: "líng", 2: "èr", 10: "shí", 11: "shíyī", 12: "shí'èr", 20: "èrshí", 43: "sìshísān", 99: "jiǔshíjiǔ",
    100: "yībǎi", 101: "yībǎi líng yī", 110: "yībǎi yīshí", 111: "yībǎi yīshíyī", 178: "yībǎi qīshíbā", 700: "qībǎi",
    1000: "yīqiān", 1001: "yīqiān líng yī", 1010: "yīqiān líng yīshí", 1069: "yīqiān líng liùshíjiǔ", 1100: "yīqiān yībǎi",
    1500: "yīqiān wǔbǎi", 2000: "liǎngqiān", 3800: "sānqiān bābǎi", 4513: "sìqiān wǔbǎi yīshísān", 5119: "wǔqiān yībǎi yīshíjiǔ",
    10_000: "yīwàn", 10_001: "yīwàn líng yī", 10_010: "yīwàn líng yīshí", 10_100: "yīwàn líng yībǎi", 11_000: "yīwàn yīqiān",
    20_000: "liǎngwàn", 20_500: "liǎngwàn líng wǔbǎi", 200_000_000: "liǎngyì", 22_000: "liǎngwàn èrqiān", 202_000: "èrshí wàn èrqiān", 200: "èrbǎi", 100_000: "shí wàn", 110_000: "shíyī wàn", 101_000: "shí wàn yīqiān",
    237_856: "èrshísān wàn qīqiān bābǎi wǔshíliù", 1_000_000: "yībǎi wàn", 10_000_000: "yīqiān wàn", 60_000_000: "liùqiān wàn",
    100_000_000: "yīyì", 100_000_001: "yīyì líng yī", 102_000_000: "yīyì líng èrbǎi wàn", 120_000_000: "yīyì èrqiān wàn",
    1_000_000_000: "shí yì", 1_411_780_000: "shísì yì yīqiān yībǎi qīshíbā wàn", 10**12: "yīwàn yì",
}


@pytest.mark.parametrize("number, words", CARDINALS.items())
def test_whole_numbers(number, words):
    assert cardinal(number) == words


@pytest.mark.parametrize("figures, around, words", [
    # years, digit by digit
    ("2018", "_年", "èr líng yī bā"), ("1949", "_年", "yī jiǔ sì jiǔ"), ("2000", "_年", "èr líng líng líng"), 
    ("２０１８", "_年", "èr líng yī bā"),
    # years that are counted
    ("3", "_年", "sān"), ("20", "_年", "èrshí"), ("23", "_年", "èrshísān"), ("97", "_周年", "jiǔshíqī"), ("70", "_周年", "qīshí"), ("100", "_年", "yībǎi"),
    ("40", "_年", "sìshí"),
    ("70", "_年", "qīshí"),
    ("5000", "_年", "wǔqiān"),
    # amounts
    ("0", "", "líng"), ("15", "_分钟", "shíwǔ"), ("3600", "_公里", "sānqiān liùbǎi"), ("1,000", "_元", "yīqiān"), ("1,234.5", "", "yīqiān èrbǎi sānshísì diǎn wǔ"),
    ("4.6", "_亿", "sì diǎn liù"), ("1.08", "_亿元", "yī diǎn líng bā"), ("23.7", "_个百分点", "èrshísān diǎn qī"), ("0.5", "", "líng diǎn wǔ"), ("10.0", "", "shí diǎn líng"),
    # per cent, per mille
    ("60%", "", "bǎi fēn zhī liùshí"), ("100%", "", "bǎi fēn zhī yībǎi"), ("99.83%", "", "bǎi fēn zhī jiǔshíjiǔ diǎn bā sān"), ("204%", "", "bǎi fēn zhī èrbǎi líng sì"),
    ("0.5%", "", "bǎi fēn zhī líng diǎn wǔ"), ("5‰", "", "qiān fēn zhī wǔ"),
    # two of something, the second
    ("2", "_个", "liǎng"), ("2", "_名", "liǎng"), ("2", "_次", "liǎng"), ("2", "_位", "liǎng"), ("2", "_天", "liǎng"), ("2", "第_个", "èr"), ("2", "第_批", "èr"), ("2", "_月", "èr"), ("2", "_日", "èr"),
    ("2", "", "èr"), ("12", "_个", "shí'èr"), ("22", "_个", "èrshí'èr"), ("2%", "", "bǎi fēn zhī èr"),
    ("2", "_年来", "liǎng"),
    ("2", "_倍", "liǎng"),
    ("2", "_公里", "liǎng"),
    # clocks
    ("10:16", "", "shí diǎn shíliù fēn"), ("23:59:59", "", "èrshísān diǎn wǔshíjiǔ fēn wǔshíjiǔ miǎo"),
    ("10:05", "", "shí diǎn líng wǔ fēn"),
    ("9:00", "", "jiǔ diǎn"),
    # digits one by one
    ("007", "", "líng líng qī"), ("1234567890123", "", "yī èr sān sì wǔ liù qī bā jiǔ líng yī èr sān"),
    # no number
    ("", "", ""), ("abc", "", ""), ("4月", "", ""), ("三", "", ""), ("+", "", ""),
])
def test_figures(figures, around, words):
    before, _, after = around.partition("_")
    assert said(figures, after, before) == words


@pytest.mark.parametrize("formula, words", [("1+43+N", "yī jiā sìshísān jiā N"), ("2+3+X", "èr jiā sān jiā X"), ("9+N", "jiǔ jiā N"), ("7＋6", "qī jiā liù"), ("1+1", "yī jiā yī")])
def test_sums(formula, words):
    assert said_sum(formula) == words


# ---- what holds for every number

VALUE = {"ling2": 0, "yi1": 1, "er4": 2, "liang3": 2, "san1": 3, "si4": 4, "wu3": 5, "liu4": 6, "qi1": 7, "ba1": 8, "jiu3": 9}
UNIT = {"shi2": 10, "bai3": 100, "qian1": 1000}


def heard(words):
    """The number that a listener makes of its pinyin."""
    total = group = digit = 0
    for syllable in split_syllables(words):
        if syllable in VALUE:
            digit = VALUE[syllable]
        elif syllable in UNIT:
            group += (digit or 1) * UNIT[syllable]
            digit = 0
        elif syllable == "wan4":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        else:
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    return total + group + digit


@given(st.integers(0, 10**12 - 1))
def test_a_number_is_heard_as_what_it_is(number):
    assert heard(cardinal(number)) == number


@given(st.text(alphabet="0123456789.,:%‰０１２٣६年第万 ", max_size=25), st.text(max_size=3))
def test_anything_is_said_or_left_alone(figures, around):
    assert isinstance(said(figures, around, around), str)
