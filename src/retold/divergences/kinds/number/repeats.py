"""One pair of figures is told once: as a toll, a count or an age, and not as a row of the tables besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.divergences.records import Difference, Scene
from retold.model import Span

RANKS = {"toll": 0, "age": 1, "number": 2, "moved": 3}  # who may tell a pair of figures, the first that does
Figures = tuple[float, ...]


def told_once(found: Sequence[Difference], scene: Scene) -> Iterator[Difference]:
    """Yield the differences without those that another rule tells of the same two figures, in whichever articles."""
    best: dict[Figures, tuple[bool, int]] = {}
    keys = [_figures(one, scene) for one in found]
    for one, key in zip(found, keys, strict=True):
        best[key] = min(best.get(key, _rank(one)), _rank(one))
    for one, key in zip(found, keys, strict=True):
        if not key or one.between != "tellings" or _rank(one) == best[key]:
            yield one


def _rank(one: Difference) -> tuple[bool, int]:
    return one.tier == "table", RANKS.get(one.rule, len(RANKS))


def _figures(one: Difference, scene: Scene) -> Figures:
    """Return the two figures that differ, the lower first; none where a side has not one figure."""
    values = [_values(span, scene) for span in (one.left, one.right)]
    return tuple(sorted(v[0] for v in values)) if all(values) else ()


def _values(span: Span, scene: Scene) -> list[float]:
    page = next(page for page in scene.pages if page.page.article.id == span.article)
    return [n.value for n in page.numbers if span.start <= n.span.start < span.end]
