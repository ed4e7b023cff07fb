"""Articles that draw on two origins, and so seem to make them one.

Links are followed from text to text, so that one article with passages of two independent reports joins all that rest on either. Where
the two sides have nothing else in common, they are parted again, and the article keeps a second parent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from retold.lineage.credit import Basis
from retold.lineage.dating import later
from retold.lineage.grouping import Kin, Pair, components
from retold.lineage.records import Text

APART = 0.5  # log-odds below which nothing ties two texts


class Bridge(Struct, frozen=True):
    """A text that alone ties two groups to each other: it stays in one; `other` is the text of the other group most like it."""

    text: int
    other: int


def parted(
    groups: Sequence[tuple[int, ...]], pairs: Mapping[Pair, Kin], texts: Sequence[Text], bases: Sequence[Sequence[Basis]]
) -> tuple[list[tuple[int, ...]], list[Bridge]]:
    """Return the groups without the ties that one text alone makes between two sides of a group, and these texts.

    An article that draws on two origins makes them one for whoever follows links; the sides know nothing of each other. A text that
    the others credit, or that is older than a side, is no such text but rather what they have in common.
    """
    left, found, bridges = list(groups), [], []
    while left:
        group = left.pop()
        ways = [(v, _sides(group, v, pairs)) for v in group if not any(_credits(k, v, bases) for k in group)]
        options = [
            (_across(sides, pairs), v, sides)
            for v, sides in ways
            if len(sides) > 1 and not any(all(later(texts[k].published, texts[v].published) for k in side) for side in sides)
        ]
        if not options:
            found.append(group)
            continue
        _, v, sides = min(options)
        own = max(sides, key=lambda side: (_closest(v, side, pairs)[0], [-k for k in side]))
        for side in sides:
            left.append(tuple(sorted((*side, v))) if side is own else side)
            bridges += [] if side is own else [Bridge(v, -_closest(v, side, pairs)[1])]
    return sorted(found), sorted(bridges, key=lambda bridge: (bridge.text, bridge.other))


def _sides(group: Sequence[int], v: int, pairs: Mapping[Pair, Kin]) -> list[tuple[int, ...]]:
    """Return the sides into which a group falls without a text: nothing at all ties one to the other."""
    rest = [k for k in group if k != v]
    near = [pair for pair in combinations(range(len(rest)), 2) if _bound(pairs[rest[pair[0]], rest[pair[1]]])]
    return [tuple(rest[k] for k in side) for side in components(len(rest), near)]


def _bound(found: Kin) -> bool:
    return found.certain or found.credit or found.odds >= APART


def _across(sides: Sequence[tuple[int, ...]], pairs: Mapping[Pair, Kin]) -> float:
    """Return the highest log-odds across the sides."""
    home = {k: n for n, side in enumerate(sides) for k in side}
    return max(pairs[pair].odds for pair in combinations(sorted(home), 2) if home[pair[0]] != home[pair[1]])


def _closest(v: int, side: Sequence[int], pairs: Mapping[Pair, Kin]) -> tuple[tuple[bool, float], int]:
    """Return what ties a text most to a side (a credit before likeness), and the other text, negative."""
    found = [(pairs[min(v, k), max(v, k)], k) for k in side]
    return max(((kin.direct, kin.odds), -k) for kin, k in found)


def _credits(k: int, v: int, bases: Sequence[Sequence[Basis]]) -> bool:
    return any(basis.collected == v and (basis.central or basis.told) for basis in bases[k])
