"""Where tellings differ, against gold and against simpler ways to compare the same sentences.

    python -m benchmarks divergences [--without-collatex] [NAME ...]

Findings and tables of the real stories and the shipped example, by the rules of `../shared/tools/score.py`. Only the first story's
gold is exhaustive and gives precision; elsewhere `p, decided` counts what meets gold against what meets a pair that agrees, and says
nothing of the rest. The baselines compare the sentences that retold links; `at recall` is their precision when they are cut, the most
alike sentences first, to the recall of retold's findings. The last lines hold the figures against the bars.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from msgspec.structs import replace

from benchmarks.divergences_baselines import BASELINES
from benchmarks.divergences_blind import judged
from benchmarks.divergences_measures import Held, agreeing, compared, sided
from benchmarks.gold import SHARED, scorer
from benchmarks.stories import EXAMPLE, FIRST, _joined, _marked, _stories
from retold import articles, claims, credits, divergences
from retold.adapters.reader_files import FileReader
from retold.face import ports
from retold.model import Article, Marked, Page, Token
from retold.pipeline import Ports
from retold.pipeline import report as journey
from retold.ports import Parser
from retold.reports import FORMS

SIMULATED = SHARED / "bench" / "lineage" / "simulated-dev.jsonl.gz"
MANY, WITHIN = 40, 30  # articles of one story, and the seconds that their claims and divergences may take
ROWS = 40  # of a story, findings and tables
NAMED = {
    "V01": "with or without consent",
    "V03": "the families",
    "V23": "last or final warning",
    "V31": "Edan or Aidan",
    "V32": "Boehler or Puller",
    "V33": "hostages or prisoners",
}
OWN = ("findings", "findings and tables")
Row = dict[str, Any]
Ground = tuple[str, dict[str, Held]]  # where, and each method there


class Told(NamedTuple):
    """One story: what retold found, the gold, and what each baseline found."""

    name: str
    found: Row
    gold: Row
    baselines: Mapping[str, Sequence[Row]]


class Kept:
    """A parser that remembers the pages that it saw, so that the baselines need no second parse."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self.seen: dict[str, tuple[Page, tuple[Token, ...]]] = {}

    def parse(self, pages: Iterable[Page]) -> Iterator[tuple[Token, ...]]:
        """Yield the tokens of each page."""
        pages = list(pages)
        for page, tokens in zip(pages, self._parser.parse(pages), strict=True):
            self.seen[page.article.id] = (page, tokens)
            yield tokens

    def marked(self) -> list[Marked]:
        """Return the pages as the journey marks them."""
        known = tuple(sorted({page.article.outlet for page, _ in self.seen.values() if page.article.outlet}))
        return list(articles.settle([articles.mark(page, tokens, known) for page, tokens in self.seen.values()]))


def told(names: Sequence[str], chosen: Sequence[str]) -> list[Told]:
    """Run every story that has gold, or those whose names begin like one of `names`, and the baselines `chosen`."""
    score, systems = scorer(), ports()
    found = []
    for folder, gold in _stories(names):
        parser = Kept(systems.parser)
        story = score.pick(_report(replace(systems, parser=parser), folder, gold), gold)
        marked = parser.marked()
        alignment = claims.align(marked)
        baselines = {name: BASELINES[name](marked, alignment) for name in chosen}
        met = {key: [_marked(row, folder.name) for row in rows] for key, rows in baselines.items()}
        found.append(Told(folder.name, _marked(story, folder.name), _marked(gold, folder.name), met))
    return found


def _report(systems: Ports, folder: Path, gold: Row) -> Row:
    places = [str(folder / f"{article['id']}.txt") for article in gold["articles"]]
    report: Row = json.loads(FORMS["json"](journey(FileReader().read(places), systems, lambda what, done, of: None)))
    return report


# --- tables -----------------------------------------------------------------------------------------------------------


