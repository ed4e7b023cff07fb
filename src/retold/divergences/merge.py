"""Folds pairwise differences into divergences: one point of the story, all its readings, all its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from retold.divergences import sentences
from retold.divergences.records import Difference
from retold.language.words import STOP, tokenise
from retold.model import Claim, Divergence, Reading, Severity, Span, Tier

SAME = 0.8  # share of the longer span from which two spans are one place
WORDLESS: dict[str, str] = {"bare": sentences.NOBODY, "left out": sentences.LOST}  # sides that have no words of their own
OPPOSITE = ("without", "contrary", "stress", "moved")  # rules whose sides exclude each other, however each is worded
SEVERITIES: tuple[Severity, ...] = ("critical", "notable", "minor")
TIERS: tuple[Tier, ...] = ("finding", "table")


Key = tuple[bool, str]  # of a reading: whether it has no words of its own, and what is read


class Point(NamedTuple):
    """A divergence, and how strong the evidence is that it is one (as its rule measures it)."""

    divergence: Divergence
    strength: float


def merge(differences: Sequence[Difference], claims: Sequence[Claim]) -> list[Divergence]:
    """Return the divergences, without ids, in no order of weight."""
    return [point.divergence for point in points(differences, claims)]


def points(differences: Sequence[Difference], claims: Sequence[Claim]) -> list[Point]:
    """Return the divergences with their strength, without ids, in no order of weight."""
    return [_point(group, claims) for group in _groups(sorted(differences))]


# --- which differences are one --------------------------------------------------------------------------------------------


def _groups(differences: Sequence[Difference]) -> list[list[Difference]]:
    """Join differences of one rule that share a topic, a place, or the two words that differ."""
    parent = list(range(len(differences)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i] = parent[parent[i]]
        return i

    for i, j in (*_alike(differences), *_placed(differences)):
        parent[root(i)] = root(j)
    groups: dict[int, list[Difference]] = {}
    for i, one in enumerate(differences):
        groups.setdefault(root(i), []).append(one)
    return list(groups.values())


def _alike(differences: Sequence[Difference]) -> Iterator[tuple[int, int]]:
    """Yield differences that bear one topic, or show the same two wordings at whatever place."""
    first: dict[Hashable, int] = {}
    for i, one in enumerate(differences):
        key = (one.rule, one.between, one.tier if not one.topic else "", one.topic or _words(one))
        yield i, first.setdefault(key, i)


def _words(one: Difference) -> Hashable:
    """Return the words in which two spans differ; in a table without what both have before and behind them.

    A side without words of its own is a place and no wording, so that such differences are one only where they lie at one place.
    """
    if set(one.sides) & set(WORDLESS):
        return one.left, one.right
    left, right = tokenise(one.left.text), tokenise(one.right.text)
    cores = _cores(left, right) if one.tier == "table" else (tuple(left), tuple(right))
    return tuple(sorted(cores))


def _cores(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Strip the words that both begin and end with, as long as either has a word of content left."""
    start = end = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    cores = (tuple(left[start : len(left) - end]), tuple(right[start : len(right) - end]))
    telling = all(core and not STOP.issuperset(core) for core in cores)
    return cores if telling else (tuple(left), tuple(right))


def _placed(differences: Sequence[Difference]) -> Iterator[tuple[int, int]]:
    """Yield differences of one rule, without a topic, that lie at one place of an article.

    Equal spans are chained, and only different ones are compared, each with those that begin before it ends: a list of results has
    hundreds of differences at a few places.
    """
    places: dict[Hashable, dict[Span, int]] = {}
    for i, one in enumerate(differences):
        for span in () if one.topic else (one.left, one.right):
            first = places.setdefault((one.rule, one.between, span.article), {}).setdefault(span, i)
            if first != i:
                yield i, first
    for spans in places.values():
        row = sorted(spans.items())
        for n, (span, i) in enumerate(row):
            for other, j in row[n + 1 :]:
                if other.start >= span.end:
                    break
                if same_place(span, other):
                    yield i, j


def same_place(left: Span, right: Span) -> bool:
    """Tell whether two spans are one place of an article: most of the longer is in the shorter."""
    return overlap(left, right) >= SAME * max(left.end - left.start, right.end - right.start)


