"""From a file to an article: what comes out of pages, and that a file that cannot be used is refused in a sentence, with nothing written."""
import base64
import gzip
import io
import os
import random
import re
import sys
import zipfile
from pathlib import Path

import pytest

from helpers import articles
from helpers.edition import article_from, open_article, own_articles
from helpers.importing import files
from helpers.importing.cleaning import cleaned
from helpers.importing.drafts import STEPS, Draft, draft_from_text, draft_text, drafts, joined, parted
from helpers.importing.files import open_page, page_of
from helpers.importing.keeping_articles import new_id, save_article
from helpers.importing.page import ImportingError
from helpers.importing.signs import closing_signature, dateline, is_short, iso_dates, paper_from, paper_of_byline, signature
from helpers.mending import HANZI
from helpers.mending import STEPS as MENDING
from helpers.model import ROLES, Block

HERE = Path(__file__).parent
FRESH = HERE / "cases" / "fresh"
SOURCES = sorted((HERE.parent / "data" / "sources").glob("0*.txt"))
CODE = {"title": "T", "kicker": "K", "subtitle": "S", "heading": "H", "byline": "Y", "body": "b", "caption": "c"}
assert set(CODE) == set(ROLES)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty folder of the user's own, not even made yet."""
    monkeypatch.setenv("DUBAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def shape(draft):
    return "".join(CODE[block.role] for block in draft.blocks)


def hanzi(text):
    return "".join(re.findall(f"[{HANZI}]", text))


# ---- the five pages

# page, then for each article that comes out: its blocks, date, title. A line with ≠ differs from the edition: behind it, what the edition has.
PAGES = """
000  KTbbbbbbY                 2023-06-29  淄博市焦裕禄精神宣讲团宣讲在日喀则市引起强烈反响
000  TYbbbbbbbbbbbbb           -           一年一变 昂仁凭什么？
000  KTbHbcHbHb                -           党旗飘扬风帆劲 踔厉奋发谱新篇
001  bbHbbbbbbHbbbbbbHbbbbbbY  -           -
002  bbHYbbHHbbbbccbHbbbbbbb   -           -                     ≠ bKYbbTHbbbbccbHbbbbbbb 营商环境对标深圳市 领导干部学习焦裕禄 淄博拼出高质量发展新局面
003  KTSYbHbHbbbbbbbbbHbbb     2018-07-05  精准发力 创城提速
003  TbbbY                     2018-07-05  省调研组来我区调研清洁能源改造工作
003  TbbbbY                    2018-07-05  开发区召开党工委（扩大）会议
003  TbbbY                     2018-07-05  开发区党工委理论学习中心组开展集体学习研讨
003  TbbbbY                    2018-07-05  杨广平调研基层党建群服务中心建设工作
003  TbbbbY                    2018-07-05  杨广平王同章走访慰问困难老党员送去党和政府的温暖与关怀
003  TbbbY                     2018-07-05  开发区加快推进城建项目建设
003  bbbbbY                    2018-07-05  -
004  KTSYbbHbbHbbHbb           -           激活“神经末梢” 擦亮“幸福底色”  ≠ TSYbbHbbHbbHbb: 党旗飘飘 is a label of the page
004  TYbbbbb                   -           一场别开生面的思想圆桌派
004  TbbbbbbbbY                -           我市以高质量党建赋能乡村振兴      ≠ TbbbbbcccY: three lines below a photograph
004  TSYbHbbHbbHbbb            -           市卫健委：奏响模范机关建设最强音
004  KTbbbbb                   -           扣好新录用公务员“第一粒扣子”
""".strip().splitlines()


@pytest.fixture(scope="module")
def pages():
    """The drafts of the five pages."""
    return {page.name[:3]: drafts(open_page(page)) for page in SOURCES}


@pytest.mark.parametrize("page", ["000", "001", "002", "003", "004"])
def test_the_articles_of_a_page(pages, page):
    expected = [tuple(re.split(r"\s{2,}", line.split("≠")[0].strip(), maxsplit=3)[1:]) for line in PAGES if line.startswith(page)]
    assert [(shape(draft), draft.date or "-", draft.title or "-") for draft in pages[page]] == expected


def test_the_table_says_where_it_differs_from_the_edition():
    for line, article in zip(PAGES, articles(), strict=True):
        found = re.split(r"\s{2,}", line.split("≠")[0].strip(), maxsplit=3)
        same = (found[1], found[3]) == (shape(article), "-" if article.title_supplied else article.title)
        assert same != ("≠" in line), article.id


def test_bylines_and_papers_of_the_pages(pages):
    """Every byline is the edition's; the paper wherever the page names one."""
    found = [draft for page in sorted(pages) for draft in pages[page]]
    assert [draft.byline for draft in found] == [article.byline for article in articles()]
    told = {"000-1": "大众日报淄博融媒体中心", "001-1": "聊城新闻网", "002-1": "大众报业", **{f"003-{n}": "今日开发区" for n in range(1, 9)}}
    assert [draft.paper for draft in found] == [told.get(article.id, "") for article in articles()]


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.name[:3])
def test_nothing_of_a_page_is_lost(page):
    """Every hanzi of the mended page stands in a block, in order; and what is gone from the page is in the record of changes."""
    raw = open_page(page).text
    found = drafts(open_page(page))
    assert "".join(hanzi(block.text) for draft in found for block in draft.blocks) == hanzi(cleaned(raw)[0])
    recorded = [change for draft in found for change in draft.changes]
    made = [change for batch in cleaned(raw)[1] for change in batch]
    assert [change for change in made if change not in recorded] == []


