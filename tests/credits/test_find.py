"""Who is credited for what: invented sentences, one rule of attribution a row."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold import credits


@dataclass(frozen=True)
class Case:
    """A text, the credits (source, start of the content, end of the content) that must be found, and why."""

    text: str
    found: tuple[tuple[str | None, str, str], ...]
    why: str


CASES = [
    Case(
        "Council leader Anna Brandt said the lease was lawful.",
        (("Council leader Anna Brandt", "the lease was lawful", "the lease was lawful"),),
        "indirect speech without that",
    ),
    Case(
        "An official told the Merrow Courier that the cranes were unsafe and that nobody had checked them.",
        (("An official", "the cranes were unsafe", "checked them"),),
        "two that-clauses of one cue are one content",
    ),
    Case(
        "“The lease is dead,” Anna Brandt said. “It was dead in March. Nobody told the tenants.”",
        (("Anna Brandt", "“The lease is dead,”", "“The lease is dead,”"), ("Anna Brandt", "“It was dead", "the tenants.”")),
        "a quotation goes on after its cue, over several sentences",
    ),
    Case(
        "“Where should we go?” Anna Brandt asked quietly.",
        (("Anna Brandt", "“Where should", "we go?”"),),
        "a question mark must not cut the quotation from its cue",
    ),
    Case(
        "According to two harbour officials, the tender was never published.",
        (("two harbour officials", "the tender", "published"),),
        "according to, in front",
    ),
    Case(
        "The tender was never published, according to a person briefed on the talks.",
        (("a person briefed on the talks", "The tender", "published"),),
        "according to, behind",
    ),
    Case(
        "The ferry, officials said, was carrying forty people.",
        (("officials", "The ferry", "The ferry"), ("officials", "was carrying", "forty people")),
        "a cue in the middle of its content leaves two pieces",
    ),
    Case(
        "The ferry sank within minutes, officials said.",
        (("officials", "The ferry", "within minutes"),),
        "a parenthesis at the end",
    ),
    Case(
        "The mayor described the offer as “a bad joke”.",
        (("The mayor", "the offer as", "“a bad joke”"),),
        "describe as, with what is described",
    ),
    Case(
        "Anna Brandt, who leads the council, warned on Friday that the port would close.",
        (("Anna Brandt, who leads the council", "the port", "would close"),),
        "words between source and cue, and between cue and that",
    ),
    Case(
        "Anna Brandt said the port would close, adding that the ferries would stop.",
        (("Anna Brandt", "the port", "would close"), ("Anna Brandt", "the ferries", "would stop")),
        "a participle goes on with the speaker, and the first content stops before it",
    ),
    Case(
        "The Merrow Courier quoted a harbour official as saying that the cranes were unsafe.",
        (("a harbour official", "the cranes", "unsafe"),),
        "quoted as saying names the official",
    ),
    Case(
        "Anna Brandt denied any knowledge of the offer.",
        (("Anna Brandt", "any knowledge", "of the offer"),),
        "a denial with an object",
    ),
    Case(
        "In a statement, the port authority said: “We have nothing to hide. Our books are open.”",
        (("the port authority", "“We have", "are open.”"),),
        "a colon before the quotation; the adverbial in front is no content",
    ),
    Case(
        "Anna Brandt hit back on Tuesday: “They never asked the tenants what they wanted.”",
        (("Anna Brandt", "“They never", "wanted.”"),),
        "a deed, a colon and a quotation, although no verb of speech",
    ),
    Case(
        "Instead, she said, the council sold the basin to a friend of the mayor.",
        (("she", "the council sold", "the mayor"),),
        "a word that joins two sentences is no content",
    ),
    Case(
        "Anna Brandt’s claim that the lease was void surprised the port.",
        (("Anna Brandt", "the lease", "void"),),
        "a noun of speech with its owner",
    ),
    Case(
        "“The lease is dead,” said retired surveyor Paula Lawrence, asked about the vote.",
        (("retired surveyor Paula Lawrence", "“The lease", "dead,”"),),
        "behind a quotation the speaker stands next, whatever the parser made of her",
    ),
    Case(
        "“Never,” Anna Brandt said of the offer.",
        (("Anna Brandt", "“Never,”", "“Never,”"),),
        "one word can be what was said",
    ),
    Case(
        "“They play it every morning,” Anna Brandt said as the crowd cheered.",
        (("Anna Brandt", "“They play", "morning,”"),),
        "when it was said is not what was said",
    ),
    Case(
        "“We need the cranes,” Anna Brandt said on “Harbour Talk Tonight.”",
        (("Anna Brandt", "“We need", "cranes,”"),),
        "the title of a broadcast is not speech",
    ),
    Case(
        "Some tenants said the port was safe, while others said the cranes were rusting.",
        (("Some tenants", "the port was safe", "was safe"), ("others", "the cranes", "were rusting")),
        "the words of one speaker end where another's begin",
    ),
    Case(
        "Anna Brandt said she would stay and warned that the port would close.",
        (("Anna Brandt", "she would stay", "she would stay"), ("Anna Brandt", "the port", "would close")),
        "a verb in the past after one in the future goes on with the speaker",
    ),
    Case(
        "Anna Brandt told reporters during a visit to Merrow on Friday that the port would close.",
        (("Anna Brandt", "the port", "would close"),),
        "a clause that the parser hung on the day",
    ),
    Case(
        "Anna Brandt called on the council to publish the lease.",
        (("Anna Brandt", "the council", "publish the lease"),),
        "called on someone to do something",
    ),
    Case(
        "The council has called for the cranes to be replaced by June.",
        (("The council", "the cranes", "by June"),),
        "for and an infinitive",
    ),
    Case(
        "Anna Brandt rejected the accusation that she had sold the basin.",
        (("Anna Brandt", "the accusation", "sold the basin"),),
        "an answer to something said",
    ),
    Case(
        "Anna Brandt expressed concern that the port would close.",
        (("Anna Brandt", "concern that", "would close"),),
        "a noun and its clause",
    ),
    Case(
        "Asked if the port would close, Anna Brandt said yes.",
        (("Anna Brandt", "yes", "yes"),),
        "the question is not what she said",
    ),
    Case(
        "Noting that the port was losing money, Anna Brandt left the room.",
        (("Anna Brandt", "the port", "losing money"),),
        "a participle in front of its speaker",
    ),
    Case(
        "The Courier reported that, according to two officials, the port would close.",
        (("two officials", "the port", "would close"), ("The Courier", "according", "would close")),
        "according to inside what an outlet reports",
    ),
    Case(
        "Leo Marsh said the plan, which he called a trap, would fail.",
        (("Leo Marsh", "the plan, which", "would fail"), ("he", "a trap", "a trap")),
        "a judgement in the middle of what is said",
    ),
]

NO_CREDIT = [
    ("Anna Brandt declined to comment.", "a refusal says nothing"),
    ("Anna Brandt did not say whether the port would close.", "a negated cue"),
    ("The council voted to lease the basin.", "an act, not speech"),
    ("Tell us if the port should close.", "an order to the reader"),
    ("A ship called Merrow Star left the harbour on Friday.", "a name, not a judgement"),
    ("The process explains why the port closed.", "a thing does not speak"),
    ("The council may say that the port is closed.", "only possible speech"),
    ("When it comes to saying that the port is closed, the council is slow.", "nobody says it"),
    ("It is a harbour that denies small boats the berths needed to survive.", "to deny someone something is no speech"),
    ("The bill would have required the port to track and report the tonnage of each ship.", "an infinitive joined to another"),
    ("Not one of the deputies announced opposition to the lease.", "nobody said it"),
    ("SOURCE: “A HISTORY OF THE PORT,” BY JO MARSH (2007)", "a label that refers the reader elsewhere"),
    ("The tenants’ right to a berth was written into the lease.", "written into a document"),
    ("Anyone who says the port will close is not told why.", "only whoever might say it"),
    ("Q: Will the port close?", "a letter names nobody"),
    ("MERROW: Anna Brandt (Harbour Party), Leo Marsh (Independent)", "a list under a heading says nothing"),
    ("The clerk read the minutes without noting that the port would close.", "it was not said"),
    ("The council maintained some hope that the port would stay.", "a hope that is kept, not words"),
    ("Anna Brandt continued to run the port.", "an act that goes on"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_credit_is_found(case, mark):
    have = [(c.source.text if c.source else None, c.content.text) for c in credits.find(mark(case.text))]
    for source, first, last in case.found:
        assert any(
            s == source and text.startswith(first) and text.rstrip(".").endswith(last.rstrip(".")) for s, text in have
        ), have
    assert len(have) == len(case.found), have


@pytest.mark.parametrize("text, why", NO_CREDIT, ids=[why for _, why in NO_CREDIT])
def test_no_credit(text, why, mark):
    assert credits.find(mark(text)) == ()


KINDS = [
    (
        "Anna Brandt met Karl Brandt. Brandt said the port would close.",
        "person",
        "Brandt",
        ("Brandt",),
        "two bearers of one surname: which of them cannot be told",
    ),
    ("Anna Brandt said the port would close.", "person", "Anna Brandt", ("Anna Brandt",), "a person by name"),
    (
        "An official told Axios that the port would close.",
        "unnamed",
        None,
        ("Axios", "an official"),
        "told an outlet: it stands before",
    ),
    (
        "The Merrow Courier reported that the port would close.",
        "outlet",
        "Merrow Courier",
        ("Merrow Courier",),
        "an outlet no list holds",
    ),
    (
        "The Merrow Courier quoted an official as saying that the port would close.",
        "unnamed",
        None,
        ("Merrow Courier", "an official"),
        "quoted as saying: the outlet passes it on",
    ),
    (
        "The port will close, the Merrow Courier said, citing two officials briefed on the talks.",
        "several unnamed",
        None,
        ("Merrow Courier", "two officials briefed on the talks"),
        "an outlet cites its sources",
    ),
    (
        "According to a letter seen by residents, the port would close.",
        "document",
        None,
        ("a letter seen by residents",),
        "a document",
    ),
    ("It was announced on Tuesday that the port would close.", "none", None, (), "a passive names nobody"),
]


@pytest.mark.parametrize("text, kind, name, chain, why", KINDS, ids=[row[-1] for row in KINDS])
def test_kind_name_and_chain(text, kind, name, chain, why, mark):
    found = [(c.source_kind, c.name, c.chain) for c in credits.find(mark(text))]
    assert (kind, name, chain) in found


def test_nested_credit_keeps_both_in_its_chain(mark):
    text = "Anna Brandt assured the tenants that the lease was safe, according to a person with direct knowledge."
    chains = {credit.chain for credit in credits.find(mark(text))}
    assert ("a person with direct knowledge", "Anna Brandt") in chains


PRONOUNS = [
    (
        "Anna Brandt met the tenants on Friday. She said the port would close.",
        "Anna Brandt",
        "the subject of the sentence before",
    ),
    (
        "Anna Brandt met Leo Marsh. The talks lasted an hour. She said the port would close.",
        "Anna Brandt",
        "a thing between is passed over",
    ),
    (
        "A lawyer met Anna Brandt on Friday. She said the port would close.",
        None,
        "an unnamed person is the subject: nobody can tell",
    ),
    ("The tenants asked Leo Marsh why he said the port would close.", None, "inside another clause anyone may be meant"),
]


@pytest.mark.parametrize("text, name, why", PRONOUNS, ids=[row[-1] for row in PRONOUNS])
def test_pronoun_is_read_only_where_the_text_tells(text, name, why, mark):
    said = [credit for credit in credits.find(mark(text)) if credit.source and credit.source.text.lower() in ("he", "she")]
    assert [credit.name for credit in said] == [name] * len(said)
    assert said


REPORTS = [
    ("The port will close, officials told Axios. The report said ferries would stop.", "Axios", "the outlet credited last"),
    ("The port will close, officials told Axios. The agency said ferries would stop.", None, "Axios is no agency"),
    ("The port will close. The report said ferries would stop.", None, "no outlet was credited"),
    (
        "The port will close, officials told Axios. The ministry published a report on ferries. The report said ferries would stop.",
        None,
        "another report was named in between",
    ),
]


@pytest.mark.parametrize("text, name, why", REPORTS, ids=[row[-1] for row in REPORTS])
def test_the_report_is_the_outlet_credited_last(text, name, why, mark):
    last = credits.find(mark(text))[-1]
    assert last.content.text == "ferries would stop"
    assert last.name == name


def test_known_outlets_are_read_as_outlets(mark):
    text = "An official told Northlight that the port would close."
    assert credits.find(mark(text), known=["Northlight"])[0].chain == ("Northlight", "an official")
    assert credits.find(mark(text))[0].chain == ("an official",)


def test_headline_label_is_a_credit(mark):
    text = "Axios: port to close within a year\n\nThe port of Merrow will close, Axios reported on Friday."
    first = credits.find(mark(text, title="Axios: port to close within a year"))[0]
    assert (first.name, first.content.text) == ("Axios", "port to close within a year")


def test_every_credit_says_why(mark):
    reasons = [credit.because for case in CASES for credit in credits.find(mark(case.text))]
    assert len(reasons) >= len(CASES) // 2
    assert all(reason and "\n" not in reason for reason in reasons)


PARTS = [
    "“The lease is dead,” Brandt said.",
    "He said so.",
    "Officials told",
    "according to",
    "“Never,",
    "”",
    "Axios: ",
    "as saying",
    "It cited officials.",
    "\n\n",
    "SMITH: We go on.",
    "...",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=8))
def test_spans_always_resolve(parts, mark):
    marked = mark(" ".join(parts))
    text = marked.page.article.text
    first = credits.find(marked)
    for credit in first:
        for span in (credit.content, credit.cue, credit.source):
            assert span is None or (span.start < span.end and text[span.start : span.end] == span.text)
    assert credits.find(marked) == first
