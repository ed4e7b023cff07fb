"""Who counts, and where: two people's counts, or counts of two places, do not contradict each other.

“Eleven were hurt in the harbour” and “nine were hurt on the pier” may both be so; “the port says eleven” and “the mayor says nine” are two
counts by two people, which a reader must be told and cannot be told the one for the other.
"""

from __future__ import annotations

from functools import cache

from retold.divergences.kinds.number.counts import Count
from retold.divergences.laying.deeds import frame
from retold.divergences.laying.grammar import children, lemma, subtree
from retold.divergences.records import Difference, Line, Scene
from retold.language import lexicon
from retold.language.words import content

WHERE = frozenset(["in", "at", "near", "outside", "inside", "on", "off", "aboard", "around", "across"])
WHO = "Each count has its own source; could not tell whether the two counted the same at the same time."


def weighed(one: Difference, left: Count, right: Count, scene: Scene) -> Difference:
    """Return a difference of two counts at its tier: counts by two sources are a row of the tables."""
    return one._replace(tier="table", why=WHO) if by_two(left, right, scene) else one


def by_two(left: Count, right: Count, scene: Scene) -> bool:
    """Tell whether two counts are credited to sources described in words that do not meet."""
    a, b = _who(left, scene), _who(right, scene)
    return bool(a and b) and not a & b


def elsewhere(left: Count, right: Count) -> bool:
    """Tell whether two counts name places of which none is the same."""
    a, b = _where(left), _where(right)
    return bool(a and b) and not a & b


def is_named(count: Count) -> bool:
    """Tell whether "one" is no count but somebody whose name follows: "one commissioner, Ada Brandt,"."""
    on, at = count.line, count.head
    if count.number.value != 1 or at + 2 >= on.last:
        return False
    return on.token(at + 1).text == "," and on.token(at + 2).pos == "PROPN"


def _who(count: Count, scene: Scene) -> frozenset[str]:
    """Return the words that describe who is credited for a count."""
    start = count.number.span.start
    found = scene.credits.get(count.line.page.page.article.id, ())
    inside = [c for c in found if c.content.start <= start < c.content.end]
    return frozenset(w for c in inside for w in content(" ".join([c.name or "", c.source.text if c.source else ""])))


def _where(count: Count) -> frozenset[str]:
    """Return the names of the places that hang on the counted noun or on what is told of it."""
    on, verb = count.line, frame(count.line, count.head).verb
    found: set[str] = set()
    for at in {count.head, count.head if verb is None else verb}:
        for child in children(on.page, at):
            if on.first <= child < on.last and on.token(child).text.lower() in WHERE:
                found |= _names(on, child)
    return frozenset(found)


def _names(on: Line, at: int) -> set[str]:
    """Return the words of the names below a preposition, without days and times."""
    first, last = subtree(on.page, at)
    inside = [on.token(i) for i in range(max(first, on.first), min(last + 1, on.last))]
    return {lemma(t) for t in inside if t.pos == "PROPN" and t.text.lower() not in _days()}


@cache
def _days() -> frozenset[str]:
    return frozenset(lexicon.load("dates")["weekdays"]) | lexicon.words("numbers", "words", "months")
