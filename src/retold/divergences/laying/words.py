"""Which word of one sentence stands for which of the other.

Two passes: words that are alike (same lemma, same country, derived, one name, listed synonyms), chosen greedily with their
neighbours as tie-break (after Sultan, Bethard and Sumner 2014); then *slots*, words that are not alike but hang in the same
place of the two sentences.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from retold.divergences.laying.grammar import lemma
from retold.divergences.laying.shapes import Form, Place, Shape, sameness
from retold.divergences.records import Line, Match, Wordings
from retold.language.names import country, likeness
from retold.language.synonyms import synonyms
from retold.model import Token

ALIKE = 0.5
SURE = 1.4  # evidence from which a slot is surely one place
STRONG = 3  # fewer matched content words than this, and two sentences are not compared

Known = dict[tuple[int, int], float]


class Matcher:
    """Matches lines, each pair of wordings once, however many articles have them."""

    def __init__(self) -> None:
        self._shapes: dict[Hashable, Shape] = {}
        self._done: dict[tuple[Shape, Shape], Wordings | None] = {}
        self._near: dict[Form, dict[Form, float]] = {}
        self._compared: dict[Form, set[Form]] = {}
        self._lines: dict[int, tuple[Line, Shape]] = {}

    def wordings(self, left: Line, right: Line) -> Wordings | None:
        """Return two lines laid side by side, the same record for all lines of these wordings; None where too few words match."""
        key = self.shape(left), self.shape(right)
        if key not in self._done:
            found = self.match(*key)
            strong = sum(m.likeness > 0 for m in found) >= STRONG
            self._done[key] = Wordings(found, cover(*key, found)) if strong else None
        return self._done[key]

    def shape(self, line: Line) -> Shape:
        """Return the shape of a line; the same one for all lines of the same words and parse."""
        found = self._lines.get(id(line))
        if found is None:
            key = sameness(line)
            shape = self._shapes.get(key) or self._shapes.setdefault(key, Shape(line))
            found = self._lines[id(line)] = line, shape
        return found[1]

    def match(self, left: Shape, right: Shape) -> tuple[Match, ...]:
        """Return the matches of two sentences, one to one, in the order of the left one, counted from the first token of each."""
        known = self._known(left, right)
        taken = _greedy(_scored(left, right, known))
        alike = [Match(i, j, known[i, j], 2.0) for i, j in taken]
        slots = [Match(i, j, 0.0, evidence) for i, j, evidence in _slots(left, right, dict(taken))]
        return tuple(sorted(alike + slots))

    def _known(self, left: Shape, right: Shape) -> Known:
        """Return how alike the words of two sentences are, where they are alike."""
        theirs, found = right.forms, {}
        for one, mine in left.forms.items():
            near = self._nearest(one, right)
            for other in near.keys() & theirs.keys():
                found.update({(i, j): near[other] for i in mine for j in theirs[other]})
        return found

    def _nearest(self, one: Form, right: Shape) -> dict[Form, float]:
        """Return which forms a form is alike to, among others those of a sentence."""
        near, compared = self._near.setdefault(one, {}), self._compared.setdefault(one, set())
        if not right.forms.keys() <= compared:
            for other in right.forms.keys() - compared:
                value = _value(one, other)
                if value >= ALIKE:
                    near[other] = value
            compared.update(right.forms)
        return near


def cover(left: Shape, right: Shape, matches: Iterable[Match]) -> float:
    """Return the share of the lighter sentence's content, weighed by rarity, that is matched by likeness (0..1)."""
    rows = [(left.weights[m.left], right.weights[m.right]) for m in matches if m.likeness]
    totals = (left.total, right.total)
    if not all(totals):
        return 0.0
    shares = [(sum([row[k] for row in rows]) / totals[k], totals[k]) for k in (0, 1)]
    return round(min(shares, key=lambda share: share[1])[0], 4)


