"""What a statement rests on, from records made by hand: which statement is meant, what is shown of it, and what speaks against it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold.model import Edge, Report, Story
from retold.reports.why import card, markdown, why

MEANT = [
    ("d1", "d1", "an id"),
    ("s1:d1", "d1", "an id with its story"),
    ("s1 d1", "d1", "the same with a blank"),
    ("REVERSED 1", "d1", "a finding's label and number"),
    ("reversed", "d1", "a label alone, in small letters"),
    ("c2", "c2", "the id of a claim"),
    ("B2", "B2", "a place, not a claim"),
    ("count", "count", "the count"),
    ("how many origins", "count", "the count in words"),
    ("The Quay", "origin 1", "an origin that is not in the pile"),
    ("A from the Quay", "x1>A", "an edge from a lost source"),
    ("x1 -> B", "x1>B", "an edge by ids"),
    ("A", "A", "an article"),
    ("without delay", "d1", "words of a reading"),
    ("nobody else there", "c2", "words of a claim, not in their order"),
    ("“Nobody else was there.”", "c2", "a claim in quotation marks, as the card has it"),
    ("council met", "", "words of an event, which has no id here"),
]


@pytest.mark.parametrize("asked, name, reason", MEANT, ids=[row[2] for row in MEANT])
def test_what_is_meant(report: Report, asked: str, name: str, reason: str) -> None:
    told = why(report, asked)
    assert told.asked == asked
    assert told.answers[0].id == name, reason


def test_the_origins_are_told_with_their_count(report: Report) -> None:
    assert [answer.kind for answer in why(report, "origins").answers] == ["count", "origin"]


AGAINST = [
    ("count", "The number could not be told: it lies between 1 and 2.", "an interval"),
    ("count", "Whether B took it from A.", "what the story says is undetermined"),
    ("origin 1", "Its text is not in the pile", "an origin that nobody has read"),
    ("x1>B", "How often such edges are right was not measured.", "an edge without support"),
    ("x1>A", "x1 is The Quay, not in the pile", "an end that is inferred"),
    ("c1", "REVERSED without delay / with delay (d1).", "a claim on which tellings differ"),
]


@pytest.mark.parametrize("asked, says, reason", AGAINST, ids=[row[2] for row in AGAINST])
def test_what_speaks_against_it_is_said(report: Report, asked: str, says: str, reason: str) -> None:
    (answer,) = why(report, asked).answers
    assert any(says in text for text in answer.against), reason


def test_support_and_rival_are_told(report: Report) -> None:
    (likely,), (rivalled,) = why(report, "x1>A").answers, why(report, "x1>B").answers
    assert (likely.support, likely.rival) == (0.87, None)
    assert (rivalled.support, rivalled.rival) == (None, "B from A")
    assert "0.87 (likely)" in card(why(report, "x1>A"))


def test_what_is_less_likely_than_not_is_never_stated(report: Report, story: Story) -> None:
    first, second = story.lineage.edges
    doubtful = replace(story, lineage=replace(story.lineage, edges=(first, replace(second, support=0.31))))
    doubted = replace(report, stories=(doubtful,))
    (answer,) = why(doubted, "x1>B").answers
    assert answer.against[0] == "The card does not state it: it is less likely than not."
    assert "not stated: support 0.31" in answer.statement
    assert "could not be told (support 0.31)" in " ".join(why(doubted, "B").answers[0].because)


def test_a_way_through_a_lost_source_is_told_edge_by_edge(report: Report, story: Story) -> None:
    first, second = story.lineage.edges
    longer = (first, replace(second, parent="a"))
    told = why(replace(report, stories=(replace(story, lineage=replace(story.lineage, edges=longer)),)), "B from the Quay")
    assert [answer.id for answer in told.answers] == ["A>B", "x1>A"]


def test_an_edge_that_leads_in_a_circle_ends(report: Report, story: Story) -> None:
    first, second = story.lineage.edges
    circle = (first, second, Edge("b", "x1", "also", None, None, "x", ()))
    told = why(replace(report, stories=(replace(story, lineage=replace(story.lineage, edges=circle)),)), "A from B")
    assert [answer.id for answer in told.answers] == ["x1>A", "B>x1"]


def test_of_two_stories_the_one_that_is_named_answers(report: Report, story: Story) -> None:
    second = replace(story, id="s2", title="Another")
    both = replace(report, stories=(story, second))
    first, named = why(both, "d1"), why(both, "s2:d1")
    assert (first.answers[0].story, [it.story for it in first.others]) == ("s1", ["s2"])
    assert (named.answers[0].story, named.others) == ("s2", ())
    assert "s2:d1" in card(first)


def test_words_shown_are_the_articles_own_with_braces(report: Report) -> None:
    flat = " ".join(card(why(report, "d1"), 100).split())
    assert "The council said {without delay} that it agreed, the Quay reported." in flat
    assert "The council said {with delay} that it agreed." in flat


CREDITS = [
    ("p#1", "The way it came: The Quay → a pilot.", "because", "a chain"),
    ("p#1", "B: one became two", "against", "another telling that credits less exactly"),
    ("q#1", "Not named in that sentence: The Quay.", "against", "a link that the sentence does not name"),
    ("p#4", "Who it is could not be told.", "against", "nobody is named"),
    ("k1", "Both tell that the crane was rusty.", "because", "a way that information came"),
    ("e2", "The tellings do not agree on the day.", "against", "an event in conflict"),
    ("e3", "Nothing dates it.", "against", "an event without a day"),
    ("e1", "It is told as somebody’s words; no article tells it in its own voice.", "because", "a claimed event"),
    ("i3", "It is told as not done.", "against", "a deed denied"),
]


@pytest.mark.parametrize("asked, says, where, reason", CREDITS, ids=[row[3] for row in CREDITS])
def test_credits_events_and_deeds(cranes: Report, asked: str, says: str, where: str, reason: str) -> None:
    (answer,) = why(cranes, asked).answers
    assert any(says in text for text in getattr(answer, where)), reason


def test_a_sentence_tells_who_else_tells_it(cranes: Report) -> None:
    (answer,) = why(cranes, "C1").answers
    assert "is told by A and B too" in answer.because[0]
    assert [it.place for it in answer.grounds[1].passages] == ["A1", "B1"]


HOSTILE = "\x1b[31mred\x07 <script>alert(1)</script> \u202egnirts"


@pytest.mark.parametrize("asked", [HOSTILE, "", " ", "s9:d1", "“”", "((", "REVERSED 99", ">", "from", "A from", "\\"])
def test_any_question_is_answered_without_an_error(report: Report, asked: str) -> None:
    told = why(report, asked)
    assert "\x1b" not in card(told)
    assert "<script>" not in markdown(told)
    assert told == why(report, asked)


def test_names_that_move_the_cursor_do_not(report: Report, story: Story) -> None:
    origins = (replace(story.origins[0], name=HOSTILE),)
    claims = (replace(story.claims[0], id=HOSTILE), *story.claims[1:])
    spoilt = replace(report, stories=(replace(story, origins=origins, claims=claims),))
    for asked in ("count", "origins", "A1", "without delay", HOSTILE):
        shown = card(why(spoilt, asked))
        assert not {"\x1b", "\x07", "\u202e"}.intersection(shown), asked


def test_a_report_without_a_story_says_so(report: Report) -> None:
    assert why(replace(report, stories=()), "d1").because == "the report has no story"
