"""The table of formats: every row gives files with plain names, the same bytes each time, whatever the report holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from retold.model import Report, Stranger
from retold.reports.exports import EXPORTS
from retold.reports.exports.graphml import EDGE_KEYS, NODE_KEYS
from retold.reports.exports.tables import COLUMNS, TABLES

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference-exports.md"


def test_the_formats() -> None:
    assert list(EXPORTS) == ["dot", "graphml", "csv", "tei", "prov", "claims", "bib"]


@pytest.mark.parametrize("name", EXPORTS)
def test_files_have_plain_names_and_the_same_bytes_each_time(report: Report, name: str) -> None:
    files = EXPORTS[name](report)
    assert files
    assert all(re.fullmatch(r"[a-z0-9_-]+\.[a-z]+", it) for it in files)
    assert files == EXPORTS[name](report)
    assert all(text.encode() for text in files.values())


@pytest.mark.parametrize("name", EXPORTS)
def test_a_report_without_stories_is_no_error(name: str) -> None:
    assert isinstance(EXPORTS[name](Report("0.0", 1, ())), dict)


@pytest.mark.parametrize("name", ["csv", "prov", "bib"])
def test_a_stranger_that_has_a_story_of_its_own_stands_there_once(report: Report, name: str) -> None:
    known = report.stories[0].articles[0]
    again = Stranger(known.id, known.path, known.title, "shares no words")
    alone = replace(report, strangers=())
    assert EXPORTS[name](replace(report, strangers=(again,))) == EXPORTS[name](alone)


def test_the_reference_has_every_format_table_column_and_key() -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    assert [name for name in EXPORTS if f"## {name}" not in lines] == []
    tables = [f"| `{name}` | {it.about} | {' '.join(f'`{column}`' for column in it.columns)} |" for name, it in TABLES.items()]
    columns = [f"| `{name}` | {kind} | {about} |" for name, (kind, about) in COLUMNS.items()]
    keys = [f"| {' '.join(f'`{key}`' for key in NODE_KEYS)} | {' '.join(f'`{key}`' for key in EDGE_KEYS)} |"]
    assert [line for line in tables + columns + keys if line not in lines] == []
