"""Findings on bundles of news that nobody had read when the rules were frozen, judged by hand from the articles.

    python -m benchmarks.divergences_blind --draw N --sheet FILE.md --verdicts FILE.json    run retold on a draw, write what to judge
    python -m benchmarks.divergences_blind --practice --sheet FILE.md --verdicts FILE.json  the same on bundles that were read before
    python -m benchmarks.divergences_blind --score [--against-now]                          precision of what was judged

A draw is 25 bundles of `bundles-silver.json`, taken in a fixed random order after leaving out those that had been read before
(`judged/read_before.json`); draw 2 is for after draw 1 was looked at, and so on. After four draws no bundle is unread:
draws 5 and 6 are smaller piles that `divergences_piles` mined from the rest of the corpus. A sheet
holds news text: it goes outside the project.
The file of verdicts holds ids and offsets only. Filled in ("real", "not real" or "unsure") and saved as `judged/draw-N.json` it is
scored for ever; `--against-now` runs retold again and says how many of the findings that it makes today have been judged.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.divergences_piles import mined
from benchmarks.gold import SHARED
from retold import pipeline
from retold.face import ports
from retold.model import Divergence, Document, Story

CORPUS = SHARED / "bench" / "corpus"
JUDGED = Path(__file__).parent / "judged"
PROJECT = Path(__file__).resolve().parents[1]
SEED, SIZE, DRAWS = 4, 25, 4
MINED = (5, 6)  # the draws of mined piles
LARGEST = 8  # articles of a bundle that are read
VERDICTS = ("real", "not real", "unsure")
BARS = {"all": 0.75, "quote": 0.85}  # least share of findings that are real
Row = dict[str, Any]


class Bundle(NamedTuple):
    """A likely story: its place in the file of bundles, and its articles as documents."""

    number: int
    documents: tuple[Document, ...]


# --- which bundles ----------------------------------------------------------------------------------------------------


def drawn(number: int, size: int) -> list[int]:
    """Return the bundles of the draw with a number, from 1. Raises ValueError for one that there is not."""
    if not 1 <= number <= DRAWS:
        raise ValueError(f"there is no draw {number}; there are {MINED[-1]}")
    before = set(_read_before()["seen_before"])
    rest = [n for n in range(size) if n not in before]
    random.Random(SEED).shuffle(rest)
    return rest[(number - 1) * SIZE : number * SIZE]


def _read_before() -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads((JUDGED / "read_before.json").read_text(encoding="utf-8"))
    return found


def bundles(chosen: int | None) -> list[Bundle]:
    """Return the bundles of a draw (its piles, for the mined ones), or those for practice (None), with at most eight articles each."""
    every: list[list[str]] = json.loads((CORPUS / "bundles-silver.json").read_text(encoding="utf-8"))
    if chosen in MINED:
        every = mined(chosen)
        wanted = list(range(len(every)))
    else:
        wanted = _read_before()["practice"] if chosen is None else drawn(chosen, len(every))
    needed = {article for n in wanted for article in every[n]}
    with gzip.open(CORPUS / "news-20k.jsonl.gz", "rt", encoding="utf-8") as lines:
        news = {row["id"]: row for row in map(json.loads, lines) if row["id"] in needed}
    return [Bundle(n, tuple(_document(news[i]) for i in every[n] if i in news)[:LARGEST]) for n in wanted]


def _document(row: Mapping[str, Any]) -> Document:
    """Return an article as a text file with front matter; its name is its id without marks."""
    fields = [
        f"{name}: {json.dumps(str(row[name]), ensure_ascii=False)}"
        for name in ("title", "outlet", "published", "url")
        if row.get(name)
    ]
    stem = re.sub(r"\W", "", row["id"])[:16]
    return Document(f"{stem}.txt", "\n".join(["---", *fields, "---", row["text"]]).encode())


# --- running and writing ----------------------------------------------------------------------------------------------


def found(chosen: Sequence[Bundle]) -> Iterator[tuple[int, Story, Divergence]]:
    """Run retold on each bundle and yield its findings, all stories of a bundle in turn."""
    systems = ports()
    for bundle in chosen:
        report = pipeline.report(bundle.documents, systems, lambda what, done, of: None)
        for story in report.stories:
            yield from ((bundle.number, story, one) for one in story.divergences if one.tier == "finding")


def entry(bundle: int, story: Story, one: Divergence) -> Row:
    """Return what a file of verdicts holds of a finding: ids and offsets, no text."""
    return {
        "bundle": bundle,
        "articles": [article.id for article in story.articles],
        "kind": one.kind,
        "rule": one.rule,
        "severity": one.severity,
        "readings": [[[s.article, s.start, s.end] for s in reading.spans] for reading in one.readings],
        "verdict": "",
    }


def sheet(number: int, bundle: int, story: Story, one: Divergence) -> str:
    """Return a finding for whoever judges it: what is stated, and the sentences around each reading."""
    texts = {article.id: article for article in story.articles}
    lines = [
        f"## {number}. bundle {bundle}: {one.kind} ({one.rule}), {one.severity}, {one.between}",
        "",
        one.title,
        "",
        one.because,
        "",
    ]
    for reading in one.readings:
        for span in reading.spans:
            article = texts[span.article]
            cuts = [n for n, (start, end) in enumerate(article.sentences) if start < span.end and span.start < end]
            first, last = (max(cuts[0] - 1, 0), min(cuts[-1] + 1, len(article.sentences) - 1)) if cuts else (0, 0)
            start, end = (article.sentences[first][0], article.sentences[last][1]) if cuts else (span.start, span.end)
            shown = f"{article.text[start : span.start]}**[{span.text}]**{article.text[span.end : end]}"
            lines.append(f"- {article.outlet} ({article.published}, {article.id} {span.start}): {' '.join(shown.split())}")
    return "\n".join([*lines, ""])


def write(chosen: Sequence[Bundle], to: Path, verdicts: Path) -> int:
    """Write the sheet and the file of verdicts to fill in; return how many findings there are.

    Raises ValueError for a sheet inside the project.
    """
    if to.resolve().is_relative_to(PROJECT):
        raise ValueError(f"{to} lies in the project: a sheet holds news text, which does not belong there")
    rows = list(found(chosen))
    to.write_text("\n".join(sheet(n, *row) for n, row in enumerate(rows, 1)), encoding="utf-8")
    verdicts.write_text(dump([entry(*row) for row in rows]), encoding="utf-8")
    return len(rows)


def dump(rows: Sequence[Row]) -> str:
    """Return verdicts as JSON, a finding a line."""
    return "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"


# --- scoring ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> list[Row]:
    """Return the verdicts of a file. Raises ValueError where one is missing or of another spelling, or where a row holds text."""
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    for n, row in enumerate(rows, 1):
        if row["verdict"] not in VERDICTS:
            raise ValueError(f"{path.name}, finding {n}: {row['verdict']!r} is none of {', '.join(VERDICTS)}")
        if set(row) != {"bundle", "articles", "kind", "rule", "severity", "readings", "verdict"}:
            raise ValueError(f"{path.name}, finding {n} holds something else than ids, offsets and a verdict")
    return rows


def precision(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many findings are real, of how many; what the judge was unsure of counts as not real."""
    return sum(row["verdict"] == "real" for row in rows), len(rows)


