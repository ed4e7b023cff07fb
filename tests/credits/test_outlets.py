"""Which outlets an article credits, and which it only mentions: invented sentences, a reason a row."""

from __future__ import annotations

import pytest

from retold import credits

CREDITED = [
    ("The port will close, two officials told Axios on Friday.", ["Axios"], "told an outlet"),
    (
        "According to a Monday night New York Times report, the port will close.",
        ["The New York Times"],
        "according to, with words between",
    ),
    ("MERROW (Reuters) - The port will close.", ["Reuters"], "a dateline"),
    ("MERROW (Northlight) - The port will close.", ["Northlight"], "a dateline of an agency no list holds"),
    ("The port will close, the Merrow Courier reported.", ["Merrow Courier"], "an outlet no list holds"),
    (
        "The port will close, the Merrow Courier reported. An official told the Courier so.",
        ["Merrow Courier"],
        "its short form is the same",
    ),
    ("According to news site Harbourwatch, the port will close.", ["Harbourwatch"], "a describing word beside the name"),
    (
        "A copy of the lease was obtained by The Washington Post. The Post said it ran to nine pages.",
        ["The Washington Post"],
        "the Post",
    ),
    ("The port will close. Associated Press writer Jo Marsh contributed to this report.", ["Associated Press"], "a footer"),
    ("Copyright 2018 The Associated Press. All rights reserved.", ["Associated Press"], "a copyright line"),
    ("Brandt said on CNN’s “Lead” that the port would close.", ["CNN"], "said on air"),
    ("Brandt, appearing on Fox News Sunday, said the port would close.", ["Fox News Sunday"], "speaks on a programme"),
    (
        "North Korea's Harbour Ilbo newspaper reported that the port would close.",
        ["Harbour Ilbo"],
        "whose outlet it is, is no part of its name",
    ),
    ("The port will close, an official told the Merrow Daily News.", ["Merrow Daily News"], "a namesake in another town"),
    ("Officials told NBC News and the BBC that the port would close.", ["BBC", "NBC News"], "two joined by and"),
    (
        "Jo Marsh’s book “Low Water” tells of the port. Brandt is quoted in the book as calling it a ruin.",
        ['Jo Marsh, "Low Water" (book)'],
        "a book with its author",
    ),
]

ONLY_MENTIONED = [
    ("CNN hired Jo Marsh in 2010.", "an employer"),
    ("The pier burned. (Photo: Harbour Office via AP) The town waits.", "the credit of a picture"),
    ("A CNN reporter asked about the port.", "staff who ask"),
    ("The port is closed. (Reuters photo: Jo Marsh)", "a photo credit"),
    ("Fox News said it would move its studio to Merrow.", "an outlet as a company"),
    ("The Times are changing in Merrow.", "a short form without a full name"),
    ("Brandt has appeared on Fox News and her boat is well known.", "someone who was on television, and says nothing"),
    ("The Costa Rican newspaper reported that the port would close.", "a people is no name"),
    ("They faced each other in the debate on PBS Thursday night.", "a broadcast event"),
    ("The town pays Dyn Research. Access Daily is closed.", "two sentences make no name"),
    ("People reported a bang near the Hill Street Bridge. Time is short.", "ordinary words"),
]


@pytest.mark.parametrize("text, names, why", CREDITED, ids=[row[-1] for row in CREDITED])
def test_credited(text, names, why, mark):
    assert [outlet.name for outlet in credits.outlets(mark(text))] == names


@pytest.mark.parametrize("text, why", ONLY_MENTIONED, ids=[row[-1] for row in ONLY_MENTIONED])
def test_only_mentioned(text, why, mark):
    assert credits.outlets(mark(text)) == ()


def test_own_outlet_is_left_out(mark):
    text = "The port will close, officials told the Merrow Courier. The Courier has seen the lease."
    assert credits.outlets(mark(text, outlet="The Merrow Courier")) == ()


def test_own_dateline_in_short_is_left_out(mark):
    assert credits.outlets(mark("MERROW (Northlight) - The port will close.", outlet="Northlight News Agency")) == ()


def test_a_known_outlet_behind_a_short_dateline(mark):
    found = credits.outlets(mark("MERROW (Northlight) - The port will close."), known=["Northlight News Agency"])
    assert [outlet.name for outlet in found] == ["Northlight News Agency"]


def test_known_outlets_are_found_by_name(mark):
    text = "The port will close, officials told Harbourwatch."
    assert credits.outlets(mark(text)) == ()
    assert [outlet.name for outlet in credits.outlets(mark(text), known={"Harbourwatch": "Harbourwatch Daily"})] == [
        "Harbourwatch Daily"
    ]


def test_spans_quote_the_words_that_credit(mark):
    marked = mark("The port will close, two officials told Axios on Friday.")
    (outlet,) = credits.outlets(marked)
    assert [span.text for span in outlet.spans] == ["told Axios"]
    assert outlet.collected is None
