"""The Anki deck, as Anki itself takes it: imported into a real collection, and imported again after an edit."""
import re
import zipfile
from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from export_packs import HARM, empty, hostile, lesson, with_words, word

from helpers.export import anki as export
from helpers.export.ruby import characters, furigana, plain, ruby
from helpers.pack import CREDITS
from helpers.reading import read
from helpers.syllables import hanzi_count


@pytest.fixture
def clock(monkeypatch):
    """Each file is written a minute after the last one."""
    minutes = count(1_800_000_000, 60)
    monkeypatch.setattr(export, "time", SimpleNamespace(time=lambda: float(next(minutes))))


@pytest.fixture
def student(tmp_path, clock):
    """A student's collection: `take(pack)` writes the pack's file, imports it and gives the log."""
    collection = Collection(str(tmp_path / "collection.anki2"))

    def take(pack):
        path = export.write(pack, tmp_path / "pack.apkg")
        options = ImportAnkiPackageOptions(with_scheduling=False)
        return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log

    yield SimpleNamespace(collection=collection, take=take, note=lambda hanzi: collection.get_note(collection.find_notes(f"Hanzi:{hanzi}")[0]))
    collection.close()


def small(*words, version=1):
    pack = replace(lesson(3), version=version, exercises=())
    return with_words(pack, *words, slogans=lesson(3).slogans[1:3])


def test_a_lesson_is_taken_whole(student):
    log = student.take(lesson(3))
    told = [slogan for slogan in lesson(3).slogans if slogan.literal or slogan.items]
    assert len(log.new) == len(lesson(3).words) + len(told) and not log.conflicting
    fields = dict(student.note("全国文明城市").items())
    assert fields["Reading"] == "全[quán] 国[guó] 文[wén] 明[míng] 城[chéng] 市[shì]" and fields["Traditional"] == "全國文明城市"
    assert fields["Sentence"] == "——开发区创建<b>全国文明城市</b>工作再升温" and fields["Kind"] == "term"
    assert "今日开发区" in fields["Credits"] and all(line in fields["Credits"] for line in CREDITS)


def test_the_back_has_ruby_and_the_front_has_none(student):
    student.take(small(word("the people")))
    card = student.note("老百姓").cards()[0]
    assert "<ruby><rb>姓</rb><rt>xìng</rt></ruby>" in card.answer() and "<rt>" not in card.question()
    assert "the people" not in card.question() and "the people" in card.answer()


def test_the_deck_says_whose_everything_is(student):
    student.take(lesson(3))
    about = student.collection.decks.by_name("读报 · Dúbào::lesson-3")["desc"]
    assert all(line in about for line in lesson(3).credits)


def test_an_edit_reaches_the_student_and_what_was_learnt_stays(student):
    first = small(word("the people"), word("to go", hanzi="忘"))
    student.take(first)
    note = student.note("老百姓")
    card = note.cards()[0]
    student.collection.decks.select(card.did)
    queued = student.collection.sched.getCard()
    student.collection.sched.answerCard(queued, 4)
    learnt = student.collection.get_card(queued.id)
    before = (learnt.type, learnt.queue, learnt.due, learnt.ivl, learnt.reps)
    assert learnt.reps == 1 and learnt.ivl > 0

    again = small(word("ordinary people"), word("to go", hanzi="忘"), word("not", hanzi="不要"), version=2)
    log = student.take(again)
    assert len(log.new) == 1 and len(log.updated) >= 1 and not log.conflicting
    assert len(student.collection.find_notes("")) == 3 + 2, "none is doubled"
    assert student.note("老百姓")["Gloss"] == "ordinary people" and "version 2" in student.note("老百姓")["Credits"]
    after = student.collection.get_card(queued.id)
    assert (after.type, after.queue, after.due, after.ivl, after.reps) == before


