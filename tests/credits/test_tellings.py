"""Whom each telling of a claim credits, and what became of the credit: a row a reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from retold import credits
from retold.model import Credited, Origin

Retell = Callable[..., object]

CHANGED = [
    (
        "Two relatives of the miners told the Merrow Courier that the owners had ignored the warnings for weeks.",
        "The owners had ignored the warnings for weeks.",
        "dropped",
        "stated in its own voice",
    ),
    (
        "Three relatives of the trapped miners told the Merrow Courier that they had begged the owners for weeks to close the shaft.",
        "The owners were asked for weeks by three relatives of trapped miners to close the shaft.",
        "dropped",
        "the source has become the one who acts",
    ),
    (
        "The shaft was closed without a permit, according to an adviser to the mayor.",
        "The shaft was reportedly closed without a permit.",
        "dropped",
        "somebody said so, and it is not said who",
    ),
    (
        "The owners are close to selling the shaft to a rival, according to a source familiar with the sale.",
        "The owners are close to selling the shaft to a rival, according to sources.",
        "widened",
        "one source has become several",
    ),
    (
        "The owners are close to selling the shaft to a rival, according to three former advisers to the mayor.",
        "The owners are close to selling the shaft to a rival, according to sources.",
        "widened",
        "less is said of who they are",
    ),
    (
        "A senior official claimed that the owners had forged the permits for the shaft.",
        "A senior official confirmed that the owners had forged the permits for the shaft.",
        "hardened",
        "the second verb vouches for it",
    ),
    (
        "A senior official said that the owners had forged the permits for the shaft.",
        "A senior official suggested that the owners had forged the permits for the shaft.",
        "softened",
        "the second verb keeps a distance",
    ),
    (
        "A senior official said that the owners had forged the permits for the shaft.",
        "The owners had forged the permits for the shaft, a senior official said.",
        "same",
        "the order of words is no change",
    ),
    (
        "The owners had forged the permits for the shaft, the Merrow Courier reported, citing two engineers.",
        "The owners had forged the permits for the shaft, according to the Merrow Courier.",
        "widened",
        "the outlet that passed it on stands for its sources",
    ),
    (
        "Inspectors will reopen the shaft in March, a Norwegian official said.",
        "Inspectors will reopen the shaft in March, a Swedish official said.",
        "other",
        "two officials of two nations",
    ),
]


def _one(found: tuple[Credited, ...], article: str) -> Credited:
    return next(one for one in found if one.telling.article == article)


@pytest.mark.parametrize(("left", "right", "change", "why"), CHANGED, ids=[row[3] for row in CHANGED])
def test_changes(retell: Retell, left: str, right: str, change: str, why: str) -> None:
    """The second telling is held against the first, which credits at least as exactly."""
    story = retell(left, right)
    (claim,) = credits.tellings(story.marked, story.claims, story.said)
    assert _one(claim.credited, "b").change == change, why


UNTOLD = [
    (
        "The shaft was closed without a permit, according to an adviser to the mayor.",
        "The mayor called for an inquiry into the fire at the mill.",
        "it tells something else",
    ),
    (
        "Two relatives told the Merrow Courier that the owners had ignored the warnings for weeks.",
        "Two relatives spoke up. The owners had ignored the warnings for weeks, according to two relatives.",
        "the same sentence of the other article tells less",
    ),
    (
        "The owners had ignored the warnings for weeks, two officials said.",
        "The police think that the owners had ignored the warnings for weeks.",
        "it is told as what others think",
    ),
    (
        "The owners had ignored the warnings for weeks, two officials said.",
        "“The owners had ignored the warnings for weeks.”",
        "it stands in a quotation whose speaker may be named elsewhere",
    ),
    (
        "The mayor, Ada Brook, said that the shaft would be closed without a permit in March.",
        "Ada Brook will close the shaft without a permit in March.",
        "what is said in public may be told as an act",
    ),
]


@pytest.mark.parametrize(("left", "right", "why"), UNTOLD, ids=[row[2] for row in UNTOLD])
def test_nothing_is_said_on_a_doubt(retell: Retell, left: str, right: str, why: str) -> None:
    """A telling that may be credited after all, or tells something else, has no change."""
    story = retell(left, right)
    first, *_ = credits.tellings(story.marked, story.claims, story.said)
    assert _one(first.credited, "b").change is None, why


def test_a_credit_beside_a_telling_is_a_doubt(retell: Retell) -> None:
    """ "..., according to two relatives" in the next sentence may be meant for this one too."""
    left = "Two relatives told the Merrow Courier that the owners had ignored the warnings for weeks."
    right = "The owners had ignored the warnings for weeks. They even laughed at them, according to two relatives."
    story = retell(left, right)
    first, *_ = credits.tellings(story.marked, story.claims, story.said)
    assert _one(first.credited, "b").change is None
    assert "beside it" in _one(first.credited, "b").because


SCOPE = [
    (
        "In what two officials described as a stormy meeting, Brook objected to the sale of the harbour.",
        "Brook objected to the sale of the harbour in the meeting.",
        False,
        "the officials describe the meeting, nothing else",
    ),
    (
        "Brook objected to the sale of the harbour in a stormy meeting, two officials said.",
        "Brook objected to the sale of the harbour in the meeting.",
        True,
        "the officials say all of it",
    ),
    (
        "Brook, who two officials said had been ill, objected to the sale of the harbour in the meeting.",
        "Brook objected to the sale of the harbour in the meeting.",
        False,
        "the officials say what stands in the relative clause",
    ),
]


@pytest.mark.parametrize(("left", "right", "covered", "why"), SCOPE, ids=[row[3] for row in SCOPE])
def test_a_credit_counts_for_what_it_covers(retell: Retell, left: str, right: str, covered: bool, why: str) -> None:
    """Only the credit whose content holds what the sentence tells of the claim is a credit for it."""
    story = retell(left, right)
    (claim,) = credits.tellings(story.marked, story.claims, story.said)
    assert bool(_one(claim.credited, "a").credits) is covered, why
    assert (_one(claim.credited, "b").change == "dropped") is covered, why


def test_a_speaker_of_whom_the_source_tells_is_no_source_of_its_own(retell: Retell) -> None:
    """What Brook told Varden in private came to the outlet from somebody: that source is lost, though Brook is still named."""
    left = "Brook assured Varden that she had not signed the contract, according to a person with direct knowledge of the talk."
    right = "Brook assured Varden that she had not signed the contract."
    story = retell(left, right)
    (claim,) = credits.tellings(story.marked, story.claims, story.said)
    assert _one(claim.credited, "b").change == "dropped"


def test_between_articles_of_two_origins_nothing_is_lost(retell: Retell) -> None:
    """An article that reports on its own dropped nothing of another's."""
    story = retell(
        "Two relatives told the Merrow Courier that the owners had ignored the warnings for weeks.",
        "The owners had ignored the warnings for weeks.",
    )
    apart = (Origin("a", True, ("a",), "", ()), Origin("b", True, ("b",), "", ()))
    (claim,) = credits.tellings(story.marked, story.claims, story.said, apart)
    assert _one(claim.credited, "b").change is None
    (claim,) = credits.tellings(story.marked, story.claims, story.said, (Origin("X", False, ("a", "b"), "", ()),))
    assert _one(claim.credited, "b").change == "dropped"


def test_one_record_for_each_telling_whatever_the_order(retell: Retell) -> None:
    """The order of articles and credits changes nothing."""
    story = retell(*(row[0] for row in CHANGED[3:6]))
    expected = credits.tellings(story.marked, story.claims, story.said)
    assert all(tuple(one.telling for one in claim.credited) == claim.tellings for claim in expected)
    for marked in permutations(story.marked):
        assert credits.tellings(marked, story.claims, tuple(reversed(story.said))) == expected


def test_no_claims_no_credits(retell: Retell) -> None:
    """Nothing comes of nothing."""
    assert credits.tellings((), (), ()) == ()
    story = retell("The harbour was calm.")
    (claim,) = credits.tellings(story.marked, story.claims, ())
    assert claim.credited[0].credits == ()
    assert claim.credited[0].change is None
