"""Which words the lexicon holds for near enough to stand for each other, whatever sentence they are in."""

from __future__ import annotations

from functools import cache

from retold.language import lexicon


def synonyms(left: str, right: str) -> bool:
    """Tell whether two lemmas stand in one row of the lexicon's synonyms or of its terms that take a side."""
    rows = _rows()
    return bool(rows.get(left, frozenset()) & rows.get(right, frozenset()))


def row(left: str, right: str) -> str:
    """Return the first word of the first row that two lemmas share, "" where they share none: a name for the choice between them."""
    shared = _rows().get(left, frozenset()) & _rows().get(right, frozenset())
    return _lists()[min(shared)][0] if shared else ""


def styled(left: str, right: str) -> bool:
    """Tell whether the choice between two lemmas is mere style ("jail", "prison")."""
    return any(left in words and right in words for words in lexicon.load("terms")["synonyms"]["style"])


@cache
def _lists() -> tuple[tuple[str, ...], ...]:
    terms = lexicon.load("terms")
    rows = (*terms["synonyms"]["rows"], *terms["synonyms"]["style"], *(one["words"] for one in terms["loaded"]))
    return tuple(tuple(words) for words in rows)


@cache
def _rows() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_lists()):
        for word in words:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
