"""Whom a telling credits that is only a part of its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import credits
from retold.model import Claim, Marked, Span

SOURCED = (
    "A former adviser told the Merrow Courier that the council feared the union of pilots, which the mayor regards as a cartel."
)
PLAIN = "The council feared the union of pilots, which the mayor regards as a cartel."

PARTS = [
    (
        "the council feared the union of pilots",
        "The council feared the union of pilots",
        "dropped",
        "the clause that is credited",
    ),
    ("which the mayor regards as a cartel", "which the mayor regards as a cartel", None, "may be the article's own remark"),
]


def _span(one: Marked, words: str) -> Span:
    at = one.page.article.text.index(words)
    return Span(one.page.article.id, at, at + len(words), words)


@pytest.mark.parametrize(("left", "right", "expected", "why"), PARTS, ids=[row[-1] for row in PARTS])
def test_a_change_of_credit_in_a_clause(
    mark: Callable[..., Marked], left: str, right: str, expected: str | None, why: str
) -> None:
    pages = [mark(SOURCED, id="a"), mark(PLAIN, id="b")]
    said = tuple(credit for page in pages for credit in credits.find(page))
    claim = Claim("c1", left, (_span(pages[0], left), _span(pages[1], right)), kind="clause")
    (told,) = credits.tellings(pages, (claim,), said)
    assert [one.telling for one in told.credited] == list(claim.tellings)
    assert told.credited[0].credits, why
    assert told.credited[1].change == expected, f"{why}: {told.credited[1].because}"
