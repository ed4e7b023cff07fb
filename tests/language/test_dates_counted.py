"""What time expressions are counted from: the day of writing, a day named before, a weekday that fixes the year, a dateline."""

from __future__ import annotations

from datetime import date

import pytest

from retold.language import dates

WRITTEN = date(2025, 3, 8)  # a Saturday
NAMED = "They met on Tuesday, 4 March. "


@pytest.mark.parametrize(
    "before, words, earliest, latest, granularity, modifier, reason",
    [
        ("They met on ", "Tuesday", "2025-03-04", "2025-03-04", "day", None, "the last one"),
        ("They met in ", "early February", "2025-02-01", "2025-02-10", "month", "start", "the first ten days"),
        ("They met ", "last Tuesday", "2025-03-04", "2025-03-04", "day", None, "the nearest before, not the week before"),
        (
            NAMED + "Talks began ",
            "the previous week",
            "2025-02-24",
            "2025-03-02",
            "week",
            None,
            "before the day that was named",
        ),
        (NAMED + "He called ", "a day earlier", "2025-03-03", "2025-03-03", "day", None, "before the day that was named"),
        (NAMED + "He called ", "the previous day", "2025-03-03", "2025-03-03", "day", None, "the same in other words"),
        (NAMED + "He called ", "two days later", "2025-03-06", "2025-03-06", "day", None, "forward from that day"),
        ("They met on ", "Wednesday evening", "2025-03-05", "2025-03-05", "part of day", None, "an evening lies in its day"),
        ("They will meet ", "early next week", "2025-03-10", "2025-03-11", "week", "start", "the first third of the ISO week"),
        ("They will meet ", "next week", "2025-03-10", "2025-03-16", "week", None, "the ISO week that follows"),
        ("They met ", "late Tuesday", "2025-03-04", "2025-03-04", "day", "end", "the day stays whole"),
        ("They met ", "two weeks ago", "2025-02-17", "2025-02-23", "week", None, "the week that holds the day"),
        (
            "In 1987 he moved. He left ",
            "four years later",
            "1991-01-01",
            "1991-12-31",
            "year",
            None,
            "from the year named, not a day",
        ),
        ("They met on ", "Monday, March 10", "2025-03-10", "2025-03-10", "day", None, "the year in which it is a Monday"),
        ("They met on ", "Monday, March 11", "2024-03-11", "2024-03-11", "day", None, "a Monday only the year before"),
        ("They met ", "last Oct. 23", "2024-10-23", "2024-10-23", "day", None, "the nearest before"),
        ("They could meet as early as ", "Tuesday", "2025-03-11", "2025-03-11", "day", None, "as early as points ahead"),
        ("The budget of ", "2015-16", "2015-01-01", "2016-12-31", "span", None, "two years, not a month"),
        (
            "Reis left the United party on ",
            "Friday",
            "2025-03-07",
            "2025-03-07",
            "day",
            None,
            "united is no past tense, nor a future",
        ),
    ],
)
def test_counted(
    before: str, words: str, earliest: str, latest: str, granularity: str, modifier: str | None, reason: str
) -> None:
    found = dates.find(f"{before}{words}.")
    intervals = dates.resolve_all(found, WRITTEN)
    expression, interval = found[-1], intervals[-1]
    assert expression.text == words, reason
    assert (str(interval.earliest), str(interval.latest)) == (earliest, latest), reason
    assert (interval.granularity, interval.modifier) == (granularity, modifier), reason


@pytest.mark.parametrize(
    "text, reason",
    [
        ("They quarrelled in the final days of the old administration.", "no day says when it ended"),
        ("They met hours after the call.", "the call is an event, and not placed here"),
        ("Talks had begun the previous week.", "previous to what is not told"),
        ("They met four years later.", "later than what is not told"),
        ("It has gone on for months.", "a length has no place"),
        ("They spoke later in the day.", "which day is told elsewhere"),
    ],
)
def test_undetermined(text: str, reason: str) -> None:
    assert [i for i in dates.resolve_all(dates.find(text), WRITTEN) if i.determined] == [], reason


@pytest.mark.parametrize(
    "text, words, reason",
    [
        ("PORT ELLEN, May 6 (Reuters) - The ship sank.", "May 6", "the form of the agencies"),
        ("LISBON, Portugal, 6 May 2026 — The yard shut.", "6 May 2026", "town and country, day first"),
        ("The yard in LISBON shut on May 6 (Reuters).", None, "not at the beginning of a line"),
        ("Lisbon, May 6 was a fine day.", None, "no capitals and no agency: a sentence"),
    ],
)
def test_dateline(text: str, words: str | None, reason: str) -> None:
    found = dates.dateline(text)
    assert (found.text if found else None) == words, reason


@pytest.mark.parametrize(
    "text, reason",
    [
        ("He told 60 Minutes that he would go.", "a broadcast"),
        ("Jan Novak left the party.", "a first name; a month cut short ends in a full stop"),
    ],
)
def test_no_time(text: str, reason: str) -> None:
    assert dates.find(text) == (), reason


def test_a_weekday_known_by_its_event_lies_behind() -> None:
    """What would be done about Tuesday's ruling lies ahead, the ruling does not."""
    (interval,) = dates.resolve_all(dates.find("Reis said she would fight Tuesday's ruling."), WRITTEN)
    assert interval.earliest == date(2025, 3, 4)
