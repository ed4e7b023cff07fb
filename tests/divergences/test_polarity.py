"""Tellings that say the opposite, and pairs that only look so: a row a reason. All hold at the closeness of independent reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.model import Divergence

Speak = Callable[..., tuple[Divergence, ...]]

CONTRARY = [
    (
        "The dockers’ union did not sign the contract with Orlin Lines.",
        "On Monday the dockers’ union signed its contract with the shipping firm Orlin Lines.",
        True,
        "denied, stated",
    ),
    (
        "The dockers’ union refused to sign the contract with Orlin Lines.",
        "The union of the dockers signed the contract with Orlin Lines.",
        True,
        "a verb that denies the one under it",
    ),
    (
        "None of the dockers signed the contract with Orlin Lines.",
        "Dockers signed the contract with Orlin Lines on Monday.",
        False,
        "none of them: another doer to the parse",
    ),
    (
        "The council rejected the lease of the eastern basin.",
        "The council accepted the lease of the basin.",
        True,
        "two predicates that are opposites",
    ),
    (
        "The council did not accept the lease of the eastern basin.",
        "The council rejected the lease of the basin.",
        False,
        "a denied opposite says the same",
    ),
    (
        "Ada Brandt voted for the lease of the eastern basin.",
        "Ada Brandt voted against the lease of the basin.",
        True,
        "a preposition that turns it round",
    ),
    (
        "The dockers’ union did not sign the contract with Orlin Lines until Monday.",
        "The dockers’ union signed the contract with Orlin Lines.",
        False,
        "until says that it did",
    ),
    (
        "The dockers’ union initially refused to sign the contract with Orlin Lines.",
        "The dockers’ union signed the contract with Orlin Lines.",
        False,
        "a word that sets one time against another",
    ),
    (
        "Ada Brandt said the union never signed the contract with Orlin Lines.",
        "Orlin Lines said the union signed the contract with Orlin Lines.",
        False,
        "two people quarrel, the articles do not",
    ),
    (
        "Ada Brandt said the union did not sign the contract with Orlin Lines.",
        "The union signed the contract with Orlin Lines, Ada Brandt said.",
        True,
        "one and the same source",
    ),
    (
        "The union would not sign the contract with Orlin Lines.",
        "The union signed the contract with Orlin Lines.",
        False,
        "what would be and what is are two things",
    ),
    (
        "Ada Brandt said the union would not sign the contract with Orlin Lines.",
        "Ada Brandt said that the union would sign the contract with Orlin Lines.",
        True,
        "what would be in somebody's words is what will be",
    ),
    (
        "Ada Brandt said the union would not sign the contract with Orlin Lines if wages fell.",
        "Ada Brandt said that the union would sign the contract with Orlin Lines.",
        False,
        "unless it hangs on something",
    ),
    (
        "The union would not sign the contract with Orlin Lines.",
        "The union would sign the contract with Orlin Lines.",
        False,
        "and where nobody says it, it may",
    ),
    (
        "The union managed to sign the contract with Orlin Lines.",
        "The union signed the contract with Orlin Lines.",
        False,
        "who managed to did it",
    ),
    (
        "The union did not sign the contract with Orlin Lines.",
        "The union signed the contract with Merrow Freight.",
        False,
        "another contract",
    ),
    (
        "The pilots did not sign the contract with Orlin Lines.",
        "The dockers signed the contract with Orlin Lines.",
        False,
        "another doer",
    ),
    (
        "Did the union not sign the contract with Orlin Lines?",
        "The union signed the contract with Orlin Lines.",
        False,
        "a question states nothing",
    ),
    (
        "The talks were suspended as the union had not signed the contract with Orlin Lines, but the talks were good.",
        "The union signed the contract with Orlin Lines.",
        True,
        "in a clause of its own",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), CONTRARY, ids=[row[-1] for row in CONTRARY])
def test_contrary(spoken_apart: Speak, left: str, right: str, expected: bool, why: str) -> None:
    found = [d for d in spoken_apart(left, right) if d.kind == "polarity"]
    assert bool(found) == expected, f"{why}: {[d.title for d in found]}"
    assert all(d.severity == "critical" and d.tier == "finding" for d in found)


@pytest.mark.parametrize(("left", "right", "expected", "why"), CONTRARY, ids=[row[-1] for row in CONTRARY])
def test_contrary_both_ways(spoken_apart: Speak, left: str, right: str, expected: bool, why: str) -> None:
    """Which article comes first makes no difference."""
    assert bool([d for d in spoken_apart(right, left) if d.kind == "polarity"]) == expected, why


@pytest.mark.parametrize("text", sorted({row[0] for row in CONTRARY}))
def test_a_text_does_not_contradict_itself(spoken_apart: Speak, text: str) -> None:
    assert [d.title for d in spoken_apart(text, text)] == []


def test_the_words_shown_carry_the_denial(spoken_apart: Speak) -> None:
    (found,) = [d for d in spoken_apart(*CONTRARY[0][:2]) if d.kind == "polarity"]
    texts = sorted(reading.text for reading in found.readings)
    assert any("did not sign" in text for text in texts), texts
    assert any("signed" in text and "not" not in text for text in texts), texts
