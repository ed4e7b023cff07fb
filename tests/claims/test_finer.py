"""Claims finer than sentences: what is joined, what stays whole, what one telling adds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from retold.claims import align, group, only_in
from retold.model import Claim, Marked

REST = (
    "The museum bought four paintings by Elin Sand at an auction in Bergen on Tuesday. "
    "A private donor from Oslo paid nine million crowns for them."
)
A = (
    f"{REST} The director announced free tickets for pupils, a new wing, a ban on cameras and a lecture series, "
    "but the city council rejected the plan for a restaurant."
)
B = (
    f"{REST} The director promised free tickets for pupils, a new wing, a lecture series and a ban on cameras, "
    "while the unions threatened a strike over unpaid overtime."
)
C = f"{REST} The city council rejected the plan for a restaurant."


@pytest.fixture(scope="module")
def story(mark: Callable[..., Marked]) -> list[Marked]:
    return [mark(text, id=name) for name, text in zip("abc", (A, B, C), strict=True)]


def _claims(story: list[Marked]) -> tuple[Claim, ...]:
    return group(story, align(story), (), {})


def _telling(claims: tuple[Claim, ...], words: str) -> list[Claim]:
    return [claim for claim in claims if any(words in span.text and len(span.text) < 2 * len(words) for span in claim.tellings)]


@pytest.mark.parametrize(
    ("words", "articles", "why"),
    [
        ("free tickets for pupils", {"a", "b"}, "an item of both lists, at different places"),
        ("a ban on cameras", {"a", "b"}, "an item of both lists"),
        ("the unions threatened a strike over unpaid overtime", {"b"}, "one article adds it to what both tell"),
    ],
)
def test_parts_are_claims(story: list[Marked], words: str, articles: set[str], why: str) -> None:
    assert [{span.article for span in claim.tellings} for claim in _telling(_claims(story), words)] == [articles], why


def test_items_of_a_list_are_not_mixed_up(story: list[Marked]) -> None:
    for claim in _claims(story):
        told = " ".join(span.text for span in claim.tellings if len(span.text) < 60)
        assert not ("pupils" in told and "cameras" in told), claim


def test_every_two_sentences_that_agree_share_a_claim(story: list[Marked]) -> None:
    claims = _claims(story)
    lists = {one.page.article.id: one.page.sentences[2].span for one in story[:2]}
    shared = [
        claim
        for claim in claims
        if all(any(s.start <= t.start < s.end and t.article == s.article for t in claim.tellings) for s in lists.values())
    ]
    assert shared


def test_a_sentence_that_says_one_thing_stays_whole(story: list[Marked]) -> None:
    donor = [claim for claim in _claims(story) if any("donor" in span.text for span in claim.tellings)]
    assert [claim.kind for claim in donor] == ["sentence"]
    assert {span.article for span in donor[0].tellings} == {"a", "b", "c"}


def test_evidence(story: list[Marked]) -> None:
    """Links join sentences of the tellings, no more than a tree needs; who does not tell a claim is named."""
    for claim in _claims(story):
        told = {span.article for span in claim.tellings}
        assert set(claim.untold) == {"a", "b", "c"} - told
        assert len(claim.links) < max(2, len({(s.article, s.start) for s in claim.tellings}))
        for link in claim.links:
            for side in (link.left, link.right):
                assert any(side.article == t.article and side.start < t.end and t.start < side.end for t in claim.tellings)
    donor = next(claim for claim in _claims(story) if "donor" in claim.text)
    assert len(donor.links) == 2


def test_only_in_finds_what_one_article_adds_inside_a_shared_sentence(mark: Callable[..., Marked]) -> None:
    shared = "The director announced a new wing for modern sculpture on Tuesday"
    story = [
        mark(f"{REST} {shared}, though a fire inspector had condemned the crumbling chimney.", id="a"),
        mark(f"{REST} {shared}.", id="b"),
    ]
    claims = _claims(story)
    texts = {claim.id: claim.text for claim in claims}
    found = {name: [texts[i] for i in ids] for name, ids in only_in(story, claims).items()}
    assert found == {"a": ["a fire inspector had condemned the crumbling chimney"], "b": []}


def test_what_may_be_a_paraphrase_is_in_no_list(mark: Callable[..., Marked]) -> None:
    shared = "The director announced a new wing for modern sculpture on Tuesday"
    story = [
        mark(f"{REST} {shared}, though a fire inspector had condemned the crumbling chimney.", id="a"),
        mark(f"{REST} {shared}, while officials warned that masonry could fall.", id="b"),
    ]
    assert not any(only_in(story, _claims(story)).values())


@pytest.mark.parametrize(
    ("tail", "alone", "why"),
    [
        ("though a fire inspector had condemned the crumbling chimney in 1987", True, "a year that nobody else has"),
        ("though fire inspectors had condemned the crumbling chimney in 1931", False, "a figure that stands elsewhere too"),
    ],
)
def test_a_part_whose_figures_stand_elsewhere_is_in_no_list(
    mark: Callable[..., Marked], tail: str, alone: bool, why: str
) -> None:
    shared = "The director announced a new wing for modern sculpture on Tuesday"
    story = [mark(f"{REST} {shared}, {tail}.", id="a"), mark(f"{REST} {shared}. The old house was built in 1931.", id="b")]
    assert bool(only_in(story, _claims(story))["a"]) is alone, why


def test_a_few_words_prove_nothing_where_the_sentences_differ(mark: Callable[..., Marked]) -> None:
    story = [
        mark(f"{REST} “The governor of the island should leave so that all of us can heal and move forward.", id="a"),
        mark(
            f"{REST} Ada Brandt must end this chapter of the harbour office, step down and let her deputy mend the quarrels "
            "and move the islands forward.",
            id="b",
        ),
    ]
    parts = [t.text for claim in _claims(story) if len(claim.tellings) > 1 for t in claim.tellings if claim.kind != "sentence"]
    assert not [text for text in parts if "forward" in text]


def test_the_order_of_the_pile_changes_nothing(story: list[Marked]) -> None:
    expected = _claims(story)
    for order in ((2, 0, 1), (1, 2, 0), (2, 1, 0)):
        assert _claims([story[i] for i in order]) == expected


def test_no_claim_has_all_tellings_of_another(story: list[Marked]) -> None:
    assert not any(set(x.tellings) < set(y.tellings) for x, y in combinations(_claims(story), 2))
