"""What a header says of a body's kind and encoding, honoured once for pages from the web, from archives and from disk."""

from __future__ import annotations

import codecs
import io
import re
import zlib

from retold.adapters.reader_streams import GZIP, LARGEST, Unreadable, unpacked, whole

HTML = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
SAVED = (
    re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>\"'\x00-\x1f\x7f]{1,2000})\s*-->", re.IGNORECASE),
    re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s<>\"'\x00-\x1f\x7f]{1,2000})", re.IGNORECASE),
)
TOLD_BY_HEADER = re.compile(r"(?:iso8859-(?!1$)\d+|cp(?!1252$)\d+|koi8-\w|mac-\w+|big5\w*|gb\w+|shift_jis\w*|euc_\w+|utf-32.*)")


def media(written: str) -> tuple[str, str]:
    """Return the media type of a Content-Type header, in lower case without its parameters, and its charset, "" for none."""
    charset = CHARSET.search(written)
    return written.split(";", 1)[0].strip().lower()[:100], charset[1].lower() if charset else ""


def utf8(content: bytes, charset: str) -> bytes:
    """Return a body in UTF-8 where its header names an encoding that its bytes do not tell by themselves; else as it is."""
    try:
        name = codecs.lookup(charset).name if charset else ""
        return content.decode(name).encode("utf-8") if TOLD_BY_HEADER.fullmatch(name) else content
    except (LookupError, UnicodeError, ValueError):
        return content


def saved_from(content: bytes) -> str:
    """Return the address that a browser wrote into a page when it saved it; "" where it wrote none."""
    found = next((match for pattern in SAVED if (match := pattern.search(content[:4000]))), None)
    return found[1].decode("utf-8", errors="replace") if found else ""


def decoded(content: bytes, encoding: str) -> bytes:
    """Return a body without its Content-Encoding. Raises Unreadable for one that is damaged, unknown, or too large unpacked."""
    packing = encoding.strip().lower()
    if packing in ("gzip", "x-gzip") and content.startswith(GZIP):
        return whole(unpacked(io.BytesIO(content)))
    if packing == "deflate":
        return _inflated(content)
    if packing in ("br", "zstd") and b"<" not in content[:200]:  # some crawlers unpack and keep the header
        raise Unreadable(f"is packed as {packing}, which is not read")
    return content


def _inflated(content: bytes) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # with the header that the standard wants, and without it, as many send it
        try:
            found = zlib.decompressobj(window).decompress(content, LARGEST + 1)
        except zlib.error:
            continue
        if len(found) > LARGEST:
            raise Unreadable(f"is too large for one article (the limit is {LARGEST / 1e6:.0f} MB)")
        return found
    return content
