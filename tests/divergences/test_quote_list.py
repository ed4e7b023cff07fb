"""The list of a story's quotations: one row an utterance, its speaker by the fullest name, and two people's words kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import credits as credit_room
from retold import divergences
from retold.model import Alignment, Marked, Quote


@pytest.fixture(scope="module")
def listed(mark: Callable[..., Marked]) -> Callable[..., tuple[Quote, ...]]:
    """`listed("first telling", ...)`: the quotations of texts a, b, ..., no sentences linked."""

    def quoted(*texts: str) -> tuple[Quote, ...]:
        pages = [mark(text, id="abcdefgh"[n]) for n, text in enumerate(texts)]
        said = [credit for page in pages for credit in credit_room.find(page)]
        return divergences.quotes(pages, Alignment((), ()), said)

    return quoted


WORDS = "“The harbour was sold behind our backs,” {} said on Monday."

SPEAKERS = [
    (("Ada Brandt", "Ada Brandt"), "Ada Brandt", "both name her"),
    (("Ada Brandt", "Brandt"), "Ada Brandt", "the fullest form of one name"),
    (("Brandt", "Ada Brandt"), "Ada Brandt", "whichever comes first"),
    (("Ada Brandt", "the mayor"), "Ada Brandt", "a name before a role"),
    (("the mayor", "the mayor"), "the mayor", "a role where nobody is named"),
]


@pytest.mark.parametrize(("sources", "expected", "why"), SPEAKERS, ids=[row[-1] for row in SPEAKERS])
def test_speaker(listed: Callable[..., tuple[Quote, ...]], sources: tuple[str, ...], expected: str, why: str) -> None:
    (quote,) = listed(*(WORDS.format(source) for source in sources))
    assert quote.speaker is not None, why
    assert quote.speaker.lower() == expected.lower(), why


def test_nobody_is_made_up(listed: Callable[..., tuple[Quote, ...]]) -> None:
    (quote,) = listed("The sign on the quay read “closed to all ships until further notice” on Monday.")
    assert quote.speaker is None


def test_wordings_of_one_utterance_are_one_row(listed: Callable[..., tuple[Quote, ...]]) -> None:
    (quote,) = listed(
        "“The harbour was sold behind our backs and we will fight it,” Ada Brandt said.",
        "“The harbour was sold behind our backs,” Brandt said.",
        "“The harbour was sold behind our backs and we shall fight it,” Ada Brandt said.",
    )
    assert len(quote.readings) == 3


def test_like_words_of_two_people_are_two_rows(listed: Callable[..., tuple[Quote, ...]]) -> None:
    rows = listed(
        "“We totally reject the new lease,” Ada Brandt said.", "“They totally reject the new lease,” Piet Oldham said."
    )
    assert sorted(str(row.speaker) for row in rows) == ["Ada Brandt", "Piet Oldham"]


def test_the_order_of_the_pile_does_not_matter(mark: Callable[..., Marked]) -> None:
    pages = [
        mark(WORDS.format(source), id=name) for name, source in (("a", "Ada Brandt"), ("b", "Brandt"), ("c", "Piet Oldham"))
    ]
    said = [credit for page in pages for credit in credit_room.find(page)]
    assert divergences.quotes(pages, Alignment((), ()), said) == divergences.quotes(pages[::-1], Alignment((), ()), said[::-1])
