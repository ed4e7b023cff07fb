"""How long one story takes, cold and warm, what CollateX takes to collate the same five texts, and how long a story of 60 articles takes.

    python -m benchmarks speed [--runs N] [--json] [--without-collatex] [--without-large]

Cold is a new process, from the shell's view: interpreter, language model, journey, JSON. Warm is the journey alone, in a process
that has run it once; nothing is kept between runs. CollateX 2.3 runs in a virtual environment of its own, word by word
(`segmentation=False`), its process as cold as retold's; the two take turns, and `ratio` is the median over the turns. It answers
a smaller question (an alignment table of what is verbatim) and is given nothing but the texts.

The 60 articles are those of the simulated story with the most text (18 of about 900 words), told again in further rounds: each round
gives every article under another outlet's name without one sentence in eight, drawn by a generator whose seed is the article's
number. The page is written too (`-o story.html`), in a new process each time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STORY = ROOT.parent / "shared" / "stories" / "00-us-hamas-talks"
HOME = Path.home() / ".cache" / "retold-benchmarks" / "collatex-2.3"
SIMULATED = ROOT.parent / "shared" / "bench" / "lineage" / "simulated-dev.jsonl.gz"
RUNS = 5
LARGE, LARGE_RUNS = 60, 3
DROPPED = 1 / 8  # of the sentences of an article that is told again
COLLATE = """
import sys
from collatex import Collation, collate
collation = Collation()
for number, path in enumerate(sys.argv[1:]):
    text = open(path, encoding="utf-8").read()
    collation.add_plain_witness(f"W{number}", text.split("\\n---\\n", 1)[1] if text.startswith("---\\n") else text)
print(len(collate(collation, segmentation=False).columns))
"""

Row = dict[str, Any]


def rows(runs: int = RUNS, with_collatex: bool = True) -> list[Row]:
    """Time everything; a row a thing, with the median, least and greatest of its seconds."""
    files = [str(path) for path in sorted(STORY.glob("*.txt"))]
    retold = [sys.executable, "-m", "retold"]
    python = _collatex() if with_collatex else None
    cold, other = [], []
    _timed([*retold, "--help"])  # the first run of all compiles the modules
    for _ in range(runs):
        cold.append(_timed([*retold, "report", *files, "--format", "json"]))
        if python:
            other.append(_timed([python, "-c", COLLATE, *files]))
    found = [
        _row("retold report, cold (new process)", cold),
        _row("retold report, warm (same process)", _warm(files, runs)),
        _row("retold --help", [_timed([*retold, "--help"]) for _ in range(runs)]),
    ]
    if other:
        ratio = median(b / a for a, b in zip(cold, other, strict=True))
        found.append(_row("CollateX 2.3, cold, same texts", other) | {"ratio": round(ratio, 1)})
    return found


def large_rows(runs: int = LARGE_RUNS) -> list[Row]:
    """Time the page of a story of 60 articles; no row, said on stderr, where the simulated stories are missing."""
    if not SIMULATED.exists():
        print(f"60 articles skipped: the simulated stories are not at {SIMULATED}", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        pile, page = Path(folder) / "pile", Path(folder) / "story.html"
        pile.mkdir()
        for number, text in enumerate(retold_again(_longest(), LARGE)):
            (pile / f"{number:02}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "retold", "report", str(pile), "-o", str(page)]
        return [_row(f"retold report -o story.html, {LARGE} articles, cold", [_timed(command) for _ in range(runs)])]


def retold_again(articles: Sequence[Row], size: int) -> list[str]:
    """Return `size` articles as files with front matter: those given, then the same in further rounds, each less some sentences."""
    return [_again(articles[number % len(articles)], number // len(articles), random.Random(number)) for number in range(size)]


def _again(article: Row, round_: int, chance: random.Random) -> str:
    paragraphs = [re.split(r"(?<=[.!?”]) (?=[A-Z“])", paragraph) for paragraph in article["text"].split("\n")]
    kept = [[one for one in sentences if not round_ or chance.random() >= DROPPED] for sentences in paragraphs]
    text = "\n".join(" ".join(sentences) for sentences in kept if sentences)
    outlet = f"{article['outlet']} {round_ or ''}".strip()
    return f"---\noutlet: {outlet}\npublished: {article['published'] or ''}\n---\n{text}\n"


def _longest() -> list[Row]:
    """Return the articles of the simulated story that has the most text."""
    with gzip.open(SIMULATED, "rt", encoding="utf-8") as lines:
        stories: list[list[Row]] = [json.loads(line)["articles"] for line in lines]
    return max(stories, key=lambda articles: sum(len(article["text"]) for article in articles))


def table(records: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [
        "| five articles of one story, if not said otherwise | median s | min | max | runs | times retold, cold |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for row in records:
        cells = [
            row["what"],
            *(f"{row[key]:.2f}" for key in ("median", "min", "max")),
            str(row["runs"]),
            str(row.get("ratio", "")),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table, or a JSON object a line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--json", action="store_true", help="a JSON object a line")
    options.add_argument("--without-collatex", action="store_true")
    options.add_argument("--without-large", action="store_true", help="leave out the story of 60 articles")
    chosen = options.parse_args()
    if not STORY.exists():
        print(f"skipped: the story is not at {STORY}", file=sys.stderr)
        return 3
    found = rows(chosen.runs, not chosen.without_collatex)
    found += [] if chosen.without_large else large_rows(min(chosen.runs, LARGE_RUNS))
    print("\n".join(json.dumps(row) for row in found) if chosen.json else table(found))
    return 0


def _timed(command: Sequence[str]) -> float:
    """Return the seconds that a command takes; raises CalledProcessError if it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def _warm(files: Sequence[str], runs: int) -> list[float]:
    """Return the seconds of the journey in this process, after a first one."""
    from retold.adapters.reader_files import FileReader
    from retold.face import ports
    from retold.pipeline import report
    from retold.reports import FORMS

    systems = ports()

    def once() -> None:
        FORMS["json"](report(FileReader().read(list(files)), systems, lambda what, done, of: None))

    once()
    return [_clocked(once) for _ in range(runs)]


def _clocked(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _collatex() -> str | None:
    """Return the Python of an environment with CollateX, made at the first call; None, said on stderr, if it cannot be made.

    CollateX does not declare `Levenshtein`, without which it cannot be imported.
    """
    python = HOME / "bin" / "python"
    probe = [str(python), "-c", "import collatex"]
    if python.exists() and not subprocess.run(probe, capture_output=True, check=False).returncode:
        return str(python)
    try:
        venv.create(HOME, clear=True, with_pip=True)
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "collatex==2.3",
            "Levenshtein",
        ]
        subprocess.run(install, check=True, capture_output=True, cwd=tempfile.gettempdir())
        subprocess.run(probe, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as failed:
        print(f"CollateX skipped: it could not be installed in {HOME} ({failed})", file=sys.stderr)
        return None
    return str(python)


def _row(what: str, seconds: Sequence[float]) -> Row:
    figures = {"median": median(seconds), "min": min(seconds), "max": max(seconds)}
    return {"what": what, **{key: round(value, 3) for key, value in figures.items()}, "runs": len(seconds)}


if __name__ == "__main__":
    sys.exit(main())
