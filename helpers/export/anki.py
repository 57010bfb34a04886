"""The words and slogans as an Anki deck. A student who imports a later version gets what is new and what is changed; what was learnt stays.

Anki knows a card again by the pack's name and its hanzi, and a note type by its number and its fields. So the fields below are never added to,
taken away or renamed (Audio, Register and Note wait for what is not thought of yet); the look of the cards may change.
"""
from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from helpers.export.ruby import bare, characters, furigana
from helpers.model import Sentence, Slogan
from helpers.pack import CREDITS, Pack, Word

SUFFIX = ".apkg"
WORD_TYPE, SLOGAN_TYPE = 1_674_031_201, 1_674_031_202
WORD_FIELDS = ("Hanzi", "Traditional", "Pinyin", "Reading", "Gloss", "Kind", "Level", "Sentence", "SentenceReading", "Source", "Credits", "Audio", "Register", "Note")
SLOGAN_FIELDS = ("Hanzi", "Pinyin", "Literal", "Meaning", "MeaningZh", "Items", "English", "Source", "Credits", "Audio", "Register", "Note")
_LONGEST = 40  # characters of a sentence on a card
_BREAK = re.compile("(?<=[，；。：！？\n])")
_UNTOLD = "A formula of this text. Neither", "Clauses in a row"  # meanings that say that there is none
_CONTROL = re.compile("[\0-\x08\x0b-\x1f]")


def write(pack: Pack, path: Path, key: bool = False) -> Path:
    """Write the pack's Anki file; its path. `key` changes nothing: a card has its back. The bytes differ each time.

    They have to: Anki takes a change only from a note whose time is newer than that of its own.
    """
    import genanki

    draft, now = Path(path).with_name(f"{Path(path).name}.new"), time.time()
    with TemporaryDirectory() as folder:
        database = Path(folder) / "collection.anki2"
        collection = sqlite3.connect(database)
        genanki.Package(_deck(pack)).write_to_db(collection.cursor(), now, count(int(now * 1000)))  # its own file would be left behind
        collection.commit()
        collection.close()
        with ZipFile(draft, "w", ZIP_DEFLATED) as package:
            package.write(database, "collection.anki2")
            package.writestr("media", json.dumps({}))
    return draft.replace(path)


def _deck(pack: Pack):
    """The deck. Anki goes by its name, so that is the pack's name, not its title, which may be edited."""
    import genanki

    about = "<br>".join(map(bare, [f"{pack.title}, version {pack.version}", *filter(None, [pack.level, pack.note]), *pack.credits]))
    deck = genanki.Deck(_number(pack.name), f"读报 · Dúbào::{pack.name}", about)
    notes = {word.hanzi: (_word_type(), _word_fields(word, pack)) for word in pack.words}  # a word that stands twice in the list is one card
    notes |= {f"slogan {slogan.hanzi}": (_slogan_type(), _slogan_fields(slogan, pack)) for slogan in pack.slogans if _is_told(slogan)}
    for place, (key, (model, fields)) in enumerate(notes.items()):
        filled = [_CONTROL.sub("", fields.get(field["name"], "")) for field in model.fields]
        deck.add_note(genanki.Note(model, filled, guid=genanki.guid_for("dubao", pack.name, key), tags=[f"dubao::{pack.name}"], due=place))
    return deck


def _number(name: str) -> int:
    """A number for a deck, always the same for a name."""
    return 1 << 30 | int(sha256(f"dubao deck {name}".encode()).hexdigest()[:7], 16)


# ---- words

def _word_fields(word: Word, pack: Pack) -> dict[str, str]:
    own = characters(word.tokens)[: len(word.hanzi)]
    pairs, start = _around(word, pack)
    parts = pairs[:start], pairs[start : start + len(word.hanzi)], pairs[start + len(word.hanzi) :]
    return {
        "Hanzi": bare(word.hanzi), "Traditional": bare(word.traditional if word.traditional != word.hanzi else ""), "Pinyin": bare(word.pinyin),
        "Reading": furigana(own) if own else bare(word.hanzi), "Gloss": bare(word.gloss), "Kind": bare(word.kind), "Level": bare(word.level),
        "Sentence": _marked(*(bare("".join(character for character, _ in part)) for part in parts)),
        "SentenceReading": _marked(*map(furigana, parts)), "Source": bare(word.source), "Credits": _credits(pack, word.sentence),
    }


def _marked(before: str, word: str, after: str) -> str:
    return f"{before}<b>{word}</b>{after.strip()}" if word else before + after


def _around(word: Word, pack: Pack) -> tuple[list[tuple[str, str]], int]:
    """The clauses round a word, a pair for each character, and where it stands in them; the bare sentence where no reading has it."""
    for sentence in _sentences(pack, word.sentence):
        start = (word.tokens[0].start if word.tokens else sentence.start + max(0, sentence.text.find(word.hanzi))) - sentence.start
        if sentence.text[start : start + len(word.hanzi)] == word.hanzi:
            first, last = _clauses(sentence.text, start, start + len(word.hanzi))
            pairs = characters(sentence.tokens)[first:last]
            cut = [("…", "")] if first else []
            return [*cut, *pairs, *([("…", "")] if last < len(sentence.text.rstrip()) else [])], start - first + len(cut)
    return [(character, "") for character in word.sentence], max(0, word.sentence.find(word.hanzi))


