"""Stations and papers that no list holds, as they are named when they are credited: "KQRT-TV", "Fox 7", "the Statesman"."""

from __future__ import annotations

import re
from collections.abc import Sequence

STATION = re.compile(
    r"[KW][A-Z]{3}(?:[- ](?:TV|FM|AM))?|(?:FOX|Fox|ABC|NBC|CBS) ?\d{1,2}|"
    r"(?:[A-Z][\w-]+ )+(?:Television|TV|Radio|Broadcasting)(?: \([A-Z]{2,6}\)?)?"
)
PAPER_NAMES = frozenset(
    "Statesman Tribune Herald Chronicle Courier Gazette Star Globe Examiner Inquirer Observer Bee Sun Dispatch".split()
)


def call_sign(words: str, before: Sequence[str]) -> str | None:
    """Return the outlet that a source's words name: a station, or the one of the outlets named `before` whose last word they repeat."""
    bare = words.removeprefix("The ").removeprefix("the ")
    if STATION.fullmatch(bare):
        return bare
    again = {name for name in before if bare in PAPER_NAMES and re.split(r"[ -]", name)[-1] == bare}
    return next(iter(again)) if len(again) == 1 else None
