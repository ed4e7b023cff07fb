"""One utterance, two speakers: the same words between quotation marks, and each article names another person as having said them.

Only full credits count: each article names its speaker beside the quotation, neither names the other's speaker near it, and the two
names are two people. A spokeswoman and the person for whom she speaks, a reader and the author of what is read, are no contradiction:
they stand in one another's sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import LIMIT, cut
from retold.divergences.laying.utterances import Partner, Said, holds, partners
from retold.divergences.records import Difference, Scene
from retold.language.names import fold, given_names, likeness
from retold.language.words import STOP
from retold.model import Credit, Span

ALIKE = 0.9  # share of the shorter quotation that must stand in the longer
LEAST, TELLING = 6, 3  # words of a quotation, and content words, from which two people do not say it by chance
NEAR = 400  # characters around a quotation in which the other's speaker must not be named
WHY = "The same words stand between quotation marks, and each article names another person as the one who said them."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where two articles give one utterance to two people."""
    for partner in partners(scene.pages):
        if _one_utterance(partner):
            left, right = (_speaker(said, scene) for said in (partner.left, partner.right))
            if left and right and _two_people(left, right) and not _beside_each_other(partner, left, right):
                spans = _shown(partner.left, left), _shown(partner.right, right)
                sides = left.name or "", right.name or ""
                yield Difference(
                    "quote", "quote speaker", "critical", "finding", *spans, WHY, sides, strength=partner.common / 10
                )


def _one_utterance(partner: Partner) -> bool:
    shorter = min(partner.left, partner.right, key=lambda said: len(said.words))
    telling = {word for word in shorter.words if word not in STOP}
    longest = max((i2 - i1 for tag, i1, i2, _, _ in partner.opcodes if tag == "equal"), default=0)
    return partner.common >= ALIKE * len(shorter.words) and longest >= LEAST and len(telling) >= TELLING


def _speaker(said: Said, scene: Scene) -> Credit | None:
    """Return the one credit that names a person as the speaker, in the article's own words; None if there is any other."""
    inner = said.quotation.inner
    found = [c for c in scene.credits.get(inner.article, ()) if holds(c, inner)]
    if len({c.name for c in found}) != 1:
        return None
    credit = found[0]
    named = credit.source is not None and credit.name is not None and credit.source_kind == "person" and len(credit.chain) == 1
    return (
        credit if named and _last(credit) in {fold(w) for w in (credit.source.text if credit.source else "").split()} else None
    )


def _last(credit: Credit) -> str:
    return fold((credit.name or " ").split(" ")[-1])


def _two_people(left: Credit, right: Credit) -> bool:
    """Tell whether two credited names share nothing: no word, no sound, and neither is a mere given name."""
    names = [[fold(word) for word in (one.name or "").split()] for one in (left, right)]
    if any(len(words) == 1 and given_names(words[0]) for words in names):
        return False
    return not any(likeness(a, b) for a in names[0] for b in names[1])


def _beside_each_other(partner: Partner, left: Credit, right: Credit) -> bool:
    """Tell whether either article names the other's speaker near the quotation, or has the words more than once."""
    return _named_near(partner.left, _last(right)) or _named_near(partner.right, _last(left))


def _named_near(said: Said, last: str) -> bool:
    span, text = said.quotation.span, said.page.page.article.text
    around = text[max(0, span.start - NEAR) : span.end + NEAR]
    return last in {fold(word) for word in around.split()}


def _shown(said: Said, credit: Credit) -> Span:
    """Return the source's words with the quotation, where both fit in a reading; else the source's words."""
    inner, source = said.quotation.inner, credit.source
    if source is None:
        return inner
    whole = cut(said.page, min(source.start, inner.start), max(source.end, inner.end))
    return whole if len(whole.text) <= LIMIT else source
