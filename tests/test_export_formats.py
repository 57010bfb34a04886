"""All formats of a lesson pack at once: one failing does not stop the others, nothing is half-written, and it is quick."""
import sys
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from export_packs import empty, hostile, lesson

from helpers.edition import articles
from helpers.export import formats, printed
from helpers.export.formats import FORMATS, Exported, export_pack
from helpers.pack import Pack, open_pack
from helpers.syllables import hanzi_count

ORDER = ["anki", "worksheet", "word", "pdf", "moodle", "nbgrader", "spreadsheet", "csv", "reader", "notebook", "pack"]


def test_the_formats_in_order():
    assert list(FORMATS) == ORDER
    for one in FORMATS.values():
        assert one.what.endswith(".") and one.suffix.startswith(".") and callable(getattr(import_module(f"helpers.export.{one.module}"), one.call))
    assert len({one.suffix for one in FORMATS.values()}) == len(FORMATS), "no two write the same file"


@pytest.mark.parametrize("pack", [empty(), hostile()], ids=lambda pack: pack.name)
def test_every_format_of_a_pack(tmp_path, pack):
    made = export_pack(pack, folder=tmp_path)
    assert made.failed == {}
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in made} == {
        f"{pack.name}{key}{one.suffix}" for one in FORMATS.values() for key in ("", *(["-key"] if one.has_key else []))}


def test_by_default_into_ones_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DUBAO_HOME", str(tmp_path))
    made = export_pack(replace(lesson(2), name="week 3"), "csv")
    assert made == (tmp_path / "packs" / "week-3" / "week-3.csv",) and made[0].is_file()
    assert repr(made) == f"In {made[0].parent}:\n  week-3.csv"


def test_the_packs_file_is_read_back(tmp_path):
    made = export_pack(lesson(2), ["pack"], tmp_path)
    assert open_pack(made[0]).exercises == lesson(2).exercises


def test_an_unknown_format(tmp_path):
    with pytest.raises(ValueError, match="There is no format “epub”. There are: anki, worksheet, word, "):
        export_pack(lesson(2), ["csv", "epub"], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_library_that_is_missing_stops_only_its_format(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    made = export_pack(lesson(2), ["word", "csv"], tmp_path)
    assert [path.name for path in made] == ["lesson-2.csv"]
    assert made.failed == {"word": "This format needs docx, which is not installed. Run: pip install -r requirements-teach.txt"}
    assert "Not made, word: This format needs docx" in repr(made)


def test_no_font_offers_the_web_page(tmp_path, monkeypatch):
    monkeypatch.setattr(printed, "FONTS", ("No Such Font",))
    made = export_pack(lesson(2), ["worksheet", "pdf"], tmp_path)
    assert len(made) == 2 and "worksheet as a web page" in made.failed["pdf"]


def test_nothing_is_half_written_and_what_was_there_stays(tmp_path, monkeypatch):
    (tmp_path / "lesson-2.html").write_text("last week's", encoding="utf-8")
    (tmp_path / "lesson-2-key.html").write_text("last week's key", encoding="utf-8")

    def fails(pack, path, key=False):
        Path(path).write_text("half", encoding="utf-8")
        if key:
            raise OSError("The disk is full.")
        return Path(path)

    monkeypatch.setattr(import_module("helpers.export.worksheet"), "write", fails)
    made = export_pack(lesson(2), ["worksheet"], tmp_path)
    assert made == () and made.failed == {"worksheet": "The disk is full."} and repr(made).startswith("Nothing was written.")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"lesson-2.html": "last week's", "lesson-2-key.html": "last week's key"}


def test_a_slip_of_ours_is_not_hidden(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "write_pack", lambda pack, path, key: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_pack(lesson(2), "pack", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_comes_back_is_a_tuple_of_paths():
    assert Exported() == () and Exported([Path("a")]).failed == {} and Exported([Path("a")])[0] == Path("a")


def test_all_formats_of_a_fresh_article_are_quick(tmp_path):
    """The bound is 60 s with making the exercises; this is the writing alone, on a machine that others may be using."""
    article = min(articles(), key=lambda article: abs(hanzi_count(article.text) - 1500))
    pack = Pack("quick", article.title, (replace(article, id="own"),), lesson(2).exercises, lesson(2).chosen)
    begun = time.process_time()
    assert export_pack(pack, folder=tmp_path).failed == {}
    assert time.process_time() - begun < 40
