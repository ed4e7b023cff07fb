"""From linked sentences to divergences: every detector of the table, then one divergence for each point of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from retold.divergences.laying.scene import lay
from retold.divergences.merge import SEVERITIES, TIERS, merge
from retold.divergences.table import DETECTORS
from retold.model import Alignment, Claim, Credit, CreditedOutlet, Divergence, Marked, Span

ORDER = ("polarity", "number", "quote", "name", "credit", "certainty", "date", "actor", "scope", "wording", "place", "presence")


def find(
    marked: Sequence[Marked],
    alignment: Alignment,
    claims: Sequence[Claim],
    credits: Sequence[Credit],
    outlets: Mapping[str, Sequence[CreditedOutlet]],
) -> tuple[Divergence, ...]:
    """Return where the tellings differ, findings before tables, gravest first.

    `outlets` maps article ids to the outlets that each credits. Each reading holds exact spans of at most 120 characters, a bare
    sentence in a credit at most 300. The result does not depend on the order of `marked`.
    """
    scene = lay(marked, alignment, claims, credits, outlets)
    differences = [difference for detect in DETECTORS for difference in detect(scene)]
    return tuple(_numbered(sorted(merge(differences, claims), key=_weight)))


def _weight(one: Divergence) -> tuple[int, int, int, int, str, list[Span]]:
    articles = [len({span.article for span in reading.spans}) for reading in one.readings]
    fewer = sorted(articles)[-2] if len(articles) > 1 else 0
    return (
        TIERS.index(one.tier),
        SEVERITIES.index(one.severity),
        ORDER.index(one.kind),
        -fewer,
        one.title,
        [reading.spans[0] for reading in one.readings],
    )


def _numbered(ordered: Sequence[Divergence]) -> list[Divergence]:
    return [replace(d, id=f"d{n}") for n, d in enumerate(ordered, 1)]
