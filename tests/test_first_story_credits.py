"""The first real story: through whom each of four claims came, in every article, as its gold has it. Skipped where the texts are missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import retold
from retold.model import Credit, Credited, Story

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "stories" / "00-us-hamas-talks"
TOPICS = {
    "the objection": ("K45",),
    "the reassurance": ("K46", "K47"),
    "the families": ("K49", "K50", "K51"),
    "the view of the former administration": ("K52", "K53", "K54"),
}
ORIGIN = "Axios"


@pytest.fixture(scope="module")
def story() -> Story:
    if not FOLDER.is_dir():
        pytest.skip("needs the real stories in ../shared, which are not part of the project")
    return retold.report(str(FOLDER / "0*.txt")).record.stories[0]


def rows(topic: str) -> list[dict[str, Any]]:
    """The gold attributions of a topic, each with the id of its article."""
    gold = json.loads((FOLDER / "gold" / "attributions.json").read_text(encoding="utf-8"))
    names = {chr(65 + n): path.stem for n, path in enumerate(sorted(FOLDER.glob("0*.txt")))}
    return [{**row, "id": names[row["article"]]} for row in gold["attributions"] if set(row["claims"]) & set(TOPICS[topic])]


def covers(one: dict[str, Any], start: int, end: int) -> bool:
    """Tell whether a gold span and a stretch of the same article share more than half of the shorter."""
    common = min(one["end"], end) - max(one["start"], start)
    return 2 * common > min(one["end"] - one["start"], end - start)


def credits_of(story: Story, row: dict[str, Any]) -> list[Credit]:
    return [
        credit
        for credit in story.credits
        if credit.content.article == row["id"]
        and credit.source is not None
        and covers(row["source"], credit.source.start, credit.source.end)
        and any(covers(piece, credit.content.start, credit.content.end) for piece in row["content"])
    ]


def tellings_of(story: Story, row: dict[str, Any]) -> Iterator[Credited]:
    for claim in story.claims:
        for told in claim.credited:
            span = told.telling
            if span.article == row["id"] and any(covers(piece, span.start, span.end) for piece in row["content"]):
                yield told


@pytest.mark.parametrize("topic", TOPICS)
def test_each_named_source_is_credited_through_the_origin(story: Story, topic: str) -> None:
    for row in [r for r in rows(topic) if r["source"]]:
        found = credits_of(story, row)
        assert found, row["id"]
        if ORIGIN in " ".join(row["chain"]) and row["source_type"] != "named_person":
            assert found[0].chain[0] == ORIGIN, row["id"]
            assert (ORIGIN in found[0].implied) == (f"({ORIGIN})" in row["chain"]), row["id"]


@pytest.mark.parametrize("topic", TOPICS)
def test_one_source_is_one_chain_across_articles(story: Story, topic: str) -> None:
    chain = {credit: way.id for way in story.chains for credit in way.credits}
    at: dict[str, set[str]] = {}
    for row in rows(topic):
        if row["source"] and row["source_type"] != "named_person":
            at.setdefault(row["source_normalised"], set()).update(chain[c.id] for c in credits_of(story, row))
    assert all(len(chains) == 1 for chains in at.values())
    assert len(set().union(*at.values())) == len(at)


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_told_without_a_source_is_not_given_one(story: Story, topic: str) -> None:
    nameless = {credit.id for credit in story.credits if credit.source is None}  # "was described as": nobody is named
    for row in [r for r in rows(topic) if not r["source"]]:
        for told in tellings_of(story, row):
            assert set(told.credits) <= nameless, row["id"]
            assert told.chain in ((), (ORIGIN,)), row["id"]
