"""The pile: ids made unique, the same text given twice is one article."""

from __future__ import annotations

import itertools

from retold.articles import merge
from retold.model import Article

TEXT = "The harbour board met on Monday."


def test_the_same_text_twice_is_one_article_with_a_copy() -> None:
    (kept,) = merge([Article("a", "x/a.txt", TEXT), Article("b", "x/b.txt", TEXT.replace(" ", "\n"))])
    assert (kept.id, kept.copies) == ("a", ("x/b.txt",))


def test_the_same_text_under_two_outlets_stays_two() -> None:
    found = merge([Article("a", "a.txt", TEXT, outlet="The Quay"), Article("b", "b.txt", TEXT, outlet="The Mole")])
    assert [article.id for article in found] == ["a", "b"]


def test_equal_stems_get_unlike_ids_whatever_the_order() -> None:
    articles = [Article("a", "x/a.txt", "One."), Article("a", "y/a.txt", "Two."), Article("a-2", "z/a-2.txt", "Three.")]
    results = {merge(order) for order in itertools.permutations(articles)}
    assert len(results) == 1
    (merged,) = results
    assert len({article.id for article in merged}) == 3
    assert {article.path for article in merged} == {"x/a.txt", "y/a.txt", "z/a-2.txt"}