def test_a_step_left_out_leaves_its_text_as_it_was():
    page = page_of("云河县召开春耕现场会\n\n本报讯（记者 林一舟）5月14日,云河县在柳溪鎮(zhèn)召开春耕现场会。县长何清泉出席会议并讲话,要求抓好春耕生产。\n— 3 —\n")
    whole, = drafts(page)
    assert "柳溪镇" not in whole.blocks[1].text and "柳溪鎮召开" in whole.blocks[1].text and whole.blocks[-1].role == "body"
    assert "5月14日，" in whole.blocks[1].text and {change.step for change in whole.changes} == {"injected pinyin", "punctuation", "page marks", "blank lines"}
    assert "鎮(zhèn)" in drafts(page, ["injected pinyin"])[0].blocks[1].text
    assert "5月14日,云" in drafts(page, {"punctuation"})[0].blocks[1].text
    assert drafts(page, {"page marks"})[0].blocks[-1].text == "— 3 —"


def test_the_steps_have_all_of_mending_in_order():
    names = [name for name, _ in MENDING]
    assert [step for step in STEPS if step in names] == names
    with pytest.raises(ImportingError, match="no step “spelling”. The steps are: indents, spaces"):
        drafts(page_of("一"), ["spelling"])


def test_a_change_belongs_to_the_article_in_which_it_was_made():
    one = "云河县召开春耕现场会\n\n本报讯（记者 林一舟）5月14日，云河县召开春耕现场会，部署春季农业生产工作，县长何清泉出席会议并讲话。\n\n"
    two = one.replace("春耕", "防汛").replace("工作，", "工作,")
    first, second = drafts(page_of(one + two))
    assert first.changes == () or {change.step for change in first.changes} == {"blank lines"}
    assert "punctuation" in {change.step for change in second.changes}
    assert len(drafts(page_of(one + two), {"articles apart"})) == 1


# ---- signs

@pytest.mark.parametrize("line, told", [
    ("日喀则6月29日电 连日来，", {"place": "日喀则", "month": "6", "day": "29"}),
    ("新华社北京6月29日电（记者 王明）国务院", {"paper": "新华社", "place": "北京"}),
    ("本报济南7月2日讯 省委", {"paper": "本报", "place": "济南", "day": "2"}),
    ("开发区讯 7月2日，省住建厅", {"news": "开发区讯"}),
    ("本报讯（记者 王培源）党支部", {"news": "本报讯"}),
    ("6月29日，市委召开会议", {}), ("他用电（380伏）抽水", {}),
])
def test_dateline(line, told):
    found = dateline(line)
    assert bool(found) == bool(told) and {name: found[name] for name in told} == told


@pytest.mark.parametrize("line, signed", [
    ("■ 本报记者 苑莘", "本报记者 苑莘"), ("□肖邦", "肖邦"), ("（记者 赵宏磊 通讯员 王伟）", "记者 赵宏磊 通讯员 王伟"),
    ("文/图 大众报业记者 马景阳 张继才", "文/图 大众报业记者 马景阳 张继才"), ("作者：林一舟", "作者：林一舟"),
    ("记者从会上获悉", ""), ("韩凯 苏昕", ""), ("□ 柳溪镇深化改革探访", ""),
])
def test_signature(line, signed):
    assert signature(line) == signed


def test_names_alone_are_a_byline_only_where_one_may_stand():
    assert signature("韩凯 苏昕", names_alone=True) and not signature("统一思想", names_alone=True) and not signature("安全生产 是民生大事", names_alone=True)


@pytest.mark.parametrize("paragraph", ["百姓生活更加健康。| □程威成", "受到好评。|（记者 王明）", "受到好评。|（王明 李强）", "受到好评。（见图）|", "他说：“好。”|", "成立（筹）|"])
def test_a_byline_at_the_end_of_a_paragraph(paragraph):
    before, after = paragraph.split("|")
    assert closing_signature(before + after) == len(before)


