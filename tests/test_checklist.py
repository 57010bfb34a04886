"""What an instructor is told to look at: each kind of point, and nothing that needs no look."""
import pytest

from helpers import articles, open_article, read, report
from helpers.checklist import KINDS, Report
from helpers.corrections import correct
from helpers.model import Article, Block


def article(*paragraphs):
    return Article("x", "小事", tuple(Block("body", text) for text in paragraphs))


def told(text, kind=None):
    return [(p.text, p.said) for p in report(read(article(text) if isinstance(text, str) else text)) if kind in (None, p.kind)]


def test_a_plain_text_has_nothing_to_check():
    found = report(read(article("昨天晚上下雨了，我和妹妹没有出门。")))
    assert (len(found), repr(found), found._repr_html_(), len(found.frame)) == (0, "Nothing to check.", "<p>Nothing to check.</p>", 0)


@pytest.mark.parametrize("kind, text, words", [
    ("word", "都是㙟。", "㙟"),
    ("word", "涘畔的水清了。", "涘畔"),
    ("word", "他和我都在家里。", ""),
    ("coinage", "公司推出了“信快办”品牌。", "信快办"),
    ("slogan", "全县开展“三清三拆”。", "三清三拆"),
    ("person", "村民覃海峰笑了。覃海峰说，日子好了。", ""),
    ("person", "“树要管好。”黄振业说。", "黄振业"),
    ("person", "镇党委书记黄振业说，树要管好。", ""),
    ("text", "他说：“树要管好。", "他说：“树要管好。"),
    ("text", "树要管好□。", "□"),
    ("text", "今年以来，全县干部深入一线推动", "来，全县干部深入一线推动"),
])
def test_what_is_told(kind, text, words):
    assert [found for found, _ in told(text, kind)] == [words] * bool(words)


def test_a_reading_that_is_not_certain_is_told_with_the_others():
    text = "大家边干边学，边走边看，土地得租金。"
    weak = [token for token in read(text).tokens if not token.sure]
    found = [point for point in report(read(text)) if point.kind == "reading"]
    assert weak and [point.start for point in found] == [token.start for token in weak]
    assert all(point.said.startswith("is read ") and "or " in point.said for point in found)


def test_the_same_word_is_told_once_with_its_number():
    (point,) = [p for p in report(read("我们去看涘畔，涘畔的水清了。")) if p.kind == "word"]
    assert (point.count, point.start, point.sentence) == (2, 4, "我们去看涘畔，涘畔的水清了。") and "(2 times)" in report(read(point.sentence))._repr_html_()


def test_a_word_that_no_dictionary_has_is_told_without_what_stands_beside_it():
    points = report(read("羊绒产业发展很快。全县羊绒企业很多，一件羊绒衫卖到全国。"))
    assert [(point.text, point.count) for point in points if point.kind == "word"] == [("羊绒", 3)]


def test_rows_of_clauses_need_no_explanation():
    assert "边学边改、即知即改" not in [text for text, _ in told("大家边学边改、即知即改。", "slogan")]


def test_corrections_that_no_longer_fit():
    made = correct(read(article("以群众为中心。")), 3, 4, pinyin="wei2")
    (point,) = [p for p in report(read(article("以干部为榜样。"), [made])) if p.kind == "correction"]
    assert point.text == "为" and point.start == -1 and "wéi" in point.said


def test_the_flagged_slips_of_the_edition_are_told_and_nothing_else_is_doubtful_there():
    for one in articles():
        doubtful = [p.text for p in report(read(one)) if p.kind == "text"]
        flagged = [repair.before for repair in one.repairs if repair.kind == "flagged"]
        assert set(flagged) <= set(doubtful) and len(set(doubtful) - set(flagged)) <= 1, one.id


def test_points_are_in_the_text_and_in_order():
    for one in articles():
        reading = read(one)
        found = report(reading)
        assert all(reading.text[p.start :].startswith(p.text) and p.text[:4] in p.sentence + p.text for p in found if p.kind in ("word", "reading", "coinage", "person"))
        assert [list(KINDS).index(p.kind) for p in found] == sorted(list(KINDS).index(p.kind) for p in found)


def test_the_page_is_escaped():
    assert "<b>x" not in report(read(article("他说“<b>x</b>一二三办”，"))) ._repr_html_().replace('<b lang', "")


def test_it_takes_a_reading_only():
    with pytest.raises(TypeError, match="report\\(\\) takes a reading, not Article"):
        report(open_article("000-1"))
    assert isinstance(report(read("")), Report) and list(report(read(""))) == []
