"""`retold credits`: what it says of each source, and the short section on the card."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from retold.model import Chain, Report, SourceKind, Span, Story
from retold.reports import FORMS, card, dumps, markdown
from retold.reports.outline import sheet
from retold.reports.sections import Item, Limits
from retold.reports.wording import to

QUAY = ("The Quay", "a pilot")


def items(report: Report, heading: str, limits: Limits | None = None) -> tuple[Item, ...]:
    (told,) = sheet(report, "credits", limits).outlines
    return next((section.items for section in told.sections if section.heading == heading), ())


def changed(report: Report, **fields: object) -> Report:
    (story,) = report.stories
    return replace(report, stories=(replace(story, **fields),))


def test_the_first_line_counts_sources(cranes: Report) -> None:
    assert card(cranes, name="credits").splitlines()[0] == "CREDITS  3 articles · 1 story · quoted sources: 1 unnamed, 1 named"


def test_an_unnamed_source_is_told_once_with_all_that_is_known_of_it(cranes: Report) -> None:
    (item,) = items(cranes, "Unnamed sources")
    assert item.text == "The Quay → a pilot · in A and B"
    assert item.beneath == (
        ("called", "“A pilot, who feared for her job” [A1]"),
        ("called", "“Two sources” [B1] (The Quay not named in that sentence)"),
        ("joined", "Both tell that the crane was rusty."),
        ("not named", "“feared for her job” [A1]"),
        ("told", "the crane was rusty [A1 B1]"),
        ("no credit", "in C1"),
        ("widened", "B1: one became two"),
    )


def test_unnamed_sources_come_first(cranes: Report) -> None:
    (told,) = sheet(cranes, "credits").outlines
    assert [section.heading for section in told.sections] == [
        "Unnamed sources",
        "Named persons and offices",
        "Documents and outlets",
        "Told without a credit that others give",
        "Could not tell who",
        "Told as said, but not by whom",
        "Outlets that the articles credit",
    ]


def test_a_link_that_no_sentence_names_is_said_to_be_so(cranes: Report, crane: Story) -> None:
    alone = Chain("k1", ("The Quay", "two sources"), "several unnamed", ("q#1",), "x")
    (item, *_) = [it for it in items(changed(cranes, chains=(alone,)), "Unnamed sources") if "two sources" in it.text]
    assert item.text.startswith("The Quay (not named in that sentence) → two sources")


def test_without_chains_nothing_is_joined(cranes: Report) -> None:
    found = items(changed(cranes, chains=()), "Unnamed sources")
    assert [item.text for item in found] == [
        "The Quay → a pilot · in A",
        "The Quay (not named in that sentence) → two sources · in B",
    ]


NAMED = [
    ("one bearer under two forms of the name, by two ways", 0, "Oda Brandt · own · in A", "told", "the harbour master: it would close [A2]"),
    ("what all could hear", 1, "Oda Brandt · public · in B", "tweeted", "“Enough!” [B2]"),
]  # fmt: skip


@pytest.mark.parametrize("reason, number, who, verb, what", NAMED, ids=[row[0] for row in NAMED])
def test_a_named_source_is_told_with_its_way(cranes: Report, reason: str, number: int, who: str, verb: str, what: str) -> None:
    found = items(cranes, "Named persons and offices")
    assert (found[number].text, found[number].beneath) == (who, ((verb, what),)), reason
    assert len(found) == len(NAMED)


OTHERS = [
    ("Documents and outlets", "The ledger · in B"),
    ("Told without a credit that others give", "“The crane is rusty.”"),
    ("Could not tell who", "“He” wrote: it was safe"),
    ("Told as said, but not by whom", "“was described as”: old"),
    ("Outlets that the articles credit", "The Quay [A1]"),
]


@pytest.mark.parametrize("heading, says", OTHERS, ids=[row[0] for row in OTHERS])
def test_the_other_sections_say(cranes: Report, heading: str, says: str) -> None:
    assert items(cranes, heading)[0].text == says


def test_what_rests_on_no_credit_names_the_credit_that_others_give(cranes: Report) -> None:
    (item,) = items(cranes, "Told without a credit that others give")
    assert item.label == "C1"
    assert item.beneath == (("credited", "to “A pilot, who feared for her job” A1; “Two sources” B1"),)


def test_an_article_without_any_credit_has_only_its_outlets(cranes: Report) -> None:
    bare = changed(cranes, credits=(), chains=(), claims=(), interactions=())
    (told,) = sheet(bare, "credits").outlines
    assert [section.heading for section in told.sections] == ["Who said it", "Outlets that the articles credit"]
    assert told.sections[0].items[0].text == "No credit was found."


def test_a_long_list_is_cut_on_the_card_and_whole_in_markdown(cranes: Report, crane: Story) -> None:
    warned = replace(crane.credits[1], id="p#5", content=crane.timeline[0].spans[0])
    many = changed(cranes, credits=(*crane.credits, warned))
    (first, *_) = items(many, "Named persons and offices", Limits(sayings=1))
    assert first.beneath[-1] == ("", "… and 1 more")
    assert "she had warned him" in markdown(many, name="credits")


@pytest.mark.parametrize(
    "cue, expected", [("told", "the mayor"), ("has warned", "the mayor"), ("said", "to the mayor"), ("", "to the mayor")]
)
def test_a_hearer_stands_as_the_verb_takes_it(cue: str, expected: str) -> None:
    assert to(cue, "the mayor") == expected


OFFICES = [
    ("an office is known by its words", "office", "Two sources", "Named persons and offices", "Two sources · in B"),
    (
        "a person without a name is not",
        "person",
        "Two sources",
        "Could not tell who",
        "“Two sources” said: the crane was rusty",
    ),
    ("nor is an office that a pronoun stands for", "office", "it", "Could not tell who", "“it” said: the crane was rusty"),
    ("nor a pronoun for somebody unnamed", "unnamed", "it", "Could not tell who", "“it” said: the crane was rusty"),
]


@pytest.mark.parametrize("reason, kind, words, heading, expected", OFFICES, ids=[row[0] for row in OFFICES])
def test_a_source_without_a_name_is_told_as_it_is_written(
    cranes: Report, crane: Story, reason: str, kind: SourceKind, words: str, heading: str, expected: str
) -> None:
    start = crane.articles[1].text.index(words)
    source = Span("q", start, start + len(words), words)
    bare = replace(crane.credits[4], source=source, source_kind=kind, chain=(words,), implied=())
    told = changed(cranes, credits=(bare,), chains=(), claims=())
    assert [item.text for item in items(told, heading)] == [expected], reason
    (outline,) = sheet(told, "credits").outlines
    assert [s.heading for s in outline.sections] == [heading, "Outlets that the articles credit"]


def test_unknown_speakers_of_two_articles_are_never_one(cranes: Report, crane: Story) -> None:
    start = crane.articles[1].text.index("He did")
    other = replace(crane.credits[4], source=Span("q", start, start + 2, "He"), source_kind="person", chain=("He",), id="q#9")
    both = changed(cranes, credits=(crane.credits[2], other), chains=())
    assert [(item.label, item.text[:5]) for item in items(both, "Could not tell who")] == [("A4", "“He” "), ("B4", "“He” ")]


@pytest.mark.parametrize("chained, count", [(False, 2), (True, 1)], ids=["words alone", "a chain joins them"])
def test_two_spokesmen_are_one_only_where_a_chain_joins_them(cranes: Report, crane: Story, chained: bool, count: int) -> None:
    first, last = (replace(crane.credits[n], source_kind="office", chain=("a spokesman",), implied=()) for n in (0, 4))
    joined = (Chain("k1", ("a spokesman",), "office", ("p#1", "q#1"), "x"),) if chained else ()
    both = changed(cranes, credits=(replace(first, access="undetermined"), last), chains=joined, claims=())
    assert len(items(both, "Named persons and offices")) == count


CUES = [
    ("a denial is not a statement", "was rusty", ("was rusty", "it was safe [A4]")),
    ("no verb: a quotation that goes on", None, ("credited", "it was safe [A4]")),
    ("a mark alone", ".", ("credited", "it was safe [A4]")),
    ("a long phrase", "told the Quay that the", ("credited", "told the Quay that the: it was safe [A4]")),
]


@pytest.mark.parametrize("reason, words, row", CUES, ids=[row[0] for row in CUES])
def test_words_stand_behind_the_verb_that_credits_them(
    cranes: Report, crane: Story, reason: str, words: str | None, row: tuple[str, str]
) -> None:
    start = crane.articles[0].text.index(words or "")
    cue = Span("p", start, start + len(words), words) if words else None
    turned = tuple(replace(credit, cue=cue, name="Ole Rand") if credit.id == "p#3" else credit for credit in crane.credits)
    *_, last = items(changed(cranes, credits=turned), "Named persons and offices")
    assert last.beneath == (row,), reason


def test_the_words_of_one_sentence_stand_together(cranes: Report, crane: Story) -> None:
    rest = replace(crane.credits[1], id="p#5", content=crane.timeline[1].time[0], hearer=None)
    (first, *_) = items(changed(cranes, credits=(*crane.credits, rest)), "Named persons and offices")
    assert first.beneath == (("told", "the harbour master: on Monday … it would close [A2]"),)


def test_the_card_names_the_unnamed_first(cranes: Report) -> None:
    shown = card(cranes)
    assert "  · The Quay → a pilot: the crane was rusty [A1 B1]\n  · By name, in several articles: Oda Brandt\n" in shown


def test_a_card_without_unnamed_sources_has_no_such_section(report: Report) -> None:
    assert "WHO SAID IT" not in card(report)


PASSING = [
    ("one article's passing word", {}, False),
    ("a source with a reason to hide", {"anonymity": True}, True),
    ("words that another outlet passed on", {"chain": QUAY}, True),
]


@pytest.mark.parametrize("reason, fields, shown", PASSING, ids=[row[0] for row in PASSING])
def test_the_card_leaves_out_a_passing_source(
    cranes: Report, crane: Story, reason: str, fields: dict[str, object], shown: bool
) -> None:
    why = crane.credits[0].anonymity if "anonymity" in fields else None
    credit = replace(crane.credits[0], chain=fields.get("chain", ("a pilot",)), anonymity=why)
    seen = card(changed(cranes, credits=(credit,), chains=(), claims=()))
    assert ("a pilot: the crane was rusty" in seen) == shown, reason


def test_a_pronoun_is_no_source_on_the_card(cranes: Report, crane: Story) -> None:
    start = crane.articles[1].text.index("He did")
    they = replace(crane.credits[4], source=Span("q", start, start + 2, "He"), chain=("The Quay", "he"))
    bare = changed(cranes, credits=(they,), chains=(), claims=())
    assert "WHO SAID IT" not in card(bare)
    assert "“He” said: the crane was rusty" in card(bare, name="credits")


def test_a_link_is_not_told_twice(cranes: Report, crane: Story) -> None:
    twice = replace(crane.credits[6], chain=("The ledger", "The ledger"))
    (item,) = items(changed(cranes, credits=(twice,)), "Documents and outlets")
    assert item.text == "The ledger · in B"


def test_the_json_has_the_fields_of_the_command(cranes: Report) -> None:
    (story,) = json.loads(dumps(cranes, name="credits"))["stories"]
    assert set(story) == {"id", "title", "articles", "claims", "credits", "chains"}
    assert set(story["articles"][0]) == {"id", "path", "outlet", "credited_outlets"}
    assert set(story["claims"][0]) == {"id", "text", "credited"}
    assert story["claims"][0]["credited"][2]["change"] == "dropped"


@pytest.mark.parametrize("form", list(FORMS))
def test_the_order_of_the_records_changes_no_byte(cranes: Report, crane: Story, form: str) -> None:
    turned = changed(cranes, credits=crane.credits[::-1], chains=crane.chains[::-1])
    if form != "json":
        assert FORMS[form](turned, name="credits") == FORMS[form](cranes, name="credits")


def test_a_note_is_printed_once(cranes: Report, crane: Story) -> None:
    two = card(replace(cranes, stories=(crane, replace(crane, id="s2"))), name="credits")
    assert two.count("own: the outlet heard it") == 1


SURNAMES = [
    ("one bearer", ("Ole Rand",), "Ole Rand"),
    ("two bearers of one surname", ("Ole Rand", "Ida Rand"), "Rand"),
    ("nobody else", (), "Rand"),
]


@pytest.mark.parametrize("reason, others, expected", SURNAMES, ids=[row[0] for row in SURNAMES])
def test_a_surname_is_the_full_name_that_alone_ends_in_it(
    cranes: Report, crane: Story, reason: str, others: tuple[str, ...], expected: str
) -> None:
    rand = replace(crane.credits[2], name="Rand")
    actors = tuple(replace(crane.actors[0], name=name, variants={name: 1}) for name in others)
    told = changed(cranes, credits=(rand,), chains=(), claims=(), actors=actors)
    assert [item.text for item in items(told, "Named persons and offices")] == [f"{expected} · in A"], reason


def test_an_outlet_in_the_pile_has_its_letter(cranes: Report, crane: Story) -> None:
    articles = (replace(crane.articles[0], outlet="Quay"), *crane.articles[1:])
    (item,) = items(changed(cranes, articles=articles), "Unnamed sources")
    assert item.text.startswith("The Quay (A) → a pilot")
    twice = tuple(replace(article, outlet="Quay") for article in crane.articles)
    (item,) = items(changed(cranes, articles=twice), "Unnamed sources")
    assert item.text.startswith("The Quay → a pilot")
