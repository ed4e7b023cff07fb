"""Sparse vectors of words and character n-grams, and the cosines between them.

Inside one story, TF-IDF over words and over character n-grams ranks sentence pairs better than sentence embeddings do, in
milliseconds. numpy alone is enough: the columns are handled in blocks, so that memory stays small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retold.language.words import STOP, idf, tokenise

Bag = Mapping[str, float]
BLOCK = 4096


def word_bag(text: str) -> dict[str, float]:
    """Return word -> (1 + ln tf) x background idf, stop words left out."""
    counts = Counter(word for word in tokenise(text) if word not in STOP)
    return {word: float((1 + np.log(n)) * idf(word)) for word, n in counts.items()}


def char_bag(text: str, low: int = 3, high: int = 5) -> dict[str, float]:
    """Return counts of character n-grams inside word boundaries (`char_wb`): each word is padded with one space on both sides."""
    counts: Counter[str] = Counter()
    for word in tokenise(text):
        padded = f" {word} "
        for n in range(low, high + 1):
            counts.update(padded[i : i + n] for i in range(max(1, len(padded) - n + 1)))
    return {gram: float(n) for gram, n in counts.items()}


def cosines(bags: Sequence[Bag]) -> NDArray[np.float32]:
    """Return the n x n cosines between bags; a bag without weight has cosine 0 with everything, itself too."""
    norms = np.array([np.sqrt(sum(w * w for w in bag.values())) or 1.0 for bag in bags])
    shared = sorted(term for term, df in Counter(term for bag in bags for term in bag).items() if df > 1)
    column = {term: i for i, term in enumerate(shared)}
    cells = [(column[t], row, w / norms[row]) for row, bag in enumerate(bags) for t, w in bag.items() if t in column]
    cells.sort()
    at, rows, weights = (np.array(part) for part in zip(*cells, strict=True)) if cells else (np.zeros(0),) * 3
    product = np.zeros((len(bags), len(bags)), dtype=np.float32)
    for first in range(0, len(shared), BLOCK):
        low, high = np.searchsorted(at, (first, first + BLOCK))
        block = np.zeros((len(bags), BLOCK), dtype=np.float32)
        block[rows[low:high], at[low:high] - first] = weights[low:high]
        product += block @ block.T
    np.fill_diagonal(product, [1.0 if bag else 0.0 for bag in bags])
    return np.clip(product, 0.0, 1.0)
