"""What the meaning of a time expression depends on: the words, the day of writing, and what was named before."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from retold.language.dates.records import Expression, Interval

YEAR_AGO_REACH = 450  # characters back in which a quarter is what "a year earlier" compares with


class Context(Struct, frozen=True):
    """What stands before an expression: the last day, the last time of any grain, the last year, and the last quarter with its offset."""

    mention: Interval | None = None
    last: Interval | None = None
    year: int | None = None
    quarter: Interval | None = None
    quarter_at: int = -10_000


class Case(Struct, frozen=True):
    """One expression with all that its meaning depends on."""

    expression: Expression
    anchor: date | None
    context: Context

    def __getitem__(self, name: str) -> str:
        return self.expression.part(name)

    @property
    def today(self) -> date:
        """The anchor; asking for it without one raises, and the caller answers undetermined."""
        if self.anchor is None:
            raise NoAnchor
        return self.anchor

    @property
    def year(self) -> int:
        """The last year named before."""
        if self.context.year is None:
            raise NoAnchor
        return self.context.year

    @property
    def mention(self) -> date:
        """The first day of the last day named before."""
        if self.context.mention is None or self.context.mention.earliest is None:
            raise NoAnchor
        return self.context.mention.earliest


class NoAnchor(Exception):
    """Raised inside this file where an expression needs an anchor that is not known."""
