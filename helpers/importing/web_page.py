"""A saved web page (.html, .mht) → its `Page`: the lines of the element that holds the article, and its headline, wherever that stands.

The sentences decide: the smallest element with nearly all sentences of the page is the article's. Nothing within it is left out but links
and what stands beside pages; a general extractor lost paragraphs of pages made for telephones.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.importing.page import ImportingError, Page, needed
from helpers.importing.signs import iso_dates, paper_from, signature
from helpers.textfile import UnreadableText
from helpers.textfile import decoded

LARGEST = 8_000_000  # bytes, pictures inside the page not counted
_DROPPED = frozenset("script style noscript template svg rt rp iframe button select textarea nav footer aside object canvas audio video head".split())
_BLOCKS = frozenset("address article blockquote body center dd div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section "
                    "table tbody td tfoot th thead tr ul".split())
_FRAMES = frozenset("table div header section td".split())
_HEADS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SITE = "微信公众平台"
_AFTER = re.compile(r"(?:相关(?:阅读|链接|新闻|文章|推荐)|延伸阅读|推荐阅读|热门(?:推荐|排行|文章)?|猜你喜欢|网友评论|更多精彩|阅读原文|微信扫一扫|喜欢此内容的人还喜欢)[：:]?")
_META = {  # what → the names under which pages tell it
    "title": ("articletitle", "og:title", "twitter:title"),
    "date": ("pubdate", "publishdate", "article:published_time", "og:release_date", "publish_time", "datepublished", "date"),
    "paper": ("contentsource", "source", "mediaid", "og:site_name", "sitename"),
    "byline": ("author", "article:author", "og:article:author"),
    "url": ("og:url",),
}


@dataclass
class Line:
    """A line of a page: its text, the innermost block that holds it, how many of its characters are links, and whether it is a heading."""

    text: str
    block: object
    linked: int
    heading: bool

    @property
    def is_link(self) -> bool:
        """Whether most of it is links."""
        return self.linked > 0.6 * len(self.text)

    @property
    def prose(self) -> int:
        """How many characters of sentences it has; 0 for labels and links."""
        return len(self.text) if not self.is_link and len(self.text) >= 18 and re.search("[。！？；]", self.text) else 0


def mht_page(data: bytes, name: str) -> Page:
    """The page of a web archive (.mht, .mhtml): its first part that is HTML. ImportingError where it has none."""
    import email
    from email import policy

    try:
        parts = list(email.message_from_bytes(data, policy=policy.default).walk())
        found = next((part for part in parts if part.get_content_type() == "text/html"), None)
        html = found.get_payload(decode=True) if found else None
        named = found.get_content_charset() if found else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError):
        html = None
    if not html:
        raise ImportingError(f"“{name}” is a damaged web archive, or has no web page in it. Save the page again as “Web page, HTML only”, or paste the article.")
    return web_page(html_text(html, name, named or ""), name)


def html_text(data: bytes, name: str, named: str = "") -> str:
    """The text of a web page's bytes, in the encoding that the page names, if it is one and fits, else in the likeliest.

    ImportingError where none fits, or the page is far too large.
    """
    data = re.sub(rb"data:[\w/+.;=-]{1,80},[A-Za-z0-9+/=%]{100,}", b"", data)
    if len(data) > LARGEST:
        raise ImportingError(f"“{name}” is a web page of {len(data) / 1e6:.0f} MB; the most is {LARGEST / 1e6:.0f} MB. Copy the article out of it and paste it.")
    told = re.search(rb"<meta[^>]{0,200}charset=[\"' ]*([\w-]{3,20})", data[:4000], re.IGNORECASE)
    encoding = (named or (told[1].decode("ascii", "ignore") if told else "")).lower()
    encoding = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(encoding, encoding)
    if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        text = _as_told(data, encoding)
        if text:
            return text
    try:
        return decoded(data, name)
    except UnreadableText:
        raise ImportingError(f"“{name}” is a web page whose characters cannot be read (encoding {encoding or 'not named'}). "
                             "Open it in a browser, copy the article, and paste it.") from None


def _as_told(data: bytes, encoding: str) -> str:
    """The text in the encoding that the page names, with � for a broken character here and there; "" where it is not in that encoding."""
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return ""
    return text if text.count("\ufffd") <= len(text) / 200 else ""


def web_page(html: str, name: str) -> Page:
    """The page of HTML. ImportingError where it is damaged or has no article."""
    root = _parsed(html.replace("\0", ""), name)
    lines = [line for line in _lines(root) if line.text]
    inside = _article(lines)
    if not re.search("[\u3400-\u4dbf\u4e00-\u9fff]", "".join(line.text for line in lines)):
        raise ImportingError(f"There are no Chinese characters in the web page “{name}”. Save the page with the Chinese article, or paste its text.")
    if not inside:
        raise ImportingError(f"There is no article in the web page “{name}”, only headings and links. Open the article itself and save that page, "
                             "or copy its text and paste it.")
    meta, told = _meta(root), " ".join(root.xpath("//title/text()")[:1]).strip()
    return _made(name, lines, inside, {**meta, "told": told}, html)


def _parsed(html: str, name: str):
    """The tree of a page. Entities of its own and files elsewhere are not looked up."""
    lxml = needed("lxml.html")
    try:
        return lxml.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", html), parser=lxml.HTMLParser(no_network=True, encoding=None))
    except Exception:  # lxml.etree.ParserError, XMLSyntaxError, ValueError …: all of them say that this is no page
        raise ImportingError(f"“{name}” is a damaged web page. Save it again, or copy the article and paste it.") from None


# ---- lines

def _lines(root) -> Iterator[Line]:
    """The lines of a page as they are seen: every block and every <br> begins a new one."""
    from lxml.etree import iterwalk

    blocks, skipped, links = [root], None, 0
    line = Line("", root, 0, False)
    for event, node in iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            said = node.tail if event == "end" and skipped is None else ""
        elif skipped is not None:
            said = node.tail if event == "end" and node is skipped else ""
            skipped = None if event == "end" and node is skipped else skipped
        elif event == "start" and _is_dropped(node):
            skipped, said = node, ""
        else:
            links += (node.tag == "a") * (1 if event == "start" else -1)
            if node.tag in _BLOCKS or node.tag == "br" and event == "end":
                yield _whole(line)
                blocks += [node] if event == "start" else []
                blocks = blocks[:-1] if event == "end" and node.tag in _BLOCKS else blocks
                line = Line("", blocks[-1], 0, any(block.tag in _HEADS for block in blocks[-3:]))
            said = node.text if event == "start" else node.tail
        line.text += said or ""
        line.linked += len((said or "").strip()) * (links > 0)
    yield _whole(line)


def _whole(line: Line) -> Line:
    """The line with its white space as a browser shows it; ideographic spaces stay within it."""
    line.text = re.sub(r"[ \t\r\n\f\xa0]+", " ", line.text).strip(" \u3000\u200b\ufeff")
    return line


def _is_dropped(node) -> bool:
    """Whether an element is never read: scripts, menus, readings above characters, and what is not displayed."""
    return node.tag in _DROPPED or bool(re.search(r"display\s*:\s*none", node.get("style") or "")) or node.get("hidden") is not None


# ---- the article

def _article(lines: list[Line]) -> range:
    """The numbers of the lines from the first to the last of the smallest element with nearly all sentences; empty where there are too few."""
    weights: Counter = Counter()
    for line in lines:
        block = line.block if line.prose else None
        while block is not None:
            weights[block] += line.prose
            block = block.getparent()
    whole = max(weights.values(), default=0)
    if whole < 40:
        return range(0)
    best = max((node for node, weight in weights.items() if weight >= 0.8 * whole), key=_depth)
    numbers = [n for n, line in enumerate(lines) if best is line.block or best in line.block.iterancestors()]
    return range(numbers[0], _end(lines, numbers) + 1)


def _depth(node) -> int:
    return sum(1 for _ in node.iterancestors())


def _end(lines: list[Line], numbers: list[int]) -> int:
    """The number of the article's last line: what stands behind the last sentence goes as far as the first link or label of a list."""
    last = max(n for n in numbers if lines[n].prose)
    for n in range(last + 1, numbers[-1] + 1):
        if lines[n].is_link or _AFTER.match(lines[n].text):
            return n - 1
    return numbers[-1]


