"""Every statement of a story that may be asked about: what it is called, what it says, and how its grounds are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from retold.model import Claim, Credit, Edge, Event, Interaction
from retold.reports import descent, wording
from retold.reports.layout import clean, quoted, short
from retold.reports.why import bases, nearby
from retold.reports.why.index import Index
from retold.reports.why.records import Basis, Kind, Pointer

LONGEST = 130  # characters of what a statement quotes
ARROW = " → "


class Target(NamedTuple):
    """A statement: what it is asked by and says, how its basis is made, and the texts in which words are looked for."""

    pointer: Pointer
    make: Callable[[Pointer], Basis]
    texts: tuple[str, ...] = ()


def targets(index: Index) -> Iterator[Target]:
    """Yield every statement of a story; what the report states on its card comes before what only its tables and records hold."""
    yield from _whole(index)
    yield from _found(index)
    yield from _said(index)
    for article in index.story.articles:
        name = index.letters[article.id]
        yield Target(_pointer(index, name, "article", index.node(article.id)), partial(nearby.article, index, article))


def _pointer(index: Index, name: str, kind: Kind, statement: str) -> Pointer:
    return Pointer(index.story.id, name, kind, clean(statement))


def _whole(index: Index) -> Iterator[Target]:
    """Yield how many origins there are, each of them, and who took it from whom."""
    story = index.story
    yield Target(_pointer(index, "count", "count", " · ".join(wording.counts(story))), partial(bases.count, index))
    for number, origin in enumerate(story.origins, 1):
        pointer = _pointer(index, f"origin {number}", "origin", f"{wording.origin_name(story, origin)} is an origin")
        yield Target(pointer, partial(bases.origin, index, origin))
    for edge in story.lineage.edges:
        yield Target(_pointer(index, index.edge_id(edge), "edge", _edge(index, edge)), partial(bases.edge, index, edge))


def _edge(index: Index, edge: Edge) -> str:
    unlikely = "" if descent.stated(edge) else f" (not stated: support {edge.support:.2f})"
    return f"{index.node(edge.child)} from {index.node(edge.parent)}{unlikely}"


def _found(index: Index) -> Iterator[Target]:
    """Yield divergences, claims, events, quotations and interactions."""
    for d in index.story.divergences:
        pointer = _pointer(index, d.id, "divergence", f"{wording.KIND_LABELS[d.kind]} {d.title}")
        texts = (d.title, *(reading.text for reading in d.readings))
        yield Target(pointer, partial(bases.divergence, index, d), texts)
    for claim in index.story.claims:
        yield Target(
            _claim(index, claim), partial(bases.claim, index, claim), (claim.text, *(it.text for it in claim.tellings))
        )
    for event in index.story.timeline:
        yield Target(_event(index, event), partial(bases.event, index, event), (event.what,))
    for quote in index.story.quotes:
        speaker = f"{quote.speaker}: " if quote.speaker else ""
        words = " / ".join(quoted(short(reading.text, LONGEST)) for reading in quote.readings)
        texts = tuple(reading.text for reading in quote.readings)
        yield Target(_pointer(index, quote.id, "quotation", speaker + words), partial(bases.quotation, index, quote), texts)
    for deed in index.story.interactions:
        words = f"{deed.agent} {deed.action} {deed.patient} {deed.topic or ''}"
        yield Target(_deed(index, deed), partial(bases.interaction, index, deed), (words,))


def _said(index: Index) -> Iterator[Target]:
    """Yield credits and the ways that information came."""
    for chain in index.story.chains:
        pointer = _pointer(index, chain.id, "chain", ARROW.join(chain.links))
        yield Target(pointer, partial(bases.chain, index, chain), (" ".join(chain.links),))
    for credit in index.story.credits:
        if credit.id:
            words = " ".join(span.text for span in (credit.source, credit.cue, credit.content) if span)
            yield Target(_credit(index, credit), partial(bases.credit, index, credit), (words,))


def _claim(index: Index, claim: Claim) -> Pointer:
    return _pointer(index, claim.id, "claim", quoted(claim.text))


def _event(index: Index, event: Event) -> Pointer:
    status = "" if event.status == "happened" else f" ({event.status})"
    return _pointer(index, event.id, "event", f"{wording.when(event)}: {event.what}{status}")


def _deed(index: Index, deed: Interaction) -> Pointer:
    status = "" if deed.status == "happened" else f" ({deed.status})"
    topic = f" · {deed.topic}" if deed.topic else ""
    return _pointer(index, deed.id, "interaction", f"{deed.agent} {deed.action} {deed.patient}{topic}{status}")


def _credit(index: Index, credit: Credit) -> Pointer:
    who = credit.name or (credit.source.text if credit.source else "nobody named")
    return _pointer(index, credit.id, "credit", f"{clean(who)}: {quoted(short(credit.content.text, LONGEST))}")
