"""The nearest other explanation of an edge."""

from __future__ import annotations

from retold.lineage.dating import later
from retold.lineage.tree import ROOT, Tree
from retold.lineage.view import View

EVEN, CLOSE, FAR = 0.5, 0.4, 0.1  # share of resamples
NEAR = 0.02  # share of its wording that a text must have in common with another to be told as possibly taken from it


def rival(view: View, v: int) -> str | None:
    """Name the next best place of a node that is not the one it has, and how close it is; None where there is no other that could be.

    How close it is, is told by the share of resamples in which the node hangs there.
    """
    clade = view.tree.clade(v)
    here = _place(view, view.tree, clade)
    places = [_place(view, tree, clade) for tree in view.grown.rivals.get(clade, ())]
    found = next((place for place in places if place not in (here, None)), None) or _nearest(view, v)
    return f"{view.names(clade)} {found}{_close(view, v, found)}" if found and found != here else None


def _close(view: View, v: int, place: str) -> str:
    """Say how close a place is, by the share of resamples in which a branch hangs there; "" where they were not asked.

    Shared spellings are not drawn anew: where they decide, the wording alone may speak for the other place.
    """
    if view.grown.said is None:
        return ""
    clade, parent = view.tree.clade(v), view.tree.parents[v]
    share = sum(share for tree, share in view.grown.said.winners if _place(view, tree, clade) == place)
    if parent >= view.tree.texts and view.tree.clade(parent) in view.grown.by_slip and share >= EVEN:
        return " (likelier by wording alone)"
    return " (close)" if share >= CLOSE else " (less likely)" if share >= FAR else " (hardly)"


def _nearest(view: View, v: int) -> str | None:
    """Name another place for a node where no other tree was weighed: the most alike text beside it, or a lost source with its parent."""
    tree, parent = view.tree, view.tree.parents[v]
    if v >= tree.texts or parent == ROOT:
        return None
    if parent < tree.texts:
        return f"and {view.name(parent)} both from a lost source"
    beside = [k for k in range(tree.texts) if k != v and not later(view.text(k).published, view.text(v).published)]
    alike = sorted((-view.told.like[view.pair(v, k)].wording[view.pair(v, k)[0] != view.member(v)], k) for k in beside)
    return f"from {view.name(alike[0][1])}" if alike and -alike[0][0] >= NEAR else None


def _place(view: View, tree: Tree, clade: frozenset[int]) -> str | None:
    """Say where a branch hangs in a tree; None where it cannot hang there, or has no place to itself."""
    node = next(u for u in tree.nodes if tree.clade(u) >= clade and not any(tree.clade(k) >= clade for k in tree.children()[u]))
    parent = tree.parents[node]
    if tree.clade(node) != clade or parent == ROOT:
        return None
    if parent < tree.texts:
        late = any(later(view.text(parent).published, view.text(k).published) for k in clade)
        return None if late else f"from {view.name(parent)}"
    if parent == tree.root and view.source and view.source.text is None:
        return f"straight from {view.source.name}"
    others = tree.clade(parent) - clade
    if len(others) == tree.texts - len(clade):
        return "from a lost source of the whole group"
    return f"from a lost source shared with {view.names(others)}"
