"""The records of the room: sentences laid side by side, their words matched, and the differences found between two of them.

A `Difference` is pairwise and is never shown; `merge` folds those that lie at one point of the story into one `Divergence`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.model import Between, Claim, Credit, CreditedOutlet, DivergenceKind, Marked, Severity, Span, Tier, Token


class Line(NamedTuple):
    """One sentence: its page, its number there, its tokens `first` to `last` (exclusive) and, of these, the content words."""

    page: Marked
    number: int
    first: int
    last: int
    words: tuple[int, ...]

    def token(self, at: int) -> Token:
        """Return the token with the page's index `at`."""
        return self.page.tokens[at]


class Match(NamedTuple):
    """Two words of two lines that stand for each other. `likeness` is 0 where only their place says so (a slot)."""

    left: int
    right: int
    likeness: float
    evidence: float


class Pair(NamedTuple):
    """Two linked lines of two articles, with their words matched."""

    left: Line
    right: Line
    similarity: float
    closeness: float
    matches: tuple[Match, ...]
    cover: float

    def turned(self) -> Pair:
        """Return the pair seen from the other side."""
        turned = tuple(Match(m.right, m.left, m.likeness, m.evidence) for m in self.matches)
        return Pair(self.right, self.left, self.similarity, self.closeness, turned, self.cover)


class Scene(NamedTuple):
    """All that the detectors may look at, for one story."""

    pages: Sequence[Marked]
    pairs: Sequence[Pair]
    closeness: Mapping[tuple[str, str], float]
    claims: Sequence[Claim]
    credits: Mapping[str, Sequence[Credit]]
    outlets: Mapping[str, Sequence[CreditedOutlet]]


class Difference(NamedTuple):
    """Two spans that differ. `rule` says which rule found it; `sides` names what each has, where the rule knows ("with", "without").

    `topic` folds all differences of a rule that bear the same one into a single divergence, wherever they stand.
    """

    kind: DivergenceKind
    rule: str
    severity: Severity
    tier: Tier
    left: Span
    right: Span
    why: str
    sides: tuple[str, str] = ("", "")
    topic: str = ""
    strength: float = 0.0
    between: Between = "tellings"
