"""Rule by rule: what each finds between two invented tellings, and what it leaves alone. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.model import Divergence

Compare = Callable[..., tuple[Divergence, ...]]

HEDGES = [
    (
        "The captain allegedly sold the fuel to the islanders.",
        "The captain sold the fuel to the islanders.",
        True,
        "an adverb that leaves it open",
    ),
    ("The storm may have sunk the ferry near Oster.", "The storm sank the ferry near Oster.", True, "an open modal"),
    (
        "The captain allegedly sold the fuel to the islanders.",
        "Police say the captain sold the fuel to the islanders.",
        False,
        "the other is credited",
    ),
    (
        "The captain allegedly sold the fuel to the islanders.",
        "The port explained that the captain sold the fuel to the islanders.",
        False,
        "any verb that announces a clause credits it",
    ),
    (
        "Veld might be best known to islanders for the lighthouse.",
        "Veld, best known to islanders for the lighthouse, spoke.",
        False,
        "no clause of its own",
    ),
    (
        "The captain allegedly sold the fuel to the islanders.",
        "The captain allegedly sold the fuel to islanders.",
        False,
        "both leave it open",
    ),
]

MODALS = [
    ("Orlin Lines could move its ships to Oster.", "Orlin Lines will move its ships to Oster.", True, "could, will"),
    ("Orlin Lines may take its ships to Oster.", "Orlin Lines will take its ships to Oster.", True, "a light verb"),
    (
        "Orlin Lines could move its ships to Oster.",
        "If talks fail, Orlin Lines will move its ships to Oster.",
        False,
        "a condition",
    ),
    (
        "Orlin Lines could move its ships to Oster.",
        "Orlin Lines is expected to say it will move its ships to Oster.",
        False,
        "only expected",
    ),
    (
        "Orlin Lines could move its ships to Oster.",
        "Orlin Lines will not move its ships to Oster.",
        False,
        "denied: another matter",
    ),
    ("Orlin Lines could move its ships to Oster.", "The pilots will move their ships to Oster.", False, "another subject"),
]

DENIED = [
    (
        "The pilots did not sign the contract with Orlin on Monday.",
        "The pilots signed the contract with Orlin on Monday.",
        True,
        "not",
    ),
    (
        "The pilots refused to sign the contract with Orlin on Monday.",
        "The pilots signed the contract with Orlin on Monday.",
        True,
        "refused to",
    ),
    (
        "The pilots never signed the contract with Orlin on Monday.",
        "The pilots signed the contract with Orlin on Monday.",
        True,
        "never",
    ),
    (
        "The pilots did not sign the contract with Orlin until Monday.",
        "The pilots signed the contract with Orlin on Monday.",
        False,
        "until limits it",
    ),
    (
        "The pilots did not sign the contract with Orlin.",
        "The pilots did not sign the contract with Orlin.",
        False,
        "both deny it",
    ),
    ("The pilots did not sign the contract with Orlin.", "The pilots could sign the contract with Orlin.", False, "a modal"),
]

NUMBERS = [
    ("The fire killed 12 sailors on the ferry.", "The fire killed 21 sailors on the ferry.", True, "two values"),
    ("The yard will keep at least 900 jobs in Oster.", "The yard will keep 900 jobs in Oster.", True, "a bound lost"),
    ("The wreck lies 60 miles south of Oster.", "The wreck lies 65 miles south of Merrow.", False, "measured from two places"),
    ("The fire killed 12 sailors on the ferry.", "The fire killed a dozen sailors on the ferry.", False, "figures, words"),
    ("The fire killed 12 sailors on the ferry.", "The fire injured 21 dockers in the warehouse.", False, "other nouns"),
    ("The fire killed dozens of sailors on the ferry.", "The fire killed 45 sailors on the ferry.", False, "45 are dozens"),
    ("The fire killed about 40 sailors on the ferry.", "The fire killed 42 sailors on the ferry.", False, "about 40 may be 42"),
]

NAMES = [
    (
        "The envoy Kim Jong Ro met the pilots in Oster.",
        "The pilots met the singer Kim Jung-sook in Oster.",
        False,
        "a part of a longer name",
    ),
    (
        "Nobody told the Quay and Hold Pilots’ Union of the plan.",
        "Nobody told the Quay and Hull Pilots’ Union of the plan.",
        True,
        "one word of a long name",
    ),
    (
        "Steve Brown lost his boat in the storm. The pier burned.",
        "The pier burned. Steve Byrne saw it from the customs house.",
        False,
        "two people with one given name",
    ),
    (
        "The Harbourlympics begin in Oster on Monday.",
        "The Harbourlympians begin in Oster on Monday.",
        False,
        "two words of one stem",
    ),
    ("Oster launched the Merrowsat-3 into orbit.", "Oster launched the Merrowsat-2 into orbit.", False, "a number in a name"),
    (
        "The Harbour Commitee met the pilots in Oster.",
        "The Harbour Committee met the pilots in Oster.",
        False,
        "a misprint, not of a name",
    ),
    (
        "The North Quay Pilots Union met the owners. The South Quay Pilots Union left.",
        "The South Quay Pilots Union met the owners. The North Quay Pilots Union left.",
        False,
        "both articles know both",
    ),
]

TIMES = [
    (
        "The call came hours after the envoy had met the pilots.",
        "The call came a day after the envoy had met the pilots.",
        True,
        "hours, a day",
    ),
    (
        "Veld paid the captain the month before the regatta opened in Oster.",
        "Veld paid the captain days before the regatta opened in Oster.",
        False,
        "the month before is a month of the calendar",
    ),
]


@pytest.mark.parametrize(
    ("kind", "left", "right", "expected", "why"),
    [
        (kind, *row)
        for kind, rows in (
            ("certainty", HEDGES + MODALS),
            ("polarity", DENIED),
            ("number", NUMBERS),
            ("name", NAMES),
            ("date", TIMES),
        )
        for row in rows
    ],
)
def test_rule(compare: Compare, kind: str, left: str, right: str, expected: bool, why: str) -> None:
    found = [d.title for d in compare(left, right) if d.tier == "finding" and d.kind == kind]
    assert bool(found) == expected, f"{why}: {found}"


LOST = [
    (
        "A former official said the commissioner promised the pilots a discount.",
        "The commissioner promised the pilots a discount.",
        True,
        "nobody",
    ),
    (
        "A former official said the commissioner promised the pilots a discount.",
        "The commissioner promised the pilots a discount, she said.",
        False,
        "she",
    ),
    (
        "Negotiators announced that the commissioner promised the pilots a discount.",
        "The commissioner promised the pilots a discount.",
        False,
        "in the open",
    ),
    (
        "According to him the commissioner promised the pilots a discount.",
        "The commissioner promised the pilots a discount.",
        False,
        "a pronoun withholds nobody",
    ),
    (
        "A former official said the commissioner promised the pilots a discount.",
        "Authorities suspect that the commissioner promised the pilots a discount.",
        False,
        "told as a suspicion",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), LOST, ids=[row[-1] for row in LOST])
def test_lost_credits(speak: Compare, left: str, right: str, expected: bool, why: str) -> None:
    found = [d.title for d in speak(left, right) if d.kind == "credit" and d.tier == "finding"]
    assert bool(found) == expected, f"{why}: {found}"


def test_one_name_in_three_spellings_is_one_finding(compare: Compare) -> None:
    texts = [f"The envoy Tarik {name} met the harbour pilots." for name in ("Bolenski", "Bolensky", "Bolenskiy")]
    (found,) = [d for d in compare(*texts, texts[0]) if d.kind == "name"]
    assert sorted(reading.text for reading in found.readings) == ["Tarik Bolenski", "Tarik Bolenskiy", "Tarik Bolensky"]
