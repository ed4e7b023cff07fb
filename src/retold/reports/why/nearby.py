"""What is said of a place rather than of a statement: of one sentence ("D11"), of one article ("D")."""

from __future__ import annotations

from collections.abc import Iterator

from retold.language.prose import counted, listed
from retold.model import Edge, ReportedArticle, Span
from retold.reports import descent, wording
from retold.reports.layout import quoted, short
from retold.reports.why import bases, related
from retold.reports.why.index import Index
from retold.reports.why.records import Basis, Pointer

LONGEST = 90


def sentence(index: Index, place: str, span: Span) -> Basis:
    """Return what is said of one sentence: who else tells it, where tellings differ, who is credited, and what rests on it."""
    at = Pointer(index.story.id, place, "sentence", quoted(short(span.text, 2 * LONGEST)))
    told, differ = related.telling(index, [span]), related.differing_at(index, [span])
    because, others = [], []
    for claim in told:
        rest = [it for it in claim.tellings if it.article != span.article]
        others += rest
        also = related.letters(index, rest)
        because.append(
            f"{claim.id}, {quoted(short(claim.text, LONGEST))}, is told {f'by {also} too' if also else 'here alone'}."
        )
    against = [f"{wording.KIND_LABELS[it.kind]} {it.title} ({it.id})." for it in differ]
    because = because or ["No claim was found in it: it may be a headline, or what is left out of the story."]
    grounds = [*index.grounds("The sentence", [span]), *index.grounds("Others that tell it, whole or in part", others)]
    see = [*related.claims(index, (it.id for it in told)), *related.divergences(index, differ), *related.resting(index, [span])]
    return bases.with_more(bases.basis(at, because, grounds, against), see)


def article(index: Index, record: ReportedArticle, at: Pointer) -> Basis:
    """Return what the lineage says of an article, whom it credits, and what it alone tells."""
    edges = [it for it in index.story.lineage.edges if record.id in _articles(index, it)]
    origin = [it for it in related.origins(index) if record.id in _resting(index, it)]
    because = [
        f"Headline: {quoted(record.title)}." if record.title else "",
        f"Dated {record.published}." if record.published else "",
    ]
    because += list(_above(index, record))
    alone = index.story.only_in.get(record.id, ())
    because.append(f"It alone tells {counted(len(alone), 'claim')}." if alone else "")
    spans = [span for credited in record.credited_outlets for span in credited.spans]
    undated = [] if record.published else ["It bears no date."]
    found = bases.basis(at, because, index.grounds("Where it credits outlets", spans), undated)
    see = [*related.pointers(index, "edge", map(index.edge_id, edges)), *origin, *related.claims(index, alone)]
    return bases.with_more(found, see)


def _articles(index: Index, edge: Edge) -> list[str]:
    return [found.article or "" for name in (edge.parent, edge.child) if (found := index.nodes.get(name))]


def _resting(index: Index, pointer: Pointer) -> tuple[str, ...]:
    """Return the articles that rest on an origin, and the origin's own."""
    number = int(pointer.id.removeprefix("origin ")) - 1
    found = index.story.origins[number]
    return (*found.articles, found.name)


def _above(index: Index, record: ReportedArticle) -> Iterator[str]:
    """Say from what it is taken, by whom it is credited, and whom it credits."""
    for edge in index.story.lineage.edges:
        node = index.nodes.get(edge.child)
        if node and node.article == record.id:
            yield _taken(index, edge)
    named = [it.name for it in record.credited_outlets]
    yield f"It credits {listed(named)}." if named else "It credits no outlet."


def _taken(index: Index, edge: Edge) -> str:
    parent = index.node(edge.parent)
    if not descent.stated(edge):
        return f"Whether it was taken from {parent} could not be told (support {edge.support:.2f})."
    sure = bases.standing(edge.support)
    return f"Taken from {parent}: {wording.EDGE_LABELS[edge.kind]}{', ' + sure if sure else ''}."
