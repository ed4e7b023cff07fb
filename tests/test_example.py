"""The shipped example: retold is held to its true lineage, and to the slips that were planted in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import retold
from retold.model import Divergence, Span, Story

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbour-lease"


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((EXAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def story() -> Story:
    (found,) = retold.report(EXAMPLE).stories
    return found


def test_the_origins_are_the_true_ones(story: Story, truth: dict[str, Any]) -> None:
    found = {(origin.name, origin.collected, origin.articles) for origin in story.origins}
    assert found == {(origin["name"], origin["collected"], tuple(origin["articles"])) for origin in truth["origins"]}


def test_the_count_is_the_true_one(story: Story, truth: dict[str, Any]) -> None:
    assert (story.independent.low, story.independent.high) == tuple(truth["independent_origins"].values())


def test_the_tree_is_the_true_one(story: Story, truth: dict[str, Any]) -> None:
    found = {(edge.parent, edge.child) for edge in story.lineage.edges}
    assert found == {(edge["parent"], edge["child"]) for edge in truth["edges"]}
    assert {edge.kind for edge in story.lineage.edges if edge.child == "03-lathemoor-evening-post"} == {"verbatim"}


def test_each_article_credits_whom_it_credits(story: Story, truth: dict[str, Any]) -> None:
    for article, true in zip(story.articles, truth["articles"], strict=True):
        wanted = {credit["name"] for credit in true["credits_outlets"] if not credit.get("self")}
        assert {credit.name.removeprefix("The ") for credit in article.credited_outlets} == {
            n.removeprefix("The ") for n in wanted
        }


PLANTED = [
    ("a lost without", "without the council’s consent", "with the council’s consent", "critical"),
    ("a last offer made final", "This is our last offer", "This is our final offer", "notable"),
    ("a name put back by sound", "Bodrick", "Potrik", "notable"),
    ("another", "Gorvane", "Korfan", "notable"),
    ("a lost at least", "at least 900 jobs", "900 jobs", None),
    ("a day made hours", "a day after", "hours after", None),
]


@pytest.mark.parametrize("reason, left, right, severity", PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_slip_is_found(story: Story, reason: str, left: str, right: str, severity: str | None) -> None:
    met = [d for d in story.divergences if d.tier == "finding" and _reads(d, left) and _reads(d, right)]
    assert met, reason
    assert severity in (None, met[0].severity), reason


def _reads(divergence: Divergence, words: str) -> bool:
    return any(words in span.text.replace("'", "’") for reading in divergence.readings for span in reading.spans)


def test_no_finding_is_a_difference_that_means_nothing(story: Story, truth: dict[str, Any]) -> None:
    for alarm in truth["non_divergences"]:
        left, right = alarm["spans"]
        for d in story.divergences:
            sides = [
                any(_meets(span, left) for span in r.spans) + 2 * any(_meets(span, right) for span in r.spans)
                for r in d.readings
            ]
            assert not (d.tier == "finding" and 1 in sides and 2 in sides), f"{d.title}: {alarm['why']}"


def _meets(span: Span, gold: dict[str, Any]) -> bool:
    common = min(span.end, gold["end"]) - max(span.start, gold["start"])
    return span.article == gold["article"] and 2 * common >= min(span.end - span.start, gold["end"] - gold["start"]) > 0


DATED = [
    ("the call", "2026-05-12", "2026-05-12", ("call", "telephone", "rang")),
    ("the report", "2026-05-14", "2026-05-14", ("reported", "revealed")),
    ("the first meeting", "2026-03-01", "2026-03-10", ("met", "meeting", "session", "negotiations")),
    ("the delegation", "2026-05-19", "2026-05-19", ("delegation",)),
    ("the strike decision", "2026-05-18", "2026-05-24", ("strike",)),
]


@pytest.mark.parametrize("reason, earliest, latest, words", DATED, ids=[row[0] for row in DATED])
def test_an_event_has_its_date(story: Story, reason: str, earliest: str, latest: str, words: tuple[str, ...]) -> None:
    days = [e for e in story.timeline if (e.earliest, e.latest) == (earliest, latest)]
    assert any(word in event.what for event in days for word in words), reason


def test_the_truth_quotes_its_articles(story: Story, truth: dict[str, Any]) -> None:
    texts = {article.id: article.text for article in story.articles}
    quoted = [t for d in truth["divergences"] for side in d["sides"] for t in side["tellings"]]
    assert quoted
    assert all(texts[t["article"]][t["start"] : t["end"]] == t["text"] for t in quoted)
