"""Counts: a quantity with the noun that it counts, where it stands, and whether it is the whole or a part of something."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from retold.divergences.kinds.number.bounds import bounded
from retold.divergences.laying.deeds import lines
from retold.divergences.laying.grammar import cut
from retold.divergences.records import Line
from retold.language import lexicon
from retold.language.numbers import AGE
from retold.model import Marked, Number, Span

REACH = 6  # tokens behind a quantity in which its noun is looked for
ANYONE = "person"


class Count(NamedTuple):
    """A quantity on its line: the tokens of the quantity, its noun (None where nothing is named), and what is counted."""

    line: Line
    number: Number
    first: int
    last: int
    noun: int | None
    what: str

    @property
    def head(self) -> int:
        """The token that stands for the whole: the noun, or the figure."""
        return self.last if self.noun is None else self.noun

    @property
    def span(self) -> Span:
        """The quantity with its noun."""
        return cut(self.line.page, self.number.span.start, max(self.line.token(self.head).end, self.number.span.end))


def counts(page: Marked) -> list[Count]:
    """Return the counts of a page in order."""
    found = []
    for on in lines(page):
        start, end = on.token(on.first).start, on.token(on.last - 1).end
        found += [count_of(on, number) for number in page.numbers if start <= number.span.start < end]
    return found


def count_of(on: Line, number: Number) -> Count:
    """Return the count of a quantity on its line, with the bounds that stand behind its noun."""
    number = bounded(on, number)
    inside = [i for i in range(on.first, on.last) if number.span.start <= on.token(i).start < number.span.end]
    first, last = inside[0], inside[-1]
    noun = next((i for i in range(last + 1, min(last + 1 + REACH, on.last)) if _is_unit(on, i, number.unit)), None)
    if number.unit == AGE and (aged := _aged(on, last)) is not None:
        return Count(on, number, first, last, aged, f"{AGE} {on.token(aged).lemma.lower()}")
    return Count(on, number, first, last, noun, ANYONE if number.unit in counting("anyone") else number.unit)


def _aged(on: Line, last: int) -> int | None:
    """Return the noun that an age stands before: the boy of "a 4-year-old boy"."""
    for i in range(last + 1, min(last + 1 + REACH, on.last)):
        if on.token(i).pos == "NOUN" and on.token(i).lemma.lower() not in ("year", "old"):
            return i
        if on.token(i).pos not in ("NOUN", "ADJ", "PUNCT") or on.token(i).text == ",":
            return None
    return None


def _is_unit(on: Line, at: int, unit: str) -> bool:
    lemma = on.token(at).lemma.lower()
    return on.token(at).pos in ("NOUN", "PROPN") and (lemma == unit or (unit == ANYONE and lemma in counting("anyone")))


def is_part(count: Count) -> bool:
    """Tell whether a quantity is part of another, comes on top of one, or is told of each: "20 of them", "three more", "including five"."""
    on = count.line
    before = {on.token(i).text.lower() for i in range(max(on.first, count.first - 3), count.first)}
    after = [on.token(i).text.lower() for i in range(count.last + 1, min(max(count.head, count.last + 1) + 1, on.last))]
    if count.what.startswith(AGE):
        return False
    return bool(counting("parts") & {*before, *after}) or after[:1] == ["of"]


def is_running(count: Count) -> bool:
    """Tell whether a quantity is a count still under way: "64% of precincts reporting"."""
    on = count.line
    return any(on.token(i).lemma.lower() in counting("running") for i in range(count.last + 1, min(count.last + 4, on.last)))


@cache
def counting(kind: str) -> frozenset[str]:
    """Return a word list of what and how is counted."""
    return lexicon.words("numbers", "counting", kind)
