"""What is said of a story whose articles could hardly be compared: a row a reason."""

from __future__ import annotations

import pytest

from retold.divergences import reach
from retold.model import Alignment, Closeness, Link, Span

A, B = Span("a", 0, 1, "x"), Span("b", 0, 1, "x")
NEAR = [
    ("each follows another", {"ab": 0.6, "cd": 0.4, "ac": 0.1}, False),
    ("none follows another", {"ab": 0.1, "bc": 0.2, "ac": 0.1}, True),
    ("two of five follow each other", {"ab": 0.9, "ac": 0.1, "ad": 0.1, "ae": 0.1}, True),
    ("an article alone", {}, False),
]


@pytest.mark.parametrize("reason, near, said", NEAR, ids=[row[0] for row in NEAR])
def test_few_divergences_are_not_agreement(reason: str, near: dict[str, float], said: bool) -> None:
    pairs = tuple(Closeness(pair[0], pair[1], value) for pair, value in near.items())
    texts = reach(Alignment((Link(A, B, 0.3, 0.3),), pairs))
    assert bool(texts) == said, reason
    assert all("1 pair of passages was compared" in t and "few divergences do not mean agreement" in t for t in texts)
