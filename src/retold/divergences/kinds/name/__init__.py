"""How a name is spelt, and which name stands in one place of two tellings."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.name import long_names, other_names, spellings
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from spellings.detect(scene)
    yield from long_names.detect(scene)
    yield from other_names.detect(scene)
