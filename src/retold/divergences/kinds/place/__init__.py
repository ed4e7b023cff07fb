"""Where it happened: another place in the same slot of two tellings."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.place import deeds
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind."""
    yield from deeds.detect(scene)
