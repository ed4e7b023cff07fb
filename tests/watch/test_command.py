"""`retold watch` as people type it: what it says where it cannot begin, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.watch.invented import HARBOUR
from tests.watch.test_served import item, rss
from typer.testing import CliRunner

from retold.cli.app import app
from retold.cli.watch import span
from retold.errors import BadInput
from retold.watching import Item
from retold.watching.records import Contradiction, Edit, Mention, Side


@pytest.mark.parametrize(
    "words, said, reason",
    [
        (["none.xml"], "none.xml does not exist; give a feed, or an OPML file", "no such file"),
        (["."], ". is a folder; give a feed, or an OPML file", "a folder"),
        (["ftp://a.example/feed"], "is not of the web", "another scheme"),
        (["https://a.example/", "--every", "soon"], "--every 'soon' is no time: write it as 90s, 15m, 2h or 1d", "no time"),
        (["https://a.example/", "--every", "5s"], "too often for other people’s servers; 1m is the least", "impolite"),
        (["https://a.example/", "--every", "90d"], "too long", "for ever"),
        (["https://a.example/", "--webhook", "mailto:a@b"], "the webhook is not of the web", "no webhook"),
        (["https://a.example/", "--jsonl", "no/such/news.jsonl"], "no/such/news.jsonl cannot be written: there is no folder", "no folder"),
        (["https://a.example/", "--feed", "."], ". cannot be written: it is a folder", "a folder for a file"),
        (["https://a.example/", "--library", "feed.xml"], "feed.xml is no library of retold", "a feed for a library"),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_said_in_one_line(
    words: list[str], said: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("feed.xml").write_text(rss())
    result = CliRunner().invoke(app, ["watch", *words])
    assert (result.exit_code, result.stdout) == (1, ""), reason
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "written, seconds", [("90s", 90.0), ("15m", 900.0), ("2 h", 7200.0), ("1d", 86_400.0), ("15", 900.0), ("1.5h", 5400.0)]
)
def test_a_time_is_written_as_people_write_it(written: str, seconds: float) -> None:
    assert span(written, 60.0) == seconds


def test_a_time_below_the_least_is_refused() -> None:
    with pytest.raises(BadInput):
        span("59s", 60.0)


def test_a_private_address_is_refused_and_the_run_ends_well(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["watch", "http://127.0.0.1:9/", "--library", str(tmp_path / "a.db"), "--once"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "private network" in result.stderr


def test_what_strangers_write_does_not_steer_the_screen(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(rss("<item><title>x</title><link>http://127.0.0.1:9/&#x9b;2J&#x202e;</link></item>"))
    result = CliRunner().invoke(app, ["watch", str(feed), "--library", str(tmp_path / "a.db"), "--once"])
    assert "127.0.0.1" in result.stderr
    assert not {"\x9b", "\u202e"} & set(result.stderr)


def test_news_is_printed_as_json_lines_and_kept_as_a_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retold.adapters.watch_desk.LibraryDesk.story", lambda self, articles: None)
    feed, out = tmp_path / "feed.xml", tmp_path / "news.atom"
    long = [*HARBOUR, *HARBOUR]
    feed.write_text(rss(item("https://a.example/1", long, "One"), item("https://b.example/1", long[::-1], "Other")))
    command = ["watch", str(feed), "--library", str(tmp_path / "a.db"), "--once", "--jsonl", "-", "--feed", str(out)]
    first = CliRunner().invoke(app, command)
    assert first.exit_code == 0, first.stderr
    (line,) = first.stdout.splitlines()
    assert json.loads(line)["kind"] == "new story"
    assert json.loads(line)["id"] in out.read_text()
    again = CliRunner().invoke(app, command)
    assert (again.exit_code, again.stdout) == (0, "")
    assert "nothing is due before" in again.stderr


@pytest.mark.parametrize(
    "fields, said, reason",
    [
        ({"kind": "changed article", "edits": (Edit("Nine died.", "Eleven died.", ("Nine",), ("Eleven",)),)}, ["- {Nine} died.", "+ {Eleven} died."], "words"),
        ({"kind": "changed article", "headline": ("Before", "After")}, ["- Before", "+ After"], "a headline"),
        ({"kind": "new story", "origins": ("A", "B")}, ["from A, B"], "origins"),
        ({"kind": "contradiction", "contradictions": (Contradiction("polarity", "will or not", "a denial", (Side("not", (("a", "He will not."),)),)),)}, ["will or not: a denial", "He will not. (a)"], "both sides"),
        ({"kind": "new article", "notes": ("a note",)}, ["a note"], "notes"),
        ({"kind": "new article", "articles": tuple(Mention(f"a{n}", None, None, None, None) for n in range(20))}, ["and 8 more"], "no endless lists"),
        ({"kind": "new article", "articles": (Mention("a", None, "\x1b[2JX", "https://a.example/" + "x" * 200, None),)}, ["https://a.example/" + "x" * 200], "an address stays whole"),
    ],
)  # fmt: skip
def test_news_on_a_screen_says_what_it_rests_on(fields: dict[str, object], said: list[str], reason: str) -> None:
    from retold.cli.watch_text import news
    from retold.reports.layout import Lines

    made = Item(**{"id": "x", "at": "2026-03-02T08:00:00Z", "text": "News", "title": "T", **fields})  # type: ignore[arg-type]
    shown = news(made, Lines(80, colour=False))
    assert [it for it in said if it not in shown] == [], reason
    assert "\x1b" not in shown
