"""What a slogan means: first what the text itself says that it stands for, then the slogan book."""
from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from helpers.expansion import Expansion, expansion
from helpers.formulas import parts, pattern_of
from helpers.lexicon import Lexicon, lexicon
from helpers.model import Item, Mention, Reading, Rendering, Slogan
from helpers.syllables import bare

_FRAME = "“”‘’《》 "
OWN = "A formula of this text, which says itself what it stands for."
UNTOLD = "A formula of this text. Neither the text nor the slogan book says what it stands for."
ROW = "Clauses in a row, made alike. The slogan book does not have them."


def explain(hanzi: str, reading: Reading | None = None) -> Slogan:
    """The slogan with these hanzi; with a `reading`, what this text means by it goes before the book.

    Marks do not matter: 一个中心两个基本点 finds 一个中心、两个基本点. KeyError, in a sentence, where neither has it. Nothing is guessed: a formula that is not told has the status "not expanded".

    >>> [str(item) for item in explain("三会一课").items]
    ['支部党员大会', '支部委员会', '党小组会', '党课']
    """
    known, plain = lexicon(), hanzi.strip(_FRAME)
    plain = plain if plain.count("“") == plain.count("”") and plain.find("“") <= plain.find("”") else hanzi.strip()  # 破“四旧”, “四新”“三好”
    record = known.slogans.get(plain) or known.slogans.get(known.slogan_names.get(bare(plain), ""))
    told = expansion(plain, reading.text, known) if reading else None
    if record is None and not (reading and plain and plain in reading.text and (parts(plain) or _is_row(plain, reading))):
        raise KeyError(_unknown(hanzi, known))
    slogan = replace(_slogan(record), hanzi=plain) if record else _unheard(plain, reading)
    return _told(slogan, told, reading) if told else slogan


def _slogan(record: dict) -> Slogan:
    return Slogan(**record | {
        "items": tuple(Item(**item) for item in record["items"]),
        "english": tuple(Rendering(**rendering) for rendering in record["english"]),
    })


def _told(slogan: Slogan, told: Expansion, reading: Reading) -> Slogan:
    """The slogan with the items that the text gives; the book's stand where they are the same or the text's are not sure."""
    if slogan.items and (not told.sure or {item.text for item in slogan.items} >= set(told.items)):
        return slogan
    source = f"in this text, ¶{reading.text.count(chr(10), 0, told.start) + 1}"
    items = tuple(Item(text, source=source) for text in told.items)
    meaning = OWN if slogan.meaning == UNTOLD else slogan.meaning
    return replace(slogan, items=items, status="expanded" if told.whole else "partly", sure=told.sure, meaning=meaning,
                   sources=tuple(dict.fromkeys((source, *slogan.sources))))


def _unheard(hanzi: str, reading: Reading) -> Slogan:
    """A slogan that the book does not have, as far as its form goes."""
    start = reading.text.index(hanzi)
    tokens = [token for token in reading.tokens if start <= token.start < start + len(hanzi)]
    source = f"in this text, ¶{reading.text.count(chr(10), 0, start) + 1}"
    formula = pattern_of(hanzi)
    return Slogan(hanzi, " ".join(token.pinyin for token in tokens).replace(" 、", ",").replace(" ，", ","), meaning=UNTOLD if formula else ROW, pattern=formula or "parallel clauses", sources=(source,))


def _is_row(hanzi: str, reading: Reading) -> bool:
    return any(mention.reason == "parallel" and mention.text.strip(_FRAME) == hanzi for mention in reading.mentions)


def _unknown(hanzi: str, known: Lexicon) -> str:
    entry = known.entry(hanzi)
    term = f" The dictionary has it as a {entry.kind}: {entry.gloss}." if entry else ""
    near = [known.slogan_names[name] for name in get_close_matches(bare(hanzi), known.slogan_names)]
    has = f" It has {', '.join(dict.fromkeys(near))}." if near else ""
    return f"The slogan book does not explain {hanzi}.{has}{term} slogans(reading) lists what it explains in an article."


def slogans_in(reading: Reading) -> tuple[Slogan, ...]:
    """The slogans of a reading in order of first occurrence, each once: those of the book, and the text's own formulas and rows of clauses."""
    return tuple(explain(hanzi, reading) for hanzi in dict.fromkeys(mention.text for mention in reading.mentions if _is_slogan(mention)))


def _is_slogan(mention: Mention) -> bool:
    return mention.kind == "slogan" or mention.kind == "coinage" and (mention.reason == "parallel" or bool(parts(mention.text)))
