"""The search for the tree that explains the texts best: local moves from a start, until none improves.

A tree's worth is its likelihood, less a price for each lost node, less a price for uneven rewording between root and texts, and
plus what is known besides the wording: who was published before whom, and who credits whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.lineage.characters import Characters
from retold.lineage.likelihood import (
    MIDDLING,
    REWORDED,
    Block,
    Fit,
    Rates,
    blocks,
    carried,
    edge_scores,
    fit,
    glance,
    message,
    passes,
)
from retold.lineage.tree import GONE, ROOT, Tree, collapsed, grafted, pruned, rerooted

LOST = 4.0  # what a lost node costs
UNEVEN = 1.0
LATER = (1.0, 4.0, 6.0, 1.5)  # an ancestor later than its descendant: base, slope, hours to one slope, cap
CREDITED = 5.0  # a text that credits its ancestor
RESTS_ELSEWHERE = 6.0  # a root that itself credits an outlet that is not collected
FORCED = 1000.0  # a root against what the credits say
RESCORED = 6  # places that are kept of each subtree pruned
FITTED = 6  # trees that are fitted in each round
TURN = 14  # texts for which one more turn is taken
SCREEN = slice(1, 5, 2)  # rates tried when a subtree's places are screened

Matrix = NDArray[np.float64]


class Knowledge(Struct, frozen=True):
    """What is known beside the wording, by index of text.

    `later[a][b]` is how many hours a appeared after b (0 if it did not, or is not known); `credits` holds (text, collected text
    that it credits); `resting` the texts that credit an outlet that is not collected; `origin` the text that must be the root.
    """

    later: tuple[tuple[float, ...], ...]
    credits: frozenset[tuple[int, int]]
    resting: frozenset[int]
    origin: int | None = None


class Found(Struct, frozen=True):
    """A tree, its worth, and its rates."""

    tree: Tree
    worth: float
    fit: Fit


class Scale:
    """Weighs the trees of some texts, and remembers what it weighed: each tree with the best rates found for it."""

    def __init__(self, found: Characters, known: Knowledge) -> None:
        self.found, self.known = found, known
        self.parts: tuple[Block, ...] = blocks(found)
        self.seen: dict[Tree, Found] = {}

    def weigh(self, tree: Tree, start: tuple[Rates, ...] | None = None) -> Found:
        """Return a tree with its worth, its rates fitted from `start`."""
        found = weighed(tree, self.parts, self.known, start)
        if tree not in self.seen or self.seen[tree].worth < found.worth:
            self.seen[tree] = found
        return found


def nothing_known(size: int) -> Knowledge:
    """Return the knowledge of nothing but wording."""
    return Knowledge(((0.0,) * size,) * size, frozenset(), frozenset())


def best_tree(start: Iterable[Tree], scale: Scale) -> Found:
    """Return the best tree that local moves reach from the best of the starts.

    In large groups each round moves only some of the nodes, in turn; the search ends when a full turn has brought nothing.
    """
    best = max((scale.weigh(tree) for tree in sorted(set(start), key=_order)), key=_rank)
    turns = 1 + best.tree.texts // TURN
    turn = idle = 0
    while idle < turns:
        found = _improved(best, scale, (turn % turns, turns))
        turn, idle = turn + 1, 0 if found.worth > best.worth + 1e-6 else idle + 1
        best = found if not idle else best
    return best


def _improved(best: Found, scale: Scale, share: tuple[int, int]) -> Found:
    """Return the best neighbour of a tree: likely ones are screened with inherited rates, a few are fitted."""
    parts, known = scale.parts, scale.known
    options = {*_regrafted(best, parts, known, share)}
    if not share[0]:
        options |= {*rerooted(best.tree), *collapsed(best.tree)}
    carried = {tree: inherited(tree, best) for tree in options - {best.tree}}
    ranked = sorted(carried, key=lambda tree: (-_glanced(tree, carried[tree], parts, known), tree.parents))
    return max((scale.weigh(tree, carried[tree]) for tree in ranked[:FITTED]), key=_rank, default=best)


def inherited(tree: Tree, best: Found) -> tuple[Rates, ...]:
    """Return rates for a new tree: those of the edge that parted the same texts in the best one, else middling."""
    number = {_split(best.tree, v): v for v in best.tree.nodes}
    old = [number.get(_split(tree, v), -1) if tree.parents[v] != GONE else -1 for v in range(len(tree.parents))]
    return tuple(np.array([MIDDLING if v < 0 else rates[v] for v in old]) for rates in best.fit.rates)


def _split(tree: Tree, node: int) -> frozenset[int]:
    """Return the side without text 0 of the texts that the edge above a node parts."""
    clade = tree.clade(node)
    return frozenset(range(tree.texts)) - clade if 0 in clade else clade


def _glanced(tree: Tree, rates: tuple[Rates, ...], parts: tuple[Block, ...], known: Knowledge) -> float:
    return round(glance(tree, parts, rates) + _besides(tree, rates[-1], known), 6)


def _order(tree: Tree) -> tuple[int, ...]:
    return tree.parents


def alternatives(best: Found, scale: Scale) -> dict[frozenset[int], tuple[Tree, ...]]:
    """Return, for each node but the root (known by the texts below it), the next best trees in which it hangs elsewhere."""
    found = {}
    for v in best.tree.nodes:
        grafts = _grafts(best, v, scale.parts, scale.known) if v != best.tree.root else []
        trees = [tree for _, tree in grafts if tree != best.tree]
        if trees:
            ranked = sorted((scale.weigh(tree) for tree in trees[:3]), key=_rank, reverse=True)
            found[best.tree.clade(v)] = tuple(other.tree for other in ranked)
    return found


def weighed(tree: Tree, parts: tuple[Block, ...], known: Knowledge, start: tuple[Rates, ...] | None = None) -> Found:
    """Return a tree with its worth, its rates fitted from `start`."""
    found = fit(tree, parts, start)
    return Found(tree, round(found.score + _besides(tree, found.rates[-1], known), 6), found)


def _rank(found: Found) -> tuple[float, tuple[int, ...]]:
    return found.worth, found.tree.parents


def _besides(tree: Tree, rates: Rates, known: Knowledge) -> float:
    return -LOST * len(tree.lost) - UNEVEN * _unevenness(tree, rates) + _prior(tree, known)


def _unevenness(tree: Tree, rates: Rates) -> float:
    """Return variance / mean squared of the rewording between root and texts: a clock, loosely held."""
    away = {tree.root: 0.0}
    for v in tree.downwards()[1:]:
        away[v] = away[tree.parents[v]] + REWORDED[rates[v]]
    ends = np.array([away[v] for v in range(tree.texts)])
    return float(ends.var() / max(ends.mean(), 0.03) ** 2)


def _prior(tree: Tree, known: Knowledge) -> float:
    """Return what time and credit say of a tree."""
    worth = 0.0
    for v in range(tree.texts):
        above = [u for u in tree.ancestors(v) if u < tree.texts]
        if above and (hours := known.later[above[0]][v]) > 0:
            base, slope, unit, cap = LATER
            worth -= base + slope * min(cap, hours / unit)
        worth += CREDITED * any((v, u) in known.credits for u in above)
    worth -= RESTS_ELSEWHERE * (tree.root in known.resting)
    if known.origin is not None and tree.root != known.origin:
        worth -= FORCED
    return worth


def _regrafted(best: Found, parts: tuple[Block, ...], known: Knowledge, share: tuple[int, int]) -> list[Tree]:
    """Return the most promising trees in which one subtree hangs elsewhere; only for every so many-th node."""
    options: list[tuple[float, Tree]] = []
    for v in best.tree.nodes:
        if v != best.tree.root and v % share[1] == share[0]:
            options += _grafts(best, v, parts, known)
    options.sort(key=lambda option: (-option[0], option[1].parents))
    kept: list[Tree] = []
    for _, tree in options:
        if tree not in kept and tree != best.tree:
            kept.append(tree)
        if len(kept) == RESCORED * 2:
            break
    return kept


def _grafts(best: Found, node: int, parts: tuple[Block, ...], known: Knowledge) -> list[tuple[float, Tree]]:
    """Return the best few places for one subtree, by likelihood with the rates of the rest unchanged."""
    rest = pruned(best.tree, node)
    places = rest.nodes
    score = np.zeros((2, len(places)))
    for part, rates in zip(parts, best.fit.rates, strict=True):
        inner = passes(best.tree, part, rates).inner[node]
        score += _placed(rest, places, part, rates, inner)
    lost = len(rest.lost)
    ranked = sorted(
        (-(score[above, k] - LOST * (lost + above)), above, places[k]) for above in (0, 1) for k in range(len(places))
    )
    found = [(-worth, grafted(best.tree, rest, node, target, bool(above))) for worth, above, target in ranked[:RESCORED]]
    return [(worth + _prior(tree, known), tree) for worth, tree in found]


def _placed(rest: Tree, places: Sequence[int], part: Block, rates: Rates, subtree: Matrix) -> Matrix:
    """Return the log-likelihoods (below the place, above the place) of hanging a subtree at each place."""
    passed = passes(rest, part, rates)
    size = len(places)
    hung = np.repeat(subtree[None], size, axis=0)
    at = np.stack([passed.outer[v] * passed.inner[v] for v in places])
    below = edge_scores(part, at, hung, SCREEN).max(axis=1)
    over = np.empty_like(at)
    for k, v in enumerate(places):
        half = max(0, int(rates[v]) - 1)
        top = carried(part, passed.beside[v], half) if rest.parents[v] != ROOT else passed.outer[v]
        over[k] = top * message(part, passed.inner[v], half)
    return np.stack([below, edge_scores(part, over, hung, SCREEN).max(axis=1)])
