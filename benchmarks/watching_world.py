"""The invented outlets that `benchmarks watching` watches: what they publish when, how they break, who asked them for what."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle

OUTLETS = ("Harrow Gazette", "Pellmere Post", "Ostrand Courier", "Tolva Wire", "Quill and Anchor", "Marrowgate Daily")
WHOLE = (0, 1, 2)  # outlets whose feeds hold whole articles
DOWN, BUSY, BROKEN = 3, 4, 5  # outlets with a host or a feed that fails for a while
SYLLABLES = "bar den fel gor hask jor kel lun mar nes oth pim quar rath sel tav ul vorn wex yar zin".split()
STORIES = 36
RARE = (6.0, 8.5)  # how rare the words of a story are: inverse document frequencies in the background of news
FRAMES = (
    "{boss} said on Monday that the {} {} of {place} would get {figure} million crowns for its {}.",
    "{critic} called the {} a {} that nobody in {place} had asked for, and blamed the {} {}.",
    "A report on the {} found {} and {} in the {} near {place}, according to {boss}.",
    "“We have seen the {} before, and no {} will change it,” {boss} told reporters beside the {}.",
    "Since the {} was closed, {} and {} have become rare around {place}.",
    "The {} is to be moved to {place}, where {critic} keeps a {} and a {} for the {}.",
    "Nine of the {} were taken to a {} after the {}, the {} in {place} confirmed.",
    "{critic} wants the {} to pay for every {} that the {} of {place} has lost to the {}.",
    "Without a {}, the {} cannot begin its {}, {boss} wrote in a letter about the {}.",
    "Many in {place} remember the {} of the {}, when a {} ended in {}.",
)


@dataclass
class Published:
    """One article: its outlet, its text as it is served now, what it will become and when."""

    story: int
    outlet: int
    at: float
    title: str
    paragraphs: list[str]
    edit: list[str] | None = None
    edit_at: float = 0.0
    matters: bool = False
    served: set[bool] = field(default_factory=set)

    def body(self, now: float) -> str:
        """Return the text as it is now, in HTML."""
        after = self.edit is not None and now >= self.edit_at
        self.served.add(after)
        return "".join(f"<p>{escape(it)}</p>" for it in (self.edit if after and self.edit else self.paragraphs))


def _rarities() -> list[tuple[str, float]]:
    from retold.language import lexicon, words

    _, *rows = lexicon.text("background.txt").splitlines()
    return [(word, words.idf(word)) for row in rows for word in row.partition("\t")[2].split(" ")]


class World:
    """What is published when, and who asked for what."""

    def __init__(self, seed: int, seconds: float) -> None:
        self.random, self.seconds = random.Random(seed), seconds
        self.words = sorted(word for word, idf in _rarities() if RARE[0] < idf < RARE[1] and word.isalpha() and len(word) > 4)
        self.articles = [it for number in range(STORIES) for it in self._story(number)]
        self.began = time.monotonic()
        self.asked: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
        self.posted: list[dict[str, object]] = []
        self.busy: Counter[int] = Counter()
        self.most = 0
        self.lock = threading.Lock()

    def now(self) -> float:
        """Return the seconds since the beginning; the world stands still at its end."""
        return min(time.monotonic() - self.began, self.seconds)

    def _name(self) -> str:
        return "".join(self.random.sample(SYLLABLES, 3)).capitalize()

    def _story(self, number: int) -> list[Published]:
        """Return the tellings of one story: words of its own in the same frames, so that only what it is about tells it from others."""
        words = cycle(self.random.sample(self.words, 20))
        names = {"place": self._name(), "boss": self._name(), "critic": self._name(), "figure": self.random.randrange(11, 99)}
        facts = [frame.format(*(next(words) for _ in range(frame.count("{}"))), **names) for frame in FRAMES]
        start = self.random.uniform(0.0, 0.75) * self.seconds
        outlets = self.random.sample(range(len(OUTLETS)), self.random.randrange(2, 5))
        about = f"{next(words)} of {names['place']}"
        return [self._telling(number, it, start + 12.0 * place, facts, about) for place, it in enumerate(outlets)]

    def _telling(self, story: int, outlet: int, at: float, facts: list[str], about: str) -> Published:
        told = [facts[0], *self.random.sample(facts[1:], 6)]
        title = f"{self.random.choice(['Dispute over', 'Decision on', 'Money for'])} the {about}"
        made = Published(story, outlet, at, title, told)
        kind = self.random.random()
        if kind < 0.35:
            number = next(word for word in told[0].split() if word.isdigit())
            made.edit, made.matters = [told[0].replace(number, str(int(number) + 100)), *told[1:]], True
        elif kind < 0.6:
            made.edit = [told[0].replace(",", " –"), *told[1:], "Updated 14:05"]
        made.edit_at = at + self.random.uniform(30.0, 50.0)
        return made

    def feed(self, outlet: int, host: str) -> str:
        """Return the feed of an outlet as it is now."""
        now = self.now()
        entries = []
        for number, it in enumerate(self.articles):
            if it.outlet == outlet and it.at <= now:
                body = it.body(now) if outlet in WHOLE else escape(it.title)
                link = f"{host}/article/{number}"
                entries.append(
                    f"<item><title>{escape(it.title)}</title><link>{link}</link><guid>{link}</guid>"
                    f"<pubDate>Mon, 02 Mar 2026 {8 + number % 10:02}:00:00 GMT</pubDate><description>{escape(body)}</description></item>"
                )
        return f"<rss version='2.0'><channel><title>{OUTLETS[outlet]}</title>{''.join(reversed(entries))}</channel></rss>"


def serve(world: World) -> ThreadingHTTPServer:
    """Serve a world on every address of this machine."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            outlet = int(self.headers["Host"].partition(":")[0].rpartition(".")[2]) - 1
            began = time.monotonic() - world.began
            with world.lock:
                world.busy[outlet] += 1
                world.most = max(world.most, world.busy[outlet])
            try:
                self._get(outlet, f"http://{self.headers['Host']}")
            except OSError:
                pass
            finally:
                with world.lock:
                    world.busy[outlet] -= 1
                    world.asked[outlet].append((began, time.monotonic() - world.began, self.path))

        def _get(self, outlet: int, host: str) -> None:
            share = world.now() / world.seconds
            if self.path == "/robots.txt":
                self._answer(404)
            elif outlet == DOWN and 0.3 < share < 0.4:
                self.connection.close()
            elif outlet == BUSY and 0.5 < share < 0.55:
                self._answer(429, **{"Retry-After": "20"})
            elif self.path == "/endless.xml":
                self._endless()
            elif self.path == "/gone.xml":
                self._answer(410)
            elif self.path == "/feed.xml" and outlet == BROKEN and 0.6 < share < 0.65:
                self._answer(200, "<rss><channel><item><ti")
            elif self.path == "/feed.xml":
                self._conditional(world.feed(outlet, host), "application/rss+xml")
            else:
                self._article()

        def _article(self) -> None:
            it = world.articles[int(self.path.rpartition("/")[2])]
            body = f"<article><h1>{escape(it.title)}</h1>{it.body(world.now())}</article>"
            head = f"<title>{escape(it.title)}</title><meta property='og:site_name' content='{OUTLETS[it.outlet]}'>"
            self._conditional(f"<html><head>{head}</head><body><nav>Home</nav>{body}</body></html>", "text/html; charset=utf-8")

        def _conditional(self, content: str, kind: str) -> None:
            tag = '"' + blake2b(content.encode(), digest_size=8).hexdigest() + '"'
            if self.headers.get("If-None-Match") == tag:
                self._answer(304, ETag=tag)
            else:
                self._answer(200, content, kind, ETag=tag)

        def _endless(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(b"<rss><channel>")
            while True:
                self.wfile.write(b"<item><title>and on</title></item>" * 1000)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if world.random.random() < 0.1:
                self._answer(500)
                return
            world.posted.append(json.loads(body))
            self._answer(204)

        def _answer(self, status: int, content: str = "", kind: str = "text/plain", **headers: str) -> None:
            self.send_response(status)
            for key, value in {"Content-Type": kind, "Content-Length": str(len(content.encode())), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 100
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            pass

    server = Server(("0.0.0.0", 0), Answering)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server
