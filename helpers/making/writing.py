"""What is written: pinyin, the cuts between words, numbers in figures and in words."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from helpers.answers import same
from helpers.exercises import Exercise, Option
from helpers.formulas import value_of
from helpers.glossary import GLOSSARY, rows
from helpers.lexicon import lexicon
from helpers.making.company import meaning
from helpers.making.material import Material, clauses, everyday, everyday_words, named_id, text_of
from helpers.model import Sentence, Token
from helpers.syllables import is_hanzi, join_word

_FUNCTION = frozenset("的在和与把为向对从以让被等是有将使于而也都更及由给我你他她它要了就但并该其还")  # words of one character that are cut off by everybody


# ---- pinyin

_RARE = re.compile(r"surname|(?:old |archaic )?variant|\(?(?:archaic|dialect|old|Tw|onom|loanword|literary|bound form)|see |used in|phonetic")
_POLYPHONES = frozenset(  # characters of which a student knows, or will meet, more than one reading
    "行长处得着调重好强传应难发教任差当便数相间结落号少将中为空干量更系乘称朝倒奔弹藏担分冲供假角解尽觉卷看累露模宁铺曲散舍盛宿挑校兴要载扎涨挣转种钻降参场创答都度斗观和划会几济夹监禁劲据了率没识似挨恶")
_UNLIKELY = frozenset(  # readings that nobody gives to a word that is not known for them
    "会kuai4 中zhong4 任ren2 系ji4 模mu2 度duo2 强jiang4 强qiang3 观guan4 解jie4 解xie4 识zhi4 参shen1 参cen1 露lou4 校jiao4 觉jiao4 没mo4 得dei3 好hao4 差chai1 差ci1 划hua2 称chen4 称cheng4 看kan1 种chong2 监jian4 几ji1 卷juan4"
    " 落la4 落lao4 将qiang1 角jue2 号hao2 少shao4 间jian4 场chang2 着zhao1 创chuang1 扎za1 发fa4 降xiang2 乘sheng4 盛cheng2 结jie1 散san4".split())


@cache
def _accepted() -> dict[str, tuple[str, ...]]:
    """Word → its other right readings."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(GLOSSARY / "accepted.tsv"):
        found[row["word"]] = (*found.get(row["word"], ()), row["pinyin"])
    return found


def dictations(material: Material) -> Iterator[Exercise]:
    """Words to be written in pinyin: readings that are sure, first the words with a character that has several."""
    seen: dict[str, tuple[Sentence, Token]] = {}
    for sentence in material.sentences:
        for token in sentence.tokens:
            if material.askable(token) and 2 <= len(token.text) <= 4 and _plainly_read(token):
                seen.setdefault(token.text, (sentence, token))
    chance = material.chance("pinyin")
    order = sorted(seen, key=lambda word: (not _traps(seen[word][1]), chance.random()))
    for word in order:
        yield _dictation(*seen[word])


def _plainly_read(token: Token) -> bool:
    """Is there one way to write it: no neutral tone, no 一 or 不, no ending whose spelling is disputed, and not one part of a wider reading?"""
    full = all(syllable[-1:] in "1234" for syllable in token.syllables)
    parts_accepted = any(character in _accepted() for character in token.text) and token.text not in _accepted()
    return full and not set(token.text) & set("一不儿") and token.reason in ("word", "only", "curated", "corrected") and not parts_accepted and token.pinyin[:1].islower() and " " not in token.pinyin


def _traps(token: Token) -> list[tuple[str, str]]:
    """Wrong readings that are likely: (character, the word with another reading of it)."""
    found = []
    for place, (character, right) in enumerate(zip(token.text, token.syllables)):
        for other in _other_readings(character, right):
            wrong = join_word([*token.syllables[:place], other, *token.syllables[place + 1 :]])
            rights = (token.pinyin, *_accepted().get(token.text, ()))
            if other[-1:] in "1234" and not any(same(wrong, right, "pinyin") for right in rights):
                found.append((character, wrong))
    return found


