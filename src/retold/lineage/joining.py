"""Neighbour joining with collapse: the quick tree, and the one from which the search starts.

Saitou and Nei (1987) on -ln of the weighted overlap of characters; then every lost node that lies very near a text or another
lost node is collapsed into it. Letting a collected text be an ancestor is worth more than any choice of distance.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retold.lineage.characters import Characters
from retold.lineage.tree import Tree, rooted

NEAR = 0.12  # a lost node this near (share of the median distance between texts) to its neighbour is that neighbour

Matrix = NDArray[np.float64]
Edges = dict[int, dict[int, float]]


def distances(found: Characters) -> Matrix:
    """Return -ln of the weighted Jaccard overlap of every pair of texts, over units and over readings both could have."""
    n = len(found.held)
    weight = np.array([-np.log(reading.chance) * reading.weight for reading in found.readings])
    away = np.zeros((n, n))
    for a in range(n):
        for b in range(a):
            both, either = _overlap(found.held[a], found.held[b], found.unit_weights)
            known = (found.states[a] >= 0) & (found.states[b] >= 0)
            if known.any():
                more = _overlap(found.states[a][known], found.states[b][known], weight[known])
                both, either = both + more[0], either + more[1]
            away[a, b] = away[b, a] = -np.log(max(both, 0.05) / max(either, 0.05))
    return away


def joined(away: Matrix) -> Tree:
    """Return the collapsed neighbour-joining tree of texts, rooted where the longest path has its middle."""
    n = len(away)
    edges = collapse(neighbours(away), n, NEAR * float(np.median(away[np.triu_indices(n, 1)])) if n > 1 else 0.0)
    return rooted(edges, middle(edges), n)


def neighbours(away: Matrix) -> Edges:
    """Return the neighbour-joining tree as lengths between nodes; texts are 0..n-1, lost nodes follow."""
    n = len(away)
    edges: Edges = {k: {} for k in range(n)}
    live = list(range(n))
    d = {(a, b): float(away[a, b]) for a in range(n) for b in range(n)}
    while len(live) > 2:
        total = {a: sum(d[a, b] for b in live) for a in live}
        size = len(live) - 2
        _, a, b = min((round(size * d[a, b] - total[a] - total[b], 9), a, b) for a in live for b in live if a < b)
        new = len(edges)
        long_a = 0.5 * d[a, b] + (total[a] - total[b]) / (2 * size)
        edges[new] = {}
        _connect(edges, a, new, max(0.0, long_a))
        _connect(edges, b, new, max(0.0, d[a, b] - long_a))
        live = [k for k in live if k not in (a, b)]
        for k in live:
            d[k, new] = d[new, k] = max(0.0, 0.5 * (d[a, k] + d[b, k] - d[a, b]))
        d[new, new] = 0.0
        live.append(new)
    if len(live) == 2:
        _connect(edges, live[0], live[1], d[live[0], live[1]])
    return edges


def collapse(edges: Edges, n: int, near: float) -> Edges:
    """Merge lost nodes into neighbours nearer than `near`, shortest edge first; two texts never merge."""
    kept = {a: dict(rest) for a, rest in edges.items()}
    while True:
        short = sorted(
            (length, a, b) for a, rest in kept.items() for b, length in rest.items() if a < b and b >= n and length < near
        )
        if not short:
            return kept
        _, into, gone = short[0]
        for k, length in kept.pop(gone).items():
            del kept[k][gone]
            if k != into:
                _connect(kept, into, k, length)


def middle(edges: Edges) -> int | tuple[int, int]:
    """Return the node or edge in the middle of the longest path between two nodes."""
    paths = [_farthest(edges, start) for start in sorted(edges)]
    length, path = max(paths, key=lambda found: (round(found[0], 9), [-k for k in found[1]]))
    walked = 0.0
    for a, b in pairwise(path):
        step = edges[a][b]
        if walked + step >= length / 2 - 1e-9:
            return (min(a, b), max(a, b))
        walked += step
    return path[0]


def _farthest(edges: Edges, start: int) -> tuple[float, list[int]]:
    best, stack = (0.0, [start]), [(0.0, [start])]
    while stack:
        length, path = stack.pop()
        if length > best[0] + 1e-12:
            best = (length, path)
        before = path[-2] if len(path) > 1 else None
        stack += [(length + step, [*path, k]) for k, step in sorted(edges[path[-1]].items()) if k != before]
    return best


def _connect(edges: Edges, a: int, b: int, length: float) -> None:
    edges[a][b] = edges[b][a] = length


def _overlap(a: NDArray[np.generic], b: NDArray[np.generic], weight: Matrix) -> tuple[float, float]:
    both, either = (a == 1) & (b == 1), (a == 1) | (b == 1)
    return float(weight[both].sum()), float(weight[either].sum())
