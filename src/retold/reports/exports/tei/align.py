"""Several tellings of one claim laid side by side, word by word: a table with a row a telling and a column a place.

Progressive alignment, as collation programs do it: each telling is laid against the one before it that is most like it, along
their longest common subsequence; between the words that they share it is fitted into the columns that are there (Needleman and
Wunsch, 1970). What is laid first decides little as long as the first telling is the fullest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from retold.reports.exports.tei.words import Word, carries

Key: TypeAlias = tuple[str, ...]
Column: TypeAlias = dict[int, int]  # row -> index of its word

SHORTEST_RUN = 3  # words like "of" and "the" hold two tellings together only in a run of so many
MATCH, WEAK_MATCH, MISMATCH, GAP = 3.0, 1.0, -0.4, -0.5  # two words beside each other cost less than each beside nothing
WIDEST_GAP = 4_000  # cells; beyond, words are paired by their position, so that no text takes long


def collate(rows: Sequence[Sequence[Word]]) -> list[list[Word | None]]:
    """Return the columns of the table, each with a word or None for every row; rows keep their order and lose no word."""
    groups: dict[tuple[Key, ...], list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(tuple(word.key for word in row), []).append(number)
    columns = _table(list(groups))
    table: list[list[Word | None]] = [[None] * len(rows) for _ in columns]
    for at, column in enumerate(columns):
        for group, index in column.items():
            for number in list(groups.values())[group]:
                table[at][number] = rows[number][index]
    return table


def _table(rows: Sequence[Sequence[Key]]) -> list[Column]:
    """Return the columns for rows that all differ."""
    keys = sorted({key for row in rows for key in row})
    numbers = {key: number for number, key in enumerate(keys)}
    weak = {number for key, number in numbers.items() if not carries(key)}
    coded = [[numbers[key] for key in row] for row in rows]
    columns: list[Column] = [{0: index} for index in range(len(rows[0]))] if rows else []
    for row in range(1, len(coded)):
        nearest = max(range(row), key=lambda other: LCSseq.normalized_similarity(coded[row], coded[other]))
        columns = _Fitting(coded, row, columns, weak).along(nearest)
    return columns


class _Fitting:
    """Fits one more row into a table."""

    def __init__(self, rows: Sequence[Sequence[int]], row: int, columns: Sequence[Column], weak: set[int]) -> None:
        self._row, self._words, self._columns, self._weak = row, rows[row], columns, weak
        self._held = [{rows[other][index] for other, index in column.items()} for column in columns]
        self._rows = rows

    def along(self, nearest: int) -> list[Column]:
        """Return the table with the row in it, laid against its nearest neighbour."""
        places = {column[nearest]: at for at, column in enumerate(self._columns) if nearest in column}
        made: list[Column] = []
        word = at = 0
        for left, right in self._anchors(nearest):
            made += self._between(word, left, at, places[right])
            made.append({**self._columns[places[right]], self._row: left})
            word, at = left + 1, places[right] + 1
        return made + self._between(word, len(self._words), at, len(self._columns))

    def _anchors(self, nearest: int) -> list[tuple[int, int]]:
        """Return the words that both have, in one order: whole runs, without short ones of words that stand everywhere."""
        found = []
        for block in LCSseq.opcodes(self._words, self._rows[nearest]):
            size = block.src_end - block.src_start
            run = self._words[block.src_start : block.src_end]
            if block.tag == "equal" and (size >= SHORTEST_RUN or any(word not in self._weak for word in run)):
                found += [(block.src_start + step, block.dest_start + step) for step in range(size)]
        return found

    def _between(self, first: int, last: int, at: int, end: int) -> list[Column]:
        """Return the columns from `at` to `end` with the words from `first` to `last` fitted in."""
        if first == last or at == end or (last - first) * (end - at) > WIDEST_GAP:
            paired = min(last - first, end - at)
            steps = "b" * paired + "c" * (end - at - paired) + "w" * (last - first - paired)
        else:
            steps = self._steps(first, last, at, end)
        made: list[Column] = []
        for step in steps:
            column = self._columns[at] if step in "bc" else {}
            made.append({**column, self._row: first} if step in "bw" else column)
            at, first = at + (step in "bc"), first + (step in "bw")
        return made

    def _steps(self, first: int, last: int, at: int, end: int) -> str:
        """Return the best way through a gap: "b" a word in a column, "w" a word in a new column, "c" a column without a word."""
        width = end - at
        scores = [GAP * n for n in range(width + 1)]
        ways = ["c" * (width + 1)]
        for word in self._words[first:last]:
            above, scores = scores, [scores[0] + GAP]
            way = "w"
            match = WEAK_MATCH if word in self._weak else MATCH
            for n in range(width):
                both = above[n] + (match if word in self._held[at + n] else MISMATCH)
                new, skip = above[n + 1] + GAP, scores[n] + GAP
                best = max(both, new, skip)
                scores.append(best)
                way += "b" if best == both else "w" if best == new else "c"
            ways.append(way)
        return _back(ways)


def _back(ways: Sequence[str]) -> str:
    """Return the steps that lead to the last cell."""
    row, column = len(ways) - 1, len(ways[0]) - 1
    steps = ""
    while row or column:
        step = ways[row][column] if row else "c"
        steps += step
        row, column = row - (step != "c"), column - (step != "w")
    return steps[::-1]
