"""Quantities that cannot both be right, and figures that count something else."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.number import ages, counted, figures, quantities, repeats, tolls
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind, one rule a pair of figures."""
    rules = (quantities, tolls, ages, counted, figures)
    yield from repeats.told_once([one for rule in rules for one in rule.detect(scene)], scene)
