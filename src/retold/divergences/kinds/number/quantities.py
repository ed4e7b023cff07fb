"""Quantities that cannot both be right, and quantities that count something else.

Two quantities contradict where they count matched nouns and their bounds do not meet. A number has *moved* where the same
figure counts the quoted sources in one telling and those who act in another ("three family members", "three families").
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.number.bounds import bounded
from retold.divergences.kinds.number.counted import DISTANCES
from retold.divergences.kinds.number.counters import elsewhere, is_named, weighed
from retold.divergences.kinds.number.counts import count_of, is_part, is_running
from retold.divergences.kinds.number.occasion import published
from retold.divergences.laying.grammar import LIMIT, children, cut, dependants, lemma, span, subtree
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language.numbers import disjoint
from retold.model import Number, Severity, Span

CLOSE = 0.25
VALUE = "These quantities cannot all hold at once; check whether they were counted at the same time and of the same thing."
BOUND = "The same figure is a lower bound in one and an upper bound in the other: they exclude each other."
LOOSE = "The same figure is a bound in one (at least, more than, up to) and exact in the other."
MOVED = "The same figure counts the quoted source in one telling and those who act in the other."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield contradicting quantities and moved ones."""
    for pair in scene.pairs:
        yield from _values(pair, scene)
        if pair.closeness >= CLOSE:
            yield from _moved(pair, scene)
            yield from _moved(pair.turned(), scene)


def _values(pair: Pair, scene: Scene) -> Iterator[Difference]:
    left, right = _inside(pair.left), _inside(pair.right)
    for a in left:
        for b in right:
            why = _conflict(pair, a, b) if a.unit and a.unit == b.unit and _paired(pair, a, b, left, right) else None
            if why:
                severity: Severity = "notable" if why is LOOSE or (why is VALUE and not _of_one_day(pair)) else "critical"
                spans = (_counted(pair.left, a), _counted(pair.right, b))
                one = Difference("number", "number", severity, "finding", *spans, why, strength=pair.similarity)
                yield weighed(one, count_of(pair.left, a), count_of(pair.right, b), scene)


def _of_one_day(pair: Pair) -> bool:
    """Tell whether both articles are known to be of one day, or neither bears one: a count may have changed overnight."""
    return published(pair.left.page) == published(pair.right.page)


def _conflict(pair: Pair, a: Number, b: Number) -> str | None:
    """Return why two quantities of one thing do not agree, or None: another value, opposite bounds, or a bound lost in a near copy."""
    left, right = count_of(pair.left, a), count_of(pair.right, b)
    if is_named(left) or is_named(right):
        return None
    if a.value != b.value:
        if any(is_part(count) or is_running(count) for count in (left, right)) or elsewhere(left, right):
            return None
        return VALUE if disjoint(a, b) and _near(pair) and _complements(pair, a, b) and _from_one_place(pair, a, b) else None
    if {_open_above(a), _open_above(b)} == {True, False} and disjoint(a, b):
        if any(_denied(line, n) for line, n in ((pair.left, a), (pair.right, b))):
            return None
        return BOUND if pair.similarity >= 0.3 and all(n.low != n.high for n in (a, b)) else None
    if (
        _firm(a) != _firm(b)
        and (_open_above(a) or _open_above(b) or min(a.low, b.low) == 0)
        and pair.closeness >= CLOSE
        and pair.cover >= 0.75
    ):
        return LOOSE
    return None


def _denied(line: Line, number: Number) -> bool:
    """Tell whether a denial stands before a bound, which turns it: "should not get less than 28 years"."""
    return any(line.token(i).dep == "neg" and line.token(i).end <= number.span.start for i in range(line.first, line.last))


def _open_above(number: Number) -> bool:
    return number.high == float("inf")


def _firm(number: Number) -> bool:
    return number.low == number.high


def _complements(pair: Pair, a: Number, b: Number) -> bool:
    """Tell whether what two counted nouns are counts of ("12 counts of fraud") is matched, where both say it."""
    nouns = (_noun(pair.left, a), _noun(pair.right, b))
    if None in nouns:
        return True
    below = [
        {x for x in dependants(line.page, n) if x > n}
        for line, n in zip((pair.left, pair.right), nouns, strict=True)
        if n is not None
    ]
    return not (below[0] and below[1]) or any(m.likeness and m.left in below[0] and m.right in below[1] for m in pair.matches)


def _from_one_place(pair: Pair, a: Number, b: Number) -> bool:
    """Tell whether two distances are not measured from two places ("60 miles south of Oster", "65 miles south of Merrow")."""
    if a.unit not in DISTANCES:
        return True
    named = [_names_after(line, n) for line, n in ((pair.left, a), (pair.right, b))]
    return not (named[0] and named[1]) or bool(named[0] & named[1])


