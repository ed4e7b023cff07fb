"""Which story of today is which story of yesterday: groups of articles laid beside the stories that were told.

A story is followed by its articles: it is the group that holds most of those that it had. Two stories that became one go on as the
larger; of a story that fell apart the largest part goes on, and the others are told only once something new comes to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from retold.watching.records import Told


class Followed(Struct, frozen=True):
    """A group of today, the id of the story that it goes on with, None where it is a new one, and the stories that it takes in."""

    articles: tuple[str, ...]
    story: str | None = None
    joined: tuple[str, ...] = ()


def follow(groups: Sequence[tuple[str, ...]], told: Mapping[str, Told]) -> list[Followed]:
    """Return each group with the story that it is, in the order of the groups."""
    home = {article: story for story in sorted(told) for article in told[story].articles}
    shared = [Counter(home[article] for article in group if article in home) for group in groups]
    taken: dict[str, int] = {}  # story -> group
    given: dict[int, str] = {}
    for _, story, number in sorted((-size, story, number) for number, it in enumerate(shared) for story, size in it.items()):
        if story not in taken and number not in given:
            taken[story], given[number] = number, story
    lost = {story: _heir(story, shared) for story in told if story not in taken}
    return [
        Followed(tuple(group), given.get(number), tuple(sorted(story for story, heir in lost.items() if heir == number)))
        for number, group in enumerate(groups)
    ]


def _heir(story: str, shared: Sequence[Counter[str]]) -> int | None:
    """Return the group that has most articles of a story which no group goes on with; None where all of them are gone."""
    best = max(range(len(shared)), key=lambda number: (shared[number][story], -number), default=None)
    return best if best is not None and shared[best][story] else None


def named(articles: Iterable[str], taken: Collection[str]) -> str:
    """Return an id for a new story: that of its first article, with a number where another story has it."""
    first = min(articles)
    name, number = first, 2
    while name in taken:
        name, number = f"{first}-{number}", number + 1
    return name
