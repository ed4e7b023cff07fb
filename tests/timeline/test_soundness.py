"""Phrases that would say what the article does not: each row is a way in which a shortened clause goes wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Marked

SATURDAY = "2026-05-16"
Mark = Callable[..., Marked]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("The bureau called his lawyer on Tuesday.", "whose lawyer?"),
        ("Marta Olsen said on Tuesday that is up to Lisbon.", "what is up to it?"),
        ("Judge Marta Olsen allowed them to consider the lease on Tuesday.", "whom?"),
        ("Marta Olsen chose Pedro Gomes in Lisbon after he left the bank on Tuesday.", "either may have left"),
        ("Portugal, Malta and Cyprus, which in 1994 was short of grain, has recovered.", "only the last of them"),
        ("Lisbon did so on Tuesday, as Porto did in a case last week.", "what, is told elsewhere"),
        ("A statement of the abbey was issued on Tuesday.", "that something was said is no event"),
        ("Marta Olsen's statement came on Tuesday.", "it says nothing"),
        ("Pedro Gomes, an official of the Lisbon bank who has testified last week, left.", "the perfect and a day gone by"),
        ("The flight from Lisbon left on May 12, 2026.", "parsed as if it had been left"),
        ("Marta Olsen was told of an offer, according to a Tuesday night Lisbon Herald report.", "the day of the report"),
    ],
)
def test_left_out(mark: Mark, text: str, reason: str) -> None:
    assert [event.what for event in timeline.events([mark(text, published=SATURDAY)], (), ())] == [], reason


@pytest.mark.parametrize(
    "text, what, reason",
    [
        (
            "Marta Olsen urged Pedro Gomes on Tuesday to “bring an end to the strike of the Lisbon yard.”",
            "Marta Olsen urged Pedro Gomes to bring an end to the strike of the Lisbon yard",
            "what is quoted is what was urged",
        ),
        (
            "Marta Olsen called for a quick end to the strike in Lisbon on Tuesday.",
            "Marta Olsen called for a quick end to the strike in Lisbon",
            "for governs what was called for",
        ),
        (
            "A senior official said Tuesday that A.B.I. agents had searched the Lisbon yard.",
            "A senior official said that A.B.I. agents had searched the Lisbon yard",
            "the I of an abbreviation is nobody",
        ),
        (
            "LISBON (Reuters) – Ana Reis has sent a list of questions to the mayor, the Lisbon Post reported Friday.",
            "The Lisbon Post reported: Ana Reis has sent a list of questions to the mayor",
            "the dateline is nobody's subject",
        ),
        (
            "Marta Olsen said on Tuesday that she would resign if Pedro Gomes wins.",
            "Marta Olsen said that she would resign if Pedro Gomes wins",
            "the condition stays",
        ),
        (
            "On Tuesday, the Lisbon Post broke the story that Marta Olsen had sold the old yard in Porto to a ring of smugglers from Setubal.",
            "The Lisbon Post broke the story that Marta Olsen had sold the old yard in Porto to a ring of smugglers from Setubal",
            "what the story tells",
        ),
    ],
)
def test_kept_whole(mark: Mark, text: str, what: str, reason: str) -> None:
    assert what in [event.what for event in timeline.events([mark(text, published=SATURDAY)], (), ())], reason
