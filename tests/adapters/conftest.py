"""A site of its own for the tests that fetch: a real server on this machine, its pages given one by one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from retold.adapters.fetching import Met

Page = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server whose pages are functions of a request; `asked` has what was asked for, in order, `agents` who asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.linger = 0.0  # seconds that a request is held before it is answered
        self.closing = threading.Event()
        site, lock = self, threading.Lock()

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with lock:
                    site.asked.append(self.path)
                    site.headers.append({key.lower(): value for key, value in self.headers.items()})
                    site.at_once += 1
                    site.most_at_once = max(site.most_at_once, site.at_once)
                time.sleep(site.linger)
                with lock:  # before the answer: who has it may ask again at once
                    site.at_once -= 1
                with suppress(OSError):  # the other side has gone, as some tests want
                    site.pages.get(self.path.partition("?")[0], missing)(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def text(
        self, path: str, content: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        """Answer a path with a content and headers, their names with _ for -."""
        self.pages[path] = lambda request: answer(request, content, kind, status, headers)

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class Memory:
    """What was seen, as a library keeps it."""

    def __init__(self) -> None:
        self.kept: dict[str, Met] = {}

    def met(self, url: str) -> Met | None:
        return self.kept.get(url)

    def meet(self, url: str, met: Met) -> None:
        self.kept[url] = met


def answer(request: BaseHTTPRequestHandler, content: str | bytes, kind: str, status: int, headers: dict[str, str]) -> None:
    body = content.encode() if isinstance(content, str) else content
    request.send_response(status)
    request.send_header("Content-Type", kind)
    for key, value in headers.items():
        request.send_header(key.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def missing(request: BaseHTTPRequestHandler) -> None:
    answer(request, "nothing here", "text/plain", 404, {})


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()
