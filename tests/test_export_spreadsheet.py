"""The workbook and the CSV list: nothing in them is a formula, everything comes back as it was."""
import csv
import io

import pytest
from export_packs import HARM, empty, hostile, lesson, with_words, word
from openpyxl import load_workbook

from helpers.export.spreadsheet import clean, read_csv_back, safe, write, write_csv
from helpers.pack import Pack


def opened(pack, tmp_path, key=False):
    return load_workbook(write(pack, tmp_path / "pack.xlsx", key))


def values(sheet):
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("number", range(1, 6))
def test_a_lesson_has_its_words_slogans_exercises_and_credits(number, tmp_path):
    pack, book = lesson(number), opened(lesson(number), tmp_path)
    assert book.sheetnames == ["Words", "Slogans", "Exercises", "About"]
    words = values(book["Words"])[1:]
    assert [row[0] for row in words] == [entry.hanzi for entry in pack.words] and [row[3] for row in words] == [entry.gloss for entry in pack.words]
    assert len(values(book["Slogans"])) == len(pack.slogans) + 1 and len(values(book["Exercises"])) == len(pack.accepted) + 1
    assert {line for _, line in values(book["About"])} >= set(pack.credits)


def test_the_key_is_there_only_for_who_asks(tmp_path):
    closed, full = (values(opened(lesson(3), tmp_path, key)["Exercises"]) for key in (False, True))
    assert "answer" not in closed[0] and full[0][8:] == ["answer", "also right", "why", "words of the article"]
    by_id = {row[1]: row for row in full}
    assert by_id["hang"][8] == "hángliè" and by_id["frames"][8] == "把\n作为\n既\n更" and "将" in by_id["frames"][9]
    frames = next(row for row in closed if row[1] == "frames")
    assert frames[4] == "将真正____创建工作____加快开发区发展的硬举措……，____重结果，____重过程" and frames[6] == ""


def test_the_head_is_frozen_the_lines_break_and_there_is_a_filter(tmp_path):
    book = opened(lesson(3), tmp_path)
    for name in ("Words", "Slogans", "Exercises"):
        sheet = book[name]
        assert sheet.freeze_panes in ("B2", "A2") and sheet.auto_filter.ref.startswith("A1:") and sheet["A2"].alignment.wrap_text
    assert book["Words"].column_dimensions["G"].width > 50 and book["Words"]["A2"].font.name == "Microsoft YaHei"


def test_no_cell_is_a_formula_or_a_link(tmp_path):
    for pack in (lesson(3), hostile()):
        for sheet in opened(pack, tmp_path, key=True):
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert cells and {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)


def test_harmful_text_is_there_to_be_read(tmp_path):
    glosses = [row[3] for row in values(opened(hostile(), tmp_path)["Words"])[1:]]
    assert glosses == [clean(harm) for harm in HARM]


def test_the_same_pack_gives_the_same_bytes(tmp_path):
    first, second = write(lesson(3), tmp_path / "a.xlsx"), write(lesson(3), tmp_path / "b.xlsx")
    assert first.read_bytes() == second.read_bytes() and len(list(tmp_path.iterdir())) == 2


def test_an_empty_pack_has_its_heads_only(tmp_path):
    book = opened(empty(), tmp_path)
    assert [len(values(book[name])) for name in ("Words", "Slogans", "Exercises")] == [1, 1, 1] and write_csv(empty(), tmp_path / "a.csv").exists()


@pytest.mark.parametrize("value, written", [
    ("=1+1", "'=1+1"), ("+86", "'+86"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\rx"), (" =1", "' =1"), ("\n=1", "'\n=1"), ("＝1", "'＝1"),
    ("'tis", "''tis"), ("党建", "党建"), ("1+43+N", "1+43+N"), ("", ""), ("a=b", "a=b"),
])
def test_what_looks_like_a_formula_has_an_apostrophe_before_it(value, written):
    assert safe(value) == written


def test_the_csv_comes_back_as_it_was(tmp_path):
    path = write_csv(hostile(), tmp_path / "words.csv")
    assert [row["gloss"] for row in read_csv_back(path)] == [clean(harm) for harm in HARM]
    path = write_csv(lesson(3), tmp_path / "words.csv")
    assert [(row["hanzi"], row["pinyin"], row["sentence"]) for row in read_csv_back(path)] == [(entry.hanzi, entry.pinyin, entry.sentence) for entry in lesson(3).words]


def test_the_csv_is_written_for_excel_and_carries_the_credits(tmp_path):
    raw = write_csv(lesson(3), tmp_path / "words.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == raw.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["credits"] for row in rows if row["credits"]] == list(lesson(3).credits)
    few = with_words(Pack("few", "Few", lesson(3).articles), word("the people"))
    assert len(read_csv_back(write_csv(few, tmp_path / "few.csv"))) == 1


def test_another_table_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "grades.csv").write_text("name,mark\nLi,5\n")
    with pytest.raises(ValueError, match="grades.csv is no word list: its first line should have the columns hanzi, traditional, pinyin"):
        read_csv_back(tmp_path / "grades.csv")


def test_control_characters_are_left_out():
    assert clean("a\x00b\x0bc\ud800\n") == "abc?\n"
