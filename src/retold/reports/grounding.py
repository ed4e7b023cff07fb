"""Every statement of a report must point at words that are there; what does not is left out, and said to be.

A finding that cannot be shown to rest on a sentence is worse than none: the reader would have to trust it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from retold.errors import Ungrounded
from retold.model import Reading, Span, Story

Record = TypeVar("Record", bound=Struct)
NEEDS_SPANS = ("claims", "divergences", "credits", "quotes", "timeline", "actors", "interactions")


def ground(story: Story) -> Story:
    """Return the story without the findings whose evidence does not resolve; raise Ungrounded if its origins or lineage rest on such."""
    texts = {article.id: article.text for article in story.articles}
    for record in (*story.origins, *story.lineage.edges, *story.articles):
        if not _resolves(record, texts):
            raise Ungrounded(f"the evidence of {type(record).__name__.lower()} {record!r:.80} is not in the articles")
    kept = {name: _kept(getattr(story, name), texts) for name in NEEDS_SPANS}
    lost = sum(len(getattr(story, name)) - len(kept[name]) for name in NEEDS_SPANS)
    said = (f"{lost} finding(s) were left out: their evidence could not be found in the articles.",) if lost else ()
    claims = {claim.id for claim in kept["claims"]}
    only_in = {article: tuple(i for i in ids if i in claims) for article, ids in sorted(story.only_in.items())}
    return _tied(replace(story, **kept, only_in=only_in, undetermined=(*story.undetermined, *said)))


def _tied(story: Story) -> Story:
    """Return the story without references to credits and events that are not in it; a chain that no credit is left for goes too."""
    ids = {credit.id for credit in story.credits if credit.id}
    events = {event.id for event in story.timeline if event.id}
    chains = [replace(chain, credits=tuple(i for i in chain.credits if i in ids)) for chain in story.chains]
    return replace(
        story,
        credits=tuple(it if it.parent is None or it.parent in ids else replace(it, parent=None) for it in story.credits),
        claims=tuple(replace(it, credited=tuple(c for c in it.credited if ids.issuperset(c.credits))) for it in story.claims),
        chains=tuple(chain for chain in chains if chain.credits),
        interactions=tuple(
            it if it.event is None or it.event in events else replace(it, event=None) for it in story.interactions
        ),
    )


def _kept(records: tuple[Record, ...], texts: Mapping[str, str]) -> tuple[Record, ...]:
    return tuple(record for record in records if _resolves(record, texts) and _has_evidence(record))


def _resolves(record: Struct, texts: Mapping[str, str]) -> bool:
    return all(_is_there(span, texts) for span in spans(record))


def _has_evidence(record: Struct) -> bool:
    """A reading without words ("nobody is named") still needs the sentence that lacks them; so every reading has a span."""
    readings = [
        reading
        for value in asdict(record).values()
        if isinstance(value, tuple)
        for reading in value
        if isinstance(reading, Reading)
    ]
    return next(spans(record), None) is not None and all(reading.spans for reading in readings)


def _is_there(span: Span, texts: Mapping[str, str]) -> bool:
    text = texts.get(span.article)
    return text is not None and 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def spans(record: object) -> Iterator[Span]:
    """Yield every span inside a record, at any depth."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, Struct):
        for value in asdict(record).values():
            yield from spans(value)
    elif isinstance(record, (tuple, list)):
        for value in record:
            yield from spans(value)
