"""Whom an article credits that none of the others does."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.names import fold, likeness
from retold.language.words import tokenise
from retold.model import Claim, Credit, Story
from retold.reports import voices
from retold.reports.voices import Voice


def credits(story: Story, article: str) -> tuple[str, ...]:
    """Return the ids of the credits to sources that only one article credits, in order.

    A person counts by name, if no other article credits anyone of a like family name; an unnamed source only where it speaks for
    something that no other article tells, since two articles may call one source by different words.
    """
    others = sorted({word for it in story.credits if it.content.article != article for word in _bearer(it)})
    named = [it for it in voices.named(story, ("person",)) if all(c.name for c in it.credits) and not _known(it, others)]
    alone = [claim for claim in story.claims if claim.id in story.only_in.get(article, ())]
    unnamed = [
        voice for voice in voices.unnamed(story) if any(_speaks_for(it, claim) for it in voice.credits for claim in alone)
    ]
    found = [it for voice in (*named, *unnamed) if _of(voice) == {article} for it in voice.credits if it.id]
    return tuple(it.id for it in sorted(found, key=lambda it: (it.content, it.id)))


def _known(voice: Voice, others: Sequence[str]) -> bool:
    """Tell whether the family name of a voice is one of others, or that with a letter lost or another spelling."""
    return any(
        likeness(word, other) or word.startswith(other) or other.startswith(word)
        for word in _last(voice.links[-1])
        for other in others
    )


def _bearer(credit: Credit) -> list[str]:
    """Return the last words of all that a credit names, so that a bearer is known by family name."""
    return [word for link in (*credit.chain, credit.name or "") for word in _last(link)]


def _last(name: str) -> list[str]:
    return [fold(word) for word in tokenise(name)[-1:]]


def _of(voice: Voice) -> set[str]:
    return {credit.content.article for credit in voice.credits}


def _speaks_for(credit: Credit, claim: Claim) -> bool:
    here = [it for it in claim.tellings if it.article == credit.content.article]
    return any(it.start < credit.content.end and credit.content.start < it.end for it in here)
