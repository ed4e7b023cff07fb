"""How much of it: one, some or all; before or during; with or without a restriction."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.scope import modifiers, quantity, restrictions
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from restrictions.detect(scene)
    yield from quantity.detect(scene)
    yield from modifiers.detect(scene)
