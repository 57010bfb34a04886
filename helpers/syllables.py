"""Pinyin syllables: tone marks to numbers and back, words split into syllables and joined again.

A syllable is written with its citation tone as a number, neutral tone 5, ü as v: jiao1, lv4, de5.
"""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
MARKS = {number: mark for mark, number in TONES.items()}
_ALTERED = {"\u0308": "v", "\u0302": "ê"}  # what two dots make of u, a circumflex of e
NUMBERED = re.compile(r"[a-zêü:]+[1-5]", re.IGNORECASE)
HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
_VOWEL = "aeiouvê"
_SYLLABLE = re.compile(
    rf"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[{_VOWEL}]+(?:ng(?![{_VOWEL}])|n(?![{_VOWEL}])|r(?![{_VOWEL}]))?|r|n|ng|m|hng|hm"
)
_BEARS_TONE = re.compile(f"[aeê]|ou|[iouv](?=[^{_VOWEL}]*$)|[nm](?!.*[{_VOWEL}])", re.IGNORECASE)  # the last: ń, ňg, ḿ


def is_hanzi(character: str) -> bool:
    """Is this one character a Chinese character (〇 counts)?"""
    return "一" <= character <= "鿿" and len(character) == 1 or bool(HANZI.fullmatch(character))


def hanzi_count(text: str) -> int:
    """How many Chinese characters the text has."""
    return len(HANZI.findall(text))


def bare(text: str) -> str:
    """The text without spaces and marks; a plus stays, as in 1+43+N."""
    return "".join(character for character in text if character.isalnum() or character == "+")


def numbered(syllable: str) -> str:
    """One syllable with its tone as a number: jiāo → jiao1, lǜ → lv4, de → de5. A number already there stays."""
    letters, tones = _parted(syllable.lower().replace("u:", "v"))
    plain = letters.rstrip("0123456789")
    return plain + (letters[len(plain) :].replace("0", "5") or next(reversed(tones.values()), "5"))


def _parted(pinyin: str) -> tuple[str, dict[int, str]]:
    """Pinyin in small letters without tone marks, ü as v; and the tones by the places of the letters that bear them."""
    letters, tones = "", {}
    for character in unicodedata.normalize("NFD", pinyin.lower()):
        if character in TONES:
            tones[len(letters) - 1] = TONES[character]
        else:
            letters = letters[:-1] + _ALTERED[character] if character in _ALTERED else letters + character
    return letters, tones


def toneless(pinyin: str) -> str:
    """Pinyin without tone marks: Xī'ān → Xi'an; ü stays."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", pinyin) if c not in TONES))


@lru_cache(maxsize=4096)
def marked(syllable: str) -> str:
    """One numbered syllable with its tone mark: jiao1 → jiāo, lv4 → lǜ, de5 → de. What is no syllable stays as it is.

    The mark stands on a, e or o; else on the last vowel (Hanyu Pinyin Fang'an, section 4).
    """
    if not NUMBERED.fullmatch(syllable):
        return syllable
    letters, tone = syllable[:-1].replace("u:", "v"), syllable[-1]
    if tone != "5" and (found := _BEARS_TONE.search(letters)):
        letters = letters[: found.start() + 1] + MARKS[tone] + letters[found.start() + 1 :]
    return unicodedata.normalize("NFC", letters.replace("v", "ü").replace("V", "Ü"))


def split_syllables(pinyin: str) -> tuple[str, ...]:
    """The numbered syllables of orthographic pinyin: "dǎngqún Xī'ān" → dang3 qun2 xi1 an1.

    A syllable inside a word that begins with a, e or o needs its apostrophe, as the standard asks.
    """
    letters, tones = _parted(pinyin)
    return tuple(_with_tone(match, tones) for match in _SYLLABLE.finditer(letters))


def _with_tone(match: re.Match, tones: dict[int, str]) -> str:
    return match.group() + next((tones[i] for i in range(*match.span()) if i in tones), "5")


@lru_cache(maxsize=4096)
def align(hanzi: str, pinyin: str) -> tuple[str, ...]:
    """One syllable for each character of `hanzi`, from orthographic pinyin; what is no hanzi stands for itself.

    ValueError when the counts differ. A suffixed 儿 takes the r of its syllable: 花儿 huār → hua1 r5.

    >>> align("1+43+N网格", "yī jiā wǎnggé")[-2:]
    Traceback (most recent call last):
    ...
    ValueError: 1+43+N网格 has 2 characters to read, “yī jiā wǎnggé” has 4 syllables.
    """
    syllables = list(split_syllables(pinyin))
    if hanzi.endswith("儿") and len(syllables) == hanzi_count(hanzi) - 1 and len(syllables) and syllables[-1][-2] == "r":
        syllables[-1:] = [syllables[-1][:-2] + syllables[-1][-1], "r5"]
    if len(syllables) != hanzi_count(hanzi):
        raise ValueError(f"{hanzi} has {hanzi_count(hanzi)} characters to read, “{pinyin}” has {len(syllables)} syllables.")
    rest = iter(syllables)
    return tuple(next(rest) if is_hanzi(character) else character for character in hanzi)


def join_word(syllables: tuple[str, ...] | list[str], capital: bool = False) -> str:
    """Syllables as one written word: ("xi1", "an1") → Xī'ān with `capital`; an apostrophe before a, e, o inside a word."""
    word = ""
    for syllable in syllables:
        plain = marked(syllable)
        word += f"'{plain}" if syllable[0] in "aeoAEO" and word[-1:].isalpha() and NUMBERED.fullmatch(syllable) else plain
    return word[:1].upper() + word[1:] if capital else word
