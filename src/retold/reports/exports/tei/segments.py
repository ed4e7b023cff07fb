"""The table of a claim cut into segments: stretches that all tellings share, and places of variation with their readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import islice
from typing import NamedTuple, TypeAlias

from retold.reports.exports.tei.align import collate
from retold.reports.exports.tei.words import Word, carries

Cell: TypeAlias = Word | None
Run: TypeAlias = tuple[Word, ...]
Sign: TypeAlias = tuple[tuple[str | int, ...], ...]

NEAR = 2  # so far from words that agree does a word without content hold two rows together: one other word may stand between


class Segment(NamedTuple):
    """A stretch of the table: the words of each row in it, and the rows that read alike, each set in order, the first row's first."""

    runs: tuple[Run, ...]
    readings: tuple[tuple[int, ...], ...]

    @property
    def shared(self) -> bool:
        """Tell whether all rows read the same."""
        return len(self.readings) == 1


def segments(rows: Sequence[Sequence[Word]]) -> list[Segment]:
    """Return the segments of some tellings' words.

    Neighbouring columns are one place of variation where no two rows agree on words in the one and part in the other.
    """
    table = collate(rows)
    joined: list[list[list[Cell]]] = []
    before: list[Sign] = []
    for column, signs in zip(table, _signs(table), strict=True):
        if joined and _agree(before, signs):
            joined[-1].append(column)
            before = [left + right for left, right in zip(before, signs, strict=True)]
        else:
            joined.append([column])
            before = signs
    return _united([_segment(columns) for columns in joined])


def _signs(table: Sequence[Sequence[Cell]]) -> list[list[Sign]]:
    """Return for each column what each row has there, as signs that are the same where rows agree; () where it has nothing.

    An article or a preposition that rows share amid other words is no agreement: it would cut two free wordings into shreds.
    """
    made = []
    for at, column in enumerate(table):
        groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, cell in enumerate(column):
            if cell:
                groups[cell.key].append(row)
        held = {key for key, rows in groups.items() if len(rows) > 1 and (carries(key) or _beside(table, at, rows))}
        made.append([_sign(cell, row, held) for row, cell in enumerate(column)])
    return made


def _sign(cell: Cell, row: int, held: Set[tuple[str, ...]]) -> Sign:
    """Return a word's key where rows agree on it, else what no other row can have."""
    if cell is None:
        return ()
    return (cell.key,) if cell.key in held else ((*cell.key, row),)


def _beside(table: Sequence[Sequence[Cell]], at: int, rows: Sequence[int]) -> bool:
    """Tell whether two of these rows agree on one of the next words before or after a column, too."""
    for places in (range(at - 1, -1, -1), range(at + 1, len(table))):
        words = ([cell.key for row in rows if (cell := table[place][row])] for place in places)
        for found in islice((keys for keys in words if len(keys) > 1), NEAR):
            if len(set(found)) < len(found):
                return True
    return False


def _agree(left: Sequence[Sign], right: Sequence[Sign]) -> bool:
    """Tell whether rows that share words on one side share what they have on the other, too."""
    for one, other in ((left, right), (right, left)):
        seen: dict[Sign, Sign] = {}
        for here, there in zip(one, other, strict=True):
            if here and seen.setdefault(here, there) != there:
                return False
    return True


def _segment(columns: Sequence[Sequence[Cell]]) -> Segment:
    return _read(tuple(tuple(cell for cell in row if cell) for row in zip(*columns, strict=True)))


def _read(runs: tuple[Run, ...]) -> Segment:
    readings: dict[tuple[str, ...], list[int]] = {}
    for row, run in enumerate(runs):
        readings.setdefault(tuple(part for word in run for part in word.key), []).append(row)
    return Segment(runs, tuple(tuple(rows) for rows in readings.values()))


def _united(found: Sequence[Segment]) -> list[Segment]:
    """Return the segments with neighbours that all rows share made one."""
    united: list[Segment] = []
    for segment in found:
        if united and united[-1].shared and segment.shared:
            united[-1] = _read(tuple(left + right for left, right in zip(united[-1].runs, segment.runs, strict=True)))
        else:
            united.append(segment)
    return united
