"""Terms that no glossary has: coined for a campaign or a town, found by their form. Each with the reason why it was picked.

After the recipe of terminology extraction: quoted spans, titles, numeral formulas, sums, parallel clauses, noun groups with a
telling head, and groups that return. Speech, lists of names and plain words are left out.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from operator import eq

from helpers.glossary import GLOSSARY, rows
from helpers.lexicon import Lexicon
from helpers.overlay import Span
from helpers.segmentation import Words
from helpers.syllables import is_hanzi

_N = "一二三四五六七八九十"
_QUOTED = re.compile("(?<=“)[^“”。！？!?\n]{1,44}(?=”)")
_SPEECH = re.compile(r"(?:说|道|问|喊|称|答|想|写|表示|指出|强调|认为|介绍|坦言|感慨|告诉[^，。]{0,6}|[：:])[，,：:]?“$")
_SPOKEN = re.compile("[我你您咱俺吗呢吧啊啦嘛呀]|了$|[，、；：]$|^[，、；：]")
_FIGURES = re.compile(r"\d{3,6}|[\dN]+(?:[+＋][\dN]+)+")
_TITLE = re.compile("(?<=《)[^《》\n]{2,30}(?=》)")
_SAID = re.compile("“[^“”\n。！？]{1,200}[。！？][^“”\n]{0,600}”")
_FORMS = (  # what a form alone tells: 一村一品; 乱收费乱罚款乱检查; 应保尽保, 谱写新篇章; 创新是第一动力
    ("numeral", re.compile(rf"(?=一)(?P<form>(?:一(?![个起些次下直样般定])([^\W\d{_N}])(?!一?\2)){{2,}})")),
    ("frame", re.compile(r"(?P<form>([乱无零敢能会想有讲抓促优保稳强降补学比争拼抢破立])([^\W\d]{2})\2(?!\3)[^\W\d]{2}\2[^\W\d]{2})")),
    ("frame", re.compile("(?P<form>应([^\\W\\d])尽\\2|谱写[^\\W_]{2,18}篇章)")),
    ("maxim", re.compile(r"(?<![^\W_])(?:要|始终|牢记|坚持|牢固|树立)*+(?P<form>[^\W\d这那此他她它我你是]{2,11}+(?:(?<=就)(?<!的就)(?<![^\W_]{6}就)是|是(?:第一|最[^\W\d的]{1,4}的))[^\W\d_]{2,6})(?![^\W_])")),
)
_COUNTED = re.compile(rf"[两{_N[1:]}](?<![〇{_N}百千万第每几].)个")
_SUM = re.compile(r"(?<![^\W_])[^\W_]++(?:[+＋][^\W_]++)+[+＋]?")  # ++: no way back, for speed
_CLAUSES = re.compile(r"(?<![^\W\d_a-zA-Z])[^\W\d_a-zA-Z]{3,40}+(?:[、，][^\W\d_a-zA-Z]{3,40}+)+")
_SPELLED = re.compile(rf"“[^“”\n]{{0,20}}[\d两{_N}][^“”\n]{{0,20}}”[^，。：；“”\n]{{0,8}}(?:，?即|：)((?:[^。；！？：“”\n]|“[^“”。\n]{{1,12}}”)+)")
_BEFORE = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{2,25}}、(?:[^\W\d_]{{2,9}}、){{0,8}}[^\W\d_的]{{2,9}})的?(?=“([两{_N}])[^\W\d]{{1,5}}”)")
_AS_MANY, FURTHEST = re.compile(rf"“[两{_N}][^\W\d]{{1,5}}”"), 120  # a formula in quotation marks; characters before it in which the things that it counts may stand
_AIM = re.compile("[，、](?=\\d|让|使|确保|推动|实现|切实|有效|进一步|全力|把|将|全县|全市|全区|全镇)")
NOT_FIRST = ("verb", "numeral", "measure word", "pronoun", "adverb", "adverb or verb", "preposition", "conjunction", "particle", "name")
_TAIL = re.compile("(?<=...)[的等]")
_FAULT = re.compile("不(?:到位|够|强|深|实|高|足|严|清|明|力|紧|重视|规范)|缺")
LONGEST, FEWEST = 10, 2  # hanzi before the head of a noun group; before a house (食堂, 驿站) two are enough
MOST, RETURNS = 8, 3  # clauses of a row behind the first; times that a group of two words must stand in a text beyond the longer groups that it is in


def coinages(text: str, words: Words, starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """Candidates in a text that is cut into words which begin at `starts`; they may overlap and cross."""
    lexicon.fetch(_QUOTED.findall(text))
    quoted = [span for match in _QUOTED.finditer(text) for span in _quoted(match, text, lexicon)]
    spoken = {place for match in _SAID.finditer(text) for place in range(*match.span())}
    inside = {place for start, end, *_ in quoted for place in range(start, end)}
    yield from quoted
    yield from (Span(*match.span(), "coinage", "title") for match in _TITLE.finditer(text))
    formed = (Span(*match.span("form"), "coinage", reason) for reason, pattern in _FORMS for match in pattern.finditer(text))
    for found in (formed, _counted(text, words, starts, lexicon), _sums(text, words, starts, lexicon), _parallels(text, words, starts, lexicon)):
        yield from (span for span in found if span.start not in inside and (span.start not in spoken or span.reason in ("parallel", "maxim") and not _SPOKEN.search(text[slice(*span[:2])])))
    marked = {span[:2] for span in quoted}
    yield from (span for found in (_noun_groups(words, starts, lexicon), _repeated(words, starts, lexicon)) for span in found if span[:2] not in marked)


@cache
def term_parts() -> dict[str, frozenset[str]]:
    """Role → the words that play it, such as head, opener, body (data/glossary/term_parts.tsv; its README names them all)."""
    found: dict[str, set[str]] = {}
    for row in rows(GLOSSARY / "term_parts.tsv", "WORD ROLE"):
        found.setdefault(row["role"], set()).add(row["word"])
    return {role: frozenset(words) for role, words in found.items()}


def _quoted(match: re.Match, text: str, lexicon: Lexicon) -> Iterator[Span]:
    """What stands in quotation marks, where it is a name for something: no speech, no word of the dictionary. In figures: 1258, 1+3+N."""
    inside, before = match.group(), text[max(0, match.start() - 10) : match.start()]
    if _FIGURES.fullmatch(inside):
        yield Span(*match.span(), "coinage", "numeral")
    spoken = _SPEECH.search(before) or _SPOKEN.search(inside) or len(set(map(len, inside.split("，")))) > 1
    long = len(inside) > 22 and not set(inside) & set("、—+＋")
    if not (spoken or long) and sum(map(is_hanzi, inside)) > 1 and lexicon.entry(inside) is None:
        yield Span(*match.span(), "coinage", "quoted")


def _counted(text: str, words: list[str], starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """四个到位: a numeral, 个 and a verb or adjective, which nobody counts otherwise."""
    for match in _COUNTED.finditer(text):
        at = bisect_left(starts, match.end())
        if starts[at : at + 1] == [match.end()] and len(words[at]) == 2 and word_class(words[at], lexicon) in ("verb", "adjective"):
            yield Span(match.start(), match.end() + 2, "coinage", "numeral")


def _sums(text: str, words: list[str], starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """党建+网格: what is added up, on the left back to the verb or for two words, on the right up to a word that cannot be meant."""
    for match in _SUM.finditer(text) if "+" in text or "＋" in text else ():
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        pluses = [at for at in range(first, last) if words[at] in "+＋"] or [first]
        begin, end = pluses[0], pluses[-1] + 1
        while begin > first and may_stand(words[begin - 1], term_parts()) and word_class(words[begin - 1], lexicon) != "verb":
            begin -= 1
        if begin == pluses[0] > first:
            begin = max(first, begin - 1 - is_hanzi(words[begin - 1][0]))
        apart = term_parts()["head"] | term_parts()["plain"]  # behind another word
        while end < last and end - pluses[-1] < 4 and (words[end].isalnum() and not is_hanzi(words[end][0]) or (words[end - 1] in "+＋" or words[end] not in apart) and may_stand(words[end], term_parts()) and word_class(words[end], lexicon) != "verb"):
            end += 1
        if begin < end and any(is_hanzi(words[at][0]) for at in range(begin, end)):
            yield Span(starts[begin], starts[end - 1] + len(words[end - 1]), "coinage", "plus")


def word_class(word: str, lexicon: Lexicon) -> str:
    """The word class of the entry shown first (verb, noun or verb …); nothing where it is not known."""
    return getattr(lexicon.entry(word), "pos", "")


def _parallels(text: str, words: list[str], starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """心往一处想、劲往一处使; the clauses behind a formula of numerals that spell it out; as many things before it as it says."""
    before = (match for start, end in map(re.Match.span, _AS_MANY.finditer(text)) for match in _BEFORE.finditer(text, max(0, start - FURTHEST), end) if match.end() == start)
    found = [*_spelled_out(text), *(span for match in before for span in _counted_before(match, words, starts))]
    taken = {place for start, end in found for place in range(start, end)}
    for match in _CLAUSES.finditer(text):
        if not taken or taken.isdisjoint(range(*match.span())):
            found += _rows(match.start(), re.split("([、，])", match.group()), words, starts, lexicon)
    yield from (Span(start, end, "coinage", "parallel") for start, end in found)


def _spelled_out(text: str) -> Iterator[tuple[int, int]]:
    """“一定三评”制度，即年初定目标、每季群众评 …: what stands behind 即 or a colon, up to the next sentence or a clause of aim."""
    for match in _SPELLED.finditer(text):
        said = re.split("[二三四五六七八九十](?:个|项|大|类|种)(?=[^、，]*$)", _AIM.split(match[1], maxsplit=1)[0])[0]
        if re.search("[、，]", said) and not set("“”") & set(said):
            yield match.start(1), match.start(1) + len(said)


def _counted_before(match: re.Match, words: list[str], starts: list[int]) -> Iterator[tuple[int, int]]:
    """网格长、楼栋长、单元长“三长”: exactly so many pieces, of one length or with one ending."""
    number = _N.index(match[2]) + 1 if match[2] in _N else 2
    pieces = match[1].split("、")[-number:]
    alike = len({len(piece) for piece in pieces[1:]}) == 1 and len(pieces[0]) >= len(pieces[-1])
    begin = match.end(1) - len("、".join([pieces[0][-len(pieces[-1]) :] if alike else pieces[0], *pieces[1:]]))
    if len(pieces) == number and alike:
        yield begin, match.end(1)
    elif len(pieces) == number > 1 and len({piece[-1] for piece in pieces}) == 1:
        opening = term_parts()["opener"] | term_parts()["stop"] | {"起", "好", "出"}
        at = bisect_left(starts, begin)
        yield next((starts[n] for n in range(at, len(words)) if words[n] not in opening), begin), match.end(1)


def _rows(start: int, parts: list[str], words: list[str], starts: list[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Runs of clauses that are built alike. Words may stand before the first; 的 or 等 ends the last. `parts`: clauses and the marks between."""
    places, at = list(accumulate(map(len, parts), initial=start)), 0
    while at + 2 < len(parts):
        last, most = at + 2, min(at + 2 * MOST, len(parts) - 1)
        while last < most and len(parts[last]) == len(parts[at + 2]):
            last += 2
        for end in range(last, at, -2):
            if row := _row(at, end, parts, places, words, starts, lexicon):
                yield row
                at = end
                break
        at += 2