def overlap(left: Span, right: Span) -> int:
    """Return how many characters two spans share, 0 in different articles."""
    return max(0, min(left.end, right.end) - max(left.start, right.start)) if left.article == right.article else 0


# --- one divergence out of them -------------------------------------------------------------------------------------------


def _point(group: Sequence[Difference], claims: Sequence[Claim]) -> Point:
    best = min(group, key=lambda d: (TIERS.index(d.tier), SEVERITIES.index(d.severity), -d.strength, d))
    readings = _readings(group)
    title = sentences.title(best.kind, best.rule, best.between, _sides(best, readings))
    made = Divergence(
        "", best.kind, best.severity, best.tier, _claim(best, claims), title, best.why, readings, best.rule, best.between
    )
    return Point(made, best.strength)


def _readings(group: Iterable[Difference]) -> tuple[Reading, ...]:
    """Gather the spans by what they read; most articles first, what has no words of its own, or the same as prose, last.

    Under a topic, and where the sides are opposites, they say what is read ("without leave" and "without his consent" are one
    reading); else the words do.
    """
    spans: dict[tuple[bool, str], set[Span]] = {}
    for one in group:
        same = _one_wording(one)
        for span, side, last in zip((one.left, one.right), one.sides, (False, True), strict=True):
            key = side if side and (one.topic or one.rule in OPPOSITE) else " ".join(tokenise(span.text))
            spans.setdefault((side in WORDLESS or (same and last), key), set()).add(span)
    rows = [(wordless, tuple(sorted(row))) for (wordless, _), row in _joined(spans).items()]
    rows.sort(key=lambda row: (row[0], -len({s.article for s in row[1]}), row[1]))
    return tuple(Reading(_commonest(row), row) for _, row in rows)


def _joined(spans: Mapping[Key, set[Span]]) -> dict[Key, set[Span]]:
    """Join readings of which one article has both, the one inside the other: a quotation shown from further back is no other reading."""
    kept: dict[Key, set[Span]] = {}
    for key, row in sorted(spans.items(), key=lambda it: (-max(span.end - span.start for span in it[1]), it[0])):
        wider = next((k for k, known in kept.items() if any(_inside(span, other) for span in row for other in known)), None)
        if wider is None:
            kept[key] = set(row)
        else:
            kept[wider] |= {span for span in row if not any(_inside(span, other) for other in kept[wider])}
    return kept if len(kept) > 1 else dict(spans)


def _inside(span: Span, other: Span) -> bool:
    return span.article == other.article and other.start <= span.start and span.end <= other.end


def _one_wording(one: Difference) -> bool:
    """Tell whether both sides have the same words: as a quotation here, as prose there."""
    return tokenise(one.left.text) == tokenise(one.right.text)


def _commonest(row: Sequence[Span]) -> str:
    counts = Counter(span.text for span in row)
    return min(counts, key=lambda text: (-counts[text], text))


def _sides(best: Difference, readings: Sequence[Reading]) -> list[str]:
    """Return the words of the title: of all readings of a topic, up to four; else of the two that differ most clearly."""
    if best.topic and not set(best.sides) & set(WORDLESS):
        return [reading.text for reading in readings[:4]]
    return [WORDLESS.get(side, span.text) for side, span in zip(best.sides, (best.left, best.right), strict=True)]


def _claim(best: Difference, claims: Sequence[Claim]) -> str | None:
    """Return the id of the claim whose tellings hold both sides, else one whose tellings meet both; the first of several."""
    for holds in (_holds, _meets):
        for claim in claims:
            if all(any(holds(t, s) for t in claim.tellings) for s in (best.left, best.right)):
                return claim.id
    return None


def _holds(telling: Span, side: Span) -> bool:
    return telling.article == side.article and telling.start <= side.start and side.end <= telling.end


def _meets(telling: Span, side: Span) -> bool:
    """Tell whether a telling and a side have most of the shorter in common: a side may run over the end of a clause."""
    common = min(telling.end, side.end) - max(telling.start, side.start)
    return telling.article == side.article and 2 * common > min(telling.end - telling.start, side.end - side.start)
