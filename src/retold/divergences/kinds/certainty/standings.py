"""One proposition, told for unequally certain: tried to and did, may and will, is believed to have and has.

At any closeness, on local evidence (see `laying.propositions`): the same predicate, the same doer, another argument in common and none
against it. What one telling could only expect and a later one could report is news and no divergence: such pairs must be of one time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

from retold.divergences.laying.grammar import LIGHT, bounds, children, lemma, line, phrase
from retold.divergences.laying.propositions import Proposition, in_quotation, propositions, shared, stretch
from retold.divergences.laying.voices import bare, same_voice
from retold.divergences.laying.words import like
from retold.divergences.records import Difference, Pair, Scene, by_words
from retold.model import Marked, Severity, Span

COVER, ALIKE = 0.3, 0.15
ALIKE_WORDS = 0.8
DAYS = 1  # two articles this many days apart may report one state of things
UNFIT = frozenset({"asked", "other", "purpose", "ought"})
ONE_SIDED = frozenset({"conditional"})  # a condition told in one and in neither: the other may have told it before
STATED = "stated"


class Row(NamedTuple):
    """What is said of two standings of one proposition: how grave it is, and why."""

    severity: Severity
    why: str


TRIED = Row("notable", "One says that it was tried, the other that it was done.")
MAY = Row("notable", "One leaves it open, the other expects or announces it.")
HELD = Row("notable", "One says that it is believed, the other that it is so.")
CHARGED = Row("notable", "One says that it is alleged, the other states it.")
WAS = Row("notable", "One says that it may have been so, the other that it was.")
FIRM = (HELD, WAS)  # rows that say of the firm telling that it states the thing
ROWS: Mapping[tuple[str, str], Row] = {
    ("attempted", STATED): TRIED,
    ("possible", "expected"): MAY,
    ("possible", "announced"): MAY,
    ("possible", "supposed"): MAY,
    ("considered", "announced"): MAY,
    ("considered", "expected"): MAY,
    ("believed", STATED): HELD,
    ("alleged", STATED): CHARGED,
    ("possible", STATED): WAS,
}


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield propositions that one telling holds for more certain than another."""
    for pair in scene.pairs:
        if pair.cover >= COVER and pair.similarity >= ALIKE and contemporary(pair.left.page, pair.right.page):
            yield from islice(_pair(pair, scene), 1)  # what hangs together in one sentence is one difference
            yield from islice(_pair(pair.turned(), scene), 1)


def _pair(pair: Pair, scene: Scene) -> Iterator[Difference]:
    for left, right in _beside(pair):
        row = unequal(left, right)
        if row and _fits(left, right, row, scene):
            a, b = shown(left), shown(right)
            yield Difference(
                "certainty", "standing", row.severity, "finding", a, b, row.why, ("open", "firm"), "", pair.similarity
            )


@by_words
def _beside(pair: Pair) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield the propositions of one predicate, with other standings, that a row might tell of."""
    for left in propositions(pair.left):
        for right in propositions(pair.right) if left.standing else ():
            if _row(left, right) and same_predicate(left, right):
                yield left, right


def contemporary(left: Marked, right: Marked) -> bool:
    """Tell whether two articles may report one state of things: published a day apart at most, or at a time not known."""
    days = [page.page.article.published for page in (left, right)]
    known = [date.fromisoformat(day[:10]) for day in days if day]
    return len(known) < 2 or abs((known[0] - known[1]).days) <= DAYS


def unequal(left: Proposition, right: Proposition) -> Row | None:
    """Return the row for two tellings of one proposition, the left less certain; None where they are not that."""
    if not same_predicate(left, right) or left.denied != right.denied:
        return None
    row = _row(left, right)
    if (
        row is None
        or in_quotation(left)
        or in_quotation(right)
        or (left.standing | right.standing) & UNFIT
        or (left.standing ^ right.standing) & ONE_SIDED
    ):
        return None
    return row if shared(left, right).holds(left.token().lemma in LIGHT) and marked(left, right) else None


def marked(left: Proposition, right: Proposition) -> bool:
    """Tell whether words make the difference that the parse sees: what leaves the one open does not stand in the line of the other too."""
    for one, other in ((left, right), (right, left)):
        words = {other.line.token(i).lemma for i in range(other.line.first, other.line.last)}
        if any(
            one.line.token(step.at).lemma in words
            for step in one.steps
            if step.kind in one.standing - other.standing - ONE_SIDED
        ):
            return False
    return True


def same_predicate(left: Proposition, right: Proposition) -> bool:
    """Tell whether two predicates are one: the same word, or two that stand for each other."""
    return left.token().pos == right.token().pos and like(left.token(), right.token()) >= ALIKE_WORDS


def _row(left: Proposition, right: Proposition) -> Row | None:
    """Return the row of what only the one and what only the other has above it."""
    mine, theirs = left.standing - right.standing, right.standing - left.standing
    if len(mine) != 1 or len(theirs) > 1:
        return None
    return ROWS.get((next(iter(mine)), next(iter(theirs), STATED)))


def _fits(left: Proposition, right: Proposition, row: Row, scene: Scene) -> bool:
    """Tell whether the firm telling is firm: not credited where the other only alleges, over and done, and nowhere hedged besides."""
    if not (same_voice(left, right, scene) or bare(left, scene) or bare(right, scene)):
        return False  # two people's accounts: the articles agree, the people do not
    credited = not bare(right, scene) or not own_voice(right, scene)
    if row is CHARGED and credited:
        return False
    if row in FIRM and credited and (bare(left, scene) or not same_voice(left, right, scene)):
        return False  # "a source told us that he knew": somebody says it, and the outlet does not
    if row is WAS and not (_over(left) and _over(right)):
        return False
    return not _hedged_elsewhere(left, right)


def own_voice(right: Proposition, scene: Scene) -> bool:
    """Tell whether a sentence credits nobody at all: what stands beside a credit may belong to it, but for a remark on a name."""
    if right.token().dep in ("relcl", "acl"):
        return True
    start, end = right.line.token(right.line.first).start, right.line.token(right.line.last - 1).end
    found = scene.credits.get(right.line.page.page.article.id, ())
    return not any(span and span.start < end and start < span.end for c in found for span in (c.content, c.cue))


def _over(one: Proposition) -> bool:
    """Tell whether a predicate is told as past: "sank", "may have sunk"."""
    token = one.token()
    had = any(
        one.line.token(c).lemma in ("have", "be") and one.line.token(c).dep in ("aux", "auxpass")
        for c in children(one.line.page, one.at)
    )
    return token.tag == "VBD" or (token.tag == "VBN" and had)


def _hedged_elsewhere(left: Proposition, right: Proposition) -> bool:
    """Tell whether the firmer article says it as openly as the other somewhere else."""
    page, kinds = right.line.page, left.standing - right.standing
    for number, ends in sorted(bounds(page).items()):
        if any(page.tokens[i].lemma == right.token().lemma for i in range(*ends)):
            for one in propositions(line(page, number, ends)):
                if lemma(one.token()) == lemma(left.token()) and kinds <= one.standing and shared(left, one).subject:
                    return True
    return False


def shown(one: Proposition) -> Span:
    """Return the words that show a proposition with what leaves it open."""
    steps = [
        s.at for s in one.steps if s.kind not in ("said", "denied", "conditional") and one.line.first <= s.at < one.line.last
    ]
    first, last = stretch(one, min(steps) if steps else None)
    return phrase(one.line.page, first, max([last, *steps]), min([one.at, *steps]))
