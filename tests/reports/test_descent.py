"""What the tree on the card states of an edge: how likely it is, and nothing below one in two."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold.model import Edge, Lineage, Node, Story
from retold.reports.descent import lineage
from retold.reports.sections import Item
from retold.reports.wording import Places

QUAY, LOST, A, B = (
    Node("x1", "The Quay", "hypothetical", None),
    Node("x2", "lost source", "hypothetical", None),
    Node("a", "a", "extant", "a"),
    Node("b", "b", "extant", "b"),
)


def drawn(story: Story, nodes: tuple[Node, ...], *edges: Edge) -> tuple[Item, ...]:
    return lineage(replace(story, lineage=Lineage(nodes, edges)), Places(story)).items


def edge(parent: str, child: str, support: float | None, kind: str = "reworded") -> Edge:
    return Edge(parent, child, kind, support, None, f"{child} has words of {parent}.", ())


DEGREES = [
    (None, "reworded", "no figure, no word for it"),
    (0.9, "reworded, likely", "three in four and more"),
    (0.75, "reworded, likely", "three in four"),
    (0.5, "reworded, possibly", "one in two"),
    (0.49, "could not tell whether directly", "less likely than not"),
]


@pytest.mark.parametrize(("support", "said", "why"), DEGREES, ids=[row[-1] for row in DEGREES])
def test_how_likely_an_edge_is_called(story: Story, support: float | None, said: str, why: str) -> None:
    (root,) = drawn(story, (QUAY, A, B), edge("x1", "a", support), edge("x1", "b", 1.0))
    assert [kid.text.partition("— ")[2] for kid in root.children] == [said, "reworded, likely"]


def test_a_lost_source_that_is_not_stated_is_left_out(story: Story) -> None:
    unsure = (edge("x1", "x2", 0.4), edge("x2", "a", 0.4), edge("x2", "b", 0.4))
    (root,) = drawn(story, (QUAY, LOST, A, B), *unsure)
    assert [(kid.label, kid.children) for kid in root.children] == [("A", ()), ("B", ())]
    sure = (edge("x1", "x2", 0.8), edge("x2", "a", 0.8), edge("x2", "b", 0.8))
    (root,) = drawn(story, (QUAY, LOST, A, B), *sure)
    assert [(kid.label, len(kid.children)) for kid in root.children] == [("", 2)]


def test_an_article_that_may_not_come_from_another_hangs_from_the_root(story: Story) -> None:
    (root,) = drawn(story, (QUAY, A, B), edge("x1", "a", 0.9), edge("a", "b", 0.3))
    assert [(kid.label, kid.children) for kid in root.children] == [("A", ()), ("B", ())]


def test_articles_that_are_only_alike_are_said_to_be(story: Story) -> None:
    (root,) = drawn(story, (LOST, A, B), edge("x2", "a", 0.45), edge("x2", "b", 0.45))
    assert all("could not tell whether from one source" in kid.text for kid in root.children)


def test_a_second_parent_stands_beneath_and_the_article_once(story: Story) -> None:
    (first, second) = drawn(
        story, (QUAY, LOST, A, B), edge("x1", "a", 0.9), edge("x2", "b", 0.9), edge("x2", "a", None, "also")
    )
    assert [kid.label for kid in (*first.children, *second.children)] == ["A", "B"]
    assert ("also", "a has words of x2.") in first.children[0].beneath
