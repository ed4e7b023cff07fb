"""Which sentences of two articles face each other, and in what order a reader meets them.

Sentences face each other where they tell one claim and were linked by wording too. One sentence may face several, as when an
outlet cuts a sentence in two; rows never grow further, since a row of many on both sides shows nothing. Two that are left over and
were linked by wording alone face each other as well, but not for certain. The rows follow the left article; what was found in the
right one alone stands behind the row that holds the sentence before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from retold.language.words import tokenise
from retold.model import Alignment, Claim, Marked, Span

MOST = 3  # sentences on one side of a row
NEAR = 0.12  # least similarity at which two sentences may tell the same, where the articles follow each other closely
FAR = 0.3  # and where they do not: between independent rewrites, most pairs below this tell two things
CLOSE = 0.25
FEW = 3  # sentences of an article so short that its closeness tells nothing


class Facing(NamedTuple):
    """A row before its words are compared: the numbers of sentences on both sides, and of others that say the same in other rows."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    similarity: float | None = None
    elsewhere: tuple[int, ...] = ()
    certain: bool = True


class Pair(NamedTuple):
    """Two sentences that face each other, by their numbers."""

    left: int
    right: int


def facing(left: Marked, right: Marked, claims: Iterable[Claim], alignment: Alignment) -> list[Facing]:
    """Return the rows of two articles in the order in which they are read; every sentence of both is in exactly one."""
    linked = links(left, right, alignment)
    near = NEAR if max((it.value for it in alignment.closeness), default=0.0) >= CLOSE or _brief(left, right) else FAR
    told = {pair for pair in _told_in_both(left, right, claims) if _alike(left, right, pair)}
    rows, spare = _joined({pair: linked[pair] for pair in linked if pair in told})
    beside = [Facing(*row, _best(row, linked)) for row in rows]
    beside += [Facing((pair.left,), (pair.right,), 1.0) for pair in _leftover(_word_for_word(left, right), beside)]
    perhaps = [pair for pair in _ranked(linked) if pair not in told and linked[pair] >= near]
    loose = _leftover([pair for pair in perhaps if _alike(left, right, pair)], beside)
    beside += [Facing((pair.left,), (pair.right,), linked[pair], (), False) for pair in loose]
    spare += [pair for pair in perhaps if pair not in loose]
    placed = [{i for row in beside for i in row.left}, {j for row in beside for j in row.right}]
    only = [[i for i in range(len(page.page.sentences)) if i not in placed[n]] for n, page in enumerate((left, right))]
    beside += [Facing((i,), (), None, tuple(sorted(p.right for p in spare if p.left == i))) for i in only[0]]
    alone = [Facing((), (j,), None, tuple(sorted(p.left for p in spare if p.right == j))) for j in only[1]]
    return _ordered(sorted(beside, key=lambda row: row[:2]), alone)


def links(left: Marked, right: Marked, alignment: Alignment) -> dict[Pair, float]:
    """Return the sentences of two articles that are linked by their wording, with their similarity."""
    numbers = [_Numbers(left), _Numbers(right)]
    pairs = ((_pair(numbers, it.left, it.right) or _pair(numbers, it.right, it.left), it.similarity) for it in alignment.links)
    return {pair: similarity for pair, similarity in pairs if pair}


def _word_for_word(left: Marked, right: Marked) -> list[Pair]:
    """Return the sentences that are the same, too short perhaps to be recognised by anything else."""
    words = [[tuple(tokenise(sentence.span.text)) for sentence in page.page.sentences] for page in (left, right)]
    return [Pair(i, j) for i, one in enumerate(words[0]) for j, other in enumerate(words[1]) if one and one == other]


def _brief(*pages: Marked) -> bool:
    return all(len(page.page.sentences) <= FEW for page in pages)


def _told_in_both(left: Marked, right: Marked, claims: Iterable[Claim]) -> set[Pair]:
    """Return the sentences of two articles that tell one claim, whole or in part."""
    numbers = [_Numbers(left), _Numbers(right)]
    return {pair for claim in claims if claim.kind != "credit" for pair in _told(numbers, claim.tellings)}


