"""选词填空 from a bank of words, the cloze with four options, and verbs with their objects."""
from __future__ import annotations

from collections.abc import Iterator

from helpers.exercises import Exercise, Option
from helpers.lexicon import lexicon
from helpers.making.company import alike, described, kinds_of, objects, verbs
from helpers.making.gaps import FLEXIBLE, Gap, fits, gaps, pairs, unique
from helpers.making.material import Material, level_of, named_id, stem_of
from helpers.model import Sentence, Token

MOST, ENOUGH, FEWEST, LONGEST = 10, 5, 4, 520  # gaps of a bank, of running text and of single sentences; characters of its text
_DISTANCE = 6  # characters between two gaps
NARROW = 8  # nouns that a verb takes, by the table, if it is to be a wrong answer


def word_banks(material: Material) -> Iterator[Exercise]:
    """Texts with four to ten gaps and their words, two words too many; there is one way only to fill the gaps. Each sentence is used once."""
    used: set[int] = set()
    for sentences, _ in sorted(_stretches(material), key=lambda found: -len(found[1])):
        free = not any(s.start in used for s in sentences)
        if free and (made := _bank(sentences, material)) and len(made.key) >= ENOUGH:
            used |= {s.start for s in sentences}
            yield made
    rest = [s for s in material.sentences if s.start not in used and len(s.text) < 240]
    chosen = _chosen([gap for s in rest for gap in gaps(s, material) if s.text.count(gap.word) == 1], material)
    if made := _bank([s for s in rest if any(gap.sentence is s for gap in chosen)], material):
        yield made


def _stretches(material: Material) -> Iterator[tuple[list[Sentence], list[Gap]]]:
    """Sentences of one paragraph, or of two or three that follow each other, with their gaps."""
    single = [list(paragraph) for paragraph in material.paragraphs]
    double = [[*one, *two] for one, two in zip(single, single[1:])]
    triple = [[*one, *two] for one, two in zip(double, single[2:])]
    for group in (*single, *double, *triple):
        if sum(len(s.text) for s in group) <= LONGEST and len(found := _gaps_of(group, material)) >= ENOUGH:
            yield group, found


def _gaps_of(sentences: list[Sentence], material: Material) -> list[Gap]:
    """The gaps that go together; no word that can be read elsewhere in these sentences."""
    text = "".join(s.text for s in sentences)
    candidates = [gap for s in sentences for gap in gaps(s, material)]
    return _chosen([gap for gap in candidates if text.count(gap.word) == 1], material)


def _chosen(candidates: list[Gap], material: Material) -> list[Gap]:
    """As many gaps as go together, in the order of the text, those with the fewest rivals first: apart from each other, and no word fitting another gap."""
    rivals = {gap: {other for other in candidates if other is not gap and not _apart(gap, other, material)} for gap in candidates}
    chosen: list[Gap] = []
    left = set(candidates)
    while left and len(chosen) < MOST:
        gap = min(left, key=lambda gap: (len(rivals[gap] & left), gap.start, gap.role, gap.company))
        left -= rivals[gap] | {gap}
        chosen += [gap] if unique([*chosen, gap], [], material) else []
    return sorted(chosen, key=lambda gap: gap.start)


def _apart(one: Gap, other: Gap, material: Material) -> bool:
    """May both be gaps of one bank: some characters between them, neither told by the other's sentence, and neither word fits the other gap?"""
    told = any(gap.word in seen.sentence.text for gap, seen in ((one, other), (other, one)) if gap.sentence is not seen.sentence)
    return not told and abs(one.start - other.start) > _DISTANCE and not _together(one, other) and unique([one, other], [], material)


def _together(one: Gap, other: Gap) -> bool:
    """Is the one word the other's partner, which must be seen?"""
    return one.sentence is other.sentence and (one.partner == other.word or other.partner == one.word)


def _bank(sentences: list[Sentence], material: Material) -> Exercise | None:
    """The exercise; None where too few gaps go together, or no two words too many are found."""
    stem, places = stem_of(sentences)
    text = "".join(token.text for token in stem)
    chosen, options = _with_too_many(_gaps_of(sentences, material), text, material)
    if len(chosen) < FEWEST:
        return None
    spans = tuple((places[gap.start], places[gap.start] + len(gap.word)) for gap in chosen)
    return Exercise(
        named_id("word bank", " ".join(gap.word for gap in chosen), text), "word bank",
        "选词填空: which word, or which half of a set phrase, belongs in which gap? Each word is used once; two are left over.",
        tuple(gap.word for gap in chosen), stem, spans, accepted=((),) * len(chosen), options=options,
        hint="Look for the partner of each missing word: the noun that a verb takes, or the rest of a term. Begin with the gaps of which you are sure.",
        why=f"They belong together: {', '.join(dict.fromkeys(gap.company for gap in chosen))}.", source=text, review="accepted")


