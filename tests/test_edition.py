"""The edition: eighteen articles, what each says of itself, and that nothing of the five pages is lost on the way."""
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from helpers import articles, open_article
from helpers.edition import ARTICLES, SOURCES, EditionError, article_from, source_lines
from helpers.glossary import rows
from helpers.mending import HANZI, drop_injected_pinyin, mend, simplify
from helpers.model import ROLES

CODE = {"title": "T", "kicker": "K", "subtitle": "S", "heading": "H", "byline": "Y", "body": "b", "caption": "c"}
assert set(CODE) == set(ROLES)

FURNITURE = "SOURCE LINES ARTICLE WHAT TEXT"  # the columns of furniture.tsv
SHA256 = {  # the pages as they came, byte for byte
    "000_zibo_jiao_yulu_talks_in_shigatse.txt": "5d12e6e1d219ba4388326e46cae5314dee92362d3c3a17532e71b9c5acf128b2",
    "001_gaotang_party_delegates_and_stools.txt": "230ce85b824c20be29093ed209604f37edde2e04334348faef66ef18916beb9b",
    "002_zibo_learns_from_jiao_yulu_and_shenzhen.txt": "a55fbd1028fd0975de9ffd049a6ed6b4deb112612a50089d849b99faf7f84fe4",
    "003_development_zone_today_2018-07-05.txt": "cadd6538485dea7ec5c09e71f8d9b4a760ac0cd4967eb17742f6d15c428e459f",
    "004_liaocheng_party_flag_page.txt": "98130817bc2f43f3c94dfdad7e4ab1c5cc7276d2808f897e846544e848ee1559",
}
# id, blocks (T title, K kicker, S subtitle, H heading, Y byline, b body, c caption), lines of the page, date, place, title
EDITION = """
000-1  KTbbbbbbY                 3-23     2023-06-29  西藏日喀则        淄博市焦裕禄精神宣讲团宣讲在日喀则市引起强烈反响
000-2  TYbbbbbbbbbbbbb           25-59    2023-06     西藏昂仁          一年一变 昂仁凭什么？
000-3  KTbHbcHbHb                61-89    2023        山东高青          党旗飘扬风帆劲 踔厉奋发谱新篇
001-1  bbHbbbbbbHbbbbbbHbbbbbbY  1-24     2023-12-04  山东高唐          高唐县党代表在主题教育中下基层履职
002-1  bKYbbTHbbbbccbHbbbbbbb    3-62     2020-08-16  山东淄博          营商环境对标深圳市 领导干部学习焦裕禄 淄博拼出高质量发展新局面
003-1  KTSYbHbHbbbbbbbbbHbbb     13-57    2018-07-05  山东聊城          精准发力 创城提速
003-2  TbbbY                     59-67    2018-07-05  山东聊城          省调研组来我区调研清洁能源改造工作
003-3  TbbbbY                    69-79    2018-07-05  山东聊城          开发区召开党工委（扩大）会议
003-4  TbbbY                     81-91    2018-07-05  山东聊城          开发区党工委理论学习中心组开展集体学习研讨
003-5  TbbbbY                    93-103   2018-07-05  山东聊城          杨广平调研基层党建群服务中心建设工作
003-6  TbbbbY                    105-117  2018-07-05  山东聊城          杨广平王同章走访慰问困难老党员送去党和政府的温暖与关怀
003-7  TbbbY                     119-129  2018-07-05  山东聊城          开发区加快推进城建项目建设
003-8  bbbbbY                    147-161  2018-07-05  山东聊城          开发区举办庆祝建党97周年文艺演出
004-1  TSYbbHbbHbbHbb            7-35     2023-08-20  山东莘县          激活“神经末梢” 擦亮“幸福底色”
004-2  TYbbbbb                   37-51    2023-08-21  山东聊城东昌府区  一场别开生面的思想圆桌派
004-3  TbbbbbcccY                53-75    2023-08-20  山东聊城          我市以高质量党建赋能乡村振兴
004-4  TSYbHbbHbbHbbb            77-109   2023-08     山东聊城          市卫健委：奏响模范机关建设最强音
004-5  KTbbbbb                   111-123  2023-08-18  山东聊城东昌府区  扣好新录用公务员“第一粒扣子”
""".strip().splitlines()
PAPER = {"000": "大众日报·淄博融媒体中心", "001": "聊城新闻网", "002": "大众报业", "003": "今日开发区", "004": "聊城日报"}
OURS = {"001-1", "003-8"}  # the page has no headline here: the title is the editor's
every_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
every_page = pytest.mark.parametrize("page", SHA256, ids=lambda page: page[:3])


