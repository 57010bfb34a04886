#!/usr/bin/env python3
"""Train data/models/readings.npz, the weights of helpers/ranker.py: python tools/train_readings.py FOLDER

FOLDER holds one sentence a line in `.sent` files, the character asked for between ▁ marks, its reading in the `.lb` file:
  cpp_dev              of CPP, from kakaobrain/g2pM (Park and Lee 2020), Apache-2.0: sentences of the Chinese Wikipedia
  g2pl_train, _dev     of g2pL, from whzikaros/g2pL, Apache-2.0
The `_test` sets are never read. Other material: the readings of the eighteen articles, which were proof-read, and the words
of CC-CEDICT and our own, each polyphonic character of a word a place with its reading (CC BY-SA 4.0). Numpy only, three minutes on one
core, the same result each time. One sentence in eight is kept out of a first training, whose scores are printed; the
model that is written is trained on all of it. A conditional logit over the readings of a character, by AdaGrad.
"""
import random
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from helpers import articles, ranker, read, reading
from helpers.compilation import compiled
from helpers.lexicon import lexicon
from helpers.pronunciation import Pronouncer
from helpers.syllables import NUMBERED

SETS = ("g2pl_train", "g2pl_dev", "cpp_dev")
PASSES, RATE, BATCH, FROM_WORDS, FROM_ARTICLES = 8, 0.5, 32, 0.3, 1.0
OWN = len(ranker.RUNS)  # the features from here on are a token's own: its words, its dictionary; not so those of a part of a word


def labelled(folder: Path, name: str):
    """(sentence, place, reading) of a set."""
    labels = (folder / f"{name}.lb").read_text(encoding="utf-8").split()
    for line, label in zip((folder / f"{name}.sent").read_text(encoding="utf-8").splitlines(), labels, strict=True):
        before, character, after = re.fullmatch("(.*?)▁(.)▁(.*)", line).groups()
        label = label.replace("u:", "v")
        yield before + character + after, len(before), label if label[-1].isdigit() else label + "5"


def of_characters(character: str) -> list[str]:
    return list(dict.fromkeys(r.syllables[0] for r in lexicon().look_up(character).readings if r.syllables))


class Places:
    """Places to learn from: text, spot, the readings, the right one, its weight; `whole` where the token itself is open."""

    def __init__(self):
        self.rows, self.opener, self.seen = [], Pronouncer(lexicon()), defaultdict(Counter)

    def add(self, text: str, tokens, place: int, label: str, weight: float = 1.0):
        """Add the character at a place of a text that was read; one inside a word that is not open teaches less."""
        number = next(i for i, token in enumerate(tokens) if token.end > place)
        token, open_words = tokens[number], self.opener._open
        self.opener.tokens([token.text], {})
        before, end = tokens[max(number - 1, 0)].start, tokens[min(number + 1, len(tokens) - 1)].end
        if token.reason == "name":
            return
        if token.text in open_words and open_words[token.text][0] == place - token.start:
            _, keys, syllables, _ = open_words[token.text]
            self.seen[token.text][syllables.index(label) if label in syllables else -1] += 1
            self._put(text, (place, before, token.start, token.end, end, keys), syllables, label, weight, True)
        else:
            self.part(text, place, before, end, label, FROM_WORDS)

    def part(self, text: str, place: int, before: int, end: int, label: str, weight: float):
        syllables = of_characters(text[place])
        keys = tuple(ranker.key(text[place], s) for s in syllables)
        self._put(text, (place, before, place, place + 1, end, keys), syllables, label, weight, False)

    def _put(self, text, spot, syllables, label, weight, whole):
        if label in syllables and len(syllables) > 1:
            self.rows.append((text, spot, syllables.index(label), weight, whole))

    def decided(self) -> list[str]:
        """The words that are read in more than one way: twice, or one time in ten, not as the dictionary has it. 的 is left alone."""
        other = {word: sum(count for number, count in seen.items() if number > 0) for word, seen in self.seen.items()}
        return sorted(word for word, count in other.items() if word != "的" and count and (count > 1 or 10 * count >= self.seen[word].total()))

    def arrays(self):
        """(places × readings × features, 0 where there is no reading; the right one; the weight)."""
        joined, spots, place = [], [], 0
        for text, spot, *_ in self.rows:
            spots.append((*(edge + place for edge in spot[:5]), spot[5]))
            joined.append(text + "\n" * 4)
            place += len(joined[-1])
        flat, many = ranker.features("".join(joined), spots), [len(spot[5]) for spot in spots]
        every = np.zeros((len(spots), max(many), flat.shape[1]), np.uint64)
        every[np.arange(max(many)) < np.array(many)[:, None]] = flat
        parts = np.array([not row[4] for row in self.rows])
        every[parts, :, OWN:] *= np.uint64(0x9E3779B97F4A7C15)
        return every, np.array([row[2] for row in self.rows]), np.array([row[3] for row in self.rows], np.float32)


