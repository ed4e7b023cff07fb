"""Groups by average linkage (Sokal and Michener 1958) with a test of cohesion.

One threshold for all stories joins two accidents of the same kind, because reports of confusable events are often more alike than
any bar that still gathers loose retellings. So two groups that each hold together tightly merge only if they are
nearly as close to each other as they are inside, and a single article joins a group by a gentler test that also weighs leads.
A gap in days raises the bar smoothly and never excludes. What a person decided comes before every test.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.stories.columns import Spread, added
from retold.stories.edges import Edges
from retold.stories.leads import Lead, Leads
from retold.stories.profiles import SQUARE, Profile, Vector, steadied
from retold.stories.records import Settings

DAYS_PER_STEP = 3.0  # the bar rises by gamma for a gap of three days, by two gammas for nine, and so on by doubling
Pair = tuple[int, int]
Entry = tuple[float, int, int]


class Cluster(Struct, gc=False):
    """A group in the making.

    `within` sums the inner products of its pairs, `near` those of its pairs with each group nearby; `days` is the sum of the dates
    of its `dated` articles; `foes` are articles that a person said are of another story.
    """

    members: list[int]
    total: Vector
    within: int
    days: int
    dated: int
    near: dict[int, int]
    foes: frozenset[int] = frozenset()
    leads: Lead | None = None


class Linkage:
    """The clusters of one pile, by number; a single article has its own number, a merged group the next free one."""

    def __init__(
        self,
        articles: Sequence[int],
        profile: Callable[[int], Profile],
        days: Mapping[int, int],
        words: int,
        settings: Settings,
    ) -> None:
        """`articles` are the numbers of those to group, `profile` gives theirs over a vocabulary of `words`, `days` what dates are known."""
        self.settings = settings
        self._spread = Spread(words)
        self._leads = Leads(lambda article: profile(article).lead, self._spread, settings)
        self._next = max(articles, default=-1) + 1
        self.clusters = {it: Cluster([it], profile(it).whole, 0, days.get(it, 0), int(it in days), {}) for it in articles}

    def run(self, edges: Edges, together: Collection[Pair] = (), apart: Collection[Pair] = ()) -> None:
        """Merge until no two groups may merge. `together` and `apart` are pairs of articles that a person judged."""
        for left, right, product in zip(edges.left.tolist(), edges.right.tolist(), edges.products.tolist(), strict=True):
            self.clusters[left].near[right] = self.clusters[right].near[left] = product
        for one, other in apart:
            self.clusters[one].foes |= {other}
            self.clusters[other].foes |= {one}
        self._merge_all()
        self._judged(together)

    def relax(self, gamma: float) -> None:
        """Go on merging the groups that are there with another weight of dates."""
        self.settings = replace(self.settings, gamma=gamma)
        self._merge_all()

    def similarity(self, left: int, right: int) -> float:
        """The mean similarity of two groups that are near each other."""
        a, b = self.clusters[left], self.clusters[right]
        return a.near[right] / (len(a.members) * len(b.members) * SQUARE)

    def refusal(self, left: int, right: int) -> str | None:
        """Return which test keeps two groups apart ("judged", "bar", "dates", "join" or "cohesion"), None if they may merge."""
        a, b = self.clusters[left], self.clusters[right]
        if a.foes and not a.foes.isdisjoint(b.members):
            return "judged"
        similarity, bar = self.similarity(left, right), self.bar(left, right)
        if similarity < bar:
            return "bar"
        if similarity < bar * self._stretch(left, right):
            return "dates"
        small, large = (a, b) if len(a.members) <= len(b.members) else (b, a)
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
        if group.leads is None:
            group.leads = self._leads.of_group(group.members)
        closeness = self._leads.closeness(article, group.leads, len(group.members))
        return (relative + closeness) / 2 >= self.settings.join

    def _stretch(self, left: int, right: int) -> float:
        gap = self.gap(left, right) if self.settings.gamma else None
        return 1.0 + self.settings.gamma * math.log2(1.0 + gap / DAYS_PER_STEP) if gap else 1.0

    def _steady(self, cluster: Cluster) -> float:
        return steadied(cluster.within, len(cluster.members), self.settings)

    def _merge_all(self) -> None:
        queue = [entry for number in self.clusters for entry in self._entries(number)]
        heapq.heapify(queue)
        while queue:
            _, left, right = heapq.heappop(queue)
            if left in self.clusters and right in self.clusters and self.refusal(left, right) is None:
                for entry in self._entries(self._merge(left, right)):
                    heapq.heappush(queue, entry)

    def _entries(self, number: int) -> list[Entry]:
        """The queue entries of a cluster with those near it that come before it, if they pass the bar."""
        cluster = self.clusters[number]
        size, single, found = len(cluster.members) * SQUARE, len(cluster.members) == 1, []
        for other, product in cluster.near.items():
            if other < number:
                others = len(self.clusters[other].members)
                similarity = product / (size * others)
                if similarity >= (self.settings.start if single and others == 1 else self.settings.bar):
                    found.append((-similarity, other, number))
        return found

    def _judged(self, together: Collection[Pair]) -> None:
        """Merge the groups of articles that a person said are of one story."""
        home = {member: number for number, cluster in self.clusters.items() for member in cluster.members}
        for pair in sorted(together):
            left, right = sorted(home[article] for article in pair)
            if left == right:
                continue
            if right not in self.clusters[left].near:
                a, b = self.clusters[left], self.clusters[right]
                a.near[right] = b.near[left] = self._spread.dots(a.total, [b.total])[0]
            number = self._merge(left, right)
            home.update(dict.fromkeys(self.clusters[number].members, number))

    def _merge(self, left: int, right: int) -> int:
        """Merge two clusters under a new number and return it."""
        a, b = self.clusters[left], self.clusters[right]
        number, self._next = self._next, self._next + 1
        near, within = self._joint_near(left, right), a.within + b.within + a.near[right]
        for other in a.near.keys() | b.near.keys():
            self.clusters[other].near.pop(left, None)
            self.clusters[other].near.pop(right, None)
        del self.clusters[left], self.clusters[right]
        for other, product in near.items():
            self.clusters[other].near[number] = product
        self.clusters[number] = Cluster(
            sorted(a.members + b.members),
            added(a.total, b.total),
            within,
            a.days + b.days,
            a.dated + b.dated,
            near,
            a.foes | b.foes,
        )
        return number

    def _joint_near(self, left: int, right: int) -> dict[int, int]:
        """Sum the inner products of two clusters with those near either; a missing one is computed from the sum vectors."""
        a, b = self.clusters[left], self.clusters[right]
        near = {other: product + b.near.get(other, 0) for other, product in a.near.items() if other != right}
        near |= {other: product for other, product in b.near.items() if other not in a.near and other != left}
        for one, two in ((a, b), (b, a)):
            missing = [other for other in one.near if other not in two.near and other in near]
            if missing:
                dots = self._spread.dots(two.total, [self.clusters[other].total for other in missing])
                for other, product in zip(missing, dots, strict=True):
                    near[other] += product
        least = self.settings.bar / 2 * SQUARE * (len(a.members) + len(b.members))
        return {other: product for other, product in near.items() if product >= least * len(self.clusters[other].members)}
