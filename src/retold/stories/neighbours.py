"""Which pairs of articles are worth comparing: an inverted index over each article's heaviest terms, so that time grows with
shared rare words and not with the square of the pile.

Candidates need only connect a story: the similarity of groups is computed exactly from their sum vectors, whatever was missed.
Rows and scores are packed into whole numbers that sort as they should, which is several times faster than sorting by a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.stories.columns import Columns, Ints, Small, rows_between
from retold.stories.profiles import SQUARE, firsts
from retold.stories.records import Settings

ARTICLE = 24  # bits of an article's number: piles to sixteen million on one machine
SCORE = 29  # bits of a score
BLOCK = 512  # articles asked about at once; fits in the eleven bits that are left
ENTRIES = 4_000_000  # index entries looked at at once, which bounds the memory
MANY = np.uint64


class Index(Struct, frozen=True):
    """The index: term t is in the articles in rows `bounds[t]` to `bounds[t + 1]`, with these weights. `heads` are the same by article."""

    bounds: Ints
    articles: Small
    weights: Small
    heads: Columns


class Pairs(Struct, frozen=True):
    """Pairs of articles with their inner products over the indexed terms."""

    articles: Small
    others: Small
    scores: Small


def heads(whole: Columns, shares: NDArray[np.float64], settings: Settings) -> Columns:
    """Return of each vector the terms that are indexed: among its heaviest, those that are not widespread in the background."""
    place = np.arange(len(whole.terms)) - np.repeat(whole.bounds[:-1], np.diff(whole.bounds))
    reach = settings.indexed * np.minimum(1.0, settings.widespread / np.maximum(shares, settings.widespread))
    kept = place < reach[whole.terms]
    bounds = np.concatenate([[0], np.cumsum(kept)])[whole.bounds]
    return Columns(bounds, whole.terms[kept], whole.weights[kept])


def index(heads: Columns, words: int) -> Index:
    """Return the index of some heads over a vocabulary of so many words."""
    order = np.argsort(heads.terms, kind="stable")
    counts = np.bincount(heads.terms, minlength=words)
    bounds = np.concatenate([[0], np.cumsum(counts)])
    return Index(bounds, heads.articles()[order], heads.weights[order], heads)


def near(articles: Ints, index: Index, settings: Settings) -> Iterator[Pairs]:
    """Yield, block by block, all pairs of the given articles with others whose score is not under the floor."""
    sizes = np.diff(index.bounds)
    costs = np.concatenate([[0], np.cumsum(sizes[index.heads.terms])])[index.heads.bounds]
    start = 0
    while start < len(articles):
        reach = np.cumsum(costs[articles[start : start + BLOCK] + 1] - costs[articles[start : start + BLOCK]])
        end = start + max(1, int(np.searchsorted(reach, ENTRIES)))
        yield _block(articles[start : min(end, start + BLOCK)], index, settings)
        start = min(end, start + BLOCK)


def _block(articles: Ints, index: Index, settings: Settings) -> Pairs:
    starts, ends = index.heads.bounds[articles], index.heads.bounds[articles + 1]
    rows = rows_between(starts, ends)
    terms, own = index.heads.terms[rows], index.heads.weights[rows]
    askers = np.repeat(np.arange(len(articles)), ends - starts)
    places, sizes = rows_between(index.bounds[terms], index.bounds[terms + 1]), np.diff(index.bounds)[terms]
    products = index.weights[places] * np.repeat(own, sizes)
    packed = np.repeat(askers << (ARTICLE + SCORE), sizes)
    packed |= index.articles[places].astype(np.int64) << SCORE
    packed |= products
    packed.sort()
    pairs = packed >> SCORE
    starts = firsts(pairs)
    if not len(starts):
        return Pairs(*(np.zeros(0, dtype=np.int32) for _ in range(3)))
    scores = np.add.reduceat(packed & ((1 << SCORE) - 1), starts)
    pairs = pairs[starts]
    askers, others = articles[pairs >> ARTICLE], pairs & ((1 << ARTICLE) - 1)
    kept = (scores >= settings.floor * SQUARE) & (askers != others)
    return Pairs(*(it[kept].astype(np.int32) for it in (askers, others, scores)))


def best(pairs: Pairs, settings: Settings) -> Pairs:
    """Return of each article's pairs the nearest, by score and then by the lower number of the other; sorted by article."""
    packed = pairs.others.astype(MANY) | (MANY((1 << SCORE) - 1) - pairs.scores.astype(MANY)) << MANY(ARTICLE)
    order = np.lexsort((packed, pairs.articles))
    articles = pairs.articles[order]
    starts = firsts(articles)
    place = np.arange(len(articles)) - np.repeat(starts, np.diff(starts, append=len(articles)))
    order = order[place < settings.neighbours]
    return Pairs(pairs.articles[order], pairs.others[order], pairs.scores[order])


def both_ways(pairs: Pairs) -> tuple[Small, Small]:
    """Return each pair once, the lower number first, sorted: an edge is there if either article is among the other's nearest."""
    low, high = np.minimum(pairs.articles, pairs.others), np.maximum(pairs.articles, pairs.others)
    packed = np.unique(low.astype(np.int64) << 32 | high)
    return (packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32)


def turned(pairs: Pairs, kept: NDArray[np.bool_]) -> Pairs:
    """Return some pairs seen from the other side."""
    return Pairs(pairs.others[kept], pairs.articles[kept], pairs.scores[kept])


def joined(parts: Sequence[Pairs]) -> Pairs:
    """Return pairs one behind the other."""
    if not parts:
        return Pairs(*(np.zeros(0, dtype=np.int32) for _ in range(3)))
    return Pairs(
        *(np.concatenate(column) for column in zip(*((it.articles, it.others, it.scores) for it in parts), strict=True))
    )
