"""A headline against the text beneath it: no alignment can go wrong there, and it is what most readers see."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import SUBJECTS, bounds, children, is_content, lemma, line, phrase, subtree
from retold.divergences.laying.words import like
from retold.divergences.records import Difference, Line, Scene
from retold.language import certainty, words
from retold.model import Marked, Span

SHOUT = "The headline puts more force into it than the text of the same article does."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where a headline says more than the text of its own article."""
    for page in scene.pages:
        yield from _headline(page)


def _headline(page: Marked) -> Iterator[Difference]:
    """Yield a verb of demand in a headline against a weaker verb of the sentence of the same article that tells the same."""
    known = bounds(page)
    heads = [line(page, n, known[n]) for n, sentence in enumerate(page.page.sentences) if sentence.headline and n in known]
    body = [line(page, n, known[n]) for n, sentence in enumerate(page.page.sentences) if not sentence.headline and n in known]
    for head in heads:
        for verb in (i for i in head.words if certainty.force(head.token(i).lemma) == 3 and head.token(i).pos == "VERB"):
            best = max(((_shared(head, one), -one.number, one) for one in body), default=None, key=lambda row: row[:2])
            if best is None or best[0] < 8:
                continue
            weaker = [
                i
                for i in best[2].words
                if (certainty.force(best[2].token(i).lemma) or 9) < 2 and best[2].token(i).pos == "VERB"
            ]
            same = any(certainty.force(one.token(i).lemma) == 3 for one in body for i in one.words if _shared(head, one) >= 5)
            if len(weaker) == 1 and not same:
                a, b = _clause(head, verb), _clause(best[2], weaker[0])
                yield Difference(
                    "certainty",
                    "headline",
                    "critical",
                    "finding",
                    a,
                    b,
                    SHOUT,
                    ("headline", "text"),
                    "",
                    1.0,
                    "headline and text",
                )


def _shared(left: Line, right: Line) -> float:
    """Return the rarity (summed background idf) of the content words that two lines share."""
    there = [right.token(j) for j in right.words]
    known = {lemma(left.token(i)): left.token(i) for i in left.words if is_content(left.token(i))}
    return round(sum(words.idf(t.text.lower()) for t in known.values() if any(like(t, u) >= 0.88 for u in there)), 4)


def _clause(line: Line, at: int) -> Span:
    """Return a verb from its subject on, as far as a reading may go."""
    subjects = [c for c in children(line.page, at) if line.token(c).dep in SUBJECTS and c < at]
    first = min([subtree(line.page, c)[0] for c in subjects] + [at])
    return phrase(line.page, max(first, line.first), min(subtree(line.page, at)[1], line.last - 1), at)
