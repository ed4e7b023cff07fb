"""One page of the web: asked for politely, within bounds of time and size, and only where it may be asked for.

One request at a time goes to a host, with a pause between two; redirects are followed a few times, each judged like the first address; a
page that was seen before is asked for on condition that it has changed. No cookie is kept, no proxy used, nothing sent but who asks.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http import HTTPStatus
from typing import Protocol

import httpcore
from msgspec import Struct

from retold.adapters.fetching.addresses import Address, Forbidden, joined, parse, shown
from retold.adapters.fetching.missed import Missed, retry_after
from retold.adapters.fetching.network import Deadline, Guarded, Lookup, TooSlow, lookup
from retold.adapters.fetching.robots import Answer, Get, Robots, Rules, anew
from retold.adapters.reader_streams import LARGEST, Unreadable
from retold.adapters.reader_texts import decoded, media
from retold.model import Refusal
from retold.version import VERSION

WANTED = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5"
MOVED = (301, 302, 303, 307, 308)
BUSY = (429, 503)
LONGEST_WAIT = 10.0  # a host that wants longer is left alone for as long as it wants
FAILURES = 3  # after so many in a row a host is left alone for the rest of the run


class Met(Struct, frozen=True):
    """What a server said of a page's version when it was last seen."""

    etag: str = ""
    modified: str = ""


class Seen(Protocol):
    """Remembers, from one run to the next, which version of a page was seen.

    `meet` is called when a page has come, before anybody has stored it: keep what it says only together with the page itself, or a crash
    between the two loses the page.
    """

    def met(self, url: str) -> Met | None:
        """Return what was last said of a page; None for one that was never seen."""
        ...

    def meet(self, url: str, met: Met) -> None:
        """Take note of the version that has come."""
        ...


class Asking(Struct, frozen=True):
    """How pages are asked for. `follow` reads the pages that a feed's teasers lead to; None means: of feeds that are themselves fetched.

    `seconds` is the time for one page with its redirects, `pause` the least time between two requests to one host.
    """

    allow_private: bool = False
    robots: bool = True
    follow: bool | None = None
    seen: Seen | None = None
    pause: float = 1.0
    seconds: float = 30.0
    connect: float = 10.0
    read: float = 10.0
    largest: int = LARGEST
    redirects: int = 8
    agent: str = f"retold/{VERSION} (compares news articles; honours robots.txt)"
    look: Lookup = lookup
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    rules: Callable[[Get], Get] = anew  # between a host and its robots.txt: what remembers it over several runs


class Fetched(Struct, frozen=True):
    """A page that came. `url` is where the redirects ended, `asked` where they began; `kind` is its media type."""

    url: str
    asked: str
    content: bytes
    kind: str = ""
    charset: str = ""


class Unchanged(Struct, frozen=True):
    """A page is what it was when it was last seen."""

    url: str


class _Reply(Struct, frozen=True):
    status: int
    headers: dict[str, str]
    content: bytes


class _Failed(Exception):
    """No page came, and why: see `Missed`."""

    def __init__(self, because: str, *, host: bool = False, status: int = 0, wait: float = 0.0) -> None:
        super().__init__(because)
        self.host, self.status, self.wait = host, status, wait


