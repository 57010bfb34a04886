"""The desk's last step: the class's answer files → a table, a chart, the words to teach again."""
from __future__ import annotations

from pathlib import Path

from helpers.class_results import ClassResults, collect
from helpers.desk_parts import button, choice, column, field, folded, frame, hidden, html, row, saying, upload
from helpers.desk_work import Work

EMPTY = ("<p>No answers yet. Each student saves a file with the last cell of the lesson (“Save my answers as a file”) and sends it to you. "
         "Choose all of these files here, or give the folder in which you keep them.</p>")
CHART = "application/vnd.vegalite.v5+json"


class Collect:
    """The widget of this step, and the `results` that it shows."""

    def __init__(self, work: Work):
        import ipywidgets

        self.work, self.results, self.given, self.said, self.empty = work, ClassResults("", "", ()), {}, saying(), html(EMPTY, "dubao-quiet")
        self.upload = upload("Choose answer files", ".json", self._uploaded, self.said, several=True)
        self.folder = field("or their folder", hint="Downloads")
        self.of = choice("They are the answers to", [("this pack", 0), *((f"lesson {n} of the course", n) for n in range(1, 6)), ("the lesson of most files", None)], 0)
        self.table, self.chart, self.whole = html(classes="dubao-table"), ipywidgets.Output(), html(classes="dubao-table")
        ways = row(self.upload, row(self.folder, button("Open the folder", self._open, self.said), classes="dubao-pair"), self.of, button("Begin again", self._empty, self.said))
        self.body = column(self.table, self.chart, folded("Every student and task", self.whole))
        self.widget = frame("Collect the answers", ways, self.said, self.empty, self.body)
        self._show()

    def _uploaded(self, files: dict[str, bytes]) -> str:
        for name, data in files.items():
            first, number = Path(name), 2
            while self.given.get(name, data) != data:  # another student's, under the same name
                name, number = f"{first.stem} ({number}){first.suffix}", number + 1
            self.given[name] = data
        return self._collect(self.given)

    def _open(self) -> str:
        if not self.folder.value.strip():
            raise ValueError("Write the place of the folder first, or press “Choose answer files”.")
        return self._collect(self.folder.value.strip().strip('"'))

    def _collect(self, files) -> str:
        pack = self.work.pack if self.of.value == 0 and self.work.pack.articles else self.of.value or None
        self.results = collect(files, pack)
        self._show()
        count = len(self.results.answers)
        return f"{count} student{'s' * (count != 1)}." + (f" {len(self.results.notes)} to note, below the table." if self.results.notes else "")

    def _empty(self) -> str:
        self.given, self.results = {}, ClassResults("", "", ())
        self._show()
        return ""

    def _show(self) -> None:
        results = self.results
        hidden(self.empty, bool(results.answers or results.notes))
        hidden(self.body, not (results.answers or results.notes))
        self.table.value = results._repr_html_()
        self.whole.value = results.table.to_html(index=False, border=0) if results.answers else ""
        drawn = results.chart()._repr_mimebundle_() if results.answers else {}
        self.chart.outputs = ({"output_type": "display_data", "data": {CHART: drawn[CHART], "text/plain": "a chart"}, "metadata": {}},) if drawn else ()


def collecting(work: Work):
    """The step's widget."""
    return Collect(work).widget
