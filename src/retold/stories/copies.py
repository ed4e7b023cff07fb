"""Texts that copy each other, found so that they count once.

A wire report that ten sites carry word for word would make its story look so tight that the story's own rewrites were refused,
and would outvote everyone else's wording. Copies are therefore one text while groups are made, and ten articles again after.
What was copied from whom is the lineage room's question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from retold.stories.edges import Edges
from retold.stories.profiles import SQUARE

Pair = tuple[int, int]
Runs = NDArray[np.uint32]

FEWEST_RUNS = 5  # in the sample; a text of fewer is too short to be called a copy
ALIKE = 0.4  # pairs with a lower cosine are not looked at
CONTAINED = 0.4  # share of the shorter text's runs that the longer holds; on labelled piles, never met by two events


def representatives(edges: Edges, runs: Callable[[int], Runs], size: int, apart: Collection[Pair] = ()) -> list[int]:
    """Return for each of `size` articles the one that stands for it: the longest of its copies, itself if it has none.

    `runs(article)` gives the sample of an article's runs of words. Copying is followed along chains. Pairs that are `apart` are no
    copies of each other, whatever they share.
    """
    leader = list(range(size))
    close = np.flatnonzero(edges.products >= ALIKE * SQUARE)
    for pair in zip(edges.left[close].tolist(), edges.right[close].tolist(), strict=True):
        if pair in apart or containment(runs(pair[0]), runs(pair[1])) < CONTAINED:
            continue
        first, second = _leader(leader, pair[0]), _leader(leader, pair[1])
        kept, dropped = sorted((first, second), key=lambda it: (-len(runs(it)), it))
        leader[dropped] = kept
    return [_leader(leader, article) for article in range(size)]


def containment(left: Runs, right: Runs) -> float:
    """Return the share of the shorter text's runs that the longer holds, 0 if it has too few to tell (Broder 1997)."""
    fewest = min(len(left), len(right))
    if fewest < FEWEST_RUNS:
        return 0.0
    return len(np.intersect1d(left, right, assume_unique=True)) / fewest


def _leader(leader: list[int], article: int) -> int:
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article
