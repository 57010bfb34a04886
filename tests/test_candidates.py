"""Candidates for the glossary: found in texts, judged in a table, taken over or remembered as rejected."""
import pytest

from helpers import read
from helpers.candidates import COLUMNS, Candidate, accept, c_values, candidates, files_of, main, propose, rejected, table_of, write_table
from helpers.glossary import GlossaryError, rows

ONE = "沂和县推行“红映沂和”工作法。茶叶仓库建成了。沂和县的茶叶仓库有三层。"
TWO = "今年，全县学习“红映沂和”工作法，各镇都有茶叶仓库。"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DUBAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "texts").mkdir()
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / "texts" / name).write_text(text, encoding="utf-8")
    return tmp_path / "texts"


def judged(path, **verdicts):
    """The table at `path` with these cells in the row of each of these terms."""
    table = table_of(path)
    for hanzi, cells in verdicts.items():
        table[hanzi] |= cells
    write_table(path, table.values())


FILLED = {"verdict": "accept", "gloss": "Party-building brand of a county", "category": "party life", "sources": "general knowledge, unchecked"}


# ---- finding

def test_what_is_found_has_its_uses_its_texts_and_a_sentence():
    found = candidates([("one", read(ONE)), ("two", read(TWO))])
    one = found["红映沂和"]
    assert (one.reason, one.count, one.texts, one.text) == ("quoted", 2, {"one", "two"}, "one")
    assert one.sentence == "沂和县推行“红映沂和”工作法。" and one.pinyin.startswith("hóng yìng") and " + " in one.literal


@pytest.mark.parametrize("text, hanzi, reason", [
    ("推行“茶乡夜话”。", "茶乡夜话", "quoted"),
    ("茶叶仓库建成。茶叶仓库很大。", "茶叶仓库", "group"),
    ("黢黸出现了。他看见黢黸。", "黢黸", "unknown"),
])
def test_candidates_of_each_kind(text, hanzi, reason):
    assert candidates([("a", read(text))])[hanzi].reason == reason


@pytest.mark.parametrize("text", ["乡村振兴，三会一课。" * 3, "全县一批一个。" * 3, "云桥县县委书记孟宪林说。" * 3, "工作重要，重要工作。" * 3])
def test_what_is_known_or_plain_is_no_candidate(text):
    assert candidates([("a", read(text))]) == {}


def test_a_group_that_stands_once_is_left_out():
    assert "茶叶仓库" not in candidates([("a", read("茶叶仓库建成。"))])


def test_the_c_value_counts_longer_ones_off():
    one = lambda words, count: Candidate("group", words, "", "", "", "", count)
    assert c_values({"甲乙": one(2, 6), "甲乙丙": one(3, 4), "丁甲乙": one(3, 2)})["甲乙"] == 2 * (6 - (4 + 2) / 2)


# ---- the table

def test_the_table_is_made_in_the_own_folder_and_read_back(home, folder):
    path, size, passed_over = propose([folder])
    assert path == home / "candidates.tsv" and passed_over == [] and len(table_of(path)) == size > 0
    row = table_of(path)["红映沂和"]
    assert (row["verdict"], row["gloss"], row["count"], row["texts"], row["reason"]) == ("", "", "2", "2", "quoted")


def test_a_second_run_keeps_what_the_editor_wrote(home, folder):
    path, *_ = propose([folder])
    judged(path, 红映沂和=FILLED | {"pinyin": "hóng yìng Yíhé"})
    (folder / "three.txt").write_text("“红映沂和”又来了，还有“茶乡夜话”。", encoding="utf-8")
    propose([folder])
    table = table_of(path)
    assert {name: table["红映沂和"][name] for name in ("pinyin", *FILLED)} == FILLED | {"pinyin": "hóng yìng Yíhé"}
    assert table["红映沂和"]["count"] == "3" and "茶乡夜话" in table


def test_what_other_texts_gave_stays_in_the_table(home, folder):
    path, *_ = propose([folder / "one.txt"])
    (folder / "other.txt").write_text("推行“茶乡夜话”。", encoding="utf-8")
    propose([folder / "other.txt"])
    assert {"红映沂和", "茶乡夜话"} <= table_of(path).keys()


# ---- accept and reject

def test_accepted_rows_go_into_the_own_glossary_and_leave_the_table(home, folder):
    path, *_ = propose([folder])
    judged(path, 红映沂和=FILLED | {"pinyin": "hóng yìng Yíhé"}, 茶叶仓库={"verdict": "reject"})
    taken, thrown, terms = accept(path)
    assert (taken, thrown, terms) == (1, 1, home / "glossary" / "terms.tsv")
    [row] = rows(terms)
    assert (row["hanzi"], row["pinyin"], row["gloss"], row["register"]) == ("红映沂和", "hóng yìng Yíhé", FILLED["gloss"], "official")
    assert not {"红映沂和", "茶叶仓库"} & table_of(path).keys() and rejected() == {"茶叶仓库"}


