"""The `Reader` port on every way in: each place is looked at, and handed to the reader of what it is.

A place is a file, a folder, a glob pattern, an address of the web, "-" for standard input, or `urls:FILE` for a list of addresses. What a
file holds is told by its name or its first bytes. Only what was asked for is fetched: a page, a feed and the pages that it leads to, the
feeds of an OPML file; a feed that lies on the disk leads nowhere unless that is asked for.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import groupby, islice
from pathlib import Path
from typing import BinaryIO

from retold.adapters import (
    reader_browser,
    reader_csv,
    reader_feed,
    reader_jsonl,
    reader_opml,
    reader_parquet,
    reader_wacz,
    reader_warc,
    reader_web,
)
from retold.adapters.fetching import Asking, Fetched, Fetcher, Unchanged, ahead
from retold.adapters.fetching.addresses import shown as url_shown
from retold.adapters.reader_files import Found as Files
from retold.adapters.reader_files import document, is_article, of_bytes, shown, unreadable
from retold.adapters.reader_kinds import Kind, ending, packed, sniffed
from retold.adapters.reader_streams import LARGEST, Found, Unreadable, head, lines, patient, unpacked, whole
from retold.model import Document, Refusal

Got = Fetched | Unchanged | Refusal
ASKING = Asking()
SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,19})://")
LIST = "urls:"
TABLES = ("jsonl", "csv", "tsv", "parquet")
LOOKED_INTO = (".json", ".json.gz", ".xml", ".xml.gz")
LOOKED_AT, SHORTEST = 20, 300  # records, and bytes of the text of one
LONGEST_ADDRESS = 4000
MOST_FOLLOWED = 500  # pages of one feed
NO_ARTICLES = (
    "seems to hold no articles: few or none of its first 20 records have a text of 300 bytes under a key that is known"
)
NO_FEED = "is XML, but neither a feed nor a page"
UNPACK = {"bzip2": "bunzip2", "xz": "unxz", "zstd": "unzstd"}
CONTAINERS: dict[Kind, Callable[[BinaryIO, str], Iterator[Found]]] = {
    "jsonl": reader_jsonl.read_lines,
    "json": reader_jsonl.read_whole,
    "csv": reader_csv.read,
    "tsv": lambda stream, name: reader_csv.read(stream, name, "\t"),
    "parquet": reader_parquet.read,
    "warc": reader_warc.read,
    "wacz": reader_wacz.read,
    "mhtml": reader_browser.read_mhtml,
    "webarchive": reader_browser.read_webarchive,
}


class PlacesReader:
    """Reads whatever retold can read. Paths in the result are files, addresses, or these and the number of a record ("pile.jsonl:17")."""

    def __init__(self, asking: Asking = ASKING) -> None:
        self._asking = asking
        self._web = Fetcher(asking)

    def read(self, places: Sequence[str]) -> Iterator[Found]:
        """Yield what is behind each place, in the order given, and a refusal for each thing that cannot be read."""
        files = Files(_in_folder, _left)
        fetched: set[str] = set()
        for of_web, group in groupby(places, key=lambda place: bool(SCHEME.match(place.strip()))):
            if of_web:
                yield from self._addresses((place.strip() for place in group), fetched)
                continue
            for place in group:
                if place.startswith(LIST):
                    yield from patient(place, self._addresses(_listed(place.removeprefix(LIST)), fetched))
                    continue
                for path in files.at(place):
                    yield from (path,) if isinstance(path, Refusal) else patient(shown(path), self._file(path, fetched))

    def _file(self, path: Path, fetched: set[str]) -> Iterator[Found]:
        if str(path) == "-":
            yield from self._standard_input(fetched)
        elif because := unreadable(path):
            yield Refusal(shown(path), because)
        elif is_article(path):
            yield document(path)
        else:
            with path.open("rb") as stream:
                yield from self._stream(stream, shown(path), fetched)

    def _standard_input(self, fetched: set[str]) -> Iterator[Found]:
        if sys.stdin is None:
            yield Refusal("-", "is standard input, which is closed")
        else:
            yield from self._stream(sys.stdin.buffer, "-", fetched)

    def _stream(self, stream: BinaryIO, name: str, fetched: set[str]) -> Iterator[Found]:
        kind, stream = _opened(stream, name)
        if kind in CONTAINERS:
            yield from CONTAINERS[kind](stream, name)
        elif kind == "feed":
            yield from self._feed(whole(stream, reader_feed.LARGEST_FEED), name, fetched if self._asking.follow else None)
        elif kind == "opml":
            yield from self._addresses(reader_opml.feeds(whole(stream, reader_opml.LARGEST_LIST)), fetched)
        elif kind in UNPACK:
            yield Refusal(name, f"is packed with {kind}, which is not read: unpack it with {UNPACK[kind]} first")
        elif kind == "xml":
            yield Refusal(name, NO_FEED)
        else:
            yield of_bytes(name, stream.read(LARGEST + 1))

    def _addresses(self, urls: Iterable[str | Refusal], fetched: set[str]) -> Iterator[Found]:
        """Yield what is behind addresses that were not asked for before, in order; refusals among them are passed on."""

        def fresh() -> Iterator[str | Refusal]:
            for url in urls:
                if isinstance(url, Refusal) or url not in fetched:
                    yield url
                    fetched.update((url,) if isinstance(url, str) else ())

        for url, page in ahead(lambda url: url if isinstance(url, Refusal) else self._web.get(url), fresh()):
            yield from (url,) if isinstance(url, Refusal) else patient(url_shown(url), self._page(url, page, fetched))

    def _page(self, url: str, page: Got, fetched: set[str], stated: Document | None = None) -> Iterator[Found]:
        """Yield what came from an address; `stated` is the entry of the feed that led to it, whose page is no container again."""
        if isinstance(page, Unchanged):
            return
        if isinstance(page, Refusal):
            yield page
        elif because := reader_web.no_text(page):
            yield Refusal(url, because)
        elif stated or (kind := reader_web.kind(page)) == "article":
            yield reader_web.document(page, stated)
        elif kind == "feed":
            yield from self._feed(page.content, url, None if self._asking.follow is False else fetched)
        elif kind == "opml":
            yield from self._addresses(reader_opml.feeds(page.content), fetched)
        elif kind in CONTAINERS:
            stream: BinaryIO = io.BytesIO(page.content)
            yield from CONTAINERS[kind](unpacked(stream) if packed(page.content) and kind != "warc" else stream, url)
        else:
            yield Refusal(url, NO_FEED if kind == "xml" else f"is packed with {kind}, which is not read")

    def _feed(self, content: bytes, name: str, fetched: set[str] | None) -> Iterator[Found]:
        """Yield the articles of a feed, and the pages behind its teasers unless these are not to be followed (None)."""
        followed = 0
        for entry in reader_feed.read(content, name):
            if isinstance(entry, Refusal):
                yield entry
            elif entry.whole:
                yield entry.document
            elif fetched is None or not entry.url or followed == MOST_FOLLOWED:
                yield Refusal(entry.document.path, _teaser(entry, followed))
            elif entry.url not in fetched:
                fetched.add(entry.url)
                followed += 1
                yield from self._page(entry.url, self._web.get(entry.url), fetched, entry.document)


def _listed(path: str) -> Iterator[str | Refusal]:
    """Yield the addresses of a list, one a line; blank lines and those that begin with # are passed over."""
    if path == "-" and sys.stdin is None:
        yield Refusal("-", "is standard input, which is closed")
        return
    with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as stream:
        for number, line in lines(stream, LONGEST_ADDRESS):
            written = (line or b"").decode("utf-8", errors="replace").strip("\ufeff \t\r\n")
            if line is None or (written and not written.startswith("#") and not SCHEME.match(written)):
                yield Refusal(f"{path}:{number}", "is no web address")
            elif written and not written.startswith("#"):
                yield written


