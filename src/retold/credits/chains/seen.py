"""A source of one telling seen from another telling of the same claim, and what may be said of the two."""

from __future__ import annotations

from typing import NamedTuple

from retold.credits.chains.laid import Source, Telling, tells_of
from retold.credits.chains.voices import Voices, same_bearer
from retold.language import outlets
from retold.model import Credit, CreditChange

VOUCHING = ("unnamed", "several unnamed", "person", "office", "document")


class Change(NamedTuple):
    """What became of a credit, and why it is thought so; `kind` is None where nothing can be told."""

    kind: CreditChange | None
    because: str


class Seen(NamedTuple):
    """A source of one telling, seen from another telling that tells what it is credited with."""

    voices: Voices
    there: Telling
    source: Source
    here: Telling

    @property
    def credit(self) -> Credit:
        """The credit of the source."""
        return self.source.first

    @property
    def outlet(self) -> str:
        """How the article with the source is named to the reader."""
        return self.voices.shown[self.there.span.article]

    @property
    def quoted(self) -> str:
        """The words of the source."""
        return f"“{self.credit.name or short(self.source.span.text)}”" if self.source.span else "somebody"


def vouching(telling: Telling) -> list[Source]:
    """Return the sources that cover a telling and answer for it themselves; an outlet only passes on."""
    return [s for s in telling.covering if s.first.source_kind in VOUCHING and s.span is not None and _known(telling, s)]


def _known(telling: Telling, source: Source) -> bool:
    """Tell whether it is known who a source is: it has a name, or is more than a pronoun."""
    return source.first.name is not None or any(
        telling.tree.tokens[k].pos in ("NOUN", "PROPN") for k in telling.tree.covered(source.span or telling.span)
    )


def inner(seen: Seen, mine: Source) -> bool:
    """Tell whether a source of this telling is one of whom the other source tells: it speaks in the story, not to the outlet."""
    if same_bearer(seen.credit, mine.first) or _passes_on(seen.credit, mine.first):
        return False
    if any(s is not seen.source and same_bearer(s.first, mine.first) for s in seen.there.sources):
        return True
    if _requests(seen.here, mine) and not _requests(seen.there, seen.source):
        return True
    return tells_of(seen.there, seen.source, seen.here, mine)


def _passes_on(credit: Credit, other: Credit) -> bool:
    """Tell whether the other credit names the outlet through which this one came: "the Gazette said, citing two engineers"."""
    name = other.name
    if other.source_kind != "outlet" or name is None:
        return False
    return any(outlets.same_house(name, link) for link in credit.chain[:-1])


def _requests(telling: Telling, source: Source) -> bool:
    """Tell whether a source asks somebody to do something, which is an act and no report: "urged them to close it"."""
    covered = telling.tree.covered(source.first.content)
    return bool(covered) and telling.tree.tokens[covered[0]].tag == "TO"


def short(text: str, most: int = 60) -> str:
    """Return words on one line, cut where they are many."""
    flat = " ".join(text.split()).strip('“”" ')
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"
