"""Articles dated far from the rest of their story: they may tell another chapter of it, and a reader should know."""

from __future__ import annotations

from collections.abc import Sequence

from retold.model import Page
from retold.stories.days import day_number

FAR = 30.0


def gaps(pages: Sequence[Page], far: float = FAR) -> tuple[str, ...]:
    """Return a line for each article of a story dated more than `far` days from every other dated one, in the order of ids."""
    days = {page.article.id: day_number(page.article.published) for page in pages}
    dated = {article: day for article, day in sorted(days.items()) if day is not None}
    said = []
    for article, day in dated.items():
        away = min((abs(day - other) for name, other in dated.items() if name != article), default=0.0)
        if away > far:
            said.append(
                f"{article} is dated {away:.0f} days from the nearest other article: it may tell another chapter of the story."
            )
    return tuple(said)
