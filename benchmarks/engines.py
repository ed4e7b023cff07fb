"""Whether every engine finds the same stories, and what each costs.

    python -m benchmarks.engines [--articles N[,N...]] [--engines local,daft,ray] [--most M]
    python -m benchmarks.engines --files [--articles N[,N...]] [--engines daft,ray] [--most M]
    python -m benchmarks.engines --postings [--articles N[,N...]]

Each engine runs in a process of its own: on this machine's processors in Python (local), in Daft (daft), and in Daft on a Ray cluster of
two nodes of one processor each, started for the run (ray). `rows`, `edges` and `stories` say whether the neighbours with their scores,
the pairs with their exact products, and the stories with their reasons are those of the local engine, to the last bit. CPU counts all
processes that the run started. Memory is what the driver held at its peak, the articles that it was given among it (`before`), and
the sum of the peaks of all processes, which share some of it. Articles are those of ../shared/bench/corpus, cut at line ends.

With `--files` the pile lies in Parquet files of 5,000 articles each, grown from the corpus where it is larger (benchmarks/grown.py), and
Daft reads, cleans and cuts it too; CPU seconds are given by stage. `--postings` runs no engine: it counts the products of two weights that
an index costs, in millions: with all postings, in the thinner index of large piles, and with at most so many postings a term.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.stories_piles import SHARED, corpus, table
from retold.model import Page
from retold.stories import Grouping

Row = dict[str, Any]
ENGINES = ("local", "daft", "ray")
CORPUS = 19_989  # articles in the corpus
FILE = 5_000  # articles in a file
BOUNDS = (5_000, 1_000, 200)  # postings of a term
TICK = os.sysconf("SC_CLK_TCK")


def measured(engine: str, articles: int, most: int | None) -> Row:
    """Run one engine in this process: its figures, and digests of what it found."""
    pages = corpus()[:articles]
    return figures(engine, len(pages), lambda ray: local(pages) if engine == "local" else daft(pages, ray, most))


def measured_files(engine: str, articles: int, most: int | None) -> Row:
    """Run Daft on files in this process: its figures, by stage."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "benchmarks.engines", "--write", folder, "--articles", str(articles)], check=True)
        return figures(engine, articles, lambda ray: surveyed(f"{folder}/*.parquet", ray, most))


def figures(engine: str, articles: int, run: Callable[[str | None], Row]) -> Row:
    """Run an engine and return what it cost, beside what it found."""
    start = time.perf_counter()
    with _address(engine) as ray:
        began, spent, before = time.perf_counter(), cpu(), _status(os.getpid(), "VmRSS:")
        found = run(ray)
        seconds = time.perf_counter() - began
        used, peak = cpu() - spent, peaks()
    return {
        "engine": engine,
        "articles": articles,
        "start_s": round(began - start, 1),
        "wall_s": round(seconds, 1),
        "cpu_s": round(used, 1),
        "per_cpu_s": round(articles / used),
        "before_gb": round(before / 1e6, 2),
        "driver_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        "all_gb": round(peak / 1e6, 2),
    } | found


