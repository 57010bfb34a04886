"""browse: what the widget is given, and what it leaves in a saved notebook."""
import json

import pytest

from helpers import browse, open_article, read, vocabulary
from helpers.knowledge import known_words
from helpers.term_table import payload, script, style


@pytest.fixture(scope="module")
def reading():
    return read(open_article("004-5"))


def test_every_row_knows_its_sentences(reading):
    data = payload(reading, "hsk2021")
    assert [row["term"] for row in data["rows"]] == list(vocabulary(reading)["term"])
    for row in data["rows"]:
        assert row["sentences"] and all(row["term"] in data["sentences"][number] for number in row["sentences"]), row
    assert "CC-CEDICT" in data["credit"] and data["article"].startswith("004-5")


def test_the_payload_is_plain(reading):
    assert json.loads(json.dumps(payload(reading, "hsk2"), allow_nan=False, ensure_ascii=False))["by"] == "hsk2"


@pytest.mark.parametrize("text", ["", "，。", "GDP"])
def test_a_text_without_words(text):
    assert payload(read(text), "hsk2021")["rows"] == [] and len(browse(read(text)).table) == 0


def test_nothing_is_fetched():
    """DataTables is in the module itself, and no line of ours names an address."""
    code = script()
    own = code[code.index("\n"):]
    assert code.startswith("const BUNDLE = ") and len(code) > 500_000
    assert "http" not in own and "innerHTML" not in own and "dt-container" in style() and ".dubao-browse" in style()


def test_the_saved_notebook_keeps_a_plain_table(reading):
    widget = browse(reading)
    bundle = widget._repr_mimebundle_()
    views = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "application/vnd.jupyter.widget-view+json" in views
    assert views["text/html"].count("<tr") == len(vocabulary(reading)) + 1 and "公务员" in views["text/html"]


def test_a_mark_is_kept(reading):
    widget = browse(reading)
    said = []
    widget.send = said.append
    widget._handle_custom_msg({"kind": "mark", "words": {"公务员": "learn"}}, [])
    assert known_words().statuses()["公务员"] == "learn" and said == [{"notice": ""}]
    assert widget.table.set_index("term")["status"]["公务员"] == "learn"
    known_words().mark({"公务员": "new"})


@pytest.mark.parametrize("wrong, error", [(("党建引领",), TypeError), ((read("党建引领"), "hsk"), ValueError)], ids=["a text", "a list that there is not"])
def test_what_cannot_be_browsed(wrong, error):
    with pytest.raises(error, match="browse|lists are"):
        browse(*wrong)
