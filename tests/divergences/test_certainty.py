"""One thing told for unequally certain, in close and in independent reports, and what only looks so: a row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import credits as credit_room
from retold import divergences
from retold.model import Alignment, Closeness, Divergence, Link, Marked

Speak = Callable[..., tuple[Divergence, ...]]

UNEQUAL = [
    (
        "The captain tried to sell the fuel to the islanders.",
        "The captain sold the fuel to the islanders.",
        "notable",
        "tried to, did",
    ),
    (
        "The captain managed to sell the fuel to the islanders.",
        "The captain sold the fuel to the islanders.",
        None,
        "who managed to did it",
    ),
    (
        "Police suspect that the captain sold the fuel to the islanders.",
        "The captain sold the fuel to the islanders, the port said.",
        None,
        "believed by one, said by another",
    ),
    (
        "The captain is accused of selling the fuel to the islanders.",
        "The captain sold the fuel to the islanders.",
        "notable",
        "alleged, stated",
    ),
    (
        "The captain is accused of selling the fuel to the islanders.",
        "The captain sold the fuel to the islanders, the prosecutor said.",
        None,
        "both credit somebody",
    ),
    (
        "The ferry may have struck the pier near Oster.",
        "The ferry struck the pier near Oster.",
        "notable",
        "may have, did",
    ),
    (
        "The ferry could strike the pier near Oster.",
        "The ferry struck the pier near Oster.",
        None,
        "what could come and what came: news, not a difference",
    ),
    (
        "The council could approve the lease on Monday.",
        "The council is expected to approve the lease on Monday.",
        "notable",
        "could, is expected to",
    ),
    (
        "The council could approve the lease on Monday.",
        "The council will approve the lease on Friday.",
        None,
        "on another day",
    ),
    (
        "The council may approve the lease.",
        "If the mayor agrees, the council will approve the lease.",
        None,
        "a condition told in one only",
    ),
    (
        "The captain tried to sell the fuel to the islanders before the storm hit Oster.",
        "The captain sold the fuel to the islanders before the storm hit Oster.",
        "notable",
        "what was before is no condition",
    ),
    (
        "The mayor is considering closing the pier.",
        "The mayor will close the pier.",
        "notable",
        "considers, will",
    ),
    (
        "The mayor disputed a report that the captain sold the fuel to the islanders.",
        "Police suspect the captain sold the fuel to the islanders.",
        None,
        "a disputed report states nothing",
    ),
    (
        "The council might approve the lease on Monday.",
        "“The council will approve the lease on Monday,” the mayor said.",
        None,
        "a quotation has its own rules",
    ),
    (
        "Will the council perhaps approve the lease on Monday?",
        "The council will approve the lease on Monday.",
        None,
        "a question states nothing",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), UNEQUAL, ids=[row[-1] for row in UNEQUAL])
def test_unequal(spoken_apart: Speak, left: str, right: str, expected: str | None, why: str) -> None:
    for texts in ((left, right), (right, left)):
        found = [d for d in spoken_apart(*texts) if d.kind == "certainty" and d.tier == "finding"]
        assert [d.severity for d in found] == ([expected] if expected else []), f"{why}: {[d.title for d in found]}"


@pytest.mark.parametrize(
    ("days", "expected", "why"),
    [
        (("2031-05-02", "2031-05-02"), True, "one day"),
        (("2031-05-02", "2031-05-03T08:00:00"), True, "the next morning"),
        (("2031-05-02", "2031-05-06"), False, "days later: what was open may be settled"),
    ],
)
def test_only_reports_of_one_time_are_compared(
    mark: Callable[..., Marked], days: tuple[str, str], expected: bool, why: str
) -> None:
    texts = ("The council could approve the lease on Monday.", "The council is expected to approve the lease on Monday.")
    pages = [mark(text, id=name, published=day) for text, name, day in zip(texts, "ab", days, strict=True)]
    spans = [page.page.sentences[0].span for page in pages]
    alignment = Alignment((Link(spans[0], spans[1], 0.6, 0.8),), (Closeness("a", "b", 0.1),))
    found = [d for d in divergences.find(pages, alignment, (), (), {}) if d.kind == "certainty"]
    assert bool(found) == expected, why


def test_said_as_openly_elsewhere_is_no_difference(mark: Callable[..., Marked]) -> None:
    """An article that hedges in one sentence need not hedge in the next."""
    left = "The captain allegedly sold the fuel to the islanders."
    right = "The captain sold the fuel to the islanders. The captain allegedly sold the fuel in May."
    pages = [mark(left, id="a"), mark(right, id="b")]
    spans = [page.page.sentences[0].span for page in pages]
    alignment = Alignment((Link(spans[0], spans[1], 0.6, 0.8),), (Closeness("a", "b", 0.1),))
    said = [credit for page in pages for credit in credit_room.find(page)]
    assert [d.title for d in divergences.find(pages, alignment, (), said, {}) if d.kind == "certainty"] == []


SHADES = [
    (
        "Orlin Lines would pay the dockers for the lost week.",
        "Orlin Lines must pay the dockers for the lost week.",
        True,
        "would, must",
    ),
    (
        "Orlin Lines would pay the dockers for the lost week.",
        "Orlin Lines would pay the dockers for a lost week.",
        False,
        "the same modal",
    ),
    (
        "Orlin Lines will pay the dockers for the lost week.",
        "Orlin Lines pays the dockers for the lost week.",
        False,
        "a present may stand for what is to come",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), SHADES, ids=[row[-1] for row in SHADES])
def test_shades_are_rows_of_a_table(compare: Speak, left: str, right: str, expected: bool, why: str) -> None:
    found = [d for d in compare(left, right) if d.rule in ("shade", "standing")]
    assert [d.tier for d in found] == (["table"] if expected else []), f"{why}: {[d.title for d in found]}"


def test_shades_need_articles_that_follow_each_other(compare: Speak) -> None:
    assert [d for d in compare(*SHADES[0][:2], closeness=0.1) if d.rule == "shade"] == []
