"""The Moodle file: by the rules that Moodle's importer keeps, and marked as our own check marks. `as_moodle` reads it as Moodle's code does."""
import re
import unicodedata
from dataclasses import replace
from html import unescape

import pytest
from export_packs import HARM, empty, hostile, lesson
from lxml import etree

from helpers.exercises import Exercise, Option
from helpers.export.moodle import FRACTIONS, write
from helpers.export.variants import accepted, variants
from helpers.pack import Pack
from helpers.reading import read

KNOWN = {"category", "description", "multichoice", "shortanswer", "numerical", "matching", "cloze", "ddwtos", "essay", "ordering"}
ALTERNATIVE = r"(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)?(.+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|$))(?:#(.*?(?<!\\)(?=[~}]|$)))?"  # Moodle: question/type/multianswer
GAP = re.compile(r"\{([0-9]*):(SHORTANSWER|MULTICHOICE_S):(" + re.sub(r"\((?!\?)", "(?:", ALTERNATIVE) + "(?:~" + re.sub(r"\((?!\?)", "(?:", ALTERNATIVE) + r")*)\}", re.DOTALL)


@pytest.fixture
def imported(tmp_path):
    """The questions of a pack, as the importer finds them."""
    return lambda pack: etree.parse(str(write(pack, tmp_path / "pack.moodle.xml"))).findall("question")


def one(exercise, imported):
    """The only question of a pack with one exercise."""
    return imported(Pack("p", "P", lesson(3).articles[:1], (replace(exercise, review="accepted"),)))[2]


def answers(question):
    return [(float(answer.get("fraction")), answer.findtext("text") or "", answer.findtext("feedback/text") or "") for answer in question.findall("answer")]


def gaps(question):
    """The gaps of a cloze question, each a list of (fraction, answer, feedback), found and decoded as Moodle does."""
    found = []
    for gap in GAP.finditer(question.findtext("questiontext/text")):
        parts = [match.groups() for match in re.finditer("~?" + ALTERNATIVE, gap[3], re.DOTALL)]
        found.append([(1 if sign == "=" else float(share or 0) / 100, unescape(text), unescape(said or "")) for sign, share, text, said in parts])
    return found


def typed(question, text, alternatives):
    """The fraction for a typed answer: the first that fits, small and capital letters alike, * for anything."""
    for fraction, pattern, _ in alternatives:
        parts = [part.replace(r"\*", "*") for part in re.split(r"(?<!\\)\*", unicodedata.normalize("NFC", pattern))]
        if re.fullmatch(".*".join(map(re.escape, parts)), unicodedata.normalize("NFC", text).strip(), re.IGNORECASE):
            return fraction
    return 0


# ---- the importer's rules

@pytest.mark.parametrize("pack", [*range(1, 6), "hostile", "empty"])
def test_a_pack_keeps_the_rules_of_the_importer(pack, imported):
    pack = {"hostile": hostile, "empty": empty}[pack]() if isinstance(pack, str) else lesson(pack)
    questions = imported(pack)
    kinds = [question.get("type") for question in questions]
    assert kinds[:2] == ["category", "description"] and set(kinds) <= KNOWN and len(kinds) == 2 + len(pack.accepted)
    ids = [question.findtext("idnumber") for question in questions[1:]]
    assert len(set(ids)) == len(ids) and all(ids)
    for question in questions[1:]:
        assert question.findtext("name/text").strip() and question.findtext("questiontext/text").strip()
        check_answers(question)
        check_html(question)


def check_answers(question):
    """Fractions that Moodle has; one whole right answer, or shares that make a whole; enough answers for the type."""
    kind, given = question.get("type"), answers(question)
    if kind in ("multichoice", "shortanswer", "numerical"):
        assert {abs(fraction) for fraction, *_ in given} <= set(FRACTIONS) and all(text for _, text, _ in given)
        right = sum(fraction for fraction, *_ in given if fraction > 0) if question.findtext("single") == "false" else max(fraction for fraction, *_ in given)
        assert right == pytest.approx(100, abs=.001) and (kind != "multichoice" or len(given) > 1)
    if kind == "matching":
        assert sum(bool(part.findtext("text")) for part in question.findall("subquestion")) >= 3 and all(part.findtext("answer/text") for part in question.findall("subquestion"))
    if kind == "ordering":
        assert question.find("shownumcorrect") is not None and len(given) >= 3 and len(question.findtext("name/text").encode()) <= 42
    if kind == "ddwtos":
        places = [int(place) for place in re.findall(r"\[\[(\d+)]]", question.findtext("questiontext/text"))]
        assert places and max(places) <= len(question.findall("dragbox"))
    if kind == "cloze":
        assert gaps(question) and all(max(fraction for fraction, *_ in gap) == 1 for gap in gaps(question))


