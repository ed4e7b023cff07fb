"""The web as a way in: what a page that was fetched is, by its media type, its address and its first bytes."""

from __future__ import annotations

from urllib.parse import urlsplit

from retold.adapters.fetching import Fetched
from retold.adapters.reader_kinds import Kind, ending, sniffed
from retold.adapters.reader_texts import HTML, utf8
from retold.model import Document

TEXTUAL = ("text/plain", "application/octet-stream", "binary/octet-stream", "")
KINDS: dict[str, Kind] = {
    **dict.fromkeys(HTML, "article"),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"), "feed"),
    "text/x-opml": "opml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    **dict.fromkeys(("application/warc", "application/wacz"), "warc"),
    **dict.fromkeys(("application/jsonl", "application/x-ndjson", "application/x-jsonlines"), "jsonl"),
    "application/vnd.apache.parquet": "parquet",
}
SNIFFED = (*TEXTUAL, "text/html", "application/json", "application/xml", "text/xml", "application/gzip", "application/x-gzip")
NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


def kind(page: Fetched) -> Kind:
    """Return what a body is. Feeds are often sent as "text/html" or "text/xml", tables and archives as bytes."""
    if page.kind in SNIFFED:
        found = sniffed(page.content)
        plain = ending(urlsplit(page.url).path) if page.kind in TEXTUAL and found == "article" else None
        return plain or found
    return KINDS.get(page.kind) or sniffed(page.content)


def no_text(page: Fetched) -> str:
    """Return why a body holds no text by its media type, "" where it may."""
    return f"is {page.kind}, not a page of text" if page.kind.startswith(NO_TEXT) else ""


def document(page: Fetched, stated: Document | None = None) -> Document:
    """Return a page as a document; what a feed stated of it stands where the page cannot be trusted to, its time and its byline."""
    fields = {key: value for key, value in (stated.fields if stated else {}).items() if key in ("published", "authors")}
    extra = dict(stated.extra) if stated else {}
    if page.asked != page.url:
        extra["asked"] = page.asked
    shape = "text" if page.kind == "text/plain" else "html"
    return Document(
        page.url, utf8(page.content, page.charset), "html" if shape == "html" else "text", {**fields, "url": page.url}, extra
    )
