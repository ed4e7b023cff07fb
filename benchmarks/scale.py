"""How time and memory grow with a pile, and what share of true retellings is found, beside MinHash pipelines.

    python -m benchmarks scale [--sizes N,N,...] [--million] [--only METHOD] [--json]

Piles are grown from the corpus with known retellings (benchmarks/grown.py). The rivals are what is commonly used at this size: MinHash
of word 3-grams, LSH at a Jaccard threshold, connected components (rensa, datasketch; 128 permutations). Seconds are CPU seconds
of one process, from text to groups; making the pile is not counted. `found` is the share of pairs of retellings that are in one
group; `wrong` the share of grouped pairs that join two worlds, which cannot be one story; other pairs are not judged, since the corpus has
stories of its own. `memory` is what the method took at its peak, beside the pile's source.
A million is run on request, by retold alone, and only if what 100,000 took promises an end within half an hour.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.grown import Grown, Source, grown
from benchmarks.stories_piles import SHARED, table
from retold import stories
from retold.language.words import WORD
from retold.stories.ledger import Ledger

SIZES = (1_000, 10_000, 20_000, 100_000)
MILLION = 1_000_000
HALF_HOUR = 1800.0
PERMUTATIONS = 128
Row = dict[str, Any]
Sketch = object


class Found(NamedTuple):
    """What a method found: the group of each article by its place in the pile, the pairs it looked at, and CPU seconds by stage."""

    groups: Sequence[object]
    pairs: int
    seconds: Mapping[str, float]


class Index(Protocol):
    """What both libraries offer: sketches by number, found again by what they share."""

    def query(self, sketch: Sketch) -> list[int]:
        """Return the numbers of sketches met in some band."""
        ...

    def insert(self, number: int, sketch: Sketch) -> None:
        """Take a sketch up."""
        ...


class Clock:
    """CPU seconds spent by stage; what a stage waits for the pile itself is left out."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._last = time.process_time()

    def stage(self, name: str) -> None:
        """Book the time since the last call on a stage."""
        now = time.process_time()
        self.seconds[name] += now - self._last
        self._last = now


def retold(pile: Iterator[Grown], size: int) -> Found:
    """Sort the pile as `stories.group` does, page by page."""
    clock, ids = Clock(), []
    ledger = Ledger(stories.settings_for(size))
    for article in pile:
        clock.stage("pile")
        ids.append(article.page.article.id)
        ledger.add(article.page)
        clock.stage("profiles")
    pairs = ledger.pairs()
    clock.stage("neighbours")
    grouping = ledger.groups()
    clock.stage("groups")
    home = {name: number for number, group in enumerate(grouping.groups) for name in group.articles}
    return Found([home.get(name, name) for name in ids], pairs, clock.seconds)


def minhash(pile: Iterator[Grown], lsh: Index, sketch: Callable[[list[str]], Sketch]) -> Found:
    """Sketch every article, join it with what the index holds already, and follow the joins."""
    clock, leader, pairs = Clock(), list[int](), 0
    for number, article in enumerate(pile):
        clock.stage("pile")
        words = [word.lower() for word in WORD.findall(article.page.article.text)]
        grams = [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]
        sketched = sketch(grams)
        near = lsh.query(sketched)
        lsh.insert(number, sketched)
        leader.append(number)
        for other in near:
            leader[_end(leader, other)] = _end(leader, number)
        pairs += len(near)
        clock.stage("minhash")
    return Found([_end(leader, number) for number in range(len(leader))], pairs, clock.seconds)


def rensa(pile: Iterator[Grown], threshold: float) -> Found:
    """MinHash and LSH by rensa, bands of as many rows as put the steepest place of its curve at the threshold."""
    from rensa import RMinHash, RMinHashLSH

    rows, permutations = {0.3: (3, 126), 0.5: (5, 125)}[threshold]

    def sketch(grams: list[str]) -> Sketch:
        it = RMinHash(num_perm=permutations, seed=42)
        it.update(grams)
        return it

    return minhash(pile, RMinHashLSH(threshold=threshold, num_perm=permutations, num_bands=permutations // rows), sketch)


def datasketch(pile: Iterator[Grown], threshold: float) -> Found:
    """MinHash and LSH by datasketch, which chooses its bands itself."""
    from datasketch import MinHash, MinHashLSH

    def sketch(grams: list[str]) -> Sketch:
        it = MinHash(num_perm=PERMUTATIONS, seed=42)
        it.update_batch([gram.encode() for gram in set(grams)])
        return it

    return minhash(pile, MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), sketch)


METHODS: dict[str, Callable[[Iterator[Grown], int], Found]] = {
    "retold": retold,
    "rensa .3": lambda pile, size: rensa(pile, 0.3),
    "rensa .5": lambda pile, size: rensa(pile, 0.5),
    "datasketch .3": lambda pile, size: datasketch(pile, 0.3),
    "datasketch .5": lambda pile, size: datasketch(pile, 0.5),
}


def measured(name: str, size: int, source: Source) -> Row:
    """Return one row: a method on a pile, run in a process of its own."""
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(name, size, source, theirs))
    process.start()
    theirs.close()
    try:
        row: Row = ours.recv()
    finally:
        process.join()
    return row


