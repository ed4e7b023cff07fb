"""How much of it: restrictions, quantifiers and narrowing words that one telling has and the other has not. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.model import Divergence

Compare = Callable[..., tuple[Divergence, ...]]

RESTRICTIONS = [
    (
        "The union advised the mayor against the sale, particularly without guarantees.",
        "The union advised the mayor against the sale.",
        True,
        "the restriction is lost",
    ),
    (
        "The union advised the mayor against the sale, particularly without guarantees.",
        "The union advised the mayor against the sale unless it had guarantees.",
        False,
        "told in another way",
    ),
    (
        "The union advised the mayor against the sale, particularly without guarantees.",
        "The union advised the mayor against the sale. It wanted guarantees.",
        False,
        "told in the next sentence",
    ),
    (
        "The union advised the mayor against the sale without guarantees.",
        "The union greeted the mayor before the sale.",
        False,
        "another act",
    ),
]
QUANTITIES = [
    ("The mayor freed all prisoners of the island.", "The mayor freed some prisoners of the island.", True, "all or some"),
    (
        "The mayor freed all prisoners of the island.",
        "The mayor freed every prisoner of the island.",
        False,
        "two words for all",
    ),
    (
        "The mayor freed all prisoners of the island.",
        "The mayor freed prisoners of the island.",
        False,
        "nothing said is no other number",
    ),
]
MODIFIERS = [
    ("They signed a partial end to the strike.", "They signed an end to the strike.", True, "a narrowing adjective"),
    ("They signed a partial end to the strike.", "They signed this end.", False, "points back to what was told"),
    ("They signed a partial end to the strike.", "They signed a sudden end to the strike.", False, "changed, not lost"),
    ("They signed a partial end to the strike.", "They signed Oster's end to the strike.", False, "says whose it is"),
]


@pytest.mark.parametrize(("left", "right", "found", "reason"), RESTRICTIONS)
def test_restrictions(compare: Compare, left: str, right: str, found: bool, reason: str) -> None:
    both = [{d.rule for d in compare(*texts) if d.tier == "table"} for texts in ((left, right), (right, left))]
    assert [("restriction" in rules) for rules in both] == [found, found], reason


@pytest.mark.parametrize(("left", "right", "found", "reason"), QUANTITIES)
def test_quantities(compare: Compare, left: str, right: str, found: bool, reason: str) -> None:
    assert any(d.rule == "quantity" and d.tier == "finding" for d in compare(left, right)) == found, reason


@pytest.mark.parametrize(("left", "right", "found", "reason"), MODIFIERS)
def test_modifiers(compare: Compare, left: str, right: str, found: bool, reason: str) -> None:
    rows = [d for d in compare(left, right) if d.rule == "modifier"]
    assert bool(rows) == found, reason
    assert all(d.tier == "table" for d in rows)
