"""Lays two articles of a story side by side: rows, the words that differ in each, the findings beneath, the relation above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from retold.model import Alignment, Divergence, Marked, Relation, Row, Span, Story
from retold.reports.comparing import words
from retold.reports.comparing.relation import relation
from retold.reports.comparing.rows import Facing, facing

GAP = 4  # characters between neighbouring sentences
LEAST, FEWEST, SHARE = 3, 2, 0.2  # claims that both tell; of short texts fewer, by their number of sentences


def compare(story: Story, pages: Sequence[Marked], alignment: Alignment) -> tuple[Relation, tuple[Row, ...]]:
    """Return how the two articles of a story stand to each other, and their rows in the order of the first.

    `pages` are the marked pages of `story.articles`, in the same order. Every finding of the story with words in a row is named
    beneath one row: the first that holds its words on both sides, else the first that holds any.
    """
    left, right = pages
    readers = words.Reader(left), words.Reader(right)
    rows = [_row(pages, readers, it) for it in facing(left, right, story.claims, alignment)]
    rows = [_sent(rows, readers, row) for row in rows]
    beneath = _placed(rows, [d for d in story.divergences if d.tier == "finding"])
    return relation(story, pages, alignment), tuple(_with(row, beneath.get(number, ())) for number, row in enumerate(rows))


def _row(pages: Sequence[Marked], readers: Sequence[words.Reader], it: Facing) -> Row:
    left, right = _spans(pages[0], it.left), _spans(pages[1], it.right)
    if not left or not right:
        return Row(left, right, elsewhere=_spans(pages[1 if left else 0], it.elsewhere) or _near(pages, readers, left, right))
    found = words.compare(readers[0].read(left), readers[1].read(right), certain=it.certain)
    return Row(left, right, it.similarity, found.same, found.free, found.marks, certain=it.certain)


def _near(
    pages: Sequence[Marked], readers: Sequence[words.Reader], left: Sequence[Span], right: Sequence[Span]
) -> tuple[Span, ...]:
    """Return the sentence of the other article that may say a part of what a sentence without a partner says."""
    mine, other = (0, 1) if left else (1, 0)
    sentences = [sentence.span for sentence in pages[other].page.sentences]
    near = words.nearest(readers[mine].read(left or right), [readers[other].read([it]) for it in sentences])
    return () if near is None else (sentences[near],)


def _sent(rows: Sequence[Row], readers: Sequence[words.Reader], row: Row) -> Row:
    """Send the reader of a sentence without a partner to what faces the one before or behind it, where that may hold it in part."""
    if row.elsewhere or (row.left and row.right):
        return row
    mine, other = (0, 1) if row.left else (1, 0)
    (lone,) = row.left or row.right
    for near in rows:
        sides = near.left, near.right
        if sides[0] and sides[1] and _beside(sides[mine], lone):
            for span in sides[other]:
                if words.resembles(readers[mine].read([lone]), readers[other].read([span])):
                    return replace(row, elsewhere=(span,))
    return row


def _beside(side: Sequence[Span], lone: Span) -> bool:
    """Tell whether a sentence stands right before or behind those of a side, but for white space and marks."""
    gaps = (lone.start - side[-1].end, side[0].start - lone.end)
    return any(0 <= gap <= GAP for gap in gaps)


def _spans(page: Marked, numbers: Iterable[int]) -> tuple[Span, ...]:
    return tuple(page.page.sentences[number].span for number in numbers)


def _placed(rows: Sequence[Row], found: Sequence[Divergence]) -> Mapping[int, tuple[str, ...]]:
    """Return the ids of the findings for the number of the row beneath which each is shown."""
    beneath: defaultdict[int, list[str]] = defaultdict(list)
    for divergence in found:
        spans = [span for reading in divergence.readings for span in reading.spans]
        held = [(_holds(row.left, spans) + _holds(row.right, spans), -number) for number, row in enumerate(rows)]
        most, number = max(held, default=(0, 0))
        if most:
            beneath[-number].append(divergence.id)
    return {number: tuple(ids) for number, ids in beneath.items()}


def _holds(side: Sequence[Span], spans: Iterable[Span]) -> bool:
    return any(s.article == it.article and it.start <= s.start < it.end for s in spans for it in side)


def _with(row: Row, ids: tuple[str, ...]) -> Row:
    return replace(row, divergences=ids)


def overlap(story: Story) -> bool:
    """Tell whether two articles that were not grouped tell enough of the same for rows; unrelated ones share hardly a claim."""
    shared = [claim for claim in story.claims if claim.kind != "credit" and len({it.article for it in claim.tellings}) > 1]
    fewest = min(len(article.sentences) for article in story.articles)
    return len(shared) >= min(LEAST, max(FEWEST, SHARE * fewest))
