"""Units: which sentences of a story tell the same thing, by the words they share and where they stand.

Lineage needs every sentence in exactly one unit (a character that a text holds or lacks), unlike claims, which may overlap; so
it makes its own partition. TF-IDF cosine less a penalty for distance of position; mutual best matches of two texts, or strong
one-sided ones (split and merged sentences); then agglomeration in falling order while the groups stay alike on average.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from retold.language.words import idf
from retold.lineage.records import Line, Text, Unit

MUTUAL = 0.22  # least similarity of a mutual best match
ONE_SIDED = 0.45  # least similarity of a match that is best for one side only
COHERENT = 0.165  # least mean similarity across two groups that merge
RAREST = 6.0  # cap of a word's weight: an unknown name must not decide alone
DISTANCE = 0.08  # what a full article's length of displacement costs

Matrix = NDArray[np.float64]


def units(texts: Sequence[Text]) -> tuple[Unit, ...]:
    """Return the units of a story, every sentence in one of them, ordered by their first sentence (text index, then line)."""
    places = [(t, i) for t, text in enumerate(texts) for i in range(len(text.lines))]
    lines = [texts[t].lines[i] for t, i in places]
    if not lines:
        return ()
    alike = _similarities(lines)
    owner = np.array([t for t, _ in places])
    groups = _agglomerate(_matches(alike, owner), alike, owner)
    return tuple(Unit(tuple(places[k] for k in group)) for group in sorted(groups))


def _similarities(lines: Sequence[Line]) -> Matrix:
    """Return the n x n matrix of adjusted similarities."""
    bags = [Counter(word.stem for word in line.words if not word.stop) for line in lines]
    weight = _weights(lines, Counter(word for bag in bags for word in bag))
    column = {word: k for k, word in enumerate(sorted(weight))}
    vectors = np.zeros((len(lines), len(column)))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            vectors[row, column[word]] = weight[word] * (1 + math.log(count))
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(norms > 0, norms, 1)
    position = np.array([line.position for line in lines])
    alike: Matrix = vectors @ vectors.T - DISTANCE * np.abs(position[:, None] - position[None, :])
    return alike.round(9)


def _weights(lines: Sequence[Line], holders: Counter[str]) -> dict[str, float]:
    """Weigh stems: rare in the news, up to a cap, and rare in this story, whose every second sentence has its main names."""
    weight: dict[str, float] = {}
    for word in (word for line in lines for word in line.words if not word.stop):
        weight[word.stem] = min(weight.get(word.stem, RAREST), idf(word.text))
    whole = math.log(len(lines) + 1)
    return {word: value * math.log((len(lines) + 1) / holders[word]) / whole for word, value in weight.items()}


def _matches(alike: Matrix, owner: NDArray[np.int_]) -> list[tuple[float, int, int]]:
    """Return (similarity, row, column) of the pairs of sentences that match, most similar first."""
    rows = {t: np.flatnonzero(owner == t) for t in sorted(set(owner.tolist()))}
    found = []
    for a, b in combinations(rows, 2):
        block = alike[np.ix_(rows[a], rows[b])]
        best_b, best_a = block.argmax(axis=1), block.argmax(axis=0)
        pairs = {(i, int(j)) for i, j in enumerate(best_b)} | {(int(i), j) for j, i in enumerate(best_a)}
        for i, j in pairs:
            mutual = best_b[i] == j and best_a[j] == i
            if block[i, j] >= (MUTUAL if mutual else ONE_SIDED):
                found.append((float(block[i, j]), int(rows[a][i]), int(rows[b][j])))
    return sorted(found, key=lambda match: (-match[0], match[1], match[2]))


def _agglomerate(matches: Sequence[tuple[float, int, int]], alike: Matrix, owner: NDArray[np.int_]) -> list[list[int]]:
    """Merge groups of sentences along the matches while their mean similarity across texts holds."""
    group = {k: [k] for k in range(len(owner))}
    home = list(range(len(owner)))
    for _, i, j in matches:
        a, b = home[i], home[j]
        if a == b:
            continue
        across = owner[group[a]][:, None] != owner[group[b]][None, :]
        if across.any() and alike[np.ix_(group[a], group[b])][across].mean() >= COHERENT:
            for k in group[b]:
                home[k] = a
            group[a] = sorted(group[a] + group.pop(b))
    return list(group.values())