@pytest.mark.parametrize("text, days", [
    ("2018年7月5日 星期四", ["2018-07-05"]), ("2024-05-16 08:30", ["2024-05-16"]), ("2024/5/6", ["2024-05-06"]), ("二〇二四年五月十六日", ["2024-05-16"]),
    ("二〇二三年十二月三十一日", ["2023-12-31"]), ("2024年13月40日", []), ("7月5日", []), ("37152200202000134号", []),
])
def test_iso_dates(text, days):
    assert iso_dates(text) == days


@pytest.mark.parametrize("line, paper", [("来源：云河日报 作者：林一舟", "云河日报"), ("大众日报 2023年06月29日 第03版", "大众日报"), ("据日报道", ""), ("今年以来", "")])
def test_paper_from(line, paper):
    assert paper_from(line) == paper


def test_papers_in_bylines():
    assert paper_of_byline("大众日报淄博融媒体中心记者 韩凯") == "大众日报淄博融媒体中心" and paper_of_byline("本报记者 苑莘") == ""


@pytest.mark.parametrize("line", ["精准发力 创城提速", "一年一变 昂仁凭什么？", "一、群众点单"])
def test_headlines_are_short(line):
    assert is_short(line)


@pytest.mark.parametrize("line", ["行是知之始，知是行之成。", "因梦想而追寻，开发区的脚步从未停歇！", "本报讯（记者 王明）", "会议强调，要坚持以人民为中心，把各项工作落到实处，抓出成效"])
def test_running_text_is_not(line):
    assert not is_short(line)


def test_signs_and_separators_part_articles_and_a_heading_does_not():
    body = "5月14日，云河县召开春耕生产现场会，安排部署当前农业生产工作，全县各乡镇负责同志参加会议，并实地观摩了柳溪镇示范田。"
    assert [draft.title for draft in drafts(page_of(f"甲县开现场会\n{body}\n※※※※※\n乙县开动员会\n{body}"))] == ["甲县开现场会", "乙县开动员会"]
    assert [shape(draft) for draft in drafts(page_of(f"甲县开现场会\n{body}\n提高认识\n{body}\n一、统一思想\n{body}"))] == ["TbHbHb"]


# ---- the two articles written for the purpose

FRESH_PAGES = {
    "traditional_with_pinyin.txt": ("TYbbHbbHbb", "柳溪镇：“三单五步”办好群众身边事", "云河日报", "2024-05-17", "本报记者 林一舟 通讯员 高小满",
                                    "“三单”，即群众点单、支部派单、党员接单；“五步”，即收集、研判、交办、落实、回访五个环节环环相扣"),
    "pdf_breaks.txt": ("TSYbbHbbHbbHbHbbb", "“五联五促”激活乡村振兴“一池春水”", "清水日报", "2024-09-12", "本报记者 许文博 通讯员 赵晓棠",
                       "即组织联建促班子强、产业联兴促农民富、人才联育促活力足、治理联抓促乡风好、服务联办促民心聚"),
}


@pytest.mark.parametrize("name", FRESH_PAGES)
def test_a_fresh_article_comes_out_whole(name):
    draft, = drafts(open_page(FRESH / name))
    assert (shape(draft), draft.title, draft.paper, draft.date, draft.byline) == FRESH_PAGES[name][:5]
    assert all(draft.sure.values()) and FRESH_PAGES[name][5] in draft.article("x").text
    assert all(re.search("[。”]$", block.text) for block in draft.blocks if block.role == "body")
    assert not re.search(r"[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]|[（(][）)]|　|第03版", draft.article("x").text)
    assert cleaned(draft.article("x").text)[0] == draft.article("x").text  # simplified, nothing left to mend


def test_the_fresh_articles_are_as_long_as_real_ones():
    assert [round(len(open_page(FRESH / name).text), -2) for name in FRESH_PAGES] == [900, 1600]
    assert "打造党建引领乡村振兴的清水样板" in drafts(open_page(FRESH / "pdf_breaks.txt"))[0].blocks[-1].text  # over a page break


# ---- web pages, Word, PDF

P = ("本报讯（记者 林一舟 通讯员 高小满）“以前办个证要跑三趟，现在在家门口就办好了。”5月14日，云河县柳溪镇石桥村村民周大海拿着刚办好的营业执照高兴地说。",
     "今年以来，云河县深入推进“一窗受理、一次办好”改革，把政务服务事项下沉到村（社区），打通服务群众的“最后一公里”。目前，全县已建成村级便民服务站186个，可办理事项达到92项。",
     "该县建立“三单制”工作机制，即群众点单、支部派单、党员接单。县行政审批服务局局长何清泉介绍，半年来共办理群众诉求3120件，办结率98.6%。",
     "柳溪镇党委书记孙明远表示，下一步将继续把“小窗口”办成服务群众的“大舞台”，让数据多跑路、群众少跑腿。")
