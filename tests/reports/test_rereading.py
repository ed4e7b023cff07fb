"""A saved report is looked at before it is relied on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from retold import pipeline
from retold.errors import BadInput
from retold.model import Edge, Node, Report, Span, Story
from retold.reports import dumps
from retold.reports.rereading import SCHEMA, reread


def test_the_contract_is_the_one_that_is_written() -> None:
    assert SCHEMA == pipeline.SCHEMA


@pytest.mark.parametrize("name", ["report", "cranes"])
def test_what_was_written_comes_back(name: str, request: pytest.FixtureRequest) -> None:
    told: Report = replace(request.getfixturevalue(name), schema=SCHEMA)
    assert reread(dumps(told)) == told


def lost_words(story: Story) -> Story:
    return replace(story, origins=(replace(story.origins[0], evidence=(Span("a", 0, 3, "Not"),)),))


def strange_article(story: Story) -> Story:
    return replace(story, origins=(replace(story.origins[0], evidence=(Span("zz", 0, 3, "The"),)),))


def before_the_text(story: Story) -> Story:
    return replace(story, origins=(replace(story.origins[0], evidence=(Span("a", -3, 0, ""),)),))


def sentence_too_long(story: Story) -> Story:
    return replace(story, articles=(replace(story.articles[0], sentences=((0, 10_000),)), *story.articles[1:]))


def edge_to_nowhere(story: Story) -> Story:
    edges = (*story.lineage.edges, Edge("x9", "a", "facts", None, None, "x", ()))
    return replace(story, lineage=replace(story.lineage, edges=edges))


def node_of_nothing(story: Story) -> Story:
    return replace(story, lineage=replace(story.lineage, nodes=(*story.lineage.nodes, Node("n", "n", "extant", "zz"))))


BROKEN = [
    (lost_words, "words are not where it says"),
    (strange_article, "words are not where it says"),
    (before_the_text, "words are not where it says"),
    (sentence_too_long, "outside of its text"),
    (edge_to_nowhere, "leads nowhere"),
    (node_of_nothing, "an article that is not there"),
]


@pytest.mark.parametrize("break_it, says", BROKEN, ids=[row[0].__name__ for row in BROKEN])
def test_what_does_not_hold_together_is_refused(report: Report, break_it: Callable[[Story], Story], says: str) -> None:
    broken = replace(report, stories=(break_it(report.stories[0]),))
    with pytest.raises(BadInput, match=says):
        reread(dumps(broken))
