"""What is told only beside another event: "two days after the vote", "hours before the call"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Event, Marked

SATURDAY = "2026-05-16"
Mark = Callable[..., Marked]


def days(events: tuple[Event, ...]) -> dict[str, str | None]:
    return {event.what: event.earliest for event in events}


@pytest.mark.parametrize(
    "text, what, day, reason",
    [
        (
            "Marta Olsen had a tense call with Pedro Gomes on Tuesday. Two days after the call, Olsen resigned in Lisbon.",
            "Olsen resigned in Lisbon",
            "2026-05-14",
            "counted forward from the call",
        ),
        (
            "The council of Lisbon approved the lease on May 12. Pedro Gomes left the party the day before the council approved the lease.",
            "Pedro Gomes left the party",
            "2026-05-11",
            "counted back from a clause that says the same act",
        ),
        (
            "Marta Olsen met Pedro Gomes on Tuesday. Ana Reis flew to Lisbon hours after the meeting.",
            "Ana Reis flew to Lisbon",
            "2026-05-12",
            "hours after a day without an hour: that day",
        ),
        (
            "Marta Olsen will meet Pedro Gomes on Tuesday. Ana Reis will fly to Lisbon the day after the meeting.",
            "Ana Reis will fly to Lisbon",
            "2026-05-20",
            "a plan beside a plan",
        ),
    ],
)
def test_placed_beside(mark: Mark, text: str, what: str, day: str, reason: str) -> None:
    assert days(timeline.events([mark(text, published=SATURDAY)], (), ())).get(what) == day, reason


@pytest.mark.parametrize(
    "text, reason",
    [
        (
            "Marta Olsen met Pedro Gomes on Tuesday evening. Ana Reis flew to Lisbon hours after the meeting.",
            "hours after an evening may be the next day",
        ),
        ("Ana Reis flew to Lisbon two days after the meeting.", "the meeting is not placed"),
        (
            "Marta Olsen met Pedro Gomes on Tuesday. Marta Olsen met Rui Costa on Thursday. Ana Reis flew to Lisbon a day after the meeting.",
            "which meeting?",
        ),
        ("Marta Olsen met Pedro Gomes on Tuesday. Ana Reis flew to Lisbon soon after the meeting.", "soon is no distance"),
        (
            "Marta Olsen called for a vote on Tuesday. Ana Reis flew to Lisbon a day after the vote.",
            "calling for a vote is no vote",
        ),
    ],
)
def test_not_placed(mark: Mark, text: str, reason: str) -> None:
    events = timeline.events([mark(text, published=SATURDAY)], (), ())
    assert [e.what for e in events if "Reis" in e.what] == [], reason


def test_by_a_sibling(mark: Mark) -> None:
    pile = [
        mark("Marta Olsen had a tense call with Pedro Gomes on Tuesday.", id="a", published=SATURDAY),
        mark("A day after the call with Gomes, Marta Olsen resigned in Lisbon.", id="b", published=SATURDAY),
    ]
    (event,) = [e for e in timeline.events(pile, (), ()) if "resigned" in e.what]
    assert event.earliest == "2026-05-13"
    assert "the call, which is placed by" in event.because
    assert [span.text for span in event.time] == ["A day after"]
