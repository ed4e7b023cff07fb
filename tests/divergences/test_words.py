"""Which words of two tellings stand for each other, and the phrases that they stand in. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.divergences.laying import words
from retold.divergences.laying.grammar import bounds, line
from retold.divergences.laying.phrases import anchor, arguments, noun_phrase, subject_of, verb_phrase
from retold.divergences.laying.rows import heaviest
from retold.divergences.records import Difference, Line, Pair, Wordings
from retold.language.synonyms import row, styled, synonyms
from retold.model import Marked, Span

Mark = Callable[..., Marked]


def _line(mark: Mark, text: str, name: str = "a") -> Line:
    page = mark(text, id=name)
    return line(page, 0, bounds(page)[0])


def _pair(mark: Mark, left: str, right: str) -> Pair:
    lines = _line(mark, left, "a"), _line(mark, right, "b")
    matcher = words.Matcher()
    one, other = matcher.shape(lines[0]), matcher.shape(lines[1])
    matches = matcher.match(one, other)
    return Pair(*lines, 0.6, 0.6, Wordings(matches, words.cover(one, other, matches)))


def _at(on: Line, word: str) -> int:
    return next(i for i in range(on.first, on.last) if on.token(i).text == word)


SLOTS = [
    (
        "The council approved the harbour lease.",
        "The council rejected the harbour lease.",
        ("approved", "rejected"),
        "one subject and one object",
    ),
    (
        "They signed a deal for the rescue of the boys.",
        "They signed a deal to rescue the sailors.",
        ("boys", "sailors"),
        "what a noun has is what its verb governs",
    ),
    (
        "The lease was signed by the mayor.",
        "The mayor signed the contract.",
        ("lease", "contract"),
        "the passive is folded into the active",
    ),
]


@pytest.mark.parametrize(("left", "right", "both", "reason"), SLOTS)
def test_words_in_one_place_are_matched(mark: Mark, left: str, right: str, both: tuple[str, str], reason: str) -> None:
    pair = _pair(mark, left, right)
    matched = {(pair.left.token(m.left).text, pair.right.token(m.right).text) for m in pair.matches}
    assert both in matched, reason


def test_matches_do_not_depend_on_the_side(mark: Mark) -> None:
    texts = "The council approved the long harbour lease on Monday.", "On Monday the council rejected a lease of the harbour."
    there, back = _pair(mark, *texts), _pair(mark, *reversed(texts))
    assert {(m.left - there.left.first, m.right - there.right.first) for m in there.matches} == {
        (m.right - back.right.first, m.left - back.left.first) for m in back.matches
    }


PHRASES = [
    (
        "The union would be required to release the ships.",
        "release",
        "would be required to release",
        "the verb above it belongs to it",
    ),
    ("They were not close to reaching a deal.", "reaching", "close to reaching", "through an adjective and its preposition"),
    ("The mayor has never met the union.", "met", "has never met", "auxiliaries and adverbs"),
    ("The crew set off on Monday.", "set", "set off", "a particle behind it"),
]


@pytest.mark.parametrize(("text", "verb", "expected", "reason"), PHRASES)
def test_verb_phrase(mark: Mark, text: str, verb: str, expected: str, reason: str) -> None:
    on = _line(mark, text)
    assert expected in verb_phrase(on, _at(on, verb)).text, reason


def test_a_noun_phrase_shows_no_long_owner(mark: Mark) -> None:
    on = _line(mark, "They met former harbour minister Konstantin Oster's close adviser.")
    shown = noun_phrase(on, _at(on, "adviser")).text
    assert shown.endswith("close adviser")
    assert "minister" not in shown


def test_a_subject_is_found_through_complements(mark: Mark) -> None:
    on = _line(mark, "The sailors agreed to leave the harbour.")
    found = subject_of(on, _at(on, "leave"))
    assert found is not None
    assert on.token(found).text == "sailors"


def test_an_anchor_counts_what_two_verbs_share(mark: Mark) -> None:
    pair = _pair(mark, "The council approved the harbour lease.", "The council rejected the harbour lease.")
    match = next(m for m in pair.matches if pair.left.token(m.left).text == "approved")
    assert anchor(pair, match).below == 2
    assert arguments(pair, match) == 2


def test_rows_of_synonyms_have_a_name_and_style_is_a_part_of_them() -> None:
    assert synonyms("ceasefire", "truce")
    assert row("truce", "ceasefire") == row("ceasefire", "armistice") != ""
    assert row("truce", "lighthouse") == ""
    assert styled("jail", "prison")
    assert not styled("ceasefire", "truce")


def test_the_heaviest_rows_are_kept_whole_whatever_their_order() -> None:
    def one(topic: str, strength: float, article: str) -> Difference:
        spans = Span(article, 0, 4, "ship"), Span("z", 0, 4, "boat")
        return Difference("wording", "changed", "minor", "table", *spans, "why", topic=topic, strength=strength)

    rows = [one("a", 0.2, "a"), one("b", 0.5, "a"), one("a", 0.4, "b"), one("c", 0.1, "a")]
    kept = heaviest(rows, 2)
    assert {d.topic for d in kept} == {"a", "b"}
    assert len(kept) == 3
    assert kept == heaviest(rows[::-1], 2)
