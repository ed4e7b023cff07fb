"""Which credits an article rests on."""

from __future__ import annotations

import pytest
from tests.lineage.invented import OTHER, REPORT, REWORDED, credits, marked

from retold.language.outlets import key
from retold.lineage.credit import bases, own_reporting
from retold.lineage.grouping import components
from retold.lineage.texts import texts
from retold.lineage.units import units

FIRST, LAST = "Havnetidende reported the sale.", "The rule was mentioned in Havnetidende."


@pytest.mark.parametrize(
    "sentences, central, why",
    [
        ([FIRST, *REPORT], True, "in the first sentence"),
        ([*REPORT, LAST], False, "once, at the end: a side fact"),
        ([*OTHER, LAST, LAST, LAST], True, "a third of the article"),
        (["NORRBY (Havnetidende) - The sale is near.", *REPORT], True, "a dateline"),
        ([*REPORT, "Copyright 2024 Havnetidende. All rights reserved by the owner."], True, "a copyright line"),
        ([*REPORT, "Havnetidende contributed to this report."], False, "a share that nobody knows"),
    ],
)
def test_what_an_article_rests_on(sentences: list[str], central: bool, why: str) -> None:
    item = marked("a", sentences)
    pile = texts([item])
    (found,) = bases(pile, {"a": credits(item, {"Havnetidende": None})}, units(pile), {})
    assert any(basis.central for basis in found) == central, why


def test_a_late_credit_counts_where_the_collected_article_tells_it() -> None:
    late = [*OTHER, "Skerry Post says that the shipyard would pay forty million kronor and take over the crews until autumn."]
    pile = [marked("a", REPORT, outlet="Skerry Post"), marked("b", late)]
    read = texts(pile)
    named = {item.page.article.id: credits(item, {"Skerry Post": "a"}) for item in pile}
    assert [basis.told for basis in bases(read, named, units(read), {})[1]] == [True]


def test_a_credit_in_the_lead_of_a_brief_counts_where_the_collected_article_tells_it() -> None:
    brief = [
        "The shipyard would pay forty million kronor and take over the crews until autumn, as the Skerry Post reported.",
        "The island council meets on Monday.",
    ]
    for sentences, central in ((brief, True), ([*OTHER[:2], *brief], False)):
        pile = [marked("a", REPORT, outlet="Skerry Post"), marked("b", sentences)]
        read = texts(pile)
        named = {item.page.article.id: credits(item, {"Skerry Post": "a"}) for item in pile}
        assert [basis.central for basis in bases(read, named, units(read), {})[1]] == [central]


@pytest.mark.parametrize(
    "sentence, own, why",
    [
        ("The captain told the Skerry Courier that he would go.", True, "told the outlet"),
        ("A flight log seen by the Skerry Courier shows two trips.", True, "seen by it"),
        ("The captain told the Courier that he would go.", True, "told it, by its short name"),
        ("The captain told the Lagoon Times that he would go.", False, "told another outlet"),
        ("The Skerry Courier is sold at the pier.", False, "only mentioned"),
    ],
)
def test_own_reporting(sentence: str, own: bool, why: str) -> None:
    (text,) = texts([marked("a", [*OTHER, sentence], outlet="The Skerry Courier")])
    assert bool(own_reporting(text)) == own, why


@pytest.mark.parametrize(
    "left, right",
    [("The New York Times", "New York Times"), ("Farland News Agency", "Farland"), ("Daily Mail", "The Mail")],
)
def test_names_are_compared_without_their_common_words(left: str, right: str) -> None:
    assert key(left) == key(right)


@pytest.mark.parametrize(
    "links, groups",
    [([], [(0,), (1,), (2,), (3,)]), ([(0, 2), (2, 3)], [(0, 2, 3), (1,)]), ([(0, 1), (2, 3), (1, 3)], [(0, 1, 2, 3)])],
)
def test_components_are_single_link(links: list[tuple[int, int]], groups: list[tuple[int, ...]]) -> None:
    assert components(4, links) == groups


def test_units_join_what_is_told_twice_and_nothing_else() -> None:
    pile = texts([marked("a", REPORT), marked("b", REWORDED), marked("c", OTHER)])
    found = units(pile)
    assert sum(len(unit.lines) for unit in found) == len(REPORT) + len(REWORDED) + len(OTHER)
    both = [unit for unit in found if unit.texts == {0, 1}]
    assert len(both) >= 7
    assert not any(2 in unit.texts and len(unit.texts) > 1 for unit in found)