def _run(name: str, size: int, source: Source, answer: Connection) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the peak of this process, not of the one that it was forked from
    before = _resident("VmRSS")
    truth: list[tuple[int, str]] = []

    def pile() -> Iterator[Grown]:
        for article in grown(size, source):
            truth.append((article.world, article.family))
            yield article

    found = METHODS[name](pile(), size)
    seconds = {stage: spent for stage, spent in found.seconds.items() if stage != "pile"}
    total = sum(seconds.values())
    peak = _resident("VmHWM") - before
    right, wrong = judged(found.groups, truth)
    answer.send(
        {"method": name, "articles": size, "cpu_s": round(total, 1), "per_s": round(size / total), "memory_MB": round(peak)}
        | {"pairs": found.pairs, "found": round(right, 3), "wrong": f"{wrong:.1%}"}
        | {"stages": " ".join(f"{stage} {spent:.1f}" for stage, spent in seconds.items())}
    )


def judged(groups: Sequence[object], truth: Sequence[tuple[int, str]]) -> tuple[float, float]:
    """Return the share of pairs of one family that are in one group, and the share of grouped pairs that join two worlds."""
    families = _pairs(Counter(family for _, family in truth))
    together = _pairs(Counter((group, family) for group, (_, family) in zip(groups, truth, strict=True)))
    grouped = _pairs(Counter(groups))
    alike = _pairs(Counter((group, world) for group, (world, _) in zip(groups, truth, strict=True)))
    return together / max(families, 1), (grouped - alike) / max(grouped, 1)


def _pairs(sizes: Mapping[Any, int]) -> int:
    return sum(math.comb(size, 2) for size in sizes.values())


def _end(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _resident(what: str) -> float:
    """Return megabytes in memory, now (VmRSS) or at the peak (VmHWM)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) / 1024


def exponents(rows: Sequence[Row]) -> list[str]:
    """Return for each method with which power of the size its time grows, from its smallest pile to its largest."""
    said = []
    for name in METHODS:
        mine = sorted((row for row in rows if row["method"] == name), key=lambda row: row["articles"])
        for first, last in combinations((mine[:1] + mine[-1:]) if len(mine) > 1 else [], 2):
            power = math.log(last["cpu_s"] / first["cpu_s"]) / math.log(last["articles"] / first["articles"])
            said.append(f"{name}: time grows with the power {power:.2f} from {first['articles']:,} to {last['articles']:,}")
    return said


def projected(rows: Sequence[Row]) -> float | None:
    """Return the CPU seconds that a million would take by the two largest piles of retold; None without two piles."""
    mine = sorted((row for row in rows if row["method"] == "retold"), key=lambda row: row["articles"])[-2:]
    if len(mine) < 2:
        return None
    power = math.log(mine[1]["cpu_s"] / mine[0]["cpu_s"]) / math.log(mine[1]["articles"] / mine[0]["articles"])
    return float(mine[1]["cpu_s"] * (MILLION / mine[1]["articles"]) ** power)


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--sizes", default=",".join(map(str, SIZES)), help="articles, by default 1,000 to 100,000")
    options.add_argument("--million", action="store_true", help="run retold on a million too, if it promises to end")
    options.add_argument("--only", choices=METHODS, help="one method alone")
    options.add_argument("--json", action="store_true", help="a JSON object a line")
    chosen = options.parse_args()
    if not (SHARED / "bench").is_dir():
        print(f"skipped: the corpus is not at {SHARED}", file=sys.stderr)
        return 3
    source, rows = Source(), list[Row]()
    for size in map(int, chosen.sizes.split(",")):
        for name in [chosen.only] if chosen.only else METHODS:
            rows.append(measured(name, size, source))
            print(json.dumps(rows[-1]), file=sys.stdout if chosen.json else sys.stderr, flush=True)
    hours = projected(rows)
    remarks = exponents(rows)
    if hours:
        remarks.append(f"a million articles would take retold about {hours:,.0f} CPU seconds, by the two largest piles")
    if chosen.million and (hours is None or hours <= HALF_HOUR):
        rows.append(measured("retold", MILLION, source))
    if not chosen.json:
        print("\n".join([table(rows), "", *remarks]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
