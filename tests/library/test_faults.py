"""What goes wrong around a library, with real processes: each ends with one line, and nothing that was said to be added is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli.app import app
from retold.cli.saying import say
from retold.reports.layout import Lines

RETOLD = [sys.executable, "-m", "retold"]
BODY = "The ferry to Ostrel was held for two days, the harbour master said on Monday. It carried 300 people and their cars."
WICKED = "\x1b[31mBad\x1b]0;owned\x07 \x9b2J\u202egnp\u2028 Post"
FIRST = 500  # records: more than the first bytes that are looked at, so that they are not waited for
Child = subprocess.Popen[bytes]


def records(first: int, last: int) -> bytes:
    made = (
        {"id": f"a{n}", "title": f"Ferry {n} held", "url": f"https://quay.example/{n}", "text": f"{BODY} Number {n}."}
        for n in range(first, last)
    )
    return b"".join(json.dumps(it).encode() + b"\n" for it in made)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RETOLD_LIBRARY", raising=False)
    return tmp_path


@contextmanager
def adding() -> Iterator[tuple[Child, list[bytes]]]:
    """`retold add -` that has said of a batch that it is added, and waits for more; and what it said."""
    typed = [*RETOLD, "add", "-", "-l", "a.db", "-f", "json"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(typed, **pipes) as child:  # type: ignore[call-overload]
        try:
            assert child.stdin
            assert child.stdout
            child.stdin.write(records(0, FIRST))
            child.stdin.flush()
            yield child, [child.stdout.readline() for _ in range(128)]
        finally:
            child.kill()


def held() -> int:
    result = CliRunner().invoke(app, ["library", "-l", "a.db", "-f", "json"])
    assert result.exit_code == 0, result.stderr
    return int(json.loads(result.stdout)["articles"])


@pytest.mark.parametrize(
    "sign, code, says",
    [
        (signal.SIGKILL, -signal.SIGKILL, b""),
        (signal.SIGTERM, -signal.SIGTERM, b""),
        (signal.SIGINT, 130, b"retold: stopped; what was added is kept\n"),
    ],
    ids=["killed", "ended", "Ctrl-C"],
)
def test_what_was_said_to_be_added_outlives_the_process(sign: int, code: int, says: bytes) -> None:
    with adding() as (child, told):
        child.send_signal(sign)
        out, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (code, says)
    told += out.splitlines(keepends=True)
    assert {json.loads(line)["fate"] for line in told if line.endswith(b"\n")} == {"new"}
    kept = held()
    assert kept >= sum(line.endswith(b"\n") for line in told)
    Path("pile.jsonl").write_bytes(records(0, FIRST))
    again = subprocess.run([*RETOLD, "add", "pile.jsonl", "-l", "a.db"], capture_output=True, text=True, check=True)
    assert again.returncode == 0
    assert held() == FIRST, "the next run goes on"


def test_a_library_that_is_deleted_under_way_ends_the_adding() -> None:
    with adding() as (child, _):
        Path("a.db").unlink()
        _, err = child.communicate(records(FIRST, FIRST + 400), timeout=20)
    assert child.returncode == 1
    assert err == b"retold: a.db was moved or deleted while it was in use; put it back, or add the articles again\n"


def test_a_reader_that_goes_away_ends_the_adding_quietly() -> None:
    with adding() as (child, _):
        assert child.stdin
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        child.stdin.close()
        child.wait(20)
        assert child.stderr.read() == b""
    assert held() >= 128


CLOSED = [
    ("add - -l a.db", "<&-", 1, "- is standard input, which is closed; left out", "nothing to read"),
    ("report -", "<&-", 1, "- is standard input, which is closed", "nothing to report"),
    ("library -l a.db", ">&-", 1, "standard output is closed", "nowhere to print"),
    ("search ferry -l a.db", ">&-", 1, "standard output is closed", "nowhere to print hits"),
    ("versions ferry -l a.db", ">&-", 1, "holds no article", "an article that is none"),
    ("search ferry -l a.db", ">/dev/full", 1, "the result cannot be written: no space left on device", "a full disk behind it"),
    ("library -l none.db", "2>&-", 1, "", "nowhere to complain"),
]


@pytest.mark.parametrize("words, closed, code, says, why", CLOSED, ids=[f"{row[-1]} {row[0]}" for row in CLOSED])
def test_a_stream_that_is_closed_is_one_line(words: str, closed: str, code: int, says: str, why: str) -> None:
    if closed == ">/dev/full" and not os.path.exists("/dev/full"):
        pytest.skip("needs /dev/full, which only Linux has")
    Path("pile.jsonl").write_bytes(records(0, 3))
    assert CliRunner().invoke(app, ["add", "pile.jsonl", "-l", "a.db"]).exit_code == 0
    typed = f"{' '.join(RETOLD)} {words} {closed}"
    run = subprocess.run(["sh", "-c", typed], capture_output=True, text=True, timeout=30)
    assert run.returncode == code
    assert says in run.stderr
    assert "Traceback" not in run.stderr


# --- words of strangers -----------------------------------------------------------------------------------------------------


def test_no_line_of_a_card_steers_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever way a text got into it, and with colour or without."""
    for colour in (False, True):
        lines = Lines(100, colour=colour)
        lines.add(WICKED, label=f"{WICKED} ", style="bold", label_style="red")
        lines.lines.append(lines.paint(WICKED, "bold") + WICKED)
        lines.hang(WICKED, f"├─ {WICKED}")
        lines.head(WICKED)
        plain = lines.text()
        for code in ("0", "1", "31", "1;36"):
            plain = plain.replace(f"\x1b[{code}m", "" if colour else "*")
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(plain)
    say(f"{WICKED}\nretold: done")
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.strip().isprintable()


