"""A lesson pack as one HTML page to be printed, or read on a screen. It needs no network and no script."""
from __future__ import annotations

from html import escape
from pathlib import Path

from helpers.export.blocks import Block, Kept, Lines, Paragraph, Room, Run, Section, Sheet, Table, is_chinese, mostly_latin, stretches
from helpers.export.ruby import ruby
from helpers.export.sheet import sheet
from helpers.pack import Pack
from helpers.pages import static_text

_TAGS = {"heading": "h3", "headline": "h3"}


def write(pack: Pack, path: str | Path, key: bool = False) -> Path:
    """Write the worksheet, or with `key` the teacher's; the file's path."""
    path = Path(path)
    path.write_text(page(sheet(pack, key)), encoding="utf-8")
    return path


def page(made: Sheet) -> str:
    """A sheet as one HTML page."""
    about = "".join(f'<p class="about"{_lang((Run(line),))}>{_text(line)}</p>' for line in made.about)
    blanks = "".join(f'<span>{_text(word)} <i class="gap" style="width:{room}em"></i></span>' for word, room in made.blanks)
    head = f"<header><h1>{_text(made.title)}</h1>{about}{f'<p class=blanks>{blanks}</p>' if blanks else ''}</header>"
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(made.title)}</title>\n<style>{static_text('worksheet.css')}</style></head>\n<body><main>{head}\n"
            f"{''.join(map(_section, made.sections))}</main></body></html>\n")


def _section(section: Section) -> str:
    return f"<section><h2>{_text(section.heading)}</h2>\n{''.join(map(_block, section.blocks))}</section>\n"


def _block(block: Block) -> str:
    draw = {Paragraph: _paragraph, Lines: _lines, Table: _table, Room: _room, Kept: _kept}
    return draw[type(block)](block) + "\n"


def _paragraph(block: Paragraph) -> str:
    tag = _TAGS.get(block.style, "p")
    number = f'<span class="number">{escape(block.number)}</span>' if block.number else ""
    return f'<{tag} class="{block.style}"{_lang(block)}>{number}{_runs(block)}</{tag}>'


def _lines(block: Lines) -> str:
    name = "box" if block.boxed else "label"
    rows = "".join(f'<li{_lang(runs)}><span class="{name}">{escape(label)}</span><span>{_runs(runs)}</span></li>' for label, runs in block.rows)
    return f"<ul>{rows}</ul>"


def _table(block: Table) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in block.widths)
    head = f"<thead><tr>{''.join(f'<th scope=col>{_text(name)}</th>' for name in block.head)}</tr></thead>" if block.head else ""
    rows = "".join(f"<tr>{''.join(f'<td{_lang(cell)}>{_runs(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return f'<table class="{"ruled" if block.head else "pairs"}"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>'


def _room(block: Room) -> str:
    return f'<div class="room">{"<i></i>" * block.lines}</div>'


def _kept(block: Kept) -> str:
    return f'<div class="kept">\n{"".join(map(_block, block.blocks))}</div>'


def _lang(block: Paragraph | tuple[Run, ...]) -> str:
    return ' lang="zh-Hans"' if is_chinese(block) else ""


def _runs(block: Paragraph | tuple[Run, ...]) -> str:
    chinese = is_chinese(block)
    return "".join(_run(run, chinese) for run in (block.runs if isinstance(block, Paragraph) else block))


def _run(run: Run, chinese: bool) -> str:
    if run.look == "gap":
        return f'{escape(run.text)}<i class="gap" style="width:{run.width}em"></i>'
    english = chinese and mostly_latin(run.text)
    text = ruby(zip(run.text, run.pinyin)) if run.pinyin else escape(run.text) if chinese and not english else _text(run.text)
    about = f' class="{run.look}"' * bool(run.look) + ' lang="en"' * english
    return f"<span{about}>{text}</span>" if about else text


def _text(text: str) -> str:
    """English with its Chinese words marked as such."""
    return "".join(f'<span lang="zh-Hans">{escape(part)}</span>' if chinese else escape(part) for part, chinese in stretches(text))
