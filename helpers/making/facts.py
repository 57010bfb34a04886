"""Facts of the article: true or false with one of them swapped, and questions for who, when and how many. Drafts all."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.exercises import Exercise, Option
from helpers.making.material import CLAUSE, DATELINE, MARKS, Material, named_id
from helpers.model import Sentence
from helpers.syllables import is_hanzi

_COUNT = re.compile(r"(?<![\d.第“+~～-])(\d+(?:\.\d+)?)(万|亿)?(余|多)?(个百分点|平方米|公里|个|名|次|户|亩|元|家|场|人|项|条|吨|支|处|件|岁|天|%)")
_DATE = re.compile(r"(?<!\d)(?:\d{4}年)?\d{1,2}月\d{1,2}日|(?<!\d)\d{4}年(?!\d)")
_VERBS = re.compile("是|有|在|到|为|达|成|说|了|增|建|开|完|参|实|推|获|发|投|引|种|举|召|组|帮|走|选|设")
_PLACE_ENDS = ("省", "市", "县", "区", "镇", "乡", "村", "社区", "街道")
_COUNTED = re.compile(  # what was done, and to what: 建起 | 协商议事室
    "(.*(?:建起|建成|新建|组建|成立|设立|发放|完成|解决|培育|培训|评选|打造|开展|举办|引进|吸纳|收集|受理|办理|查处|关停|带动|销售|选派|派出|整改|修建|安装|投入|捐赠)了?)([\u4e00-\u9fff]{2,9})$")
_LEADERS = re.compile("General Secretary|Premier|Chairman|chairman|President|paramount")  # nothing false is said of them, nor of anybody in a sentence that accuses
_ACCUSES = re.compile("处分|违纪|违法|受贿|开除|诬告|犯罪|腐败|虚报|套取|问责|判处|查处|检讨|诈骗|逮捕|死|伤|病")
_SAYING = ("说", "道", "表示", "介绍", "指出", "强调")
TRUE, FALSE = "对 true", "错 false"


class Fact(NamedTuple):
    """A fact of a sentence: its text, where it stands there, and its sort (number with its unit, day, year, person, place with its ending)."""

    text: str
    start: int
    sort: str
    sentence: Sentence


def facts(material: Material) -> Iterator[Fact]:
    """The numbers, dates, people and places of the whole sentences, in order."""
    for sentence in material.sentences:
        for match in _COUNT.finditer(sentence.text):
            yield Fact(match.group(), match.start(), f"number {match[2] or ''}{match[4]}", sentence)
        for match in _DATE.finditer(sentence.text):
            yield Fact(match.group(), match.start(), "day" if "日" in match.group() else "year", sentence)
        end = sentence.start + len(sentence.text)
        for mention in material.reading.mentions:
            if sentence.start <= mention.start < end and (sort := _sort_of_name(mention)):
                yield Fact(mention.text, mention.start - sentence.start, sort, sentence)


def _sort_of_name(mention) -> str:
    if mention.kind == "person" and 2 <= len(mention.text) <= 3 and not (mention.entry and _LEADERS.search(mention.entry.gloss)) and mention.reason in ("glossary", "name") and mention.text[0] not in "老小":
        return "person"
    ending = next((ending for ending in sorted(_PLACE_ENDS, key=len, reverse=True) if mention.text.endswith(ending)), "")
    return f"place {ending}" if mention.kind == "place" and ending and len(mention.text) > len(ending) + 1 else ""


# ---- true or false

def true_or_false(material: Material) -> Iterator[Exercise]:
    """Statements of the article, every second as it stands, the others with one fact swapped for another of the same sort in the article."""
    found = [fact for fact in facts(material) if _may_be_stated(fact.sentence.text.strip())]
    chance = material.chance("true")
    chance.shuffle(found)
    used: set[int] = set()
    for number, fact in enumerate(found):
        other = next((o.text for o in chance.sample(found, len(found)) if o.sort == fact.sort and o.text != fact.text and o.text not in fact.sentence.text), "")
        if other and fact.sentence.start not in used:
            used.add(fact.sentence.start)
            yield _statement(fact, "" if len(used) % 2 == 0 else other)


def _may_be_stated(text: str) -> bool:
    """Is the sentence clear by itself, more than “… said”, with its quotation marks closed, and no accusation?"""
    return 15 <= len(text) <= 90 and text[0] not in "“”…" and text[-2:] != "说。" and text.count("“") == text.count("”") and not re.match("[他她它该这其]", text) and not _ACCUSES.search(text)


def _statement(fact: Fact, other: str) -> Exercise:
    text = fact.sentence.text.rstrip()
    told = DATELINE.sub("", (text[: fact.start] + (other or fact.text) + text[fact.start + len(fact.text) :]).strip())
    key, said = (FALSE, f"The article says {fact.text}, not {other}.") if other else (TRUE, "So it stands in the article.")
    wrong = f"Look again for the {fact.sort.split()[0]}: the article says something else." if other else "Look again: every fact of it stands so in the article."
    options = tuple(Option(option, said if option == key else wrong) for option in (TRUE, FALSE))
    note = f"{fact.text} was changed to {other}, which is of the same sort. " if other else "Nothing was changed. "
    return Exercise(
        named_id("true or false", told), "choice", f"判断正误: is this so in the article?  {told.strip()}", (key,), options=options, hint="Look for the figures and names, and for what stands beside each.",
        source=text.strip(), note=note + "Check that the statement is clear without its paragraph, and that the article does not say it elsewhere.")


# ---- questions

class Asked(NamedTuple):
    """A question, its key, other right answers, and how answers are compared."""

    question: str
    key: str
    also: tuple[str, ...] = ()
    form: str = "text"


def questions(material: Material) -> Iterator[Exercise]:
    """Clauses of the article as questions: numbers asked for by 多少, days by 哪一天, places by 在哪里, people at the beginning by 谁."""
    seen: set[str] = set()
    for fact in facts(material):
        asked = _asked(fact)
        if asked and asked.question not in seen and not MARKS & set(asked.key):
            seen.add(asked.question)
            yield _question(fact, asked)


def _asked(fact: Fact) -> Asked | None:
    """The clause of a fact as a question; None where it does not stand by itself."""
    text = fact.sentence.text.rstrip()
    first = max((match.end() for match in CLAUSE.finditer(text, 0, fact.start)), default=0)
    last = next((match.start() for match in CLAUSE.finditer(text, fact.start + len(fact.text))), len(text))
    before, behind = text[first : fact.start].strip(), text[fact.start + len(fact.text) : last].strip()
    if fact.sort == "day" or fact.sort.startswith("place"):
        return _when_or_where(fact, before, behind, text[last + 1 :])
    if not _whole(before + fact.text + behind):
        return None
    if fact.sort == "person":
        return Asked(f"谁{behind}？", fact.text) if first == 0 and not before and len(behind) >= 8 and behind[0] not in "的、和与等" else None
    return _how_many(fact, before, behind) if fact.sort.startswith("number") else None


def _whole(clause: str) -> bool:
    """Is it of a fit length, with its quotation marks closed and one number at the most?"""
    return 10 <= len(clause) <= 40 and all(clause.count(a) == clause.count(b) for a, b in ("“”", "（）", "《》")) and len(_COUNT.findall(clause)) < 2


def _how_many(fact: Fact, before: str, behind: str) -> Asked | None:
    if behind or not _VERBS.search(before) or len(list(filter(is_hanzi, before))) < 5:
        return None
    unit = "" if fact.text[-1] == "%" else fact.sort.split()[1].lstrip("万亿")
    parted = None if before[-1] in "是有达到为至" else _COUNTED.match(before)
    edges = {token.end - fact.sentence.start for token in fact.sentence.tokens}
    if parted and (fact.start - len(parted[2]) not in edges or parted[2][0] in "出率成到好起的了") or not parted and before[-1] not in "是有达到为至增降升长超":
        return None
    asked = f"{parted[1]}多少{unit}{parted[2]}？" if parted else f"{before}多少{unit}？"
    return Asked(asked, fact.text, (re.sub("[余多]", "", fact.text),) if re.search("[余多]", fact.text) else (), "number")


def _when_or_where(fact: Fact, before: str, behind: str, rest: str) -> Asked | None:
    """What comes behind “12月4日，” or “在东街村，”, asked for its day or place."""
    clause = CLAUSE.split(rest)[0]
    if behind or not _whole(clause) or clause[0] in "在的和与“”并且" or clause.endswith(_SAYING):
        return None
    if fact.sort == "day":
        return Asked(f"{clause}，是哪一天？", fact.text, form="date") if not before else None
    return Asked(f"{clause}，是在哪里？", fact.text) if before == "在" else None


def _question(fact: Fact, asked: Asked) -> Exercise:
    return Exercise(
        named_id("question", asked.question), "short", f"阅读: answer from the article.  {asked.question}", (asked.key,), accepted=(asked.also,) if asked.also else (), form=asked.form,
        hint="The clause stands in the article; find it." + ("" if asked.form == "text" else " Give the figure."), why=f"In the article: {fact.sentence.text.strip()}", source=fact.sentence.text.strip(),
        note="Made by rule from one clause: check that the question reads well and that the article gives one answer only.")
