"""What was brought to the desk and is not saved as an article yet: kept in a file of the own folder, so that a kernel that stops costs nothing."""
from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from helpers.folders import home_folder
from helpers.importing.drafts import Draft, draft_from_text, draft_text, drafts
from helpers.importing.page import Page
from helpers.keeping import write_whole


def keep(page: Page, found: tuple[Draft, ...]) -> None:
    """Keep these drafts of a page in place of those that were kept; nothing, once all are saved. Where that cannot be written, it is let be."""
    with suppress(OSError):
        if not found:
            return _file().unlink(missing_ok=True)
        write_whole(_file(), json.dumps({"page": asdict(page), "drafts": list(map(draft_text, found))}, ensure_ascii=False))


def kept() -> tuple[Page | None, tuple[Draft, ...]]:
    """The page and the drafts that were kept; None and nothing where there are none, or the file is damaged."""
    try:
        record = json.loads(_file().read_text(encoding="utf-8"))
        page = Page(**{name: tuple(value) if isinstance(value, list) else value for name, value in record["page"].items()})
        before = drafts(page)
        before = before if len(before) == len(record["drafts"]) else (None,) * len(record["drafts"])
        return page, tuple(map(draft_from_text, record["drafts"], before))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None, ()


def _file() -> Path:
    return home_folder() / "brought.json"
