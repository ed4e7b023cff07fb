"""Kinship: how much speaks for two texts having a common origin, as log-odds.

Wording alone cannot separate a heavy retelling from an independent report of the same event; the order of the content, how
much of each text the other covers, verbatim runs and shared credits together can. Quotations are masked: one that everybody
quotes lifts an unrelated pair above a related one. Weights are fitted by logistic regression (benchmarks/lineage.py).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.language.words import idf
from retold.lineage.records import Text, Unit, Word

PRIVATE = 7  # words of a run that tells,
OF_CONTENT = 3  # of which so many are neither names, numbers nor function words

Gram = tuple[str, ...]


class Likeness(Struct, frozen=True):
    """What is measured of a pair of texts (a before b). Shares are 0..1; `order` is Kendall's tau over the aligned units.

    `private` counts the sentences (of the text that has fewer) with a run of words in common that is no quotation, name or stock phrase.
    """

    wording: tuple[float, float]
    cover: tuple[float, float]
    order: float
    aligned: int
    runs: int
    verbatim: float
    private: int = 0

    def features(self) -> tuple[float, ...]:
        """Return the features of the log-odds, without the constant and the credit."""
        tau = self.order * (1 - math.exp(-self.aligned / 5))
        low, high = sorted(self.wording)
        least, most = sorted(self.cover)
        runs = math.log(1 + 10 * self.verbatim)
        return (math.log(high + 0.005), math.log(low + 0.005), tau, most, least, math.log(1 + self.aligned), runs)


def likenesses(texts: Sequence[Text], units: Sequence[Unit]) -> dict[tuple[int, int], Likeness]:
    """Measure every pair of texts (indices, lower first)."""
    grams = [_weighed_grams(text) for text in texts]
    whole = [sum(weighed.values()) for weighed in grams]
    fives = [_runs(text, 5) for text in texts]
    private = [_private(text) for text in texts]
    places = _first_places(units, len(texts))
    weights = [_line_weights(text) for text in texts]
    held = [[{i for t, i in unit.lines if t == k} for unit in units] for k in range(len(texts))]
    found = {}
    for a, b in combinations(range(len(texts)), 2):
        both = sorted(places[a].keys() & places[b].keys())
        covers = tuple(_cover(weights[k], [held[k][u] for u in both]) for k in (a, b))
        shared = sum(grams[a][gram] for gram in sorted(grams[a].keys() & grams[b].keys()))
        runs = len(fives[a] & fives[b])
        size = math.sqrt(max(1, min(len(fives[a]), len(fives[b]))))
        found[a, b] = Likeness(
            wording=(shared / whole[a] if whole[a] else 0.0, shared / whole[b] if whole[b] else 0.0),
            cover=(covers[0], covers[1]),
            order=_tau([places[a][u] for u in both], [places[b][u] for u in both]),
            aligned=len(both),
            runs=runs,
            verbatim=runs / size,
            private=_common(private[a], private[b]),
        )
    return found


def shared_runs(texts: Sequence[Text], size: int = 8) -> dict[tuple[int, int], float]:
    """Return, for every pair, the share of the shorter text's runs of `size` words outside quotations that the other has too."""
    runs = [_runs(text, size) for text in texts]
    least = {(a, b): max(1, min(len(runs[a]), len(runs[b]))) for a, b in combinations(range(len(texts)), 2)}
    return {(a, b): round(len(runs[a] & runs[b]) / size, 3) for (a, b), size in least.items()}


def _grams(words: Sequence[Word], size: int) -> list[tuple[Word, ...]]:
    """Return runs of `size` neighbouring words outside quotations."""
    runs = zip(*(words[k:] for k in range(size)), strict=False)
    return [run for run in runs if not any(word.quoted for word in run)]


def _runs(text: Text, size: int) -> frozenset[Gram]:
    return frozenset(tuple(word.text for word in run) for line in text.lines for run in _grams(line.words, size))


def _private(text: Text) -> dict[Gram, int]:
    """Return the runs of words that two writers hardly hit on independently, each with its sentence."""
    found: dict[Gram, int] = {}
    for number, line in enumerate(text.lines):
        for run in _grams(line.words, PRIVATE):
            if sum(not (w.stop or w.name or w.text[0].isdigit()) for w in run) >= OF_CONTENT:
                found.setdefault(tuple(word.text for word in run), number)
    return found


def _common(a: dict[Gram, int], b: dict[Gram, int]) -> int:
    both = a.keys() & b.keys()
    return min(len({a[gram] for gram in both}), len({b[gram] for gram in both}))


def _weighed_grams(text: Text) -> dict[Gram, float]:
    """Return the runs of two and three words that are not all names, numbers or function words, with their idf."""
    found: dict[Gram, float] = {}
    for line in text.lines:
        for size in (2, 3):
            for run in _grams(line.words, size):
                if not all(word.name or word.stop or word.text[0].isdigit() for word in run):
                    found[tuple(word.text for word in run)] = sum(idf(word.text) for word in run)
    return found


def _line_weights(text: Text) -> list[float]:
    return [sum(idf(word.text) for word in line.words if not word.stop) for line in text.lines]


def _cover(weights: Sequence[float], lines: Sequence[set[int]]) -> float:
    whole = sum(weights)
    return sum(weights[i] for i in sorted(set().union(*lines))) / whole if whole else 0.0


def _first_places(units: Sequence[Unit], size: int) -> list[dict[int, int]]:
    """Return, for each text, the first line at which it holds each unit."""
    places: list[dict[int, int]] = [{} for _ in range(size)]
    for number, unit in enumerate(units):
        for text, line in unit.lines:
            places[text][number] = min(line, places[text].get(number, line))
    return places


def _tau(left: Sequence[int], right: Sequence[int]) -> float:
    """Return Kendall's tau-a of two orders; ties count neither way, 0 for fewer than two."""
    x, y = np.array(left), np.array(right)
    if len(x) < 2:
        return 0.0
    sign: NDArray[np.int_] = np.sign(x[:, None] - x[None, :]) * np.sign(y[:, None] - y[None, :])
    return float(sign.sum()) / (len(x) * (len(x) - 1))