def stories_table(score: ModuleType, stories: Sequence[Told]) -> Iterator[str]:
    """Yield a row a story: findings and tables, precision, gold reached, false alarms."""
    yield "| story | findings | p | critical | notable | alarms | tables | p, with them | critical | notable | alarms | rows |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name, story, gold in [*((one.name, one.found, one.gold) for one in stories), *pools(stories)]:
        row = score.divergences(story, gold)
        top, every = compared(story)
        both = [Held(score, rows, gold) for rows in (top, every)]
        cells: list[object] = [name]
        for suffix, rows, one in (("", top, both[0]), ("_all", every, both[1])):
            grades = [row.get(f"div_{level}{suffix}", "") for level in ("critical", "notable")]
            cells += [
                len(rows) if not suffix else len(every) - len(top),
                row.get(f"div_precision{suffix}", ""),
                *grades,
                f"{one.alarms}/{len(agreeing(gold))}",
            ]
        yield _line([*cells, len(story["divergences"])])


def pools(stories: Sequence[Told]) -> Iterator[tuple[str, Row, Row]]:
    """Yield the real stories but the first as one, where there are several."""
    later = [one for one in stories if one.name not in (FIRST, EXAMPLE.name)]
    if len(later) > 1:
        yield (
            f"{len(later)} real, without the first",
            _joined([one.found for one in later]),
            _joined([one.gold for one in later]),
        )


def reach_table(score: ModuleType, stories: Sequence[Told]) -> Iterator[str]:
    """Yield, by kind and by severity, how much gold there is and how much of it findings and tables meet."""
    tally: dict[str, list[int]] = {}
    for one in stories:
        top, every = compared(one.found)
        for gold, sides in sided(one.gold):
            met = [any(score.meets(d, sides) for d in rows) for rows in (top, every)]
            for key in (gold["severity"], gold["kind"]):
                row = tally.setdefault(key, [0, 0, 0])
                for at, more in enumerate((1, *met)):
                    row[at] += more
    yield "| all gold | n | met by findings | or tables |"
    yield "|---|--:|--:|--:|"
    grades = ["critical", "notable", "minor"]
    for key in [*(g for g in grades if g in tally), *sorted(set(tally) - set(grades))]:
        yield _line([key, *tally[key]])


def baselines_table(grounds: Sequence[Ground]) -> Iterator[str]:
    """Yield a row a method, on the first story and on the others taken together."""
    yield "| method | on | n | p | p, decided | recall | alarms | p at recall | p, decided, at recall |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|"
    for where, methods in grounds:
        for name, whole in methods.items():
            part = whole if name in OWN else whole.cut(methods[OWN[0]].reached)
            cells = [len(whole.met), whole.precision, whole.decided, f"{whole.reached}/{len(whole.sided)}", whole.alarms]
            yield _line([name, where, *cells, part.precision, part.decided])


def grounds(score: ModuleType, stories: Sequence[Told], chosen: Sequence[str]) -> Iterator[Ground]:
    """Yield where, and each method held against gold there: the first story, and the other real ones as one."""
    for where, some in (
        (FIRST, [one for one in stories if one.name == FIRST]),
        ("the other real ones", [one for one in stories if one.name not in (FIRST, EXAMPLE.name)]),
    ):
        if some:
            pairs = [compared(one.found) for one in some]
            methods = {name: [d for pair in pairs for d in pair[at]] for at, name in enumerate(OWN)}
            methods |= {name: [d for one in some for d in one.baselines[name]] for name in chosen}
            gold = some[0].gold if len(some) == 1 else _joined([one.gold for one in some])
            yield where, {name: Held(score, rows, gold) for name, rows in methods.items()}


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join('' if cell is None else str(cell) for cell in cells)} |"


# --- time -------------------------------------------------------------------------------------------------------------


def many(articles_wanted: int = MANY) -> tuple[int, float, float]:
    """Return the articles, and the seconds that their claims and their divergences take: the longest simulated story, repeated."""
    with gzip.open(SIMULATED, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line)["articles"] for line in lines]
    longest = max((rows for rows in stories if len(rows) >= 15), key=lambda rows: sum(len(row["text"]) for row in rows))
    rows = list(itertools.islice(itertools.cycle(longest), articles_wanted))
    pages = [articles.page(Article(f"{n:02}", f"{n:02}", row["text"], row["outlet"])) for n, row in enumerate(rows)]
    parser = Kept(ports().parser)
    list(parser.parse(pages))
    marked = parser.marked()
    said = [credit for page in marked for credit in credits.find(page)]
    named = {page.page.article.id: credits.outlets(page) for page in marked}
    start = time.perf_counter()
    alignment = claims.align(marked)
    groups = claims.group(marked, alignment, said, named)
    middle = time.perf_counter()
    divergences.find(marked, alignment, groups, said, named)
    return len(pages), round(middle - start, 1), round(time.perf_counter() - middle, 1)


