"""How fast a library takes articles, how fast it knows them again, and how long a search takes.

    python -m benchmarks.library [--articles N] [--library PLACE]
    python -m benchmarks.library --orders N

The articles are the first N of the corpus in ../shared (20,000 political news articles). The first `add` reads, cleans, cuts, stores and
indexes; the second finds everything unchanged. Seconds are CPU seconds of one process, the start of the interpreter not counted, and
wall seconds beside them. A search is the whole answer of 20 articles with their sentences, the median of five. `ledger` brings the stories of
the library up to date, once from nothing and once with nothing new. The place is a new file, or an address of PostgreSQL without a library.

With `--orders` the first N articles of the labelled events are added one by one in three shuffled orders, the stories brought up to
date after each; what the library gives at the end, reasons included, is held against that of all articles added at once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TypeVar

import msgspec

import retold
from retold.keeping import ledger
from retold.model import Added

CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "bench" / "corpus" / "news-20k.jsonl.gz"
EVENTS = CORPUS.parents[1] / "stories" / "events.jsonl.gz"
T = TypeVar("T")
SEARCHES: dict[str, dict[str, str]] = {
    "a common word": {"words": "president"},
    "three words": {"words": "senate health vote"},
    "a phrase": {"words": '"health care"'},
    "a name": {"name": "Hillary Clinton"},
    "a quotation": {"quote": "not going to"},
    "an outlet and a year": {"outlet": "Politico", "since": "2017", "until": "2017"},
    "a rare word": {"words": "zika"},
}


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--library")
    parser.add_argument("--orders", type=int)
    asked = parser.parse_args()
    if not CORPUS.exists():
        raise SystemExit(f"needs {CORPUS}, which is not part of the project")
    if asked.orders:
        orders(asked.orders)
        return
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder, "pile.jsonl")
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            pile.write_text("".join(islice(lines, asked.articles)), encoding="utf-8")
        measure(pile, asked.articles, asked.library or str(Path(folder, "library.db")))


def measure(pile: Path, articles: int, place: str) -> None:
    """Add a pile twice, then search."""
    with retold.library(place) as library:
        print(f"| {articles:,} articles | CPU s | wall s | articles/s CPU | |\n|---|---|---|---|---|")
        first = _added("first add", library, pile, articles)
        second = _added("second add", library, pile, articles)
        print(f"| second / first | {second / first:.1%} | | | |")
        for name in ("ledger, from nothing", "ledger, nothing new"):
            cpu, wall, found = timed(lambda: ledger(library.store, lambda *_: None))
            print(f"| {name} | {cpu:.2f} | {wall:.2f} | {len(found) / cpu:,.0f} | |")
        print(f"| size | | | | {library.holding().size / articles:,.0f} bytes an article |")
        print("\n| search | articles found | ms |\n|---|---|---|")
        for name, wanted in SEARCHES.items():
            runs = [timed(partial(library.search, **wanted)) for _ in range(5)]  # type: ignore[arg-type]
            print(f"| {name} | {len(runs[0][2])} | {1000 * median(wall for _, wall, _ in runs):.1f} |")


def _added(name: str, library: retold.Library, pile: Path, articles: int) -> float:
    cpu, wall, found = timed(lambda: Counter(it.fate for it in _kept(library, pile)))
    said = ", ".join(f"{number} {fate}" for fate, number in found.items())
    print(f"| {name} | {cpu:.2f} | {wall:.2f} | {articles / cpu:,.0f} | {said} |", flush=True)
    return cpu


def _kept(library: retold.Library, pile: Path) -> list[Added]:
    return library.add(pile)


def orders(articles: int) -> None:
    """Add articles one by one in three orders and all at once, and say whether the stories are the same."""
    with gzip.open(EVENTS, "rt", encoding="utf-8") as lines:
        records = list(islice(lines, articles))
    _, at_once = _listed([records])
    print("| order | stories | as all at once |\n|---|---|---|")
    for seed in range(3):
        shuffled = random.Random(seed).sample(records, len(records))
        stories, found = _listed([[it] for it in shuffled])
        print(f"| shuffled, seed {seed} | {stories} | {'identical' if found == at_once else 'different'} |", flush=True)


def _listed(parts: Sequence[Sequence[str]]) -> tuple[int, bytes]:
    """Return the number of stories of a library to which articles came in some parts, and all that is told of them as bytes."""
    with tempfile.TemporaryDirectory() as folder, retold.library(Path(folder, "library.db")) as library:
        for part in parts:
            paths = [Path(folder, f"{json.loads(it)['id']}.jsonl") for it in part]
            for path, record in zip(paths, part, strict=True):
                path.write_text(record, encoding="utf-8")
            library.add(paths)
            found = ledger(library.store, lambda *_: None)
        grouping = found.groups()
        return len(grouping.groups), msgspec.json.encode(grouping).replace(folder.encode(), b"")


def timed(work: Callable[[], T]) -> tuple[float, float, T]:
    """Return CPU seconds, wall seconds and the result of some work."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return time.process_time() - cpu, time.perf_counter() - wall, found


if __name__ == "__main__":
    main()
