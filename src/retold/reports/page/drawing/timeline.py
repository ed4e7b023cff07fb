"""What happened when, drawn as a rail that runs down the page: days at the left, a mark on the rail, words at the right.

The order is that of time, the distances are not to scale; a longer gap is drawn longer and says how long it is. When the articles
appeared stands on the same rail, since a day that an article only expected lies after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from retold.language.prose import counted
from retold.model import Event, Reading, Story
from retold.reports import wording
from retold.reports.dated import LONGEST
from retold.reports.layout import short
from retold.reports.page.drawing.marks import mark, single
from retold.reports.page.drawing.markup import element
from retold.reports.page.drawing.places import Linked

STATUSES = {
    "happened": "told as having happened",
    "claimed": "claimed by someone",
    "planned": "planned or expected",
    "conditional": "on a condition",
}
GAPS = ((365, "year"), (30, "month"), (7, "week"))  # days of a gap that is worth a word, and what it is counted in
LEAST_GAP = 3


@dataclass(frozen=True)
class Row:
    """What stands on the rail at a time: an event, or the articles that appeared on a day. `day` sorts it, `until` ends it."""

    day: str
    until: str
    label: str
    mark: Markup
    words: Markup
    style: str


def timeline(story: Story, number: int) -> Markup:
    """Return the timeline as a list, events that nothing dates apart; "" where there is no event.

    Each event links to `#s{number}-event-{k}`, by its place in `story.timeline`.
    """
    if not story.timeline:
        return Markup("")
    linked = Linked(story, number)
    dated = [(k, event) for k, event in enumerate(story.timeline) if event.earliest or event.latest]
    rows = [_event_row(event, k, number, linked) for k, event in dated]
    rows = sorted([*rows, *_published(story, linked)], key=lambda row: (row.day, row.until, row.style == "published"))
    parts = [_legend(story), element("ol", _rail(rows), class_="rail"), _apart(story, number, linked)]
    return element("div", parts, class_="drawing timeline")


def _event_row(event: Event, index: int, number: int, linked: Linked) -> Row:
    bounds = (event.earliest or event.latest or "")[:10], (event.latest or event.earliest or "")[:10]
    return Row(*bounds, wording.when(event), mark(event), _words(event, index, number, linked), f"event {event.status}")


def _words(event: Event, index: int, number: int, linked: Linked) -> Markup:
    link = element("a", short(event.what, LONGEST), href=f"#s{number}-event-{index}", class_="event", dir="auto")
    status = element("span", event.status, class_="status") if event.status != "happened" else Markup("")
    parts = [link, Markup(" "), status, Markup(" "), linked.few(event.spans)]
    return Markup("").join([*parts, _conflicts(event.conflicts, linked)])


def _conflicts(readings: Sequence[Reading], linked: Linked) -> Markup:
    """Return the times that the tellings give, on a line of their own, where they do not agree."""
    if not readings:
        return Markup("")
    items = [
        element("li", (single("reading"), _reading(reading), Markup(" "), linked.few(reading.spans))) for reading in readings
    ]
    said = element("p", "The tellings do not agree on the time:", class_="conflict")
    return said + element("ul", items, class_="times")


def _reading(reading: Reading) -> Markup:
    told = wording.BRACKETED.sub(lambda match: match[0].replace(match[1], wording.day(match[1])), reading.text)
    return element("span", short(told, LONGEST), dir="auto")


def _published(story: Story, linked: Linked) -> Iterator[Row]:
    """Yield a row for each day on which articles appeared."""
    days: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for m, article in enumerate(story.articles):
        if article.published:
            days[article.published[:10]].append((article.published[11:16], m))
    labels = list(wording.letters(story).values())
    for day, found in days.items():
        links = [
            linked.article(m, labels[m]) + (Markup(" ") + element("span", hour, class_="hour") if hour else "")
            for hour, m in sorted(found)
        ]
        words = (
            element("span", f"{counted(len(found), 'article')} appeared:", class_="appeared")
            + Markup(" ")
            + Markup(" · ").join(links)
        )
        yield Row(day, day, wording.between(day, day), single("published"), words, "published")


def _rail(rows: Sequence[Row]) -> Iterator[Markup]:
    """Yield the rows; a day that several share is written once, and repeated for those who hear the page."""
    label, until = "", ""
    for row in rows:
        if gap := _gap(until, row.day):
            yield element(
                "li", (Markup('<span class="when"></span><span class="track"></span>'), element("span", gap)), class_="gap"
            )
        same = " same" if row.label == label else ""
        day = element("span", row.label, class_="when")
        track = element("span", row.mark, class_="track")
        yield element("li", (day, track, element("div", row.words, class_="what")), class_=f"row {row.style}{same}")
        label, until = row.label, max(until, row.until)


def _gap(until: str, day: str) -> str:
    """Return how much time lies between two rows: "5 weeks", or nothing where it is short."""
    if not until:
        return ""
    days = (date.fromisoformat(day) - date.fromisoformat(until)).days - 1
    if days < LEAST_GAP:
        return ""
    size, unit = next(((size, unit) for size, unit in GAPS if days >= 2 * size), (1, "day"))
    return f"{counted(days // size, unit)} between"


def _legend(story: Story) -> Markup:
    found = {event.status for event in story.timeline}
    items = [element("li", (single(status), words)) for status, words in STATUSES.items() if status in found]
    if any(article.published for article in story.articles):
        items.append(element("li", (single("published"), "an article appeared")))
    items.append(element("li", "A bar: some time within these days. Distances are not to scale."))
    return element("ul", items, class_="legend")


def _apart(story: Story, number: int, linked: Linked) -> Markup:
    """Return what has no place on the rail: events without a time, articles without a date."""
    items = [
        element("li", (Markup('<span class="when">no date</span>'), element("span", mark(event), class_="track"),
                       element("div", _words(event, k, number, linked), class_="what")), class_=f"row event {event.status} undated")
        for k, event in enumerate(story.timeline)
        if not event.earliest and not event.latest
    ]  # fmt: skip
    labels = wording.letters(story)
    bare = [linked.article(m, labels[article.id]) for m, article in enumerate(story.articles) if not article.published]
    parts = [element("p", "Could not be placed", class_="apart"), element("ul", items, class_="rail loose")] if items else []
    if bare:
        parts.append(element("p", ("Without a date of publication:", Markup(" "), Markup(" ").join(bare)), class_="bare"))
    return Markup("").join(parts)
