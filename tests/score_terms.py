"""How much of what was marked by hand is found, and how much of what is found was marked: python tests/score_terms.py [folder …] [--show]

A folder has articles (1.txt) and what was marked in each (1.tsv: text, kind, note). A marked string counts as found under any of its
forms, the text itself or those behind “also:” in its note, with or without quotation marks. `--show` lists what was missed and what was found besides.
"""
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

from helpers import read

GROUPS = {"term": "terms", "coinage": "terms", "slogan": "terms", "person": "people", "place": "places", "organisation": "organisations", "meeting": "meetings"}
FOLDERS = [Path(__file__).parent / "cases" / name for name in ("dev_terms", "dev_terms_2", "dev_terms_3", "dev_terms_4", "dev_places_1", "dev_places_2")]


def forms(row):
    """The forms of a marked string that are equally right."""
    also = re.search("also: (.*)$", row["note"] or "")
    return {form.strip("“”") for form in [row["text"], *(also[1].split(", ") if also else ())]}


def marked_articles(folder):
    """(name, marked rows, mentions found) of each article of a folder; numbers and dates are left out."""
    for path in sorted(Path(folder).glob("*.txt")):
        with path.with_suffix(".tsv").open(encoding="utf-8") as file:
            table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        yield path.stem, table, [mention for mention in read(path.read_text(encoding="utf-8")).mentions if mention.kind not in ("number", "date")]


def score(folder):
    """Group → (marked and found, marked, found and marked, found); lists of what was missed and what was found besides."""
    counts, missed, besides = defaultdict(lambda: [0, 0, 0, 0]), [], []
    for name, table, found in marked_articles(folder):
        texts, right = {m.text.strip("“”") for m in found}, {form for row in table for form in forms(row)}
        for row in [row for row in table if row["kind"] in GROUPS]:
            hit = bool(forms(row) & texts)
            counts[GROUPS[row["kind"]]][0] += hit
            counts[GROUPS[row["kind"]]][1] += 1
            missed += [] if hit else [f"{name} {row['kind']} {row['text']}"]
        for text, kind, reason in sorted({(m.text.strip("“”"), m.kind, m.reason) for m in found if m.kind in GROUPS}):
            counts[GROUPS[kind]][2] += text in right
            counts[GROUPS[kind]][3] += 1
            besides += [] if text in right else [f"{name} {kind} {reason} {text}"]
    return counts, missed, besides


def main(arguments):
    for folder in [Path(name) for name in arguments if name != "--show"] or FOLDERS:
        counts, missed, besides = score(folder)
        print(folder.name)
        for group, (hits, marked, right, found) in counts.items():
            print(f"  {group:14} recall {hits / max(1, marked):6.1%} ({hits} of {marked})   precision {right / max(1, found):6.1%} ({right} of {found})")
        if "--show" in arguments:
            print(*["  missed:", *missed, "  found besides:", *besides], sep="\n    ")


if __name__ == "__main__":
    main(sys.argv[1:])
