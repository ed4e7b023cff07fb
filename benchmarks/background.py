"""Make the background table of document frequencies: `python -m benchmarks.background CORPUS.jsonl.gz > background.txt`.

Reads one article a line (fields title and text), counts in how many articles each word occurs, and keeps the words that at least
three articles hold. Only counts leave the corpus, never a sentence.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from retold.language.words import tokenise

LEAST = 3


def main(corpus: str) -> None:
    """Print the table for one corpus."""
    counts: Counter[str] = Counter()
    size = 0
    with gzip.open(Path(corpus), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            counts.update(set(tokenise(f"{row.get('title') or ''}\n{row['text']}")))
            size += 1
    by_frequency: defaultdict[int, list[str]] = defaultdict(list)
    for word, n in counts.items():
        if n >= LEAST and len(word) <= 30:
            by_frequency[n].append(word)
    print(f"{size} articles; each line: document frequency, tab, the words that have it")
    for n in sorted(by_frequency, reverse=True):
        print(f"{n}\t{' '.join(sorted(by_frequency[n]))}")


if __name__ == "__main__":
    main(sys.argv[1])
