"""Time expressions against TimeBank and AQUAINT (TBAQ), by the definitions of TempEval-3.

    python -m benchmarks.times [--errors N] [--corpus AQUAINT|TimeBank]

Strict is equal extents, relaxed is overlap, one to one; value and type count matched expressions whose value or type is equal,
over what was found and over the gold. Interval is what retold itself needs: among gold DATE and TIME with a calendar value,
the share whose days come out the same (time of day ignored). The creation time is given and does not count.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from retold.language import dates
from retold.language.dates import calendar as cal

ARCHIVE = Path(__file__).resolve().parents[2] / "shared" / "bench" / "time" / "tbaq.tar.gz"
TAG = re.compile(r"<(/?)(\w+)((?:\s+\w+=\"[^\"]*\")*)\s*/?>")


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
        if match[2] == "TIMEX3":
            if match[1]:
                assert opened, name
                start, attributes = opened
                gold.append(Gold(start, len(text), attributes["type"], attributes["value"], text[start:]))
            else:
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
    if match := re.fullmatch(r"(\d{3})X?", value):
        return cal.decade(int(match[1]) * 10)
    return None


def whole(expression: dates.Expression, interval: dates.Interval) -> dates.Interval:
    """The interval of the whole period that was named, as TIMEX3 values give it: "early June" has the value of June."""
    return days(interval.value) or interval


def measure(texts: list[Text], errors: int) -> dict[str, float]:
    """Return strict, relaxed, type and value F1, and the share of equal intervals, in percent."""
    tally: Counter[str] = Counter()
    shown: list[str] = []
    for document in texts:
        expressions = dates.find(document.text)
        intervals = dates.resolve_all(expressions, document.created)
        used: set[int] = set()
        for gold in document.gold:
            i = next(
                (i for i, e in enumerate(expressions) if i not in used and (e.start, e.end) == (gold.start, gold.end)), None
            )
            if i is None:
                i = next(
                    (i for i, e in enumerate(expressions) if i not in used and e.start < gold.end and gold.start < e.end), None
                )
            want = days(gold.value) if gold.kind in ("DATE", "TIME") else None
            tally["datable"] += want is not None
            context = document.text[max(0, gold.start - 70) : gold.end + 30].replace("\n", " ")
            if i is None:
                shown.append(f"MISSED {gold.text!r} {gold.value} | {context}")
                continue
            used.add(i)
            expression, interval = expressions[i], intervals[i]
            tally["relaxed"] += 1
            tally["strict"] += (expression.start, expression.end) == (gold.start, gold.end)
            tally["type"] += expression.kind == gold.kind
            tally["value"] += interval.value == gold.value
            if want:
                got = whole(expression, interval)
                same = (got.earliest, got.latest) == (want.earliest, want.latest)
                tally["equal"] += same
                tally["undetermined"] += not interval.determined
            if (expression.start, expression.end) != (gold.start, gold.end):
                shown.append(f"EXTENT {gold.text!r} got {expression.text!r} [{expression.rule}]")
            if interval.value != gold.value:
                shown.append(
                    f"VALUE {gold.text!r} {gold.value} got {interval.value} [{expression.rule}] DCT {document.created} | {context}"
                )
        shown += [
            f"EXTRA {e.text!r} [{e.rule}] | {document.text[max(0, e.start - 40) : e.end + 30]!r}"
            for i, e in enumerate(expressions)
            if i not in used
        ]
        tally["found"] += len(expressions)
        tally["gold"] += len(document.gold)
    print("\n".join(sorted(shown)[:errors])) if errors else None
    figures = {name: 200 * tally[name] / (tally["found"] + tally["gold"]) for name in ("strict", "relaxed", "type", "value")}
    return figures | {
        "interval": 100 * tally["equal"] / tally["datable"],
        "undetermined": 100 * tally["undetermined"] / tally["datable"],
        "gold": tally["gold"],
        "found": tally["found"],
    }


def main() -> None:
    """Print the figures for each corpus and both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--corpus", default=None)
    chosen = options.parse_args()
    if not ARCHIVE.exists():
        sys.exit("The corpus is not here: bench/time/tbaq.tar.gz")
    for corpus in [chosen.corpus] if chosen.corpus else ["AQUAINT", "TimeBank", "TBAQ"]:
        texts = list(read(corpus))
        begun = time.process_time()
        figures = measure(texts, chosen.errors)
        speed = len(texts) / (time.process_time() - begun)
        print(f"{corpus:9}", " ".join(f"{name} {value:.1f}" for name, value in figures.items()), f"documents/s {speed:.0f}")


if __name__ == "__main__":
    main()