class Fetcher:
    """Fetches pages, one after another from each host. May be used from several threads at once."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._robots = Robots(asking.rules(self._rules))
        self._lines: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free: dict[str, float] = {}  # host -> when it may be asked again
        self._failed: defaultdict[str, int] = defaultdict(int)
        self._shut: dict[str, str] = {}

    def get(self, url: str) -> Fetched | Unchanged | Refusal:
        """Return a page, that it has not changed, or in one line why it did not come."""
        try:
            return self._page(parse(url), url.strip())
        except _Failed as error:
            return Missed(shown(url), str(error), error.status, error.wait, error.host)
        except (Forbidden, Unreadable) as error:
            return Refusal(shown(url), str(error))

    def quiet(self, url: str) -> float:
        """Return the seconds for which the host of an address is to be left alone from now on."""
        return max(0.0, self._free.get(parse(url).host, 0.0) - self._asking.now())

    def _page(self, address: Address, asked: str) -> Fetched | Unchanged:
        deadline, first = Deadline(self._asking.seconds), address
        met = self._asking.seen.met(first.url) if self._asking.seen else None
        for _ in range(self._asking.redirects + 1):
            self._may(address)
            reply = self._reply(address, deadline, met)
            if reply.status == HTTPStatus.NOT_MODIFIED and met:
                return Unchanged(first.url)
            if reply.status not in MOVED:
                return self._fetched(reply, first, address, asked)
            address = _next(address, reply)
        raise _Failed(f"leads on and on (more than {self._asking.redirects} redirects)")

    def _fetched(self, reply: _Reply, first: Address, address: Address, asked: str) -> Fetched:
        if reply.status != HTTPStatus.OK:
            raise _Failed(f"answers {_status(reply.status)}", status=reply.status)
        kind, charset = media(reply.headers.get("content-type", ""))
        content = decoded(reply.content, reply.headers.get("content-encoding", ""))
        if self._asking.seen:
            self._asking.seen.meet(first.url, Met(reply.headers.get("etag", ""), reply.headers.get("last-modified", "")))
        return Fetched(address.url, asked, content, kind, charset)

    def _may(self, address: Address) -> None:
        """Raise _Failed where a host does not want the page to be asked for."""
        rules = self._robots.rules(address.origin) if self._asking.robots else Rules()
        if why := rules.refusal(address.url):
            raise _Failed(why, host=bool(rules.closed))

    def _rules(self, url: str) -> Answer:
        """Fetch a robots.txt, its redirects followed wherever they may lead."""
        address, deadline = parse(url), Deadline(self._asking.seconds)
        try:
            for _ in range(self._asking.redirects + 1):
                reply = self._reply(address, deadline, None)
                if reply.status not in MOVED:
                    because = "" if reply.status == HTTPStatus.OK else f"it answers {_status(reply.status)}"
                    content = decoded(reply.content, reply.headers.get("content-encoding", ""))
                    return Answer(reply.status, content, because)
                address = _next(address, reply)
        except (_Failed, Forbidden, Unreadable) as error:
            return Answer(getattr(error, "status", 0), because=str(error))
        return Answer(HTTPStatus.NOT_FOUND)  # five and more redirects count as none, by the standard

    def _reply(self, address: Address, deadline: Deadline, met: Met | None) -> _Reply:
        """Ask once, in the host's turn; a host that is busy for a moment is asked once more."""
        with self._turn(address, deadline):
            reply = self._exchange(address, deadline, met)
        if reply.status not in BUSY:
            return reply
        wait = retry_after(reply.headers.get("retry-after", ""))
        if wait > LONGEST_WAIT:
            self._free[address.host] = self._asking.now() + wait
            raise _Failed(
                f"answers {_status(reply.status)} and asks for {wait:.0f} seconds of quiet", status=reply.status, wait=wait
            )
        self._free[address.host] = self._asking.now() + wait
        with self._turn(address, deadline):
            return self._exchange(address, deadline, met)

    @contextmanager
    def _turn(self, address: Address, deadline: Deadline) -> Iterator[None]:
        """Wait until a host may be asked, which does not count as its time, and hold everybody else off until the answer is there."""
        began = time.monotonic()
        with self._lines[address.host]:
            if address.host in self._shut:
                raise _Failed(f"is not asked for: {self._shut[address.host]}")
            wait = self._free.get(address.host, 0.0) - self._asking.now()
            if wait > max(LONGEST_WAIT, self._pause(address)):
                raise _Failed(f"is not asked for: its host wants {wait:.0f} seconds of quiet", wait=wait)
            if wait > 0:
                self._asking.sleep(wait)
            try:
                deadline.extend(time.monotonic() - began)
                yield
                self._failed[address.host] = 0
            except _Failed as error:
                self._count(address.host, error)
                raise
            finally:
                self._free[address.host] = self._asking.now() + self._pause(address)

    def _count(self, host: str, error: _Failed) -> None:
        self._failed[host] += error.host
        if self._failed[host] >= FAILURES:
            self._shut[host] = f"its host failed {FAILURES} times in a row ({error})"

    def _pause(self, address: Address) -> float:
        wanted = self._robots.known(address.origin).pause() if self._asking.robots else 0.0
        return max(self._asking.pause, wanted)

    def _exchange(self, address: Address, deadline: Deadline, met: Met | None) -> _Reply:
        asking = self._asking
        guarded = Guarded(deadline, asking.look, asking.allow_private)
        limits = {"connect": asking.connect, "read": asking.read, "write": asking.read, "pool": asking.connect}
        url = httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
        try:
            with (
                httpcore.ConnectionPool(_certificates(), network_backend=guarded) as pool,
                pool.stream("GET", url, headers=self._headers(met), extensions={"timeout": limits}) as response,
            ):
                headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
                return _Reply(response.status, headers, _body(response, asking.largest))
        except (TooSlow, httpcore.TimeoutException):
            raise _Failed("does not answer in time", host=True) from None
        except httpcore.ConnectError as error:
            raise _Failed(f"cannot be reached ({_said(error)})", host=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ValueError, ssl.SSLError, OSError) as error:
            raise _Failed(f"breaks off ({_said(error)})", host=True) from None

    def _headers(self, met: Met | None) -> dict[bytes | str, bytes | str]:
        sent: dict[bytes | str, bytes | str] = {
            "User-Agent": self._asking.agent,
            "Accept": WANTED,
            "Accept-Encoding": "gzip",
            "Accept-Language": "en",
        }
        if met and met.etag:
            sent["If-None-Match"] = _clean(met.etag)
        if met and met.modified:
            sent["If-Modified-Since"] = _clean(met.modified)
        return sent


@cache
def _certificates() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def _body(response: httpcore.Response, largest: int) -> bytes:
    """Return the body as it was sent. Raises Unreadable as soon as it is too large."""
    if response.status != HTTPStatus.OK:
        return b""
    content = bytearray()
    for part in response.iter_stream():
        content += part
        if len(content) > largest:
            raise Unreadable(f"is too large to be fetched (the limit is {largest / 1e6:.0f} MB)")
    return bytes(content)


def _next(address: Address, reply: _Reply) -> Address:
    location = reply.headers.get("location", "")
    if not location:
        raise _Failed(f"answers {_status(reply.status)} without saying where to")
    return joined(address, location)


def _status(number: int) -> str:
    with suppress(ValueError):
        return f"{number} ({HTTPStatus(number).phrase.lower()})"
    return str(number)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:100].lower() or type(error).__name__


def _clean(value: str) -> str:
    """Return a stored header value as it may be sent: in one line and of a bounded length."""
    return "".join(character for character in value if character.isprintable() and character.isascii())[:1000]
