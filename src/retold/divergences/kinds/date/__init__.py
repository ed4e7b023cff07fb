"""Times that do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.date import deeds, periods
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind."""
    yield from periods.detect(scene)
    yield from deeds.detect(scene)
