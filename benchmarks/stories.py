"""Real stories, and the one that ships as an example, against their gold.

    python -m benchmarks stories [--json] [NAME ...]

The whole journey runs in this process; `seconds` is one run of it, the language model being loaded. The measures are those of
`../shared/tools/score.py`: `independent` and `lost` origins (named/all), outlets credited by each article, claims as
sentence-to-sentence links, findings with their precision (only where the gold is exhaustive) and the critical and notable gold
that they reach, `alarms`: pairs that agree but were called divergent, credits of the annotated articles, dated events. The
pooled rows count all their stories as one; gold that is not exhaustive gives recall, not precision.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import SHARED, scorer
from retold.adapters.reader_files import FileReader
from retold.face import ports
from retold.pipeline import Ports
from retold.pipeline import report as journey
from retold.reports import FORMS

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "harbour-lease"
FIRST = "00-us-hamas-talks"  # the first story: the finest gold

Row = dict[str, Any]
COLUMNS = {
    "story": "story",
    "articles": "articles",
    "bad_spans": "bad spans",
    "independent": "independent (gold)",
    "independent_ok": "ok",
    "lost_origin_named": "lost",
    "lines": "lines",
    "outlet_p": "outlet p",
    "outlet_r": "r",
    "claim_p": "claim p",
    "claim_r": "r",
    "claim_f1": "f1",
    "div_findings": "findings",
    "div_precision": "p",
    "div_critical": "critical",
    "div_notable": "notable",
    "false_alarms": "alarms",
    "credit_p": "credit p",
    "credit_r": "r",
    "credit_f1": "f1",
    "event_recall": "events r",
    "seconds": "seconds",
}


def rows(names: Sequence[str] = ()) -> list[Row]:
    """Run and score every story (or those whose names begin like one of `names`); the pooled rows come last."""
    score = scorer()
    systems = ports()
    _report(systems, [EXAMPLE])  # loads the language model
    told = []
    for folder, gold in _stories(names):
        start = time.perf_counter()
        report = _report(systems, [folder / f"{article['id']}.txt" for article in gold["articles"]])
        seconds = round(time.perf_counter() - start, 2)
        told.append(({"story": folder.name, **score.score(report, gold), "seconds": seconds}, score.pick(report, gold), gold))
    return [row for row, _, _ in told] + _pools(score, told)


def table(records: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    body = [[_cell(record.get(name)) for name in COLUMNS] for record in records]
    lines = [list(COLUMNS.values()), ["---", *["--:"] * (len(COLUMNS) - 1)], *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Print the table, or a JSON object a line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--json", action="store_true", help="a JSON object a line")
    options.add_argument("names", nargs="*", help="stories by the beginnings of their names; all by default")
    chosen = options.parse_args()
    if not (SHARED / "tools" / "score.py").exists():
        print(f"skipped: the gold and its scorer are not at {SHARED}", file=sys.stderr)
        return 3
    found = rows(chosen.names)
    print("\n".join(json.dumps(row, ensure_ascii=False) for row in found) if chosen.json else table(found))
    return 0


def _stories(names: Sequence[str]) -> Iterable[tuple[Path, dict[str, Any]]]:
    """Yield the folders that have gold, with it: the real stories, then the example."""
    found = [(path.parent, path) for path in sorted((SHARED / "stories").glob("*/gold.json"))] + [
        (EXAMPLE, EXAMPLE / "truth.json")
    ]
    for folder, gold in found:
        if gold.exists() and (not names or folder.name.startswith(tuple(names))):
            yield folder, json.loads(gold.read_text(encoding="utf-8"))


def _report(systems: Ports, places: Sequence[Path]) -> dict[str, Any]:
    """Return the JSON report of some files."""
    found = FileReader().read([str(place) for place in places])
    report: dict[str, Any] = json.loads(FORMS["json"](journey(found, systems, lambda what, done, of: None)))
    return report


def _pools(score: ModuleType, told: Sequence[tuple[Row, Row, Row]]) -> list[Row]:
    """Return a row for the real stories but the first, and one for all real stories, where there is more than one."""
    real = [one for one in told if one[0]["story"] != EXAMPLE.name]
    later = [one for one in real if one[0]["story"] != FIRST]
    pools = {f"{len(later)} real, without the first": later, f"{len(real)} real": real}
    return [_pool(score, name, several) for name, several in pools.items() if len(several) > 1]


def _pool(score: ModuleType, name: str, several: Sequence[tuple[Row, Row, Row]]) -> Row:
    """Score several stories as if they were one."""
    story = _joined([_marked(found, row["story"]) for row, found, _ in several])
    gold = _joined([_marked(gold, row["story"]) for row, _, gold in several])
    records = [row for row, _, _ in several]
    fractions = {key: _sum(records, key) for key in ("articles", "lost_origin_named")}
    right = f"{sum(row['independent_ok'] for row in records)}/{len(records)}"
    sums = {key: round(sum(row[key] for row in records), 2) for key in ("bad_spans", "seconds")}
    counted = {
        **score.outlets(story, gold),
        **score.divergences(story, gold),
        **score.credits(story, gold),
        **score.timeline(story, gold),
    }
    return {"story": name, **fractions, **sums, "independent_ok": right, **counted}


def _marked(record: Row, name: str) -> Row:
    """Return a story or its gold with the story's name before every article's id, so that ids of two stories differ."""
    marked = {key: _within(value, name) for key, value in record.items()}
    for key in ("article", "id"):
        if isinstance(marked.get(key), str):
            marked[key] = f"{name}/{marked[key]}"
    if "iso" in marked:
        marked["articles"] = [f"{name}/{article}" for article in record["articles"]]
    return marked


def _within(value: object, name: str) -> object:
    """Return a value of a record with the articles' ids in it marked."""
    if isinstance(value, list):
        return [_within(one, name) for one in value]
    return _marked(value, name) if isinstance(value, dict) else value


def _joined(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one record with the lists of all."""
    keys = ("articles", "divergences", "non_divergences", "credits", "timeline")
    return {key: [one for record in records for one in record.get(key, [])] for key in keys}


def _sum(records: Sequence[Row], key: str) -> str:
    """Add fractions such as "3/4" that some rows have."""
    pairs = [row[key].split("/") for row in records if key in row]
    return f"{sum(int(a) for a, _ in pairs)}/{sum(int(b) for _, b in pairs)}"


def _cell(value: object) -> str:
    """Return a value as a cell: nothing where it was not measured."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace(" joined, ", ", ").replace(" kept apart", "")


if __name__ == "__main__":
    sys.exit(main())
