"""Sources who are described otherwise in two close tellings of one thing: who they are, how many, whom they told. For the tables."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.credit.sources import ALIKE, CLOSE, UNNAMED, number, phrase_of, told, withheld
from retold.divergences.laying.rows import heaviest
from retold.divergences.laying.voices import of
from retold.divergences.records import Difference, Pair, Scene
from retold.language.words import content, tokenise
from retold.model import Credit

ROWS = 2  # rows of a story
FEWEST = 3  # content words: that both credit, or that tell two descriptions apart
WHY = "The sources of one statement are described in other words: who they are, how many, or how near to it."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the heaviest rows of a story: unnamed sources of one statement, described in unlike words."""
    found = [
        one for pair in scene.pairs if pair.closeness >= CLOSE and pair.similarity >= ALIKE for one in _described(pair, scene)
    ]
    yield from heaviest(found, ROWS)


def _described(pair: Pair, scene: Scene) -> Iterator[Difference]:
    right = [c for c in of(pair.right, scene) if c.source_kind in UNNAMED]
    for a in (c for c in of(pair.left, scene) if c.source_kind in UNNAMED):
        if any(not _unlike(a, b) and withheld(b) for b in right):
            continue
        for b in right:
            first, second = phrase_of(a, pair.left), phrase_of(b, pair.right)
            if first and second and _unlike(a, b) and told(pair, a) >= FEWEST and told(pair.turned(), b) >= FEWEST:
                topic = f"{first.article} {first.start}"
                yield Difference("credit", "described", "minor", "table", first, second, WHY, ("", ""), topic, pair.similarity)


def _unlike(left: Credit, right: Credit) -> bool:
    """Tell whether two sources are of the kind that withholds its name, and told apart by number or by more than two words."""
    if not (withheld(left) and withheld(right)) or _again(left) or _again(right):
        return False
    a, b = (frozenset(content(c.source.text if c.source else "")) for c in (left, right))
    return len(a ^ b) >= FEWEST or (a != b and {number(left), number(right)} == {1, 2})


def _again(credit: Credit) -> bool:
    """Tell whether a source is taken up from a sentence before: "the aide", "another official"."""
    words = tokenise(credit.source.text if credit.source else "")
    return not words or words[0] in ("the", "that", "this", "those", "these", "another", "other", "both")
