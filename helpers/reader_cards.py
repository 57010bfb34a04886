"""What the reader's cards say beyond words: slogans as `slogans(reading)` shows them, and sentence patterns."""
from __future__ import annotations

from helpers.explanation import slogans_in
from helpers.model import Reading
from helpers.pattern_cards import pattern_payload
from helpers.slogan_questions import record

_TOLD = ("hanzi", "pinyin", "items", "rows", "meaning", "choices")  # of a slogan, beside its card


def phrases(reading: Reading) -> dict:
    """What the reader's page is told beyond words, as plain lists: `slogans`, each with its card; `elements`, of which the cards are made; `patterns`.

    The cards do not repeat the sentences of the text: the page has them.
    """
    elements = {}
    records = [record(slogan, reading, places=False) for slogan in slogans_in(reading)]
    packed = [{name: one[name] for name in _TOLD} | {"card": _packed(one["card"], elements)} for one in records]
    return {"slogans": packed, "elements": [[tag, dict(attributes)] for tag, *attributes in elements], "patterns": pattern_payload(reading)}


def _packed(tree: list | str, elements: dict[tuple, int]) -> list | str:
    """A tree with a number for each tag with its attributes: a few kinds of elements make up all cards."""
    if isinstance(tree, str):
        return tree
    tag, attributes, *children = tree
    number = elements.setdefault((tag, *attributes.items()), len(elements))
    return [number, *(_packed(child, elements) for child in children)]