def _row(at: int, last: int, parts: list[str], places: list[int], words: list[str], starts: list[int], lexicon: Lexicon) -> tuple[int, int] | None:
    """Where the row from clause `at` to clause `last` begins and ends; None where these are no parallel clauses."""
    whole, tail = parts[last], ("的" in parts[last] or "等" in parts[last]) and _TAIL.search(parts[last])
    end = whole[: tail.start()] if tail and parts[last - 2][-len(whole) :][tail.start() : tail.end()] != tail.group() else whole  # 零容忍的警醒、零容忍的力度
    length = len(parts[at + 2]) if at + 2 < last else len(end)
    if not 3 <= length <= 16 or len(end) != length or length > len(parts[at]):
        return None
    pieces = [parts[at][-length:], *parts[at + 2 : last : 2], end]
    if len(pieces) < 3 and (length < 4 or sum(map(eq, pieces[0], end)) < 2 and len(set(end)) == length):
        return None
    begins = [places[at] + len(parts[at]) - length, *places[at + 2 : last + 1 : 2]]
    cut = [words[bisect_left(starts, begin) : bisect_left(starts, begin + length)] for begin in begins]
    if "".join(cut[0]) == pieces[0] and _built_alike(pieces, cut, "，" in parts[at + 1 : last : 2], lexicon) and not _is_list(pieces, cut, lexicon):
        return begins[0], begins[-1] + length
    return None


