"""Fits how sure the statements of a lineage are: `python -m benchmarks.lineage_confidence [--write]`.

Logistic regressions (ridge 1.0 on standardised features) of whether a statement is right, on the simulated stories. The calibration that is
printed is that of five-fold cross-validation, stories kept whole; what is written to `confidence.toml` is fitted on all stories.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.lineage_cases import Prepared, prepared
from benchmarks.lineage_measures import Parents, above, truth
from benchmarks.lineage_methods import Explained, explained
from retold.lineage import confidence
from retold.lineage.confidence import Features, Ground
from retold.lineage.tree import ROOT

DATA = Path(confidence.__file__).with_name("confidence.toml")
FOLDS = 5
RIDGE = 1.0
BINS = 10
Matrix = NDArray[np.float64]


class Statements:
    """Statements of one kind: their features, whether each is right, and the story of each."""

    def __init__(self) -> None:
        self.features: list[Features] = []
        self.right: list[bool] = []
        self.story: list[int] = []

    def add(self, story: int, features: Features, right: bool) -> None:
        """Keep a statement."""
        self.features.append(features)
        self.right.append(right)
        self.story.append(story)


def stated(stories: Sequence[Prepared]) -> dict[str, Statements]:
    """Return what the trees of all stories state, by kind: edges of the drawn trees, and every lost source that was thought of."""
    found: defaultdict[str, Statements] = defaultdict(Statements)
    for number, story in enumerate(stories):
        want = truth(story.story)
        texts = {text.id for text in story.texts}
        up = above(want)
        clades = {v: frozenset(t for t in texts if v in up[t]) for v in up}
        for group in story.groups:
            one = explained(story, group, draw=False)
            if one is None:
                continue
            names = [story.texts[t].id for t in group]
            for kind, features, right in _of(one, names, want, clades, texts):
                found[kind].add(number, features, right)
    return dict(found)


def _of(
    one: Explained, names: Sequence[str], want: Parents, clades: Mapping[str, frozenset[str]], texts: set[str]
) -> list[tuple[str, Features, bool]]:
    """Return the statements of one group: kind, features, right or wrong."""
    ground: Ground = one.ground
    rows = []
    for clade in {one.settled.clade(v) for v in one.settled.lost if v != one.settled.root}:
        inside = frozenset(names[k] for k in clade)
        met = {v for v, other in clades.items() if len(inside & other) >= 0.75 * len(inside | other)}
        derived = len(inside) == 2 and any(inside <= clades[name] for name in inside)
        rows.append(("lost", confidence.lost(ground, clade), any(v not in texts for v in met)))
        rows.append(("line", confidence.line(ground, clade), bool(met) or derived))
    for v in range(one.drawn.texts):
        parent = one.drawn.parents[v]
        if parent == ROOT:
            continue
        if parent < one.drawn.texts:
            rows.append(("taken", confidence.taken(ground, v, parent), names[parent] in want[names[v]]))
        elif parent == one.drawn.root:
            rows.append(("loose", confidence.loose(ground, v), not any(u in names for u in want[names[v]])))
    return rows


def fitted(features: Sequence[Features], right: Sequence[bool]) -> dict[str, float]:
    """Return the constant and the weight of each feature, on its own scale."""
    names = list(features[0])
    x = np.array([[row[name] for name in names] for row in features])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    y, weights = np.array(right, dtype=float), np.zeros(z.shape[1])
    ridge = np.diag([0.0, *([RIDGE] * len(names))])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        weights += np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (y - p) - ridge @ weights)
    slopes = weights[1:] / spread
    return {"constant": float(weights[0] - slopes @ mean)} | dict(zip(names, slopes.tolist(), strict=True))


def crossed(some: Statements) -> Matrix:
    """Return the confidence of each statement by a fit on the other folds."""
    fold = np.array(some.story) % FOLDS
    found = np.zeros(len(fold))
    for k in range(FOLDS):
        others = np.flatnonzero(fold != k)
        weights = fitted([some.features[i] for i in others], [some.right[i] for i in others])
        for i in np.flatnonzero(fold == k):
            value = weights["constant"] + sum(weights[name] * x for name, x in some.features[i].items())
            found[i] = 1 / (1 + np.exp(-value))
    return found


@contextmanager
def held_out(found: Mapping[str, Statements], fold: int) -> Iterator[None]:
    """Let the lineage room weigh its statements by a fit on the stories of all other folds."""
    weights = {}
    for kind, some in found.items():
        others = [i for i, story in enumerate(some.story) if story % FOLDS != fold]
        weights[kind] = fitted([some.features[i] for i in others], [some.right[i] for i in others])
    with patch.object(confidence, "_fitted", lambda: weights):
        yield


def ece(shown: Matrix, right: Sequence[bool]) -> float:
    """Return the expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    y = np.array(right, dtype=float)
    home = np.minimum((shown * BINS).astype(int), BINS - 1)
    return float(sum(abs((shown[home == b] - y[home == b]).sum()) for b in range(BINS)) / max(1, len(y)))


def calibration(found: Mapping[str, Statements]) -> tuple[list[str], float]:
    """Return lines with the cross-validated calibration of each kind, and the error of all that a card states (.5 and more)."""
    lines, shown, right = [], [], []
    for kind, some in sorted(found.items()):
        values = crossed(some)
        if kind == "lost":  # decides what is drawn; no figure of an edge
            lines.append(
                f"{kind:6} {len(some.right)} statements, {np.mean(some.right):.2f} right, ECE {ece(values, some.right):.3f}"
            )
            continue
        lines.append(
            f"{kind:6} {len(some.right)} statements, {np.mean(some.right):.2f} right, ECE {ece(values, some.right):.3f}"
        )
        shown.append(values)
        right += some.right
    values = np.concatenate(shown)
    lines.append(f"all    {len(right)} statements, ECE {ece(values, right):.3f}")
    above_half = values >= 0.5
    kept = [r for r, keep in zip(right, above_half, strict=True) if keep]
    error = ece(values[above_half], kept)
    lines.append(f"stated {len(kept)} (.5 and more), {np.mean(kept):.2f} right, ECE {error:.3f}")
    for low in np.arange(0.0, 1.0, 0.1):
        k = (values >= low) & (values < low + 0.1 + (low > 0.85))
        if k.any():
            lines.append(f"  {low:.1f}: {k.sum():4} shown {values[k].mean():.2f} right {np.array(right)[k].mean():.2f}")
    return lines, error


def main() -> None:
    """Print the calibration; with `--write`, store the fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = stated(prepared(0))
    print("\n".join(calibration(found)[0]))
    if options.write:
        lines = [
            "# Made by `python -m benchmarks.lineage_confidence --write` from the simulated stories; not to be edited by hand."
        ]
        for kind, some in sorted(found.items()):
            weights = fitted(some.features, some.right)
            lines += ["", f"[{kind}]", *(f'"{name}" = {value:.4f}' for name, value in weights.items())]
        DATA.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
