"""A library for each test of watching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retold.adapters.store_sqlite import SqliteStore
from retold.ports import Store
from retold.watching import Memory


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = SqliteStore(tmp_path / "watch.db", "make")
    yield made
    made.close()


@pytest.fixture
def memory(store: Store) -> Memory:
    return Memory(store)
