"""Pages that a browser saved as one file: MHTML (RFC 2557; Chrome, Edge, Opera) and the web archives of Safari (a binary property list).

Of such a file the page is read and its pictures are passed over. The day on which it was saved is not the day on which it was
published: it goes with what is passed through.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import Any, BinaryIO

from retold.adapters.reader_streams import LARGEST, Found, Unreadable, whole
from retold.adapters.reader_texts import HTML, utf8
from retold.model import Document, Refusal

LARGEST_FILE = 100_000_000  # bytes: most of them are pictures
START = re.compile(
    rb"(?:[\w-]{1,50}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){0,20}?content-type:\s*multipart/related", re.I
)
PLIST = b"bplist00"
ADDRESS = re.compile(r"https?://\S{1,2000}")
DAMAGED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    MemoryError,
    plistlib.InvalidFileException,
)


def is_mhtml(first: bytes) -> bool:
    """Tell whether a file begins with the headers of a page that was saved with all its parts."""
    return START.match(first) is not None


def read_mhtml(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the page of an MHTML file, its address as the browser wrote it."""
    content = whole(stream, LARGEST_FILE)
    try:
        message = BytesParser().parsebytes(content)
        page = next((part for part in message.walk() if part.get_content_type() in HTML), None)
        body = page.get_payload(decode=True) if page else None
    except DAMAGED as error:
        raise Unreadable(f"is no MHTML that can be read ({type(error).__name__})") from error
    if page is None or not isinstance(body, bytes):
        yield Refusal(name, "holds no page of text")
        return
    stated = {"saved": saved} if (saved := _written(message, "Date")) else {}
    address = _written(message, "Snapshot-Content-Location") or _written(page, "Content-Location")
    yield _document(name, utf8(body, page.get_content_charset() or ""), address, stated)


def read_webarchive(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the page of a web archive of Safari."""
    content = whole(stream, LARGEST_FILE)
    try:
        page: dict[str, Any] = plistlib.loads(content, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        body, encoding = page["WebResourceData"], str(page.get("WebResourceTextEncodingName", ""))
        shape, address = str(page.get("WebResourceMIMEType", HTML[0])), str(page.get("WebResourceURL", ""))
    except DAMAGED as error:
        raise Unreadable(f"is no web archive that can be read ({type(error).__name__})") from error
    if shape not in HTML or not isinstance(body, bytes):
        yield Refusal(name, "holds no page of text")
        return
    yield _document(name, utf8(body, encoding), address, {})


def _document(name: str, content: bytes, address: str, stated: dict[str, str]) -> Found:
    if len(content) > LARGEST:
        return Refusal(name, f"is too large for one article (the limit is {LARGEST / 1e6:.0f} MB)")
    return Document(name, content, "html", {"url": address} if ADDRESS.fullmatch(address) else {}, stated)


def _written(part: Message, header: str) -> str:
    return " ".join(str(part.get(header, "")).split())[:2000]