def _made(name: str, lines: list[Line], inside: range, meta: dict[str, str], html: str) -> Page:
    """The page of the article's lines, with its headline and what the frame tells."""
    first = next(n for n in inside if lines[n].prose)
    at = _headline(lines, first, meta)
    start = _title_block(lines, at) if at is not None else inside.start
    chosen = [line for n, line in enumerate(lines[start:inside.stop], start) if line.prose or not line.is_link]
    title = lines[at].text if at is not None else _told_title(meta)
    texts = ([] if at is not None or not title else [title]) + [line.text for line in chosen]
    frame = [line.text for line in lines[max(0, start - 12):first] + lines[inside.stop - 4:inside.stop + 4]]
    left_out = len(lines) - len(chosen)
    broken = "".join(texts).count("\ufffd")
    notes = (f"{left_out} lines of the web page that stand around the article (menus, links, lists) were left out.",) * bool(left_out) \
        + (f"{broken} characters of the web page are broken, and stand as �: look what the page has there.",) * bool(broken)
    url = meta["url"] or (re.search(r"saved from url=\(\d+\)(\S+)", html[:3000]) or ["", ""])[1]
    return Page(name, "web page", "\n".join(texts), title=title, paper=_paper(frame, meta), date=_date(frame, meta), byline=meta["byline"],
                url=url, notes=notes, headings=tuple(line.text for line in chosen if line.heading))


