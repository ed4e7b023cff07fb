"""The occasion of a fact: when and where its sentence puts it, so that two events of one story are not held together."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from retold.divergences.laying.deeds import Key
from retold.divergences.records import Line
from retold.language import dates
from retold.language.names import fold
from retold.model import Marked

SPELL = 14  # days before publication from which a time is background
PLACES = frozenset(["GPE", "LOC", "FAC", "EVENT"])


class Occasion(NamedTuple):
    """The days that a sentence names, the places in it, and the words of its article."""

    times: tuple[dates.Interval, ...]
    places: frozenset[str]
    words: frozenset[str]
    published: date | None


def occasion(on: Line, at: int) -> Occasion:
    """Return the occasion of the fact at a token."""
    sentence = on.page.page.sentences[on.number].span
    named = tuple(when for start, when, _ in times(on.page) if sentence.start <= start < sentence.end and when.determined)
    places = frozenset(
        fold(on.token(i).text) for i in range(on.first, on.last) if on.token(i).entity in PLACES and on.token(i).pos == "PROPN"
    )
    return Occasion(named, places, known(on.page), published(on.page))


def apart(left: Occasion, right: Occasion) -> bool:
    """Tell whether two occasions are surely not one: other times, one long past, or a place that the other article never names."""
    if left.times and right.times and not any(_meet(a, b) for a in left.times for b in right.times):
        return True
    if any(_past(one, other) and not other.times for one, other in ((left, right), (right, left))):
        return True
    return any(one.places and not one.places & other.words for one, other in ((left, right), (right, left)))


def later(left: Marked, right: Marked) -> int:
    """Return 1 where the right page was published later, -1 where the left was, 0 where it cannot be told."""
    a, b = left.page.article.published or "", right.page.article.published or ""
    if not a or not b or (min(len(a), len(b)) < 13 and a[:10] == b[:10]):
        return 0
    return (a < b) - (a > b)


def published(page: Marked) -> date | None:
    """Return the day of publication, None where it is not known."""
    try:
        return date.fromisoformat((page.page.article.published or "")[:10])
    except ValueError:
        return None


def _meet(a: dates.Interval, b: dates.Interval) -> bool:
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _past(one: Occasion, other: Occasion) -> bool:
    """Tell whether all times of an occasion lie well before publication; where that is not known, in a year that the other is silent on."""
    day = one.published
    if day is None:
        years = [t.value[:4] for t in one.times if t.granularity == "year"]
        return bool(years) and len(years) == len(one.times) and not other.words.intersection(years)
    return bool(one.times) and all(t.latest is not None and (day - t.latest).days > SPELL for t in one.times)


def times(page: Marked) -> tuple[tuple[int, dates.Interval, dates.Expression], ...]:
    """Return the time expressions of a page, in order: offset, days, words."""
    return _times(Key(page))


def known(page: Marked) -> frozenset[str]:
    """Return the folded words of a page."""
    return _words(Key(page))


@lru_cache(maxsize=256)
def _times(key: Key) -> tuple[tuple[int, dates.Interval, dates.Expression], ...]:
    found = dates.find(key.page.page.article.text)
    return tuple((e.start, when, e) for e, when in zip(found, dates.resolve_all(found, published(key.page)), strict=True))


@lru_cache(maxsize=256)
def _words(key: Key) -> frozenset[str]:
    return frozenset(fold(t.text) for t in key.page.tokens)
