"""People by a short name: found as mentions over the tokens of surname and title."""
import pytest

from helpers import read


def people(text):
    return [(mention.text, mention.entry.pinyin) for mention in read(text).mentions if mention.kind == "person"]


@pytest.mark.parametrize("text, wanted", [
    ("老党员周志远来了。老周说，他不累。", [("周志远", "Zhōu Zhìyuǎn"), ("老周", "Lǎo Zhōu")]),
    ("驻村干部小苏记得很清楚。", [("小苏", "Xiǎo Sū")]),
    ("“房子修好了。”村民马大爷说。", [("马大爷", "Mǎ dàye")]),
    ("杨书记说，路要修到家门口。", [("杨书记", "Yáng shūjì")]),
    ("主任任志强来了。任主任说，可以。", [("任志强", "Rén Zhìqiáng"), ("任主任", "Rén zhǔrèn")]),
    ("欧阳老师来了。", [("欧阳老师", "Ōuyáng lǎoshī")]),
    ("大家都喊他“老沈”，老沈不恼。", [("老沈", "Lǎo Shěn"), ("老沈", "Lǎo Shěn")]),
    ("小韩跑前跑后。", [("小韩", "Xiǎo Hán")]),
    ("牧民扎西笑了，扎西的牛肥了。", [("扎西", "Zhāxī"), ("扎西", "Zhāxī")]),
    ("艾山江·买买提说，路通了。", [("艾山江·买买提", "Àishānjiāng·Mǎimǎití")]),
])
def test_short_names(text, wanted):
    assert people(text) == wanted


@pytest.mark.parametrize("text", ["时任书记也来了。", "任书记期间，他跑遍全村。", "小路修好了，老路还在。", "小康生活来了。", "向书记汇报工作。", "区主任会议", "对老师傅说", "老师说，要努力。", "双方经理握手。", "老江山，小江河。", "老金矿关了。"])
def test_what_is_no_short_name(text):
    assert people(text) == []
