"""Lines in their order: the sentences of a paragraph, and the second half of a couplet or row."""
from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.exercises import Exercise, Option
from helpers.explanation import explain
from helpers.lexicon import lexicon
from helpers.making.banks import mixed
from helpers.making.material import MARKS, Material, named_id
from helpers.syllables import is_hanzi

_HALVES = re.compile("[，、；]")
_POINTS = ("这", "该", "此", "其", "同时", "与此同时", "此外", "因此", "于是", "随后", "最后", "之后", "接着", "他", "她", "对此", "为此", "在此", "也就是", "下一步", "当天", "当日", "第二")


def sentence_orders(material: Material) -> Iterator[Exercise]:
    """Three to six sentences of a paragraph or of two, to be put into order; half of those behind the first point back. Drafts, as prose may have two right orders."""
    used: set[str] = set()
    for group in (*material.paragraphs, *((*one, *two) for one, two in zip(material.paragraphs, material.paragraphs[1:]))):
        lines = [s.text.strip() for s in group]
        pointing = [next(point for point in _POINTS if line.startswith(point)) for line in lines[1:] if line.startswith(_POINTS)]
        if 2 * len(pointing) >= len(lines) - 1 and not lines[0].startswith(_POINTS) and not used & set(lines) and _may_be_ordered(lines):
            used |= set(lines)
            yield Exercise(
                named_id("order", "".join(lines)), "order", "排序: put these sentences of the article into their order.", tuple(lines), source="；".join(lines),
                hint="Look for words that point back (这, 该, 她, 此外, 同时), for names that are given in full the first time, and for words of time.",
                why=f"{'、'.join(dict.fromkeys(pointing))}: this points back to what stands before.",
                note="Another order may read as well. Try to move each sentence; accept the task if only this order reads well, or leave out the sentence that could stand elsewhere.")


def _may_be_ordered(lines: list[str]) -> bool:
    """Are these three to six different sentences of no great length, with their quotation marks closed?"""
    whole = all(line[-1] in "。！？" and line[0] not in "“”" and line.count("“") == line.count("”") for line in lines)
    return 3 <= len(lines) <= 6 and len(set(lines)) == len(lines) and max(map(len, lines)) <= 130 and whole


def couplets(material: Material) -> Iterator[Exercise]:
    """How a couplet of the article goes on: its second half among those of other couplets, of the same length. Only halves that answer each other."""
    pool = _known_halves()
    for mention in material.reading.mentions:
        whole = mention.text.strip("“”")
        halves = _HALVES.split(whole)
        if mention.kind == "slogan" and _is_couplet(halves) and explain(whole).sure and material.reading.text.count(halves[1]) == material.reading.text.count(whole):
            yield from _couplet(whole, halves, pool, material)


def _is_couplet(halves: list[str]) -> bool:
    """Are these two halves of one length, of four to nine characters?"""
    return len(halves) == 2 and 4 <= len(halves[0]) == len(halves[1]) <= 9 and all(map(is_hanzi, "".join(halves)))


def _known_halves() -> dict[str, str]:
    """The second half of every couplet of the slogan book → the couplet."""
    return {halves[1]: hanzi for hanzi in sorted(lexicon().slogans) if _is_couplet(halves := _HALVES.split(hanzi)) and not MARKS & set(hanzi)}


def _couplet(whole: str, halves: list[str], pool: dict[str, str], material: Material) -> Iterator[Exercise]:
    first, second = halves
    wrong = [half for half in pool if len(half) == len(second) and half != second and not set(half) & set(first) and len(set(half) & set(second)) < 2 and half not in material.reading.text]
    chance = material.chance(whole)
    wrong = chance.sample(wrong, min(3, len(wrong)))
    if len(wrong) < 3:
        return
    options = (Option(second, _answering(first, second)), *(Option(half, f"It answers another line: {pool[half]}.", "of another couplet, as long") for half in wrong))
    source = next((s.text.strip() for s in material.reading.sentences if whole in s.text), whole)
    yield Exercise(
        named_id("couplet", whole), "choice", f"对句: how does the line go on?  {whole[: -len(second)]}____", (second,), options=mixed(options, chance), source=source, review="accepted",
        hint="In a couplet each place in the first half has its answer at the same place in the second: verb and verb, noun and noun.", why=explain(whole).meaning)


def _answering(first: str, second: str) -> str:
    """What is said to the right half: which characters stay the same, or that each place is answered."""
    same = [one for one, other in zip(first, second) if one == other]
    return f"{'、'.join(same)} stands at the same place in both halves." if same else "Each place of the first half has its answer at the same place."
