"""How two articles stand to each other: how much wording they share, which is dated earlier, what the lineage says of the two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from retold.language.words import tokenise
from retold.model import Alignment, Descent, Edge, Marked, Relation, ReportedArticle, Story

RUN = 8  # words in a row that two texts hardly share by chance


def relation(story: Story, pages: Sequence[Marked], alignment: Alignment) -> Relation:
    """Return how the first of a story's two articles stands to the second."""
    first, second = story.articles
    close = max((c.value for c in alignment.closeness), default=0.0)
    earlier, dated = _earlier(first, second)
    descent, edge = _descent(story, first.id, second.id)
    because = edge.because if edge else story.independent.because
    rival, evidence = (edge.rival, edge.evidence) if edge else (None, ())
    return Relation(close, _verbatim(pages), earlier, dated, descent, because, rival, evidence)


def _verbatim(pages: Sequence[Marked]) -> tuple[float, float]:
    """Return the share of the words of each article that stand in runs of eight words or more that both have."""
    words = [[word for s in page.page.sentences for word in tokenise(s.span.text)] for page in pages]
    runs = [{tuple(side[i : i + RUN]) for i in range(len(side) - RUN + 1)} for side in words]
    both = runs[0] & runs[1]
    shares = [_share(side, both) for side in words]
    return shares[0], shares[1]


def _share(words: Sequence[str], runs: set[tuple[str, ...]]) -> float:
    held = {at for i in range(len(words) - RUN + 1) if tuple(words[i : i + RUN]) in runs for at in range(i, i + RUN)}
    return round(len(held) / len(words), 3) if words else 0.0


def _earlier(first: ReportedArticle, second: ReportedArticle) -> tuple[str | None, str]:
    """Return the id of the article that is dated earlier, and the reason; None where the dates do not tell."""
    if not first.published or not second.published:
        neither = not first.published and not second.published
        undated = "neither bears a date" if neither else f"{first.id if not first.published else second.id} bears no date"
        return None, f"could not tell: {undated}"
    dates = f"{_shown(first.published)} and {_shown(second.published)}"
    one, other = (_moment(it.published or "") for it in (first, second))
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        apart = _days_apart(first.published, second.published)
    else:
        timed = len(first.published) > 10 and len(second.published) > 10
        apart = one - other if timed else _days_apart(first.published, second.published)
    if not apart:
        return None, f"could not tell: the dates are {dates}"
    return (first if apart < timedelta() else second).id, f"by the dates that they bear, {dates}"


def _days_apart(one: str, other: str) -> timedelta:
    days = [_moment(it[:10]) for it in (one, other)]
    return days[0] - days[1] if days[0] and days[1] else timedelta()


def _moment(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def _shown(iso: str) -> str:
    return iso[:16].replace("T", " ")


def _descent(story: Story, left: str, right: str) -> tuple[Descent, Edge | None]:
    """Return what the lineage draws between two articles, through lost texts or not, and an edge that says why."""
    node = {n.article: n.id for n in story.lineage.nodes if n.article}
    above = {edge.child: edge for edge in story.lineage.edges if edge.kind != "also"}
    one, other = node.get(left, ""), node.get(right, "")
    if other in _ancestors(above, one):
        return "left from right", above[one]
    if one in _ancestors(above, other):
        return "right from left", above[other]
    if set(_ancestors(above, one)) & set(_ancestors(above, other)):
        return "common source", above[one]
    return ("apart" if story.independent.low > 1 else "undetermined"), None


def _ancestors(above: dict[str, Edge], node: str) -> list[str]:
    found = []
    while node in above:
        node = above[node].parent
        found.append(node)
    return found
