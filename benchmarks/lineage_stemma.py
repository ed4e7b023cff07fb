"""The lineage search on Notre Besoin: thirteen manuscripts copied by hand on purpose, with their true stemma."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.lineage_cases import BENCH
from benchmarks.lineage_measures import Parents, sign
from retold.lineage.characters import Characters, Reading
from retold.lineage.joining import collapse, distances, joined, middle, neighbours
from retold.lineage.search import Scale, best_tree, nothing_known
from retold.lineage.tree import ROOT, rooted, star
from retold.model import Span


def run_stemma() -> float:
    """Print the sign similarity on Notre Besoin, and return that of the search."""
    names, table = _aligned()
    found = _collated(table)
    want = _stemma()
    away = distances(found)
    median = float(np.median(away[np.triu_indices(len(names), 1)]))
    trees = {"NJ": rooted(neighbours(away), middle(neighbours(away)), len(names))}
    for near in (0.05, 0.12, 0.2):
        edges = collapse(neighbours(away), len(names), near * median)
        trees[f"NJ + collapse {near}"] = rooted(edges, middle(edges), len(names))
    started = time.perf_counter()
    start = (joined(away), star(len(names)))
    trees["search"] = best_tree(start, Scale(found, nothing_known(len(names)))).tree
    seconds = time.perf_counter() - started
    print(f"Notre Besoin: {len(names)} texts, {len(found.readings)} readings; search {seconds:.1f} s")
    for name, tree in trees.items():
        label = {v: names[v] if v < tree.texts else f"lost {v}" for v in tree.nodes}
        have = {label[v]: {label[tree.parents[v]]} if tree.parents[v] != ROOT else set() for v in tree.nodes}
        score = 100 * sign(want, have, sorted(names))
        print(f"  {name:20} sign {score:.1f}")
    return score


def _aligned() -> tuple[list[str], list[list[str]]]:
    """Return the sigla and the aligned words, a row a place."""
    sigla = json.loads((BENCH / "stemma" / "notrebesoin_sigla_map.json").read_text(encoding="utf-8"))
    lines = (BENCH / "stemma" / "notrebesoin_aligned.csv").read_text(encoding="latin-1").splitlines()
    first, *rows = [line.split("\t") for line in lines]
    return [sigla[name] for name in first], [[*row, *("" for _ in range(len(first) - len(row)))] for row in rows]


def _stemma() -> Parents:
    """Return the true stemma."""
    text = (BENCH / "stemma" / "notrebesoin_true.dot").read_text(encoding="utf-8")
    parents: Parents = {name: set() for name in re.findall(r"(\w+) \[ class", text)}
    for parent, child in re.findall(r"(\w+) -> (\w+);", text):
        parents[child].add(parent)
    return parents


def _collated(table: Sequence[Sequence[str]], lacuna: int = 12) -> Characters:
    """Return the variants as readings: case and marks aside; a gap of more than `lacuna` words is missing, not an omission."""
    size = len(table[0])
    words = [[re.sub(r"\W+", "", cell.lower()) for cell in row] for row in table]
    gone = [_gaps([row[k] for row in words], lacuna) for k in range(size)]
    readings, states = [], []
    for place, row in enumerate(words):
        seen = {k for k in range(size) if place not in gone[k]}
        for variant in sorted({row[k] for k in seen}):
            holders = [k for k in sorted(seen) if row[k] == variant]
            if 2 <= len(holders) < len(seen):
                spans = tuple((k, Span(str(k), 0, 1, "x")) for k in holders)
                readings.append(Reading(place, variant or "-", spans, 0.15))
                states.append([-1 if k not in seen else int(k in holders) for k in range(size)])
    held = np.ones((size, 1))
    return Characters(tuple(range(size)), held, np.ones(1), tuple(readings), np.array(states, dtype=np.int8).T)


def _gaps(column: Sequence[str], lacuna: int) -> set[int]:
    """Return the places that lie in a long gap of a text."""
    found: set[int] = set()
    run: list[int] = []
    for place, word in enumerate([*column, "end"]):
        if not word:
            run.append(place)
            continue
        if len(run) > lacuna:
            found.update(run)
        run = []
    return found
