"""The form of a slogan: what kind of phrase it is, and a drawing of its parts.

A drawing is a tree: [tag, attributes, child …], a child being a tree or plain text. `markup` makes HTML of it; the page's JavaScript
makes elements of the same tree, so that text is text in both.
"""
from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape
from itertools import accumulate

from helpers.formulas import pattern_of
from helpers.model import Item, Slogan

KINDS = {  # kind → what its pattern looks like; the first that fits
    "metaphor": "metaphor|metonymy|simile",
    "couplet or row": r"couplet|chain|parallel|antithesis|chiasmus|pair of|verb \+ object, twice|\d × verb \+",
    "numeral formula": r"\d|.*numeral formula",
    "echo or coinage": r"snowclone|allusion|variation|quotation|classical|proverb|loan|abbreviation|coinage|word play|name|.*(?<![a-zA-Z])[XA](?![a-z])|[\u4e00-\u9fff]+ \+ ",
    "set phrase": "",
}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_SLOT = "[A-Z](?![a-z])|name|noun|…"
_MARKS = "，、；"
_UNIT = re.compile(r"(\d+|[NX])(?: (.+))?")


def node(tag: str, name: str, *children, **more: str) -> list:
    """An element of a tree, with its class; children that are None or empty are left out."""
    return [tag, ({"class": name} if name else {}) | more, *(child for child in children if child)]


def markup(tree: list | str) -> str:
    """The tree as HTML, every text escaped."""
    if isinstance(tree, str):
        return escape(tree)
    tag, attributes, *children = tree
    return f"<{tag}{''.join(f' {key}={chr(34)}{escape(value)}{chr(34)}' for key, value in attributes.items())}>{''.join(map(markup, children))}</{tag}>"


def kind_of(slogan: Slogan) -> str:
    """Which of KINDS a slogan is; 革命化、年轻化、知识化、专业化 (4 × 化) is a row, for it counts nothing."""
    if _is_list(slogan.hanzi, slogan.pattern):
        return "couplet or row"
    return next(kind for kind, form in KINDS.items() if re.match(form, _pattern(slogan)))


def _pattern(slogan: Slogan) -> str:
    """The pattern of a slogan, or what its form tells; 宣讲+ is X+, known or not."""
    pattern = slogan.pattern or pattern_of(slogan.hanzi)
    return "X+" if slogan.hanzi == f"{pattern}+" else pattern


def drawing(slogan: Slogan) -> str:
    """The drawing as HTML, which says in words what it shows; empty where the form has no parts to draw.

    >>> 'aria-label="3 × 会: 支部党员大会' in drawing(Slogan("三会一课", items=tuple(map(Item, ("支部党员大会", "支部委员会", "党小组会", "党课")))))
    True
    """
    tree = drawn(slogan)
    return markup(tree) if tree else ""


def drawn(slogan: Slogan) -> list | None:
    """The drawing as a tree, or None."""
    found, last = [], ""
    for said in re.split(r"; (?![^(]*\))", _pattern(slogan)):
        last = said = said if " = " not in said or ":" in said or said[:1].isdigit() else f"{last.partition(':')[0]}: {said}"
        drawers = (drawer for form, drawer in _DRAWERS if re.match(form, said))
        found += filter(None, [next(drawers, _framed)(slogan, said)])
    told = "; ".join(words for words, *_ in found)
    return node("div", "drawing", *(node("div", "form", *trees) for _, *trees in found), role="img", **{"aria-label": told}) if found else None


# ---- numeral formulas

def _counted(slogan: Slogan, said: str):
    """Boxes: each unit with its number, below it what it stands for."""
    if _is_list(slogan.hanzi, said):
        return _rows(slogan, said)
    sum_, _, result = said.partition(":")[0].partition(" = ")
    units = [_UNIT.fullmatch(part) for part in sum_.split(" + ")]
    if not all(units):
        return None
    shares, rest = _shared(slogan.items, [unit[1] for unit in units], [unit[0] for unit in units])
    untold = [] if slogan.status == "expanded" else [Item("", "not told")]
    boxes = [_box(unit[1], unit[2] or "", share or untold * (not rest)) for unit, share in zip(units, shares)]
    told = "; ".join(unit[0] + "".join(f"{': ' if not n else ', '}{item.text or item.english}" for n, item in enumerate(share or untold * (not rest)))
                     for unit, share in zip(units, shares))
    trees = [part for n, box in enumerate(boxes) for part in ([node("span", "sign", "+")] * (n > 0) + [box])]
    trees += [node("span", "sign", "="), node("div", "unit", node("p", "count", result))] if result else []
    more = ": " + ", ".join(map(str, rest)) if rest else ""
    return [told + (f" = {result}" if result else "") + more, node("div", "units", *trees), node("ul", "parts", *map(_item, rest)) if rest else None]


