"""News as JSON lines at the end of a file: each piece once, however often the writer is killed and begins anew.

A line is on the disk before it counts as written. Where a run ended between the two, the next one finds the line in the file and does not
write it again; half a line is taken away first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import asdict

from retold.adapters.reader_streams import reason
from retold.language import signs
from retold.version import VERSION
from retold.watching import Item, Undelivered

SCHEMA = 1
TAIL = 4_000_000
OURS = b'{"retold":'


def line(item: Item) -> bytes:
    """Return a piece of news as one line of JSON."""
    written = msgspec.json.encode({"retold": VERSION, "schema": SCHEMA, **asdict(item)}).decode()
    return signs.in_json(written).encode() + b"\n"


class JsonLines:
    """A file that grows by a line for each piece of news."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self.name = f"{self._path}"

    def send(self, items: Sequence[Item]) -> Iterator[Item]:
        """Write news and yield each piece once all of it is on the disk. Raises Undelivered where the file cannot be written."""
        try:
            with self._path.open("a+b") as file, alone(file):
                there = _mended(file)
                file.write(b"".join(line(item) for item in items if item.id not in there))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Undelivered(f"cannot be written: {reason(error)}") from None
        yield from items


@contextmanager
def alone(file: BinaryIO) -> Iterator[None]:
    """Hold a file alone: two watches may write to one, and each must see what the other wrote."""
    with suppress(ImportError, OSError):  # a system, or a disk of another one, without such locks
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
    yield


def _mended(file: BinaryIO) -> set[str]:
    """Go to the end of whole lines, cut off half of one of ours, and return the ids of the last ones. Raises Undelivered for others' files."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - TAIL)
    file.seek(start)
    tail = file.read(TAIL)
    *lines, rest = tail.split(b"\n")
    if rest:
        if not (rest.startswith(OURS[: len(rest)]) or OURS.startswith(rest)):
            raise Undelivered("does not end with a line of news; name another file")
        file.truncate(size - len(rest))
    file.seek(0, os.SEEK_END)
    return {name for it in lines if (name := _id(it))}


def _id(written: bytes) -> str:
    try:
        found = msgspec.json.decode(written)
        return str(found.get("id", "")) if isinstance(found, dict) else ""
    except (msgspec.MsgspecError, RecursionError):
        return ""
