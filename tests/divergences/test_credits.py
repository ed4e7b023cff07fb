"""Sources described less fully in one telling than in another, where both credit them for the same claim: a row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import credits as credit_room
from retold import divergences
from retold.model import Alignment, Claim, Closeness, Link, Marked

DESCRIBED = [
    (
        "The owners are close to selling the old mill, according to a former adviser and a clerk of the mayor.",
        "The owners are close to selling the old mill, according to two sources.",
        True,
        "who they are is lost",
    ),
    (
        "The owners are close to selling the old mill, according to a source familiar with the sale.",
        "The owners are close to selling the old mill, according to sources.",
        True,
        "one has become several",
    ),
    (
        "The owners are close to selling the old mill, according to two sources.",
        "The owners are close to selling the old mill, two sources said.",
        False,
        "the same words",
    ),
    (
        "The owners are close to selling the old mill, according to a former adviser to the mayor.",
        "The owners are close to selling the old mill, according to an adviser to the mayor who left last year.",
        False,
        "the other describes the source too",
    ),
    (
        "The owners in Sweden are close to selling the old mill, Swedish officials said.",
        "The owners in Sweden are close to selling the old mill, officials said.",
        False,
        "the sentence tells the country elsewhere",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), DESCRIBED, ids=[row[-1] for row in DESCRIBED])
def test_sources_described_less_fully(mark: Callable[..., Marked], left: str, right: str, expected: bool, why: str) -> None:
    """The finding shows both ways of naming the source."""
    pages = [mark(left, id="a"), mark(right, id="b")]
    spans = tuple(page.page.sentences[0].span for page in pages)
    said = tuple(credit for page in pages for credit in credit_room.find(page))
    claims = credit_room.tellings(pages, (Claim("c1", left, spans),), said)
    alignment = Alignment((Link(*spans, 0.6, 0.8),), (Closeness("a", "b", 0.6),))
    found = [d for d in divergences.find(pages, alignment, claims, said, {}) if d.kind == "credit"]
    found = [d for d in found if d.tier == "finding"]
    assert bool(found) == expected, f"{why}: {[d.title for d in found]}"
    assert all(len(d.readings) == 2 for d in found)


FLAT = [
    (
        "The Oster Courier reported that Ada Brandt had sued Orlin Lines over the lease of the basin.",
        "Trade was slow in spring. Ada Brandt sued Orlin Lines over the lease of the basin.",
        True,
        "an outlet credited here, nobody there",
    ),
    (
        "The Oster Courier reported that Ada Brandt had sued Orlin Lines over the lease of the basin.",
        "Ada Brandt sued Orlin Lines over the lease of the basin. Trade was slow in spring.",
        False,
        "an opening sentence may leave the credit to the next",
    ),
    (
        "The Oster Courier reported that Ada Brandt had sued Orlin Lines over the lease of the basin.",
        "Trade was slow, the Merrow Gazette reported. Ada Brandt sued Orlin Lines over the lease of the basin.",
        False,
        "the sentence before credits an outlet",
    ),
    (
        "The Oster Courier reported that Ada Brandt had sued Orlin Lines over the lease of the basin.",
        "Trade was slow in spring. Ada Brandt had met Orlin Lines over the lease of the basin.",
        False,
        "another deed",
    ),
    (
        "The harbour master said that Ada Brandt had sued Orlin Lines over the lease of the basin.",
        "Trade was slow in spring. Ada Brandt sued Orlin Lines over the lease of the basin.",
        False,
        "no outlet: who says in public what all may know is no lost source",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), FLAT, ids=[row[-1] for row in FLAT])
def test_an_outlet_credited_in_one_telling_only(
    mark: Callable[..., Marked], left: str, right: str, expected: bool, why: str
) -> None:
    """The reading without a credit is the whole sentence; closeness does not matter."""
    pages = [mark(left, id="a"), mark(right, id="b")]
    told = [next(s.span for s in page.page.sentences if "lease" in s.span.text) for page in pages]
    said = tuple(credit for page in pages for credit in credit_room.find(page))
    alignment = Alignment((Link(told[0], told[1], 0.6, 0.8),), (Closeness("a", "b", 0.1),))
    found = [d for d in divergences.find(pages, alignment, (), said, {}) if d.rule == "flat"]
    assert bool(found) == expected, f"{why}: {[d.title for d in found]}"
    assert all(told[1] in {span for reading in d.readings for span in reading.spans} for d in found)
