"""Shades of certainty that are no findings: would, might, is to, has to. For the tables, between articles that follow each other closely."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.certainty import standings
from retold.divergences.laying.propositions import Proposition, in_quotation, propositions, shared
from retold.divergences.laying.rows import heaviest
from retold.divergences.records import Difference, Pair, Scene, by_words

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
    for left, right in _shaded(pair):
        if _unlike(left, right):
            topic = min(one.token().lemma.lower() for one in (left, right))
            a, b = standings.shown(left), standings.shown(right)
            yield Difference(
                "certainty", "shade", "minor", "table", a, b, WHY, (_side(left), _side(right)), topic, pair.similarity
            )


@by_words
def _shaded(pair: Pair) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield the propositions of one predicate that differ in one shade."""
    for left in propositions(pair.left):
        for right in propositions(pair.right):
            apart = (left.standing ^ right.standing) - {"conditional"}
            if apart and apart <= SHADES and apart & OPEN and _of_one_verb(left, right):
                yield left, right


def _of_one_verb(left: Proposition, right: Proposition) -> bool:
    if left.denied != right.denied or left.token().pos != "VERB" or not standings.same_predicate(left, right):
        return False
    return not (in_quotation(left) or in_quotation(right))


def _unlike(left: Proposition, right: Proposition) -> bool:
    """Tell whether two propositions of one predicate share their arguments, and none of the findings tells of them."""
    if standings.unequal(left, right) or standings.unequal(right, left):
        return False
    return shared(left, right).holds(light=False) and standings.marked(left, right)


def _side(one: Proposition) -> str:
    return " ".join(sorted(one.standing & SHADES)) or "stated"
