"""Trees stay trees under every move."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.lineage.tree import GONE, ROOT, Tree, collapsed, grafted, pruned, rerooted, star, tidy, with_clade


def sound(tree: Tree) -> None:
    assert tree.parents.count(ROOT) == 1
    assert sorted(tree.downwards()) == tree.nodes
    assert tree.clade(tree.root) == frozenset(range(tree.texts))
    assert all(len(tree.children()[v]) >= 2 for v in tree.lost)
    assert tidy(tree) == tree


def some_tree(size: int, seed: int) -> Tree:
    """Return a tree after a random walk of moves."""
    rng, tree = random.Random(seed), star(size)
    for _ in range(6):
        node = rng.choice([v for v in tree.nodes if v != tree.root])
        rest = pruned(tree, node)
        tree = grafted(tree, rest, node, rng.choice(rest.nodes), rng.random() < 0.5)
    return tree


@given(st.integers(2, 7), st.integers(0, 10_000))
def test_moves_keep_the_texts_and_the_lost_nodes_rule(size: int, seed: int) -> None:
    tree = some_tree(size, seed)
    sound(tree)
    for other in (*rerooted(tree), *collapsed(tree)):
        sound(other)


@given(st.integers(2, 7), st.integers(0, 10_000))
def test_pruning_and_grafting_back_changes_nothing(size: int, seed: int) -> None:
    tree = some_tree(size, seed)
    for v in tree.nodes:
        parent = tree.parents[v]
        if v != tree.root and (parent < size or len(tree.children()[parent]) > 2):
            assert grafted(tree, pruned(tree, v), v, parent, False) == tree


@pytest.mark.parametrize(
    "holders, lacking, joins, why",
    [
        ({0, 1}, {2, 3}, True, "two branches of one node, others lack it"),
        ({0}, {1, 2}, False, "one text is no group"),
        ({0, 1}, set(), False, "nobody is known to lack it"),
        ({0, 1, 2, 3}, {0}, False, "all have it"),
    ],
)
def test_a_clade_is_made_only_where_it_can_be(holders: set[int], lacking: set[int], joins: bool, why: str) -> None:
    tree = with_clade(star(4), frozenset(holders), frozenset(lacking))
    assert (tree is not None) == joins, why
    if tree is not None:
        sound(tree)
        assert any(tree.clade(v) == frozenset(holders) for v in tree.lost)


def test_a_star_may_have_a_text_in_its_middle() -> None:
    assert star(3, 1).parents[:3] == (1, ROOT, 1)
    assert set(star(3, 1).parents[3:]) == {GONE}
