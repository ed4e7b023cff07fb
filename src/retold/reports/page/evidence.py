"""What the lineage and the timeline rest on: for each article, lost source, edge and event the reasons and the sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from retold.language.prose import counted, listed
from retold.model import Edge, Event, Node
from retold.reports import descent, wording
from retold.reports.layout import short
from retold.reports.page.quoting import Quoted, Texts

LONGEST = 200
CLOSE = {
    "close": "it fits the wording almost as well",
    "less likely": "it fits the wording less well",
    "hardly": "it fits the wording hardly at all",
    "likelier by wording alone": "by wording alone it would fit better",
}


class Evidence(NamedTuple):
    """What one thing rests on: the end of its address ("edge-3"), a heading, statements (a label, words), and sentences."""

    address: str
    heading: str
    said: tuple[tuple[str, str], ...]
    quotes: tuple[Quoted, ...]
    links: tuple[tuple[str, str], ...] = ()


def of_lineage(texts: Texts) -> Iterator[Evidence]:
    """Yield what each node and each edge of the lineage rests on."""
    for i, node in enumerate(texts.story.lineage.nodes):
        yield _node(texts, i, node)
    for j, edge in enumerate(texts.story.lineage.edges):
        yield _edge(texts, j, edge)


def _node(texts: Texts, i: int, node: Node) -> Evidence:
    edges = list(enumerate(texts.story.lineage.edges))
    links = tuple((_between(texts, e), f"#s{texts.number}-edge-{j}") for j, e in edges if node.id in (e.parent, e.child))
    if node.article is None:
        why = "It is not in your pile. It is inferred from what the articles below it share, or from those that credit it."
        found = [o for o in texts.story.origins if o.name == node.name and not o.collected]
        said = [("what it is", why), *(("origin", wording.lettered(texts.story, o.because)) for o in found)]
        spans = [span for o in found for span in o.evidence]
        return Evidence(f"node-{i}", f"{node.name} (not in your pile)", tuple(said), tuple(texts.quotes(spans)), links)
    article = texts.article(node.article)
    credited = listed([c.name for c in article.credited_outlets]) or "no outlet"
    said = [("published", article.published.replace("T", " ")[:16] if article.published else "no date"), ("credits", credited)]
    only = texts.story.only_in.get(article.id, ())
    if only:
        said.append(("alone", f"tells {counted(len(only), 'thing', 'things')} that no other article here tells"))
    spans = [span for c in article.credited_outlets for span in c.spans]
    to = (("Read the article", texts.href(texts.index[article.id], 0)), *links)
    heading = f"{texts.letters[article.id]}  {texts.outlet(article.id)}"
    return Evidence(f"node-{i}", heading, tuple(said), tuple(texts.quotes(spans)), to)


def _edge(texts: Texts, j: int, edge: Edge) -> Evidence:
    said = [
        ("how", wording.EDGE_LABELS[edge.kind]),
        ("how sure", _sure(edge)),
        ("why", wording.lettered(texts.story, edge.because)),
    ]
    if edge.rival:
        said.append(("next best", _rival(wording.lettered(texts.story, edge.rival))))
    return Evidence(f"edge-{j}", _between(texts, edge), tuple(said), tuple(texts.quotes(edge.evidence)))


def _rival(said: str) -> str:
    """Say in words how close the next best explanation is."""
    for word, meaning in CLOSE.items():
        said = said.replace(f"({word})", f"– {meaning}")
    return said


def _between(texts: Texts, edge: Edge) -> str:
    if edge.kind == "also":
        return f"{called(texts, edge.child)} also from {called(texts, edge.parent)}"
    if not descent.stated(edge):
        return f"{called(texts, edge.child)} and {called(texts, edge.parent)}: could not tell"
    return f"{called(texts, edge.child)} from {called(texts, edge.parent)}"


def called(texts: Texts, name: str) -> str:
    """Return what a node of the lineage is called: "B (Farland News Agency)", or the name of a lost source."""
    node = next(node for node in texts.story.lineage.nodes if node.id == name)
    if node.article is None:
        children = [e.child for e in texts.story.lineage.edges if e.parent == name and e.kind != "also"]
        below = [texts.letters[i] for i in children if i in texts.letters]
        return f"a {node.name} of {listed(below)}" if node.name == descent.LOST and below else node.name
    return f"{texts.letters[node.article]} ({texts.outlet(node.article)})"


def _sure(edge: Edge) -> str:
    if edge.support is None:
        return "no figure: it rests on what is quoted below, not on a count of wordings"
    if not descent.stated(edge):
        return f"not sure enough to be stated ({edge.support:.0%})"
    word = "likely" if edge.support >= descent.LIKELY else "possibly"
    return f"{word}: of arrows with such evidence, {edge.support:.0%} were right on test stories whose lineage is known"


def of_events(texts: Texts) -> Iterator[Evidence]:
    """Yield what each event of the timeline rests on."""
    for k, event in enumerate(texts.story.timeline):
        yield _event(texts, k, event)


def _event(texts: Texts, k: int, event: Event) -> Evidence:
    said = [("when", wording.when(event) if event.earliest or event.latest else "could not tell"), ("status", event.status)]
    if event.time:
        said.append(("dated by", "; ".join(dict.fromkeys(f"“{span.text}”" for span in event.time))))
    if event.because:
        said.append(("why", wording.lettered(texts.story, event.because)))
    said += [("conflict", f"“{r.text}” [{' '.join(p for p, _ in texts.places(r.spans))}]") for r in event.conflicts]
    spans = [*event.spans, *(span for r in event.conflicts for span in r.spans)]
    return Evidence(f"event-{k}", short(event.what, LONGEST), tuple(said), tuple(texts.quotes(spans)))
