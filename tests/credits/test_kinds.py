"""What kind of source speaks, in invented sentences: a body answers for its words, people do only under their names."""

from __future__ import annotations

import pytest

from retold import credits

KINDS = [
    ("Sources said the port would close.", "several unnamed", None, "a bare plural"),
    ("Two officials said the port would close.", "several unnamed", None, "a number"),
    ("An official and a source familiar with the talks said the port would close.", "several unnamed", None, "two joined"),
    ("A group of officials said the port would close.", "several unnamed", None, "a group of people, not a body"),
    ("Three family members of the captain said the port would close.", "several unnamed", None, "kin"),
    ("His family said the port would close.", "several unnamed", None, "a family is people"),
    ("Neighbours said the port would close.", "several unnamed", None, "neighbours"),
    ("Protesters said the port would close.", "several unnamed", None, "protesters"),
    ("Some said the port would close.", "several unnamed", None, "an indefinite pronoun"),
    ("One of the officials said the port would close.", "unnamed", None, "one of several"),
    ("A former adviser said the port would close.", "unnamed", None, "a former adviser"),
    ("A former minister said the port would close.", "unnamed", None, "who was a minister speaks for no ministry"),
    ("A minister said the port would close.", "unnamed", None, "a minister without a name"),
    ("A senior official said the port would close.", "unnamed", None, "an official"),
    ("The captain’s sister said the port would close.", "unnamed", None, "kin of somebody told"),
    ("A spokesman for the port said it would close.", "office", None, "a spokesman speaks for a body"),
    ("A ministry spokeswoman said the port would close.", "office", None, "a spokeswoman, with her body before her"),
    ("The ministry said the port would close.", "office", None, "a body"),
    ("Police said the port would close.", "office", None, "police"),
    ("Prosecutors said the port would close.", "office", None, "a plural that stands for a body"),
    ("The prime minister said the port would close.", "office", None, "who holds the office, without a name"),
    ("Anna Brandt said the port would close.", "person", "Anna Brandt", "a name"),
    ("Anna Brandt and Karl Weber said the port would close.", "person", None, "two names: no one name"),
    ("A report said the port would close.", "document", None, "a document"),
    (
        "A statement from the Harbour Ministry said the port would close.",
        "document",
        "Harbour Ministry",
        "who issued a document",
    ),
    ("A memo seen by tenants said the port would close.", "document", None, "who saw a document did not issue it"),
    (
        "Mayor Anna Brandt left early. The mayor said the port would close.",
        "person",
        "Anna Brandt",
        "a role that one person was given",
    ),
    ("The port would close, it was reported.", "none", None, "nobody is named"),
]


@pytest.mark.parametrize("text, kind, name, why", KINDS, ids=[row[-1] for row in KINDS])
def test_kind_and_name(text, kind, name, why, mark):
    found = [(credit.source_kind, credit.name) for credit in credits.find(mark(text))]
    assert (kind, name) in found


ACCESS = [
    ("“The port will close,” Anna Brandt told this newspaper.", "own", "the outlet says that it was told"),
    ("“The port will close,” Anna Brandt told the Merrow Courier.", "own", "the outlet names itself as the one told"),
    ("“The port will close,” Anna Brandt told The Merrow Courier.", "own", "its article is part of the name"),
    ("“The port will close,” Anna Brandt told Axios.", "passed on", "another outlet was told"),
    ("The port will close, according to Reuters.", "passed on", "another outlet says so"),
    ("“The port will close,” Anna Brandt told reporters.", "public", "reporters at large"),
    ("“The port will close,” Anna Brandt said at a news conference.", "public", "a news conference"),
    ("“The port will close,” Anna Brandt wrote on Twitter.", "public", "a platform"),
    ("“The port will close,” Anna Brandt said in a statement.", "public", "a statement"),
    ("Anna Brandt tweeted that the port would close.", "public", "the verb tells"),
    ("A lawsuit said the port would close.", "public", "court papers"),
    ("“The port will close,” Anna Brandt said.", "undetermined", "nothing tells to whom"),
    ("“The statement will come,” Anna Brandt said.", "undetermined", "a statement inside what is said tells nothing"),
    ("A memo said the port would close.", "undetermined", "a memo may have been shown to anyone"),
]


@pytest.mark.parametrize("text, access, why", ACCESS, ids=[row[-1] for row in ACCESS])
def test_how_the_outlet_came_by_it(text, access, why, mark):
    found = credits.find(mark(text, outlet="Merrow Courier"))
    assert [credit.access for credit in found] == [access]


REASONS = [
    (
        "An official, who spoke on condition of anonymity because the talks were private, said the port would close.",
        "who spoke on condition of anonymity because the talks were private",
        "a clause behind the source",
    ),
    (
        "The port would close, according to an official who asked not to be named for fear of losing his job.",
        "who asked not to be named for fear of losing his job",
        "a clause inside the source",
    ),
    (
        "Speaking on condition of anonymity, an official said the port would close.",
        "Speaking on condition of anonymity",
        "words before the source",
    ),
    (
        "An official said the port would close. The official spoke on condition of anonymity to discuss private talks.",
        "spoke on condition of anonymity to discuss private talks",
        "the sentence behind, of the same source",
    ),
    (
        "An official, who was not authorised to speak publicly, said the port would close.",
        "who was not authorised to speak publicly",
        "no leave to speak",
    ),
    ("An official said the port would close.", None, "no reason is given"),
    ("Anna Brandt, who once asked not to be named, said the port would close.", None, "a source that is named"),
    ("“I asked not to be named,” an official said.", None, "inside what is said"),
]


@pytest.mark.parametrize("text, reason, why", REASONS, ids=[row[-1] for row in REASONS])
def test_why_a_source_is_not_named(text, reason, why, mark):
    found = credits.find(mark(text))
    assert found
    assert (found[0].anonymity.text if found[0].anonymity else None) == reason


def test_a_reason_goes_to_the_source_that_stands_nearest(mark):
    text = "A tenant said the port would close, while an official who asked not to be named said it would stay open."
    reasons = {credit.source.text.split()[1]: credit.anonymity for credit in credits.find(mark(text)) if credit.source}
    assert reasons["tenant"] is None
    assert reasons["official"] is not None
