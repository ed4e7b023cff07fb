"""Time expressions: what is found, what it means on a given day, and what is left undetermined."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import dates

SATURDAY = date(2026, 5, 16)


def only(text: str, anchor: date | None = SATURDAY) -> tuple[str, str | None, str | None]:
    expressions = dates.find(text)
    assert len(expressions) == 1, [e.text for e in expressions]
    (interval,) = dates.resolve_all(expressions, anchor)
    ends = (interval.earliest, interval.latest)
    return (expressions[0].text, *(day.isoformat() if day else None for day in ends))


@pytest.mark.parametrize(
    "text, words, earliest, latest, reason",
    [
        ("It sank on 2026-03-09.", "2026-03-09", "2026-03-09", "2026-03-09", "an ISO day"),
        ("It sank on March 9, 2024.", "March 9, 2024", "2024-03-09", "2024-03-09", "month first, as in the United States"),
        ("It sank on 9 March 2024.", "9 March 2024", "2024-03-09", "2024-03-09", "day first, as in Britain"),
        ("It sank on Feb. 13.", "Feb. 13", "2026-02-13", "2026-02-13", "without a year: this year's, which is past"),
        ("It sank on Nov. 13.", "Nov. 13", "2025-11-13", "2025-11-13", "without a year: last year's, the coming one being far"),
        ("It will sail on June 3.", "June 3", "2026-06-03", "2026-06-03", "a cue of the future turns it forward"),
        ("The fair runs from 3/4/2025.", "3/4/2025", None, None, "April or March cannot be told"),
        ("The fair opened on 3/24/2025.", "3/24/2025", "2025-03-24", "2025-03-24", "24 can only be the day"),
        ("They met on Tuesday.", "Tuesday", "2026-05-12", "2026-05-12", "a bare weekday lies behind"),
        ("They will meet on Tuesday.", "Tuesday", "2026-05-19", "2026-05-19", "with will it lies ahead"),
        ("They met on Saturday.", "Saturday", "2026-05-16", "2026-05-16", "the weekday of publication is that day"),
        ("They met last Tuesday.", "last Tuesday", "2026-05-12", "2026-05-12", "the last one strictly before"),
        ("They met on Wednesday evening.", "Wednesday evening", "2026-05-13", "2026-05-13", "a part of a day lies in its day"),
        ("They met last night.", "last night", "2026-05-15", "2026-05-15", "the night of the day before"),
        ("They met at 3 p.m. on Friday.", "3 p.m. on Friday", "2026-05-15", "2026-05-15", "the clock with its day"),
        ("They quarrelled in early February.", "early February", "2026-02-01", "2026-02-10", "the first ten days"),
        ("They quarrelled in February.", "February", "2026-02-01", "2026-02-28", "a bare month is the last one"),
        ("They quarrelled in October.", "October", "2025-10-01", "2025-10-31", "a month later in the year is last year's"),
        ("The pier burnt down in June 2016.", "June 2016", "2016-06-01", "2016-06-30", "month and year"),
        ("He leaves early next week.", "early next week", "2026-05-18", "2026-05-19", "the first third of the ISO week"),
        ("They quarrelled last week.", "last week", "2026-05-04", "2026-05-10", "the ISO week before"),
        ("They quarrelled last month.", "last month", "2026-04-01", "2026-04-30", "the calendar month before"),
        ("They quarrelled two weeks ago.", "two weeks ago", "2026-04-27", "2026-05-03", "rounded to the week"),
        ("They quarrelled ten days ago.", "ten days ago", "2026-05-06", "2026-05-06", "counted to the day"),
        ("They quarrelled in the past two months.", "the past two months", "2026-03-16", "2026-05-16", "runs up to today"),
        ("Sales rose in the third quarter of 2019.", "the third quarter of 2019", "2019-07-01", "2019-09-30", "a quarter"),
        ("It was built in the summer of 2014.", "the summer of 2014", "2014-06-01", "2014-08-31", "three whole months"),
        ("It was built in the late 1990s.", "the late 1990s", "1996-01-01", "1999-12-31", "decades are cut by years"),
        ("It was built in 1987.", "1987", "1987-01-01", "1987-12-31", "a year"),
        ("It was shut on Christmas Day.", "Christmas Day", "2025-12-25", "2025-12-25", "the last one"),
        ("The ferry sank on Thanksgiving 2020.", "Thanksgiving 2020", "2020-11-26", "2020-11-26", "the fourth Thursday"),
    ],
)
def test_meaning(text: str, words: str, earliest: str | None, latest: str | None, reason: str) -> None:
    assert only(text) == (words, earliest, latest), reason


@pytest.mark.parametrize(
    "text, reason",
    [
        ("She may march in the spring parade.", "verbs in lower case are no months"),
        ("The 40-year-old mason fell.", "an age is no length of time"),
        ("Some 2,000 people came.", "a count is no year"),
        ("About 1950 people came.", "a count without a comma neither"),
        ("He bought the Sunday Times.", "a newspaper is no day"),
        ("The shares fell on Black Friday.", "a named Friday is not the weekday"),
        ("He told USA TODAY.", "an outlet is no day"),
        ("The fine was $2019.", "a sum of money is no year"),
        ("He recently left.", "vague words place nothing"),
    ],
)
def test_not_found(text: str, reason: str) -> None:
    assert [e for e in dates.find(text) if e.kind in ("DATE", "TIME") and e.rule != "the season"] == [], reason


@pytest.mark.parametrize(
    "text, last, reason",
    [
        ("They met on Tuesday. They had quarrelled the previous day.", "2026-05-11", "counted from the day named before"),
        ("They met on Tuesday. Two days later they parted.", "2026-05-14", "forward from the day named before"),
        ("They met on Tuesday. He had come a week earlier.", "2026-05-04", "the ISO week of the day a week before"),
        ("He had come a week earlier.", None, "nothing named before: undetermined"),
        ("The yard opened in 2013. It shut in November that year.", "2013-11-01", "the year named before"),
        ("They met on Tuesday. At 3 p.m. the bell rang.", "2026-05-12", "a bare clock keeps the day"),
    ],
)
def test_counted_from_the_text(text: str, last: str | None, reason: str) -> None:
    interval = dates.resolve_all(dates.find(text), SATURDAY)[-1]
    assert (interval.earliest.isoformat() if interval.earliest else None) == last, reason


@pytest.mark.parametrize(
    "text", ["They met on Tuesday.", "They met yesterday.", "They met last month.", "They met in February."]
)
def test_without_an_anchor_undetermined(text: str) -> None:
    assert only(text, anchor=None)[1:] == (None, None)


def test_a_full_date_needs_no_anchor() -> None:
    assert only("It sank on March 9, 2024.", anchor=None)[1] == "2024-03-09"


def test_this_week_on_a_sunday() -> None:
    (coming,) = dates.resolve_all(dates.find("The panel will sit this week."), date(2026, 5, 17))
    assert coming.earliest == date(2026, 5, 18), "on a Sunday, what is to come this week lies in the week that begins"


WORDS = [
    "on",
    "Tuesday",
    "May",
    "4",
    "2019",
    "last",
    "week",
    "two",
    "days",
    "ago",
    "99",
    "31",
    "of",
    "the",
    "early",
    "February",
    "31st",
    "'60s",
    "0000-00-00",
    "12:61",
    "\n",
    ",",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.dates())
def test_any_text(text: str, anchor: date) -> None:
    expressions = dates.find(text)
    assert all(text[e.start : e.end] == e.text for e in expressions)
    assert all(left.end <= right.start for left, right in pairwise(expressions))
    for interval in dates.resolve_all(expressions, anchor):
        assert (interval.earliest is None) == (interval.latest is None)
        assert not interval.earliest or not interval.latest or interval.earliest <= interval.latest