def _other_readings(character: str, right: str) -> list[str]:
    """The other readings of a character that the dictionary has with a sense of their own, no surnames and variants."""
    if character not in _POLYPHONES:
        return []
    return [known.syllables[0] for known in lexicon().look_up(character).readings if known.syllables[0] != right and character + known.syllables[0] not in _UNLIKELY and known.entry.gloss and not _RARE.match(known.entry.gloss)]


def _dictation(sentence: Sentence, token: Token) -> Exercise:
    also = tuple(pinyin for pinyin in _accepted().get(token.text, ()) if not same(pinyin, token.pinyin, "pinyin"))
    options = tuple(Option(wrong, f"{character} is read so in other words, not in {token.text}.", "another reading of the character") for character, wrong in dict(_traps(token)[:3]).items())
    said = meaning(token.text)
    return Exercise(
        named_id("pinyin", token.text, sentence.text), "short", f"注音: write {token.text} in pinyin, with its tones.", (token.pinyin,), accepted=(also,) if also else (), options=options,
        form="pinyin", hint="A tone on each syllable." + (f" Mind {options[0].feedback[0]}, which has more than one reading." if options else ""),
        why=f"{token.text}{f', {said}' if said else ''}.", source=sentence.text.strip(), review="accepted")


# ---- cuts

def cuts(material: Material) -> Iterator[Exercise]:
    """Short clauses to be cut into words: only those that we and jieba's own dictionary cut alike, all of whose words are in a dictionary."""
    found = [(len(_crossing(clause)), text_of(clause), clause) for sentence in material.sentences for clause in clauses(sentence) if _cuttable(clause, material)]
    chance = material.chance("cuts")
    for _, text, clause in sorted(dict((item[1], item) for item in found).values(), key=lambda item: (-item[0], chance.random())):
        words = [token.text for token in clause]
        wrong = _crossing(clause)[:2]
        options = tuple(Option("/".join(_recut(words, place, word)), f"{word} is a word elsewhere. Here the rest then makes no sense: read on.", f"{word} crosses an edge") for place, word in wrong)
        options = tuple(option for option in options if not any(same(option.text, right, "cut") for right in ("/".join(words), *_joined(clause, material))))
        yield Exercise(
            named_id("cut", text), "short", "断词: where do the words end? Put slashes between them.  " + text, ("/".join(words),), form="cut", options=options,
            accepted=(also,) if (also := _joined(clause, material)) else (), hint="Look for the verb first, then for what stands before and behind it.",
            why="Cut as the dictionary has the words; a term of several words may be left whole.", source=text, review="accepted")


def _cuttable(clause: tuple[Token, ...], material: Material) -> bool:
    """Is there one right way: eight to sixteen characters, no names or numbers, words of several lengths, every longer one in the dictionary, and jieba cuts the same?"""
    text, words = text_of(clause), [token.text for token in clause]
    if not 8 <= len(text) <= 16 or len(words) < 4 or not all(map(is_hanzi, text)) or any(token.start in material.named for token in clause):
        return False
    plain = all(word in _FUNCTION if len(word) == 1 else len(word) <= 4 and _in_dictionary(word) and not _doubtful(word) for word in words)
    return plain and words[-1] != "的" and words[0] not in "就也都而" and len(set(map(len, words))) > 1 and all(token.sure for token in clause) and everyday()(text) == words


def _doubtful(word: str) -> bool:
    """May others cut this word (村里, 还是, 这个, 放在心上)?"""
    phrase = len(word) == 4 and lexicon().entry(word).kind != "idiom" and bool(set(word) & set("在的得了不是有"))  # 放在心上
    return phrase or len(word) == 2 and (word[-1] in "里上中下前后内外们化性是个些" or word[0] in "这那某每各几本该")


def _in_dictionary(word: str) -> bool:
    return bool(lexicon().entry(word)) and word in everyday_words() and not set(word) & set("一二三四五六七八九十")


