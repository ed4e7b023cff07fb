"""Tellings of one deed on days that do not meet: one event that shows its conflict, and only where it is sure that the deed is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Claim, Event, Marked

SATURDAY = "2026-05-16"
Mark = Callable[..., Marked]


def told(mark: Mark, texts: list[str], published: list[str] | None = None) -> tuple[Event, ...]:
    """The timeline of one sentence an article, all of one claim."""
    days = published or [SATURDAY] * len(texts)
    marked = [mark(text, id=f"a{n}", published=day) for n, (text, day) in enumerate(zip(texts, days, strict=True))]
    claim = Claim("c1", "the claim", tuple(m.page.sentences[0].span for m in marked))
    return timeline.events(marked, [claim], ())


def test_the_days_that_most_tell(mark: Mark) -> None:
    (event,) = told(
        mark,
        [
            "Marta Olsen dismissed Pedro Gomes on Wednesday.",
            "Marta Olsen dismissed Pedro Gomes on Thursday.",
            "Marta Olsen dismissed Pedro Gomes on Thursday.",
        ],
    )
    assert (event.earliest, event.latest, len(event.spans)) == ("2026-05-14", "2026-05-14", 3)
    assert [reading.text for reading in event.conflicts] == ["“Wednesday” (2026-05-13)", "“Thursday” (2026-05-14)"]
    assert [[s.article for s in reading.spans] for reading in event.conflicts] == [["a0"], ["a1", "a2"]]


def test_one_against_one_spans_both(mark: Mark) -> None:
    (event,) = told(mark, ["Marta Olsen dismissed Pedro Gomes on Tuesday.", "Marta Olsen dismissed Pedro Gomes on Thursday."])
    assert (event.earliest, event.latest) == ("2026-05-12", "2026-05-14")


@pytest.mark.parametrize(
    "texts, published, reason",
    [
        (
            ["Marta Olsen praised the bakers on Wednesday.", "Marta Olsen praised the fire brigade on Thursday."],
            None,
            "two things that she praised",
        ),
        (
            ["Marta Olsen dismissed Pedro Gomes on Wednesday.", "Marta Olsen dismissed Ana Reis on Thursday."],
            None,
            "two whom she dismissed",
        ),
        (
            [
                "Marta Olsen met Pedro Gomes on Wednesday. She met Pedro Gomes again.",
                "Marta Olsen did not meet Pedro Gomes on Thursday.",
            ],
            None,
            "one denies it",
        ),
        (
            ["Marta Olsen dismissed Pedro Gomes on Tuesday.", "Marta Olsen dismissed Pedro Gomes on Tuesday."],
            [SATURDAY, "2026-05-23"],
            "the same weekday of two weeks may be a count that is off",
        ),
        (
            ["Marta Olsen dismissed Pedro Gomes yesterday.", "Marta Olsen dismissed Pedro Gomes on Thursday."],
            None,
            "yesterday may be off by a day",
        ),
    ],
)
def test_no_conflict(mark: Mark, texts: list[str], published: list[str] | None, reason: str) -> None:
    assert [event.conflicts for event in told(mark, texts, published) if event.conflicts] == [], reason


def test_order_changes_nothing(mark: Mark) -> None:
    texts = ["Marta Olsen dismissed Pedro Gomes on Wednesday.", "Marta Olsen dismissed Pedro Gomes on Thursday."]
    marked = [mark(text, id=f"a{n}", published=SATURDAY) for n, text in enumerate(texts)]
    claim = Claim("c1", "the claim", tuple(m.page.sentences[0].span for m in marked))
    assert timeline.events(marked, [claim], ()) == timeline.events(marked[::-1], [claim], ())
