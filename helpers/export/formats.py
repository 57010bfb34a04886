"""The formats of a lesson pack, and all of its files at once: `export_pack(pack)`. Each format's module is loaded when it is asked for."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.pack import Pack, named, packs_folder


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is in a sentence, how its files' names end, whether there is a file with the key too, and what writes it (`call` of `module`)."""

    name: str
    what: str
    suffix: str
    has_key: bool
    module: str
    call: str = "write"

    def write(self, pack: Pack, path: Path, key: bool = False) -> Path:
        """Write one file of this format; its path."""
        return getattr(import_module(f"helpers.export.{self.module}"), self.call)(pack, path, key)


FORMATS: dict[str, Format] = {one.name: one for one in (
    Format("anki", "An Anki deck of the words and slogans; a later version updates it.", ".apkg", False, "anki"),
    Format("worksheet", "A worksheet and its key as web pages, to print or to read on a screen.", ".html", True, "worksheet"),
    Format("word", "A worksheet and its key as Word files, which you can change.", ".docx", True, "word"),
    Format("pdf", "A worksheet and its key as PDF files, ready to print.", ".pdf", True, "printed"),
    Format("moodle", "The exercises for the question bank of a Moodle course.", ".moodle.xml", False, "moodle"),
    Format("nbgrader", "The exercises as an assignment that nbgrader marks.", ".nbgrader.zip", False, "assignment"),
    Format("spreadsheet", "Words, slogans and exercises as an Excel workbook, without and with the key.", ".xlsx", True, "spreadsheet"),
    Format("csv", "The word list for any spreadsheet or flashcard program.", ".csv", False, "spreadsheet", "write_csv"),
    Format("reader", "The reader of the main text as one web page that needs no network.", ".reader.html", False, "reader_page"),
    Format("notebook", "The lesson as a notebook for students, with its file beside it.", ".notebook.zip", False, "student_notebook"),
    Format("pack", "The pack itself (YAML), which this program and every editor opens.", ".yaml", False, "formats", "write_pack"),
)}


class Exported(tuple):
    """The paths of the files that were written. `failed`: format → a sentence, for each that could not be made here."""

    failed: dict[str, str]

    def __new__(cls, paths: Iterable[Path] = (), failed: dict[str, str] | None = None):
        made = super().__new__(cls, paths)
        made.failed = dict(failed or {})
        return made

    def __repr__(self) -> str:
        where = f"In {self[0].parent}:" if self else "Nothing was written."
        return "\n".join([where, *(f"  {path.name}" for path in self), *(f"Not made, {name}: {why}" for name, why in self.failed.items())])


def export_pack(pack: Pack, formats: Iterable[str] | str | None = None, folder: str | Path | None = None) -> Exported:
    """Write the pack in these formats (all of them), by default into a folder of your own; the paths of the files.

    What has a key is written twice, without it and with `-key` in its name. A format that needs something that is missing here does not stop the others:
    its sentence is in `.failed`. Each file is written aside and then put in its place, so that none is ever half a file. ValueError for an unknown format.
    """
    from tqdm.auto import tqdm

    wanted = list(_wanted(formats))
    folder, failed, paths = Path(folder or packs_folder() / named(pack.name)), {}, []
    folder.mkdir(parents=True, exist_ok=True)
    for one in (bar := tqdm(wanted, desc="Writing the lesson", leave=False)):
        bar.set_postfix_str(one.name)
        try:
            paths += _files(pack, one, folder)
        except ImportError as error:
            failed[one.name] = f"This format needs {error.name}, which is not installed. Run: pip install -r requirements-teach.txt"
        except (ValueError, OSError) as error:  # what a format says in a sentence: no font, no room
            failed[one.name] = str(error)
    return Exported(paths, failed)


def write_pack(pack: Pack, path: Path, key: bool = False) -> Path:
    """Write the pack's own file; its path."""
    from helpers.pack import pack_text

    Path(path).write_text(pack_text(pack), encoding="utf-8")
    return Path(path)


def _wanted(formats: Iterable[str] | str | None) -> Iterator[Format]:
    """The formats with these names, each once, in our order. ValueError for one that there is not."""
    names = [formats] if isinstance(formats, str) else list(FORMATS if formats is None else formats)
    for name in names:
        if name not in FORMATS:
            raise ValueError(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
    return (one for one in FORMATS.values() if one.name in names)


def _files(pack: Pack, one: Format, folder: Path) -> list[Path]:
    """Write the file or the two files of a format: aside first, and all of them before the first is put in its place."""
    name = named(pack.name)
    with TemporaryDirectory(dir=folder, prefix=".draft-") as aside:
        drafts = [one.write(pack, Path(aside) / f"{name}{'-key' * key}{one.suffix}", key) for key in ((False, True) if one.has_key else (False,))]
        return [draft.replace(folder / draft.name) for draft in drafts]
