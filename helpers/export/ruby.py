"""Pinyin with its characters, in the ways that formats can hold it: ruby HTML, Anki's brackets, and a word with its pinyin behind it.

All begin from `characters`, a pair for each character, so that a stretch of a stem (a gap, what stands before it) is a slice of it.
"""
from __future__ import annotations

from collections.abc import Iterable
from html import escape

from helpers.model import Token
from helpers.syllables import is_hanzi, marked


def characters(tokens: Iterable[Token]) -> list[tuple[str, str]]:
    """Each character of the tokens' joined text with its pinyin, which is empty where it is no hanzi or has no reading."""
    pairs = (pair for token in tokens for pair in zip(token.text, token.syllables, strict=True))
    return [(character, marked(syllable) if is_hanzi(character) and syllable != character else "") for character, syllable in pairs]


def ruby(pairs: Iterable[tuple[str, str]]) -> str:
    """The characters as HTML: <ruby><rb>字</rb><rp>(</rp><rt>zì</rt><rp>)</rp></ruby>, one base each; the rest is escaped, a line's end is <br>.

    This form survives where markup is cleaned: without <rb> Moodle deletes the characters.
    """
    return "".join(_ruby(character, pinyin) if pinyin else escape(character).replace("\n", "<br>") for character, pinyin in pairs)


def _ruby(character: str, pinyin: str) -> str:
    return f"<ruby><rb>{escape(character)}</rb><rp>(</rp><rt>{escape(pinyin)}</rt><rp>)</rp></ruby>"


def furigana(pairs: Iterable[tuple[str, str]]) -> str:
    """The characters as Anki's furigana filter reads them: ` 汉[hàn] 字[zì]`, with the space that parts a base from what is before it. HTML.

    >>> from helpers import read
    >>> furigana(characters(read("“两山”理念").tokens))
    '“ 两[liǎng] 山[shān]” 理[lǐ] 念[niàn]'
    """
    return "".join(f" {character}[{pinyin}]" if pinyin else bare(character).replace("\n", "<br>") for character, pinyin in pairs).removeprefix(" ")


def bare(text: str) -> str:
    """Text as HTML in which Anki finds nothing to act on: neither tags nor [sound:…], {{c1::…}}, formulas or furigana."""
    hidden = {"[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "\\": "\\&#8288;"}  # a word joiner: MathJax looks at what is shown
    return "".join(hidden.get(character, character) for character in escape(text))


def plain(tokens: Iterable[Token]) -> str:
    """The words with their pinyin behind them, for what can hold no ruby: 党建（dǎngjiàn）引领（yǐnlǐng）. Marks and figures stand alone."""
    return "".join(f"{token.text}（{token.pinyin}）" if token.pinyin and any(map(is_hanzi, token.text)) else token.text for token in tokens)
