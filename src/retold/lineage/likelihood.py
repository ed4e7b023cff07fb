"""How well a tree explains who has what: an asymmetric model of copying, by Felsenstein's pruning.

Along an edge a reading is copied with chance 1 - r, else drawn anew with its chance b; a unit is kept with chance 1 - d, gained
with GAIN (what a text left out, its retellers cannot put back). A collected text may be an inner node: its states are then
observed. r and d are chosen from a grid for each edge. The log-likelihood of the readings is tempered, since words of one unit
are not independent and paraphrasers coincide.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.lineage.characters import Characters
from retold.lineage.tree import Tree

REWORDED = (0.03, 0.12, 0.25, 0.4, 0.6, 0.8)
DROPPED = (0.02, 0.1, 0.25, 0.45, 0.65)
GAIN = 0.02
TEMPER = 0.08
MIDDLING = 2  # index of the rate from which fitting starts
ROUNDS = 3  # of improving all edges at once; more changes little
SMALL = 1e-300  # differences of chances may round to nothing

Matrix = NDArray[np.float64]
Rates = NDArray[np.int_]


class Block(Struct, frozen=True):
    """Characters of one kind, equal columns pooled.

    `observed` is texts x 2 x characters (chance of what is seen, given state 0 or 1); `arise` and `keep` are grid x characters:
    the chance of state 1 below a state 0 and below a state 1; `prior` is the chance of state 1 at the root; `weight` counts.
    `pattern` and `each` give, for every character before pooling, its column and what it weighs.
    """

    observed: Matrix
    arise: Matrix
    keep: Matrix
    prior: Matrix
    weight: Matrix
    pattern: Rates
    each: Matrix


class Fit(Struct, frozen=True):
    """A tree with its best rates: `score` is the weighted log-likelihood, `rates` the grid index of each node's edge, by block."""

    score: float
    rates: tuple[Rates, ...]


class Passed(Struct, frozen=True):
    """What has been computed in a tree for one block: below each node, above its edge (at the parent), and above the node itself."""

    inner: dict[int, Matrix]
    beside: dict[int, Matrix]
    outer: dict[int, Matrix]


def blocks(found: Characters) -> tuple[Block, Block]:
    """Return the characters as two blocks: units and readings."""
    return _units(found), _readings(found)


def _units(found: Characters) -> Block:
    states, _, weight, pattern = _pooled(found.held, np.zeros(found.held.shape[1]), found.unit_weights)
    keep = np.repeat(1 - np.array(DROPPED)[:, None], len(weight), axis=1)
    prior = np.full(len(weight), 0.5)
    return Block(_observed(states), np.full_like(keep, GAIN), keep, prior, weight, pattern, found.unit_weights)


def _readings(found: Characters) -> Block:
    chance = np.array([reading.chance for reading in found.readings])
    weight = np.array([TEMPER * reading.weight for reading in found.readings])
    states, b, weights, pattern = _pooled(found.states.astype(float), chance, weight)
    rate = np.array(REWORDED)[:, None]
    return Block(_observed(states), rate * b, 1 - rate + rate * b, np.maximum(0.5, b), weights, pattern, weight)


def _pooled(states: Matrix, trait: Matrix, weight: Matrix) -> tuple[Matrix, Matrix, Matrix, Rates]:
    """Pool columns with equal states and trait; return states, trait, summed weight, and the place of each column."""
    if not states.shape[1]:
        return states, trait, weight, np.zeros(0, dtype=int)
    columns, inverse = np.unique(np.vstack([states, trait[None, :]]), axis=1, return_inverse=True)
    pooled: Matrix = np.bincount(inverse.ravel(), weights=weight, minlength=columns.shape[1]).astype(float)
    return columns[:-1], columns[-1], pooled, inverse.ravel()


def _observed(states: Matrix) -> Matrix:
    return np.stack([np.where(states == 1, 0.0, 1.0), np.where(states == 0, 0.0, 1.0)], axis=1)


def fit(tree: Tree, parts: tuple[Block, ...], start: tuple[Rates, ...] | None = None) -> Fit:
    """Return the tree's log-likelihood with rates chosen edge by edge, from given rates or from middling ones."""
    found = [
        _fit(tree, part, start[k] if start is not None else np.full(len(tree.parents), MIDDLING))
        for k, part in enumerate(parts)
    ]
    return Fit(sum(score for score, _ in found), tuple(rates for _, rates in found))


