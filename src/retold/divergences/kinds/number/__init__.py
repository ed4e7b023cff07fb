"""Quantities that cannot both be right, and figures that count something else."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.number import quantities
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from quantities.detect(scene)
