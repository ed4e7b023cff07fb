"""Names what a group of texts goes back to, and counts how many independent origins a story has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from retold.lineage.credit import EARLY, OFTEN, Basis, key, own_reporting
from retold.lineage.evidence import sentences
from retold.lineage.grouping import Kin, Pair, components
from retold.lineage.records import Text
from retold.lineage.wording import counted, listed
from retold.model import Independent, Span

HALF = 0.5  # of a group's other texts must rest on an outlet for it to be the group's origin
ALONE = 0.15  # where a text that shares its origin with nobody must credit an outlet, more than once, to rest on it
LIKELY = 1.5  # log-odds at which two texts that each show their own provenance may still share one
WIDEST = 2  # of the interval: wider says nothing


class Source(Struct, frozen=True):
    """The outlet that a group goes back to. `text` is its index if it is in the pile; `credits` pairs texts with their basis."""

    name: str
    text: int | None
    credits: tuple[tuple[int, Basis], ...]


def source(texts: Sequence[Text], members: Sequence[int], bases: Sequence[Sequence[Basis]]) -> Source | None:
    """Return the outlet that most texts of a group rest on; None where none stands out."""
    found: dict[str, list[tuple[int, Basis]]] = {}
    for text in members:
        for basis in bases[text]:
            if basis.central and (basis.collected is None or basis.collected in members):
                found.setdefault(key(basis.name), []).append((text, basis))
    ranked = sorted(found.items(), key=_standing)
    if not ranked:
        return None
    credits = ranked[0][1]
    collected = next((basis.collected for _, basis in credits if basis.collected is not None), None)
    others = len(members) - (collected is not None)
    if len(credits) < HALF * others or (len(members) == 1 and not _rests(texts[members[0]], credits[0][1])):
        return None
    return Source(_name(credits), collected, tuple(credits))


def independent(
    texts: Sequence[Text], groups: Sequence[tuple[int, ...]], kin: Mapping[Pair, Kin], sources: Sequence[Source | None]
) -> tuple[Independent, tuple[str, ...]]:
    """Return the number of independent origins as an interval, and what could not be told about it, in words."""
    high = len(groups)
    unsure = [pair for pair in combinations(range(high), 2) if _may_join(texts, pair, groups, kin, sources)]
    joined = components(high, unsure)
    bare = [g for g in range(high) if _bare(texts, groups[g], sources[g])]
    firm = [cluster for cluster in joined if not all(g in bare for g in cluster)]
    low = min(high, max(1, len(firm), high - WIDEST))
    notes = _doubts(texts, groups, joined, bare) if low < high else []
    return Independent(low, high, _because(texts, groups, sources, low, high)), tuple(notes)


def _standing(item: tuple[str, list[tuple[int, Basis]]]) -> tuple[int, bool, int, str]:
    """Rank an outlet: by the texts that rest on it, then one in the pile before an agency that passed it on, then by sentences."""
    name, credits = item
    return -len(credits), all(basis.collected is None for _, basis in credits), -sum(basis.count for _, basis in credits), name


def _rests(text: Text, basis: Basis) -> bool:
    """Tell whether a text that shares its origin with nobody rests on an outlet: its copy, or an early and repeated credit."""
    repeated = (basis.first <= ALONE and basis.count >= 2) or (basis.first <= EARLY and basis.count >= OFTEN)
    return basis.copy or (repeated and not own_reporting(text))


def _name(credits: Sequence[tuple[int, Basis]]) -> str:
    names = [basis.name for _, basis in credits]
    return max(sorted(set(names)), key=names.count)


def _may_join(
    texts: Sequence[Text],
    pair: Pair,
    groups: Sequence[tuple[int, ...]],
    kin: Mapping[Pair, Kin],
    sources: Sequence[Source | None],
) -> bool:
    """Tell whether two groups may have one origin: some pair of texts may, and they do not rest on different outlets.

    Where each shows where it has its account from, likeness must come near to certainty.
    """
    first, second = (sources[g] for g in pair)
    if first and second and key(first.name) != key(second.name):
        return False
    alike = [kin[min(i, j), max(i, j)] for i in groups[pair[0]] for j in groups[pair[1]]]
    shown = all(sources[g] or any(own_reporting(texts[t]) for t in groups[g]) for g in pair)
    return any(found.possible and (not shown or found.odds >= LIKELY) for found in alike)


def _bare(texts: Sequence[Text], group: tuple[int, ...], found: Source | None) -> bool:
    """Tell whether a single text shows neither where it has its report from nor that it reported itself."""
    return len(group) == 1 and found is None and not own_reporting(texts[group[0]])


def _because(
    texts: Sequence[Text], groups: Sequence[tuple[int, ...]], sources: Sequence[Source | None], low: int, high: int
) -> str:
    number = f"{low}" if low == high else f"{low} to {high}"
    noun = "independent origin" if (low, high) == (1, 1) else "independent origins"
    parts = [_group(texts, group, found) for group, found in zip(groups, sources, strict=True)]
    return f"{number} {noun}: {'; '.join(parts)}."


def _group(texts: Sequence[Text], group: tuple[int, ...], found: Source | None) -> str:
    names = listed([shown(texts, t) for t in group if not (found and t == found.text)])
    if found is None:
        if len(group) > 1:
            return f"{names} go back to one text"
        own = own_reporting(texts[group[0]])
        return f"{names} shows reporting of its own" if own else f"{names} credits no outlet for its account"
    verb = "rests" if names and " and " not in names else "rest"
    place = "" if found.text is not None else ", which is not in the pile"
    return f"{names} {verb} on {found.name}{place}"


def shown(texts: Sequence[Text], t: int) -> str:
    """Return how a text is named to the reader: its outlet, or its id where there is none or several texts are that outlet's."""
    outlet = texts[t].outlet
    alone = outlet and sum(text.outlet == outlet for text in texts) == 1
    return outlet if outlet and alone else texts[t].id


def _doubts(
    texts: Sequence[Text], groups: Sequence[tuple[int, ...]], joined: Sequence[tuple[int, ...]], bare: Sequence[int]
) -> list[str]:
    """Say why the number of origins is an interval."""
    notes = []
    for cluster in (found for found in joined if len(found) > 1):
        names = [_short(texts, groups[g]) for g in cluster]
        notes.append(
            f"Could not tell whether {listed(names)} share an origin: their content and its order are alike, but no more than "
            "independent reports of one event can be."
        )
    if bare:
        who, one = listed([shown(texts, groups[g][0]) for g in bare]), len(bare) == 1
        notes.append(
            f"{who} credits no outlet for its account and shows no reporting of its own: could not tell whether it is independent."
            if one
            else f"{who} credit no outlet for their accounts and show no reporting of their own: could not tell whether they are independent."
        )
    return notes


def _short(texts: Sequence[Text], group: tuple[int, ...]) -> str:
    """Name a group of texts in few words."""
    first, rest = shown(texts, group[0]), len(group) - 1
    return first if not rest else f"the group of {first} and {counted(rest, 'other', 'others')}"


def own_evidence(text: Text) -> tuple[Span, ...]:
    """Return the sentences in which a text shows reporting of its own."""
    return sentences([text], own_reporting(text))
