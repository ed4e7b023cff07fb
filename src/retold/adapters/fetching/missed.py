"""Why a page did not come, for callers that come back later: a feed that is watched is asked again, but not at any price."""

from __future__ import annotations

import time
from email.utils import mktime_tz, parsedate_tz

from retold.model import Refusal

UNTOLD_WAIT = 60.0
LONGEST_WAIT = 99_999.0


class Missed(Refusal, frozen=True):
    """A page that did not come. `status` is what the server answered, 0 for nothing; `wait` the seconds of quiet that it asked for.

    `host` is true where that speaks against the host as a whole: out of reach, too slow, breaking off.
    """

    status: int = 0
    wait: float = 0.0
    host: bool = False


def retry_after(written: str) -> float:
    """Return the seconds of quiet that a Retry-After header asks for, as a number or a date; a minute where it cannot be told."""
    if written.isascii() and written.isdecimal():
        return min(float(written[:9]), LONGEST_WAIT)
    try:
        when = parsedate_tz(written[:100])
        return min(max(mktime_tz(when) - time.time(), 0.0), LONGEST_WAIT) if when else UNTOLD_WAIT
    except (ValueError, OverflowError, TypeError):
        return UNTOLD_WAIT
