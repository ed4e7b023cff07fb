"""Articles and the pairs worth comparing in, stories out: exact similarities, copies counted once, linked, explained.

Articles stand in the order of their ids, similarities are whole numbers and ties go by id, so the order of a pile cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from retold.stories.columns import columns
from retold.stories.copies import Pair, representatives
from retold.stories.edges import Edges, edges, mapped
from retold.stories.explain import Entry, Explainer
from retold.stories.linkage import Linkage
from retold.stories.neighbours import Pairs, both_ways
from retold.stories.records import Grouping, Judged, Level, Settings

LARGE_PILE = 2000  # from here on, stories that run for months would swallow each other unless dates count
SMALL_GAMMA = (
    0.1  # a gap of years must not pass unseen, a follow-up after some weeks must; chosen on labelled and unlabelled piles
)
NOBODY = Judged()
GAMMA: Mapping[Level, float] = {"story": 1.0, "topic": 0.0}


def grouped(
    entries: Sequence[Entry],
    nearest: Pairs,
    words: Sequence[str],
    settings: Settings,
    *,
    gamma: float | None = None,
    level: Level | None = None,
    judged: Judged = NOBODY,
    similar: Edges | None = None,
) -> Grouping:
    """Sort articles, given in the order of their ids, into stories by their lists of neighbours: see `group`.

    `similar` are the exact products of those pairs, where an engine has made them.
    """
    if gamma is None:
        gamma = GAMMA["story"] if level or len(entries) >= LARGE_PILE else SMALL_GAMMA
    whole = columns([entry.profile.whole for entry in entries])
    similar = similar or edges(*both_ways(nearest), whole, len(words))
    together, apart = (_numbers(pairs, entries) for pairs in (judged.together, judged.apart))
    leaders = representatives(similar, lambda it: entries[it].profile.runs, len(entries), apart)
    linkage = Linkage(
        sorted(set(leaders)),
        lambda it: entries[it].profile,
        _first_days(entries, leaders),
        len(words),
        replace(settings, gamma=gamma),
    )
    between = mapped(similar, np.array(leaders, dtype=np.int32), whole, len(words))
    linkage.run(between, *(_led(pairs, leaders) for pairs in (together, apart)))
    stories = Explainer(linkage, leaders, entries, words, together)
    if level != "topic":
        return stories.grouping("story")
    linkage.relax(GAMMA["topic"])
    return Explainer(linkage, leaders, entries, words, together).grouping("topic", stories.names())


def _numbers(pairs: Iterable[tuple[str, str]], entries: Sequence[Entry]) -> set[Pair]:
    """Return judged pairs by the numbers of their articles, the lower first."""
    pairs = list(pairs)
    if not pairs:
        return set()
    rank = {entry.name: number for number, entry in enumerate(entries)}
    known = ((rank[a], rank[b]) for a, b in pairs if a in rank and b in rank and a != b)
    return {(min(pair), max(pair)) for pair in known}


def _led(pairs: Iterable[Pair], leaders: Sequence[int]) -> set[Pair]:
    found = ((leaders[a], leaders[b]) for a, b in pairs)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _first_days(entries: Sequence[Entry], leaders: Sequence[int]) -> dict[int, int]:
    """The day on which each wording first appeared, where known."""
    days: dict[int, int] = {}
    for entry, leader in zip(entries, leaders, strict=True):
        if entry.day is not None:
            days[leader] = min(entry.day, days.get(leader, entry.day))
    return days
