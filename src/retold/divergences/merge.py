"""Folds pairwise differences into divergences: one point of the story, all its readings, all its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from retold.divergences.records import Difference
from retold.language.words import tokenise
from retold.model import Claim, Divergence, Reading, Severity, Span, Tier

SAME = 0.8  # share of the longer span from which two spans are one place
NOBODY = "no such source"  # stands in a title for a sentence without the other's credit
SEVERITIES: tuple[Severity, ...] = ("critical", "notable", "minor")
TIERS: tuple[Tier, ...] = ("finding", "table")


def merge(differences: Sequence[Difference], claims: Sequence[Claim]) -> list[Divergence]:
    """Return the divergences, without ids, in no order of weight."""
    return [_divergence(group, claims) for group in _groups(sorted(differences))]


def _groups(differences: Sequence[Difference]) -> list[list[Difference]]:
    """Join differences of one rule that share a topic or a place."""
    parent = list(range(len(differences)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i] = parent[parent[i]]
        return i

    places: dict[tuple[str, str, str], list[tuple[Span, int]]] = {}
    for i, one in enumerate(differences):
        if one.topic:
            key = (one.rule, one.topic, "")
            first = places.setdefault(key, [(one.left, i)])[0][1]
            parent[root(i)] = root(first)
            continue
        for span in (one.left, one.right):
            row = places.setdefault((one.rule, "", span.article), [])
            for other, j in row:
                if _same_place(span, other):
                    parent[root(i)] = root(j)
            row.append((span, i))
    groups: dict[int, list[Difference]] = {}
    for i, one in enumerate(differences):
        groups.setdefault(root(i), []).append(one)
    return list(groups.values())


def _same_place(left: Span, right: Span) -> bool:
    common = min(left.end, right.end) - max(left.start, right.start)
    return left.article == right.article and common >= SAME * max(left.end - left.start, right.end - right.start)


def _divergence(group: Sequence[Difference], claims: Sequence[Claim]) -> Divergence:
    best = min(group, key=lambda d: (TIERS.index(d.tier), SEVERITIES.index(d.severity), -d.strength, d))
    readings = _readings(group)
    title = " / ".join(_shorten(text) for text in _titles(best, readings))
    return Divergence(
        "", best.kind, best.severity, best.tier, _claim(best, claims), title, best.why, readings, best.rule, best.between
    )


def _readings(group: Iterable[Difference]) -> tuple[Reading, ...]:
    """Gather the spans by what they read; most articles first. Under a topic the sides say what is read, else the words do."""
    spans: dict[str, set[Span]] = {}
    for one in group:
        for span, side in zip((one.left, one.right), one.sides, strict=True):
            key = side if one.topic and side else " ".join(tokenise(span.text))
            spans.setdefault(key, set()).add(span)
    rows = [tuple(sorted(row)) for row in spans.values()]
    rows.sort(key=lambda row: (-len({s.article for s in row}), row))
    return tuple(Reading(_commonest(row), row) for row in rows)


def _commonest(row: Sequence[Span]) -> str:
    counts = Counter(span.text for span in row)
    return min(counts, key=lambda text: (-counts[text], text))


def _titles(best: Difference, readings: Sequence[Reading]) -> list[str]:
    """Return the readings that stand in the title: all of a topic, up to four; else the two that differ most clearly."""
    if best.topic:
        return [reading.text for reading in readings[:4]]
    return [best.left.text, NOBODY if best.sides[1] == "bare" else best.right.text]


def _shorten(text: str, limit: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def _claim(best: Difference, claims: Sequence[Claim]) -> str | None:
    """Return the id of the claim whose tellings hold both sides, if there is one; the first of several."""
    for claim in claims:
        if all(
            any(t.article == s.article and t.start <= s.start and s.end <= t.end for t in claim.tellings)
            for s in (best.left, best.right)
        ):
            return claim.id
    return None