def _built_alike(pieces: list[str], cut: list[list[str]], commas: bool, lexicon: Lexicon) -> bool:
    """Do clauses of one length share characters in the same places, or the same doubling, or (three and more) the same cut with a verb?"""
    shared = sum(len(set(column)) == 1 and column[0] not in "的了" for column in zip(*pieces))
    shared += all(re.search(r"(.)不\1", piece) for piece in pieces) + 2 * (len(set(map(frozenset, pieces))) == 1)  # 产业生态化、生态产业化
    many, acting = len(pieces) > 2, lambda: sum(any("verb" in word_class(word, lexicon).split() for word in clause) for clause in cut) * 2 >= len(pieces)
    if commas:
        return shared > 2 or shared == 2 and many and acting()
    doubling = len({tuple(map(piece.index, piece)) for piece in pieces}) == 1 and len(set(pieces[0])) < len(pieces[0])
    same_cut = len(pieces[0]) > 4 and len({tuple(map(len, clause)) for clause in cut}) == 1
    ending = len({piece[-1] for piece in pieces}) == 1 and (len(pieces) > 3 or pieces[0][-1] == "化")
    return shared > 1 or doubling or many and (ending or (shared == 1 or same_cut) and acting())


def _is_list(pieces: list[str], cut: list[list[str]], lexicon: Lexicon) -> bool:
    """Are these members of a list of bodies, places or people, or of what went wrong? A verb before the last word makes a clause."""
    bodies, listed = term_parts()["body"], term_parts()["list"]
    if sum(len(clause) > 1 == len(clause[-2]) and (clause[-1] == "办" or "verb" in word_class(clause[-2], lexicon).split()) for clause in cut) * 2 > len(cut):
        return False
    wrong = all(map(_FAULT.search, pieces)) and {piece[0] for piece in pieces} != {"不"}
    return wrong or pieces[0][0] not in "不无零" and all(any(piece[-length:] in bodies or piece[-length:] in listed for length in (1, 2, 3)) for piece in pieces)


