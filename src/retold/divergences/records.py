"""The records of the room: sentences laid side by side, their words matched, and the differences found between two of them.

A `Difference` is pairwise and is never shown; `merge` folds those that lie at one point of the story into one `Divergence`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from retold.model import Between, Claim, Credit, CreditedOutlet, DivergenceKind, Marked, Severity, Span, Tier, Token

Q = ParamSpec("Q")
R = TypeVar("R")


class Bearing:
    """What can bear in its `__dict__` what was found out about it; as part of a record it gives that record one."""


B = TypeVar("B", bound=Bearing)


def once(find: Callable[Concatenate[B, Q], R]) -> Callable[Concatenate[B, Q], R]:
    """Make a function work out what it tells of a record once, and keep it with the record as long as that lives.

    The thousands of pairs of a story are made of hundreds of sentences, of which every rule asks the same. What is returned must not
    be changed; the arguments behind the record must be hashable.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def kept(record: B, /, *args: Q.args, **named: Q.kwargs) -> R:
        known: dict[Any, Any] = record.__dict__
        key = (name, *args, *named.items()) if args or named else name
        try:
            found: R = known[key]
        except KeyError:
            found = known[key] = find(record, *args, **named)
        return found

    return kept


class _Line(NamedTuple):
    page: Marked
    number: int
    first: int
    last: int
    words: tuple[int, ...]


class Line(_Line, Bearing):
    """One sentence: its page, its number there, its tokens `first` to `last` (exclusive) and, of these, the content words."""

    def token(self, at: int) -> Token:
        """Return the token with the page's index `at`."""
        return self.page.tokens[at]


class Match(NamedTuple):
    """Two words of two lines that stand for each other. `likeness` is 0 where only their place says so (a slot)."""

    left: int
    right: int
    likeness: float
    evidence: float


class _Wordings(NamedTuple):
    matches: tuple[Match, ...]
    cover: float


class Wordings(_Wordings, Bearing):
    """Two sentences laid side by side by their words and parse alone; all pairs of these two sentences share it, wherever they stand.

    Its matches are counted from the first token of each sentence.
    """

    @cached_property
    def barren(self) -> set[Hashable]:
        """The rules that found nothing in these words."""
        return set()

    @once
    def turned(self) -> Wordings:
        """Return the wordings seen from the other side."""
        return Wordings(
            tuple([Match(right, left, alike, evidence) for left, right, alike, evidence in self.matches]), self.cover
        )


class _Pair(NamedTuple):
    left: Line
    right: Line
    similarity: float
    closeness: float
    wordings: Wordings


class Pair(_Pair, Bearing):
    """Two linked lines of two articles, with their words matched."""

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The matches of their words, by the tokens of the two pages."""
        i, j = self.left.first, self.right.first
        return tuple([Match(left + i, right + j, alike, evidence) for left, right, alike, evidence in self.wordings.matches])

    @property
    def cover(self) -> float:
        """The share of the lighter line's content, weighed by rarity, that is matched by likeness (0..1)."""
        return self.wordings.cover

    @once
    def turned(self) -> Pair:
        """Return the pair seen from the other side."""
        return Pair(self.right, self.left, self.similarity, self.closeness, self.wordings.turned())


def by_words(rule: Callable[Concatenate[Pair, Q], Iterator[R]]) -> Callable[Concatenate[Pair, Q], Sequence[R]]:
    """Ask a rule of each two wordings only until it finds nothing in them.

    For rules that look at nothing but the words and the parse of the two sentences, and at the arguments behind the pair: not at other
    sentences, nor at names, credits, days or how close the articles are. In a pile of agency copy most pairs are the same few again.
    """
    name = f"{rule.__module__}.{rule.__qualname__}"

    @wraps(rule)
    def asked(pair: Pair, /, *args: Q.args, **named: Q.kwargs) -> Sequence[R]:
        barren = pair.wordings.barren
        key = (name, *args, *named.items()) if args or named else name
        if key in barren:
            return ()
        found = tuple(rule(pair, *args, **named))
        if not found:
            barren.add(key)
        return found

    return asked


class _Scene(NamedTuple):
    pages: Sequence[Marked]
    pairs: Sequence[Pair]
    closeness: Mapping[tuple[str, str], float]
    claims: Sequence[Claim]
    credits: Mapping[str, Sequence[Credit]]
    outlets: Mapping[str, Sequence[CreditedOutlet]]


class Scene(_Scene, Bearing):
    """All that the detectors may look at, for one story."""


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
