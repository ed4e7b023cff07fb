"""Who took it from whom: origins, lost sources, evidence, confidence, and how many independent origins there are."""

from retold.lineage.decided import Decided
from retold.lineage.records import Traced
from retold.lineage.trace import behind, trace

__all__ = ["Decided", "Traced", "behind", "trace"]
