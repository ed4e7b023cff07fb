"""Why a group is a group, in words and figures: shared terms, cohesion, the weakest link, and the merge refused next."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct

from retold.stories.columns import Spread, added, square
from retold.stories.linkage import Linkage
from retold.stories.profiles import SQUARE, Profile, Vector
from retold.stories.records import Group, Grouping, Level, Refused

SHOWN = 6  # terms listed for a group


class Entry(Struct, frozen=True, gc=False):
    """What is known of one article of a pile: its id, its day of publication as a number, its language, and its profile.

    `silent` is true of an article without a sentence.
    """

    name: str
    day: int | None
    language: str
    silent: bool
    profile: Profile


class Explainer:
    """Turns the clusters of a linkage into groups and strangers, with reasons.

    `leaders` gives for each of the `entries`, in the order of their ids, the one that stands for it; `words` spells the terms;
    `together` are the pairs of articles that a person said tell one story.
    """

    def __init__(
        self,
        linkage: Linkage,
        leaders: Sequence[int],
        entries: Sequence[Entry],
        words: Sequence[str],
        together: Collection[tuple[int, int]] = (),
    ) -> None:
        self._linkage, self._leaders, self._entries, self._words, self._judged = linkage, leaders, entries, words, together
        self._spread = Spread(len(words))
        number_of = {leader: number for number, cluster in linkage.clusters.items() for leader in cluster.members}
        self._members: dict[int, list[int]] = {number: [] for number in linkage.clusters}
        for article, leader in enumerate(leaders):
            self._members[number_of[leader]].append(article)

    def grouping(self, level: Level, inner: Sequence[Sequence[str]] = ()) -> Grouping:
        """Return the clusters as they are now. `inner` are the stories within topics, where the clusters are topics."""
        sizes = {number: len(members) for number, members in self._members.items()}
        ordered = sorted(sizes, key=lambda it: (-sizes[it], self._members[it][0]))
        lone = sorted((number for number, size in sizes.items() if size == 1), key=lambda it: self._members[it])
        home = {story[0]: tuple(story) for story in inner}
        few = self._linkage.settings.few
        return Grouping(
            groups=tuple(self._group(number, home) for number in ordered if sizes[number] > 1),
            strangers=tuple(self._names(number)[0] for number in lone),
            alone=tuple(self._alone(number) for number in lone),
            gamma=self._linkage.settings.gamma,
            undetermined=tuple(_doubt(it) for it in self._entries if len(it.profile.whole.terms) < few),
            level=level,
        )

    def names(self) -> list[tuple[str, ...]]:
        """Return the ids of each cluster's articles."""
        return [self._names(number) for number in self._members]

    def _group(self, number: int, home: dict[str, tuple[str, ...]]) -> Group:
        """Describe a cluster of two articles or more."""
        total = added(*(self._whole(member) for member in self._members[number]))
        (terms, by_all), cohesion, refused = self._terms(number, total), self._cohesion(number, total), self._refused(number)
        loosest, hold = self._loosest(number, total)
        names = self._names(number)
        holders = f"{len(names)} articles share" if by_all else f"at least half of {len(names)} articles hold"
        because = f"{holders} {', '.join(terms)}; mean similarity {cohesion:.2f}"
        if len(names) > 2:
            because += f"; weakest link {loosest}, {hold:.2f} to the rest"
        members = set(self._members[number])
        if any(members.issuperset(pair) for pair in self._judged):
            because += "; a person said that some of them tell one story"
        if refused:
            because += f"; not joined with {_listed(refused.articles)}: {refused.because}"
        stories = tuple(home[name] for name in names if name in home)
        return Group(names, terms, cohesion, loosest, hold, refused, because, self._copies(number), stories)

    def _alone(self, number: int) -> str:
        """Say of a single article what came nearest."""
        entry = self._entries[self._members[number][0]]
        if not len(entry.profile.whole.terms):
            return _doubt(entry)
        refused = self._refused(number)
        return f"nearest is {_listed(refused.articles)}: {refused.because}" if refused else "nothing in the pile comes near"

    def _names(self, number: int) -> tuple[str, ...]:
        return tuple(self._entries[member].name for member in self._members[number])

    def _whole(self, member: int) -> Vector:
        return self._entries[member].profile.whole

    def _copies(self, number: int) -> tuple[tuple[str, ...], ...]:
        """The sets of a cluster's articles that carry one text."""
        sets: dict[int, list[str]] = {}
        for member in self._members[number]:
            sets.setdefault(self._leaders[member], []).append(self._entries[member].name)
        return tuple(sorted(tuple(names) for names in sets.values() if len(names) > 1))

    def _terms(self, number: int, total: Vector) -> tuple[tuple[str, ...], bool]:
        """The heaviest terms of the sum vector among those that two articles and at least half of the articles hold, and whether all do.

        A text counts once, however many articles carry it, unless the cluster is one text.
        """
        members = sorted({self._leaders[member] for member in self._members[number]})
        members = members if len(members) > 1 else self._members[number]
        terms, counts = np.unique(np.concatenate([self._whole(it).terms for it in members]), return_counts=True)
        kept = 2 * counts >= max(4, len(members))
        weights = total.weights[np.searchsorted(total.terms, terms[kept])]
        found = zip(weights.tolist(), terms[kept].tolist(), counts[kept].tolist(), strict=True)
        shown = sorted(found, key=lambda it: (-it[0], self._words[it[1]]))[:SHOWN]
        return tuple(self._words[term] for _, term, _ in shown), all(count == len(members) for _, _, count in shown)

    def _cohesion(self, number: int, total: Vector | None = None) -> float:
        """The mean similarity of a pair of articles, from the length of the sum of their vectors."""
        vectors = [self._whole(member) for member in self._members[number]]
        total = total or added(*vectors)
        return round((square(total) - sum(map(square, vectors))) / (len(vectors) * (len(vectors) - 1)) / SQUARE, 3)

    def _loosest(self, number: int, total: Vector) -> tuple[str, float]:
        """The article with the least mean similarity to the rest, and that figure."""
        members = self._members[number]
        vectors = [self._whole(member) for member in members]
        sums = [product - square(own) for product, own in zip(self._spread.dots(total, vectors), vectors, strict=True)]
        hold, member = min(
            (round(it / (len(members) - 1) / SQUARE, 3), member) for it, member in zip(sums, members, strict=True)
        )
        return self._entries[member].name, hold

    def _refused(self, number: int) -> Refused | None:
        """The nearest of the groups that it was not joined with, and which test kept them apart."""
        near = self._linkage.clusters[number].near
        if not near:
            return None
        other = min(near, key=lambda it: (-self._linkage.similarity(number, it), self._members[it]))
        similarity = self._linkage.similarity(number, other)
        return Refused(self._names(other), round(similarity, 3), self._reason(number, other, similarity))

    def _reason(self, number: int, other: int, similarity: float) -> str:
        refusal = self._linkage.refusal(number, other)
        if refusal == "judged":
            return f"similarity {similarity:.2f}; a person said that they are not one story"
        if refusal == "cohesion":
            inner = " and ".join(f"{self._cohesion(it):.2f}" for it in (number, other))
            return f"two tight groups ({inner} inside), only {similarity:.2f} alike"
        if refusal == "join":
            story = max(number, other, key=lambda it: len(self._members[it]))
            return f"similarity {similarity:.2f} is too little for a story whose articles are {self._cohesion(story):.2f} alike"
        if refusal == "dates":
            return f"similarity {similarity:.2f} is too little for {self._linkage.gap(number, other):.0f} days between them"
        bar = self._linkage.bar(number, other)
        plain = f"{similarity:.2f}" if f"{similarity:.2f}" != f"{bar:.2f}" else f"{similarity:.4f}"
        return f"similarity {plain}, at least {bar:.2f} needed"


def _doubt(entry: Entry) -> str:
    """Say why an article could not be placed with confidence."""
    if count := len(entry.profile.whole.terms):
        return f"{entry.name}: only {count} telling words, too few to place it with confidence"
    if not entry.silent and entry.language not in ("en", "und"):
        return f"{entry.name}: no table of word frequencies for its language ({entry.language}); could not tell"
    return f"{entry.name}: no words to go by; could not tell"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
