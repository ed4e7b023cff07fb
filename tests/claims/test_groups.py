"""Claims: which sentences are grouped, in which order, under which words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims import align, group
from retold.model import Claim, Marked

from .invented import BLOG, GAZETTE, WIRE, article, credit_the_gazette, story


def told(articles: list[Marked]) -> tuple[Claim, ...]:
    return group(articles, align(articles), (), {})


def together(claims: tuple[Claim, ...], *texts: str) -> bool:
    return any(set(texts) <= {span.text for span in claim.tellings} for claim in claims)


@pytest.mark.parametrize(
    "texts, expected, reason",
    [
        ((GAZETTE[1], WIRE[0], BLOG[0]), True, "the cracks, three times"),
        ((GAZETTE[3], WIRE[2], BLOG[1]), True, "the boats: active, pluperfect and passive"),
        ((GAZETTE[4], BLOG[2]), True, "a quotation under other marks"),
        ((GAZETTE[5], WIRE[3]), True, "the repairs"),
        ((GAZETTE[1], WIRE[1]), False, "cracks and secrecy are two claims"),
        ((GAZETTE[6], BLOG[3]), False, "nothing in common"),
    ],
)
def test_sentences_are_grouped(texts: tuple[str, ...], expected: bool, reason: str) -> None:
    assert together(told(story()), *texts) is expected, reason


def test_what_nobody_else_says_is_a_claim_of_one_telling() -> None:
    single = [claim for claim in told(story()) if BLOG[3] in {span.text for span in claim.tellings}]
    assert [len(claim.tellings) for claim in single] == [1]


def test_claims_are_numbered_in_the_order_of_the_story() -> None:
    claims = told(story())
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    cracks = next(claim for claim in claims if WIRE[0] in {span.text for span in claim.tellings})
    repairs = next(claim for claim in claims if WIRE[3] in {span.text for span in claim.tellings})
    assert claims.index(cracks) < claims.index(repairs)


def test_a_headline_is_not_the_text_of_a_claim_that_a_sentence_tells() -> None:
    headline = "Cracks were found in March in two piers of the Velm bridge, the Gazette has reported"
    articles = [article("a", (headline, *WIRE)), article("b", (headline, *BLOG))]
    headed = [claim for claim in told(articles) if {headline} < {span.text for span in claim.tellings}]
    assert headed
    assert all(claim.text != headline for claim in headed)


def test_a_shared_title_of_a_speaker_is_no_claim() -> None:
    one = article("a", ("Harbour Board Chairwoman Ilse Brandt praised the divers who searched the wreck.", *GAZETTE[1:4]))
    two = article("b", ("Harbour Board Chairwoman Ilse Brandt denied that ferries would be sold.", *WIRE[1:]))
    assert not together(told([one, two]), one.page.sentences[0].span.text, two.page.sentences[0].span.text)


FILLER = (
    "The tide tables for spring were printed on yellow paper.",
    "Pupils from the island school visited the lighthouse museum.",
    "A bakery near the market sells rye bread with caraway.",
    "Fishermen mend their nets in sheds behind the cannery.",
    "The choir sings on Thursdays in a chapel above the cliffs.",
    "Snow closed two mountain roads before Christmas.",
    "An orchard of old pear trees was felled for a car park.",
    "The library lends sledges, skates and telescopes.",
    "Wild geese rest on the salt marsh each October.",
    "A potter from Lund teaches glazing to beginners.",
)


def test_two_findings_of_one_report_are_two_claims() -> None:
    source = "according to the yearly report of the harbour inspectorate"
    left, right = f"The ferry survey found rust in eleven hulls, {source}.", f"Two captains sailed without a licence, {source}."
    one = article("a", (left, *GAZETTE[1:4], *FILLER[:5]))
    two = article("b", (right, *FILLER[5:], *BLOG[3:]))
    assert not together(told([one, two]), left, right)


def test_only_what_is_aligned_is_linked() -> None:
    articles = story()
    bare = align(articles[:1])
    claims = group(articles, bare, (), {})
    assert claims
    assert all(len(claim.tellings) == 1 for claim in claims)


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_the_pile_changes_nothing(order: list[int]) -> None:
    articles = story()
    outlets = credit_the_gazette(articles)
    shuffled = [articles[i] for i in order]
    assert group(shuffled, align(shuffled), (), outlets) == group(articles, align(articles), (), outlets)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([*GAZETTE, *WIRE, *BLOG, "They did so.", "Cracks."]), min_size=0, max_size=8))
def test_tellings_are_sentences_and_every_comparable_sentence_is_told(sentences: list[str]) -> None:
    articles = [article("a", tuple(sentences)), article("b", WIRE), article("c", BLOG)]
    claims = told(articles)
    for claim in claims:
        assert len(set(claim.tellings)) == len(claim.tellings)
        for telling in claim.tellings:
            owner = next(one for one in articles if one.page.article.id == telling.article)
            assert owner.page.article.text[telling.start : telling.end] == telling.text
    assert not any(set(a.tellings) < set(b.tellings) for a, b in combinations(claims, 2))
