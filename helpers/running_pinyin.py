"""A reading as running Hanyu Pinyin, sentence by sentence, by GB/T 16159-2012 and ISO 7098."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice

from helpers.model import Entry, Mention, Reading, Token
from helpers.spelling import NUMERALS
from helpers.syllables import NUMBERED, align, is_hanzi, join_word, marked, toneless

_MARKS = str.maketrans("。，、；：？！（）［］％＋　", ".,,;:?!()[]%+ ")
_OPENING, _CLOSING = "“‘《〈([「『【+/ ", ".,;:?!)]”’》〉」』】%…+/"
_ENDINGS, _BEGINNINGS = "员式度率委局组站展费型感圈室", "副非超总"  # one syllable, joined to a word of two and more (5.2, 5.5)
_RESULTS, _NO_RESULT = "到出起遍上下开完成住掉见满透倒断好坏", "是有在到要能会想让把被给向从对也都不一"  # 走遍, but 有好
_WADE = {"tie": "t'ieh", "huo": "huo", "shuo": "shuo", "chua": "ch'ua"}  # where pypinyin errs; so it does in -ai
_GROUP = re.compile("[一二两三四五六七八九几][千百万亿]|[一二三四五六七八九几]?十[一二三四五六七八九几]?|.")
_CHANGING = re.compile(f"不(?=.)|(?<![第初之{''.join(NUMERALS)}])一(?=[^〇零一二三四五六七八九月日号])", re.DOTALL)


def orthography(reading: Reading, sandhi: bool = False, numbers: bool = False) -> tuple[str, ...]:
    """The pinyin of each sentence of a reading, in order, without the line's end. Figures stay figures.

    Citation tones, as the standard asks; `sandhi` writes 一 and 不 as they are said (yí gè, bú huì), `numbers` writes tones as figures.
    The established romanisation of a place stands beside it the first time: Rìkāzé (Xigazê).

    >>> from helpers import read
    >>> orthography(read("王书记说：“不要忘了老百姓。”"))
    ('Wáng shūjì shuō: “Bùyào wàngle lǎobǎixìng.”',)
    """
    names, shown = _names(reading.mentions), set()
    return tuple(_line(_words(sentence.tokens, names), sandhi, numbers, shown) for sentence in reading.sentences)


def term_pinyin(tokens: tuple[Token, ...], parts: tuple[Mention, ...]) -> str:
    """The pinyin of a term of several words as it is written, small unless a name begins it. `parts`: the mentions inside it."""
    pinyin = _line(_words(tokens, _names(parts)), False, False, set())
    return pinyin if tokens[0].pinyin[:1].isupper() else pinyin[:1].lower() + pinyin[1:]


def spoken(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The syllables of each token with 一 and 不 as they are said: most tokens have those that they have anyway."""
    names, found = _names(reading.mentions), []
    for sentence in reading.sentences:
        words = _words(sentence.tokens, names)
        said = zip(_said(words, False), _said(words, True))
        found += [tuple(new if new != old else own for own, (old, new) in zip(token.syllables, said)) for token in sentence.tokens]
    return tuple(found)


def other_readings(token: Token) -> list[str]:
    """The word's pinyin with each other possible reading of each of its characters; its capitals, spaces and hyphens are kept."""
    own = token.syllables
    return sorted({spelled_with(token, (*own[:n], also, *own[n + 1 :])) for n, several in enumerate(token.alternatives) for also in several} - {token.pinyin})


def transcribed(syllable: str) -> tuple[str, str]:
    """A syllable without its tone in Zhuyin (Bopomofo) and in Wade–Giles: chuan → ㄔㄨㄢ, ch'uan."""
    from pypinyin import Style
    from pypinyin.style import convert

    zhuyin, wade = (convert("er" if syllable == "r" else syllable, style, True, None) for style in (Style.BOPOMOFO, Style.WADEGILES))
    wade = _WADE.get(syllable) or (wade[:-2] + "ai" if syllable.endswith("ai") else wade)
    return zhuyin.strip("˙"), wade.replace("v", "ü")


def _names(mentions: tuple[Mention, ...]) -> dict:
    """The outermost mentions that are written as one, by where they start."""
    written = (m for m in reversed(mentions) if m.kind not in ("number", "date") and m.entry and m.entry.pinyin and all(map(is_hanzi, m.text)))
    return {mention.start: mention for mention in written}


def _words(tokens: tuple[Token, ...], names: dict) -> list[Token]:
    """The tokens of a sentence; those of an outermost mention are one, and so are numerals beside each other (6.1.5)."""
    words, rest = [], list(reversed(tokens))
    while rest:
        name, run = names.get(rest[-1].start), [rest.pop()]
        while rest and (rest[-1].start < name.end if name else NUMERALS.issuperset(run[0].text + rest[-1].text)):
            run.append(rest.pop())
        words.append(_whole(run, name.entry if name else None) if len(run) > 1 else run[0])
    return words


