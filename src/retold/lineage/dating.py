"""Which of two articles was published later, as far as their dates tell."""

from __future__ import annotations

import re
from datetime import UTC, datetime


def later(a: str | None, b: str | None) -> float:
    """Return how many hours a is later than b; days are compared where either has no time of day; 0 where it cannot be told."""
    try:
        first, second = (datetime.fromisoformat(value or "") for value in (a, b))
    except ValueError:
        return 0.0
    if not _timed(a) or not _timed(b):
        return max(0.0, 24.0 * (first.date() - second.date()).days)
    first, second = (value if value.tzinfo else value.replace(tzinfo=UTC) for value in (first, second))
    return max(0.0, (first - second).total_seconds() / 3600)


def _timed(value: str | None) -> bool:
    """Tell whether a date has a time of day; midnight sharp is what catalogues write where they know none."""
    return "T" in (value or "") and not re.search(r"T00:00(:00)?", value or "")
