"""What a word stands for in its sentence: the noun phrase of a noun, the verb phrase of a verb, and what a match of two words rests on.

A divergence compares what fills one place. A place is a matched word above (the governor), a matched word below (an argument), or both;
`Anchor` says which of these two matched words share.
"""

from __future__ import annotations

from typing import NamedTuple

from retold.divergences.laying.grammar import SUBJECTS, children, dependants, governor, phrase, subtree
from retold.divergences.records import Line, Match, Pair, once
from retold.model import Span

BEFORE_NOUN = ("amod", "compound", "det", "nummod", "predet", "advmod", "poss", "nmod", "quantmod")
BEFORE_VERB = ("aux", "auxpass", "neg", "advmod")
CHAINED = ("xcomp", "pcomp")  # "required to release", "close to reaching"
OWNER = 24  # characters of a modifier that a noun phrase still shows whole
SHORT = 60  # a subject longer than this is left out of its verb's phrase


class Anchor(NamedTuple):
    """What two matched words share: whether what governs them is matched, and how many of their arguments are."""

    above: bool
    below: int

    @property
    def holds(self) -> bool:
        """Tell whether anything at all ties the two words to one place."""
        return self.above or self.below > 0


def anchor(pair: Pair, m: Match) -> Anchor:
    """Return what the two words of a match share, counting matches by likeness only."""
    alike = {x.left: x.right for x in pair.matches if x.likeness}
    above = governor(pair.left.page, m.left)
    same = above is not None and alike.get(above) == governor(pair.right.page, m.right) is not None
    there = set(dependants(pair.right.page, m.right))
    return Anchor(same, sum(alike.get(i) in there for i in dependants(pair.left.page, m.left)))


def noun_phrase(line: Line, at: int) -> Span:
    """Return a noun, or an adjective, with the modifiers that stand before it."""
    before = [c for c in children(line.page, at) if c < at and line.token(c).dep in BEFORE_NOUN]
    first = min([at, *(_start(line, c) for c in before)])
    return phrase(line.page, max(first, line.first), at, at)


def _start(line: Line, at: int) -> int:
    """Return where a modifier begins; an owner with a long name of their own counts from that name's last part."""
    first, last = subtree(line.page, at)
    return first if line.token(last).end - line.token(first).start <= OWNER else at


def verb_first(line: Line, at: int) -> int:
    """Return where a verb's phrase begins: with its auxiliaries, and with the verb above of which it is the complement."""
    first = at
    for _ in range(4):
        token = line.token(at)
        kids = [c for c in children(line.page, at) if c < at and line.token(c).dep in BEFORE_VERB]
        first = min([first, at, *kids])
        if not _completes(line, at) or not line.first <= token.head < at:
            return first
        at = token.head
    return first


def _completes(line: Line, at: int) -> bool:
    """Tell whether a word completes what stands over it: "required to release", "close to reaching"."""
    token = line.token(at)
    return token.dep in CHAINED or (token.dep == "prep" and any(line.token(c).dep == "pcomp" for c in children(line.page, at)))


def verb_phrase(line: Line, at: int, subject: bool = False) -> Span:
    """Return a verb from its first auxiliary on, with its particle and, where asked and short, with its subject."""
    first = verb_first(line, at)
    last = max([at, *(c for c in children(line.page, at) if line.token(c).dep == "prt")])
    if subject:
        own = [c for c in children(line.page, at) if c < at and line.token(c).dep in SUBJECTS]
        start = max(line.first, min([first, *(subtree(line.page, c)[0] for c in own)]))
        if line.token(last).end - line.token(start).start <= SHORT:
            first = start
    return phrase(line.page, first, min(last, line.last - 1), at)


def subject_of(line: Line, at: int) -> int | None:
    """Return the subject of a verb, its own or that of the verb it is a complement or conjunct of; None where there is none."""
    for _ in range(4):
        own = [c for c in children(line.page, at) if line.token(c).dep in SUBJECTS]
        if own:
            return own[0]
        token = line.token(at)
        if token.dep not in (*CHAINED, "conj", "acomp") or not line.first <= token.head < line.last or token.head == at:
            return None
        at = token.head
    return None


def arguments(pair: Pair, m: Match) -> int:
    """Return how many arguments two matched words share; a word inside an argument's phrase counts for it ("Israelis", "Israeli officials")."""
    alike = {x.left: x.right for x in pair.matches if x.likeness}
    mine, theirs = _filled(pair.left, m.left), _filled(pair.right, m.right)
    return sum(any(alike.get(i) in other for i in own for other in theirs) for own in mine)


@once
def _filled(line: Line, at: int) -> list[frozenset[int]]:
    """Return the content words of each argument of a word: its head and what stands before that as a modifier."""
    own = list(dependants(line.page, at))
    return [
        frozenset([i, *(c for c in children(line.page, i) if c < i and line.token(c).dep in (*BEFORE_NOUN, "nmod"))])
        for i in own
    ]
