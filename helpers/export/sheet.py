"""A lesson pack as a sheet to be printed: its article, words, slogans and exercises in order; the key has the same numbers with the answers.

The one walk through a pack for HTML (worksheet), Word (word) and PDF (printed), which only draw what stands here.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator

from helpers.answers import same
from helpers.explanation import ROW, UNTOLD, slogans_in
from helpers.export.blocks import Paragraph, Run, Section, Sheet, Table, clean, kept, paragraph, said
from helpers.export.ruby import characters
from helpers.export.sheet_tasks import asked
from helpers.model import Article, Reading, Slogan
from helpers.pack import Pack, Word

ROLES = {"title": "headline", "kicker": "byline", "subtitle": "heading", "heading": "heading", "byline": "byline"}  # the others are body


def sheet(pack: Pack, key: bool = False) -> Sheet:
    """The sheet that students get, or with `key` the teacher's. Drafts and rejected exercises are on neither."""
    main, *further = pack.readings
    printed = [main, *(reading for reading in further if _needed(reading.article, pack))]
    hidden = frozenset() if key else hidden_readings(pack)
    sections = [Section("文章 · The article", tuple(_text(main, pack, hidden))), *_words(pack, hidden), *_slogans(printed), *_exercises(pack, printed, key)]
    sections += [Section(_further(reading.article), tuple(_text(reading, pack, hidden))) for reading in printed[1:]]
    rights = Section("来源 · Credits and rights", tuple(paragraph(line, style="small") for line in pack.credits))
    marks = sum(exercise.marks for exercise in pack.accepted)
    blanks = () if key else (("姓名 Name", 9), ("日期 Date", 5), (f"得分 Marks (of {marks})", 3))
    return Sheet(clean(pack.title), tuple(_about(pack, key)), blanks, (*sections, rights))


def _about(pack: Pack, key: bool) -> Iterator[str]:
    """The lines under the title."""
    main = pack.articles[0]
    if key:
        yield "答案 · Key for the teacher"
    if main.title != pack.title:
        yield clean(main.title)
    yield " · ".join(map(clean, filter(None, (main.paper, main.date, main.place, pack.level and f"Level {pack.level}"))))
    if key and pack.note:
        yield clean(pack.note)


def _needed(article: Article, pack: Pack) -> bool:
    """Do the exercises ask about this further article: by its id, or with words that only it has?"""
    here, main = article.text, pack.articles[0].text
    return any(article.id in exercise.prompt or exercise.source and exercise.source in here and exercise.source not in main for exercise in pack.accepted)


def hidden_readings(pack: Pack) -> frozenset[str]:
    """The words whose reading an exercise asks for: what students get must not tell it."""
    keys = [exercise.key[0] for exercise in pack.accepted if exercise.form == "pinyin"]
    return frozenset(word.hanzi for word in pack.words if any(same(word.pinyin, key, "pinyin") for key in keys))


# ---- the article

def _text(reading: Reading, pack: Pack, hidden: frozenset[str]) -> Iterator[Paragraph]:
    """The paragraphs, those of the body numbered; pinyin stands over the words of the list."""
    pairs, spans = characters(reading.tokens), _spans(reading, [word.hanzi for word in pack.words if word.hanzi not in hidden])
    start = number = 0
    for block in reading.article.blocks:
        end, style = start + len(block.text), ROLES.get(block.role, "body")
        number += style == "body"
        shown = spans[start:end] if style != "byline" else [False] * (end - start)
        yield Paragraph(tuple(_runs(pairs[start:end], shown)), style, str(number) if style == "body" else "")
        start = end + 1


def _spans(reading: Reading, words: list[str]) -> list[bool]:
    """For each character of the text, whether it is in a word of the list."""
    text, inside = reading.text, [False] * len(reading.text)
    edges = {token.start for token in reading.tokens} | {len(text)}
    for word in words:
        at = text.find(word)
        while at >= 0:
            if at in edges and at + len(word) in edges:
                inside[at : at + len(word)] = [True] * len(word)
            at = text.find(word, at + 1)
    return inside