def hanzi(text):
    return re.findall(f"[{HANZI}]", text)


# ---- what there is

def test_the_articles_in_order():
    assert [article.id for article in articles()] == [row.split()[0] for row in EDITION]
    assert articles() is articles()


@pytest.mark.parametrize("row", EDITION, ids=lambda row: row[:5])
def test_an_article_and_its_fields(row):
    id, blocks, lines, date, place, title = row.split(maxsplit=5)
    article = open_article(id)
    assert "".join(CODE[block.role] for block in article.blocks) == blocks
    assert article.source == f"{next(page for page in SHA256 if page[:3] == id[:3])} {lines}"
    assert (article.date, article.place, article.title, article.paper) == (date, place, title, PAPER[id[:3]])
    assert article.title_supplied == (id in OURS)
    assert article.text == "\n".join(block.text for block in article.blocks)
    assert article.note and article.rights.startswith("©") and "reproduced for teaching" in article.rights


@every_article
def test_the_title_stands_on_the_page_unless_it_is_ours(article):
    titles = [block.text for block in article.blocks if block.role == "title"]
    assert titles == ([] if article.title_supplied else [article.title])


@every_article
def test_the_byline_is_made_of_what_the_page_says(article):
    printed = "".join(hanzi(article.text))
    assert all(name in printed for name in re.split("[^\u4e00-\u9fff]+", article.byline) if name)
    assert bool(article.byline) == (article.id != "000-3"), "only 000-3 is unsigned"


@every_article
def test_the_text_is_clean(article):
    for block in article.blocks:
        assert block.text == block.text.strip() and block.text and "\n" not in block.text and "  " not in block.text
        assert not re.search(f"[{HANZI}][,;:?!(]|[,;:?!)][{HANZI}]", block.text), block.text
    assert mend(article.text.replace("\n", "\n\n")).text.replace("\n\n", "\n") == article.text, "mending finds something left to do"


def test_an_unknown_id_is_answered_with_the_ids():
    with pytest.raises(KeyError) as error:
        open_article("x")
    assert str(error.value.args[0]) == f"There is no article 'x'. The articles are: {', '.join(row.split()[0] for row in EDITION)}."


# ---- nothing is lost

@every_page
def test_the_pages_are_what_came(page):
    assert hashlib.sha256((SOURCES / page).read_bytes()).hexdigest() == SHA256[page], f"data/sources/{page} was edited"
    assert sorted(SHA256) == sorted(path.name for path in SOURCES.glob("*.txt"))


def numbers(ranges):
    """Line numbers: "17-19, 35" → 17, 18, 19, 35."""
    for part in ranges.split(","):
        first, _, last = part.strip().partition("-")
        yield from range(int(first), int(last or first) + 1)


@every_page
def test_every_line_of_a_page_belongs_to_one_article_or_is_furniture(page):
    owners = defaultdict(list)
    for article in articles():
        name, lines = article.source.split(" ", 1)
        for number in numbers(lines) if name == page else ():
            owners[number].append(article.id)
    for row in rows(SOURCES / "furniture.tsv", FURNITURE):
        for number in numbers(row["lines"]) if row["source"] == page else ():
            owners[number].append("furniture")
    lines = (SOURCES / page).read_text(encoding="utf-8").splitlines()
    wrong = [f"line {n} ({line[:20]}…): {owners[n] or 'nobody’s'}" for n, line in enumerate(lines, 1) if line.strip() and len(owners[n]) != 1]
    assert not wrong, "\n".join(wrong)
    beyond = [n for n in owners if n > len(lines) + 1]
    assert not beyond, f"the page has {len(lines)} lines, not {beyond}"


def as_printed(article):
    """The article's lines of the page, without injected pinyin, in simplified characters."""
    raw = "\n".join(source_lines(*article.source.split(" ", 1)))
    return simplify(drop_injected_pinyin(raw)[0])[0]


def differences(printed, kept, text):
    """What is printed more often than it is kept, each with the places where it is printed."""
    lost = Counter(printed) - Counter(kept)
    return [f"{character} ×{count}: " + " | ".join(text[max(0, m.start() - 6):m.end() + 6].replace("\n", "⏎") for m in re.finditer(re.escape(character), text))
            for character, count in lost.items()]