def train(every, right, weight):
    """(features, their weights)."""
    features, numbers = np.unique(every, return_inverse=True)
    numbers = numbers.reshape(every.shape).astype(np.int32)
    there, weights, squares = every[:, :, 0] != 0, np.zeros(len(features), np.float32), np.ones(len(features), np.float32)
    shuffled = np.random.default_rng(1)
    for _ in range(PASSES):
        for part in np.array_split(shuffled.permutation(len(right)), max(len(right) // BATCH, 1)):
            share = np.where(there[part], weights[numbers[part]].sum(2), -1e9)
            share = np.exp(share - share.max(1, keepdims=True))
            share /= share.sum(1, keepdims=True)
            share[np.arange(len(part)), right[part]] -= 1
            share *= weight[part][:, None]
            touched, inverse = np.unique(numbers[part][there[part]], return_inverse=True)
            slope = np.bincount(inverse.ravel(), np.repeat(share[there[part]], every.shape[2])).astype(np.float32)
            squares[touched] += slope**2
            weights[touched] -= RATE * slope / np.sqrt(squares[touched])
    return features, weights


def packed(features, weights, used):
    """The model's arrays: in each slot the weight that matters most, of those that a token can meet; one byte each."""
    kept = np.isin(features, used) & (features != 0)
    features, weights = features[kept], weights[kept]
    slots, marks = ranker.addresses(features)
    order = np.argsort(np.abs(weights), kind="stable")
    stored, owners = np.zeros(2**ranker.SLOTS, np.int8), np.zeros(2**ranker.SLOTS, np.uint16)
    scale = 127 / np.abs(weights).max()
    stored[slots[order]] = np.round(weights[order] * scale).astype(np.int8)
    owners[slots[order]] = marks[order]
    owners[stored == 0] = 0
    return {"weights": stored, "marks": owners}


def write(places: Places):
    every, right, weight = places.arrays()
    whole = np.array([row[4] for row in places.rows])
    used = np.unique(np.concatenate([every[whole].ravel(), every[:, :, :OWN].ravel()]))
    model = packed(*train(every, right, weight), used)
    ranker.MODEL.parent.mkdir(exist_ok=True)
    np.savez_compressed(ranker.MODEL, **model, words=np.array(places.decided()))
    print(f"{len(right)} places, {np.count_nonzero(model['weights'])} weights, {len(places.decided())} words, {ranker.MODEL.stat().st_size / 1e6:.2f} MB")


def score(name: str, held):
    """Print how many places of a set come out right, among those that the ranker decides and among all."""
    right = by_ranker = of_ranker = 0
    for text, tokens, place, label in held:
        again = read(text).tokens
        token = next(token for token in again if token.end > place)
        good = token.syllables[place - token.start] == label
        right += good
        of_ranker += token.reason == "context"
        by_ranker += good and token.reason == "context"
    print(f"{name}: {100 * right / len(held):.2f} % of {len(held)}; {100 * by_ranker / max(of_ranker, 1):.2f} % of the {of_ranker} that context decides", flush=True)


def main(folder: Path):
    ranker.MODEL.unlink(missing_ok=True)
    _forget()
    material = {name: [(text, read(text).tokens, place, label) for text, place, label in labelled(folder, name)] for name in SETS}
    print({name: len(rows) for name, rows in material.items()}, flush=True)
    pick, held = random.Random(3), {name: [] for name in SETS}
    for name, rows in material.items():
        held[name] = set(pick.sample(range(len(rows)), len(rows) // 8))
    write(gathered(material, held))
    _forget()
    for name, rows in material.items():
        score(name, [row for number, row in enumerate(rows) if number in held[name]])
    ranker.MODEL.unlink()
    _forget()
    write(gathered(material, {name: set() for name in SETS}))


def _forget():
    """The next text is read with the model as it is now on disk."""
    ranker._model.cache_clear()
    reading._pronouncer.cache_clear()


def gathered(material: dict, held: dict) -> Places:
    places, known = Places(), lexicon()
    for name, rows in material.items():
        for number, row in enumerate(rows):
            if number not in held[name]:
                places.add(*row)
    for article in articles():
        tokens = read(article).tokens
        for token in tokens:
            if token.reason not in ("name", "only", ""):
                for place, syllable in enumerate(token.syllables, token.start):
                    if NUMBERED.fullmatch(syllable):
                        places.add(article.text, tokens, place, syllable, FROM_ARTICLES)
    words = [word for (word,) in sqlite3.connect(compiled()).execute("select hanzi from word order by hanzi") if 2 <= len(word) <= 6]
    known.fetch(words)
    for word in words:
        readings = {r.syllables for r in known.look_up(word).readings}
        for place, syllable in enumerate(next(iter(readings)) if len(readings) == 1 else ()):
            places.part(word, place, 0, len(word), syllable, FROM_WORDS)
    return places


if __name__ == "__main__":
    main(Path(sys.argv[1]))
