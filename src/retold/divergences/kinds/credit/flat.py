"""What one telling has from an outlet, another tells as if it knew it.

At any closeness, on local evidence (see `laying.propositions`): both tell the same proposition in the main clause of what they say, one
credits it to an outlet that is not its own, the other credits nobody in the sentence nor in the sentences beside it, and nowhere else
credits the same deed. An opening sentence may leave the credit to those behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from retold.divergences.kinds.credit.sources import BARE, beside, credits_itself, original, phrase_of, sentence
from retold.divergences.laying.grammar import LIGHT, bounds, lemma, line, quoted
from retold.divergences.laying.propositions import Proposition, in_quotation, propositions, shared
from retold.divergences.laying.voices import bare, covering, of
from retold.divergences.records import Difference, Line, Pair, Scene
from retold.language import lexicon
from retold.model import Credit

COVER, ALIKE = 0.5, 0.25
WHY = "One has it from an outlet that it names, the other tells it in its own voice."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield what is credited to an outlet in one telling and to nobody in another."""
    for pair in scene.pairs:
        if pair.cover >= COVER and pair.similarity >= ALIKE:
            for one in (pair, pair.turned()):
                yield from islice(_flat(one, scene), 1)


def _flat(pair: Pair, scene: Scene) -> Iterator[Difference]:
    if not any(credit.source_kind == "outlet" for credit in of(pair.left, scene)) or not _unaided(pair, scene):
        return
    for left in propositions(pair.left):
        for credit in covering(left, scene):
            first = phrase_of(credit, pair.left)
            if first is None or credit.source_kind != "outlet" or not _main(left, credit) or in_quotation(left):
                continue
            if any(_told(left, right) and not _credited_elsewhere(left, right, scene) for right in _roots(pair.right)):
                yield Difference(
                    "credit",
                    "flat",
                    "notable",
                    "finding",
                    first,
                    sentence(pair.right),
                    WHY,
                    ("credited", "bare"),
                    "",
                    pair.similarity,
                )


def _unaided(pair: Pair, scene: Scene) -> bool:
    """Tell whether the right line stands on its own: no credit in it or beside it, no speech, not the outlet that is credited."""
    whole = sentence(pair.right)
    return (
        pair.right.number > 0
        and not pair.right.page.page.sentences[pair.right.number].headline
        and whole.end - whole.start <= BARE
        and not of(pair.right, scene)
        and not credits_itself(pair.right)
        and not any(quoted(pair.right.page, i) for i in pair.right.words)
        and not any(c.source_kind in ("outlet", "unnamed", "several unnamed", "document") for c in beside(pair.right, scene))
        and not original(pair, scene)
    )


def _main(one: Proposition, credit: Credit) -> bool:
    """Tell whether a proposition is what a credit says, not something said by the way."""
    token = one.token()
    above = one.line.token(token.head)
    inside = credit.content.start <= above.start < credit.content.end
    cue = credit.cue is not None and credit.cue.start <= above.start < credit.cue.end
    return token.dep in ("ROOT", "ccomp") and (cue or not inside or token.dep == "ROOT")


def _roots(line_: Line) -> list[Proposition]:
    return [one for one in propositions(line_) if one.token().dep == "ROOT"]


def _told(left: Proposition, right: Proposition) -> bool:
    """Tell whether both are one proposition, for equally certain, with a name in it."""
    if lemma(left.token()) != lemma(right.token()) or left.denied != right.denied or left.standing != right.standing:
        return False
    if lemma(left.token()) in lexicon.words("certainty", "sources", "settled"):
        return False
    named = any(left.line.token(i).pos == "PROPN" for i in [left.subject, *(i for _, i in left.others)] if i is not None)
    return named and shared(left, right).holds(left.token().lemma in LIGHT)


def _credited_elsewhere(left: Proposition, right: Proposition, scene: Scene) -> bool:
    """Tell whether the other article credits the same deed in another sentence."""
    page = right.line.page
    for number, ends in sorted(bounds(page).items()):
        if any(page.tokens[i].lemma == right.token().lemma for i in range(*ends)):
            for one in propositions(line(page, number, ends)):
                if lemma(one.token()) == lemma(left.token()) and not bare(one, scene) and shared(left, one).others:
                    return True
    return False
