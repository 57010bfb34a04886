"""Open questions with a key for the teacher: a slogan to be explained, a sentence to be translated, a text to be summed up. Drafts."""
from __future__ import annotations

from collections.abc import Iterator

from helpers.exercises import Exercise
from helpers.explanation import slogans_in
from helpers.making.material import Material, named_id
from helpers.model import Sentence

_LEFT = "The key is left to the teacher."


def open_questions(material: Material) -> Iterator[Exercise]:
    """In turn: what a slogan means in plain Chinese, a dense sentence in English, who is heard, the article in three sentences."""
    ways = [_plain_words(material), _translations(material), _whole(material)]
    while ways:
        for way in list(ways):
            if (made := next(way, None)) is None:
                ways.remove(way)
            else:
                yield made


def _plain_words(material: Material) -> Iterator[Exercise]:
    for slogan in slogans_in(material.reading):
        where = next((s.text.strip() for s in material.sentences if slogan.hanzi in s.text), "")
        if slogan.status == "expanded" and slogan.sure and slogan.meaning and where and not slogan.meaning.startswith(("A formula of this text", "Clauses in a row")):
            yield Exercise(
                named_id("explain", slogan.hanzi), "open", f"What is meant by “{slogan.hanzi}” here? Say it in two or three plain sentences, in Chinese or English.", (slogan.meaning,),
                hint="Put the picture and the parallel words aside: who is to do what?", source=where,
                note="The key is the slogan book's meaning. Check that it fits this article, and say whether you want Chinese or English.")


def _translations(material: Material) -> Iterator[Exercise]:
    """The sentences of middle length with the most terms and the fewest names."""
    weight = lambda s: sum(1 if m.kind in ("term", "slogan", "idiom") else -1 for m in material.reading.mentions if s.start <= m.start < s.start + len(s.text))
    fit = [s for s in material.sentences if 25 <= len(s.text.strip()) <= 70 and s.text.strip()[-1] in "。！" and s.text.strip()[-2] not in "说道示绍称"]
    for sentence in sorted(fit, key=weight, reverse=True):
        yield Exercise(
            named_id("translate", sentence.text), "open", f"翻译: put into English.  {sentence.text.strip()}", (_helped(sentence, material),), hint="Find the subject and the main verb first; then what hangs on them.",
            source=sentence.text.strip(), note="The key lists only the terms of the sentence. Add your own translation, or compare in class.")


def _helped(sentence: Sentence, material: Material) -> str:
    """What a key can say without a translator: the terms of the sentence."""
    end = sentence.start + len(sentence.text)
    terms = {m.text: m.entry.gloss for m in material.reading.mentions if sentence.start <= m.start < end and m.entry and m.entry.gloss and m.kind in ("term", "slogan", "idiom")}
    return f"{_LEFT} Terms: {'; '.join(f'{word}, {gloss}' for word, gloss in list(terms.items())[:6])}." if terms else _LEFT


def _whole(material: Material) -> Iterator[Exercise]:
    people = list(dict.fromkeys(m.text for m in material.reading.mentions if m.kind == "person"))
    if people and len(material.sentences) > 4:
        yield Exercise(
            named_id("voices", material.reading.text[:200]), "open", "Who is named in this article, and who speaks? Whose voice is missing? Write three sentences.",
            (f"Named: {'、'.join(people)}. {_LEFT}",), hint="Go through the quotation marks: who says it, and is there a name?", note="The list of names was found by rule. Complete the key: who is quoted, and who is not.")
    if len(material.sentences) > 4:
        first = material.sentences[0].text.strip()
        yield Exercise(
            named_id("sum up", material.reading.text[:200]), "open", "Sum the article up in three Chinese sentences: who did what, by which means, with what result?", (f"{_LEFT} The article begins: {first}",),
            hint="A report of this kind has one claim and several proofs. Put the proofs aside first.", source=first, note="The key holds only the first sentence. Add your summary.")
