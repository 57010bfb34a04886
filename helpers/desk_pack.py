"""The desk's fifth step: title, name and formats of the lesson pack; the files, to be downloaded."""
from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from html import escape
from pathlib import Path

from helpers.desk_parts import button, column, field, frame, hidden, html, part, row, saying, tell, tick
from helpers.desk_work import Work
from helpers.export.formats import FORMATS, export_pack
from helpers.pack import Pack, pack_text, packs_folder

EMPTY = "<p>No article yet. Bring one in the first step; the files for the class are then made here.</p>"
USUAL = ("worksheet", "word", "pdf", "anki", "reader", "pack")
NAMES = {"pdf": "PDF", "csv": "CSV", "nbgrader": "nbgrader"}
ABOUT = {"title": "Title of the lesson", "name": "Name of the files", "level": "For whom", "note": "Note for yourself or a colleague"}


class Packing:
    """The widget of this step. `files` are those of the last export."""

    def __init__(self, work: Work):
        import ipywidgets

        self.work, self.files, self.said, self.empty = work, (), saying(), html(EMPTY, "dubao-quiet")
        hints = {"level": "B2, third year", "name": "county-week-3", "note": ""}
        self.fields = {name: field(label, hint=hints.get(name, ""), classes={"title": "wide dubao-chinese", "note": "wide"}.get(name, "")) for name, label in ABOUT.items()}
        for name, box in self.fields.items():
            box.continuous_update = False
            box.observe(lambda change, name=name: self._write(name, change["new"]), "value")
        chosen = work.aside.get("formats", USUAL)
        self.formats = {name: tick(f"{NAMES.get(name, name.capitalize())}: {one.what}", name in chosen) for name, one in FORMATS.items()}
        self.counted, self.bar = html(), ipywidgets.IntProgress(min=0, max=1)
        self.list, self.where, self.failed = part("files", self._wanted, files=[]), html(classes="dubao-quiet"), html()
        export = button("Make the files", self._export, self.said, main=True, busy="Making the files …")
        self.body = column(self.fields["title"], row(self.fields["name"], self.fields["level"]), self.fields["note"], self.counted,
                           html("<p><b>Formats</b></p>"), column(*self.formats.values()), row(export), self.bar, self.said, self.failed, self.list, self.where)
        hidden(self.bar)
        self.widget = frame("Make the files of the lesson pack", self.empty, self.body)
        self.work.watch("pack", self.look)
        self.look()

    def look(self) -> None:
        """Show what the pack has now."""
        pack = self.work.pack
        hidden(self.empty, bool(pack.articles))
        hidden(self.body, not pack.articles)
        for name, box in self.fields.items():
            if box.value != getattr(pack, name):
                box.value = getattr(pack, name)
        drafts = sum(one.review == "draft" for one in pack.exercises)
        waiting = f" {drafts} {'draft is' if drafts == 1 else 'drafts are'} still to be decided, and will not be in the files." if drafts else ""
        count = lambda number, word: f"{number} {word}{'s' * (number != 1)}"
        self.counted.value = f"<p>{count(len(pack.articles), 'article')}, {count(len(pack.chosen), 'word')}, {count(len(pack.accepted), 'exercise')}.{waiting}</p>"

    def _write(self, name: str, value: str) -> None:
        """Keep a field of the pack. A name that cannot be taken is said, and the field has the old one again."""
        value = value.strip()
        if value == getattr(self.work.pack, name):
            return
        try:
            if name == "name":
                self.work.rename(value)
            elif name == "title" and not value:
                raise ValueError("A lesson needs a title.")
            else:
                self.work.change("pack", **{name: value})
            tell(self.said, self.work.notice, wrong=True)
        except ValueError as error:
            tell(self.said, str(error), wrong=True)
        self.fields[name].value = getattr(self.work.pack, name)

    def _export(self) -> str:
        wanted = [name for name, box in self.formats.items() if box.value]
        if not wanted:
            raise ValueError("Tick a format or two first.")
        self.work.remember(formats=wanted)
        pack, files, failed = self._numbered(), [], {}
        self.bar.max = len(wanted)
        hidden(self.bar, False)
        for done, name in enumerate(wanted):
            self.bar.value, self.bar.description = done, name
            made = export_pack(pack, [name])
            files += [(name, path) for path in made]
            failed |= made.failed
        hidden(self.bar)
        self._list(files, failed)
        return f"{len(files)} files made, version {pack.version} of the pack. {self.work.notice}".strip() if files else "No file could be made."

    def _numbered(self) -> Pack:
        """The pack, with a new version if it was given out before and has changed since: decks and courses tell the newer by it."""
        pack = self.work.pack
        print_ = sha256(pack_text(replace(pack, version=1)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        before = self.work.aside.get("exported")
        if before and before != print_:
            self.work.change(version=pack.version + 1)
        self.work.remember(exported=print_)
        return self.work.pack

    def _list(self, files: list[tuple[str, Path]], failed: dict[str, str]) -> None:
        self.files = tuple(path for _, path in files)
        self.list.show(files=[{"format": NAMES.get(name, name.capitalize()), "name": path.name, "size": _size(path.stat().st_size)} for name, path in files])
        self.failed.value = "".join(f"<p>Not made, <b>{escape(name)}</b>: {escape(why)}</p>" for name, why in failed.items())
        where = files[0][1].parent if files else packs_folder()
        self.where.value = f"<p>All of them are also in the folder {escape(str(where))}</p>"

    def _wanted(self, message: dict) -> None:
        """Send a file to the page, which hands it to the browser's downloads."""
        path = self.files[message["wanted"]]
        if path.exists():
            self.list.send({"name": path.name}, buffers=[path.read_bytes()])
        else:
            tell(self.said, f"{path.name} is not there any more. Make the files again.", wrong=True)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count > 1e6 else f"{max(1, round(count / 1000))} KB"


def packing(work: Work):
    """The step's widget."""
    return Packing(work).widget
