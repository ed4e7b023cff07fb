"""What the room says of whole stories, invented for the purpose."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import msgspec
import pytest
from tests.lineage.invented import OTHER, REPORT, REWORDED, credits, marked

from retold.lineage import Traced, behind, trace
from retold.model import Alignment, Count, Divergence, Marked, Reading, Span

NOTHING = Alignment((), ())
Names = Mapping[str, str | None]


def traced(pile: Sequence[Marked], names: Names | None = None, divergences: Sequence[Divergence] = ()) -> Traced:
    return trace(pile, NOTHING, (), {item.page.article.id: credits(item, names or {}) for item in pile}, divergences)


def parent(found: Traced, child: str) -> str | None:
    return next((edge.parent for edge in found.lineage.edges if edge.child == child), None)


def kind(found: Traced, child: str) -> str | None:
    return next((edge.kind for edge in found.lineage.edges if edge.child == child), None)


def with_credit(sentences: list[str], name: str) -> list[str]:
    return [f"{name} reported that a sale was near.", *sentences]


def test_one_lost_origin_is_named_when_all_credit_it() -> None:
    pile = [marked("a", with_credit(REPORT, "Havnetidende")), marked("b", with_credit(REWORDED, "Havnetidende"))]
    found = traced(pile, {"Havnetidende": None})
    assert [(origin.name, origin.collected, origin.articles) for origin in found.origins] == [
        ("Havnetidende", False, ("a", "b"))
    ]
    assert (found.independent.low, found.independent.high) == (1, 1)
    (root,) = [node for node in found.lineage.nodes if parent(found, node.id) is None]
    assert (root.name, root.witness) == ("Havnetidende", "hypothetical")


def test_a_collected_origin_is_the_root() -> None:
    pile = [marked("a", REPORT, outlet="Skerry Post"), marked("b", with_credit(REWORDED, "Skerry Post"), outlet="Lagoon Times")]
    found = traced(pile, {"Skerry Post": "a"})
    assert parent(found, "b") == "a"
    assert [origin.name for origin in found.origins] == ["a"]


def test_who_rests_on_a_retelling_does_not_hide_the_origin() -> None:
    """`c` retells `a` without a word on it, and `d` rests on `c`: the group still goes back to `a`."""
    pile = [
        marked("a", REPORT, outlet="Skerry Post", published="2024-03-01"),
        marked("b", with_credit(REPORT[:9], "Skerry Post"), outlet="Lagoon Times", published="2024-03-02"),
        marked("c", REWORDED, outlet="Havnetidende", published="2024-03-02"),
        marked("d", with_credit(REWORDED[:7], "Havnetidende"), outlet="Norrby Mail", published="2024-03-03"),
    ]
    found = traced(pile, {"Skerry Post": "a", "Havnetidende": "c"})
    assert [origin.name for origin in found.origins] == ["a"]
    assert {child: parent(found, child) for child in "abcd"} == {"a": None, "b": "a", "c": "a", "d": "c"}


def test_stories_without_anything_in_common_have_two_origins() -> None:
    found = traced([marked("a", REPORT), marked("b", OTHER)])
    assert found.independent.high == 2
    assert found.lineage.edges == ()


def test_a_copy_never_adds_an_origin() -> None:
    pile = [marked("a", REPORT), marked("b", OTHER)]
    more = [*pile, marked("c", REPORT[:-1])]
    assert traced(more).independent.high == traced(pile).independent.high


def test_word_for_word_is_called_verbatim_with_its_share() -> None:
    found = traced([marked("a", REPORT), marked("b", REPORT[:8])])
    assert {edge.kind for edge in found.lineage.edges} == {"verbatim"}
    assert all("100%" in edge.because for edge in found.lineage.edges)


def test_two_agencies_copies_are_not_joined_by_likeness() -> None:
    first = ["HARBOUR TOWN (Nordwire) - " + REPORT[0], *REPORT[1:]]
    second = ["HARBOUR TOWN (Presslink) - " + REWORDED[0], *REWORDED[1:]]
    pile = [marked("a", first), marked("b", second)]
    named = {
        item.page.article.id: credits(item, {name: None}) for item, name in zip(pile, ("Nordwire", "Presslink"), strict=True)
    }
    found = trace(pile, NOTHING, (), named, ())
    assert sorted(origin.name for origin in found.origins) == ["Nordwire", "Presslink"]
    assert (found.independent.low, found.independent.high) == (2, 2)


def test_a_direction_that_cannot_be_told_is_not_told() -> None:
    found = traced([marked("a", REPORT), marked("b", REWORDED)])
    assert {node.name for node in found.lineage.nodes if node.article is None} in ({"lost source"}, set())
    if not found.lineage.edges:
        assert found.undetermined
    else:
        assert all(parent(found, text) not in ("a", "b") for text in ("a", "b"))


def test_an_agency_between_the_origin_and_its_copy_is_a_lost_source() -> None:
    copy = ["NORRBY (Nordwire) - Skerry Post reported that a sale was near.", *REWORDED]
    pile = [marked("a", REPORT, outlet="Skerry Post"), marked("b", copy, outlet="Lagoon Times")]
    found = traced(pile, {"Skerry Post": "a", "Nordwire": None})
    agency = parent(found, "b")
    assert next(node.name for node in found.lineage.nodes if node.id == agency) == "Nordwire"
    assert parent(found, str(agency)) == "a"


def test_a_shared_slip_joins_two_texts() -> None:
    found = traced(*slipped(REPORT))
    assert parent(found, "b") == parent(found, "c") != parent(found, "a")
    edge = next(edge for edge in found.lineage.edges if edge.child == parent(found, "b"))
    assert edge.kind == "reworded"
    assert edge.support is None
    assert "Brunstrem" in edge.because


def test_a_name_changed_by_sound_in_other_words_is_called_translated() -> None:
    found = traced(*slipped(REWORDED))
    assert kind(found, str(parent(found, "b"))) == "translated"


def slipped(wording: list[str]) -> tuple[list[Marked], Names, list[Divergence]]:
    """Return a pile in which b and c, in the given wording, misspell a name, what they credit, and where the name differs."""
    spelt = [line.replace("Brunnström", "Brunstrem") for line in wording]
    name = "Havnetidende"
    pile = [
        marked("a", with_credit(REPORT, name)),
        marked("b", with_credit(spelt[:-2], name)),
        marked("c", with_credit(spelt[2:], name)),
        marked("d", with_credit(REPORT[1:], name)),
        marked("e", with_credit(REPORT[:11], name)),
    ]
    forms = [("Brunnström", "a"), ("Brunnström", "d"), ("Brunnström", "e"), ("Brunstrem", "b"), ("Brunstrem", "c")]
    readings: dict[str, list[Span]] = {}
    for form, id in forms:
        text = next(item.page.article.text for item in pile if item.page.article.id == id)
        at = text.index(form)
        readings.setdefault(form, []).append(Span(id, at, at + len(form), form))
    slip = Divergence(
        "d1", "name", "notable", "finding", None, "a name", "", tuple(Reading(t, tuple(s)) for t, s in readings.items())
    )
    return pile, {name: None}, [slip]


def test_an_article_credits_its_own_outlet_in_vain() -> None:
    found = traced([marked("a", with_credit(REPORT, "Skerry Post"), outlet="Skerry Post")], {"Skerry Post": "a"})
    assert [origin.name for origin in found.origins] == ["a"]


@pytest.mark.parametrize(
    "pile, why",
    [
        ([], "no article at all"),
        ([marked("a", REPORT)], "one article"),
        ([marked("a", []), marked("b", REPORT)], "a page without sentences"),
        ([marked("a", ["Short."]), marked("b", ["Brief."])], "nearly nothing"),
        ([marked("x1", REPORT), marked("x2", with_credit(REPORT, "Havnetidende"))], "ids that lost sources would have"),
    ],
)
def test_odd_piles_are_traced(pile: list[Marked], why: str) -> None:
    found = traced(pile, {"Havnetidende": None})
    ids = [node.id for node in found.lineage.nodes]
    assert len(ids) == len(set(ids)), why
    assert {node.article for node in found.lineage.nodes if node.article} == {item.page.article.id for item in pile}, why
    assert 0 <= found.independent.high - found.independent.low <= 2, why


def story() -> list[Marked]:
    name = "Havnetidende"
    return [
        marked("a", with_credit(REPORT, name), published="2024-03-08T09:00"),
        marked("b", with_credit(REWORDED, name), published="2024-03-08T12:00"),
        marked("c", with_credit(REWORDED[:-2], name)),
        marked("d", OTHER),
    ]


def test_the_order_of_the_pile_changes_nothing() -> None:
    pile = story()
    first = msgspec.json.encode(traced(pile, {"Havnetidende": None}))
    for seed in range(3):
        random.Random(seed).shuffle(pile)
        assert msgspec.json.encode(traced(pile, {"Havnetidende": None})) == first


def test_evidence_resolves_and_every_edge_has_a_reason() -> None:
    pile = story()
    found = traced(pile, {"Havnetidende": None})
    texts = {item.page.article.id: item.page.article.text for item in pile}
    for edge in found.lineage.edges:
        assert edge.because
    for span in (span for record in (*found.origins, *found.lineage.edges) for span in record.evidence):
        assert texts[span.article][span.start : span.end] == span.text


def test_the_lineage_is_a_forest_over_its_nodes() -> None:
    found = traced(story(), {"Havnetidende": None})
    ids = {node.id for node in found.lineage.nodes}
    children = [edge.child for edge in found.lineage.edges]
    assert len(children) == len(set(children))
    assert all(edge.parent in ids and edge.child in ids for edge in found.lineage.edges)


def test_behind_names_the_origins_of_tellings() -> None:
    found = traced(story(), {"Havnetidende": None})
    one, two = [Span("b", 0, 1, "x")], [Span("b", 0, 1, "x"), Span("d", 0, 1, "x")]
    assert behind(one, found) == (("Havnetidende",), Count(1, 1))
    assert behind(two, found) == (("Havnetidende", "d"), Count(1, 2)), "d shows nothing of where it has its account from"
    assert behind([], found) == ((), Count(0, 0))


AGENCY = "Nordwire"


def copy(id: str, sentences: list[str], **fields: str) -> Marked:
    return marked(id, [f"NORRBY ({AGENCY}) - {sentences[0]}", *sentences[1:]], **fields)


def test_what_agrees_with_an_agencys_copy_hangs_from_the_agency() -> None:
    pile = [copy("a", REPORT, published="2024-03-08"), marked("b", REPORT[:9], published="2024-03-09")]
    found = traced(pile, {AGENCY: None})
    assert [(origin.name, origin.articles) for origin in found.origins] == [(AGENCY, ("a", "b"))]
    assert parent(found, "a") == parent(found, "b") not in ("a", "b", None)
    assert all("at least one of them copied" in edge.because for edge in found.lineage.edges)


def test_one_outlet_outside_the_pile_is_one_origin_whatever_it_told() -> None:
    found = traced([copy("a", REPORT), copy("b", OTHER)], {AGENCY: None})
    assert [origin.name for origin in found.origins] == [AGENCY]
    assert any("to several" in note for note in found.undetermined)


@pytest.mark.parametrize(
    "dates, expected, why",
    [
        (("2024-03-08", "2024-03-09"), ["a"], "the credited article came first"),
        (("2024-03-10", "2024-03-09"), ["a", "b"], "it came later, so what was used is not in the pile"),
    ],
)
def test_nothing_is_taken_from_what_came_later(dates: tuple[str, str], expected: list[str], why: str) -> None:
    first = marked("a", REPORT, outlet="Skerry Post", published=dates[0])
    second = marked("b", with_credit(OTHER, "Skerry Post"), published=dates[1])
    found = traced([first, second], {"Skerry Post": "a"})
    assert [origin.name for origin in found.origins] == expected, why


def test_an_outlet_under_another_of_its_names_is_no_origin() -> None:
    found = traced([marked("a", with_credit(REPORT, "CNN"), outlet="CNN (Web News)")], {"CNN": None})
    assert [origin.name for origin in found.origins] == ["a"]


def test_a_group_too_large_for_the_search_is_traced_more_coarsely() -> None:
    pile = [marked(f"t{k:02}", [line for n, line in enumerate(REPORT) if n != k % len(REPORT)]) for k in range(27)]
    found = traced(pile)
    assert (found.independent.low, found.independent.high) == (1, 1)
    assert any("coarser" in note for note in found.undetermined)
    texts = {item.page.article.id for item in pile}
    assert all(parent(found, text) not in texts for text in texts), "nothing ties one copy to another alone"


def test_reasons_are_short_and_rivals_name_another_place() -> None:
    pile = [marked(f"t{k}", with_credit(REPORT[k:] if k % 2 else REWORDED[k:], "Havnetidende")) for k in range(5)]
    for edge in traced(pile, {"Havnetidende": None}).lineage.edges:
        assert 0 < len(edge.because) <= 250
        assert edge.rival is None or not edge.rival.endswith(f"{edge.child} both from a lost source")


@pytest.mark.parametrize(
    "outlets, low, why",
    [
        (["Skerry Post", "Lagoon Times", "Pier Echo", "Cape Star"], 2, "four outlets: wider than two says nothing"),
        (["Skerry Post"] * 4, 1, "one desk's articles need not be independent of each other"),
    ],
)
def test_how_wide_the_interval_is(outlets: list[str], low: int, why: str) -> None:
    pile = [marked(f"t{k}", (REPORT + OTHER)[4 * k : 4 * k + 4], outlet=outlet) for k, outlet in enumerate(outlets)]
    found = traced(pile)
    assert (found.independent.low, found.independent.high) == (low, 4), why


def test_a_credit_in_passing_leaves_it_open() -> None:
    late = [
        *OTHER,
        *OTHER,
        "Skerry Post says that the shipyard would pay forty million kronor and take over the crews until autumn.",
    ]
    pile = [marked("a", REPORT, outlet="Skerry Post"), marked("b", late, outlet="Lagoon Times")]
    found = traced(pile, {"Skerry Post": "a"})
    assert (found.independent.low, found.independent.high) == (1, 2)
    assert any("late or for a detail" in note for note in found.undetermined)
