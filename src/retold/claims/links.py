"""Which sentences of two articles are worth comparing, and how closely two articles follow each other.

Within one story, TF-IDF over words and characters recognises a retold sentence better than sentence embeddings do; the order of
content breaks ties. The links made here favour recall: whoever compares readings or publishes claims applies a stricter gate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.claims.compare import Line, Matrix, lines, measure
from retold.model import Alignment, Closeness, Link, Marked

ORDER = 0.1  # what a sentence loses for standing at the other end of the article
MUTUAL = 0.08  # each is the other's best
ONE_SIDED = 0.15  # one is the other's best


class Pair(NamedTuple):
    """Two lines, by their numbers, that are linked."""

    left: int
    right: int


def align(marked: Sequence[Marked]) -> Alignment:
    """Link the sentences of every two articles of a story, and tell how closely the two follow each other.

    A link stands where two sentences are each other's best partner (similarity less the order penalty at least 0.08), or where
    one is the best partner of the other (at least 0.15). Links are ordered by their spans; `left` is of the smaller article id.
    """
    all_lines = lines(marked)
    likeness = measure(all_lines)
    similarity, cover = likeness.similarity, likeness.cover()
    links = [
        Link(all_lines[a].span, all_lines[b].span, round(float(similarity[a, b]), 4), round(float(cover[a, b]), 4))
        for a, b in pairs(all_lines, similarity)
    ]
    close = closeness(all_lines, similarity)
    return Alignment(links=tuple(links), closeness=tuple(_between_articles(marked, all_lines, close)))


def pairs(all_lines: Sequence[Line], similarity: Matrix, mutual: float = MUTUAL, one_sided: float = ONE_SIDED) -> list[Pair]:
    """Return the linked lines of every two articles, in order."""
    score = scored(all_lines, similarity)
    found = []
    for left, right in combinations(_rows(all_lines), 2):
        found += [Pair(int(left[i]), int(right[j])) for i, j in _best(score[np.ix_(left, right)], mutual, one_sided)]
    return sorted(found)


def scored(all_lines: Sequence[Line], similarity: Matrix) -> Matrix:
    """Return the similarity of all lines less what a pair loses for standing at different places of their articles."""
    place = np.array([line.place for line in all_lines], dtype=np.float32)
    return np.asarray(similarity - ORDER * np.abs(place[:, None] - place[None, :]), dtype=np.float32)


def _best(score: Matrix, mutual: float, one_sided: float) -> Iterator[tuple[int, int]]:
    """Yield the cells of a block that are best of their row and column, or best of one and high."""
    of_row, of_column = score.argmax(axis=1), score.argmax(axis=0)
    cells = {(i, int(j)) for i, j in enumerate(of_row)} | {(int(i), j) for j, i in enumerate(of_column)}
    for i, j in sorted(cells):
        both = of_row[i] == j and of_column[j] == i
        if score[i, j] >= (mutual if both else one_sided):
            yield i, j


def _rows(all_lines: Sequence[Line]) -> list[NDArray[np.intp]]:
    """Return the numbers of the lines of each article that has any, by article."""
    article = np.array([line.article for line in all_lines])
    return [np.flatnonzero(article == number) for number in np.unique(article)]


def closeness(all_lines: Sequence[Line], similarity: Matrix) -> Matrix:
    """Return n x n how close the articles of two lines are, 0..1.

    The median over the sentences of one article of the best similarity in the other; the larger of the two directions.
    """
    close = np.zeros_like(similarity)
    for left, right in combinations(_rows(all_lines), 2):
        block = similarity[np.ix_(left, right)]
        value = max(float(np.median(block.max(axis=1))), float(np.median(block.max(axis=0))))
        close[np.ix_(left, right)] = value
        close[np.ix_(right, left)] = value
    return close


def _between_articles(marked: Sequence[Marked], all_lines: Sequence[Line], close: Matrix) -> Iterator[Closeness]:
    """Yield the closeness of every two articles; 0 where one has no sentence that can be compared."""
    first = {line.span.article: i for i, line in reversed(list(enumerate(all_lines)))}
    for left, right in combinations(sorted(one.page.article.id for one in marked), 2):
        value = float(close[first[left], first[right]]) if left in first and right in first else 0.0
        yield Closeness(left, right, round(value, 4))
