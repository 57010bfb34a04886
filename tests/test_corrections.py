"""Corrections: what a reader mends is read so, is kept, travels, can be undone, and is reported where it no longer fits."""
import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import open_article, read
from helpers.corrections import Correction, Corrections, correct, described, read_corrections, write_corrections

TEXT = "以群众为中心。\n为群众服务，为群众着想。"


def mended(text, quote, scope="here", nth=0, **what):
    """A text read with one correction of the nth place of a quote."""
    reading = read(text)
    start = -1
    for _ in range(nth + 1):
        start = reading.text.index(quote, start + 1)
    return read(text, [correct(reading, start, start + len(quote), scope, **what)])


def readings(reading, character):
    """How each occurrence of a character is read."""
    return [s for token in reading.tokens for c, s in zip(token.text, token.syllables) if c == character]


# ---- a reading

def test_a_reading_is_mended_here_only():
    assert readings(read(TEXT), "为") == ["wei2", "wei4", "wei4"]
    assert readings(mended(TEXT, "为", nth=1, pinyin="wéi"), "为") == ["wei2", "wei2", "wei4"]


def test_a_reading_is_mended_in_the_whole_text():
    assert readings(mended(TEXT, "为", "article", pinyin="wei4"), "为") == ["wei4"] * 3


def test_a_reading_is_mended_in_every_text():
    everywhere = correct(read(TEXT), 3, 4, "everywhere", pinyin="wei4")
    assert readings(read("以人民为中心", [everywhere]), "为") == ["wei4"]
    here = dataclasses.replace(everywhere, scope="here")
    assert readings(read("以人民为中心", [here]), "为") == ["wei2"]


def test_the_narrower_scope_wins():
    reading = read(TEXT)
    both = [correct(reading, 8, 9, "here", pinyin="wéi"), correct(reading, 8, 9, "everywhere", pinyin="wèi")]
    assert readings(read(TEXT, both), "为") == ["wei4", "wei2", "wei4"]


def test_what_was_mended_says_so_and_keeps_the_other_reading():
    token = next(t for t in mended(TEXT, "为", pinyin="wei4").tokens if t.text == "为")
    assert (token.reason, token.pinyin, token.entry.pinyin) == ("corrected", "wèi", "wèi") and "wei2" in token.alternatives[0]


def test_part_of_a_word_may_be_mended():
    token = next(t for t in mended("东阿县的阿胶", "阿", nth=1, pinyin="a1").tokens if "胶" in t.text)
    assert token.syllables == ("a1", "jiao1") and token.pinyin == "ājiāo"


@pytest.mark.parametrize("written, stored", [("wei4", "wèi"), ("wèi", "wèi"), ("WEI4", "Wèi"), ("lv4", "lǜ")])
def test_pinyin_may_be_written_with_marks_or_numbers(written, stored):
    quote = "绿" if stored == "lǜ" else "为"
    assert correct(read("绿为"), "绿为".index(quote), "绿为".index(quote) + 1, pinyin=written).pinyin == stored


@pytest.mark.parametrize("pinyin", ["wie4", "x", "wèi rén", "为", "wèi<b>", "wei9"])
def test_what_is_no_pinyin_is_refused_in_a_sentence(pinyin):
    with pytest.raises(ValueError, match="pinyin|syllables"):
        correct(read(TEXT), 3, 4, pinyin=pinyin)


# ---- a gloss

def test_a_gloss_comes_first_and_the_dictionary_s_stays():
    token = next(t for t in mended("干部下基层", "基层", gloss="the villages and neighbourhoods").tokens if t.text == "基层")
    assert token.entry.gloss == "the villages and neighbourhoods" and len(token.entry.senses) > 1
    assert token.entry.sources[-1] == "gloss: corrected by a reader"


# ---- a cut

@pytest.mark.parametrize("text, quote, cut", [("三个人来了", "三个人", "三 个 人"), ("武汉市民很高兴", "武汉市民", "武汉 市民"), ("红十字会来了", "红十字会", "红十字会")])
def test_words_are_cut_or_joined(text, quote, cut):
    words = [token.text for token in mended(text, quote, cut=cut).tokens]
    assert words[: len(cut.split())] == cut.split() and "".join(words) == text


def test_a_cut_and_a_reading_together():
    reading = mended("张三丰来了", "张三丰", cut="张三丰", pinyin="Zhāng Sānfēng", gloss="a person")
    assert (reading.tokens[0].text, reading.tokens[0].pinyin, reading.tokens[0].entry.gloss) == ("张三丰", "Zhāng Sānfēng", "a person")


