"""Where things live: the data beside the package, the user's own folder, the cache."""
from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def home_folder() -> Path:
    """The folder of what belongs to the user: `DUBAO_HOME`, or the platform's user-data folder. It may not exist yet."""
    if chosen := os.environ.get("DUBAO_HOME"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("dubao", appauthor=False)


@cache
def cache_folder() -> Path:
    """A folder for compiled copies that can be written: `DUBAO_CACHE`, the platform's cache, else a temporary folder."""
    from platformdirs import user_cache_path

    folder = Path(os.environ.get("DUBAO_CACHE") or user_cache_path("dubao", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="dubao-"))
    return folder
