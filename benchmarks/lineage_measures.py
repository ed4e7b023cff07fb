"""What the lineage benchmark measures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations

import numpy as np

from benchmarks.lineage_cases import Prepared, Story
from benchmarks.lineage_methods import Method
from retold.lineage.tree import ROOT

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


def predicted(story: Prepared, method: Method) -> Parents:
    """Return the parents that a method finds, group by group."""
    parents: Parents = {}
    for number, group in enumerate(story.groups):
        tree = method(story, group)
        name = {v: story.texts[group[v]].id if v < tree.texts else f"lost {number} {v}" for v in tree.nodes}
        parents |= {name[v]: {name[tree.parents[v]]} if tree.parents[v] != ROOT else set() for v in tree.nodes}
    return contracted(parents, {text.id for text in story.texts})


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


def compare(want: Parents, have: Parents, texts: Sequence[str]) -> Counter[str]:
    """Count what is right and wrong in one story."""
    count: Counter[str] = Counter()
    true, found = above(want), above(have)
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
        _parent(text, want, have, true, count, set(texts))
    _lost(true, found, set(texts), count)
    return count


def _parent(
    text: str, want: Parents, have: Parents, true: Mapping[str, set[str]], count: Counter[str], texts: set[str]
) -> None:
    parent = next(iter(have[text]), None)
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
