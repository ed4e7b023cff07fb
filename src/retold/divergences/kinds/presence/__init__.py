"""What a telling leaves out although it covers what stands around it. What one alone adds is listed with the claims."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.presence import losses
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from losses.detect(scene)
