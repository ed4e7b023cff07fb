"""The dated events of real stories against their gold.

    python -m benchmarks timeline [NAME ...]

A gold event is found where an event of the report lies on its days, is told by one of its articles, and rests on its spans (or
shares two content words where it has none), as `../shared/tools/score.py` counts. Settings were chosen on stories 00-03; 04-07
are reported apart. `seconds` is the whole journey of a story in this process. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from benchmarks.gold import SHARED, scorer
from benchmarks.stories import EXAMPLE, FIRST, _joined, _marked, _report, _stories
from retold.face import ports

BARS = {"all": 0.65, FIRST: 0.75}
POOLS = {"00-03": ("00", "01", "02", "03"), "04-07": ("04", "05", "06", "07"), "all": ("0",)}


class Told(NamedTuple):
    """A story that was reported, with its gold."""

    name: str
    story: dict[str, Any]
    gold: dict[str, Any]
    seconds: float


def told(names: Sequence[str] = ()) -> list[Told]:
    """Report every story with a gold timeline, or those whose names begin like one of `names`."""
    score, systems = scorer(), ports()
    _report(systems, [EXAMPLE])  # loads the language model
    found = []
    for folder, gold in _stories(names):
        begun = time.perf_counter()
        report = _report(systems, [folder / f"{article['id']}.txt" for article in gold["articles"]])
        found.append(Told(folder.name, score.pick(report, gold), gold, time.perf_counter() - begun))
    return [one for one in found if one.gold.get("timeline") and one.name != EXAMPLE.name]


def recall(several: Sequence[Told]) -> float | None:
    """Return the share of gold events that are found, over all the stories; None where there is no gold event with a date."""
    story = _joined([_marked(one.story, one.name) for one in several])
    gold = _joined([_marked(one.gold, one.name) for one in several])
    share: float | None = scorer().timeline(story, gold).get("event_recall")
    return share


def _row(name: str, several: Sequence[Told]) -> str:
    events = [event for one in several for event in one.story["timeline"]]
    conflicts = sum(bool(event.get("conflicts")) for event in events)
    planned = sum(event["status"] == "planned" for event in events)
    share, seconds = recall(several), sum(one.seconds for one in several)
    articles = sum(len(one.story["articles"]) for one in several)
    return f"| {name} | {articles} | {share} | {len(events)} | {planned} | {conflicts} | {seconds:.1f} |"


def main() -> int:
    """Print a row a story and the pooled rows; return the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("names", nargs="*", help="stories by the beginnings of their names; all by default")
    chosen = options.parse_args()
    if not (SHARED / "tools" / "score.py").exists():
        print(f"skipped: the gold and its scorer are not at {SHARED}", file=sys.stderr)
        return 3
    every = told(chosen.names)
    print(
        "| story | articles | event recall | lines | of them planned | with a conflict | seconds |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    rows = {one.name: [one] for one in every}
    rows |= {
        name: pool for name, begins in POOLS.items() if len(pool := [one for one in every if one.name.startswith(begins)]) > 1
    }
    print("\n".join(_row(name, several) for name, several in rows.items()))
    missed = [f"{name}: under {bar:g}" for name, bar in BARS.items() if name in rows and (recall(rows[name]) or 0.0) < bar]
    print("\n" + ("; ".join(missed) if missed else "every bar is met: " + ", ".join(f"{n} {b:g}" for n, b in BARS.items())))
    return int(bool(missed) and not chosen.names)


if __name__ == "__main__":
    sys.exit(main())
