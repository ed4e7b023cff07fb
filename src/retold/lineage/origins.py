"""Names what a group of texts goes back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from retold.language.outlets import key
from retold.lineage.credit import COPIED, OFTEN, Basis, own_reporting
from retold.lineage.evidence import sentences
from retold.lineage.grouping import Pair, components
from retold.lineage.records import Text
from retold.model import Span

HALF = 0.5  # of a group's other texts must rest on an outlet for it to be the group's origin
ALONE = 0.15  # where a text must credit an outlet, again and again, to rest on it by its own word alone;
TOP = 3  # or among so many first sentences, more than once


class Source(Struct, frozen=True):
    """The outlet that a group goes back to.

    `text` is its index if it is in the pile; `credits` pairs texts with their basis; `resting` holds the texts that credit it, and
    those that agree word for word with one that bears an agency's mark (`copies`, with the marked ones).
    """

    name: str
    text: int | None
    credits: tuple[tuple[int, Basis], ...]
    resting: frozenset[int]
    copies: frozenset[int] = frozenset()


def source(
    texts: Sequence[Text], members: Sequence[int], bases: Sequence[Sequence[Basis]], verbatim: Mapping[Pair, float]
) -> Source | None:
    """Return the outlet that most texts of a group rest on; None where none stands out."""
    found: dict[str, list[tuple[int, Basis]]] = {}
    for text in members:
        for basis in bases[text]:
            inside = basis.collected in members
            if (basis.central and (inside or basis.collected is None)) or (basis.told and inside):
                found.setdefault(key(basis.name), []).append((text, basis))
    options = [_source(credits, members, verbatim) for _, credits in sorted(found.items())]
    best = min(options, key=lambda it: _standing(it, texts), default=None)
    if best is None or len(best.resting) < HALF * (len(members) - len(_accounted(best, options))):
        return None
    return best if _stands(texts, best, len(members)) else None


def _accounted(best: Source, options: Sequence[Source]) -> set[int]:
    """Return the outlet's own text, and those that rest on another text of the group: they follow wherever that one goes."""
    further = {t for it in options if it is not best and it.text is not None for t in it.resting}
    own = {best.text} if best.text is not None else set()
    return (further - best.resting) | own


def _source(credits: Sequence[tuple[int, Basis]], members: Sequence[int], verbatim: Mapping[Pair, float]) -> Source:
    collected = [basis.collected for _, basis in credits if basis.collected is not None]
    text = max(sorted(set(collected)), key=collected.count, default=None)
    marked = {t for t, basis in credits if basis.copy and basis.collected is None}
    alike = [pair for pair, share in sorted(verbatim.items()) if share >= COPIED and set(pair) <= set(members)]
    copies = {t for group in components(max(members) + 1, alike) if marked & set(group) for t in group}
    resting = ({t for t, _ in credits} | copies) - {text}
    return Source(_name(credits), text, tuple(credits), frozenset(resting), frozenset(copies))


def _standing(found: Source, texts: Sequence[Text]) -> tuple[int, bool, str, int, str]:
    """Rank an outlet: by the texts that rest on it, then one in the pile before an agency that passed it on, the earlier, by sentences."""
    told = texts[found.text].published if found.text is not None else None
    return -len(found.resting), found.text is None, told or "~", -sum(basis.count for _, basis in found.credits), found.name


def _stands(texts: Sequence[Text], found: Source, size: int) -> bool:
    """Tell whether the credits suffice to name an origin that is not in the pile: two of them, or one that is strong."""
    if found.text is not None and size > 1:
        return True
    credits = {t for t, _ in found.credits}
    return (len(credits) > 1 and size > 1) or any(rests(texts[t], basis) for t, basis in found.credits)


def rests(text: Text, basis: Basis) -> bool:
    """Tell whether one credit shows by itself that a text rests on an outlet: its copy, or an early and repeated credit."""
    repeated = (basis.line < TOP and basis.count >= 2) or (basis.first <= ALONE and basis.count >= OFTEN)
    return basis.copy or (repeated and not own_reporting(text))


def _name(credits: Sequence[tuple[int, Basis]]) -> str:
    names = [basis.name for _, basis in credits]
    return max(sorted(set(names)), key=names.count)


def shown(texts: Sequence[Text], t: int) -> str:
    """Return how a text is named to the reader: its outlet, or its id where there is none or several texts are that outlet's."""
    outlet = texts[t].outlet
    alone = outlet and sum(text.outlet == outlet for text in texts) == 1
    return outlet if outlet and alone else texts[t].id


def own_evidence(text: Text) -> tuple[Span, ...]:
    """Return the sentences in which a text shows reporting of its own."""
    return sentences([text], own_reporting(text))
