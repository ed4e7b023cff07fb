"""Predicted divergences held against gold, by the rules of `../shared/tools/score.py`. All are in the form of the JSON report."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from types import ModuleType
from typing import Any

Row = dict[str, Any]
Sides = list[list[Row]]


class Held:
    """Predictions held against the gold of one or more stories: which gold each meets, and which pairs that agree it calls divergent."""

    def __init__(self, score: ModuleType, predicted: Sequence[Row], gold: Row) -> None:
        self.exhaustive = bool(gold.get("exhaustive"))
        every = _all_sides(gold)
        self.sided = {at for at, sides in enumerate(every) if len(sides) > 1}
        pairs = agreeing(gold)
        self.met = [
            {at for at, sides in enumerate(every) if _near(one, sides) and score.meets(one, sides)} for one in predicted
        ]
        self.called = [
            {at for at, pair in enumerate(pairs) if _near(one, [pair]) and _alarm(score, one, pair)} for one in predicted
        ]

    def cut(self, wanted: int) -> Held:
        """Return the shortest beginning of the predictions that meets `wanted` gold divergences; all where they meet fewer."""
        part = object.__new__(Held)
        part.exhaustive, part.sided = self.exhaustive, self.sided
        reached: set[int] = set()
        length = len(self.met)
        for n, met in enumerate(self.met, 1):
            reached |= met & self.sided
            if len(reached) >= wanted:
                length = n
                break
        part.met, part.called = self.met[:length], self.called[:length]
        return part

    @property
    def reached(self) -> int:
        """How many gold divergences are met, of those that have two sides with spans."""
        return len(set[int]().union(*self.met) & self.sided)

    @property
    def alarms(self) -> int:
        """How many pairs that agree are called divergent."""
        return len(set[int]().union(*self.called))

    @property
    def precision(self) -> float | None:
        """Return the share that meets gold, None where gold is not exhaustive; what only repeats gold met before counts neither way."""
        seen: set[int] = set()
        good = bad = 0
        for met in self.met:
            good += bool(met - seen)
            bad += not met
            seen |= met
        return round(good / (good + bad), 3) if self.exhaustive and good + bad else None

    @property
    def decided(self) -> float | None:
        """Return the share that meets gold, of those that meet gold or a pair that agrees."""
        right = sum(bool(met) for met in self.met)
        wrong = sum(bool(called) and not met for met, called in zip(self.met, self.called, strict=True))
        return round(right / (right + wrong), 3) if right + wrong else None


def agreeing(gold: Row) -> list[list[Row]]:
    """Return the pairs of spans of the gold that look different and agree."""
    return [pair["spans"] for pair in gold.get("non_divergences", []) if len(pair.get("spans", [])) > 1]


def sided(gold: Row) -> list[tuple[Row, Sides]]:
    """Return the gold divergences that have two sides with spans, each with its sides."""
    return [(g, sides) for g, sides in zip(gold["divergences"], _all_sides(gold), strict=True) if len(sides) > 1]


def compared(story: Row) -> tuple[list[Row], list[Row]]:
    """Return a story's findings, and its findings and tables, without what is merely left out."""
    every = [d for d in story["divergences"] if d["kind"] != "presence"]
    return [d for d in every if d["tier"] == "finding"], every


def _all_sides(gold: Row) -> list[Sides]:
    return [
        [at for side in g["sides"] if (at := [t for t in side["tellings"] if t.get("start") is not None])]
        for g in gold["divergences"]
    ]


def _near(one: Row, sides: Sequence[Sequence[Row]]) -> bool:
    """Tell whether a prediction touches the gold at all: the scorer's own test is slow."""
    places = [span for side in sides for span in side]
    return any(
        s["article"] == p["article"] and s["start"] < p["end"] and p["start"] < s["end"]
        for reading in one["readings"]
        for s in reading["spans"]
        for p in places
    )


def _alarm(score: ModuleType, one: Row, pair: Sequence[Row]) -> bool:
    return any(
        score.any_overlap(a, [pair[0]]) and score.any_overlap(b, [pair[1]])
        for (a, _), (b, _) in itertools.permutations(score.usable(one), 2)
    )
