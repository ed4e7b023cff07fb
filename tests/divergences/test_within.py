"""One article against itself: its headline against its text, and one sentence against another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import credits as credit_room
from retold import divergences
from retold.model import Alignment, Divergence, Marked

ITSELF = [
    (
        "The council signed the lease with Orlin Lines in May. Trade was slow. The council never signed the lease with Orlin Lines.",
        ("polarity", "one article"),
        "stated and denied in one voice",
    ),
    (
        "Ada Brandt said the council signed the lease with Orlin Lines in May. The mayor said the council never signed the lease "
        "with Orlin Lines.",
        None,
        "a quarrel that the article reports",
    ),
    (
        "The council signed the lease with Orlin Lines. A year earlier the council refused to sign the lease with Orlin Lines.",
        None,
        "two times",
    ),
    (
        "The council signed the lease in May. The council did not sign the contract of the dockers.",
        None,
        "two papers",
    ),
    (
        "The guards did not lock the sailors in the hold in May. Guards of the old fort locked sailors in the hold in May.",
        None,
        "nobody can tell whether the same guards are meant",
    ),
    (
        "The captain sold the fuel to the islanders in May. The port announced that the captain had not sold the fuel to the islanders.",
        None,
        "the article states the one, and reports the other",
    ),
]
HEADLINES = [
    (
        "Captain sold fuel to islanders\n\nThe captain allegedly sold the fuel to the islanders in May, and the port is angry about it.",
        "certainty",
        "the headline states what the text leaves open",
    ),
    (
        "Captain allegedly sold fuel to islanders\n\nThe captain allegedly sold the fuel to the islanders in May, as the port found.",
        None,
        "both leave it open",
    ),
    (
        "Captain sold fuel to islanders\n\nThe captain allegedly sold the fuel to the islanders in May. The captain sold the fuel to the "
        "islanders in June too, and the port is angry about it.",
        None,
        "the text states it too",
    ),
]


def _inside(mark: Callable[..., Marked], text: str, **fields: str) -> list[Divergence]:
    page = mark(text, **fields)
    said = tuple(credit_room.find(page))
    return [d for d in divergences.find([page], Alignment((), ()), (), said, {}) if d.between != "tellings"]


@pytest.mark.parametrize(("text", "expected", "why"), ITSELF, ids=[row[-1] for row in ITSELF])
def test_an_article_against_itself(mark: Callable[..., Marked], text: str, expected: tuple[str, str] | None, why: str) -> None:
    found = [(d.kind, d.between) for d in _inside(mark, text)]
    assert found == ([expected] if expected else []), why


@pytest.mark.parametrize(("text", "expected", "why"), HEADLINES, ids=[row[-1] for row in HEADLINES])
def test_a_headline_against_its_text(mark: Callable[..., Marked], text: str, expected: str | None, why: str) -> None:
    found = _inside(mark, text, title=text.split("\n")[0])
    assert [d.kind for d in found if d.between == "headline and text"] == ([expected] if expected else []), why
