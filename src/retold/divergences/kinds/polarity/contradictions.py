"""Tellings in which one thing is so and is not so: one predicate denied in one of them only, or two that are opposites.

This holds at any closeness, on local evidence (see `laying.propositions`): the same doer, another argument in common, none against it,
the same certainty on both sides. Where the two sides are credited to two people the articles agree and the people do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import LIGHT, lowered, phrase
from retold.divergences.laying.propositions import (
    Proposition,
    alike,
    described_alike,
    in_quotation,
    propositions,
    shared,
    stretch,
)
from retold.divergences.laying.voices import same_voice
from retold.divergences.records import Difference, Line, Pair, Scene, by_words, once
from retold.language.polarity import listed, opposite_prepositions, opposites
from retold.model import Between, Span

COVER = 0.3  # share of the lighter sentence that must be matched: less, and two sentences speak of two things
WOULD = frozenset(("would", "’d", "'d", "wouldn't"))
IFS = frozenset(("if", "unless", "whether", "provided", "otherwise", "without", "were", "could", "even", "because"))
DENIED = "The same is said to be so in one and not to be so in the other."
OPPOSITE = "What one says is the opposite of what the other says."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield propositions that are stated in one telling and denied, or replaced by the opposite, in another."""
    for pair in scene.pairs:
        if pair.cover >= COVER and not limited(pair):
            for left, right in _opposed(pair):
                if (contradict(left, right) or turned(left, right)) and same_voice(left, right, scene):
                    yield difference(left, right, pair.cover)


@by_words
def _opposed(pair: Pair) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield the propositions that would contradict each other if they were of the same people and things."""
    for left in propositions(pair.left):
        for right in propositions(pair.right):
            if _opposite(left, right) or _facing(left, right):
                yield left, right


def contradict(left: Proposition, right: Proposition) -> bool:
    """Tell whether two propositions say the opposite of the same people and things, for equally certain."""
    return _opposite(left, right) and shared(left, right).holds(left.token().lemma in LIGHT) and described_alike(left, right)


def turned(left: Proposition, right: Proposition) -> bool:
    """Tell whether two propositions differ in a preposition that turns them round: "voted for it", "voted against it"."""
    told = _facing(left, right) and any(
        opposite_prepositions(a, b) and alike(left.line, i, right.line, j) for a, i in left.others for b, j in right.others
    )
    return told and shared(left, right).subject


def _opposite(left: Proposition, right: Proposition) -> bool:
    """Tell whether two predicates are opposites, told for equally certain."""
    if not _against(left, right) or left.standing != right.standing or in_quotation(left) or in_quotation(right):
        return False
    if left.standing & {"conditional", "asked", "other", "purpose", "ought"}:
        return False
    return "supposed" not in left.standing or (_announced(left) and _announced(right))


def _announced(one: Proposition) -> bool:
    """Tell whether a "would" is the "will" of somebody's words ("he said that they would appeal"), and hangs on nothing."""
    would = [step for step in one.steps if step.kind == "supposed"]
    said = any(step.kind == "said" for step in one.steps)
    plain = one.standing == {"supposed"} and all(one.line.token(step.at).text.lower() in WOULD for step in would)
    return said and plain and IFS.isdisjoint(lowered(one.line))


def _facing(left: Proposition, right: Proposition) -> bool:
    """Tell whether two propositions are told alike, with a preposition each of which one turns the other round."""
    if left.lemma != right.lemma or left.denied != right.denied or left.standing != right.standing:
        return False
    if in_quotation(left) or in_quotation(right):
        return False
    return any(opposite_prepositions(a, b) for a, _ in left.others for b, _ in right.others)


def _against(left: Proposition, right: Proposition) -> bool:
    """Tell whether one of two equal predicates is denied, or neither or both of two opposite ones."""
    if left.lemma == right.lemma and left.token().pos == right.token().pos:
        return left.denied != right.denied
    return left.denied == right.denied and opposites(left.token().lemma.lower(), right.token().lemma.lower())


def limited(pair: Pair) -> bool:
    """Tell whether a word stands in either line that limits a denial ("not until", "not only"), or that speaks of a change of mind."""
    return _limits(pair.left) or _limits(pair.right)


@once
def _limits(line: Line) -> bool:
    return any(listed("scope", word) or listed("changing", word) for word in lowered(line))


def difference(left: Proposition, right: Proposition, strength: float, between: Between = "tellings") -> Difference:
    """Return the difference of two propositions that contradict each other, the denied one first."""
    first, second = (left, right) if left.denied or not right.denied else (right, left)
    why = DENIED if left.denied != right.denied else OPPOSITE
    sides = ("denied", "stated") if left.denied != right.denied else ("", "")
    return Difference(
        "polarity", "contrary", "critical", "finding", shown(first), shown(second), why, sides, "", strength, between
    )


def shown(one: Proposition) -> Span:
    """Return the words that show a proposition with what denies it."""
    first, last = stretch(one, one.step("denied"))
    return phrase(one.line.page, first, last, min(one.at, one.step("denied") or one.at))
