"""What the stories room hands over: groups with their reasons, strangers with theirs, and the settings that made them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Level = Literal["story", "topic"]


class Settings(Struct, frozen=True):
    """The numbers of the method, one setting for piles of every kind; chosen on labelled piles (docs/explanation-stories.md).

    Similarities are cosines of weighted term vectors, 0..1. `gamma` tells how fast a gap of days raises the bar; 0: not at all.
    """

    terms: int = 100  # heaviest terms kept of an article
    few: int = 20  # an article with fewer terms is damped, and said to be hard to place
    indexed: int = 30  # of these, how many the candidate index holds
    widespread: float = 0.015  # a term in a larger share of the background is indexed only where it is among the fewer heaviest
    neighbours: int = 15  # candidates kept for an article
    floor: float = 0.06  # the least partial similarity of a candidate
    bar: float = 0.08  # the least mean similarity of two groups that merge
    start: float = 0.14  # the least similarity of two single articles: a pair has no third to vouch for it
    join: float = 0.4  # a single article joins a group if this near, relative to the group's cohesion, in whole texts and leads
    lead: int = 80  # words of a lead, title included
    relative: float = 0.75  # two tight groups merge only if this close, relative to the looser one's cohesion
    cap: float = 0.36  # cohesion above this asks for no more: wording copied inside a group must not keep its rewrites out
    prior: float = 0.1  # the cohesion that two imagined pairs lend to a small group
    gamma: float = 0.0


HUGE_PILE = 200_000  # from here on, the index must be thinner for its cost, which grows with the square of what it holds


def settings_for(size: int) -> Settings:
    """Return the settings for a pile of so many articles given at once; a pile that grows keeps those that it began with."""
    return Settings(widespread=0.003) if size >= HUGE_PILE else Settings()


class Judged(Struct, frozen=True):
    """What a person decided: pairs of articles, by their ids, that tell one story, and pairs that do not.

    Pairs of articles that are not in the pile count for nothing. Where the two contradict each other, `together` is honoured.
    """

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


class Refused(Struct, frozen=True):
    """The merge that came next and was not made: with which articles, their mean similarity (0..1), and why not."""

    articles: tuple[str, ...]
    similarity: float
    because: str


class Group(Struct, frozen=True):
    """Articles that tell the same story, ids in order.

    `terms` are the heaviest words that at least half of the articles share. `cohesion` is the mean similarity of a pair.
    `loosest` is the article least like the rest and `hold` its mean similarity to them. `refused` is the merge refused next.
    `copies` are the sets of articles that carry one text. `stories` are the stories of a topic, empty where the group is a story.
    """

    articles: tuple[str, ...]
    terms: tuple[str, ...]
    cohesion: float
    loosest: str
    hold: float
    refused: Refused | None
    because: str
    copies: tuple[tuple[str, ...], ...] = ()
    stories: tuple[tuple[str, ...], ...] = ()


class Grouping(Struct, frozen=True):
    """A pile sorted into stories: `groups` of two articles or more, and `strangers`, articles that share a story with no other.

    Every article of the pile is in exactly one of the two. Groups come largest first, then by first id; strangers by id.
    `alone` says of each stranger, in the order of `strangers`, what came nearest. `undetermined` lists what could not be told.
    """

    groups: tuple[Group, ...]
    strangers: tuple[str, ...]
    alone: tuple[str, ...]
    gamma: float
    undetermined: tuple[str, ...] = ()
    level: Level = "story"
