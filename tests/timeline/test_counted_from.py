"""What the days of an event are counted from: publication, a dateline, a day named with its year anywhere in the pile, siblings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Marked

SATURDAY, SUNDAY = "2026-05-16", "2026-05-17"
Mark = Callable[..., Marked]


@pytest.mark.parametrize(
    "text, published, earliest, latest, reason",
    [
        (
            "The lease of the Lisbon yard expires on 29 May.",
            SATURDAY,
            "2026-05-29",
            "2026-05-29",
            "fixed beforehand: the present tense",
        ),
        (
            "The trial of Pedro Gomes in Lisbon begins on Monday.",
            SATURDAY,
            "2026-05-18",
            "2026-05-18",
            "the same with a weekday",
        ),
        ("Marta Olsen left the party last week.", SATURDAY, "2026-05-04", "2026-05-10", "the ISO week before"),
        (
            "Marta Olsen left the party last week.",
            SUNDAY,
            "2026-05-04",
            "2026-05-16",
            "on a Sunday, the week that ends is last week for some",
        ),
    ],
)
def test_counted(mark: Mark, text: str, published: str, earliest: str, latest: str, reason: str) -> None:
    (event,) = timeline.events([mark(text, published=published)], (), ())
    assert (event.earliest, event.latest) == (earliest, latest), reason


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Marta Olsen opens the Lisbon fair on Tuesday.", "captions tell in the present what has been"),
        ("In May, Marta Olsen left the party.", "nobody names the month of writing so; it may be last year's"),
        ("“Marta Olsen left the party on Tuesday,” the letter said.", "the day of the letter is not known"),
        ("Marta Olsen flew to Lisbon for the weekend.", "for how long is not when"),
        (
            "Ten bakers of Lisbon will march on Monday, a few on Tuesday and Rui Costa, the last, on Wednesday.",
            "no day is that of all",
        ),
        ("The mass shooting in Lisbon Thursday night will not delay the vote of Parliament.", "the night of the shooting"),
    ],
)
def test_not_placed(mark: Mark, text: str, reason: str) -> None:
    events = timeline.events([mark(text, published=SATURDAY)], (), ())
    assert [e.what for e in events if (e.earliest or "") != "2026-05-18"] == [], reason


def test_that_night_is_near_the_day_that_was_named(mark: Mark) -> None:
    filler = "The abbey was quiet. The bishop slept. Nobody came. The bells rang. "
    near = timeline.events(
        [mark("Marta Olsen fell on Tuesday. Pedro Gomes left Lisbon that night.", published=SATURDAY)], (), ()
    )
    far = timeline.events(
        [mark(f"Marta Olsen fell on Tuesday. {filler}Pedro Gomes left Lisbon that night.", published=SATURDAY)], (), ()
    )
    assert [e.earliest for e in near if "Gomes" in e.what] == ["2026-05-12"]
    assert [e.earliest for e in far if "Gomes" in e.what] == [], "another night may be meant"


def test_the_year_that_a_sibling_names(mark: Mark) -> None:
    pile = [
        mark("Marta Olsen left the abbey on Sept. 6, 2024.", id="a", published=SATURDAY),
        mark("On Sept. 6, Pedro Gomes entered the abbey.", id="b", published=SATURDAY),
    ]
    events = timeline.events(pile, (), ())
    assert {e.earliest for e in events} == {"2024-09-06"}
    assert any("named with the year 2024 elsewhere" in e.because for e in events)


def test_dateline_of_an_undated_article(mark: Mark) -> None:
    pile = [
        mark("The abbey was quiet.", id="a", published="2026-06-30"),
        mark("LISBON, May 16 (Lusa) - Marta Olsen met the bishop in Porto on Tuesday.", id="b"),
    ]
    (event,) = timeline.events(pile, (), ())
    assert (event.earliest, "the dateline of the article" in event.because) == ("2026-05-12", True)


def test_a_sibling_of_a_week_before_does_not_count(mark: Mark) -> None:
    """No report of Monday calls the Tuesday six days back "Tuesday"; so the undated one is of the other sibling's day."""
    pile = [
        mark("The abbey was quiet.", id="a", published="2026-05-11"),
        mark("The abbey was loud.", id="b", published="2026-05-12"),
        mark("Marta Olsen met the bishop in Lisbon on Tuesday.", id="c"),
    ]
    (event,) = timeline.events(pile, (), ())
    assert event.earliest == "2026-05-12"