TITLE, KICKER = "“小窗口”办成“大舞台”", "——云河县深化“一次办好”改革"
LINKS = "".join(f'<div><a href="/{n}.html">{t}</a></div>' for n, t in enumerate(("云河县召开春季农业生产现场会", "我市出台支持民营经济发展二十条措施", "市领导到柳溪镇调研防汛工作")))
EPAPER = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>云河日报数字报-{TITLE}</title></head><body>
<table><tr><td>2024年05月16日 星期四</td><td>第02版：要闻</td><td><a href="#">上一版</a></td></tr><tr><td>{LINKS}</td></tr>
<tr><td><table><tr><td class="font02">{KICKER}</td></tr><tr><td class="font01">{TITLE}</td></tr></table>
<div>版次：02 &nbsp; 来源：云河日报 &nbsp; <a>放大</a> <a>缩小</a> <a>默认</a></div>
<div id="ozoom"><founder-content>{"".join(f"<P>　　{p}</P>" for p in P)}</founder-content></div></td></tr></table><div>云河日报社 版权所有 云ICP备12345678号</div></body></html>"""
PHONE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}"><meta name="author" content="林一舟"><title></title></head><body>
<div id="img-content"><h1>{TITLE}</h1><div><span>原创</span> <span>林一舟</span> <a id="js_name">云河发布</a> <em>2024-05-16 18:02</em> <em>云南</em></div>
<div id="js_content" style="visibility: hidden;"><section><p><span>点击上方蓝字关注我们</span></p></section>
{"".join(f"<section><p><span>{p[:30]}</span><span leaf>{p[30:]}</span></p></section><p><br></p>" for p in P[:2])}<section><p><strong>一、群众点单</strong></p></section>
{"".join(f"<section><span>{p}</span></section>" for p in P[2:])}<p>图为村民在便民服务站办理业务。</p><p>编辑：王晓 校对：李萌</p></div></div><p>微信扫一扫<br>关注该公众号</p>
<script>var x = "脚本里的句子，不要。"</script></body></html>"""
SITE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_县区_云河新闻网</title></head><body><div class="top">{LINKS}</div>
<div class="main"><h2>{TITLE}</h2><div class="info">2024-05-16 08:30:12　来源：云河日报　作者：林一舟　浏览次数：128</div><div>{"<br><br>".join("　　" + p for p in P)}<br>（责任编辑：王晓）</div></div>
<div class="side"><h3>相关阅读</h3>{LINKS}</div><div><p>云河新闻网 2006-2024 版权所有</p></div></body></html>"""
RUBY = f"<html><body><h1>{TITLE}</h1>" + "".join("<p>" + re.sub(f"([{HANZI}])", r"<ruby>\1<rp>(</rp><rt>pīn</rt><rp>)</rp></ruby>", p) + "</p>" for p in P) + "</body></html>"
MHT = ("From: <Saved by Blink>\r\nSubject: news\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--B\"\r\n\r\n----B\r\nContent-Type: text/html\r\n"
       "Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(SITE.encode()).decode() + "\r\n----B--\r\n").encode()
SAVED = {"epaper.html": EPAPER.encode("gb18030"), "phone.html": PHONE.encode(), "site.htm": SITE.encode(), "utf16.html": SITE.encode("utf-16"),
         "no_suffix": SITE.encode(), "archive.mht": MHT, "ruby.html": RUBY.encode()}


def paragraphs(draft):
    return [block.text for block in draft.blocks if block.role == "body"]


@pytest.mark.parametrize("name", SAVED)
def test_web_page(name):
    page = open_page(SAVED[name], name)
    draft, = drafts(page)
    assert page.kind == "web page" and paragraphs(draft) == list(P) and draft.title == TITLE and draft.sure["title"] and draft.sure["byline"]
    assert "林一舟" in draft.byline and (name == "ruby.html" or (draft.date, draft.paper) == ("2024-05-16", "云河发布" if "phone" in name else "云河日报"))


def test_what_else_stands_in_a_web_page_is_kept_in_its_role():
    assert shape(drafts(open_page(SAVED["epaper.html"], "e"))[0]) == "KTbbbb"
    assert shape(drafts(open_page(SAVED["phone.html"], "e"))[0]) == "TbbHbbc"
    assert "lines of the web page that stand around the article" in open_page(SAVED["site.htm"], "e").notes[0]


def test_a_broken_character_in_a_web_page_is_shown_and_told():
    page = open_page(EPAPER.encode("gb18030").replace("柳溪镇石".encode("gb18030"), "柳溪".encode("gb18030") + b"\xff" + "石".encode("gb18030")), "e.html")
    assert "柳溪�石桥村" in page.text and "1 characters of the web page are broken" in page.notes[-1]


def word(*more, title=TITLE):
    """A Word document: kicker, headline, the paragraphs, a heading, a table, a character with its reading above it."""
    docx = pytest.importorskip("docx")
    from docx.oxml import parse_xml

    document, w = docx.Document(), 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document.add_paragraph(KICKER, style="Subtitle")
    document.add_heading(title, 0)
    document.add_paragraph(P[0])
    document.add_paragraph(P[1])
    document.add_heading("群众点单", 1)
    paragraph = document.add_paragraph()
    paragraph._p.append(parse_xml(f"<w:r {w}><w:ruby><w:rt><w:r><w:t>gāi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>该</w:t></w:r></w:rubyBase></w:ruby></w:r>"))
    paragraph._p.append(parse_xml(f"<w:del {w}><w:r><w:delText>删</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {w}><w:r><w:t>{P[2][1:]}</w:t></w:r></w:ins>"))
    table = document.add_table(2, 3)
    for row, cells in zip(table.rows, (("年份", "站点", "事项"), ("2024年", "186个", "92项"))):
        for cell, text in zip(row.cells, cells):
            cell.text = text
    for text in (P[3], *more):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word():
    page = open_page(word(), "文章.docx")
    draft, = drafts(page)
    assert page.kind == "Word" and page.headings == (KICKER, TITLE, "群众点单") and shape(draft) == "KTbbHbbbb"
    assert paragraphs(draft) == [*P[:3], "年份 站点 事项", "2024年 186个 92项", P[3]] and draft.title == TITLE and draft.sure["title"]


def pdf(markup):
    """A PDF set by typst, A4."""
    typst = pytest.importorskip("typst")
    try:
        return typst.compile(("#set text(lang: \"zh\", font: (\"Noto Serif CJK SC\", \"Noto Sans CJK SC\", \"Source Han Serif SC\", \"SimSun\", \"PingFang SC\"))\n" + markup).encode())
    except Exception as error:  # the compiler's own, or the interface of another version
        pytest.skip(f"typst: {error}")


def printed(markup):
    """The page of a PDF with Chinese text."""
    try:
        return open_page(pdf(markup), "page.pdf")
    except ImportingError as error:
        if "no Chinese text" not in str(error):
            raise
        pytest.skip("no Chinese font")


SET = f"= {TITLE}\n" + "\n\n".join("#h(2em)" + p for p in P)


def test_pdf():
    page = printed("#set page(numbering: \"— 1 —\")\n" + SET)
    draft, = drafts(page)
    assert page.kind == "PDF" and paragraphs(draft) == list(P) and draft.title == TITLE


def test_pdf_in_two_columns():
    page = printed("#set page(columns: 2)\n#set text(size: 10pt)\n" + SET + "\n\n" + "\n\n".join("#h(2em)" + p for p in P))
    assert paragraphs(drafts(page)[0])[:4] == list(P)


# ---- files that cannot be used

def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def repacked(data, **changed):
    """A Word document with parts replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.split("/")[-1].replace(".", "_"), old.read(name)))
    return file.getvalue()