@pytest.mark.parametrize("cut", ["三 个", "三  个人", "三个人 "[::-1] + "们"])
def test_a_cut_that_changes_the_text_is_refused(cut):
    with pytest.raises(ValueError, match="characters"):
        correct(read("三个人"), 0, 3, cut=cut)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cut_keeps_the_invariants(data):
    text = open_article("000-3").text
    start = data.draw(st.integers(0, len(text) - 2))
    quote = text[start : start + data.draw(st.integers(1, 6))].split("\n")[0].replace(" ", "")
    if not quote or text[start : start + len(quote)] != quote:
        return
    places = sorted(data.draw(st.sets(st.integers(1, max(1, len(quote) - 1)))))
    cut = " ".join(quote[a:b] for a, b in zip([0, *places], [*places, len(quote)]) if quote[a:b])
    before = read(open_article("000-3"))
    reading = read(open_article("000-3"), [correct(before, start, start + len(quote), data.draw(st.sampled_from(["here", "article"])), cut=cut)])
    assert "".join(token.text for token in reading.tokens) == text
    edges = {token.start for token in reading.tokens} | {len(text)}
    assert all(m.start in edges and m.end in edges for m in reading.mentions)


# ---- what no longer fits

def test_nothing_is_asked_nothing_is_reported():
    assert read(TEXT).corrections == read(TEXT).unfit == ()


def test_a_correction_survives_a_change_elsewhere():
    made = correct(read(TEXT), 8, 9, pinyin="wéi")
    reading = read(TEXT + "新的一句。", [made])
    assert readings(reading, "为") == ["wei2", "wei2", "wei4"] and reading.unfit == ()


def test_a_correction_that_no_longer_fits_is_reported():
    made = correct(read(TEXT), 8, 9, pinyin="wéi")
    reading = read(TEXT.replace("为群众服务", "替群众服务"), [made])
    assert reading.unfit == (made,) and reading.corrections == ()


def test_an_article_s_correction_that_no_longer_fits_is_reported():
    article = open_article("000-3")
    made = correct(read(article), 11, 13, gloss="something")
    blocks = tuple(dataclasses.replace(block, text=block.text.replace(made.quote, "某")) for block in article.blocks)
    assert read(dataclasses.replace(article, blocks=blocks), [made]).unfit == (made,)


def test_another_text_is_not_concerned():
    assert read("今天的会议很重要。", [correct(read(TEXT), 8, 9, pinyin="wéi")]).unfit == ()


# ---- the file

def test_they_are_kept_and_undone(tmp_path):
    store, made = Corrections(tmp_path / "new folder" / "corrections.json"), correct(read(TEXT), 3, 4, pinyin="wei4")
    assert len(store) == 0 and "No corrections" in repr(store)
    store.add(made)
    assert readings(read(TEXT, store), "为")[0] == "wei4" and readings(read(TEXT, str(store.path)), "为")[0] == "wei4"
    assert repr(store) == "为 → wèi · here: …以群众【为】中心。⏎为群…"
    store.remove(made)
    assert list(store) == [] and readings(read(TEXT, store), "为")[0] == "wei2"


def test_the_newer_of_two_wins(tmp_path):
    store = Corrections(tmp_path / "corrections.json")
    store.add(correct(read(TEXT), 3, 4, pinyin="wei4"))
    store.add(correct(read(TEXT), 3, 4, pinyin="wei2"))
    assert [made.pinyin for made in store] == ["wéi"]


def test_they_travel(tmp_path):
    mine, theirs = Corrections(tmp_path / "mine.json"), Corrections(tmp_path / "theirs.json")
    mine.add(correct(read(TEXT), 3, 4, pinyin="wei4"), correct(read(TEXT), 4, 6, gloss='a "centre"\t'.strip()))
    assert theirs.take_in(mine.to_json()) == 2 and list(theirs) == list(mine)


@pytest.mark.parametrize("text", ["", "{}", "[]", "not json", '{"corrections": 3}', '{"corrections": [{"quote": "为"}]}', '{"corrections": ["为"]}'])
def test_a_file_that_is_none_is_refused_and_nothing_is_lost(text, tmp_path):
    store = Corrections(tmp_path / "corrections.json")
    store.add(correct(read(TEXT), 3, 4, pinyin="wei4"))
    with pytest.raises(ValueError, match="Nothing was taken"):
        store.take_in(text)
    assert len(store) == 1


def test_a_correction_that_does_not_fit_names_its_number():
    rows = json.loads(write_corrections([correct(read(TEXT), 3, 4, pinyin="wei4")] * 2))
    rows["corrections"][1]["pinyin"] = "gōng zuò"
    with pytest.raises(ValueError, match="Correction 2 .*为 has 1 characters to read"):
        read_corrections(json.dumps(rows))


def test_a_missing_file_is_named():
    with pytest.raises(FileNotFoundError, match="no file of corrections “nowhere.json”"):
        read(TEXT, "nowhere.json")


@pytest.mark.parametrize("what, says", [({}, "Nothing was changed"), ({"scope": "nowhere", "gloss": "x"}, "here, article, everywhere"), ({"gloss": "x" * 301}, "300")])
def test_an_empty_or_odd_correction_is_refused(what, says):
    with pytest.raises(ValueError, match=says):
        correct(read(TEXT), 3, 4, **what)


def test_a_correction_in_a_line():
    assert described(Correction("为", "以", "中心", "everywhere", "", "", pinyin="wéi", gloss="as")) == "为 → wéi, “as” · everywhere"
