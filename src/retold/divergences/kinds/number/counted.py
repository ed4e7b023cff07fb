"""Counts of one thing in two clauses alike: the same noun, on the same predicate, with other words of the clauses in common.

The articles need not be close; what the two clauses share has to be. A count that the other article has too, in any sentence, is
not held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from retold.divergences.kinds.number.ages import AGE, ages, birthday_between
from retold.divergences.kinds.number.counters import elsewhere, is_named, weighed
from retold.divergences.kinds.number.counts import ANYONE, Count, counting, counts, is_part, is_running
from retold.divergences.kinds.number.occasion import apart, occasion
from retold.divergences.laying.deeds import Frame, frame, hold, same_core
from retold.divergences.laying.grammar import children, lemma
from retold.divergences.records import Difference, Scene
from retold.language.numbers import disjoint
from retold.model import Marked

DISTANCES = frozenset(["mile", "kilometre", "kilometer", "km", "metre", "meter", "yard", "block", "foot"])
SIGNS = frozenset("% $ € £ ¥ ₪ point".split())
MASS = 7.0  # rarity of the words that two clauses share beside noun and predicate
SHARE = 0.35  # and their share of the shorter clause
ROUND = 0.2  # two approximate values nearer than this may be one count
WHY = "They count the same thing differently; check whether they counted at the same time."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield counts of one thing whose bounds do not meet."""
    found = {page.page.article.id: _counted(page) for page in scene.pages}
    for a, b in combinations(sorted(found), 2):
        for left, f in found[a]:
            for right, g in found[b]:
                if (
                    left.what == right.what
                    and _excluded(left, right)
                    and _told_once(left, right, found[a], found[b])
                    and _alike(f, g, left, right)
                ):
                    mass = hold(f, g).mass
                    one = Difference("number", "number", "notable", "finding", left.span, right.span, WHY, strength=mass)
                    yield weighed(one, left, right, scene)


def _counted(page: Marked) -> list[tuple[Count, Frame]]:
    """Return the counts of a page with their frames, without the ages of people under their names, which have a rule of their own."""
    named = {age.number.span for age in ages(page)}
    return [(c, frame(c.line, c.head)) for c in counts(page) if c.number.unit and c.number.span not in named]


def _excluded(left: Count, right: Count) -> bool:
    """Tell whether no reader would let one quantity pass for the other: bounds that do not meet, or two upper limits."""
    a, b = left.number, right.number
    limits = a.low == b.low == 0 and a.value != b.value
    if not (disjoint(a, b) or limits) or is_part(left) or is_part(right):
        return False
    if a.unit == AGE and birthday_between(a, b, left.line.page, right.line.page):
        return False
    rough = not limits and (a.low != a.high or b.low != b.high)
    return not (rough and abs(a.value - b.value) <= ROUND * max(a.value, b.value))


def _told_once(left: Count, right: Count, mine: list[tuple[Count, Frame]], theirs: list[tuple[Count, Frame]]) -> bool:
    """Tell whether neither article has the other's count of such things anywhere."""
    for one, rows in ((left, theirs), (right, mine)):
        if any(c.what == one.what and not disjoint(c.number, one.number) for c, _ in rows):
            return False
    return True


def _alike(f: Frame, g: Frame, left: Count, right: Count) -> bool:
    if is_running(left) or is_running(right) or is_named(left) or is_named(right) or elsewhere(left, right):
        return False
    if left.what in SIGNS and _moving(f):
        return False
    if not _on_one_deed(f, g):
        return False
    if _qualified(left) != _qualified(right) and left.what != ANYONE:
        return False
    if left.what in DISTANCES and _from(left) != _from(right):
        return False
    return not apart(occasion(f.line, left.head), occasion(g.line, right.head))


def _from(count: Count) -> str:
    """Return the place that a distance is measured from: the first name behind it, "" where there is none."""
    behind = range(count.head + 1, min(count.head + 8, count.line.last))
    return next((lemma(count.line.token(i)) for i in behind if count.line.token(i).pos == "PROPN"), "")


def _on_one_deed(f: Frame, g: Frame) -> bool:
    """Tell whether two counts have one role on one predicate in clauses alike."""
    evidence = hold(f, g)
    return evidence.verb and f.role == g.role and evidence.mass >= MASS and evidence.share >= SHARE and same_core(f, g)


def _moving(f: Frame) -> bool:
    """Tell whether a clause tells of a price or a rate that moves by the hour."""
    return f.verb is not None and f.line.token(f.verb).lemma in counting("moving")


def _qualified(count: Count) -> frozenset[str]:
    """Return the words that narrow the counted noun."""
    on = count.line
    return frozenset(
        lemma(on.token(i))
        for i in children(on.page, count.head)
        if on.token(i).dep in ("amod", "compound") and not count.first <= i <= count.last
    )
