"""Bytes from outside within bounds: lines that may not grow for ever, gzip that may not unpack for ever, a look at the first bytes.

Whatever is read here was written by others. No line, member or head is held beyond its limit, and what goes past one is said so in
a few words that follow the name of the file.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TypeVar, cast

from retold.model import Document, Refusal

Found = Document | Refusal
LARGEST = 20_000_000  # bytes of one article, page or document that must be held whole
RECORD = 5_000_000  # bytes of one line or row: the longest article, each character escaped, takes half of it
HEAD = 65_536
GZIP = b"\x1f\x8b"
NEXT = GZIP + b"\x08"  # how a member begins
MEMBER = 31  # zlib's word for "gzip with its header, the largest window"
RATIO = 200  # text packs to a fifth, tables of one value to a hundredth
FREE = 50_000_000  # bytes that may come out before the ratio counts
PATIENCE = 1000

T = TypeVar("T")


class Unreadable(Exception):
    """Nothing more can be read here; the message goes on where the file's name ends."""


class Damaged(Unreadable):
    """A member of a gzip stream cannot be unpacked, or (`ended`) was, but is not what was packed; those behind it may be sound."""

    def __init__(self, because: str, *, ended: bool = False) -> None:
        super().__init__(because)
        self.ended = ended


def lines(stream: BinaryIO, longest: int = RECORD) -> Iterator[tuple[int, bytes | None]]:
    """Yield number and bytes of each line, None in place of one that is longer than `longest`, which is passed over unread."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) <= longest or line.endswith(b"\n"):
            yield number, line
        else:
            del line
            _pass_line(stream)
            yield number, None


def _pass_line(stream: BinaryIO) -> None:
    while (part := stream.readline(HEAD)) and not part.endswith(b"\n"):
        pass


def whole(stream: BinaryIO, most: int = LARGEST) -> bytes:
    """Return all that is left. Raises Unreadable where that is more than `most` bytes."""
    content = bytearray()
    while part := stream.read(HEAD):  # asked for all at once, a buffered stream sets aside the whole limit first
        content += part
        if len(content) > most:
            raise Unreadable(f"is too large to be read at once (the limit is {most / 1e6:.0f} MB)")
    return bytes(content)


def head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that still has them."""
    first = stream.read(HEAD)
    while len(first) < HEAD and (more := stream.read(HEAD - len(first))):
        first += more
    if stream.seekable():
        stream.seek(-len(first), io.SEEK_CUR)
        return first, stream
    return first, cast(BinaryIO, io.BufferedReader(_Joined(first, stream), HEAD))


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return what a gzip stream holds. Reading raises Unreadable where it is damaged, cut off, or unpacks out of all proportion."""
    return cast(BinaryIO, io.BufferedReader(_Gunzip(stream), HEAD))


def behind(stream: BinaryIO) -> BinaryIO | None:
    """Return what stands behind the damage that reading an unpacked stream has met, from the next member on; None where none follows."""
    raw = stream.detach() if isinstance(stream, io.BufferedReader) else None
    return cast(BinaryIO, io.BufferedReader(raw, HEAD)) if isinstance(raw, _Gunzip) and raw.skip() else None


def patient(name: str, found: Iterable[Found]) -> Iterator[Found]:
    """Pass on what is found, what ends it early as a refusal; after a thousand refusals in a row nothing good is expected any more."""
    in_a_row = 0
    try:
        for it in found:
            yield it
            in_a_row = in_a_row + 1 if isinstance(it, Refusal) else 0
            if in_a_row == PATIENCE:
                yield Refusal(name, f"has {PATIENCE} records in a row that cannot be read; what follows is left out")
                return
    except Unreadable as error:
        yield Refusal(name, plain(str(error)))
    except OSError as error:
        yield Refusal(name, f"cannot be read: {reason(error)}")
    except MemoryError:
        yield Refusal(name, "does not fit into memory; what follows is left out")


def plain(written: str) -> str:
    """Return words of others as a message may hold them: what steers a terminal or breaks a line becomes a blank."""
    return "".join(character if character.isprintable() else " " for character in written)


def reason(error: OSError) -> str:
    """Return what the system says of an error, as it stands in the middle of a line."""
    return (error.strerror or str(error)).lower()


class _Joined(io.RawIOBase):
    """The first bytes of a stream that cannot be wound back, then the rest of it."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = memoryview(first)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer of a BufferedReader is one
        part = self._first[: len(buffer)] if self._first else self._rest.read(len(buffer))
        self._first = self._first[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class _Gunzip(io.RawIOBase):
    """A gzip stream of any number of members, unpacked as far as it is asked for."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._pending = b""
        self._member = zlib.decompressobj(MEMBER)
        self._taken = self._given = self._out = 0  # bytes packed, unpacked, and of the member that is being unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._more(len(buffer))
        buffer[: len(part)] = part
        self._given += len(part)
        if self._given > FREE and self._given > RATIO * self._taken:
            raise Unreadable(f"unpacks to more than {RATIO} times its size; what follows is left out")
        return len(part)

    def skip(self) -> bool:
        """Go to where the next member seems to begin, behind the damage; False where none is."""
        self._pending = self._pending[1:]
        while (at := self._pending.find(NEXT)) < 0:
            kept = self._pending[-len(NEXT) + 1 :]
            if not self._read():
                return False
            self._pending = kept + self._pending
        self._pending, self._member, self._out = self._pending[at:], zlib.decompressobj(MEMBER), 0
        return True

    def _more(self, wanted: int) -> bytes:
        part = b""
        while not part and self._fill():
            try:
                part = self._member.decompress(self._pending, wanted)
            except zlib.error as error:
                ended = self._out and any(
                    sum_ in str(error) for sum_ in ("data check", "length check")
                )  # these two stand at its end
                raise Damaged("holds gzip that is damaged; what follows is left out", ended=bool(ended)) from None
            self._pending = self._member.unconsumed_tail or self._member.unused_data
            self._out += len(part)
        return part

    def _fill(self) -> bool:
        """Have something to unpack; False at the end of the last member."""
        if self._member.eof:
            self._pending = self._pending.lstrip(b"\0")  # padding, as tape and some archivers leave it
            if self._pending or self._read():
                self._member, self._out = zlib.decompressobj(MEMBER), 0
                return True
            return False
        if not self._pending and not self._read():
            if not self._given and not self._taken:
                return False
            raise Unreadable("is cut off: its gzip ends early; what follows is missing")
        return True

    def _read(self) -> bool:
        self._pending = self._packed.read(HEAD)
        self._taken += len(self._pending)
        return bool(self._pending)