def _headline(lines: list[Line], first: int, meta: dict[str, str]) -> int | None:
    """The number of the line above the first sentence that the page calls its title, or that is a heading; None where there is none."""
    known = [_key(meta["title"]), _key(meta["told"])]
    above = [n for n in range(max(0, first - 40), first) if not lines[n].is_link and len(_key(lines[n].text)) >= 4]
    named = [n for n in above if any(_key(lines[n].text) in title for title in known)]
    headings = [n for n in above if lines[n].heading]
    return max(named, key=lambda n: (len(_key(lines[n].text)), n)) if named else headings[-1] if headings else None


def _key(text: str) -> str:
    """A title without white space and marks, to be compared."""
    return re.sub(r"[\W_]", "", text)


def _title_block(lines: list[Line], at: int) -> int:
    """The number of the first line of the frame around the headline: a line above it (引题) belongs to it, if they are few."""
    frame = next((node for node in (lines[at].block, *lines[at].block.iterancestors()) if node.tag in ("table", "div", "header", "section", "article")), None)
    start = at
    while frame is not None and start > 0 and frame in (lines[start - 1].block, *lines[start - 1].block.iterancestors()) and not lines[start - 1].is_link:
        start -= 1
    return start if at - start <= 3 else at


def _told_title(meta: dict[str, str]) -> str:
    """The headline as the page's head tells it, without the names of the site and its parts."""
    return meta["title"] or re.split(r"\s*(?:_|\||-{1,2}|–)\s*", meta["told"])[0]


# ---- what the page tells of itself

def _meta(root) -> dict[str, str]:
    """The page's own words about itself, by what they are."""
    said: dict[str, str] = {}
    for node in root.iter("meta"):
        key = (node.get("name") or node.get("property") or node.get("itemprop") or "").lower()
        said.setdefault(key, " ".join((node.get("content") or "").split())[:200])
    found = {what: next((said[name] for name in names if said.get(name)), "") for what, names in _META.items()}
    account = " ".join("".join(root.xpath("//*[@id='js_name']//text()")).split())[:40]  # of a page for telephones
    return found | {"paper": account or re.sub(f"^{_SITE}$", "", found["paper"])}


def _date(frame: list[str], meta: dict[str, str]) -> str:
    """The day that the head or the lines around the headline tell; "" where they tell several."""
    days = iso_dates(meta["date"]) or [day for line in frame if len(line) < 80 and not signature(line) for day in iso_dates(line)]
    return days[0] if len(set(days)) == 1 else ""


def _paper(frame: list[str], meta: dict[str, str]) -> str:
    """The paper that the lines around the headline name as the source, else the one of the head."""
    return next(filter(None, (paper_from(line) for line in frame if len(line) < 80)), "") or meta["paper"]
