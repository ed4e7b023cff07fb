"""The timeline for a reader: what happened when, by whose telling, and where the tellings of one event put it on different days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from retold.model import Event, Span, Story
from retold.reports import wording
from retold.reports.layout import quoted, short
from retold.reports.sections import Item, Section
from retold.reports.wording import BRACKETED, Places

LONGEST = 160


def timeline(story: Story, limit: int, places: Places, *, times: bool = False) -> Section:
    """Return the dated events in the order of time, at most `limit` of them; `times` adds the words that each is dated by."""
    dated = [event for event in story.timeline if event.earliest or event.latest]
    shown = _most_told(dated, limit, _day_of_news(story))
    items = tuple(_item(wording.when(event), event, places, times=times) for event in shown)
    return Section("Timeline", items, more=len(dated) - len(shown), rest="retold timeline has all")


def unplaced(story: Story, limit: int, places: Places) -> Section:
    """Return the events that nothing dates."""
    found = [event for event in story.timeline if not event.earliest and not event.latest]
    items = tuple(_item("undated", event, places, times=True) for event in found[:limit])
    return Section("Could not be placed", items, more=max(0, len(found) - limit))


def _item(label: str, event: Event, places: Places, *, times: bool) -> Item:
    by = _times(event, places) if times and not event.conflicts else ""
    return Item(label, _event(event, places) + by, tuple(_conflicts(event, places)))


def _event(event: Event, places: Places) -> str:
    status = "" if event.status == "happened" else f" ({event.status})"
    return f"{short(event.what, LONGEST)}{status} [{places.few(event.spans)}]"


def _conflicts(event: Event, places: Places) -> Iterator[tuple[str, str]]:
    """Yield a line for each way in which the tellings date the event, where these do not agree."""
    for reading in event.conflicts:
        told = BRACKETED.sub(lambda match: match[0].replace(match[1], wording.day(match[1])), reading.text)
        yield "conflict", f"{short(told, LONGEST)} [{places.few(reading.spans)}]"


def _times(event: Event, places: Places) -> str:
    """Return the words that the event is dated by, each once, with its places where there is more than one wording."""
    said: defaultdict[str, list[Span]] = defaultdict(list)
    for span in sorted(event.time):
        said[" ".join(span.text.split()).lower()].append(span)
    said.pop(wording.when(event).lower(), None)  # the label says it already
    rows = [quoted(spans[0].text) + (f" {places.few(spans)}" if len(said) > 1 else "") for spans in said.values()]
    return f" · dated by {', '.join(rows)}" if rows else ""


def _most_told(events: Sequence[Event], limit: int, news: date | None) -> list[Event]:
    """Keep the events that most articles tell, of these the nearest to the day of the news, in the order of time.

    An event on whose day the tellings do not agree comes before the others: it is what a reader must not miss.
    """

    def rank(number: int) -> tuple[bool, int, int, int]:
        event = events[number]
        day = date.fromisoformat((event.latest or event.earliest or "")[:10])
        told = len({span.article for span in event.spans})
        return not event.conflicts, -told, abs((day - news).days) if news else 0, number

    kept = sorted(range(len(events)), key=rank)[:limit]
    return [events[number] for number in sorted(kept)]


def _day_of_news(story: Story) -> date | None:
    """Return the middle one of the days on which the articles appeared."""
    days = sorted(article.published[:10] for article in story.articles if article.published)
    return date.fromisoformat(days[len(days) // 2]) if days else None
