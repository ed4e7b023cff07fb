"""What an article is about, by its lead, when it asks to join a group.

Articles of a saga share a cast and pages of background; their leads tell the day's story. The lead is a poor measure on its own
and a good second opinion: an article joins if it is near enough to the group, relative to how near the group's own articles are
to each other, over whole texts and over leads taken together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from retold.stories.columns import Spread, added, square
from retold.stories.profiles import SQUARE, Vector, steadied
from retold.stories.records import Settings


class Lead(Struct, frozen=True):
    """The leads of a group: the sum of their vectors and the sum of the inner products of their pairs."""

    total: Vector
    within: int


class Leads:
    """Leads of groups, made when first asked for: most articles are never in doubt. `of` gives the vector of an article's lead."""

    def __init__(self, of: Callable[[int], Vector], spread: Spread, settings: Settings) -> None:
        self._of, self._spread, self._settings = of, spread, settings

    def of_group(self, members: Sequence[int]) -> Lead:
        """Return the leads of a group of articles."""
        vectors = [self._of(member) for member in members]
        total = added(*vectors)
        return Lead(total, (square(total) - sum(map(square, vectors))) // 2)

    def closeness(self, article: int, group: Lead, size: int) -> float:
        """Return the mean similarity of an article's lead to those of a group, relative to the cohesion of those leads."""
        cohesion = steadied(group.within, size, self._settings)
        (product,) = self._spread.dots(self._of(article), [group.total])
        return product / SQUARE / size / min(cohesion, self._settings.cap)
