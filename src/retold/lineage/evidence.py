"""What an edge of the lineage rests on: readings that only its texts share, passages that they leave out together, and credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from retold.language.words import content, idf, tokenise
from retold.lineage.characters import Characters, Reading
from retold.lineage.records import Text, Word
from retold.lineage.texts import stem
from retold.model import Span

PLAIN = re.compile(r"[^\W_][\w’'-]+(?: [^\W_][\w’'-]+)?")  # one or two words with nothing between them
RAREST = 7.0
RUN = 4  # least words of a run in common
SHOWN = 3  # readings that a sentence names
TELLING = 4.0  # idf that the rarest word of a shown reading must reach
OWN_WORDS, LEAST = 3, 5  # of a shown run: words that are no names, numbers or function words, of so many in all
SPANS = 8  # spans that an edge points to


class Shared(Struct, frozen=True):
    """What some texts share and no other of their group has: all readings, most telling first, and how many units they lack together."""

    readings: tuple[Reading, ...]
    omissions: int


def shared(found: Characters, inside: frozenset[int]) -> Shared:
    """Return what the texts `inside` (rows of the characters) share against the others."""
    outside = [k for k in range(len(found.held)) if k not in inside]
    rows = sorted(inside)
    mine, theirs = found.states[rows], found.states[outside]
    alone = ((mine == 1).sum(axis=0) > 1) & (theirs == 0).any(axis=0) & ~(theirs == 1).any(axis=0)
    kept = [found.readings[column] for column in np.flatnonzero(alone).tolist() if not found.readings[column].quoted]
    told = found.held[outside].sum(axis=0) >= 2 if outside else found.held.sum(axis=0) < 0
    lacking = int((told & (found.held[rows].sum(axis=0) == 0)).sum())
    return Shared(tuple(sorted(kept, key=_telling)), lacking if len(rows) > 1 else 0)


def said(text: Text) -> frozenset[tuple[str, ...]]:
    """Return every stem, and every pair of neighbouring stems, of a text."""
    found: set[tuple[str, ...]] = set()
    for line in text.lines:
        stems = [word.stem for word in line.words]
        found.update((one,) for one in stems)
        found.update(pairwise(stems))
    return frozenset(found)


def examples(
    readings: Sequence[Reading], others: Sequence[frozenset[tuple[str, ...]]] = (), telling: float = TELLING
) -> list[Reading]:
    """Return the most telling readings that a reader can make sense of and check.

    No two of one unit, none that holds another's words, no bare name, and none whose words stand anywhere in `others` (what the texts
    without them say).
    """
    kept: list[Reading] = []
    for reading in readings:
        words = frozenset(stem(word) for word in content(reading.text))
        again = any(reading.unit == other.unit or words & {stem(word) for word in content(other.text)} for other in kept)
        stems = tuple(stem(word) for word in tokenise(reading.text))
        elsewhere = any(stems in other for other in others)
        if words and not again and (reading.point or (_plain(reading.text, telling) and not elsewhere)):
            kept.append(reading)
        if len(kept) == SHOWN:
            break
    return kept


def _plain(text: str, telling: float) -> bool:
    """Tell whether a reading is one or two content words with nothing between them, of which one is no name, and is not common."""
    small = [word for word in text.split() if word[0].islower()]
    return (
        bool(PLAIN.fullmatch(text))
        and len(content(text)) == len(text.split())
        and not any(letter.isdigit() for letter in text)
        and any(idf(word) >= telling for word in small)
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
    pairs = [(_run(a, i, k, -size), _run(b, j, m, -size)) for size, i, k, j, m in kept]
    return _apart([(mine, theirs) for mine, theirs in pairs if mine and theirs])


def _apart(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """Return the pairs of runs without those whose words were shown already."""
    kept: dict[str, tuple[Span, Span]] = {}
    for mine, theirs in pairs:
        if not any(mine.text.lower() in other for other in kept):
            kept[mine.text.lower()] = (mine, theirs)
    return list(kept.values())


def _same(left: Sequence[Word], right: Sequence[Word]) -> int:
    """Return how many words two lines have in common from their start, up to the first quoted one."""
    size = 0
    for a, b in zip(left, right, strict=False):
        if a.text != b.text or a.quoted or b.quoted:
            break
        size += 1
    return size


def _run(text: Text, line: int, start: int, size: int) -> Span | None:
    """Return a run without function words and parts of words at its ends; None where too little of its own is left."""
    words = list(text.lines[line].words[start : start + size])
    while words and (words[-1].stop or text.body[words[-1].end : words[-1].end + 1] in ("-", "@")):
        words.pop()
    while words and (words[0].stop or text.body[max(0, words[0].start - 1) : words[0].start] in ("-", "@")):
        words.pop(0)
    own = [word for word in words if not (word.stop or word.name or word.text[0].isdigit())]
    if len(words) < LEAST or len(own) < OWN_WORDS:
        return None
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
