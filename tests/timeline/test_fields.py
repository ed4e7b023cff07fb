"""What an event carries beside its words: its number, its action and type, the words that date it, and what they say besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Event, Marked

SATURDAY = "2026-05-16"
Mark = Callable[..., Marked]


def one(mark: Mark, text: str) -> Event:
    (event,) = timeline.events([mark(text, published=SATURDAY)], (), ())
    return event


@pytest.mark.parametrize(
    "text, action, kind, reason",
    [
        ("Marta Olsen met Pedro Gomes on Tuesday.", "met", "CONSULT", "the verb"),
        ("Marta Olsen is scheduled to meet Pedro Gomes on Tuesday.", "met", "CONSULT", "what is planned, not the planning"),
        ("Marta Olsen objected to the lease of Lisbon on Tuesday.", "objected to", "REJECT", "the verb with its preposition"),
        ("Pedro Gomes was arrested in Lisbon on Tuesday.", "was arrested", "COERCE", "the passive"),
        ("Marta Olsen did not meet Pedro Gomes on Tuesday.", "did not meet", None, "what was not done has no type"),
        ("Marta Olsen resigned on Tuesday.", "resigned", None, "no type of PLOVER fits"),
    ],
)
def test_action(mark: Mark, text: str, action: str, kind: str | None, reason: str) -> None:
    event = one(mark, text)
    assert (event.action, event.type) == (action, kind), reason


@pytest.mark.parametrize(
    "text, modifier, words",
    [
        ("Marta Olsen met Pedro Gomes on Tuesday.", None, "Tuesday"),
        ("Marta Olsen met Pedro Gomes late Tuesday.", "end", "late Tuesday"),
        ("Marta Olsen met Pedro Gomes in early February.", "start", "early February"),
        ("Marta Olsen met Pedro Gomes around March 3, 2026.", "about", "March 3, 2026"),
    ],
)
def test_time(mark: Mark, text: str, modifier: str | None, words: str) -> None:
    event = one(mark, text)
    assert (event.modifier, [span.text for span in event.time]) == (modifier, [words])


def test_numbered_in_order(mark: Mark) -> None:
    text = "Marta Olsen resigned on Thursday. Pedro Gomes was arrested in Lisbon on Tuesday. Ana Reis will sue the abbey next week."
    events = timeline.events([mark(text, published=SATURDAY)], (), ())
    assert [event.id for event in events] == ["e1", "e2", "e3"]
    assert [event.earliest for event in events] == sorted(event.earliest or "" for event in events)
