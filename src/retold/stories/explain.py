"""Why a group is a group, in words and figures: shared terms, cohesion, the weakest link, and the merge refused next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retold.model import Page
from retold.stories.linkage import Linkage
from retold.stories.profiles import Profile, dot
from retold.stories.records import Group, Grouping, Refused

SHOWN = 6  # terms listed for a group


def explain(
    linkage: Linkage, leaders: Sequence[int], profiles: Sequence[Profile], words: Sequence[str], pages: Sequence[Page]
) -> Grouping:
    """Turn the final clusters into groups and strangers, with reasons.

    `leaders` gives the article that stands for each; `profiles` and `pages` are in the same order; `words` spells the terms.
    """
    voice = _Voice(linkage, leaders, profiles, words, pages)
    sizes = {number: len(members) for number, members in voice.members.items()}
    groups = sorted((number for number, size in sizes.items() if size > 1), key=lambda it: (-sizes[it], voice.members[it]))
    lone = sorted((number for number, size in sizes.items() if size == 1), key=lambda it: voice.members[it])
    return Grouping(
        groups=tuple(voice.group(number) for number in groups),
        strangers=tuple(voice.names(number)[0] for number in lone),
        alone=tuple(voice.alone(number) for number in lone),
        gamma=linkage.settings.gamma,
        undetermined=tuple(
            _doubt(page, it) for page, it in zip(pages, profiles, strict=True) if len(it.terms) < linkage.settings.few
        ),
    )


class _Voice:
    """Says of each cluster why it is as it is. `members` are the articles of a cluster, copies included, in order."""

    def __init__(
        self, linkage: Linkage, leaders: Sequence[int], profiles: Sequence[Profile], words: Sequence[str], pages: Sequence[Page]
    ) -> None:
        self._linkage, self._profiles, self._words, self._pages = linkage, profiles, words, pages
        number_of = {leader: number for number, cluster in linkage.clusters.items() for leader in cluster.members}
        self.members: dict[int, list[int]] = {number: [] for number in linkage.clusters}
        for article, leader in enumerate(leaders):
            self.members[number_of[leader]].append(article)

    def group(self, number: int) -> Group:
        """Describe a cluster of two articles or more."""
        terms, cohesion, refused = self._terms(number), self._cohesion(number), self._refused(number)
        loosest, hold = self._loosest(number)
        because = f"{len(self.members[number])} articles share {', '.join(terms)}; mean similarity {cohesion:.2f}"
        if len(self.members[number]) > 2:
            because += f"; weakest link {loosest}, {hold:.2f} to the rest"
        if refused:
            because += f"; not joined with {_listed(refused.articles)}: {refused.because}"
        return Group(self.names(number), terms, cohesion, loosest, hold, refused, because)

    def alone(self, number: int) -> str:
        """Say of a single article what came nearest."""
        (article,) = self.members[number]
        if not len(self._profiles[article].terms):
            return _doubt(self._pages[article], self._profiles[article])
        refused = self._refused(number)
        return f"nearest is {_listed(refused.articles)}: {refused.because}" if refused else "nothing in the pile comes near"

    def names(self, number: int) -> tuple[str, ...]:
        """The ids of a cluster's articles."""
        return tuple(self._pages[member].article.id for member in self.members[number])

    def _terms(self, number: int) -> tuple[str, ...]:
        """The heaviest terms of the sum vector among those that two articles and at least half of the articles hold."""
        members, total = self.members[number], self._linkage.clusters[number].total
        holders = Counter(term for member in members for term in self._profiles[member].terms.tolist())
        shared = [term for term, count in holders.items() if 2 * count >= max(4, len(members)) and term in total]
        shared.sort(key=lambda term: (-round(total[term], 9), self._words[term]))
        return tuple(self._words[term] for term in shared[:SHOWN])

    def _cohesion(self, number: int) -> float:
        """The mean similarity of a pair of articles, from the length of the sum of their vectors."""
        members, total = self.members[number], self._total(number)
        own = sum(self._own(member) for member in members)
        return round((dot(total, total) - own) / (len(members) * (len(members) - 1)), 3)

    def _own(self, member: int) -> float:
        weights = self._profiles[member].weights
        return float(weights @ weights)

    def _total(self, number: int) -> dict[int, float]:
        total: dict[int, float] = {}
        for member in self.members[number]:
            for term, weight in self._profiles[member].vector().items():
                total[term] = total.get(term, 0.0) + weight
        return total

    def _loosest(self, number: int) -> tuple[str, float]:
        """The article with the least mean similarity to the rest, and that figure."""
        members, total = self.members[number], self._total(number)
        sums = [dot(self._profiles[member].vector(), total) - self._own(member) for member in members]
        hold, member = min((round(it / (len(members) - 1), 3), member) for it, member in zip(sums, members, strict=True))
        return self._pages[member].article.id, hold

    def _refused(self, number: int) -> Refused | None:
        """The nearest of the groups that it was not joined with, and which test kept them apart."""
        near = self._linkage.clusters[number].near
        if not near:
            return None
        other = min(near, key=lambda it: (-self._linkage.similarity(number, it), self.members[it]))
        similarity = self._linkage.similarity(number, other)
        return Refused(self.names(other), round(similarity, 3), self._reason(number, other, similarity))

    def _reason(self, number: int, other: int, similarity: float) -> str:
        refusal = self._linkage.refusal(number, other)
        if refusal == "cohesion":
            inner = " and ".join(f"{self._cohesion(it):.2f}" for it in (number, other))
            return f"two tight groups ({inner} inside), only {similarity:.2f} alike"
        if refusal == "join":
            story = max(number, other, key=lambda it: len(self.members[it]))
            return f"similarity {similarity:.2f} is too little for a story whose articles are {self._cohesion(story):.2f} alike"
        if refusal == "dates":
            return f"similarity {similarity:.2f} is too little for {self._linkage.gap(number, other):.0f} days between them"
        return f"similarity {similarity:.2f}, at least {self._linkage.bar(number, other):.2f} needed"


def _doubt(page: Page, profile: Profile) -> str:
    """Say why an article could not be placed with confidence."""
    name = page.article.id
    if len(profile.terms):
        return f"{name}: only {len(profile.terms)} telling words, too few to place it with confidence"
    if page.sentences and page.language not in ("en", "und"):
        return f"{name}: no table of word frequencies for its language ({page.language}); could not tell"
    return f"{name}: no words to go by; could not tell"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
