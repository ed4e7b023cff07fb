"""Chains of a story: article, outlet, source. The same chain written differently in two articles is one chain.

`follow` runs after the lineage is known, for only then can it be told which outlet an article rests on where its sentence names none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from retold.credits.chains.implied import fill, relinked, resting
from retold.credits.chains.same_source import Groups, Mention, grouped, mentions
from retold.credits.chains.tellings import tellings
from retold.credits.chains.voices import Voices
from retold.language import outlets
from retold.model import Chain, Claim, Credit, CreditedOutlet, Marked, Origin

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})


class Followed(Struct, frozen=True):
    """Credits and claims with the links that their sentences do not name, and the chains of the story."""

    credits: tuple[Credit, ...]
    chains: tuple[Chain, ...]
    claims: tuple[Claim, ...]


class _Way(Struct):
    """One chain in the making: the credits that give it, and why they are held for one."""

    credits: list[Credit]
    links: tuple[str, ...]
    because: list[str]


def follow(
    marked: Sequence[Marked],
    claims: Sequence[Claim],
    credits: Sequence[Credit],
    named: Mapping[str, Sequence[CreditedOutlet]],
    origins: Sequence[Origin],
) -> Followed:
    """Return credits and claims with implied links filled in, and one chain for each way that information came.

    What became of each credit is told again, now only between articles that go back to one origin. `named` maps article ids to the
    outlets that each credits. Credits come back in the order given. The order of `marked` does not matter.
    """
    voices = Voices(marked, credits)
    rests = resting(voices, named, origins)
    filled = fill(voices, claims, rests)
    followed = tuple(filled.get(credit.id, credit) for credit in credits)
    changed = tellings(marked, claims, credits, origins)
    told = tuple(relinked(voices, claim, filled, rests, origins) for claim in changed)
    return Followed(followed, _chains(Voices(marked, followed), told, origins), told)


def _chains(voices: Voices, claims: Sequence[Claim], origins: Sequence[Origin]) -> tuple[Chain, ...]:
    found = mentions(voices)
    groups = grouped(voices, claims, found, origins)
    ways = [_way(groups, group) for group in sorted(set(groups.of))]
    ways += _of_names(voices, groups)
    ordered = sorted(ways, key=lambda way: _place(way.credits[0]))
    return tuple(
        Chain(f"ch{n}", way.links, way.credits[0].source_kind, tuple(sorted(c.id for c in way.credits)), _because(way))
        for n, way in enumerate(ordered, 1)
    )


def _place(credit: Credit) -> tuple[str, int, int, str]:
    return credit.content.article, credit.content.start, len(credit.chain), credit.id


def _because(way: _Way) -> str:
    if way.because:
        return f"{'; '.join(way.because)}."
    return "Given once." if len(way.credits) == 1 else "Every credit names it."


def _way(groups: Groups, group: int) -> _Way:
    """Return the chain of a source without a name: its fullest wording, after the outlet that any credit of it names."""
    members = [groups.mentions[n] for n in groups.members(group)]
    fullest = min(members, key=lambda m: (m.described.again, -len(m.described.detail), -m.described.parts, m.span))
    before = max((m.first.chain[:-1] for m in members), key=lambda links: (len(links), links))
    credits = sorted((c for m in members for c in m.credits), key=_place)
    return _Way(credits, (*before, _wording(fullest)), groups.because(group))


def _wording(mention: Mention) -> str:
    """Return the words of a source without the clause that tells how it spoke, as they stand inside a sentence."""
    words = " ".join(mention.described.text.split()).strip('“”" ,')
    words = words.removesuffix(" but").removesuffix(" and").rstrip(" ,")
    label = mention.first.chain[-1] if mention.first.chain else words
    return words[:1].lower() + words[1:] if label[:1].islower() else words


def _of_names(voices: Voices, groups: Groups) -> list[_Way]:
    """Return the chains of persons, offices and outlets: one for each name and what stands before it."""
    taken = {credit.id: groups.of[n] for n, mention in enumerate(groups.mentions) for credit in mention.credits}
    rest = [
        c for credits in voices.credits.values() for c in credits if c.id not in taken and c.chain and c.source_kind != "none"
    ]
    full = _full_names(rest)
    ways: dict[tuple[str, ...], _Way] = {}
    for credit in sorted(rest, key=_place):
        parent = f"#{taken[credit.parent]}" if credit.parent in taken else ""
        key = (parent, *(_link(link) for link in credit.chain[:-1] if not parent), *_name(credit, full))
        way = ways.setdefault(key, _Way([], credit.chain, []))
        way.credits.append(credit)
        way.links = max(way.links, credit.chain, key=lambda links: (sum(map(len, links)), links))
    return list(ways.values())


def _unread(credit: Credit) -> bool:
    """Tell whether it is not known who a source is: nobody is named, or a pronoun that could not be read."""
    return credit.source_kind == "none" or (credit.name is None and credit.chain[-1].casefold() in PRONOUNS)


def _full_names(credits: Sequence[Credit]) -> dict[str, str]:
    """Return surname -> full name, for the surnames that one full name of the story ends in."""
    names = {c.name.casefold() for c in credits if c.name and c.source_kind == "person"}
    full = sorted(name for name in names if " " in name)
    return {
        last: mine[0]
        for last in {name.split()[-1] for name in full}
        if len(mine := [n for n in full if n.split()[-1] == last]) == 1
    }


def _link(link: str) -> str:
    return outlets.key(link) if outlets.canonical(link) else link.casefold()


def _name(credit: Credit, full: Mapping[str, str]) -> tuple[str, ...]:
    """Return by what the credits of one source are known: its name, or the place where a source without one stands."""
    if credit.name is None:
        at = credit.source or credit.content
        return credit.source_kind, at.article, str(at.start)
    name = credit.name.casefold()
    return ("outlet", outlets.key(credit.name)) if credit.source_kind == "outlet" else ("name", full.get(name, name))
