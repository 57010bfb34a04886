"""A lesson pack as a Word file: real headings, tables and ruby (w:ruby), so that a teacher can change everything. Needs python-docx.

The same pack gives the same bytes: the dates in the file are fixed.
"""
from __future__ import annotations

from pathlib import Path

from helpers.export.blocks import Block, Kept, Lines, Paragraph, Room, Run, Section, Sheet, Table, is_chinese, parted
from helpers.export.sheet import sheet
from helpers.export.word_parts import STYLES, border, element, name, packed, prepare, put, ruby
from helpers.pack import Pack



def write(pack: Pack, path: str | Path, key: bool = False, paper: str = "a4") -> Path:
    """Write the worksheet, or with `key` the teacher's, for paper of the size a4 or letter; the file's path."""
    path = Path(path)
    path.write_bytes(document(sheet(pack, key), paper))
    return path


def document(made: Sheet, paper: str = "a4") -> bytes:
    """A sheet as the bytes of a .docx."""
    from docx import Document

    file = Document()
    prepare(file, made.title, paper)
    file.add_heading(made.title, 0)
    for line in made.about:
        _runs(file.add_paragraph(style="sheet about"), (Run(line),))
    if made.blanks:
        _runs(file.add_paragraph(style="sheet about"), tuple(run for word, room in made.blanks for run in (Run(f"{word} "), Run("", look="gap", width=room), Run("   "))))
    for section in made.sections:
        _section(file, section)
    return packed(file)


def _section(file, section: Section) -> None:
    _runs(file.add_heading(level=1), (Run(section.heading),))
    for block in section.blocks:
        _block(file, block)


def _block(file, block: Block, kept: bool = False) -> None:
    """Add a block; what is `kept` stays with what comes next."""
    if isinstance(block, Kept):
        for one in block.blocks[:-1]:
            _block(file, one, True)
        _block(file, block.blocks[-1])
    else:
        {Paragraph: _paragraph, Lines: _lines, Table: _table, Room: _room}[type(block)](file, block, kept)


# ---- blocks

def _paragraph(file, block: Paragraph, kept: bool) -> None:
    made = file.add_paragraph(style=f"sheet {block.style}")
    _keep(made, kept)
    runs = (Run(f"{block.number}\t", look="soft" if block.style == "body" else "bold"), *block.runs) if block.number else block.runs
    _hang(made, block)
    _runs(made, runs, is_chinese(block))


def _hang(made, block: Paragraph) -> None:
    """Let the number stand in the margin, and put a box round a bank."""
    from docx.shared import Mm

    if block.number:
        made.paragraph_format.first_line_indent = -Mm(STYLES[block.style][4])
    if block.style == "bank":
        made._p.get_or_add_pPr().insert_element_before(element("w:pBdr", *(border(f"w:{side}") for side in ("top", "left", "bottom", "right"))), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _lines(file, block: Lines, kept: bool) -> None:
    from docx.shared import Mm

    for n, (label, runs) in enumerate(block.rows):
        made = file.add_paragraph(style="sheet line")
        _keep(made, kept or n + 1 < len(block.rows))
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Mm(17 if block.boxed else 15), -Mm(9 if block.boxed else 7)
        _runs(made, (Run(f"\u2002{label or chr(0x2002)}\u2002" if block.boxed else label, look="box" if block.boxed else "bold"), Run("\t"), *runs), is_chinese(runs))


def _table(file, block: Table, kept: bool) -> None:
    made = file.add_table(rows=0, cols=len(block.widths), style="Table Grid" if block.head else None)
    _shape(made, file, block)
    for n, row in enumerate(([tuple((Run(title, look="bold"),) for title in block.head)] if block.head else []) + list(block.rows)):
        _row(made, row, kept or not block.head and n + 1 < len(block.rows), "sheet cell" if block.head else "sheet pair")
    if block.head:
        made.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))


def _shape(made, file, block: Table) -> None:
    """Fixed widths, and thin lines between rows only."""
    page, indent = file.sections[0], 0 if block.head else 8 * 36000
    room = page.page_width - page.left_margin - page.right_margin - indent
    made.autofit = False
    for column, width in zip(made.columns, block.widths):
        column.width = int(room * width / 100)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [border(f"w:{side}", "nil" if side in ("left", "right", "insideV") else "single") for side in sides] if block.head else []
    about = [element("w:tblInd", w=str(indent // 635), type="dxa"), element("w:tblBorders", *borders),
             element("w:tblCellMar", element("w:left", w="0", type="dxa"), element("w:right", w="120", type="dxa"))]
    for one in about:
        put(made._tbl.tblPr, one)


def _row(table, row: tuple[tuple[Run, ...], ...], kept: bool, style: str) -> None:
    made = table.add_row()
    made._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, column, runs in zip(made.cells, table.columns, row):
        cell.width = column.width
        cell.paragraphs[0].style = style
        _keep(cell.paragraphs[0], kept)
        _runs(cell.paragraphs[0], runs, is_chinese(runs))


def _room(file, block: Room, kept: bool) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    page = file.sections[0]
    for n in range(block.lines):
        made = file.add_paragraph("\t", style="sheet line")
        made.paragraph_format.space_before = 160_000
        made.paragraph_format.tab_stops.add_tab_stop(page.page_width - page.left_margin - page.right_margin, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        _keep(made, kept or n + 1 < block.lines)


def _keep(made, kept: bool) -> None:
    made.paragraph_format.keep_together = True if kept else None
    made.paragraph_format.keep_with_next = True if kept else None


# ---- runs

def _runs(made, runs: tuple[Run, ...], chinese: bool | None = None) -> None:
    """Add runs to a paragraph."""
    for run, hanzi in parted(runs, is_chinese(runs) if chinese is None else chinese):
        if run.pinyin:
            for character, pinyin in zip(run.text, run.pinyin):
                made._p.append(ruby(character, pinyin, _size(made))) if pinyin else _plain(made, Run(character), True)
        else:
            _plain(made, run, hanzi)


def _size(made) -> float:
    """The size of a paragraph's characters, in points."""
    return made.style.font.size.pt


def _plain(made, run: Run, chinese: bool) -> None:
    from docx.shared import RGBColor

    if run.look == "gap" and run.text:
        made.add_run(f"{run.text} ")
    one = made.add_run("\u2003" * run.width if run.look == "gap" else run.text)
    one.bold = True if run.look in ("bold", "filled", "box") else None
    one.underline = True if run.look in ("gap", "filled") else None
    if run.look == "soft":
        one.font.color.rgb = RGBColor(0x55, 0x55, 0x55)
    if chinese:  # or quotation marks and dashes are narrow
        one._r.get_or_add_rPr().get_or_add_rFonts().set(name("w:hint"), "eastAsia")
    if run.look == "box":
        one._r.get_or_add_rPr().append(border("w:bdr"))
