"""What the reader's page asks, and what it is told: marks, corrections, what to do in the other cells."""
import json
import sqlite3
from dataclasses import replace

import pytest

from helpers import read
from helpers.corrections import Corrections, read_corrections
from helpers.knowledge import KnownWords
from helpers.replies import Mending, advice, answered

TEXT = "以群众为中心。\n为群众服务，为群众着想。"


@pytest.fixture
def asked(tmp_path):
    """asked(kind, …) sends a message about TEXT; asked.mending is what answers it, asked.words the words."""
    def asked(kind, **more):
        return answered({"kind": kind, **more}, asked.words, asked.mending)

    asked.words, asked.mending = KnownWords(tmp_path / "words.sqlite"), Mending(read(TEXT), Corrections(tmp_path / "corrections.json"))
    return asked


def place(asked, word):
    return next(number for number, token in enumerate(asked.mending.reading.tokens) if token.text == word)


def mend(asked, word, scope="here", length=1, **change):
    first = place(asked, word)
    return asked("correct", first=first, last=first + length, scope=scope, **change)


def how(asked, character="为"):
    return [s for token in asked.mending.reading.tokens for c, s in zip(token.text, token.syllables) if c == character]


# ---- words

@pytest.mark.parametrize("message", [
    {}, {"kind": "mark"}, {"kind": "mark", "words": 3}, {"kind": "mark", "words": {"党员": "eaten"}}, {"kind": "level", "list": "hsk2025", "level": "x"},
    {"kind": "level"}, {"kind": "take in", "text": None}, {"kind": "burn"}, "mark", None, {"kind": "correct"}, {"kind": "correct", "first": 0, "last": 1},
    {"kind": "correct", "first": 99, "last": 100, "scope": "here", "gloss": "x"}, {"kind": "correct", "first": 0, "last": 1, "scope": "there", "gloss": "x"},
    {"kind": "correct", "first": 0, "last": 1, "scope": "here", "gloss": 7}, {"kind": "remove", "number": 0}, {"kind": "remove"}, {"kind": "take in corrections", "text": "{}"},
    {"kind": "take in corrections", "text": None},
])
def test_a_page_that_asks_nonsense_is_answered(asked, message):
    before = asked.mending.reading
    assert answered(message, asked.words, asked.mending)["notice"]
    assert asked.words.statuses() == {} and list(asked.mending.store) == [] and asked.mending.reading is before


def test_words_are_marked(asked):
    assert asked("mark", words={"群众": "known"}) == {"notice": ""} and asked.words.statuses() == {"群众": "known"}
    assert asked("take in", text="党员")["words"] == {"群众": "known", "党员": "known"}
    assert json.loads(asked("hand over")["file"])["dubao"] == "known words"
    assert asked("level", list="hsk2025", level=3)["words"]["一下"] == "known"


def test_a_store_that_fails_is_told(asked, monkeypatch):
    monkeypatch.setattr(asked.words, "_write", lambda rows: (_ for _ in ()).throw(sqlite3.OperationalError("disk full")))
    assert "disk full" in asked("mark", words={"党员": "known"})["notice"]


# ---- corrections

@pytest.mark.parametrize("scope, said, read_as", [
    ("here", "here", ["wei4", "wei4", "wei4"]), ("article", "in this text", ["wei4"] * 3), ("everywhere", "everywhere", ["wei4"] * 3)])
def test_a_reading_is_mended(asked, scope, said, read_as):
    assert how(asked) == ["wei2", "wei4", "wei4"]
    reply = mend(asked, "为", scope, pinyin="wèi")
    assert reply["notice"] == f"为 is now read wèi {said}." and reply["undo"] == "correction"
    assert how(asked) == read_as and len(asked.mending.store) == 1 and len(asked.mending.reading.corrections) == 1