def _with_too_many(chosen: list[Gap], text: str, material: Material) -> tuple[list[Gap], tuple[Option, ...]]:
    """The gaps, and two words that fit none of them: a noun and a verb of the table, or two of a kind. Gaps that too many words fit are given up, until there are two."""
    pool = [word for word in sorted({*verbs(), *objects()}) if _may_distract(word, material) and word not in text]
    material.chance(text).shuffle(pool)
    fitting = {gap: {word for word in pool if fits(word, gap, material)} for gap in chosen}
    while len(chosen) >= FEWEST:
        free = [word for word in pool if not any(word in fitting[gap] for gap in chosen)]
        nouns, verbal = (_unlike([word for word in free if (word in verbs()) is wanted])[:2] for wanted in (False, True))
        found = [*nouns[:1], *verbal[:1]] if nouns and verbal else nouns or verbal
        if len(found) == 2:
            keys = {gap.word for gap in chosen}
            return chosen, tuple(Option(word, goes_with(word, keys), "goes with none of the words beside the gaps") for word in found)
        chosen = [gap for gap in chosen if gap is not max(chosen, key=lambda gap: len(fitting[gap]))]
    return [], ()


def _may_distract(word: str, material: Material) -> bool:
    """Is it a known word of two characters, not one of the first levels, and not a verb that takes many nouns?"""
    entry = lexicon().entry(word)
    narrow = word not in verbs() or kinds_of(word) <= {"verb"} and len(verbs()[word]) <= NARROW and word not in FLEXIBLE
    return bool(entry) and narrow and len(word) == 2 and level_of(entry) >= min(4, material.level) and (lexicon().look_up(word).zipf or 0) > 3.5


def goes_with(word: str, but: set[str]) -> str:
    """What a student is told of a wrong verb or noun: what it means and what it goes with, none of the words in `but`."""
    if word in verbs():
        nouns = [noun for noun in verbs()[word] if noun not in but][:3]
        return f"{described(word)} takes such nouns as {'、'.join(nouns)}. Look for another partner." if nouns else f"{described(word)} does not go with the words here."
    takes = [verb for verb in objects()[word] if verb not in but][:2]
    return f"{described(word)} goes with {' or '.join(takes)}. No gap here asks for it." if takes else f"{described(word)} does not go with the words here."


# ---- verbs and their objects

def collocations(material: Material) -> Iterator[Exercise]:
    """For a verb of the article: which of four verbs takes this noun here? The others do not take it, by the table, the article and the edition."""
    seen: set[str] = set()
    for sentence in material.sentences:
        for verb, noun in pairs(sentence, material):
            if material.askable(verb) and not {verb.text, noun.text} & seen:
                seen |= {verb.text, noun.text}
                yield from _collocation(sentence, verb, noun, material)


def _collocation(sentence: Sentence, verb: Token, noun: Token, material: Material) -> Iterator[Exercise]:
    gap = Gap(verb.text, verb.start, sentence, "verb", noun.text)
    clause = sentence.text.strip()
    pool = [word for word in verbs() if len(verbs()[word]) > 1 and _may_distract(word, material) and word not in clause]
    pool = [word for word in pool if not fits(word, gap, material) and not material.attested(word + noun.text)]
    chance = material.chance(f"{verb.text}{noun.text}")
    pool = sorted(pool, key=lambda word: (abs(level(word) - level(verb.text)), chance.random()))[:12]
    options = _unlike(chance.sample(pool, len(pool)))
    if len(options) == 3:
        wrong = tuple(Option(word, _not_taken(word, noun.text), f"takes other nouns; {word}…{noun.text} is not attested") for word in options)
        right = Option(verb.text, f"{verb.text}…{noun.text}: the two belong together.")
        yield Exercise(
            named_id("collocation", verb.text + noun.text, clause), "choice", f"搭配: which verb goes with {noun.text}?  {blanked(sentence, verb)}", (verb.text,),
            options=mixed((right, *wrong), chance), hint=f"What does one do with {described(noun.text)}? Each of the others takes nouns of another sort.", source=clause, review="accepted")


def _unlike(words: list[str]) -> list[str]:
    """The first three words of which no two nearly mean the same."""
    chosen: list[str] = []
    for word in words:
        if len(chosen) < 3 and not any(alike(word, other) for other in chosen):
            chosen.append(word)
    return chosen


def _not_taken(verb: str, noun: str) -> str:
    others = [other for other in verbs()[verb] if other != noun and not alike(other, noun)][:3] or list(verbs()[verb][:2])
    return f"{described(verb)} takes such nouns as {'、'.join(others)}, not {noun}."


