"""Sources described less fully in one telling than in another, where both credit them for the same claim: a row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import credits as credit_room
from retold import divergences
from retold.model import Alignment, Claim, Closeness, Link, Marked

DESCRIBED = [
    (
        "The owners are close to selling the old mill, according to a former adviser and a clerk of the mayor.",
        "The owners are close to selling the old mill, according to two sources.",
        True,
        "who they are is lost",
    ),
    (
        "The owners are close to selling the old mill, according to a source familiar with the sale.",
        "The owners are close to selling the old mill, according to sources.",
        True,
        "one has become several",
    ),
    (
        "The owners are close to selling the old mill, according to two sources.",
        "The owners are close to selling the old mill, two sources said.",
        False,
        "the same words",
    ),
    (
        "The owners are close to selling the old mill, according to a former adviser to the mayor.",
        "The owners are close to selling the old mill, according to an adviser to the mayor who left last year.",
        False,
        "the other describes the source too",
    ),
    (
        "The owners in Sweden are close to selling the old mill, Swedish officials said.",
        "The owners in Sweden are close to selling the old mill, officials said.",
        False,
        "the sentence tells the country elsewhere",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), DESCRIBED, ids=[row[-1] for row in DESCRIBED])
def test_sources_described_less_fully(mark: Callable[..., Marked], left: str, right: str, expected: bool, why: str) -> None:
    """The finding shows both ways of naming the source."""
    pages = [mark(left, id="a"), mark(right, id="b")]
    spans = tuple(page.page.sentences[0].span for page in pages)
    said = tuple(credit for page in pages for credit in credit_room.find(page))
    claims = credit_room.tellings(pages, (Claim("c1", left, spans),), said)
    alignment = Alignment((Link(*spans, 0.6, 0.8),), (Closeness("a", "b", 0.6),))
    found = [d for d in divergences.find(pages, alignment, claims, said, {}) if d.kind == "credit"]
    assert bool(found) == expected, f"{why}: {[d.title for d in found]}"
    assert all(d.tier == "finding" and len(d.readings) == 2 for d in found)
