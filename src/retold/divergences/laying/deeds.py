"""Local evidence: what stands round a fact in its own clause, so that two facts can be held together in articles that are not close.

Independent reports share few words, yet it is they that contradict each other. A fact (a number, a day, a place, a doer) is
compared with another where both hang on the same predicate in the same role and other words of the two clauses match.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from retold.divergences.laying.grammar import bounds, children, is_content, line
from retold.divergences.laying.shapes import role
from retold.divergences.laying.words import like
from retold.divergences.records import Line
from retold.language.words import idf
from retold.model import Marked

ALIKE = 0.8
CLAUSAL = frozenset(["ccomp", "advcl", "relcl", "parataxis", "csubj", "acl"])
FARTHEST = 6
CORE = {"nsubj": "doer", "agent": "doer", "dobj": "object", "nsubjpass": "object"}


class Frame(NamedTuple):
    """The clause of a fact: its predicate, the role that the fact has there, and the other content words of the clause."""

    line: Line
    verb: int | None
    role: str
    words: tuple[int, ...]


class Evidence(NamedTuple):
    """What two frames have in common: predicates alike, rarity (summed idf) of the matched words, how many are names."""

    verb: bool
    mass: float
    names: int
    share: float


class Key:
    """A page, the same only as itself: comparing its tokens would cost more than the work that is saved."""

    __slots__ = ("page",)

    def __init__(self, page: Marked) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.page is other.page


def lines(page: Marked) -> tuple[Line, ...]:
    """Return the lines of a page in order."""
    return _lines(Key(page))


@lru_cache(maxsize=256)
def _lines(key: Key) -> tuple[Line, ...]:
    return tuple(line(key.page, number, ends) for number, ends in sorted(bounds(key.page).items()))


def frame(on: Line, at: int) -> Frame:
    """Return the frame of the fact whose head is token `at`."""
    verb, under = _climb(on, at)
    inside = clause(on, verb) if verb is not None else list(range(on.first, on.last))
    own = set(_below(on, at)) | {at}
    words = tuple(i for i in sorted(inside) if i not in own and i != verb and is_content(on.token(i)))
    return Frame(on, verb, role(on.token(under)), words)


def _climb(on: Line, at: int) -> tuple[int | None, int]:
    """Return the nearest verb above a token, and the argument of that verb through which the way led."""
    under = at
    for _ in range(FARTHEST):
        above = on.token(under).head
        if above == under:
            return (under, under) if on.token(under).pos == "VERB" and under != at else (None, at)
        if on.token(above).pos in ("VERB", "AUX"):
            return above, under
        under = above
    return None, at


def clause(on: Line, verb: int) -> list[int]:
    """Return, unordered, the tokens under a verb without those of its subordinate clauses."""
    found, stack = [], [verb]
    while stack:
        top = stack.pop()
        found.append(top)
        for child in children(on.page, top):
            token = on.token(child)
            verbal = token.dep in CLAUSAL or (token.dep == "conj" and token.pos in ("VERB", "AUX"))
            if not verbal:
                stack.append(child)
    return found


def _below(on: Line, at: int) -> list[int]:
    found, stack = [], [at]
    while stack:
        for child in children(on.page, stack.pop()):
            if on.token(child).dep not in CLAUSAL and on.token(child).dep != "prep":
                found.append(child)
                stack.append(child)
    return found


def one_verb(left: Frame, right: Frame) -> bool:
    """Tell whether two facts hang on predicates that are alike."""
    if left.verb is None or right.verb is None:
        return False
    return like(left.line.token(left.verb), right.line.token(right.verb)) >= ALIKE


def hold(left: Frame, right: Frame) -> Evidence:
    """Return what two frames have in common."""
    mass, names, taken = 0.0, 0, set[int]()
    there = [(j, right.line.token(j)) for j in right.words]
    for i in left.words:
        word = left.line.token(i)
        for j, other in there:
            if j not in taken and like(word, other) >= ALIKE:
                taken.add(j)
                mass += weight(left.line, i)
                names += left.line.token(i).pos == "PROPN"
                break
    least = min(sum(weight(f.line, i) for i in f.words) for f in (left, right))
    return Evidence(one_verb(left, right), round(mass, 2), names, round(mass / least, 2) if least else 0.0)


def core(of: Frame) -> dict[str, tuple[int, ...]]:
    """Return the core arguments of a predicate: who did it ("doer") and whom or what it was done to ("object"), the passive turned."""
    found: dict[str, list[int]] = {"doer": [], "object": []}
    if of.verb is None:
        return {"doer": (), "object": ()}
    on = of.line
    for child in children(on.page, of.verb):
        part = CORE.get(on.token(child).dep)
        if part and on.token(child).dep == "agent":
            found[part] += [c for c in children(on.page, child) if on.token(c).dep == "pobj"]
        elif part:
            found[part].append(child)
    return {key: tuple(row) for key, row in found.items()}


def same_core(left: Frame, right: Frame) -> bool:
    """Tell whether no core argument stands against another: where both name one, the heads are alike or one is a pronoun."""
    mine, theirs = core(left), core(right)
    return all(_stand(left.line, mine[part], right.line, theirs[part]) for part in mine)


def shared_core(left: Frame, right: Frame) -> bool:
    """Tell whether the first core argument of two predicates is one: the doer, or, where neither names a doer, the object."""
    mine, theirs = core(left), core(right)
    part = "doer" if mine["doer"] or theirs["doer"] else "object"
    return any(like(left.line.token(i), right.line.token(j)) >= ALIKE for i in mine[part] for j in theirs[part])


def _stand(left: Line, mine: tuple[int, ...], right: Line, theirs: tuple[int, ...]) -> bool:
    pronoun = any(on.token(i).pos == "PRON" for on, row in ((left, mine), (right, theirs)) for i in row)
    return not mine or not theirs or pronoun or any(like(left.token(i), right.token(j)) >= ALIKE for i in mine for j in theirs)


def weight(on: Line, at: int) -> float:
    """Return the rarity of a word."""
    return _idf(on.token(at).text.lower())


@lru_cache(maxsize=100_000)
def _idf(word: str) -> float:
    return idf(word) or 8.0
