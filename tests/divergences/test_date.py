"""Days and hours of one deed: which two cannot both be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import divergences
from retold.model import Alignment, Divergence, Marked

Mark = Callable[..., Marked]
FAR = Alignment((), ())

APART = [
    (
        "A fisherman was crushed on Thursday by a giant bell in the tower of Oster.",
        "On Wednesday a fisherman was crushed by a giant bell that fell from the tower of Oster.",
        "day",
        "one deed on two weekdays",
    ),
    (
        "The ferry Merrow landed in Oster harbour at 9:45 a.m. with its passengers.",
        "The ferry Merrow landed at 10:15 a.m. in Oster harbour.",
        "hour",
        "one landing at two hours",
    ),
]
TOGETHER = [
    (
        "A fisherman was crushed on Thursday by a giant bell in the tower of Oster.",
        "A fisherman was crushed by a giant bell in the tower of Oster on Thursday morning.",
        "one weekday",
    ),
    (
        "The mayor of Oster said on Thursday that the bell tower was old.",
        "The mayor of Oster said on Wednesday that the bell tower was old.",
        "a thing may be said twice",
    ),
    (
        "The guild closed the Oster tower on Monday.",
        "The guild has kept the Oster tower closed since Tuesday.",
        "a day from which a state lasts",
    ),
    (
        "The ferry Merrow landed in Oster harbour at 9 a.m. GMT.",
        "The ferry Merrow landed in Oster harbour at 4 a.m. EST.",
        "two zones",
    ),
    (
        "The ferry Merrow landed in Oster harbour at about 9:45 a.m.",
        "The ferry Merrow landed in Oster harbour at 9:50 a.m.",
        "an hour given roughly",
    ),
    (
        "The guild painted the Oster tower on Monday.",
        "The guild sold the Oster barn on Tuesday.",
        "two deeds",
    ),
]


def find(*pages: Marked) -> list[Divergence]:
    """Return the divergences of date between pages of which no sentence is linked."""
    return [d for d in divergences.find(pages, FAR, (), (), {}) if d.kind == "date"]


@pytest.mark.parametrize(("left", "right", "rule", "why"), APART)
def test_apart(mark: Mark, left: str, right: str, rule: str, why: str) -> None:
    assert [(d.rule, d.tier) for d in find(mark(left, id="a"), mark(right, id="b"))] == [(rule, "finding")], why


@pytest.mark.parametrize(("left", "right", "why"), TOGETHER)
def test_together(mark: Mark, left: str, right: str, why: str) -> None:
    assert find(mark(left, id="a"), mark(right, id="b")) == [], why


def test_each_article_may_tell_of_its_own_day(mark: Mark) -> None:
    left, right = APART[0][:2]
    later = mark(left, id="a", published="2026-05-14")
    earlier = mark(right, id="b", published="2026-05-13")
    same = mark(right, id="b", published="2026-05-14")
    assert find(later, earlier) == [], "a deed of the same kind a day before"
    assert [d.rule for d in find(later, same)] == ["day"], "the same issue, two days"


def test_the_stamp_of_an_entry_dates_no_deed(mark: Mark) -> None:
    entry = "Update at {}. Guild Sinks Barge: The harbour guild sank the old Oster barge off the northern jetty."
    left, right = entry.format("9:16 a.m. ET"), entry.format("8:44 a.m. ET")
    assert find(mark(left, id="a"), mark(right, id="b")) == []


def test_near_copies_dated_on_two_predicates_are_left_alone(compare: Callable[..., tuple[Divergence, ...]]) -> None:
    left = "The mayor Friday praised the crews of the Oster barges and blamed the guild, which had criticised the old pilots of the harbour."
    right = "The mayor praised the crews of the Oster barges and blamed the guild, which Sunday criticised the old pilots of the harbour."
    assert [d.rule for d in compare(left, right) if d.kind == "date"] == []


def test_near_copies_are_held_together_whatever_the_day_hangs_on(compare: Callable[..., tuple[Divergence, ...]]) -> None:
    left = "The guild said that the barges ran aground near Oster Wednesday morning but did not sink."
    right = "The guild said that the barges ran aground near Oster Saturday morning but did not sink."
    assert [d.rule for d in compare(left, right) if d.kind == "date"] == ["day"]
