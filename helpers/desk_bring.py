"""The desk's first step: a file, an upload or pasted text → drafts → articles of the lesson pack."""
from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from difflib import SequenceMatcher
from html import escape

from helpers.desk_drafts import keep, kept
from helpers.desk_parts import button, choice, column, field, folded, frame, hidden, html, row, saying, tell, tick, trouble, upload
from helpers.desk_work import Work
from helpers.edition import articles, open_article, own_articles
from helpers.importing.drafts import STEPS, Draft, draft_from_text, draft_text, drafts, joined, parted
from helpers.importing.files import open_page, page_of
from helpers.importing.keeping_articles import new_id, save_article
from helpers.importing.page import ImportingError, Page
from helpers.importing.signs import iso_dates
from helpers.model import Change

STEP_NAMES = {
    "indents": "Indents taken away", "spaces": "Stray spaces taken away", "look-alikes": "Look-alike characters", "injected pinyin": "Pinyin between characters",
    "simplified characters": "Traditional characters simplified", "punctuation": "Punctuation", "page furniture": "What stands around the article",
    "page marks": "Page numbers and running heads", "broken lines": "Lines broken in mid-sentence", "blank lines": "Empty lines", "bylines": "Bylines set apart",
    "articles apart": "Articles parted", "headings": "Headings recognised",
}
ABOUT = ("paper", "date", "place", "byline")
TEXT = "Text: a paragraph a line; [heading], [kicker], [subtitle], [caption], [byline] before what is no running text"
_SPACE = re.compile(r"\s")
MOST_CHANGES = 40  # shown for a step


