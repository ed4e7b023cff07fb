"""Counts that may both be so: bounds behind the noun, two places, two sources, somebody named. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.divergences.kinds.number.bounds import bounded
from retold.divergences.laying.grammar import bounds, line
from retold.model import Divergence, Marked

Speak = Callable[..., tuple[Divergence, ...]]

BOUNDS = [
    ("The boat stayed in the bay for thirty seconds or less.", (0, 30), "an upper bound behind the noun"),
    ("The fire hurt 12 people or more.", (12, float("inf")), "a lower bound behind the noun"),
    ("The fire hurt 12 people and counting.", (12, float("inf")), "a count that goes on"),
    ("The fire hurt 12 people, or more would have come.", (12, 12), "another clause"),
]
AGREE = [
    (
        "The boat stayed in the bay of the islanders for 30 seconds or less on Monday.",
        "The boat stayed in the bay of the islanders for 17 seconds on Monday.",
        "the one is within the bounds of the other",
    ),
    (
        "At least one commissioner, Ada Brandt, wrote that the harbour plan was dangerous for the crews.",
        "One commissioner, Ada Brandt, wrote that the harbour plan was dangerous for the crews.",
        "one who is named is no count",
    ),
    (
        "The fire killed 27 sailors in Merrow on Monday, and the crews of the port mourned them.",
        "The fire killed 26 sailors at Oster on Monday, and the crews of the port mourned them.",
        "two places",
    ),
    (
        "The port said the fire had hurt 27 sailors of the old ferry on Monday.",
        "The union said the fire had hurt 26 sailors of the old ferry on Monday.",
        "two who count",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), BOUNDS, ids=[row[-1] for row in BOUNDS])
def test_bounds(mark: Callable[..., Marked], text: str, expected: tuple[float, float], why: str) -> None:
    page = mark(text)
    number, ends = sorted(bounds(page).items())[0]
    found = bounded(line(page, number, ends), page.numbers[0])
    assert (found.low, found.high) == expected, why


@pytest.mark.parametrize(("left", "right", "why"), AGREE, ids=[row[-1] for row in AGREE])
def test_counts_that_may_both_be_so(speak: Speak, left: str, right: str, why: str) -> None:
    for texts in ((left, right), (right, left)):
        assert [d.title for d in speak(*texts) if d.kind == "number" and d.tier == "finding"] == [], why


def test_a_contradiction_stays(speak: Speak) -> None:
    found = speak(
        "The fire hurt 27 sailors of the old ferry on Monday.", "The fire hurt 26 sailors of the old ferry on Monday."
    )
    assert [(d.rule, d.tier) for d in found if d.kind == "number"] == [("toll", "finding")], "once, and as a toll"
