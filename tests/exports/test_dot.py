"""The lineage in DOT is what the report holds, as stemmaweb writes a stemma, and Graphviz draws it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from functools import cache

import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.model import Report
from retold.reports.exports.dot import dot, quoted, shown

NAMES = [
    ("The Quay", "plain"),
    ('say "so"', "quotation marks"),
    ("a\nb", "a line end"),
    ("back\\", "a backslash at the end, which would escape the closing mark"),
    ("\\N and \\G", "escapes of Graphviz, which would become the names of node and graph"),
    ("<b>bold</b>", "what Graphviz takes for a label in HTML"),
    ("a & b &lt; c", "an entity, to be shown as it stands"),
    ("صحيفة الميناء · Größe", "letters that are not ASCII"),
    ("/* no comment // here", "the start of a comment"),
    ("}; edge -> node [", "the syntax of DOT"),
]


@cache
def parsed(text: str) -> pydot.Dot:
    (graph,) = pydot.graph_from_dot_data(text)
    return graph


def value(text: str | None) -> str | None:
    return html.unescape(text.strip('"')) if text is not None else None


def nodes(graph: pydot.Dot) -> dict[str, pydot.Node]:
    return {value(node.get_name()): node for node in graph.get_nodes() if node.get_name() not in ("graph", "node", "edge")}


@pytest.mark.parametrize("number", [0, 1])
def test_nodes_and_edges_are_those_of_the_report(report: Report, number: int) -> None:
    story, graph = report.stories[number], parsed(dot(report)[f"lineage-s{number + 1}.dot"])
    found = nodes(graph)
    assert {value(node.get("ref")): node.get("class") for node in found.values()} == {
        n.id: n.witness for n in story.lineage.nodes
    }
    assert {value(node.get("article")) for node in found.values()} - {None} == {article.id for article in story.articles}
    ends = [
        tuple(value(found[value(end)].get("ref")) for end in (e.get_source(), e.get_destination())) for e in graph.get_edges()
    ]
    drawn = [(*pair, e.get("kind"), value(e.get("support"))) for pair, e in zip(ends, graph.get_edges(), strict=True)]
    figures = {None: None} | {support: f"{support:.2f}" for e in story.lineage.edges if (support := e.support) is not None}
    assert sorted(map(str, drawn)) == sorted(str((e.parent, e.child, e.kind, figures[e.support])) for e in story.lineage.edges)


def test_articles_have_latin_and_lost_sources_greek_sigla(report: Report) -> None:
    found = nodes(parsed(dot(report)["lineage-s1.dot"]))
    assert {siglum: node.get("class") for siglum, node in found.items()} == dict.fromkeys("ABCDE", "extant") | dict.fromkeys(
        "αβγ", "hypothetical"
    )
    assert value(found["A"].get("label")) == "The Quay (A)"
    assert value(found["α"].get("label")) == "Farland News Agency (not in your pile)"
    assert {found[name].get("style") for name in "αβγ"} == {"dashed"}


@pytest.mark.parametrize(
    ("parent", "child", "style", "says", "why"),
    [
        ("α", "A", None, "credited 0.94", "a stated edge"),
        ("α", "γ", "dotted", "could not tell 0.40", "below .5 it is marked, with its figure"),
        ("A", "E", None, "reworded", "support was not measured, so there is none to show"),
        ("B", "E", "dashed", "also from 0.55", "a second parent"),
        ("D", "E", "dotted", "could not tell 0.20", "a second parent below .5"),
    ],
)
def test_an_edge_looks_as_sure_as_it_is(
    report: Report, parent: str, child: str, style: str | None, says: str, why: str
) -> None:
    ends = [f'"{parent}"', f'"{child}"']
    (edge,) = [e for e in parsed(dot(report)["lineage-s1.dot"]).get_edges() if [e.get_source(), e.get_destination()] == ends]
    assert (edge.get("style"), value(edge.get("label"))) == (style, says), why
    assert (edge.get("stated") == "no") is (style == "dotted")


@pytest.mark.parametrize(("name", "why"), NAMES, ids=[why for _, why in NAMES])
def test_a_name_cannot_break_out_of_its_string(name: str, why: str) -> None:
    text = f"strict digraph g {{ A [ label={quoted(name)} ]; }}"
    assert value(nodes(parsed(text))["A"].get("label")) == " ".join(name.split()), why
    assert "\\" not in text
    assert "/*" not in text


@pytest.mark.parametrize(("name", "why"), NAMES, ids=[why for _, why in NAMES])
def test_graphviz_shows_a_name_as_it_is(name: str, why: str) -> None:
    if not shutil.which("dot"):
        pytest.skip("needs graphviz")
    svg = subprocess.run(
        ["dot", "-Tsvg"], input=f"digraph {{ A [ label={shown(name)} ] }}", capture_output=True, text=True, check=True
    )
    (text,) = re.findall(r"<text[^>]*>([^<]*)</text>", svg.stdout)
    assert html.unescape(text) == " ".join(name.split()), why


def test_graphviz_draws_every_story(report: Report) -> None:
    if not shutil.which("dot"):
        pytest.skip("needs graphviz")
    for number, text in enumerate(dot(report).values()):
        made = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=True)
        assert made.stderr == ""
        assert made.stdout.count('<g id="node') == len(report.stories[number].lineage.nodes)
        assert made.stdout.count('<g id="edge') == len(report.stories[number].lineage.edges)


def test_one_story_is_one_file_and_none_an_empty_graph(report: Report) -> None:
    one = Report("0.0", 1, report.stories[:1])
    assert list(dot(one)) == ["lineage.dot"]
    assert nodes(parsed(dot(Report("0.0", 1, ()))["lineage.dot"])) == {}


@given(st.text(max_size=30))
def test_any_text_is_one_string_on_one_line(text: str) -> None:
    made = quoted(text)
    assert re.fullmatch(r'"[^"\\\n\r]*"', made)
    assert "/*" not in made
