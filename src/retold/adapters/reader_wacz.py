"""WACZ as a way in: a zip that holds web archives. Only those are opened, each within bounds."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from retold.adapters import reader_warc
from retold.adapters.reader_streams import FREE, RATIO, Found, Unreadable, plain, whole
from retold.model import Refusal

ARCHIVES = (".warc", ".warc.gz")
MOST_LISTED = 10_000_000  # bytes of a zip's table of contents
ENDING, LOCATOR, TAIL = b"PK\x05\x06", b"PK\x06\x07", 65_600
MEMBER = b"PK\x03\x04"
ENCRYPTED = 1


def read(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the pages of each archive in a WACZ; a damaged archive is a refusal, and the next one is read."""
    source = stream if stream.seekable() else io.BytesIO(whole(stream))
    try:
        _check_contents(source)
        with zipfile.ZipFile(source) as packed:
            members = [it for it in packed.infolist() if it.filename.lower().endswith(ARCHIVES)]
            if not members:
                yield Refusal(name, "holds no web archive (no file that ends in .warc or .warc.gz)")
            for member in members:
                yield from _archive(packed, member, f"{name}/{plain(member.filename[:500])}")
    except (zipfile.BadZipFile, RuntimeError, struct.error, ValueError, EOFError) as error:
        if _begins(source):
            raise Unreadable(
                "is a WACZ that is cut off (a zip's list of files stands at its end) or damaged; fetch it again"
            ) from None
        raise Unreadable(f"is damaged or no WACZ ({' '.join(str(error).split())[:100]})") from None


def _begins(source: BinaryIO) -> bool:
    """Tell whether the first bytes are those of a zip with files in it."""
    source.seek(0)
    return source.read(len(MEMBER)) == MEMBER


def _archive(packed: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[Found]:
    if member.flag_bits & ENCRYPTED:
        yield Refusal(name, "is encrypted")
        return
    try:
        with packed.open(member) as opened:
            if member.filename.lower().endswith(
                ".gz"
            ):  # each record has a sum of its own; the zip's would cost all of the last ones
                opened._expected_crc = None  # type: ignore[attr-defined]
            bounded = _Bounded(opened, max(FREE, RATIO * member.compress_size))
            yield from reader_warc.read(cast(BinaryIO, io.BufferedReader(bounded)), name)
    except Unreadable as error:
        yield Refusal(name, plain(str(error)))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError) as error:
        yield Refusal(name, f"is damaged ({' '.join(str(error).split())[:100]}); what follows is left out")


def _check_contents(source: BinaryIO) -> None:
    """Raise Unreadable for a zip whose table of contents would not fit into memory: the module reads it whole, unasked."""
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - TAIL))
    tail = source.read(TAIL)
    at = tail.rfind(ENDING)
    listed: int = struct.unpack_from("<I", tail, at + 12)[0] if 0 <= at <= len(tail) - 22 else 0
    wide = tail.rfind(LOCATOR, 0, max(at, 0))
    if 0 <= wide <= len(tail) - 16:  # a large zip keeps its figures in a record of its own
        source.seek(min(struct.unpack_from("<Q", tail, wide + 8)[0], size))
        record = source.read(56)
        listed = struct.unpack_from("<Q", record, 40)[0] if len(record) == 56 else listed
    source.seek(0)
    if listed > MOST_LISTED:
        raise Unreadable("is a zip with far too many files for a WACZ")


class _Bounded(io.RawIOBase):
    """A member of a zip that may not unpack out of all proportion."""

    def __init__(self, opened: IO[bytes], most: int) -> None:
        self._opened = opened
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._opened.read(len(buffer))
        self._left -= len(part)
        if self._left < 0:
            raise Unreadable(f"unpacks to more than {RATIO} times its size; what follows is left out")
        buffer[: len(part)] = part
        return len(part)
