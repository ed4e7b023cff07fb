"""Numbers: what is a quantity, what it counts, and what bounds it."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import pytest

from retold.language import numbers
from retold.model import Marked

Mark = Callable[..., Marked]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit", "why"),
    [
        ("She read out at least four dozen questions.", 48, 48, inf, "question", "words, a dozen and a lower bound"),
        ("The bridge cost $300 million.", 3e8, 3e8, 3e8, "$", "a sign before, a magnitude behind"),
        ("Twenty-one ferries sailed.", 21, 21, 21, "ferry", "a hyphen joins the parts of one number"),
        ("A hundred and five vans arrived.", 105, 105, 105, "van", "'and' joins a hundred and what follows"),
        ("Up to 14 boats were lost.", 14, 0, 14, "boat", "an upper bound"),
        ("Some 60 cars burned.", 60, 51, 69, "car", "a loose bound"),
        ("Between 20 and 30 people came.", 25, 20, 30, "person", "a range"),
        ("Half a million men marched.", 5e5, 5e5, 5e5, "man", "half of a magnitude"),
        ("About 75 percent of the crew left.", 75, 63.75, 86.25, "%", "a share with a wide bound"),
        ("Dozens of ships waited.", 20, 20, 120, "ship", "a plural without a figure is wide"),
        ("A 21-year-old sailor drowned.", 21, 21, 21, "year-old", "an age is compared with ages only"),
        ("Mara Veld, 34, sold her boat.", 34, 34, 34, "year-old", "an age in apposition"),
        ("He died at the age of 52.", 52, 52, 52, "year-old", "an age that says that it is one"),
        ("She went to sea aged 16.", 16, 16, 16, "year-old", "an age behind 'aged'"),
        ("They would take over six berths.", 6, 6, 6, "berth", "'over' belongs to the verb"),
    ],
)
def test_quantity(mark: Mark, text: str, value: float, low: float, high: float, unit: str, why: str) -> None:
    (found,) = mark(text).numbers
    assert (found.value, found.low, found.high, found.unit) == (value, low, high, unit), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The court ruled 7-2 against the port.", "a score or a vote"),
        ("They met on June 9, 2016.", "a calendar date"),
        ("The ferry left at 5 p.m. sharp.", "a clock time"),
        ("They sailed two weeks ago.", "a shift in time moves with the day of writing"),
        ("He lives on the 26th floor.", "an ordinal"),
        ("They held Track 1.5 talks.", "a label"),
        ("No one knew one of them.", "a pronoun"),
    ],
)
def test_no_quantity(mark: Mark, text: str, why: str) -> None:
    assert mark(text).numbers == (), why


def test_almost_and_at_least_exclude_each_other(mark: Mark) -> None:
    (left,) = mark("He asked almost four dozen questions.").numbers
    (right,) = mark("He asked at least four dozen questions.").numbers
    assert numbers.disjoint(left, right)


def test_spans_hold_the_words_that_bound_the_value(mark: Mark) -> None:
    page = mark("The fire took no fewer than 900 jobs at the yard.")
    assert [n.span.text for n in page.numbers] == ["no fewer than 900"]
    assert all(page.page.article.text[n.span.start : n.span.end] == n.span.text for n in page.numbers)
