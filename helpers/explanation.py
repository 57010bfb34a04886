"""What a slogan means: the slogan book, asked by hanzi."""
from __future__ import annotations

from helpers.lexicon import Lexicon, lexicon
from helpers.model import Item, Reading, Rendering, Slogan


def explain(hanzi: str, reading: Reading | None = None) -> Slogan:
    """The slogan with these hanzi. KeyError, in a sentence, where the book does not have it; nothing is guessed.

    >>> [str(item) for item in explain("三会一课").items]
    ['支部党员大会', '支部委员会', '党小组会', '党课']
    """
    known = lexicon()
    record = known.slogans.get(hanzi.strip("“”‘’《》 "))
    if record is None:
        raise KeyError(_unknown(hanzi, known))
    return _slogan(record)


def _slogan(record: dict) -> Slogan:
    return Slogan(**record | {
        "items": tuple(Item(*item) for item in record["items"]),
        "english": tuple(Rendering(*rendering) for rendering in record["english"]),
    })


def _unknown(hanzi: str, known: Lexicon) -> str:
    entry = known.entry(hanzi)
    term = f" The dictionary has it as a {entry.kind}: {entry.gloss}." if entry else ""
    return f"The slogan book does not explain {hanzi}.{term} slogans(reading) lists what it explains in an article."


def slogans_in(reading: Reading) -> tuple[Slogan, ...]:
    """The slogans of a reading in order of first occurrence, each once."""
    found = dict.fromkeys(mention.text for mention in reading.mentions if mention.kind == "slogan")
    return tuple(explain(hanzi, reading) for hanzi in found)
