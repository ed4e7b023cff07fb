"""Times that do not fit: how long before or after something an act is put, and into whose term of office.

Two rules, both on sentences that tell the same act: "hours after" against "a day after" one and the same event; and two periods
under two names ("in the last days of the Orlin government", "when the Veld government took over").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from retold.divergences.laying.grammar import LIMIT, children, phrase, subtree
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language import lexicon
from retold.language.names import fold
from retold.model import Span

_list = partial(lexicon.words, "periods")

CLOSE, ALIKE, COVER = 0.25, 0.3, 0.5
MEASURING = ("det", "nummod", "amod", "advmod", "quantmod", "predet")
APART = "The two put a different time between the same two events."
TERMS = "The two put it into periods under two different names; could not tell whether these overlap."


class Interval(NamedTuple):
    """A stretch of time before or after something: its first token, its unit and its word of direction."""

    first: int
    unit: str
    link: int


class Period(NamedTuple):
    """A time that bears a ruler's name."""

    span: Span
    name: str


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield intervals of other units, and periods under other names."""
    for pair in scene.pairs:
        if pair.similarity >= ALIKE and pair.cover >= COVER:
            yield from _intervals(pair)
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE:
            yield from _periods(pair)
            yield from _periods(pair.turned())


# --- intervals --------------------------------------------------------------------------------------------------------


def _intervals(pair: Pair) -> Iterator[Difference]:
    """Yield two intervals of different units in one direction, with matched words on both sides of them."""
    left, right = _stretches(pair.left), _stretches(pair.right)
    if len(left) != 1 or len(right) != 1:
        return
    a, b = left[0], right[0]
    one_way = pair.left.token(a.link).text.lower() == pair.right.token(b.link).text.lower()
    behind = sum(m.likeness > 0 and m.left > a.link and m.right > b.link for m in pair.matches)
    before = any(m.likeness > 0 and m.left < a.first and m.right < b.first for m in pair.matches)
    if a.unit != b.unit and one_way and behind >= 2 and before:
        first, second = phrase(pair.left.page, a.first, a.link), phrase(pair.right.page, b.first, b.link)
        yield Difference("date", "interval", "notable", "finding", first, second, APART, strength=pair.similarity)


@once
def _stretches(line: Line) -> list[Interval]:
    """Return the intervals of a line: "hours after", "a day before"."""
    found = []
    for at in range(line.first, line.last - 1):
        if line.token(at).lemma in _list("units") and line.token(at + 1).text.lower() in ("after", "before"):
            before = [c for c in children(line.page, at) if c < at and line.token(c).dep in MEASURING]
            if any(line.token(c).text.lower() in ("the", "that", "this") for c in before):
                continue  # "the month before" is a month of the calendar, and may lie days away
            found.append(Interval(min([*before, at]), line.token(at).lemma, at + 1))
    return found


# --- periods ----------------------------------------------------------------------------------------------------------


def _periods(pair: Pair) -> Iterator[Difference]:
    """Yield the period of the left line against those of the right line under a name that the left one does not give."""
    left, right = _terms(pair.left), _terms(pair.right)
    if len({p.name for p in left}) != 1:
        return
    for other in right:
        if other.name != left[0].name:
            yield Difference("date", "period", "critical", "finding", left[0].span, other.span, TERMS, strength=pair.similarity)


@once
def _terms(line: Line) -> list[Period]:
    """Return the times of a line that bear a ruler's name."""
    found = []
    for at in line.words:
        if line.token(at).lemma in _list("rule"):
            names = [fold(line.token(c).text) for c in children(line.page, at) if line.token(c).pos == "PROPN"]
            top = _adjunct(line, at)
            if len(names) == 1 and top is not None:
                first, last = subtree(line.page, top)
                span = phrase(line.page, max(first, line.first), min(last, line.last - 1))
                if len(span.text) <= min(LIMIT, 80):
                    found.append(Period(span, names[0]))
    return found


def _adjunct(line: Line, at: int) -> int | None:
    """Return the head of the time phrase or time clause that a word stands in, or None."""
    for _ in range(5):
        token = line.token(at)
        below = {line.token(c).text.lower() for c in children(line.page, at)}
        if token.dep == "advcl" and below & _list("conjunctions"):
            return at
        if token.dep == "prep" and (
            token.text.lower() in _list("spans") or {line.token(c).lemma for c in children(line.page, at)} & _list("times")
        ):
            return at
        if token.head == at:
            return None
        at = token.head
    return None
