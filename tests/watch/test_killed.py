"""A watch that is killed, by the real command: nothing that was added is lost, and what is news is told once."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.adapters.conftest import Site
from tests.watch.invented import TRAMS
from tests.watch.test_served import LONG, item, rss

PATIENCE = 60.0


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


def watch(site: Site, folder: Path, *more: str) -> list[str]:
    places = [site.url("/a.xml"), site.url("/b.xml")]
    kept = ["--library", str(folder / "news.db"), "--jsonl", str(folder / "news.jsonl")]
    return [sys.executable, "-m", "retold", "watch", *places, *kept, "--allow-private", "--every", "1s", *more]


def killed(command: list[str], when: Callable[[], bool]) -> None:
    """Run a command and kill it as soon as something is so."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + PATIENCE
        while not when():
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < until, "it never came to that"
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def held(folder: Path) -> int:
    """Return how many articles a library holds, 0 where it is not there yet."""
    if not (folder / "news.db").exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{folder / 'news.db'}?mode=ro", uri=True)) as base:
            return int(base.execute("SELECT COUNT(*) FROM articles").fetchone()[0])
    except sqlite3.Error:  # it is being made
        return 0


def test_a_watch_killed_at_any_step_tells_each_story_once(site: Site, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    trams = item(site.url("/b/9"), TRAMS * 3, "Tram strike")
    site.text("/a.xml", rss(item(site.url("/a/1"), LONG, "Harbour lease")))
    site.text("/b.xml", rss(trams))
    killed(watch(site, tmp_path), lambda: len(site.asked) > 0)  # before anything came
    killed(watch(site, tmp_path), lambda: held(tmp_path) == 2)  # as soon as it is kept
    site.text("/b.xml", rss(item(site.url("/b/1"), LONG[::-1], "Council to decide"), trams))
    killed(watch(site, tmp_path), lambda: held(tmp_path) == 3)  # kept, and not told yet
    killed(watch(site, tmp_path), lambda: news.exists() and news.stat().st_size > 0)  # told, perhaps not marked
    last = subprocess.run(watch(site, tmp_path, "--once"), capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (last.returncode, last.stdout) == (0, "")
    told = [json.loads(line) for line in news.read_text().splitlines()]
    assert [(it["kind"], it["size"]) for it in told] == [("new story", 2)]
    assert held(tmp_path) == 3
    with closing(sqlite3.connect(tmp_path / "news.db")) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