def _runs(pairs: list[tuple[str, str]], shown: list[bool]) -> Iterator[Run]:
    """Stretches with and without pinyin, in turn. What may stand in no file is left out."""
    first = 0
    for place in range(1, len(pairs) + 1):
        if place == len(pairs) or shown[place] != shown[first]:
            part = [(kept(character), pinyin) for character, pinyin in pairs[first:place] if kept(character)]
            yield Run("".join(character for character, _ in part), tuple(pinyin for _, pinyin in part) if shown[first] else ())
            first = place


def _further(article: Article) -> str:
    """The heading of a further text, which the exercises may name by its id; its title only where it has none on the page."""
    return clean(f"延伸 · Further reading {article.id}{f': {article.title}' if article.title_supplied else ''}")


# ---- words and slogans

def _words(pack: Pack, hidden: frozenset[str]) -> Iterator[Section]:
    if pack.words:
        traditional = any(word.traditional != word.hanzi for word in pack.words)
        head = ("词 Word", *(["繁体"] * traditional), "Pinyin", "Meaning", "HSK")
        rows = tuple(_word(word, traditional, word.hanzi in hidden) for word in pack.words)
        yield Section("生词 · Words", (Table((16, 16, 22, 38, 8) if traditional else (20, 25, 47, 8), rows, head),))


def _word(word: Word, traditional: bool, hidden: bool) -> tuple[tuple[Run, ...], ...]:
    other = (said(word.traditional if word.traditional != word.hanzi else "", "soft"),) if traditional else ()
    pinyin = (Run("", look="gap", width=4),) if hidden else said(word.pinyin, "latin")
    return (said(word.hanzi, "bold"), *other, pinyin, said(word.gloss), said(word.level))


def _slogans(printed: list[Reading]) -> Iterator[Section]:
    """Those that there is something to say about."""
    found = {slogan.hanzi: slogan for reading in printed for slogan in slogans_in(reading)}
    rows = tuple(_slogan(slogan) for slogan in found.values() if slogan.literal or slogan.items or slogan.meaning not in (UNTOLD, ROW, ""))
    if rows:
        yield Section("口号 · Slogans", (Table((30, 70), rows, ("口号 Slogan", "Word for word · meaning · what it stands for")),))


def _slogan(slogan: Slogan) -> tuple[tuple[Run, ...], ...]:
    meaning = slogan.meaning if slogan.meaning not in (UNTOLD, ROW) else ""
    literal = (Run(f"“{clean(slogan.literal)}” "),) if slogan.literal else ()
    items = "；".join(clean(str(item)) for item in slogan.items)
    unsure = "" if slogan.sure else " (found by rule)"
    return ((*said(slogan.hanzi, "bold"), *said("")), (*literal, *said(meaning), *((Run(f" → {items}{unsure}"),) if items else ())))


# ---- exercises

def _exercises(pack: Pack, printed: list[Reading], key: bool) -> Iterator[Section]:
    if pack.accepted:
        place = _places(printed)
        yield Section("练习 · Exercises", tuple(asked(exercise, n, key, place(exercise.source)) for n, exercise in enumerate(pack.accepted, 1)))


def _places(printed: list[Reading]) -> Callable[[str], str]:
    """A function that says where a source stands, by the numbers of the paragraphs: ¶3, or 003-2 ¶1; empty where it does not find it."""
    numbered = [(reading, [block.text for block in reading.article.blocks if ROLES.get(block.role, "body") == "body"]) for reading in printed]

    def place(source: str) -> str:
        """The paragraph that has these words."""
        for n, (reading, bodies) in enumerate(numbered):
            for number, text in enumerate(bodies, 1):
                if source and source in text:
                    return f"{clean(reading.article.id) + ' ' if n else ''}¶{number}"
        return ""

    return place
