"""Pages from the web: what may be asked, how politely, and that nothing a server does takes for ever."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from tests.adapters.conftest import Memory

from retold.adapters.fetching import Asking, Fetched, Fetcher, Met, Unchanged
from retold.adapters.fetching.addresses import Forbidden, parse, refusal
from retold.model import Refusal

Site = Any
PAGE = "<html><body><p>The council of Merrow refused the lease.</p></body></html>"


def asking(**changes: Any) -> Asking:
    """Ask this machine, without pauses and not for long."""
    return Asking(
        **{"allow_private": True, "robots": False, "pause": 0.0, "seconds": 5.0, "read": 2.0, "connect": 2.0, **changes}
    )


def refused(site: Site, path: str, **changes: Any) -> str:
    found = Fetcher(asking(**changes)).get(site.url(path))
    assert isinstance(found, Refusal), found
    assert found.path == site.url(path)
    return found.because


ADDRESSES = [
    ("http://quay.example", "http://quay.example/", "a host alone"),
    ("HTTPS://Quay.Example:443/A b".replace(" ", "%20"), "https://quay.example/A%20b", "the standard port is left out"),
    ("http://quay.example:8080/a?b=c#d", "http://quay.example:8080/a?b=c", "a fragment is not sent"),
    ("http://bücher.example/ü", "http://xn--bcher-kva.example/%C3%BC", "letters beyond ASCII"),
    ("http://[::1]:80/x", "http://[::1]/x", "IPv6"),
]


@pytest.mark.parametrize("written, url, why", ADDRESSES, ids=[row[-1] for row in ADDRESSES])
def test_an_address_is_brought_to_one_form(written: str, url: str, why: str) -> None:
    assert parse(written).url == url, why


FORBIDDEN = [
    ("ftp://quay.example/a", "only http and https", "another scheme"),
    ("file:///etc/hosts", "only http and https", "a file"),
    ("javascript:alert(1)", "only http and https", "a script"),
    ("http://ida:secret@quay.example/", "password", "credentials"),
    ("http://ida@quay.example/", "password", "a user"),
    ("http://quay.example\\@other.example/", "backslash", "what browsers and libraries read differently"),
    ("http://quay.example/a b", "blank", "a blank"),
    ("http://quay.example/\r\nX: y", "control", "a header in an address"),
    ("http:///path", "no name", "no host"),
    ("http://[::1", "no web address", "a bracket that never closes"),
    ("http://quay.example:99999/", "no web address", "no port"),
    ("http://[fe80::1%25eth0]/", "no ", "a zone of this machine"),
    ("http://" + "a" * 5000, "too long", "an endless address"),
    ("http://a..b/", "no name", "an empty label"),
]


@pytest.mark.parametrize("written, words, why", FORBIDDEN, ids=[row[-1] for row in FORBIDDEN])
def test_what_must_not_be_asked(written: str, words: str, why: str) -> None:
    with pytest.raises(Forbidden, match=words):
        parse(written)
    found = Fetcher(Asking()).get(written)
    assert isinstance(found, Refusal), why
    assert "secret" not in found.path


NUMBERS = [
    ("93.184.216.34", True, "public"),
    ("2606:2800:220:1:248:1893:25c8:1946", True, "public IPv6"),
    ("10.0.0.1", False, "private"),
    ("172.16.5.5", False, "private"),
    ("192.168.1.1", False, "private"),
    ("127.0.0.1", False, "loopback"),
    ("127.99.0.1", False, "loopback"),
    ("0.0.0.0", False, "unspecified"),
    ("169.254.169.254", False, "link-local: the cloud's own figures"),
    ("100.64.0.1", False, "shared by a carrier"),
    ("224.0.0.1", False, "multicast"),
    ("255.255.255.255", False, "broadcast"),
    ("240.0.0.1", False, "reserved"),
    ("198.18.0.1", False, "for benchmarks"),
    ("192.0.2.1", False, "for documents"),
    ("::1", False, "loopback IPv6"),
    ("::", False, "unspecified IPv6"),
    ("fe80::1", False, "link-local IPv6"),
    ("fe80::1%eth0", False, "link-local with a zone"),
    ("fc00::1", False, "unique local"),
    ("fec0::1", False, "site-local"),
    ("ff02::1", False, "multicast IPv6"),
    ("::ffff:127.0.0.1", False, "mapped"),
    ("::ffff:93.184.216.34", True, "mapped, public"),
    ("::127.0.0.1", False, "compatible"),
    ("64:ff9b::7f00:1", False, "translated"),
    ("64:ff9b::5db8:d822", True, "translated, public"),
    ("2002:7f00:1::", False, "6to4"),
    ("2001:0:0:0:0:0:f5ff:fffe", False, "Teredo to 10.0.0.1"),
    ("nonsense", False, "no number"),
]


@pytest.mark.parametrize("number, permitted, why", NUMBERS, ids=[f"{row[-1]} {row[0]}" for row in NUMBERS])
def test_which_numbers_are_public(number: str, permitted: bool, why: str) -> None:
    assert (refusal(number) == "") is permitted, why


PRIVATE = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"]


@pytest.mark.parametrize("host", PRIVATE)
def test_this_machine_is_not_asked_however_it_is_written(site: Site, host: str) -> None:
    site.text("/", PAGE)
    found = Fetcher(asking(allow_private=False)).get(f"http://{host}:{site.port}/")
    assert isinstance(found, Refusal)
    assert "private network" in found.because or "cannot be reached" in found.because
    assert site.asked == []


def test_a_name_that_means_another_host_at_the_second_look_is_looked_up_once(site: Site) -> None:
    """DNS rebinding: the first answer is public, every later one is this machine."""
    site.text("/", PAGE)
    answers = iter([["192.88.99.1"], ["127.0.0.1"], ["127.0.0.1"]])
    looked: list[str] = []

    def look(host: str, port: int) -> list[str]:
        looked.append(host)
        return next(answers)

    found = Fetcher(asking(allow_private=False, look=look, connect=0.2, seconds=1.0)).get(f"http://rebind.example:{site.port}/")
    assert isinstance(found, Refusal)
    assert (looked, site.asked) == (["rebind.example"], [])


def test_one_private_number_among_several_is_enough(site: Site) -> None:
    look = lambda host, port: ["93.184.216.34", "127.0.0.1"]  # noqa: E731
    found = Fetcher(asking(allow_private=False, look=look)).get(f"http://mixed.example:{site.port}/")
    assert isinstance(found, Refusal)
    assert "private network (127.0.0.1)" in found.because


def test_the_number_that_was_judged_is_the_one_that_is_asked(site: Site) -> None:
    site.text("/", PAGE)
    found = Fetcher(asking(look=lambda host, port: ["127.0.0.1"])).get(f"http://pinned.example:{site.port}/")
    assert isinstance(found, Fetched)
    assert site.headers[0]["host"] == f"pinned.example:{site.port}"


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    """The first host counts as public here; the second is this machine by its number."""
    site.text("/", "", status=302, Location=f"http://127.0.0.1:{site.port}/inner")
    site.text("/inner", PAGE)
    seen: list[str] = []

    def look(host: str, port: int) -> list[str]:
        seen.append(host)
        return ["127.0.0.1"]

    import retold.adapters.fetching.network as network

    judged = network.refusal
    patch = pytest.MonkeyPatch()
    patch.setattr(network, "refusal", lambda number: "" if seen[-1] == "outer.example" else judged(number))
    try:
        found = Fetcher(asking(allow_private=False, look=look)).get(f"http://outer.example:{site.port}/")
    finally:
        patch.undo()
    assert isinstance(found, Refusal)
    assert "private network" in found.because
    assert site.asked == ["/"]


@pytest.mark.parametrize(
    "location, words", [("file:///etc/hosts", "only http and https"), ("http://a:b@c.example/", "password"), ("", "where to")]
)
def test_a_redirect_that_leads_nowhere_permitted(site: Site, location: str, words: str) -> None:
    site.text("/", "", status=301, Location=location)
    assert words in refused(site, "/")


def test_a_page_that_redirects_for_ever(site: Site) -> None:
    site.text("/round", "", status=302, Location="/round")
    assert "more than 8 redirects" in refused(site, "/round")
    assert len(site.asked) == 9


def test_a_redirect_is_followed_and_the_last_address_kept(site: Site) -> None:
    site.text("/old", "", status=301, Location="new?x=1")
    site.text("/new", PAGE)
    found = Fetcher(asking()).get(site.url("/old"))
    assert isinstance(found, Fetched)
    assert (found.url, found.asked) == (site.url("/new?x=1"), site.url("/old"))


def drip(
    part: bytes, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
) -> Callable[[BaseHTTPRequestHandler], None]:
    """A byte or a few at a time, for as long as anybody listens."""

    def answering(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        for _ in range(400):
            request.wfile.write(part)
            request.wfile.flush()
            time.sleep(0.05)

    return answering


SLOW = [
    ("a body of a byte at a time", drip(b"x")),
    ("headers of a byte at a time", drip(b"x", b"HTTP/1.1 200 OK\r\nX-Slow: ")),
    ("a status line that never ends", drip(b"H", b"")),
    ("no answer at all", lambda request: time.sleep(3)),
]


@pytest.mark.parametrize("what, page", SLOW, ids=[row[0] for row in SLOW])
def test_a_slow_server_is_left_in_time(site: Site, what: str, page: Callable[[BaseHTTPRequestHandler], None]) -> None:
    site.pages["/slow"] = page
    began = time.monotonic()
    assert "in time" in refused(site, "/slow", seconds=0.6, read=0.5)
    assert time.monotonic() - began < 2.5


def test_a_look_up_that_never_ends_is_left_in_time() -> None:
    gate = threading.Event()

    def look(host: str, port: int) -> list[str]:
        gate.wait(5)
        return []

    found = Fetcher(asking(look=look, seconds=0.3)).get("http://slow.example/")
    gate.set()
    assert isinstance(found, Refusal)
    assert "in time" in found.because


def endless(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
    for _ in range(5000):
        request.wfile.write(b"<item><title>more</title></item>" * 1000)


def test_a_feed_that_never_ends_is_cut(site: Site) -> None:
    site.pages["/feed"] = endless
    assert "too large to be fetched" in refused(site, "/feed", largest=1_000_000)


def test_a_page_that_unpacks_for_ever(site: Site) -> None:
    site.text("/bomb", gzip.compress(b"\0" * 40_000_000), Content_Encoding="gzip")
    assert "too large" in refused(site, "/bomb")


def test_a_page_that_inflates_for_ever(site: Site) -> None:
    site.text("/bomb", zlib.compress(b"\0" * 40_000_000), Content_Encoding="deflate")
    assert "too large" in refused(site, "/bomb")


def test_what_is_packed_twice_is_not_unpacked(site: Site) -> None:
    site.text("/bomb", gzip.compress(gzip.compress(b"\0" * 40_000_000)), Content_Encoding="gzip, gzip")
    found = Fetcher(asking()).get(site.url("/bomb"))
    assert isinstance(found, Fetched)
    assert len(found.content) < 10_000


def test_waiting_for_ever_for_the_answer_ends(site: Site) -> None:
    site.pages["/slow"] = drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"")
    assert "in time" in refused(site, "/slow", seconds=0.5)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.text("/", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    found = Fetcher(asking()).get(site.url("/"))
    assert isinstance(found, Fetched)
    assert found.content.decode() == PAGE


BROKEN = [
    ("half a body", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<html>", "breaks off"),
    ("no HTTP", b"SSH-2.0-OpenSSH\r\n\r\n", "breaks off"),
    ("nothing", b"", "breaks off"),
    ("headers without end", b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 60_000, "breaks off"),
    ("more promised than sent", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + PAGE.encode(), "breaks off"),
    ("a length below nought", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + PAGE.encode(), "breaks off"),
    ("a length beyond all disks", b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999999\r\n\r\n<p>", "breaks off"),
    ("two lengths", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<p>", "breaks off"),
    ("a page without any head", PAGE.encode(), "breaks off"),
    ("a break of a line in a header", b"HTTP/1.1 302 F\r\nLocation: /a\rX: b\r\n\r\n", "breaks off"),
    ("a reason that steers a screen", b"HTTP/1.1 500 \x1b]0;x\x07\r\nContent-Length: 0\r\n\r\n", "answers 500"),
    ("a chunk of no size", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "breaks off"),
]


@pytest.mark.parametrize("what, sent, words", BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_answer_is_one_line(site: Site, what: str, sent: bytes, words: str) -> None:
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(sent)
        request.close_connection = True
        request.connection.shutdown(socket.SHUT_WR)

    site.pages["/"] = broken
    because = refused(site, "/")
    assert words in because
    assert because.isprintable()


SENT = [
    ("HTTP/1.0, ended by the end", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode(), PAGE),
    ("less promised than sent", b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n" + PAGE.encode(), PAGE[:12]),
    ("wait, then an answer", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", "<html>"),
]


@pytest.mark.parametrize("what, sent, read", SENT, ids=[row[0] for row in SENT])
def test_an_odd_answer_is_read_as_far_as_it_goes(site: Site, what: str, sent: bytes, read: str) -> None:
    def odd(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(sent)
        request.close_connection = True

    site.pages["/"] = odd
    found = Fetcher(asking()).get(site.url("/"))
    assert isinstance(found, Fetched), found
    assert found.content.decode() == read


def test_a_closed_port_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Fetcher(asking()).get(f"http://127.0.0.1:{port}/")
    assert isinstance(found, Refusal)
    assert "cannot be reached" in found.because


@pytest.mark.parametrize(
    "status, words",
    [
        (404, "404 (not found)"),
        (403, "403 (forbidden)"),
        (401, "401"),
        (410, "410 (gone)"),
        (304, "304"),
        (206, "206"),
        (500, "500"),
        (299, "299"),
    ],
)
def test_an_answer_that_is_no_page(site: Site, status: int, words: str) -> None:
    site.text("/", "x", status=status)
    assert words in refused(site, "/")


def test_who_asks_is_said_and_nothing_else_is_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.text("/", PAGE, Set_Cookie="id=1; Path=/")
    fetcher = Fetcher(asking())
    for _ in range(2):
        assert isinstance(fetcher.get(site.url("/")), Fetched)
    assert all(headers["user-agent"].startswith("retold/") for headers in site.headers)
    assert all(not {"cookie", "authorization", "referer"} & set(headers) for headers in site.headers)


def test_a_page_that_was_seen_is_asked_for_on_condition(site: Site) -> None:
    def page(request: BaseHTTPRequestHandler) -> None:
        fresh = request.headers.get("If-None-Match") != '"v1"'
        request.send_response(200 if fresh else 304)
        request.send_header("ETag", '"v1"')
        request.send_header("Last-Modified", "Sat, 08 Mar 2025 10:00:00 GMT")
        request.send_header("Content-Length", str(len(PAGE) if fresh else 0))
        request.end_headers()
        request.wfile.write(PAGE.encode() if fresh else b"")

    site.pages["/"] = page
    memory = Memory()
    first, second = (Fetcher(asking(seen=memory)).get(site.url("/")) for _ in range(2))
    assert isinstance(first, Fetched)
    assert second == Unchanged(site.url("/"))
    assert memory.kept == {site.url("/"): Met('"v1"', "Sat, 08 Mar 2025 10:00:00 GMT")}
    assert site.headers[1]["if-modified-since"] == "Sat, 08 Mar 2025 10:00:00 GMT"


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def now(self) -> float:
        return self.time


ROBOTS = [
    ("", ["/a", "/b"], "an empty file permits everything"),
    ("User-agent: *\nDisallow: /a", ["/b"], "for all"),
    ("User-agent: retold\nDisallow: /\n\nUser-agent: *\nAllow: /", [], "for retold by name"),
    ("User-agent: other\nDisallow: /", ["/a", "/b"], "for another"),
    ("User-agent: *\nDisallow: /*" + "a*" * 400 + "$", ["/b"], "a pattern made to take long"),
]


@pytest.mark.parametrize("rules, read, why", ROBOTS, ids=[row[-1] for row in ROBOTS])
def test_robots_are_honoured_and_asked_once(site: Site, rules: str, read: list[str], why: str) -> None:
    site.text("/robots.txt", rules, "text/plain")
    for path in ("/a", "/b"):
        site.text(path, PAGE)
    fetcher = Fetcher(asking(robots=True))
    found = [fetcher.get(site.url(path)) for path in ("/a", "/b")]
    got = [path for path, it in zip(("/a", "/b"), found, strict=True) if isinstance(it, Fetched)]
    assert [path for path in got if path in read] == read
    assert got == read or "take long" in why
    assert site.asked.count("/robots.txt") == 1


CLOSED = [
    (404, True, "none is there"),
    (403, True, "it is not shown"),
    (503, False, "the server is down"),
    (500, False, "it fails"),
]


@pytest.mark.parametrize("status, permitted, why", CLOSED, ids=[row[-1] for row in CLOSED])
def test_robots_that_cannot_be_had(site: Site, status: int, permitted: bool, why: str) -> None:
    site.text("/robots.txt", "x", "text/plain", status, Retry_After="0")
    site.text("/a", PAGE)
    found = Fetcher(asking(robots=True)).get(site.url("/a"))
    assert isinstance(found, Fetched) is permitted, why
    assert ("/a" in site.asked) is permitted


def test_robots_count_after_a_redirect_too(site: Site) -> None:
    site.text("/robots.txt", "User-agent: *\nDisallow: /closed", "text/plain")
    site.text("/open", "", status=302, Location="/closed")
    site.text("/closed", PAGE)
    assert "robots.txt" in refused(site, "/open", robots=True)
    assert "/closed" not in site.asked


PAUSES = [("", 1.0, "the pause of its own"), ("User-agent: *\nCrawl-delay: 4", 4.0, "what the host asks for"), ("User-agent: *\nCrawl-delay: 9999", 60.0, "at most a minute"), ("User-agent: *\nCrawl-delay: -5", 1.0, "less than nothing")]  # fmt: skip


@pytest.mark.parametrize("rules, pause, why", PAUSES, ids=[row[-1] for row in PAUSES])
def test_a_pause_lies_between_two_requests_to_a_host(site: Site, rules: str, pause: float, why: str) -> None:
    site.text("/robots.txt", rules, "text/plain")
    site.text("/", PAGE)
    clock = Clock()
    fetcher = Fetcher(asking(robots=True, pause=1.0, sleep=clock.sleep, now=clock.now, seconds=200.0))
    for _ in range(3):
        assert isinstance(fetcher.get(site.url("/")), Fetched)
    assert clock.slept[-2:] == [pause, pause], why
    assert len(clock.slept) == 3  # the first lies between robots.txt and the page


def test_a_host_is_asked_by_one_at_a_time(site: Site) -> None:
    site.linger = 0.05
    site.text("/", PAGE)
    fetcher = Fetcher(asking())
    threads = [threading.Thread(target=fetcher.get, args=(site.url("/"),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(site.asked), site.most_at_once) == (4, 1)


def test_a_busy_host_is_asked_again_after_what_it_wants(site: Site) -> None:
    answers = iter([429, 200])

    def page(request: BaseHTTPRequestHandler) -> None:
        request.send_response(next(answers))
        request.send_header("Retry-After", "3")
        request.send_header("Content-Length", "0")
        request.end_headers()

    site.pages["/"] = page
    clock = Clock()
    assert isinstance(Fetcher(asking(sleep=clock.sleep, now=clock.now)).get(site.url("/")), Fetched)
    assert clock.slept == [3.0]


def test_a_host_that_wants_long_quiet_is_left_alone(site: Site) -> None:
    site.text("/", "", status=503, Retry_After="3600")
    fetcher = Fetcher(asking())
    first, second = (fetcher.get(site.url("/")) for _ in range(2))
    assert isinstance(first, Refusal)
    assert isinstance(second, Refusal)
    assert "3600 seconds of quiet" in first.because
    assert "wants 3600 seconds of quiet" in second.because or "wants 3599" in second.because
    assert len(site.asked) == 1


def test_a_host_that_fails_and_fails_is_left_alone(site: Site) -> None:
    site.pages["/"] = lambda request: request.connection.shutdown(socket.SHUT_RDWR)
    fetcher = Fetcher(asking())
    said = [fetcher.get(site.url("/")) for _ in range(5)]
    assert all(isinstance(it, Refusal) for it in said)
    assert "failed 3 times in a row" in said[-1].because
    assert len(site.asked) == 3
