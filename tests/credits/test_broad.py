"""Broad mode: attitudes and acts are credits on request only; speech that names nobody is one in either mode."""

from __future__ import annotations

import pytest

from retold import credits
from retold.credits.attribution.cues import cues
from retold.language.parse import Tree

ATTITUDES = [
    ("Anna Brandt believes the port will close.", "Anna Brandt", "the port will close", "a belief"),
    ("The council backs the lease of the basin.", "The council", "the lease of the basin", "support"),
    ("Leo Marsh wants to close the port.", "Leo Marsh", "to close the port", "a wish"),
    ("Leo Marsh voted against the lease.", "Leo Marsh", "the lease", "an act with a preposition"),
    (
        "Anna Brandt is confident that the port will stay open.",
        "Anna Brandt",
        "the port will stay open",
        "an adjective and a clause",
    ),
    ("Leo Marsh remains worried about the cranes.", "Leo Marsh", "the cranes", "an adjective and a preposition"),
    (
        "The tenants heard of Leo Marsh’s opposition to the lease.",
        "Leo Marsh",
        "the lease",
        "a noun of attitude with its owner",
    ),
    ("Anna Brandt declined to answer questions.", "Anna Brandt", "to answer questions", "a refusal"),
]


@pytest.mark.parametrize("text, source, content, why", ATTITUDES, ids=[row[-1] for row in ATTITUDES])
def test_attitudes_are_found_on_request_only(text, source, content, why, mark):
    marked = mark(text)
    assert credits.find(marked) == ()
    found = [(c.source.text if c.source else None, c.content.text) for c in credits.find(marked, broad=True)]
    assert found == [(source, content)]


NOBODYS = [
    ("A group backing the lease met on Friday.", "words that pick out which group is meant"),
    ("Tenants who want berths must pay.", "people in general"),
    ("Nobody knows whether Leo Marsh backs the lease.", "asked, not told"),
    ("The cranes favour the northern quay.", "a thing has no attitude"),
    ("Leo Marsh did not respond to a letter.", "silence"),
    ("If Leo Marsh wants the lease, he must pay.", "a condition"),
]


@pytest.mark.parametrize("text, why", NOBODYS, ids=[row[-1] for row in NOBODYS])
def test_what_is_nobodys_attitude(text, why, mark):
    sources = [c.source.text for c in credits.find(mark(text), broad=True) if c.source]
    assert not {"A group", "Tenants", "Leo Marsh", "The cranes"} & set(sources)


SPEECH = "Anna Brandt said the port would close. Leo Marsh warned of a strike. “No,” she said. Officials told Axios that it was late."


def test_broad_mode_keeps_all_speech(mark):
    tree = Tree(mark(SPEECH + " The council backs the lease."))
    narrow, broad = cues(tree), cues(tree, broad=True)
    assert set(narrow) < set(broad)
    assert broad == sorted(broad, key=lambda cue: cue.run)


WITHOUT_SOURCE = [
    (
        "The port is believed to be losing money.",
        "is believed",
        "The port is believed to be losing money",
        "held by nobody named",
    ),
    ("The talks were described as tense.", "were described", "The talks were described as tense", "described by nobody named"),
    ("The council reportedly sold the basin.", "reportedly", "The council reportedly sold the basin", "an adverb of hearsay"),
    ("It is understood that the port will close.", "is understood", "the port will close", "an impersonal passive"),
    ("Leo Marsh is accused of selling the basin.", "is accused of", "selling the basin", "an accusation by nobody named"),
]


@pytest.mark.parametrize("text, cue, content, why", WITHOUT_SOURCE, ids=[row[-1] for row in WITHOUT_SOURCE])
def test_what_names_nobody_has_no_source(text, cue, content, why, mark):
    (found,) = credits.find(mark(text))
    assert (found.source, found.source_kind, found.name) == (None, "none", None)
    assert found.cue is not None
    assert (found.cue.text, found.content.text) == (cue, content)


NOT_LOST = [
    ("An allegedly unsafe crane fell into the basin.", "the adverb belongs to an adjective"),
    ("The port is not believed to be losing money.", "denied"),
    ("The meeting was called for Friday.", "an appointment"),
]


@pytest.mark.parametrize("text, why", NOT_LOST, ids=[row[-1] for row in NOT_LOST])
def test_no_credit_without_a_source(text, why, mark):
    assert credits.find(mark(text)) == ()


def test_a_named_source_goes_before_hearsay(mark):
    (found,) = credits.find(mark("Two officials reportedly told Axios that the port would close."))
    assert found.source is not None
    assert found.source.text == "Two officials"
