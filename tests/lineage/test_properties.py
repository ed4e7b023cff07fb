"""What must not change a lineage: the order of the pile, names that nobody credits, a copy more, or dates against a credit."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.lineage.invented import OTHER, REPORT, REWORDED, marked
from tests.lineage.test_trace import parent, traced, with_credit

from retold.lineage import Traced
from retold.model import Marked

CREDIT = {"Havnetidende": None}


def pile(**outlets: str) -> list[Marked]:
    texts = {"a": REPORT, "b": REWORDED, "c": REPORT[2:], "d": OTHER}
    told = {id: with_credit(text, "Havnetidende") if id != "d" else text for id, text in texts.items()}
    return [marked(id, text, **({"outlet": outlets[id]} if id in outlets else {})) for id, text in told.items()]


def shape(found: Traced) -> list[tuple[str, str, str, float | None]]:
    return [(edge.parent, edge.child, edge.kind, edge.support) for edge in found.lineage.edges]


def test_the_order_of_the_pile_changes_nothing() -> None:
    found = traced(pile(), CREDIT)
    assert all(traced(list(order), CREDIT) == found for order in list(permutations(pile()))[::5])


def test_names_that_nobody_credits_change_no_edge() -> None:
    first = traced(pile(a="Skerry Post", b="Lagoon Times", c="Fjord Mail", d="Valley Echo"), CREDIT)
    second = traced(pile(a="Quay Observer", b="Skerry Post", c="Morning Gull", d="Weekly Plough"), CREDIT)
    assert shape(first) == shape(second)
    assert first.independent.high == second.independent.high


@pytest.mark.parametrize("copied", ["a", "b", "c", "d"])
def test_a_copy_never_adds_an_origin(copied: str) -> None:
    told = pile()
    text = next(item.page.article.text for item in told if item.page.article.id == copied)
    more = traced([*told, marked("z", text.splitlines())], CREDIT)
    assert more.independent.high <= traced(told, CREDIT).independent.high
    assert more.independent.low <= traced(told, CREDIT).independent.low
    assert any({copied, "z"} <= set(twins) for twins in more.lineage.copies)


@pytest.mark.parametrize("days", [("2026-03-01", "2026-03-02"), ("2026-03-02", "2026-03-01")])
def test_dates_never_turn_a_credit_round(days: tuple[str, str]) -> None:
    told = [
        marked("a", REPORT, outlet="Skerry Post", published=days[0]),
        marked("b", with_credit(REWORDED, "Skerry Post"), outlet="Lagoon Times", published=days[1]),
    ]
    found = traced(told, {"Skerry Post": "a"})
    assert parent(found, "a") != "b"


def test_a_copy_dated_before_what_it_copies_says_so() -> None:
    told = [
        marked("a", REPORT, outlet="Skerry Post", published="2026-03-05"),
        marked("b", with_credit(REPORT[:10], "Skerry Post"), outlet="Lagoon Times", published="2026-03-01"),
    ]
    found = traced(told, {"Skerry Post": "a"})
    assert any("later version (2026-03-05, 2026-03-01)" in edge.because for edge in found.lineage.edges)
