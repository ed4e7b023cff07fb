"""From linked sentences to divergences: every detector of the table, then one divergence for each point of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from retold.divergences.folding import fold
from retold.divergences.laying.scene import lay
from retold.divergences.merge import points
from retold.divergences.sentences import UNQUOTED
from retold.divergences.severity import settle
from retold.divergences.table import DETECTORS
from retold.language.words import tokenise
from retold.model import Alignment, Claim, Credit, CreditedOutlet, Divergence, Marked


def find(
    marked: Sequence[Marked],
    alignment: Alignment,
    claims: Sequence[Claim],
    credits: Sequence[Credit],
    outlets: Mapping[str, Sequence[CreditedOutlet]],
) -> tuple[Divergence, ...]:
    """Return where the tellings differ, findings before tables, gravest first.

    `outlets` maps article ids to the outlets that each credits. Each reading holds exact spans of at most 120 characters; where it is
    a whole sentence that lacks what the other has, at most 300. The result does not depend on the order of `marked`.
    """
    scene = lay(marked, alignment, claims, credits, outlets)
    differences = [difference for detect in DETECTORS for difference in detect(scene)]
    settled = [point._replace(divergence=settle(point.divergence)) for point in points(differences, claims)]
    told = [one for one in fold(settled) if _differs(one)]
    return tuple(replace(one, id=f"d{n}") for n, one in enumerate(told, 1))


def _differs(found: Divergence) -> bool:
    """Tell whether its readings do not all show the same words; a quotation that the other prints as prose may."""
    return found.rule == UNQUOTED or len({" ".join(tokenise(reading.text)) for reading in found.readings}) > 1
