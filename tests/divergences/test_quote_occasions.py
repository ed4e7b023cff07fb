"""What is no misquotation: a cut that takes no sense away, two occasions, the text of a law, initials, a slip, a short form. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.divergences.kinds.quote.grading import limits, same_words
from retold.model import Divergence

Speak = Callable[..., tuple[Divergence, ...]]

CUTS = [
    (", unless the council pays them by Friday", [("quote cut", "finding")], "a condition"),
    (", whatever the council says of it", [("quote cut", "finding")], "a limit"),
    (" against the wishes of Mayor Holm", [("quote cut", "finding")], "somebody is named"),
    (" and we shall see what the morning brings", [("quote cut", "table")], "a new clause"),
    (" from the early morning onwards", [("quote cut", "table")], "nothing that changes the sense"),
]
SAID = "“The pilots will sign a lease of twenty years with the harbour,” Ada Brandt {}."
OTHER = "“The pilots will sign a lease of thirty months with the harbour,” Ada Brandt {}."
OCCASIONS = [
    ("said on Monday", "said on Monday", True, "one day"),
    ("said", "told the crews on Thursday", True, "a day on one side only"),
    ("said on Monday", "told the crews on Thursday", False, "two days"),
    ("said", "repeated several times", False, "spoken more than once"),
]
NAMES = [
    ("Captain Steve Varnholt", "Captain Steven Varnholt", [], "a short form of a given name"),
    ("Captain Stephen Varnholt", "Captain Steven Varnholt", ["given name"], "two full forms"),
]


@pytest.mark.parametrize(("lost", "expected", "why"), CUTS, ids=[row[-1] for row in CUTS])
def test_what_a_cut_takes_away(speak: Speak, lost: str, expected: list[tuple[str, str]], why: str) -> None:
    whole = f"“The pilots will go back to work on the ferries{lost},” Ada Brandt said."
    found = speak(whole, "“The pilots will go back to work on the ferries.” Brandt left.")
    assert [(d.rule, d.tier) for d in found if d.kind == "quote"] == expected, why


@pytest.mark.parametrize(("first", "second", "found", "why"), OCCASIONS, ids=[row[-1] for row in OCCASIONS])
def test_two_occasions(speak: Speak, first: str, second: str, found: bool, why: str) -> None:
    told = [d for d in speak(SAID.format(first), OTHER.format(second)) if d.kind == "quote" and d.tier == "finding"]
    assert bool(told) is found, why


def test_the_text_of_a_law_is_no_statement(speak: Speak) -> None:
    law = "The harbour charter stipulates that “no vessel is moored at a quay where timber is stored for winter.”"
    said = "“No vessel was to be moored at a quay where timber is not stored for winter,” the port said in a statement."
    assert [d.title for d in speak(law, said) if d.kind == "quote" and d.tier == "finding"] == []


def test_a_spelling_that_is_quoted_belongs_to_the_writer(compare: Speak) -> None:
    usual = "Natalia Veshnitskova met the crews. Veshnitskova spoke for an hour. The crews thanked Veshnitskova."
    quoted = "Natalia Veshnitskova met the crews. A note on the table read “get Vesnitskova to sign it today.”"
    assert [d.title for d in compare(usual, quoted) if d.kind == "name"] == []


@pytest.mark.parametrize(("left", "right", "expected", "why"), NAMES, ids=[row[-1] for row in NAMES])
def test_given_names(compare: Speak, left: str, right: str, expected: list[str], why: str) -> None:
    rest = " met the crews on Monday in the old custom house."
    assert [d.rule for d in compare(left + rest, right + rest) if d.kind == "name"] == expected, why


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [(("vp",), ("varden", "port"), True), (("vp",), ("varden", "quay"), False), (("v",), ("varden",), False)],
    ids=["initials", "other initials", "one letter"],
)
def test_initials_written_out(left: tuple[str, ...], right: tuple[str, ...], same: bool) -> None:
    assert same_words(left, right) is same
    assert same_words(right, left) is same


def test_limits() -> None:
    assert limits(("for", "some", "crews"))
    assert not limits(("for", "the", "crews"))
