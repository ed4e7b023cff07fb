"""How well the statements of a tree stand when the units are drawn anew.

A bootstrap over units (Felsenstein 1985) would repeat the search for every resample. Instead, the log-likelihoods that the search has
computed are resampled (RELL: Kishino, Miyata and Hasegawa 1990): in each resample every unit counts as often as it was drawn, with
all its readings, and the best of the trees that were weighed wins. Shared slips are no units and always count once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.lineage.characters import Characters
from retold.lineage.likelihood import Block, by_pattern
from retold.lineage.search import Found, Scale
from retold.lineage.tree import Tree

RESAMPLES = 200
KEPT = 300  # trees, best first, that may win a resample
SEED = 1990

Matrix = NDArray[np.float64]


class Votes(Struct, frozen=True):
    """The trees that won resamples, each with its share of them (together 1), and the worth of all trees that were weighed."""

    winners: tuple[tuple[Tree, float], ...]
    weighed: tuple[tuple[Tree, float], ...]

    def lost(self, clade: frozenset[int]) -> float:
        """Return the share of resamples with a lost source of exactly these texts."""
        return sum(share for tree, share in self.winners if has(tree, clade))

    def taken(self, text: int, parent: int) -> float:
        """Return the share of resamples in which one text hangs directly from another."""
        return sum(share for tree, share in self.winners if tree.parents[text] == parent)

    def loose(self, text: int) -> float:
        """Return the share of resamples in which a text hangs from a lost source."""
        return sum(share for tree, share in self.winners if tree.parents[text] >= tree.texts)

    def gap(self, clade: frozenset[int]) -> float:
        """Return by how much the best tree with a lost source of these texts is worth more than the best one without."""
        sides: tuple[list[float], list[float]] = ([], [])
        for tree, worth in self.weighed:
            sides[has(tree, clade)].append(worth)
        lowest = min(worth for _, worth in self.weighed)
        return max(sides[1], default=lowest) - max(sides[0], default=lowest)


def has(tree: Tree, clade: frozenset[int]) -> bool:
    """Tell whether a tree has a lost source of exactly these texts."""
    return any(tree.clade(v) == clade for v in tree.lost)


def votes(scale: Scale) -> Votes:
    """Return what the resamples say of the trees that a search has weighed."""
    best = sorted(scale.seen.values(), key=lambda found: (-found.worth, found.tree.parents))[:KEPT]
    counts = _counts(scale.found)
    score = np.stack([_scores(found, scale.parts, counts) for found in best])
    won = np.bincount(score.argmax(axis=0), minlength=len(best)) / RESAMPLES
    winners = tuple((found.tree, float(share)) for found, share in zip(best, won, strict=True) if share)
    return Votes(winners, tuple((found.tree, found.worth) for found in best))


def _counts(found: Characters) -> tuple[Matrix, Matrix]:
    """Return how often each unit, and each reading, counts in each resample (resamples x units, resamples x readings)."""
    size = found.held.shape[1]
    drawn = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), size=RESAMPLES).astype(float)
    column = {unit: k for k, unit in enumerate(found.units)}
    home = np.array([column.get(reading.unit, size) for reading in found.readings], dtype=int)
    return drawn, np.hstack([drawn, np.ones((RESAMPLES, 1))])[:, home]


def _scores(found: Found, parts: Sequence[Block], counts: Sequence[Matrix]) -> Matrix:
    """Return the worth of a tree in each resample."""
    logs = by_pattern(found.tree, tuple(parts), found.fit.rates)
    score = np.full(RESAMPLES, found.worth - found.fit.score)
    for part, log, count in zip(parts, logs, counts, strict=True):
        score += count @ (part.each * log[part.pattern])
    return score.round(9)
