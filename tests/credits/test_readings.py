"""Slips of the parse and of the rules that reading unseen articles by hand brought up, one a row, in invented sentences."""

from __future__ import annotations

import pytest

from retold import credits

WHOLE = [
    ("The council predicts costs for 2031 will be lower.", "The council", "costs for 2031 will be lower", "a clause keeps its verb"),
    ("The minister apologised on Monday for the long delay.", "The minister", "for the long delay", "a preposition apart from its verb"),
    ("Critics accused Brandt of leaking papers.", "Critics", "Brandt of leaking papers", "the accused belongs to the accusation"),
    ("Two aides described the call as tense.", "Two aides", "the call as tense", "what is described belongs to the description"),
    (
        "Sources familiar with the call described the exchange as particularly heated.",
        "Sources familiar with the call",
        "the exchange as particularly heated",
        "“as” with an adverb, which the parser takes for no preposition",
    ),
    ("Early results showed the bill with a slim lead.", "Early results", "the bill with a slim lead", "how something is shown"),
    (
        'The league said in a statement that the "tidal rules" raised by Reis "deserve our attention."',
        "The league",
        'the "tidal rules" raised by Reis "deserve our attention."',
        "a that-clause with two quotations is more than the first",
    ),
    (
        "“The port believes in dialogue and unity,” president of port affairs Ada Brook said.",
        "president of port affairs Ada Brook",
        "“The port believes in dialogue and unity,”",
        "a title behind a quotation is not said",
    ),
    (
        "Citigroup Inc. said it expects a hit of $20 billion, while Bank of Merrow will take a charge.",
        "Citigroup Inc.",
        "it expects a hit of $20 billion",
        "what another does in the meantime is not the speaker's to tell",
    ),
    (
        "In that respect, as Ada Reis points out, this is no gift.",
        "Ada Reis",
        "this is no gift",
        "a phrase in front of “as she points out” is no sentence",
    ),
    (
        "Brook had worked at the yard, according to a record, and had been a painter, according to the Merrow Gazette.",
        "the Merrow Gazette",
        "and had been a painter",
        "each “according to” has its own half",
    ),
    (
        "According to the Merrow Courier, team trainers and medics found a cart.",
        "the Merrow Courier",
        "team trainers and medics found a cart",
        "the subject of the next clause is no source",
    ),
    (
        "The ferry is old, and according to the mayor, the crew is new.",
        "the mayor",
        "the crew is new",
        "behind “and” it stands for what follows alone",
    ),
    (
        "On Monday the mayor denounced the crews who strike, suggesting they ought to be fired.",
        "the mayor",
        "they ought to be fired",
        "who denounces goes on, not those denounced",
    ),
    (
        "Police took a list, the Los Angeles Times reported, citing Senator Ada Brook of Merrow, the chairman of a committee.",
        "Senator Ada Brook of Merrow, the chairman of a committee",
        "Police took a list",
        "whom an outlet cites, though the parser lost the object",
    ),
    ("Friday's report by the auditor suggests the port lost money.", "report by the auditor", "the port lost money", "no loose ’s"),
]  # fmt: skip


@pytest.mark.parametrize("text, source, content, why", WHOLE, ids=[row[-1] for row in WHOLE])
def test_a_credit_is_whole(text, source, content, why, mark):
    found = [(credit.source.text if credit.source else None, credit.content.text) for credit in credits.find(mark(text))]
    assert (source, content) in found


NOBODY = [
    ("It compared the mayor to a captain who stresses loyalty over law.", "a kind of person says nothing"),
    ("The ship blasted off at noon from “the old yard” by the port.", "a ship that leaves"),
    ("Police called for backup.", "help that is sent for"),
    ("All told, 15 ships were sent north on Friday, and no more.", "an idiom of counting"),
    ("The council on Monday called an emergency meeting for later Sunday.", "a meeting is called"),
    ("The bank will likely report a loss.", "what is not yet said"),
    ("The port reports earnings in May.", "a date of accounts"),
    ("More people are mocking them for it.", "an act that goes on"),
    (
        "It doubles as an opening for someone like Reis, who has posted several pictures of the port.",
        "what stands before “who”",
    ),
    ("Brandt and her crew were heeding the words of Ada Reis: “There is a time when silence helps nobody.”", "another's words"),
    ("The timing of the launch suggested that the crew was ready.", "a thing suggests"),
]


@pytest.mark.parametrize("text, why", NOBODY, ids=[row[-1] for row in NOBODY])
def test_nobody_says_it(text, why, mark):
    assert [credit.content.text for credit in credits.find(mark(text))] == []


KINDS = [
    ("The chairmen of the three panels said they were glad.", "office", None, "known holders of an office"),
    ("Merrow's attorney general said he would go.", "office", None, "an office in two words"),
    ("A senator left. The senator said he would go.", "unnamed", None, "who came in as one of many stays so"),
    ("Many big companies said they would go.", "several unnamed", None, "some of a kind speak for none of them"),
    ("KQRT-TV said the port would close.", "outlet", "KQRT-TV", "a call sign"),
    ("Merrow Television said the port would close.", "outlet", "Merrow Television", "a station by its name"),
    (
        "A pilot told the Austin American-Statesman. The Statesman said the port would close.",
        "outlet",
        "Austin American-Statesman",
        "a paper in short",
    ),
    (
        "At least two outlets, including the Washington Post, said the port would close.",
        "outlet",
        None,
        "one example of several",
    ),
    ("A statement from Brandt and Reis said the port would close.", "document", None, "two who issue a paper"),
]


@pytest.mark.parametrize("text, kind, name, why", KINDS, ids=[row[-1] for row in KINDS])
def test_kind_and_name(text, kind, name, why, mark):
    assert (kind, name) in [(credit.source_kind, credit.name) for credit in credits.find(mark(text))]


CHAINS = [
    (
        "The council denied a report that a woman suggested he had hit her.",
        ("a woman",),
        "who denies a thing passes nothing on",
    ),
    (
        "State media quoted the head of the yard as saying the ship was new.",
        ("state media", "the head of the yard"),
        "who quotes passes it on",
    ),
    ("The mayor's comments to Fox News that the port was safe were odd.", ("Fox News", "the mayor"), "to whom it was said"),
]


@pytest.mark.parametrize("text, chain, why", CHAINS, ids=[row[-1] for row in CHAINS])
def test_chain(text, chain, why, mark):
    folded = [tuple(link[:1].casefold() + link[1:] for link in credit.chain) for credit in credits.find(mark(text))]
    assert tuple(link[:1].casefold() + link[1:] for link in chain) in folded


def test_what_the_own_house_was_told_is_its_own(mark):
    (credit,) = credits.find(mark("The port would close, a pilot told Fox News.", outlet="Fox Online News"))
    assert (credit.access, credit.chain) == ("own", ("a pilot",))


def test_what_another_outlet_was_told_is_passed_on_though_the_sentence_names_its_own(mark):
    text = "In an interview with the Merrow Courier, Reis repeated the mayor's comments to Fox News that the port was safe."
    found = [credit for credit in credits.find(mark(text, outlet="The Merrow Courier")) if "mayor" in credit.source.text]
    assert [credit.access for credit in found] == ["passed on"]
