"""The lineage in GraphML reads back in networkx with every node, edge and value of the report, and their types."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from retold.model import Report
from retold.reports.exports.graphml import NOT_XML, escaped, graphml

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def graph(report: Report) -> networkx.DiGraph:
    return networkx.parse_graphml(graphml(report)["lineage.graphml"])


def known(**values: object) -> dict[str, object]:
    return {name: NOT_XML.sub("\ufffd", it) if isinstance(it, str) else it for name, it in values.items() if it is not None}


def test_the_nodes_are_those_of_the_report(report: Report, graph: networkx.DiGraph) -> None:
    expected = []
    for story in report.stories:
        found = {article.id: article for article in story.articles}
        for node in story.lineage.nodes:
            it = found.get(node.article or "")
            about = {name: getattr(it, name) for name in ("outlet", "title", "url", "published")} if it else {}
            expected.append(
                known(story=story.id, node=node.id, name=node.name, article=node.article, **{"class": node.witness}, **about)
            )
    assert [{k: v for k, v in values.items() if k != "label"} for _, values in graph.nodes(data=True)] == expected
    assert all(values["label"] for _, values in graph.nodes(data=True))


def test_the_edges_are_those_of_the_report(report: Report, graph: networkx.DiGraph) -> None:
    names = {node: (values["story"], values["node"]) for node, values in graph.nodes(data=True)}
    found = {(names[one], names[other]): values for one, other, values in graph.edges(data=True)}
    edges = {((s.id, e.parent), (s.id, e.child)): e for s in report.stories for e in s.lineage.edges}
    assert found.keys() == edges.keys()
    for ends, edge in edges.items():
        values = known(
            support=edge.support, weight=edge.support, kind=edge.kind, because=edge.because, rival=edge.rival, story=ends[0][0]
        )
        assert {k: v for k, v in found[ends].items() if k not in ("label", "stated", "id")} == values
        assert found[ends]["stated"] is (edge.support is None or edge.support >= 0.5)
        assert edge.support is None or f"{edge.support:.2f}" in found[ends]["label"]


def test_every_value_has_a_declared_key_and_every_id_is_a_name_token(report: Report) -> None:
    root = etree.fromstring(graphml(report)["lineage.graphml"].encode())
    keys = {(key.get("id"), key.get("for")) for key in root.iter(f"{SPACE}key")}
    used = {(value.get("key"), value.getparent().tag.removeprefix(SPACE)) for value in root.iter(f"{SPACE}data")}
    assert used <= keys
    ids = [it.get("id") for it in root.iter(f"{SPACE}node", f"{SPACE}edge", f"{SPACE}key")]
    assert len(set(ids)) == len(ids)
    assert all(name.replace("-", "").isalnum() for name in ids)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_xml_and_comes_back(text: str) -> None:
    element = etree.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>')
    kept = NOT_XML.sub("\ufffd", text)
    assert (element.get("b"), element.text or "") == (kept, kept)


@pytest.mark.parametrize(
    "sign", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800"], ids=["NUL", "VT", "ESC", "noncharacter", "half a pair"]
)
def test_what_xml_forbids_is_replaced(sign: str) -> None:
    assert escaped(f"a{sign}b") == "a\ufffdb"