def level(word: str) -> int:
    """The level of a word, 9 without one."""
    entry = lexicon().entry(word)
    return level_of(entry) if entry else 9


def blanked(sentence: Sentence, token: Token) -> str:
    """The sentence, or its part around the word where it is long, with a blank for the word."""
    text, at = sentence.text.rstrip(), token.start - sentence.start
    first = max((text.rfind(mark, 0, max(0, at - 12)) for mark in "，；：。"), default=-1) + 1 if at > 60 else 0
    ends = [place for mark in "，；。" if (place := text.find(mark, at + len(token.text) + 20)) > 0]
    last = min(ends) if len(text) - at > 60 and ends else len(text)
    return f"{'…' if first else ''}{text[first:at].lstrip()}____{text[at + len(token.text) : last]}{'…' if last < len(text) else ''}"


def mixed(options: tuple[Option, ...], chance) -> tuple[Option, ...]:
    """The options in another order."""
    return tuple(chance.sample(options, len(options)))


# ---- four options

def clozes(material: Material) -> Iterator[Exercise]:
    """Sentences with one word left out and four to choose from, which are drafts: that a word is not attested does not prove it wrong."""
    seen: set[str] = set()
    for sentence in material.sentences:
        for token in sentence.tokens:
            if token.text not in seen and len(token.text) == 2 and material.askable(token) and kinds_of(token.text) & {"noun", "verb", "adjective"} and _may_ask(token):
                seen.add(token.text)
                yield from _cloze(sentence, token, material)
                break


def _may_ask(token: Token) -> bool:
    """Is it a word with a gloss and of some frequency, and not an office (书记, 委员), in whose place any other may stand?"""
    office = token.text[-1] in "长委" or any(token.text in titles for titles in lexicon().titles.values())
    return not office and bool(token.entry) and bool(token.entry.gloss) and (lexicon().look_up(token.text).zipf or 0) > 3.3 and bool(described(token.text)) and "(" in described(token.text)


def _cloze(sentence: Sentence, token: Token, material: Material) -> Iterator[Exercise]:
    chance = material.chance(f"cloze {token.text}")
    places = [gap for gap in gaps(sentence, material) if gap.start == token.start]
    near = [word for word in _near(token, sentence, material) if not any(fits(word, gap, material) for gap in places)]
    chosen = _unlike(near[:15])
    if len(chosen) < 3:
        return
    options = (Option(token.text, f"{described(token.text)}, as in the article."), *(_wrong(word) for word in chosen))
    yield Exercise(
        named_id("four options", token.text, sentence.text), "choice", f"选择填空: which word fills the gap?  {blanked(sentence, token)}", (token.text,), options=mixed(options, chance),
        hint="Read on behind the gap: what does the sentence need there?", source=sentence.text.strip(),
        note="The wrong options are of the same part of speech and near in level, and stand nowhere in this place, which does not prove that they cannot. Put each into the sentence; change what fits.")


def _wrong(word: str) -> Option:
    return Option(word, f"{described(word)}: put it into the gap and read the whole sentence. It is not what is done or spoken of here.", "same part of speech, near in level; not attested in this frame")


def _near(token: Token, sentence: Sentence, material: Material) -> list[str]:
    """Words of the same part of speech, nearest in level and frequency first, that stand nowhere beside these neighbours and mean something else."""
    tokens = sentence.tokens
    place = next(n for n, other in enumerate(tokens) if other is token)
    before, behind = tokens[place - 1].text if place else "", tokens[place + 1].text if place + 1 < len(tokens) else ""
    zipf = lambda word: lexicon().look_up(word).zipf or 0
    fit = [word for word in sorted(_words(material)) if word not in sentence.text and _like(word, token) and zipf(word) > 3.3 and "(" in described(word)
           and not alike(word, token.text) and not any(near.isalpha() and material.attested(together) for near, together in ((before, before + word), (behind, word + behind)))]
    return sorted(fit, key=lambda word: abs(level(word) - level(token.text)) + abs(zipf(word) - zipf(token.text)))


def _words(material: Material) -> set[str]:
    """The words of two characters that may be offered: those of the readings that are surely cut, and those of the table."""
    tokens = [token for token in material.reading.tokens if token.start not in material.crossed] + [token for other in material.others for token in other.tokens]
    return {word for word in {token.text for token in tokens if token.entry and token.entry.kind in ("word", "term")} | {*verbs(), *objects()} if len(word) == 2}


def _like(word: str, token: Token) -> bool:
    """Is the word of the same part of speech as the token?"""
    entry = lexicon().entry(word)
    return bool(entry) and entry.pos == token.entry.pos and kinds_of(word) == kinds_of(token.text)