def _whole(run: list[Token], entry: Entry | None) -> Token:
    """Several tokens as one. Numerals: tens with their units, a digit with its hundred; two that rise are about so many (bā-jiǔ)."""
    text, syllables = "".join(token.text for token in run), sum((token.syllables for token in run), ())
    number = ("-" if text in "一两三四五六七八九" else " ").join(join_word(syllables[m.start() : m.end()]) for m in _GROUP.finditer(text))
    whole = replace(run[0], text=text, syllables=align(text, entry.pinyin) if entry else syllables, pinyin=entry.pinyin if entry else number, entry=entry)
    mended = any(token.reason == "corrected" for token in run)
    return replace(whole, syllables=syllables, pinyin=spelled_with(whole, syllables)) if mended else whole


def _line(words: list[Token], sandhi: bool, numbers: bool, shown: set[str]) -> str:
    said, line, capital = iter(_said(words, sandhi)), "", True
    for before, word, after in zip([None, *words], words, [*words[1:], None]):
        if word.text == "个人" and before and (before.text[-1] in NUMERALS or before.text.isdecimal()):
            word = replace(word, pinyin="gè rén")
        pinyin = spelled_with(word, list(islice(said, len(word.text))), numbers).translate(_MARKS)
        if capital and word.text[0].isalnum():
            pinyin, capital = pinyin[:1].upper() + pinyin[1:], False
        line += _between(before, word, after) + pinyin + _established(word, shown)
        capital = capital or word.text == "《" or word.text == "“" and line[-3:-1] == ": "
    return re.sub("([…—]) ?\\1", r"\1", line.strip())


def _between(before: Token | None, word: Token, after: Token | None) -> str:
    """What parts a word from the one before it: a space, nothing, or a hyphen."""
    mark, last = word.text[0].translate(_MARKS), before.text[-1].translate(_MARKS) if before else " "
    if last == "第" and (mark.isdecimal() or mark in NUMERALS):
        return "-"
    return "" if mark in _CLOSING or last in _OPENING or is_hanzi(mark) and is_hanzi(last) and _joined(before, word, after) else " "


def _joined(before: Token, word: Token, after: Token | None) -> bool:
    """Is a word written together with the one before it: particle, ending, result, beginning or repetition?"""
    text, last, entry = word.text, before.text, before.entry or Entry("")
    if word.syllables[0] in ("le5", "zhe5", "guo5"):
        return text != "了" or after is not None and is_hanzi(after.text[0]) and after.text not in "吗吧呢啊"
    if text in _ENDINGS:
        return len(last) > 1 and "pronoun" not in entry.pos and entry.kind not in ("person", "idiom")
    if text in _RESULTS and len(last) == 1:
        return last not in _NO_RESULT and (not entry.pos or bool(re.search(r"\bverb", entry.pos)))
    return text in "们者性化儿" or last in _BEGINNINGS and len(text) > 1 or text == last and len(text) == 1


def _said(words: list[Token], sandhi: bool) -> list[str]:
    """The syllables; with `sandhi`, 一 and 不 in the tone that they take before the next one: ordinals, digits and ends of words keep yī."""
    text, said = "".join(word.text for word in words), [syllable for word in words for syllable in word.syllables]
    if not sandhi:
        return said
    tones = "".join(syllable[-1] if NUMBERED.fullmatch(syllable) else " " for syllable in said)
    ends = {end - 1 for end, word in zip(accumulate(len(word.text) for word in words), words) if len(word.text) > 1}
    for place in [match.start() for match in _CHANGING.finditer(text)]:
        if said[place] == "bu4" and tones[place + 1] == "4":
            said[place] = "bu2"
        elif said[place] == "yi1" and tones[place + 1] != " " and place not in ends:
            said[place] = "yi2" if tones[place + 1] == "4" or text[place + 1] == "个" else "yi4"
    return said


@lru_cache(maxsize=10_000)
def _with_places(syllables: tuple[str, ...]) -> re.Pattern:
    """What finds the places of these syllables in a word's pinyin."""
    return re.compile("(.*?)" + "".join(f"({syllable})(.*?)" for syllable in syllables), re.IGNORECASE | re.DOTALL)


def spelled_with(word: Token, said: Sequence[str], numbers: bool = False) -> str:
    """A word's pinyin with these syllables in their places; its capitals, spaces and hyphens are kept."""
    if not numbers and tuple(said) == word.syllables:
        return word.pinyin
    pairs = [(marked(old), new) for old, new in zip(word.syllables, said) if NUMBERED.fullmatch(old)]
    found = _with_places(tuple(old for old, _ in pairs)).fullmatch(word.pinyin)
    pieces = list(found.groups()) if found else [word.pinyin]
    pieces[1::2] = [new.capitalize() if old[0].isupper() else new for old, (_, new) in zip(pieces[1::2], pairs)]
    return re.sub(r"(\d)r5", r"r\1", "".join(pieces).replace("v", "ü")) if numbers else "".join([*map(marked, pieces)])


def _established(word: Token, shown: set[str]) -> str:
    """The established romanisation in brackets, the first time: one word, neither the pinyin nor all that the gloss says."""
    english = word.entry.english if word.entry and word.entry.kind == "place" else ()
    name = next((r.text.split(";")[0] for r in english if r.document == "established name"), "")
    if not name.isalpha() or name in shown | {word.entry.gloss, toneless(word.pinyin.split()[0])}:
        return ""
    shown.add(name)
    return f" ({name})"