def _shared(items: tuple[Item, ...], counts: list[str], units: list[str]) -> tuple[list, tuple]:
    """The items of each unit (in 八荣八耻 they take turns), and those that cannot be given to one unit."""
    known = [int(count) for count in counts if count.isdecimal()]
    if len(counts) == 1:
        return [items], ()
    if len(known) == len(counts) and sum(known) == len(items):
        ways = [[items[end - count : end] for end, count in zip(accumulate(known), known)]]
        ways += [[items[place :: len(counts)] for place in range(len(counts))]] if len(set(known)) == 1 else []
        return max(ways, key=lambda way: sum(unit.split()[-1] in item.text for unit, share in zip(units, way) for item in share)), ()
    own = [tuple(item for item in items if re.match(rf"{count}(?!\d)", item.text)) for count in counts]
    if sum(map(len, own)) == len(items):
        return own, ()
    return ([(item,) for item in items], ()) if len(items) == len(counts) else ([()] * len(counts), items)


def _box(count: str, unit: str, items) -> list:
    return node("div", "unit", node("p", "count", node("b", "", count), f" {unit}" if unit else ""), node("ul", "parts", *map(_item, items)) if items else None)


def _item(item: Item) -> list:
    return node("li", "han", item.text, lang="zh-Hans") if item.text else node("li", "untold", item.english)


# ---- couplets, rows and chains

def _members(hanzi: str, marks: str = "[；，,、 —]+") -> list[str]:
    return [part for part in re.split(marks, hanzi) if part]


def _is_list(hanzi: str, said: str) -> bool:
    """Is the pattern N × what the N members of this row have in common?"""
    counted = re.match(r"(\d+) ×(?!.* \+ \d)", said)
    return bool(counted) and len(_members(hanzi)) == int(counted[1]) > 1


