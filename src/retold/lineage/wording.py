"""Plain words for what the lineage rests on."""

from __future__ import annotations

from collections.abc import Sequence


def quoted(words: Sequence[str]) -> str:
    """Return words in quotation marks, as a list."""
    return ", ".join(f"“{word}”" for word in words)
