"""What a person decided on origins is honoured, whatever the texts say."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.lineage.invented import MORE, OTHER, REPORT, REWORDED, credits, marked

from retold.lineage import Decided, Traced, trace
from retold.model import Alignment, Marked

PILE = [
    marked("a", REPORT, outlet="Skerry Post"),
    marked("b", REWORDED, outlet="Lagoon Times"),
    marked("c", REPORT[:8], outlet="Norrby Bladet"),
    marked("x", OTHER, outlet="Valley Courier"),
    marked("y", MORE, outlet="Orchard News"),
]


def told(decided: Decided, pile: list[Marked] = PILE, named: dict[str, str | None] | None = None) -> Traced:
    outlets = {page.page.article.id: credits(page, named or {}) for page in pile}
    return trace(pile, Alignment((), ()), (), outlets, (), decided)


def groups(found: Traced) -> set[frozenset[str]]:
    return {frozenset(origin.articles) for origin in found.origins}


JUDGED = [
    (Decided(), "abc x y", "nobody judged"),
    (Decided(together=(("x", "y"),)), "abc xy", "two that nothing ties are joined"),
    (Decided(together=(("x", "a"),)), "abcx y", "a whole group is joined"),
    (Decided(apart=(("a", "b"),)), "ac b x y", "two are parted, a third goes with the one that it is nearest to"),
    (Decided(apart=(("a", "b"), ("a", "c"), ("b", "c"))), "a b c x y", "three are parted"),
    (
        Decided(apart=(("a", "b"),), together=(("b", "c"),)),
        "a bc x y",
        "what was joined stays together where a group is parted",
    ),
    (Decided(apart=(("x", "y"),)), "abc x y", "what was apart stays apart"),
    (
        Decided(apart=(("a", "gone"), ("a", "a"))),
        "abc x y",
        "an article that is not in the story, or is the other, counts for nothing",
    ),
    (
        Decided(apart=(("a", "b"),), together=(("a", "b"),)),
        "abc x y",
        "where two judgements contradict each other, one origin wins",
    ),
]


@pytest.mark.parametrize("decided, parts, why", JUDGED, ids=[row[-1] for row in JUDGED])
def test_origins_are_as_people_would_have_them(decided: Decided, parts: str, why: str) -> None:
    found = told(decided)
    assert groups(found) == {frozenset(part) for part in parts.split()}, why
    assert {node.article for node in found.lineage.nodes if node.article} == {"a", "b", "c", "x", "y"}
    assert (
        found.independent.low
        <= (found.independent.likely or found.independent.low)
        <= found.independent.high
        == len(found.origins)
    )


def test_a_judgement_counts_in_the_number_and_in_the_words() -> None:
    joined = told(Decided(together=(("x", "y"),)))
    (origin,) = [it for it in joined.origins if set(it.articles) == {"x", "y"}]
    assert "as a person judged" in origin.because
    parted = told(Decided(apart=(("a", "b"),))).independent
    assert parted.low >= 2
    assert "have different origins, as a person judged" in parted.because


def test_two_that_credit_one_outlet_can_be_parted() -> None:
    pile = [
        marked(name, ["Havnetidende reported that a sale was near.", *text]) for name, text in (("a", REPORT), ("b", REWORDED))
    ]
    apart = told(Decided(apart=(("a", "b"),)), pile, {"Havnetidende": None})
    assert groups(apart) == {frozenset("a"), frozenset("b")}
    names = [node.id for node in apart.lineage.nodes]
    assert len(names) == len(set(names))


def test_the_order_of_the_pile_does_not_matter() -> None:
    decided = Decided(apart=(("a", "b"),), together=(("x", "y"),))
    first = told(decided)
    assert all(told(decided, list(pile)) == first for pile in list(permutations(PILE))[::40])
