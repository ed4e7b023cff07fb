"""Feeds of a real server on this machine that change over time, with the watch begun anew in between."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.adapters.conftest import Site
from tests.watch.invented import HARBOUR, TRAMS, Clock

from retold.adapters.fetching import Asking
from retold.adapters.notify_jsonl import JsonLines
from retold.adapters.parser_spacy import SpacyParser
from retold.adapters.poll_feeds import FeedPoller, RobotsKept, asked
from retold.adapters.watch_desk import LibraryDesk
from retold.face import Setup, ports
from retold.face_watch import Watch, Watching
from retold.model import Document
from retold.ports import Store
from retold.watching import Answer, Entry, Feed, Listed, Pace, Visit

PACE = Pace(every=900.0, again=(4, 16))


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


def item(url: str, sentences: Sequence[str], title: str) -> str:
    body = escape("".join(f"<p>{escape(it)}</p>" for it in sentences))
    return f"<item><title>{escape(title)}</title><link>{url}</link><description>{body}</description></item>"


def rss(*items: str, title: str = "The Crier") -> str:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def html(sentences: Sequence[str]) -> str:
    return f"<html><body><article>{''.join(f'<p>{escape(it)}</p>' for it in sentences)}</article></body></html>"


def poller(**fields: object) -> FeedPoller:
    asking = Asking(allow_private=True, pause=0.0, **fields)  # type: ignore[arg-type]
    return FeedPoller(asking, RobotsKept({}, lambda: 0.0))


def one(url: str, what: str = "feed", known: Feed | Listed | None = None, **fields: object) -> Answer:
    asks = poller(**fields)
    asks.begin()
    return asks.visit(Visit(what, url), known or Feed())  # type: ignore[arg-type]


LONG = [
    *HARBOUR,
    "The Eastern Basin is the deepest part of the harbour, and coal was landed there until the railway was closed.",
    "Dock workers fear for their jobs, since the company wants to do without strikes for seven years.",
    "Kestwick owes two billion crowns, which it borrowed when a flood took the sea wall nine years ago.",
    "A night ferry to Lathe would have to leave its berth, the harbour master told the council on Friday.",
]


def test_each_story_and_each_change_is_told_once_over_restarts(
    site: Site, store: Store, tmp_path: Path, parser: SpacyParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = replace(ports(Setup(judged=False)), parser=parser)  # loaded once for all tests
    monkeypatch.setattr("retold.face_watch.ports", lambda setup: tools)
    news, clock = tmp_path / "news.jsonl", Clock()
    feeds = [site.url("/a.xml"), site.url("/b.xml")]
    a, b = site.url("/a/1"), site.url("/b/1")

    def rounds() -> list[tuple[str, list[str]]]:
        """Watch for a day as a new process would; return the news of it."""
        before = news.read_text().count("\n") if news.exists() else 0
        told = Watching(
            feeds,
            [JsonLines(news)],
            lambda line: None,
            lambda *it: None,
            PACE,
            clock,
            asking=Asking(allow_private=True, pause=0.0),
        )
        watch = Watch(store, told)
        for _ in range(4):
            watch.round()
            clock.at += 1800
        lines = [json.loads(it) for it in news.read_text().splitlines()[before:]] if news.exists() else []
        return [(it["kind"], sorted(one["url"] for one in it["articles"])) for it in lines]

    site.text("/a.xml", rss(item(a, LONG, "Harbour lease")), ETag='"1"')
    site.text("/b.xml", rss(item(site.url("/b/9"), TRAMS * 3, "Tram strike")))
    assert rounds() == []
    site.text("/b.xml", rss(item(b, ["Read on."], "Council to decide"), item(site.url("/b/9"), TRAMS * 3, "Tram strike")))
    site.text("/b/1", html(LONG[::-1]))
    assert rounds() == [("new story", [a, b])]
    assert rounds() == []
    site.text("/b/1", html([it.replace("49 years", "48 years") for it in LONG[::-1]]))
    site.text("/a.xml", rss(item(a, [it.replace(",", " –") for it in LONG], "Harbour lease")))
    clock.at += 86_400
    assert rounds() == [("changed article", [b]), ("contradiction", [a, b])]
    assert rounds() == []
    assert site.asked.count("/robots.txt") == 2, "once a day, not once a run"
    assert site.most_at_once == 1


def test_a_story_is_laid_out_and_says_where_it_comes_from(store: Store, tmp_path: Path, parser: SpacyParser) -> None:
    from retold.face_library import Library

    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, sentences in zip(paths, (HARBOUR, HARBOUR[::-1]), strict=True):
        path.write_text("\n\n".join(sentences))
    with Library(store.name) as library:
        ids = [it.id for it in library.add(paths)]
    desk = LibraryDesk(store, replace(ports(Setup(judged=False)), parser=parser), lambda *it: None, lambda line: None)
    story = desk.story(ids)
    assert story is not None
    assert {it.id for it in story.articles} == set(ids)
    assert desk.groups() == [tuple(sorted(ids))]


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def feed(request: BaseHTTPRequestHandler) -> None:
        unchanged = request.headers["If-None-Match"] == '"1"'
        request.send_response(304 if unchanged else 200)
        body = b"" if unchanged else rss(item(site.url("/1"), LONG, "x")).encode()
        for key, value in (("ETag", '"1"'), ("Content-Type", "application/rss+xml"), ("Content-Length", str(len(body)))):
            request.send_header(key, value)
        request.end_headers()
        request.wfile.write(body)

    site.pages["/feed"] = feed
    first = one(site.url("/feed"))
    assert (len(first.entries), first.etag, first.unchanged) == (1, '"1"', False)
    again = one(site.url("/feed"), known=Feed(etag=first.etag))
    assert (again.entries, again.etag, again.unchanged) == ((), '"1"', True)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "application/rss+xml")
    request.end_headers()
    while True:
        request.wfile.write(b"<item><title>and on</title></item>" * 1000)


@pytest.mark.parametrize(
    "status, headers, content, expected, reason",
    [
        (410, {}, "", {"status": 410, "host": False, "wait": 0.0}, "gone"),
        (404, {}, "", {"status": 404, "host": False, "wait": 0.0}, "not there"),
        (429, {"Retry-After": "120"}, "", {"status": 429, "host": False, "wait": 120.0}, "a number of seconds"),
        (503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, "", {"status": 503, "wait": 99_999.0}, "a date far away"),
        (302, {"Location": "/feed"}, "", {"status": 0, "host": False}, "a redirect that leads to itself"),
        (200, {}, "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'>", {"because": "is no feed; its page names one: /rss"}, "a page"),
        (200, {}, "<rss><channel><item><ti", {"status": 0, "host": False}, "half a feed"),
        (200, {}, "<!DOCTYPE x [<!ENTITY a 'b'>]><rss version='2.0'><channel/></rss>", {"host": False}, "entities of its own"),
    ],
)  # fmt: skip
def test_what_a_server_says_of_a_feed_is_heard(
    site: Site, status: int, headers: dict[str, str], content: str, expected: dict[str, object], reason: str
) -> None:
    site.text("/feed", content, "text/html", status, **{key.replace("-", "_"): value for key, value in headers.items()})
    answer = one(site.url("/feed"))
    assert {key: getattr(answer, key) for key in expected} == expected, reason
    assert answer.because or answer.left_out, reason


def test_a_feed_that_never_ends_ends(site: Site) -> None:
    site.pages["/feed"] = endless
    assert "too large" in one(site.url("/feed"), largest=1_000_000).because


def test_a_host_that_is_out_of_reach_failed_as_a_whole(site: Site) -> None:
    url = site.url("/feed")
    site.close()
    assert one(url).host, "also where it is the robots.txt that could not be had"
    assert one(url, robots=False).host


def test_private_addresses_are_not_asked_unless_allowed(site: Site) -> None:
    site.text("/feed", rss())
    answer = FeedPoller(Asking(), RobotsKept({}, lambda: 0.0)).visit(Visit("feed", site.url("/feed")), Feed())
    assert "private network" in answer.because
    assert site.asked == []


def test_a_file_is_a_feed_too(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    asks = FeedPoller(Asking(), RobotsKept({}, lambda: 0.0), [str(path)])

    def look(known: Feed) -> Answer:
        return asks.visit(Visit("feed", str(path)), known)

    path.write_text(rss(item("https://a.example/1", LONG, "x")))
    answer = look(Feed())
    assert len(answer.entries) == 1
    assert look(Feed(etag=answer.etag)).unchanged
    path.write_text(rss())
    assert not look(Feed(etag=answer.etag)).unchanged
    path.unlink()
    assert "cannot be read" in look(Feed()).because


@pytest.mark.parametrize(
    "link, leads, reason",
    [
        ("https://a.example/1", "https://a.example/1", "the web"),
        ("/1", "HOST/1", "an address within the feed's own host"),
        ("file:///etc/hostname", "", "a file"),
        ("javascript:alert(1)", "", "a script"),
        ("ftp://a.example/1", "", "another scheme"),
        ("http://[bad/1", "", "no address"),
        ("", "", "none"),
    ],
)
def test_where_an_entry_or_a_list_may_lead(site: Site, link: str, leads: str, reason: str) -> None:
    site.text("/feed", rss(item(link, ["Read on."], "x")))
    (entry,) = one(site.url("/feed")).entries or (Entry(Document("", b"")),)
    assert entry.url == leads.replace("HOST", site.url("")), reason
    site.text("/list", f"<opml><body><outline xmlUrl='{escape(link)}'/><outline xmlUrl='https://b.example/f'/></body></opml>")
    found = leads.replace("HOST", site.url(""))
    assert one(site.url("/list")).children == (*([found] if found else []), "https://b.example/f"), reason


def test_no_file_is_opened_that_was_not_given(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(item("https://a.example/1", LONG, "x")))
    for what, known in (("feed", Feed()), ("page", Listed("", b"", 0.0))):
        answer = one(str(path), what, known)
        assert (answer.entries, answer.document) == ((), None)
        assert answer.because


def test_hosts_are_asked_beside_each_other_and_one_that_fails_is_asked_once() -> None:
    plan = {"a": [Visit("feed", f"a{n}") for n in range(3)], "b": [Visit("feed", f"b{n}") for n in range(3)]}

    def visit(it: Visit) -> Answer:
        return Answer("feed", it.url, because="down" if it.url[0] == "b" else "", host=it.url[0] == "b")

    assert sorted(it.url for it in asked(plan, visit, 60.0)) == ["a0", "a1", "a2", "b0"]
    assert sorted(it.url for it in asked(plan, visit, 0.0)) == ["a0", "b0"], "what is left of a host's time waits"


@pytest.mark.parametrize(
    "known, reason",
    [(b"", "never asked"), (b"\xff\xff", "damaged"), (b"\x93\xcb\x00", "cut short")],
)
def test_a_robots_txt_is_remembered_for_a_day(known: bytes, reason: str) -> None:
    from retold.adapters.fetching.robots import Answer as Robots

    times, gets = [0.0], []

    def get(url: str) -> Robots:
        gets.append(url)
        return Robots(200, b"User-agent: *\nDisallow: /")

    kept = RobotsKept({"u": known}, lambda: times[0])
    assert kept.remembering(get)("u").content.startswith(b"User-agent"), reason
    stored = kept.fresh()
    later = RobotsKept({key: value for key, value in stored.items() if value}, lambda: times[0])
    times[0] = 86_399.0
    assert later.remembering(get)("u").content.startswith(b"User-agent")
    assert len(gets) == 1
    times[0] = 86_401.0
    later.remembering(get)("u")
    assert len(gets) == 2
