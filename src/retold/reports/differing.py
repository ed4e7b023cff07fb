"""Where the tellings differ, for a reader: the gravest findings first, each reading with the places that have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from retold.language.words import tokenise
from retold.model import Divergence, Reading, Span, Story
from retold.reports import wording
from retold.reports.layout import quoted, short
from retold.reports.sections import Item, Section
from retold.reports.wording import REFERENCES, Places

VARIANTS = 3  # wordings shown of one reading


def findings(story: Story) -> list[Divergence]:
    """Return what the card may show, the gravest first; tables and what is only in some are left to the JSON."""
    top = [d for d in story.divergences if d.tier == "finding" and d.kind != "presence"]
    return sorted(top, key=lambda d: wording.SEVERITIES.index(d.severity))


def divergences(heading: str, story: Story, found: Sequence[Divergence], limit: int, places: Places) -> Section:
    """Return a section of at most `limit` findings, their readings beneath them."""
    items = []
    for d in found[:limit]:
        readings = [(places.of(spans), _reading(d, text)) for r in d.readings for text, spans in variants(r)]
        because = wording.lettered(story, d.because)
        items.append(Item(wording.KIND_LABELS[d.kind], because, tuple(readings), grave=d.severity == "critical"))
    return Section(heading, tuple(items), "findings", more=max(0, len(found) - limit))


def variants(reading: Reading) -> list[tuple[str, list[Span]]]:
    """Return the exact words of a reading, each with the places that have just these; the commonest first, at most three."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for span in sorted(reading.spans):
        spans[" ".join(tokenise(span.text)) or span.text].append(span)
    ranked = sorted(spans.values(), key=lambda row: (-len({span.article for span in row}), row))
    return [(row[0].text, row[:REFERENCES]) for row in ranked[:VARIANTS]]


def _reading(divergence: Divergence, text: str) -> str:
    return quoted(short(text, 150)) if divergence.kind != "credit" else short(text, 150)
