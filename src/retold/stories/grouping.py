"""A pile of pages in, stories out: profile, find candidates, count copies once, link, explain.

Articles are sorted by id before anything else, similarities are rounded and ties go by id, so the order of the pile cannot
matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from retold.model import Page
from retold.stories.candidates import Pair, cosines, near_pairs
from retold.stories.copies import representatives
from retold.stories.explain import explain
from retold.stories.leads import Leads
from retold.stories.linkage import Linkage
from retold.stories.profiles import Profile, Vocabulary, story_text
from retold.stories.records import Grouping, Settings

SMALL_GAMMA = (
    0.1  # a gap of years must not pass unseen, a follow-up after some weeks must; chosen on labelled and unlabelled piles
)
LARGE_PILE = 2000  # from here on, stories that run for months would swallow each other unless dates count
THOROUGH = Settings(indexed=Settings().terms, widespread=1.0)  # a smaller pile can afford to compare all that share a term
WEIGHED = frozenset({"en", "und"})  # languages with a background table; "und" is text too short to tell, and read as English
YEARS = range(1990, 2050)  # outside lie the dates that sites print when they have none
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def group(pages: Sequence[Page], *, gamma: float | None = None) -> Grouping:
    """Sort a pile into stories.

    `gamma` says how much the days between two groups raise the similarity that they need: 0 ignores dates, 1 keeps a running
    story's chapters apart. By default it is 0.1 for piles under 2,000 articles and 1 above. Article ids must be unique. A page
    in a language without a background table is a stranger, and listed in `undetermined`.
    """
    ordered = sorted(pages, key=lambda page: page.article.id)
    large = len(ordered) >= LARGE_PILE
    settings = replace(Settings() if large else THOROUGH, gamma=gamma if gamma is not None else (1.0 if large else SMALL_GAMMA))
    return group_with(ordered, settings)


def group_with(pages: Sequence[Page], settings: Settings) -> Grouping:
    """Sort pages, given in the order of their ids, into stories with settings of one's own."""
    vocabulary = Vocabulary()
    profiles = [vocabulary.profile(_text(page), settings.terms, settings.few) for page in pages]
    similar = near_pairs(profiles, vocabulary.shares, settings)
    leaders = representatives(similar, lambda article: vocabulary.numbers(_text(pages[article])), len(pages))
    wordings = {leader: profiles[leader] for leader in sorted(set(leaders))}
    leads = Leads(lambda article: _text(pages[article]), vocabulary, settings)
    linkage = Linkage(wordings, _first_days(pages, leaders), leads)
    linkage.run(_between_leaders(similar, leaders, profiles))
    return explain(linkage, leaders, profiles, vocabulary.words, pages)


def day_number(published: str | None) -> float | None:
    """Return the day of an ISO 8601 day or time as a number, None where there is none or it cannot be a day of publication."""
    found = DAY.match(published or "")
    if not found or int(found[1]) not in YEARS:
        return None
    try:
        return float(date(int(found[1]), int(found[2]), int(found[3])).toordinal())
    except ValueError:
        return None


def _text(page: Page) -> str:
    return story_text(page) if page.language in WEIGHED else ""


def _first_days(pages: Sequence[Page], leaders: Sequence[int]) -> dict[int, float]:
    """The day on which each wording first appeared, where known."""
    days: dict[int, float] = {}
    for page, leader in zip(pages, leaders, strict=True):
        day = day_number(page.article.published)
        if day is not None:
            days[leader] = min(day, days.get(leader, day))
    return days


def _between_leaders(similar: Mapping[Pair, float], leaders: Sequence[int], profiles: Sequence[Profile]) -> dict[Pair, float]:
    """Similarities of the articles that stand for their copies: a copy's neighbours are its leader's."""
    pairs = {(min(a, b), max(a, b)) for a, b in ((leaders[left], leaders[right]) for left, right in similar) if a != b}
    return {pair: similar[pair] for pair in sorted(pairs) if pair in similar} | cosines(profiles, pairs - similar.keys())
