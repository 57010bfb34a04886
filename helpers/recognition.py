"""Names of people and places recognised by what stands about them: a tag for every character, learnt from tagged newspapers.

A linear-chain tagger: a tag's score is the sum of the weights of its features (runs of characters nearby, the words here and beside,
which characters begin or end names, titles), and the best row of tags is found for each run of characters between marks (Viterbi).
tools/train_names.py learnt the weights (structured averaged perceptron, Collins 2002).
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import methodcaller
from zlib import crc32

from helpers.bodies import LEVELS
from helpers.coinages import term_parts
from helpers.folders import DATA
from helpers.lexicon import Lexicon
from helpers.overlay import Span
from helpers.segmentation import Words
from helpers.syllables import is_hanzi

MODEL = DATA / "models" / "names.npz"
BITS, SLOTS = 20, 17  # of a feature's number; the first of them are its row in the model, the others a mark that tells whose row it is
TAGS = ("", "person first", "person inside", "person last", "place first", "place inside", "place last")  # in the order of the columns
BEFORE = (0, 3, 6), (1, 2, 2), (4, 5, 5)  # the tags that may stand before another: no name or a last one; first or inside, of people and of places
GROUP = 0, 0, 1, 1, 0, 2, 2  # which of them stand before each tag
RUNS = ((-2, 1), (-1, 1), (0, 1), (1, 1), (2, 1), (-2, 2), (-1, 2), (0, 2), (1, 2), (-2, 3), (-1, 3), (0, 3))  # of characters: where they begin, how many
_GROUND = frozenset("江河溪湖海塘港湾洲岛山岭岗坡坪崖峪塬沟坝寨屯圩堡庄").union(LEVELS)  # what names of places end in
_PIECE = re.compile(r"[\w·]+")
_MARGIN = 4
PART = 2_000  # words at a time
LEAST = {"person": 70, "place": 160, "read otherwise": 376, "word": 800}  # by so much the tags of a name must be better than none, all its places together
_BYTES = methodcaller("encode", "utf-8", "surrogatepass")
_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)  # odd
REACH = 4  # a name goes no further than so many characters beyond one where some tag is better than none


def features(text: str, words: Words, lexicon: Lexicon) -> Iterator:
    """The numbers of every character's features, features × characters: of some thousand words at a time, for fresh memory costs more than the sums."""
    import numpy as np

    codes = np.frombuffer(("\n" * _MARGIN + text + "\n" * _MARGIN).encode("utf-32-le", "surrogatepass"), np.uint32)
    (distinct, of_places), known_roles, end = words.numbered, _roles(lexicon), 0
    hashes, parts = np.fromiter(map(crc32, map(_BYTES, distinct)), np.uint32, len(distinct)), [8 * (word[-1] in LEVELS) for word in distinct]
    for word in distinct.keys() & known_roles.keys():
        parts[distinct[word]] += known_roles[word]
    names, roles = (np.pad((np.asarray(part, np.uint32) * np.uint32(_FACTORS[0]))[of_places], 1) for part in (hashes, parts))
    lengths, kinds = words.lengths, np.zeros(codes.max() + 1, np.uint32)
    kinds[codes] = 1
    kinds[kinds > 0] = list(map(_kinds(lexicon).__getitem__, np.flatnonzero(kinds).tolist()))
    for first in range(0, len(words), PART):
        size = lengths[first : first + PART]
        begin, end = end, end + int(size.sum())
        near, inside = codes[begin : end + 2 * _MARGIN], np.minimum(np.arange(end - begin, dtype=np.uint32) - np.repeat(np.cumsum(size, dtype=np.uint32) - size, size), np.uint32(3))
        seat = (inside * np.uint32(8) + np.repeat(np.minimum(size, np.uint32(4)), size)) * np.uint32(_FACTORS[2])  # in its word
        beside = (np.repeat(part[first + at : first + at + len(size)], size) + seat for part, at in ((names, 0), (names, 1), (names, 2), (roles, 0), (roles, 2)))
        rows = np.stack([*_runs(near, RUNS), *_runs(kinds[near], [run for run in RUNS if run[1] == 3]), *beside])
        rows += np.arange(1, len(rows) + 1, dtype=np.uint32)[:, None] * np.uint32(_FACTORS[1])
        yield (rows ^ rows >> np.uint32(15)) * np.uint32(_FACTORS[0]) >> np.uint32(32 - BITS)


def _runs(codes, runs) -> Iterator:
    """A number for each run of characters about every place."""
    import numpy as np

    by, many = [codes * np.uint32(factor) for factor in _FACTORS], len(codes) - 2 * _MARGIN
    for begin, length in runs:
        yield sum(by[n][_MARGIN + begin + n : _MARGIN + begin + n + many] for n in range(length))


class _Kinds(dict):
    """Code point → what the character may be in a name: surname, of a given name, both, a level or kind of place, a sound of transcribed names, nothing of these; 6: no hanzi."""

    def __init__(self, lexicon: Lexicon):
        self.surnames = lexicon.surnames

    def __missing__(self, code: int) -> int:
        character, parts = chr(code), term_parts()
        given = character in parts["given"]
        kind = 1 + given if character in self.surnames else 3 if given else 4 if character in _GROUND else 5 if character in parts["sound"] else 6 - 6 * is_hanzi(character)
        return self.setdefault(code, kind)


