"""An instructor's article, kept in the own folder of articles: `save_article`, `new_id`. Never in the package, and never half."""
from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from helpers.edition import EditionError, article_from, articles, own_articles
from helpers.importing.article_file import article_text
from helpers.importing.page import ImportingError
from helpers.keeping import write_whole
from helpers.model import Article

_ID = re.compile(r"\w[\w.-]{0,59}(?<![.])")
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # no file of Windows may have these names


def new_id(title: str, date: str = "") -> str:
    """An id that is free, of the date and the first hanzi of the title: 2023-06-29-一年一变昂仁凭什么."""
    words = re.sub(r"[^\w]|_", "", unicodedata.normalize("NFC", title))[:12]
    stem = "-".join(filter(None, (date, words))) or "article"
    taken = _taken()
    return next(id for id in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if id.casefold() not in taken)


def save_article(article: Article, over: bool = False) -> Path:
    """Saves an article as a file of the edition's form in your own folder, and returns its path; what stood there goes only with `over`.

    ImportingError where the id is the edition's, is taken, or is no file name; where the article could not be read back as it is; or where
    the folder cannot be written. Then nothing is saved, and what was there before is still there.
    """
    path = _free_path(article.id, over)
    text = article_text(article)
    _check(article, path, text)
    try:
        return write_whole(path, text)
    except OSError as error:
        raise ImportingError(f"The article cannot be saved in {path.parent} ({error.strerror or error}). "
                             "Free some space, or choose another folder by DUBAO_HOME.") from None


def _taken() -> set[str]:
    """The ids of the edition and of your own articles, without regard to capitals."""
    return {article.id.casefold() for article in articles()} | {path.stem.casefold() for path in own_articles().glob("*.md")}


def _free_path(id: str, over: bool) -> Path:
    """Where the article is to be saved; ImportingError where it may not be."""
    if not _ID.fullmatch(id) or _DEVICES.fullmatch(id) or len(id.encode()) > 200 or unicodedata.normalize("NFC", id) != id:
        raise ImportingError(f"“{id[:60]}” cannot be the id of an article: it should be hanzi, letters, figures, - and _ only, at most 60, "
                             "such as 2023-06-29-昂仁 (and no name that Windows keeps for itself).")
    if id.casefold() in {article.id.casefold() for article in articles()}:
        raise ImportingError(f"“{id}” is an article of the edition. Choose another id, such as “{id}-mine”.")
    path = own_articles() / f"{id}.md"
    alike = [found for found in own_articles().glob("*.md") if found.stem.casefold() == id.casefold()]
    if alike and (not over or alike != [path]):
        raise ImportingError(f"You have an article “{alike[0].stem}” already. Choose another id, such as “{new_id(id)}”, or say that it is to be replaced (over=True).")
    return path


def _check(article: Article, path: Path, text: str) -> None:
    """ImportingError where the file would not give the same article again."""
    if not article.blocks:
        raise ImportingError("The article has no text yet. Bring or write it first.")
    try:
        again = article_from(path, text)
    except EditionError as error:
        raise ImportingError(f"The article cannot be saved as it is: {error}") from None
    if again.text != article.text or [block.role for block in again.blocks] != [block.role for block in article.blocks]:
        different = next((block.text for block, back in zip(article.blocks, again.blocks) if block != back), article.blocks[-1].text)
        raise ImportingError(f"The article cannot be saved as it is: the paragraph “{different[:20]}…” has an empty line or a line break in it. Make one line of it.")
