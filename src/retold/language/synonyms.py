"""Which words the lexicon holds for near enough to stand for each other, whatever sentence they are in."""

from __future__ import annotations

from functools import cache

from retold.language import lexicon


def synonyms(left: str, right: str) -> bool:
    """Tell whether two lemmas stand in one row of the lexicon's synonyms or of its terms that take a side."""
    rows = _rows()
    return bool(rows.get(left, frozenset()) & rows.get(right, frozenset()))


@cache
def _rows() -> dict[str, frozenset[int]]:
    terms = lexicon.load("terms")
    rows: list[list[str]] = [*terms["synonyms"]["rows"], *(row["words"] for row in terms["loaded"])]
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
