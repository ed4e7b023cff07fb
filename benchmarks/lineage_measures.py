"""What the lineage benchmark measures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations

import numpy as np

from benchmarks.lineage_cases import Prepared, Story
from retold.lineage.characters import characters
from retold.lineage.growth import Grown
from retold.lineage.seconds import node_of, seconds
from retold.lineage.tree import ROOT, Tree

Parents = dict[str, set[str]]  # node -> parents; a root has none


def truth(story: Story) -> Parents:
    """Return the true parents, lost nodes with one line contracted."""
    parents: Parents = {node["id"]: set() for node in story["truth"]["nodes"]}
    for edge in story["truth"]["edges"]:
        parents[edge["child"]].add(edge["parent"])
    return contracted(parents, {row["id"] for row in story["articles"]})


def contracted(parents: Parents, texts: set[str]) -> Parents:
    """Take out lost nodes with fewer than two children."""
    parents = {v: set(up) for v, up in parents.items()}
    while idle := [v for v in parents if v not in texts and sum(v in up for up in parents.values()) < 2]:
        gone = parents.pop(idle[0])
        for up in parents.values():
            if idle[0] in up:
                up.remove(idle[0])
                up |= gone
    return parents


def also(story: Prepared, trees: Sequence[Tree]) -> dict[str, str]:
    """Return the second parents that retold adds to its trees: a text, and the node it also draws on."""
    grown = [
        Grown(tree, characters(story.texts, group, story.units), {}, {})
        for tree, group in zip(trees, story.groups, strict=True)
    ]
    found = {}
    for second in seconds(story.texts, grown, story.bridges):
        number = next(n for n, group in enumerate(story.groups) if second.other in group)
        node = node_of(grown[number], second.other)
        found[story.texts[second.text].id] = _name(story, number, trees[number], node)
    return found


def predicted(story: Prepared, trees: Sequence[Tree]) -> Parents:
    """Return the parents that the trees of a story's groups give."""
    parents: Parents = {}
    for number, tree in enumerate(trees):
        name = {v: _name(story, number, tree, v) for v in tree.nodes}
        parents |= {name[v]: {name[tree.parents[v]]} if tree.parents[v] != ROOT else set() for v in tree.nodes}
    return contracted(parents, {text.id for text in story.texts})


def _name(story: Prepared, number: int, tree: Tree, v: int) -> str:
    return story.texts[story.groups[number][v]].id if v < tree.texts else f"lost {number} {v}"


def above(parents: Parents) -> dict[str, set[str]]:
    """Return the ancestors of every node, itself included."""
    found: dict[str, set[str]] = {}

    def climb(v: str) -> set[str]:
        if v not in found:
            found[v] = {v}.union(*(climb(u) for u in sorted(parents[v])))
        return found[v]

    for v in parents:
        climb(v)
    return found


def relation(up: Mapping[str, set[str]], a: str, b: str) -> str:
    """Return how two texts are related: ">" if b goes back to a, "<", "common" or "independent"."""
    return ">" if a in up[b] else "<" if b in up[a] else "common" if up[a] & up[b] else "independent"


def grafted(have: Parents, second: Mapping[str, str]) -> Parents:
    """Return the parents with second ones, where a text does not go back to that node already, nor that node to it."""
    for text, other in second.items():
        found = above(have)
        if text not in found[other] and other not in found[text]:
            have = have | {text: {*have[text], other}}
    return have


def compare(want: Parents, have: Parents, texts: Sequence[str], second: Mapping[str, str] | None = None) -> Counter[str]:
    """Count what is right and wrong in one story; `second` holds second parents, which count as ancestors."""
    count: Counter[str] = Counter()
    whole = grafted(have, second or {})
    true, before, found = above(want), above(have), above(whole)
    first = {text: next(iter(up)) for text, up in have.items() if up}
    for text in sorted(t for t in whole if whole[t] != have[t]):
        count["second"] += 1
        count["second right"] += _drawn(true, before, text, (second or {})[text], first.get(text, text), texts)
    for a, b in combinations(texts, 2):
        x, y = relation(true, a, b), relation(found, a, b)
        count["pairs"] += 1
        count["pairs right"] += x == y
        for kind in ("derive", "common", "independent"):
            is_true, is_found = (r in ("<", ">") if kind == "derive" else r == kind for r in (x, y))
            count[f"{kind} true"] += is_true
            count[f"{kind} found"] += is_found
            count[f"{kind} right"] += is_true and x == y
    for text in texts:
        _parent(text, want, first, true, count, set(texts))
    _lost(true, found, set(texts), count)
    return count


def _drawn(
    true: Mapping[str, set[str]], found: Mapping[str, set[str]], text: str, other: str, parent: str, texts: Sequence[str]
) -> bool:
    """Tell whether a text truly shares an ancestor with the line of another node that most of its own line lacks."""
    own = [t for t in texts if t != text and parent in found[t]]
    theirs = [t for t in texts if t != text and other in found[t]]
    return any(2 * sum(u in true[t] for t in own) <= len(own) and any(u in true[t] for t in theirs) for u in true[text])


def _parent(
    text: str, want: Parents, first: Mapping[str, str], true: Mapping[str, set[str]], count: Counter[str], texts: set[str]
) -> None:
    parent = first.get(text)
    if want[text]:
        lost = any(v not in texts for v in want[text])
        count["parents"] += 1
        count["parents right"] += parent is not None and (parent in want[text] if parent in texts else lost)
    if parent in texts:
        count["asserted"] += 1
        count["asserted right"] += parent in want[text]
        count["asserted ancestor"] += parent in true[text]
        count["asserted reversed"] += text in true[str(parent)]


def _lost(true: Mapping[str, set[str]], found: Mapping[str, set[str]], texts: set[str], count: Counter[str]) -> None:
    def clades(up: Mapping[str, set[str]]) -> list[set[str]]:
        return [{t for t in texts if v in up[t]} for v in up if v not in texts]

    def alike(a: set[str], b: set[str]) -> bool:
        return len(a & b) / max(1, len(a | b)) >= 0.75

    want, have = clades(true), clades(found)
    count["lost true"] += len(want)
    count["lost found"] += len(have)
    count["lost right"] += sum(any(alike(a, b) for b in want) for a in have)
    count["lost met"] += sum(any(alike(a, b) for b in have) for a in want)


def sign(want: Mapping[str, Iterable[str]], have: Mapping[str, Iterable[str]], texts: Sequence[str]) -> float:
    """Return the average sign similarity, 0..1, over ordered triples of texts."""
    a, b = (_paths(edges, texts) for edges in (want, have))
    total = [
        1 - abs(np.sign(_minus(a[x, y], a[x, z])) - np.sign(_minus(b[x, y], b[x, z]))) / 2 for x, y, z in permutations(texts, 3)
    ]
    return float(np.mean(total)) if total else 1.0


def _minus(a: float, b: float) -> float:
    return 0.0 if a == b else a - b


def _paths(edges: Mapping[str, Iterable[str]], texts: Sequence[str]) -> dict[tuple[str, str], float]:
    near: dict[str, set[str]] = {v: set() for v in edges}
    for v, up in edges.items():
        for u in up:
            near[v].add(u)
            near.setdefault(u, set()).add(v)
    found: dict[tuple[str, str], float] = {}
    for start in texts:
        away, queue = {start: 0.0}, [start]
        for v in queue:
            for u in sorted(near[v]):
                if u not in away:
                    away[u] = away[v] + 1
                    queue.append(u)
        found |= {(start, t): away.get(t, math.inf) for t in texts}
    return found
