"""Tellings that say the opposite by a preposition: "without" against "with" the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import children, lemma, lowered, phrase, subtree
from retold.divergences.records import Difference, Line, Pair, Scene, by_words, once
from retold.language.polarity import listed
from retold.model import Span

NONE = ("no", "little", "not", "never", "few")  # "with no consent" is without it
OPPOSITE = "One says that it was there, the other that it was lacking: the opposite."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield reversals of a preposition, at any closeness."""
    for pair in scene.pairs:
        for one in (pair, pair.turned()):
            yield from _lacking(one)


@by_words
def _lacking(pair: Pair) -> Iterator[Difference]:
    """Yield "without X" against "with Y" where X and Y are matched words."""
    left, right = _objects(pair.left, "lacking"), _objects(pair.right, "having")
    if (
        not left
        or not right
        or {lemma(pair.right.token(x)) for x in _objects(pair.right, "lacking")} & {lemma(pair.left.token(x)) for x in left}
    ):
        return
    for m in pair.matches:
        if m.likeness and m.left in left and m.right in right:
            a, b = _stretch(pair.left, left[m.left]), _stretch(pair.right, right[m.right])
            yield Difference(
                "polarity", "without", "critical", "finding", a, b, OPPOSITE, ("without", "with"), strength=pair.similarity
            )


@once
def _objects(line: Line, kind: str) -> dict[int, int]:
    """Return object -> preposition for the prepositions of a kind in a line."""
    found = {}
    for at, word in enumerate(lowered(line), line.first):
        if listed(kind, word):
            objects = [c for c in children(line.page, at) if line.token(c).dep in ("pobj", "pcomp")]
            found.update(
                {c: at for c in objects if not any(line.token(d).text.lower() in NONE for d in children(line.page, c))}
            )
    return found


def _stretch(line: Line, at: int) -> Span:
    return phrase(line.page, at, min(subtree(line.page, at)[1], line.last - 1), at)
