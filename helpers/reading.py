"""`read`: the one place where the steps meet. Cut, look up, pronounce, find mentions; sentences of tokens come out."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from helpers.collector import resting
from helpers.correcting import Placed, lay_corrections, placed, recut
from helpers.corrections import Correction, Corrections
from helpers.lexicon import Lexicon, lexicon
from helpers.mentions import mentions
from helpers.model import Article, Mention, Reading
from helpers.overlay import overruling, phrases_in
from helpers.people import join_names
from helpers.pronunciation import Pronouncer
from helpers.segmentation import Words, segment
from helpers.tokens import Unmade

_STOPS = frozenset("。！？!?")
_CLOSING = frozenset("”’」』）)》")
_ENDING = _STOPS.union("\n")


def read(article_or_text: Article | str, corrections: Iterable[Correction] | str | Path | None = None) -> Reading:
    """A `Reading` of an article, or of bare text exactly as given: nothing is mended, nothing is dropped.

    `corrections`: `my_corrections()`, the path of a file that somebody handed over, or any `Correction`s; they win over everything else.
    Those that were made for this text and no longer fit are in `reading.unfit`.

    >>> [t.text for t in read("银行行长说，目标实现了。").tokens]
    ['银行', '行长', '说', '，', '目标', '实现', '了', '。']
    """
    if not isinstance(article_or_text, (Article, str)):
        raise TypeError(f"read() takes an article or a text, not {type(article_or_text).__name__}: read(open_article(\"000-1\")).")
    article = article_or_text if isinstance(article_or_text, Article) else None
    text = article.text if article else article_or_text
    fitting, unfit = placed(_given(corrections), text, article.id if article else "") if corrections is not None else ([], ())
    with resting():
        sentences, found = _read(article, text, fitting, lexicon())
    return Reading.unread(sentences, article=article, text=text, mentions=found, corrections=tuple(one.correction for one in fitting), unfit=unfit)


def _given(corrections: Iterable[Correction] | str | Path | None) -> Iterable[Correction]:
    if isinstance(corrections, (str, Path)) and not Path(corrections).exists():
        raise FileNotFoundError(f"There is no file of corrections “{corrections}”. Look at the spelling and the folder.")
    return Corrections(corrections) if isinstance(corrections, (str, Path)) else corrections or ()


def _read(article: Article | None, text: str, fitting: list[Placed], known: Lexicon) -> tuple[Unmade, tuple[Mention, ...]]:
    phrases = phrases_in(text, known)
    long = overruling(text, phrases)
    words = segment(text, known.cut, (place for span in long for place in span[:2]))
    known.fetch(words.numbered[0])
    words, people, others = join_names(text, words, known, long)
    words = recut(words, fitting)
    tokens = _pronouncer(known).tokens(words, people)
    _pronouncer(known).curate_spans(tokens, text, long)
    _pronouncer(known).curate(tokens, text)
    lay_corrections(tokens, fitting)
    return Unmade(text, tokens, list(_sentences(words, article))), mentions(text, tokens, words, phrases, people, others, known)


@lru_cache(maxsize=2)
def _pronouncer(known: Lexicon) -> Pronouncer:
    return Pronouncer(known)


def _sentences(words: Words, article: Article | None) -> Iterator[tuple[str, int, int]]:
    """(role, first word, behind the last): sentences end behind 。！？ and their closing quotes, and at a line's end; each has the role of its block."""
    roles = iter([block.role for block in article.blocks] if article else ())
    role, first = next(roles, "body"), 0
    for last in _ends(words):
        yield role, first, last
        if words[last - 1] == "\n" and article:
            role = next(roles, "body")
        first = last


def _ends(words: Words) -> Iterator[int]:
    """The places behind the last word of each sentence."""
    end = 0
    for place in words.where(_ENDING):
        if place >= end:
            end = place + 1
            while words[end - 1] != "\n" and end < len(words) and (words[end] in _CLOSING or words[end] in _STOPS or words[end].isspace()):
                end += 1
            yield end
    if end < len(words):
        yield len(words)
