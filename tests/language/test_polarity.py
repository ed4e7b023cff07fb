"""Polarity: which word of a sentence is denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.language import lexicon, polarity
from retold.model import Marked

Mark = Callable[..., Marked]


@pytest.mark.parametrize(
    ("text", "denied", "why"),
    [
        ("The mayor did not sign the lease.", ["sign"], "not"),
        ("The mayor never signed the lease.", ["sign"], "never"),
        ("The mayor failed to sign the lease.", ["sign"], "a verb that denies the one it governs"),
        ("The mayor signed the lease.", [], "nothing denied"),
        ("No lease was signed.", ["lease", "sign"], "'no' denies its noun and the verb"),
    ],
)
def test_denied(mark: Mark, text: str, denied: list[str], why: str) -> None:
    tokens = mark(text).tokens
    found = [tokens[d.denied].lemma for d in polarity.denials(tokens, 0, len(tokens))]
    assert sorted(found) == denied, why


def test_denied_word_by_index(mark: Mark) -> None:
    tokens = mark("The pilots did not leave. The crew left.").tokens
    verbs = [i for i, token in enumerate(tokens) if token.lemma == "leave"]
    assert [polarity.denied(tokens, i) for i in verbs] == [True, False]


@pytest.mark.parametrize(
    ("left", "right", "expected", "why"),
    [
        ("accept", "reject", True, "two sides of one row"),
        ("reject", "accept", True, "in either order"),
        ("accept", "approve", False, "one side of one row"),
        ("accept", "fall", False, "two rows"),
        ("cut", "increase", True, "a word of two rows is opposite in one of them"),
    ],
)
def test_opposites(left: str, right: str, expected: bool, why: str) -> None:
    assert polarity.opposites(left, right) == expected, why


def test_no_word_stands_on_both_sides_of_a_row() -> None:
    """A word that is its own opposite would make every telling contradict itself."""
    words = {word for row in lexicon.load("polarity")["opposites"] for side in ("one", "other") for word in row[side]}
    assert not [word for word in words if polarity.opposites(word, word)]
