"""How long the page of a report takes to be written, how large it is, and how long a reader waits in it, for 5 and for 60 articles.

    python -m benchmarks page [REPORT.json ...] [--runs N] [--json]

Without reports of your own (`retold report PILE --format json`), the first real story and a simulated one of sixty articles are
reported first, which takes a minute: `report` is the time from the files' bytes to the record. `render` is the time from the record
to the text of the page. `open` is from the address to the first picture after the page's script has run, `filter` from the choice of
what differs to the next picture, `click` from a click on a claim to the picture of its tellings; all three in Chromium with 1440 by 900
pixels, and left out where there is none.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.speed import STORY
from retold.model import Document, Report
from retold.reports import loads
from retold.reports.page import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Row = dict[str, Any]
RUNS = 5
SIXTY = 60
SENTENCE = re.compile(r"(?<=[.!?”] )")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PICTURE = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
STEPS = {
    "filter": "const box = document.querySelector('form.filters [name=differing]'); box.checked = !box.checked;"
    "box.dispatchEvent(new Event('input', {bubbles: true}));",
    "click": "document.querySelector('table.matrix td a').click();",
}


def rows(reports: Sequence[tuple[str, Report, float | None]], runs: int = RUNS) -> list[Row]:
    """Measure the page of each report; milliseconds are medians over the runs, `report` the seconds of the journey where known."""
    with _browser() as browser, tempfile.TemporaryDirectory() as folder:
        return [
            _row(what, report, runs, browser, Path(folder) / "page.html") | ({"report": spent} if spent else {})
            for what, report, spent in reports
        ]


def reported() -> list[tuple[str, Report, float]]:
    """Report the first real story and a simulated one of sixty articles; with the seconds that it took."""
    from retold.adapters.reader_files import FileReader
    from retold.face import ports
    from retold.pipeline import report

    systems, found = ports(), []
    for what, documents in (("first real story", list(FileReader().read([str(STORY)]))), ("simulated story", sixty())):
        start = time.perf_counter()
        told = report(iter(documents), systems, lambda what, done, of: None)
        found.append((what, told, time.perf_counter() - start))
    return found


def sixty() -> list[Document]:
    """Return a story of sixty articles: the longest simulated one, and its articles again without every fifth sentence, or sixth."""
    from benchmarks.lineage_cases import large, simulated

    told = max(
        (story["articles"] for story in [*simulated(0), *large()]), key=lambda held: sum(len(one["text"]) for one in held)
    )
    return [Document(f"{n:02}.txt", _written(told[n % len(told)], n // len(told)).encode()) for n in range(SIXTY)]


def table(records: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = ("page of", "articles", "claims", "MB", "report s", "render s", "open ms", "filter ms", "click ms")
    lines = [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 1)}"]
    for row in records:
        waits = (f"{row[step]:.0f}" if step in row else "" for step in ("open", "filter", "click"))
        spent = f"{row['report']:.1f}" if "report" in row else ""
        cells = (
            row["what"],
            str(row["articles"]),
            str(row["claims"]),
            f"{row['mb']:.2f}",
            spent,
            f"{row['render']:.2f}",
            *waits,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table, or a JSON object a line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("reports", nargs="*", type=Path, metavar="REPORT.json")
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--json", action="store_true", help="a JSON object a line")
    chosen = options.parse_args()
    if not chosen.reports and not STORY.exists():
        print(f"skipped: the story is not at {STORY}", file=sys.stderr)
        return 3
    read = [(path.stem, loads(path.read_text(encoding="utf-8")), None) for path in chosen.reports]
    found = rows(read or reported(), chosen.runs)
    print("\n".join(json.dumps(row) for row in found) if chosen.json else table(found))
    return 0


def _row(what: str, report: Report, runs: int, browser: Browser | None, path: Path) -> Row:
    html(report)  # the first page of all compiles the templates
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        page = html(report)
        seconds.append(time.perf_counter() - start)
    path.write_text(page, encoding="utf-8")
    return {
        "what": what,
        "articles": sum(len(story.articles) for story in report.stories),
        "claims": sum(len(story.claims) for story in report.stories),
        "mb": path.stat().st_size / 1e6,
        "render": median(seconds),
        **({key: median(held) for key, held in _waits(browser, path, runs).items()} if browser else {}),
    }


def _waits(browser: Browser, path: Path, runs: int) -> dict[str, list[float]]:
    """Return the milliseconds of each step in a window of its own, run by run."""
    held: dict[str, list[float]] = {"open": [], **{step: [] for step in STEPS}}
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.evaluate(f"async () => {{ {PICTURE} }}")
        held["open"].append((time.perf_counter() - start) * 1000)
        for step, action in STEPS.items():
            timed = f"async () => {{ const start = performance.now(); {action} {PICTURE} return performance.now() - start; }}"
            held[step].append(page.evaluate(timed))
        context.close()
    return held


@contextmanager
def _browser() -> Iterator[Browser | None]:
    """Start Chromium; None, said on stderr, where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        print(f"without the times in a browser: none of {', '.join(BROWSERS)} is installed", file=sys.stderr)
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield started
        started.close()


def _written(article: Row, again: int) -> str:
    """Return a simulated article as a file with front matter; `again` counts how often it was given before."""
    outlet = f"{article['outlet']}{' Weekly' * again}"
    pieces = SENTENCE.split(article["text"])
    kept = [piece for n, piece in enumerate(pieces) if not again or n % (4 + again)]
    return f"---\noutlet: {outlet}\npublished: {article['published'] or ''}\n---\n{''.join(kept)}\n"


if __name__ == "__main__":
    sys.exit(main())
