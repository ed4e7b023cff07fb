"""The methods that the benchmark lays beside retold do what their names say."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.scale import judged
from benchmarks.stories_rivals import average, grams, single, tfidf
from hypothesis import given, settings
from hypothesis import strategies as st


def naive(similar: np.ndarray, threshold: float) -> set[frozenset[int]]:
    groups = [frozenset([it]) for it in range(len(similar))]
    while len(groups) > 1:
        pairs = [(np.mean([similar[a, b] for a in x for b in y]), x, y) for i, x in enumerate(groups) for y in groups[:i]]
        mean, left, right = max(pairs, key=lambda it: it[0])
        if mean < threshold:
            break
        groups = [it for it in groups if it not in (left, right)] + [left | right]
    return set(groups)


@given(st.integers(0, 10_000), st.integers(2, 9), st.floats(0.05, 0.95))
@settings(max_examples=40, deadline=None)
def test_average_linkage_is_the_greedy_one(seed: int, size: int, threshold: float) -> None:
    chance = np.random.default_rng(seed).random((size, size))
    similar = (chance + chance.T) / 2
    ((_, leaders),) = average(similar, [threshold])
    assert {frozenset(np.flatnonzero(np.array(leaders) == it).tolist()) for it in set(leaders)} == naive(similar, threshold)


def test_single_linkage_follows_chains() -> None:
    similar = np.array([[1, 0.5, 0, 0], [0.5, 1, 0.5, 0], [0, 0.5, 1, 0.1], [0, 0, 0.1, 1]])
    ((_, leaders),) = single(similar, [0.4])
    assert len(set(leaders[:3])) == 1
    assert leaders[3] != leaders[0]


TEXTS = [["ferry", "aground", "at", "skerrow"], ["ferry", "aground", "at", "ardmoy"], ["opera", "gala", "tonight", "sold"]]


def test_similarities() -> None:
    cosines, jaccards = tfidf(TEXTS), grams(TEXTS)
    assert np.diag(cosines) == pytest.approx(1.0, abs=1e-6)
    assert cosines[0, 1] > cosines[0, 2] == 0
    assert jaccards[0, 1] == pytest.approx(1 / 3)
    assert jaccards[0, 2] == 0


def test_found_and_wrong() -> None:
    truth = [(0, "a"), (0, "a"), (1, "b"), (1, "b"), (1, "c")]
    assert judged([1, 1, 2, 2, 3], truth) == (1.0, 0.0)
    assert judged([1, 2, 3, 4, 5], truth)[0] == 0.0
    found, wrong = judged([1, 1, 1, 2, 3], truth)
    assert (found, wrong) == (0.5, pytest.approx(2 / 3))
