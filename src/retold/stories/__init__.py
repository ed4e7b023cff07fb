"""Stories: which pages of a pile tell the same story.

One verb, `group(pages)`, returns the groups of article ids, each with the reason for it, and the strangers. A `Ledger` is the same
for a pile that grows.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.model import Page
from retold.stories.gaps import gaps
from retold.stories.grouping import NOBODY
from retold.stories.ledger import Ledger
from retold.stories.listing import Head, Listing, head, listing
from retold.stories.records import Group, Grouping, Judged, Level, Refused, Settings, settings_for

__all__ = [
    "Group",
    "Grouping",
    "Head",
    "Judged",
    "Ledger",
    "Level",
    "Listing",
    "Refused",
    "Settings",
    "gaps",
    "group",
    "head",
    "listing",
    "settings_for",
]


def group(
    pages: Sequence[Page], *, gamma: float | None = None, level: Level | None = None, judged: Judged = NOBODY
) -> Grouping:
    """Sort a pile into stories.

    `gamma` says how much the days between two groups raise the similarity that they need: 0 ignores dates, 1 keeps a running
    story's chapters apart. By default it is 0.1 for piles under 2,000 articles and 1 above. `level` "story" asks for 1 whatever the
    size, "topic" for the running stories in which those are nested. `judged` is what a person decided. Article ids must be unique.
    A page in a language without a background table is a stranger, and listed in `undetermined`.
    """
    ledger = Ledger(settings_for(len(pages)))
    ledger.add(*pages)
    return ledger.groups(gamma=gamma, level=level, judged=judged)