@every_article
def test_every_character_of_the_page_is_in_a_block_or_a_repair(article):
    printed = as_printed(article)
    repaired = [(simplify(r.before)[0], r.after) for r in article.repairs if r.kind == "repaired"]
    before, after = ("".join(repair[side] for repair in repaired) for side in (0, 1))
    for what, pick in (("hanzi", hanzi), ("letter or figure", lambda text: re.findall("[0-9A-Za-z]", unicodedata.normalize("NFKC", text)))):
        lost = differences(pick(printed + after), pick(article.text + before), printed)
        invented = differences(pick(article.text + before), pick(printed + after), article.text)
        assert not lost, f"{what} lost from {article.id}:\n" + "\n".join(lost)
        assert not invented, f"{what} not on the page of {article.id}:\n" + "\n".join(invented)


@every_article
def test_mending_the_page_gives_the_hanzi_of_the_article_in_their_order(article):
    raw = "\n".join(source_lines(*article.source.split(" ", 1)))
    ours, mended = "".join(hanzi(article.text)), "".join(hanzi(mend(raw).text))
    place = next((n for n, (a, b) in enumerate(zip(ours, mended)) if a != b), min(len(ours), len(mended)))
    assert ours == mended, f"they part after {ours[max(0, place - 12):place]}: {ours[place:place + 12]} / {mended[place:place + 12]}"


def test_the_account_notices_a_loss():
    """The check above is not blind: it names a character that is dropped, and where it is printed."""
    article = open_article("000-1")
    lost, = differences(hanzi(as_printed(article)), hanzi(article.text.replace("余音绕梁", "余音梁")), as_printed(article))
    assert lost.startswith("绕 ×1: ") and "余音绕梁" in lost


# ---- repairs and furniture

@every_article
def test_repairs_say_what_stands_in_the_text(article):
    for repair in article.repairs:
        assert repair.kind in ("flagged", "repaired") and repair.reason.endswith((".", "”", ")", "!", "?")), repair
        if repair.kind == "flagged":
            assert repair.before in article.text, f"{repair.before} is flagged and does not stand in {article.id}"
            assert repair.before != repair.after
        else:
            assert repair.after and repair.after in article.text, f"{repair.after} does not stand in {article.id}"
            raw = "\n".join(source_lines(*article.source.split(" ", 1)))
            assert repair.before in drop_injected_pinyin(raw)[0] or repair.before in mend(raw).text, f"{repair.before} is not on the page"


def test_repairs_and_furniture_belong_to_articles_that_there_are():
    ids = {article.id for article in articles()}
    for path, columns in ((ARTICLES / "repairs.tsv", "ARTICLE KIND BEFORE after REASON"), (SOURCES / "furniture.tsv", FURNITURE)):
        named = [row["article"] for row in rows(path, columns)]
        assert set(named) <= ids, f"{path.name} names {set(named) - ids}"
    assert sum(len(article.repairs) for article in articles()) == len(rows(ARTICLES / "repairs.tsv", "ARTICLE KIND BEFORE after REASON"))


@pytest.mark.parametrize("id, slip", [
    ("003-7", "民生工程 and 民心工程"), ("003-1", "要不等等、不靠"), ("003-5", "党建群服务中心"), ("000-1", "组织部分副部长"), ("002-1", "都与与群众"),
    ("003-8", "开发区讯"), ("004-5", "参与暨新录用公务员"), ("001-1", "主题教育开展以来"),
])
def test_the_slips_that_everyone_sees_are_flagged(id, slip):
    assert any(slip in repair.before for repair in open_article(id).repairs)
    assert slip in open_article(id).text, "flagged, not changed"


@pytest.mark.parametrize("id, line", [
    ("001-1", "2024-04-26 10:16:13"), ("001-1", "聊城新闻网 2006-2023 版权所有"), ("003-1", "今日开发区"),
    ("003-7", "创城春风吹开文明花"), ("004-1", "党旗飘飘"), ("004-5", "公益广告"),
])
def test_furniture_is_kept_beside_the_article(id, line):
    article = open_article(id)
    assert any(line in furniture for furniture in article.furniture), article.furniture
    assert line not in [block.text for block in article.blocks]


