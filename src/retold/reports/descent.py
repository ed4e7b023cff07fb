"""Who took it from whom, as a tree for a reader: the origin at the root, what hangs from it, and why."""

from __future__ import annotations

from collections import defaultdict

from retold.model import Edge, Story
from retold.reports import wording
from retold.reports.sections import Item, Section
from retold.reports.wording import REFERENCES, Places

NO_EDGE = "Nothing here shows that one article took it from another."


def lineage(story: Story, places: Places) -> Section:
    """Return the section with the tree; the reason and the nearest rival stand beneath each branch."""
    below: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in story.lineage.edges:
        below[edge.parent].append(edge)
    children = {edge.child for edge in story.lineage.edges}
    roots = [node.id for node in story.lineage.nodes if node.id not in children]
    items = tuple(_branch(story, below, root, None, places) for root in roots)
    if not story.lineage.edges:
        items = (Item("", NO_EDGE),) if len(story.articles) > 1 else ()
    return Section("Who took it from whom", items, "tree")


def _branch(story: Story, below: dict[str, list[Edge]], node_id: str, edge: Edge | None, places: Places) -> Item:
    node = next(node for node in story.lineage.nodes if node.id == node_id)
    letter = places.letters[node.article] if node.article else ""
    name = _article_name(story, node.article) if node.article else f"{node.name} (not in your pile)"
    beneath: list[tuple[str, str]] = []
    if edge:
        measured = "" if edge.support is None else f" {edge.support:.2f}"
        name += f"  — {wording.EDGE_LABELS[edge.kind]}{measured}"
        shown = places.of(edge.evidence[:REFERENCES])
        beneath.append(("why", wording.lettered(story, edge.because) + (f" [{shown}]" if shown else "")))
        if edge.rival:
            beneath.append(("or", wording.lettered(story, edge.rival)))
    kids = tuple(_branch(story, below, e.child, e, places) for e in below.get(node_id, ()))
    return Item(letter, name, tuple(beneath), children=kids)


def _article_name(story: Story, article: str | None) -> str:
    found = next(a for a in story.articles if a.id == article)
    return found.outlet or found.id
