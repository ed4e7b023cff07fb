"""What the manual tells people to type is typed here, and what it shows is what is printed."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import retold
from retold.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$(?:\n*^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)

ENDLESS = ("watch", "serve")
NOT_TYPED = {
    "make": "makes environments; its targets are looked up instead",
    "git": "needs a network",
    "python3": "makes an environment",
    ".": "changes the shell",
    "python": "belongs to the project's own tools; its files are looked up instead",
    "pip": "needs a network",
    "xdg-open": "opens a browser",
    "jupyter": "opens a browser",
}  # fmt: skip


class Block(NamedTuple):
    """A block of a page: its language, its commands or statements, and what the page shows of their output, if it does."""

    language: str
    text: str
    shown: str | None


def blocks(page: Path) -> list[Block]:
    found = (Block(*match.groups()) for match in BLOCK.finditer(page.read_text(encoding="utf-8")))
    return [block for block in found if block.language in ("sh", "python")]


TOLD = [page for page in PAGES if blocks(page)]


@pytest.mark.parametrize("page", TOLD, ids=[page.name for page in TOLD])
def test_what_a_page_says_can_be_typed_and_prints_what_it_shows(
    page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setenv("COLUMNS", "100")
    names = {"retold": retold, "report": retold.report("articles/")}  # what a page takes for granted
    for block in blocks(page):
        if block.language == "sh":
            printed = "".join(typed(words) for words in lines(block.text))
        else:
            exec(compile(block.text, page.name, "exec"), names)
            printed = capsys.readouterr().out
        assert missing(block.shown or "", printed) == [], block.text


def lines(text: str) -> Iterator[list[str]]:
    """Yield the words of each command, a line that ends in a backslash going on in the next."""
    for line in text.replace("\\\n", " ").splitlines():
        if words := shlex.split(line, comments=True):
            yield words


def typed(words: list[str]) -> str:
    """Type one command, with what it is sent and where its output goes; return what it prints."""
    if "|" in words:
        cut = words.index("|")
        return run(words[cut + 1 :], typed(words[:cut]))
    if ">" in words:
        cut = words.index(">")
        Path(words[cut + 1]).write_text(typed(words[:cut]), encoding="utf-8")
        return ""
    return run(words, "")


def run(words: list[str], sent: str) -> str:
    program = words[0].rsplit("/", 1)[-1] if words[0] != "." else "."
    if program == "retold" and (words[1] in ENDLESS or any("://" in word for word in words)):
        get_command(app).commands[words[1]].make_context(
            words[1], words[2:]
        )  # read, not done: it would not end, or ask a network
        return ""
    if program == "retold":
        result = CliRunner().invoke(app, words[1:], input=sent)
        assert result.exit_code == 0, f"{shlex.join(words)}: {result.output}"
        return result.stdout
    if program in NOT_TYPED:
        assert looked_up(words) == []
        return ""
    if program == "export":
        assert all(re.match(r"RETOLD_\w+=", word) for word in words[1:])
        return ""  # a judge would be asked
    assert program in ("ls", "cat", "dot", "mkdir"), f"{program}: say in NOT_TYPED why it is not tried"
    if program == "dot":
        pytest.importorskip("shutil").which("dot") or pytest.skip("needs graphviz")
    return subprocess.run(words, input=sent, capture_output=True, text=True, check=True).stdout


def looked_up(words: list[str]) -> list[str]:
    """Return what a command that is not typed names and that is not there: targets, files, modules."""
    if words[0] == "make":
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        return [word for word in words[1:] if "=" not in word and word not in targets]
    if words[1:2] == ["-m"] and words[2].startswith("benchmarks"):
        module = words[2].removeprefix("benchmarks").lstrip(".") or words[3]
        return [] if (ROOT / "benchmarks" / f"{module}.py").exists() else [module]
    files = [word for word in words[1:] if "/" in word and not word.startswith((".venv", "http", "/path"))]
    return [name for name in files if not (ROOT / name).exists()]


def missing(shown: str, printed: str) -> list[str]:
    """Return the parts of what is shown, between lines of "...", that are not printed in this order."""
    lost, start = [], 0
    for part in re.split(r"^ *\.\.\.\n", shown, flags=re.MULTILINE):
        found = printed.find(part.strip("\n"), start)
        if found < 0:
            lost.append(part)
        else:
            start = found + len(part.strip("\n"))
    return lost


MATCHES = [
    ("one\ntwo\n", "one\ntwo\n", 0, "all of it"),
    ("one\n...\nthree\n", "one\ntwo\nthree\n", 0, "a part left out"),
    ("three\n...\none\n", "one\ntwo\nthree\n", 1, "another order"),
    ("four\n", "one\ntwo\nthree\n", 1, "never printed"),
]


@pytest.mark.parametrize("shown, printed, lost, reason", MATCHES, ids=[row[3] for row in MATCHES])
def test_what_is_shown_is_held_against_what_is_printed(shown: str, printed: str, lost: int, reason: str) -> None:
    assert len(missing(shown, printed)) == lost, reason


def test_a_command_that_is_not_there_is_noticed() -> None:
    with pytest.raises(Exception, match="No such option"):
        run(["retold", "report", "https://a.example/b", "--nothing"], "")
    assert looked_up(["make", "demo", "nothing"]) == ["nothing"]
    assert looked_up(["python", "-m", "benchmarks", "nothing"]) == ["nothing"]
    assert looked_up(["python", "docs/_ext/nothing.py"]) == ["docs/_ext/nothing.py"]
