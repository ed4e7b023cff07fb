"""Utterances: which quotations of two articles give the same words, and their words without house style.

Two quotations are one utterance where most of the shorter stands in the longer. House style (Mr/Mr., figures or words,
contractions, spelling, what an editor put in brackets) is taken off before they are compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from retold.divergences.records import Scene
from retold.language.names import fold
from retold.language.style import plain
from retold.language.words import STOP, word_spans
from retold.model import Credit, Marked, Quotation, Span

_TURNED = {"insert": "delete", "delete": "insert"}
FILLERS = (("you", "know"), ("i", "mean"))
COMMON = 0.72  # share of the shorter quotation that must stand in the longer


class Said(NamedTuple):
    """A quotation with its words: spans in the article and their form without house style."""

    page: Marked
    quotation: Quotation
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


class Partner(NamedTuple):
    """Two quotations of one utterance, with the words that match, as SequenceMatcher's opcodes."""

    left: Said
    right: Said
    opcodes: tuple[tuple[str, int, int, int, int], ...]
    common: int


class _Pages:
    """The pages of a story, the same only as themselves: comparing them would cost more than laying their quotations side by side."""

    __slots__ = ("pages",)

    def __init__(self, pages: Sequence[Marked]) -> None:
        self.pages = pages

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.pages)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pages) and list(map(id, self.pages)) == list(map(id, other.pages))


def partners(pages: Sequence[Marked]) -> tuple[Partner, ...]:
    """Return, for every two articles, each quotation with the best partner of the shorter of the two, in order."""
    return _partners(_Pages(pages))


@lru_cache(maxsize=2)
def _partners(story: _Pages) -> tuple[Partner, ...]:
    pages = story.pages
    said = {page.page.article.id: read(page) for page in pages}
    found = []
    for a, b in combinations(sorted(said), 2):
        rows = [p for left in said[a] for right in said[b] if (p := _partner(left, right))]
        rows.sort(
            key=lambda p: (
                -p.common / min(len(p.left.words), len(p.right.words)),
                -p.common,
                p.left.quotation.span,
                p.right.quotation.span,
            )
        )
        taken: set[Span] = set()
        for p in rows:
            shorter = min(p.left, p.right, key=lambda one: (len(one.words), one.quotation.span)).quotation.span
            if shorter not in taken:
                taken.add(shorter)
                found.append(p)
    return tuple(found)


def read(page: Marked) -> tuple[Said, ...]:
    """Return the quotations of a page that hold a word, cut into words."""
    return _read(_Pages((page,)))


@lru_cache(maxsize=512)
def _read(one: _Pages) -> tuple[Said, ...]:
    (page,) = one.pages
    return tuple(said for q in page.quotations if (said := _said(page, q)).words)


def speakers(said: Said, scene: Scene) -> list[tuple[str, Span]]:
    """Return the names of those whom the article itself names as the speakers of a quotation, each with the words that name it.

    A pronoun, a role or a source without a name names nobody: the name must stand in the words of the source.
    """
    found: dict[str, Span] = {}
    for credit in scene.credits.get(said.quotation.inner.article, ()):
        if credit.name and credit.source and holds(credit, said.quotation.inner) and _named(credit.name, credit.source):
            found.setdefault(credit.name, credit.source)
    return sorted(found.items())


def holds(credit: Credit, inner: Span) -> bool:
    """Tell whether most of a quotation lies in the content of a credit of the same article."""
    shared = min(credit.content.end, inner.end) - max(credit.content.start, inner.start)
    return credit.content.article == inner.article and 2 * shared >= inner.end - inner.start


def _named(name: str, source: Span) -> bool:
    """Tell whether the last word of a name stands in the words of a source."""
    last = fold(name.split()[-1])
    return bool(last) and last in {fold(word) for word in re.split(r"[^\w'’.-]+", source.text)}


def turned(partner: Partner) -> Partner:
    """Return the two quotations the other way round."""
    opcodes = tuple((_TURNED.get(tag, tag), j1, j2, i1, i2) for tag, i1, i2, j1, j2 in partner.opcodes)
    return Partner(partner.right, partner.left, opcodes, partner.common)


def unmarked(page: Marked, span: Span) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Return the words of any span of a page in plain form, after their places in the article's text."""
    said = _said(page, Quotation(span, span))
    return said.spans, said.words


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without house style, in order."""
    return tuple(form for _, _, word in word_spans(text) for form in plain(word))


def _said(page: Marked, quotation: Quotation) -> Said:
    """Cut a quotation into words; what stands in brackets was put in by an editor and is left out."""
    text, at, open_bracket = quotation.inner.text, 0, 0
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    for start, end, word in word_spans(text):
        between = text[at:start]
        open_bracket += between.count("[") + between.count("(") - between.count("]") - between.count(")")
        at = end
        if open_bracket <= 0:
            forms = plain(word)
            spans.extend([(quotation.inner.start + start, quotation.inner.start + end)] * len(forms))
            words.extend(forms)
    kept = [k for k in range(len(words)) if not _fills(text, quotation.inner.start, spans, words, k)]
    return Said(page, quotation, tuple(spans[k] for k in kept), tuple(words[k] for k in kept))


def _fills(text: str, start: int, spans: Sequence[tuple[int, int]], words: Sequence[str], at: int) -> bool:
    """Tell whether a word belongs to "you know" or "I mean" between commas, which copy desks leave out."""
    for first in (at - 1, at):
        if first >= 0 and tuple(words[first : first + 2]) in FILLERS:
            before = text[: spans[first][0] - start].rstrip()
            after = text[spans[first + 1][1] - start :].lstrip()
            return before[-1:] in ("", ",", "—", "–") and after[:1] in (",", "—", "–")
    return False


def _partner(left: Said, right: Said) -> Partner | None:
    """Return two quotations as partners if enough of the shorter stands in the longer, some of it without a break."""
    met = _meet(left.words, right.words)
    return Partner(left, right, *met) if met else None


@lru_cache(maxsize=65_536)
def _meet(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[tuple[str, int, int, int, int], ...], int] | None:
    """Return how the words of two quotations of one utterance match, and how many do; None where they are two utterances."""
    shorter = min(len(left), len(right))
    if shorter < 4 or len(set(left) & set(right)) < 0.5 * shorter:
        return None
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    equal = [left[i1:i2] for tag, i1, i2, _, _ in opcodes if tag == "equal"]
    common = sum(len(run) for run in equal)
    if common < COMMON * shorter or max(map(len, equal), default=0) < 3 or not any(w not in STOP for run in equal for w in run):
        return None
    return tuple(opcodes), common
