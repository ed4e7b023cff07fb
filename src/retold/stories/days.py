"""The day on which an article was published, as a number that can be subtracted."""

from __future__ import annotations

import re
from datetime import date

YEARS = range(1990, 2050)  # outside lie the dates that sites print when they have none
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day_number(published: str | None) -> int | None:
    """Return the day of an ISO 8601 day or time as a number, None where there is none or it cannot be a day of publication."""
    found = DAY.match(published or "")
    if not found or int(found[1]) not in YEARS:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).toordinal()
    except ValueError:
        return None