def _names_after(line: Line, number: Number) -> set[str]:
    """Return the first name in the few words behind a quantity."""
    behind = [i for i in range(line.first, line.last) if line.token(i).start >= number.span.end][:7]
    return set([lemma(line.token(i)) for i in behind if line.token(i).pos == "PROPN"][:1])


def _near(pair: Pair) -> bool:
    """Tell whether two lines are close enough for two values to be one quantity."""
    return (pair.closeness >= CLOSE and pair.cover >= 0.6) or (pair.similarity >= 0.45 and pair.cover >= 0.75)


def _paired(pair: Pair, a: Number, b: Number, left: list[Number], right: list[Number]) -> bool:
    """Tell whether two quantities are each the only one of their unit that the other side does not have, and count matched words."""
    mine, theirs = [n for n in left if n.unit == a.unit], [n for n in right if n.unit == b.unit]
    if (
        len(mine) > 1
        or len(theirs) > 1
        or any(n.value == b.value for n in left if n is not a)
        or any(a.value == n.value for n in right if n is not b)
    ):
        return False
    nouns = {(pair.left.token(m.left).lemma, pair.right.token(m.right).lemma) for m in pair.matches if m.likeness}
    return a.unit in "%$€£" or any(a.unit in x for x in nouns) or (a.unit == "year-old" and ("year", "year") in nouns)


@once
def _inside(line: Line) -> list[Number]:
    """Return the quantities of a line."""
    start, end = line.token(line.first).start, line.token(line.last - 1).end
    return [bounded(line, n) for n in line.page.numbers if start <= n.span.start < end]


def _counted(line: Line, number: Number) -> Span:
    """Return a quantity with the noun that it counts."""
    tokens = [i for i in range(line.first, line.last) if number.span.start <= line.token(i).start < number.span.end]
    last = tokens[-1]
    for i in range(last, min(last + 6, line.last)):
        if line.token(i).lemma == number.unit or line.token(i).text in ("%", "percent"):
            last = i
            break
    return cut(line.page, number.span.start, line.token(last).end)


# --- the same figure, another noun ------------------------------------------------------------------------------------


def _moved(pair: Pair, scene: Scene) -> Iterator[Difference]:
    """Yield a figure that counts a source on the left and an actor on the right, if the two nouns share a word."""
    for a in _inside(pair.left):
        for b in _inside(pair.right):
            if a.value != b.value or a.unit == b.unit or not _source(a, scene) or _source(b, scene):
                continue
            left, right = _noun(pair.left, a), _noun(pair.right, b)
            if left is None or right is None or lemma(pair.left.token(left)) == lemma(pair.right.token(right)):
                continue
            if _share(pair, left, right) and pair.right.token(right).dep in ("nsubj", "nsubjpass", "agent", "pobj"):
                yield Difference(
                    "number",
                    "moved",
                    "critical",
                    "finding",
                    _phrase(pair.left, a, left),
                    _phrase(pair.right, b, right),
                    MOVED,
                    ("source", "actor"),
                )


def _source(number: Number, scene: Scene) -> bool:
    """Tell whether a quantity stands inside the source of a credit."""
    sources = [c.source for c in scene.credits.get(number.span.article, ()) if c.source]
    return any(s.start <= number.span.start < s.end for s in sources)


def _noun(line: Line, number: Number) -> int | None:
    heads = [
        line.token(i).head for i in range(line.first, line.last) if number.span.start <= line.token(i).start < number.span.end
    ]
    nouns = [i for i in heads if line.token(i).pos in ("NOUN", "PROPN") and line.token(i).start >= number.span.end]
    return nouns[-1] if nouns else None


def _share(pair: Pair, left: int, right: int) -> bool:
    """Tell whether two noun phrases have a common noun besides their heads' difference ("family members", "families")."""
    words = [
        {lemma(line.token(i)) for i in (at, *children(line.page, at)) if line.token(i).pos == "NOUN"}
        for line, at in ((pair.left, left), (pair.right, right))
    ]
    return bool(words[0] & words[1])


def _phrase(line: Line, number: Number, noun: int) -> Span:
    whole = span(
        line.page,
        next(i for i in range(line.first, line.last) if line.token(i).start >= number.span.start),
        min(subtree(line.page, noun)[1], line.last - 1),
    )
    return whole if whole.end - whole.start <= LIMIT else cut(line.page, number.span.start, line.token(noun).end)