def _parted(hanzi: str, said: str) -> list[str]:
    """The members of a row: parted by its strongest mark; without marks, by the numbers or the count of its pattern, or in halves."""
    if _is_list(hanzi, said):
        return _members(hanzi)
    for marks in "；", "[，,]", "[、 —]+":
        if len(parts := _members(hanzi, marks)) > 1:
            return parts
    given = re.search(r"\((\d(?: \+ \d)+)\)", said)
    count = 2 if "verb" in said else next((int(_COUNTS.get(word, word)) for word in re.findall(r"\d+|two|three|four|five", said)), 2)
    sizes = [int(size) for size in given[1].split(" + ")] if given else [len(hanzi) // count] * count
    return [hanzi[end - size : end] for end, size in zip(accumulate(sizes), sizes)] if sum(sizes) == len(hanzi) else []


def rows_of(slogan: Slogan) -> list[str]:
    """The members of a couplet, row or chain; none where it has no parts."""
    return _parted(slogan.hanzi, slogan.pattern.split("; ")[0])


def _rows(slogan: Slogan, said: str):
    """The members below each other, or, of a chain, one after the other; what all have in the same place is marked, what all have elsewhere too."""
    rows = _parted(slogan.hanzi, said)
    if len(rows) < 2:
        return None
    even, everywhere = len(set(map(len, rows))) == 1, set.intersection(*map(set, rows)) - set(_MARKS)
    same = {place for place in range(len(rows[0])) if even and len({row[place] for row in rows}) == 1}
    lines = [[_sign(c, "same" if place in same else "again" if c in everywhere else "") for place, c in enumerate(row)] for row in rows]
    kept = same or {place for place, c in enumerate(rows[0]) if c in everywhere}
    shared = "…".join(filter(None, "".join(c if place in kept and c not in _MARKS else " " for place, c in enumerate(rows[0])).split()))
    arrows = said.startswith("chain") and "×" not in said
    told = (" → " if arrows else " / ").join(rows) + (f", all with {shared}" if shared else "")
    if arrows:
        return [told, node("div", "chain", *(part for n, line in enumerate(lines) for part in ([node("span", "sign", "→")] * (n > 0) + [node("span", "member", *line)])), lang="zh-Hans")]
    return [told, node("div", "rows long" if max(map(len, rows)) > 9 else "rows", *(node("div", "row", *line) for line in lines), lang="zh-Hans")]


def _sign(character: str, name: str = "") -> list:
    return node("span", f"zi {name}".strip(), character)


def _halves(slogan: Slogan, said: str):
    """A phrase of four characters in its two halves, or as its pattern counts them."""
    parts = _parted(slogan.hanzi, said if re.search(r"\(\d", said) else "two")
    return [" + ".join(parts), node("div", "chain", *(node("span", "member", *map(_sign, part)) for part in parts), lang="zh-Hans")] if parts else None


# ---- what stands for what, and what is made after what

def _stands_for(slogan: Slogan, said: str):
    pairs = [re.fullmatch(r"(.+?) (?:stands? for|for) (.+)", part) or re.fullmatch("(.+) = (.+)", part) for part in said.partition(": ")[2].split(", ")]
    pairs = pairs if all(pairs) else [re.fullmatch("(.+?) (?:=|stands? for) (.+)", said.partition(": ")[2])]
    lines = [node("p", "stands", node("span", "picture", pair[1]), node("span", "sign", "⇒"), node("span", "thing", pair[2])) for pair in pairs if pair]
    return ["; ".join(f"picture: {pair[1]}, meaning: {pair[2]}" for pair in pairs if pair), *lines] if lines else None


def _echoes(slogan: Slogan, said: str):
    """The model (a slogan, a line of verse, a full name) above, the slogan below; the characters that were kept are marked."""
    name, model = re.fullmatch(r"(\w+): (?:← )?(.+)", said).groups()
    source, line = re.fullmatch("(.*《[^》]+》)?(.*)", model).groups()
    ours, theirs = set(), set()
    for mine, its, size in SequenceMatcher(None, slogan.hanzi, line, False).get_matching_blocks():
        ours |= set(range(mine, mine + size))
        theirs |= set(range(its, its + size))
    signs = lambda text, kept: [_sign(c, "same" if place in kept else "") for place, c in enumerate(text)]
    of = {"snowclone": "the model", "abbreviation": "in full"}.get(name, "taken from")
    return [f"{slogan.hanzi} ← {model}", node("p", "model", node("span", "name", " ".join(filter(None, (of, source)))), node("span", "han", *signs(line, theirs), lang="zh-Hans")),
            node("p", "model", node("span", "name", "here"), node("span", "han", *signs(slogan.hanzi, ours), lang="zh-Hans"))]


def _framed(slogan: Slogan, said: str):
    """A frame with its slots (X 即 Y) as the slogan fills them, or the parts of a word as its pattern joins them (获得 + 感)."""
    frame = re.sub(r" \(.*|, .*", "", said.rpartition(": ")[2])
    pieces = re.findall(f"{_SLOT}|(?:(?!{_SLOT})\\S)+", frame.replace(" + ", " "))
    names = {piece: f"s{place}" for place, piece in enumerate(dict.fromkeys(pieces)) if re.fullmatch(_SLOT, piece)}
    form = "".join(re.escape(p) if p not in names else f"(?P={names[p]})" if p in pieces[:n] else f"(?P<{names[p]}>.+?)" for n, p in enumerate(pieces))
    match = re.fullmatch(form, slogan.hanzi) if len(pieces) > len(names) and len(pieces) > 1 else None
    if not match:
        return _halves(slogan, said) if " + " in said else None
    filled = [(match[names[piece]].strip(_MARKS), piece) if piece in names else (piece, "") for piece in pieces]
    trees = [node("span", "slot" if name else "member", node("span", "han", text, lang="zh-Hans"), node("span", "name", name) if name else None) for text, name in filled]
    return [" + ".join(f"{name}: {text}" if name else text for text, name in filled), node("div", "chain", *trees)]


_DRAWERS = (
    ("metaphor|metonymy|simile", _stands_for), ("(?:snowclone|abbreviation|allusion): .*[\u4e00-\u9fff]", _echoes), ("four-character phrase", _halves),
    (KINDS["couplet or row"], _rows), (r"\d", _counted),
)
