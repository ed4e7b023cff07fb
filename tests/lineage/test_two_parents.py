"""Articles that draw on two lines: they keep a second parent, and do not make two origins one."""

from __future__ import annotations

import pytest
from tests.lineage.invented import MORE, OTHER, REPORT, marked
from tests.lineage.test_trace import traced

from retold.lineage.seconds import COMPANY, company
from retold.lineage.tree import ROOT, Tree
from retold.model import Marked

VALLEY = [*OTHER, *MORE]
BOTH = [*REPORT[:8], *VALLEY[:8]]


def pile(*more: Marked) -> list[Marked]:
    """Two reports, each told twice."""
    told = [("a", REPORT), ("b", REPORT[:-2]), ("c", VALLEY), ("d", VALLEY[:-2])]
    return [*(marked(id, sentences) for id, sentences in told), *more]


def test_an_article_of_two_reports_does_not_make_them_one() -> None:
    alone, mixed = traced(pile()), traced(pile(marked("m", BOTH)))
    assert (alone.independent.high, mixed.independent.high) == (2, 2)
    assert mixed.independent.low == 1, "whether the two sides are one cannot be excluded once an article joins them"
    assert mixed.independent.likely == 2
    assert any("Nothing but m ties" in said for said in mixed.undetermined)


def test_such_an_article_has_a_second_parent_with_sentences_of_both() -> None:
    found = traced(pile(marked("m", BOTH)))
    (edge,) = [edge for edge in found.lineage.edges if edge.kind == "also"]
    assert edge.child == "m"
    assert {span.article for span in edge.evidence} > {"m"}
    assert sum(edge.child == "m" and edge.kind != "also" for edge in found.lineage.edges) == 1


def test_the_rest_stays_a_tree_and_no_article_draws_on_itself() -> None:
    found = traced(pile(marked("m", BOTH)))
    parents = [edge.child for edge in found.lineage.edges if edge.kind != "also"]
    assert len(parents) == len(set(parents))
    below: dict[str, set[str]] = {}
    for edge in found.lineage.edges:
        below.setdefault(edge.parent, set()).add(edge.child)
    seen, queue = {"m"}, ["m"]
    for node in queue:
        fresh = below.get(node, set()) - seen
        seen |= fresh
        queue += sorted(fresh)
    assert not any(edge.parent in seen for edge in found.lineage.edges if edge.child == "m")


@pytest.mark.parametrize(
    ("dates", "joined", "why"),
    [
        (("2026-03-02", "2026-03-02", "2026-03-01"), True, "the older, longer report is what the two have in common"),
        (("2026-03-01", "2026-03-01", "2026-03-02"), False, "it came after both, and can have drawn on both"),
    ],
)
def test_an_older_report_is_no_bridge(dates: tuple[str, str, str], joined: bool, why: str) -> None:
    told = zip(("a", "c", "m"), (REPORT[:8], VALLEY[:8], BOTH), dates, strict=True)
    found = traced([marked(id, sentences, published=day) for id, sentences, day in told])
    assert (found.independent.high == 1) == joined, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (0, {1, 2, 3}, "the texts under its parent are too few, so those under the next ancestor count"),
        (4, {0, 1, 2, 3, 5}, "a child of the root has all others beside it"),
        (5, {0, 1, 2, 3, 4}, "so has another"),
    ],
)
def test_a_text_is_held_against_its_own_line(text: int, expected: set[int], why: str) -> None:
    tree = Tree((6, 6, 7, 7, 8, 8, 7, 8, ROOT, -2, -2, -2), 6)
    assert company(tree, text) == expected, why
    assert len(expected) >= COMPANY
