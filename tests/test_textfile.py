"""read_text: the encodings that Chinese text comes in, and files that are no text."""
from pathlib import Path

import pytest

from helpers.textfile import UnreadableText, read_text

SOURCES = sorted((Path(__file__).parent.parent / "data" / "sources").glob("0*.txt"))
SIMPLIFIED = "连日来，宣讲团的宣讲在日喀则市引起了强烈反响。\n党建引领 倾心为民，GDP增长60%。"
TRADITIONAL = "連日來，宣講團的宣講在日喀則市引起了強烈反響。\n黨建引領 傾心為民，GDP增長60%。"


@pytest.fixture
def saved(tmp_path):
    """A function that saves bytes under a name and gives the path."""
    def save(data, name="页面.txt"):
        path = tmp_path / name
        path.write_bytes(data)
        return path
    return save


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
def test_encoding(saved, text, encoding):
    assert read_text(saved(text.encode(encoding))) == text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_big5(saved, encoding):
    assert read_text(saved(TRADITIONAL.encode(encoding))) == TRADITIONAL


def test_gbk_is_read_as_its_superset(saved):
    assert read_text(saved("开发区党工委".encode("gbk"))) == "开发区党工委"


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.stem[:3])
def test_every_line_of_the_pages_in_old_encodings_is_right_or_refused(page, saved):
    """No line is taken for another encoding; only a line of rare characters (韩凯 苏昕, □肖邦) is refused."""
    from opencc import OpenCC

    text, refused, lines = page.read_text(encoding="utf-8"), 0, 0
    for encoding, convert in (("gb18030", str), ("big5hkscs", OpenCC("s2t").convert), ("utf-16-le", str)):
        whole = convert(text).encode(encoding, "ignore").decode(encoding)
        assert read_text(saved(whole.encode(encoding))) == whole
        for line in filter(str.strip, whole.splitlines()):
            lines += 1
            try:
                assert read_text(saved(line.encode(encoding))) == line
            except UnreadableText:
                refused += 1
    assert refused <= 0.1 * lines


def test_plain_ascii_and_newlines_stay(saved):
    assert read_text(saved(b"a\r\nb\n")) == "a\r\nb\n"


@pytest.mark.parametrize("data, says", [
    (b"", "is empty"),
    ("\ufeff \n\u3000\n".encode(), "is empty"),
    (b"%PDF-1.7\n...", "a PDF document"),
    (b"PK\x03\x04\x14\x00", "a Word document or a zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (bytes(range(256)) * 4, "is not text"),
    ("党建".encode() + b"\x00" + "引领".encode(), "is not text"),
    (b"caf\xe9 cr\xe8me br\xfbl\xe9e", "is not text"),
    ("党建引领".encode()[:-1], "is not text"),
    (b"\xff\xfe\x00", "is not text"),
], ids="empty, spaces, PDF, Word, old Word, PNG, all bytes, a NUL, Latin-1, UTF-8 cut short, UTF-16 cut short".split(", "))
def test_a_file_that_is_no_text_gets_a_sentence(saved, data, says):
    with pytest.raises(UnreadableText, match=says) as raised:
        read_text(saved(data, "作业.txt"))
    assert "“作业.txt”" in str(raised.value) and str(raised.value).endswith(".")


def test_a_huge_file(saved):
    with pytest.raises(UnreadableText, match="has 6.0 MB; the most is 5 MB"):
        read_text(saved(b"a" * 6_000_000))


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no file “.*没有.txt”"):
        read_text(tmp_path / "没有.txt")
    with pytest.raises(IsADirectoryError, match="is a folder"):
        read_text(tmp_path)


def test_the_error_is_a_value_error():
    assert issubclass(UnreadableText, ValueError)
