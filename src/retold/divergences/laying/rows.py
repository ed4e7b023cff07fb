"""Which rows of a table are worth reading: those of the closest sentences, and those that more articles take part in."""

from __future__ import annotations

from collections.abc import Sequence

from retold.divergences.records import Difference

ARTICLE = 0.1  # what one more article adds to a row's weight


def heaviest(found: Sequence[Difference], limit: int) -> list[Difference]:
    """Return the differences of the `limit` weightiest topics, sorted. A topic weighs as its strongest member, and more for each article."""
    topics: dict[str, list[Difference]] = {}
    for one in found:
        topics.setdefault(one.topic, []).append(one)
    ranked = sorted(topics, key=lambda topic: (-_weight(topics[topic]), topic))
    return sorted(one for topic in ranked[:limit] for one in topics[topic])


def _weight(row: Sequence[Difference]) -> float:
    articles = {span.article for one in row for span in (one.left, one.right)}
    return round(max(one.strength for one in row) + ARTICLE * len(articles), 4)
