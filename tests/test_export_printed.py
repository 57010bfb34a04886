"""The worksheet as a PDF: its text can be searched without the pinyin, its fonts are in it, nothing of a text is read as markup."""
import json
import re
from io import BytesIO

import pytest
from export_packs import HARM, empty, hostile, lesson, with_words, word

from helpers.export import printed
from helpers.export.blocks import Kept, Lines, Paragraph, Run, Section, Sheet, clean
from helpers.export.sheet import sheet
from helpers.pages import STATIC


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return printed.write(lesson(2), tmp_path_factory.mktemp("pdf") / "a.pdf")


def texts_of(file):
    """The text of each page of a PDF, as a search or a copy of it would have it."""
    import pypdfium2

    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pypdfium2.PdfDocument(file)]


def tight(text):
    return re.sub(r"\s", "", text)


def test_the_text_can_be_searched_without_its_pinyin(file):
    pages = texts_of(file)
    whole = tight("".join(pages))
    blocks = [block.text for block in lesson(2).articles[0].blocks]
    assert sum(tight(block) in whole for block in blocks) >= len(blocks) - 2, "but for those that go over a page"
    assert "第二批主题教育开展以来，高唐县深入学习贯彻" in whole
    assert re.search(r"zhǔ\s*tí\s*jiào\s*yù", pages[0]), "the pinyin stands behind the text of its page"
    assert pages[0].index("开讲了") < pages[0].index("zhǔ")


def test_fonts_are_embedded(file):
    from pypdfium2 import PdfDocument, raw

    document = PdfDocument(file)  # a font is known as long as its document and page are open
    for page in document:
        fonts = [raw.FPDFTextObj_GetFont(piece.raw) for piece in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])]
        assert len(fonts) > 3 and all(raw.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def test_the_pinyin_stands_above_its_characters(file):
    import pypdfium2

    text = pypdfium2.PdfDocument(file)[0].get_textpage()
    boxes = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
    carons, over = [box for character, box in boxes if character == "ǎ"], 0
    for base in (box for character, box in boxes if character == "讲"):
        near = [box for box in carons if base[0] - 4 < (box[0] + box[2]) / 2 < base[2] + 4 and 0 < box[1] - base[3] < 5]
        over += len(near)
    assert over >= 5, "jiǎng over 讲, and not in it"


def test_the_same_pack_gives_the_same_bytes(file):
    assert printed.pdf(sheet(lesson(2))) == file.read_bytes()


@pytest.mark.parametrize("key", [False, True])
def test_hostile_texts_stay_texts(tmp_path, key):
    text = tight("".join(texts_of(printed.write(hostile(), tmp_path / "a.pdf", key))))
    assert [harm for harm in HARM if tight(clean(harm)) not in text] == []


@pytest.mark.parametrize("text", ["#set page(width: 1pt)", "$x^2$ @who <label> *bold* _it_ `raw` // no", "\\ #panic()", "= Heading", "〔\u200b〕"])
def test_nothing_is_read_as_typst(text):
    made = Sheet(text, (text,), ((text, 3),), (Section(text, (Paragraph((Run(text),), "ask", text), Lines(((text, (Run(text, look="filled"),)),), True))),))
    assert printed.pdf(made).startswith(b"%PDF")


def test_a_word_longer_than_a_line_may_part(tmp_path):
    pack = with_words(empty(), word("x" * 400))
    pages = texts_of(printed.write(pack, tmp_path / "a.pdf"))
    assert "x" * 400 in tight("".join(pages)).replace("\u200b", "") and len(pages) == 1


def test_an_exercise_longer_than_a_page_goes_on_on_the_next():
    long = Kept((Paragraph((Run("Order."),), "ask", "1."), Lines(tuple((str(n), (Run(f"line {n}"),)) for n in range(150)), True)))
    pages = texts_of(BytesIO(printed.pdf(Sheet("Long", (), (), (Section("Exercises", (long,)),)))))
    assert len(pages) > 2 and all(f"line {n}" in "".join(pages) for n in range(150))


def test_no_exercise_is_cut_and_no_heading_stands_alone(tmp_path):
    pages = [tight(page) for page in texts_of(printed.write(lesson(3), tmp_path / "a.pdf"))]
    for exercise in lesson(3).accepted:
        parts = [tight(exercise.prompt)[:20], *(tight(option.text)[:14] for option in exercise.options if exercise.kind in ("choice", "choices", "register"))]
        assert any(all(part in page for part in parts) for page in pages), exercise.id
    assert not [page for page in pages if re.search(r"(Words|Slogans|Exercises|Furtherreading\S{5})\d*$", page)]


def test_closing_marks_begin_no_line(tmp_path):
    for page in texts_of(printed.write(lesson(3), tmp_path / "a.pdf")):
        assert not re.findall(r"^[，。、；：！？”’）》].*", page, re.MULTILINE)


@pytest.mark.parametrize("paper, size", [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper(tmp_path, paper, size):
    import pypdfium2

    assert tuple(map(round, pypdfium2.PdfDocument(printed.write(empty(), tmp_path / "a.pdf", paper=paper))[0].get_size())) == size


def test_unknown_paper_and_no_font():
    with pytest.raises(printed.PrintError, match="no paper “a3” here; there are a4, letter"):
        printed.pdf(sheet(empty()), "a3")
    with pytest.raises(printed.PrintError, match="No Chinese font was found.*Noto Serif CJK SC.*worksheet as a web page"):
        printed.chinese_fonts({"Libertinus Serif", "DejaVu Sans"})
    assert printed.chinese_fonts({"SimSun", "PingFang SC", "Arial"}) == ["SimSun", "PingFang SC"]


def test_the_text_is_data():
    assert "sheet" in (STATIC / "worksheet.typ").read_text(encoding="utf-8") and json.dumps(printed.told(sheet(hostile())))
