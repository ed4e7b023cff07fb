"""Who took it from whom, as a tree for a reader: the origin at the root, what hangs from it, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from retold.model import Edge, Story
from retold.reports import wording
from retold.reports.sections import Item, Section
from retold.reports.wording import REFERENCES, Places

LOST = "lost source"
NO_EDGE = "Nothing here shows that one article took it from another."
LIKELY, POSSIBLE = 0.75, 0.5  # how often a statement must be right to be called so; below, it is not made
UNDETERMINED = "could not tell whether directly"
ALIKE = "alike; could not tell whether from one source"  # under a lost source that nobody names


def lineage(story: Story, places: Places) -> Section:
    """Return the section with the tree; the reason and the nearest rival stand beneath each branch.

    What is less likely than not is not stated: such a lost source is left out, and such an article stands under the root.
    """
    below: defaultdict[str, list[Edge]] = defaultdict(list)
    edges = hung(story)
    for edge in edges:
        below[edge.parent].append(edge)
    children = {edge.child for edge in edges}
    left_out = {edge.child for edge in wording.tree_edges(story)} - children
    roots = [node.id for node in story.lineage.nodes if node.id not in children | left_out]
    items = tuple(_branch(story, below, root, None, places) for root in roots)
    if not story.lineage.edges:
        items = (Item("", NO_EDGE),) if len(story.articles) > 1 else ()
    return Section("Who took it from whom", items, "tree")


def _branch(story: Story, below: Mapping[str, Sequence[Edge]], node_id: str, edge: Edge | None, places: Places) -> Item:
    node = next(node for node in story.lineage.nodes if node.id == node_id)
    letter = places.letters[node.article] if node.article else ""
    name = _article_name(story, node.article) if node.article else f"{node.name} (not in your pile)"
    beneath: list[tuple[str, str]] = []
    if edge:
        name += f"  — {_degree(edge) if stated(edge) or not _nameless(story, edge.parent) else ALIKE}"
        beneath.append(("why", _because(story, edge, places)))
        if edge.rival:
            beneath.append(("or", wording.lettered(story, edge.rival)))
    beneath += [("also", _because(story, e, places)) for e in story.lineage.edges if e.kind == "also" and e.child == node_id]
    kids = tuple(_branch(story, below, e.child, e, places) for e in below.get(node_id, ()))
    return Item(letter, name, tuple(beneath), children=kids)


def hung(story: Story) -> list[Edge]:
    """Return the edges as they are shown, parents before children."""
    edges = wording.tree_edges(story)
    above = {edge.child: edge for edge in edges}
    lost = {node.id for node in story.lineage.nodes if node.article is None}
    left_out = {edge.child for edge in edges if edge.child in lost and not stated(edge)}

    def up(node: str, stop: Callable[[str], bool]) -> str:
        while node in above and not stop(node):
            node = above[node].parent
        return node

    shown = []
    for edge in (e for e in edges if e.child not in left_out):
        parent = up(edge.parent, lambda node: node not in left_out) if stated(edge) else up(edge.parent, lambda node: False)
        shown.append(replace(edge, parent=parent))
    return shown


def stated(edge: Edge) -> bool:
    """Tell whether an edge is likely enough to be stated."""
    return edge.support is None or edge.support >= POSSIBLE


def _nameless(story: Story, node_id: str) -> bool:
    """Tell whether a node is a lost source that no article names."""
    return any(node.id == node_id and node.article is None and node.name == LOST for node in story.lineage.nodes)


def _degree(edge: Edge) -> str:
    """Say what kind of edge it is, and how likely."""
    if not stated(edge):
        return UNDETERMINED
    sure = "" if edge.support is None else ", likely" if edge.support >= LIKELY else ", possibly"
    return f"{wording.EDGE_LABELS[edge.kind]}{sure}"


def _because(story: Story, edge: Edge, places: Places) -> str:
    shown = places.of(edge.evidence[:REFERENCES])
    return wording.lettered(story, edge.because) + (f" [{shown}]" if shown else "")


def _article_name(story: Story, article: str | None) -> str:
    found = next(a for a in story.articles if a.id == article)
    return found.outlet or found.id
