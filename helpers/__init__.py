"""读报 · Dúbào: read the Chinese party press. `from helpers import *` brings the names that a notebook uses."""
from importlib import import_module

_HOME = {
    "articles": "edition", "open_article": "edition", "mend": "mending", "read": "reading", "show": "reader_widget",
    "vocabulary": "vocabulary_table", "slogans": "slogan_pages", "explain": "explanation", "orthography": "running_pinyin",
    "my_corrections": "corrections", "browse": "term_table", "profile": "difficulty", "by_difficulty": "difficulty",
    "concordance": "corpus", "collocates": "corpus", "keyness": "corpus", "readings_of": "corpus", "count_words": "corpus",
    "patterns": "pattern_cards", "translation": "translations", "open_lesson": "lesson", "lessons": "course", "explorer": "slogan_pages",
    "report": "checklist", "add_term": "own_glossary", "open_desk": "desk", "collect": "class_results",
}
__all__ = list(_HOME)


def __getattr__(name: str):
    """Load a public name from its module at its first use, so that what is not used costs no time."""
    if name not in _HOME:
        raise AttributeError(f"helpers has no {name}; it has {', '.join(__all__)}.")
    value = globals()[name] = getattr(import_module(f"helpers.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
