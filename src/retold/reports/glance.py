"""What a reader in a hurry must see on the first screen: the gravest divergence, the source and the event that most articles share.

Only a critical divergence and what several articles tell stand here; where there is no such thing, nothing does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from retold.language.words import tokenise
from retold.model import Event, Reading, Span, Story
from retold.reports import dated, differing, said, voices, wording
from retold.reports.layout import quoted, short
from retold.reports.sections import Item
from retold.reports.wording import Places

LONGEST = 70  # characters of a reading
READINGS = 4  # the opposite may stand last
APART = frozenset(("name", "date", "credit"))  # a spelling does not make another event, and a day in dispute is said to be


def glance(story: Story, places: Places) -> tuple[Item, ...]:
    """Return at most three lines, the details of which stand in the sections below."""
    return (*_gravest(story, places), *_source(story, places), *_event(story, places))


def _gravest(story: Story, places: Places) -> Iterator[Item]:
    """Yield the first critical divergence; a name spelt in two ways is no news for the first screen."""
    for it in [d for d in differing.findings(story) if d.severity == "critical" and d.kind != "credit"][:1]:
        shown = [f"{_words(r)} [{places.few(r.spans)}]" for r in it.readings[:READINGS]]
        further = len(it.readings) - len(shown)
        more = f" and {further} more" if further > 0 else ""
        yield Item("Gravest", f"{wording.KIND_LABELS[it.kind]} {' / '.join(shown)}{more}")


def _words(reading: Reading) -> str:
    """Return the words that most articles have of a reading, as the section below shows them."""
    text, _ = differing.variants(reading)[0]
    return quoted(short(text, LONGEST))


def _source(story: Story, places: Places) -> Iterator[Item]:
    """Yield the chain that most articles share; a source that no outlet is said to have heard may be a passer-by of the story."""
    for voice in [it for it in voices.telling(story) if it.articles > 1 and len(it.links) > 1][:1]:
        yield Item("Source", f"{said.path(story, voice)} [{places.few(voice.spans)}]")


def _event(story: Story, places: Places) -> Iterator[Item]:
    """Yield the event that most articles tell; one on whose day they do not agree comes first."""
    shared = tuple(
        event for event in story.timeline if (event.conflicts or _articles(event.spans) > 1) and not _one_side(story, event)
    )
    for item in dated.timeline(replace(story, timeline=shared), 1, places).items:
        disputed = " · the tellings do not agree on the day" if item.beneath else ""
        yield Item("Event", f"{item.label}: {item.text}{disputed}")


def _one_side(story: Story, event: Event) -> bool:
    """Tell whether an event is told in the words of one side of a finding: what the first screen tells must not be what is in dispute."""
    told = f" {' '.join(tokenise(event.what))} "
    findings = (d for d in story.divergences if d.tier == "finding" and d.between == "tellings" and d.kind not in APART)
    return any(
        f" {' '.join(tokenise(reading.text))} " in told and any(wording.meets(a, b) for a in reading.spans for b in event.spans)
        for one in findings
        for reading in one.readings
    )


def _articles(spans: Iterable[Span]) -> int:
    return len({span.article for span in spans})
