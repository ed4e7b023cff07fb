"""What may be compared, and how alike two sentences are."""

from __future__ import annotations

import pytest

from retold.claims.compare import comparable, derived, lines, measure, names, sourced

from .invented import article


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        ("The mayor closed the bridge.", True, "three words that carry content"),
        ("They did so.", False, "nothing but stop words"),
        ("He resigned yesterday.", False, "two words that carry content could be anyone's"),
        ("“Absurd,” he said.", True, "a quotation is recognised by its words, however few"),
        ("“”", False, "a quotation of nothing"),
        ("", False, "nothing at all"),
    ],
)
def test_comparable(text: str, expected: bool, reason: str) -> None:
    assert comparable(text) is expected, reason


@pytest.mark.parametrize(
    "left, right, expected, reason",
    [
        ("negotiate", "negotiations", True, "one stem, another part of speech"),
        ("engineer", "engineers", True, "one and several"),
        ("ferry", "wherry", False, "they begin unlike"),
        ("nine", "ninety", False, "a number word in a longer one is another number"),
        ("1980", "1981", False, "figures match whole or not at all"),
        ("sea", "seas", False, "too short for a stem to tell"),
    ],
)
def test_derived(left: str, right: str, expected: bool, reason: str) -> None:
    assert (right in derived([left, right])[left]) is expected, reason


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        ("The bridge board asked Ilse Brandt for boats.", {"ilse", "brandt"}, "capitals inside a sentence mark names"),
        ("Board Hides Cracks In Velm Bridge", set(), "in title case capitals tell nothing"),
        ("VELM BRIDGE CLOSED", set(), "nor do they in capitals"),
    ],
)
def test_names(text: str, expected: set[str], reason: str) -> None:
    assert names(text) == expected, reason


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        ("Nine tugs sank, according to a survey of the harbour office.", {"survey", "harbour", "office"}, "named behind it"),
        ("According to the harbour office, nine tugs sank.", {"harbour", "office"}, "named in front, up to the comma"),
        ("The harbour office surveyed the tugs.", set(), "here the office is what the sentence tells of"),
    ],
)
def test_sourced(text: str, expected: set[str], reason: str) -> None:
    assert sourced(text) - {"according"} == expected, reason


def test_words_of_the_source_are_not_what_both_tell() -> None:
    source = "according to the yearly survey of the harbour inspectorate"
    told = [
        article("a", (f"Nine tugs sank in March, {source}.", "Bees live on a rooftop nearby.")),
        article("b", (f"Divers lack warm suits, {source}.", "Lanterns were painted by schoolchildren.")),
    ]
    likeness = measure(lines(told))
    assert likeness.shared[0, 2] == 0
    assert likeness.told[0, 2] == pytest.approx(0.0, abs=1e-3)
    assert likeness.told[0, 0] > 1


def test_likeness_is_symmetric_bounded_and_full_for_a_copy() -> None:
    same = "Cracks were found in two piers of the bridge."
    all_lines = lines(
        [article("a", (same, "The regatta opens next summer.")), article("b", (same, "Bees live on a rooftop nearby."))]
    )
    likeness = measure(all_lines)
    assert likeness.similarity[0, 2] == pytest.approx(1.0, abs=1e-3)
    assert likeness.cover()[0, 2] == pytest.approx(1.0)
    assert likeness.similarity[1, 3] < 0.1
    assert (likeness.similarity == likeness.similarity.T).all()
    assert likeness.told == pytest.approx(likeness.told.T)
    assert likeness.cover().max() <= 1.0
    assert likeness.cover().min() >= 0.0


def test_lines_leave_out_what_says_too_little_and_keep_places() -> None:
    found = lines([article("a", ("The bridge carries heavy traffic.", "They did so.", "The regatta opens next summer."))])
    assert [(line.span.start, line.place) for line in found] == [(0, 0.0), (found[1].span.start, 1.0)]
