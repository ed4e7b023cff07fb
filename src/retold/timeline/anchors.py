"""The day from which an article's "Tuesday" and "last month" are counted, and how it is known.

An article that was updated is counted from the update. An undated article can be placed by its siblings, which tell the same
story: by several only where they all give the same day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from retold.language import dates
from retold.model import Marked

UPDATED = re.compile(r"\b(?:updated?|last modified|corrected)\b[^.\n]{0,60}", re.IGNORECASE)
PUBLISHED = re.compile(r"\b(?:published|posted|first published|date)\b[^.\n]{0,40}", re.IGNORECASE)
WEEKDAYS = ("weekday", "weekday part", "clock day", "day clock")
DATELINE_REACH = 400  # characters from the start in which a dateline stands
FAR = 60  # days from every sibling behind which the year of a dateline is not sure
UPDATE_REACH = 10  # days after publication in which an update still is one


class Anchor(Struct, frozen=True):
    """The days that an article may have been written on, latest first, and the words that tell how they are known."""

    days: tuple[date, ...]
    because: str
    own: bool  # False where siblings lend it

    def resolve(self, expression: dates.Expression, context: dates.Context) -> dates.Interval:
        """Return the days of an expression if all anchors agree on them, else undetermined."""
        if not self.days:
            return dates.resolve(expression, None, context)
        if not self.own and expression.rule in ("deictic", "part of day", "the unit"):
            return dates.UNDETERMINED
        found = [dates.resolve(expression, day, context) for day in self.days]
        if not self.own and expression.rule in WEEKDAYS:
            found = [f for day, f in zip(self.days, found, strict=True) if not _week_old(day, f)] or found
        return found[0] if all(f == found[0] for f in found) else dates.UNDETERMINED


def _week_old(day: date, interval: dates.Interval) -> bool:
    """No report means by a bare weekday the one six days back: a sibling of that day is not the one to count from."""
    return interval.earliest is not None and (day - interval.earliest).days == 6


def anchors(marked: Sequence[Marked]) -> dict[str, Anchor]:
    """Article id -> its anchor: its own day, else the days of its dated siblings."""
    own = {m.page.article.id: _own(m) for m in marked}
    lenders = sorted(name for name, anchor in own.items() if anchor.days)
    days = tuple(sorted({own[name].days[0] for name in lenders}, reverse=True))
    lent = Anchor(days, _lent_words(days, lenders), own=False)
    filed = {m.page.article.id: _filed(m, days) for m in marked}
    return {name: anchor if anchor.days else filed[name] or lent for name, anchor in own.items()}


def _filed(marked: Marked, siblings: Sequence[date]) -> Anchor | None:
    """The day of the dateline that opens an article without a date; where it has no year, the one nearest to the siblings."""
    expression = dates.dateline(marked.page.article.text[:DATELINE_REACH])
    if expression is None or not (expression.part("year") or siblings):
        return None
    day = dates.resolve(expression, siblings[0] if siblings else None).earliest
    if day is None or (siblings and not expression.part("year") and all(abs((day - s).days) > FAR for s in siblings)):
        return None
    return Anchor((day,), f"counted from {day.isoformat()}, the dateline of the article", own=True)


def _lent_words(days: tuple[date, ...], lenders: list[str]) -> str:
    if not days:
        return "no article of the story bears a date"
    if len(days) > 1:
        return "counted from the days of the other articles of the story: this article bears no date"
    return f"counted from {days[0].isoformat()}, the day of {lenders[0]}: this article bears no date"


def _own(marked: Marked) -> Anchor:
    article = marked.page.article
    published = _day(article.published)
    edited = _stamp(marked, UPDATED, published)
    if edited and (published is None or 0 < (edited - published).days <= UPDATE_REACH):
        return Anchor((edited,), f"counted from {edited.isoformat()}, when the article was updated", own=True)
    if published:
        return Anchor((published,), f"counted from {published.isoformat()}, when the article was published", own=True)
    written = _stamp(marked, PUBLISHED, None)
    return Anchor(
        (written,) if written else (),
        f"counted from {written.isoformat()}, a date line in the article" if written else "",
        own=True,
    )


def _stamp(marked: Marked, cue: re.Pattern[str], published: date | None) -> date | None:
    """A full date in a line of noise that speaks of updating or publishing; the year may be that of publication."""
    for span in marked.page.noise:
        match = cue.search(span.text)
        if not match or len(span.text) > 120:
            continue
        for expression in dates.find(match[0]):
            if expression.rule in ("iso", "month day", "day month", "clock date") and (published or expression.part("year")):
                return (
                    dates.resolve(expression, published).earliest if expression.part("year") else _near(expression, published)
                )
    return None


def _near(expression: dates.Expression, published: date | None) -> date | None:
    """A month and day in the year of publication."""
    if published is None:
        return None
    ends = date(published.year, 12, 31)
    return dates.resolve(expression, ends).earliest


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
