"""Words that one article prints as speech and another as its own prose: a quotation lost its marks, or prose was put between them.

A row of the tables only: many a desk writes out a quotation after "said that". The words must be many, the same, and stand in linked
sentences; titles, slogans and what the other article quotes elsewhere are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from retold.divergences.laying.grammar import LIMIT, cut
from retold.divergences.laying.utterances import Said, read, unmarked
from retold.divergences.records import Difference, Line, Scene, once
from retold.language.words import STOP
from retold.model import Marked, Span

LEAST, TELLING = 6, 4  # words in a row, and content words among them
MOST = 3  # rows for a story: the longest
POST = 400  # characters behind which the signature of a post may stand
FIRST_PERSON = frozenset(["i", "we", "my", "our", "me"])
WHY = "One prints the words as speech, the other as its own: either the marks were lost or prose was put between them."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the longest stretches that stand between quotation marks in one article and without them in a linked sentence of another."""
    said = {page.page.article.id: read(page) for page in scene.pages}
    found: dict[tuple[Span, str], Difference] = {}
    for pair in scene.pairs:
        for one in (pair, pair.turned()):
            for quotation in _inside(one.left):
                difference = _bare(quotation, one.right, said[one.right.page.page.article.id])
                if difference:
                    found.setdefault((difference.left, difference.right.article), difference)
    yield from sorted(found.values(), key=lambda d: (-d.strength, d))[:MOST]


@once
def _inside(line: Line) -> list[Said]:
    """Return the quotations that begin in a line."""
    start, end = line.token(line.first).start, line.token(line.last - 1).end
    return [one for one in read(line.page) if start <= one.quotation.span.start < end]


def _bare(said: Said, line: Line, others: Sequence[Said]) -> Difference | None:
    """Return the longest stretch of a quotation that stands without marks in a line, as a difference, if it is long enough."""
    spans, words = _prose(line)
    if sum([word in words for word in said.words]) < LEAST:
        return None
    first, at, length = _longest(said.words, words)
    if length < LEAST or not _tells(said, first, first + length):
        return None
    if _quoted(line.page, spans[at : at + length]) or _elsewhere(said, others) or _posted(line.page, spans[at][0]):
        return None
    left = _within(said.page, said.spans[first : first + length])
    right = _within(line.page, spans[at : at + length])
    return Difference("quote", "quote unquoted", "minor", "table", left, right, WHY, strength=float(length))


@once
def _prose(line: Line) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Return the words of a line in plain form, after their places."""
    return unmarked(line.page, cut(line.page, line.token(line.first).start, line.token(line.last - 1).end))


def _tells(said: Said, first: int, last: int) -> bool:
    """Tell whether a stretch is more than a name or a title, and no speech that the other prints as a transcript ("I", "we")."""
    text, words = said.page.page.article.text, said.words[first:last]
    telling = {
        w for w, (start, _) in zip(words, said.spans[first:last], strict=True) if w not in STOP and text[start].islower()
    }
    return len(telling) >= TELLING and not FIRST_PERSON & set(words)


@lru_cache(maxsize=16_384)
def _longest(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[int, int, int]:
    """Return the longest stretch of words that two texts share: where it starts in each, and how long it is."""
    best, ends = (0, 0, 0), [0] * (len(right) + 1)
    for i, word in enumerate(left):
        row = [0] * (len(right) + 1)
        for j, other in enumerate(right):
            if word == other:
                row[j + 1] = ends[j] + 1
                if row[j + 1] > best[2]:
                    best = (i - row[j + 1] + 1, j - row[j + 1] + 1, row[j + 1])
        ends = row
    return best


def _quoted(page: Marked, spans: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether any of the words stands between quotation marks, or an open mark stands before them."""
    return any(q.span.start <= end and start <= q.span.end for start, end in spans for q in page.quotations)


def _posted(page: Marked, start: int) -> bool:
    """Tell whether a stretch belongs to a post that the article shows whole: its frame is the page's, and no marks were lost."""
    return any(sign in page.page.article.text[start : start + POST] for sign in ("(@", "twitter.com", "instagram.com"))


def _elsewhere(said: Said, others: Sequence[Said]) -> bool:
    """Tell whether the other article quotes most of the words too, in another place."""
    return any(len(set(said.words) & set(other.words)) >= 0.6 * len(set(said.words)) for other in others)


def _within(page: Marked, spans: tuple[tuple[int, int], ...]) -> Span:
    last = max(k for k in range(len(spans)) if spans[k][1] - spans[0][0] <= LIMIT - 2 or k == 0)
    return cut(page, spans[0][0], spans[last][1])
