"""Phrases are found wherever they stand, over each other too, and nothing else is."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.phrasebook import Phrasebook
from helpers.segmentation import Words


@pytest.mark.parametrize("phrases, text, found", [
    (["三会一课", "会一"], "“三会一课”", {(1, "三会一课"), (2, "会一")}),
    (["一带一路", "一带"], "一带一带一路", {(0, "一带"), (2, "一带"), (2, "一带一路")}),
    (["党课"], "党 课", set()),
    (["𠀀𠀁", "1+N"], "𠀀𠀁1+N", {(0, "𠀀𠀁"), (2, "1+N")}),
    ([], "没有", set()), (["没有"], "", set()),
])
def test_where_phrases_stand(phrases, text, found):
    assert set(Phrasebook(phrases).found(text)) == found


@settings(max_examples=300, deadline=None)
@given(st.sets(st.text("一二三\0\n\ud800", min_size=2, max_size=5)), st.text("一二三\0\n\ud800", max_size=30), st.lists(st.integers(0, 29), max_size=3))
def test_no_phrase_is_missed_nor_made_up(phrases, text, near):
    every = {(start, phrase) for phrase in phrases for start in range(len(text)) if text.startswith(phrase, start)}
    near = [place for place in near if place < len(text)]
    book = Phrasebook(phrases)
    assert sorted(book.found(text)) == sorted(every)
    assert {one for one in every if any(one[0] <= place < one[0] + len(one[1]) for place in near)} <= set(book.found(text, near)) <= every


def test_words_are_asked_once_each():
    words, asked = Words(["一", "村", "一", "品"]), []
    assert words.where(lambda word: asked.append(word) or word == "一") == [0, 2] and asked == ["一", "村", "品"]
    assert words.counted() == [("一", 0, 2), ("村", 1, 1), ("品", 3, 1)] and words.starts == [0, 1, 2, 3] and Words().where(bool) == []
