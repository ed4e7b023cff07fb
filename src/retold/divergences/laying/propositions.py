"""What a sentence states: predicate, who did it, to whom or what, and everything on the way up that denies it or leaves it open.

Two tellings contradict each other, or tell one thing with unequal certainty, only where they hold the same proposition: the same
predicate, the same doer, another argument in common, and none that speaks against it. That is local evidence; it holds in articles that
share few words. What stands above a predicate is read after Karttunen (1971, implicative verbs: "managed to", "failed to") and
Saurí and Pustejovsky (2009, FactBank: who holds it for how certain).
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from retold.divergences.laying.grammar import lemma, quoted, subtree
from retold.divergences.laying.standing import RELATIVE, Step, carrier, kids, predicative, steps
from retold.divergences.laying.words import like
from retold.divergences.records import Bearing, Line, once
from retold.language import certainty
from retold.language.parse import Tree
from retold.language.references import References
from retold.model import Marked, Token

ALIKE = 0.8
OBJECTS = ("dobj", "attr", "acomp", "oprd")
PRONOUNS = frozenset(
    ["he", "she", "they", "it", "him", "her", "them", "his", "we", "i", "us", "me", "you", "this", "these", "those", "that"]
)
NEAR = 12  # tokens between a predicate and a doer that is shown with it


class _Proposition(NamedTuple):
    line: Line
    at: int
    subject: int | None
    others: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]


class Proposition(_Proposition, Bearing):
    """A predicate of a line (a verb, or what follows "be") with its arguments; `others` are (role, head word), `steps` from the inside out."""

    @cached_property
    def denied(self) -> bool:
        """Tell whether it is denied an odd number of times."""
        return sum(step.kind == "denied" for step in self.steps) % 2 == 1

    @cached_property
    def standing(self) -> frozenset[str]:
        """The kinds of what leaves it open; denial and plain speech leave nothing open."""
        return frozenset(step.kind for step in self.steps) - {"denied", "said"}

    @cached_property
    def lemma(self) -> str:
        """The folded lemma of the predicate."""
        return lemma(self.token())

    def token(self) -> Token:
        """Return the predicate."""
        return self.line.token(self.at)

    def step(self, *kinds: str) -> int | None:
        """Return the word of the first step of one of the kinds."""
        return next((step.at for step in self.steps if step.kind in kinds), None)


class Shared(NamedTuple):
    """What two propositions have in common: the doer, how many other arguments, and whether an argument of one role differs."""

    subject: bool
    others: int
    against: bool
    unnamed: bool = False  # at least one of the two does not say who did it

    def holds(self, light: bool) -> bool:
        """Tell whether that makes one proposition: the doer and another argument, or two where nobody is named; of a light verb one more."""
        least = 1 + light if self.subject else 2 + light
        return (self.subject or self.unnamed) and self.others >= least and not self.against


class _Once:
    """The tokens of a page, the same only as themselves, with the page that they belong to."""

    __slots__ = ("page",)

    def __init__(self, page: Marked) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page.tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self.page.tokens is other.page.tokens


@once
def propositions(line: Line) -> tuple[Proposition, ...]:
    """Return the propositions of a line, in order."""
    return _propositions(_Once(line.page), line.number, line.first, line.last)


@lru_cache(maxsize=2_048)
def _propositions(once: _Once, number: int, first: int, last: int) -> tuple[Proposition, ...]:
    line, found = Line(once.page, number, first, last, ()), []
    for at in range(line.first, line.last):
        token = line.token(at)
        if token.pos == "VERB" or predicative(line, at):
            found.append(Proposition(line, at, _subject(line, carrier(line, at)), _others(line, at), steps(line, at)))
    return tuple(found)


def shared(left: Proposition, right: Proposition) -> Shared:
    """Return what two propositions have in common; a pronoun counts as who it stands for."""
    named = left.subject is not None and right.subject is not None
    same = named and _stand_for_one(left.line, left.subject or 0, right.line, right.subject or 0)
    met = {(i, j) for _, i in left.others for _, j in right.others if _stand_for_one(left.line, i, right.line, j)}
    return Shared(same, min(len({i for i, _ in met}), len({j for _, j in met})), _against(left, right), not named)


def _against(left: Proposition, right: Proposition) -> bool:
    """Tell whether arguments of one role differ; what hangs on the object counts with the verb's own, as parsers take one for the other."""
    here, there = (one.others + tuple(part for _, i in one.others for part in _parts(one.line, i)) for one in (left, right))
    return any(
        not any(_may_be_one(left.line, i, right.line, j) for r, i in here if r == role for s, j in there if s == role)
        for role in {role for role, _ in here} & {role for role, _ in there}
    )


def _stand_for_one(left: Line, i: int, right: Line, j: int) -> bool:
    """Tell whether two arguments are one thing: heads alike, and no part of one role that differs ("the contract with Orlin")."""
    return alike(left, i, right, j) and not any(
        a == b and not alike(left, k, right, m) for a, k in _parts(left, i) for b, m in _parts(right, j)
    )


def described_alike(left: Proposition, right: Proposition) -> bool:
    """Tell whether a nameless doer is told apart from others of its noun on both sides or on neither ("the clerk of Oster", "the clerk")."""
    told = [
        (one.line.token(one.subject).pos == "NOUN", bool(_parts(one.line, one.subject)))
        for one in (left, right)
        if one.subject is not None
    ]
    return len(told) < 2 or not all(noun for noun, _ in told) or told[0][1] == told[1][1]


