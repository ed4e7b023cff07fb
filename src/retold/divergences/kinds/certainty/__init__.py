"""How firmly something is told."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.certainty import restrictions, shades, standings
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from restrictions.detect(scene)
    yield from standings.detect(scene)
    yield from shades.detect(scene)
