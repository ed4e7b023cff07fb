"""Which other statements belong to one: what a reader may want to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retold.language.prose import listed
from retold.model import Claim, Credit, Credited, Divergence, Edge, Event, Span
from retold.reports import descent
from retold.reports.why.index import Index
from retold.reports.why.records import Kind, Pointer


def pointers(index: Index, kind: Kind, ids: Iterable[str]) -> list[Pointer]:
    """Return the statements of a kind with these ids, those left out that the story does not have."""
    return [index.pointers[kind, name] for name in dict.fromkeys(ids) if (kind, name) in index.pointers]


def count(index: Index) -> Pointer:
    """Return the number of independent origins."""
    return index.pointers["count", "count"]


def origins(index: Index) -> list[Pointer]:
    """Return every origin."""
    return [it for (kind, _), it in index.pointers.items() if kind == "origin"]


def edges_at(index: Index, name: str) -> list[Pointer]:
    """Return the edges that leave a node, given by its id or its name."""
    nodes = {node.id for node in index.story.lineage.nodes if name in (node.id, node.article, node.name)}
    return pointers(index, "edge", (index.edge_id(it) for it in index.story.lineage.edges if it.parent in nodes))


def around(index: Index, edge: Edge) -> list[Pointer]:
    """Return the edges before and behind one, and other parents of its child."""
    edges = index.story.lineage.edges
    near = [it for it in edges if it != edge and (it.child in (edge.parent, edge.child) or it.parent == edge.child)]
    return pointers(index, "edge", map(index.edge_id, near))


def lost(index: Index, edge: Edge) -> Iterator[str]:
    """Say which end of an edge is not in the pile: it is inferred, nobody has read it."""
    for name in (edge.parent, edge.child):
        node = index.nodes.get(name)
        if node and node.article is None:
            named = "a source that no article names" if node.name == descent.LOST else node.name
            yield f"{name} is {named}, not in the pile; it is inferred from the articles."


def divergences(index: Index, found: Iterable[Divergence]) -> list[Pointer]:
    """Return some divergences."""
    return pointers(index, "divergence", (it.id for it in found))


def claims(index: Index, ids: Iterable[str]) -> list[Pointer]:
    """Return some claims."""
    return pointers(index, "claim", ids)


def events(index: Index, ids: Iterable[str]) -> list[Pointer]:
    """Return some events."""
    return pointers(index, "event", ids)


def credits(index: Index, found: Iterable[Credit]) -> list[Pointer]:
    """Return some credits."""
    return pointers(index, "credit", (it.id for it in found))


def said(index: Index, claim: Claim) -> list[Pointer]:
    """Return the credits that the tellings of a claim have."""
    return pointers(index, "credit", (name for it in claim.credited for name in it.credits))


def changed(index: Index, credit: Credit) -> Iterator[Credited]:
    """Yield the tellings of the same claims that credit otherwise, or nobody."""
    for claim in index.story.claims:
        if any(credit.id in it.credits for it in claim.credited):
            yield from (it for it in claim.credited if it.change not in (None, "same") and credit.id not in it.credits)


def of_credit(index: Index, credit: Credit) -> list[Pointer]:
    """Return the claims that rest on a credit, the way that it came and the credit in which it lies."""
    told = (claim.id for claim in index.story.claims if any(credit.id in it.credits for it in claim.credited))
    ways = (chain.id for chain in index.story.chains if credit.id in chain.credits)
    return [*claims(index, told), *pointers(index, "chain", ways), *pointers(index, "credit", [credit.parent or ""])]


def of_event(index: Index, event: Event) -> list[Pointer]:
    """Return who did what to whom in an event, and the claims that tell it."""
    deeds = (deed.id for deed in index.story.interactions if event.id and deed.event == event.id)
    told = (it for it in at(index, event.spans) if it.kind == "claim")
    return [*pointers(index, "interaction", deeds), *told]


def at(index: Index, spans: Sequence[Span]) -> list[Pointer]:
    """Return the claims and divergences with words where some spans stand."""
    return [*claims(index, (it.id for it in telling(index, spans))), *divergences(index, differing_at(index, spans))]


def telling(index: Index, spans: Sequence[Span]) -> list[Claim]:
    """Return the claims of which a telling stands where some spans do."""
    return [it for it in index.story.claims if _meet(it.tellings, spans)]


def differing_at(index: Index, spans: Sequence[Span]) -> list[Divergence]:
    """Return the divergences of which a reading stands where some spans do."""
    return [it for it in index.story.divergences if _meet([s for r in it.readings for s in r.spans], spans)]


def resting(index: Index, spans: Sequence[Span]) -> list[Pointer]:
    """Return every other statement that rests on words where some spans stand: credits, events, deeds, edges, origins."""
    story = index.story
    said = [it.id for it in story.credits if _meet([s for s in (it.source, it.cue, it.content) if s], spans)]
    found = [*pointers(index, "credit", said), *events(index, (it.id for it in story.timeline if _meet(it.spans, spans)))]
    found += pointers(index, "interaction", (it.id for it in story.interactions if _meet(it.spans, spans)))
    found += pointers(index, "edge", (index.edge_id(it) for it in story.lineage.edges if _meet(it.evidence, spans)))
    return found + [it for it, origin in zip(origins(index), story.origins, strict=True) if _meet(origin.evidence, spans)]


def _meet(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a.article == b.article and a.start < b.end and b.start < a.end for b in right for a in left)


def letters(index: Index, spans: Iterable[Span], without: str = "") -> str:
    """Return the letters of the articles of some spans, in order: "A, B and D"."""
    told = {span.article for span in spans} - {without}
    return listed([letter for article, letter in index.letters.items() if article in told])
