"""Who is credited: a source lost, multiplied, made vague."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.credit import described, flat, sources
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from sources.detect(scene)
    yield from flat.detect(scene)
    yield from described.detect(scene)
