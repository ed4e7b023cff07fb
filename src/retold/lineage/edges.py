"""Puts the lineage of a group into nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from retold.language.outlets import key
from retold.language.prose import counted
from retold.lineage.bridges import Bridge
from retold.lineage.evidence import sentences
from retold.lineage.origins import shown
from retold.lineage.reasons import credit, credited, model, reasons, translated
from retold.lineage.rivals import rival
from retold.lineage.seconds import node_of, seconds
from retold.lineage.tree import ROOT
from retold.lineage.view import View
from retold.model import Edge, EdgeKind, Node

LOST = "lost source"
SHOWN = 3  # sentences, with those of the other, that a second parent points to
UNNAMED = 0.45  # of 23 articles of real piles that likeness alone put under a nameless lost source, 10 belonged there
SAME = 0.5  # of the shorter one's runs of eight words, from which on two texts are copies whatever else
REWORDED = 0.05  # share of a text's wording that its parent has, from which on it is reworded rather than told from the facts


class Names:
    """Gives lost nodes ids that no article has: x1, x2, ..."""

    def __init__(self, taken: Sequence[str]) -> None:
        self._taken, self._number = frozenset(taken), 0

    def new(self) -> str:
        """Return the next free id."""
        while True:
            self._number += 1
            if f"x{self._number}" not in self._taken:
                return f"x{self._number}"


class Drawing(Struct, frozen=True):
    """Nodes and edges of one group, parents before children; `ids` gives the node drawn for each node of the tree."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    ids: dict[int, str]


def draw(view: View, names: Names) -> Drawing:
    """Return the nodes and edges of a group of texts."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    ids: dict[int, str] = {}
    agencies: dict[tuple[int, str], str] = {}
    for v in view.tree.downwards():
        above = "" if view.tree.parents[v] == ROOT else ids[view.tree.parents[v]]
        if not above and view.source and view.source.text is None and v < view.tree.texts:
            above = _lost(view.source.name, nodes, names)
        agency = _agency(view, v)
        place = (view.tree.parents[v], key(agency or ""))
        if agency and place not in agencies:
            agencies[place] = _lost(agency, nodes, names)
            if above:
                edges.append(_through(view, v, above, agencies[place]))
        ids[v] = _node(view, v, nodes, names)
        if agency:
            edges.append(_marked(view, v, agencies[place], ids[v], agency))
        elif above:
            edges.append(_edge(view, v, above, ids[v]))
    return Drawing(tuple(nodes), tuple(edges), ids)


def also(views: Sequence[View], drawings: Sequence[Drawing], bridges: Sequence[Bridge]) -> Iterator[Edge]:
    """Yield the edges from second parents, over all groups of a story."""
    grown = [view.grown for view in views]
    texts = views[0].told.texts
    for second in seconds(texts, grown, bridges):
        there = next(n for n, one in enumerate(grown) if second.other in one.found.members)
        above = drawings[there].ids[node_of(grown[there], second.other)]
        me, other = shown(texts, second.text), shown(texts, second.other)
        spans = tuple(span for pair in second.pairs[:SHOWN] for span in pair)
        words = counted(len(second.pairs), "sentence", "sentences")
        if not second.pairs:  # the tie is a credit, without a word in common
            credits = [basis for basis in views[0].told.bases[second.text] if basis.collected == second.other]
            if not credits:
                continue
            spans = sentences(texts, credits[0].spans)[:SHOWN]
            said = f"{me} credits {other}, and nothing else ties their two sides."
        elif second.bridge:
            said = f"{me} has words of {other} in {words}, and nothing else ties their two sides."
        else:
            said = f"{me} has words of {other} in {words} that the others of its own line lack there."
        yield Edge(above, texts[second.text].id, "also", None, None, said, spans)


def _lost(name: str, nodes: list[Node], names: Names) -> str:
    nodes.append(Node(names.new(), name, "hypothetical", None))
    return nodes[-1].id


def _node(view: View, v: int, nodes: list[Node], names: Names) -> str:
    """Add the node of a text, or of a lost source, and return its id."""
    if v >= view.tree.texts:
        named = view.source is not None and view.source.text is None and v == view.tree.root
        return _lost(view.source.name if view.source and named else LOST, nodes, names)
    text = view.text(v)
    nodes.append(Node(text.id, text.outlet or text.id, "extant", text.id))
    return text.id


def _agency(view: View, v: int) -> str | None:
    """Return the agency of which a text is a copy, if it is not in the pile, not what the group goes back to, and stands between.

    It does where the text credits what it hangs from as well; where it does not, the agency need not have had it from there.
    """
    if v >= view.tree.texts or not credited(view, v)[0]:
        return None
    origin = key(view.source.name) if view.source else ""
    copies = [b.name for b in view.told.bases[view.member(v)] if b.copy and b.collected is None and key(b.name) != origin]
    return copies[0] if copies else None


def _edge(view: View, v: int, above: str, below: str) -> Edge:
    """Return the edge above a node, from its parent or from the lost origin of a group that a text heads."""
    because, spans = reasons(view, v) if view.tree.parents[v] != ROOT else credited(view, v)
    if not because and view.source:
        because = f"The texts that go back to {view.name(v)} credit {view.source.name}."
    kind: EdgeKind = _kind(view, v) if view.tree.parents[v] != ROOT else "credited"
    return Edge(above, below, kind, _support(view, v), rival(view, v), because, spans)


def _support(view: View, v: int) -> float | None:
    """Return how sure an edge is; of texts that likeness alone puts under a lost source without a name, it is not sure that they share one."""
    sure, tree = view.grown.support.get(v), view.tree
    if sure is None or view.source is not None or tree.root < tree.texts:
        return sure
    other = model(view, v)
    copied = other is not None and view.told.verbatim[view.pair(v, other)] >= SAME
    return sure if copied else min(sure, UNNAMED)


def _through(view: View, v: int, above: str, agency: str) -> Edge:
    """Return the edge from a text's parent to the agency whose copy the text is."""
    because, spans = reasons(view, v) if view.tree.parents[v] != ROOT else credited(view, v)
    kind: EdgeKind = "facts" if _kind(view, v) == "facts" else "reworded"
    return Edge(above, agency, kind, None, None, because, spans)


def _marked(view: View, v: int, agency: str, below: str, name: str) -> Edge:
    because, spans = credit(view, v, key(name))
    return Edge(agency, below, "credited", None, None, because, spans)


def _kind(view: View, v: int) -> EdgeKind:
    tree, parent = view.tree, view.tree.parents[v]
    if v >= tree.texts:
        return "translated" if translated(view, v) else "reworded"
    if model(view, v) is not None:
        return "verbatim"
    if translated(view, v):
        return "translated"
    if parent == ROOT or parent >= tree.texts:
        return "credited" if credited(view, v)[0] and parent in (ROOT, tree.root) else "reworded"
    pair = view.pair(v, parent)
    wording = view.told.like[pair].wording[pair[0] != view.member(v)]
    return "reworded" if wording >= REWORDED else "facts"
