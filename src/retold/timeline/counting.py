"""Counts the days of every time expression of an article: which way a weekday lies, from which day "the next day" is counted, and how
far "two weeks ago" is rounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta

from msgspec.structs import replace

from retold.language import dates
from retold.language.dates import Context, Expression, Interval
from retold.language.dates.calendar import months_on
from retold.language.dates.patterns import months
from retold.model import Marked
from retold.timeline import status
from retold.timeline.attaching import Dated, attach
from retold.timeline.doubts import FRESH, YEARLESS
from retold.timeline.records import Desk
from retold.timeline.trees import Tree

FRESH_SENTENCES = 2  # sentences back to the day from which "the next day" is counted
DEICTIC_RULES = (
    "deictic",
    "part of day",
    "ago",
    "relative unit",
    "edge relative unit",
    "relative month",
    "weekend",
    "clock day",
)
TURNING = (
    "weekday",
    "weekday part",
    "clock day",
    "day clock",
    "part on weekday",
    "month",
    "edge month",
    "month day",
    "day month",
    "holiday",
    "relative unit",
)
CAPTION = re.compile(r"(?:hide|toggle|enlarge|show)\s+(?:caption|this image|image)", re.IGNORECASE)
WEEKDAYS = ("weekday", "weekday part", "clock day", "day clock", "part on weekday")


def resolved(desk: Desk) -> Iterator[tuple[Expression, Dated | None, Interval]]:
    """Yield each expression of an article, turned by the tense of what it dates, with that and with its days."""
    marked, context, named = desk.tree.marked, Context(), -FRESH_SENTENCES - 1
    starts = [s.span.start for s in marked.page.sentences]
    for expression in dates.find(marked.page.article.text):
        dated = attach(desk.tree, expression) if _in_prose(marked, expression) else None
        turned = _turned(desk, _with_year(desk, expression), dated)
        interval, sentence = desk.anchor.resolve(turned, context), bisect_right(starts, expression.start)
        if interval.anchored == "text" and sentence - named > FRESH_SENTENCES:
            interval = dates.UNDETERMINED  # "that night", far from the day that was named: another night may be meant
        if interval.determined:
            named = -FRESH_SENTENCES - 1 if _yearless(desk, turned, interval) else sentence
        context = dates.follow(context, turned, interval)
        yield turned, dated, interval


def _yearless(desk: Desk, expression: Expression, interval: Interval) -> bool:
    """A day without a year that is no news may be of another year; nothing is counted from it."""
    if expression.rule not in YEARLESS or expression.part("year") or interval.earliest is None or not desk.anchor.days:
        return False
    return not 0 <= (desk.anchor.days[0] - interval.earliest).days <= FRESH


def _with_year(desk: Desk, expression: Expression) -> Expression:
    """A day without a year that is no news is of the year with which an article of the pile names that day, or its own names the month.

    Only where but one year is named.
    """
    number, day = months(expression.part("month") or expression.part("mon")), expression.part("day")
    if (
        expression.rule not in ("month day", "day month", "clock date")
        or expression.part("year")
        or expression.future
        or not day
    ):
        return expression
    years = desk.days.get((number, int(day))) or desk.years.get(number, frozenset())
    plain = desk.anchor.resolve(expression, Context())
    if len(years) != 1 or (plain.determined and not _yearless(desk, expression, plain)):
        return expression
    return replace(expression, parts=(*expression.parts, ("year", str(min(years)))))


def _in_prose(marked: Marked, expression: Expression) -> bool:
    """In a sentence that is no headline; words like "today" inside a quotation are counted from the day of speaking, not known here."""
    sentence = next(
        (s for s in marked.page.sentences if s.span.start <= expression.start and expression.end <= s.span.end), None
    )
    if sentence is None or sentence.headline or CAPTION.match(sentence.span.text):
        return False
    quoted = any(q.inner.start <= expression.start < q.inner.end for q in marked.quotations)
    if quoted and expression.rule in WEEKDAYS:
        return False  # nor is the week in which it was said
    from_text = expression.part("way") in ("earlier", "later") or expression.part("rel").endswith(("previous", "following"))
    return not (quoted and expression.rule in DEICTIC_RULES and not from_text)


def _turned(desk: Desk, expression: Expression, dated: Dated | None) -> Expression:
    """The tense of the dated verb, or of the verb over a dated noun, tells better than nearby cues which way a weekday lies."""
    if dated is None or expression.rule not in TURNING:
        return expression
    verb = dated.predicate if dated.kind == "verb" else desk.tree.governor(dated.predicate)
    if verb is not None and _fixed(desk.tree, verb):
        return replace(expression, future=True, past=False)
    if verb is not None and status.ahead(desk.tree, verb):
        return replace(expression, future=True, past=False)
    if verb is not None and status.timetabled(desk.tree, verb):
        return replace(expression, future=True, past=False)
    return replace(expression, future=False, past=True) if verb is None or status.behind(desk.tree, verb) else expression


def _fixed(tree: Tree, verb: int) -> bool:
    """ "Scheduled for Tuesday"; not "an example set by the mayor"."""
    token = tree.tokens[verb]
    return token.lemma.lower() in ("schedule", "set", "slate", "plan") and not tree.of(verb, "agent", "dobj")


def rounded(desk: Desk, expression: Expression, interval: Interval) -> Interval:
    """Return the days with what the news rounds: "two weeks ago" by half a unit either way, "last week" on a Sunday up to that day."""
    days = desk.anchor.days
    if expression.rule == "relative unit" and expression.part("rel") == "last" and expression.part("unit") == "week":
        sunday = interval.latest is not None and bool(days) and days[0].isoweekday() == 7
        return replace(interval, latest=days[0] - timedelta(days=1)) if sunday else interval  # the week that ends, for some
    if expression.rule != "ago" or interval.anchored != "publication" or not interval.earliest or not interval.latest:
        return interval
    if interval.granularity == "year":
        when = months_on(days[0], -12 * (days[0].year - interval.earliest.year))
        return replace(interval, earliest=months_on(when, -6), latest=months_on(when, 6), modifier="approx")
    half = timedelta(days={"week": 3, "month": 15}.get(interval.granularity or "", 0))
    modifier = "approx" if half else interval.modifier
    return replace(interval, earliest=interval.earliest - half, latest=interval.latest + half, modifier=modifier)


def counted(desk: Desk, expression: Expression, interval: Interval) -> str:
    """Return what the days were counted from, in words."""
    if expression.part("year") and expression.part("year") not in expression.text:
        return f"a day that is named with the year {expression.part('year')} elsewhere"
    if interval.anchored == "absolute":
        return "a date of the calendar"
    if interval.anchored == "text":
        return "counted from what is named before it" + (
            f"; the article’s own days are {desk.anchor.because}" if desk.anchor.days else ""
        )
    return desk.anchor.because
