"""Which outlets an article credits, and which it only mentions: invented sentences, a reason a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold import articles, credits
from retold.model import Article, Hyperlink, Marked

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
    ("Speaking on ABC's “This Week,” Brandt denied it.", ["ABC News"], "speaks on a network's programme"),
    ("As Politico's Ida Brandt reported, the port is sold.", ["Politico"], "a member of staff who reports"),
    ("Troubled port – Haaretz: “The pier is closed for good.”", ["Haaretz"], "a label before the words it is quoted for"),
    ("The port is sold. (h/t Mediaite.) It was cheap.", ["Mediaite"], "a hat tip"),
    ("The letter was published by the state-run KCNA news agency.", ["KCNA"], "with words that describe the outlet"),
    ("The town's paper, the El Paso Times, quoted the mayor.", ["El Paso Times"], "an outlet set off by commas that reports"),
    ("Reports from The Guardian and The Washington Post said so.", ["The Guardian", "The Washington Post"], "reports from two"),
    (
        "Outlets including the BBC and The Telegraph reported that it closed.",
        ["BBC", "The Telegraph"],
        "what follows credits two",
    ),
    ("“It is old,” reported The New York Times, “and closed.”", ["The New York Times"], "a verb in front"),
    ("“Anarchy at the pier” (The New York Times), it said.", ["The New York Times"], "behind quoted words"),
    ("Brandt explained it in an appearance on CBS’s Face the Nation.", ["CBS News"], "spoken during an appearance"),
    (
        "Brandt, who spoke at the convention on Monday, said on CNN that it was so.",
        ["CNN"],
        "an event before it is another matter",
    ),
    ("A letter published by Politico, for instance, says so.", ["Politico"], "published by an outlet"),
    ("Brandt complained to CBS News that it was closed.", ["CBS News"], "spoken to an outlet with another verb"),
    ("The Reuters News Agency reported it; the San Diego Union Tribune did not.", ["Reuters"], "another way to write it"),
    ("Brandt told CNN the poll was wrong.", ["CNN"], "told an outlet about a poll"),
    ("An analysis by ProPublica found the port unsafe.", ["ProPublica"], "its own analysis"),
]

SIGNED_OFF = [
    ("The port will close. It is old. (ANI)", ["ANI"], "a mark behind the last sentence"),
    ("The port will close, the mayor said. — AFP", ["AFP"], "a mark behind a dash"),
    ("The port will close, the mayor said.\nReuters", ["Reuters"], "a mark in a line of its own"),
    ("The port will close.\nReporting by Jo Marsh for Reuters; editing by Ida Brandt", ["Reuters"], "reporting by"),
    ("The port will close.\nWith files from The Canadian Press and AFP", ["AFP", "Canadian Press"], "with files from"),
    ("The port will close.\nContributing: Jo Marsh in Merrow; The Associated Press", ["Associated Press"], "contributing"),
    ("The port will close.\nMaterial from Reuters was used in this report.", ["Reuters"], "material from"),
    ("This story originally appeared in Mother Jones.\nThe port will close.", ["Mother Jones"], "where it first appeared"),
    ("The port will close.\nThis article was produced in partnership with ProPublica.", ["ProPublica"], "made together"),
    ("The port will close.\nRepublished with permission of The Texas Tribune.", ["The Texas Tribune"], "permission"),
    ("The port will close.\n© AFP 2019", ["AFP"], "a copyright sign"),
    (
        "Port to close\nBy Jo Marsh, Associated Press\nThe port will close, officials here said.",
        ["Associated Press"],
        "a byline",
    ),
    ("Port to close\nJo Marsh\nAssociated Press Writer\nThe port will close.", ["Associated Press"], "a post below a name"),
    ("Port to close\nReuters\nThe port will close, officials here said on Monday.", ["Reuters"], "an agency as a byline"),
    (
        "“It will never open again.”\nIda Brandt, Washington Examiner\nOthers hope.",
        ["Washington Examiner"],
        "a signed quotation",
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
    ("The port is closed.\n© 2013 Reuters\n" + "Ships wait outside.\n" * 8, "a copyright line in the middle is a picture's"),
    ("The pier on Monday. Image copyright Reuters", "the copyright of a picture"),
    ("A man waits. Ida Brandt/The Merrow Courier via AP", "a picture passed on by an agency"),
    ("The port is liked by 60 percent, according to an ABC News-Washington Post poll.", "a poll is a poll"),
    ("It stands in a survey by The Wall Street Journal and NBC, published last week.", "a poll by two"),
    ("The port is liked by 60 percent, according to a recent CNN poll.", "a poll with an adjective"),
    ("Brandt said at a town hall sponsored by CNN in Merrow that she would run.", "an event that an outlet holds"),
    ("Ida Brandt, who founded Mother Jones, said the port would close.", "somebody's outlet, set off by a comma"),
    ("The yard is run by the group that owns Haaretz, said the mayor.", "the comma ends what goes before"),
    ("Advocates wrote an open letter to NBC demanding more.", "a letter to an outlet about itself"),
    ("Sen. Ida Brandt (R-Merrow) — Announced on Monday.", "a party is no agency"),
    ("Jo Marsh (Author) — She wrote of the port.", "a name in small letters before it is no place"),
    ("Michael Bloomberg spoke first. Bloomberg said that he would run.", "a surname that is an outlet's name too"),
    ("A study published in the Journal of Harbour Law found nothing.", "a scholarly journal"),
    ("This story was updated with a comment from the mayor, who likes CNN.", "an editor's note is no credit line"),
    ("Israeli media reported that the port would close.", "media without a name"),
    ("Read more at CNN. Follow us on Reuters.", "an invitation to read on"),
    ("People reported a bang near the Hill Street Bridge. Time is short.", "ordinary words"),
]


@pytest.mark.parametrize("text, names, why", CREDITED, ids=[row[-1] for row in CREDITED])
def test_credited(text, names, why, mark):
    assert [outlet.name for outlet in credits.outlets(mark(text))] == names


@pytest.mark.parametrize("text, names, why", SIGNED_OFF, ids=[row[-1] for row in SIGNED_OFF])
def test_signed_off(text, names, why, mark):
    assert [outlet.name for outlet in credits.outlets(mark(text, outlet="Merrow Courier"))] == names


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


def test_spans_begin_with_a_word(mark):
    (outlet,) = credits.outlets(mark("“The port is closed,” reported Axios on Friday."))
    assert [span.text for span in outlet.spans] == ["reported Axios"]


def test_spans_quote_the_words_that_credit(mark):
    marked = mark("The port will close, two officials told Axios on Friday.")
    (outlet,) = credits.outlets(marked)
    assert [span.text for span in outlet.spans] == ["told Axios"]
    assert outlet.collected is None


OWN = [
    (
        "Fox Online News",
        "Officials told Fox News so. Fox News' Jo Marsh contributed to this report.",
        "what a catalogue calls it",
    ),
    ("CNN (Web News)", "Officials told CNN so.", "a section in brackets"),
    ("Fox News", "She said so on “Fox & Friends” and told Fox News Sunday more.", "its network's programmes"),
    ("Wall Street Journal - News", "Officials told the Journal so.", "its short form"),
    ("merrowcourier.example", "Officials told the Merrow Courier so.", "its site"),
]


@pytest.mark.parametrize("outlet, text, why", OWN, ids=[row[2] for row in OWN])
def test_the_own_house_is_never_credited(outlet, text, why, mark):
    assert credits.outlets(mark(text, outlet=outlet)) == ()


def test_the_own_outlet_is_told_by_the_address_too(mark):
    marked = mark("Officials told the Guardian so.", url="https://www.theguardian.com/world/x")
    assert credits.outlets(marked) == ()


def linked(text: str, address: str) -> dict[str, object]:
    """The text without the brackets round its link, and the link."""
    start, end = text.index("["), text.index("]") - 1
    return {"text": text.replace("[", "").replace("]", ""), "links": (Hyperlink(start, end, address),)}


NYT, WIRED, NOBODY = "https://www.nytimes.com/x", "https://www.wired.com/x", "https://t.co/x"
LINKED = [
    ("The port will close, [a report] said on Monday, and all the workers lose.", NYT, ["The New York Times"], "a report"),
    ("The port will [reportedly] close on Monday, and all the workers lose.", NYT, ["The New York Times"], "reportedly"),
    ("According to [the Times], the port will close on Monday, as was feared.", NYT, ["The New York Times"], "a short form alone"),
    ("The stream does not work at all. [Wired] reported it. Nobody has answered.", WIRED, ["Wired"], "a doubtful name"),
    ("As [Axios reported], the port will close on Monday, as was feared.", NYT, ["Axios"], "another name counts for more"),
    ("Brandt [fired the mayor] and said on Monday that the port would close.", NYT, [], "background"),
    ("The port will close, [a report] said on Monday, and all the workers lose.", NOBODY, [], "nobody knows where it leads"),
    ("A [report by the inspector] said on Monday that the port would close.", NYT, [], "somebody else's report"),
    ("The port will close.\n[New report: the harbour that was never open to anyone]", NYT, [], "a list of links"),
    ("See [Black Friday deals at The New York Times] if you like to buy things.", NYT, [], "an advertisement"),
]  # fmt: skip


@pytest.mark.parametrize("text, address, names, why", LINKED, ids=[row[-1] for row in LINKED])
def test_linked(text, address, names, why, mark):
    fields = linked(text, address)
    assert [outlet.name for outlet in credits.outlets(mark(fields.pop("text"), **fields))] == names


def test_a_link_to_the_own_site_is_no_credit(mark):
    fields = linked("The port will close, [a report] said on Monday, and all the workers lose.", NYT)
    assert credits.outlets(mark(fields.pop("text"), outlet="The New York Times", **fields)) == ()


def test_a_byline_beside_the_text_credits_the_agency_without_a_span(mark):
    (outlet,) = credits.outlets(
        mark("The port will close.", outlet="Merrow Courier", authors=("Jo Marsh", "The Associated Press"))
    )
    assert (outlet.name, outlet.spans) == ("Associated Press", ())


def test_staff_of_the_own_outlet_are_no_agency(mark):
    assert credits.outlets(mark("The port will close.", outlet="CNN", authors=("Jo Marsh", "CNN"))) == ()


@given(st.text(alphabet="By(—)©: Reuters\n”,.’/ the AP told", max_size=80))
def test_spans_always_resolve(text):
    page = articles.page(Article("a", "a.txt", text))
    for outlet in credits.outlets(Marked(page, ())):
        assert all(text[span.start : span.end] == span.text for span in outlet.spans)
