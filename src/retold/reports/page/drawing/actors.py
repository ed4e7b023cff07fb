"""Who did what to whom, drawn: each actor who did something, an arrow for each deed, and whom it was done to.

A graph of all of them in one plane does not stay readable: its arrows cross, and there is no room on them for what was done. So each
actor stands once on the left, with the arrows that leave it in rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from retold.language.prose import counted
from retold.model import Event, Interaction, Story
from retold.reports import deeds
from retold.reports.layout import short
from retold.reports.page.drawing.markup import element
from retold.reports.page.drawing.places import Linked

MOST = 12
TOPIC = 100
ARROW = 56  # pixels


def actors(story: Story, number: int) -> Markup:
    """Return at most twelve actors with their deeds, those that most articles tell of first; "" where there is no deed."""
    told: defaultdict[str, list[Interaction]] = defaultdict(list)
    for deed in story.interactions:
        told[deed.agent].append(deed)
    if not told:
        return Markup("")
    ranked = sorted(told, key=lambda name: _strength(told[name]))
    linked, events = Linked(story, number), {event.id: event for event in story.timeline if event.id}
    items = [element("li", _agent(name, told[name], events, linked)) for name in ranked[:MOST]]
    rest = [element("p", _rest(ranked[MOST:]), class_="more")] if len(ranked) > MOST else []
    legend = element("p", "".join(_legend(story.interactions)), class_="legend")
    return element("div", [legend, element("ul", items, class_="agents"), *rest], class_="drawing deeds")


def _strength(told: Sequence[Interaction]) -> tuple[int, int]:
    """Rank by how many articles tell of someone's deeds, then by how many these are; ties keep the order of the story."""
    return -len({span.article for deed in told for span in deed.spans}), -len(told)


def _rest(names: Sequence[str]) -> str:
    return f"Left out here: {counted(len(names), 'actor')} of whom fewer articles tell, {', '.join(short(name, 60) for name in names)}."


def _agent(name: str, told: Sequence[Interaction], events: dict[str, Event], linked: Linked) -> list[Markup]:
    rows = [element("li", _deed(deed, events, linked), class_=_style(deed)) for deed in sorted(told, key=deeds.in_time)]
    return [element("p", name, class_="actor", dir="auto"), element("ul", rows, class_="done")]


def _style(deed: Interaction) -> str:
    return " ".join(("deed", deed.status, *(["mutual"] if deed.mutual else []), *(["denied"] if deed.negated else [])))


def _deed(deed: Interaction, events: dict[str, Event], linked: Linked) -> list[Markup | str]:
    patient, topic = deeds.owned_party(deed), short(deed.topic or "", TOPIC)
    standing = deeds.standing(deed).strip(" ()")
    after = [
        element("span", topic, class_="topic", dir="auto") if topic else "",
        element("span", standing, class_="status") if standing else "",
        element("span", deeds.when_done(deed, events), class_="hour"),
        linked.few(deed.spans),
        deeds.DISPUTED.removeprefix(" · ") if deeds.disputed(linked.story, deed) else "",
    ]
    words = Markup(" · ").join(part for part in after if part)
    action = element("span", deed.action, class_="action")
    return [action, _arrow(deed), element("span", patient, class_="actor", dir="auto"), element("span", words, class_="beside")]


def _arrow(deed: Interaction) -> Markup:
    """Return the arrow of a deed: two heads where both act, a stroke through it where it is told as not done."""
    end = ARROW - 8
    parts = [
        element("path", d=f"M{8 if deed.mutual else 0} 8H{end}", class_="line", stroke_width=2),
        element("path", d=f"M{ARROW} 8l-9 -5v10z", class_="tip"),
    ]
    if deed.mutual:
        parts.append(element("path", d="M0 8l9 -5v10z", class_="tip"))
    if deed.negated:
        parts.append(element("path", d=f"M{ARROW / 2 - 5} 2l10 12", class_="line stroke", stroke_width=2))
    return element(
        "svg", parts, class_="arrow", width=ARROW, height=16, viewBox=f"0 0 {ARROW} 16", aria_hidden="true", focusable="false"
    )


def _legend(told: Sequence[Interaction]) -> list[str]:
    rows = (
        ("An arrow runs from who did it to whom it was done.", True),
        (" Two heads: both took part.", any(deed.mutual for deed in told)),
        (" Dashed: claimed, planned or on a condition.", any(deed.status != "happened" for deed in told)),
        (" Struck through: told as not done.", any(deed.negated for deed in told)),
    )
    return [words for words, there in rows if there]