class Bring:
    """The widget of this step, and what it has in hand: a page, its drafts, and which of them is shown."""

    def __init__(self, work: Work):
        self.work, self.page, self.drafts, self.at, self.without, self.steps, self._filling = work, None, (), 0, set(), {}, False
        self.said, self.saved, self.told = saying(), saying(), html(classes="dubao-quiet")
        self.pasted = field("Paste the article, headline and all", hint="标题、正文…", lines=6, classes="wide dubao-chinese")
        self.upload = upload("Choose a file", ".txt,.htm,.html,.mht,.mhtml,.docx,.pdf,.md", self._uploaded, self.said)
        self.path = field("or a file on this computer", hint="article.docx")
        self.known = choice("or an article already here", [("choose …", ""), *_known()])
        self.list = _list("Articles on this page")
        self.list.observe(self._chosen, "value")
        hints = {"date": "2026-11-22"}
        self.fields = {"title": field("Headline", classes="wide dubao-chinese")} | {name: field(name.capitalize(), hint=hints.get(name, "")) for name in ABOUT}
        self.text = field(TEXT, lines=10, classes="wide dubao-chinese")
        self.id = field("Save it as", hint="a short name")
        self.over = tick("put it in place of the one that is there")
        self.mending, self.editor = column(), column()
        self.widget = self._laid_out()
        for box in (*self.fields.values(), self.text):
            box.continuous_update = False
            box.observe(self._typed, "value")
        self.page, found = kept()
        if found:
            self._show(found)
            tell(self.said, "This was brought before, and is not saved as an article yet.")

    def _laid_out(self):
        press = lambda label, does, **more: button(label, does, self.said, **more)
        ways = row(press("Read this text", self._paste, main=True, busy="Reading …"), self.upload, row(self.path, press("Open it", self._open, busy="Reading …"), classes="dubao-pair"),
                   row(self.known, press("Take it", self._take), classes="dubao-pair"))
        many = row(press("Join with the next", self._join), self._paragraphs(), press("Part it there", self._part), press("Leave this one out", self._drop))
        save = row(self.id, self.over, button("Save as article", self._save, self.saved, main=True, busy="Saving …"))
        self.editor.children = (self.list, folded("Join, part or leave out", many), self.fields["title"], row(*(self.fields[name] for name in ABOUT)), self.text,
                                folded("What was mended, and how to undo it", self.mending), save, self.saved)
        hidden(self.editor)
        hidden(self.over)
        return frame("Bring an article", self.pasted, ways, self.said, self.told, self.editor)

    def _paragraphs(self):
        self.paragraph = choice("The second article begins with", [("", 0)])
        return self.paragraph

    # ---- ways in

    def _paste(self) -> str:
        return self._bring(page_of(self.pasted.value))

    def _open(self) -> str:
        if not self.path.value.strip():
            raise ValueError("Write first where the file is, or press “Choose a file”.")
        return self._bring(open_page(self.path.value.strip()))

    def _uploaded(self, files: dict[str, bytes]) -> str:
        ((name, data),) = files.items()
        return self._bring(open_page(data, name))

    def _take(self) -> str:
        if not self.known.value:
            raise ValueError("Choose an article of the list first.")
        article = open_article(self.known.value)
        self.work.add(article)
        return f"“{article.title}” is in the pack. {self.work.notice}".strip()

    def _bring(self, page: Page) -> str:
        """Show what is on a page."""
        self.page, self.without = page, set()
        self._show(drafts(page))
        found, each = ("One article", "it") if len(self.drafts) == 1 else (f"{len(self.drafts)} articles", "each")
        return " ".join([f"{found} found. Look {each} over, correct what is wrong, and save.",
                         *(note for note in page.notes if note not in self.drafts[self.at].note)])

    # ---- the drafts

    def _show(self, found: tuple[Draft, ...], at: int = 0) -> None:
        self.drafts, self.at = found, min(at, max(0, len(found) - 1))
        tell(self.saved, "")
        self.list.unobserve(self._chosen, "value")
        length = lambda draft: sum(len(block.text) for block in draft.blocks)
        self.list.options = [(f"{n + 1}. {draft.title or '(no headline)'} · {length(draft)} characters", n) for n, draft in enumerate(found)]
        self.list.value = self.at if found else None
        self.list.observe(self._chosen, "value")
        self.list.rows = min(8, max(2, len(found)))
        hidden(self.list, len(found) < 2)
        hidden(self.editor, not found)
        tell_html(self.told, "")
        if found:
            self._fill(found[self.at])
        keep(self.page, found)

    def _chosen(self, change) -> None:
        if change["new"] is not None and change["new"] != self.at:
            with trouble(self.said):
                self._keep()
                self.at = change["new"]
                self._fill(self.drafts[self.at])
            self.list.value = self.at

    def _fill(self, draft: Draft) -> None:
        """Put a draft into the fields."""
        self._filling = True
        self.fields["title"].value = draft.title
        self.fields["title"].placeholder = "" if draft.title else "The page has no headline. Give one, or its first words are taken."
        for name in ABOUT:
            self.fields[name].value = getattr(draft, name)
            self.fields[name].description = name.capitalize() + (" (please check)" if getattr(draft, name) and not draft.sure.get(name, True) else "")
        body = draft_text(replace(draft, blocks=tuple(block for block in draft.blocks if block.role != "title"))).partition("\n\n")[2]
        self.text.value = re.sub(r"^\[body\] ", "", body, flags=re.MULTILINE).rstrip("\n")
        self.text.rows = max(6, min(16, self.text.value.count("\n") * 2 + 2))
        self.paragraph.options = [(f"{n}. {block.text[:16]}…", n) for n, block in enumerate(draft.blocks) if n] or [("", 0)]
        self.id.value = new_id(draft.title or "article", draft.date)
        hidden(self.over)
        self.over.value = False
        tell_html(self.told, draft.note)
        self._list_steps(draft)
        self._filling = False

    def _typed(self, change) -> None:
        """Keep what was typed, where a draft can be made of it; what cannot be is said when it is saved."""
        if not self._filling and self.drafts:
            with suppress(ImportingError):
                self._keep()
                keep(self.page, self.drafts)

    def _edited(self) -> Draft:
        """The draft as it stands in the fields. ImportingError, with the line, for what does not fit."""
        before, title = self.drafts[self.at], self.fields["title"].value.strip()
        place = next((n for n, block in enumerate(before.blocks) if block.role == "title"), None)
        lines = [line for line in self.text.value.splitlines() if line.strip()]
        if place is not None and title:
            lines.insert(min(place, len(lines)), f"[title] {title}")
        head = [f"title: {title}".rstrip()] * (place is None or not title)
        values = {name: self.fields[name].value for name in ABOUT} | {"date": _day(self.fields["date"].value)} | {name: getattr(before, name) for name in ("source", "rights", "note")}
        about = [f"{name}: {' '.join(value.split())}" for name, value in values.items() if value.strip()]
        body = [line if line.lstrip().startswith(("[", "【")) else f"[body] {line.strip()}" for line in lines]
        try:
            return draft_from_text("\n".join([*head, *about, "", *body]), before)
        except ImportingError as error:
            raise ImportingError(_at_home(str(error), len(head) + len(about) + 1, lines, self.text.value.splitlines())) from None

    def _keep(self) -> None:
        """Take what was edited over into the drafts."""
        self.drafts = (*self.drafts[: self.at], self._edited(), *self.drafts[self.at + 1 :])

    def _join(self) -> str:
        self._keep()
        if self.at + 1 >= len(self.drafts):
            raise ValueError("There is no article after this one to join it with.")
        self._show((*self.drafts[: self.at], joined(self.drafts[self.at : self.at + 2]), *self.drafts[self.at + 2 :]), self.at)
        return "Joined: the second headline is a heading now."

    def _part(self) -> str:
        self._keep()
        self._show((*self.drafts[: self.at], *parted(self.drafts[self.at], self.paragraph.value), *self.drafts[self.at + 1 :]), self.at + 1)
        return f"Parted. This is number {self.at + 1}."

    def _drop(self) -> str:
        title = self.drafts[self.at].title
        self._show((*self.drafts[: self.at], *self.drafts[self.at + 1 :]), self.at)
        return f"Left out: “{title}”. Read the page again to have it back."

    # ---- mending

    def _list_steps(self, draft: Draft) -> None:
        """A box to tick for each step that did something or was undone, and what it did. The boxes stay the same, so that the focus stays too."""
        counts, parts = Counter(change.step for change in draft.changes), []
        for step in STEPS:
            if counts[step] or step in self.without:
                box, done = self.steps[step] = self.steps.get(step) or self._step(step)
                box.description, box.value = f"{STEP_NAMES.get(step, step.capitalize())} ({counts[step]})", step not in self.without
                done.value = _changes([change for change in draft.changes if change.step == step])
                parts += [box, done]
        self.mending.children = tuple(parts) or (html("<p>Nothing had to be mended.</p>", "dubao-quiet"),)

    def _step(self, step: str) -> tuple:
        """The box of a step, and the place where it is shown what the step did."""
        box = tick(step, True)
        box.observe(lambda change: self._filling or self._undo(step, not change["new"]), "value")
        return box, html(classes="dubao-changes")

    def _undo(self, step: str, gone: bool) -> None:
        """Read the page again with this step left out, or with it. What was edited in the text is done anew, and that is said."""
        (self.without.add if gone else self.without.discard)(step)
        with trouble(self.saved):
            about = [{name: getattr(draft, name) for name in ABOUT if getattr(draft, name)} for draft in self.drafts]
            found = drafts(self.page, tuple(self.without))
            if len(found) == len(about):
                found = tuple(replace(draft, **told) for draft, told in zip(found, about))
            self._show(found, self.at)
            name = STEP_NAMES.get(step, step).lower()
            tell(self.saved, f"{'Undone' if gone else 'Done again'}: {name}. The page was read again; what you had edited in the text is not in it.")

    # ---- saving

    def _save(self) -> str:
        draft = self._edited()
        id = self.id.value.strip() or new_id(draft.title or "article", draft.date)
        article = draft.article(id)
        hidden(self.over, not (own_articles() / f"{id}.md").exists())
        path = save_article(article, over=self.over.value)
        self.work.add(open_article(id))
        self._show((*self.drafts[: self.at], *self.drafts[self.at + 1 :]), self.at)
        self.pasted.value = self.pasted.value if self.drafts else ""
        rest = f" {len(self.drafts)} more on this page." if self.drafts else " Go on to the next step."
        self.known.options = [("choose …", ""), *_known()]
        told = f"Saved as {path.name}, and put into the pack.{rest} {self.work.notice}".strip()
        tell(self.said, "" if self.drafts else told)
        return told if self.drafts else ""


