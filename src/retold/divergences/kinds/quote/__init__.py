"""One utterance, quoted in other words, cut, or put between other marks."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.quote import cuts, joined, other_speakers, quotations, short_quotations, unquoted
from retold.divergences.records import Difference, Scene


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences."""
    yield from quotations.detect(scene)
    yield from cuts.detect(scene)
    yield from short_quotations.detect(scene)
    yield from joined.detect(scene)
    yield from other_speakers.detect(scene)
    yield from unquoted.detect(scene)
