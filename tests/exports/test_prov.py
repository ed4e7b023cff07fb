"""The provenance reads back in the prov package as what the report states, and as nothing that it does not state."""

from __future__ import annotations

import json
import re

import pytest
from prov.model import ProvDerivation, ProvDocument, ProvEntity

from retold.model import Report
from retold.reports.exports.prov import local, prov

PILE = "urn:x-retold:pile/"


@pytest.fixture(scope="module")
def document(report: Report) -> ProvDocument:
    return ProvDocument.deserialize(content=prov(report)["provenance.json"], format="json")


def derivations(document: ProvDocument) -> list[tuple[str, str, str, str]]:
    """Return child, parent, type and kind of each derivation."""
    found = []
    for record in document.get_records(ProvDerivation):
        ends = dict(record.formal_attributes)
        more = {str(name): value for name, value in record.extra_attributes}
        pair = [str(value) for name, value in ends.items() if str(name) in ("prov:generatedEntity", "prov:usedEntity")]
        found.append((*pair, str(more.get("prov:type", "")), str(more.get("retold:kind", ""))))
    return found


STATED = [
    ("pile:s1/a", "pile:s1/x1", "", "credited", "a stated edge"),
    ("pile:s1/x2", "pile:s1/x1", "", "reworded", "a lost source that is stated"),
    ("pile:s1/b%20wire", "pile:s1/x2", "prov:Quotation", "verbatim", "word for word is a quotation"),
    ("pile:s1/c", "pile:s1/x1", "", "reworded", "a lost source that is not stated is passed over"),
    ("pile:s1/-e", "pile:s1/a", "", "reworded", "support was not measured"),
    ("pile:s1/-e", "pile:s1/b%20wire", "", "also", "a second parent"),
    ("pile:s2/gazette", "pile:s2/union", "prov:Quotation", "verbatim", "a collected parent"),
    *(
        (f"pile:s1/{it}", "pile:s1/x1", "prov:PrimarySource", "", "they rest on the origin")
        for it in ("a", "b%20wire", "c", "d", "-e")
    ),
    ("pile:s2/gazette", "pile:s2/union", "prov:PrimarySource", "", "a collected origin"),
    ("pile:s2/radio", "pile:s2/origin/Kestrel%20Radio", "prov:PrimarySource", "", "an origin that the lineage does not draw"),
]


def test_what_the_report_states_and_nothing_else_is_derived(document: ProvDocument) -> None:
    assert sorted(derivations(document)) == sorted(row[:4] for row in STATED)


def test_support_is_a_figure_where_it_was_measured_and_never_below_a_half(document: ProvDocument) -> None:
    found = [{str(n): v for n, v in record.extra_attributes} for record in document.get_records(ProvDerivation)]
    figures = sorted(it["retold:support"] for it in found if "retold:support" in it)
    assert figures == [0.55, 0.6, 0.7, 0.8, 0.94, 1.0]
    assert all(it["retold:because"] for it in found)


def test_entities_are_articles_and_the_lost_sources_that_are_stated(report: Report, document: ProvDocument) -> None:
    found = {str(it.identifier): it for it in document.get_records(ProvEntity)}
    articles = {f"pile:{s.id}/{local(a.id)}" for s in report.stories for a in s.articles}
    lost = {"pile:s1/x1", "pile:s1/x2", "pile:s2/origin/Kestrel%20Radio"}  # not s1/x3 and s2/x1, whose support is below .5
    assert found.keys() == articles | lost | {"pile:alone/z", "pile:alone/y"}
    assert {
        name for name, it in found.items() if "retold:LostSource" in {str(kind) for kind in it.get_asserted_types()}
    } == lost
    assert {str(v) for v in found["pile:s1/d"].get_attribute("prov:label")} == {"صحيفة الميناء"}


def test_outlets_are_agents_and_a_source_without_a_name_has_none(document: ProvDocument) -> None:
    written = json.loads(document.serialize(format="json"))
    by = {it["prov:entity"]: it["prov:agent"] for it in written["wasAttributedTo"].values()}
    assert by["pile:s1/a"] == "pile:outlet/The%20Quay"
    assert by["pile:s1/x1"] == "pile:outlet/Farland%20News%20Agency"
    assert not by.keys() & {"pile:s1/x2", "pile:s1/c", "pile:alone/z"}
    assert set(by.values()) == written["agent"].keys()
    assert written["agent"]["pile:outlet/Kestrel%20Radio"].keys() == {"prov:label"}  # an agency, or a book: it is not told


def test_it_is_well_formed_and_comes_back_the_same(report: Report, document: ProvDocument) -> None:
    notation = document.get_provn()
    assert notation.count("wasDerivedFrom(") == len(STATED)
    names = re.findall(r"pile:([^,;\s\])]+)", notation)
    assert [
        name for name in names if not re.fullmatch(r"(?:[\w/-]|%[0-9A-F]{2})+", name, re.ASCII)
    ] == []  # PROV-N, QUALIFIED_NAME
    assert ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document
    assert all(f"{PILE}s1/a" not in line for line in prov(report)["provenance.json"].splitlines())  # names, not addresses


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("01-quay_a", "01-quay_a", "plain"),
        ("a b/c", "a%20b%2Fc", "a slash would open a further part"),
        ("é:%", "%C3%A9%3A%25", "UTF-8, and what PROV-N has signs for"),
    ],
)
def test_names_are_percent_encoded(text: str, name: str, why: str) -> None:
    assert local(text) == name, why


def test_an_empty_report_is_a_document() -> None:
    written = prov(Report("0.0", 1, ()))["provenance.json"]
    assert not list(ProvDocument.deserialize(content=written, format="json").get_records())