@lru_cache(maxsize=200_000)
def _alike(left: str, right: str, named: bool) -> float:
    if left == right:
        return 1.0
    if country(left) == country(right):
        return 0.95
    if named:
        return likeness(left, right)
    if left[:4] == right[:4] and len(left) > 3 and ratio(left, right) >= 75:
        return 0.88
    return 0.8 if synonyms(left, right) else 0.0


def like(left: Token, right: Token) -> float:
    """Return how alike two tokens are, 0..1."""
    if (left.pos == "NUM") != (right.pos == "NUM"):
        return 0.0
    return _alike(lemma(left), lemma(right), left.pos == "PROPN" and right.pos == "PROPN")


def _value(left: Form, right: Form) -> float:
    return 0.0 if left.number != right.number else _alike(left.lemma, right.lemma, left.name and right.name)


def _scored(left: Shape, right: Shape, known: Known) -> list[tuple[float, float, int, int]]:
    """Rank the candidates: .7 likeness, .3 shared neighbours, then nearness of place."""
    partners: dict[int, set[int]] = {}
    for i, j in known:
        partners.setdefault(i, set()).add(j)
    rows = []
    for (i, j), value in known.items():
        theirs = right.places[j].near
        shared = sum([not theirs.isdisjoint(partners[a]) for a in left.places[i].near if a in partners])
        apart = abs(i / left.size - j / right.size)
        rows.append((-(0.7 * value + 0.15 * min(shared, 2)), round(apart, 6), i, j))
    return sorted(rows)


def _greedy(rows: list[tuple[float, float, int, int]]) -> list[tuple[int, int]]:
    mine, theirs = set[int](), set[int]()
    chosen = []
    for _, _, i, j in rows:
        if i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
            chosen.append((i, j))
    return sorted(chosen)


def _slots(left: Shape, right: Shape, taken: dict[int, int]) -> list[tuple[int, int, float]]:
    """Match what is left over where it hangs in the same place, best evidence first."""
    used = set(taken.values())
    free = [(j, place) for j, place in right.places.items() if j not in used]
    rows = []
    for i, mine in left.places.items() if free else ():
        if i not in taken:
            beside = _beside(left, mine, taken)
            for j, theirs in free:
                if theirs.coarse == mine.coarse:
                    evidence = _evidence(mine, theirs, taken, _beside_too(right, theirs, beside))
                    if evidence >= 1.0:
                        rows.append((-evidence, i, j))
    rows.sort()
    kept = set(_greedy([(score, 0.0, i, j) for score, i, j in rows]))
    return [(i, j, -score) for score, i, j in rows if (i, j) in kept]


def _evidence(mine: Place, theirs: Place, taken: dict[int, int], beside: int) -> float:
    """Add up what says that two words hang in one place: governor and role, dependants, neighbours on each side."""
    a, b = mine.above, theirs.above
    score = 1.0 if a is not None and b is not None and taken.get(a) == b and _one_role(mine, theirs) else 0.0
    if mine.below:
        score += 0.5 * min(2, sum([taken.get(x) in theirs.below for x in mine.below]))
    for _ in range(beside):
        score += 0.6
    return score


def _one_role(mine: Place, theirs: Place) -> bool:
    """Tell whether two words have one role; what a noun has ("the boys' rescue") is what its verb governs ("rescue the boys")."""
    if mine.of_noun != theirs.of_noun:
        return (theirs if mine.of_noun else mine).dep in ("dobj", "nsubj", "nsubjpass")
    return mine.role == theirs.role


def _beside(left: Shape, mine: Place, taken: dict[int, int]) -> tuple[int | None, int | None]:
    """Return what stands for the words before and after a word in the other sentence."""
    words, order = left.words, mine.order
    before = taken.get(words[order - 1]) if order else None
    return before, taken.get(words[order + 1]) if order + 1 < len(words) else None


def _beside_too(right: Shape, theirs: Place, beside: tuple[int | None, int | None]) -> int:
    """Return on how many sides of a word that stands which is expected there."""
    words, order = right.words, theirs.order
    before = beside[0] is not None and order > 0 and words[order - 1] == beside[0]
    return before + (beside[1] is not None and order + 1 < len(words) and words[order + 1] == beside[1])
