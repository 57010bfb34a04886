"""Tokens are made when they are first asked for; nobody can tell."""
import pickle
from copy import copy
from dataclasses import fields, replace

import pytest

from helpers import open_article, read, vocabulary
from helpers.model import Reading
from helpers.tokens import Tokens, Unmade

TEXT = "为群众办实事，为的是民心。张三丰说：“长江重着呢！”\n重庆的行长觉得，为人要长久。\n"


def made(reading):
    """How many tokens of a reading are there already."""
    return sum(token is not None for token in reading.unmade.tokens._made)


def test_a_table_needs_few_tokens():
    reading = read("\n".join([open_article("000-1").text] * 4))
    table = vocabulary(reading)
    assert made(reading) < len(reading.unmade.tokens) / 2, "the first use of each word, and what is mentioned"
    assert reading.tokens and made(reading) == len(reading.tokens)
    assert vocabulary(reading).equals(table)


def test_the_order_of_asking_does_not_matter():
    before, after = read(TEXT), read(TEXT)
    vocabulary(after)
    assert [after.unmade.tokens[at] for at in (9, 2, 5)] == [before.tokens[at] for at in (9, 2, 5)]
    assert after == before and after.tokens == before.tokens and repr(after) == repr(before)


@pytest.mark.parametrize("same", [copy, lambda reading: pickle.loads(pickle.dumps(reading)), lambda reading: replace(reading, unfit=()),
                                  lambda reading: Reading(*(getattr(reading, field.name) for field in fields(Reading)))])
def test_a_reading_can_be_copied(same):
    reading = read(TEXT)
    assert same(reading) == reading and vocabulary(same(reading)).equals(vocabulary(reading))


def test_a_changed_reading_has_its_own_words():
    reading = read(TEXT)
    first, *_ = reading.sentences
    changed = replace(reading, sentences=(replace(first, tokens=tuple(replace(token, entry=None) for token in first.tokens)),), mentions=())
    assert "unmade" not in vars(changed) and set(vocabulary(changed)["gloss"]) == {"not in the dictionary"}
    assert [role for role, *_ in Unmade.of(changed).bounds] == ["body"]


def test_tokens_are_a_sequence():
    there = read(TEXT).tokens
    tokens = Tokens.of(there)
    assert len(tokens) == len(there) and tokens[0] is there[0] and tokens[-1] is there[-1] and tokens[1:4] == there[1:4] and list(tokens) == list(there)
    assert tokens.between(0, 3) == range(0, 2) and tokens.at([]) == []
    with pytest.raises(IndexError):
        tokens[len(there)]


def test_an_unknown_attribute_is_an_error():
    with pytest.raises(AttributeError, match="no words"):
        read(TEXT).words
    with pytest.raises(AttributeError):
        object.__new__(Reading).sentences