def written(articles: int, folder: Path) -> None:
    """Write a pile as Parquet files."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    pages = pile(articles)
    number = 0
    while some := [it.article for it in islice(pages, FILE)]:
        rows = [{"id": it.id, "text": it.text, "title": it.title, "published": it.published} for it in some]
        parquet.write_table(arrow.Table.from_pylist(rows), folder / f"{number:05}.parquet")
        number += 1


def pile(articles: int) -> Iterator[Page]:
    """So many pages: the corpus, or what is grown from it."""
    from benchmarks.grown import Source, grown

    if articles <= CORPUS:
        yield from corpus()[:articles]
    else:
        yield from (it.page for it in grown(articles, Source()))


def local(pages: Sequence[Page]) -> Row:
    """What the local engine finds."""
    from retold.adapters.engine_local import LocalEngine
    from retold.stories import Ledger, settings_for
    from retold.stories.columns import columns
    from retold.stories.edges import edges
    from retold.stories.neighbours import both_ways

    rows = list(LocalEngine().rows(pages, _silent))
    ledger = Ledger(settings_for(len(pages)))
    ledger.load(rows)
    grouping = ledger.groups()
    whole = columns([ledger._entries[name].profile.whole for name in ledger])
    found = edges(*both_ways(ledger._lists()), whole, len(ledger._vocabulary))
    return _digests(rows, (found.left, found.right, found.products), grouping)


def daft(pages: Sequence[Page], ray: str | None, most: int | None) -> Row:
    """What Daft finds, on Ray at an address or without."""
    from retold.adapters.engine_daft import DaftEngine, Tuning
    from retold.adapters.engine_daft_found import Asked

    with DaftEngine(ray, tuning=Tuning(most=most)).nearby(pages, _silent) as found:
        grouping = found.groups(Asked())
        assert found.edges is not None
        return _digests(found.rows(), (found.edges.left, found.edges.right, found.edges.products), grouping)


def surveyed(places: str, ray: str | None, most: int | None) -> Row:
    """What Daft finds in files, and the CPU seconds of each stage."""
    from retold.adapters.engine_daft import DaftEngine, Tuning

    stages: dict[str, float] = {}
    last, since = "starting", cpu()

    def progress(step: str, done: int, total: int) -> None:
        nonlocal last, since
        if step != last:
            now = cpu()
            stages[last], last, since = stages.get(last, 0.0) + now - since, step, now
            print(f"  {step}", file=sys.stderr, flush=True)

    found = DaftEngine(ray, tuning=Tuning(most=most)).survey([places], progress)
    progress("", 0, 0)
    return {step: round(seconds, 1) for step, seconds in stages.items()} | {"stories_found": len(found.grouping.groups)}


def postings(sizes: Sequence[int]) -> list[Row]:
    """The products of two weights that indexes of the first articles of a pile cost."""
    from retold.stories import Settings, settings_for
    from retold.stories.columns import columns
    from retold.stories.neighbours import heads
    from retold.stories.profiles import story_text, vector
    from retold.stories.records import HUGE_PILE
    from retold.stories.vocabulary import Vocabulary

    words, plain, thin = Vocabulary(), Settings(), settings_for(HUGE_PILE)
    texts = (story_text(it) for it in pile(max(sizes)))
    vectors = [vector(words.numbered(text, plain.lead).words, words, plain.terms, plain.few) for text in texts]
    found = []
    for size in sizes:
        whole = columns(vectors[:size])
        row: Row = {"articles": size}
        for name, settings in (("all", plain), ("thin", thin)):
            counts = np.bincount(heads(whole, words.shares, settings).terms)
            row[f"{name}_each"] = round(int(counts.sum()) / size, 1)
            for most in (None, *BOUNDS):
                kept = (counts if most is None else np.minimum(counts, most)).astype(float)
                row[name if most is None else f"{name}_{most}"] = f"{kept @ kept / 1e6:.1f}"
        found.append(row)
    return found


def _digests(rows: Iterable[bytes], edges: Sequence[Any], grouping: Grouping) -> Row:
    both = hashlib.sha256(b"".join(column.astype("<i8").tobytes() for column in edges)).hexdigest()
    return {
        "pairs": len(edges[0]),
        "stories_found": len(grouping.groups),
        "rows": hashlib.sha256(b"".join(sorted(rows))).hexdigest(),
        "edges": both,
        "stories": hashlib.sha256(msgspec.json.encode(grouping)).hexdigest(),
    }


@contextmanager
def _address(engine: str) -> Iterator[str | None]:
    """Give the address of a cluster of two nodes, started for the run; None for an engine without."""
    if engine != "ray":
        yield None
        return
    from retold.adapters.engine_daft_start import QUIET

    os.environ.update(QUIET)
    import ray
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    try:
        yield cluster.address
    finally:
        ray.shutdown()
        cluster.shutdown()


def cpu() -> float:
    """The CPU seconds of this process and of all that it started, living or not."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    return sum(it.ru_utime + it.ru_stime for it in (gone, own)) + sum(_spent(process) for process in family())


def peaks() -> int:
    """The sum of the largest memory that each living process held, in kilobytes."""
    return sum(_status(process, "VmHWM:") for process in (os.getpid(), *family()))


def family() -> list[int]:
    """The living processes that this one started, and those that they started."""
    parents: dict[int, list[int]] = {}
    for process in (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
        parents.setdefault(_status(process, "PPid:"), []).append(process)
    found, new = [], [os.getpid()]
    while new:
        new = [child for parent in new for child in parents.get(parent, [])]
        found += new
    return found


def _status(process: int, field: str) -> int:
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith(field)), 0)


def _spent(process: int) -> float:
    """The CPU seconds of a process and of those of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK


def _silent(step: str, done: int, total: int) -> None:
    """Take no note of progress."""


def rows(engines: Sequence[str], sizes: Sequence[int], options: Sequence[str]) -> list[Row]:
    """A row an engine and size, each from a process of its own."""
    found = []
    for size in sizes:
        for engine in engines:
            command = [sys.executable, "-m", "benchmarks.engines", "--one", engine, "--articles", str(size), *options]
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
            found.append(json.loads(done.stdout.splitlines()[-1]))
    firsts = {row["articles"]: row for row in reversed(found)}
    return [_beside(row, firsts[row["articles"]]) for row in found]


def _beside(row: Row, first: Row) -> Row:
    same = {key: "same" if row[key] == first[key] else "DIFFERENT" for key in ("rows", "edges", "stories") if key in row}
    return {key: value for key, value in row.items() if key not in same} | same


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--articles", default="20000")
    options.add_argument("--engines", default=",".join(ENGINES))
    options.add_argument("--most", type=int)
    options.add_argument("--files", action="store_true")
    options.add_argument("--postings", action="store_true")
    options.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    options.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if not (SHARED / "bench").is_dir():
        print(f"skipped: {SHARED / 'bench'} is not there", file=sys.stderr)
        return 3
    sizes = [int(size) for size in chosen.articles.split(",")]
    if chosen.write:
        written(sizes[0], chosen.write)
    elif chosen.one:
        print(json.dumps((measured_files if chosen.files else measured)(chosen.one, sizes[0], chosen.most)))
    elif chosen.postings:
        print(table(postings(sizes)))
    else:
        given = [*(["--most", str(chosen.most)] if chosen.most else []), *(["--files"] if chosen.files else [])]
        print(table(rows(chosen.engines.split(","), sizes, given)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
