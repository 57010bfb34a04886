"""An article as the text of a file of the edition: front matter between two lines of ---, then blocks parted by empty lines."""
from __future__ import annotations

from helpers.model import Article

_FRONT = ("paper", "date", "place", "byline", "source", "rights", "note")


def article_text(article: Article) -> str:
    """The text of the article's file; `helpers.edition.article_from` reads the same article from it."""
    front = {"id": article.id, "title": article.title, "title_supplied": "yes" if article.title_supplied else "no"}
    front |= {name: getattr(article, name) for name in _FRONT if getattr(article, name)}
    lines = "\n".join(f"{name}: {' '.join(value.split())}" for name, value in front.items())
    blocks = "\n\n".join(f"[{block.role}] {block.text.strip()}" for block in article.blocks if block.text.strip())
    return f"---\n{lines}\n---\n{blocks}\n"
