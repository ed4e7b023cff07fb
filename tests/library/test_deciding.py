"""Decisions, and what they are recognised by in a later report."""

from __future__ import annotations

import pytest

from retold.libraries import judged, line, opposed, pairs
from retold.libraries.deciding import shown
from retold.model import Decision, Divergence, Reading, Span

AT = "2026-01-02T03:04:05Z"


def divergence(name: str, *readings: tuple[str, str], kind: str = "number") -> Divergence:
    """A divergence whose readings are pairs of letters of articles and words."""
    said = tuple(
        Reading(words, tuple(Span(article, 0, len(words), words) for article in articles)) for articles, words in readings
    )
    return Divergence(name, kind, "critical", "finding", None, name, "", said)  # type: ignore[arg-type]


def dropped(one: Divergence, because: str = "a rounding") -> Decision:
    seen = shown(one)
    return Decision(
        "divergence", False, tuple(sorted({a for a, _ in seen.readings})), "Ada", because, AT, seen.kind, seen.readings, 1
    )


SEEN = divergence("d1", ("a", "two days"), ("b", "48 hours"))
LATER = [
    (divergence("d7", ("a", "two days"), ("b", "48 hours")), True, "under another number"),
    (divergence("d1", ("b", "48 hours"), ("a", "two days")), True, "in another order"),
    (divergence("d1", ("ac", "two days"), ("bd", "48 hours")), True, "with more articles on either side"),
    (divergence("d1", ("a", "Two  days"), ("b", "48 hours")), True, "capitals and blanks do not count"),
    (divergence("d1", ("a", "two days"), ("b", "48 hours"), kind="date"), False, "another kind"),
    (divergence("d1", ("a", "two days"), ("b", "49 hours")), False, "other words"),
    (divergence("d1", ("a", "two days"), ("b", "48 hours"), ("c", "a week")), False, "one reading more"),
    (divergence("d1", ("c", "two days"), ("b", "48 hours")), False, "one side is no longer said by whom it was"),
    (divergence("d1", ("b", "two days"), ("a", "48 hours")), False, "the sides have changed places"),
]


@pytest.mark.parametrize("later, same, why", LATER, ids=[row[-1] for row in LATER])
def test_a_divergence_is_known_again(later: Divergence, same: bool, why: str) -> None:
    found = judged([later], [dropped(SEEN)])
    assert (not found.standing) == same, why
    assert len(found.all) == 1


def test_what_a_person_dropped_is_a_row_that_says_so_and_counts_no_more() -> None:
    other = divergence("d2", ("a", "nine"), ("b", "ten"))
    found = judged([SEEN, other], [dropped(SEEN)])
    assert [(it.id, it.title, it.tier) for it in found.all] == [("d1", "d2", "finding"), ("d2", "d1", "table")]
    assert found.standing == found.all[:1]
    assert found.all[1].judged is not None
    assert (found.all[1].judged.by, found.all[1].judged.because) == ("Ada", "a rounding")


def test_without_decisions_nothing_is_touched() -> None:
    assert judged([SEEN], []).all == (SEEN,)


def pair(about: str, one: str, other: str, *, holds: bool) -> Decision:
    return Decision(about, holds, (one, other), "Ada", "", AT)  # type: ignore[arg-type]


def test_pairs_are_told_apart() -> None:
    made = [pair("story", "b", "a", holds=True), pair("story", "a", "c", holds=False), pair("origin", "a", "b", holds=True)]
    assert pairs(made, "story", hold=True) == {("a", "b")}
    assert pairs(made, "story", hold=False) == {("a", "c")}
    assert pairs(made, "origin", hold=True) == {("a", "b")}


OPPOSED = [
    ([pair("story", "a", "b", holds=True), pair("story", "b", "c", holds=False)], False, "they agree"),
    ([pair("story", "a", "b", holds=True), pair("story", "b", "c", holds=True), pair("story", "c", "a", holds=False)], True, "over two steps"),
    ([pair("story", "a", "b", holds=True), pair("origin", "a", "b", holds=False)], False, "one story may have two origins"),
    ([pair("origin", "a", "b", holds=False), pair("origin", "b", "a", holds=True)], True, "in either order"),
]  # fmt: skip


@pytest.mark.parametrize("made, found, why", OPPOSED, ids=[row[-1] for row in OPPOSED])
def test_decisions_that_contradict_each_other(made: list[Decision], found: bool, why: str) -> None:
    assert (opposed(made) is not None) == found, why


LINES = [
    (pair("story", "a", "b", holds=False), "judged by Ada: a and b do not tell the same story"),
    (pair("origin", "a", "b", holds=True), "judged by Ada: a and b have the same origin"),
    (dropped(SEEN), "judged by Ada: “two days” / “48 hours” is not a divergence (a rounding)"),
]


@pytest.mark.parametrize("decision, said", LINES)
def test_a_decision_in_words(decision: Decision, said: str) -> None:
    assert line(decision) == said
