"""English sentences about counts and lists, for the reasons that findings give and the forms that show them."""

from __future__ import annotations

from collections.abc import Sequence


def listed(things: Sequence[str]) -> str:
    """Return "a, b and c"; "" for nothing."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def plural(number: int, one: str, more: str) -> str:
    """Return the form that fits the number."""
    return one if number == 1 else more


def counted(number: int, one: str, more: str | None = None) -> str:
    """Return the number with the form that fits it; the plural adds an s unless it is given."""
    return f"{number} {plural(number, one, more or one + 's')}"
