"""What a Word file of ours has besides its text: page, fonts and styles, the XML of ruby and borders, and the zip with fixed dates."""
from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

LATIN, HANZI = "Times New Roman", "SimSun"  # where they are missing, Word and LibreOffice take the system's own serif fonts
PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}  # mm
STYLES = {  # style → size, line and space before and behind, in points (lines are exact: Chinese fonts differ in height), indent of the left side in mm
    "about": (12, 19, 0, 1, 0), "body": (12, 27.6, 0, 0, 9), "heading": (12, 27.6, 0, 0, 9), "headline": (14, 32.2, 0, 0, 9), "byline": (10.5, 20, 0, 2, 9),
    "ask": (11, 15, 12, 3, 8), "stem": (12, 21, 2, 3, 8), "bank": (12, 18, 5, 6, 10), "note": (9, 12, 2, 0, 10), "small": (9, 12, 0, 2, 0),
    "line": (11, 16, 1, 1, 8), "cell": (10, 13.5, 1.5, 1.5, 0), "pair": (11, 16, 2, 2, 0),
}  # 27.6 and 32.2: 2.3 times the characters, so that pinyin has room above them
_DATE = datetime(2020, 1, 1)


def prepare(file, title: str, paper: str) -> None:
    """Give a new document its page, fonts, styles and properties."""
    if paper not in PAPERS:
        raise ValueError(f"There is no paper “{paper}” here; there are {', '.join(PAPERS)}.")
    _page(file, *PAPERS[paper])
    _defaults(file)
    for name, values in STYLES.items():
        _style(file, name, *values)
    for name, size in (("Title", 20), ("Heading 1", 13)):
        _heading(file.styles[name], size)
    about = file.core_properties
    about.title, about.author, about.last_modified_by, about.comments, about.language = title[:255], "读报 · Dúbào", "", "", "zh-CN"
    about.created = about.modified = _DATE


def _page(file, width: float, height: float) -> None:
    """The paper and its margins, and the number of the page at its foot."""
    from docx.shared import Mm

    page = file.sections[0]
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = Mm(19)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(16), Mm(19), Mm(9)
    foot = page.footer.paragraphs[0]
    foot.alignment = 1
    field = element("w:fldSimple", element("w:r", text("1")))
    field.set(name("w:instr"), "PAGE")
    foot._p.append(field)


def _defaults(file) -> None:
    """The fonts and languages that hold where nothing else is said."""
    root = file.styles.element.find(f"{name('w:docDefaults')}/{name('w:rPrDefault')}/{name('w:rPr')}")
    for old in [*root.findall(name("w:rFonts")), *root.findall(name("w:lang"))]:
        root.remove(old)
    root.insert(0, element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=HANZI, cs=LATIN))
    root.append(element("w:lang", val="en-GB", eastAsia="zh-CN"))
    normal = file.styles["Normal"]
    normal.element.get_or_add_rPr().append(element("w:lang", val="en-GB", eastAsia="zh-CN"))
    _shaped(normal, 11, 16, 0, 0, 0)


def _style(file, called: str, *values: float) -> None:
    """A paragraph style of ours; headings of the article are built on Word's own, so that they stand in its outline."""
    base = {"heading": "Heading 3", "headline": "Heading 2"}.get(called, "Normal")
    made = file.styles.add_style(f"sheet {called}", 1)
    made.base_style = file.styles[base]
    if base != "Normal":
        _heading(file.styles[base], values[0])
        made.paragraph_format.keep_with_next = True
    _shaped(made, *values)


def _shaped(made, size: float, line: float, before: float, behind: float, indent: float) -> None:
    from docx.shared import Mm, Pt

    made.font.size, form = Pt(size), made.paragraph_format
    form.space_before, form.space_after, form.left_indent, form.line_spacing, form.widow_control = Pt(before), Pt(behind), Mm(indent), Pt(line), True


def _heading(made, size: float) -> None:
    """Black, bold, in the fonts of the text."""
    from docx.shared import Pt, RGBColor

    fonts = made.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for which, font in {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": HANZI, "cs": LATIN}.items():
        fonts.set(name(f"w:{which}"), font)
    made.font.size, made.font.bold, made.font.color.rgb = Pt(size), True, RGBColor(0, 0, 0)
    for line in made.element.findall(f".//{name('w:pBdr')}"):
        line.getparent().remove(line)
    made.paragraph_format.space_before, made.paragraph_format.space_after, made.paragraph_format.keep_with_next = Pt(12), Pt(4), True


def packed(file) -> bytes:
    """The document as bytes, each part of the zip with the same date."""
    loose, tight = BytesIO(), BytesIO()
    file.save(loose)
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(tight, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(zipfile.ZipInfo(part, _DATE.timetuple()[:6]), old.read(part), zipfile.ZIP_DEFLATED)
    return tight.getvalue()


# ---- XML

def ruby(character: str, pinyin: str, size: float):
    """The run of a character of this size (points) with its pinyin above, half as large and with thin spaces, so that two do not touch. The order of the children is Word's."""
    whole, half = str(round(size * 2)), str(round(size))
    about = element("w:rubyPr", element("w:rubyAlign", val="center"), element("w:hps", val=half), element("w:hpsRaise", val=str(round(size * 2) - 2)),
                    element("w:hpsBaseText", val=whole), element("w:lid", val="zh-CN"))
    above = element("w:r", element("w:rPr", element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=LATIN), element("w:b", val="0"), element("w:color", val="000000"), element("w:sz", val=half)), text(f"\u2009{pinyin}\u2009"))
    base = element("w:r", element("w:rPr", element("w:rFonts", hint="eastAsia")), text(character))
    return element("w:r", element("w:ruby", about, element("w:rt", above), element("w:rubyBase", base)))


def border(called: str, kind: str = "single"):
    """A thin border, or with the kind nil none."""
    return element(called, val=kind, sz="4", space={"w:left": "4", "w:right": "4", "w:bdr": "0"}.get(called, "1"), color="808080")


def element(called: str, *children, **values: str):
    """An element of WordprocessingML with children and attributes."""
    from docx.oxml import OxmlElement

    made = OxmlElement(called)
    for attribute, value in values.items():
        made.set(name(f"w:{attribute}"), value)
    made.extend(children)
    return made


def put(about, one) -> None:
    """Put one into the properties of a table, where Word looks for it: they have an order."""
    order = [name(f"w:{short}") for short in "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook".split()]
    behind = [other for other in about if order.index(other.tag) > order.index(one.tag)]
    behind[0].addprevious(one) if behind else about.append(one)


def text(said: str):
    """An element of text."""
    made = element("w:t")
    made.text = said
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def name(short: str) -> str:
    """The whole name of w:…"""
    from docx.oxml.ns import qn

    return qn(short)
