"""Rooted trees of texts, in which a collected text may be an ancestor, and the moves that change them.

A tree is one tuple: the parent of each node, -1 at the root, GONE where a number is not in use. Nodes 0..n-1 are texts, the
others are lost. Trees are values: every move returns a new one. A lost node always has at least two children.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

ROOT, GONE = -1, -2


class Tree(Struct, frozen=True, gc=False):
    """`parents[v]` is the parent of node v; the first `texts` nodes are texts."""

    parents: tuple[int, ...]
    texts: int

    @property
    def nodes(self) -> list[int]:
        """Return the nodes in use."""
        return [v for v, parent in enumerate(self.parents) if parent != GONE]

    @property
    def root(self) -> int:
        """Return the node without a parent."""
        return self.parents.index(ROOT)

    @property
    def lost(self) -> list[int]:
        """Return the lost nodes in use."""
        return [v for v in self.nodes if v >= self.texts]

    def children(self) -> Mapping[int, tuple[int, ...]]:
        """Return the children of every node."""
        return _shape(self.parents, self.texts).children

    def downwards(self) -> tuple[int, ...]:
        """Return the nodes so that each parent precedes its children."""
        return _shape(self.parents, self.texts).order

    def clade(self, node: int) -> frozenset[int]:
        """Return the texts among a node and its descendants."""
        return _shape(self.parents, self.texts).clades[node]

    def ancestors(self, node: int) -> list[int]:
        """Return the ancestors of a node, nearest first, without itself."""
        found = []
        while (node := self.parents[node]) != ROOT:
            found.append(node)
        return found

    def below(self, node: int) -> frozenset[int]:
        """Return a node and all its descendants."""
        children, found = self.children(), [node]
        for v in found:
            found.extend(children[v])
        return frozenset(found)


class _Shape(NamedTuple):
    """What follows from a tree's parents, computed once."""

    children: dict[int, tuple[int, ...]]
    order: tuple[int, ...]
    clades: dict[int, frozenset[int]]


@lru_cache(maxsize=20_000)
def _shape(parents: tuple[int, ...], texts: int) -> _Shape:
    below: dict[int, list[int]] = {v: [] for v, parent in enumerate(parents) if parent != GONE}
    for v, parent in enumerate(parents):
        if parent >= 0:
            below[parent].append(v)
    order = [parents.index(ROOT)]
    for v in order:
        order.extend(below[v])
    clades: dict[int, frozenset[int]] = {}
    for v in reversed(order):
        own = frozenset([v]) if v < texts else frozenset()
        clades[v] = own.union(*(clades[k] for k in below[v]))
    return _Shape({v: tuple(found) for v, found in below.items()}, tuple(order), clades)


def rooted(edges: Mapping[int, Mapping[int, float]], at: int | tuple[int, int], texts: int) -> Tree:
    """Root an unrooted tree at a node, or at a new lost node in the middle of an edge."""
    size = max(max(edges) + 2, 2 * texts)
    parents = [GONE] * size
    if isinstance(at, tuple):
        top = max(edges) + 1
        parents[top], parents[at[0]], parents[at[1]] = ROOT, top, top
        stack = [(at[0], at[1]), (at[1], at[0])]
    else:
        parents[at] = ROOT
        stack = [(at, ROOT)]
    while stack:
        v, before = stack.pop()
        for k in edges[v]:
            if k != before:
                parents[k] = v
                stack.append((k, v))
    return tidy(Tree(tuple(parents), texts))


def tidy(tree: Tree) -> Tree:
    """Take out lost nodes with fewer than two children and number the others from `texts` on, in a canonical order."""
    parents = list(tree.parents)
    while True:
        children: dict[int, list[int]] = {v: [] for v, p in enumerate(parents) if p != GONE}
        for v, p in enumerate(parents):
            if p >= 0:
                children[p].append(v)
        idle = [v for v in children if v >= tree.texts and len(children[v]) < 2]
        if not idle:
            break
        for k in children[idle[0]]:
            parents[k] = parents[idle[0]]
        parents[idle[0]] = GONE
    return _numbered(Tree(tuple(parents), tree.texts))


def _numbered(tree: Tree) -> Tree:
    """Number lost nodes by the texts below them, so that equal trees are equal values."""
    order = sorted(tree.lost, key=lambda v: (-len(tree.clade(v)), sorted(tree.clade(v)), len(tree.ancestors(v))))
    number = {v: v for v in range(tree.texts)} | {v: tree.texts + k for k, v in enumerate(order)} | {ROOT: ROOT}
    parents = [GONE] * max(2 * tree.texts, tree.texts + len(order) + 1)
    for v in tree.nodes:
        parents[number[v]] = number[tree.parents[v]]
    return Tree(tuple(parents), tree.texts)