def test_a_new_title_does_not_make_a_second_deck(student):
    student.take(small(word("the people")))
    student.take(replace_title(small(word("the people")), "Another title"))
    names = [deck.name for deck in student.collection.decks.all_names_and_ids()]
    assert [name for name in names if "lesson-3" in name] == ["读报 · Dúbào::lesson-3"] and len(student.collection.find_notes("")) == 3


def replace_title(pack, title):
    return with_words(replace(pack, title=title), *pack.words, slogans=pack.slogans)


def test_two_packs_with_the_same_word_keep_apart(student):
    student.take(small(word("the people")))
    student.take(with_words(replace(small(), name="other"), word("the people")))
    assert len(student.collection.find_notes("Hanzi:老百姓")) == 2


@pytest.mark.parametrize("harm", HARM)
def test_harmful_text_stays_text(student, harm):
    student.take(small(word(harm)))
    card = student.note("老百姓").cards()[0]
    shown = card.answer()
    assert "<script" not in shown and card.answer_av_tags() == [] and not re.search(r"\\[(\[]", shown)
    assert student.collection.media.strip(shown).count("sound:") == harm.count("sound:"), "it can be read"


def test_the_hostile_pack_is_taken(student):
    log = student.take(hostile())
    assert len(log.new) == 1 + 6, "one word, since all have the same hanzi, and six slogans"


def test_a_pack_without_words_is_a_deck_without_cards(student):
    assert len(student.take(empty()).new) == 0


@pytest.mark.parametrize("number", range(1, 6))
def test_every_lesson_has_its_words_in_their_sentences(number, tmp_path):
    for entry in lesson(number).words:
        fields = export._word_fields(entry, lesson(number))
        assert f"<b>{entry.hanzi}</b>" in fields["Sentence"] and fields["Reading"].count("[") == hanzi_count(entry.hanzi), entry.hanzi
        assert len(re.sub("<.*?>", "", fields["Sentence"])) <= 100


def test_the_fields_are_frozen():
    """To add, rename or take away one makes a second note type for everybody who has the deck, and nothing is updated."""
    assert (export.WORD_TYPE, export.SLOGAN_TYPE) == (1674031201, 1674031202)
    assert export.WORD_FIELDS == ("Hanzi", "Traditional", "Pinyin", "Reading", "Gloss", "Kind", "Level", "Sentence", "SentenceReading", "Source", "Credits",
                                  "Audio", "Register", "Note")
    assert export.SLOGAN_FIELDS == ("Hanzi", "Pinyin", "Literal", "Meaning", "MeaningZh", "Items", "English", "Source", "Credits", "Audio", "Register", "Note")
    assert export._number("lesson-3") == export._number("lesson-3") != export._number("lesson-4")


def test_nothing_is_left_beside_the_file(tmp_path):
    export.write(lesson(3), tmp_path / "a.apkg")
    assert [path.name for path in tmp_path.iterdir()] == ["a.apkg"] and zipfile.ZipFile(tmp_path / "a.apkg").testzip() is None


@pytest.mark.parametrize("text, html, anki, words", [
    ("党建", "<ruby><rb>党</rb><rp>(</rp><rt>dǎng</rt><rp>)</rp></ruby><ruby><rb>建</rb><rp>(</rp><rt>jiàn</rt><rp>)</rp></ruby>", "党[dǎng] 建[jiàn]", "党建（dǎngjiàn）"),
    ("a<b", "a&lt;b", "a&lt;b", "a<b"),
    ("[1]，好", "[1]，<ruby><rb>好</rb><rp>(</rp><rt>hǎo</rt><rp>)</rp></ruby>", "&#91;1&#93;， 好[hǎo]", "[1]，好（hǎo）"),
])
def test_three_ways_to_write_pinyin_with_characters(text, html, anki, words):
    tokens = read(text).tokens
    assert (ruby(characters(tokens)), furigana(characters(tokens)), plain(tokens)) == (html, anki, words)