def _list(label: str):
    import ipywidgets

    made = ipywidgets.Select(options=[], description=label, rows=3)
    for name in ("dubao-field", "wide", "dubao-chinese"):
        made.add_class(name)
    return made


def _known() -> list[tuple[str, str]]:
    """The articles that are here: your own first, then those of the edition."""
    own = [(f"{path.stem} (yours)", path.stem) for path in sorted(own_articles().glob("*.md"))]
    return own + [(f"{article.id} {article.title}", article.id) for article in articles()]


def _day(text: str) -> str:
    """A date as it is written in an article's file: 2026年11月20日 and 2026/11/20 too. What is no full date stays as it is."""
    return next(iter(iso_dates(text)), text.strip())


def _at_home(said: str, above: int, lines: list[str], box: list[str]) -> str:
    """The error with its line as it is counted in the text box, and without one where it is about a field; `above`: how many lines stood before `lines`."""
    number = re.match(r"Line (\d+): ", said)
    at = int(number[1]) - above - 1 if number else -1
    here = f"Line {box.index(lines[at]) + 1}: " if 0 <= at < len(lines) and lines[at] in box else ""
    rest = said[number.end() :] if number else said
    return here + (rest if here else rest[:1].upper() + rest[1:])


def tell_html(widget, text: str) -> None:
    """A quiet sentence under the others."""
    widget.value = f"<p>{escape(text)}</p>" if text else ""


def _changes(changes: list[Change]) -> str:
    """What a step did, as HTML: what went is struck out, what came is marked."""
    counts = Counter((_change(change), escape(change.reason)) for change in changes)
    times = lambda count: f" ({count} times)" if count > 1 else ""
    shown = "".join(f"<li>{made} <small>{reason}{times(count)}</small></li>" for (made, reason), count in list(counts.items())[:MOST_CHANGES])
    more = f"<li>… and {len(counts) - MOST_CHANGES} more</li>" if len(counts) > MOST_CHANGES else ""
    return f'<ul lang="zh-Hans">{shown}{more}</ul>' if changes else ""


def _change(change: Change) -> str:
    """The characters that differ, with a few around them."""
    made = ""
    for kind, a, b, c, d in SequenceMatcher(None, change.before, change.after, autojunk=False).get_opcodes():
        gone, come = (_SPACE.sub(lambda space: "⏎" if space[0] == "\n" else "␣", escape(text[:60])) for text in (change.before[a:b], change.after[c:d]))
        made += gone if kind == "equal" else (f"<del>{gone}</del>" if gone else "") + (f"<ins>{come}</ins>" if come else "")
    return made


def bring(work: Work):
    """The step's widget."""
    return Bring(work).widget
