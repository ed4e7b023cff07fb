"""The methods that the lineage benchmark compares: each gives the tree of the texts of one group."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np

from benchmarks.lineage_cases import Prepared
from retold.lineage.characters import characters
from retold.lineage.confidence import Ground
from retold.lineage.growth import grounds, grow, knowledge, settled, slipped, upheld
from retold.lineage.joining import distances, joined, middle, neighbours
from retold.lineage.origins import source
from retold.lineage.search import Scale, best_tree
from retold.lineage.trace import ties
from retold.lineage.tree import ROOT, Tree, rooted, star

Method = Callable[[Prepared, Sequence[int]], Tree]


class Explained(NamedTuple):
    """A group as retold explains it: the tree of the search made careful, what its statements rest on, and what is drawn of it."""

    settled: Tree
    ground: Ground
    drawn: Tree


def explained(story: Prepared, group: Sequence[int], draw: bool = True) -> Explained | None:
    """Explain a group; None for a single text. Without `draw` nothing is taken out of the tree for want of support."""
    if len(group) == 1:
        return None
    found = source(story.texts, group, story.bases, story.verbatim)
    known = knowledge(story.texts, group, story.bases, found.text if found else None)
    scale = Scale(characters(story.texts, group, story.units, story.slips), known)
    best = best_tree((joined(distances(scale.found)), star(len(group), known.origin)), scale)
    bound = ties(group, story.kin, known, found)
    tree, ground = settled(best.tree, scale, bound), grounds(scale, bound)
    return Explained(tree, ground, slipped(upheld(tree, ground, bound), scale.found)[0] if draw else tree)


def traced(story: Prepared, group: Sequence[int]) -> Tree:
    """The tree that retold prints, by the quicker method where a group is large, with all that a report needs of it."""
    found = source(story.texts, group, story.bases, story.verbatim)
    known = knowledge(story.texts, group, story.bases, found.text if found else None)
    return grow(characters(story.texts, group, story.units, story.slips), known, ties(group, story.kin, known, found)).tree


def likelihood(story: Prepared, group: Sequence[int]) -> Tree:
    """The tree that retold prints: search, then what nothing ties or little supports is taken back."""
    one = explained(story, group)
    return one.drawn if one else star(1, 0)


def search_only(story: Prepared, group: Sequence[int]) -> Tree:
    """The search alone, with time and credits."""
    if len(group) == 1:
        return star(1, 0)
    found = source(story.texts, group, story.bases, story.verbatim)
    known = knowledge(story.texts, group, story.bases, found.text if found else None)
    parts = characters(story.texts, group, story.units)
    return best_tree((joined(distances(parts)), star(len(group), known.origin)), Scale(parts, known)).tree


def joining(story: Prepared, group: Sequence[int]) -> Tree:
    """Neighbour joining with collapse, rooted in the middle."""
    return joined(distances(characters(story.texts, group, story.units))) if len(group) > 1 else star(1, 0)


def compressed(story: Prepared, group: Sequence[int]) -> Tree:
    """Neighbour joining, rooted in the middle, on the normalised compression distance (Cilibrasi and Vitanyi 2005; zlib)."""
    n = len(group)
    if n == 1:
        return star(1, 0)
    raw = [story.texts[t].body.encode() for t in group]
    size = [len(zlib.compress(one, 9)) for one in raw]
    away = np.zeros((n, n))
    for a, b in combinations(range(n), 2):
        both = len(zlib.compress(raw[a] + raw[b], 9))
        away[a, b] = away[b, a] = (both - min(size[a], size[b])) / max(size[a], size[b])
    edges = neighbours(away)
    return rooted(edges, middle(edges), n)


def time_order(story: Prepared, group: Sequence[int]) -> Tree:
    """Each text from the most alike among the earlier ones; texts without a time come last."""
    order = sorted(group, key=lambda t: (story.texts[t].published is None, story.texts[t].published or "", t))
    parents = [ROOT] * len(group)
    for k, t in enumerate(order[1:], 1):
        best = max(order[:k], key=lambda u: (_taken(story, u, t), -u))
        parents[group.index(t)] = group.index(best)
    return Tree((*parents, *(-2 for _ in group)), len(group))


def edmonds(story: Prepared, group: Sequence[int]) -> Tree:
    """The spanning arborescence with the highest sum of directed likeness (Edmonds 1967)."""
    n = len(group)
    score = {(a, b): _taken(story, group[a], group[b]) for a, b in permutations(range(n), 2)}
    for a, b in score:
        first, second = (story.texts[group[k]].published for k in (a, b))
        score[a, b] -= 0.2 * bool(first and second and first > second)
        score[a, b] += 0.5 * any(basis.collected == group[a] for basis in story.bases[group[b]])
    top = n  # an artificial root
    score |= {(top, b): -10.0 for b in range(n)}
    best = _arborescence(list(range(n + 1)), score, top)
    return Tree((*(ROOT if best[v] == top else best[v] for v in range(n)), *(-2 for _ in group)), n)


def _taken(story: Prepared, parent: int, child: int) -> float:
    """Return the share of the child's wording that the parent has."""
    return story.like[min(parent, child), max(parent, child)].wording[child > parent]


def _arborescence(nodes: list[int], score: Mapping[tuple[int, int], float], top: int) -> dict[int, int]:
    """Chu-Liu and Edmonds, recursively."""
    best = {v: max((u for u in nodes if (u, v) in score), key=lambda u: (score[u, v], -u)) for v in nodes if v != top}
    cycle = _cycle(best)
    if not cycle:
        return best
    new = max(nodes) + 1
    outside = [v for v in nodes if v not in cycle]
    smaller: dict[tuple[int, int], float] = {}
    entry: dict[int, tuple[int, int]] = {}
    leave: dict[int, int] = {}
    for (u, v), value in score.items():
        if u in outside and v in outside:
            smaller[u, v] = value
        elif u in outside and v in cycle and v in nodes:
            gain = value - score[best[v], v]
            if gain > smaller.get((u, new), -math.inf):
                smaller[u, new], entry[u] = gain, (u, v)
        elif u in cycle and u in nodes and v in outside and value > smaller.get((new, v), -math.inf):
            smaller[new, v], leave[v] = value, u
    found = _arborescence([*outside, new], smaller, top)
    u, v = entry[found[new]]
    result = {a: (leave[a] if b == new else b) for a, b in found.items() if a != new}
    return result | {a: best[a] for a in cycle if a != v} | {v: u}


def _cycle(best: Mapping[int, int]) -> list[int]:
    for start in best:
        path = [start]
        while path[-1] in best and best[path[-1]] not in path:
            path.append(best[path[-1]])
        if best.get(path[-1]) in path:
            return path[path.index(best[path[-1]]) :]
    return []


METHODS: dict[str, Method] = {
    "time order": time_order,
    "Edmonds": edmonds,
    "NCD + NJ": compressed,
    "NJ + collapse": joining,
    "search only": search_only,
    "retold": likelihood,
}
