"""How well credits are found, on the attributions of PolNeAR (Newell, Margolin and Ruths 2018).

    python -m benchmarks.credits [--documents N | --all] [--part dev|train] [--errors]

The measure is the one of the story scores: a credit is right if its source and its content both overlap those of one annotated
attribution by at least half of the shorter. Attributions are paired with credits one to one, greedily by cue, then content,
then source. An attribution without a source or content cannot be met and is left out on both sides; credits inside
another's content are left out, since PolNeAR marks none; credits with one cue count as one. Two annotators agree at F1 82.6.
Reads ../shared/bench beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from retold import articles, credits
from retold.adapters.parser_spacy import SpacyParser
from retold.model import Article, Credit, Marked

SHARED = Path(__file__).resolve().parents[2] / "shared"
BARS = {"precision": 0.88, "recall": 0.52}
SEED, SAMPLE = 1, 30
Range = tuple[int, int]


class Attribution(NamedTuple):
    """Envelopes of source, cue and content, as offsets into the text."""

    source: Range
    cue: Range
    content: Range


class Score(NamedTuple):
    """Counts over documents: credits that are right, credits given, attributions annotated."""

    right: int = 0
    given: int = 0
    annotated: int = 0

    def plus(self, other: Score) -> Score:
        """Add the counts of another document."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Share of the credits that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the attributions that were found."""
        return self.right / self.annotated if self.annotated else 0.0


def documents(part: str, count: int | None) -> list[dict[str, Any]]:
    """The records of a part of PolNeAR, or a fixed sample of them."""
    with gzip.open(SHARED / "bench" / "polnear" / f"{part}.jsonl.gz", "rt") as file:
        records = [json.loads(line) for line in file]
    return records if count is None or count >= len(records) else random.Random(SEED).sample(records, count)


def parsed(records: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Marked]]:
    """Each record with its marked page."""
    pages = [articles.page(Article(r["id"], r["id"], r["text"], outlet=r["publisher"], title=r["title"])) for r in records]
    for record, page, tokens in zip(records, pages, SpacyParser().parse(pages), strict=True):
        yield record, articles.mark(page, tokens)


def annotated(record: dict[str, Any]) -> list[Attribution]:
    """The attributions of the record's first annotator that have a source and a content."""
    rows = record["annotators"][min(record["annotators"])]
    return [
        Attribution(*(_hull(row[role]) for role in Attribution._fields))
        for row in rows
        if all(map(row.get, Attribution._fields))
    ]


def given(found: Sequence[Credit]) -> list[Attribution]:
    """The credits with a source, one a cue, those inside another's content left out."""
    groups: dict[tuple[Range, Range], list[Range]] = {}
    for credit in found:
        if credit.source and credit.cue:
            place = (credit.source.start, credit.source.end), (credit.cue.start, credit.cue.end)
            groups.setdefault(place, []).append((credit.content.start, credit.content.end))
    pieces = [(cue, run) for (_, cue), runs in groups.items() for run in runs]
    outer = {key: runs for key, runs in groups.items() if not any(_inside(key[1], run) for cue, run in pieces if cue != key[1])}
    return [Attribution(source, cue, _hull(runs)) for (source, cue), runs in outer.items()]


def compared(have: Sequence[Attribution], want: Sequence[Attribution]) -> tuple[Score, set[int], set[int]]:
    """The score of one document, and which credits and attributions are right."""
    pairs = [(i, h, j, w) for i, h in enumerate(have) for j, w in enumerate(want)]
    rest = [_common(h.content, w.content) + _common(h.source, w.source) / 2 for _, h, _, w in pairs]
    ranked = sorted(((_common(h.cue, w.cue), more, i, j) for (i, h, j, w), more in zip(pairs, rest, strict=True)), reverse=True)
    left: set[int] = set()
    right: set[int] = set()
    good: list[tuple[int, int]] = []
    for cue, _, i, j in ranked:
        if cue and i not in left and j not in right:
            left.add(i)
            right.add(j)
            if _meets(have[i].source, want[j].source) and _meets(have[i].content, want[j].content):
                good.append((i, j))
    return Score(len(good), len(have), len(want)), {i for i, _ in good}, {j for _, j in good}


def main() -> int:
    """Print the figures; exit 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--documents", type=int, default=SAMPLE)
    options.add_argument("--all", action="store_true")
    options.add_argument("--part", choices=("dev", "train"), default="dev")
    options.add_argument("--errors", action="store_true", help="print what was missed and what was wrong")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        print("skipped: needs the folder ../shared with PolNeAR, which is not part of the project")
        return 0
    marked = list(parsed(documents(chosen.part, None if chosen.all else chosen.documents)))
    total, start = Score(), time.perf_counter()
    for record, page in marked:
        have, want = given(credits.find(page)), annotated(record)
        score, good, met = compared(have, want)
        total = total.plus(score)
        if chosen.errors:
            _errors(
                record["text"],
                [h for i, h in enumerate(have) if i not in good],
                [w for j, w in enumerate(want) if j not in met],
            )
    return _report(chosen.part, len(marked), total, time.perf_counter() - start)


def _report(part: str, count: int, total: Score, seconds: float) -> int:
    f1 = 2 * total.precision * total.recall / (total.precision + total.recall) if total.right else 0.0
    print(f"PolNeAR {part}: {count} documents, {total.annotated} attributions, {total.given} credits")
    print(
        f"  precision {total.precision:.3f} (bar {BARS['precision']})  recall {total.recall:.3f} (bar {BARS['recall']})  F1 {f1:.3f}"
    )
    print(f"  {count / seconds:.0f} documents/s after the parse")
    return 0 if total.precision >= BARS["precision"] and total.recall >= BARS["recall"] else 1


def _errors(text: str, wrong: Sequence[Attribution], missed: Sequence[Attribution]) -> None:
    for label, rows in (("WRONG", wrong), ("MISSED", missed)):
        for row in rows:
            print(label, *(" ".join(text[slice(*part)].split())[:110] for part in row), sep=" | ")


def _hull(ranges: Sequence[Sequence[int]]) -> Range:
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


def _common(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _meets(a: Range, b: Range) -> bool:
    common = _common(a, b)
    return common > 0 and 2 * common >= min(a[1] - a[0], b[1] - b[0])


def _inside(a: Range, b: Range) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


if __name__ == "__main__":
    sys.exit(main())
