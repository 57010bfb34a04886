"""A user's small database, and the time as it is written in what a user keeps."""
from __future__ import annotations

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


def now() -> str:
    """This moment, UTC, ISO 8601 to the millisecond: such texts sort by time."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")
