"""One request to a judge over HTTP, by the standard library alone: no redirect is followed, no proxy asked, no answer read past its limits.

A socket's own time-out starts anew with every byte, so that a server may drip for ever; a timer that cuts the line keeps the promise,
from before the TLS handshake on. Only the look-up of the host's name cannot be cut short; the time it takes is counted.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from msgspec import Struct

LEAST = 0.01  # seconds; a time-out of 0 would mean "do not wait at all" to a socket


class Endpoint(Struct, frozen=True):
    """Where to post. `host` is a name or an address, of IPv6 without its brackets. The key is never shown."""

    secure: bool
    host: str
    port: int
    path: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Endpoint({self.host})"


class Limits(Struct, frozen=True):
    """Seconds for one request, from the look-up of the host to the last byte read, and bytes of an answer."""

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
    ends = time.monotonic() + limits.seconds
    try:
        with closing(_connection(endpoint, ends)) as connection:
            return _exchange(connection, endpoint, content, limits.largest, ends)
    except TimeoutError:
        raise Failed("it does not answer in time", worth_another=True) from None
    except (OSError, HTTPException, ValueError) as error:  # ValueError: what a host, a header or a chunk may not hold
        raise Failed(f"the connection fails ({type(error).__name__})", worth_another=True) from None


def _connection(endpoint: Endpoint, ends: float) -> HTTPConnection:
    """Return a connection whose line stands, for https without its handshake yet.

    The port is always given: without it `http.client` takes the last group of an IPv6 address for one.
    """
    if not endpoint.secure:
        plain = HTTPConnection(endpoint.host, endpoint.port)
        plain.sock = _line(endpoint, ends)
        return plain
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    secure = HTTPSConnection(endpoint.host, endpoint.port, context=context)
    secure.sock = context.wrap_socket(_line(endpoint, ends), server_hostname=endpoint.host, do_handshake_on_connect=False)
    return secure


def _line(endpoint: Endpoint, ends: float) -> socket.socket:
    """Return a connected line. Raises OSError, a TimeoutError where the time is up.

    Each address of the host has an even share of the time that is left, so that one that keeps silent does not hide the next.
    """
    places = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    failed = OSError("the host has no address")
    for n, (family, kind, protocol, _, address) in enumerate(places):
        try:
            with ExitStack() as undo:
                line = undo.enter_context(socket.socket(family, kind, protocol))
                line.settimeout(_left(ends) / (len(places) - n))
                line.connect(address)
                line.settimeout(_left(ends))
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                undo.pop_all()
                return line
        except OSError as error:
            failed = error
    raise failed


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left < LEAST:
        raise TimeoutError
    return left


def _exchange(connection: HTTPConnection, endpoint: Endpoint, content: bytes, largest: int, ends: float) -> bytes:
    with _cut_at(ends, connection.sock):
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        connection.request("POST", endpoint.path, content, _headers(endpoint))
        answer = connection.getresponse()
        _check(answer.status)
        body = answer.read(largest + 1)
    if len(body) > largest:
        raise Failed(f"its answer is longer than {largest} bytes")
    if answer.length:  # what the header promised and did not come; a read with a limit says nothing of it
        raise Failed("its answer breaks off", worth_another=True)
    return body


@contextmanager
def _cut_at(ends: float, line: socket.socket) -> Iterator[None]:
    """Cut a line when its time is up, whatever goes on there. Raises TimeoutError in place of what comes of the cut."""
    cut = threading.Event()
    watch = threading.Timer(_left(ends), _cut, (line, cut))
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, HTTPException, ValueError):
        if cut.is_set():
            raise TimeoutError from None
        raise
    finally:
        watch.cancel()
    if cut.is_set():
        raise TimeoutError


def _cut(line: socket.socket, cut: threading.Event) -> None:
    """End a connection from another thread: whoever reads from it wakes up.

    The plain socket's way, since that of `ssl` takes the cipher off first, and what is sent in that moment would go in clear.
    """
    cut.set()
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)
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
