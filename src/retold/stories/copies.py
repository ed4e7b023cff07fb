"""Texts that copy each other, found so that they count once.

A wire report that ten sites carry word for word would make its story look so tight that the story's own rewrites were refused,
and would outvote everyone else's wording. Copies are therefore one text while groups are made, and ten articles again after.
What was copied from whom is the lineage room's question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from retold.stories.candidates import Pair

RUN = 5  # words; shorter runs recur in unrelated articles ("the president of the United")
FEWEST_RUNS = 20  # a text of fewer distinct runs is too short to be called a copy
ALIKE = 0.4  # pairs with a lower cosine are not looked at
CONTAINED = 0.4  # share of the shorter text's runs that the longer holds; on labelled piles, never met by two events
STEP = np.uint64(1_000_003)

Words = Callable[[int], NDArray[np.uint64]]


def representatives(cosines: Mapping[Pair, float], words: Words, size: int) -> list[int]:
    """Return for each of `size` articles the one that stands for it: the longest of its copies, itself if it has none.

    `words(article)` gives the numbers of an article's words in order. Copying is followed along chains.
    """
    leader = list(range(size))
    runs: dict[int, NDArray[np.uint64]] = {}
    for pair in sorted(pair for pair, cosine in cosines.items() if cosine >= ALIKE):
        for article in pair:
            if article not in runs:
                runs[article] = word_runs(words(article))
        if containment(runs[pair[0]], runs[pair[1]]) >= CONTAINED:
            first, second = _leader(leader, pair[0]), _leader(leader, pair[1])
            kept, dropped = sorted((first, second), key=lambda it: (-len(runs[it]), it))
            leader[dropped] = kept
    return [_leader(leader, article) for article in range(size)]


def word_runs(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the distinct runs of five words of a text, each folded into one number, sorted."""
    count = len(words) - RUN + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    folded = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN):  # overflow wraps around, which is as good a hash as any here
        folded = folded * STEP + words[offset : offset + count] + np.uint64(1)
    return np.unique(folded)


def containment(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> float:
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
