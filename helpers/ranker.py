"""Which of a character's readings fits where it stands: a small linear model over the characters and words around it.

A reading's score is the sum of the weights of its features: the reading together with a run of characters nearby, a word
beside it, or its place in the dictionary. The weights were learnt by tools/train_readings.py.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from zlib import crc32

from helpers.folders import DATA

MODEL = DATA / "models" / "readings.npz"
SLOTS = 19  # the model has 2 ** SLOTS weights, one byte each, each with a mark that tells whose it is
RUNS = ((-1, 0), (-2, 0), (-3, 0), (1, 2), (1, 3), (1, 4), (-1, 2), (-2, 2), (-1, 3), (-2, -1), (-3, -2), (2, 3), (3, 4))  # from the character on
WORDS = ((1, 2), (2, 3), (3, 4), (1, 3), (2, 4))  # between the edges of a spot: the word before, its word, the word behind, two together
_MARGIN = "\n" * 4
PART = 4_000  # spots at a time, so that memory does not grow with the text
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2 ** 64
_STEP, _SALT = 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93

Spot = tuple[int, int, int, int, int, tuple[int, ...]]  # the character's place; where the words before, its own, the next begin and that ends; keys


def key(character: str, syllable: str) -> int:
    """A number for a reading of a character."""
    return crc32(f"{character} {syllable}".encode())


def features(text: str, spots: Sequence[Spot]):
    """A row of numbers, its features, for every reading of every spot; uint64, readings × features."""
    import numpy as np

    many = [len(spot[-1]) for spot in spots]
    keys = np.array([key for spot in spots for key in spot[-1]], np.uint64)[:, None]
    rank = np.array([min(rank, 2) + 1 for count in many for rank in range(count)], np.uint64)[:, None]
    about = np.repeat(_surroundings(text, np.array([spot[:-1] for spot in spots]).T + len(_MARGIN)), many, 0)
    plain = np.concatenate([about, keys * 0, rank], 1)
    plain += np.arange(1, plain.shape[1] + 1, dtype=np.uint64) * _STEP
    mixed = np.concatenate([plain ^ keys * _SALT, rank], 1)
    return (mixed ^ mixed >> 31) * _BASE


def _surroundings(text: str, edges):
    """A number for each run of characters and each word about each spot; equal strings have equal numbers (a rolling hash)."""
    import numpy as np

    codes = np.frombuffer((_MARGIN + text + _MARGIN).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    powers, inverse = (np.cumprod(np.full(len(codes) + 1, base, np.uint64)) for base in (_BASE, pow(_BASE, -1, 2**64)))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * powers[:-1])])
    bounds = [(edges[0] + a, edges[0] + b) for a, b in RUNS] + [(edges[a], edges[b]) for a, b in WORDS]
    return np.stack([(sums[end] - sums[begin]) * inverse[begin] for begin, end in bounds], 1)


def addresses(rows):
    """Where the weights of features stand in the model, and the marks that they must bear there."""
    return (rows >> (64 - SLOTS)).astype("int32"), (rows >> (48 - SLOTS)).astype("uint16")


@cache
def _model():
    """The model's weights, their marks, and the words that it decides; None without its file."""
    if not MODEL.exists():
        return None
    import numpy

    with numpy.load(MODEL) as stored:
        return stored["weights"], stored["marks"], frozenset(stored["words"].tolist())


def decides(word: str) -> bool:
    """Has the model seen this word read in more than one way?"""
    return not _model() or word in _model()[2]


def choose(text: str, spots: Sequence[Spot]) -> list[int]:
    """For each spot, in order, the number of the reading that fits best; without a model the first, the dictionary's."""
    if not _model():
        return [0] * len(spots)
    parts = (spots[first : first + PART] for first in range(0, len(spots), PART))
    return [best for part in parts for best in _chosen(text, part)]


def _chosen(text: str, spots: Sequence[Spot]) -> list[int]:
    weights, marks, _ = _model()
    begin, end = max(0, spots[0][1] - len(_MARGIN)), spots[-1][4] + len(_MARGIN)
    slots, wanted = addresses(features(text[begin:end], [(*(edge - begin for edge in edges), keys) for *edges, keys in spots]))
    scores = (weights[slots] * (marks[slots] == wanted)).sum(1, dtype="int32").tolist()
    rest = iter(scores)
    return [own.index(max(own)) for own in (list(islice(rest, len(keys))) for *_, keys in spots)]
