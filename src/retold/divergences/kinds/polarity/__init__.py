"""Tellings that say the opposite."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.polarity import contradictions, opposites
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from opposites.detect(scene)
    yield from contradictions.detect(scene)
