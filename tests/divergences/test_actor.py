"""Who did it to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import divergences
from retold.model import Alignment, Divergence, Marked

FAR = Alignment((), ())
SUED = "Halvorsen sued Castellanos over the stolen harbour lanterns in a Dublin court."


@pytest.mark.parametrize(
    ("other", "found", "why"),
    [
        (
            "Castellanos sued Halvorsen over the stolen harbour lanterns in a Dublin court.",
            ["exchanged"],
            "the roles are exchanged",
        ),
        (
            "Castellanos was sued by Halvorsen over the stolen harbour lanterns in a Dublin court.",
            [],
            "the passive turns the words only",
        ),
        ("Castellanos sued Halvorsen.", [], "nothing else says that it is the same suit"),
        ("Halvorsen sued Castellanos over the stolen harbour lanterns.", [], "the same"),
    ],
)
def test_roles(mark: Callable[..., Marked], other: str, found: list[str], why: str) -> None:
    pages = (mark(SUED, id="a"), mark(other, id="b"))
    assert [d.rule for d in divergences.find(pages, FAR, (), (), {}) if d.kind == "actor"] == found, why


def test_what_is_mutual_has_no_roles(mark: Callable[..., Marked]) -> None:
    left = mark("Halvorsen met Castellanos over the stolen harbour lanterns in a Dublin court.", id="a")
    right = mark("Castellanos met Halvorsen over the stolen harbour lanterns in a Dublin court.", id="b")
    assert [d for d in divergences.find((left, right), FAR, (), (), {}) if d.kind == "actor"] == []


@pytest.mark.parametrize(
    ("other", "found", "why"),
    [
        ("Oyelaran", ["doer"], "another doer in a sentence that is otherwise the same"),
        ("Halvorsen", [], "the same doer"),
        ("He", [], "a pronoun stands for whoever was named"),
    ],
)
def test_another_doer_in_a_near_copy(
    compare: Callable[..., tuple[Divergence, ...]], other: str, found: list[str], why: str
) -> None:
    told = "{} sold the stolen harbour lanterns to a brass dealer in Dublin on Friday."
    assert [d.rule for d in compare(told.format("Halvorsen"), told.format(other)) if d.kind == "actor"] == found, why
