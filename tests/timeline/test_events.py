"""The timeline: what a dated clause tells, when it lies, and which clauses are left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Claim, Event, Marked, Span

SATURDAY = "2026-05-16"
Mark = Callable[..., Marked]


def told(mark: Mark, text: str, published: str | None = SATURDAY) -> list[Event]:
    fields = {"published": published} if published else {}
    return list(timeline.events([mark(text, **fields)], (), ()))


@pytest.mark.parametrize(
    "text, what, day, status, reason",
    [
        (
            "Marta Olsen met the bishop in Lisbon on Tuesday.",
            "Marta Olsen met the bishop in Lisbon",
            "2026-05-12",
            "happened",
            "plain past",
        ),
        (
            "On Tuesday, Marta Olsen met the bishop.",
            "Marta Olsen met the bishop",
            "2026-05-12",
            "happened",
            "the date may open the sentence",
        ),
        (
            "Marta Olsen will meet the bishop on Tuesday.",
            "Marta Olsen will meet the bishop",
            "2026-05-19",
            "planned",
            "the tense turns it ahead",
        ),
        (
            "Marta Olsen is scheduled to meet the bishop on Tuesday.",
            "Marta Olsen is scheduled to meet the bishop",
            "2026-05-19",
            "planned",
            "so does scheduled",
        ),
        (
            "Marta Olsen could meet the bishop next week.",
            "Marta Olsen could meet the bishop",
            "2026-05-18",
            "conditional",
            "a modal",
        ),
        (
            "Marta Olsen did not meet the bishop on Tuesday.",
            "Marta Olsen did not meet the bishop",
            "2026-05-12",
            "happened",
            "the negation stays",
        ),
        (
            "Marta Olsen, who runs the abbey, met the bishop on Tuesday.",
            "Marta Olsen met the bishop",
            "2026-05-12",
            "happened",
            "a clause behind a comma goes",
        ),
        (
            "The mayor hoped for peace before Marta Olsen's address to Parliament on Tuesday.",
            "Marta Olsen's address to Parliament",
            "2026-05-12",
            "happened",
            "the date belongs to the address, not to the hoping",
        ),
        ("Marta Olsen resigned in 2019.", "Marta Olsen resigned", "2019-01-01", "happened", "a year is enough"),
        (
            "On Tuesday Marta Olsen went after the bishop's tax plan.",
            "Marta Olsen went after the bishop's tax plan",
            "2026-05-12",
            "happened",
            "the preposition belongs to the verb",
        ),
        (
            "Pedro Gomes, a retired sailor who was ousted from the council in March, kept quiet.",
            "Pedro Gomes was ousted from the council",
            "2026-03-01",
            "happened",
            "the name, not what he is called beside it",
        ),
    ],
)
def test_event(mark: Mark, text: str, what: str, day: str, status: str, reason: str) -> None:
    (event,) = told(mark, text)
    assert (event.what, event.earliest, event.status) == (what, day, status), reason


@pytest.mark.parametrize(
    "text, reason",
    [
        ("They met the bishop on Tuesday.", "nobody knows who they are"),
        ("Marta Olsen denied that she met the bishop on Tuesday.", "what is denied is no event"),
        ("Did Marta Olsen meet the bishop on Tuesday?", "a question states nothing"),
        (
            "Marta Olsen criticised the treatment of strikes by the Lisbon council in 2012.",
            "the year may be that of the strikes",
        ),
        ("Marta Olsen has denied the charges last week.", "the perfect does not go with a day gone by"),
        ("Marta Olsen met the bishop on Sunday.", "six days back is the weekday of tomorrow: an update or a plan"),
        ("Marta Olsen was scheduled to meet the bishop on Tuesday.", "a plan told in the past may lie on either side"),
        ("Marta Olsen met the bishop.", "no date"),
        ("A statement was issued on Tuesday.", "it says nothing"),
        ("Marta Olsen released an official statement on Tuesday.", "neither what it said nor about what"),
        ("The bishop rested before the meeting in Lisbon on Tuesday.", "whose meeting is not said"),
        ("Marta Olsen called on Tuesday to tell him that the abbey had closed.", "nobody knows who he is"),
        ("Marta Olsen apologised on Tuesday for a raid last month.", "last month holds only on the day of writing"),
    ],
)
def test_left_out(mark: Mark, text: str, reason: str) -> None:
    assert told(mark, text) == [], reason


def test_a_hedge_inside_is_not_the_outlets(mark: Mark) -> None:
    (event,) = told(mark, "Marta Olsen was arrested on Tuesday for allegedly robbing the abbey.")
    assert event.status == "happened", "the robbing is alleged, not the arrest"


def test_earlier_this_year_ends_today(mark: Mark) -> None:
    (event,) = told(mark, "Earlier this year, Marta Olsen left the abbey.")
    assert (event.earliest, event.latest) == ("2026-01-01", "2026-05-16")


def test_years_ago_are_rounded(mark: Mark) -> None:
    (event,) = told(mark, "Marta Olsen resigned two years ago.")
    assert (event.earliest, event.latest) == ("2023-11-16", "2024-11-16"), "half a year either way"


def test_a_condition_stays_in_the_words(mark: Mark) -> None:
    (event,) = told(mark, "If Marta Olsen wins the election in November, the abbey will close.")
    assert (event.what, event.status) == (
        "If Marta Olsen wins the election, the abbey will close",
        "conditional",
    ), "a condition says nothing without what hangs on it"


def test_nothing_in_nothing_out() -> None:
    assert timeline.events([], (), ()) == ()
    assert timeline.actors([]) == ()


def test_claimed_is_kept_apart(mark: Mark) -> None:
    events = told(mark, "Marta Olsen met the bishop on Tuesday, two monks said.")
    assert [e.status for e in events] == ["claimed"]


def test_who_whom_where(mark: Mark) -> None:
    (event,) = told(mark, "Marta Olsen met Pedro Gomes in Lisbon on Tuesday.")
    assert (event.who, event.whom, event.where) == (("Marta Olsen",), ("Pedro Gomes",), "Lisbon")


def test_hours_after(mark: Mark) -> None:
    text = (
        "Marta Olsen had a tense call with Pedro Gomes on Tuesday. The call came just hours after Gomes met Ana Reis in Lisbon."
    )
    meeting = next(e for e in told(mark, text) if "Reis" in e.what)
    assert (meeting.what, meeting.earliest) == ("Gomes met Ana Reis in Lisbon", "2026-05-12")
    assert "close before the call" in meeting.because


def test_without_any_date_nothing_is_placed(mark: Mark) -> None:
    assert told(mark, "Marta Olsen met the bishop in Lisbon on Tuesday.", published=None) == []


def test_an_undated_article_is_placed_by_its_sibling(mark: Mark) -> None:
    pile = [
        mark("The abbey was quiet.", id="a", published=SATURDAY),
        mark("Marta Olsen met the bishop in Lisbon on Tuesday.", id="b"),
    ]
    (event,) = timeline.events(pile, (), ())
    assert event.earliest == "2026-05-12"
    assert "the day of a" in event.because


def test_siblings_that_disagree_place_nothing(mark: Mark) -> None:
    pile = [
        mark("The abbey was quiet.", id="a", published=SATURDAY),
        mark("The abbey was loud.", id="b", published="2026-04-02"),
        mark("Marta Olsen met the bishop in Lisbon on Tuesday.", id="c"),
    ]
    assert timeline.events(pile, (), ()) == ()


def pile(mark: Mark) -> list[Marked]:
    return [
        mark("Marta Olsen issued a stern ultimatum to the abbey on Wednesday.", id="a", published=SATURDAY),
        mark("Olsen issued a new ultimatum to the abbey on Wednesday evening.", id="b", published=SATURDAY),
        mark("Marta Olsen issued a stern ultimatum to the abbey on Thursday.", id="c", published=SATURDAY),
    ]


def test_tellings_of_one_deed_are_put_together_and_their_days_kept_apart(mark: Mark) -> None:
    marked = pile(mark)
    claim = Claim("c1", "Olsen's ultimatum", tuple(m.page.sentences[0].span for m in marked))
    events = timeline.events(marked, [claim], ())
    assert [(e.earliest, e.latest, [s.article for s in e.spans]) for e in events] == [
        ("2026-05-13", "2026-05-13", ["a", "b", "c"])
    ]
    assert [(r.text, [s.article for s in r.spans]) for r in events[0].conflicts] == [
        ("“Wednesday”, “Wednesday evening” (2026-05-13)", ["a", "b"]),
        ("“Thursday” (2026-05-14)", ["c"]),
    ]


def test_what_one_states_and_another_passes_on_is_one_event(mark: Mark) -> None:
    marked = [
        mark("Marta Olsen met Pedro Gomes in Lisbon on Tuesday.", id="a", published=SATURDAY),
        mark("On Tuesday, Marta Olsen met Pedro Gomes over lunch, two monks said.", id="b", published=SATURDAY),
    ]
    (event,) = timeline.events(marked, (), ())
    assert ([s.article for s in event.spans], event.status) == (["a", "b"], "claimed"), "the more cautious reading stands"


RESTRICTED = [
    ("Olsen closed the bridge in Lisbon on Tuesday without a permit.", "without a permit", "the other says it too"),
    ("Olsen closed the bridge in Lisbon on Tuesday.", "", "the other says nothing of it"),
    ("Olsen closed the bridge in Lisbon on Tuesday with a permit.", "", "the other says the opposite"),
]


@pytest.mark.parametrize("other, kept, reason", RESTRICTED, ids=[row[-1] for row in RESTRICTED])
def test_a_restriction_stays_where_all_tell_it(mark: Mark, other: str, kept: str, reason: str) -> None:
    texts = ("Olsen closed the bridge in Lisbon on Tuesday without a permit.", other)
    marked = [mark(text, id=name, published=SATURDAY) for name, text in zip("ab", texts, strict=True)]
    (event,) = timeline.events(marked, (), ())
    assert event.what == f"Olsen closed the bridge in Lisbon {kept}".strip()


def test_order_of_the_pile_changes_nothing(mark: Mark) -> None:
    marked = pile(mark)
    assert timeline.events(marked, (), ()) == timeline.events(marked[::-1], (), ())
    assert timeline.actors(marked) == timeline.actors(marked[::-1])


def test_evidence_resolves(mark: Mark) -> None:
    marked = pile(mark)
    text = {m.page.article.id: m.page.article.text for m in marked}
    spans: list[Span] = [s for e in timeline.events(marked, (), ()) for s in e.spans]
    spans += [s for a in timeline.actors(marked) for s in a.spans]
    assert spans
    assert all(text[s.article][s.start : s.end] == s.text for s in spans)


def test_actors_count_every_form(mark: Mark) -> None:
    (marked,) = [mark("Marta Olsen met Pedro Gomes. Olsen spoke first. Olsen left.")]
    olsen = timeline.actors([marked])[0]
    assert (olsen.name, olsen.kind, olsen.variants) == ("Marta Olsen", "person", {"Olsen": 2, "Marta Olsen": 1})


def test_a_weekday_on_an_event_noun_under_a_future_verb_is_left_out(mark: Mark) -> None:
    """Tuesday's shooting lies behind, although what is told of it lies ahead; the words alone do not say which Tuesday."""
    assert told(mark, "Videos of Tuesday’s shooting of Marta Olsen in Lisbon will soon become public.") == []
