"""What a user keeps: a small database, a file that is never half written, and the time as it stands in both."""
from __future__ import annotations

import os
import sqlite3
from datetime import datetime, timezone
from pathlib import Path


def opened(path: Path | None, table: str) -> sqlite3.Connection:
    """The database at `path` with this table, folder and file made where they are missing; in memory without a path. OSError or sqlite3.Error where it cannot be written."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path or ":memory:", timeout=10, check_same_thread=False)
    with store:
        store.execute(f"create table if not exists {table}")
    return store


def write_whole(path: Path, content: str | bytes, errors: str = "strict") -> Path:
    """Put a text (UTF-8) or bytes at `path` in one step; its path. Whoever looks finds the old file or the new one; OSError, and the old one, where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(content.encode("utf-8", errors) if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def now() -> str:
    """This moment, UTC, ISO 8601 to the millisecond: such texts sort by time."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")
