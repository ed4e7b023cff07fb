"""The claims expand, with no address fetched, to nodes and properties that schema.org defines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace
from pyld import jsonld

from retold.model import Claim, Edge, Independent, Lineage, Node, Report, ReportedArticle, Span, Story
from retold.reports.exports.claims import address, claims, first_appearance

SCHEMA = "https://schema.org/"
PROPERTIES = {
    "Claim": {"text", "identifier", "appearance", "firstAppearance"},
    "NewsArticle": {"identifier", "headline", "url", "datePublished", "publisher", "isBasedOn"},
    "CreativeWork": {"description", "publisher", "isBasedOn"},
    "Organization": {"name"},
}


def loaded(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {
        "document": {"@context": {"@vocab": SCHEMA}},
        "documentUrl": url,
        "contextUrl": None,
        "contentType": "application/ld+json",
    }


@pytest.fixture(scope="module")
def nodes(report: Report) -> list[dict[str, Any]]:
    return jsonld.expand(json.loads(claims(report)["claims.jsonld"]), {"documentLoader": loaded})


def of(nodes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == [SCHEMA + kind]]


def text(node: dict[str, Any], name: str) -> str | None:
    return node[SCHEMA + name][0]["@value"] if SCHEMA + name in node else None


def test_types_and_properties_are_those_of_schema_org(nodes: list[dict[str, Any]]) -> None:
    for kind in ("Claim", "NewsArticle", "CreativeWork"):
        assert of(nodes, kind), kind
        used = {name for node in of(nodes, kind) for name in node if not name.startswith("@")}
        assert used <= {SCHEMA + name for name in PROPERTIES[kind]}
    publishers = [it for node in nodes for it in node.get(SCHEMA + "publisher", [])]
    assert {(it["@type"][0], *(name for name in it if name[0] != "@")) for it in publishers} == {
        (SCHEMA + "Organization", SCHEMA + "name")
    }
    assert len(nodes) == sum(len(of(nodes, kind)) for kind in ("Claim", "NewsArticle", "CreativeWork"))


def test_a_claim_appears_in_the_articles_that_tell_it(report: Report, nodes: list[dict[str, Any]]) -> None:
    ids = {node["@id"]: text(node, "identifier") for node in of(nodes, "NewsArticle")}
    found = {text(node, "identifier"): [ids[it["@id"]] for it in node[SCHEMA + "appearance"]] for node in of(nodes, "Claim")}
    assert found == {"s1/c1": ["a", "b wire"], "s1/c2": ["d"]}
    assert {text(node, "text") for node in of(nodes, "Claim")} == {claim.text for claim in report.stories[0].claims}


def test_an_article_is_based_on_what_the_lineage_states(nodes: list[dict[str, Any]]) -> None:
    names = {node["@id"]: text(node, "identifier") or text(node, "description") for node in nodes if "@id" in node}
    based = {
        text(n, "identifier"): sorted(names[it["@id"]] or "" for it in n.get(SCHEMA + "isBasedOn", []))
        for n in of(nodes, "NewsArticle")
    }
    lost = "A source that is not in the pile"
    assert based == {
        "a": [lost],
        "b wire": [lost],
        "c": [lost],
        "d": [],  # support .3
        "-e": ["a", "b wire"],
        **{key: [] for key in ("post", "herald", "union", "radio")},
        "gazette": ["union"],
    }
    assert len(of(nodes, "CreativeWork")) == 2


def test_only_web_addresses_and_iso_dates_are_given(nodes: list[dict[str, Any]]) -> None:
    found = {text(node, "identifier"): (text(node, "url"), text(node, "datePublished")) for node in of(nodes, "NewsArticle")}
    assert found["a"] == ("https://quay.example/2026/crane?id=1&x=%20", "2026-05-14T06:00:00")
    assert found["b wire"] == (None, "2026-05-14T09:42:00")  # javascript:
    assert found["c"] == (None, None)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://quay.example/a", True),
        ("HTTP://quay.example/é", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://quay.example/a b", False),
        ('https://quay.example/"><script>', False),
        ("//quay.example", False),
        ("", False),
        (None, False),
    ],
)
def test_what_an_address_is(url: str | None, kept: bool) -> None:
    assert address(url) == (url if kept else None)


def told(days: dict[str, str | None], edges: tuple[tuple[str, str, float | None], ...], lost: tuple[str, ...] = ()) -> Story:
    articles = tuple(ReportedArticle(name, name, None, None, None, day, "x", (), ()) for name, day in days.items())
    nodes = (*(Node(it.id, it.id, "extant", it.id) for it in articles), *(Node(it, it, "hypothetical", None) for it in lost))
    lineage = Lineage(nodes, tuple(Edge(one, other, "reworded", support, None, "x", ()) for one, other, support in edges))
    return Story("s1", "x", articles, (), Independent(1, 1, "x"), lineage, (), (), (), (), (), (), {}, ())


@pytest.mark.parametrize(
    ("days", "edges", "first", "why"),
    [
        ({"a": "2026-05-14", "b": "2026-05-15"}, (), "a", "days tell"),
        ({"b": "2026-05-15", "a": "2026-05-14"}, (), "a", "in whatever order"),
        ({"a": "2026-05-14T08:00", "b": "2026-05-14T09:00"}, (), "a", "hours tell"),
        ({"a": "2026-05-14T08:00", "b": "2026-05-14"}, (), None, "an hour and a day do not"),
        ({"a": "2026-05-14T08:00Z", "b": "2026-05-14T09:00"}, (), None, "nor do hours of which one has no zone"),
        ({"a": "2026-05-14T23:00-05:00", "b": "2026-05-15T02:00Z"}, (), "b", "zones count"),
        ({"a": "2026-05-14", "b": "2026-05-14"}, (), None, "one day"),
        ({"a": "2026-05-14", "b": None}, (), None, "one bears no date"),
        ({"a": "2026-05-14", "b": "in May"}, (), None, "one bears no date that can be read"),
        ({"a": None}, (), None, "no date at all"),
        ({"a": "2026-05-14"}, (), "a", "one telling"),
        ({}, (), None, "no telling"),
        ({"a": "2026-05-14", "b": "2026-05-15"}, (("a", "b", 0.9),), "a", "the lineage agrees"),
        ({"a": "2026-05-14", "b": "2026-05-15"}, (("b", "a", 0.9),), None, "the lineage contradicts"),
        ({"a": "2026-05-14", "b": "2026-05-15"}, (("b", "a", 0.3),), None, "a doubtful contradiction is one"),
        ({"a": "2026-05-14", "b": "2026-05-15"}, (("x", "a", 0.9),), None, "it may have stood in the lost source before"),
        ({"a": "2026-05-14", "b": "2026-05-15"}, (("x", "b", 0.9),), "a", "another one's lost source"),
    ],
)
def test_a_first_appearance_is_given_only_where_dates_and_lineage_tell(
    days: dict[str, str | None], edges: tuple[tuple[str, str, float | None], ...], first: str | None, why: str
) -> None:
    story = told(days, edges, ("x",))
    found = first_appearance(story, story.articles)
    assert (found.id if found else None) == first, why


def test_the_first_appearance_is_in_the_export() -> None:
    story = told({"a": "2026-05-14", "b": "2026-05-15"}, ())
    telling = [article.id for article in story.articles]
    claim = Claim("c1", "x", tuple(Span(name, 0, 1, "x") for name in telling))
    graph = json.loads(claims(Report("0.0", 1, (replace(story, claims=(claim,)),)))["claims.jsonld"])["@graph"]
    assert graph[-1]["firstAppearance"] == {"@id": graph[0]["@id"]}
