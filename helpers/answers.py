"""One normaliser for all answers: is what was typed the same as the key, and if not, what kind of slip is it?

`form` says what is compared: text, pinyin, number, date, or cut (words parted by slashes).
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from helpers.dictionary import converter
from helpers.syllables import TONES, marked, split_syllables

FORMS = ("text", "pinyin", "number", "date", "cut")
_DIGITS = {character: place // 2 for place, character in enumerate("〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖")} | {"两": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"thousand": 1000, "万": 10_000, "million": 1_000_000, "亿": 100_000_000, "billion": 1_000_000_000}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LOOKALIKE = str.maketrans({"ɑ": "a", "ɡ": "g", "ĭ": "ǐ", "ă": "ǎ", "ŏ": "ǒ", "ŭ": "ǔ", "ĕ": "ě"})
_NUMBER = re.compile(r"百分之|%|[\d.,]+|[〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖两十拾百佰千仟万亿]|thousand|million|billion")
_PLACE = ("1st", "2nd", "3rd")


def same(answer: str, key: str, form: str = "text") -> bool:
    """Is the answer right? Width, spaces, punctuation, capitals, simplified or traditional, tone marks or numbers, 万 or noughts do not matter.

    >>> same("黨建引領", "党建引领"), same("dang3jian4 yin3ling3", "dǎngjiàn yǐnlǐng", "pinyin"), same("一亿二千万", "1.2亿", "number")
    (True, True, True)
    """
    if not plain(answer):
        return False
    match form:
        case "pinyin":
            return _spelt(answer)[0] == _spelt(key)[0] and _tones(answer, key) == _tones(key, key)
        case "number":
            return _value(answer) is not None and _value(answer) == _value(key)
        case "date":
            return bool(_dates(answer, key) & _dates(key))
        case "cut":
            return _words(answer, key) == _words(key, key)
    return plain(answer, key) == plain(key, key)


def slip(answer: str, key: str, form: str = "text") -> str:
    """What is wrong with a wrong answer, in a sentence, where it is a slip that can be named; else nothing. The key is not told."""
    if same(answer, key, form) or not plain(answer):
        return ""
    named = {"pinyin": _slip_of_pinyin, "number": _slip_of_number, "date": _slip_of_date, "cut": _slip_of_cut}.get(form, _slip_of_text)
    return named(answer, key)


def plain(text: str, key: str = "") -> str:
    """Text for comparing: half width, small letters, simplified, no spaces and no punctuation but %, the decimal point and signs (+).

    Traditional 著 is 着 where the `key` has 着 (著力), and stays where it has 著 (著名).
    """
    text = converter("t2s").convert(unicodedata.normalize("NFKC", text).lower())
    text = text.replace("著", "着") if "着" in key and "著" not in key else text
    text = re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"(?<=\d)\.(?=\d)", "点", text))
    return "".join(c for c in text if c == "%" or unicodedata.category(c)[0] not in "PZC")


# ---- pinyin

def _spelt(pinyin: str) -> tuple[str, dict[int, str]]:
    """The letters of pinyin (ü as v, nothing else), and at which letter which tone is marked. Numbers are turned into marks first."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", pinyin).lower()).translate(_LOOKALIKE).replace("u:", "ü")
    text = re.sub(r"(?<=[jqxy])(v|ü)", "u", text.replace("ü", "v"))
    text = re.sub(r"([a-zê]+)([0-5])", lambda m: _with_mark(m[1], m[2].replace("0", "5")), text)
    letters, tones = "", {}
    for character in unicodedata.normalize("NFD", text):
        if character in TONES:
            tones[len(letters) - 1] = TONES[character]
        elif character == "\u0308":
            letters = letters[:-1] + ("u" if letters[-2:-1] in tuple("jqxy") else "v")
        elif character.isalnum():
            letters += character
    return letters, tones


def _with_mark(letters: str, tone: str) -> str:
    """Letters with the mark of the number behind them, on the last syllable: zheli4 → zhelì."""
    last = len((split_syllables(letters) or (letters + "5",))[-1]) - 1
    return letters[:-last] + marked(letters[-last:] + tone)


def _tones(answer: str, key: str) -> list[str]:
    """The tone of each syllable of the key as the answer, which has the same letters, marks it; 5 where it marks none, x where it marks two."""
    tones, found, place = _spelt(answer)[1], [], 0
    for syllable in split_syllables(key if not re.search(r"\d", key) else re.sub(r"[a-zA-ZüÜ:]+\d", lambda m: marked(m.group()) + " ", key)):
        inside = {tones[at] for at in range(place, place + len(syllable) - 1) if at in tones}
        found.append(inside.pop() if len(inside) == 1 else "x" if inside else "5")
        place += len(syllable) - 1
    return found


def _slip_of_pinyin(answer: str, key: str) -> str:
    (letters, tones), right = _spelt(answer), _spelt(key)[0]
    if letters == right and not tones:
        return "The letters are right. Add the tones: dǎng or dang3."
    if letters == right:
        wrong = [place for place, (given, wanted) in enumerate(zip(_tones(answer, key), _tones(key, key))) if given != wanted]
        return f"The letters are right; look at the tone of the {_ordinals(wrong)} syllable."
    for one, other, said in (("ng", "n", "-n and -ng"), ("zh", "z", "zh and z"), ("ch", "c", "ch and c"), ("sh", "s", "sh and s"), ("v", "u", "u and ü"), ("l", "n", "l and n")):
        if letters.replace(one, other) == right.replace(one, other):
            return f"Nearly: look again at {said}."
    return ""


