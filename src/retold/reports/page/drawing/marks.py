"""What stands on the rail of a timeline: a dot for a day, a bar for longer; filled, hollow, dashed or dotted by what is told of it."""

from __future__ import annotations

from markupsafe import Markup

from retold.model import Event
from retold.reports.page.drawing.markup import element

SIZE, CENTRE = 24, 12.0
POINTS = ("hour", "part of day", "day")


def mark(event: Event) -> Markup:
    """Return the mark of an event. A bar is as high as its row; where a bound is open it ends in an arrow instead."""
    return _framed(_shapes(event), f"mark {event.status} {'point' if _point(event) else 'bar'}")


def single(style: str) -> Markup:
    """Return a dot of its own, for a legend, a publication or a reading."""
    return _framed([element("circle", cx=CENTRE, cy=CENTRE, r=6.0)], f"mark point {style}")


def _framed(shapes: list[Markup], style: str) -> Markup:
    return element("svg", shapes, class_=style, width=SIZE, height="100%", aria_hidden="true", focusable="false")


def _point(event: Event) -> bool:
    """Tell whether an event has one day: a day that is known, or one of two that the tellings give."""
    return bool(event.earliest and event.latest) and (event.earliest or "")[:10] == (event.latest or "")[:10]


def _shapes(event: Event) -> list[Markup]:
    if not event.earliest and not event.latest:
        return [element("path", d="M8 9a4 4 0 1 1 5 4l-1 1v2M12 19v1", fill="none")]  # a question mark
    if _point(event):
        return [element("circle", cx=CENTRE, cy=CENTRE, r=6.0)]
    bar = element("rect", x=CENTRE - 5, y=5.0, width=10.0, height="calc(100% - 10px)", rx=5)
    up = element("path", d="M12 1l6 8h-12z", class_="open") if not event.earliest else Markup("")
    down = element("svg", element("path", d="M12 -1l6 -8h-12z", class_="open"), y="100%", class_="foot")
    return [bar, up, Markup("") if event.latest else down]
