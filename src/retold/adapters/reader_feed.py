"""Feeds as a way in: RSS and Atom by feedparser, JSON Feed. An entry that has its article is a document; one with a teaser names a page.

The outlet of an entry is the one that the feed names for it (`<source>`, as aggregators have it), else the feed's own title.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from msgspec import Struct

from retold.adapters.reader_jsonl import parsed
from retold.adapters.reader_records import document, moment, tidy
from retold.adapters.reader_streams import Unreadable
from retold.model import Document, Refusal

LARGEST_FEED = 10_000_000
MOST_ENTRIES = 5000
ARTICLE = 120  # words from which on a summary is taken for the article; teasers have 20 to 60
TAG = re.compile(r"<[^<>]{0,2000}>")
ASIDE = ((b"<!--", b"-->"), (b"<?", b"?>"))  # comments and instructions, which may stand before the root of any length
ROOT = re.compile(rb"<[A-Za-z_]")
Parsed = Mapping[str, Any]  # feedparser tells nothing of its types
EXTRA = {"guid": 1000, "summary": 10_000, "tags": 1000, "feed": 300}


class Entry(Struct, frozen=True):
    """One entry of a feed: the document that it holds, and whether that is the article or a teaser of the page at `url`."""

    document: Document
    url: str = ""
    whole: bool = True


def read(content: bytes, name: str) -> Iterator[Entry | Refusal]:
    """Yield the entries of a feed, each named by its number from 1 on. Raises Unreadable for what is no feed, or declares entities."""
    if len(content) > LARGEST_FEED:
        raise Unreadable(f"is too large for a feed (the limit is {LARGEST_FEED / 1e6:.0f} MB)")
    if is_json_feed(content):
        yield from _json(parsed(content.removeprefix(b"\xef\xbb\xbf")), name)
        return
    if _declares(content.replace(b"\0", b"")):  # without its noughts UTF-16 reads like ASCII
        raise Unreadable("is a feed that declares entities of its own, which no honest feed needs")
    yield from _xml(content, name)


def _declares(content: bytes) -> bool:
    """Tell whether entities are declared before the root element, the only place where they can be."""
    at = 0
    while (start := content.find(b"<", at)) >= 0:
        closing = next((end for opening, end in ASIDE if content.startswith(opening, start)), None)
        if closing is None:
            root = ROOT.search(content, start)
            before = content[start : root.start() if root else None]
            return b"[" in before or b"<!ENTITY" in before.upper()
        if (end := content.find(closing, start)) < 0:
            return False
        at = end + len(closing)
    return False


def is_json_feed(content: bytes) -> bool:
    """Tell whether JSON calls itself a JSON Feed near its beginning."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"jsonfeed.org/version" in content[:4000].replace(
        b"\\/", b"/"
    )


def _xml(content: bytes, name: str) -> Iterator[Entry | Refusal]:
    import feedparser

    try:
        found: Any = feedparser.parse(io.BytesIO(content))  # a stream: text would be taken for a path or an address
    except Exception as error:  # what hostile markup trips in a library of others is not to end the rest
        raise Unreadable(f"is a feed that cannot be read ({type(error).__name__})") from None
    if not found.entries and not found.get("version"):
        raise Unreadable("is no feed (neither RSS nor Atom)")
    if not found.entries:
        yield Refusal(name, "is a feed without entries")
    for number, entry in enumerate(found.entries[:MOST_ENTRIES], 1):
        yield _entry(entry, found.feed, f"{name}:{number}")
    if len(found.entries) > MOST_ENTRIES:
        yield Refusal(name, f"has {len(found.entries)} entries; those behind the first {MOST_ENTRIES} are left out")


def _entry(entry: Parsed, feed: Parsed, where: str) -> Entry | Refusal:
    given = next((it["value"] for it in entry.get("content", ()) if it.get("value", "").strip()), "")
    body = given or entry.get("summary", "")
    url = entry.get("link", "").strip()
    if not body.strip() and not url:
        return Refusal(where, "is an entry with neither a text nor a link")
    whole = bool(given and len(_words(given)) >= ARTICLE // 2) or len(_words(body)) >= ARTICLE
    page = _page(entry.get("title", ""), body)
    return Entry(Document(where, page, "html", _fields(entry, feed), _extra(entry, feed)), url, whole)


def _fields(entry: Parsed, feed: Parsed) -> dict[str, str]:
    source = entry.get("source") or {}
    written = {
        "id": "" if entry.get("link") else entry.get("id", ""),  # most are addresses or numbers that say nothing to a reader
        "title": _plain(entry.get("title", "")),
        "outlet": _plain(source.get("title", "") or feed.get("title", "")),
        "url": entry.get("link", ""),
        "published": _time(entry.get("published_parsed") or entry.get("updated_parsed")) or entry.get("published", ""),
        "authors": "; ".join(it.get("name", "") for it in entry.get("authors", ()) if it.get("name")),
    }
    return {key: value for key, text in written.items() if (value := tidy(key, text))}


def _extra(entry: Parsed, feed: Parsed) -> dict[str, str]:
    written = {
        "guid": entry.get("id", ""),
        "summary": "" if _same(entry) else entry.get("summary", ""),
        "tags": "; ".join(tag.get("term") or "" for tag in entry.get("tags", ())),
        "feed": feed.get("title", ""),
    }
    return {key: _plain(text)[: EXTRA[key]] for key, text in written.items() if text}


def _same(entry: Parsed) -> bool:
    """Tell whether the summary is the text again, which feedparser fills in where a feed has one of the two."""
    return any(it.get("value") == entry.get("summary") for it in entry.get("content", ()))


def _json(feed: object, name: str) -> Iterator[Entry | Refusal]:
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise Unreadable("calls itself a JSON Feed, but has no list of items")
    if not items:
        yield Refusal(name, "is a feed without entries")
    for number, item in enumerate(items[:MOST_ENTRIES], 1):
        where = f"{name}:{number}"
        yield _item(item, feed, where) if isinstance(item, dict) else Refusal(where, "is no entry of a feed")
    if len(items) > MOST_ENTRIES:
        yield Refusal(name, f"has {len(items)} entries; those behind the first {MOST_ENTRIES} are left out")


def _item(item: Mapping[object, object], feed: Mapping[object, object], where: str) -> Entry | Refusal:
    given = bool(item.get("content_html") or item.get("content_text"))
    url = str(item.get("url") or item.get("external_url") or "")
    text = item if given else {**item, "text": item.get("summary") or item.get("title") or ""}
    made = document({"outlet": feed.get("title"), **text}, where)
    if isinstance(made, Refusal):
        return made if not url else Entry(Document(where, b"", "text", {"url": url}), url, whole=False)
    return Entry(made, url, whole=given or len(made.content.split()) >= ARTICLE)


def _page(title: str, body: str) -> bytes:
    """Return the HTML of an entry as a page of its own, so that it is read like any other."""
    page = f"<html><head><title>{escape(_plain(title))}</title></head><body><article>{body}</article></body></html>"
    return page.encode("utf-8", errors="replace")


def _plain(html: str) -> str:
    return " ".join(TAG.sub(" ", html).split())


def _words(html: str) -> list[str]:
    return TAG.sub(" ", html).split()


def _time(parsed_time: time.struct_time | None) -> str:
    """Return a time in UTC as feedparser gives it, in ISO 8601."""
    return moment(time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed_time)) if parsed_time else ""