WICKED_WORDS = [
    "'; DROP TABLE pages; --",
    '"); DELETE FROM layers; --',
    "$(touch pwned)",
    "`touch pwned`",
    "| touch pwned",
    "; touch pwned",
    "../../pwned",
    "a\0b",
    WICKED,
    "\u202e" * 50,
    "x" * 100_000,
    "%s%n{0}{}",
    "\r\nSet-Cookie: a",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
]


def test_titles_outlets_and_addresses_are_only_words(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In, searched for, listed, told apart and judged: nothing is run, written elsewhere, lost, or sent to the screen as it is."""
    monkeypatch.setenv("RETOLD_NAME", WICKED)
    fields = ("id", "title", "outlet", "author", "published", "extra")
    made = [
        {**dict.fromkeys(fields, it), "url": f"https://quay.example/{it}", "text": f"{BODY} {it[:300]} {n}", it[:99]: it}
        for n, it in enumerate(WICKED_WORDS)
    ]
    (desk / "pile.jsonl").write_text("".join(json.dumps(it) + "\n" for it in made))
    runner = CliRunner()
    added = runner.invoke(app, ["add", "pile.jsonl", "-l", "a.db"])
    assert added.exit_code == 0, added.stderr
    found = json.loads(runner.invoke(app, ["search", "ferry", "-l", "a.db", "-f", "json", "--limit", "99"]).stdout)
    assert len(found) >= len(WICKED_WORDS) - 1, "one holds a NUL and may be no text"
    ids = [it["id"] for it in found]
    typed = [["library"], ["judge", ids[0], ids[1], "--same-story", "--because", WICKED], ["judge", "--list"]]
    typed += [["versions", it] for it in ids] + [
        [*it, words[:5000]] for words in WICKED_WORDS for it in (["search"], ["versions"])
    ]
    typed += [["search", "ferry", "--outlet", words[:5000]] for words in WICKED_WORDS]
    for words in typed:
        result = runner.invoke(app, [words[0], "-l", "a.db", *words[1:]])
        assert result.exit_code in (0, 1, 2), (words, result.exception)
        assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit), words
        if result.exit_code != 2:  # what the command line itself says of its use
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(result.output), words
    assert sorted(path.name for path in desk.iterdir()) == ["a.db", "pile.jsonl"]
    assert not (desk.parent / "pwned").exists()
    assert len(json.loads(runner.invoke(app, ["search", "ferry", "-l", "a.db", "-f", "json", "--limit", "99"]).stdout)) == len(
        ids
    )


def test_several_read_and_one_decides_while_another_adds(desk: Path) -> None:
    (desk / "first.jsonl").write_bytes(records(0, 2))
    (desk / "pile.jsonl").write_bytes(records(2, 400))
    runner = CliRunner()
    assert runner.invoke(app, ["add", "first.jsonl", "-l", "a.db"]).exit_code == 0
    ids = [it["id"] for it in json.loads(runner.invoke(app, ["search", "ferry", "-l", "a.db", "-f", "json"]).stdout)]
    with subprocess.Popen([*RETOLD, "add", "pile.jsonl", "-l", "a.db"], stdout=subprocess.PIPE, text=True) as child:
        deadline = time.monotonic() + 20
        while child.poll() is None and time.monotonic() < deadline:
            for words in (["search", "ferry"], ["library"], ["judge", *ids, "--same-story", "--by", "Ada"]):
                result = runner.invoke(app, [words[0], "-l", "a.db", *words[1:]])
                assert result.exit_code == 0, result.stderr
        out, _ = child.communicate(timeout=20)
    assert out == "a.db: 398 new\n"
    assert held() == 400
