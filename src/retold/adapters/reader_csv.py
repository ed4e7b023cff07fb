"""CSV and TSV as a way in: a row an article, the first row its columns.

A stray quotation mark would swallow every row behind it. A row that grows past its limit, or that the file ends in the middle of, is
therefore refused alone, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from retold.adapters.reader_records import PAGES, TEXTS, document
from retold.adapters.reader_streams import RECORD, Found, lines
from retold.model import Refusal

BOM = "\ufeff"
WIDE = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ",;\t|"
MOST_COLUMNS = 1000
LINE = 100  # bytes that it takes to hold a line, however short


class _Unclosed(Exception):
    """A quotation mark opens a field that goes on and on."""


class _Lines:
    """The lines of a table as text, those of the row that is being read kept, so that it can be given up and read on behind its first."""

    def __init__(self, stream: BinaryIO) -> None:
        self._rest = lines(stream)
        self._back: deque[tuple[int, bytes | None]] = deque()
        self._row: list[tuple[int, bytes | None]] = []
        self._size = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._rest, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self._row.append(line)
        self._size += len(line[1] or b"") + LINE
        if line[1] is None or self._size > RECORD:
            raise _Unclosed
        return _decoded(line[1])

    @property
    def first(self) -> int:
        """The number of the line that the row begins in."""
        return self._row[0][0] if self._row else 0

    @property
    def unclosed(self) -> bool:
        """Whether the file ended inside quotation marks that the row opened."""
        return self.ended and len(self._row) > 1 and sum((line or b"").count(b'"') for _, line in self._row) % 2 == 1

    def _look(self) -> None:
        if not self._back:
            self._back.extend(islice(self._rest, 1))

    def separator(self) -> str:
        """Return the sign that parts the names of the columns, by the first line, which stays to be read."""
        self._look()
        first = (self._back[0][1] if self._back else b"") or b""
        return max(SEPARATORS, key=lambda sign: first.count(sign.encode()))

    def wide(self) -> bool:
        """Tell whether the first line, which stays to be read, is in an encoding of two or four bytes a letter."""
        self._look()
        first = (self._back[0][1] if self._back else b"") or b""
        return first.startswith(WIDE) or (first.count(b"\0") > len(first) // 3 and bool(first.strip(b"\0\r\n ")))

    def begin(self) -> None:
        """Begin a row."""
        self._row, self._size = [], 0

    def give_up(self) -> None:
        """Leave the first line of the row; the others are read again."""
        self._back.extendleft(reversed(self._row[1:]))
        self.ended = False
        self.begin()


def read(stream: BinaryIO, name: str, separator: str = "") -> Iterator[Found]:
    """Yield the documents of a table, each named by the line that it begins in; a bad row is a refusal and the rest goes on."""
    csv.field_size_limit(2 * RECORD)  # the module's own limit is below the longest article; lines are bounded here
    source = _Lines(stream)
    rows = csv.reader(source, delimiter=separator or source.separator(), skipinitialspace=True)
    if source.wide():
        yield Refusal(name, "is in UTF-16 or UTF-32; save the table as UTF-8 (in a spreadsheet: CSV UTF-8)")
        return
    columns = next(_rows(rows, source, name), None)
    if not isinstance(columns, list) or not _has_text(columns):
        yield Refusal(name, f"has no column of texts (none is named {', '.join(TEXTS[:4])} or the like)")
        return
    for row in _rows(rows, source, name):
        if isinstance(row, Refusal):
            yield row
        elif any(cell.strip() for cell in row):
            yield _document(columns, row, f"{name}:{source.first}")


def _rows(rows: Iterator[list[str]], source: _Lines, name: str) -> Iterator[list[str] | Refusal]:
    while True:
        source.begin()
        try:
            row = next(rows, None)
        except (csv.Error, _Unclosed) as error:
            yield Refusal(f"{name}:{source.first}", _why(error))
            source.give_up()
            continue
        if row is None:
            return
        if source.unclosed:
            yield Refusal(f"{name}:{source.first}", _why(_Unclosed()))
            source.give_up()
        else:
            yield row


def _why(error: Exception) -> str:
    if isinstance(error, _Unclosed):
        return f"is too long for one row (more than {RECORD / 1e6:.0f} MB), or has a quotation mark that never closes"
    return f"is no row of a table ({str(error)[:100]})"


def _document(columns: list[str], row: list[str], where: str) -> Found:
    if len(row) > len(columns):
        return Refusal(where, f"has {len(row)} cells, but there are {len(columns)} columns")
    return document({key: value for key, value in zip(columns, row, strict=False) if value.strip()}, where)


def _has_text(columns: list[str]) -> bool:
    names = {column.strip(f"{BOM} \t").lower().replace(" ", "_").replace("-", "_") for column in columns}
    return len(columns) <= MOST_COLUMNS and bool(names & {*TEXTS, *PAGES})


def _decoded(line: bytes) -> str:
    """Return a line as text: UTF-8, else cp1252, as spreadsheets of the West write it."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", errors="replace")