def test_what_was_rejected_is_not_proposed_again(home, folder):
    path, *_ = propose([folder])
    judged(path, 茶叶仓库={"verdict": "reject"})
    accept(path)
    propose([folder])
    assert "茶叶仓库" not in table_of(path) and "红映沂和" in table_of(path)


def test_later_rows_are_added_to_the_earlier_ones(home, folder):
    path, *_ = propose([folder])
    for hanzi in ("红映沂和", "茶叶仓库"):
        judged(path, **{hanzi: FILLED})
        accept(path)
    assert [row["hanzi"] for row in rows(home / "glossary" / "terms.tsv")] == ["红映沂和", "茶叶仓库"]


@pytest.mark.parametrize("cells, said", [
    ({"gloss": ""}, "the column gloss is empty"),
    ({"category": ""}, "the column category is empty"),
    ({"sources": ""}, "the column sources is empty"),
    ({"category": "sports"}, "sports is no category of the glossary; there are: campaigns;"),
    ({"register": "loud"}, "loud is no register of the glossary"),
    ({"pinyin": "hong2 ying4 yi2 he2"}, "should be letters with tone marks"),
    ({"pinyin": "hóng"}, "hóng"),
    ({"english": "Red Yihe"}, "should be “text [document, year]”"),
])
def test_a_row_that_does_not_fit_is_refused_with_its_line_and_nothing_changes(home, folder, cells, said):
    path, *_ = propose([folder])
    judged(path, 红映沂和=FILLED | cells, 茶叶仓库={"verdict": "reject"})
    before = path.read_bytes()
    with pytest.raises(GlossaryError, match="candidates.tsv, line") as error:
        accept(path)
    assert said in str(error.value) and "Nothing was taken over." in str(error.value)
    assert path.read_bytes() == before and not (home / "glossary").exists()


def test_what_stands_in_the_glossary_is_refused(home, folder):
    path, *_ = propose([folder])
    judged(path, 红映沂和=FILLED | {"hanzi": "乡村振兴", "pinyin": "xiāngcūn zhènxīng"})
    with pytest.raises(GlossaryError, match="乡村振兴 stands in the glossary already"):
        accept(path)


# ---- bad input

@pytest.mark.parametrize("change, said", [
    (lambda text: text.replace("verdict", "answer", 1), "line 1: this is no table of candidates"),
    (lambda text: text.replace("\n\t", "\nperhaps\t", 1), "the verdict “perhaps” should be accept or reject"),
    (lambda text: text + text.splitlines()[1] + "\n", "stands there twice"),
    (lambda text: text + "\t" * len(COLUMNS) + "x\n", "cells where"),
])
def test_a_broken_table_is_answered_with_file_and_line(home, folder, change, said):
    path, *_ = propose([folder])
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    for command in (lambda: accept(path), lambda: propose([folder])):
        with pytest.raises(GlossaryError, match="candidates.tsv, line") as error:
            command()
        assert said in str(error.value)


def test_files_that_are_not_there(home, tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no file or folder"):
        files_of([tmp_path / "nothing"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="has no texts in it"):
        files_of([tmp_path / "empty"])
    with pytest.raises(FileNotFoundError, match="Make it first"):
        accept(tmp_path / "candidates.tsv")


def test_a_file_of_a_folder_that_cannot_be_read_is_named_and_the_others_are_read(home, folder):
    (folder / "empty.txt").write_bytes(b"")
    path, size, passed_over = propose([folder])
    assert size and [said.split(":")[0] for said in passed_over] == ["empty.txt"]


# ---- the command line

def test_the_commands_say_what_they_did(home, folder, tmp_path):
    table = tmp_path / "mine.tsv"
    assert main([str(folder), "--to", str(table)]).startswith(f"{len(table_of(table))} candidates in {table}.")
    judged(table, 红映沂和=FILLED)
    assert main(["accept", str(table)]) == f"1 accepted into {home / 'glossary' / 'terms.tsv'}, 0 rejected."


def test_the_edition_is_written_only_when_asked(home, folder, tmp_path, monkeypatch):
    from helpers import candidates as module

    ours = tmp_path / "edition"
    ours.mkdir()
    (ours / "terms.tsv").write_bytes((module.GLOSSARY / "terms.tsv").read_bytes())
    monkeypatch.setattr(module, "GLOSSARY", ours)
    path, *_ = propose([folder])
    judged(path, 红映沂和=FILLED)
    before = len(rows(ours / "terms.tsv"))
    assert accept(path, edition=True)[2] == ours / "terms.tsv"
    assert len(rows(ours / "terms.tsv")) == before + 1 and not (home / "glossary" / "terms.tsv").exists()
