"""Quantities that cannot both be right, and figures that count something else."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.number import ages, counted, figures, quantities, tolls
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind."""
    yield from quantities.detect(scene)
    yield from tolls.detect(scene)
    yield from ages.detect(scene)
    yield from counted.detect(scene)
    yield from figures.detect(scene)
