"""Why two quotations that differ may both be exact, so that their difference belongs in a table: translations, two statements."""

from __future__ import annotations

from retold.divergences.kinds.quote import statements, translated
from retold.divergences.laying.utterances import Partner
from retold.divergences.records import Difference, Scene


def excused(difference: Difference, partner: Partner, scene: Scene) -> Difference:
    """Return a difference as it is, or as a row of the tables where each side may give its words exactly.

    A figure or a denial is no matter of translation: there a critical difference stays.
    """
    if statements.two_statements(partner, scene):
        return difference._replace(severity="minor", tier="table", why=statements.WHY)
    foreign = translated.translated(partner.left, scene) or translated.translated(partner.right, scene)
    if foreign and difference.severity != "critical":
        return difference._replace(severity="minor", tier="table", why=translated.WHY)
    return difference
