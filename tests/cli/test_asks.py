"""Every command that reads a pile asks addresses in the same way, and says so in the same options."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from tests.adapters.conftest import Site
from typer.testing import CliRunner

from retold.cli.app import app
from retold.language.signs import STEERING

STORY = (
    "The night ferry to Ostrel was held for two days, the harbour master said on Friday. It carried three hundred people. "
    "Nobody was hurt when a chain broke in the storm, and the owner of the ferry apologised to all of them."
)


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    served.text("/robots.txt", "User-agent: *\nDisallow: /closed", "text/plain")
    for path in ("/open", "/closed"):
        served.text(path, f"<html><body><article><p>{STORY}</p></article></body></html>")
    yield served
    served.close()


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RETOLD_LIBRARY", raising=False)
    (tmp_path / "a.txt").write_text(STORY)
    return tmp_path


def typed(words: list[str], url: str, *more: str) -> Result:
    return CliRunner().invoke(app, [*(url if it == "URL" else it for it in words), *more])


COMMANDS = [
    ["report", "URL"],
    ["credits", "URL"],
    ["timeline", "URL"],
    ["why", "URL", "count"],
    ["export", "URL", "--to", "dot"],
    ["compare", "a.txt", "URL"],
    ["new", "a.txt", "--given", "URL"],
    ["stories", "URL"],
    ["add", "URL"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=[it[0] for it in COMMANDS])
def test_an_address_is_asked_as_the_options_say(words: list[str], site: Site) -> None:
    assert "--allow-private" in typed(words, site.url("/open")).stderr
    assert not site.asked
    assert "robots.txt" in typed(words, site.url("/closed"), "--allow-private").stderr
    assert site.asked == ["/robots.txt"]
    assert "robots.txt" not in typed(words, site.url("/closed"), "--allow-private", "--no-robots").stderr
    assert site.asked == ["/robots.txt", "/closed"]


RECORD = {"title": "Ferry held", "text": STORY, "url": "https://post.example/ferry", "section": "Harbour", "shares": 41}


def test_what_a_table_states_beside_is_passed_through_a_library_to_the_report(desk: Path) -> None:
    second = {**RECORD, "url": "https://crier.example/ferry", "text": STORY.replace("two days", "three days")}
    (desk / "pile.jsonl").write_text(f"{json.dumps(RECORD)}\n{json.dumps(second)}\n")
    told = CliRunner().invoke(app, ["report", "pile.jsonl", "--format", "json"])
    assert CliRunner().invoke(app, ["add", "pile.jsonl"]).exit_code == 0
    kept = CliRunner().invoke(app, ["report", "retold.db", "--format", "json"])
    for found in (told, kept):
        (story,) = json.loads(found.stdout)["stories"]
        assert [it["extra"] for it in story["articles"]] == [{"section": "Harbour", "shares": "41"}] * 2


def test_the_stories_of_a_library_are_kept_up_and_listed_without_sorting_it_again(desk: Path) -> None:
    (desk / "b.txt").write_text(STORY.replace("two days", "three days"))
    assert CliRunner().invoke(app, ["add", "a.txt", "b.txt"]).exit_code == 0
    first = CliRunner().invoke(app, ["stories", "retold.db", "--format", "json"])
    assert [it["size"] for it in json.loads(first.stdout)["stories"]] == [2]
    turns = "SELECT value FROM states WHERE kind = 'ledger turn'"
    with sqlite3.connect("retold.db") as base:
        before = base.execute(turns).fetchall()
    assert before, "what was found is kept"
    assert CliRunner().invoke(app, ["stories", "retold.db", "--format", "json"]).stdout == first.stdout
    with sqlite3.connect("retold.db") as base:
        assert base.execute(turns).fetchall() == before


@pytest.mark.parametrize("command", ["stories", "report", "add"])
def test_no_name_or_title_steers_the_screen(desk: Path, command: str) -> None:
    (desk / "b\x1b]0;owned\x07\x9b31m.txt").write_bytes(b" ")
    for name in "cd":
        (desk / f"{name}.txt").write_text(f"---\ntitle: Ferry \x9b31m held\noutlet: Post {name}\n---\n{STORY} It is {name}.")
    said = CliRunner().invoke(app, [command, str(desk), "--format", "json"])
    assert "left out" in said.stderr
    assert not STEERING.search(said.stdout + said.stderr)
    assert "\x1b" not in said.stdout + said.stderr
