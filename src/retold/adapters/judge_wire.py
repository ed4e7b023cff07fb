"""One request to a judge over HTTP, by the standard library alone: no redirect is followed, no proxy asked, no answer read past its limits.

A socket's own time-out starts anew with every byte, so that a server may drip for ever; a timer that cuts the line keeps the promise.
"""

from __future__ import annotations

import socket
import threading
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from msgspec import Struct


class Endpoint(Struct, frozen=True):
    """Where to post. The key is never shown."""

    secure: bool
    host: str
    port: int | None
    path: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Endpoint({self.host})"


class Limits(Struct, frozen=True):
    """Seconds for one request, from the first byte sent to the last byte read, and bytes of an answer."""

    seconds: float
    largest: int


class Failed(Exception):
    """No answer came. `worth_another` tells whether asking again may help."""

    def __init__(self, why: str, worth_another: bool = False) -> None:
        super().__init__(why)
        self.worth_another = worth_another


class NotAccepted(Failed):
    """The endpoint does not accept the request as it is (HTTP 400 or 422)."""


def post(endpoint: Endpoint, content: bytes, limits: Limits) -> bytes:
    """Return the body of a 200 answer. Raises NotAccepted for a 400 or 422, Failed for all else."""
    kind = HTTPSConnection if endpoint.secure else HTTPConnection
    connection = kind(endpoint.host, endpoint.port, timeout=max(limits.seconds, 0.01))
    try:
        connection.connect()
        return _exchange(connection, endpoint, content, limits)
    except TimeoutError:
        raise Failed("it does not answer in time", worth_another=True) from None
    except (OSError, HTTPException, ValueError) as error:  # ValueError: what a header or a chunk may not hold
        raise Failed(f"the connection fails ({type(error).__name__})", worth_another=True) from None
    finally:
        connection.close()


def _exchange(connection: HTTPConnection, endpoint: Endpoint, content: bytes, limits: Limits) -> bytes:
    cut = threading.Event()
    watch = threading.Timer(limits.seconds, _cut, (connection.sock, cut))
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", endpoint.path, content, _headers(endpoint))
        answer = connection.getresponse()
        _check(answer.status)
        body = answer.read(limits.largest + 1)
    except (OSError, HTTPException, ValueError):
        if cut.is_set():
            raise TimeoutError from None
        raise
    finally:
        watch.cancel()
    if cut.is_set():
        raise TimeoutError
    if len(body) > limits.largest:
        raise Failed(f"its answer is longer than {limits.largest} bytes")
    if answer.length:  # what the header promised and did not come; a read with a limit says nothing of it
        raise Failed("its answer breaks off", worth_another=True)
    return body


def _cut(line: socket.socket, cut: threading.Event) -> None:
    """End a connection from another thread: whoever reads from it wakes up."""
    cut.set()
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


def _headers(endpoint: Endpoint) -> dict[str, str]:
    plain = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "retold", "Connection": "close"}
    return plain | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})


def _check(status: int) -> None:
    """Raise Failed for every status but 200."""
    if status in (400, 422):
        raise NotAccepted(f"it does not accept the request (HTTP {status})")
    if 300 <= status < 400:
        raise Failed(f"it redirects elsewhere (HTTP {status}), which is not followed")
    if status in (401, 403):
        raise Failed(f"it refuses the key (HTTP {status})")
    if status != 200:
        raise Failed(f"it answers HTTP {status}", worth_another=status >= 500 or status in (408, 429))