def _crossing(clause: tuple[Token, ...]) -> list[tuple[int, str]]:
    """Words of two characters that would cross an edge between two words: (place, word), the frequent ones first."""
    found = []
    for place, (one, other) in enumerate(zip(clause, clause[1:])):
        word = one.text[-1] + other.text[0]
        known = lexicon().look_up(word)
        if known.readings and (known.zipf or 0) > 3.5 and len(one.text) + len(other.text) > 2:
            found.append((place, word, known.zipf))
    return [(place, word) for place, word, _ in sorted(found, key=lambda item: -item[2])]


def _recut(words: list[str], place: int, word: str) -> list[str]:
    """The words with another one over the edge behind `place`."""
    one, other = words[place], words[place + 1]
    return [*words[:place], *filter(None, (one[:-1], word, other[1:])), *words[place + 2 :]]


def _joined(clause: tuple[Token, ...], material: Material) -> tuple[str, ...]:
    """Other right cuts: terms of several words left whole, and words of three or four characters cut into words (文明/城市)."""
    start, end = clause[0].start, clause[-1].end
    edges = frozenset(token.start for token in clause[1:])
    terms = [(m.start, m.end) for m in material.reading.mentions if start <= m.start and m.end <= end and m.kind in ("term", "slogan", "coinage")]
    inner = [frozenset(edge for edge in edges if first < edge < last) for first, last in terms]
    extra = [frozenset([token.start + place]) for token in clause if (place := _seam(token.text))]
    ways = list(dict.fromkeys(change for change in (*inner, *extra) if change))[:5]
    text, made = text_of(clause), []
    for chosen in product((False, True), repeat=len(ways)):
        taken = [way for way, take in zip(ways, chosen) if take]
        if not any(_inside(one, other, terms) for one in taken for other in taken if one != other):
            here = edges.symmetric_difference(frozenset().union(*taken))
            made.append("".join(("/" if start + n in here else "") + character for n, character in enumerate(text)))
    return tuple(dict.fromkeys(made[1:]))


def _inside(seam: frozenset[int], joined: frozenset[int], terms: list[tuple[int, int]]) -> bool:
    """Would a cut lie inside a term that is left whole?"""
    return any(joined < frozenset(range(first + 1, last)) and seam <= frozenset(range(first + 1, last)) for first, last in terms)


def _seam(word: str) -> int:
    """Where a word of three or four characters, no idiom, may be cut into two words of the dictionary; 0 where it may not."""
    entry = lexicon().entry(word)
    places = {3: (2, 1), 4: (2,)}.get(len(word), ()) if entry and entry.kind in ("word", "term") else ()
    return next((place for place in places if all(len(part) == 1 or lexicon().entry(part) for part in (word[:place], word[place:]))), 0)


# ---- numbers

_AMOUNT = re.compile(r"(?<![\d.第-])(\d+(?:\.\d+)?)(万|亿)(?=[^\d万亿])|(?<![\d.])(\d+(?:\.\d+)?)%|(?<![\d.年月号第“+-])(\d{5,8})(?![\d.年号%+-])|百分之([一二三四五六七八九十]+)(?![百点])")


def numbers(material: Material) -> Iterator[Exercise]:
    """Numbers of the article to be written otherwise: 1.2亿 with all its noughts, 80% in characters, 百分之 in figures."""
    seen: set[str] = set()
    for sentence in material.sentences:
        for match in _AMOUNT.finditer(sentence.text):
            figure, unit, share, long, said = match.groups()
            if match.group() not in seen:
                seen.add(match.group())
                made = _noughts(match, sentence) if unit else _per_cent(match, sentence) if share else _in_wan(match, sentence) if long else _said(match, sentence)
                yield from made


def _around(match: re.Match, sentence: Sentence) -> str:
    """The clause of a number."""
    text = sentence.text
    first = max(text.rfind(mark, 0, match.start()) for mark in "，。；：…\n") + 1
    ends = [place for mark in "，。；…\n" if (place := text.find(mark, match.end())) > 0]
    return text[first : min(ends, default=len(text))].strip()


