"""What is one divergence and what two, what the tables leave out, and how grave a divergence is: a row a reason."""

from __future__ import annotations

from itertools import permutations

import pytest

from retold.divergences.folding import ROWS, fold
from retold.divergences.merge import Point, merge, points
from retold.divergences.records import Difference
from retold.divergences.severity import settle
from retold.model import Divergence, Reading, Span
from retold.model.findings import DivergenceKind, Severity, Tier


def at(article: str, start: int, text: str) -> Span:
    return Span(article, start, start + len(text), text)


def differ(left: Span, right: Span, rule: str = "terms", tier: Tier = "table", topic: str = "") -> Difference:
    return Difference("wording", rule, "minor", tier, left, right, "why", topic=topic, strength=0.5)


OLD, NEW = at("a", 0, "old pilots"), at("b", 0, "young pilots")
MERGED = [
    ("one place of an article", [differ(OLD, NEW), differ(OLD, at("c", 9, "aged pilots"))], 1),
    ("the same two words elsewhere", [differ(OLD, NEW), differ(at("c", 90, "old pilots"), at("d", 80, "young pilots"))], 1),
    ("what both have around them aside", [differ(OLD, NEW), differ(at("c", 90, "old ships"), at("d", 80, "young ships"))], 1),
    ("one word of two is another", [differ(OLD, NEW), differ(at("c", 90, "old pilots"), at("d", 80, "brave pilots"))], 2),
    ("two rules", [differ(OLD, NEW), differ(OLD, NEW, "scope")], 2),
    ("one topic", [differ(OLD, NEW, topic="t"), differ(at("c", 9, "x y"), at("d", 9, "u v"), topic="t")], 1),
    ("two topics", [differ(OLD, NEW, topic="t"), differ(OLD, NEW, topic="u")], 2),
]


def test_a_reading_shown_from_further_back_is_no_other_reading() -> None:
    left, wide = at("a", 4, "the last offer"), at("b", 0, "it is the final offer")
    narrow, other = at("b", 6, "the final offer"), at("c", 2, "the last offer")
    (found,) = merge([differ(left, wide, topic="t"), differ(narrow, other, topic="t")], ())
    assert [(r.text, sorted({s.article for s in r.spans})) for r in found.readings] == [
        ("the last offer", ["a", "c"]),
        ("it is the final offer", ["b"]),
    ]


@pytest.mark.parametrize("reason, differences, number", MERGED, ids=[row[0] for row in MERGED])
def test_merged(reason: str, differences: list[Difference], number: int) -> None:
    for order in permutations(differences):
        assert len(merge(order, ())) == number, reason


def test_all_spans_of_a_choice_of_words_are_kept() -> None:
    again = differ(at("c", 90, "old pilots"), at("d", 80, "young pilots"))
    (found,) = merge([differ(OLD, NEW), again], ())
    assert [sorted(s.article for s in r.spans) for r in found.readings] == [["a", "c"], ["b", "d"]]


REPEATED = [
    ("the same words under two rules", differ(OLD, NEW, "scope"), 1),
    ("a row that lies inside the words of a finding", differ(at("a", 0, "old"), at("b", 0, "young"), "scope"), 1),
    ("another place of one side", differ(OLD, at("b", 50, "young pilots"), "scope"), 2),
    ("a third article", differ(OLD, at("c", 0, "young pilots"), "scope"), 2),
    ("a finding inside a longer one", differ(at("a", 0, "old"), at("b", 0, "young"), "scope", "finding"), 2),
]


@pytest.mark.parametrize("reason, other, number", REPEATED, ids=[row[0] for row in REPEATED])
def test_what_two_rules_found_is_told_once(reason: str, other: Difference, number: int) -> None:
    found = fold(points([differ(OLD, NEW, "terms", "finding"), other], ()))
    assert len(found) == number, reason
    assert found[0].rule == "terms" or other.tier == "finding"


def test_a_row_inside_another_row_is_told_once() -> None:
    longer = differ(at("a", 0, "no lease would be signed"), at("b", 0, "no contract would be signed"), "deeds")
    shorter = differ(at("a", 0, "no lease"), at("b", 0, "no contract"), "terms")
    assert len(fold(points([longer, shorter], ()))) == 1
    assert len(fold(points([longer, shorter._replace(right=at("b", 60, "no contract"))], ()))) == 2


