"""Many vectors as flat columns, and the few operations on them that the stages share.

Everything here takes and gives plain arrays of whole numbers, so that another engine can run the same stages on its own columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.stories.profiles import Vector, firsts

Ints = NDArray[np.int64]
Small = NDArray[np.int32]


class Columns(Struct, frozen=True):
    """Vectors one behind the other: that of article i is rows `bounds[i]` to `bounds[i + 1]` of `terms` and `weights`."""

    bounds: Ints
    terms: Small
    weights: Small

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def vector(self, article: int) -> Vector:
        """Return the vector of one article."""
        part = slice(self.bounds[article], self.bounds[article + 1])
        return Vector(self.terms[part], self.weights[part])

    def articles(self) -> Small:
        """Return the number of the article of each row."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.bounds))


def columns(vectors: Sequence[Vector]) -> Columns:
    """Lay vectors one behind the other."""
    bounds = np.zeros(len(vectors) + 1, dtype=np.int64)
    np.cumsum([len(it.terms) for it in vectors], out=bounds[1:])
    if not vectors:
        return Columns(bounds, np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))
    return Columns(bounds, np.concatenate([it.terms for it in vectors]), np.concatenate([it.weights for it in vectors]))


def rows_between(starts: Ints, ends: Ints) -> Ints:
    """Return the numbers from each start to before its end, one stretch behind the other."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()))


def added(*vectors: Vector) -> Vector:
    """Return the sum of vectors, terms in rising order."""
    terms = np.concatenate([it.terms for it in vectors])
    weights = np.concatenate([it.weights for it in vectors])
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    starts = firsts(terms)
    return Vector(terms[starts], np.add.reduceat(weights[order], starts) if len(starts) else weights)


class Spread:
    """One vector at a time laid out over the whole vocabulary, so that its inner products with others are look-ups."""

    def __init__(self, size: int) -> None:
        self._line = np.zeros(size, dtype=np.int64)

    def dots(self, vector: Vector, others: Sequence[Vector]) -> list[int]:
        """Return the inner product of a vector with each of the others."""
        self._line[vector.terms] = vector.weights
        terms = np.concatenate([it.terms for it in others])
        products = self._line[terms] * np.concatenate([it.weights for it in others])
        ends = np.cumsum([len(it.terms) for it in others])
        sums = np.concatenate([[0], np.cumsum(products)])[np.concatenate([[0], ends])]
        self._line[vector.terms] = 0
        return [int(it) for it in np.diff(sums)]


def square(vector: Vector) -> int:
    """Return the inner product of a vector with itself."""
    weights = vector.weights.astype(np.int64)
    return int(weights @ weights)
