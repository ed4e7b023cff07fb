"""Tellings of one deed that put it on days that do not meet: one event with a conflict, not two events.

Only where it is sure that the deed is one. Two articles may each be right about two meetings; so the tellings must share a claim,
the action, its parties and most of their words, no article may tell both, and the days must differ by more than the count of a
"yesterday" can be off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from retold.language import lexicon
from retold.language.words import STOP
from retold.model import Span
from retold.timeline.records import Placed, first_day, last_day, people

WORDS = lexicon.load("timeline")
ALIKE = 0.6  # idf-weighted share of the shorter telling's content words
DAYS = ("day", "part of day", "hour")
FARTHEST = 10  # days apart beyond which two tellings are of two deeds
WEEK = 7
COMMON = ("say", "tell", "write", "add", "be", "have", "do", "make", "report", "post", "tweet", "speak", "call", "ask")

Holding = Mapping[Span, frozenset[str]]
Likeness = Callable[[str, str], float]


class Group(Struct):
    """Tellings that have been put together so far, and the days that all of them allow."""

    members: list[Placed]
    earliest: date
    latest: date


def conflicting(groups: Sequence[Group], holding: Holding, likeness: Likeness) -> Iterator[tuple[Group, tuple[Group, ...]]]:
    """Yield each event's group with those that tell the same deed on other days; the group told by most articles leads."""
    ordered = sorted(groups, key=lambda g: (-len(_articles(g)), g.earliest, g.latest, g.members[0].article, g.members[0].at))
    taken: set[int] = set()
    for place, group in enumerate(ordered):
        if place in taken:
            continue
        others: list[Group] = []
        for other in range(place + 1, len(ordered)):
            if other not in taken and all(_one_deed(g, ordered[other], holding, likeness) for g in [group, *others]):
                others.append(ordered[other])
                taken.add(other)
        yield group, tuple(others)


def told_days(group: Group, others: Sequence[Group]) -> tuple[date, date]:
    """The days that most articles tell; where as many tell others, all days from the first to the last."""
    level = [g for g in others if len(_articles(g)) == len(_articles(group))]
    return min(g.earliest for g in [group, *level]), max(g.latest for g in [group, *level])


def _articles(group: Group) -> set[str]:
    return {m.article for m in group.members}


def _one_deed(left: Group, right: Group, holding: Holding, likeness: Likeness) -> bool:
    if _articles(left) & _articles(right) or not _apart(left, right):
        return False
    return all(any(_tells_the_same(one, other, holding, likeness) for other in right.members) for one in left.members)


def _apart(left: Group, right: Group) -> bool:
    """Days that do not meet, near each other, and not the same weekday of two weeks, which may be two deeds or one miscounted."""
    first, second = sorted((left, right), key=lambda g: g.earliest)
    gap = (second.earliest - first.latest).days
    if gap <= 0 or gap > FARTHEST or not all(m.interval.granularity in DAYS for m in [*left.members, *right.members]):
        return False
    counted = any(m.relative for m in [*left.members, *right.members])
    return gap > 1 if counted else (second.earliest - first.earliest).days % WEEK != 0


def _tells_the_same(left: Placed, right: Placed, holding: Holding, likeness: Likeness) -> bool:
    return (
        bool(holding[left.sentence] & holding[right.sentence])
        and left.deed == right.deed
        and left.deed.split()[:1] not in [[word] for word in COMMON]
        and {left.status, right.status} in ({"happened"}, {"claimed"}, {"happened", "claimed"}, {"planned"})
        and bool(people(left.who) & people(right.who))
        and (people(left.whom) == people(right.whom) or bool(people(left.whom) & people(right.whom)))
        and likeness(left.what, right.what) >= ALIKE
        and _same_matter(left, right)
        and first_day(left) == last_day(left)
        and first_day(right) == last_day(right)
    )


def _same_matter(left: Placed, right: Placed) -> bool:
    """Beside verb and names, the other says half of what the shorter says; where that says nothing more, it is done but once."""
    mine, theirs = sorted((_matter(left), _matter(right)), key=len)
    if mine:
        return 2 * len(mine & theirs) >= len(mine)
    once = left.deed.split()[0] in WORDS["once_verbs"] if left.deed else False
    return once or (not theirs and bool(people(left.whom) & people(right.whom)))


def _matter(placed: Placed) -> set[str]:
    words = (word.strip("“”\"',.’‘").lower() for word in placed.what.split()[1:] if word[:1].islower())
    return {word[:5] for word in words if len(word) > 2 and word not in STOP and word[:4] != placed.predicate[:4]}
