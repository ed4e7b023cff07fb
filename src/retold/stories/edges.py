"""The exact similarity of the pairs that are worth comparing."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from retold.stories.columns import Columns, Ints, Small, rows_between
from retold.stories.profiles import firsts

BLOCK = 8192  # pairs laid out at once


class Edges(Struct, frozen=True):
    """Pairs of articles, the lower number first, sorted, with the inner products of their whole vectors."""

    left: Small
    right: Small
    products: Ints


def edges(left: Small, right: Small, whole: Columns, words: int) -> Edges:
    """Return pairs, given sorted, with their inner products; each left vector is laid out over the vocabulary once."""
    line = np.zeros(words, dtype=np.int32)
    parts = [_block(left[at : at + BLOCK], right[at : at + BLOCK], whole, line) for at in range(0, len(left), BLOCK)]
    return Edges(left, right, np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64))


def _block(left: Small, right: Small, whole: Columns, line: Small) -> Ints:
    starts, ends = whole.bounds[right], whole.bounds[right + 1]
    rows = rows_between(starts, ends)
    terms, bounds = whole.terms[rows], np.concatenate([[0], np.cumsum(ends - starts)])
    held = np.zeros(len(terms), dtype=np.int32)  # the weight that the left article gives the term, row by row
    begun = firsts(left)
    begins = [*bounds[begun].tolist(), len(terms)]
    for article, begin, end in zip(left[begun].tolist(), begins, begins[1:], strict=False):
        own = slice(whole.bounds[article], whole.bounds[article + 1])
        line[whole.terms[own]] = whole.weights[own]
        held[begin:end] = line[terms[begin:end]]
        line[whole.terms[own]] = 0
    sums = np.concatenate([[0], np.cumsum(held.astype(np.int64) * whole.weights[rows])])
    products: Ints = np.diff(sums[bounds])
    return products


def mapped(pairs: Edges, leaders: Small, whole: Columns, words: int) -> Edges:
    """Return the pairs of the articles that stand for those of each pair; products that are known are not made again."""
    left, right = leaders[pairs.left], leaders[pairs.right]
    wanted = np.unique(np.minimum(left, right)[left != right].astype(np.int64) << 32 | np.maximum(left, right)[left != right])
    known = pairs.left.astype(np.int64) << 32 | pairs.right
    place = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    there = known[place] == wanted if len(known) else np.zeros(0, dtype=bool)
    low, high = (wanted >> 32).astype(np.int32), (wanted & 0xFFFFFFFF).astype(np.int32)
    products = np.zeros(len(wanted), dtype=np.int64)
    products[there] = pairs.products[place[there]]
    products[~there] = edges(low[~there], high[~there], whole, words).products
    return Edges(low, high, products)
