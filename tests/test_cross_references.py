"""What the dictionary says of other words is shown in simplified characters and with tone marks."""
import re

import pytest

from helpers import read
from helpers.dictionary import cedict


@pytest.fixture(scope="module")
def words():
    return cedict()


@pytest.mark.parametrize("word, sense", [
    ("便秘", "Taiwan pr. biànbì"),
    ("拔刀相助", "see 路见不平，拔刀相助 lùjiànbùpíng, bádāoxiāngzhù"),
    ("腾讯", "see 腾讯控股有限公司 Téngxùn Kònggǔ Yǒuxiàn Gōngsī"),
    ("可不", "see 可不是 kěbushì"),
    ("乔布斯", "see also 史蒂夫·乔布斯 Shǐdìfū Qiáobùsī, Steve Jobs"),
])
def test_a_reference(words, word, sense):
    assert sense in {sense for homograph in words[word] for sense in homograph.senses}


def test_no_reference_is_left_as_it_was_written(words):
    senses = [sense for homographs in words.values() for homograph in homographs for sense in homograph.senses]
    assert len(senses) > 150_000 and not [sense for sense in senses if re.search(r"\[[A-Za-z:]+[1-5][ \]]|[一-鿿]\|[一-鿿]", sense)]


def test_a_word_does_not_refer_to_itself():
    entry = read("众人一哄而散。").tokens[1].entry
    assert (entry.gloss, entry.kind, entry.pinyin) == ("to break up in an uproar (idiom)", "idiom", "yīhòng-érsàn")
