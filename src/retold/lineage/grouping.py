"""Which texts share an origin, and which may: single-link components over pairs.

A pair is linked by what it says itself (one credits the other's outlet; both credit the same lost one) or by its log-odds, if these
stand on wording that nobody else has or on much content: a few passages in the same order are what two readers of one public
document have too. Two agencies' copies are not linked by likeness, since both follow one event. Below the bar of certainty lies a
zone in which a link can be neither asserted nor denied; it widens the interval of independent origins and is said to be undetermined.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from retold.language.outlets import key
from retold.lineage.credit import COPIED, Basis
from retold.lineage.kinship import Likeness

# Fitted on simulated stories (another draw than the one in the benchmark): constant, then the features of Likeness.
CONSTANT = 2.37
WEIGHTS = (-0.28, 1.18, 3.51, -0.65, 3.04, -0.33, 0.29)
LEAST, MOST = -4.0, 6.0
SHARED_CREDIT = 3.33
CERTAIN = 2.0  # no pair of independent reports of the eight annotated stories reaches it
OWN_BACKGROUND = 1.0  # added to the bar for two articles of one outlet: a desk repeats its own background paragraphs
PRIVATE = 4  # sentences with wording of their own that make log-odds firm,
ALIGNED, COVERED = 6, 0.4  # or units in common, and the least share of either text in them
ORDERED = 0.5  # and the least agreement of their order
SHARE, SEVERAL, LIKELY = 0.3, 2, 1.5  # groups join where so many pairs across them, and that share, have such log-odds
COPIED_AT_HOME = 0.5  # of runs of eight words: a desk repeats its paragraphs word for word
POSSIBLE = 0.5
UNLIKE = -2.0  # below this even a shared credit does not join: the outlet was credited for another thing

Pair = tuple[int, int]


class Kin(Struct, frozen=True):
    """What speaks for a pair of texts.

    `odds` are the log-odds by wording and content; `direct` tells that one credits the other's outlet, `credit` that both credit
    one; `rivals` that they are copies of two agencies; `verbatim` is the share of runs of eight words in common; `outlet` tells
    that one outlet wrote both, `firm` that the odds stand on private wording or much content. `judged` is what a person decided
    on whether they share an origin, None where nobody did.
    """

    odds: float
    direct: bool
    credit: bool
    rivals: bool
    verbatim: float
    outlet: bool = False
    firm: bool = True
    judged: bool | None = None

    @property
    def certain(self) -> bool:
        """Tell whether the pair shares an origin."""
        if self.judged is not None:
            return self.judged
        if self.rivals and self.verbatim < COPIED:
            return False
        return (
            self.direct
            or (self.firm and self.odds >= CERTAIN + OWN_BACKGROUND * self.outlet)
            or (self.credit and self.odds >= UNLIKE)
            or self.verbatim >= (COPIED_AT_HOME if self.outlet else COPIED)
        )

    @property
    def possible(self) -> bool:
        """Tell whether the pair may share an origin."""
        if self.judged is not None:
            return self.judged
        return self.certain or (not self.rivals and self.odds + SHARED_CREDIT * self.credit >= POSSIBLE)


def kin(
    like: Mapping[Pair, Likeness],
    verbatim: Mapping[Pair, float],
    bases: Sequence[Sequence[Basis]],
    outlets: Sequence[str | None],
) -> dict[Pair, Kin]:
    """Weigh every pair of texts."""
    found = {}
    for pair, likeness in like.items():
        same = outlets[pair[0]] is not None and outlets[pair[0]] == outlets[pair[1]]
        found[pair] = _kin(pair, likeness, verbatim[pair], bases, same)
    return found


def components(size: int, links: Sequence[Pair]) -> list[tuple[int, ...]]:
    """Return the single-link components of 0..size-1, each sorted, ordered by first member."""
    home = list(range(size))
    for a, b in links:
        first, second = home[a], home[b]
        home = [first if h == second else h for h in home] if first != second else home
    groups: dict[int, list[int]] = {}
    for member, h in enumerate(home):
        groups.setdefault(h, []).append(member)
    return sorted(tuple(group) for group in groups.values())


def grouped(size: int, pairs: Mapping[Pair, Kin], own: Collection[int] = ()) -> list[tuple[int, ...]]:
    """Return the groups of 0..size-1 that share an origin: linked by certain pairs, or group to group by several likely ones.

    `own` are texts that show reporting of their own and credit nobody: several pairs that are merely likely do not tie them to others.
    """
    links = [pair for pair, found in sorted(pairs.items()) if found.certain]
    while True:
        groups = components(size, links)
        likely = [pair for pair in combinations(groups, 2) if not any(set(own).issuperset(side) for side in pair)]
        ties = [(-_tie(pair, pairs), pair) for pair in likely]
        best = min(ties, default=(0.0, ((), ())))
        if not best[0]:
            return groups
        links.append((best[1][0][0], best[1][1][0]))


def grouped_within(members: Sequence[int], pairs: Mapping[Pair, Kin]) -> list[tuple[int, ...]]:
    """Return the groups that likeness alone makes of some texts, by their place among them; a credit in common does not count."""
    near = combinations(enumerate(members), 2)
    return components(
        len(members),
        [
            (a, b)
            for (a, i), (b, j) in near
            if (found := pairs[i, j]).verbatim >= COPIED or found.odds >= POSSIBLE or found.direct
        ],
    )


def _tie(sides: tuple[tuple[int, ...], tuple[int, ...]], pairs: Mapping[Pair, Kin]) -> float:
    """Return the share of pairs across two groups that are likely kin; 0 where that does not join them."""
    across = [pairs[min(i, j), max(i, j)] for i in sides[0] for j in sides[1]]
    likely = sum(found.odds >= LIKELY + OWN_BACKGROUND * found.outlet for found in across)
    if likely < SEVERAL or any(found.rivals for found in across):
        return 0.0
    share = round(likely / len(across), 6)
    return share if share >= SHARE else 0.0


def log_odds(likeness: Likeness) -> float:
    """Return the log-odds of a common origin by wording and content alone."""
    value = CONSTANT + sum(w * f for w, f in zip(WEIGHTS, likeness.features(), strict=True))
    return round(min(MOST, max(LEAST, value)), 6)


def _kin(pair: Pair, likeness: Likeness, verbatim: float, bases: Sequence[Sequence[Basis]], same: bool) -> Kin:
    left, right = ([basis for basis in bases[text] if basis.central] for text in pair)
    direct = any(b.collected == pair[1] for b in left) or any(b.collected == pair[0] for b in right)
    shared = {key(b.name) for b in left} & {key(b.name) for b in right}
    copies = [{key(b.name) for b in side if b.copy} for side in (left, right)]
    rivals = bool(copies[0] and copies[1] and not copies[0] & copies[1])
    much = likeness.aligned >= ALIGNED and min(likeness.cover) >= COVERED and likeness.order >= ORDERED
    firm = likeness.private >= PRIVATE or much
    return Kin(log_odds(likeness), direct, bool(shared), rivals, verbatim, same, firm)
