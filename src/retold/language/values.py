"""Values: what a run of tokens in figures and words amounts to, before anyone asks what it counts.

"three-quarters" is 75 of a hundred, "dozens" is a wide interval, "20 to 30" a range; what falls ("7-2") is a score or a vote and
has no value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from retold.language import lexicon
from retold.model import Token

FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]{1,3})?\+?$", re.I)


class Run(NamedTuple):
    """Tokens `first` to `last` (inclusive) that write one value, or the two ends of a range."""

    first: int
    last: int
    value: float
    low: float
    high: float


def read(tokens: Sequence[Token], at: int) -> Run | None:
    """Return the run that begins at token `at`, or None; a run whose value is NaN is no quantity."""
    return _range(tokens, at) or _plural(tokens, at) or _value(tokens, at)


def lower(tokens: Sequence[Token], at: int) -> str:
    """Return the token at an index in lower case; "" outside the tokens."""
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


def is_one_of(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """Tell whether the token at an index stands in a word list of the lexicon."""
    return lower(tokens, at) in words(kind)


def _numeric(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and any(x is not None for x in _part(tokens[at], True))


@cache
def words(kind: str) -> frozenset[str]:
    """Return a word list of the lexicon."""
    return frozenset(lexicon.load("numbers")["words"][kind])


def _ones() -> dict[str, float]:
    table: dict[str, float] = lexicon.load("numbers")["ones"]
    return table


def multiples() -> dict[str, float]:
    """Return the words that multiply: "dozen", "million"."""
    table: dict[str, float] = lexicon.load("numbers")["multiples"]
    return table


def fractions() -> dict[str, float]:
    """Return what one part of a fraction is, in percent."""
    table: dict[str, float] = lexicon.load("numbers")["fractions"]
    return table


def table(name: str) -> dict[str, Any]:
    """Return a table of the lexicon."""
    table: dict[str, Any] = lexicon.load("numbers")[name]
    return table


def _value(tokens: Sequence[Token], at: int) -> Run | None:
    """Read one value from token `at` on: "300", "3.4 million", "twenty-one", "four dozen", "a hundred", "three-quarters"."""
    total = current = 0.0
    seen = False
    last = at
    i = at
    while i < len(tokens) and tokens[i].sentence == tokens[at].sentence:
        part, factor = _part(tokens[i], seen)
        if part is None and factor is None:
            if not _glue(tokens, i, seen):
                break
            i += 1
            continue
        if part is not None:
            if seen and not _adds(current, part):
                break
            current += part
        if factor is not None:
            current = (current or 1.0) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        seen, last = True, i
        i += 1
    if not seen:
        return None
    first, value = at, total + current
    if at > 1 and (lower(tokens, at - 2), lower(tokens, at - 1)) in (("half", "a"), ("half", "an")):
        first, value = at - 2, value / 2
    share = _share(tokens, last)
    if share is not None:
        last, value = last + (2 if is_one_of(tokens, last + 1, "dashes") else 1), round(value * share, 1)
    return Run(first, last, value, value, value)


def _part(token: Token, seen: bool) -> tuple[float | None, float | None]:
    """Return what a token adds and by what it multiplies; "million" alone counts only after a value or "a"."""
    word = token.text.lower()
    figure = FIGURE.match(word)
    if figure:
        suffix = figure[3] or ""
        if suffix and suffix not in multiples():
            return None, None
        return float(figure[1].replace(",", "") + (figure[2] or "")), multiples().get(suffix)
    if word in _ones():
        return float(_ones()[word]), None
    if word in multiples() and (seen or len(word) > 3) and not (len(word) == 1 and not seen):
        return None, float(multiples()[word])
    return None, None


def _adds(current: float, part: float) -> bool:
    """Tell whether a part continues a value: "twenty" + "one", "hundred" + "five"; not "5" + "7"."""
    return (
        (current >= 20 and current % 10 == 0 and part < 10)
        or (current >= 100 and current % 100 == 0 and part < 100)
        or current == 0
    )


def _glue(tokens: Sequence[Token], at: int, seen: bool) -> bool:
    """Tell whether a token joins two parts of one value: the hyphen of "twenty-one", the "and" of "hundred and five"."""
    if not seen or at + 1 >= len(tokens) or tokens[at + 1].text.lower() not in {**_ones(), **multiples()}:
        return False
    before = tokens[at - 1].text.lower()
    return (is_one_of(tokens, at, "dashes") and before in _ones()) or (tokens[at].text == "and" and before in multiples())


def _share(tokens: Sequence[Token], last: int) -> float | None:
    """Return the percentage that one part of "three-quarters" or "two thirds" stands for, if the value is followed by one."""
    at = last + 2 if is_one_of(tokens, last + 1, "dashes") else last + 1
    word = lower(tokens, at)
    if not tokens[last].text.isalpha() or (word.endswith("s") == (lower(tokens, last) == "one")):
        return None
    return fractions().get(word)


def _plural(tokens: Sequence[Token], at: int) -> Run | None:
    """Read "dozens", "tens of thousands", "hundreds of millions" as the wide bounds that they are."""
    plurals = table("plurals")
    word = tokens[at].text.lower()
    after = tokens[at + 2].text.lower() if at + 2 < len(tokens) and tokens[at + 1].text.lower() == "of" else ""
    if after in plurals and (word == "tens" or word in plurals):
        factor = (10, 1000) if word == "tens" else (100, 2000)
        base = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}.get(after)
        return Run(at, at + 2, base * factor[0], base * factor[0] * 0.75, base * factor[1]) if base else None
    if word in plurals and not _numeric(tokens, at - 1):
        low, high = plurals[word]
        return Run(at, at, float(low), float(low), float(high))
    return None


def _range(tokens: Sequence[Token], at: int) -> Run | None:
    """Read "20-30", "20 to 30", "one or two"; what falls ("7-2") is a score or a vote and comes back as a run without a value."""
    left = _value(tokens, at)
    if left is None or left.last + 2 >= len(tokens):
        return None
    joint = tokens[left.last + 1].text.lower()
    right = _value(tokens, left.last + 2) if joint in (*words("dashes"), "to", "or", "and") else None
    between = at > 0 and tokens[at - 1].text.lower() == "between"
    if right is None or (joint == "and") != between or (at > 0 and tokens[at - 1].text.lower() == "from"):
        return None
    if joint in words("dashes") and tokens[left.last].end != tokens[left.last + 1].start:
        return None
    low, high = left.value, right.value
    if low < 1000 <= high and any(t.text.lower() in multiples() for t in tokens[right.first : right.last + 1]):
        low *= next(v for t in tokens[right.first : right.last + 1] if (v := multiples().get(t.text.lower(), 0)) >= 1000)
    value = math.nan if low >= high else (low + high) / 2
    return Run(left.first, right.last, value, low, high)
