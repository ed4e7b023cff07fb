"""What a judge is asked: each candidate that the rules found, gravest first, then linked sentences in which they found nothing.

Both lists are capped, so that the cost of a report is known before it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from retold.divergences.merge import SEVERITIES, TIERS
from retold.language.words import idf, tokenise
from retold.model import Alignment, Divergence, Link, Marked, Page, Span
from retold.ports import Passage, Question

CANDIDATES = 60  # divergences asked about in one story
OPEN_PAIRS = 40  # linked sentences without a divergence asked about in one story
NEAR = 0.3  # cover from which two linked sentences say enough of the same to hide a difference
LIMIT = 40.0  # unmatched content beyond which two sentences are about other things, in sums of idf


class Place(NamedTuple):
    """Whole sentences of a page, `start` to `end`, with the sentence before and the one after them ((0, 0) where there is none)."""

    page: Page
    start: int
    end: int
    before: tuple[int, int]
    after: tuple[int, int]

    def passage(self) -> Passage:
        """Return the place as a judge sees it."""
        article = self.page.article
        text = article.text
        before, after = text[slice(*self.before)], text[slice(*self.after)]
        return Passage(article.id, article.outlet, before, text[self.start : self.end], after)


class Asked(NamedTuple):
    """A question, the divergence that it is about (None: any), and where its two passages stand."""

    question: Question
    about: Divergence | None
    left: Place
    right: Place


def questions(found: Sequence[Divergence], marked: Sequence[Marked], alignment: Alignment) -> list[Asked]:
    """Return what to ask, in the order in which it matters; the same whatever the order of `marked`."""
    pages = {one.page.article.id: one.page for one in marked}
    gravest = sorted(found, key=lambda d: (TIERS.index(d.tier), SEVERITIES.index(d.severity)))
    candidates = [asked for one in gravest if (asked := _candidate(one, pages))]
    return candidates[:CANDIDATES] + list(_open(found, pages, alignment))[:OPEN_PAIRS]


def _candidate(one: Divergence, pages: Mapping[str, Page]) -> Asked | None:
    """Ask about the first two readings of a divergence; None where it has one only."""
    if len(one.readings) < 2:
        return None
    first = one.readings[0].spans[0]
    others = one.readings[1].spans
    second = next((span for span in others if span.article != first.article), others[0])
    left, right = place(pages, first), place(pages, second)
    if left is None or right is None:
        return None
    words = (first.text, second.text)
    return Asked(Question(left.passage(), right.passage(), one.kind, one.severity, one.title, words), one, left, right)


def _open(found: Sequence[Divergence], pages: Mapping[str, Page], alignment: Alignment) -> Iterator[Asked]:
    """Ask about linked sentences in which nothing was found, the most promising first and no sentence with the same words twice."""
    shown = [[span for reading in one.readings for span in reading.spans] for one in found]
    rows = sorted((-worth, link.left, link.right) for link in alignment.links if (worth := promise(link)))
    seen: set[tuple[str, ...]] = set()
    for _, left, right in rows:
        sides = [tuple(tokenise(side.text)) for side in (left, right)]
        if seen.intersection(sides) or any(_inside(left, spans) and _inside(right, spans) for spans in shown):
            continue
        here, there = place(pages, left), place(pages, right)
        if here and there:
            seen.update(sides)
            yield Asked(Question(here.passage(), there.passage()), None, here, there)


def promise(link: Link) -> float:
    """Return how likely two linked sentences hide a difference: much in common, and something on a side that the other lacks."""
    left, right = set(tokenise(link.left.text)), set(tokenise(link.right.text))
    alone = sum(idf(word) for word in sorted(left ^ right))
    if link.cover < NEAR or not alone:
        return 0.0
    return round(link.cover * link.similarity * min(alone, LIMIT), 6)


def place(pages: Mapping[str, Page], span: Span) -> Place | None:
    """Return the sentences that a span touches; None where it touches none."""
    page = pages.get(span.article)
    cuts = [(s.span.start, s.span.end) for s in page.sentences] if page else []
    touched = [n for n, (start, end) in enumerate(cuts) if start < span.end and span.start < end]
    if page is None or not touched:
        return None
    first, last = touched[0], touched[-1]
    before = cuts[first - 1] if first else (0, 0)
    after = cuts[last + 1] if last + 1 < len(cuts) else (0, 0)
    return Place(page, cuts[first][0], cuts[last][1], before, after)


def _inside(sentence: Span, spans: Sequence[Span]) -> bool:
    return any(s.article == sentence.article and s.start < sentence.end and sentence.start < s.end for s in spans)
