"""Connections that end in time, and that go to the very address that was judged.

A time-out of a socket begins anew with every byte, so a server may drip for ever; here every read, write and handshake gets what is left
of one span of time. A name is looked up once, each number that it stands for is judged, and the connection goes to one of these
numbers: a second look-up, which might answer otherwise, does not happen (DNS rebinding).
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from retold.adapters.fetching.addresses import Forbidden, refusal

MOST_NUMBERS = 4  # of one name are tried before it counts as out of reach
Lookup = Callable[[str, int], list[str]]


class TooSlow(Exception):
    """The time for one page is over."""


def lookup(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, as the system tells them. Raises OSError where it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """The time that a page may take. It stands still while a host is not asked because it is not its turn."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Return the seconds left, at most `at_most`. Raises TooSlow where none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left if at_most is None else min(left, at_most)

    def extend(self, seconds: float) -> None:
        """Give more time: what was spent waiting for a turn."""
        self._ends += seconds


class Guarded(httpcore.NetworkBackend):
    """Connects within the time that is left, and to permitted addresses only."""

    def __init__(self, deadline: Deadline, look: Lookup, allow_private: bool) -> None:
        self._deadline = deadline
        self._look = look
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first number of a host that answers. Raises Forbidden if any of them is of a private network."""
        numbers = self._numbers(host, port)
        for number in numbers[:MOST_NUMBERS]:
            try:
                stream = self._plain.connect_tcp(number, port, self._deadline.left(timeout), local_address, socket_options)
                return Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == numbers[:MOST_NUMBERS][-1]:
                    raise
        raise httpcore.ConnectError("the host has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Raise Forbidden: a page of the web is never behind a socket of this machine."""
        raise Forbidden("leads to a socket of this machine")

    def _numbers(self, host: str, port: int) -> list[str]:
        numbers = self._looked_up(host, port)
        for number in numbers:
            if (why := refusal(number)) and not self._allow_private:
                raise Forbidden(why)
        return numbers

    def _looked_up(self, host: str, port: int) -> list[str]:
        """Look a name up in a thread that is left behind when it takes too long: the system's own look-up knows no time-out."""
        found: list[list[str] | Exception] = []

        def look() -> None:
            try:
                found.append(self._look(host, port))
            except (OSError, UnicodeError) as error:
                found.append(error)

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if not found:
            raise TooSlow
        if isinstance(found[0], Exception):
            raise httpcore.ConnectError("its host is not known")
        return found[0]


class Timed(httpcore.NetworkStream):
    """A connection whose every step gets what is left of the time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, up to `max_bytes`."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection encrypted, the host's certificate checked against its name."""
        return Timed(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # as the base class has it
        """Return what is known of the connection under a name of httpcore's."""
        return self._stream.get_extra_info(info)
