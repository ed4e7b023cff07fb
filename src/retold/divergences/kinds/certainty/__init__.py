"""How firmly something is told."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.certainty import hedges, modals
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from hedges.detect(scene)
    yield from modals.detect(scene)
