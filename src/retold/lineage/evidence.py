"""What an edge of the lineage rests on: readings that only its texts share, passages that they leave out together, and credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from retold.language.words import content, idf, tokenise
from retold.lineage.characters import Characters, Reading
from retold.lineage.records import Text, Word
from retold.lineage.texts import stem
from retold.model import Span

PLAIN = re.compile(r"[^\W_][\w’'-]+(?: [^\W_][\w’'-]+)?")  # one or two words with nothing between them
RAREST = 7.0
RUN = 4  # least words of a run in common
SHOWN = 5  # readings that a sentence names
SPANS = 8  # spans that an edge points to


class Shared(Struct, frozen=True):
    """What some texts share and no other of their group has: all readings, most telling first, and how many units they lack together."""

    readings: tuple[Reading, ...]
    omissions: int


def shared(found: Characters, inside: frozenset[int]) -> Shared:
    """Return what the texts `inside` (rows of the characters) share against the others."""
    outside = [k for k in range(len(found.held)) if k not in inside]
    rows = sorted(inside)
    kept = []
    for column, reading in enumerate(found.readings):
        states = found.states[:, column]
        if (states[rows] == 1).sum() >= 2 and any(states[outside] == 0) and not any(states[outside] == 1):
            kept.append(reading)
    told = found.held[outside].sum(axis=0) >= 2 if outside else found.held.sum(axis=0) < 0
    lacking = int((told & (found.held[rows].sum(axis=0) == 0)).sum())
    return Shared(tuple(sorted(kept, key=_telling)), lacking if len(rows) > 1 else 0)


def said(texts: Iterable[Text]) -> frozenset[tuple[str, ...]]:
    """Return every stem, and every pair of neighbouring stems, of some texts."""
    found: set[tuple[str, ...]] = set()
    for line in (line for text in texts for line in text.lines):
        stems = [word.stem for word in line.words]
        found.update((one,) for one in stems)
        found.update(pairwise(stems))
    return frozenset(found)


def examples(readings: Sequence[Reading], others: frozenset[tuple[str, ...]] = frozenset()) -> list[Reading]:
    """Return the most telling readings that a reader can make sense of and check.

    No two of one unit, none that holds another's words, no bare name, and none whose words stand anywhere in `others` (what the texts
    without them say).
    """
    kept: list[Reading] = []
    for reading in readings:
        words = frozenset(stem(word) for word in content(reading.text))
        again = any(reading.unit == other.unit or words & {stem(word) for word in content(other.text)} for other in kept)
        elsewhere = tuple(stem(word) for word in tokenise(reading.text)) in others
        if words and not again and (reading.point or (_plain(reading.text) and not elsewhere)):
            kept.append(reading)
        if len(kept) == SHOWN:
            break
    return kept


def _plain(text: str) -> bool:
    """Tell whether a reading is one or two content words with nothing between them, of which one is no name."""
    return (
        bool(PLAIN.fullmatch(text))
        and len(content(text)) == len(text.split())
        and any(word[0].islower() for word in text.split())
    )


def runs(a: Text, b: Text) -> list[tuple[Span, Span]]:
    """Return runs of words outside quotations that two texts have in common, longest first, that do not overlap in the first."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, line in enumerate(b.lines):
        for k in range(len(line.words) - RUN + 1):
            places.setdefault(tuple(word.text for word in line.words[k : k + RUN]), []).append((number, k))
    found = []
    for i, line in enumerate(a.lines):
        for k in range(len(line.words) - RUN + 1):
            for j, m in places.get(tuple(word.text for word in line.words[k : k + RUN]), ()):
                size = _same(line.words[k:], b.lines[j].words[m:])
                if any(not (word.stop or word.name) for word in line.words[k : k + size]) and size >= RUN:
                    found.append((-size, i, k, j, m))
    kept: list[tuple[int, int, int, int, int]] = []
    for run in sorted(found):
        if not any(run[1] == o[1] and run[2] < o[2] - o[0] and o[2] < run[2] - run[0] for o in kept):
            kept.append(run)
    return [(_run(a, i, k, -size), _run(b, j, m, -size)) for size, i, k, j, m in kept]


def _same(left: Sequence[Word], right: Sequence[Word]) -> int:
    """Return how many words two lines have in common from their start, up to the first quoted one."""
    size = 0
    for a, b in zip(left, right, strict=False):
        if a.text != b.text or a.quoted or b.quoted:
            break
        size += 1
    return size


def _run(text: Text, line: int, start: int, size: int) -> Span:
    words = text.lines[line].words[start : start + size]
    return Span(text.id, words[0].start, words[-1].end, text.body[words[0].start : words[-1].end])


def sentences(texts: Sequence[Text], spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the sentences that hold the spans, each once, in the order given; a span outside sentences stands for itself."""
    by_id = {text.id: text for text in texts}
    found: dict[Span, None] = {}
    for span in spans:
        lines = [line.span for line in by_id[span.article].lines if span.start < line.span.end and line.span.start < span.end]
        found[lines[0] if lines else span] = None
    return tuple(found)[:SPANS]


def _telling(reading: Reading) -> tuple[float, float, int, str]:
    """Slips first, then the readings with the rarest words that are no names."""
    small = [part for part in reading.text.split() if part[0].islower()]
    words = content(" ".join(small))
    return (-reading.weight, -round(sum(min(RAREST, idf(word)) for word in words), 6), -len(reading.text), reading.text)
