"""What a small neural network makes of the characters around a place: a score for each reading there.

It knows which characters are used alike, as the runs of characters in helpers/ranker.py do not. tools/train_readings.py trained it.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence

AROUND, FAR = 4, 8  # characters on either side that are told one by one; that are told all together
MARGIN = "\n" * FAR
FIRST, LONGEST = 4, 5  # places in a word, and lengths of words, that are told apart
ARRAYS = ("characters", "kinds", "seats", "hidden", "bias", "readings", "biases")  # of the model: one row a character, kind, seat, reading …


def inputs(text: str, edges, near, alphabet):
    """What the network is told of each place: the numbers of the characters about it, the kinds of the words beside it, its seat in its word.

    `edges`: rows of places, word before, word, word behind, that one's end; `near`: kinds, places × 2; `alphabet`: code points in order. 0: no character, 1: a rare one."""
    import numpy as np

    begin, end = max(0, edges[0].min() - FAR), edges[0].max() + FAR + 1  # of the text only what is near a place
    codes = np.frombuffer((MARGIN + text[begin:end] + MARGIN).encode("utf-32-le", "surrogatepass"), np.uint32)
    around = codes[edges[0][:, None] - begin + np.arange(2 * FAR + 1)]
    table = np.ones(alphabet[-1] + 2, np.uint16)
    table[ord("\n")], table[alphabet] = 0, np.arange(2, len(alphabet) + 2)
    seat = np.minimum(edges[0] - edges[2], FIRST) * (LONGEST + 1) + np.minimum(edges[3] - edges[2], LONGEST)
    return table[np.minimum(around, len(table) - 1)], near.astype(np.int64), seat


def hidden(told, arrays: Mapping):
    """The network's inner layer, places × units, and what went into it."""
    import numpy as np

    numbers, near, seat = told
    around, many = arrays["characters"].take(numbers, 0), len(seat)
    sides = [np.einsum("pcn->pn", side) * FAR**-0.5 for side in (around[:, :FAR], around[:, -FAR:])]
    into = np.concatenate([around[:, FAR - AROUND : -FAR + AROUND].reshape(many, -1), arrays["kinds"][near].reshape(many, -1), arrays["seats"][seat], *sides], 1)
    return np.maximum(into @ arrays["hidden"] + arrays["bias"], 0), into


def scores(told, arrays: Mapping, rows: Sequence[int], readings: Sequence[int]):
    """A score for each reading: `rows` says whose place it is, `readings` its number in the network."""
    import numpy as np

    return np.einsum("rn,rn->r", hidden(told, arrays)[0].take(rows, 0), arrays["readings"].take(readings, 0)) + arrays["biases"][readings]
