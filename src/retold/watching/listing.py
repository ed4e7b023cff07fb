"""What a feed lists, laid beside what it listed before: which entries are new, which changed, which are long gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from retold.model import Document
from retold.watching.records import DAY, Feed, Listed, Pace

TRUSTED = ("published", "authors")  # what a feed states better than the page behind it


class Entry(Struct, frozen=True):
    """An entry of a feed: the document that it holds, the address of its page, and whether the document is the article itself."""

    document: Document
    url: str = ""
    whole: bool = True


class Upshot(NamedTuple):
    """What a feed brought: articles that it holds itself, by the entries' keys, and what is now known of its entries."""

    documents: list[tuple[str, Document]]
    listed: dict[str, Listed]


def listing(feed: str, entries: Iterable[Entry], known: Mapping[str, Listed], now: float, pace: Pace) -> Upshot:
    """Return what is new or changed in a feed. An entry that several feeds list belongs to the first that did."""
    upshot = Upshot([], {})
    for entry in entries:
        key, stamp = key_of(feed, entry), printed(entry.document)
        before = upshot.listed.get(key) or known.get(key)
        if before and (before.feed != feed or before.print == stamp):
            if now - before.seen > DAY:
                upshot.listed[key] = replace(before, seen=now)
            continue
        if entry.whole:
            upshot.documents.append((key, entry.document))
            upshot.listed[key] = Listed(feed, stamp, now)
        elif entry.url:
            upshot.listed[key] = _page(entry, before or Listed(feed, stamp, now), stamp, now, pace)
    return upshot


def _page(entry: Entry, before: Listed, stamp: bytes, now: float, pace: Pace) -> Listed:
    """Return an entry whose page is due: at once if it is new; if only its teaser changed, not sooner than a feed would be."""
    due = max(now, before.looked + 2 * pace.every) if before.looked else now
    fields = {key: value for key, value in entry.document.fields.items() if key in TRUSTED}
    return replace(before, print=stamp, seen=now, due=due, fields=fields, extra=entry.document.extra, looks=0, failures=0)


def key_of(feed: str, entry: Entry) -> str:
    """Return what an entry is known by: the address of its page, else its feed and what the feed calls it."""
    if entry.url:
        return entry.url
    document = entry.document
    name = document.extra.get("guid") or document.fields.get("id") or document.fields.get("title") or printed(document).hex()
    return f"{feed}#{name}"


def printed(document: Document) -> bytes:
    """Return a print of all that a feed states of an entry, its place in the feed aside."""
    hashed = blake2b(digest_size=12)
    for part in (f"{key}\0{value}" for it in (document.fields, document.extra) for key, value in sorted(it.items())):
        hashed.update(part.encode("utf-8", "surrogatepass") + b"\1")
    hashed.update(document.content)
    return hashed.digest()


def forgotten(pages: Mapping[str, Listed], feeds: Mapping[str, Feed], pace: Pace) -> Iterator[str]:
    """Yield the entries that their feeds have not listed for long, and whose pages need not be looked at again."""
    for key, page in pages.items():
        if page.due is None and page.feed in feeds and page.seen + pace.keep < feeds[page.feed].listed:
            yield key


class Answer(Struct, frozen=True):
    """What came of asking for a feed or a page; `because` says why nothing did, "" where it came or (`unchanged`) is what it was.

    `status`, `wait` (seconds of quiet that were asked for) and `host` (the host as a whole failed) say how to go on; `quiet` are the
    seconds for which the host is to be left alone in any case. A list of feeds has `children`.
    """

    what: Literal["feed", "page"]
    url: str
    entries: tuple[Entry, ...] = ()
    document: Document | None = None
    children: tuple[str, ...] = ()
    own: float = 0.0
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    because: str = ""
    status: int = 0
    wait: float = 0.0
    host: bool = False
    quiet: float = 0.0
    left_out: tuple[str, ...] = ()
