"""How a notebook marks answers where this package is not installed: these functions are copied into a cell of it, and so need nothing but Python.

Its tests give them the key with its variants (helpers.export.variants), so they compare no more than letters, marks and spaces.
"""
import re
import unicodedata


def seen(answer, parts):
    """Says what is missing, before the marks come. ValueError where there is no answer at all."""
    if not "".join(texts(answer)).strip():
        raise ValueError("Not answered yet. Write your answer in place of the three dots, in quotation marks, and run its cell again.")
    if isinstance(answer, (list, tuple)) and len(answer) != parts:
        print(f"There are {parts} parts; this answer has {len(answer)}.")


def texts(answer):
    """The texts of an answer, which is one text, or a list of them; of anything else, none."""
    several = answer if isinstance(answer, (list, tuple)) else [answer]
    return [str(text) if isinstance(text, (str, int, float)) else "" for text in several]


def plain(text, form="text"):
    """A text for comparing: half width, small letters, no spaces, no punctuation but % and the point in a number (and what parts words or a date)."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).lower()
    if form == "cut":
        return re.sub(r"[/|\s]+", "/", text).strip("/")
    if form == "pinyin":
        text = text.replace("u:", "ü").replace("v", "ü")
    text = re.sub(r"(?<!\d)\.|\.(?!\d)", "", text)
    return "".join(c for c in text if c in ".%" or c == "/" and form == "date" or unicodedata.category(c)[0] not in "PZC")


def letters(answer):
    """The letters and figures of an answer, as capitals: "b, d" is BD; - and ? and an empty part stand for what is left out."""
    several = [text.strip() or "?" for text in texts(answer)]
    return "".join("?" if c in "-?_" else c for c in unicodedata.normalize("NFKC", "".join(several)).upper() if c.isascii() and (c.isalnum() or c in "-?_"))


def filled(answer, rights, form):
    """A mark for each part that is one of its right texts."""
    return sum(plain(text, form) in {plain(right, form) for right in several} for text, several in zip(texts(answer), rights) if text.strip())


def lettered(answer, rights):
    """A mark for each letter that is right in its place."""
    return sum(letter in right for letter, right in zip(letters(answer), rights))


def chosen(answer, right, single):
    """A mark for each right letter, and one off for each wrong one; where one is to be chosen, only that one."""
    given = set(letters(answer)) - {"?"}
    return int(given == set(right)) if single else max(0, len(given & set(right)) - len(given - set(right)))


def ordered(answer, orders):
    """A mark for every two letters that rightly follow each other."""
    given = letters(answer)
    given = given if all(given.count(letter) == 1 for letter in given if letter != "?") else ""
    return max(sum(pair in set(zip(order, order[1:])) for pair in zip(given, given[1:])) for order in orders)
