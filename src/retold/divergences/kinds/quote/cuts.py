"""Quotations that end or begin in the middle of a sentence, and look as if the speaker had ended or begun there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from retold.divergences.kinds.quote.excuses import excused
from retold.divergences.kinds.quote.grading import binds, limits
from retold.divergences.kinds.quote.quotations import two_speakers
from retold.divergences.laying.grammar import cut
from retold.divergences.laying.utterances import Partner, Said, partners, read, turned
from retold.divergences.records import Difference, Scene, once
from retold.language.words import STOP
from retold.model import Severity, Span, Tier

BREAKS = frozenset('.!?…;:—–-\n"”')
SURE = 12  # words from which a quotation may differ in one and still be the same
ENDS = frozenset(".!?…\n")
JOINTS = frozenset(
    ["and", "but", "so", "because", "or", "then", "although", "however"]
)  # behind which a speaker may well begin anew
RUN = 3  # words that must agree right before a quotation ends early or right after it begins late
COORDINATING = frozenset(["and", "but", "so", "or", "nor", "yet"])
OPENING = frozenset(  # words that open a new clause behind one of those
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "there",
        "that",
        "this",
        "these",
        "those",
        "the",
        "our",
        "my",
        "their",
        "his",
        "her",
        "its",
    ]
)
GOVERNING = frozenset(["that", "whether", "how", "why"])  # what follows depends on a clause that is lost
LEADING = frozenset(
    ["mean", "think", "know", "look", "believe", "say", "guess", "well", "yes", "again", "first"]
)  # of a lead-in
NESTED = re.compile(r"(?:^|\s)['‘“\"]")
CUT = "The quotation ends early, with a full stop, as if the speaker had stopped there."
LATE = "The quotation begins in the middle of what the other gives as one sentence, with a capital, as if the speaker had begun there."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where a quotation ends early, with a full stop, or begins late, with a capital."""
    for partner in partners(scene.pages):
        if not two_speakers(partner, scene):
            for one in _cut_short(partner, scene):
                yield excused(one, partner, scene)


def _cut_short(partner: Partner, scene: Scene) -> Iterator[Difference]:
    """Yield a quotation, itself a sentence, that ends or begins where the other has more of the same sentence."""
    for one in (partner, turned(partner)):
        if _whole(one):
            if not _witnessed(one, scene):
                yield from _ends_early(one)
            yield from _begins_late(one)


def _whole(partner: Partner) -> bool:
    """Tell whether the other has nearly all words of a quotation, in one run: else the speaker may have said much the same twice."""
    runs = [row for row in partner.opcodes if row[0] == "equal"]
    more = sum(j2 - j1 for tag, _, _, j1, j2 in partner.opcodes[1:-1] if tag != "equal")
    spared = 1 if len(partner.left.words) >= SURE else 0
    return bool(runs) and partner.common >= len(partner.left.words) - spared and more <= 2


def _ends_early(partner: Partner) -> Iterator[Difference]:
    short, long = partner.left, partner.right
    tag, _, _, first, last = partner.opcodes[-1]
    if tag != "insert":
        return
    last = next((k for k in range(first + 1, last) if any(mark in _between(long, k) for mark in ENDS)), last)
    if last - first < 3 or not _is_sentence(short) or not short.quotation.closed:
        return
    if partner.opcodes[-2][2] - partner.opcodes[-2][1] < RUN:
        return
    if any(mark in _between(long, first) for mark in BREAKS):
        return
    a = cut(short.page, short.spans[max(0, len(short.spans) - 4)][0], short.quotation.inner.end)
    yield _cut(*_weight(long, first, last), (a, stretch(long, max(0, first - 4), last)), CUT, partner)


def _weight(long: Said, first: int, last: int) -> tuple[Severity, Tier]:
    """Return the weight of words lost at the end: a finding where they limit what is said, or name at whom it aims.

    What a new clause says ("and we ...") is another statement, which a desk may leave out.
    """
    words = long.words[first:last]
    if words[0] in COORDINATING and set(words[1:2]) & OPENING:
        return "minor", "table"
    if binds(words) or limits(words):
        return "notable", "finding"
    return "minor", "finding" if words[0] not in COORDINATING and _names_somebody(long, first, last) else "table"


def _names_somebody(long: Said, first: int, last: int) -> bool:
    """Tell whether a word of a stretch has a capital, but for "I"."""
    text = long.page.page.article.text
    return any(text[long.spans[k][0]].isupper() and long.words[k] != "i" for k in range(first, last))


def _witnessed(partner: Partner, scene: Scene) -> bool:
    """Tell whether a third article ends the sentence where a quotation ends, and lets the speaker go on behind it."""
    pair = {said.page.page.article.id for said in (partner.left, partner.right)}
    return bool(_endings(scene).get(partner.left.words[-RUN - 1 :], frozenset()) - pair)


@once
def _endings(scene: Scene) -> Mapping[tuple[str, ...], frozenset[str]]:
    """Return the words, up to RUN + 1, before each end of a sentence inside a quotation, with the articles that have it there."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for page in scene.pages:
        for said in read(page):
            for k in range(1, len(said.words)):
                if any(mark in _between(said, k) for mark in ENDS):
                    for size in range(1, min(k, RUN + 1) + 1):
                        found[said.words[k - size : k]].add(page.page.article.id)
    return {words: frozenset(articles) for words, articles in found.items()}


def _begins_late(partner: Partner) -> Iterator[Difference]:
    """Yield a lost beginning: a finding where it binds the rest to an opinion, a doubt or a condition, else a row of the tables."""
    short, long = partner.left, partner.right
    tag, _, _, first, last = partner.opcodes[0]
    if tag != "insert" or last - first < 3 or last >= len(long.spans) or len(partner.opcodes) < 2:
        return
    begins = long.page.page.article.text[long.spans[last][0]].islower() or long.words[last] == "i"
    if not begins or not short.quotation.inner.text[:1].isupper() or not _clause_lost(partner, last):
        return
    joint = long.words[last - 1]
    lead = _lead_in(long, last)
    if partner.opcodes[1][2] - partner.opcodes[1][1] < 4 or {joint, short.words[0]} & JOINTS:
        return
    if len(short.words) < 8 or not _opens_sentence(short) or _quoted_before(short, long.words[max(0, last - 3) : last]):
        return
    spans = stretch(short, 0, 6), stretch(long, max(0, last - 6), last + 4)
    bound = (joint in GOVERNING and not lead) or binds(long.words[max(0, last - 6) : last - lead])
    grade: tuple[Severity, Tier] = ("notable", "finding") if bound else ("minor", "table")
    yield _cut(*grade, spans, LATE, partner)


def _cut(severity: Severity, tier: Tier, spans: tuple[Span, Span], why: str, partner: Partner) -> Difference:
    return Difference("quote", "quote cut", severity, tier, *spans, why, strength=partner.common / 10)


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


def _lead_in(long: Said, last: int) -> int:
    """Return how many words before word `last` are a mere lead-in to a main clause: "I think", "I guess that"."""
    that = long.words[last - 1] == "that"
    words = long.words[max(0, last - 2 - that) : last - that]
    return 2 + that if len(words) == 2 and words[0] == "i" and words[1] in LEADING else 0


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
