"""A page that has not changed is not sent again; one that is not in the library yet is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from retold.adapters.fetching import Met
from retold.adapters.store_places import opened
from retold.adapters.store_seen import KIND, KeptSeen
from retold.face import Setup
from retold.face_library import Library

TEXT = "The ferry to Ostrel was held for two days, the harbour master said on Monday. Nobody was hurt, and it sails again."


class Site(ThreadingHTTPServer):
    """A site of one page, which counts how often it was sent whole."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.text, self.sent, self.asked = TEXT, 0, 0
        self.url = f"http://127.0.0.1:{self.server_address[1]}/ferry.html"


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site = self.server
        if self.path != "/ferry.html":
            self.send_error(404)
            return
        site.asked += 1
        tag = f'"{hash(site.text)}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        site.sent += 1
        body = f"<html><head><title>Ferry held</title></head><body><article><p>{site.text}</p></article></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one
        one.shutdown()
        thread.join()


def test_a_page_is_sent_again_only_when_it_changed(site: Site, tmp_path: Path) -> None:
    place = str(tmp_path / "a.db")

    def run() -> list[str]:
        with Library(place, setup=Setup(allow_private=True)) as shelf:
            return [one.fate for one in shelf.adding([site.url])]

    assert (run(), site.sent) == (["new"], 1)
    assert (run(), site.sent) == ([], 1)
    site.text = TEXT.replace("two", "three")
    assert (run(), site.sent) == (["new version"], 2)
    assert (run(), site.sent) == ([], 2)
    assert site.asked == 4


def test_what_was_met_is_kept_only_when_the_page_is(tmp_path: Path) -> None:
    with opened(str(tmp_path / "a.db"), "make") as store:
        seen = KeptSeen(store, "rules 1")
        for url in ("https://a.example/1", "https://a.example/feed"):
            seen.meet(url, Met("tag"))
        assert seen.met("https://a.example/1") is None
        seen.keep("https://a.example/1")
        assert seen.met("https://a.example/1") == Met("tag")
        assert seen.met("https://a.example/feed") is None, "a list counts once all of it is there"
        seen.keep()
        assert seen.met("https://a.example/feed") == Met("tag")
        assert KeptSeen(store, "rules 2").met("https://a.example/1") is None, "new rules read anew"
        store.keep(KIND, {"https://a.example/1": b"damaged"})
        assert seen.met("https://a.example/1") is None
