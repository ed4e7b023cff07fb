"""Whatever a text says of time, it is resolved or undetermined; no phrase may stop a report."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.language import dates

HEADS = ["two", "a few", "several", "10", "the past two", "the last three", "the next five", "a couple of", "nearly four", "half a", "every two", "999999", "the past 5000", "early", "late last", "the 21st", "this", "next", "mid-"]  # fmt: skip
UNITS = ["second", "minute", "hour", "day", "night", "week", "weekend", "month", "quarter", "season", "year", "decade", "century", "centuries", "years", "weeks", "Tuesday", "May", "summer", "1999"]  # fmt: skip
TAILS = ["", "ago", "earlier", "later", "before", "from now", "of 2016", "this year", "31, 2023", "30", "night", "evening"]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(HEADS),
    st.sampled_from(UNITS),
    st.sampled_from(TAILS),
    st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.none(),
)
def test_no_phrase_fails(head: str, unit: str, tail: str, today: date | None) -> None:
    for interval in dates.resolve_all(dates.find(f"It happened {head} {unit} {tail}."), today):
        assert interval.earliest is None or interval.latest is None or interval.earliest <= interval.latest
