"""Who took it from whom: origins, lost sources, evidence, confidence, and how many independent origins there are."""

from retold.lineage.records import Traced
from retold.lineage.trace import behind, trace

__all__ = ["Traced", "behind", "trace"]
