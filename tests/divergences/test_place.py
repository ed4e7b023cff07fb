"""Places of one deed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import divergences
from retold.model import Alignment, Divergence, Marked

FAR = Alignment((), ())
LISBON = "The fishermen buried the old captain and his brass compass in Lisbon."


@pytest.mark.parametrize(
    ("other", "found", "why"),
    [
        ("The fishermen buried the captain with his brass compass in Dublin.", ["place"], "one burial, two towns"),
        ("The fishermen buried the captain with his brass compass in Lisbon.", [], "one town"),
        (
            "The fishermen buried the captain with his brass compass in Portugal, near Lisbon.",
            [],
            "the other place is named too",
        ),
        ("A widow sold a painted ladder in Dublin.", [], "another deed"),
    ],
)
def test_place(mark: Callable[..., Marked], other: str, found: list[str], why: str) -> None:
    pages = (mark(LISBON, id="a"), mark(other, id="b"))
    assert [d.rule for d in divergences.find(pages, FAR, (), (), {}) if d.kind == "place"] == found, why


def test_another_place_in_a_near_copy(compare: Callable[..., tuple[Divergence, ...]]) -> None:
    told = "The harbour guild said that its old brass lanterns were stolen in {} on Friday."
    assert [d.rule for d in compare(told.format("Dublin"), told.format("Lisbon")) if d.kind == "place"] == ["place"]