def _ordinals(places: Iterable[int]) -> str:
    return " and ".join((_PLACE[place] if place < 3 else f"{place + 1}th") for place in places)


# ---- numbers and dates

def _value(text: str) -> tuple[Decimal, bool] | None:
    """A number in figures, Chinese or English words, and whether it is per cent; None where there is none. What it counts is passed over (户, 余, yuan)."""
    parts = _NUMBER.findall(_plain_number(text))
    share = any(part in ("百分之", "%") for part in parts)
    parts = [part for part in parts if part not in ("百分之", "%")]
    try:
        total = _sum(parts) if parts else None
    except (ArithmeticError, KeyError):
        return None
    return None if total is None else (total, share)


def _plain_number(text: str) -> str:
    """The text in half width, simplified and small letters; a decimal in Chinese (二十三点七) in figures."""
    text = converter("t2s").convert(unicodedata.normalize("NFKC", text).lower())
    text = re.sub("个百分点|percentage points?", "", text).replace("percent", "%").replace("per cent", "%").replace("百分之百", "100%")
    return re.sub("([〇零一二三四五六七八九十百千]+)点([〇零一二三四五六七八九]+)", lambda m: f"{_figures(m[1])}.{''.join(map(_figures, m[2]))}", text)


def _figures(numeral: str) -> str:
    """A numeral of Chinese characters in figures; what is none (三五十) stays."""
    try:
        return str(_sum(list(numeral)))
    except ArithmeticError:
        return numeral


def _sum(parts: list[str]) -> Decimal:
    """The value of a number's parts: 一 亿 二 千 万, 1.2 亿, 2 〇 2 3, 120 million."""
    if all(part in _DIGITS for part in parts):
        return Decimal("".join(str(_DIGITS[part]) for part in parts))
    total, section, figure = Decimal(0), Decimal(0), None
    for part in parts:
        if part in _UNITS:
            section, figure = section + (1 if figure is None else figure) * _UNITS[part], None
        elif part in _LARGE:
            section, figure = section + (figure or 0), None
            total, section = ((total + section) * _LARGE[part] if part == "亿" else total + section * _LARGE[part]), Decimal(0)
        elif figure:
            raise ArithmeticError("two figures side by side")
        else:
            figure = Decimal(_DIGITS[part]) if part in _DIGITS else Decimal(part.replace(",", ""))
    return total + section + (figure or 0)


def _slip_of_number(answer: str, key: str) -> str:
    given, right = _value(answer), _value(key)
    if given is None:
        return "Write a number: 1200, 1200万, 一千二百."
    if given[0] == right[0]:
        return "The figure is right. Is it per cent, or a plain number?"
    if given[0] and right[0] and given[0].normalize().as_tuple().digits == right[0].normalize().as_tuple().digits:
        return "The figures are right, the size is not: 万 is ten thousand, 亿 is a hundred million."
    return ""


def _dates(text: str, key: str = "2000") -> set[tuple[int, int, int]]:
    """What date a text may mean, as (year, month, day), 0 for what it does not say; 4/12 may mean two days. The year counts where the `key` has one."""
    text = re.sub(r"[〇零一二三四五六七八九十]+", lambda m: _figures(m.group()), _plain_number(text))
    names = re.findall("|".join(_MONTHS), text)
    year = [int(figure) for figure in re.findall(r"\d{4}", text)][:1] or [0]
    rest = [int(figure) for figure in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]
    if names or len(rest) == 1 and re.search("日|号", text):
        rest = [_MONTHS.index(names[0]) + 1 if names else 0, *rest]
    either = len(rest) == 2 and not names and re.search(r"\d\s*[/.]\s*\d", text) and year == [0]
    months = [rest, rest[::-1]] if either else [rest]
    counted = year if re.search(r"\d{4}|年", _plain_number(key)) else [0]
    return {(*counted, *(pair + [0, 0])[:2]) for pair in months if pair or year != [0]} if len(rest) < 3 else set()


def _slip_of_date(answer: str, key: str) -> str:
    given, (right, *_) = _dates(answer, key), sorted(_dates(key))
    if not given:
        return "Write a date: 11月23日, 23 November or 2023-11-23."
    parts = [name for name, one, other in zip(("year", "month", "day"), min(given), right) if one != other]
    return f"Look again at the {' and the '.join(parts)}." if len(parts) < 3 else ""


# ---- cutting, and plain text

def _words(text: str, key: str) -> list[str]:
    return [word for part in re.split(r"[/／|｜\s]+", text) if (word := plain(part, key))]


def _slip_of_cut(answer: str, key: str) -> str:
    given, right = _words(answer, key), _words(key, key)
    if "".join(given) != "".join(right):
        return "The characters are not those of the text. Only put slashes between them."
    edges = lambda words: {len("".join(words[:n])) for n in range(1, len(words))}
    whole, missed, extra = "".join(right), edges(right) - edges(given), edges(given) - edges(right)
    places = [f"between {whole[at - 1]} and {whole[at]}" for at in sorted(missed | extra)]
    counts = [f"{len(found)} slash{'es' * (len(found) != 1)} {said}" for found, said in ((extra, "too many"), (missed, "missing")) if found]
    return f"{', '.join(counts)}. Look {places[0]}."


def _slip_of_text(answer: str, key: str) -> str:
    given, right = plain(answer, key), plain(key, key)
    if sorted(given) == sorted(right):
        return "The right characters, in another order."
    if len(given) == len(right) > 1 and sum(one != other for one, other in zip(given, right)) == 1:
        return f"One {'letter' if right.isascii() else 'character'} is different."
    return "A part of it: something is missing." if given and given in right else "The answer is in it, with something too much." if right in given else ""