def by(rows: Sequence[Row], field: str) -> dict[str, list[Row]]:
    """Return the rows by a field's value, in order."""
    return {value: [row for row in rows if row[field] == value] for value in sorted({row[field] for row in rows})}


def key(row: Row) -> tuple[object, ...]:
    """Return what makes two findings one: bundle, kind and the places of their readings, whatever the rule is called."""
    return (row["bundle"], row["kind"], tuple(sorted(tuple(sorted(map(tuple, spans))) for spans in row["readings"])))


def current(rows: Sequence[Row], now: Sequence[Row]) -> str:
    """Say how far verdicts still cover what retold finds today."""
    known = {key(row): row["verdict"] for row in rows}
    tally = Counter(known.get(key(row), "not judged") for row in now)
    gone = len(known.keys() - {key(row) for row in now})
    parts = [f"{tally[verdict]} {verdict}" for verdict in (*VERDICTS, "not judged")]
    return f"{len(now)} findings today: {', '.join(parts)}; {gone} of those judged are found no more"


def files() -> list[Path]:
    """Return the draws that were judged, in order."""
    return sorted(JUDGED.glob("draw-*.json"))


def judged() -> Iterator[tuple[str, bool]]:
    """Yield the bars of the newest draw that was judged, and whether they are met."""
    for path in files()[-1:]:
        rows = read(path)
        for kind, least in BARS.items():
            real, of = precision(rows if kind == "all" else [row for row in rows if row["kind"] == kind])
            yield f"{path.stem}, {kind}: at least {least} real ({real}/{of})", bool(of) and real / of >= least


def table(path: Path) -> Iterator[str]:
    """Yield the precision of a draw: overall, by kind, by severity and by rule."""
    rows = read(path)
    yield f"| {path.stem} | real | of | |"
    yield "|---|--:|--:|--:|"
    groups = {"all": rows} | {
        f"{field} {value}": some for field in ("kind", "severity", "rule") for value, some in by(rows, field).items()
    }
    for name, some in groups.items():
        real, of = precision(some)
        yield f"| {name} | {real} | {of} | {real / of if of else 0:.2f} |"


def scored(against_now: bool) -> int:
    """Print every draw that was judged; with `against_now`, hold it against what retold finds today."""
    for path in files():
        print("\n".join(table(path)), end="\n\n")
        if against_now:
            print(current(read(path), [entry(*row) for row in found(bundles(int(path.stem.rpartition("-")[2])))]), end="\n\n")
    return 0 if files() else 3


def main() -> int:
    """Draw, or score."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    what = options.add_mutually_exclusive_group(required=True)
    what.add_argument("--draw", type=int, metavar="N")
    what.add_argument("--practice", action="store_true")
    what.add_argument("--score", action="store_true")
    options.add_argument("--sheet", type=Path)
    options.add_argument("--verdicts", type=Path)
    options.add_argument("--against-now", action="store_true")
    options.add_argument("--first", type=int, help="the first bundles only")
    given = options.parse_args()
    if given.score:
        return scored(given.against_now)
    if not (given.sheet and given.verdicts):
        options.error("--sheet and --verdicts say where to write")
    if not CORPUS.exists():
        print(f"skipped: the corpus is not at {CORPUS}", file=sys.stderr)
        return 3
    number = write(bundles(None if given.practice else given.draw)[: given.first], given.sheet, given.verdicts)
    print(f"{number} findings to judge in {given.sheet}; verdicts go into {given.verdicts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
