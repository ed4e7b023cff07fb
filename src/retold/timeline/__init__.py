"""The timeline of a story: who did or said what to whom, where and when, as far as the articles settle it.

Precision comes first: a clause is listed where its date, its words and its status can be told from the text, and left out where
not. Nothing here reads a clock: days are counted from what the articles say of their own dates.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.model import Actor, Claim, Credit, Event, Interaction, Marked
from retold.timeline import roster
from retold.timeline.beside import beside
from retold.timeline.between import interactions
from retold.timeline.merging import merge
from retold.timeline.placing import desks_of, place

__all__ = ["actors", "events", "interactions"]


def events(marked: Sequence[Marked], claims: Sequence[Claim], credits: Sequence[Credit]) -> tuple[Event, ...]:
    """Return the dated events of a story, sorted by time; the order of the articles does not matter."""
    desks = desks_of(marked, credits)
    placed = [p for desk in desks for p in place(desk)]
    placed += [p for desk in desks for p in beside(desk, placed)]
    return merge(placed, claims)


def actors(marked: Sequence[Marked], interactions: Sequence[Interaction] = ()) -> tuple[Actor, ...]:
    """Return everyone and everything named in a story, most often named first, with every form of the name, its count and roles.

    Parties to `interactions` that have no name of their own ("Reis's advisers") follow as actors that are not named.
    """
    return roster.actors(marked, interactions)