def locked(data):
    """The archive with the mark of a password on every part."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0").replace(b"PK\x01\x02\x14\0\x14\0\6\0", b"PK\x01\x02\x14\0\x14\0\7\0")


def scanned():
    """A PDF of one empty page."""
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
            b"trailer<</Root 1 0 R>>\n%%EOF")


def many_pages(count):
    kids = b" ".join(b"%d 0 R" % n for n in range(3, count + 3))
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count %d>>endobj\n" % count
            + b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" % n for n in range(3, count + 3)) + b"trailer<</Root 1 0 R>>\n%%EOF")


def encrypted_pdf():
    pypdf = pytest.importorskip("pypdf")
    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(99, 99)
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


BOMB = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
HTML_LIST = "<html><body>" + LINKS * 5 + "</body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HOSTILE = {  # file name → its bytes (or what makes them), and the words that its sentence has
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n", "is empty"),
    "zeros.txt": (b"\0" * 5000, "is empty"),
    "wide_spaces.txt": ("\u3000\n\ufeff\u200b".encode(), "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "is not text that can be recognised"),
    "noise.txt": (random.Random(8).randbytes(3000), "is not text that can be recognised"),
    "half_a_character.txt": ("党建".encode()[:-1], "recognised"),
    "english.txt": (b"Nothing but English here.", "no Chinese characters"),
    "numbers.csv": (b"1,2,3\n4,5,6\n", "no Chinese characters"),
    "book.txt": (("党的领导。" * 60_000).encode(), "300,000 characters, as a book has"),
    "long.txt": (("党的领导。\n" * 400_000).encode(), "MB of text; the most is 5 MB"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\0\1" * 50, "is a picture"),
    "picture.txt": (b"\xff\xd8\xff\xe0JFIF" + b"\1" * 50, "is a picture"),
    "scan.tif": (b"II*\0" + b"\1" * 50, "is a picture"),
    "photo.webp": (b"RIFF\1\2\3\4WEBPVP8 " + b"\1" * 50, "is a picture"),
    "program.exe": (b"MZ\x90\0" + b"\1" * 90, "is a program"),
    "program.docx": (b"\x7fELF\2\1\1" + b"\1" * 90, "is a program"),
    "old.doc": (OLE, "is an old Office document"),
    "password.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "letter.rtf": (b"{\\rtf1\\ansi \\u20826?}", "is an RTF document"),
    "film.mp4": (b"\0\0\0\x18ftypmp42" + b"\1" * 50, "is a sound or video file"),
    "song.mp3": (b"ID3\4\0" + b"\1" * 50, "is a sound or video file"),
    "store.sqlite": (b"SQLite format 3\0" + b"\1" * 50, "is a database"),
    "print.ps": (b"%!PS-Adobe-3.0\n", "is a PostScript file"),
    "page.webarchive": (b"bplist00\xd1\1\2" + b"\1" * 50, "is a Safari web archive"),
    "text.txt.gz": (gzip.compress("党建引领".encode()), "is an archive"),
    "text.rar": (b"Rar!\x1a\7\0" + b"\1" * 50, "is an archive"),
    "text.7z": (b"7z\xbc\xaf\x27\x1c" + b"\1" * 50, "is an archive"),
    "files.zip": (zipped(a_txt="党建"), "is a zip archive. Unpack it"),
    "empty.zip": (zipped(), "is a zip archive. Unpack it"),
    "half.zip": (b"PK\3\4" + b"\1" * 300, "is a damaged zip archive or Word document"),
    "book.epub": (zipped(mimetype="application/epub+zip", **{"META-INF__container_xml": "<a/>"}), r"is an e-book"),
    "text.odt": (zipped(mimetype="application/vnd.oasis", content_xml="<a/>"), "is an OpenDocument file"),
    "table.xlsx": (zipped(xl__workbook_xml="<a/>"), "is an Excel workbook"),
    "slides.pptx": (zipped(ppt__presentation_xml="<a/>"), "is a PowerPoint file"),
    "half.docx": (lambda: word()[:9000], "is a damaged Word document"),
    "hollow.docx": (zipped(word__document_xml="<a/>"), "is a damaged Word document"),
    "broken_xml.docx": (lambda: repacked(word(), document_xml=b"<w:document><w:body>"), "is a damaged Word document"),
    "flipped.docx": (lambda: (lambda d: d[:900] + bytes(b ^ 255 for b in d[900:d.rindex(b"PK\1\2") - 5000]) + d[d.rindex(b"PK\1\2") - 5000:])(word()), "is a damaged Word document"),
    "wordless.docx": (lambda: repacked(word(), document_xml=re.sub(rb"<w:t[ >].*?</w:t>", b"", zipfile.ZipFile(io.BytesIO(word())).read("word/document.xml"))), "has no text"),
    "locked.docx": (lambda: locked(word()), "is protected by a password"),
    "bomb.docx": (lambda: repacked(word(), document_xml=b" " * 40_000_000), "would unpack to far more"),
    "picture_bomb.docx": (lambda: repacked(word(), thumbnail_jpeg=b"\0" * 260_000_000), "would unpack to far more"),
    "entities.docx": (lambda: repacked(word(), document_xml=BOMB.encode() + b"<w:document xmlns:w='x'>&j;</w:document>"), "is a damaged Word document"),
    "half.pdf": (lambda: pdf(SET)[:1500], "is a damaged PDF"),
    "words_only.pdf": (b"%PDF-1.7\n" + "党建引领".encode() * 50, "is a damaged PDF"),
    "scanned.pdf": (scanned(), r"pictures of pages \(a scan\)"),
    "english.pdf": (lambda: pdf("Nothing but English here."), "has no Chinese text"),
    "atlas.pdf": (many_pages(70), "has 70 pages; the most is 60"),
    "locked.pdf": (encrypted_pdf, "is protected by a password"),
    "list.html": (HTML_LIST.encode(), "no article in the web page"),
    "empty.html": (b"<html></html>", "no Chinese characters|damaged web page"),
    "pictures.html": (b"<html><body><img src=a.png></body></html>", "no Chinese characters"),
    "script.html": (("<html><body><script>" + P[0] + "</script>目录</body></html>").encode(), "no article in the web page"),
    "english.html": (b"<html><body><p>" + b"This is a sentence; it is English. " * 9 + b"</p></body></html>", "no Chinese characters"),
    "entities.xhtml": ((BOMB + "<html><body><p>&j;</p></body></html>").encode(), "no article|no Chinese|damaged web page|XML file"),
    "bomb.xml": ((BOMB + "<a>&j;</a>").encode(), "is an XML file"),
    "deep.html": (("<html><body>" + "<div>" * 30_000 + "党" + "</div>" * 30_000).encode(), "no article|no Chinese|damaged web page"),
    "unreadable.html": (b"<html><body>" + bytes(range(128, 256)) * 20, "characters cannot be read"),
    "huge.html": (("<html><body>" + "<p>党的领导。</p>" * 600_000).encode("gb18030"), "web page of .. MB; the most is 8 MB"),
    "hollow.mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", "damaged web archive"),
    "half.mht": (MHT[:300], "damaged web archive|no article|no Chinese"),
    "only_marks.txt": ("— 1 —\n\n云河日报 2024年5月16日 星期四 第03版\n".encode(), "Nothing is left of"),
}


def bring(source, name=""):
    """All the way, as the instructor's desk does it."""
    return drafts(open_page(source, name))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(name, home, tmp_path):
    data, says = HOSTILE[name]
    data = data() if callable(data) else data
    path = tmp_path / name
    path.write_bytes(data)
    for source in ((data, name), (path,)):
        with pytest.raises(ImportingError, match=says) as refused:
            bring(*source)
        assert refused.value.__cause__ is None and refused.value.__suppress_context__ or refused.value.__context__ is None  # no traceback of others
        assert name in str(refused.value) and str(refused.value).count("\n") == 0 and len(str(refused.value)) < 400
    assert not home.exists()


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) >= 40