def test_the_tables_are_short_and_no_finding_is_lost() -> None:
    rows = [
        differ(
            at("a", 100 * n, f"word{n}"), at("b", 100 * n, f"other{n}"), f"rule{n % 2}", "finding" if n % 10 == 0 else "table"
        )
        for n in range(100)
    ]
    found = fold(points(rows, ()))
    assert [d.tier for d in found] == ["finding"] * 10 + ["table"] * ROWS
    assert {d.rule for d in found if d.tier == "table"} == {"rule0", "rule1"}


def test_a_rule_leaves_room_for_others() -> None:
    many = [differ(at("a", 100 * n, f"word{n}"), at("b", 100 * n, f"other{n}"), "many") for n in range(60)]
    last = [differ(at("a", 9000 + 100 * n, f"z{n}"), at("b", 9000 + 100 * n, f"y{n}"), "zeal") for n in range(5)]
    found = fold(points(many + last, ()))
    assert len(found) == ROWS
    assert sum(d.rule == "zeal" for d in found) == 5


def test_the_gravest_stand_first_in_any_order() -> None:
    made = [
        _divergence("wording", "minor", "finding", "a", "b"),
        _divergence("number", "critical", "finding", "c", "d"),
        _divergence("quote", "critical", "table", "e", "f"),
        _divergence("polarity", "notable", "finding", "g", "h"),
    ]
    results = {tuple(d.kind for d in fold([Point(d, 1.0) for d in order])) for order in permutations(made)}
    assert results == {("number", "polarity", "wording", "quote")}


def _divergence(kind: DivergenceKind, severity: Severity, tier: Tier, left: str, right: str) -> Divergence:
    readings = (Reading(left, (at(left[:1], 0, left),)), Reading(right, (at(right[:1] + "2", 0, right),)))
    return Divergence("", kind, severity, tier, None, f"{left} / {right}", "", readings)


SETTLED = [
    ("a denial inside a quotation", ("quote", "notable", "finding", "I did sign it", "I did not sign it"), "critical"),
    ("contracted", ("quote", "minor", "finding", "we do want it", "we don’t want it"), "critical"),
    ("another word too", ("quote", "notable", "finding", "I did sign it", "I never touched it"), "notable"),
    ("outside a quotation the rule has judged", ("wording", "notable", "finding", "did sign", "did not sign"), "notable"),
    ("spelling", ("name", "notable", "finding", "Al-Masri", "Al Masri"), "minor"),
    ("an accent", ("quote", "notable", "finding", "the café", "the cafe"), "minor"),
    ("a table states nothing", ("number", "critical", "table", "40 boats", "14 boats"), "notable"),
    ("what is left stays", ("number", "critical", "finding", "40 boats", "14 boats"), "critical"),
]


@pytest.mark.parametrize("reason, made, severity", SETTLED, ids=[row[0] for row in SETTLED])
def test_severity(reason: str, made: tuple[DivergenceKind, Severity, Tier, str, str], severity: Severity) -> None:
    assert settle(_divergence(*made)).severity == severity, reason


def test_an_article_with_two_readings_of_a_fact_decides_nothing() -> None:
    def found(*letters: str) -> Divergence:
        readings = tuple(
            Reading(f"{n} pilots", tuple(at(i, n, f"{n} pilots") for i in row)) for n, row in enumerate(letters, 10)
        )
        return Divergence("", "number", "critical", "finding", None, "", "", readings, "number")

    assert (settle(found("a", "b")).tier, settle(found("a", "b")).severity) == ("finding", "critical")
    assert (settle(found("a", "ab")).tier, settle(found("a", "ab")).severity) == ("table", "notable")


def test_hundreds_of_differences_at_few_places_are_compared_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [at("b", n * 40, f"{n} pilots drowned off the pier") for n in range(60)]
    rows = [differ(at("a", n * 40, f"{n + 100} pilots drowned off the pier"), span) for n in range(60) for span in spans]
    asked: list[Span] = []
    monkeypatch.setattr("retold.divergences.merge.same_place", lambda left, right: asked.append(left) or left == right)
    assert len(merge(rows, ())) == 1
    assert len(asked) < 1000
