"""One article against itself: its headline against its text, and one passage against another."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.records import Difference, Scene
from retold.divergences.within import headline, itself


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield what does not agree inside one article."""
    yield from headline.detect(scene)
    yield from itself.detect(scene)
