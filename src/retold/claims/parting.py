"""Which parts of linked sentences say the same thing.

Two parts are held against each other by the words that both have. Pairs are joined the strongest first, and a part joins only what it
resembles on average, so that claims are as transitive as their weakest members bear. Parts of sentences that are not linked are
never joined: two clauses with the same few words ("a gay couple was issued a licence", "she refused to issue licences") are too often
two claims where the sentences round them do not agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.claims.compare import Matrix, derived, rarity
from retold.claims.units import Unit
from retold.language import lexicon

SYNONYM = 0.8
LIKE = 0.46  # how alike two parts must be
AVERAGE = 0.4  # and how alike, on average, those that come together
FEWEST = 1  # words that both must have, names aside
LIGHT, SIMILAR = 2, 0.33  # a part with no more words of its own than this shows little where the sentences are no more similar


class Parts(NamedTuple):
    """The n parts of a story: the line and the article of each, and n x n how alike they are, 0..1, and how many words they share."""

    units: tuple[Unit, ...]
    line: NDArray[np.intp]
    article: NDArray[np.intp]
    alike: Matrix
    shared: Matrix

    def between(self, lines: int) -> Matrix:
        """Return lines x lines: how alike the two parts of two lines are that are most alike, what only says who spoke left out."""
        telling = np.flatnonzero(~np.array([unit.frame for unit in self.units], dtype=bool))
        starts = np.searchsorted(self.line[telling], np.arange(lines))
        best = np.zeros((lines, lines), dtype=np.float32)
        if telling.size:
            held = np.flatnonzero(np.bincount(self.line[telling], minlength=lines))
            rows = np.maximum.reduceat(self.alike[np.ix_(telling, telling)], starts[held], axis=0)
            best[np.ix_(held, held)] = np.maximum.reduceat(rows, starts[held], axis=1)
        return best


def parts(units: Sequence[Unit], line: Sequence[int], article: Sequence[int]) -> Parts:
    """Measure how alike all parts are: the mean of what both share of both together and of the lighter one, words weighed by rarity."""
    words = sorted({word for unit in units for word in unit.words})
    offered, own, named = (np.zeros((len(units), len(words)), dtype=np.float32) for _ in range(3))
    column = {word: i for i, word in enumerate(words)}
    matches = _matches(words)
    for row, unit in enumerate(units):
        for word in unit.words:
            own[row, column[word]] = 1.0
            named[row, column[word]] = word in unit.names
            for match, value in matches[word].items():
                offered[row, column[match]] = max(offered[row, column[match]], value)
    shared = (own - named) @ (offered > 0).astype(np.float32).T
    own *= np.array([rarity(len(units), int(n)) for n in np.count_nonzero(offered, axis=0)], dtype=np.float32)
    mass, weight = own @ offered.T, own.sum(axis=1)
    mass = np.minimum(mass, mass.T)
    both = (weight[:, None] + weight[None, :]) / 2
    lighter = np.minimum(weight[:, None], weight[None, :])
    alike = (_share(mass, both) + _share(mass, lighter)) / 2
    return Parts(tuple(units), np.array(line), np.array(article), np.round(alike, 4), np.minimum(shared, shared.T))


def _share(mass: Matrix, whole: Matrix) -> Matrix:
    shared: Matrix = np.minimum(np.divide(mass, whole, out=np.zeros_like(mass), where=whole > 0), np.float32(1.0))
    return shared


def _matches(words: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return for each word what counts as its match, listed synonyms too."""
    found = derived(words)
    terms = lexicon.load("terms")
    rows: Iterable[list[str]] = [*terms["synonyms"]["rows"], *(row["words"] for row in terms["loaded"])]
    for row in rows:
        known = [word for word in row if word in found]
        for word in known:
            for other in known:
                found[word].setdefault(other, SYNONYM)
    return found


def clusters(story: Parts, linked: NDArray[np.bool_], similarity: Matrix) -> list[list[int]]:
    """Return the groups of two and more parts that say the same, each in order.

    `linked` and `similarity` are lines x lines: whether two may say the same, and how similar they are.
    """
    near = linked[np.ix_(story.line, story.line)] & (story.article[:, None] != story.article[None, :])
    best = _best(story)
    fit = near & (story.alike >= LIKE) & (story.shared >= FEWEST) & (best | best.T) & ~_chance(story, similarity)
    at = [(int(a), int(b)) for a, b in np.argwhere(np.triu(fit, 1))]
    return _joined(story, near, sorted(at, key=lambda pair: (-float(story.alike[pair]), pair)))


def _chance(story: Parts, similarity: Matrix) -> NDArray[np.bool_]:
    """Return n x n whether two parts may be alike by chance: one has few words of its own, and their sentences differ.

    "Move forward together" and "move us forward" prove nothing by themselves, and "said at a news conference" never does. Items of
    two lists do: the lists stand behind them.
    """
    light = np.array([not unit.whole and len(unit.words - unit.names) <= LIGHT for unit in story.units], dtype=bool)
    item = np.array([unit.kind == "item" for unit in story.units], dtype=bool)
    apart = similarity[np.ix_(story.line, story.line)] < SIMILAR
    bare = light & np.array([unit.frame for unit in story.units], dtype=bool)
    chance: NDArray[np.bool_] = (light[:, None] | light[None, :]) & ~(item[:, None] & item[None, :]) & apart
    chance |= bare[:, None] | bare[None, :]
    return chance


def _best(story: Parts) -> NDArray[np.bool_]:
    """Return n x n whether the column's part is the best of its article for the row's."""
    best = np.zeros(story.alike.shape, dtype=bool)
    for number in np.unique(story.article):
        block = np.flatnonzero(story.article == number)
        top = story.alike[:, block].max(axis=1, keepdims=True)
        best[:, block] = (story.alike[:, block] >= top) & (top > 0)
    return best


def _joined(story: Parts, near: NDArray[np.bool_], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Join pairs in order, as far as the average bears and no two parts of one sentence come together."""
    group = {i: [i] for pair in pairs for i in pair}
    for left, right in pairs:
        a, b = group[left], group[right]
        if a is not b and _bears(story, near, a, b):
            a += b
            group.update(dict.fromkeys(b, a))
    found = {id(members): sorted(members) for members in group.values() if len(members) > 1}
    return sorted(found.values())


def _bears(story: Parts, near: NDArray[np.bool_], a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether two groups may be one: all their sentences of different articles are linked, and they are alike on average."""
    if set(story.line[a]) & set(story.line[b]):
        return False
    cells = np.ix_(a, b)
    apart = story.article[a][:, None] != story.article[b][None, :]
    return bool(apart.any() and near[cells][apart].all()) and float(story.alike[cells][apart].mean()) >= AVERAGE
