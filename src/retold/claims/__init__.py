"""Claims: which sentences of a story say the same thing, many to many, and what only one article says."""

from retold.claims.groups import group
from retold.claims.links import align
from retold.claims.only import only_in

__all__ = ["align", "group", "only_in"]
