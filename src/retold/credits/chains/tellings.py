"""Whom each telling of a claim credits, and what became of the credit on the way.

A credit counts for a telling, be that a sentence or a part of one, where its content holds what the telling has of the claim: "In what
sources described as a tense call, the minister objected" credits nobody for the objection. The change is against the telling that
credits most exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from retold.credits.chains.changes import change, told
from retold.credits.chains.laid import Telling, lay
from retold.credits.chains.seen import Change, Seen, short, vouching
from retold.credits.chains.voices import Voices, akin
from retold.model import Claim, Credit, Credited, Marked, Origin

RELATIVE = frozenset({"WDT", "WP", "WP$"})  # which, who, whose


def tellings(
    marked: Sequence[Marked], claims: Sequence[Claim], credits: Sequence[Credit], origins: Sequence[Origin] | None = None
) -> tuple[Claim, ...]:
    """Return the claims with `credited` filled, one record for each telling, in the order of the tellings.

    `credits` holds the ids of the credits whose contents cover what the sentence tells of the claim, `chain` the links of the
    innermost of them; `implied` is left to `follow`. Where `origins` are known, a change is told only between articles that go back
    to one of them: nothing is lost on the way between articles that do not. The order of `marked` and `credits` does not matter.
    """
    voices = Voices(marked, credits)
    return tuple(
        replace(claim, credited=_credited(voices, lay(claim, voices.trees, voices.credits), origins)) for claim in claims
    )


def _credited(voices: Voices, laid: Sequence[Telling], origins: Sequence[Origin] | None) -> tuple[Credited, ...]:
    ranked = sorted((t for t in laid if vouching(t) and not t.headline and not _beside(t)), key=lambda t: _exactness(voices, t))
    found = []
    for telling in laid:
        near = [t for t in ranked if akin(origins, t.span.article, telling.span.article)]
        found.append(_record(telling, _changed(voices, telling, near)))
    return tuple(found)


def _record(telling: Telling, found: Change) -> Credited:
    ids = tuple(sorted({credit.id for source in telling.covering for credit in source.credits if credit.id}))
    inner = max((s.first for s in telling.covering), key=lambda c: (len(c.chain), c.id), default=None)
    return Credited(telling.span, ids, inner.chain if inner else (), (), found.kind, found.because)


def _exactness(voices: Voices, telling: Telling) -> tuple[int, int, int, str, int]:
    """Rank a telling, the most exact first: how many answer for it, how much is said of them, whether the outlet is named."""
    described = [d for s in vouching(telling) if (d := voices.described(s.span))]
    chain = max(len(s.first.chain) for s in vouching(telling))
    detail = sum(len(d.detail) + (d.high == d.low) for d in described)
    return -len(described), -detail, -chain, telling.span.article, telling.span.start


def _changed(voices: Voices, telling: Telling, ranked: Sequence[Telling]) -> Change:
    """Return what became of the credit of the most exact telling that has what this one tells."""
    if not ranked:
        return Change(None, "No telling that goes back to the same origin credits anybody for it.")
    if telling is ranked[0]:
        return Change(None, _most_exact(telling))
    if telling.headline:
        return Change(None, "A headline seldom says who said it.")
    if _beside(telling):
        return Change(None, "It stands beside what is credited; whether it is credited too could not be told.")
    for there in ranked:
        if there is telling:
            return Change(None, "No telling that credits more exactly has all that this one tells.")
        if there.span.article == telling.span.article:
            continue
        seen = [one for s in vouching(there) if told(one := Seen(voices, there, s, telling))]
        found = [change(one) for one in seen]
        if found:
            return min(found, key=_gravity)
    return Change(None, "No other telling credits the same for what this one tells.")


def _beside(telling: Telling) -> bool:
    """Tell whether a telling is no more than a relative clause: "which the ministry calls a sect" may be the article's own remark."""
    own = telling.tree.covered(telling.span)
    return bool(own) and telling.tree.tokens[own[0]].tag in RELATIVE


def _most_exact(telling: Telling) -> str:
    first = vouching(telling)[0]
    who = first.first.name or (short(first.span.text) if first.span else "a source")
    return f"Credits “{who}”, most exactly of all tellings."


GRAVEST = ("dropped", "other", "widened", "hardened", "softened", "narrowed", "same")


def _gravity(found: Change) -> int:
    return GRAVEST.index(found.kind) if found.kind else len(GRAVEST)
