"""Polarity: what turns a word, a verb or a clause into its opposite.

Beside "not" and "never", English denies with verbs ("failed to sign", "refused to sign"), with "no" and with "without". The
words stand in `lexicons/en/polarity.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from retold.language import lexicon
from retold.model import Token

_list = partial(lexicon.words, "polarity")


class Denial(NamedTuple):
    """A denied word: its index, and the index of the word that denies it."""

    denied: int
    by: int


def denials(tokens: Sequence[Token], first: int, last: int) -> tuple[Denial, ...]:
    """Return what is denied among the tokens `first` to `last` (exclusive), in order; a word denied twice is left out."""
    found = [denial for i in range(first, last) for denial in _denials(tokens, i)]
    times = [denial.denied for denial in found]
    return tuple(sorted(denial for denial in found if times.count(denial.denied) == 1))


def denied(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word at an index is denied by a word of its own clause."""
    sentence = [i for i in range(max(0, at - 60), min(len(tokens), at + 60)) if tokens[i].sentence == tokens[at].sentence]
    return any(d.denied == at for d in denials(tokens, sentence[0], sentence[-1] + 1))


def listed(kind: str, word: str) -> bool:
    """Tell whether a word stands in a list of the lexicon."""
    return word in _list(kind)


def opposites(left: str, right: str) -> bool:
    """Tell whether two lemmas stand on two sides of a row of opposites ("accept", "reject")."""
    return _against("opposites", left, right)


def opposite_prepositions(left: str, right: str) -> bool:
    """Tell whether two prepositions stand against each other ("before", "after")."""
    return _against("prepositions", left, right)


def _against(table: str, left: str, right: str) -> bool:
    here, there = _sides(table).get(left, frozenset()), _sides(table).get(right, frozenset())
    return any((row, not side) in there for row, side in here)


@cache
def _sides(table: str) -> dict[str, frozenset[tuple[int, bool]]]:
    """Return word -> the rows that it stands in, with the side."""
    found: dict[str, set[tuple[int, bool]]] = {}
    for number, row in enumerate(lexicon.load("polarity")[table]):
        for side in ("one", "other"):
            for word in row[side]:
                found.setdefault(word, set()).add((number, side == "one"))
    return {word: frozenset(rows) for word, rows in found.items()}


def _denials(tokens: Sequence[Token], at: int) -> list[Denial]:
    token = tokens[at]
    word, head = token.text.lower(), token.head
    if token.dep == "neg" or (word in _list("adverbs") and token.dep == "advmod"):
        return [Denial(head, at)]
    if word == "no" and token.dep == "det":
        above = tokens[head].head
        verb = (
            [Denial(above, at)]
            if tokens[above].pos in ("VERB", "AUX") and tokens[head].dep in ("nsubj", "nsubjpass", "dobj", "attr")
            else []
        )
        return [Denial(head, at), *verb]
    if token.lemma in _list("verbs"):
        return [Denial(i, at) for i in _governed(tokens, at) if tokens[i].dep in ("xcomp", "pcomp")]
    return []


def _governed(tokens: Sequence[Token], at: int) -> list[int]:
    near = range(at + 1, min(len(tokens), at + 12))
    direct = [i for i in near if tokens[i].head == at and i != at]
    return direct + [i for i in near if tokens[i].head in direct and tokens[tokens[i].head].dep == "prep"]
