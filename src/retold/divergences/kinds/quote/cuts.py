"""Quotations that end or begin in the middle of a sentence, and look as if the speaker had ended or begun there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.divergences.kinds.quote.quotations import two_speakers
from retold.divergences.laying.grammar import cut
from retold.divergences.laying.utterances import Partner, Said, partners, read
from retold.divergences.records import Difference, Scene
from retold.language.words import STOP
from retold.model import Span

BREAKS = frozenset('.!?…;:—–-\n"”')
JOINTS = frozenset(
    ["and", "but", "so", "because", "or", "then", "although", "however"]
)  # behind which a speaker may well begin anew
RUN = 3  # words that must agree right before a quotation ends early or right after it begins late
LEADING = frozenset(
    ["mean", "think", "know", "look", "believe", "say", "guess", "well", "yes", "again", "first"]
)  # of a lead-in
NESTED = re.compile(r"(?:^|\s)['‘“\"]")
TURNED: dict[str, str] = {"equal": "equal", "replace": "replace", "insert": "delete", "delete": "insert"}
CUT = "The quotation ends early, with a full stop, as if the speaker had stopped there."
LATE = "The quotation begins in the middle of what the other gives as one sentence, with a capital, as if the speaker had begun there."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where a quotation ends early, with a full stop, or begins late, with a capital."""
    for partner in partners(scene.pages):
        if not two_speakers(partner, scene):
            yield from _cut_short(partner)


def _cut_short(partner: Partner) -> Iterator[Difference]:
    """Yield a quotation, itself a sentence, that ends or begins where the other has more of the same sentence."""
    turned = Partner(
        partner.right, partner.left, tuple((TURNED[t], j1, j2, i1, i2) for t, i1, i2, j1, j2 in partner.opcodes), partner.common
    )
    for one in (partner, turned):
        yield from _ends_early(one)
        yield from _begins_late(one)


def _ends_early(partner: Partner) -> Iterator[Difference]:
    short, long = partner.left, partner.right
    tag, _, _, first, last = partner.opcodes[-1]
    if tag != "insert" or last - first < 3 or not _is_sentence(short) or not short.quotation.closed:
        return
    if partner.opcodes[-2][2] - partner.opcodes[-2][1] < RUN:
        return
    if any(mark in _between(long, first) for mark in BREAKS):
        return
    a = cut(short.page, short.spans[max(0, len(short.spans) - 4)][0], short.quotation.inner.end)
    yield Difference(
        "quote",
        "quote cut",
        "notable",
        "finding",
        a,
        stretch(long, max(0, first - 4), last),
        CUT,
        strength=partner.common / 10,
    )


def _begins_late(partner: Partner) -> Iterator[Difference]:
    short, long = partner.left, partner.right
    tag, _, _, first, last = partner.opcodes[0]
    if tag != "insert" or last - first < 3 or last >= len(long.spans) or len(partner.opcodes) < 2:
        return
    begins = long.page.page.article.text[long.spans[last][0]].islower() or long.words[last] == "i"
    if not begins or not short.quotation.inner.text[:1].isupper() or not _clause_lost(partner, last):
        return
    joint = long.words[last - 1]
    if partner.opcodes[1][2] - partner.opcodes[1][1] < 4 or {joint, short.words[0]} & JOINTS:
        return
    if len(short.words) < 8 or not _opens_sentence(short) or _quoted_before(short, long.words[max(0, last - 3) : last]):
        return
    a = stretch(short, 0, 6)
    yield Difference(
        "quote",
        "quote cut",
        "notable",
        "finding",
        a,
        stretch(long, max(0, last - 6), last + 4),
        LATE,
        strength=partner.common / 10,
    )


def _clause_lost(partner: Partner, last: int) -> bool:
    """Tell whether what stands before word `last` in its sentence is more than a lead-in ("I mean"), a repetition or another's quotation."""
    long, short = partner.right, partner.left
    first = last
    while first > 0 and not any(mark in _between(long, first) for mark in BREAKS):
        first -= 1
    words = long.words[first:last]
    text = long.page.page.article.text[long.spans[first][0] : long.spans[last][0]]
    telling = [w for w in words if w not in STOP and w not in LEADING and w not in short.words[: len(words)]]
    return len(words) >= 3 and bool(telling) and not NESTED.search(text)


def _quoted_before(said: Said, words: Sequence[str]) -> bool:
    """Tell whether the words missing at the start end the quotation before: an attribution stands between, nothing is lost."""
    before = [q for q in read(said.page) if q.quotation.span.end <= said.quotation.span.start]
    return (bool(before) and tuple(before[-1].words[-2:]) == tuple(words[-2:])) or (
        bool(before) and set(words) <= set(before[-1].words[-8:])
    )


def _opens_sentence(said: Said) -> bool:
    """Tell whether nothing but the end of another sentence stands before a quotation."""
    before = said.page.page.article.text[: said.quotation.span.start].rstrip()
    return not before or before[-1] in '.!?"”:'


def _between(said: Said, at: int) -> str:
    return said.page.page.article.text[said.spans[at - 1][1] : said.spans[at][0]]


def stretch(said: Said, first: int, last: int) -> Span:
    """Return words `first` to `last` (exclusive) as a span of at most 120 characters."""
    end = max(
        k for k in range(first, min(last, len(said.spans))) if said.spans[k][1] - said.spans[first][0] <= 118 or k == first
    )
    return cut(said.page, said.spans[first][0], said.spans[end][1])


def _is_sentence(said: Said) -> bool:
    """Tell whether a quotation is given as a whole sentence: a capital first, a full stop inside or right behind its mark."""
    body = said.quotation.inner.text.rstrip()
    after = said.page.page.article.text[said.quotation.span.end : said.quotation.span.end + 1]
    ended = body.endswith((".", "!", "?")) and not body.endswith(("...", "…"))
    return body[:1].isupper() and (ended or after == ".") and len(said.words) >= 5
