"""One utterance, quoted in other words, cut, or put between other marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from retold.divergences.kinds.quote import cuts, joined, other_speakers, quotations, short_quotations, unquoted
from retold.divergences.laying.utterances import words_of
from retold.divergences.records import Difference, Scene

WHOLE = 4  # words of a reading that an article must have elsewhere for it to know that wording


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the differences of this kind between linked sentences.

    An article that has the other's wording too, in another place, has not lost it: a pull quotation, or a statement given twice.
    """
    texts = {page.page.article.id: page.page.article.text for page in scene.pages}
    for found in quotations.detect(scene):
        if not (_has(texts[found.right.article], found.left.text) or _has(texts[found.left.article], found.right.text)):
            yield found
    for found in cuts.detect(scene):
        if not _has(texts[found.left.article], found.right.text):
            yield found
    yield from short_quotations.detect(scene)
    yield from joined.detect(scene)
    yield from other_speakers.detect(scene)
    yield from unquoted.detect(scene)


def _has(text: str, reading: str) -> bool:
    """Tell whether a text has the words of a reading one behind the other, house style aside."""
    words = words_of(reading)
    return len(words) >= WHOLE and f" {' '.join(words)} " in _plain(text)


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return f" {' '.join(words_of(text))} "
