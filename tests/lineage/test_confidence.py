"""How sure a statement is: figures that are chances and follow the resamples."""

from __future__ import annotations

import pytest
from tests.lineage.invented import OTHER, REPORT, REWORDED, marked
from tests.lineage.test_likelihood import PAIRED
from tests.lineage.test_trace import traced, with_credit

from retold.lineage.confidence import confidence, names
from retold.lineage.joining import distances, joined
from retold.lineage.resampling import votes
from retold.lineage.search import Scale, best_tree, nothing_known
from retold.lineage.tree import star

KINDS = ("line", "loose", "lost", "taken")


@pytest.mark.parametrize("kind", KINDS)
def test_more_resamples_make_a_statement_surer(kind: str) -> None:
    zero = dict.fromkeys(names(kind), 0.0)
    values = [confidence(kind, zero | {"share": share}) for share in (0.0, 0.5, 1.0)]
    assert values == sorted(values)
    assert values[0] < values[-1]
    assert all(0 <= value <= 1 for value in values)


def test_the_winners_share_all_resamples_and_the_pairs_win_most() -> None:
    scale = Scale(PAIRED, nothing_known(4))
    best_tree((joined(distances(PAIRED)), star(4)), scale)
    found = votes(scale)
    assert sum(share for _, share in found.winners) == pytest.approx(1)
    assert found.taken(1, 0) + found.taken(3, 2) == pytest.approx(2), "0 and 1 go together, and 2 and 3"
    assert found.lost(frozenset({0, 3})) == found.loose(3) == 0
    assert max(worth for _, worth in found.weighed) == found.weighed[0][1]


def test_every_figure_is_a_chance_and_the_same_each_time() -> None:
    pile = [
        marked("a", with_credit(REPORT, "Havnetidende")),
        marked("b", with_credit(REWORDED, "Havnetidende")),
        marked("c", with_credit([*REWORDED[:7], *OTHER[:2]], "Havnetidende")),
    ]
    first, second = traced(pile, {"Havnetidende": None}), traced(pile[::-1], {"Havnetidende": None})
    figures = [edge.support for edge in first.lineage.edges]
    assert figures == [edge.support for edge in second.lineage.edges]
    assert any(figure is not None for figure in figures)
    assert all(figure is None or 0 <= figure <= 1 for figure in figures)
