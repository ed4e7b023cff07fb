"""Turns a time expression into the days that it means, given the day of publication and what was named before it.

Reports tell of the past: a bare "Tuesday" or "March" is the last one, unless a cue of the future stands near. What the anchor
does not settle stays undetermined; that is a result, not a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from retold.language.dates import calendar as cal
from retold.language.dates import days, lengths, periods
from retold.language.dates.case import Case, Context, NoAnchor
from retold.language.dates.patterns import edges, letter_of
from retold.language.dates.records import Expression, Interval, Modifier


def resolve(expression: Expression, anchor: date | None, context: Context | None = None) -> Interval:
    """Return the days that an expression means; undetermined where anchor and context do not settle them."""
    case = Case(expression, anchor, context or Context())
    try:
        interval = RESOLVERS[expression.rule](case)
    except (NoAnchor, ValueError, OverflowError):
        return Interval(value=_value_without_anchor(expression))
    modifier = edges(expression.part("edge"))
    if modifier and case["edge"].split()[0] in ("earlier", "later"):
        return _beside_today(interval, anchor, modifier)
    return cal.edge(interval, modifier) if modifier and interval.modifier is None else interval


def _beside_today(interval: Interval, anchor: date | None, modifier: Modifier) -> Interval:
    """ "Earlier this year" reaches up to the day of writing, "later this year" from there on; elsewhere no part can be told.

    Neither is the early or the late part of the year, so the days bear no modifier.
    """
    if anchor is None or not interval.earliest or not interval.latest or not interval.earliest <= anchor <= interval.latest:
        return interval
    if modifier == "start":
        return replace(interval, latest=anchor)
    return replace(interval, earliest=min(anchor + timedelta(days=1), interval.latest))


def resolve_all(expressions: Sequence[Expression], anchor: date | None) -> tuple[Interval, ...]:
    """Resolve the expressions of one text in order, each seeing the days and quarters that were named before it."""
    context, found = Context(), []
    for expression in expressions:
        interval = resolve(expression, anchor, context)
        found.append(interval)
        context = follow(context, expression, interval)
    return tuple(found)


def follow(context: Context, expression: Expression, interval: Interval) -> Context:
    """Return the context after an expression: the last day and the last quarter named."""
    if interval.granularity in ("day", "part of day", "hour"):
        context = replace(context, mention=interval)
    if interval.determined and interval.earliest and interval.granularity not in ("decade", "century", "span"):
        context = replace(context, year=interval.earliest.year, last=interval)
    if expression.rule == "quarter" and interval.determined:
        context = replace(context, quarter=interval, quarter_at=expression.end)
    elif interval.granularity == "quarter":
        context = replace(context, quarter_at=expression.end)
    return context


def _value_without_anchor(expression: Expression) -> str:
    return "XXXX-XX-XX" if expression.kind != "DURATION" else ""


RESOLVERS: dict[str, Callable[[Case], Interval]] = {
    "iso": days.iso,
    "slash": days.slash,
    "month day": days.month_day,
    "day month": days.month_day,
    "month year": periods.month_year,
    "month of year": periods.month_of_year,
    "edge month": periods.month,
    "relative month": periods.relative_month,
    "week of": periods.week_of,
    "clock day": days.clock_day,
    "clock date": days.clock_date,
    "day clock": days.clock_day,
    "clock": days.clock,
    "relative weekday": days.relative_weekday,
    "weekday part": days.weekday_part,
    "part of day": days.deictic,
    "part on weekday": days.weekday_part,
    "season": periods.season,
    "relative season": periods.relative_season,
    "the season": periods.relative_season,
    "ago": periods.ago,
    "vague ago": lambda case: Interval(value="PAST_REF"),
    "year ago": periods.year_ago,
    "same period": periods.same_period,
    "quarter": periods.quarter,
    "running units": periods.running_units,
    "running few": lambda case: Interval(value=lengths.length(None, letter_of(case["unit"]))),
    "edge relative unit": periods.relative_unit,
    "edge unit": periods.the_unit,
    "year end": periods.year_end,
    "relative unit": periods.relative_unit,
    "decade": periods.decade,
    "short decade": periods.short_decade,
    "century": periods.century,
    "fiscal year": periods.year,
    "weekday": days.weekday,
    "deictic": days.deictic,
    "holiday": days.holiday,
    "weekend": days.weekend,
    "the quarter": periods.the_quarter,
    "the unit": periods.the_unit,
    "set": lengths.set_of,
    "adverbial set": lengths.set_of,
    "weekday set": lengths.set_of,
    "duration": lengths.duration,
    "bare duration": lengths.duration,
    "year": periods.year,
    "year span": periods.year_span,
    "short year": periods.short_year,
    "spelled year": periods.spelled_year,
    "month": periods.month,
}