def check_html(question):
    """No tags but ours; ruby in the form that survives Moodle's cleaning."""
    for element in question.iter("text"):
        if element.getparent().get("format") == "html":
            tags = set(re.findall(r"<(/?\w+)", re.sub(GAP, "", element.text or "")))
            assert {tag.strip("/") for tag in tags} <= {"p", "b", "br", "ruby", "rb", "rp", "rt"}
            assert (element.text or "").count("<ruby><rb>") == (element.text or "").count("<ruby")
            assert (element.text or "").count("<rp>") == 2 * (element.text or "").count("<ruby>")


def test_the_category_has_the_version_and_the_description_the_credits(imported):
    category, about = imported(replace(lesson(3), version=4, title="Week 3/4"))[:2]
    assert category.findtext("category/text") == "读报 · Dúbào/Week 3//4, version 4", "a slash is doubled, or it would be a category below"
    assert all(line in about.findtext("questiontext/text") for line in lesson(3).credits)


def test_the_same_pack_gives_the_same_bytes(tmp_path):
    first, second = write(lesson(3), tmp_path / "a.xml"), write(lesson(3), tmp_path / "b.xml")
    assert first.read_bytes() == second.read_bytes() and len(list(tmp_path.iterdir())) == 2


# ---- each kind, as it is marked

@pytest.mark.parametrize("kind, more, expected", [
    ("choice", {"key": ("a",), "options": (Option("a"), Option("b"))}, "multichoice"),
    ("choices", {"key": ("a", "c"), "options": (Option("a"), Option("b"), Option("c"))}, "multichoice"),
    ("choices", {"key": tuple("abcdefghijk"), "options": tuple(map(Option, "abcdefghijkl"))}, "essay"),  # Moodle has no eleventh
    ("short", {"key": ("党",)}, "shortanswer"), ("short", {"key": ("30",), "form": "number"}, "numerical"), ("short", {"key": ("30%",), "form": "number"}, "shortanswer"),
    ("match", {"items": tuple("abc"), "key": tuple("xyz")}, "matching"), ("match", {"items": tuple("ab"), "key": tuple("xy")}, "cloze"),
    ("match", {"items": tuple("abc"), "key": tuple("xyz"), "accepted": (("y",), (), ())}, "cloze"),
    ("order", {"key": tuple("abc")}, "ordering"), ("order", {"key": tuple("abcde"), "accepted": (tuple("acbde"),)}, "essay"),  # Moodle knows one order only
    ("open", {"key": ("a model",)}, "essay"),
])
def test_each_kind_has_the_type_that_can_mark_it(kind, more, expected, imported):
    question = one(Exercise("x", kind, "?", **more), imported)
    assert question.get("type") == expected
    if expected == "essay":
        assert more["key"][0] in question.findtext("graderinfo/text")


def test_several_choices_are_marked_as_by_the_check(imported):
    exercise = next(exercise for exercise in lesson(3).accepted if exercise.kind == "choices")
    given, share = answers(one(exercise, imported)), 100 / len(exercise.key)
    for fraction, text, feedback in given:
        assert fraction == pytest.approx(share if unescape(text) in exercise.key else -share, abs=.001)
        assert exercise.check([unescape(text)]).marks == (fraction > 0)


@pytest.mark.parametrize("number", range(1, 6))
def test_what_is_typed_is_marked_as_by_the_check(number, imported):
    """Every listed way of every right text, and every wrong one, in every short answer and gap of the lessons."""
    tried = 0
    for exercise, question in zip(lesson(number).accepted, imported(lesson(number))[2:]):
        if exercise.kind not in ("short", "cloze"):
            continue
        parts = gaps(question) if exercise.kind == "cloze" else [[(fraction / 100, text, said) for fraction, text, said in answers(question)]]
        for place, alternatives in enumerate(parts):
            rights = [exercise.key[place], *(exercise.accepted[place] if exercise.accepted else ())]
            texts = [way for text in (*rights, *(option.text for option in exercise.options), "什么") for way in variants(text, exercise.form)]
            for text in texts:
                marks = exercise.check([text if n == place else "" for n in range(len(parts))]).marks
                assert typed(question, text, alternatives) == marks, (exercise.id, text)
                tried += 1
    assert tried >= 10


def test_a_wrong_answer_is_told_what_is_wrong(imported):
    frames = next(exercise for exercise in lesson(3).accepted if exercise.id == "frames")
    second = gaps(one(frames, imported))[1]
    assert ("为 alone goes with 以" in next(said for _, text, said in second if text == "为")) and second[-1][1] == "*" and second[-1][2] == unescape(frames.hint)