def glance(tree: Tree, parts: tuple[Block, ...], rates: tuple[Rates, ...]) -> float:
    """Return the tree's log-likelihood with the rates as they are."""
    return sum(float(logs @ part.weight) for part, logs in zip(parts, by_pattern(tree, parts, rates), strict=True))


def by_pattern(tree: Tree, parts: tuple[Block, ...], rates: tuple[Rates, ...]) -> list[Matrix]:
    """Return, for each block, the log-likelihood of each of its columns, unweighted, with the rates as they are."""
    order = tree.downwards()
    found = []
    for part, chosen in zip(parts, rates, strict=True):
        inner, _ = _upwards(tree, part, chosen, order)
        found.append(np.log((np.stack([1 - part.prior, part.prior]) * inner[tree.root]).sum(axis=0)))
    return found


def _fit(tree: Tree, part: Block, rates: Rates) -> tuple[float, Rates]:
    order = tree.downwards()
    below = list(order[1:])
    best: tuple[float, Rates] = (-np.inf, rates)
    for _ in range(ROUNDS):
        passed = passes(tree, part, rates, order)
        score = _logged(passed.outer[tree.root], passed.inner[tree.root], part)
        if score <= best[0] + 1e-6:
            break
        best = (score, rates)
        if below:
            beside, inner = np.stack([passed.beside[v] for v in below]), np.stack([passed.inner[v] for v in below])
            rates = rates.copy()
            rates[below] = edge_scores(part, beside, inner).argmax(axis=1)
    return best


def passes(tree: Tree, part: Block, rates: Rates, order: Sequence[int] | None = None) -> Passed:
    """Pass the chances up and down the tree."""
    order = order if order is not None else tree.downwards()
    inner, messages = _upwards(tree, part, rates, order)
    outer = {order[0]: np.stack([1 - part.prior, part.prior])}
    beside = {}
    for v in order[1:]:
        parent = tree.parents[v]
        beside[v] = outer[parent] * inner[parent] / messages[v]  # messages are never 0
        outer[v] = carried(part, beside[v], int(rates[v]))
    return Passed(inner, beside, outer)


def _upwards(tree: Tree, part: Block, rates: Rates, order: Sequence[int]) -> tuple[dict[int, Matrix], dict[int, Matrix]]:
    """Return, for each node, the chance of what is seen at and below it given its state, and the same given its parent's state."""
    size = len(part.weight)
    inner = {v: part.observed[v].copy() if v < tree.texts else np.ones((2, size)) for v in order}
    messages = {}
    for v in reversed(order[1:]):
        messages[v] = message(part, inner[v], int(rates[v]))
        inner[tree.parents[v]] *= messages[v]
    return inner, messages


def message(part: Block, inner: Matrix, rate: int) -> Matrix:
    """Return the chance below an edge, given the state above it."""
    found = np.empty_like(inner)
    more = inner[1] - inner[0]
    np.multiply(part.arise[rate], more, out=found[0])
    np.multiply(part.keep[rate], more, out=found[1])
    found += inner[0]
    return found


def carried(part: Block, beside: Matrix, rate: int) -> Matrix:
    """Return the chance above an edge, given the state below it."""
    found = np.empty_like(beside)
    found[1] = part.arise[rate] * beside[0] + part.keep[rate] * beside[1]
    np.subtract(beside[0] + beside[1], found[1], out=found[0])
    np.maximum(found, 0.0, out=found)
    return found


def _logged(outer: Matrix, inner: Matrix, part: Block) -> float:
    return float(np.log((outer * inner).sum(axis=0)) @ part.weight)


def edge_scores(part: Block, beside: Matrix, inner: Matrix, grid: slice = slice(None)) -> Matrix:
    """Return the log-likelihood for each edge (rows) at each rate of the grid (columns)."""
    more = inner[:, 1] - inner[:, 0]
    both = beside[:, 0] + beside[:, 1]
    chance = (
        (both * inner[:, 0])[:, None]
        + (beside[:, 0] * more)[:, None] * part.arise[grid]
        + (beside[:, 1] * more)[:, None] * part.keep[grid]
    )
    return np.log(np.maximum(chance, SMALL)) @ part.weight
