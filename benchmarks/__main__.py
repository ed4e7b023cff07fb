"""`python -m benchmarks` lists the benchmarks, `python -m benchmarks NAME ...` runs one; `--write` keeps its output in RESULTS.md."""

from __future__ import annotations

import contextlib
import io
import os
import platform
import re
import runpy
import sys
from datetime import date
from pathlib import Path

NAMES = {
    "stories": "real stories and the shipped example against their gold: origins, claims, divergences, credits, events",
    "speed": "one story, cold and warm, beside CollateX",
    "credits": "who said it: attributions of PolNeAR, the stories' credits and credited outlets, and what it costs",
    "time": "time expressions of TimeBank and AQUAINT",
    "timeline": "dated events of the real stories",
    "stories_piles": "which articles tell the same story: events, ECB+, simulated and real piles",
    "scale": "stories in piles of 1,000 to a million articles, beside MinHash pipelines: time, memory, retellings found",
    "divergences": "where tellings differ: findings and tables against gold, and beside word diff and CollateX",
    "lineage": "who took it from whom: simulated stories, beside time order, Edmonds, NCD and neighbour joining",
    "stemma": "the same search on thirteen manuscripts whose stemma is known",
    "library": "a library of articles: adding, adding again, searching, on SQLite and PostgreSQL",
    "readers": "every way in: records a second and memory",
    "engines": "stories found by the local engine, by Daft, and by Daft on Ray: the same, and how fast",
    "watching": "feeds that change while they are watched, with restarts in between: each piece of news once",
    "page": "the page of a report: size, time to write it, time to open it and to click in it",
}
RESULTS = Path(__file__).parent / "RESULTS.md"


def main(words: list[str]) -> int:
    """List the benchmarks, or run the one named by the first word with the rest; return the exit status."""
    if not words or words[0] in ("-h", "--help"):
        print("python -m benchmarks NAME [options of the benchmark] [--write]\n")
        print("\n".join(f"  {name:14} {what}" for name, what in NAMES.items()))
        return 0
    name, *options = words
    if name not in NAMES:
        print(f"there is no benchmark {name!r}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    keep = "--write" in options
    status, output = run(name, [option for option in options if option != "--write"])
    if keep and not status:
        RESULTS.write_text(rewritten(RESULTS.read_text(encoding="utf-8"), name, f"{heading()}\n\n{output}"), encoding="utf-8")
    return status


def run(name: str, options: list[str]) -> tuple[int, str]:
    """Run a benchmark with its options; return its exit status and what it printed, which is shown as it comes."""
    sys.argv = [f"benchmarks.{name}", *options]
    shown = _Shown(sys.stdout)
    with contextlib.redirect_stdout(shown):
        try:
            runpy.run_module(f"benchmarks.{name}", run_name="__main__", alter_sys=True)
        except SystemExit as stop:
            return (stop.code if isinstance(stop.code, int) else int(stop.code is not None)), shown.getvalue()
    return 0, shown.getvalue()


def rewritten(page: str, name: str, output: str) -> str:
    """Return the page of results with the block of one benchmark replaced; raises ValueError if the page has no such block."""
    block = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    if not block.search(page):
        raise ValueError(f"{RESULTS.name} has no block for {name!r}: add <!-- {name} --> and <!-- /{name} -->")
    body = output.strip()
    fenced = body if "\n|" in body else re.sub(r"\A(.*?)\n\n(.*)\Z", r"\1\n\n```\n\2\n```", body, flags=re.DOTALL)
    return block.sub(lambda match: f"{match[1]}{fenced}\n{match[2]}", page)


def heading() -> str:
    """Return the day and the machine, in a line."""
    chip = re.search(r"model name\s*:\s*(.+)", _cpuinfo())
    what = chip[1].strip() if chip else platform.processor() or platform.machine()
    return f"{date.today()} · {what}, {os.cpu_count()} cores · {platform.system()} · Python {platform.python_version()}"


def _cpuinfo() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8") if path.exists() else ""


class _Shown(io.StringIO):
    """Keeps what is printed and shows it too."""

    def __init__(self, screen: io.TextIOBase | object) -> None:
        super().__init__()
        self._screen = screen

    def write(self, text: str) -> int:
        print(text, end="", file=self._screen, flush=True)  # type: ignore[arg-type]
        return super().write(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
