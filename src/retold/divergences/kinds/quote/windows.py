"""Which words of a quotation are shown around a change: enough to find it, from the start of a phrase to the end of one.

A window never runs over the end of a sentence, so that both sides show the same stretch of speech however much each quotes.
"""

from __future__ import annotations

from retold.divergences.laying.grammar import LIMIT, cut
from retold.divergences.laying.utterances import Said
from retold.language.words import STOP
from retold.model import Span

CONTEXT = 4  # words shown on each side where the sentence has as many
MORE = 2  # words more to reach the bounds of a phrase or a clause
SENTENCE = frozenset(".!?…")
CLAUSE = frozenset(",;:—–")


def window(said: Said, first: int, last: int) -> Span:
    """Return words `first` to `last` (exclusive) with the words around them, at most 120 characters where the change allows it."""
    for context in range(CONTEXT, 0, -1):
        a, b = _start(said, first, context), _end(said, last, context)
        if said.spans[b - 1][1] - said.spans[a][0] <= LIMIT:
            return cut(said.page, said.spans[a][0], said.spans[b - 1][1])
        a, b = max(0, first - context), min(len(said.spans), last + context)
        if said.spans[b - 1][1] - said.spans[a][0] <= LIMIT:
            break
    return cut(said.page, said.spans[a][0], said.spans[b - 1][1])


def _start(said: Said, first: int, context: int) -> int:
    """Return where to begin: at a clause, or at the small word that opens a phrase, if one is near; never before the sentence."""
    at = first
    while at > 0 and not _parted(said, at, SENTENCE) and first - at < context + MORE:
        if first - at >= context and (_parted(said, at, CLAUSE) or said.words[at] in STOP):
            break
        at -= 1
    opens = at == 0 or _parted(said, at, SENTENCE | CLAUSE) or said.words[at] in STOP
    return at if opens else max(at, first - context)


def _end(said: Said, last: int, context: int) -> int:
    """Return where to end: with a clause, or with a word of content, if one is near; never behind the sentence."""
    size, bounds = len(said.words), []
    for at in range(max(last, 1), min(size, last + context + MORE) + 1):
        closed = at == size or _parted(said, at, SENTENCE) or (at > last and _parted(said, at, CLAUSE))
        if closed or (at > last and said.words[at - 1] not in STOP):
            bounds.append(at)
        if closed:
            return at if at - last <= context else next((b for b in bounds if b - last >= context), at)
    return next((at for at in bounds if at - last >= context), bounds[-1] if bounds else min(size, last + context))


def _parted(said: Said, at: int, marks: frozenset[str]) -> bool:
    """Tell whether one of these marks stands right before word `at`."""
    return any(mark in said.page.page.article.text[said.spans[at - 1][1] : said.spans[at][0]] for mark in marks)
