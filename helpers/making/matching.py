"""What belongs together: words and glosses, formulas and what they stand for, short and full forms, headlines and articles."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from helpers.exercises import Exercise, Option
from helpers.explanation import explain, slogans_in
from helpers.formulas import parts
from helpers.lexicon import lexicon
from helpers.making.banks import mixed
from helpers.making.company import alike, meaning, short_forms, words_of
from helpers.making.material import DATELINE, Material, level_of, named_id
from helpers.model import Entry, Reading, Slogan, Token
from helpers.syllables import HANZI, is_hanzi

PAIRS = 6


# ---- words and glosses

def glosses(material: Material) -> Iterator[Exercise]:
    """Six words and eight glosses, of which no two share a word: only words whose gloss is ours or that have one or two senses."""
    left = dict(_glossed(material))
    order = material.chance("glosses").sample(sorted(left), len(left))
    while True:
        chosen = _distinct(order, left)
        if len(chosen) < PAIRS + 2:
            return
        asked, spare = chosen[:PAIRS], chosen[PAIRS:]
        yield Exercise(
            named_id("word gloss", " ".join(asked), material.reading.text[:200]), "match", "词义搭配: what do these words of the article mean? Two meanings are left over.",
            tuple(left[word] for word in asked), items=tuple(asked), review="accepted", source="；".join(_sentence(word, material) for word in asked),
            options=tuple(Option(left[word], f"That is what {word} means, another word of the article.", "of the same article") for word in spare),
            hint="Which characters do you know? Think of other words that have them, then read the word in its sentence.", why="The glosses are those of the reader's cards.")
        order = [word for word in order if word not in asked]


def _glossed(material: Material) -> Iterator[tuple[str, str]]:
    for sentence in material.sentences:
        found = [(mention.text, mention.entry) for mention in material.terms(sentence) if mention.kind != "slogan"]
        found += [(token.text, token.entry) for before, token in zip(sentence.tokens, sentence.tokens[1:]) if material.askable(token) and _stands_alone(before, token, material)]
        for word, entry in found:
            if (gloss := _gloss(word, entry)) and all(map(is_hanzi, word)):
                yield word, gloss


def _stands_alone(before: Token, token: Token, material: Material) -> bool:
    """Is it a word of a list (HSK) of two or four characters, no word of time or place, and not behind a number (五/年前), where it may be cut wrongly, and no verb with its particle (穿着)?"""
    listed = level_of(token.entry) < 9 or bool(material.only)
    number = before.text[-1].isdigit() or before.entry is not None and before.entry.pos in ("numeral", "measure word")
    return len(token.text) in (2, 4) and token.text[-1] not in "着了过" and listed and not number and token.entry.pos not in ("time word", "direction word", "place word", "pronoun", "conjunction")


def _gloss(word: str, entry: Entry) -> str:
    """A gloss that may be asked for: short, of a term of ours or a word of one or two senses, without Chinese."""
    ours = any(source != "CC-CEDICT" for source in entry.sources)
    if not (ours or len(entry.senses) <= 2) or entry.kind in ("person", "place", "organisation", "meeting"):
        return ""
    plain = re.sub(r" ?\((?:idiom|literary|loanword|neologism[^)]*)\)", "", entry.gloss if ours else "; ".join(entry.senses)).strip()
    first = plain if len(plain) <= 90 else re.split("; |: ", plain)[0]
    dull = HANZI.search(first) or re.fullmatch('["“][^"“”]+["”]', first) or len(first) > 90 or len(words_of(first)) < 1 or entry.pinyin.lower() in first.lower() or first.startswith(("surname", "variant", "see ", "abbr"))
    return "" if dull else first


def _distinct(words: Iterable[str], glossed: dict[str, str]) -> list[str]:
    """The first words, as many as are needed, of which no two share a character, or a word of their glosses."""
    chosen: list[str] = []
    for word in words:
        apart = not any(set(word) & set(other) or alike(word, other) or words_of(glossed[word]) & words_of(glossed[other]) for other in chosen)
        if apart and len(chosen) < PAIRS + 2:
            chosen.append(word)
    return chosen


def _sentence(word: str, material: Material) -> str:
    return next(s.text.strip() for s in material.sentences if word in s.text)


# ---- formulas

def formulas(material: Material) -> Iterator[Exercise]:
    """What a formula with a numeral stands for, among parts of other formulas; only formulas that are told in full, and sure."""
    known = [slogan for slogan in slogans_in(material.reading) if _told(slogan) and _whole_items(slogan, material.reading.text) and (not material.only or slogan.hanzi in material.only)]
    known = [slogan for slogan in known if not _made_up_of(slogan, known)]
    if len(known) > 2:
        yield _match_formulas(known[:5], material)
    for slogan in known:
        yield from _one_formula(slogan, material)


def _made_up_of(slogan: Slogan, known: list[Slogan]) -> bool:
    """Is it two other formulas one behind the other (三单五步: 三单, 五步)?"""
    return sum(other.hanzi in slogan.hanzi for other in known if other is not slogan) > 1


def _told(slogan: Slogan) -> bool:
    """Is it a formula that counts, and known with certainty: as many items as it says, none of which it names itself?"""
    numbers = [part.count for part in parts(slogan.hanzi)]
    whole = slogan.status == "expanded" and slogan.sure and numbers and None not in numbers and 2 <= len(slogan.items) <= 8 and sum(filter(None, numbers)) == len(slogan.items)
    texts = [item.text for item in slogan.items]
    plain = all(len(text) < 24 and not any(mark in text for mark in "【】|") for text in texts)
    return bool(whole and plain and len(set(texts)) == len(texts) and not all(text in slogan.hanzi for text in texts))


def _whole_items(slogan: Slogan, text: str) -> bool:
    """Do the items that were found in the text begin behind a mark or a word that opens a list, so that none is a part of a word?"""
    found = [item.text for item in slogan.items if item.source.startswith("in this text, ¶") and item.text in text]
    return all(re.search(f"(?:^|[^\\w]|[即是为指])(?:以及|和|及|与)?{re.escape(item)}", text) for item in found)


def _match_formulas(known: list[Slogan], material: Material) -> Exercise:
    spare = next((other for other in _others(known, material)), None)
    option = (Option(_listed(spare), f"These are the parts of {spare.hanzi}, which is not among the formulas here.", "another formula of as many parts"),) if spare else ()
    return Exercise(
        named_id("formulas", " ".join(slogan.hanzi for slogan in known), material.reading.text[:200]), "match", "What does each formula of the article stand for?",
        tuple(map(_listed, known)), items=tuple(slogan.hanzi for slogan in known), options=option, review="accepted",
        hint="Count first: the numeral says how many. Then look for the word that the formula counts.", why="A formula keeps a numeral and one word of its parts.",
        source="；".join(_sentence(slogan.hanzi, material) for slogan in known if any(slogan.hanzi in s.text for s in material.sentences)))


def _listed(slogan: Slogan) -> str:
    texts = [item.text for item in slogan.items]
    return ("；" if any("、" in text for text in texts) else "、").join(texts)


def _others(known: list[Slogan], material: Material) -> Iterator[Slogan]:
    """Formulas of the slogan book that the article does not have, told in full, of as many items as one of these; in the order of chance."""
    numbers, items = {len(slogan.items) for slogan in known}, {item.text for slogan in known for item in slogan.items}
    names = [hanzi for hanzi, record in sorted(lexicon().slogans.items()) if record["hanzi"] == hanzi and len(record["items"]) in numbers and hanzi not in material.reading.text]
    for hanzi in material.chance("formulas").sample(names, len(names)):
        slogan = explain(hanzi)
        if _told(slogan) and not items & {item.text for item in slogan.items}:
            yield slogan


def _one_formula(slogan: Slogan, material: Material) -> Iterator[Exercise]:
    keys = tuple(item.text for item in slogan.items)
    where = next((s.text.strip() for s in material.sentences if slogan.hanzi in s.text), "")
    plain = len(keys) <= 6 and min(map(len, keys)) > 1 and not frozenset.intersection(*map(frozenset, keys))  # 稳就业、稳金融: whoever sees 稳 knows
    wrong = _wrong_items(slogan, material) if where and plain else []
    if len(wrong) >= 2:
        options = (*(Option(key) for key in keys), *(Option(text, f"{text} ({said}) is not one of them.", "a term with the same ending") for text, said in wrong))
        options = mixed(options, material.chance(slogan.hanzi))
        yield Exercise(
            named_id("formula", slogan.hanzi, "".join(keys)), "choices", f"What does {slogan.hanzi} stand for?", tuple(option.text for option in options if option.text in keys), options=options,
            hint=f"There are {len(keys)}. Which of these are of one kind?", why=slogan.meaning, source=where, review="accepted")


def _wrong_items(slogan: Slogan, material: Material) -> list[tuple[str, str]]:
    """Up to three terms of the glossary that end like one of the parts, with their glosses: about as long, and unlike every part."""
    keys = [item.text for item in slogan.items]
    endings, longest = {key[-1] for key in keys}, max(map(len, keys)) + 1
    signs = set(slogan.hanzi) if all(set(slogan.hanzi) & set(key) for key in keys) else set()  # 会 and 课 give 三会一课 away: the wrong ones need them too
    ending = {word for word, kind in lexicon().phrases.items() if kind == "term" and word[-1] in endings and (not signs or signs & set(word)) and min(map(len, keys)) <= len(word) <= longest}
    apart = [word for word in sorted(ending) if not any(_pairs(word) & _pairs(key) for key in (*keys, slogan.hanzi)) and meaning(word)]
    fields = {entry.category for key in keys if (entry := lexicon().entry(key)) and entry.category} or {"party life", "institutions", "governance"}
    near = material.chance(slogan.hanzi).sample(apart, len(apart))
    return [(word, meaning(word)) for word in sorted(near, key=lambda word: lexicon().entry(word).category not in fields)[:3]]


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


# ---- short forms

def abbreviations(material: Material) -> Iterator[Exercise]:
    """Short forms of the article and their full forms, by our table: matched where there are four or more, else written, if there are not many right ways."""
    whole = {token.text for s in material.sentences for token in s.tokens} | {m.text for m in material.reading.mentions if m.kind not in ("person", "place")}
    found = {short: where for short in short_forms() if (not material.only or short in material.only) and (where := _place_of(short, whole, material))}
    found = {short: where for short, where in found.items() if not any(short != longer and short in longer for longer in found)}
    order = sorted(found, key=lambda short: material.reading.text.find(found[short]))
    matched = order[:PAIRS] if len(order) >= 4 else []
    if matched:
        yield _match_short({short: found[short] for short in matched}, material)
    for short in order[len(matched) :]:
        yield from _write_out(short, found[short])


def _place_of(short: str, whole: set[str], material: Material) -> str:
    """The sentence in which a short form stands as a word, or as several with a quotation mark between (村“两委”); nothing if there is none."""
    unquoted = lambda text: text.replace("“", "").replace("”", "")
    alone = re.compile(re.escape(short) + "(?!大学|学院|公司|有限|集团|股份|银行|园|馆)")  # 华中科技大学 is no short form of 科学技术
    fits = (lambda text: alone.search(text)) if short in whole else (lambda text: len(short) > 2 and short in unquoted(text) and short not in text)
    return next((s.text.strip() for s in material.sentences if fits(s.text)), "")


def _match_short(found: dict[str, str], material: Material) -> Exercise:
    keys = [short_forms()[short][0] for short in found]
    spare = [short for short, (full, also) in short_forms().items() if short not in found and len(set(full) & set("".join(keys))) > 2 and full not in keys and not set(also) & set(keys)]
    spare = material.chance("short").sample(spare, len(spare))[:2]
    return Exercise(
        named_id("short forms", " ".join(found), "".join(keys)), "match", "简称: what do these short forms stand for?", tuple(keys), items=tuple(found), review="accepted",
        options=tuple(Option(short_forms()[short][0], f"That is shortened to {short}.", "shares characters with a right one") for short in spare),
        hint="A short form keeps one character of each part, mostly the first.", why="A short form keeps one character of each part of the full name.", source="；".join(dict.fromkeys(found.values())))


def _write_out(short: str, where: str) -> Iterator[Exercise]:
    full, also = short_forms()[short]
    if full not in where and 4 <= len(full) <= 14 and len(also) < 2 and short[0] not in "双两三":
        said = meaning(short)
        also = (*also, full.replace("和", "与"), full.replace("和", "、")) if "和" in full and full[-1] not in "会局厅部" else also
        yield Exercise(
            named_id("short form", short, where), "short", f"简称: write {short}{f' ({said})' if said else ''} in full.", (full,), accepted=(also,) if also else (),
            options=(Option(short, "That is the short form itself. Each of its characters stands for a word."),), review="accepted",
            hint=f"Each character of {short} stands for a word. Which words do you know that have it?", why=f"{full} → {short}.", source=where)


# ---- headlines

def headlines(material: Material) -> Iterator[Exercise]:
    """Headlines and the beginnings of their articles; four articles or more, each of which is nearest to its own headline."""
    readings = [r for r in (material.reading, *material.others) if r.article and not r.article.title_supplied and len(r.article.title) > 5]
    leads = {r.article.title: lead for r in readings if (lead := _lead(r))}
    titles = [title for title in leads if all(_shared(title, leads[title]) > _shared(title, lead) for other, lead in leads.items() if other != title)]
    titles = [title for title in titles if all(_shared(title, leads[title]) > _shared(other, leads[title]) for other in leads if other != title)]
    for first in range(0, len(titles), PAIRS):
        chosen = titles[first : first + PAIRS]
        if len(chosen) >= 4:
            yield Exercise(
                named_id("headlines", " ".join(chosen)), "match", "Which beginning belongs to which headline?", tuple(leads[title] for title in chosen), items=tuple(chosen), review="accepted",
                hint="Who acts, and where? Look for the names and the key word of each headline.", why="A report says in its first sentence who did what, where and when; the headline keeps the what.", source="；".join(chosen))


def _lead(reading: Reading) -> str:
    """The beginning of an article: its first two sentences, shortened to about ninety characters."""
    body = [s.text.strip() for s in reading.sentences if s.role == "body" and len(s.text.strip()) > 5]
    text = DATELINE.sub("", "".join(body[:2]))
    cut = next((at for at in range(90, 40, -1) if text[at - 1 : at] in "，。；"), 90) if len(text) > 90 else len(text)
    return text[:cut].rstrip("，；") + ("…" if cut < len(text) else "") if len(text) > 20 and not set("【】|") & set(text) else ""


def _shared(title: str, lead: str) -> int:
    """How many pairs of characters of the title stand in the lead."""
    return len(_pairs("".join(filter(is_hanzi, title))) & _pairs(lead))