def _clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of the clauses that hold this stretch, and of as many round it as have room on a card, those before it first."""
    edges = [0, *(match.start() for match in _BREAK.finditer(text)), len(text)]
    first, last = max(edge for edge in edges if edge <= start), min(edge for edge in edges if edge >= end)
    for edge in [*reversed([edge for edge in edges if edge < first]), *(edge for edge in edges if edge > last)]:
        if max(last, edge) - min(first, edge) <= _LONGEST:
            first, last = min(first, edge), max(last, edge)
    return first, last


def _sentences(pack: Pack, text: str) -> Iterator[Sentence]:
    return (sentence for reading in pack.readings for sentence in reading.sentences if text and sentence.text.strip() == text)


def _credits(pack: Pack, text: str) -> str:
    """Whose the article is that has this text, whose the glosses, and which pack it is. All the lines of the pack are in the deck's description."""
    rights = next(([line] for reading, line in zip(pack.readings, pack.rights) if text and text in reading.text), pack.rights)
    return "<br>".join(map(bare, [*rights, *CREDITS, f"{pack.title}, version {pack.version}"]))


# ---- slogans

def _is_told(slogan: Slogan) -> bool:
    """Is there anything to learn on its card's back?"""
    return bool(slogan.literal or slogan.items or slogan.meaning and not slogan.meaning.startswith(_UNTOLD))


def _slogan_fields(slogan: Slogan, pack: Pack) -> dict[str, str]:
    english = [f"{rendering.text} ({', '.join(filter(None, [rendering.document, str(rendering.year or '')]))})" for rendering in slogan.english]
    return {
        "Hanzi": bare(slogan.hanzi), "Pinyin": bare(slogan.pinyin), "Literal": bare(slogan.literal), "Meaning": bare(slogan.meaning),
        "MeaningZh": bare(slogan.meaning_zh), "Items": _list(f"{item.text} – {item.english}" if item.english else item.text for item in slogan.items),
        "English": _list(english[:2]), "Source": bare("; ".join(slogan.sources)),
        "Credits": _credits(pack, slogan.hanzi),
    }


def _list(lines: Iterable[str]) -> str:
    shown = "".join(f"<li>{bare(line)}</li>" for line in lines)
    return f"<ul>{shown}</ul>" if shown else ""


# ---- the note types

def _word_type():
    front = '<div class="word" lang="zh-Hans">{{Hanzi}}</div>{{#Sentence}}<div class="sentence" lang="zh-Hans">{{Sentence}}</div>{{/Sentence}}'
    back = ('<div class="word" lang="zh-Hans">{{furigana:Reading}}</div><div class="more"><span>{{Pinyin}}</span>'
            '{{#Traditional}}<span lang="zh-Hant">{{Traditional}}</span>{{/Traditional}}</div><hr id="answer"><div class="gloss">{{Gloss}}</div>'
            '<div class="more"><span>{{Kind}}</span>{{#Level}}<span>HSK {{Level}} (2021)</span>{{/Level}}{{#Register}}<span>{{Register}}</span>{{/Register}}</div>'
            '{{#SentenceReading}}<div class="sentence" lang="zh-Hans">{{furigana:SentenceReading}}</div>{{/SentenceReading}}')
    return _type(WORD_TYPE, "读报 · Dúbào word", WORD_FIELDS, front, back + _FOOT)


def _slogan_type():
    front = '<div class="word" lang="zh-Hans">{{Hanzi}}</div>'
    back = (front + '<div class="more"><span>{{Pinyin}}</span></div><hr id="answer"><div class="gloss">{{Literal}}</div><div class="text">{{Meaning}}</div>'
            '<div class="text" lang="zh-Hans">{{MeaningZh}}</div>{{#Items}}<div class="text" lang="zh-Hans">{{Items}}</div>{{/Items}}'
            '{{#English}}<div class="text">In official English: {{English}}</div>{{/English}}{{#Register}}<div class="more"><span>{{Register}}</span></div>{{/Register}}')
    return _type(SLOGAN_TYPE, "读报 · Dúbào slogan", SLOGAN_FIELDS, front, back + _FOOT)


def _type(number: int, name: str, fields: tuple[str, ...], front: str, back: str):
    import genanki

    return genanki.Model(number, name, [{"name": field} for field in fields], [{"name": "Card 1", "qfmt": front, "afmt": back}], css=_CSS)


_FOOT = "{{#Note}}<div class=\"text\">{{Note}}</div>{{/Note}}{{Audio}}<div class=\"foot\">{{#Source}}Gloss: {{Source}}<br>{{/Source}}{{Credits}}</div>"
_CSS = """
.card { font: 18px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: #222; background: #fdfcf9; text-align: center; padding: 0 12px; }
[lang|=zh] { font-family: "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; }
[lang=zh-Hant] { font-family: "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
.word { font-size: 40px; line-height: 1.7; margin-top: 14px; overflow-wrap: anywhere; }
.sentence { font-size: 22px; line-height: 2.1; max-width: 30em; width: fit-content; margin: 12px auto; text-align: start; color: #444; }
.sentence b { color: #a8321f; font-weight: 600; }
rt { font-size: 46%; font-weight: 400; padding: 0 .25em; color: #6b665c; }
.word rt { font-size: 40%; }
.gloss { font-size: 22px; }
.text { max-width: 34em; margin: 10px auto; text-align: start; }
.text ul { margin: 4px 0; padding-inline-start: 1.4em; }
.more span { margin: 0 .5em; color: #6b665c; }
.foot { max-width: 50em; margin: 26px auto 8px; font-size: 11px; line-height: 1.4; color: #6f6a61; text-align: start; }
.nightMode.card { color: #e8e4da; background: #26241f; }
.nightMode .sentence { color: #d3cec2; }
.nightMode .sentence b { color: #ff9d84; }
.nightMode rt, .nightMode .more span, .nightMode .foot { color: #b3ada0; }
"""
