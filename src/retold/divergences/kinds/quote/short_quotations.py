"""One short quotation each, in one place: another word (“tense”, “difficult”), or a word less (“more willing”, “willing”)."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.kinds.quote.cuts import stretch
from retold.divergences.laying.grammar import children
from retold.divergences.laying.utterances import Said, read
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language.words import STOP

CLOSE = 0.25
COVER = 0.6
LOST, FEW = 2, 5  # words lost at the beginning, of a quotation of so many
DEGREES = frozenset(["more", "most", "less", "least", "no", "not", "very", "only"])
SHORTENED = "The quotation of one begins a word or two later than the other's, and what it leaves out stood between the marks."
SHORT = "Each puts another word between quotation marks for the same thing: of one utterance, at most one gives the word."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where two close tellings quote another word for the same thing."""
    for pair in scene.pairs:
        if pair.closeness >= CLOSE:
            yield from _short(pair)
        if pair.cover >= COVER:
            yield from _shortened(pair)
            yield from (one._replace(left=one.right, right=one.left) for one in _shortened(pair.turned()))


def _short(pair: Pair) -> Iterator[Difference]:
    """Yield the one short quotation of each line, where both describe the same noun and share no word."""
    left, right = _only_quotation(pair.left), _only_quotation(pair.right)
    if left is None or right is None or set(left.words) & set(right.words):
        return
    matched = {(m.left, m.right) for m in pair.matches if m.likeness}
    if (_described(pair.left, left), _described(pair.right, right)) in matched:
        a, b = stretch(left, 0, len(left.spans)), stretch(right, 0, len(right.spans))
        yield Difference("quote", "quote short", "notable", "finding", a, b, SHORT)


def _shortened(pair: Pair) -> Iterator[Difference]:
    """Yield a quotation of a few words whose first word, a degree or a modifier, the other's quotation of them lacks."""
    for long in _quotations(pair.left):
        for short in _quotations(pair.right):
            lost = long.words[: len(long.words) - len(short.words)]
            ends = 0 < len(lost) <= LOST and len(long.words) <= FEW and long.words[len(lost) :] == short.words
            if ends and any(w not in STOP or w in DEGREES for w in lost):
                a, b = (stretch(said, 0, len(said.spans)) for said in (long, short))
                yield Difference("quote", "quote shortened", "minor", "table", a, b, SHORTENED)


def _described(line: Line, said: Said) -> int:
    """Return the noun that a quoted adjective describes ("a “tense” call", "the call was “tense”", "described the call as “tense”"), or -1."""
    inner = said.quotation.inner
    adjectives = [i for i in line.words if inner.start <= line.token(i).start < inner.end and line.token(i).pos == "ADJ"]
    if len(adjectives) != 1:
        return -1
    token = line.token(adjectives[0])
    if token.dep == "amod" and line.token(token.head).pos == "NOUN":
        return token.head
    verb = line.token(token.head).head if line.token(token.head).text.lower() == "as" else token.head
    wanted = ("nsubj",) if token.dep in ("acomp", "attr") else ("dobj", "nsubjpass")
    return next((c for c in children(line.page, verb) if line.token(c).dep in wanted), -1)


def _only_quotation(line: Line) -> Said | None:
    inside = _quotations(line)
    said = inside[0] if len(inside) == 1 else None
    return said if said and 1 <= len(said.words) <= 3 else None


@once
def _quotations(line: Line) -> list[Said]:
    """Return the quotations that stand in a line, or partly do."""
    start, end = line.token(line.first).start, line.token(line.last - 1).end
    return [s for s in read(line.page) if s.quotation.span.start < end and start < s.quotation.span.end]
