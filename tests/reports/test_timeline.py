"""`retold timeline`: days, conflicts, what could not be placed, and who did what to whom."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from retold.model import Divergence, Event, Granularity, Interaction, Modifier, Reading, Report, Span, Status, Story
from retold.reports import card, deeds, dumps
from retold.reports.outline import sheet
from retold.reports.sections import Item, Limits
from retold.reports.wording import Places, when


def items(report: Report, heading: str, limits: Limits | None = None) -> tuple[Item, ...]:
    (told,) = sheet(report, "timeline", limits).outlines
    return next((section.items for section in told.sections if section.heading == heading), ())


def test_the_first_line_counts_events_and_conflicts(cranes: Report) -> None:
    first = card(cranes, 120, name="timeline").splitlines()[0]
    assert first == "TIMELINE  3 articles · 1 story · 2 dated events (1 with conflicting days) · 3 interactions"


def test_an_event_is_told_with_its_status_and_the_words_that_date_it(cranes: Report) -> None:
    first, _ = items(cranes, "Timeline")
    assert first == Item("early May 2026", "Brandt warned the harbour master (claimed) [A3] · dated by “In early May”")


def test_a_conflict_stands_under_its_event(cranes: Report) -> None:
    _, second = items(cranes, "Timeline")
    assert second.text == "The harbour is to close (planned) [A2 B3]"
    assert second.beneath == (("conflict", "on Monday (18 May 2026) [A2]"), ("conflict", "on Tuesday (19 May 2026) [B3]"))
    assert "conflict  on Monday (18 May 2026) [A2]" in card(cranes)


def test_what_nothing_dates_is_listed(cranes: Report) -> None:
    assert [item.text for item in items(cranes, "Could not be placed")] == ["Nobody was hurt [C3]"]


def test_no_event_is_said_and_not_left_blank(cranes: Report, crane: Story) -> None:
    bare = replace(cranes, stories=(replace(crane, timeline=(), interactions=()),))
    assert [item.text for item in items(bare, "Timeline")] == ["No event could be dated."]


DEEDS = [
    ("an open claim, dated by its event", "early May 2026", "Oda Brandt warned the harbour master (claimed) [A3] · THREATEN"),
    ("a topic, two articles", "Mon 18 May 2026", "Oda Brandt told the harbour master · it would close [A2 B3] · CONSULT"),
    ("a deed denied, no date, no type", "no date", "the harbour master met the union (told as not done) [B4]"),
]


@pytest.mark.parametrize("number", range(len(DEEDS)), ids=[row[0] for row in DEEDS])
def test_an_interaction_says_who_did_what_to_whom(cranes: Report, number: int) -> None:
    reason, label, text = DEEDS[number]
    assert items(cranes, "Who did what to whom")[number] == Item(label, text), reason


NEGATED: list[tuple[Status, str]] = [
    ("happened", "met the union (told as not done)"),
    ("claimed", "met the union (claimed as not done)"),
    ("planned", "met the union (planned not to be done)"),
    ("conditional", "met the union (not done, on a condition)"),
]


@pytest.mark.parametrize("status, says", NEGATED, ids=[row[0] for row in NEGATED])
def test_a_deed_denied_is_never_told_as_done(cranes: Report, crane: Story, status: Status, says: str) -> None:
    denied = replace(crane.interactions[2], status=status)
    (item,) = items(replace(cranes, stories=(replace(crane, interactions=(denied,)),)), "Who did what to whom")
    assert item.text == f"the harbour master {says} [B4]"


def test_the_day_of_a_conflict_is_written_as_the_others(cranes: Report, crane: Story) -> None:
    warned, close, hurt = crane.timeline
    told = replace(close, conflicts=(Reading("“2026-05-01” (2026-05-18)", close.spans[:1]), close.conflicts[1]))
    _, second = items(replace(cranes, stories=(replace(crane, timeline=(warned, told, hurt)),)), "Timeline")
    assert second.beneath[0] == ("conflict", "“2026-05-01” (18 May 2026) [A2]")


def test_a_denial_in_the_action_is_not_denied_twice(cranes: Report, crane: Story) -> None:
    denied = replace(crane.interactions[2], action="did not meet")
    found = items(replace(cranes, stories=(replace(crane, interactions=(denied,)),)), "Who did what to whom")
    assert found[0].text == "the harbour master did not meet the union [B4]"


def test_the_card_leaves_the_types_out(cranes: Report) -> None:
    assert "WHO DID WHAT TO WHOM" in card(cranes)
    assert "CONSULT" not in card(cranes)


def test_the_card_leaves_out_what_was_told_to_an_outlet(cranes: Report, crane: Story) -> None:
    told = replace(crane.interactions[1], id="i4", patient="The Quay", topic=None)
    more = replace(cranes, stories=(replace(crane, interactions=(*crane.interactions, told)),))
    assert "Oda Brandt told The Quay" not in card(more)
    assert "Oda Brandt told The Quay" in card(more, name="timeline")


def test_few_interactions_are_the_most_told(cranes: Report) -> None:
    (only,) = items(cranes, "Who did what to whom", Limits(entries=1))
    assert only.label == "Mon 18 May 2026"


def test_parties_are_named_with_what_they_are_called(cranes: Report) -> None:
    assert [item.text for item in items(cranes, "Who they are")] == ["Oda Brandt: Mayor [A2]"]


def test_a_day_is_printed_once_in_its_column(cranes: Report, crane: Story) -> None:
    first, second, third = crane.timeline
    again = replace(first, id="e4", what="The master laughed")
    shown = card(replace(cranes, stories=(replace(crane, timeline=(first, again, second, third)),)), name="timeline")
    assert shown.split("COULD NOT")[0].count("early May 2026") == 1


def test_the_json_has_the_fields_of_the_command(cranes: Report) -> None:
    (story,) = json.loads(dumps(cranes, name="timeline"))["stories"]
    assert set(story) == {"id", "title", "articles", "timeline", "interactions", "actors"}
    assert set(story["articles"][0]) == {"id", "path", "outlet", "published"}
    assert len(story["timeline"][1]["conflicts"]) == 2


WHEN: list[tuple[str, str | None, str | None, Granularity | None, Modifier | None, str]] = [
    ("a day", "2026-05-18", "2026-05-18", "day", None, "Mon 18 May 2026"),
    ("some days", "2026-05-01", "2026-05-10", "span", None, "1–10 May 2026"),
    ("the start of a month", "2026-05-01", "2026-05-10", "month", "start", "early May 2026"),
    ("the middle of a month", "2026-05-11", "2026-05-20", "month", "mid", "mid-May 2026"),
    ("the end of a year", "2026-09-01", "2026-12-31", "year", "end", "late 2026"),
    ("the start of a week is given in days", "2026-05-18", "2026-05-19", "week", "start", "18–19 May 2026"),
    ("about a day", "2026-05-18", "2026-05-18", "day", "about", "about Mon 18 May 2026"),
    ("a year that is none of the calendar", "2022-09-12", "2023-09-12", "year", "about", "about Sep 2022 – Sep 2023"),
    ("a year of the calendar", "2022-01-01", "2022-12-31", "year", "about", "about 2022"),
    ("about an hour of a day", "2026-05-18", "2026-05-18", "hour", "about", "Mon 18 May 2026"),
    ("a modifier that has no day to stand at", None, None, "month", "start", "undetermined"),
    ("an open beginning", None, "2026-05-18", "day", "before", "by 18 May 2026"),
]


@pytest.mark.parametrize("reason, earliest, latest, unit, modifier, expected", WHEN, ids=[row[0] for row in WHEN])
def test_a_time_is_told_as_people_write_it(
    reason: str, earliest: str | None, latest: str | None, unit: Granularity | None, modifier: Modifier | None, expected: str
) -> None:
    event = Event(earliest, latest, unit, "happened", "x", (), (), None, (Span("a", 0, 1, "x"),), modifier=modifier)
    assert when(event) == expected, reason


SHOWN = [  # what is told, as it is shown, why
    (
        {"action": "gave to", "topic": "the keys"},
        "Oda Brandt gave the keys to the harbour master",
        "what is given stands first",
    ),
    (
        {"action": "sent to", "topic": "that it would close"},
        "Oda Brandt sent to the harbour master · that it would close",
        "a clause is nothing given",
    ),
    (
        {"action": "met", "patient": "Oda Brandt’s master"},
        "Oda Brandt met Oda Brandt’s master",
        "no telling says whose it is in short",
    ),
]


@pytest.mark.parametrize(("changes", "words", "why"), SHOWN, ids=[row[-1] for row in SHOWN])
def test_what_is_given_and_whose_it_is(cranes: Report, crane: Story, changes: dict[str, str], words: str, why: str) -> None:
    first, *_ = crane.interactions
    shown = replace(cranes, stories=(replace(crane, interactions=(replace(first, **changes),)),))
    assert items(shown, "Who did what to whom")[0].text.startswith(words), why


def test_the_doers_own_people_are_not_named_twice(cranes: Report, crane: Story) -> None:
    first, *_ = crane.interactions
    own = Span("p", 0, 28, "Oda Brandt met her advisers.")
    deed = replace(first, action="met", patient="Oda Brandt’s advisers", spans=(own,))
    text = deeds.interactions(replace(crane, interactions=(deed,)), 1, Places(crane)).items[0].text
    assert text.startswith("Oda Brandt met her advisers")


@pytest.mark.parametrize(
    "topic, kind, said",
    [
        ("a sale without the crew’s consent", "polarity", True),
        ("a sale", "polarity", False),  # the deed is not about what is disputed
        ("a sale without the crew's consent", "number", False),  # no reversal
    ],
)
def test_a_deed_says_where_what_it_was_about_is_told_the_other_way_round(
    crane: Story, topic: str, kind: str, said: bool
) -> None:
    one, other = (Span(crane.articles[n].id, 0, 12, crane.articles[n].text[:12]) for n in (0, 1))
    readings = (Reading("without the crew's consent", (one,)), Reading("with the crew's consent", (other,)))
    apart = Divergence("d9", kind, "critical", "finding", None, "", "", readings)
    deed = Interaction(
        "i9", "Ada", "objected to", "Bo", None, "happened", False, False, topic, None, None, None, (one, other), ""
    )
    assert deeds.disputed(replace(crane, divergences=(apart,)), deed) is said
