"""Grounding: what does not resolve is not said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold.errors import Ungrounded
from retold.model import Claim, Edge, Lineage, Reading, Span, Story
from retold.reports import ground

WRONG = [
    (Span("a", 0, 3, "XXX"), "words that are not there"),
    (Span("a", 5, 5, ""), "an empty span"),
    (Span("a", 9_000, 9_003, "The"), "beyond the end"),
    (Span("nobody", 0, 3, "The"), "an article that is not in the story"),
    (Span("a", -3, 0, ""), "before the start"),
]


@pytest.mark.parametrize("span, reason", WRONG, ids=[row[1] for row in WRONG])
def test_a_claim_that_does_not_resolve_is_left_out_and_said(story: Story, span: Span, reason: str) -> None:
    grounded = ground(
        replace(story, claims=(*story.claims, Claim("c9", "Made up.", (span,))), only_in={"a": ("c9",), "b": ("c2",)})
    )
    assert grounded.claims == story.claims, reason
    assert grounded.only_in == {"a": (), "b": ("c2",)}
    assert "1 finding(s) were left out" in grounded.undetermined[-1]


def test_what_resolves_stays_as_it_is(story: Story) -> None:
    assert ground(story) == story


def test_a_reading_without_a_sentence_is_no_evidence(story: Story) -> None:
    (differ,) = story.divergences
    bare = replace(differ, readings=(differ.readings[0], Reading("nobody is named", ())))
    assert ground(replace(story, divergences=(bare,))).divergences == ()


def test_a_claim_without_a_telling_is_left_out(story: Story) -> None:
    assert ground(replace(story, claims=(Claim("c9", "Made up.", ()),))).claims == ()


def test_a_lineage_that_does_not_resolve_is_refused(story: Story) -> None:
    edge = Edge("x1", "a", "credited", None, None, "Made up.", (Span("a", 0, 3, "XXX"),))
    with pytest.raises(Ungrounded, match="edge"):
        ground(replace(story, lineage=Lineage(story.lineage.nodes, (edge,))))