def _alike(left: Marked, right: Marked, pair: Pair) -> bool:
    """Tell whether both sentences are headlines, or neither: a headline is no part of the text beside it."""
    return left.page.sentences[pair.left].headline == right.page.sentences[pair.right].headline


def _ranked(likeness: dict[Pair, float]) -> list[Pair]:
    return sorted(likeness, key=lambda pair: (-likeness[pair], pair))


def _best(row: tuple[tuple[int, ...], tuple[int, ...]], likeness: dict[Pair, float]) -> float:
    return max(likeness[Pair(i, j)] for i in row[0] for j in row[1] if Pair(i, j) in likeness)


def _leftover(ranked: Iterable[Pair], rows: Iterable[Facing]) -> list[Pair]:
    """Return the pairs of which neither sentence is in a row, the first of each."""
    taken = {(0, i) for row in rows for i in row.left} | {(1, i) for row in rows for i in row.right}
    found = []
    for pair in ranked:
        if (0, pair.left) not in taken and (1, pair.right) not in taken:
            taken |= {(0, pair.left), (1, pair.right)}
            found.append(pair)
    return found


class _Numbers:
    """The sentences of a page, by number."""

    def __init__(self, page: Marked) -> None:
        self.article = page.page.article.id
        self._spans = [sentence.span for sentence in page.page.sentences]
        self._starts = [span.start for span in self._spans]

    def of(self, span: Span) -> int | None:
        """Return the number of the sentence in which a span begins; None where it is in none of this article."""
        at = bisect_right(self._starts, span.start) - 1
        return at if span.article == self.article and at >= 0 and span.start < self._spans[at].end else None


def _pair(numbers: Sequence[_Numbers], first: Span, second: Span) -> Pair | None:
    left, right = numbers[0].of(first), numbers[1].of(second)
    return None if left is None or right is None else Pair(left, right)


def _told(numbers: Sequence[_Numbers], tellings: Sequence[Span]) -> list[Pair]:
    return [pair for a in tellings for b in tellings if (pair := _pair(numbers, a, b))]


def _joined(likeness: dict[Pair, float]) -> tuple[list[tuple[tuple[int, ...], tuple[int, ...]]], list[Pair]]:
    """Join pairs into rows, the most similar first: one sentence against one to three; return these and the pairs left over."""
    row_of: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    spare = []
    for pair in _ranked(likeness):
        left, right = row_of.get((0, pair.left)), row_of.get((1, pair.right))
        row = left or right
        if row is None:
            row = ([pair.left], [pair.right])
        elif left is not None and right is None and _may_grow(left[1], left[0], pair.right):
            left[1].append(pair.right)
        elif right is not None and left is None and _may_grow(right[0], right[1], pair.left):
            right[0].append(pair.left)
        else:
            if left is not right:
                spare.append(pair)
            continue
        row_of[0, pair.left] = row_of[1, pair.right] = row
    rows = {id(row): row for row in row_of.values()}
    return sorted((tuple(sorted(a)), tuple(sorted(b))) for a, b in rows.values()), spare


def _may_grow(side: Sequence[int], other: Sequence[int], new: int) -> bool:
    """Tell whether a side takes in one more: the other has one sentence only, and the new one stands next to those it has."""
    return len(other) == 1 and len(side) < MOST and min(abs(new - at) for at in side) == 1


def _ordered(beside: Sequence[Facing], alone: Sequence[Facing]) -> list[Facing]:
    """Put what only the right article has behind the row that holds the sentence before it, or at the top."""
    row_of = {j: number for number, row in enumerate(beside) for j in row.right}
    behind: defaultdict[int, list[Facing]] = defaultdict(list)
    for row in alone:
        (at,) = row.right
        before = max((j for j in row_of if j < at), default=None)
        behind[-1 if before is None else row_of[before]].append(row)
    return [*behind[-1], *(it for number, row in enumerate(beside) for it in (row, *behind[number]))]
