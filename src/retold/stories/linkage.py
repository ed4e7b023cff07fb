"""Average linkage with exact group similarities and a test of cohesion.

Groups merge, nearest first, while their mean similarity clears a bar (group-average agglomeration; Lance and Williams 1967 for
the update). One bar cannot suit all stories: two reports of one match share more words than reports of two matches do, and both
may lie above any bar that still gathers loose retellings. So two groups that each hold together tightly merge only if they are
nearly as close to each other as they are inside, and a single article joins a group by a gentler test that also weighs leads.
A gap in days raises the bar smoothly and never excludes.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping

from msgspec import Struct

from retold.stories.candidates import DIGITS, Pair
from retold.stories.leads import Leads
from retold.stories.profiles import Profile, dot, steadied

DAYS_PER_STEP = 3.0  # the bar rises by gamma for a gap of three days, by two gammas for nine, and so on by doubling


class Cluster(Struct, gc=False):
    """A group in the making. `within` sums the similarities of its pairs, `near` those of its pairs with each group nearby."""

    members: list[int]
    total: dict[int, float]
    within: float
    days: float
    dated: int
    near: dict[int, float]


class Linkage:
    """The clusters of one pile, by number; a single article has its own number, a merged group the next free one."""

    def __init__(self, profiles: Mapping[int, Profile], days: Mapping[int, float], leads: Leads) -> None:
        self.settings = leads.settings
        self._leads = leads
        self._next = max(profiles, default=-1) + 1
        self.clusters = {
            number: Cluster([number], profile.vector(), 0.0, days.get(number, 0.0), int(number in days), {})
            for number, profile in profiles.items()
        }

    def run(self, edges: Mapping[Pair, float]) -> None:
        """Merge until no two groups may merge. `edges` holds the similarities of single articles, by their numbers."""
        for (left, right), similarity in edges.items():
            self.clusters[left].near[right] = self.clusters[right].near[left] = similarity
        queue = [(-similarity, *pair) for pair, similarity in edges.items() if similarity >= self.settings.bar]
        heapq.heapify(queue)
        while queue:
            _, left, right = heapq.heappop(queue)
            if left in self.clusters and right in self.clusters and self.refusal(left, right) is None:
                for entry in self._merge(left, right):
                    heapq.heappush(queue, entry)

    def similarity(self, left: int, right: int) -> float:
        """The mean similarity of two groups that are near each other."""
        a, b = self.clusters[left], self.clusters[right]
        return round(a.near[right] / (len(a.members) * len(b.members)), DIGITS)

    def refusal(self, left: int, right: int) -> str | None:
        """Return which test keeps two groups apart ("bar", "dates", "join" or "cohesion"), None if they may merge."""
        similarity, bar = self.similarity(left, right), self.bar(left, right)
        if similarity < bar:
            return "bar"
        if similarity < bar * self._stretch(left, right):
            return "dates"
        small, large = sorted((self.clusters[left], self.clusters[right]), key=lambda it: len(it.members))
        if len(small.members) == 1:
            return None if len(large.members) == 1 or self._belongs(small.members[0], large, similarity) else "join"
        tight = min(self._steady(small), self._steady(large), self.settings.cap)
        return "cohesion" if similarity < self.settings.relative * tight else None

    def bar(self, left: int, right: int) -> float:
        """Return the mean similarity that two groups need whatever their dates."""
        single = len(self.clusters[left].members) == len(self.clusters[right].members) == 1
        return self.settings.start if single else self.settings.bar

    def gap(self, left: int, right: int) -> float | None:
        """Return the days between the mean dates of two groups, None if either has no date."""
        a, b = self.clusters[left], self.clusters[right]
        return abs(a.days / a.dated - b.days / b.dated) if a.dated and b.dated else None

    def _belongs(self, article: int, group: Cluster, similarity: float) -> bool:
        """Tell whether a single article is near enough to a group for how near the group's articles are to each other."""
        relative = similarity / min(self._steady(group), self.settings.cap)
        if relative >= 2 * self.settings.join:  # whatever its lead says
            return True
        return (relative + self._leads.closeness(article, group.members)) / 2 >= self.settings.join

    def _stretch(self, left: int, right: int) -> float:
        gap = self.gap(left, right) if self.settings.gamma else None
        return 1.0 + self.settings.gamma * math.log2(1.0 + gap / DAYS_PER_STEP) if gap else 1.0

    def _steady(self, cluster: Cluster) -> float:
        return steadied(cluster.within, len(cluster.members), self.settings)

    def _merge(self, left: int, right: int) -> list[tuple[float, int, int]]:
        """Merge two clusters under a new number; return the queue entries of the pairs that it now makes."""
        a, b = self.clusters[left], self.clusters[right]
        number, self._next = self._next, self._next + 1
        near = self._joint_near(left, right)
        within = a.within + b.within + a.near[right]
        merged = Cluster(
            sorted(a.members + b.members), _sum(a.total, b.total), within, a.days + b.days, a.dated + b.dated, near
        )
        for other in a.near.keys() | b.near.keys():
            self.clusters[other].near.pop(left, None)
            self.clusters[other].near.pop(right, None)
        del self.clusters[left], self.clusters[right]
        self.clusters[number] = merged
        for other, similarity in near.items():
            self.clusters[other].near[number] = similarity
        entries = ((-self.similarity(other, number), other, number) for other in near)
        return [entry for entry in entries if -entry[0] >= self.settings.bar]

    def _joint_near(self, left: int, right: int) -> dict[int, float]:
        """Sum the similarities of two clusters to those near either; a missing one is computed from the sum vectors."""
        a, b = self.clusters[left], self.clusters[right]
        least = self.settings.bar / 2 * (len(a.members) + len(b.members))
        near = {}
        for other in sorted(a.near.keys() | b.near.keys()):
            if other in (left, right):
                continue
            cluster = self.clusters[other]
            total = sum(part.near[other] if other in part.near else dot(part.total, cluster.total) for part in (a, b))
            if total >= least * len(cluster.members):
                near[other] = total
        return near


def _sum(left: dict[int, float], right: dict[int, float]) -> dict[int, float]:
    """Add the shorter vector to the longer, which is used up: both belong to clusters that end here."""
    if len(left) < len(right):
        left, right = right, left
    for term, weight in right.items():
        left[term] = left.get(term, 0.0) + weight
    return left
