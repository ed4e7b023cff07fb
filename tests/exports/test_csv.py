"""The tables read back as what the report holds, no cell is a formula to a spreadsheet, and the data package describes them."""

from __future__ import annotations

import csv as rfc4180
import json
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.model import Report
from retold.reports.exports.csv import BYTE_ORDER_MARK, csv, guarded, lines, unguarded
from retold.reports.exports.tables import COLUMNS, TABLES

SIGNS = "=+-@\t\r\n,;|'\" a1＝"


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(rfc4180.DictReader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def back(rows: list[dict[str, str]], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(unguarded(row[column]) for column in columns) for row in rows]


@pytest.fixture(scope="module")
def tables(report: Report) -> dict[str, list[dict[str, str]]]:
    return {name.removesuffix(".csv"): read(text) for name, text in csv(report).items() if name.endswith(".csv")}


@pytest.mark.parametrize(
    ("text", "cell", "why"),
    [
        ("=1+1", "'=1+1", "a formula"),
        ("+cmd", "'+cmd", "Excel takes a plus for one too"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0", "a minus"),
        ("@SUM(A1)", "'@SUM(A1)", "a function of Lotus"),
        ("\t=1", "'\t'=1", "a tab, which is dropped, and what is then first"),
        ("\rx", "'\rx", "a carriage return"),
        (" =1", "' =1", "a blank, which some programs drop"),
        ("＝1", "'＝1", "the wide sign"),
        ("\u200b=1", "'\u200b=1", "a blank without width"),
        ("\ufeff=1", "'\ufeff=1", "a byte order mark"),
        ("a,=1", "a,'=1", "behind a separator"),
        ('a;"=1', "a;'\"=1", "behind the separator of other countries and a quotation mark"),
        ("a\n@b", "a\n'@b", "on a new line"),
        ("'=1", "''=1", "an apostrophe of the text's own, or it would be lost on the way back"),
        ("-5", "-5", "a negative number is no formula"),
        ("+1.5e3", "+1.5e3", "nor is one with a plus"),
        ("-5 men", "'-5 men", "but words that open with one might be"),
        ("a = b - c", "a = b - c", "signs inside a text are no formula"),
        ("mother-in-law, who@home", "mother-in-law, who@home", "nor within words"),
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(text: str, cell: str, why: str) -> None:
    assert guarded(text) == cell, why
    assert unguarded(cell) == text


@given(st.one_of(st.text(alphabet=SIGNS, max_size=14), st.text(max_size=30)))
def test_guarding_loses_nothing_and_leaves_no_formula(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", text):
        for piece in re.split(r"[,;|\t\r\n]", cell):
            assert not re.match(r"[\s\"]*[=+\-@]", piece)
        assert cell[:1] not in tuple("=+-@\t\r\n")


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4), max_size=4))
def test_rows_come_back(rows: list[list[str]]) -> None:
    found = list(rfc4180.reader(StringIO(lines(rows), newline="")))
    assert [[unguarded(cell) for cell in row] for row in found] == rows


def test_numbers_and_what_is_missing() -> None:
    assert lines([(-1, -0.5, None, True, False, "x")]) == "-1,-0.5,,true,false,x\r\n"


def test_every_row_has_its_columns_and_every_column_a_meaning(report: Report) -> None:
    for name, table in TABLES.items():
        rows = list(table.rows(report))
        assert rows, f"the report has no {name} to test"
        assert {len(row) for row in rows} == {len(table.columns)}, name
    assert {column for table in TABLES.values() for column in table.columns} == COLUMNS.keys()


def test_spans_are_the_words_of_the_articles(report: Report, tables: dict[str, list[dict[str, str]]]) -> None:
    texts = {article.id: article.text for story in report.stories for article in story.articles}
    for name, rows in tables.items():
        for row in (row for row in rows if {"article", "start", "end", "text"} <= row.keys()):
            assert unguarded(row["text"]) == texts[unguarded(row["article"])][int(row["start"]) : int(row["end"])], name


def test_the_tables_hold_what_the_report_holds(report: Report, tables: dict[str, list[dict[str, str]]]) -> None:
    stories = report.stories
    assert back(tables["articles"], "article", "story", "outlet", "title", "url", "published") == [
        (a.id, s.id, a.outlet or "", a.title or "", a.url or "", a.published or "") for s in stories for a in s.articles
    ] + [(it.id, "", "", it.title or "", "", "") for it in report.strangers]
    assert back(tables["lineage_nodes"], "story", "node", "class", "article") == [
        (s.id, n.id, n.witness, n.article or "") for s in stories for n in s.lineage.nodes
    ]
    assert back(tables["lineage_edges"], "story", "parent", "child", "kind", "support", "rival", "because") == [
        (s.id, e.parent, e.child, e.kind, "" if e.support is None else str(e.support), e.rival, e.because)
        for s in stories
        for e in s.lineage.edges
    ]
    assert back(tables["claims"], "story", "claim", "wording", "only_in") == [
        ("s1", "c1", "The crane fell on Monday", ""),
        ("s1", "c2", "+5 men said “it’s over”", "d"),
    ]
    assert back(tables["tellings"], "claim", "article", "chain", "change")[0] == (
        "c1",
        "a",
        "Farland News Agency → a docker",
        "same",
    )
    assert back(tables["readings"], "divergence", "reading", "wording", "lines", "article") == [
        ("d1", "1", "-1", "2", "a"),
        ("d1", "1", "-1", "2", "b wire"),
        ("d1", "2", "", "", "c"),
    ]
    assert back(tables["names"], "actor", "variant", "mentions") == [("@union", "@union", "2"), ("@union", "-the union", "1")]
    assert back(tables["event_actors"], "event", "role", "actor") == [("e1", "who", "The crane"), ("e1", "whom", "@union")]


def test_an_edge_that_is_not_stated_is_marked(tables: dict[str, list[dict[str, str]]]) -> None:
    assert {row["support"] for row in tables["lineage_edges"] if row["stated"] == "false"} == {"0.4", "0.3", "0.2", "0.45"}


def test_the_data_package_describes_the_tables(report: Report, tables: dict[str, list[dict[str, str]]]) -> None:
    package = json.loads(csv(report)["datapackage.json"])
    assert [it["path"] for it in package["resources"]] == [f"{name}.csv" for name in tables]
    for it in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", it["name"])  # Data Package 1, resource names
        schema, rows = it["schema"], tables[it["name"]]
        assert [field["name"] for field in schema["fields"]] == list(rows[0])
        assert {field["type"] for field in schema["fields"]} <= {"string", "integer", "number", "boolean"}
        for field in schema["fields"]:
            values = {row[field["name"]] for row in rows} - {""}
            assert all(reads(field["type"], value) for value in values), (it["name"], field["name"])


def reads(kind: str, value: str) -> bool:
    patterns = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "true|false", "string": r"[\s\S]*"}
    return bool(re.fullmatch(patterns[kind], value))


def test_keys_are_keys_and_references_lead_to_rows(report: Report, tables: dict[str, list[dict[str, str]]]) -> None:
    package = json.loads(csv(report)["datapackage.json"])
    keys = {it["name"]: it["schema"].get("primaryKey") for it in package["resources"]}
    found = {name: [tuple(row[c] for c in key) for row in tables[name]] for name, key in keys.items() if key}
    assert all(len(set(rows)) == len(rows) for rows in found.values())
    for it in package["resources"]:
        for foreign in it["schema"]["foreignKeys"]:
            pairs = {tuple(row[c] for c in foreign["fields"]) for row in tables[it["name"]]}
            assert {pair for pair in pairs if all(pair)} <= set(found[foreign["reference"]["resource"]]), it["name"]
