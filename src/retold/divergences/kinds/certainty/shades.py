"""Shades of certainty that are no findings: would, might, is to, has to. For the tables, between articles that follow each other closely."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.certainty import standings
from retold.divergences.laying.propositions import Proposition, in_quotation, propositions, shared
from retold.divergences.laying.rows import heaviest
from retold.divergences.records import Difference, Pair, Scene

CLOSE = 0.25
ROWS = 3  # rows of a story
SHADES = frozenset({"possible", "supposed", "announced", "expected", "ought", "believed", "alleged", "attempted"})
OPEN = frozenset(
    {"possible", "supposed", "expected", "ought", "believed", "alleged"}
)  # a present may stand for "will": no shade of it
WHY = "The two do not hold it for equally certain."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the heaviest rows of a story: one predicate under unlike modals or verbs of thinking."""
    found = [one for pair in scene.pairs if pair.closeness >= CLOSE for one in _shades(pair)]
    yield from heaviest(found, ROWS)


def _shades(pair: Pair) -> Iterator[Difference]:
    for left in propositions(pair.left):
        for right in propositions(pair.right):
            if _unlike(left, right):
                topic = min(one.token().lemma.lower() for one in (left, right))
                a, b = standings.shown(left), standings.shown(right)
                yield Difference(
                    "certainty", "shade", "minor", "table", a, b, WHY, (_side(left), _side(right)), topic, pair.similarity
                )


def _unlike(left: Proposition, right: Proposition) -> bool:
    """Tell whether two propositions share predicate and arguments, and differ in one shade."""
    if left.standing == right.standing or left.denied != right.denied or not standings.same_predicate(left, right):
        return False
    apart = (left.standing ^ right.standing) - {"conditional"}
    if not apart or not apart <= SHADES or not apart & OPEN or standings.unequal(left, right) or standings.unequal(right, left):
        return False
    if left.token().pos != "VERB" or in_quotation(left) or in_quotation(right):
        return False
    return shared(left, right).holds(light=False) and standings.marked(left, right)


def _side(one: Proposition) -> str:
    return " ".join(sorted(one.standing & SHADES)) or "stated"
