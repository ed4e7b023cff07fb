"""How fast a library takes articles, how fast it knows them again, and how long a search takes.

    python -m benchmarks.library [--articles N] [--library PLACE]

The articles are the first N of the corpus in ../shared (20,000 political news articles). The first `add` reads, cleans, cuts, stores and
indexes; the second finds everything unchanged. Seconds are CPU seconds of one process, the start of the interpreter not counted, and
wall seconds beside them. A search is the whole answer of 20 articles with their sentences, the median of five. `ledger` brings the stories of
the library up to date, once from nothing and once with nothing new. The place is a new file, or an address of PostgreSQL without a library.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TypeVar

import retold
from retold.keeping import ledger
from retold.model import Added

CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "bench" / "corpus" / "news-20k.jsonl.gz"
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
    asked = parser.parse_args()
    if not CORPUS.exists():
        raise SystemExit(f"needs {CORPUS}, which is not part of the project")
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


def timed(work: Callable[[], T]) -> tuple[float, float, T]:
    """Return CPU seconds, wall seconds and the result of some work."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return time.process_time() - cpu, time.perf_counter() - wall, found


if __name__ == "__main__":
    main()
