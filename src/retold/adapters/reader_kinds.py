"""What a file, a stream or a body is: by the ending of its name where that is plain, else by its first bytes."""

from __future__ import annotations

import json
import re
from typing import Literal

from retold.adapters.reader_browser import PLIST, is_mhtml
from retold.adapters.reader_feed import is_json_feed
from retold.adapters.reader_streams import GZIP, HEAD

Kind = Literal[
    "article",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "parquet",
    "warc",
    "wacz",
    "feed",
    "opml",
    "xml",
    "mhtml",
    "webarchive",
    "bzip2",
    "xz",
    "zstd",
]

ARTICLES = (".txt", ".text", ".html", ".htm", ".xhtml")
ENDINGS: dict[str, Kind] = {
    **dict.fromkeys(ARTICLES, "article"),
    **dict.fromkeys((".jsonl", ".ndjson", ".jl", ".jsonlines"), "jsonl"),
    ".csv": "csv",
    **dict.fromkeys((".tsv", ".tab"), "tsv"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".warc": "warc",
    ".wacz": "wacz",
    **dict.fromkeys((".rss", ".atom"), "feed"),
    ".opml": "opml",
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    ".webarchive": "webarchive",
}
MAGIC: dict[bytes, Kind] = {
    b"PAR1": "parquet",
    b"WARC/": "warc",
    PLIST: "webarchive",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
XML = re.compile(
    rb"\s*(?:<\?[^>]{0,1000}\?>\s*|<!--.{0,5000}?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*){0,20}<([\w:]+)",
    re.DOTALL | re.IGNORECASE,
)
ROOTS: dict[bytes, Kind] = {b"rss": "feed", b"feed": "feed", b"atom:feed": "feed", b"rdf": "feed", b"opml": "opml"}
LONG = HEAD - 100
MARK = b"\xef\xbb\xbf"


def ending(name: str) -> Kind | None:
    """Return what the ending of a name says, ".gz" aside; None where it says nothing or too little (".json", ".xml", none)."""
    plain = name.lower().removesuffix(".gz")
    return next((kind for end, kind in ENDINGS.items() if plain.endswith(end)), None)


def sniffed(first: bytes) -> Kind:
    """Return what first bytes say; what is nothing else is an article."""
    known = next((kind for magic, kind in MAGIC.items() if first.startswith(magic)), None)
    if known:
        return known
    if first.startswith(b"PK\x03\x04") and (b"archive/" in first or b"datapackage.json" in first):
        return "wacz"
    start = first.removeprefix(MARK).lstrip()
    if start.startswith((b"{", b"[")):
        return _json(start)
    if is_mhtml(start):
        return "mhtml"
    root = XML.match(start)
    name = root[1].lower() if root else b""
    other: Kind = "xml" if start.startswith(b"<?xml") and name not in (b"", b"html") else "article"
    return ROOTS.get(b"rdf" if name == b"rdf:rdf" else name, other)


def packed(first: bytes) -> bool:
    """Tell whether first bytes are those of gzip."""
    return first.startswith(GZIP)


def _json(start: bytes) -> Kind:
    """Tell JSON lines, a feed and one piece of JSON apart; what only looks like JSON is an article."""
    if is_json_feed(start):
        return "feed"
    if re.match(rb"\[\s*(?:\{|\])", start):
        return "json"
    line, _, rest = start.partition(b"\n")
    if _is_object(line):
        return "jsonl" if rest.strip() else "json"
    if len(line) == len(start) >= LONG and re.match(
        rb'\{\s*"[^"\n]{1,200}"\s*:', start
    ):  # one line longer than what was looked at
        return "jsonl"
    return "json" if re.match(rb'\{\s*(?:"[^"\n]{1,200}"\s*:|\})', start) else "article"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
