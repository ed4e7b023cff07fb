"""The likelihood prefers the tree that made the readings, and its passes agree with each other."""

from __future__ import annotations

import numpy as np
import pytest

from retold.lineage.characters import Characters, Reading
from retold.lineage.joining import distances, joined, neighbours
from retold.lineage.likelihood import blocks, edge_scores, fit, passes
from retold.lineage.search import Knowledge, Scale, best_tree, nothing_known, weighed
from retold.lineage.tree import ROOT, Tree, star
from retold.model import Span

WORDS = Span("a", 0, 1, "x")


def made(columns: list[tuple[int, ...]], times: int = 12) -> Characters:
    """Return characters with each column repeated; one unit that all hold."""
    states = np.array(columns * times, dtype=np.int8).T
    readings = tuple(
        Reading(k, "x", tuple((t, WORDS) for t in np.flatnonzero(column == 1).tolist()), 0.15)
        for k, column in enumerate(states.T)
    )
    held = np.ones((len(states), 3))
    return Characters(tuple(range(len(states))), held, np.ones(3), readings, states)


PAIRED = made([(1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 1, 1), (1, 0, 1, 0), (1, 1, 1, 0)])


def test_beliefs_sum_to_one_likelihood_everywhere() -> None:
    tree = Tree((4, 4, 5, 5, 6, 6, ROOT, -2), 4)
    for part in blocks(PAIRED):
        found = passes(tree, part, np.full(8, 2))
        root = (found.outer[tree.root] * found.inner[tree.root]).sum(axis=0)
        for v in tree.nodes:
            assert np.allclose((found.outer[v] * found.inner[v]).sum(axis=0), root)
        scores = edge_scores(part, found.beside[0][None], found.inner[0][None])
        assert np.isclose(scores[0, 2], np.log(root) @ part.weight)


def test_the_search_finds_the_two_pairs() -> None:
    found = best_tree((joined(distances(PAIRED)), star(4)), Scale(PAIRED, nothing_known(4))).tree
    splits = {found.clade(v) for v in found.nodes if v != found.root}
    assert frozenset({0, 1}) in splits or frozenset({2, 3}) in splits


def test_missing_readings_say_nothing() -> None:
    without = fit(star(4), blocks(PAIRED)).score
    blank = made([(-1, -1, -1, -1)])
    more = Characters(
        PAIRED.members,
        PAIRED.held,
        PAIRED.unit_weights,
        PAIRED.readings + blank.readings,
        np.hstack([PAIRED.states, blank.states]),
    )
    assert fit(star(4), blocks(more)).score == pytest.approx(without)


@pytest.mark.parametrize(
    "known, better, worse, why",
    [
        (Knowledge(((0.0, 9.0), (0.0, 0.0)), frozenset(), frozenset()), star(2, 1), star(2, 0), "0 appeared after 1"),
        (Knowledge(((0.0, 0.0), (0.0, 0.0)), frozenset({(0, 1)}), frozenset()), star(2, 1), star(2, 0), "0 credits 1"),
        (Knowledge(((0.0, 0.0), (0.0, 0.0)), frozenset(), frozenset({0})), star(2, 1), star(2, 0), "0 rests elsewhere"),
        (Knowledge(((0.0, 0.0), (0.0, 0.0)), frozenset(), frozenset(), 1), star(2, 1), star(2), "1 is the origin"),
    ],
)
def test_time_and_credit_decide_direction(known: Knowledge, better: Tree, worse: Tree, why: str) -> None:
    parts = blocks(made([(1, 1)], 1))
    assert weighed(better, parts, known).worth > weighed(worse, parts, known).worth, why


def test_neighbour_joining_finds_an_additive_tree() -> None:
    away = np.array([[0, 3, 7, 8], [3, 0, 8, 9], [7, 8, 0, 5], [8, 9, 5, 0]], dtype=float)
    edges = neighbours(away)
    lengths = {a: next(iter(edges[a].values())) for a in range(4)}
    assert lengths == pytest.approx({0: 1.0, 1: 2.0, 2: 2.0, 3: 3.0})
