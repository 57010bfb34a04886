"""The worksheet as a Word file: real ruby, headings and tables, the same bytes each time; LibreOffice opens it, and the pinyin stands above its characters."""
import io
import os
import re
import shutil
import subprocess
import zipfile

import pytest
from export_packs import HARM, empty, hostile, lesson

from helpers.export import word
from helpers.export.blocks import clean
from helpers.export.word_parts import HANZI

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(not OFFICE and os.environ.get("CI") != "true" and os.environ.get("DUBAO_REQUIRE_BROWSER") != "1", reason="needs LibreOffice (soffice)")
TABLE = "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook".split()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return word.write(lesson(2), tmp_path_factory.mktemp("word") / "a.docx")


def opened(path):
    import docx

    return docx.Document(str(path))


def text_of(path):
    """All of the text of the document's XML, ruby left out."""
    body = opened(path).element.body
    for above in list(body.iter(f"{W}rt")):
        above.getparent().remove(above)
    return " ".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))


# ---- the XML

def test_ruby_has_its_parts_in_the_order_that_word_wants(file):
    found = list(opened(file).element.body.iter(f"{W}ruby"))
    assert len(found) > 100
    for ruby in found:
        assert [child.tag.removeprefix(W) for child in ruby] == ["rubyPr", "rt", "rubyBase"]
        assert [child.tag.removeprefix(W) for child in ruby[0]] == ["rubyAlign", "hps", "hpsRaise", "hpsBaseText", "lid"]
        above, base = ("".join(node.text for node in part.iter(f"{W}t")).strip("\u2009") for part in ruby[1:])
        assert len(base) == 1 and re.fullmatch(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+", above), (base, above)


def test_lines_with_ruby_are_exactly_high_enough(file):
    for paragraph in opened(file).paragraphs:
        if paragraph._p.findall(f".//{W}ruby"):
            form = paragraph.style.paragraph_format
            assert form.line_spacing_rule == 4 and form.line_spacing.pt == pytest.approx(2.3 * paragraph.style.font.size.pt, abs=0.05), "4: exactly"


def test_fonts_and_languages_are_those_of_the_styles(file):
    with zipfile.ZipFile(file) as parts:
        styles = parts.read("word/styles.xml").decode()
    assert f'w:eastAsia="{HANZI}"' in styles and '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>' in styles
    assert not re.search(r'eastAsiaTheme', styles.split("<w:latentStyles")[0])
    assert opened(file).core_properties.language == "zh-CN"


def test_headings_and_tables_are_real(file):
    made = opened(file)
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"][:2] == ["文章 · The article", "生词 · Words"]
    assert [p.style.base_style.name for p in made.paragraphs if p.text.endswith("解难题")] == ["Heading 3"]
    words = made.tables[0]
    assert [cell.text for cell in words.rows[0].cells] == ["词 Word", "繁体", "Pinyin", "Meaning", "HSK"]
    assert words.rows[0]._tr.findall(f".//{W}tblHeader") and len(words.rows) == len(lesson(2).words) + 1
    for table in made.tables:
        order = [child.tag.removeprefix(W) for child in table._tbl.tblPr]
        assert order == sorted(order, key=TABLE.index), "Word may refuse another order"
        assert sum(column.width for column in table.columns) <= made.sections[0].page_width - made.sections[0].left_margin - made.sections[0].right_margin


def test_an_exercise_stays_on_its_page(file):
    paragraphs = opened(file).paragraphs
    asks = [n for n, paragraph in enumerate(paragraphs) if paragraph.style.name == "sheet ask"]
    assert len(asks) == len(lesson(2).accepted) and all(paragraphs[n].paragraph_format.keep_with_next for n in asks)


def test_the_same_pack_gives_the_same_bytes():
    assert word.write.__defaults__ == (False, "a4")
    one, two = (word.document(made, "a4") for made in [word.sheet(lesson(2))] * 2)
    assert one == two and {part.date_time[0] for part in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {2020}


@pytest.mark.parametrize("paper, width", [("a4", 210), ("letter", 216)])
def test_paper(tmp_path, paper, width):
    assert round(opened(word.write(empty(), tmp_path / "a.docx", paper=paper)).sections[0].page_width.mm) == width


def test_unknown_paper(tmp_path):
    with pytest.raises(ValueError, match="no paper “a3” here; there are a4, letter"):
        word.write(empty(), tmp_path / "a.docx", paper="a3")


@pytest.mark.parametrize("key", [False, True])
def test_hostile_texts_stay_texts(tmp_path, key):
    text = text_of(word.write(hostile(), tmp_path / "a.docx", key))
    assert all(clean(harm) in text for harm in HARM)


# ---- in LibreOffice

@pytest.fixture(scope="module")
def printed(file, tmp_path_factory):
    """The document as LibreOffice prints it (PDF)."""
    assert OFFICE, "LibreOffice is required here: apt-get install libreoffice-writer"
    folder = tmp_path_factory.mktemp("office")
    run = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(run, check=True, capture_output=True, timeout=150)
    return folder / f"{file.stem}.pdf"


@needs_office
def test_libreoffice_opens_it_and_every_paragraph_is_there(printed):
    import pypdfium2

    pages = list(pypdfium2.PdfDocument(printed))
    text = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pages))
    assert "这个建于2008年的小区，有业主178户700余人" in text and "业主委员会" in text
    assert 8 <= len(pages) <= 16


@needs_office
def test_in_libreoffice_the_pinyin_stands_above_its_characters(printed):
    boxes = characters_of(printed)
    bases = [box for character, box in boxes if character == "讲"]
    caron = [box for character, box in boxes if character == "ǎ"]
    over = [base for base in bases if any(above[1] > base[1] + 6 and above[1] - base[3] < 6 and base[0] - 4 < (above[0] + above[2]) / 2 < base[2] + 4 for above in caron)]
    assert len(over) >= 5, "jiǎng over 讲"
    assert not [1 for base in over for above in caron if overlap(base, above)]


def characters_of(path):
    """The characters of the first page with their boxes (left, bottom, right, top), in points."""
    import pypdfium2

    text = pypdfium2.PdfDocument(path)[0].get_textpage()
    return [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]


def overlap(one, two):
    return min(one[2], two[2]) - max(one[0], two[0]) > 0.5 and min(one[3], two[3]) - max(one[1], two[1]) > 0.5