def _number(asked: str, prompt: str, key: str, also: tuple[str, ...], wrong: list[tuple[str, str]], hint: str, why: str, source: str) -> Exercise:
    options = tuple(Option(text, said, "a likely slip") for text, said in dict(wrong).items() if text not in (key, *also))
    return Exercise(named_id("number", asked, source), "short", f"{prompt}  {source}", (key,), accepted=(also,) if also else (), options=options, hint=hint, why=why, source=source, review="accepted")


def _noughts(match: re.Match, sentence: Sentence) -> Iterator[Exercise]:
    value = round(float(match[1]) * (10**4 if match[2] == "万" else 10**8))
    if value >= 10**12 or abs(value - float(match[1]) * (10**4 if match[2] == "万" else 10**8)) > 1e-3:
        return
    english = f"{value / 10**9:g} billion" if value >= 10**9 else f"{value / 10**6:g} million" if value >= 10**6 else f"{value / 1000:g} thousand"
    noughts = 4 if match[2] == "万" else 8
    wrong = [(match.group(), f"That is how the paper writes it. Write it without {match[2]}."), (str(value // 10), "One nought is missing."), (str(value * 10), "One nought too many."),
             (match[1], f"{match[2]} is a part of the number: it moves the point by {noughts} places.")]
    yield _number(match.group(), f"数字: write {match.group()} in figures, without 万 or 亿.", str(value), (english,), wrong, f"{match[2]} moves the point by {noughts} places.",
                  f"{match.group()} is {value:,}, in English {english}.", _around(match, sentence))


def _in_wan(match: re.Match, sentence: Sentence) -> Iterator[Exercise]:
    value = int(match[4])
    if value % 100 == 0 and value < 10**8:
        key = f"{value / 10**4:g}万"
        wrong = [(match.group(), "That is how the paper writes it. Use 万."), (f"{value / 10**3:g}万", "One place too many: 万 is ten thousand."), (f"{value / 10**5:g}万", "One place is missing: 万 is ten thousand.")]
        yield _number(match.group(), f"数字: write {match.group()} with 万.", key, (), wrong, "Count four places from the end.", f"{match.group()} is {key}: 万 is ten thousand.", _around(match, sentence))


def _per_cent(match: re.Match, sentence: Sentence) -> Iterator[Exercise]:
    said = _in_characters(match[3])
    if said:
        also = ("百分之一百",) if said == "百" else ()
        wrong = [(f"{said}分之百", "The other way round: the hundred comes first, of a hundred parts so many."), (match.group(), "Those are the figures. Write characters.")]
        yield _number(match.group(), f"数字: how is {match.group()} said? Write it in characters.", f"百分之{said}", also, wrong, "Chinese says first of how many parts, then how many.",
                      "Chinese names the hundred first: of a hundred parts so many.", _around(match, sentence))


def _said(match: re.Match, sentence: Sentence) -> Iterator[Exercise]:
    value = value_of(match[5])
    wrong = [(str(value), "It is a share: the sign is missing."), (match.group(), "That is how the paper writes it. Write figures and the sign.")]
    yield _number(match.group(), f"数字: write {match.group()} in figures.", f"{value}%", (f"{value} percent", f"{value} per cent"), wrong, "百分之 is the sign, what follows is the figure.",
                  "What follows 百分之 is the figure.", _around(match, sentence))


def _in_characters(figure: str) -> str:
    """A number up to a hundred in characters, with its decimals; nothing for others."""
    whole, _, rest = figure.partition(".")
    digits, value = "零一二三四五六七八九", int(whole)
    if value > 100:
        return ""
    tens, ones = divmod(value, 10)
    said = "百" if value == 100 else digits[value] if value < 10 else ("十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    return said + ("点" + "".join(digits[int(digit)] for digit in rest) if rest else "")
