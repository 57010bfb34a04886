"""The own glossary of an instructor: laid over ours, kept in the own folder, checked before it is written."""
import pytest

from helpers import read
from helpers.compilation import fingerprint
from helpers.glossary import GlossaryError, folders, names, rows, table, terms
from helpers.lexicon import lexicon
from helpers.own_glossary import add_term, own_glossary

TERMS = "hanzi\tpinyin\tgloss\tcategory\tregister\tenglish\trelated\tnote\tsources"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user's folder of its own; nothing of it is left in what others read with."""
    monkeypatch.setenv("DUBAO_HOME", str(tmp_path))
    yield tmp_path / "glossary"
    lexicon.cache_clear()


def test_without_an_own_glossary_all_is_as_it_was(home):
    before = fingerprint()
    assert own_glossary() == home and not home.exists() and table("terms.tsv") == rows(folders()[0] / "terms.tsv")
    home.mkdir()
    assert fingerprint() == before


def test_own_rows_are_read_and_win(home):
    path = add_term("红映沂和", "hong2 ying4 yi2 he2", "Red Reflected in Yihe, a local brand of Party work")
    add_term("主题教育", "zhǔtí jiàoyù", "theme education, as we say in class", sources="our class | 2026")
    add_term("蓝秀珍", "Lán Xiùzhēn", "villager in a report", category="person")
    (home / "preferred.tsv").write_text("word\tcontext\tpinyin\tgloss\tnote\n处\t处得好\tchǔ\tto get along\t\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith(TERMS + "\n红映沂和\thóngyìngyíhé\tRed Reflected")
    reading = read("会上推介了红映沂和品牌，开展主题教育。蓝秀珍和邻居处得好。")
    told = {mention.text: mention.entry for mention in reading.mentions}
    assert told["红映沂和"].category == "own" and told["红映沂和"].sources == ("own glossary",)
    assert told["主题教育"].gloss == "theme education, as we say in class" and told["主题教育"].sources == ("our class", "2026")
    assert (told["蓝秀珍"].kind, told["蓝秀珍"].gloss) == ("person", "villager in a report")
    assert next(token.syllables for token in reading.tokens if token.text == "处") == ("chu3",)


def test_a_row_of_its_own_changes_the_compiled_copy(home):
    before = fingerprint()
    add_term("信快办", "xìn kuài bàn", "a service brand")
    assert fingerprint() != before


@pytest.mark.parametrize("row, says", [
    (dict(hanzi="", pinyin="", gloss="x"), "Give the term in Chinese characters"),
    (dict(hanzi="#信快办", pinyin="x", gloss="x"), "Give the term in Chinese characters"),
    (dict(hanzi="信快办", pinyin="", gloss="a service brand"), "the column pinyin is empty"),
    (dict(hanzi="信快办", pinyin="xìn kuài", gloss="a service brand"), "信快办"),
    (dict(hanzi="信快办", pinyin="xin5 kuai9 ban4", gloss="a service brand"), "not pinyin: kuai9"),
    (dict(hanzi="信快办", pinyin="xìn kuài bàn", gloss=""), "the column gloss is empty"),
    (dict(hanzi="信快办", pinyin="xìn kuài bàn", gloss="a\tbrand"), "more than one line"),
    (dict(hanzi="信快办", pinyin="xìn kuài bàn", gloss="brand", english="brand"), "should be “text [document, year]”"),
])
def test_a_row_that_does_not_fit_is_not_written(home, row, says):
    with pytest.raises(GlossaryError) as error:
        add_term(**row)
    assert says in str(error.value)
    assert not home.exists() or list(home.iterdir()) == [], "nothing half-written, no draft left"


def test_what_stands_there_is_replaced_only_when_asked_and_notes_stay(home):
    path = add_term("信快办", "xìn kuài bàn", "a brand")
    path.write_text(path.read_text(encoding="utf-8").replace("信快办", "# my note\n信快办"), encoding="utf-8")
    add_term("五个一", "wǔ gè yī", "five times one")
    with pytest.raises(GlossaryError, match="信快办 stands in your glossary already: a brand. Add it once more"):
        add_term("信快办", "xìn kuài bàn", "a service brand")
    add_term("信快办", "xìn kuài bàn", "a service brand", over=True)
    assert [(entry.hanzi, entry.gloss) for entry in terms(home)] == [("五个一", "five times one"), ("信快办", "a service brand")]
    assert "# my note" in path.read_text(encoding="utf-8")


def test_a_name_goes_into_the_file_of_names(home):
    assert add_term("汝河", "Rǔ Hé", "a river in Henan", category="place", note="general knowledge, unchecked").name == "names.tsv"
    assert [(entry.hanzi, entry.kind, entry.note) for entry in names(home)] == [("汝河", "place", "general knowledge, unchecked")]


@pytest.mark.parametrize("text, says", [
    ("hanzi\tpinyin\n", "line 1: the columns should be"),
    (f"{TERMS}\n\n信快办\txìn\ta brand\town\t\t\t\t\tme\n", "line 3: "),
    (f"{TERMS}\n信快办\txìn kuài bàn\t\town\t\t\t\t\tme\n", "line 2: the column gloss is empty (信快办)"),
])
def test_a_broken_own_file_is_named_with_its_folder_and_line(home, text, says):
    home.mkdir()
    (home / "terms.tsv").write_text(text, encoding="utf-8")
    lexicon.cache_clear()
    for ask in (lambda: read("干部"), lambda: add_term("五个一", "wǔ gè yī", "five times one")):
        with pytest.raises(GlossaryError) as error:
            ask()
        assert str(home / "terms.tsv") in str(error.value) and says in str(error.value)
    assert (home / "terms.tsv").read_text(encoding="utf-8") == text
