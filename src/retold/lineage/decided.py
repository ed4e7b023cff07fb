"""What a person decided about origins, honoured: texts that were judged to share one are one group, texts that were not are never.

A group that holds two texts kept apart falls into two: every other text goes with the side to which its strongest tie leads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.lineage.grouping import Kin, Pair, components


class Decided(Struct, frozen=True):
    """Pairs of articles, by their ids, that go back to one origin as a person judged, and pairs that do not."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


NOTHING = Decided()


def weighed(pairs: Mapping[Pair, Kin], ids: Sequence[str], decided: Decided) -> dict[Pair, Kin]:
    """Return the pairs of texts, those that a person judged with the judgement."""
    found = dict(pairs)
    for said, judged in ((decided.apart, False), (decided.together, True)):
        for pair in _numbers(said, ids):
            found[pair] = replace(found[pair], judged=judged)
    return found


def honoured(groups: Sequence[tuple[int, ...]], pairs: Mapping[Pair, Kin]) -> list[tuple[int, ...]]:
    """Return the groups as people would have them, in order; where two judgements contradict each other, one origin wins."""
    joined = [pair for pair, kin in sorted(pairs.items()) if kin.judged]
    parted = [pair for pair, kin in sorted(pairs.items()) if kin.judged is False]
    if not joined and not parted:
        return list(groups)
    size = sum(len(group) for group in groups)
    bound = components(size, joined)
    found = [tuple(group) for group in groups]
    for a, b in parted:
        if not any({a, b} <= set(one) for one in bound):
            found = [
                side for group in found for side in (_sides(group, (a, b), pairs, bound) if {a, b} <= set(group) else [group])
            ]
    home = {text: n for n, group in enumerate(found) for text in group}
    links = [(home[a], home[b]) for a, b in joined]
    merged = (tuple(sorted(text for n in some for text in found[n])) for some in components(len(found), links))
    return sorted(merged)


def _sides(
    group: Sequence[int], seeds: Pair, pairs: Mapping[Pair, Kin], bound: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Part a group in two: from each of two texts, follow the strongest ties; what people joined stays together."""
    whole = {text: [it for it in one if it in group] for one in bound for text in one}
    sides = [set(whole[seed]) for seed in seeds]
    rest = set(group) - sides[0] - sides[1]
    while rest:
        ties = ((_tie(pairs, text, other), -text, -n) for text in rest for n, side in enumerate(sides) for other in side)
        _, text, n = max(ties)
        sides[-n].update(whole[-text])
        rest -= sides[-n]
    return [tuple(sorted(side)) for side in sides]


def _tie(pairs: Mapping[Pair, Kin], a: int, b: int) -> tuple[bool, bool, float]:
    found = pairs[min(a, b), max(a, b)]
    return found.direct, found.certain, found.odds


def _numbers(said: Sequence[tuple[str, str]], ids: Sequence[str]) -> list[Pair]:
    at = {name: number for number, name in enumerate(ids)}
    return [(min(at[a], at[b]), max(at[a], at[b])) for a, b in said if a in at and b in at and a != b]


def at_least(groups: Sequence[tuple[int, ...]], pairs: Mapping[Pair, Kin]) -> int:
    """Return how many origins there are at least as people judged: the most groups found, one after another, all kept apart."""
    home = {text: n for n, group in enumerate(groups) for text in group}
    parted = {frozenset((home[a], home[b])) for (a, b), kin in pairs.items() if kin.judged is False and home[a] != home[b]}
    chosen: list[int] = []
    for n in sorted({n for pair in parted for n in pair}):
        if all(frozenset((n, other)) in parted for other in chosen):
            chosen.append(n)
    return len(chosen)