def test_furniture_has_every_character_of_its_lines():
    """Its text is simplified by hand, without injected pinyin: 联合主办, not 联(lián)合主办."""
    for number, row in enumerate(rows(SOURCES / "furniture.tsv", FURNITURE), 2):
        printed = simplify(drop_injected_pinyin("\n".join(source_lines(row["source"], row["lines"])))[0])[0]
        assert Counter(hanzi(printed)) == Counter(hanzi(row["text"])), f"furniture.tsv, line {number}: {printed}"
        assert re.findall("[0-9A-Za-z]+", printed) == re.findall("[0-9A-Za-z]+", row["text"]), f"furniture.tsv, line {number}: {printed}"
        assert not drop_injected_pinyin(row["text"])[1]


# ---- articles that someone else writes

GOOD = "---\nid: x-1\ntitle: 题目\n---\n[title] 题目\n\n[body] 正文。\n"


@pytest.fixture
def saved(tmp_path):
    def save(text, encoding="utf-8"):
        path = tmp_path / "x-1.md"
        path.write_bytes(text.encode(encoding))
        return path
    return save


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD.replace("题目\n---", "题目\n\ndate: 2026-11\n---"), GOOD.rstrip("\n")],
                         ids=["plain", "Windows newlines", "byte order mark", "an empty line in front", "no last newline"])
def test_a_file_in_the_form(saved, text):
    article = article_from(saved(text))
    assert (article.id, article.title, [(block.role, block.text) for block in article.blocks]) == ("x-1", "题目", [("title", "题目"), ("body", "正文。")])


@pytest.mark.parametrize("old, wrapped, text", [
    ("[body] 正文。", "[body] 正\n文。", "正文。"), ("[body] 正文。", "[body] 正， \n  文。", "正，文。"), ("[body] 正文。", "[body] 2018年\n7月\n文。", "2018年7月文。"),
    ("[body] 正文。", "[body] Party\nbuilding 文", "Party building 文"), ("[body] 正文。", "[heading] 正\n文", "正 文"),
], ids=["hanzi", "a mark", "a figure", "Latin words", "a heading of two lines"])
def test_a_paragraph_written_in_two_lines_is_one(saved, old, wrapped, text):
    assert article_from(saved(GOOD.replace(old, wrapped))).blocks[1].text == text


def test_a_colon_in_a_value_stays(saved):
    assert article_from(saved(GOOD.replace("title: 题目", "title: 委员会: 会议"))).title == "委员会: 会议"


def named(cases):
    """The cases under the name of what is said, as a table in a cell has lines of its own."""
    return [pytest.param(*case, id=f"{number} {case[-1]}") for number, case in enumerate(cases)]


@pytest.mark.parametrize("old, new, says", named([
    ("---\nid", "id", "x-1.md should begin with front matter between two lines of ---"),
    ("题目\n---", "题目", "x-1.md should begin with front matter"),
    ("title: 题目", "title 题目", "x-1.md, line 3: “title 题目” should be “name: value”"),
    ("title: 题目\n", "", "x-1.md: the front matter needs id and title"),
    ("id: x-1\n", "", "x-1.md: the front matter needs id and title"),
    ("title:", "datum: heute\ntitle:", "x-1.md: .*datum"),
    ("[body]", "[text]", "x-1.md: the paragraph “\\[text\\] 正文。…” should begin with one of title, kicker"),
    ("[body] ", "", "x-1.md: the paragraph “正文。…” should begin with one of title, kicker"),
    ("[title] 题目\n\n[body] 正文。", "", "x-1.md: the paragraph"),
    ("title: 题目", "title: 题目\ntitle_supplied: maybe", "x-1.md, line 4: “title_supplied: maybe” should have behind the colon: yes or no"),
    ("title: 题目", "title: 题目\ntitle: 另一题目", "x-1.md, line 4: “title: 另一题目” is the second title"),
    ("---\nid", "我的笔记\n---\nid", "x-1.md should begin"),
    ("id: x-1", "id: ", "x-1.md, line 2: “id: ” should have"),
    ("title: 题目", "title: 题目\ndate: 5 July", "x-1.md, line 4: “date: 5 July” should have behind the colon: 2023, 2023-06"),
    ("title: 题目", "title: 题目\ndate: 2023-13", "x-1.md, line 4: “date: 2023-13” should"),
]))
def test_a_file_that_is_not_in_the_form_is_answered_with_a_sentence(saved, old, new, says):
    with pytest.raises(EditionError, match=says):
        article_from(saved(GOOD.replace(old, new, 1)))


def test_a_file_in_another_encoding_is_read_or_said_to_be(saved):
    try:
        assert article_from(saved(GOOD, "gb18030")).title == "题目"
    except EditionError as error:
        assert "UTF-8" in str(error)
