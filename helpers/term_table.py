"""The vocabulary of a reading to browse in a notebook: sort, search, filter, look a word up in its sentences, mark it."""
from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from helpers.knowledge import LISTS, KnownWords, is_word, known_words
from helpers.model import Reading
from helpers.pages import static_text, with_still
from helpers.reader import CREDIT
from helpers.replies import answered
from helpers.vocabulary_table import vocabulary

if TYPE_CHECKING:
    import pandas

SCRIPTS = ("text.js", "store.js", "term_table.js")
_PLAIN = ["term", "pinyin", "gloss", "kind", "count", "status", "first_sentence"]


def browse(reading: Reading, by: str = "hsk2021"):
    """The vocabulary of a reading as a widget: a table to sort, search and filter; `by` is the HSK list whose levels it shows.

    A row that is chosen, by mouse or keys, shows below what is known of the word and the sentences where it stands; there it can be
    marked as known or to be learned, for all notebooks. `.table` is the same as a DataFrame. Without a kernel a plain table is left.
    """
    if not isinstance(reading, Reading):
        raise TypeError(f"browse() takes a reading, not {type(reading).__name__}: browse(read(open_article(\"000-1\"))).")
    if by not in LISTS:
        raise ValueError(f"The lists are {', '.join(LISTS)}; not {by!r}.")
    return _widget()(reading, by, known_words())


def script() -> str:
    """The table's JavaScript, one module. DataTables comes from itables, as a text that the module imports; nothing is fetched."""
    from itables.utils import find_package_file

    bundle = find_package_file("html/dt_bundle.js").read_text(encoding="utf-8")
    return f"const BUNDLE = {json.dumps(bundle)};\n{static_text(*SCRIPTS)}"


def style() -> str:
    """DataTables' CSS and ours."""
    from itables.utils import find_package_file

    return find_package_file("html/dt_bundle.css").read_text(encoding="utf-8") + static_text("term_table.css")


@cache
def _widget():
    """The widget's class, made at its first use."""
    import anywidget
    import traitlets

    class Browser(anywidget.AnyWidget):
        """The vocabulary of `reading`, shown."""

        _esm = script()
        _css = style()
        data = traitlets.Dict().tag(sync=True)
        known = traitlets.Dict().tag(sync=True)

        def __init__(self, reading: Reading, by: str, words: KnownWords):
            self.reading = reading
            super().__init__(data=payload(reading, by) | {"notice": words.notice}, known=words.statuses())
            self.on_msg(lambda _, message, __: self.send(answered(message, words, None)))

        @property
        def table(self) -> pandas.DataFrame:
            return vocabulary(self.reading)

        def _repr_mimebundle_(self, **kwargs):
            return with_still(super()._repr_mimebundle_(**kwargs), **{"text/html": self.table[_PLAIN].to_html(index=False)})

    return Browser


def payload(reading: Reading, by: str) -> dict:
    """What the JavaScript needs: the rows of the vocabulary, each with the numbers of its sentences."""
    places = _sentence_numbers(reading)
    rows = vocabulary(reading).drop(columns=["zipf", "status", "first_sentence"]).to_dict("records")
    return {
        "rows": [row | {"count": int(row["count"]), "sentences": places[row["term"]], "markable": is_word(row["term"])} for row in rows], "by": by,
        "lists": {name: f"HSK {title}" for name, title in LISTS.items()}, "sentences": [sentence.text.strip() for sentence in reading.sentences],
        "article": f"{reading.article.id} {reading.article.title}" if reading.article else "", "credit": CREDIT,
    }


def _sentence_numbers(reading: Reading) -> dict[str, list[int]]:
    """Each text of a token or mention with the numbers of the sentences where it stands."""
    starts, found = [sentence.start for sentence in reading.sentences], {}
    for one in (*reading.tokens, *reading.mentions):
        found.setdefault(one.text, set()).add(bisect_right(starts, one.start) - 1)
    return {text: sorted(numbers) for text, numbers in found.items()}