# --- bars -------------------------------------------------------------------------------------------------------------


def bars(
    score: ModuleType, stories: Sequence[Told], ground: Sequence[Ground], seconds: float | None
) -> Iterator[tuple[str, bool]]:
    """Yield each bar that the stories at hand can be held against, and whether it is met."""
    for one in stories:
        if one.name == FIRST:
            yield from _first(score, one)
    for name, story, gold in pools(stories):
        row = score.divergences(story, gold)
        alarms, critical = row.get("false_alarms", "0/0"), row.get("div_critical", "0/0")
        yield f"{name}: at most 1 false alarm ({alarms})", _count(alarms) <= 1
        yield f"{name}: at least 4 critical ({critical})", _count(critical) >= 4
    most = max(((len(one.found["divergences"]), one.name) for one in stories if one.name != FIRST), default=None)
    if most:
        yield f"no more than {ROWS} rows a story but the first, tables included (most: {most[0]}, {most[1]})", most[0] <= ROWS
    for where, methods in ground:
        yield from (_better(where, name, methods) for name in methods if name not in OWN)
    if seconds is not None:
        yield f"{MANY} articles of one story: claims and divergences in under {WITHIN} s ({seconds:.1f})", seconds < WITHIN
    yield from judged()


def _first(score: ModuleType, one: Told) -> Iterator[tuple[str, bool]]:
    row = score.divergences(one.found, one.gold) | score.claims(one.found, one.gold)
    for key, least in {
        "claim_p": 0.93,
        "claim_f1": 0.85,
        "div_findings": 18,
        "div_precision": 0.85,
        "div_precision_all": 0.6,
    }.items():
        yield f"first story: {key} at least {least} ({row[key]})", row[key] >= least
    for key, least in {"div_critical": 5, "div_notable": 15, "div_notable_all": 30}.items():
        yield f"first story: {key} at least {least} ({row[key]})", _count(row[key]) >= least
    top, _ = compared(one.found)
    met = {gold["id"].rpartition("/")[2] for gold, sides in sided(one.gold) if any(score.meets(d, sides) for d in top)}
    missing = [words for key, words in NAMED.items() if key not in met]
    yield f"first story: the six that must be found (missing: {', '.join(missing) or 'none'})", not missing


def _better(where: str, name: str, methods: Mapping[str, Held]) -> tuple[str, bool]:
    """Hold the precision of the findings against a baseline's, cut to the recall of the findings."""
    top, part = methods[OWN[0]], methods[name].cut(methods[OWN[0]].reached)
    mine, theirs = (top.precision, part.precision) if top.exhaustive else (top.decided, part.decided)
    return f"{where}: findings more precise than {name} at their recall ({mine} against {theirs})", (mine or 0) > (theirs or 0)


def _count(fraction: str) -> int:
    return int(fraction.split("/")[0])


def main() -> int:
    """Print the tables and the bars."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--without-collatex", action="store_true")
    options.add_argument("--without-time", action="store_true", help=f"do not time {MANY} articles")
    options.add_argument("names", nargs="*", help="stories by the beginnings of their names; all by default")
    given = options.parse_args()
    if not (SHARED / "tools" / "score.py").exists():
        print(f"skipped: the gold and its scorer are not at {SHARED}", file=sys.stderr)
        return 3
    chosen = [name for name in BASELINES if not (given.without_collatex and name.startswith("CollateX"))]
    score, stories = scorer(), told(given.names, chosen)
    ground = list(grounds(score, stories, chosen))
    for table in (stories_table(score, stories), reach_table(score, stories), baselines_table(ground)):
        print("\n".join(table), end="\n\n")
    timed = None if given.without_time or not SIMULATED.exists() else many()
    if timed:
        print(f"{timed[0]} articles of one story: claims {timed[1]} s, divergences {timed[2]} s\n")
    for words, met in bars(score, stories, ground, timed and timed[1] + timed[2]):
        print(f"- {'met' if met else 'NOT MET'}: {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
