"""Which pairs of articles are worth comparing: an inverted index over each article's heaviest terms, so that time grows with
shared rare words and not with the square of the pile.

Candidates need only connect a story: the similarity of groups is computed exactly from their sum vectors, whatever was missed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from retold.stories.profiles import Profile
from retold.stories.records import Settings

Pair = tuple[int, int]
DIGITS = 9  # similarities are rounded here, so that the order of a sum cannot decide a tie


def near_pairs(profiles: Sequence[Profile], shares: Sequence[float], settings: Settings) -> dict[Pair, float]:
    """Return the exact cosine of each pair (lower index first) in which either article is among the other's nearest."""
    pairs: set[Pair] = set()
    index = _Index(profiles, np.array(shares), settings)
    for article in range(len(profiles)):
        pairs.update((min(article, other), max(article, other)) for other in index.nearest(article))
    return cosines(profiles, pairs)


def cosines(profiles: Sequence[Profile], pairs: Collection[Pair]) -> dict[Pair, float]:
    """Return the cosine of each pair, in the order of the pairs; each left article is spread out over the vocabulary once."""
    spread = np.zeros(1 + max((int(profile.terms.max()) for profile in profiles if len(profile.terms)), default=0))
    found: dict[Pair, float] = {}
    for left, group in groupby(sorted(pairs), key=itemgetter(0)):
        spread[profiles[left].terms] = profiles[left].weights
        for _, right in group:
            found[left, right] = round(float(spread[profiles[right].terms] @ profiles[right].weights), DIGITS)
        spread[profiles[left].terms] = 0.0
    return found


class _Index:
    """Postings of the heaviest terms that are not widespread: for each term, the articles with it and its weights there."""

    def __init__(self, profiles: Sequence[Profile], shares: NDArray[np.float64], settings: Settings) -> None:
        self._size, self._settings = len(profiles), settings
        heads = [_head(profile, shares, settings) for profile in profiles]
        terms = np.concatenate([head.terms for head in heads]) if heads else np.zeros(0, dtype=np.int32)
        order = np.argsort(terms, kind="stable")
        self._articles = np.repeat(np.arange(self._size), [len(head.terms) for head in heads])[order]
        self._weights = np.concatenate([head.weights for head in heads])[order] if heads else np.zeros(0)
        bounds = np.searchsorted(terms[order], np.arange(len(shares) + 1))
        self._bounds: list[int] = bounds.tolist()
        self._heads = heads

    def nearest(self, article: int) -> list[int]:
        """Return the articles nearest to one by the indexed terms alone: at most `neighbours`, none under `floor`."""
        head = self._heads[article]
        slices = [slice(self._bounds[term], self._bounds[term + 1]) for term in head.terms.tolist()]
        if not slices:
            return []
        others = np.concatenate([self._articles[part] for part in slices])
        products = np.concatenate([self._weights[part] * weight for part, weight in zip(slices, head.weights, strict=True)])
        scores = np.round(np.bincount(others, weights=products, minlength=self._size), DIGITS)
        scores[article] = 0.0
        found = np.flatnonzero(scores >= self._settings.floor)
        best = found[np.argsort(-scores[found], kind="stable")[: self._settings.neighbours]]
        return [int(other) for other in best]


def _head(profile: Profile, shares: NDArray[np.float64], settings: Settings) -> Profile:
    terms, weights = profile.terms[: settings.indexed], profile.weights[: settings.indexed]
    rare = shares[terms] <= settings.widespread
    return Profile(terms[rare], weights[rare])