_kinds = lru_cache(maxsize=2)(_Kinds)


@lru_cache(maxsize=2)
def _roles(lexicon: Lexicon) -> Counter[str]:
    """Word → 1 for a title before a name, 2 for one behind it, 4 for a verb of saying, together."""
    return sum((Counter(dict.fromkeys(words, role)) for role, words in ((1, lexicon.titles["before"]), (2, lexicon.titles["after"]), (4, lexicon.verb_set))), Counter())


@cache
def _model():
    """The weights, rows × tags, none in the first row; the mark of each row (1 …)."""
    import numpy as np

    with np.load(MODEL) as stored:
        return np.pad(stored["weights"], ((0, 0), (0, 1))), stored["marks"]  # rows of eight bytes are the quickest to get


def recognised(text: str, words: Words, lexicon: Lexicon) -> list[Span]:
    """The people and places of a text that is cut into words, by their context alone."""
    table, evidence = scores(text, words, lexicon), Counter()
    found = list(spans(best(table, pieces(text)), table))
    for span, gain in found:
        evidence[text[span.start : span.end], span.kind] += gain
    lexicon.fetch({part for name, _ in evidence for part in (name, name[0], name.rstrip("市县"))})
    sure = {(name, kind) for (name, kind), gain in evidence.items() if gain >= _least(name, kind, lexicon)}
    return [span for span, _ in found if (text[span.start : span.end], span.kind) in sure]


def _least(name: str, kind: str, lexicon: Lexicon) -> int:
    """The evidence that a name needs: more where it is a word (高原, 时光), a person's that is a place (曲靖) or has a surname read otherwise as a word (盖盖章, 曾有幸)."""
    if (entry := lexicon.entry(name)) and not entry.pinyin[:1].isupper():
        return LEAST["word"]
    first, place = (lexicon.entry(name[0]), lexicon.entry(name.rstrip("市县"))) if kind == "person" else (None, None)
    other = first and (lexicon.surnames.get(name[0], first.pinyin).lower() != first.pinyin.lower() or place and place.kind == "place" and place.sources != ("jieba",))
    return LEAST["read otherwise" if other else kind]


def scores(text: str, words: Words, lexicon: Lexicon):
    """The score of every tag of every character; characters × tags."""
    import numpy as np

    (weights, marks), found = _model(), []
    for numbers in features(text, words, lexicon):
        rows = numbers >> (BITS - SLOTS)
        rows *= marks.take(rows) == (numbers & (1 << BITS - SLOTS) - 1) + 1
        found.append(weights.take(rows, 0).sum(0, dtype=np.int16))
    return np.concatenate(found)[:, : len(TAGS)]


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the runs of characters between marks begin and end; no name reaches over a mark but ·."""
    return [match.span() for match in _PIECE.finditer(text)]


def best(scores, runs: list[tuple[int, int]]):
    """The best tag of every character: `scores`, characters × tags, `runs`: where pieces begin and end. Outside of them no name."""
    import numpy as np

    tags, before, group = np.zeros(len(scores), np.int8), np.array(BEFORE), np.array(GROUP)
    inside, edges = np.zeros(len(scores) + 1, np.int8), np.array(runs, int).reshape(-1, 2)
    inside[edges] = 1, -1
    better = np.cumsum(np.pad(sum(scores[:, tag] > scores[:, 0] for tag in range(1, len(TAGS))), (REACH + 1, REACH)))
    hopeful = better[2 * REACH + 1 :] > better[: -2 * REACH - 1]
    bounds = np.flatnonzero(np.diff(np.cumsum(inside[:-1], dtype=np.int8) & hopeful, prepend=0, append=0)).reshape(-1, 2)
    begins, lengths = bounds[order := np.argsort(bounds[:, 0] - bounds[:, 1]), 0], np.diff(bounds)[order, 0]  # the longest first
    going = np.searchsorted(-lengths, -np.arange(lengths.max(initial=0))).tolist()  # so many pieces are longer than so many characters
    now, back = scores[begins] + np.where(group, -30_000, 0), [None]
    for place, many in enumerate(going[1:], 1):
        ways = now[:many, before]
        back.append(before[np.arange(3), ways.argmax(2)][:, group])
        now[:many] = ways.max(2)[:, group] + scores[begins[:many] + place]
    last = before[0][now[:, before[0]].argmax(1)]
    for place in reversed(range(len(going))):
        tags[begins[: going[place]] + place] = last[: going[place]]
        if place:
            last[: going[place]] = np.take_along_axis(back[place], last[: going[place], None], 1)[:, 0]
    return tags


def spans(tags, scores) -> Iterator[tuple[Span, int]]:
    """The names that a row of tags spells, and by how much each is better than no name."""
    import numpy as np

    gains = np.cumsum(np.concatenate([[0], scores[np.arange(len(tags)), tags].astype(np.int64) - scores[:, 0]]))
    begins, ends = np.flatnonzero((tags == 1) | (tags == 4)), np.flatnonzero((tags == 3) | (tags == 6)) + 1
    for first, last, gain in zip(begins.tolist(), ends.tolist(), (gains[ends] - gains[begins]).tolist()):
        yield Span(first, last, "person" if tags[first] == 1 else "place", "name"), gain
