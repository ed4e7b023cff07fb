"""Whether a watch tells each thing once, while feeds break, hosts go down and it is killed again and again.

    python -m benchmarks watching [--seconds 600] [--seed 2] [--folder DIR]

Six outlets on six hosts of this machine publish invented stories over time: feeds with whole articles and feeds with teasers, edits that
matter and edits that do not. One host goes down for a while, one asks for quiet, one feed is broken for a while, one never ends, one
is gone for good. `retold watch` runs against them as users run it, is ended without warning (kill -9) or by an interrupt every 15 to 45 seconds
and begun again. Then the news in its JSON lines is held against what was published. Everything is printed, nothing kept.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.watching_world import OUTLETS, Published, World, serve

EVERY = 4.0


def run(world: World, port: int, folder: Path) -> Counter[str]:
    """Run the watch with kills and restarts until the world has ended and nothing more is told; return how it was ended."""
    hosts = [f"http://127.0.0.{number + 1}:{port}" for number in range(len(OUTLETS))]
    feeds = [*(f"{host}/feed.xml" for host in hosts), f"{hosts[0]}/gone.xml", f"http://127.0.0.7:{port}/endless.xml"]
    command = [
        sys.executable, "-m", "retold", "watch", *feeds, "--library", str(folder / "watch.db"), "--every", f"{EVERY}s", "--allow-private",
        "--jsonl", str(folder / "news.jsonl"), "--feed", str(folder / "news.atom"), "--webhook", f"http://127.0.0.8:{port}/hook",
    ]  # fmt: skip
    ended: Counter[str] = Counter()
    settle = 40 * EVERY
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it, and so would its children
    errors = (folder / "errors.txt").open("ab")
    while (left := world.seconds + settle - (time.monotonic() - world.began)) > 0:
        calm = left < settle
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors) as child:
            try:
                child.wait(left if calm else world.random.uniform(15.0, 45.0))
                ended[f"by itself, exit {child.returncode}"] += 1
            except subprocess.TimeoutExpired:
                how = signal.SIGINT if calm or world.random.random() < 0.2 else signal.SIGKILL
                child.send_signal(how)
                ended[how.name] += 1
    return ended


def judge(world: World, folder: Path) -> dict[str, object]:
    """Hold the news against what was published."""
    from retold.face_library import Library

    news = [json.loads(line) for line in (folder / "news.jsonl").read_text().splitlines()]
    with Library(folder / "watch.db", mode="read") as library:
        layers = list(library.store.layers())
    articles = {layer.id: world.articles[int((layer.url or "").rpartition("/")[2])] for layer in layers}
    first = {one["id"]: str(it["at"]) for it in reversed(news) if it["kind"].startswith("new ") for one in it["articles"]}
    edited = {it.id for it in layers if it.version > 1 and articles[it.id].matters and first.get(it.id, "~") < it.added}
    edits = [it for it in world.articles if it.edit]
    return {
        "published": {
            "stories": len({it.story for it in world.articles}),
            "articles": len(world.articles),
            "edits that matter": sum(it.matters for it in edits),
            "trivial edits": sum(not it.matters for it in edits),
        },
        "articles in the library": len(layers),
        "stories": _stories(news, articles, {it.story for it in world.articles}),
        "articles": _once(
            Counter(one["id"] for it in news if it["kind"] in ("new story", "new article") for one in it["articles"]),
            articles.keys(),
        ),
        "changes of what was told": _changes(news, articles, edited),
        "contradictions and origins": Counter(it["kind"] for it in news if it["kind"] in ("contradiction", "new origin")),
        "contradictions told again": sum(
            n > 1 for n in Counter(it["story"] for it in news if it["kind"] == "contradiction").values()
        ),
        "lines": {"all": len(news), "ids that occur twice": len(news) - len({it["id"] for it in news})},
        "posts": _once(Counter(str(it["id"]) for it in world.posted), {it["id"] for it in news}),
        "asking": _asking(world),
    }


def _once(told: Counter[str], expected: Collection[str]) -> dict[str, int]:
    """Count what was told once, again and not at all."""
    return {
        "told once": sum(n == 1 for n in told.values()),
        "told again": sum(n > 1 for n in told.values()),
        "not told": len(set(expected) - told.keys()),
    }


def _stories(news: list[dict[str, Any]], articles: dict[str, Published], expected: set[int]) -> dict[str, int]:
    groups = [{articles[one["id"]].story for one in it["articles"]} for it in news if it["kind"] == "new story"]
    told = Counter(str(story) for group in groups for story in group)
    return _once(told, {str(it) for it in expected}) | {"of several published stories": sum(len(it) > 1 for it in groups)}


def _changes(news: list[dict[str, Any]], articles: dict[str, Published], edited: set[str]) -> dict[str, int]:
    told = Counter(it["articles"][0]["id"] for it in news if it["kind"] == "changed article")
    return _once(told, edited) | {"trivial but told": sum(not articles[it].matters for it in told)}


def _asking(world: World) -> dict[str, object]:
    gaps = [after[0] - before[1] for it in world.asked.values() for before, after in pairwise(sorted(it))]
    return {
        "requests": sum(map(len, world.asked.values())),
        "most at once of one host": world.most,
        "least seconds between two of one host": round(min(gaps), 2) if gaps else None,
        "looks at the feed of a host": {k + 1: sum(p == "/feed.xml" for *_, p in it) for k, it in sorted(world.asked.items())},
        "looks at the feed that is gone": sum(path == "/gone.xml" for *_, path in world.asked[0]),
        "times that robots.txt was asked for": max(sum(p == "/robots.txt" for *_, p in it) for it in world.asked.values()),
    }


def main(arguments: list[str]) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks watching", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where library and news are kept; by default nowhere")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        world = World(asked.seed, asked.seconds)
        server = serve(world)
        ended = run(world, server.server_address[1], folder)
        print(json.dumps({"ended": ended, **judge(world, folder)}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
