"""What a claim rests on: the links that hold its tellings together, and the articles that do not tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from retold.model import Alignment, Claim, Link, Marked, Span


class Evidence:
    """The links and sentences of a story, by article, so that the evidence of each claim is found fast."""

    def __init__(self, marked: Sequence[Marked], alignment: Alignment) -> None:
        self._articles = tuple(sorted(one.page.article.id for one in marked))
        self._sentences = {one.page.article.id: [sentence.span for sentence in one.page.sentences] for one in marked}
        self._beside: dict[Span, list[Link]] = {}
        for link in alignment.links:
            self._beside.setdefault(link.left, []).append(link)

    def of(self, claim: Claim) -> Claim:
        """Return a claim with its links, in order, and the articles that do not tell it.

        The links are the fewest that join all its tellings as far as sentences are linked, the most similar first: a claim of
        forty tellings would else carry hundreds.
        """
        inside = {
            s for told in claim.tellings for s in self._sentences[told.article] if s.start < told.end and told.start < s.end
        }
        links = [link for left in inside for link in self._beside.get(left, ()) if link.right in inside]
        told = {span.article for span in claim.tellings}
        return replace(claim, links=_fewest(links), untold=tuple(a for a in self._articles if a not in told))


def _fewest(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links of the strongest forest over their sentences."""
    above: dict[Span, Span] = {}
    kept = []
    for link in sorted(links, key=lambda one: (-one.similarity, one.left, one.right)):
        left, right = _root(above, link.left), _root(above, link.right)
        if left != right:
            above[left] = right
            kept.append(link)
    return tuple(sorted(kept, key=lambda one: (one.left, one.right)))


def _root(above: Mapping[Span, Span], one: Span) -> Span:
    while one in above:
        one = above[one]
    return one
