"""Which credits are links between an outlet and what it was told, and which only look like one: invented sentences, a reason a row."""

from __future__ import annotations

import pytest

from retold import credits

LINKS = [
    ("Reuters president Ada Brook said the budget was safe.", ("Ada Brook",), "undetermined", "who runs an outlet is not heard by it"),
    ("Ada Brook, an editor at Reuters, said the bridge was shut.", ("Ada Brook",), "undetermined", "employed, not passed on"),
    ("CNN reporter Ada Brook reported that the bridge was shut.", ("CNN", "Ada Brook"), "passed on", "a reporter who reports"),
    ("An aide interviewed by CNN said the bridge was shut.", ("CNN", "an aide interviewed by CNN"), "passed on", "heard by it"),
    ("The spokesman per CNN said the bridge was shut.", ("CNN", "the spokesman per CNN"), "passed on", "named as the way it came"),
    ("Two CNN sources said the bridge was shut.", ("CNN", "two CNN sources"), "passed on", "an outlet's sources spoke to it"),
    ("Politico reported that the lease was void, according to lawyers.", ("Politico", "lawyers"), "passed on", "lawyers told it"),
    ("The lease was void, Politico reported, according to lawyers.", ("Politico", "lawyers"), "passed on", "cue in the middle"),
    ("The lease was void, according to lawyers, Politico reported.", ("Politico", "lawyers"), "passed on", "cue at the end"),
    ("CNN denied that the host was fired, according to two aides.", ("two aides",), "undetermined", "aides told of the denial"),
]  # fmt: skip


@pytest.mark.parametrize("text, chain, access, why", LINKS, ids=[row[-1] for row in LINKS])
def test_an_outlet_is_a_link_where_it_tells_or_is_told(text, chain, access, why, mark):
    assert (chain, access) in [(credit.chain, credit.access) for credit in credits.find(mark(text, outlet="The Larch Post"))]


@pytest.mark.parametrize("text", [row[0] for row in LINKS if row[1][0] == "Politico"])
def test_no_chain_runs_backwards(text, mark):
    assert ("lawyers", "Politico") not in [credit.chain for credit in credits.find(mark(text))]


SAID = [
    (
        "Amira said more than a dozen women came to the hall and added that she expected more.",
        [("Amira", "more than a dozen women came to the hall"), ("Amira", "she expected more")],
        "who adds has said something before",
    ),
    (
        '"We want no war. This is very dirty, and very false rumours," an aide, who spoke on condition of anonymity, told Al Jazeera.',
        [
            (
                "an aide, who spoke on condition of anonymity",
                '"We want no war. This is very dirty, and very false rumours,"',
            )
        ],
        "a speaker whom the parser hung on the quotation",
    ),
    ("All the others fell in the hall, suggesting they were hit at close range.", [], "what a deed shows, nobody says"),
    ("The hull was torn open, indicating that the reef was near.", [], "nor a state of things"),
    (
        "Ada Brook defended the lease, suggesting that the port would be sold.",
        [("Ada Brook", "the port would be sold")],
        "a verb of speech goes on",
    ),
    (
        "“I know nothing,” Ann Lee said. “It is very sad.” According to a witness report, the shop was burnt down.",
        [("Ann Lee", "“I know nothing,”"), ("Ann Lee", "“It is very sad.”"), ("a witness report", "the shop was burnt down")],
        "a quotation has one speaker",
    ),
    ("Ada Brook left in May. He’s said the lease was void.", [("He", "the lease was void")], "“has” is no part of a name"),
]


@pytest.mark.parametrize("text, expected, why", SAID, ids=[row[-1] for row in SAID])
def test_who_said_what(text, expected, why, mark):
    found = credits.find(mark(text))
    assert [(credit.source.text if credit.source else None, credit.content.text) for credit in found] == expected
    assert not any("’s" in (credit.name or "") for credit in found)
