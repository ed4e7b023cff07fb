"""Lays the linked sentences of a story side by side, once, for all detectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.divergences.laying.grammar import bounds, line
from retold.divergences.laying.words import Matcher
from retold.divergences.records import Line, Pair, Scene
from retold.model import Alignment, Claim, Credit, CreditedOutlet, Link, Marked, Span


def lay(
    marked: Sequence[Marked],
    alignment: Alignment,
    claims: Sequence[Claim],
    credits: Sequence[Credit],
    outlets: Mapping[str, Sequence[CreditedOutlet]],
) -> Scene:
    """Return the scene: pages in the order of their ids, pairs in the order of their spans."""
    pages = tuple(sorted(marked, key=lambda one: one.page.article.id))
    lines = {one.page.article.id: _lines(one) for one in pages}
    closeness = {(c.left, c.right): c.value for c in alignment.closeness} | {
        (c.right, c.left): c.value for c in alignment.closeness
    }
    matcher = Matcher()
    pairs = [pair for link in alignment.links if (pair := _pair(link, lines, closeness, matcher))]
    by_article: dict[str, list[Credit]] = {}
    for credit in sorted(credits, key=lambda c: (c.content, c.source or c.content)):
        by_article.setdefault(credit.content.article, []).append(credit)
    ordered = tuple(sorted(pairs, key=lambda p: (_place(p.left), _place(p.right))))
    return Scene(pages, ordered, closeness, tuple(claims), by_article, outlets)


def _lines(page: Marked) -> dict[int, Line]:
    """Return start offset of a sentence -> its line."""
    known = bounds(page)
    starts = {number: sentence.span.start for number, sentence in enumerate(page.page.sentences)}
    return {starts[number]: line(page, number, ends) for number, ends in known.items()}


def _pair(
    link: Link, lines: Mapping[str, Mapping[int, Line]], closeness: Mapping[tuple[str, str], float], matcher: Matcher
) -> Pair | None:
    left, right = _line(link.left, lines), _line(link.right, lines)
    if left is None or right is None:
        return None
    wordings = matcher.wordings(left, right)
    if wordings is None:
        return None
    near = closeness.get((link.left.article, link.right.article), 0.0)
    return Pair(left, right, link.similarity, near, wordings)


def _line(span: Span, lines: Mapping[str, Mapping[int, Line]]) -> Line | None:
    return lines.get(span.article, {}).get(span.start)


def _place(line: Line) -> tuple[str, int]:
    return line.page.page.article.id, line.number