def test_matching_has_its_pairs_and_texts_that_fit_nothing(imported):
    exercise = next(exercise for exercise in lesson(3).accepted if exercise.id == "pictures")
    pairs = [(part.findtext("text") or "", part.findtext("answer/text")) for part in one(exercise, imported).findall("subquestion")]
    assert pairs[:6] == list(zip(exercise.items, exercise.key)) and pairs[6:] == [("", "farming"), ("", "cooking")] or {text for _, text in pairs[6:]} == {"farming", "cooking"}


def test_an_order_is_given_in_order(imported):
    exercise = next(exercise for exercise in lesson(3).accepted if exercise.kind == "order")
    assert [text for _, text, _ in answers(one(exercise, imported))] == list(exercise.key)


def test_a_bank_has_its_words_in_their_gaps(imported):
    exercise = next(exercise for exercise in lesson(3).accepted if exercise.id == "handed")
    question = one(exercise, imported)
    boxes = [box.findtext("text") for box in question.findall("dragbox")]
    assert [boxes[int(place) - 1] for place in re.findall(r"\[\[(\d+)]]", question.findtext("questiontext/text"))] == list(exercise.key)
    assert sorted(boxes) == sorted({*exercise.key, *(option.text for option in exercise.options)}) and not question.findall("dragbox/infinite")


def test_a_word_that_fills_two_gaps_can_be_taken_twice(imported):
    twice = Exercise("x", "word bank", "?", ("的", "的"), read("我的书，你的书").tokens, ((1, 2), (5, 6)), hint="?", options=(Option("地", "?"),))
    question = one(twice, imported)
    assert len(question.findall("dragbox")) == len(question.findall("dragbox/infinite")) == 2


def test_pinyin_stands_over_the_stem_unless_it_is_asked_for(imported):
    texts = {question.findtext("name/text")[3:]: question.findtext("questiontext/text") for question in imported(lesson(3))[1:]}
    assert "<rt>rèn</rt>" in texts["handed"] and "<ruby>" not in texts["hang"] and "行列" in texts["hang"]


# ---- text written to do harm

@pytest.mark.parametrize("harm", HARM[:-1])
def test_a_harmful_answer_is_read_back_as_it_was(harm, imported):
    harm = harm.replace("\x00", "").replace("\x0b", "").strip()
    stem = read("不要忘了").tokens
    cloze = Exercise("x", "cloze", harm, ("不要",), stem, ((0, 2),), accepted=((harm,),), hint=harm, options=(Option(f"{harm}x", harm),))
    gap, = gaps(one(cloze, imported))
    assert harm.replace("*", r"\*") in [text for fraction, text, _ in gap if fraction == 1]
    assert unescape(next(said for fraction, text, said in gap if text == f"{harm}x".replace("*", r"\*"))) == harm
    short = one(Exercise("x", "short", "?", (harm,), hint="?"), imported)
    assert typed(short, harm, answers(short)) == 100
    bank = one(Exercise("x", "word bank", harm, ("不要",), stem, ((0, 2),), options=(Option(harm, "?"),), hint="?"), imported)
    assert {unescape(box.findtext("text")) for box in bank.findall("dragbox")} == {"不要", harm}
    assert len(re.findall(r"\[\[\d+]]", bank.findtext("questiontext/text"))) == 1 and harm in unescape(bank.findtext("questiontext/text"))


def test_what_xml_cannot_hold_is_left_out(imported):
    question = one(Exercise("x", "open", "a\x00b\x0b\ud800c", ("k",)), imported)
    assert "<b>abc</b>" in question.findtext("questiontext/text")


# ---- variants

@pytest.mark.parametrize("key, form, some", [
    ("dìng dīngzi", "pinyin", ["dìngdīngzi", "ding4 ding1zi5", "ding4ding1zi", "dìng dīng zi"]),
    ("lǜ", "pinyin", ["lv4", "lü4", "lu:4"]), ("Xī'ān", "pinyin", ["xi1an1", "xī ān", "Xīān", "Xī’ān"]), ("děi", "pinyin", ["dei3"]),
    ("1.2亿", "number", ["120000000", "120,000,000", "12000万", "120 million"]), ("204%", "number", ["204 %", "百分之204", "204 per cent"]), ("三千", "number", ["三千"]), ("121项", "number", ["121"]), ("2000余万", "number", ["2000余万"]),
    ("2023年11月23日", "date", ["2023-11-23", "23 November 2023", "November 23, 2023"]), ("11月3日", "date", ["3 November", "11-3"]),
    ("党建/引领", "cut", ["党建 / 引领", "党建 引领", "党建|引领", "党建／引领"]), ("作为", "text", ["作為", "作爲"]), ("20 million", "text", ["20million"]),
])
def test_the_ways_to_type_an_answer(key, form, some):
    assert set(some) <= set(variants(key, form)) and variants(key, form)[0] == key
    assert len(accepted(key, (key,), form)) == len(variants(key, form)), "each once"