def unrooted(tree: Tree) -> dict[int, dict[int, float]]:
    """Return the tree without its direction, each edge of length 1."""
    edges: dict[int, dict[int, float]] = {v: {} for v in tree.nodes}
    for v in tree.nodes:
        if (parent := tree.parents[v]) != ROOT:
            edges[v][parent] = edges[parent][v] = 1.0
    return edges


def rerooted(tree: Tree) -> Iterator[Tree]:
    """Yield the tree rooted at every other node and edge."""
    edges = unrooted(tree)
    for v in tree.nodes:
        if v != tree.root:
            yield rooted(edges, v, tree.texts)
            yield rooted(edges, (min(v, tree.parents[v]), max(v, tree.parents[v])), tree.texts)


def collapsed(tree: Tree) -> Iterator[Tree]:
    """Yield the tree with each lost node collapsed into its parent, or replaced by one of its children."""
    children = tree.children()
    for lost in tree.lost:
        if lost != tree.root:
            yield _replaced(tree, lost, tree.parents[lost], children[lost])
        for child in children[lost]:
            others = [k for k in children[lost] if k != child]
            parents = list(tree.parents)
            for k in others:
                parents[k] = child
            parents[child], parents[lost] = tree.parents[lost], GONE
            yield tidy(Tree(tuple(parents), tree.texts))


def _replaced(tree: Tree, lost: int, into: int, children: Sequence[int]) -> Tree:
    parents = list(tree.parents)
    for k in children:
        parents[k] = into
    parents[lost] = GONE
    return tidy(Tree(tuple(parents), tree.texts))


def pruned(tree: Tree, node: int) -> Tree:
    """Return the tree without a node's subtree; its nodes are GONE, other numbers stay."""
    below = tree.below(node)
    parents = [GONE if v in below else p for v, p in enumerate(tree.parents)]
    parent = tree.parents[node]
    rest = [v for v, p in enumerate(parents) if p == parent]
    if parent >= tree.texts and len(rest) < 2:
        for k in rest:
            parents[k] = parents[parent]
        parents[parent] = GONE
    return Tree(tuple(parents), tree.texts)


def grafted(tree: Tree, rest: Tree, node: int, target: int, above: bool) -> Tree:
    """Return `rest` with the subtree of `node` in `tree` put below `target`, or below a new lost node above it."""
    parents = list(rest.parents)
    for v in tree.below(node):
        parents[v] = tree.parents[v]
    if not above:
        parents[node] = target
        return tidy(Tree(tuple(parents), tree.texts))
    parents.append(parents[target])
    parents[target] = parents[node] = len(parents) - 1
    return tidy(Tree(tuple(parents), tree.texts))


def star(texts: int, centre: int | None = None) -> Tree:
    """Return the tree in which every text hangs from one text, or from one lost node."""
    top = texts if centre is None else centre
    parents = [ROOT if v == top else top for v in range(texts)] + [GONE] * texts
    if centre is None:
        parents[texts] = ROOT
    return Tree(tuple(parents), texts)


def without(tree: Tree, lost: int) -> Tree:
    """Return the tree with a lost node collapsed into its parent."""
    return _replaced(tree, lost, tree.parents[lost], tree.children()[lost])


def moved(tree: Tree, node: int, parent: int) -> Tree:
    """Return the tree with a node and what is below it hung from another node."""
    parents = list(tree.parents)
    parents[node] = parent
    return tidy(Tree(tuple(parents), tree.texts))


def with_clade(tree: Tree, holders: frozenset[int], lacking: frozenset[int]) -> Tree | None:
    """Return the tree with a new lost node above the branches that hold `holders`; None where it has one or where that cannot be.

    The branches must hang from one node, hold nobody of `lacking`, and leave that node another branch or be hung from a text.
    """
    if len(holders) < 2 or not lacking:
        return None
    children = tree.children()
    for v in tree.nodes:
        branches = [k for k in children[v] if tree.clade(k) & holders]
        if len(branches) < 2 or not holders <= frozenset().union(*(tree.clade(k) for k in branches)):
            continue
        inside = any(tree.clade(k) & lacking for k in branches)
        if inside or v in holders or (v >= tree.texts and len(branches) == len(children[v])):
            return None
        parents = [*tree.parents, v]
        for k in branches:
            parents[k] = len(parents) - 1
        return tidy(Tree(tuple(parents), tree.texts))
    return None
