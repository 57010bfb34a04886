"""Packs for the tests of the exports: the five lessons, one with nothing in it, and one whose texts are written to do harm."""
from functools import cache

from helpers.exercises import Exercise, Option
from helpers.model import Article, Block, Slogan
from helpers.pack import Pack, Word, open_pack
from helpers.reading import read

HARM = ["<script>alert(1)</script>", "{{c1::hidden}}", "[sound:x.mp3]", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tTAB", "{1:SHORTANSWER:=x}", "[[1]]", "]]>", "}~#=%50%/\\\"*&amp;",
        "### END HIDDEN TESTS", "### BEGIN SOLUTION", "a\x00b\x0bc", "'quoted", "$$x$$ \\(x\\)", "</details>|`*_"]
ALL = " ".join(HARM)


@cache
def lesson(number):
    return open_pack(number)


def empty():
    """No words, no exercises, and a text without slogans."""
    pack = Pack("nothing", "Nothing yet", (Article("own", "你好", (Block("title", "你好"),)),))
    return with_words(pack)


def with_words(pack, *words, slogans=()):
    """The pack with this word list."""
    vars(pack).update(words=words, slogans=tuple(slogans))
    return pack


def word(gloss, hanzi="老百姓", **more):
    sentence = more.pop("sentence", "不要忘了老百姓。")
    tokens = tuple(token for token in read(sentence).tokens if token.text == hanzi)
    return Word(hanzi, hanzi, "lǎobǎixìng", gloss, "word", "3", sentence, tokens, **more)


@cache
def hostile():
    """Each of the harmful texts as a gloss, and all of them in every field of an exercise of each kind."""
    article = Article("own", HARM[3], (Block("title", HARM[3]), Block("body", "不要忘了老百姓。" + ALL.replace("\x00", "").replace("\x0b", ""))), paper=ALL, rights=ALL)
    tasks = [Exercise(f"{ALL[:30]}{n}", kind, ALL, review="accepted", hint=ALL, why=ALL, source=ALL, **more) for n, (kind, more) in enumerate(_tasks(), 1)]
    words = [word(harm, source=harm) for harm in HARM]
    slogans = [Slogan(f"{harm}三会一课", literal=harm, meaning=harm, sources=(harm,)) for harm in HARM[:6]]
    return with_words(Pack("hostile", ALL, (article,), tuple(tasks), note=ALL), *words, slogans=slogans)


def _tasks():
    """(kind, fields) of an exercise of each kind whose answers are the harmful texts."""
    wrong = tuple(Option(text, ALL) for text in HARM[:3])
    right = tuple(Option(text) for text in HARM[8:12])
    stem = {"stem": read(f"不要{HARM[8]}忘了{HARM[9]}老百姓。").tokens, "gaps": ((0, 2),)}
    yield "choice", {"key": (HARM[8],), "options": wrong + right[:1]}
    yield "choices", {"key": tuple(HARM[8:12]), "options": wrong + right}
    yield "register", {"key": (HARM[11],), "options": wrong + right[3:], "stem": stem["stem"]}
    yield "cloze", {"key": ("不要",), "options": wrong, "accepted": ((HARM[11], HARM[8]),), **stem}
    yield "word bank", {"key": ("不要",), "options": wrong, **stem}
    yield "word bank", {"key": ("不要",), "options": wrong, "accepted": (("别",),), **stem}
    yield "short", {"key": (HARM[11],), "options": wrong, "accepted": ((HARM[8],),)}
    yield "match", {"items": tuple(HARM[:3]), "key": tuple(HARM[8:11]), "options": wrong}
    yield "match", {"items": tuple(HARM[:2]), "key": tuple(HARM[8:10])}
    yield "order", {"key": tuple(HARM[8:12])}
    yield "order", {"key": tuple(HARM[8:12]), "accepted": (tuple(HARM[9:12] + HARM[8:9]),)}
    yield "open", {"key": (ALL,)}
