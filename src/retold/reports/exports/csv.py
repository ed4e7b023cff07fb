"""The report as a folder of tables (RFC 4180, UTF-8), for spreadsheets, R and pandas, with a Frictionless `datapackage.json`.

Each table opens with a byte order mark: Excel reads a file without one in the code page of the machine, and so every curly quotation
mark wrongly; pandas and readr skip the mark, Python does with the encoding "utf-8-sig". Rows end with CR LF, so write the text unchanged.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and article text may be written to run as one (OWASP, "CSV
Injection"). In a text cell an apostrophe therefore stands before such a sign: at the start, and behind a separator (`,` `;` `|`, tab, line
end), which another program may take for the end of the cell; also where blanks and quotation marks lie between, and before a blank
that opens a cell. Numbers are left alone, negative ones too. `unguarded` takes these apostrophes out again.
"""

from __future__ import annotations

import csv as rfc4180
import re
from collections.abc import Iterable, Sequence

from retold.model import Report
from retold.reports.exports.tables import COLUMNS, TABLES, Cell, Table
from retold.reports.json import written

BYTE_ORDER_MARK = "\ufeff"
OPENING = r"(?:\A|(?<=[,;|\t\r\n]))"  # where a program may see a cell begin
FORMULA = r"(?=[\s\"'\x00-\x1f\u200b\ufeff]*[=+@＝＋－＠-])"  # the wide signs too: East Asian spreadsheets read them alike
BLANK = r"(?='*[\t\r\n])"
PLACE = re.compile(rf"{OPENING}{FORMULA}|\A{BLANK}")
GUARD = re.compile(rf"{OPENING}'{FORMULA}|\A'{BLANK}")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
NOTE = (
    "UTF-8 with a byte order mark. In text an apostrophe stands before a sign that a spreadsheet would take for the start of a formula "
    "(= + - @), at the start of a cell and behind a separator; start and end count the article's own characters, without them."
)


def csv(report: Report) -> dict[str, str]:
    """Return a file for each table ("articles.csv" ...) and `datapackage.json`, which describes them and their columns."""
    files = {f"{name}.csv": _table(table, report) for name, table in TABLES.items()}
    return {**files, "datapackage.json": written(_package())}


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a plain number stays as it is."""
    return text if NUMBER.fullmatch(text) else PLACE.sub("'", text)


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return GUARD.sub("", cell)


def lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as RFC 4180 writes them. None is an empty cell; the values of a datapackage's booleans are "true" and "false"."""
    sink = _Sink()
    rfc4180.writer(sink).writerows([_cell(value) for value in row] for row in rows)
    return "".join(sink.written)


class _Sink:
    """What the csv module writes to; the rooms do no input or output."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)


def _table(table: Table, report: Report) -> str:
    return BYTE_ORDER_MARK + lines([table.columns, *table.rows(report)])


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value) if isinstance(value, str) else str(value)


# --- the description of the tables: Data Package and Table Schema, version 1 (specs.frictionlessdata.io) ---------------------


def _package() -> dict[str, object]:
    return {
        "profile": "tabular-data-package",
        "name": "retold-report",
        "description": NOTE,
        "resources": [_resource(name, table) for name, table in TABLES.items()],
    }


def _resource(name: str, table: Table) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": table.about,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [_foreign(other, found) for other, found in TABLES.items() if _refers(name, table, other)],
        },
    }


def _field(column: str) -> dict[str, str]:
    kind, about = COLUMNS[column]
    return {"name": column, "type": kind, "description": about}


def _refers(name: str, table: Table, other: str) -> bool:
    """A table refers to every other one whose key it holds: a column means the same wherever it stands."""
    key = TABLES[other].key
    return name != other and bool(key) and set(key) <= set(table.columns)


def _foreign(name: str, table: Table) -> dict[str, object]:
    return {"fields": list(table.key), "reference": {"resource": name, "fields": list(table.key)}}
