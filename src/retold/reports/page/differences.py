"""Where the tellings differ: findings with their readings side by side, then the rows of words that differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from retold.language.prose import counted
from retold.model import Divergence
from retold.reports import differing, wording
from retold.reports.layout import short
from retold.reports.page.quoting import Quoted, Texts, shown

LONGEST = 240
SPANS = 6  # sentences shown of one reading
NAMES = {
    "polarity": "Reversed",
    "number": "Number",
    "name": "Name",
    "date": "Time",
    "place": "Place",
    "quote": "Quotation",
    "actor": "Who did it",
    "credit": "Credit",
    "wording": "Wording",
    "certainty": "Certainty",
    "scope": "Scope",
    "presence": "Only in some",
}


class Read(NamedTuple):
    """A reading: its wordings with where they stand, and on how many lines of transmission all of them are, in words."""

    wordings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    lines: str
    supported: bool


class Finding(NamedTuple):
    """A divergence: its index, kind, gravity, readings side by side, why it matters, and the sentences with the words marked."""

    d: int
    kind: str
    label: str
    severity: str
    readings: tuple[Read, ...]
    because: str
    quotes: tuple[Quoted, ...]


def findings(texts: Texts) -> Iterator[Finding]:
    """Yield the findings, the gravest first."""
    index = {id(one): d for d, one in enumerate(texts.story.divergences)}
    top = [one for one in texts.story.divergences if one.tier == "finding"]
    for one in sorted(top, key=lambda it: (wording.SEVERITIES.index(it.severity), it.kind == "presence")):
        yield finding(texts, index[id(one)], one)


def finding(texts: Texts, d: int, one: Divergence) -> Finding:
    """Return one divergence as the page shows it."""
    because = wording.lettered(texts.story, differing.reason(one))
    spans = [span for reading in one.readings for span in sorted(reading.spans)[:SPANS]]
    return Finding(d, one.kind, NAMES[one.kind], one.severity, tuple(_read(texts, one)), because, tuple(texts.quotes(spans)))


def _read(texts: Texts, one: Divergence) -> Iterator[Read]:
    for reading in one.readings:
        wordings = tuple(
            (shown(short(words, LONGEST)), tuple(texts.places(spans))) for words, spans in differing.variants(reading)
        )
        lines = f"on {counted(reading.lines, 'line')} of transmission" if reading.lines else ""
        yield Read(wordings, lines, one.supported is not None and reading.text == one.supported)


def tables(texts: Texts) -> Iterator[Finding]:
    """Yield the rows of words, times and quotations that differ; not each is a difference in what is said."""
    for d, one in enumerate(texts.story.divergences):
        if one.tier == "table":
            yield finding(texts, d, one)
