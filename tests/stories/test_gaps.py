"""Articles dated far from the rest of their story are named."""

from __future__ import annotations

import pytest

from retold import articles
from retold.model import Article, Page
from retold.stories import gaps


def dated(name: str, day: str | None) -> Page:
    return articles.page(Article(name, f"{name}.txt", "The board met on Monday.", published=day))


ROWS = [
    ("days apart", {"a": "2026-05-14", "b": "2026-05-20"}, []),
    ("one far away", {"a": "2026-05-14", "b": "2026-05-15", "c": "2026-12-15"}, ["c"]),
    ("two chapters of two", {"a": "2026-05-14", "b": "2026-05-15", "c": "2026-12-15", "d": "2026-12-16"}, []),
    ("no dates", {"a": None, "b": None}, []),
    ("one dated", {"a": "2026-05-14", "b": None}, []),
    ("an hour in a day", {"a": "2026-05-14T10:00:00Z", "b": "2026-08-14"}, ["a", "b"]),
]


@pytest.mark.parametrize("reason, days, named", ROWS, ids=[row[0] for row in ROWS])
def test_gaps(reason: str, days: dict[str, str | None], named: list[str]) -> None:
    said = gaps([dated(name, day) for name, day in days.items()])
    assert [line.split()[0] for line in said] == named, reason
