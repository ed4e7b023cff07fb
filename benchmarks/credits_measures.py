"""How a found attribution is held against an annotated one: whole credits by half of the shorter envelope, and each role by words.

Attributions are paired with credits one to one, greedily by the words that their cues share, then content, then source; only pairs
can be right. *Overlap* of a role is at least one word in common, *exact* is the same words, punctuation left out. A credit inside
another's content is left out, since PolNeAR marks none; credits with one source and cue count as one with several pieces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from retold.model import Credit

Range = tuple[int, int]
ROLES = ("source", "cue", "content")
QUOTED = re.compile(r"[\"“”‘]|''")


class Attribution(NamedTuple):
    """The ranges of source, cue and content in a text; a role that is not there is empty."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]

    @property
    def whole(self) -> bool:
        """Whether both a source and a content are there, so that it can be met as a credit."""
        return bool(self.source and self.content and self.cue)


class Score(NamedTuple):
    """Counts over documents: what is right, what was given, what was annotated."""

    right: int = 0
    given: int = 0
    annotated: int = 0

    def plus(self, other: Score) -> Score:
        """Add the counts of another document."""
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what was annotated that was found."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


def annotated(record: Mapping[str, Any]) -> list[Attribution]:
    """The attributions with a cue of a record's first annotator."""
    rows = record["annotators"][min(record["annotators"])]
    return [Attribution(*(_ranges(row.get(role)) for role in ROLES)) for row in rows if row.get("cue")]


def given(found: Sequence[Credit]) -> list[Attribution]:
    """The credits as attributions, one for each source and cue, those inside another's content left out."""
    groups: dict[tuple[Range | None, Range], list[Range]] = {}
    for credit in found:
        if credit.cue:
            source = (credit.source.start, credit.source.end) if credit.source else None
            groups.setdefault((source, (credit.cue.start, credit.cue.end)), []).append(
                (credit.content.start, credit.content.end)
            )
    pieces = [(cue, run) for (_, cue), runs in groups.items() for run in runs]
    outer = {key: runs for key, runs in groups.items() if not any(_inside(key[1], run) for cue, run in pieces if cue != key[1])}
    return [Attribution((source,) if source else (), (cue,), tuple(sorted(runs))) for (source, cue), runs in outer.items()]


def whole(have: Sequence[Attribution], want: Sequence[Attribution]) -> tuple[Score, set[int], set[int]]:
    """The score of whole credits in one document, and which credits and attributions are right; both lists hold whole ones only.

    A credit is right if its source and its content both overlap those of its attribution by at least half of the shorter.
    """
    hulls, aims = [_hulls(each) for each in have], [_hulls(each) for each in want]
    weights = {
        (i, j): (_common(h[1], w[1]), _common(h[2], w[2]) + _common(h[0], w[0]) / 2)
        for i, h in enumerate(hulls)
        for j, w in enumerate(aims)
    }
    pairs = _paired(weights)
    good = [(i, j) for i, j in pairs if _meets(hulls[i][0], aims[j][0]) and _meets(hulls[i][2], aims[j][2])]
    return Score(len(good), len(have), len(want)), {i for i, _ in good}, {j for _, j in good}


def roles(text: str, have: Sequence[Attribution], want: Sequence[Attribution]) -> dict[tuple[str, str], Score]:
    """The scores of each role in one document, by overlap and exactly; every attribution with a cue counts."""
    places = [match.span() for match in re.finditer(r"\w+", text)]
    hers, his = [_words(each, places) for each in have], [_words(each, places) for each in want]
    weights = {
        (i, j): (len(h[1] & w[1]), len(h[2] & w[2]) + len(h[0] & w[0]) / 2)
        for i, h in enumerate(hers)
        for j, w in enumerate(his)
    }
    pairs = _paired(weights)
    found: dict[tuple[str, str], Score] = {}
    for at, role in enumerate(ROLES):
        counts = sum(bool(h[at]) for h in hers), sum(bool(w[at]) for w in his)
        found[role, "overlap"] = Score(sum(bool(hers[i][at] & his[j][at]) for i, j in pairs), *counts)
        found[role, "exact"] = Score(sum(bool(hers[i][at]) and hers[i][at] == his[j][at] for i, j in pairs), *counts)
    return found


def is_quoted(text: str, attribution: Attribution) -> bool:
    """Tell whether quotation marks stand in the content of an attribution."""
    start, end = _hull(attribution.content)
    return bool(QUOTED.search(text[start:end]))


def _paired(weights: Mapping[tuple[int, int], tuple[float, float]]) -> list[tuple[int, int]]:
    """Pairs one to one, greedily by weight; only those with a cue in common."""
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for (i, j), (cue, _) in sorted(weights.items(), key=lambda item: (item[1], item[0]), reverse=True):
        if cue and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _words(attribution: Attribution, places: Sequence[Range]) -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset(k for k, (a, b) in enumerate(places) if any(start < b and a < end for start, end in ranges))
        for ranges in attribution
    )


def _ranges(ranges: Sequence[Sequence[int]] | None) -> tuple[Range, ...]:
    return tuple((start, end) for start, end in ranges or ())


def _hulls(attribution: Attribution) -> tuple[Range, ...]:
    return tuple(_hull(ranges) for ranges in attribution)


def _hull(ranges: Sequence[Range]) -> Range:
    return min(start for start, _ in ranges), max(end for _, end in ranges)


def _common(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _meets(a: Range, b: Range) -> bool:
    common = _common(a, b)
    return common > 0 and 2 * common >= min(a[1] - a[0], b[1] - b[0])


def _inside(a: Range, b: Range) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]
