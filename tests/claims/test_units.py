"""The parts into which a sentence is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.claims.units import Unit, units
from retold.language.parse import Tree
from retold.model import Marked

CUT = [
    (
        "The council found the bridge unsafe, but the ferry company refused to run extra boats.",
        ["The council found the bridge unsafe", "the ferry company refused to run extra boats"],
        "two clauses with subjects of their own",
    ),
    (
        "The plan could include a new pier, free tickets for pupils, the repair of the quay and a night ferry.",
        ["The plan could include a new pier", "free tickets for pupils", "the repair of the quay", "a night ferry"],
        "a list of four items; the first carries what is said of all",
    ),
    (
        "When the storm damaged the quay in March, engineers closed the northern basin.",
        ["When the storm damaged the quay in March", "engineers closed the northern basin"],
        "a clause in front",
    ),
    (
        "The mayor opened the archive, which the ministry had kept locked for decades.",
        ["The mayor opened the archive", "which the ministry had kept locked for decades"],
        "a relative clause behind a comma",
    ),
    (
        "The mayor thanked Ada Brandt, a retired harbour pilot from the northern islands.",
        ["The mayor thanked Ada Brandt", "a retired harbour pilot from the northern islands"],
        "an apposition",
    ),
    (
        "The pilot said the ferry had lost an anchor.",
        ["The pilot said the ferry had lost an anchor."],
        "who speaks is too light",
    ),
    (
        "The mayor wants to sell the ferry to pay debts.",
        ["The mayor wants to sell the ferry to pay debts."],
        "infinitives say no more",
    ),
    (
        "If the storm reaches the coast, the company will cancel all ferries.",
        ["If the storm reaches the coast, the company will cancel all ferries."],
        "a condition stays with what depends on it",
    ),
    (
        "The council wrote to the harbour pilots who had refused the new contract.",
        ["The council wrote to the harbour pilots who had refused the new contract."],
        "no comma: the clause says which pilots",
    ),
    (
        "Brandt, Osei and Lindqvist signed the harbour contract.",
        ["Brandt, Osei and Lindqvist signed the harbour contract."],
        "names in a row are no claims of their own",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), CUT, ids=[row[-1] for row in CUT])
def test_units(mark: Callable[..., Marked], text: str, expected: list[str], why: str) -> None:
    assert [unit.span.text for unit in units(Tree(mark(text)), 0)] == expected, why


def _of(mark: Callable[..., Marked], text: str) -> tuple[Unit, ...]:
    return units(Tree(mark(text)), 0)


def test_a_quotation_and_its_frame_are_two_parts_where_the_frame_says_something(mark: Callable[..., Marked]) -> None:
    text = "Defending the costly repairs in a packed town hall, the mayor said: “The old bridge would have killed somebody next winter.”"
    kinds = {unit.span.text: unit.kind for unit in _of(mark, text)}
    assert kinds.get("The old bridge would have killed somebody next winter") == "quotation", kinds


def test_parts_lie_in_their_sentence_and_hold_every_word_that_tells(mark: Callable[..., Marked]) -> None:
    for text, _, why in CUT:
        page = mark(text)
        found = units(Tree(page), 0)
        whole = page.page.sentences[0].span
        assert all(whole.start <= unit.span.start < unit.span.end <= whole.end for unit in found), why
        assert all(page.page.article.text[unit.span.start : unit.span.end] == unit.span.text for unit in found), why
        assert all(unit.words for unit in found), why
        assert (len(found) == 1) == found[0].whole, why


def test_a_page_without_a_parse_is_left_whole() -> None:
    from .invented import GAZETTE, article

    page = article("a", GAZETTE)
    assert [units(Tree(page), n)[0].span for n in range(len(GAZETTE))] == [s.span for s in page.page.sentences]
