"""Other words in the same place; words that take a side."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.wording import changed, deeds, frames, predicates, subjects, terms
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from terms.detect(scene)
    yield from deeds.detect(scene)
    yield from changed.detect(scene)
    yield from predicates.detect(scene)
    yield from frames.detect(scene)
    yield from subjects.detect(scene)
