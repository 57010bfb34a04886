"""What the user knows: marked, kept, handed over, taken in; two notebooks at once; a folder that cannot be written."""
import json
import threading

import pytest

from helpers.knowledge import KnownWords, words_of_list


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "known_words.sqlite"


def test_marks_last(path):
    KnownWords(path).mark({"党员": "known", "群众": "learn", "干部": "known"})
    KnownWords(path).mark({"干部": "new"})
    assert KnownWords(path).statuses() == {"党员": "known", "群众": "learn"}


def test_a_mark_is_one_of_three(path):
    words = KnownWords(path)
    with pytest.raises(ValueError, match="known, learn, new; not read"):
        words.mark({"党员": "known", "群众": "read"})
    assert words.statuses() == {}


def test_two_notebooks_lose_no_word(path):
    def notebook(number):
        words = KnownWords(path)
        for i in range(40):
            words.mark({f"党员{chr(0x4E00 + 100 * number + i)}": "known"})

    threads = [threading.Thread(target=notebook, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(KnownWords(path).statuses()) == 160


def test_i_know_hsk_3(path):
    words = KnownWords(path)
    words.mark({"学习": "learn"})
    marked = words.know_level("hsk2025", 3)
    assert "今天" in marked and "学习" not in marked
    assert words.statuses()["学习"] == "learn" and words.statuses()["今天"] == "known"
    with pytest.raises(ValueError, match="The lists are hsk2, hsk2021, hsk2025; not hsk9"):
        words.know_level("hsk9", 3)


def test_handed_over_and_taken_in_the_newer_mark_wins(path, tmp_path):
    here, there = KnownWords(path), KnownWords(tmp_path / "there" / "known_words.sqlite")
    here.mark({"党员": "known", "群众": "known"})
    there.take_in(here.to_json())
    there.mark({"党员": "learn"})
    there.take_in(here.to_json())
    assert there.statuses() == {"党员": "learn", "群众": "known"}


def test_a_mark_from_the_future_cannot_lock_a_word(path):
    words = KnownWords(path)
    words.take_in(json.dumps({"words": [["党员", "known", "2999-01-01T00:00:00.000+00:00"]]}))
    words.mark({"党员": "learn"})
    assert words.statuses() == {"党员": "learn"}


@pytest.mark.parametrize("text, words", [
    ("党员 群众", ["党员", "群众"]), ("党员，群众；党员\n干部\t支部", ["党员", "群众", "干部", "支部"]),
    ("1. 党员 dǎngyuán – member", ["党员"]), ("hello", []), ("", []),
])
def test_a_pasted_list(text, words):
    assert words_of_list(text) == words


@pytest.mark.parametrize("text", [
    "{", '{"words": 3}', '{"words": [["党员"]]}', '{"words": [["党员", "known", "yesterday"]]}', '{"words": [["党员", "eaten", "2026-01-01T00:00:00+00:00"]]}',
    '{"words": [["<b>", "known", "2026-01-01T00:00:00+00:00"]]}', '{"words": [[7, "known", "2026-01-01"]]}', '{"words": [["党员", "known", 7]]}', "no Chinese here", "",
])
def test_what_is_no_list_is_answered_and_changes_nothing(path, text):
    words = KnownWords(path)
    words.mark({"群众": "known"})
    with pytest.raises(ValueError, match="file"):
        words.take_in(text)
    assert words.statuses() == {"群众": "known"}


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    words = KnownWords(tmp_path / "file" / "known_words.sqlite")
    assert "cannot be written" in words.notice
    words.mark({"党员": "known"})
    assert words.statuses() == {"党员": "known"}


def test_a_damaged_store_is_said_and_left_alone(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database, but somebody's file" * 100)
    words = KnownWords(path)
    words.mark({"党员": "known"})
    assert words.notice and path.read_bytes().startswith(b"this is no database")