def _noun_groups(words: Words, starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """头雁领航工程: what stands before a telling head, back to a word that opens the clause; at least one word of it must tell something."""
    parts = term_parts()
    heads = parts["head"] | {head[-1] for head in parts["house"]}
    for last in words.where(heads):
        if words[last] not in parts["head"] and words[last - 1] + words[last] not in parts["head"]:
            continue
        first = _first_of_group(words, last, lexicon)
        before = words[first:last]
        fewest = FEWEST + (words[last] not in parts["house"])
        if fewest <= sum(map(len, before)) <= LONGEST and not parts["plain"].issuperset(before):
            yield Span(starts[first], starts[last] + len(words[last]), "coinage", "head noun")


def _first_of_group(words: list[str], last: int, lexicon: Lexicon) -> int:
    """Where the group begins that ends in a head: behind the nearest stop, mark, name or opening verb, and no verb, number or single character first."""
    parts, first = term_parts(), last
    while first > 0 and (may_stand(words[first - 1], parts) or first == last and words[last - 1] in parts["inside"]) and words[first - 1] not in parts["measure"] and words[first - 1] not in parts["all"] and not _is_name(words[first - 1], lexicon):
        first -= 1
    while first < last and len(words[first]) == 1 < len(words[first + 1]):
        first += 1
    return first


def _is_name(word: str, lexicon: Lexicon) -> bool:
    return getattr(lexicon.entry(word), "kind", "") in ("person", "place")


def may_stand(word: str, parts: dict[str, frozenset[str]]) -> bool:
    """May this word stand inside a term?"""
    return is_hanzi(word[0]) and word not in parts["stop"] and word not in parts["opener"]


def _repeated(words: Words, starts: list[int], lexicon: Lexicon) -> Iterator[Span]:
    """Pairs of words that return and are no part of the same longer group each time: both of two characters or more, the second a noun."""
    import numpy

    distinct, of_places = words.numbered
    often = (numpy.bincount(of_places, minlength=len(distinct)) >= RETURNS) & (numpy.fromiter(map(len, distinct), int, len(distinct)) > 1)
    pairs = numpy.flatnonzero(often[of_places[:-1]] & often[of_places[1:]])
    _, which, counts = numpy.unique(of_places[pairs].astype(int) * len(distinct) + of_places[pairs + 1], return_inverse=True, return_counts=True)
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in pairs[counts[which] >= RETURNS].tolist():
        places[words[at], words[at + 1]].append(at)
    for pair, found in places.items():
        sides = ({words[at + side] if 0 <= at + side < len(words) else "" for at in found} for side in (-1, 2))
        if _is_group(pair, lexicon) and all(len(side) > 1 for side in sides):
            yield from (Span(starts[at], starts[at] + len("".join(pair)), "coinage", "repeated") for at in found)


def _is_group(pair: tuple[str, str], lexicon: Lexicon) -> bool:
    if any(not may_stand(word, term_parts()) or word in term_parts()["plain"] or _is_name(word, lexicon) for word in pair):
        return False
    first, last = (word_class(word, lexicon) for word in pair)
    return last.startswith("noun") and first not in NOT_FIRST and lexicon.entry("".join(pair)) is None