@once
def _parts(line: Line, at: int) -> list[tuple[str, int]]:
    """Return what tells a noun from others of its name: (preposition, head) and owner."""
    found = [("of whom", c) for c in kids(line, at, "poss")]
    for prep in kids(line, at, "prep"):
        found += [(line.token(prep).text.lower(), c) for c in kids(line, prep, "pobj")]
    return found


def _may_be_one(left: Line, i: int, right: Line, j: int) -> bool:
    """Tell whether two arguments may be one: heads alike, or names that stand beside them ("the shipping firm Orlin Lines")."""
    heads = [
        [at, *(c for c in kids(line, at, "appos", "compound", "nmod") if line.token(c).pos == "PROPN")]
        for line, at in ((left, i), (right, j))
    ]
    return any(alike(left, a, right, b) for a in heads[0] for b in heads[1])


def alike(left: Line, i: int, right: Line, j: int) -> bool:
    """Tell whether two words stand for the same, pronouns by whom they take up."""
    a, b = left.token(i), right.token(j)
    if a.text.lower() in PRONOUNS or b.text.lower() in PRONOUNS:
        keys = [_key(left, i), _key(right, j)]
        return keys[0] is not None and keys[0] == keys[1]
    return like(a, b) >= ALIKE


def _key(line: Line, at: int) -> str | None:
    meant = _references(_Once(line.page)).of(at)
    return meant.key if meant else None


@lru_cache(maxsize=128)
def _references(once: _Once) -> References:
    return References(Tree(once.page))


# --- predicate and arguments ------------------------------------------------------------------------------------------


def _subject(line: Line, at: int, depth: int = 0) -> int | None:
    """Return who does what a verb says: its subject, its agent in the passive, or the subject of the verb above."""
    own = kids(line, at, "nsubj", "csubj")
    if own:
        relative = line.token(own[0]).text.lower() in RELATIVE and line.token(at).dep == "relcl"
        return line.token(at).head if relative else own[0]
    agents = [d for c in kids(line, at, "agent") for d in kids(line, c, "pobj")]
    if agents or _passive(line, at):
        return agents[0] if agents else None
    above = line.token(at).head
    return None if above == at or depth > 4 else _from_above(line, at, above, depth)


def _from_above(line: Line, at: int, above: int, depth: int) -> int | None:
    """Return the subject that a verb has from the word above it."""
    dep, tag = line.token(at).dep, line.token(at).tag
    if dep == "acl" and tag == "VBG":
        return above
    if dep == "pcomp":
        above = line.token(above).head
    elif dep not in ("xcomp", "conj") and not (dep == "advcl" and tag == "VBG"):
        return None
    if dep == "xcomp":
        given = kids(line, above, "dobj", "nsubjpass")  # "told him to leave", "was told to leave"
        if given:
            return given[0]
    return _subject(line, carrier(line, above), depth + 1)


def _passive(line: Line, at: int) -> bool:
    return bool(kids(line, at, "nsubjpass", "auxpass")) or (line.token(at).dep == "acl" and line.token(at).tag == "VBN")


def _others(line: Line, at: int) -> tuple[tuple[str, int], ...]:
    """Return the arguments besides the doer: ("object", head) and (preposition, head)."""
    token = line.token(at)
    objects = kids(line, at, *OBJECTS, "nsubjpass")
    if token.dep == "relcl":
        objects = [token.head if line.token(c).text.lower() in RELATIVE else c for c in objects]
    if token.dep == "acl" and token.tag == "VBN":
        objects.append(token.head)
    objects += [
        s for c in kids(line, at, "ccomp") for s in kids(line, c, "nsubj") if not kids(line, c, "mark", "aux")
    ]  # "helped him leave"
    found = [("object", c) for c in objects]
    for verb in sorted({at, carrier(line, at)}):
        for prep in kids(line, verb, "prep", "dative"):
            found += [(line.token(prep).text.lower(), c) for c in kids(line, prep, "pobj")]
    return tuple(found)


# --- for the eye ------------------------------------------------------------------------------------------------------


def stretch(one: Proposition, start: int | None = None) -> tuple[int, int]:
    """Return the first and last token that show a proposition: doer or `start`, predicate, first argument."""
    line = one.line
    first = min(one.at, one.at if start is None else start)
    bearer = carrier(line, one.at)
    words = kids(line, bearer, "aux", "auxpass", "neg", "advmod")
    words = [
        c for c in words if c < one.at and not (one.subject is not None and c < one.subject)
    ]  # not "later" of "later, he left"
    first = min([first, bearer, *words, *_doing(line, one.at)])
    before = [
        c
        for c in [one.subject, *(c for role, c in one.others if role == "object")]
        if c is not None and line.first <= c < one.at
    ]
    nearest = max(before, default=first)
    if nearest < first and one.at - nearest <= NEAR:
        first = max(line.first, min(first, subtree(line.page, nearest)[0]))
    after = [c for _, c in one.others if c > one.at]
    last = max([one.at, *(subtree(line.page, c)[1] for c in after[:1])])
    return first, min(last, line.last - 1)


def _doing(line: Line, at: int) -> list[int]:
    """Return the verb above a predicate under which it is done ("helped" of "helped him leave")."""
    above = line.token(at).head
    done = line.token(at).dep in ("xcomp", "ccomp") and certainty.governing(line.token(above).lemma) == "realised"
    return [above] if done and line.first <= above < at else []


def in_quotation(one: Proposition) -> bool:
    """Tell whether a predicate stands inside quotation marks."""
    return quoted(one.line.page, one.at)
