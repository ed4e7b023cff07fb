"""Who did it to whom: roles exchanged, another doer of the same deed."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.actor import roles
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind."""
    yield from roles.detect(scene)
