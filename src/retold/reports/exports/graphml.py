"""The lineage in GraphML, for Gephi, yEd, Cytoscape, igraph and networkx: all stories in one graph, every value with its type.

GraphML 1.0 (graphml.graphdrawing.org): an id must be a name token, so nodes are `n0`, `n1` ... and edges `e0`, `e1` ...; the ids of
the report are values. Node values: `label`, `story`, `node` (id in the JSON report), `class` (extant or hypothetical), `name`, and of an
article `article`, `outlet`, `title`, `url`, `published`. Edge values: `label`, `story`, `kind`, `stated` (false where support is below
.5), `support` and `weight` (the same figure, under the name that Gephi reads) where it was measured, `because`, `rival`.
What is not known has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from retold.language import signs
from retold.model import Edge, Node, Report, Story
from retold.reports import descent
from retold.reports.exports import stemma

Value = str | float | bool | None
NODE_KEYS = dict.fromkeys(
    ("label", "story", "node", "class", "name", "article", "outlet", "title", "url", "published"), "string"
)
EDGE_KEYS = {
    "label": "string",
    "story": "string",
    "kind": "string",
    "stated": "boolean",
    "support": "double",
    "weight": "double",
    "because": "string",
    "rival": "string",
}
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""


def graphml(report: Report) -> dict[str, str]:
    """Return `lineage.graphml`."""
    numbers = {(story.id, node.id): f"n{n}" for n, (story, node) in enumerate(_nodes(report))}
    lines = [
        HEAD,
        *_keys("node", NODE_KEYS),
        *_keys("edge", EDGE_KEYS),
        '  <graph id="lineage" edgedefault="directed">',
        *(f'    <node id="n{n}">{_values("node", _node(*pair))}</node>' for n, pair in enumerate(_nodes(report))),
        *(f"    {line}" for line in _edges(report, numbers)),
        "  </graph>",
        "</graphml>",
    ]
    return {"lineage.graphml": "\n".join(lines) + "\n"}


def escaped(text: str) -> str:
    """Return a text for XML, as content or in quotation marks; a character that XML forbids becomes U+FFFD."""
    return signs.in_xml("".join(MARKS.get(sign, sign) for sign in NOT_XML.sub("\ufffd", text)))


def _nodes(report: Report) -> Iterator[tuple[Story, Node]]:
    for story in report.stories:
        yield from ((story, node) for node in story.lineage.nodes)


def _edges(report: Report, numbers: Mapping[tuple[str, str], str]) -> Iterator[str]:
    edges = ((story, edge) for story in report.stories for edge in story.lineage.edges)
    for n, (story, edge) in enumerate(edges):
        ends = f'source="{numbers[story.id, edge.parent]}" target="{numbers[story.id, edge.child]}"'
        yield f'<edge id="e{n}" {ends}>{_values("edge", _edge(story, edge))}</edge>'


def _keys(domain: str, keys: Mapping[str, str]) -> Iterator[str]:
    for name, kind in keys.items():
        yield f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'


def _values(domain: str, values: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{escaped(str(value).lower() if isinstance(value, bool) else str(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _node(story: Story, node: Node) -> dict[str, Value]:
    values = {"label": stemma.label(story, node), "story": story.id, "node": node.id, "class": node.witness, "name": node.name}
    article = stemma.articles(story).get(node.article or "")
    if article is None:
        return {**values}
    about = {"outlet": article.outlet, "title": article.title, "url": article.url, "published": article.published}
    return {**values, "article": article.id, **about}


def _edge(story: Story, edge: Edge) -> dict[str, Value]:
    return {
        "label": stemma.degree(edge),
        "story": story.id,
        "kind": edge.kind,
        "stated": descent.stated(edge),
        "support": edge.support,
        "weight": edge.support,
        "because": edge.because,
        "rival": edge.rival,
    }
