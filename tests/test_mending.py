"""mend: the cases of cases/mending.tsv, and what holds for every text."""
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from helpers.linebreaks import looks, remove_furniture, table
from helpers.mending import HANZI, STEPS, mend
from helpers.model import Mended

HERE = Path(__file__).parent
TABLES = HERE.parent / "data" / "mending"
SOURCES = sorted((HERE.parent / "data" / "sources").glob("0*.txt"))


def seen(cell):
    """A cell of the table as the text that it stands for."""
    cell = cell.replace("⏎", "\n").replace("␣", " ")
    return re.sub(r"<U\+(\w+)>", lambda found: chr(int(found[1], 16)), cell)


def cases():
    """Each row of the table, known failures marked as strict xfail."""
    for row in (HERE / "cases" / "mending.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith(("#", "kind\t")):
            kind, before, after, note = row.split("\t")
            assert kind in ("change", "must not change", "known failure"), f"unknown kind in: {row}"
            marks = pytest.mark.xfail(strict=True, reason=note) if kind == "known failure" else ()
            yield pytest.param(seen(before), seen(before if kind == "must not change" else after), marks=marks, id=f"{note}: {before[:20]}")


def hanzi(text):
    return Counter(re.findall(f"[{HANZI}]", text))


def replayed(text, changes):
    """The text that the changes of one step make of its input."""
    out, end = [], 0
    for change in changes:
        assert text.startswith(change.before, change.place), f"{change} is not at its place"
        assert change.place >= end, f"{change} overlaps the one before it"
        out += text[end:change.place], change.after
        end = change.place + len(change.before)
    return "".join(out) + text[end:]


def mended_and_accounted(raw):
    """mend(raw), after checking that it is settled and that its changes account for every hanzi."""
    mended = mend(raw)
    again = mend(mended.text)
    assert (again.text, again.changes) == (mended.text, ()), "mending twice changed something more"
    taken, given_ = (hanzi("\n".join(getattr(change, side) for change in mended.changes)) for side in ("before", "after"))
    assert hanzi(mended.text) + taken == hanzi(raw) + given_, "a hanzi came or went without a change that says so"
    return mended


@pytest.mark.parametrize("before, after", list(cases()))
def test_case(before, after):
    assert mended_and_accounted(before).text == after


def test_nothing_to_mend():
    assert mend("") == Mended("", ())
    assert mend("党建引领").changes == ()


def test_a_change_says_what_and_why():
    change, = mend("促發(fā)展").changes[:1]
    assert (change.step, change.place, change.before, change.after) == ("injected pinyin", 2, "(fā)", "")
    assert change.reason == "a reading of 發 in brackets, put in by a web page"


def test_one_change_a_run_of_traditional_characters():
    simplified = [(c.place, c.before, c.after) for c in mend("高唐縣發展經濟").changes]
    assert simplified == [(2, "縣發", "县发"), (5, "經濟", "经济")]


# ---- the tables of data/mending

def examples(name):
    """Name and example of each row of a table, without the rows that are parts of others."""
    rows = [row.split("\t") for row in (TABLES / name).read_text(encoding="utf-8").splitlines()[1:] if row[0] != "#"]
    return [pytest.param(what, example.replace("\\n", "\n"), id=f"{what}: {example}") for what, _, example in rows if not what.isupper()]


@pytest.mark.parametrize("reason, example", examples("furniture.tsv"))
def test_an_example_of_furniture_goes(reason, example):
    left, changes = remove_furniture(example)
    assert not left.strip() and reason in {change.reason for change in changes}


@pytest.mark.parametrize("name, example", examples("lines.tsv"))
def test_an_example_looks_like_it(name, example):
    assert looks(name, example)


@pytest.mark.parametrize("row", ["a web page's foot", "a web page's foot\t(返回", "a web page's foot\t{TIEM}返回"], ids=["no pattern", "a bracket open", "an unknown part"])
def test_a_row_that_is_no_pattern_is_named_with_its_line(row, tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.linebreaks.DATA", tmp_path)
    (tmp_path / "mending").mkdir()
    (tmp_path / "mending" / "mine.tsv").write_text(f"name\tpattern\n# a note\n\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="data/mending/mine.tsv, line 4: "):
        table("mine.tsv")


# ---- what holds for every text

PIECES = st.sampled_from([*"的党建工作發展鎮著著名于会议第一二三是说们了", *",.;:?!()\"'，。；：？！（）“”《》—…%+/", *"abXy019", " ", "\n", "\n\n", "\n\n\n\n",
                          "\u3000", "\xa0", "\r\n", "\ufeff", "\u200b", "(fā)", "（zhèn）", " ( fa ) ", "(街)", "(app)", "——", "□肖邦", "■ 本报记者 苑莘", "今日4版",
                          "今日导读", "2 版刊登", "2018年7月5日 星期四", "版权所有", "责编：王明", "10:16:13", "http://a.cn/b,c", "a@b.cn", "图为", "指出，", "薴", "⼯", "９",
                          "党的二十大精神学习贯彻落实在基层", "宣讲团来到日喀则市，受到热烈欢迎。", "要把老西藏精"])
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_settles_and_nothing_is_lost(raw):
    mended_and_accounted(raw)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_step_is_its_changes_and_keeps_to_its_business(raw):
    text = raw
    for name, step in STEPS:
        result, changes = step(text)
        assert replayed(text, changes) == result
        assert all(change.step == name and change.before != change.after and change.reason for change in changes)
        if name in ("spaces", "injected pinyin", "punctuation", "broken lines", "blank lines"):
            assert hanzi(result) == hanzi(text), f"the step “{name}” took a hanzi"
        if name == "page furniture":
            assert all(change.after == "" and "\n" not in change.before for change in changes)
        text = result


# ---- the five pages

@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.stem[:3])
def test_page_mends_without_loss(page):
    mended = mended_and_accounted(page.read_text(encoding="utf-8"))
    assert not re.search(f"[{HANZI}][,;:?!(]|[,;:?!)][{HANZI}]|\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùü]+\\)|  |\n\n\n", mended.text)
    for line in mended.text.split("\n"):
        if len(line) > 70:
            assert re.search("[。！？…：][”）]?$|。 □程威成$", line), f"still broken: …{line[-30:]}"


JOINED = {"000": ["老西藏精神传承好", "宣讲员不但是", "普布多吉曾说，", "“奋进正当时 起航谱新篇”演讲比赛", "通过主动获取需求", "推进政务服务“园区事", "《小清河流域"],
          "002": ["要走在工作的前头", "对标改革举措", "与与群众企业生产", "全体会议上"],
          "003": ["做优质服务", "责任感、使命感", "新时代中国特色", "坎上；相关部门", "各级各部门要进一步明确", "璀璨夺目的灯光", "展示出开发区"],
          "004": ["分区分模块展示", "第一阶段，", "作为服务的重要模块", "党组理论中心组", "突击队，建成", "市中医医院，成立"]}


@pytest.mark.parametrize("page", [page for page in SOURCES if page.stem[:3] in JOINED], ids=lambda page: page.stem[:3])
def test_page_has_its_sentences_whole(page):
    text = mend(page.read_text(encoding="utf-8")).text
    assert [words for words in JOINED[page.stem[:3]] if words not in text] == []


def test_captions_stand_behind_their_paragraph():
    text = mend(SOURCES[2].read_text(encoding="utf-8")).text
    assert "“一号改革工程”。\n\n焦裕禄雕像\n\n焦裕禄干部教育学院\n\n淄博将对标学习" in text


def test_headlines_and_bylines_stay_lines_of_their_own():
    lines = {line for page in SOURCES for line in mend(page.read_text(encoding="utf-8")).text.split("\n")}
    assert {"统一思想", "坚定志在必得的创建信心", "□肖邦", "韩凯 苏昕", "■ 本报记者 苑莘", "开发区召开党工委（扩大）会议", "彻底消除“中梗阻”",
            "党旗飘扬风帆劲 踔厉奋发谱新篇", "记者 赵宏磊", "——焦裕禄", "文/图 大众报业记者 马景阳 张继才"} <= lines


def test_furniture_of_the_pages_is_what_the_editor_took_for_furniture():
    removed = [c.before for page in SOURCES for c in mend(page.read_text(encoding="utf-8")).changes if c.step == "page furniture"]
    assert len(removed) == 10 + 13
    assert not any(remove_furniture(line)[1] for page in SOURCES for line in mend(page.read_text(encoding="utf-8")).text.split("\n"))


def test_a_page_broken_anywhere_in_a_long_paragraph_is_whole_again():
    """Each paragraph of page 003 with a full stop before the break is joined again wherever its second half is cut."""
    text = mend(SOURCES[3].read_text(encoding="utf-8")).text
    for line in (line for line in text.split("\n") if len(line) > 120):
        stop = line.index("。") + 2 if "。" in line[:-40] else len(line)
        for cut in range(stop + 10, len(line) - 12, 17):
            if not re.search("[。！？：…”—，、；）]", line[cut - 1:cut + 1]) and not re.match(r"\d是|[一二三四五六七八九]是", line[cut:]):
                broken = text.replace(line, line[:cut] + "\n\n" + line[cut:])
                assert mend(broken).text == text, f"{line[cut - 8:cut]} | {line[cut:cut + 8]}"
