"""A lesson pack as a PDF, set by Typst (the wheel `typst`, which needs nothing else) with the Chinese fonts of this machine.

The text goes to Typst as data and is never read as its markup. The same pack gives the same bytes on the same machine.
"""
from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from helpers.export.blocks import Kept, Lines, Paragraph, Run, Sheet, Table, is_chinese, parted
from helpers.export.sheet import sheet
from helpers.pack import Pack
from helpers.pages import STATIC

FONTS = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "STSong", "SimSun", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC")
PAPERS = {"a4": "a4", "letter": "us-letter"}
_LONG = re.compile(r"[!-~\u00a1-\u024f]{30}(?=[!-~\u00a1-\u024f])")


class PrintError(ValueError):
    """A PDF that cannot be made here."""


def write(pack: Pack, path: str | Path, key: bool = False, paper: str = "a4") -> Path:
    """Write the worksheet, or with `key` the teacher's, for paper of the size a4 or letter; the file's path. PrintError where there is no Chinese font."""
    path = Path(path)
    path.write_bytes(pdf(sheet(pack, key), paper))
    return path


def pdf(made: Sheet, paper: str = "a4") -> bytes:
    """A sheet as the bytes of a PDF."""
    import typst

    if paper not in PAPERS:
        raise PrintError(f"There is no paper “{paper}” here; there are {', '.join(PAPERS)}.")
    data = told(made) | {"fonts": chinese_fonts(), "paper": PAPERS[paper]}
    return typst.compile((STATIC / "worksheet.typ").read_bytes(), sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)}, timestamp=0)


def chinese_fonts(found: set[str] | None = None) -> list[str]:
    """Those of our fonts that this machine has (or that are `found`). PrintError where there is none."""
    import typst

    found = set(typst.Fonts().families()) if found is None else found
    known = [name for name in FONTS if name in found]
    if not known:
        raise PrintError(f"No Chinese font was found, and a PDF needs one: install {FONTS[0]}, for example. "
                         "Or take the worksheet as a web page (worksheet), and print it from the browser.")
    return known


# ---- a sheet as plain lists

def told(made: Sheet) -> dict:
    """What the template needs to know of a sheet."""
    sections = [{"heading": section.heading, "blocks": [_block(block) for block in section.blocks]} for section in made.sections]
    return {"title": _broken(made.title), "about": [_row((Run(line),)) for line in made.about], "blanks": made.blanks, "sections": sections}


def _block(block) -> dict:
    kind = {"kind": type(block).__name__}
    if isinstance(block, Kept):
        return kind | {"blocks": [_block(one) for one in block.blocks]}
    if isinstance(block, Paragraph):
        return kind | {"style": block.style, "number": block.number} | _row(block)
    if isinstance(block, Lines):
        return kind | {"boxed": block.boxed, "rows": [{"label": label} | _row(runs) for label, runs in block.rows]}
    if isinstance(block, Table):
        return kind | {"widths": block.widths, "head": block.head, "rows": [[_row(cell) for cell in row] for row in block.rows]}
    return kind | asdict(block)


def _row(block: Paragraph | tuple[Run, ...]) -> dict:
    chinese, runs = is_chinese(block), block.runs if isinstance(block, Paragraph) else block
    return {"chinese": chinese, "runs": [_run(run, hanzi) for run, hanzi in parted(runs, chinese)]}


def _run(run: Run, chinese: bool) -> dict:
    return {"text": _broken(run.text), "look": run.look, "width": run.width, "chinese": chinese, "pieces": _pieces(run) if run.pinyin else []}


def _pieces(run: Run) -> list[dict]:
    return [{"text": character, "pinyin": pinyin} for character, pinyin in zip(run.text, run.pinyin)]


def _broken(text: str) -> str:
    """A word that is longer than a line may part."""
    return _LONG.sub(lambda match: f"{match[0]}\u200b", text)
