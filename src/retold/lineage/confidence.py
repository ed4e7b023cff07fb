"""How sure a statement of the lineage is: what the resamples say, mapped to how often such statements are right.

A share of resamples is no probability: of inner lost sources that stand in nine of ten, fewer than half are there. So the share is one of
several features of a logistic regression, fitted to simulated stories whose lineage is known (`benchmarks/lineage_confidence.py`
makes `confidence.toml`). Statements are told apart: one text is taken from another; a text comes from no other text of the pile; some
texts have an ancestor to themselves, lost or one of them (line); this ancestor is lost.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.lineage.characters import Characters
from retold.lineage.resampling import Votes
from retold.lineage.search import Knowledge
from retold.lineage.tree import ROOT, Tree

LEAST, MOST = -10.0, 20.0  # of differences in log-likelihood: beyond, more says nothing
PAIR = 2
NONE = 0.02  # share that stands for none, before its logarithm is taken
Features = dict[str, float]
Matrix = NDArray[np.float64]


class Ground(Struct, frozen=True):
    """What statements on some texts rest on: resamples, characters, what is known beside the wording, and of pairs of texts, by place,
    log-odds of a common origin, distance, and whether they agree word for word."""

    said: Votes
    found: Characters
    known: Knowledge
    odds: Mapping[tuple[int, int], float]
    away: Matrix
    copied: frozenset[tuple[int, int]]


def lost(ground: Ground, clade: frozenset[int]) -> Features:
    """Return the features of "a lost source stands above just these texts"."""
    rows, size = sorted(clade), len(ground.found.held)
    outside = [k for k in range(size) if k not in clade]
    within = [ground.odds[pair] for pair in combinations(rows, 2)]
    near = [float(ground.away[a, b]) for a, b in combinations(rows, 2)]
    far = [float(ground.away[a, b]) for a in rows for b in outside]
    return _shares(ground, clade) | {
        "gap": min(MOST, max(LEAST, ground.said.gap(clade))),
        "nearer": min(far) - float(np.mean(near)) if far and near else 0.0,
        "odds": float(np.mean(within)) if within else 0.0,
        "copies": float(any(set(pair) <= clade for pair in ground.copied)),
    }


def line(ground: Ground, clade: frozenset[int]) -> Features:
    """Return the features of "these texts have an ancestor to themselves", be it lost or one of them.

    Passages that they leave out together are no feature: in the simulation every rewriter drops the later ones.
    """
    rows, size = sorted(clade), len(ground.found.held)
    outside = [k for k in range(size) if k not in clade]
    rivals = [_alone(ground.found, [a, b], [k for k in range(size) if k not in (a, b)]) for a in rows for b in outside]
    alone = _alone(ground.found, rows, outside)
    return _shares(ground, clade) | {"alone": math.log1p(alone) - math.log1p(max(rivals, default=0.0))}


def _shares(ground: Ground, clade: frozenset[int]) -> Features:
    share, pair = ground.said.lost(clade), float(len(clade) == PAIR)
    return {"share": share, "pair": pair, "pair share": pair * share, "of all": len(clade) / len(ground.found.held)}


def _alone(found: Characters, rows: Sequence[int], outside: Sequence[int]) -> float:
    """Return how many readings at least two of some texts have that others lack there, and none of them has."""
    mine, theirs = found.states[rows], found.states[outside]
    return float((((mine == 1).sum(axis=0) > 1) & (theirs == 0).any(axis=0) & ~(theirs == 1).any(axis=0)).sum())


def taken(ground: Ground, text: int, parent: int) -> Features:
    """Return the features of "this text is taken from that one"."""
    share = ground.said.taken(text, parent)
    pair = (min(text, parent), max(text, parent))
    return {
        "share": share,
        "log share": math.log(share + NONE),
        "loose": ground.said.loose(text),
        "credited": float((text, parent) in ground.known.credits),
        "dated": float(ground.known.later[text][parent] > 0) - float(ground.known.later[parent][text] > 0),
        "origin": float(parent == ground.known.origin),
        "odds": ground.odds[pair],
        "copies": float(pair in ground.copied),
        "texts": math.log(len(ground.found.held)),
    }


def loose(ground: Ground, text: int) -> Features:
    """Return the features of "this text comes from no other text of the pile"."""
    share = ground.said.loose(text)
    others = [ground.odds[min(text, k), max(text, k)] for k in range(len(ground.found.held)) if k != text]
    return {
        "share": share,
        "log share": math.log(share + NONE),
        "nearest": max(others),
        "odds": float(np.mean(others)),
        "copies": float(any(text in pair for pair in ground.copied)),
        "texts": math.log(len(ground.found.held)),
    }


def confidence(kind: str, features: Features) -> float:
    """Return how often statements of a kind ("line", "lost", "taken", "loose") with such features are right: 0..1, to two digits."""
    weights = _fitted()[kind]
    value = weights["constant"] + sum(weights[name] * value for name, value in features.items())
    return round(1 / (1 + math.exp(-value)), 2)


def supports(tree: Tree, ground: Ground) -> dict[int, float]:
    """Return, for each node with a parent, how sure it is that it hangs there."""
    found = {}
    for v in tree.nodes:
        parent = tree.parents[v]
        if parent != ROOT:
            found[v] = confidence(*statement(tree, ground, v))
    return found


def statement(tree: Tree, ground: Ground, v: int) -> tuple[str, Features]:
    """Return what the edge above a node states, and its features."""
    parent = tree.parents[v]
    if v >= tree.texts:
        return "line", line(ground, tree.clade(v))
    if parent < tree.texts:
        return "taken", taken(ground, v, parent)
    return ("loose", loose(ground, v)) if parent == tree.root else ("line", line(ground, tree.clade(parent)))


@cache
def _fitted() -> Mapping[str, Mapping[str, float]]:
    text = (files("retold.lineage") / "confidence.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {kind: table for kind, table in tomllib.loads(text).items() if isinstance(table, dict)}
    return found


def names(kind: str) -> Sequence[str]:
    """Return the features of a kind of statement, in the order of the fitted file."""
    return [name for name in _fitted()[kind] if name != "constant"]
