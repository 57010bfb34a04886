"""A thousand articles through read, vocabulary and keyness: `python tests/thousand_articles.py [how many]` prints time and memory."""
import sys
import time
import tracemalloc
from itertools import cycle, islice

from helpers import articles, count_words, keyness, readings_of, vocabulary
from helpers.model import Article, Block


def made_articles(count):
    """So many articles, one after the other: the edition's, each with its paragraphs begun at another place and cut at a third."""
    for number, article in enumerate(islice(cycle(articles()), count)):
        blocks = article.blocks[number % len(article.blocks):] + article.blocks[:number % len(article.blocks)]
        yield Article(f"made-{number}", article.title, tuple(Block(b.role, b.text) for b in blocks[: 1 + len(blocks) * 2 // 3]))


def seen(readings, every):
    """The readings, passed on; each has its vocabulary made, and `every` so often the memory in use is noted."""
    for number, reading in enumerate(readings, 1):
        vocabulary(reading)
        if number % every == 0:
            seen.memory.append(tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else 0)
        yield reading


def run(count, every=100):
    """(seconds, the memory in use after each `every` articles in MB, the keyness of all)"""
    seen.memory, begun = [], time.perf_counter()
    counts = count_words(seen(readings_of(made_articles(count)), every))
    found = keyness(counts)
    return time.perf_counter() - begun, [round(size / 1e6, 1) for size in seen.memory], found


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    run(18)
    seconds, _, found = run(number)
    print(f"{number} articles: {seconds:.1f} s; key words: {', '.join(found.word.head(8))}")
    tracemalloc.start()
    _, memory, _ = run(number)
    print(f"memory in use: {memory} MB, at most {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
    try:
        import resource

        print(f"the whole process at its largest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    except ImportError:  # Windows
        pass
