"""A group of texts with its tree, as the reasons for its edges look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from retold.language.prose import listed
from retold.lineage.characters import Reading
from retold.lineage.credit import Basis
from retold.lineage.evidence import sentences
from retold.lineage.grouping import Pair
from retold.lineage.growth import Grown
from retold.lineage.kinship import Likeness
from retold.lineage.origins import Source, shown
from retold.lineage.records import Text
from retold.lineage.tree import Tree
from retold.model import Span

NAMED = 4  # texts that a sentence lists; of more it names three


class Told(Struct, frozen=True):
    """What is known of all the texts of a story; `said` has their stems and pairs of neighbouring stems."""

    texts: Sequence[Text]
    bases: Sequence[Sequence[Basis]]
    like: Mapping[Pair, Likeness]
    verbatim: Mapping[Pair, float]
    slips: Sequence[Reading]
    said: Sequence[frozenset[tuple[str, ...]]]


class View(Struct, frozen=True):
    """A group of texts with its tree and the outlet that it goes back to."""

    told: Told
    grown: Grown
    source: Source | None

    @property
    def tree(self) -> Tree:
        """The tree."""
        return self.grown.tree

    def text(self, v: int) -> Text:
        """Return the text of a node."""
        return self.told.texts[self.member(v)]

    def member(self, v: int) -> int:
        """Return the index in the story of a node's text."""
        return self.grown.found.members[v]

    def name(self, v: int) -> str:
        """Return the name of a text."""
        return shown(self.told.texts, self.member(v))

    def names(self, clade: frozenset[int]) -> str:
        """Return the names of some texts, listed; of many, the first three and how many more."""
        found = [self.name(k) for k in sorted(clade)]
        return listed(found if len(found) <= NAMED else [*found[:3], f"{len(found) - 3} others"])

    def pair(self, a: int, b: int) -> Pair:
        """Return two nodes' texts as a pair of the story."""
        i, j = self.member(a), self.member(b)
        return min(i, j), max(i, j)

    def said(self, nodes: frozenset[int]) -> list[frozenset[tuple[str, ...]]]:
        """Return the stems, and pairs of neighbouring stems, of some texts, a set for each."""
        return [self.told.said[self.member(k)] for k in sorted(nodes)]

    def places(self, readings: Sequence[Reading], nodes: frozenset[int]) -> tuple[Span, ...]:
        """Return the sentences in which some texts have some readings."""
        members = {self.member(k) for k in nodes}
        return sentences(self.told.texts, [span for r in readings for t, span in r.spans if t in members])
