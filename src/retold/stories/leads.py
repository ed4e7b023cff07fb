"""What an article is about, by its lead, when it asks to join a group.

Articles of a saga share a cast and pages of background; their leads tell the day's story. The lead is a poor measure on its own
and a good second opinion: an article joins if it is near enough to the group, relative to how near the group's own articles are
to each other, over whole texts and over leads taken together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retold.stories.profiles import Vocabulary, dot, steadied
from retold.stories.records import Settings

FEW = 15  # terms; a lead has fewer than a text, so it is damped later


class Leads:
    """Profiles of leads, made when first asked for: most articles are never in doubt."""

    def __init__(self, text: Callable[[int], str], vocabulary: Vocabulary, settings: Settings) -> None:
        self._text, self._vocabulary, self.settings = text, vocabulary, settings
        self._vectors: dict[int, dict[int, float]] = {}

    def closeness(self, article: int, group: Sequence[int]) -> float:
        """Return the mean similarity of an article's lead to those of a group, relative to the cohesion of those leads."""
        own, total, squares = self._vector(article), dict[int, float](), 0.0
        for member in group:
            vector = self._vector(member)
            squares += dot(vector, vector)
            for term, weight in vector.items():
                total[term] = total.get(term, 0.0) + weight
        within = (dot(total, total) - squares) / 2
        cohesion = steadied(within, len(group), self.settings)
        return dot(own, total) / len(group) / min(cohesion, self.settings.cap)

    def _vector(self, article: int) -> dict[int, float]:
        vector = self._vectors.get(article)
        if vector is None:
            words = self._text(article).split(None, self.settings.lead)[: self.settings.lead]
            vector = self._vocabulary.profile(" ".join(words), self.settings.terms, FEW).vector()
            self._vectors[article] = vector
        return vector
