"""Sentence links and closeness."""

from __future__ import annotations

import pytest

from retold.claims import align

from .invented import GAZETTE, WIRE, article, story


def test_links_join_the_sentences_that_say_the_same() -> None:
    linked = {
        (link.left.text, link.right.text)
        for link in align(story()).links
        if {link.left.article, link.right.article} == {"gazette", "wire"}
    }
    assert {(GAZETTE[1], WIRE[0]), (GAZETTE[2], WIRE[1]), (GAZETTE[3], WIRE[2]), (GAZETTE[5], WIRE[3])} <= linked


def test_links_run_between_articles_from_the_smaller_id_in_order() -> None:
    links = align(story()).links
    assert all(link.left.article < link.right.article for link in links)
    assert [(link.left, link.right) for link in links] == sorted({(link.left, link.right) for link in links})
    assert all(0 <= link.similarity <= 1 and 0 <= link.cover <= 1 for link in links)


def test_closeness_is_high_for_a_copy_and_low_for_strangers() -> None:
    stranger = article("z", ("Bees sleep through frost inside hollow trees.", "Dark honey sells at twice the usual price."))
    near = {
        (one.left, one.right): one.value for one in align([article("a", GAZETTE), article("b", GAZETTE), stranger]).closeness
    }
    assert near["a", "b"] > 0.9
    assert near["a", "z"] < 0.1


@pytest.mark.parametrize(
    "articles, pairs, reason",
    [
        ([], 0, "no article"),
        ([article("a", GAZETTE)], 0, "one article has nobody to be compared with"),
        ([article("a", ("They did so.",)), article("b", ("So did we.",))], 1, "nothing to compare is closeness 0, not nothing"),
        ([article("a", GAZETTE), article("b", ())], 1, "an article without sentences"),
    ],
)
def test_little_to_compare(articles: list, pairs: int, reason: str) -> None:  # type: ignore[type-arg]
    alignment = align(articles)
    assert alignment.links == (), reason
    assert [one.value for one in alignment.closeness] == [0.0] * pairs, reason