def test_paths_that_are_no_file(home, tmp_path):
    (tmp_path / "folder.txt").mkdir()
    for path, says in [(tmp_path / "folder.txt", "is a folder"), (tmp_path / "没有.txt", "There is no file"), ("https://example.com/a.html", "is a web address"),
                       ("a\0b", "There is no file “a.b”"), ("x" * 5000, "cannot be read"), ("", "is a folder"), (os.devnull, "is no ordinary file")]:
        with pytest.raises(ImportingError, match=says):
            open_page(path)
    with pytest.raises(ImportingError, match="There is no text yet"):
        page_of(" \n")
    assert not home.exists()


def test_a_file_of_more_than_100_mb_is_not_even_read(tmp_path, monkeypatch):
    path = tmp_path / "large.pdf"
    with open(path, "wb") as file:
        file.truncate(100_000_001)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(ImportingError, match="has 100 MB; the most is 100 MB"):
        open_page(path)
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(ImportingError, match="“up.txt” has 0 MB"):
        open_page(b"a" * 11, "C:\\texts\\up.txt")


@pytest.mark.parametrize("module, name, data", [("docx", "a.docx", word), ("pypdfium2", "a.pdf", scanned), ("lxml.html", "a.html", lambda: SITE.encode())])
def test_a_missing_library_is_named_with_the_way_to_install_it(monkeypatch, module, name, data):
    made = data()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportingError, match=f"needs “{module}”.*pip install -r requirements-teach.txt"):
        open_page(made, name)


