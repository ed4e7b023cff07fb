"""Which store a place names: a file is SQLite, an address is PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from retold.adapters.store_postgres import PostgresStore, is_address
from retold.adapters.store_sql import Mode
from retold.adapters.store_sqlite import SqliteStore, is_library
from retold.libraries import pages
from retold.model import Document, Page, Refusal
from retold.ports import Reader, Store

VARIABLE = "RETOLD_LIBRARY"
DEFAULT = "retold.db"


def default() -> str:
    """Return the library that is meant where none is named: that of RETOLD_LIBRARY, else `retold.db` in the working folder."""
    return os.environ.get(VARIABLE) or DEFAULT


def is_store(place: str) -> bool:
    """Tell whether a place is a library: a file that retold made, or an address of PostgreSQL."""
    return is_address(place) or is_library(Path(place))


@contextmanager
def opened(place: str | None = None, mode: Mode = "read") -> Iterator[Store]:
    """Open the library at a place, the default one where none is named, and close it at the end. Raises BadInput, in one line."""
    where = place or default()
    store: Store = PostgresStore(where, mode) if is_address(where) else SqliteStore(Path(where), mode)
    try:
        yield store
    finally:
        store.close()


def found(places: Sequence[str], reader: Reader) -> Iterator[Document | Page | Refusal]:
    """Yield what is behind some places, of a library the pages that it holds."""
    kept = [place for place in places if is_store(place)]
    for place in kept:
        with opened(place) as store:
            yield from pages(store)
    yield from reader.read([place for place in places if place not in kept])


def path_of(it: Document | Page | Refusal) -> str:
    """Return the path of what was read."""
    return it.article.path if isinstance(it, Page) else it.path
