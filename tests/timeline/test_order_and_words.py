"""The order of events within one day, and clauses whose words or days had misled a reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Event, Marked

FRIDAY = "2026-05-15"
Mark = Callable[..., Marked]


def told(mark: Mark, *texts: str, published: str = FRIDAY) -> list[Event]:
    marked = [mark(text, id="abc"[number], published=published) for number, text in enumerate(texts)]
    return list(timeline.events(marked, (), ()))


ORDER = [  # text, subjects in the order of time, why
    (
        "Ana Reis resigned on Tuesday evening. Peter Gomes opened the harbour on Tuesday morning. Tom Strand sued Norway at 3 p.m. on Tuesday.",
        ["Peter", "Tom", "Ana"],
        "parts of the day and hours",
    ),
    (
        "Zara Reis addressed the council on Tuesday. Anna Dahl had called Peter Gomes hours before the address to the council.",
        ["Anna", "Zara"],
        "hours before",
    ),
    ("Zara Reis resigned on Tuesday. Anna Dahl left the council on Tuesday.", ["Zara", "Anna"], "as the article tells them"),
    ("Zara Reis resigned late Tuesday. Anna Dahl left the council on Tuesday.", ["Anna", "Zara"], "late is behind the day"),
]


@pytest.mark.parametrize(("text", "first_words", "why"), ORDER, ids=[row[-1] for row in ORDER])
def test_events_of_one_day_stand_in_the_order_of_time(mark: Mark, text: str, first_words: list[str], why: str) -> None:
    assert [event.what.split()[0] for event in told(mark, text)] == first_words, why


def test_hours_before_is_told_as_before(mark: Mark) -> None:
    text = (
        "Zara Reis addressed the council on Tuesday. Anna Dahl had called Peter Gomes hours before the address to the council."
    )
    assert "close before the address" in told(mark, text)[0].because


WORDED = [  # text, what, why
    (
        "The Norwegian Prime Minister Ana Reis's right hand man and the Chilean official leading the talks about the release of the ships "
        "held in the northern harbour since spring had a call on Tuesday about the lease.",
        "The Norwegian Prime Minister Ana Reis's right hand man and the Chilean official had a call about the lease",
        "a long subject is cut to its head, so that the verb is seen",
    ),
    (
        "At a rally in Oslo on Tuesday, Ana Reis denounced the players who kneel.",
        "Ana Reis denounced the players who kneel",
        "what was done there is told, not the rally",
    ),
    (
        "Ana Reis testified on Tuesday before Judge Tom Strand about the harbour.",
        "Ana Reis testified before Judge Tom Strand about the harbour",
        "before a judge tells where",
    ),
]


@pytest.mark.parametrize(("text", "what", "why"), WORDED, ids=[row[-1] for row in WORDED])
def test_words(mark: Mark, text: str, what: str, why: str) -> None:
    assert [event.what for event in told(mark, text)] == [what], why


LEFT_OUT = [  # text, why
    ("Ana Reis continued to insert herself into the debate over the next year.", "a time that it took"),
    (
        "The trail of a rocket is seen from the city of Bergen on May 16.",
        "a caption, written where it was the next day already",
    ),
    (
        "In January 2025 Ana Reis wrote a memo. It was long. It was dull. It was read. "
        "In a call with the mayor on March 30, Ana Reis discussed the harbour.",
        "a day without a year in an article that tells of the months of another year",
    ),
]


@pytest.mark.parametrize(("text", "why"), LEFT_OUT, ids=[row[-1] for row in LEFT_OUT])
def test_what_cannot_be_placed(mark: Mark, text: str, why: str) -> None:
    days = [(event.earliest, event.latest) for event in told(mark, text)]
    assert not [day for day in days if (day[1] or "") >= "2026-01-01"], why


def test_earlier_is_not_early(mark: Mark) -> None:
    (event,) = told(mark, "Ana Reis met Peter Gomes earlier this year.")
    assert (event.earliest, event.latest, event.modifier) == ("2026-01-01", FRIDAY, None)


def test_a_year_ago_is_about(mark: Mark) -> None:
    (event,) = told(mark, "Ana Reis met Peter Gomes two years ago.")
    assert event.modifier == "about"


STATUS = [  # text, status, why
    (
        "A lawyer for the alleged victim told the Harbour Post on Thursday that she will sue Ana Reis.",
        "happened",
        "the victim is alleged",
    ),
    ("The alleged attack on Ana Reis shook the town on Tuesday.", "claimed", "the attack is alleged"),
]


@pytest.mark.parametrize(("text", "status", "why"), STATUS, ids=[row[-1] for row in STATUS])
def test_what_alleged_colours(mark: Mark, text: str, status: str, why: str) -> None:
    assert [event.status for event in told(mark, text)] == [status], why


SAME = [  # one telling, another, why they are one event
    (
        "An arbitrator denied the league’s request for a dismissal of the grievance last week.",
        "The league’s request to dismiss the grievance was rejected last week.",
        "acts of one type, with the same things, on the same days",
    ),
    (
        "In 2006, Maria Olsen established Greenpeace as a movement for the seas.",
        "Maria Olsen founded Greenpeace in 2006.",
        "done but once",
    ),
]


@pytest.mark.parametrize(("left", "right", "why"), SAME, ids=[row[-1] for row in SAME])
def test_one_event_in_other_words(mark: Mark, left: str, right: str, why: str) -> None:
    assert [len(event.spans) for event in told(mark, left, right)] == [2], why


TYPED = [  # text, type, why
    ("The mayor released a statement on Ana Reis on Tuesday.", None, "nobody is freed"),
    ("Norway released Ana Reis on Tuesday.", "RETREAT", "someone is freed"),
    ("The season of Ana Reis kicked off on Tuesday in Oslo.", None, "nobody is hit"),
]


@pytest.mark.parametrize(("text", "kind", "why"), TYPED, ids=[row[-1] for row in TYPED])
def test_types_of_what_is_done_to_people(mark: Mark, text: str, kind: str | None, why: str) -> None:
    assert [event.type for event in told(mark, text)] == [kind], why