def test_a_meaning_and_a_cut_are_mended(asked):
    assert mend(asked, "群众", "article", gloss="ordinary people")["notice"] == "群众 is now explained as “ordinary people” in this text."
    assert mend(asked, "服务", length=1, cut="服 务")["notice"] == "服务 is now cut as 服 | 务 here."
    words = {token.text: token.entry for token in asked.mending.reading.tokens}
    assert words["群众"].gloss == "ordinary people" and "服务" not in words and "".join(t.text for t in asked.mending.reading.tokens) == TEXT


def test_words_are_joined(asked):
    mend(asked, "着想", "everywhere", cut="着 想")
    mend(asked, "着", "here", length=2, cut="着想")
    assert "着想" in [token.text for token in asked.mending.reading.tokens]


@pytest.mark.parametrize("change, says", [({"pinyin": "wie"}, "is not pinyin"), ({"pinyin": "wèi rén"}, "1 characters to read"), ({"cut": "人"}, "Only put in spaces"), ({}, "Nothing was changed"),
                                          ({"gloss": "x" * 301}, "300 characters")])
def test_what_does_not_fit_is_said_and_nothing_changes(asked, change, says):
    reply = mend(asked, "为", **change)
    assert says in reply["notice"] and reply["wrong"] and list(asked.mending.store) == []


def test_undo_of_a_first_correction_leaves_nothing(asked):
    before = asked.mending.reading
    mend(asked, "为", pinyin="wèi")
    reply = asked("undo")
    assert reply["notice"] == "Taken back." and not reply["undo"]
    assert how(asked) == ["wei2", "wei4", "wei4"] and list(asked.mending.store) == [] and asked.mending.reading.tokens == before.tokens


def test_undo_of_a_second_correction_leaves_the_first(asked):
    mend(asked, "群众", gloss="first")
    mend(asked, "群众", gloss="second")
    asked("undo")
    assert [one.gloss for one in asked.mending.store] == [one.gloss for one in asked.mending.reading.corrections] == ["first"]


def test_one_is_removed_and_that_is_taken_back(asked):
    mend(asked, "为", pinyin="wèi")
    mend(asked, "群众", gloss="people")
    assert asked("remove", number=0)["notice"].startswith("Removed: 为 → wèi · here")
    assert how(asked)[0] == "wei2" and [one.quote for one in asked.mending.store] == ["群众"]
    asked("undo")
    assert how(asked)[0] == "wei4" and len(asked.mending.store) == 2


def test_what_was_given_is_kept_and_may_be_removed(asked, tmp_path):
    """Corrections of somebody else's file stay when the reader mends more; removed, they are gone here, and their file is as it was."""
    mend(asked, "为", pinyin="wèi")
    theirs, mine = tuple(asked.mending.store), Corrections(tmp_path / "mine.json")
    asked.mending = Mending(read(TEXT, theirs), mine)
    mend(asked, "群众", gloss="people")
    assert how(asked)[0] == "wei4" and [one.quote for one in mine] == ["群众"]
    asked("remove", number=[one.quote for one in asked.mending.held].index("为"))
    assert how(asked)[0] == "wei2" and [one.quote for one in asked.mending.reading.corrections] == ["群众"]
    asked("undo")
    assert how(asked)[0] == "wei4" and [one.quote for one in mine] == ["群众"]


def test_they_are_handed_over_and_taken_in(asked, tmp_path):
    mend(asked, "为", pinyin="wèi")
    handed = asked("hand over corrections")
    assert handed["name"] == "my-corrections.json" and len(read_corrections(handed["file"])) == 1
    asked.mending = Mending(read(TEXT), Corrections(tmp_path / "other.json"))
    assert asked("take in corrections", text=handed["file"])["notice"] == "Corrections taken in: 1." and how(asked)[0] == "wei4"


