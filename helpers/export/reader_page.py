"""The reader of a pack's main text as one HTML page that needs no network: pinyin, cards, slogans; read with the pack's corrections."""
from __future__ import annotations

from pathlib import Path

from helpers.pack import Pack
from helpers.reader import page
from helpers.reader_cards import phrases


def write(pack: Pack, path: str | Path, key: bool = False) -> Path:
    """Write the reader; the file's path. `key` changes nothing: no exercise is in it."""
    path, main = Path(path), pack.readings[0]
    path.write_text(page(main, phrases(main)), encoding="utf-8")
    return path
