"""Characters: what a tree of texts is built from.

A unit is held by a text or not. A reading (a stem, or two neighbouring words, within a unit) is present or absent in a text that
holds the unit, and missing in one that does not: a text that left out a sentence says nothing of its wording. Only readings
that two texts hold and one holder of the unit lacks can tell anything (Lachmann). Quotations are masked: whoever quotes the
same words need not have them from each other. Each reading has a chance of arising anew, higher for frequent words and names.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.language.words import share
from retold.lineage.records import Text, Unit, Word
from retold.model import Span

SENTENCES = 25  # sentences of an article, to turn a share of articles into a share of sentences
BIGRAM = 0.06  # chance that a rewriter hits on the same two words
QUOTED = 0.35  # chance that one does who gives the same quotation: its words can be had elsewhere
MARKER = 0.012  # chance that two hit on the same misspelling
MARKER_WEIGHT = 4.0  # what a shared slip weighs against a shared word

Matrix = NDArray[np.float64]


class Reading(Struct, frozen=True):
    """A point of wording: which unit, which words (for people), and where each text that has it says so (text index -> span).

    `point` marks a form of a name or quotation that differs: `unit` is then the number of the point, and `marker` tells a slip
    from the usual form. `quoted` tells that the words stand between quotation marks somewhere.
    """

    unit: int
    text: str
    spans: tuple[tuple[int, Span], ...]
    chance: float
    weight: float = 1.0
    marker: bool = False
    point: bool = False
    quoted: bool = False

    @property
    def holders(self) -> frozenset[int]:
        """Indices of the texts that have the reading."""
        return frozenset(text for text, _ in self.spans)


class Characters(Struct, frozen=True):
    """The characters of the texts `members` (indices into the story; one row each).

    `held` is texts x units (0, 1); `states` is texts x readings (0, 1, -1 missing); `units` is the unit of each column of `held`.
    """

    members: tuple[int, ...]
    held: Matrix
    unit_weights: Matrix
    readings: tuple[Reading, ...]
    states: NDArray[np.int8]
    units: tuple[int, ...] = ()


def characters(
    texts: Sequence[Text], members: Sequence[int], units: Sequence[Unit], slips: Sequence[Reading] = ()
) -> Characters:
    """Return the characters of the texts with the indices `members`, in that order. `slips` are markers with texts as holders."""
    inside = frozenset(members)
    local = [(u, [(t, i) for t, i in unit.lines if t in inside]) for u, unit in enumerate(units)]
    local = [(u, lines) for u, lines in local if lines]
    held = np.zeros((len(members), len(local)))
    for column, (_, lines) in enumerate(local):
        held[[members.index(t) for t, _ in lines], column] = 1
    readings = [reading for u, lines in local for reading in _readings(texts, u, lines)]
    readings += [slip for slip in slips if slip.marker and slip.holders & inside]
    present = {u: frozenset(t for t, _ in lines) for u, lines in local}
    states = np.full((len(members), len(readings)), -1, dtype=np.int8)
    for column, reading in enumerate(readings):
        witnesses, holders = _witnesses(reading, slips, present), reading.holders
        for row, text in enumerate(members):
            if text in witnesses:
                states[row, column] = text in holders
    return Characters(tuple(members), held, _unit_weights(held), tuple(readings), states, tuple(present))


def _witnesses(reading: Reading, slips: Sequence[Reading], present: dict[int, frozenset[int]]) -> frozenset[int]:
    """Return the texts that could have the reading: the holders of its unit; for a slip, those of any reading at its point."""
    if not reading.marker:
        return present[reading.unit]
    return frozenset(text for slip in slips if slip.unit == reading.unit for text in slip.holders)


def _unit_weights(held: Matrix) -> Matrix:
    """Weigh a run of k neighbouring units that one text alone has 1/k each: own material is one decision, not k."""
    private = held.sum(axis=0) == 1
    weights = np.ones(held.shape[1])
    for row in held:
        mine = np.flatnonzero(row).tolist()
        run: list[int] = []
        for k in [*mine, None]:
            if k is not None and private[k]:
                run.append(int(k))
                continue
            if run:
                weights[run] = 1 / len(run)
            run = []
    return weights


def _readings(texts: Sequence[Text], unit: int, lines: Sequence[tuple[int, int]]) -> Iterable[Reading]:
    """Yield the readings of a unit that can tell something, in the order of their words."""
    holders = {t for t, _ in lines}
    if len(holders) < 3:
        return
    where: dict[tuple[str, ...], dict[int, tuple[Word, ...]]] = defaultdict(dict)
    for t, i in lines:
        words = texts[t].lines[i].words
        for word in words:
            if not word.stop:
                where[word.stem,].setdefault(t, (word,))
        for pair in pairwise(words):
            if not all(word.stop for word in pair):
                where[tuple(word.stem for word in pair)].setdefault(t, pair)
    for words_, found in sorted(where.items()):
        if len(found) < len(holders):
            yield _reading(texts, unit, words_, found)


def _reading(texts: Sequence[Text], unit: int, stems: tuple[str, ...], found: dict[int, tuple[Word, ...]]) -> Reading:
    spans = tuple((t, _span(texts[t], words)) for t, words in sorted(found.items()))
    first = found[min(found)]
    chance = BIGRAM if len(stems) > 1 else _chance(first[0])
    quoted = any(word.quoted for words in found.values() for word in words)
    return Reading(unit, spans[0][1].text, spans, max(chance, QUOTED) if quoted else chance, quoted=quoted)


def _chance(word: Word) -> float:
    """Return the chance that a rewriter writes this word unprompted: 0.15 and more, up to a half."""
    rate = -math.log(1 - min(0.99, share(word.text))) / SENTENCES
    return min(0.5, round(0.15 + 8 * rate + (0.2 if word.name else 0), 2))


def _span(text: Text, words: tuple[Word, ...]) -> Span:
    start, end = words[0].start, words[-1].end
    return Span(text.id, start, end, text.body[start:end])
