"""Feeds and their pages, asked for again and again: hosts beside each other, each host one request at a time.

A robots.txt that was had is remembered for a day, so that a watch that begins anew every few minutes does not ask for it each time.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urljoin

import msgspec
from msgspec.structs import replace

from retold.adapters import reader_feed, reader_opml, reader_web
from retold.adapters.fetching import Asking, Fetched, Fetcher, Met, Missed, Unchanged
from retold.adapters.fetching.addresses import Forbidden, parse, shown
from retold.adapters.fetching.robots import MISSING, Get
from retold.adapters.fetching.robots import Answer as Robots
from retold.adapters.reader_kinds import sniffed
from retold.adapters.reader_streams import LARGEST, Unreadable, reason
from retold.errors import BadInput
from retold.libraries import squeeze, stretch
from retold.model import Document, Refusal
from retold.watching import Answer, Entry, Feed, Listed, Visit, own_pace

WORKERS = 8
DAY = 86_400.0
OK = 200
WEB = re.compile(r"https?://", re.IGNORECASE)
NAMED = re.compile(rb"<link\b[^>]{0,500}?application/(?:rss|atom)\+xml[^>]{0,500}>", re.IGNORECASE)
BEGUN = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
LEADS = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)


class RobotsKept:
    """What hosts' robots.txt said, with the time: from 1970 on, in seconds."""

    def __init__(self, kept: Mapping[str, bytes], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known = dict(kept)
        self._fresh: dict[str, bytes | None] = {}

    def remembering(self, get: Get) -> Get:
        """Return a way to ask for a robots.txt that asks a host once a day at most."""

        def asked(url: str) -> Robots:
            known = self._recalled(url)
            if known is None:
                known = get(url)
                if known.status == OK or known.status in MISSING:
                    made = msgspec.msgpack.encode((self._clock(), known.status, squeeze(known.content)))
                    self._known[url] = self._fresh[url] = made
            return known

        return asked

    def fresh(self) -> dict[str, bytes | None]:
        """Return what is new since this was last called."""
        fresh, self._fresh = self._fresh, {}
        return fresh

    def _recalled(self, url: str) -> Robots | None:
        try:
            at, status, content = msgspec.msgpack.decode(self._known.get(url, b""), type=tuple[float, int, bytes])
            return Robots(status, stretch(content)) if 0 <= self._clock() - at < DAY else None
        except (msgspec.MsgspecError, BadInput):
            return None


class Conditions:
    """The `Seen` of one round: what is known of pages that are about to be asked for, then what was said of them."""

    def __init__(self) -> None:
        self._mets: dict[str, Met] = {}

    def met(self, url: str) -> Met | None:
        """Return what was last said of a page."""
        return self._mets.get(url)

    def meet(self, url: str, met: Met) -> None:
        """Take note of the version that has come."""
        self._mets[url] = met


class FeedPoller:
    """Asks for feeds and pages. May be used from several threads, for one address from one at a time.

    `files` are the feeds that are files of this machine: no other is opened, whatever a list or an entry leads to.
    """

    def __init__(self, asking: Asking, robots: RobotsKept, files: Collection[str] = ()) -> None:
        self._files = frozenset(it for it in files if not WEB.match(it))
        self._seen = Conditions()
        self._asking = replace(asking, seen=self._seen, rules=robots.remembering)
        self._web = Fetcher(self._asking)

    def begin(self) -> None:
        """Begin a round: what a host did in the last one is not held against it; who is due is for others to say."""
        self._web = Fetcher(self._asking)

    def visit(self, visit: Visit, known: Feed | Listed) -> Answer:
        """Return what came of asking; never raises."""
        try:
            if visit.url in self._files and visit.what == "feed":
                return self._file(visit.url, known)
            return self._asked(visit, known)
        except Unreadable as error:
            return Answer(visit.what, visit.url, because=str(error))
        except Exception as error:  # a stranger's feed must not end the watch, whatever it trips in the libraries that read it
            return Answer(visit.what, visit.url, because=f"cannot be read ({type(error).__name__})")

    def _asked(self, visit: Visit, known: Feed | Listed) -> Answer:
        try:
            key = parse(visit.url).url
        except Forbidden as error:
            return Answer(visit.what, visit.url, because=str(error))
        self._seen.meet(key, Met(known.etag, known.modified))
        found = self._web.get(visit.url)
        quiet = self._web.quiet(visit.url)
        if isinstance(found, Refusal):
            missed = found if isinstance(found, Missed) else Missed(found.path, found.because)
            said = Answer(visit.what, visit.url, because=missed.because, quiet=quiet)
            return replace(said, status=missed.status, wait=missed.wait, host=missed.host)
        if isinstance(found, Unchanged):
            made = Answer(visit.what, visit.url, unchanged=True, etag=known.etag, modified=known.modified)
        else:
            made = self._read(visit, found, known)
            met = self._seen.met(key) or Met()
            made = replace(made, etag=met.etag[:1000], modified=met.modified[:100])
        return replace(made, quiet=quiet)

    def _read(self, visit: Visit, page: Fetched, known: Feed | Listed) -> Answer:
        try:
            if visit.what == "page" and isinstance(known, Listed):
                because = reader_web.no_text(page)
                stated = Document(visit.url, b"", "", known.fields, known.extra)
                document = None if because else reader_web.document(page, stated)
                return Answer("page", visit.url, document=document, because=because)
            return _body(visit.url, page.content, reader_web.kind(page))
        except Unreadable as error:
            return Answer(visit.what, visit.url, because=str(error))

    def _file(self, place: str, known: Feed | Listed) -> Answer:
        try:
            with Path(place).open("rb") as stream:
                content = stream.read(LARGEST)
        except OSError as error:
            return Answer("feed", place, because=f"cannot be read: {reason(error)}")
        stamp = blake2b(content, digest_size=16).hexdigest()
        if stamp == known.etag:
            return Answer("feed", place, unchanged=True, etag=stamp)
        return replace(_body(place, content, sniffed(content)), etag=stamp)


def asked(
    plan: Mapping[str, Sequence[Visit]], visit: Callable[[Visit], Answer], budget: float, workers: int = WORKERS
) -> Iterator[Answer]:
    """Yield what came of each visit, as it comes: hosts beside each other, the visits of one in order, for so many seconds.

    A host that fails, or asks for quiet, is not asked further. Whoever stops listening leaves the requests behind that are under way.
    """
    hosts: queue.SimpleQueue[Sequence[Visit] | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
    for host in sorted(plan):
        hosts.put(plan[host])

    def work() -> None:
        while visits := hosts.get():
            until = time.monotonic() + budget
            for it in visits:
                answer = visit(it)
                done.put(answer)
                if answer.host or answer.wait or time.monotonic() > until:
                    break
        done.put(None)

    threads = min(workers, len(plan))
    for _ in range(threads):
        hosts.put(None)
        threading.Thread(target=work, daemon=True).start()
    while threads:
        if (answer := done.get()) is None:
            threads -= 1
        else:
            yield answer


def _body(place: str, content: bytes, kind: str) -> Answer:
    """Return the entries of a feed, or the feeds of a list. Raises Unreadable for what is neither."""
    if kind == "opml":
        return Answer("feed", place, children=tuple(it for url in reader_opml.feeds(content) if (it := _led(place, url))))
    if kind != "feed":
        raise Unreadable(f"is no feed{_advice(content)}")
    found = list(reader_feed.read(content, place))
    entries = tuple(Entry(it.document, _led(place, it.url), it.whole) for it in found if not isinstance(it, Refusal))
    refused = tuple(f"{it.path} {it.because}" for it in found if isinstance(it, Refusal))
    refused += tuple(f"{it.document.path} is a teaser, and leads nowhere" for it in entries if not it.whole and not it.url)
    if not entries and BEGUN.search(content):
        raise Unreadable("is a feed whose entries cannot be read")
    return Answer("feed", place, entries=entries, own=own_pace(content), left_out=refused if entries else ())


def _led(place: str, url: str) -> str:
    """Return where an address in a feed leads, "" where that is not the web: a feed must not have files of this machine opened."""
    try:
        whole = urljoin(place, url.strip()) if WEB.match(place) and url.strip() else url.strip()
    except ValueError:
        return ""
    return whole if WEB.match(whole) else ""


def _advice(content: bytes) -> str:
    """Return what to ask for instead, where a page names its feed."""
    link = NAMED.search(content[:200_000])
    leads = LEADS.search(link[0]) if link else None
    return f"; its page names one: {shown(leads[1].decode('utf-8', 'replace'))}" if leads else ""
