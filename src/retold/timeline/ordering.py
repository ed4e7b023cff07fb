"""The order of a timeline: by days, within one day by the hour or part of the day that is named, and by "hours after".

What no article places within its day keeps the order in which the articles tell it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.model import Event, Span
from retold.timeline.records import Placed

HOUR = re.compile(r"T(\d\d)")
PARTS = {"MO": 9.0, "MI": 12.0, "DT": 12.0, "AF": 15.0, "EV": 19.0, "NI": 22.0}  # TIMEX3 parts of the day, by a middle hour
EDGES = {"start": 7.0, "end": 20.0}  # "early Tuesday", "late Tuesday"
UNNAMED = 13.0  # before what is told of the evening, behind what is told of the morning


def ordered(found: Sequence[tuple[Event, Sequence[Placed]]]) -> list[Event]:
    """Return events, each given with its tellings, in the order of time; the order of `found` does not matter."""
    ranked = sorted(
        found, key=lambda one: (one[0].earliest or "", one[0].latest or "", _hour(one[1]), _told(one[0]), one[0].what)
    )
    events = [event for event, _ in ranked]
    for event, members in ranked:
        for other, after in _neighbours(members, ranked):
            _move(events, event, other, after)
    return events


def _hour(members: Sequence[Placed]) -> float:
    """The hour of the day that the most tellings name, the middle one of a part of the day; the middle of the day where none does."""
    named = sorted(hour for m in members if (hour := _named(m)) is not None)
    return named[len(named) // 2] if named else UNNAMED


def _named(member: Placed) -> float | None:
    value = member.interval.value
    clock = HOUR.search(value)
    part = value[-2:] if "T" in value else ""
    edge = member.interval.granularity == "day" and not part
    return float(clock[1]) if clock else EDGES.get(member.interval.modifier or "") if edge else PARTS.get(part)


def _told(event: Event) -> tuple[int, tuple[Span, ...]]:
    """How early in its articles an event stands, on the whole: what is told first is the news."""
    starts = sorted(span.start for span in event.spans)
    return (starts[len(starts) // 2] if starts else 0), event.spans


def _neighbours(members: Sequence[Placed], found: Sequence[tuple[Event, Sequence[Placed]]]) -> list[tuple[Event, bool]]:
    """The events that one stands hours after, or before."""
    wanted = sorted({(m.beside.article, m.beside.at, m.beside.after) for m in members if m.beside is not None})
    return [
        (event, after)
        for article, at, after in wanted
        for event, others in found
        if any((o.article, o.at) == (article, at) for o in others) and not any(o in members for o in others)
    ]


def _move(events: list[Event], event: Event, other: Event, after: bool) -> None:
    """Put an event right behind (or before) another of its day, if it stands on the wrong side."""
    if (event.earliest, event.latest) != (other.earliest, other.latest):
        return
    if (events.index(event) > events.index(other)) is not after:
        events.remove(event)
        events.insert(events.index(other) + after, event)
