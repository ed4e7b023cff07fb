"""Grounding: what does not resolve is not said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold.errors import Ungrounded
from retold.model import Claim, Credited, Edge, Lineage, Reading, Span, Story
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


NOWHERE = Span("p", 0, 3, "XXX")


def test_what_rests_on_new_records_resolves(crane: Story) -> None:
    assert ground(crane) == crane


def test_an_interaction_that_does_not_resolve_is_left_out(crane: Story) -> None:
    first, *others = crane.interactions
    grounded = ground(replace(crane, interactions=(replace(first, spans=(NOWHERE,)), *others)))
    assert grounded.interactions == tuple(others)
    assert "1 finding(s) were left out" in grounded.undetermined[-1]


def test_a_reading_of_a_conflict_must_be_there(crane: Story) -> None:
    warned, close, hurt = crane.timeline
    bent = replace(close, conflicts=(close.conflicts[0], Reading("on Friday", (NOWHERE,))))
    assert ground(replace(crane, timeline=(warned, bent, hurt))).timeline == (warned, hurt)


def test_nothing_refers_to_what_was_left_out(crane: Story) -> None:
    lost = tuple(replace(credit, cue=NOWHERE) if credit.id in ("p#1", "p#2") else credit for credit in crane.credits)
    warned, close, hurt = crane.timeline
    grounded = ground(replace(crane, credits=lost, timeline=(replace(warned, time=(NOWHERE,)), close, hurt)))
    assert [chain.credits for chain in grounded.chains] == [("q#1",)]
    assert [it.credits for it in grounded.claims[0].credited] == [("q#1",), ()]
    assert [credit.parent for credit in grounded.credits if credit.id == "p#3"] == [None]
    assert [deed.event for deed in grounded.interactions] == [None, None, None]


def test_a_chain_that_no_credit_is_left_for_goes(crane: Story) -> None:
    lost = tuple(credit for credit in crane.credits if credit.id not in ("p#1", "q#1"))
    assert ground(replace(crane, credits=lost)).chains == ()


def test_a_telling_of_a_credit_must_be_there(crane: Story) -> None:
    (claim,) = crane.claims
    bent = replace(claim, credited=(Credited(NOWHERE, (), (), (), "dropped", "x"),))
    assert ground(replace(crane, claims=(bent,))).claims == ()
