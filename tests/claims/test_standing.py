"""The words of a part that read on their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.claims.units import units
from retold.language.parse import Tree
from retold.model import Marked

PARTS = [
    (
        "The museum, which the ministry had closed in autumn, sold three paintings to a collector.",
        "which the ministry had closed",
        "The museum, which the ministry had closed in autumn",
        "a relative clause begins with what it is about",
    ),
    (
        "The mayor opened the archive and thanked the retired harbour pilots.",
        "thanked",
        "The mayor opened the archive and thanked the retired harbour pilots",
        "a second verb begins with the subject that it shares",
    ),
    (
        "The mayor thanked Ada Brandt, a retired harbour pilot from the northern islands.",
        "a retired harbour pilot",
        "Ada Brandt, a retired harbour pilot from the northern islands",
        "an apposition begins with whom it names",
    ),
    (
        "The retired engineers told a crowded meeting of the divided council that the northern quay had lost its anchor chains.",
        "that the northern quay had lost",
        "the northern quay had lost its anchor chains",
        "no conjunction stands in front",
    ),
    (
        "When the storm damaged the quay in March, engineers closed the northern basin.",
        "When the storm damaged the quay",
        "the storm damaged the quay in March",
        "nor does a word of time, where a whole clause follows",
    ),
    (
        "The council found the bridge unsafe, but the ferry company refused to run extra boats.",
        "the ferry company refused",
        "the ferry company refused to run extra boats",
        "what has its own subject is left as it is",
    ),
]


@pytest.mark.parametrize(("sentence", "words", "expected", "why"), PARTS)
def test_a_part_is_shown_with_what_it_is_about(
    mark: Callable[..., Marked], sentence: str, words: str, expected: str, why: str
) -> None:
    found = [unit for unit in units(Tree(mark(sentence)), 0) if unit.span.text.startswith(words)]
    assert [unit.shown.text for unit in found] == [expected], why


@pytest.mark.parametrize(("sentence", "words", "expected", "why"), PARTS)
def test_what_is_shown_is_a_stretch_of_the_sentence(
    mark: Callable[..., Marked], sentence: str, words: str, expected: str, why: str
) -> None:
    for unit in units(Tree(mark(sentence)), 0):
        assert sentence[unit.shown.start : unit.shown.end] == unit.shown.text
        assert max(unit.shown.start, unit.span.start) < min(unit.shown.end, unit.span.end), "of the part or round it"


def test_a_subject_far_away_is_not_fetched(mark: Callable[..., Marked]) -> None:
    sentence = (
        "The harbour company bought nine tugs, two dredgers, a floating crane and a workshop for ropes and sails from a rival in Norway "
        "last autumn and dismissed the night watchmen."
    )
    for unit in units(Tree(mark(sentence)), 0):
        assert unit.shown.start == unit.span.start or len(unit.shown.text.split()) <= len(unit.span.text.split()) + 12
