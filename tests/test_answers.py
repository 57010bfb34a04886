"""One normaliser for all answers: what counts as the same, and what a wrong answer is told. The cases are in cases/answers.tsv."""
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from helpers.answers import FORMS, same, slip
from helpers.glossary import rows

CASES = rows(Path(__file__).with_name("cases") / "answers.tsv", "KIND FORM ANSWER KEY said")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['form']} {case['answer']} {case['kind']} {case['key']}")
def test_case(case):
    assert same(case["answer"], case["key"], case["form"]) == (case["kind"] == "is")
    said = slip(case["answer"], case["key"], case["form"])
    assert case["said"].lower() in said.lower() if case["said"] else said == ""


@pytest.mark.parametrize("answer, said", [
    ("面/对/面/向/群众", "2 slashes too many. Look between 面 and 对."), ("面对面/向群众", "1 slash missing. Look between 向 and 群."),
    ("面对/面/向群众", "1 slash too many, 1 slash missing. Look between 对 and 面."), ("面对面向群众", "2 slashes missing. Look between 面 and 向."),
])
def test_slashes_too_many_and_missing_are_counted_where_there_are_any(answer, said):
    assert slip(answer, "面对面/向/群众", "cut") == said


def test_there_are_enough_cases():
    assert len(CASES) >= 60 and {case["form"] for case in CASES} == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("nothing", ["", " ", "　", "\n"])
def test_nothing_is_never_right(nothing, form):
    assert not same(nothing, "党建", form)


KEYS = {"text": "党建引领", "pinyin": "dǎngjiàn yǐnlǐng", "number": "1.2亿", "date": "2023年12月4日", "cut": "党员/干部"}


@pytest.mark.parametrize("form", FORMS)
@given(typed=st.text(max_size=30))
def test_whatever_is_typed_is_answered(form, typed):
    """Any text is right or wrong, never an error; what is right has no slip; what is told does not tell the key."""
    said = slip(typed, KEYS[form], form)
    assert isinstance(said, str) and KEYS[form] not in said
    assert not (same(typed, KEYS[form], form) and said)


@given(typed=st.text(alphabet="0123456789.,%亿万千百十一二〇零点 月日年/-dec ", max_size=14))
def test_whatever_looks_like_a_number_or_a_date_is_answered(typed):
    for form in ("number", "date"):
        assert isinstance(slip(typed, KEYS[form], form), str) and same(typed, KEYS[form], form) in (True, False)
