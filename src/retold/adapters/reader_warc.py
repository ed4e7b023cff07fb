"""Web archives as a way in: WARC (ISO 28500), packed or not. A page of text is a document; what else it holds is passed over.

Images, scripts and answers without a page are most of an archive and no news to its reader, so they are no refusals. The day on which a
page was crawled is not the day on which it was published: it goes with what is passed through. The format is read here rather than by
warcio, which holds a header line of any length in memory and prints what it does not understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from retold.adapters.reader_records import tidy
from retold.adapters.reader_streams import GZIP, HEAD, LARGEST, Damaged, Found, Unreadable, behind, head, unpacked
from retold.adapters.reader_texts import HTML, decoded, media, utf8
from retold.model import Document, Refusal

PAGES = (*HTML, "text/plain")
LONGEST_LINE, MOST_LINES = 65_536, 500
VERSION = re.compile(rb"WARC/[01]\.\d+\s*")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
CUT = "\0"  # no header has this name
KEPT = {"warc-date": "warc_date", "warc-record-id": "warc_record_id"}

Headers = dict[str, str]


class Record(Struct, frozen=True):
    """One record of an archive: its headers, and a stream of its block."""

    headers: Headers
    block: Block


class Block:
    """The bytes of one record and no more."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self.left = length

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; b"" at the end of the block, or of the archive."""
        part = self._stream.read(min(size, self.left))
        self.left -= len(part)
        return part

    def readline(self, size: int) -> bytes:
        """Return a line of up to `size` bytes."""
        part = self._stream.readline(min(size, self.left))
        self.left -= len(part)
        return part


def read(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the pages of a WARC, each named by its record from 1 on. A cut or damaged archive yields what stands before the damage."""
    first, stream = head(stream)
    rest: BinaryIO | None = unpacked(stream) if first.startswith(GZIP) else stream
    number = pages = 0
    while rest:
        held: Found | None = None  # until its packing has proved sound
        try:
            for record in _records(rest, number):
                yield from (held,) if held else ()
                held, number = None, number + 1
                held = _page(record, f"{name}:{number}")
                pages += held is not None
            rest = None
        except Damaged as error:
            held, number = (None, number) if error.ended else (held, number + 1)
            yield from (held,) if held else ()
            held, rest = None, behind(rest) if rest else None
            pages += 1
            yield Refusal(f"{name}:{number}", "is a record that is damaged" if rest else str(error))
        except Unreadable:
            yield from (held,) if held else ()
            raise
        yield from (held,) if held else ()
    if not pages:
        yield Refusal(name, f"holds no page of text (records: {number})")


def _records(stream: BinaryIO, before: int = 0) -> Iterator[Record]:
    """Yield the records of an archive; `before` is how many stood before them."""
    number = before
    while version := _first_line(stream):
        if not VERSION.fullmatch(version):
            raise Unreadable(f"is damaged or no WARC after record {number}; what follows is left out")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if CUT in headers:
            raise Unreadable(f"is cut off in record {number + 1}; what follows is missing")
        if not length.isdecimal() or len(length) > len("1000000000000"):
            raise Unreadable(f"is damaged in record {number + 1} (no length); what follows is left out")
        number += 1
        block = Block(stream, int(length))
        yield Record(headers, block)
        while block.read(HEAD):
            pass
        if block.left:
            raise Unreadable(f"is cut off in record {number}; what follows is missing")


def _first_line(stream: BinaryIO) -> bytes:
    """Return the next line that is not blank; b"" at the end."""
    for _ in range(MOST_LINES):
        line = stream.readline(LONGEST_LINE)
        if not line or line.strip():
            return line
    raise Unreadable("has blank lines without end; what follows is left out")


def _headers(stream: BinaryIO | Block) -> Headers:
    """Return the header fields up to the blank line, names in lower case; CUT among them where none comes. Raises Unreadable for too many."""
    headers: Headers = {}
    for _ in range(MOST_LINES):
        line = stream.readline(LONGEST_LINE)
        if not line.strip():
            return headers if line else {**headers, CUT: ""}
        name, _, value = line.decode("utf-8", errors="replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise Unreadable("has a record with headers without end; what follows is left out")


def _page(record: Record, where: str) -> Found | None:
    """Return what a record holds if it is a page of text; None for the many that are not."""
    kind, written = record.headers.get("warc-type", ""), record.headers.get("content-type", "")
    answer: Headers = {}
    if kind == "response":
        status = STATUS.match(record.block.readline(LONGEST_LINE))
        if not status or status[1] != b"200":
            return None
        answer = _headers(record.block)
        written = answer.get("content-type", "text/html")
    elif kind not in ("resource", "conversion"):
        return None
    shape, charset = media(written)
    if shape not in PAGES:
        return None
    raw = _raw(record.block, where)
    try:
        content = _body(raw, answer)
    except Unreadable as error:
        return Refusal(where, str(error))
    return Document(where, utf8(content, charset), "html" if shape in HTML else "text", *_stated(record.headers))


def _raw(block: Block, where: str) -> bytes | None:
    """Return the rest of a block, None where it is too large for a page. Raises Unreadable where the archive ends inside it."""
    if block.left > LARGEST:
        return None
    content = b"".join(iter(lambda: block.read(HEAD), b""))
    if block.left:
        raise Unreadable(f"is cut off in record {where.rpartition(':')[2]}; what follows is missing")
    return content


def _body(raw: bytes | None, answer: Headers) -> bytes:
    """Return a page without the marks of its chunks and its packing. Raises Unreadable for one that cannot be unpacked."""
    if raw is None:
        raise Unreadable(f"is too large for one article (the limit is {LARGEST / 1e6:.0f} MB)")
    chunked = "chunked" in answer.get("transfer-encoding", "").lower()
    return decoded(_joined(raw) if chunked else raw, answer.get("content-encoding", ""))


def _joined(content: bytes) -> bytes:
    """Return a body without the marks of its chunks; as it is where the crawler took them out but kept the header."""
    parts, at = [], 0
    while mark := CHUNK.match(content, at):
        size = int(mark[1], 16)
        parts.append(content[mark.end() : mark.end() + size])
        at = mark.end() + size
        at += 2 if content[at : at + 2] == b"\r\n" else 1 if content[at : at + 1] == b"\n" else 0
        if not size:
            break
    return b"".join(parts) if at else content


def _stated(headers: Headers) -> tuple[dict[str, str], dict[str, str]]:
    """Return the fields that an archive states of a page, and what is passed through."""
    url = tidy("url", headers.get("warc-target-uri", "").strip("<> "))
    fields = {"url": url} if url.lower().startswith(("http://", "https://")) else {}
    return fields, {ours: headers[theirs][:4000] for theirs, ours in KEPT.items() if headers.get(theirs)}
