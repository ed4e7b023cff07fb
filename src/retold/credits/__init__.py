"""Who is credited for what: within one article, and across the tellings of a story.

`find` lists the credits of an article (content, cue, source); `outlets` lists the outlets, agencies and books that it names as where
its information comes from, not those it merely mentions. `tellings` says whom each telling of a claim credits and what became of the
credit on the way; `follow` joins the chains that are one and fills in the links that a sentence does not name.
"""

from __future__ import annotations

from retold.credits.attribution.finding import find
from retold.credits.chains.following import Followed, follow
from retold.credits.chains.tellings import tellings
from retold.credits.houses.outlets import outlets

__all__ = ["Followed", "find", "follow", "outlets", "tellings"]
