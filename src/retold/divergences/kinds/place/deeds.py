"""Two places of one deed: the same predicate with matched arguments, in one telling here and in the other there.

A town and its country are two names of one place that no rule here can join, so a place is held against another only where each
article is silent on the other's place throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from retold.divergences.kinds.number.occasion import known
from retold.divergences.laying.deeds import Frame, frame, hold, lines, same_core
from retold.divergences.laying.grammar import children, span
from retold.divergences.records import Difference, Line, Pair, Scene
from retold.language.names import fold
from retold.model import Marked, Span

MASS = 8.0
SHARE = 0.4
COPY, COPIED = 0.5, 0.75  # similarity and cover from which two sentences are nearly one
PLACES = frozenset(["GPE", "LOC", "FAC"])
LINKS = frozenset(["in", "at", "near", "outside", "to", "from", "into", "off", "inside"])
WHY = "The same deed is put at two different places; could not tell whether one lies in the other."


class Placed(NamedTuple):
    """A deed with the place beside it: its frame, the preposition, the folded words of the place and its span."""

    frame: Frame
    link: str
    words: frozenset[str]
    span: Span


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield deeds put at two places."""
    for pair in scene.pairs:
        yield from _copied(pair)
    found = {page.page.article.id: _placed(page) for page in scene.pages}
    pages = {page.page.article.id: page for page in scene.pages}
    for a, b in combinations(sorted(found), 2):
        for left in found[a]:
            for right in found[b]:
                if (
                    left.link == right.link
                    and not left.words & known(pages[b])
                    and not right.words & known(pages[a])
                    and _one_deed(left, right)
                ):
                    yield Difference("place", "place", "notable", "finding", left.span, right.span, WHY, strength=1.0)


def _copied(pair: Pair) -> Iterator[Difference]:
    """Yield another place in the same slot of two nearly equal sentences."""
    if pair.similarity < COPY or pair.cover < COPIED:
        return
    for m in pair.matches:
        sides = ((pair.left, m.left), (pair.right, m.right))
        if not m.likeness and all(on.token(i).entity in PLACES and on.token(i).dep == "pobj" for on, i in sides):
            left, right = (_place(on, i, Frame(on, None, "", ())) for on, i in sides)
            if not left.words & known(pair.right.page) and not right.words & known(pair.left.page):
                yield Difference("place", "place", "notable", "finding", left.span, right.span, WHY, strength=1.0)


def _one_deed(left: Placed, right: Placed) -> bool:
    evidence = hold(left.frame, right.frame)
    return evidence.verb and evidence.mass >= MASS and evidence.share >= SHARE and same_core(left.frame, right.frame)


def _placed(page: Marked) -> list[Placed]:
    """Return the deeds of a page that bear a named place."""
    found = []
    for on in lines(page):
        for at in range(on.first, on.last):
            token = on.token(at)
            if (
                token.dep == "pobj"
                and token.pos == "PROPN"
                and token.entity in PLACES
                and on.token(token.head).text.lower() in LINKS
            ):
                of = frame(on, at)
                if of.verb is not None:
                    found.append(_place(on, at, of))
    return found


def _place(on: Line, at: int, of: Frame) -> Placed:
    parts = [at, *(c for c in children(on.page, at) if on.token(c).dep == "compound")]
    words = frozenset(fold(on.token(i).text) for i in parts)
    return Placed(of, on.token(on.token(at).head).text.lower(), words, span(on.page, min(parts), max(parts)))
