"""Every way in behind one reader: what a place is, and that one bad place never stops the rest."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import sys
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.adapters.conftest import Memory

from retold.adapters.fetching import Asking
from retold.adapters.reader_places import PlacesReader
from retold.adapters.reader_saved import saved
from retold.model import Document, Refusal

BODY = "The council of Merrow refused to lease the northern quay to the shipping company on Monday. " * 9
PAGE = f"<html><head><title>Lease refused</title></head><body><article><p>{BODY}</p></article></body></html>"
RECORD = json.dumps({"id": "a", "text": BODY})
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{}</channel></rss>'
FULL = f"<item><title>Full</title><link>https://quay.example/full</link><description>{BODY * 2}</description></item>"
ASKING = Asking(allow_private=True, robots=False, pause=0.0, seconds=5.0)
Site = Any


def read(*places: object, **changes: Any) -> list[Document | Refusal]:
    settings = {name: getattr(ASKING, name) for name in ASKING.__struct_fields__} | changes
    return list(PlacesReader(Asking(**settings)).read([str(place) for place in places]))


FILES = [
    ("a.txt", BODY.encode(), ["a.txt"], "a text"),
    ("a.html", PAGE.encode(), ["a.html"], "a page"),
    ("a", PAGE.encode(), ["a"], "a page under no ending"),
    ("a.txt.gz", gzip.compress(BODY.encode()), ["a.txt.gz"], "a packed text"),
    ("a.jsonl", f"{RECORD}\n{RECORD}".encode(), ["a.jsonl:1", "a.jsonl:2"], "lines"),
    ("a.jsonl.gz", gzip.compress(RECORD.encode()), ["a.jsonl.gz:1"], "packed lines"),
    ("a.jsonl", gzip.compress(RECORD.encode()), ["a.jsonl:1"], "packed lines under the ending of plain ones"),
    ("a.jsonl.gz", RECORD.encode(), ["a.jsonl.gz:1"], "plain lines under the ending of packed ones"),
    ("a.ndjson", RECORD.encode(), ["a.ndjson:1"], "lines under their other name"),
    ("a.json", RECORD.encode(), ["a.json"], "a record"),
    ("a.json", f"[{RECORD}]".encode(), ["a.json:1"], "a list"),
    ("part-0", f"{RECORD}\n{RECORD}\n".encode(), ["part-0:1", "part-0:2"], "lines under no ending"),
    ("a.csv", f"id,text\n1,{BODY}\n".encode(), ["a.csv:2"], "a table"),
    ("a.tsv", f"id\ttext\n1\t{BODY}\n".encode(), ["a.tsv:2"], "a table of tabs"),
    ("a.csv.gz", gzip.compress(f"id,text\n1,{BODY}\n".encode()), ["a.csv.gz:2"], "a packed table"),
    ("a.xml", RSS.format(FULL).encode(), ["a.xml:1"], "a feed"),
    ("feed", b"<!-- made by hand -->\n" + RSS.format(FULL).encode()[21:], ["feed:1"], "a feed under no ending"),
    ("a.rss", RSS.format(FULL).encode(), ["a.rss:1"], "a feed by its ending"),
    ("feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": BODY}]}).encode(), ["feed.json:1"], "a JSON Feed"),
]  # fmt: skip


@pytest.mark.parametrize("name, content, paths, why", FILES, ids=[row[-1] for row in FILES])
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, paths: list[str], why: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)
    assert all(isinstance(it, Document) for it in found), found
    assert [it.path.removeprefix(f"{tmp_path}/") for it in found] == paths


STREAMS = [
    (BODY.encode(), ["-"], "an article"),
    (f"{RECORD}\n{RECORD}\n".encode(), ["-:1", "-:2"], "lines"),
    (RECORD.replace(BODY, BODY * 200).encode(), ["-:1"], "a line longer than a look at its head"),
    (gzip.compress(f"{RECORD}\n{RECORD}\n".encode()), ["-:1", "-:2"], "packed lines"),
    (RSS.format(FULL).encode(), ["-:1"], "a feed"),
    (b"{curly} brackets open an article\n" + BODY.encode(), ["-"], "an article that begins with a bracket"),
    (b"[Photo] " + BODY.encode(), ["-"], "an article that begins with a square one"),
]


@pytest.mark.parametrize("content, paths, why", STREAMS, ids=[row[-1] for row in STREAMS])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes, paths: list[str], why: str) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size, 1000) if size and size > 0 else size)  # as a pipe, less than was asked for

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(Pipe(content))))  # type: ignore[type-var]
    found = read("-")
    assert [it.path for it in found] == paths
    assert all(isinstance(it, Document) for it in found)


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    (found,) = read("-")
    assert isinstance(found, Refusal)


REFUSED = [
    ("ftp://quay.example/a", "only http and https"),
    ("file:///etc/hosts", "only http and https"),
    ("postgres://ida:secret@x/y", "only http and https"),
    ("urls:/nowhere/list.txt", "no such file"),
    ("", "empty path"),
    ("nowhere.txt", "does not exist"),
    ("a\0b", "no path"),
]


@pytest.mark.parametrize("place, words", REFUSED)
def test_a_bad_place_does_not_stop_the_rest(tmp_path: Path, place: str, words: str) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    bad, good = read(place, tmp_path / "a.txt")
    assert isinstance(bad, Refusal)
    assert words in bad.because
    assert "secret" not in bad.path
    assert isinstance(good, Document)


def test_what_another_program_packed_is_said_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.bz2").write_bytes(bz2.compress(RECORD.encode()))
    (found,) = read(tmp_path / "a.jsonl.bz2")
    assert isinstance(found, Refusal)
    assert "bunzip2" in found.because


@pytest.mark.parametrize("name", ["map.xml", "map"])
def test_other_xml_is_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f'<?xml version="1.0"?><urlset><url><loc>https://quay.example</loc>{BODY}</url></urlset>')
    (found,) = read(tmp_path / name)
    assert isinstance(found, Refusal)
    assert "neither a feed nor a page" in found.because


def test_a_folder_gives_all_that_it_holds_and_fetches_nothing(tmp_path: Path, site: Site) -> None:
    for name, content, _, why in FILES:
        (tmp_path / why.replace(" ", "_")).mkdir()
        (tmp_path / why.replace(" ", "_") / name).write_bytes(content)
    (tmp_path / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{site.url("/feed")}"/></body></opml>')
    (tmp_path / "teasers.xml").write_text(RSS.format(f"<item><title>a</title><link>{site.url('/a')}</link></item>"))
    for name, content in (
        ("truth.json", "{}"),
        ("config.json", '{"text": 5}x'),
        ("sentences.tsv", f"id\ttext\n1\tA short one.\n2\tAnd more.\n3\t{BODY}\n"),
        ("notes.md", "#"),
        ("sitemap.xml", "<urlset/>"),
        ("x.db", "x"),
    ):
        (tmp_path / name).write_text(content)
    found = read(tmp_path)
    refused = [it for it in found if isinstance(it, Refusal)]
    assert [it.path for it in refused] == [f"{tmp_path}/teasers.xml:1", f"{tmp_path}/sentences.tsv"]
    assert site.url("/a") in refused[0].because
    assert "seems to hold no articles" in refused[1].because
    read_ = {it.path.removeprefix(f"{tmp_path}/").rpartition(":")[0] or it.path for it in found if isinstance(it, Document)}
    left = {why.replace(" ", "_") for name, _, _, why in FILES if "no_ending" not in why.replace(" ", "_")}
    assert {Path(path).parent.name for path in read_} == left
    assert site.asked == []


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORD)
    assert len(read(tmp_path, tmp_path / "*.jsonl", tmp_path / "a.jsonl")) == 1


# --- the web --------------------------------------------------------------------------------------------------------------


def test_a_page(site: Site) -> None:
    site.text("/lease", PAGE)
    assert read(site.url("/lease")) == [Document(site.url("/lease"), PAGE.encode(), "html", {"url": site.url("/lease")})]


BODIES = [
    ("/a", PAGE, "text/html", 1, "a page"),
    ("/a.txt", BODY, "text/plain", 1, "a text"),
    ("/pile.jsonl", f"{RECORD}\n{RECORD}", "application/octet-stream", 2, "lines by their ending"),
    ("/pile", f"{RECORD}\n{RECORD}", "application/json", 2, "lines by their looks"),
    ("/pile.csv", f"id,text\n1,{BODY}\n", "text/csv", 1, "a table"),
    ("/pile.jsonl.gz", gzip.compress(RECORD.encode()), "application/gzip", 1, "packed lines"),
    ("/feed", RSS.format(FULL), "application/rss+xml", 1, "a feed"),
    ("/feed", RSS.format(FULL), "text/html", 1, "a feed that is sent as a page"),
]


@pytest.mark.parametrize("path, content, kind, count, why", BODIES, ids=[row[-1] for row in BODIES])
def test_what_an_address_gives(site: Site, path: str, content: str | bytes, kind: str, count: int, why: str) -> None:
    site.text(path, content, kind)
    found = read(site.url(path))
    assert [isinstance(it, Document) for it in found] == [True] * count


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4"])
def test_what_holds_no_text_is_said(site: Site, kind: str) -> None:
    site.text("/a", b"\x89PNG", kind)
    (found,) = read(site.url("/a"))
    assert isinstance(found, Refusal)
    assert kind in found.because


def test_a_page_in_another_encoding(site: Site) -> None:
    site.text("/a", "<html>žluťoučký</html>".encode("cp1250"), "text/html; charset=windows-1250")
    (found,) = read(site.url("/a"))
    assert isinstance(found, Document)
    assert "žluťoučký" in found.content.decode()


@pytest.fixture
def feed(site: Site) -> Site:
    items = "".join(f"<item><title>{name}</title><link>{site.url('/' + name)}</link><pubDate>Sat, 08 Mar 2025 10:00:00 GMT</pubDate></item>" for name in ("a", "gone", "a", "b"))  # fmt: skip
    site.text("/feed", RSS.format(items + FULL), "application/rss+xml")
    site.text("/a", PAGE)
    site.text("/b", PAGE)
    return site


def test_a_feed_that_is_fetched_leads_to_its_pages_each_once(feed: Site) -> None:
    first, gone, second, full = read(feed.url("/feed"))
    assert isinstance(gone, Refusal)
    assert "404" in gone.because
    assert [isinstance(it, Document) and it.path for it in (first, second, full)] == [
        feed.url("/a"),
        feed.url("/b"),
        f"{feed.url('/feed')}:5",
    ]
    assert isinstance(first, Document)
    assert first.fields == {"url": feed.url("/a"), "published": "2025-03-08T10:00:00Z"}
    assert first.extra["feed"] == "Quay"
    assert feed.asked == ["/feed", "/a", "/gone", "/b"]


FOLLOWING = [
    (None, False, "a file leads nowhere by itself"),
    (True, True, "unless that is asked for"),
    (False, False, "or forbidden"),
]


@pytest.mark.parametrize("follow, followed, why", FOLLOWING, ids=[row[-1] for row in FOLLOWING])
def test_a_feed_on_disk(feed: Site, tmp_path: Path, follow: bool | None, followed: bool, why: str) -> None:
    (tmp_path / "feed.xml").write_text(RSS.format(f"<item><title>a</title><link>{feed.url('/a')}</link></item>"))
    (found,) = read(tmp_path / "feed.xml", follow=follow)
    assert isinstance(found, Document) is followed, why
    assert feed.asked == (["/a"] if followed else [])


def test_the_feeds_of_a_list(feed: Site, tmp_path: Path) -> None:
    (tmp_path / "f.opml").write_text(
        f'<opml><body><outline xmlUrl="{feed.url("/none")}"/><outline xmlUrl="{feed.url("/feed")}"/></body></opml>'
    )
    found = read(tmp_path / "f.opml")
    assert isinstance(found[0], Refusal)
    assert sum(isinstance(it, Document) for it in found) == 3


def test_a_list_that_holds_itself_is_asked_for_once(site: Site) -> None:
    first, second = site.url("/first.opml"), site.url("/second.opml")
    both = f'<opml><body><outline xmlUrl="{first}"/><outline xmlUrl="{second}"/><outline xmlUrl="{site.url("/feed")}"/></body></opml>'
    for path in ("/first.opml", "/second.opml"):
        site.text(path, both, "text/x-opml")
    site.text("/feed", RSS.format(FULL), "application/rss+xml")
    found = read(first)
    assert [isinstance(it, Document) for it in found] == [True]
    assert sorted(site.asked) == ["/feed", "/first.opml", "/second.opml"]


def test_a_feed_cannot_lead_into_a_private_network(feed: Site) -> None:
    numbers = iter([["127.0.0.1"]])
    import retold.adapters.fetching.network as network

    look = lambda host, port: next(numbers, ["127.0.0.1"])  # noqa: E731
    judged = network.refusal
    patch = pytest.MonkeyPatch()
    asked = feed.asked
    patch.setattr(network, "refusal", lambda number: judged(number) if asked else "")
    try:
        found = read(feed.url("/feed"), allow_private=False, look=look)
    finally:
        patch.undo()
    assert feed.asked == ["/feed"]
    assert all("private network" in it.because for it in found if isinstance(it, Refusal))
    assert sum(isinstance(it, Refusal) for it in found) == 3


def test_a_list_of_addresses(feed: Site, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        f"# pages\n{feed.url('/a')}\n\nnot an address\n{feed.url('/b')}\nftp://x.example/\n{feed.url('/a')}\n"
    )
    found = read(f"urls:{tmp_path / 'list.txt'}")
    assert [type(it).__name__ for it in found] == ["Document", "Refusal", "Document", "Refusal"]
    assert found[1].path.endswith("list.txt:4")


def test_hosts_are_asked_beside_each_other_and_the_order_kept(site: Site) -> None:
    site.linger = 0.05
    site.text("/a", PAGE)
    places = [f"http://h{number % 6}.example:{site.port}/a?n={number}" for number in range(24)]
    found = read(*places, look=lambda host, port: ["127.0.0.1"])
    assert [it.path for it in found] == places
    assert 1 < site.most_at_once <= 6


def test_nothing_more_is_asked_for_once_nobody_listens(site: Site) -> None:
    site.text("/a", PAGE)
    found = PlacesReader(ASKING).read([site.url(f"/a?n={number}") for number in range(200)])
    next(found)
    found.close()
    time.sleep(0.1)
    assert len(site.asked) <= 40


def test_a_page_that_has_not_changed_gives_nothing(site: Site) -> None:
    def page(request: Any) -> None:
        status = 304 if request.headers.get("If-None-Match") else 200
        request.send_response(status)
        request.send_header("ETag", '"1"')
        request.send_header("Content-Length", str(len(PAGE) if status == 200 else 0))
        request.end_headers()
        request.wfile.write(PAGE.encode() if status == 200 else b"")

    site.pages["/a"] = page
    memory = Memory()
    assert [len(read(site.url("/a"), seen=memory)) for _ in range(2)] == [1, 0]


def test_no_message_steers_a_terminal(tmp_path: Path) -> None:
    """Names, addresses and headers of others, with an escape sequence in each."""
    wicked = "\x1b[2J\nx"
    with zipfile.ZipFile(tmp_path / "s.wacz", "w") as packed:
        packed.writestr(f"archive/{wicked}.warc", "no archive")
    (tmp_path / "feed.xml").write_text(RSS.format(f"<item><title>a & b</title><link>https://q.example/{wicked}</link></item>"))
    (tmp_path / "c.warc").write_bytes(
        b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nWARC-Target-URI: https://q.example/\x1b[2J\r\nContent-Length: 4\r\n\r\ntext"
    )
    found = read(
        tmp_path / "s.wacz", tmp_path / "feed.xml", tmp_path / "c.warc", f"https://q.example/{wicked}", f"ftp://{wicked}"
    )
    said = [
        text for it in found for text in ((it.path, it.because) if isinstance(it, Refusal) else (it.path, *it.fields.values()))
    ]
    assert len(found) == 5
    assert all(text.isprintable() for text in said), said


# --- saved pages and reports ------------------------------------------------------------------------------------------------

SAVED = [
    ("<!-- saved from url=(0030)https://quay.example/lease?a=1 -->", "a browser"),
    ("<!--\n Page saved with SingleFile \n url: https://quay.example/lease?a=1 \n saved date: today\n-->", "SingleFile"),
]


@pytest.mark.parametrize("mark, by", SAVED, ids=[row[-1] for row in SAVED])
def test_a_saved_page_knows_where_it_came_from(tmp_path: Path, mark: str, by: str) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("<html>", f"<!DOCTYPE html>{mark}<html>"))
    (found,) = read(tmp_path / "a.html")
    assert isinstance(found, Document)
    assert found.fields == {"url": "https://quay.example/lease?a=1"}


REPORTS = [
    ('{\n "retold": "1", "schema": 1, "stories": []}', True, "a report"),
    ("{", True, "a report that is cut"),
    (RECORD, False, "a record"),
    (f"{RECORD}\n{RECORD}\n", False, "lines"),
    (f"[{RECORD}]", False, "a list"),
    ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', False, "a JSON Feed"),
    ('{"articles": [{"text": "x"}]}', False, "the answer of a service"),
]


@pytest.mark.parametrize("content, report, what", REPORTS, ids=[row[-1] for row in REPORTS])
def test_which_json_is_a_saved_report(tmp_path: Path, content: str, report: bool, what: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert (saved([str(tmp_path / "a.json")]) is not None) is report
