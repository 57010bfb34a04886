"""The instructor's desk: from an article to a lesson pack, step by step. `desk = open_desk()`, then desk.bring(), desk.check(), desk.make() …"""
from __future__ import annotations

from html import escape

from helpers.desk_work import Work, opened
from helpers.pack import packs_folder


class Desk:
    """The steps, each a widget for a cell of its own, over one lesson pack, `work.pack`.

    Whatever one step changes, the others show at once; all is saved as you go.
    """

    def __init__(self, work: Work):
        self.work = work

    def bring(self):
        """Paste, upload or open an article; look it over, and save it into the pack."""
        from helpers.desk_bring import bring

        return bring(self.work)

    def check(self):
        """What to check in the article, beside the reader in which it is mended; your own glossary."""
        from helpers.desk_check import check

        return check(self.work)

    def make(self):
        """Choose kinds, numbers, level and words, and have exercises made."""
        from helpers.desk_make import make

        return make(self.work)

    def review(self):
        """Look at each exercise as the student sees it; accept, edit or reject it."""
        from helpers.desk_review import review

        return review(self.work)

    def pack(self):
        """Give the lesson its title, and make its files in the formats that the class uses."""
        from helpers.desk_pack import packing

        return packing(self.work)

    def collect(self):
        """Read the answer files of the class: who did what, and which words to teach again."""
        from helpers.desk_collect import collecting

        return collecting(self.work)

    def __repr__(self) -> str:
        return f"{_told(self.work)} {_others(self.work)}".strip()

    def _repr_html_(self) -> str:
        return f"<p>{escape(_told(self.work))}</p><p>{escape(_others(self.work))}</p>"


def open_desk(name: str = "") -> Desk:
    """The desk with the lesson pack of this name, which need not be there yet; without a name, the pack that was changed last, or an empty desk.

    open_desk("new") begins another pack; it is named after its first article. ValueError, with the line, for a pack's file that is damaged.
    """
    return Desk(opened(name))


def _told(work: Work) -> str:
    pack = work.pack
    if not pack.articles:
        return f"An empty desk{f' for “{pack.name}”' if pack.name else ''}. Bring an article with desk.bring()."
    decided = f"{len(pack.accepted)} of {len(pack.exercises)} exercises accepted" if pack.exercises else "no exercises yet"
    texts = f"{len(pack.articles)} article{'s' * (len(pack.articles) != 1)}"
    return f"On the desk: “{pack.title}” ({pack.name}), {texts}, {len(pack.chosen)} words, {decided}. Saved as {work.path.name}."


def _others(work: Work) -> str:
    """The other packs, by their names."""
    names = sorted(path.stem for path in packs_folder().glob("*.yaml") if path.stem != work.pack.name)
    return f"Other packs: {', '.join(names)}. open_desk(\"{names[0]}\") opens one, open_desk(\"new\") begins another." if names else ""