def test_what_no_longer_fits_is_listed_and_removed(asked):
    mend(asked, "为", pinyin="wèi")
    asked.mending = Mending(read(TEXT.replace("以群众为中心", "以群众当中心"), asked.mending.store), asked.mending.store)
    assert [one.quote for one in asked.mending.held] == ["为"] and asked.mending.reading.corrections == ()
    asked("remove", number=0)
    assert asked.mending.held == () and list(asked.mending.store) == []


def test_a_folder_that_cannot_be_written_is_said_and_the_correction_holds(asked, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    asked.mending = Mending(read(TEXT), Corrections(tmp_path / "file" / "corrections.json"))
    assert "cannot be written" in mend(asked, "为", pinyin="wèi")["notice"]
    mend(asked, "群众", gloss="people")
    assert how(asked)[0] == "wei4" and len(asked.mending.store) == 2 and len(read(TEXT, asked.mending.store).corrections) == 2


def test_a_damaged_file_is_named_and_left_alone(asked):
    asked.mending.store.path.write_text("not json")
    assert "corrections.json" in mend(asked, "为", pinyin="wèi")["notice"] and asked.mending.store.path.read_text() == "not json"


def test_a_reading_is_certain_when_a_reader_has_said_so(asked):
    reading = asked.mending.reading
    doubtful = replace(reading, sentences=tuple(replace(s, tokens=tuple(replace(t, sure=t.text != "为") for t in s.tokens)) for s in reading.sentences))
    asked.mending = Mending(doubtful, asked.mending.store)
    assert not asked.mending.reading.tokens[2].sure
    mend(asked, "为", pinyin="wéi")
    assert asked.mending.reading.tokens[2].sure and asked.mending.reading.tokens[2].reason == "corrected"


# ---- the other cells

class Notebook:
    """Names and cells as IPython keeps them."""

    def __init__(self, *cells, **names):
        self.user_ns = {"In": ["", *cells], **names}

    def get_ipython(self):
        return self


def told(monkeypatch, mending, *cells, **names):
    monkeypatch.setitem(__import__("sys").modules, "IPython", Notebook(*cells, **names))
    return advice(mending, mending._past)


def test_the_cells_that_use_the_reading_are_named(asked, monkeypatch):
    mending = asked.mending
    cells = ("from helpers import *", 'reading = read(open_article("000-1"))\nshow(reading)', "words = vocabulary(reading)", "1 + 1", "%matplotlib inline", "words.head()", "1 + 1")
    assert told(monkeypatch, mending, *cells, reading=mending.reading) == (
        'For the other cells, write `reading = read(open_article("000-1"), my_corrections())` and run again: [2], [3], [6].')


@pytest.mark.parametrize("cell, write", [
    ('reading = read(open_article("000-1"), my_corrections())', ""),
    ('reading = read(open_article("000-1"))', 'write `reading = read(open_article("000-1"), my_corrections())` and '),
    ("reading = read(text)", "write `reading = read(text, my_corrections())` and "),
    ('reading = read("""一，\n二""")', "write `read(…, my_corrections())` and "),
    ("reading, other = read(a), 2", "write `read(…, my_corrections())` and "),
])
def test_how_the_reading_is_to_be_made(asked, monkeypatch, cell, write):
    assert told(monkeypatch, asked.mending, cell, reading=asked.mending.reading) == f"For the other cells, {write}run again: [1]."


def test_only_what_came_after_the_name_was_made_counts(asked, monkeypatch):
    cells = ("reading = read(a)", "vocabulary(reading)", "reading = read(b)", "slogans(reading)", "slogans(reading)")
    assert "run again: [3], [5]." in told(monkeypatch, asked.mending, *cells, reading=asked.mending.reading)


def test_the_reader_s_own_name_is_said(asked, monkeypatch):
    reader = type("Reader", (), {"mending": asked.mending})()
    said = told(monkeypatch, asked.mending, "reader = show(read('…'))", reader=reader, _1=asked.mending.reading)
    assert said == "The new reading is `reader.reading`. A text read with `read(…, my_corrections())` has it too."