def _teaser(entry: reader_feed.Entry, followed: int) -> str:
    if followed == MOST_FOLLOWED:
        return f"is a teaser; no more than {MOST_FOLLOWED} pages of one feed are fetched"
    link = f": its article is at {url_shown(entry.url)}" if entry.url else ", and it has no link"
    return f"is a teaser, not an article{link}"


def _opened(stream: BinaryIO, name: str) -> tuple[Kind, BinaryIO]:
    """Return what a stream holds, told by its name or its first bytes, and the stream without its packing."""
    first, stream = head(stream)
    kind = ending(name)
    if packed(first) and kind != "warc":  # an archive is packed record by record and unpacked where it is read
        first, stream = head(unpacked(stream))
    return kind or sniffed(first), stream


def _in_folder(path: Path) -> bool:
    """Tell whether a file of a folder is read: texts, pages, archives and feeds by their names, tables and JSON where they hold articles.

    A table of sentences or findings beside the articles is none of them. An OPML file is left alone: its feeds would be fetched, which
    nobody asked for.
    """
    kind = ending(path.name)
    if kind in TABLES or (kind is None and path.name.lower().endswith(LOOKED_INTO)):
        return _holds_articles(path)
    return kind is not None and kind != "opml"


def _left(path: Path) -> str:
    """Return why a table of a folder is left out, "" of any other file: nothing that may have been meant is passed over unsaid."""
    return NO_ARTICLES if ending(path.name) in TABLES else ""


def _holds_articles(path: Path) -> bool:
    """Tell whether half of the first records are as long as articles; what cannot be read counts as such, so that this is said."""
    try:
        with path.open("rb") as stream:
            kind, opened = _opened(stream, path.name)
            if kind not in CONTAINERS:
                return kind == "feed"
            records = islice(CONTAINERS[kind](opened, path.name), LOOKED_AT)
            sizes = [len(it.content) for it in records if isinstance(it, Document)]
            return bool(sizes) and 2 * sum(size >= SHORTEST for size in sizes) >= len(sizes)
    except (OSError, Unreadable):
        return True
