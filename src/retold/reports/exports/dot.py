"""The lineage in DOT: drawn by Graphviz, and read as a stemma by stemmaweb and Text::Tradition.

A file holds one story, as a stemma is one graph to stemmaweb; `dot -Tsvg` draws it. The dialect is that of Text::Tradition::Stemma:
`class=extant` for an article, `class=hypothetical` for a lost source, an arrow from parent to child. Its reader, Graph::Reader::Dot,
takes one line a string and no backslash at the end of one, so the values have HTML entities, which Graphviz writes out, for
backslashes (two in a label for one), quotation marks and `&<>*`. stemmaweb puts quotation marks around each word of a graph that opens
with `digraph`, within names too; `strict digraph`, which both readers take, keeps it from that.

Nodes: the siglum (the card's letter of an article, a Greek letter for a lost source), `label`, `ref` (the id in the JSON report) and,
of an article, `article`. Edges: `kind`, `support` where it was measured, `label` with both, a `penwidth` that grows with support.
A second parent is dashed; an edge that the report does not state (support below .5) is dotted, bears `stated=no` and says "could
not tell".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from retold.model import Edge, Node, Report, Story
from retold.reports import descent
from retold.reports.exports import stemma
from retold.reports.layout import clean

FONT = 'fontname="Helvetica"'
ENTITIES = {
    "&": "&amp;",
    '"': "&quot;",
    "\\": "&#92;",
    "<": "&lt;",
    ">": "&gt;",
    "*": "&#42;",
}  # an asterisk might open a comment
BROADEST = 2.5  # points that full support adds to the width of an edge


def dot(report: Report) -> dict[str, str]:
    """Return `lineage.dot`, or with several stories one file each: `lineage-s1.dot`, `lineage-s2.dot` ..."""
    if len(report.stories) == 1:
        return {"lineage.dot": graph(report.stories[0])}
    files = {f"lineage-s{number}.dot": graph(story) for number, story in enumerate(report.stories, 1)}
    return files or {"lineage.dot": 'strict digraph "no story" {\n}\n'}


def graph(story: Story) -> str:
    """Return the lineage of one story as a DOT graph."""
    sigla = stemma.sigla(story)
    lines = [
        f"strict digraph {quoted(story.id)} {{",
        f"  graph [ label={shown(story.title)}, labelloc=t, {FONT} ];",
        f"  node [ shape=box, {FONT} ];",
        f"  edge [ {FONT}, fontsize=10 ];",
        *(f"  {quoted(sigla[node.id])} [ {_listed(_node(story, node))} ];" for node in story.lineage.nodes),
        *(f"  {quoted(sigla[e.parent])} -> {quoted(sigla[e.child])} [ {_listed(_edge(e))} ];" for e in story.lineage.edges),
        "}",
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as a quoted DOT string, on one line; what would end it or open a comment stands as an HTML entity."""
    return '"' + "".join(ENTITIES.get(sign, sign) for sign in clean(text)) + '"'


def shown(text: str) -> str:
    """Return a text as the quoted string of a label, in which Graphviz takes a backslash for the start of an escape unless it is doubled."""
    return quoted(text.replace("\\", "\\\\"))


def _listed(attributes: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in attributes.items())


def _node(story: Story, node: Node) -> dict[str, str]:
    found = {"class": node.witness, "label": shown(stemma.label(story, node)), "ref": quoted(node.id)}
    if node.article:
        return found | {"article": quoted(node.article)}
    return found | {"style": "dashed", "color": '"gray50"', "fontcolor": '"gray40"'}


def _edge(edge: Edge) -> dict[str, str]:
    return {"kind": edge.kind, "label": quoted(stemma.degree(edge)), **dict(_drawn(edge))}


def _drawn(edge: Edge) -> Iterator[tuple[str, str]]:
    if edge.support is not None:
        yield "support", quoted(f"{edge.support:.2f}")
        yield "penwidth", quoted(f"{0.5 + BROADEST * edge.support:.2f}")
    if not descent.stated(edge):
        yield from (("style", "dotted"), ("stated", "no"))
    elif edge.kind == "also":
        yield "style", "dashed"
