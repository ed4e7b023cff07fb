"""Tellings that say the opposite: "without" against "with" the same thing, and one verb denied in one telling only."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import SUBJECTS, children, dependants, lemma, phrase, quoted, subtree
from retold.divergences.records import Difference, Line, Match, Pair, Scene
from retold.language.polarity import denials, listed
from retold.model import Span

CLOSE = 0.25
COVER = 0.6
NONE = ("no", "little", "not", "never", "few")  # "with no consent" is without it
OPPOSITE = "One says that it was there, the other that it was lacking: the opposite."
DENIED = "The same verb is denied in one and not in the other."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield reversals of a preposition at any closeness, and of a verb between close articles."""
    for pair in scene.pairs:
        for one in (pair, pair.turned()):
            yield from _lacking(one)
            if pair.closeness >= CLOSE and pair.cover >= COVER:
                yield from _negated(one)


# --- without / with -------------------------------------------------------------------------------------------------


def _lacking(pair: Pair) -> Iterator[Difference]:
    """Yield "without X" against "with Y" where X and Y are matched words."""
    left, right = _objects(pair.left, "lacking"), _objects(pair.right, "having")
    if {lemma(pair.right.token(x)) for x in _objects(pair.right, "lacking")} & {lemma(pair.left.token(x)) for x in left}:
        return
    for m in pair.matches:
        if m.likeness and m.left in left and m.right in right:
            a, b = _stretch(pair.left, left[m.left]), _stretch(pair.right, right[m.right])
            yield Difference(
                "polarity", "without", "critical", "finding", a, b, OPPOSITE, ("without", "with"), strength=pair.similarity
            )


def _objects(line: Line, kind: str) -> dict[int, int]:
    """Return object -> preposition for the prepositions of a kind in a line."""
    found = {}
    for at in range(line.first, line.last):
        if listed(kind, line.token(at).text.lower()):
            objects = [c for c in children(line.page, at) if line.token(c).dep in ("pobj", "pcomp")]
            found.update(
                {c: at for c in objects if not any(line.token(d).text.lower() in NONE for d in children(line.page, c))}
            )
    return found


def _stretch(line: Line, at: int) -> Span:
    return phrase(line.page, at, min(subtree(line.page, at)[1], line.last - 1), at)


# --- a verb denied on one side ----------------------------------------------------------------------------------------


def _negated(pair: Pair) -> Iterator[Difference]:
    """Yield a verb denied on the left only, if two of its arguments are matched and nothing limits the denial."""
    if _limited(pair.left) or _limited(pair.right):
        return
    left = {d.denied: d.by for d in denials(pair.left.page.tokens, pair.left.first, pair.left.last)}
    right = {d.denied for d in denials(pair.right.page.tokens, pair.right.first, pair.right.last)}
    for m in pair.matches:
        if m.likeness == 1.0 and m.left in left and m.right not in right and _comparable(pair, m, left[m.left]):
            a, b = _clause(pair.left, m.left, left[m.left]), _clause(pair.right, m.right, m.right)
            yield Difference(
                "polarity", "denied", "critical", "finding", a, b, DENIED, ("denied", "stated"), strength=pair.cover
            )


def _comparable(pair: Pair, m: Match, by: int) -> bool:
    """Tell whether two verbs are used alike: a subject and another argument matched, neither under a modal, a question or a quotation."""
    tokens = (pair.left.token(m.left), pair.right.token(m.right))
    if any(t.pos != "VERB" for t in tokens) or quoted(pair.left.page, m.left) != quoted(pair.right.page, m.right):
        return False
    if any(
        line.token(c).tag == "MD" for line, at in ((pair.left, m.left), (pair.right, m.right)) for c in children(line.page, at)
    ):
        return False
    matched = {x.left: x.right for x in pair.matches if x.likeness}
    there = set(dependants(pair.right.page, m.right))
    mine = {
        *dependants(pair.left.page, m.left),
        *_subjects(pair.left, by),
    }  # of "refused to sign", who refused would have signed
    arguments = [i for i in sorted(mine) if matched.get(i) in there]
    return len(arguments) >= 2 and any(pair.left.token(i).dep in SUBJECTS for i in arguments)


def _subjects(line: Line, at: int) -> list[int]:
    return [c for c in children(line.page, at) if line.token(c).dep in SUBJECTS]


def _limited(line: Line) -> bool:
    return (
        any(listed("scope", line.token(i).text.lower()) for i in range(line.first, line.last))
        or line.token(line.last - 1).text == "?"
    )


def _clause(line: Line, at: int, by: int) -> Span:
    """Return a verb with its subject and what follows, as far as a reading may go."""
    subjects = [c for c in children(line.page, at) if line.token(c).dep in SUBJECTS and c < at]
    first = min([subtree(line.page, c)[0] for c in subjects] + [by, at])
    return phrase(line.page, first, min(subtree(line.page, at)[1], line.last - 1), min(by, at))
