"""Which of a character's readings fits where it stands: a small linear model over the characters and words around it, and a network beside it.

A reading's score is the sum of the weights of its features: the reading together with a run of characters nearby, a word
beside it, the kind of that word, its place in the dictionary, or what a list of phrases says; to that comes the score of
helpers/network.py. tools/train_readings.py learnt both.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, islice
from typing import NamedTuple
from zlib import crc32

from helpers import network
from helpers.folders import DATA

MODEL = DATA / "models" / "readings.npz"
SLOTS = 19  # the model has 2 ** SLOTS weights, one byte each, each with a mark that tells whose it is
RUNS = ((-1, 0), (-2, 0), (-3, 0), (1, 2), (1, 3), (1, 4), (-1, 2), (-2, 2), (-1, 3), (-2, -1), (-3, -2), (2, 3), (3, 4))  # from the character on
WORDS = ((1, 2), (2, 3), (3, 4), (1, 3), (2, 4))  # between the edges of a spot: the word before, its word, the word behind, two together
_MARGIN = "\n" * 4
PART = 500  # spots at a time, so that memory does not grow with the text and what was used once is used again: fresh memory is slow
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 ** 64
_STEP, _SALT = 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93

# The character's place; where the words before, its own, the next begin and that ends; the key that a phrase gives it, the phrase's length; its keys
Spot = tuple[int, int, int, int, int, int, int, tuple[int, ...]]


class Model(NamedTuple):
    """What was learnt: the linear weights, their marks, the words that it decides, the kinds of words, the least margin that is no guess;
    the network's arrays, and how much its score counts against the weights."""

    weights: Sequence
    marks: Sequence
    words: dict[str, list[str]]
    kinds: dict[str, int]
    margin: float
    network: dict
    balance: float


def key(character: str, syllable: str) -> int:
    """A number for a reading of a character."""
    return crc32(f"{character} {syllable}".encode())


def beside(text: str, spots: Sequence[Spot], kinds: Mapping[str, int]):
    """The kinds of the words before and behind each spot, spots × 2; 0 where a word has none. `kinds`: word → its kind."""
    import numpy as np

    return np.fromiter((kinds.get(text[spot[at] : spot[at + 1]], 0) for spot in spots for at in (1, 3)), np.uint64, 2 * len(spots)).reshape(-1, 2)


def features(text: str, spots: Sequence[Spot], near):
    """A row of numbers, its features, for every reading of every spot; uint64, readings × features. `near`: what `beside` says."""
    import numpy as np

    many, keys = [len(spot[-1]) for spot in spots], np.array([key for spot in spots for key in spot[-1]], np.uint64)[:, None]
    rank = np.minimum(np.arange(len(keys)) - np.repeat(np.cumsum(many) - many, many), 2).astype(np.uint64)[:, None] + np.uint64(1)
    edges = np.array([spot[:7] for spot in spots]).T
    said, length = np.repeat(edges[5:].astype(np.uint64), many, 1)[:, :, None]
    phrase = 2 * length + (said == keys)
    both = near[:, :1] * 256 + near[:, 1:]
    about = np.repeat(np.concatenate([_surroundings(*_seen(text, edges[:5])), near, both], 1), many, 0)
    plain = np.concatenate([about, keys * 0, rank, phrase], 1)
    plain += np.arange(1, plain.shape[1] + 1, dtype=np.uint64) * _STEP
    mixed = np.concatenate([plain ^ keys * _SALT, rank, phrase + 16, phrase * 4 + rank + 32], 1)
    return (mixed ^ mixed >> 31) * _BASE


def _seen(text: str, edges) -> tuple:
    """Of a text only what the spots see, piece behind piece, and their edges in that: spots may be few and far between."""
    import numpy as np

    reach, begins = len(_MARGIN), edges[1].tolist()
    pieces = [f"{_MARGIN}{text[max(0, begin - reach) : end + reach]}" for begin, end in zip(begins, edges[4].tolist())]
    moved = [at + reach + min(begin, reach) - begin for at, begin in zip(accumulate(map(len, pieces), initial=0), begins)]
    return "".join(pieces) + _MARGIN, edges + np.array(moved)


def _surroundings(text: str, edges):
    """A number for each run of characters and each word about each spot; equal strings have equal numbers (a rolling hash)."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    powers, inverse = (np.cumprod(np.full(len(codes) + 1, base, np.uint64)) for base in (_BASE, pow(_BASE, -1, 2**64)))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * powers[:-1])])
    bounds = [(edges[0] + a, edges[0] + b) for a, b in RUNS] + [(edges[a], edges[b]) for a, b in WORDS]
    return np.stack([(sums[end] - sums[begin]) * inverse[begin] for begin, end in bounds], 1)


def addresses(rows):
    """Where the weights of features stand in the model, and the marks that they must bear there."""
    return (rows >> (64 - SLOTS)).astype("int32"), (rows >> (48 - SLOTS)).astype("uint16")


@cache
def _model() -> Model | None:
    """The model, or None without its file."""
    if not MODEL.exists():
        return None
    import numpy as np

    with np.load(MODEL) as stored:
        words = (line.split(" ") for line in str(stored["words"]).splitlines())
        kinds = dict(zip(str(stored["listed"]).split(), stored["kinds"].tolist()))
        wide = {name: stored[f"network_{name}"] * stored[f"scale_{name}"] for name in network.ARRAYS}
        wide |= {name: stored[name] for name in ("alphabet", "keys")}
        return Model(stored["weights"], stored["marks"], {word: other for word, *other in words}, kinds, float(stored["margin"]), wide, float(stored["balance"]))


def decided(word: str) -> list[str] | None:
    """What the model has learnt of a word that it decides: nothing, [], or for a word of one reading [place, syllable], another; else None."""
    return _model().words.get(word) if _model() else []


def choose(text: str, spots: Sequence[Spot]) -> list[tuple[int, bool]]:
    """For each spot, in order, the number of the reading that fits best, and is it sure? Without a model the first, the dictionary's."""
    if not _model():
        return [(0, False)] * len(spots)
    parts = (spots[first : first + PART] for first in range(0, len(spots), PART))
    return [best for part in parts for best in _chosen(text, part)]


def _chosen(text: str, spots: Sequence[Spot]) -> list[tuple[int, bool]]:
    model = _model()
    rest = iter(scores(text, spots, model).tolist())
    return [_best(list(islice(rest, len(spot[-1]))), model.margin) for spot in spots]


def scores(text: str, spots: Sequence[Spot], model: Model):
    """The score of every reading of every spot, in order."""
    import numpy as np

    near = beside(text, spots, model.kinds)
    slots, wanted = addresses(features(text, spots, near))
    by_weights = (model.weights.take(slots) * (model.marks.take(slots) == wanted)).sum(1, dtype="int32")
    places = np.repeat(np.arange(len(spots)), [len(spot[-1]) for spot in spots])
    told = network.inputs(text, np.array([spot[:5] for spot in spots]).T, near, model.network["alphabet"])
    return by_weights + model.balance * network.scores(told, model.network, places, numbered(spots, model.network["keys"]))


def numbered(spots: Sequence[Spot], keys):
    """The network's number of every reading of every spot, in order; the last of all where it knows none."""
    import numpy as np

    every = np.array([key for spot in spots for key in spot[-1]], np.uint32)
    found = np.minimum(np.searchsorted(keys, every), len(keys) - 1)
    return np.where(keys[found] == every, found, len(keys))


def _best(scores: list[float], margin: float) -> tuple[int, bool]:
    first, second, *_ = sorted(scores, reverse=True)
    return scores.index(first), first - second >= margin