@pytest.mark.parametrize("name, data", [("a.docx", word), ("a.pdf", lambda: pdf(SET)), ("a.html", lambda: EPAPER.encode("gb18030")), ("a.mht", lambda: MHT)])
def test_every_half_file_is_read_or_refused(name, data, home):
    """Cut anywhere: a page, or the sentence; never another error."""
    made = data()
    for cut in range(0, len(made), max(1, len(made) // 40)):
        try:
            bring(made[:cut], name)
        except ImportingError:
            pass
    assert not home.exists()


# ---- editing

DRAFT = Draft(TITLE, (Block("kicker", KICKER), Block("title", TITLE), Block("body", P[0]), Block("heading", "一、群众点单"), Block("body", P[1]), Block("byline", "林一舟")),
              "云河日报", "2024-05-16", "云河", "记者 林一舟 通讯员 高小满；林一舟", "page.html", "© 云河日报", "A note.", sure={"title": True, "paper": True, "date": True, "byline": True})


def test_the_form_to_edit_loses_nothing(pages):
    for draft in (DRAFT, *sum(pages.values(), ())):
        assert draft_from_text(draft_text(draft), draft) == draft


def test_the_form_to_edit_can_be_read():
    assert draft_text(DRAFT).splitlines()[:9] == ["paper: 云河日报", "date: 2024-05-16", "place: 云河", "byline: 记者 林一舟 通讯员 高小满；林一舟", "source: page.html", "rights: © 云河日报",
                                                  "note: A note.", "", f"[kicker] {KICKER}"]


def test_a_text_without_roles_begins_with_its_headline():
    draft = draft_from_text(f"{TITLE}\n\n{P[0]}\n{P[1]}")
    assert shape(draft) == "Tbb" and draft.title == TITLE and shape(draft_from_text(f"{P[0]}\n{P[1]}")) == "bb"
    assert draft_from_text(f"date：2024-05\n【title】{TITLE}\n{P[0]}").date == "2024-05"


@pytest.mark.parametrize("text, says", [
    ("papr: 云河日报\n\n[title] 甲", "Line 1: “papr: 云河日报”: there is no field “papr”. The fields are: title, paper, date"),
    ("paper: 甲\npaper: 乙\n\n[title] 甲", "Line 2: “paper” stands there a second time"),
    ("date: 5月16日\n\n[title] 甲", "Line 1: the date “5月16日” should be written 2023-06-29"),
    ("date: 2024-13\n\n[title] 甲", "Line 1: the date"),
    ("[title] 甲\n\n[tilte] 乙", "Line 3: there is no “.tilte.”. A block is one of: title, kicker"),
    ("[title] 甲\n[body]", "Line 2: nothing stands behind .body."),
    ("[title] 甲\n[body] 乙。\n[title] 丙", "Line 3: there is a second title"),
    ("paper: 甲\n", "There is no text of an article"),
    ("", "There is no text of an article"),
])
def test_a_slip_in_the_form_is_named_with_its_line(text, says):
    with pytest.raises(ImportingError, match=says):
        draft_from_text(text)


def test_parted_and_joined():
    before, after = parted(DRAFT, 3)
    assert (shape(before), shape(after), after.title, after.byline, after.paper, before.byline) == ("KTb", "TbY", "一、群众点单", "林一舟", "云河日报", "记者 林一舟 通讯员 高小满")
    again = joined((before, after))
    assert again.blocks == DRAFT.blocks and (again.title, again.byline, again.note) == (DRAFT.title, DRAFT.byline, DRAFT.note)
    for at in (0, 6, -1):
        with pytest.raises(ImportingError, match="can be parted before block 1 to 5"):
            parted(DRAFT, at)
    with pytest.raises(ImportingError, match="nothing to join"):
        joined([])


# ---- keeping

def test_an_article_becomes_a_file_of_the_edition(home):
    path = save_article(DRAFT.article("云河-1"))
    assert path == home / "articles" / "云河-1.md" and article_from(path) == DRAFT.article("云河-1") == open_article("云河-1")
    assert [file.name for file in home.rglob("*") if file.is_file()] == ["云河-1.md"]


def test_an_article_without_headline_gets_its_first_words(pages):
    article = pages["003"][-1].article("x")
    assert article.title == "开发区讯 为纪念中国共产党建党97周年…" and article.title_supplied and not DRAFT.article("x").title_supplied


def test_what_is_there_is_replaced_only_when_asked(home):
    save_article(DRAFT.article("甲"))
    changed = Draft("乙", (Block("title", "乙"), Block("body", "新的。")))
    with pytest.raises(ImportingError, match="You have an article “甲” already.*“甲-2”"):
        save_article(changed.article("甲"))
    assert open_article("甲").title == TITLE
    save_article(changed.article("甲"), over=True)
    assert open_article("甲").title == "乙" and len(list(own_articles().iterdir())) == 1


@pytest.mark.parametrize("id, says", [
    ("000-1", "is an article of the edition"), ("../x", "cannot be the id"), ("a/b", "cannot be the id"), ("a\\b", "cannot be the id"), ("", "cannot be the id"),
    (".x", "cannot be the id"), ("x.", "cannot be the id"), ("CON", "cannot be the id"), ("nul.x", "cannot be the id"), ("a:b", "cannot be the id"), ("a b", "cannot be the id"),
    ("x\n", "cannot be the id"), ("党" * 61, "cannot be the id"), ("-x", "cannot be the id"), ("é".encode().decode() + "\u0301", "cannot be the id"),
])
def test_ids_that_are_refused(id, says, home):
    for over in (False, True):
        with pytest.raises(ImportingError, match=says):
            save_article(DRAFT.article(id), over)
    assert not home.exists()


@pytest.mark.parametrize("blocks, says", [
    ((), "no text yet"), ((Block("body", "一。\n\n二。"),), "cannot be saved as it is"), ((Block("verse", "一。"),), "cannot be saved as it is"), ((Block("body", " "),), "cannot be saved as it is"),
])
def test_an_article_that_would_not_come_back_is_not_saved(blocks, says, home):
    with pytest.raises(ImportingError, match=says):
        save_article(Draft("甲", blocks).article("甲"))
    assert not home.exists()


def test_a_full_disk_leaves_what_was_there(home, monkeypatch):
    save_article(DRAFT.article("甲"))
    kept = (home / "articles" / "甲.md").read_bytes()
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(ImportingError, match="cannot be saved in .*No space left on device"):
        save_article(Draft("乙", (Block("body", "乙。"),)).article("甲"), over=True)
    assert (home / "articles" / "甲.md").read_bytes() == kept and len(list((home / "articles").iterdir())) == 1


def test_new_id(home):
    assert new_id("一年一变 昂仁凭什么？", "2023-06") == "2023-06-一年一变昂仁凭什么"
    save_article(DRAFT.article(new_id(TITLE, "2024")))
    assert new_id(TITLE, "2024") == "2024-小窗口办成大舞台-2" and new_id("？") == "article" and new_id("", "000-1") == "000-1-2"
