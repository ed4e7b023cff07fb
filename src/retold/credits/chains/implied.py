"""Links of a chain that a sentence does not name: the outlet that its article rests on.

A retelling names the outlet once and then goes on with "sources said". Whoever reads "sources" there should know that they spoke to
the other outlet. It is said only where the article credits one outlet and no other, goes back to it, and what is told can only have
come from it; words spoken in public, papers that anyone can read and what the outlet was told itself are left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.credits.chains.voices import Voices, kept_secret, same_bearer, withheld
from retold.language import outlets
from retold.model import Claim, Credit, Credited, CreditedOutlet, Origin

ANNOUNCING = frozenset({"announce", "announced", "announces", "announcing"})
FEWEST = 2  # articles that must tell a claim before its origin is implied where nobody is credited


class Resting(Struct, frozen=True):
    """The one outlet that an article rests on. `until` is where its last credit to it stands; `collected` the id of its article."""

    name: str
    until: int
    collected: str | None


def resting(voices: Voices, named: Mapping[str, Sequence[CreditedOutlet]], origins: Sequence[Origin]) -> dict[str, Resting]:
    """Return article id -> the one outlet that it rests on, for the articles that name one, no other, and go back to it."""
    found = {}
    for article in voices.trees:
        mine = [origin for origin in origins if article in origin.articles]
        told = [credited for credited in named.get(article, ()) if credited.spans]
        if len(mine) != 1 or not told or mine[0].name == article:
            continue
        outlet = (voices.home(mine[0].name) if mine[0].collected and mine[0].name in voices.trees else mine[0].name) or mine[
            0
        ].name
        own = voices.home(article)
        others = [credited for credited in told if outlets.key(credited.name) != outlets.key(outlet)]
        if others or (own and outlets.same_house(own, outlet)):
            continue
        until = max(span.start for credited in told for span in credited.spans)
        found[article] = Resting(told[0].name, until, mine[0].name if mine[0].collected else None)
    return found


def fill(voices: Voices, claims: Sequence[Claim], rests: Mapping[str, Resting]) -> dict[str, Credit]:
    """Return the credits that gain a link, by id; a credit inside such a credit gains it too."""
    private = _private(voices, claims)
    found: dict[str, Credit] = {}
    for article, rest in rests.items():
        credits = voices.credits[article]
        direct = {c.id for c in credits if c.parent is None and (_only_theirs(voices, c) or c.id in private) and not _placed(c)}
        below = {c.id for c in credits if _above(c, credits) & direct and not _placed(c)}
        for credit in credits:
            if credit.id in direct | below:
                found[credit.id] = replace(credit, chain=(rest.name, *credit.chain), implied=(rest.name, *credit.implied))
    return found


def _placed(credit: Credit) -> bool:
    """Tell whether a chain names an outlet already, or the outlet was told itself, or all could hear it."""
    return (
        credit.access in ("own", "public", "passed on")
        or any(outlets.canonical(link) for link in credit.chain)
        or not credit.chain
    )


def _only_theirs(voices: Voices, credit: Credit) -> bool:
    """Tell whether only the outlet that spoke to a source can have its words."""
    described = voices.described(credit.source)
    heard = credit.hearer is not None
    announced = credit.cue is not None and any(word in ANNOUNCING for word in credit.cue.text.lower().split())
    return withheld(credit) and not heard and not announced and described is not None and kept_secret(credit, described)


def _above(credit: Credit, credits: Sequence[Credit]) -> set[str]:
    """Return the ids of the credits in whose content a credit lies."""
    by_id, found, at = {c.id: c for c in credits}, set[str](), credit.parent
    while at is not None and at not in found and at in by_id:
        found.add(at)
        at = by_id[at].parent
    return found


def _private(voices: Voices, claims: Sequence[Claim]) -> set[str]:
    """Return the ids of credits for what somebody said in private: another telling of the claim has it from an unnamed source."""
    by_id = {c.id: c for credits in voices.credits.values() for c in credits if c.id}
    found = set()
    for claim in claims:
        told = [[by_id[i] for i in one.credits if i in by_id] for one in claim.credited]
        inner = [c for credits in told for c in credits if c.parent in by_id and withheld(by_id[c.parent])]
        bare = [c for credits in told for c in credits if c.parent is None and c.source_kind == "person"]
        found |= {
            c.id for c in bare if any(same_bearer(c, other) and c.content.article != other.content.article for other in inner)
        }
    return found


def relinked(
    voices: Voices, claim: Claim, filled: Mapping[str, Credit], rests: Mapping[str, Resting], origins: Sequence[Origin]
) -> Claim:
    """Return a claim whose tellings have the links that their credits gained, or the origin where they credit nobody."""
    shared = _shared(claim, origins)
    return replace(claim, credited=tuple(_relinked(voices, one, filled, rests, shared) for one in claim.credited))


def _relinked(
    voices: Voices, one: Credited, filled: Mapping[str, Credit], rests: Mapping[str, Resting], shared: Origin | None
) -> Credited:
    gained = [filled[i] for i in one.credits if i in filled and filled[i].chain[1:] == one.chain]
    if gained:
        return replace(one, chain=gained[0].chain, implied=gained[0].implied)
    rest = rests.get(one.telling.article)
    if (
        rest is None
        or one.credits
        or one.chain
        or shared is None
        or one.telling.start > _until(voices, rest, one.telling.article, filled)
    ):
        return one
    return replace(one, chain=(rest.name,), implied=(rest.name,))


def _until(voices: Voices, rest: Resting, article: str, filled: Mapping[str, Credit]) -> int:
    """Return where the last credit to the outlet stands, named or implied: after it the article may go on without it."""
    return max([rest.until, *(c.content.start for c in voices.credits[article] if c.id in filled)])


def _shared(claim: Claim, origins: Sequence[Origin]) -> Origin | None:
    """Return the origin to which all tellings of a claim go back, if several articles tell it; in the pile it must tell it too."""
    articles = {span.article for span in claim.tellings}
    behind = [origin for origin in origins if articles & set(origin.articles)]
    if len(behind) != 1 or len(articles) < FEWEST or not articles <= set(behind[0].articles):
        return None
    return behind[0] if not behind[0].collected or behind[0].name in articles else None
