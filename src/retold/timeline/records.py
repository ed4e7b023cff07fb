"""What the timeline makes on its way from clauses to events: a dated clause, and what placing the clauses of an article takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from retold.language.dates import Interval
from retold.language.references import References
from retold.model import Credit, EventType, Span, Status
from retold.timeline.anchors import Anchor
from retold.timeline.doubts import Days, Years
from retold.timeline.naming import Names
from retold.timeline.trees import Tree


class Beside(Struct, frozen=True):
    """The placed clause (its article and predicate) that another stands `after` within one day, or before."""

    article: str
    at: int
    after: bool


class Placed(Struct, frozen=True):
    """A dated clause of one article, before the tellings of one event are put together.

    `predicate` is the lemma of its verb or event noun, `deed` the key of its action (`actions.of`), `lemmas` those of all its
    words, `at` the token of the predicate. `time` are the words that date it, `relative` tells that they hold only on the day of
    writing ("yesterday", "last week"). `beside` tells what it was "hours after".
    `nouns` are the lemmas of the nouns that name the event itself: "call" in "had a tense call".
    """

    article: str
    sentence: Span
    interval: Interval
    status: Status
    what: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    where: str | None
    predicate: str
    lemmas: frozenset[str]
    because: str
    at: int
    time: Span | None = None
    relative: bool = False
    action: str = ""
    type: EventType | None = None
    deed: str = ""
    nouns: frozenset[str] = frozenset()
    beside: Beside | None = None


class Ground(Struct, frozen=True):
    """What dates a clause: its days, the tokens that only carry the date, the words of the date, and how the days are known."""

    interval: Interval
    carrier: frozenset[int]
    because: str
    time: Span | None = None
    kind: Literal["verb", "noun"] = "verb"
    relative: bool = False


class Desk(Struct, frozen=True):
    """All that is needed to place the clauses of one article."""

    tree: Tree
    anchor: Anchor
    names: Names
    credits: Sequence[Credit]
    years: Years
    references: References
    days: Days


def first_day(placed: Placed) -> date:
    """Return the first day of a placed clause; only determined clauses are placed."""
    assert placed.interval.earliest is not None
    return placed.interval.earliest


def last_day(placed: Placed) -> date:
    """Return the last day of a placed clause."""
    assert placed.interval.latest is not None
    return placed.interval.latest


def people(names: Sequence[str]) -> set[str]:
    """Return the last words of names: "the U.S. Supreme Court" and "the Supreme Court" are one."""
    return {name.split()[-1].lower() for name in names if name.split()}
