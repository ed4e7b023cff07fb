"""What piles are usually sorted with, beside retold: TF-IDF with average and with single linkage, and MinHash with components.

Every rival gets the threshold that is best for it on the pile at hand (retold has one setting for all piles), so its figures are the
most that it could reach. TF-IDF vectors are those of scikit-learn's defaults with sublinear counts and the pile's own document
frequencies; MinHash is the Jaccard similarity of word 3-grams itself, which its sketches estimate.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from retold.language.words import STOP, tokenise
from retold.model import Page
from retold.stories.profiles import story_text

Matrix = NDArray[np.float64]
STEPS = [round(it, 2) for it in np.arange(0.02, 0.62, 0.02)]


def rivals(pages: Sequence[Page]) -> Iterator[tuple[str, float, list[int]]]:
    """Yield each rival's name, a threshold, and the group of each page at that threshold."""
    words = [tokenise(story_text(page)) for page in pages]
    cosines, jaccards = tfidf(words), grams(words)
    for name, similar, linkage in (
        ("TF-IDF, average link", cosines, average),
        ("TF-IDF, single link", cosines, single),
        ("MinHash, components", jaccards, single),
    ):
        for threshold, groups in linkage(similar, STEPS):
            yield name, threshold, groups


def tfidf(words: Sequence[Sequence[str]]) -> Matrix:
    """Return the cosines of all pairs of texts, by words that are no stop words."""
    counts = [Counter(word for word in text if word not in STOP) for text in words]
    held = Counter(word for text in counts for word in text)
    number = {word: at for at, word in enumerate(sorted(held))}
    vectors = np.zeros((len(words), len(number)), dtype=np.float32)
    for row, text in enumerate(counts):
        for word, count in text.items():
            vectors[row, number[word]] = (1 + math.log(count)) * (math.log((1 + len(words)) / (1 + held[word])) + 1)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return (vectors @ vectors.T).astype(np.float64)


def grams(words: Sequence[Sequence[str]]) -> Matrix:
    """Return the Jaccard similarity of the word 3-grams of all pairs of texts."""
    sets = [{tuple(text[at : at + 3]) for at in range(len(text) - 2)} for text in words]
    similar = np.zeros((len(words), len(words)))
    holders: dict[tuple[str, ...], list[int]] = {}
    for row, text in enumerate(sets):
        for gram in text:
            holders.setdefault(gram, []).append(row)
    for rows in holders.values():
        for left, right in combinations(rows, 2):
            similar[left, right] += 1
    for left, right in zip(*np.nonzero(similar), strict=True):
        both = similar[left, right]
        similar[left, right] = similar[right, left] = both / (len(sets[left]) + len(sets[right]) - both)
    return similar


def single(similar: Matrix, thresholds: Sequence[float]) -> Iterator[tuple[float, list[int]]]:
    """Yield the connected components of the pairs at each threshold."""
    for threshold in thresholds:
        leader = list(range(len(similar)))
        for left, right in zip(*np.nonzero(np.triu(similar, 1) >= threshold), strict=True):
            leader[_end(leader, int(left))] = _end(leader, int(right))
        yield threshold, [_end(leader, it) for it in leader]


def average(similar: Matrix, thresholds: Sequence[float]) -> Iterator[tuple[float, list[int]]]:
    """Yield the groups of average linkage at each threshold, by the chain of nearest neighbours (Murtagh 1983)."""
    merges = sorted(_merges(similar.copy()), key=lambda it: -it[0])
    for threshold in thresholds:
        leader = list(range(len(similar)))
        for height, left, right in merges:
            if height >= threshold:
                leader[_end(leader, left)] = _end(leader, right)
        yield threshold, [_end(leader, it) for it in leader]


def _merges(near: Matrix) -> Iterator[tuple[float, int, int]]:
    """Yield the merges of a dendrogram with their mean similarities; a merged group keeps the row of one of its two."""
    sizes, alive = np.ones(len(near)), np.ones(len(near), dtype=bool)
    np.fill_diagonal(near, -1.0)
    chain: list[int] = []
    while alive.sum() > 1:
        chain = chain or [int(np.argmax(alive))]
        best = int(np.argmax(np.where(alive, near[chain[-1]], -2.0)))
        if len(chain) > 1 and near[chain[-1], chain[-2]] >= near[chain[-1], best]:
            right, left = chain.pop(), chain.pop()
            yield float(near[left, right]), left, right
            mean = (sizes[left] * near[left] + sizes[right] * near[right]) / (sizes[left] + sizes[right])
            near[left] = near[:, left] = mean
            near[left, left] = -1.0
            sizes[left] += sizes[right]
            alive[right] = False
        else:
            chain.append(best)


def _end(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number
