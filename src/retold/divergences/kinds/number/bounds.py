"""Bounds behind the counted noun: “thirty seconds or less”, “twelve people or more”, “forty sailors and counting”.

The mark of a number knows the words right before and behind it; what stands behind its noun bounds it as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec.structs import replace

from retold.divergences.records import Line
from retold.language import lexicon
from retold.model import Number

NOUNS = 4  # tokens behind a quantity in which its noun ends and a bound may begin
COUNTING = ("and counting", "and rising", "and climbing")  # what a count does that goes on


def bounded(line: Line, number: Number) -> Number:
    """Return a quantity with the bounds that stand behind its noun, if the words next to it set none."""
    if number.low != number.high:
        return number
    behind = [i for i in range(line.first, line.last) if line.token(i).start >= number.span.end]
    for at in behind[: NOUNS + 1]:
        two = " ".join(line.token(i).text.lower() for i in range(at, min(at + 2, line.last)))
        if two in COUNTING:
            return replace(number, high=math.inf)
        if two in _after() and two.startswith("or "):
            low, high = (number.value * float(edge) for edge in _after()[two])
            return replace(number, low=low, high=high)
        if line.token(at).pos in ("VERB", "AUX", "PUNCT"):
            break
    return number


def _after() -> Mapping[str, list[float | str]]:
    table: Mapping[str, list[float | str]] = lexicon.load("numbers")["after"]
    return table
