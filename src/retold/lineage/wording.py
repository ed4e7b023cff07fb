"""Plain words for what the lineage rests on."""

from __future__ import annotations

from collections.abc import Sequence


def listed(things: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def plural(number: int, one: str, more: str) -> str:
    """Return the form that fits the number."""
    return one if number == 1 else more


def counted(number: int, one: str, more: str) -> str:
    """Return the number with the form that fits it."""
    return f"{number} {plural(number, one, more)}"


def quoted(words: Sequence[str]) -> str:
    """Return words in quotation marks, as a list."""
    return ", ".join(f"“{word}”" for word in words)
