"""Interactions: who did what to whom, with direction, negation and status, and what is no interaction."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from retold.model import Claim, Credit, Interaction, Marked, Span
from retold.timeline import interactions

Mark = Callable[..., Marked]


def found(marked: Sequence[Marked], claims: Sequence[Claim] = (), credits: Sequence[Credit] = ()) -> tuple[Interaction, ...]:
    return interactions(marked, claims, credits, ())


def edges(marked: Marked) -> set[tuple[str, str, str]]:
    return {(i.agent, i.action, i.patient) for i in found([marked])}


EDGES = [  # text, agent, action, patient, why
    ("Maria Gomes sued Peter Reis.", "Maria Gomes", "sued", "Peter Reis", "subject and object"),
    ("Peter Reis was arrested by Interpol.", "Interpol", "arrested", "Peter Reis", "a passive is turned round"),
    ("Maria Gomes met with Peter Reis in Oslo.", "Maria Gomes", "met", "Peter Reis", "a governing preposition"),
    ("Maria Gomes and Peter Reis met in Oslo.", "Maria Gomes", "met", "Peter Reis", "two subjects of a mutual verb"),
    ("Maria Gomes issued an ultimatum to Peter Reis.", "Maria Gomes", "issued an ultimatum to", "Peter Reis", "a light verb"),
    ("Maria Gomes sent Peter Reis a letter.", "Maria Gomes", "sent", "Peter Reis", "an indirect object"),
    ("The talks between Norway and Chile lasted an hour.", "Norway", "talked with", "Chile", "an event noun with between"),
    (
        "Maria Gomes’s call with Peter Reis lasted an hour.",
        "Maria Gomes",
        "had a call with",
        "Peter Reis",
        "the owner of an event",
    ),
    ("Maria Gomes urged Peter Reis to resign.", "Maria Gomes", "urged", "Peter Reis", "whom a verb of asking asks"),
    ("Maria Gomes rejected Peter Reis’s proposal.", "Maria Gomes", "rejected", "Peter Reis", "the owner of what is refused"),
    ("Maria Gomes tried to bribe Peter Reis.", "Maria Gomes", "tried to bribe", "Peter Reis", "tried is not done"),
    ("Maria Gomes refused to meet Peter Reis.", "Maria Gomes", "refused to meet", "Peter Reis", "refusing is an act"),
    ("Norwegian officials warned Peter Reis.", "Norwegian officials", "warned", "Peter Reis", "people without a name"),
    ("Three former miners told Reuters that the pit was unsafe.", "Three former miners", "told", "Reuters", "told the outlet"),
    (
        "Peter Reis, who criticised Maria Gomes, left early.",
        "Peter Reis",
        "criticised",
        "Maria Gomes",
        "a relative clause takes its noun",
    ),
]


@pytest.mark.parametrize(("text", "agent", "action", "patient", "why"), EDGES, ids=[e[-1] for e in EDGES])
def test_an_edge_is_read_with_its_direction(mark: Mark, text: str, agent: str, action: str, patient: str, why: str) -> None:
    assert (agent, action, patient) in edges(mark(text)), why
    assert (patient, action, agent) not in edges(mark(text)), "the direction must not be turned"


NONE = [  # text, why there is no edge
    ("Maria Gomes said that the harbour was closed.", "nobody is told"),
    ("Maria Gomes told reporters that the harbour was closed.", "the press in general is no party"),
    ("If Maria Gomes meets Peter Reis, the strike will end.", "a condition"),
    ("Did Maria Gomes meet Peter Reis?", "a question"),
    ("Maria Gomes should apologise to Peter Reis.", "an opinion"),
    ("Officials called for talks between Norway and Chile.", "only called for"),
    ("The storm hit Norway.", "no act of a party"),
    ("Maria Gomes opened the harbour.", "a thing is no party"),
    ("The man attacked the woman.", "nobody in particular"),
    ("Maria Gomes admires Peter Reis.", "no deed"),
]


@pytest.mark.parametrize(("text", "why"), NONE, ids=[n[-1] for n in NONE])
def test_what_is_no_interaction(mark: Mark, text: str, why: str) -> None:
    assert found([mark(text)]) == (), why


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Maria Gomes did not meet Peter Reis.", True),
        ("Maria Gomes never met Peter Reis.", True),
        ("Maria Gomes avoided criticising Peter Reis.", True),
        ("Maria Gomes met Peter Reis.", False),
    ],
)
def test_negation_is_kept(mark: Mark, text: str, negated: bool) -> None:
    assert [i.negated for i in found([mark(text)])] == [negated]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Maria Gomes met Peter Reis.", "happened"),
        ("Maria Gomes will meet Peter Reis.", "planned"),
        ("Maria Gomes is expected to meet Peter Reis.", "planned"),
        ("Maria Gomes plans to meet Peter Reis.", "planned"),
        ("Maria Gomes called on Peter Reis to resign.", "happened"),
        ("Maria Gomes reportedly met Peter Reis.", "claimed"),
        ("The allegations that Maria Gomes beat Peter Reis shook the town.", "claimed"),
        ("He ignored the accusation that Maria Gomes followed and beat Peter Reis.", "claimed"),
        ("Maria Gomes beat Peter Reis, who made an accusation.", "happened"),
    ],
)
def test_status(mark: Mark, text: str, status: str) -> None:
    assert [i.status for i in found([mark(text)])] == [status]


def test_what_is_asked_for_is_not_done(mark: Mark) -> None:
    told = edges(mark("Maria Gomes urged Peter Reis to sue Anna Dahl."))
    assert not [edge for edge in told if edge[1] == "sued"]


def test_a_topic_is_given_in_the_words_of_the_article(mark: Mark) -> None:
    (edge,) = found([mark("Maria Gomes urged Peter Reis to publish the accounts.")])
    assert edge.topic == "to publish the accounts"


def test_articles_that_tell_one_deed_share_an_edge(mark: Mark) -> None:
    left = mark("Maria Gomes met with Peter Reis in Oslo.", id="a")
    right = mark("Peter Reis held a meeting with Maria Gomes on the strike.", id="b")
    (edge,) = found([left, right])
    assert {span.article for span in edge.spans} == {"a", "b"}
    assert edge.mutual


APART = [  # two texts that must stay two edges, why
    ("Maria Gomes sued Peter Reis.", "Peter Reis sued Maria Gomes.", "the other direction"),
    ("Maria Gomes met Peter Reis.", "Maria Gomes did not meet Peter Reis.", "one says that it did not happen"),
    ("Maria Gomes met Peter Reis.", "Maria Gomes will meet Peter Reis.", "one lies ahead"),
    ("Maria Gomes met Peter Reis.", "Maria Gomes had a call with Peter Reis.", "a call is no meeting"),
    ("Maria Gomes sued Peter Reis.", "Maria Gomes mocked Peter Reis.", "one type, other deeds"),
    ("Chile expelled two Norwegian diplomats.", "Chile expelled nine Norwegian diplomats.", "other numbers of people"),
]


@pytest.mark.parametrize(("one", "other", "why"), APART, ids=[a[-1] for a in APART])
def test_what_differs_stays_apart(mark: Mark, one: str, other: str, why: str) -> None:
    assert len(found([mark(one, id="a"), mark(other, id="b")])) == 2, why


def test_evidence_resolves_and_order_does_not_matter(mark: Mark) -> None:
    texts = [
        "Maria Gomes sued Peter Reis.",
        "Peter Reis met Anna Dahl. Anna Dahl thanked Maria Gomes.",
        "Anna Dahl met Peter Reis.",
    ]
    pile = [mark(text, id=f"a{n}") for n, text in enumerate(texts)]
    told = found(pile)
    shuffled = pile[:]
    random.Random(3).shuffle(shuffled)
    assert found(shuffled) == told
    assert found(pile[::-1]) == told
    by_id = {m.page.article.id: m.page.article.text for m in pile}
    assert all(by_id[s.article][s.start : s.end] == s.text for i in told for s in i.spans)
    assert [i.id for i in told] == [f"i{n}" for n in range(1, len(told) + 1)]


def test_shared_claims_join_differing_words(mark: Mark) -> None:
    one, other = mark("Maria Gomes criticised Peter Reis.", id="a"), mark("Maria Gomes condemned Peter Reis.", id="b")
    spans = tuple(Span(m.page.article.id, 0, len(m.page.article.text), m.page.article.text) for m in (one, other))
    assert len(found([one, other])) == 2
    assert len(found([one, other], [Claim("c1", "", spans)])) == 1


STANDING = [  # text, agent, action, patient, why
    (
        "Maria Olsen did not meet Peter Gomes.",
        [("Maria Olsen", "did not meet", "Peter Gomes")],
        "a denial may not read as a deed",
    ),
    ("Maria Olsen will meet Peter Gomes.", [("Maria Olsen", "to meet", "Peter Gomes")], "a plan may not read as a deed"),
    ("Maria Olsen met Peter Gomes.", [("Maria Olsen", "met", "Peter Gomes")], "a deed"),
    ("Reports that Maria Olsen told Peter Gomes to leave were inaccurate.", [], "reported only to be refuted"),
    ("Norway sent a probe to the far side of the moon.", [], "a side of something is no party"),
]


@pytest.mark.parametrize(("text", "expected", "why"), STANDING, ids=[row[-1] for row in STANDING])
def test_an_action_reads_as_it_stands(mark: Mark, text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert [(one.agent, one.action, one.patient) for one in found([mark(text)])] == expected, why
