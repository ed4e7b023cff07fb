"""Names: sound, spelling and countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import names


@pytest.mark.parametrize(
    ("left", "right", "least", "why"),
    [
        ("Brevik", "Prevek", 0.85, "b and p are one consonant to Double Metaphone: a name put back by ear"),
        ("Ilan", "Aylan", 0.85, "a short name counts if it opens with a vowel"),
        ("Rosseló", "Rosselo’s", 1.0, "accents and the possessive are no difference"),
        ("U.S.", "American", 0.95, "a country and its people are one name"),
        ("Korvelitskaya", "Korvlitskaya", 0.85, "one letter dropped from a long name"),
    ],
)
def test_one_name(left: str, right: str, least: float, why: str) -> None:
    assert names.likeness(left, right) >= least, why


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("Bo", "Pa", "too short to tell"),
        ("Falk", "Mills", "neither sound nor letters in common"),
        ("Israel", "Iran", "two countries"),
    ],
)
def test_two_names(left: str, right: str, why: str) -> None:
    assert names.likeness(left, right) == 0.0, why


def test_a_name_without_letters_has_no_sound() -> None:
    assert names.sound("–") == ""


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert names.likeness(left, right) == names.likeness(right, left)
    assert 0.0 <= names.likeness(left, right) <= 1.0


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert names.fold(names.fold(word)) == names.fold(word)


@pytest.mark.parametrize(
    ("name", "expected", "why"),
    [
        ("Chile", "place", "a land"),
        ("Chilean", "group", "its adjective"),
        ("Britain", "place", "another name of a land"),
        ("Emiratis", "group", "its people"),
        ("U.N.", "organisation", "a body of lands"),
        ("Merrow", None, "not in the table"),
    ],
)
def test_land(name: str, expected: str | None, why: str) -> None:
    assert names.land(name) == expected, why


@pytest.mark.parametrize(
    ("left", "right", "same", "why"),
    [
        ("Bob", "Robert", True, "a short form"),
        ("R.", "Robert", True, "an initial"),
        ("Edan", "Aidan", True, "one sound, neither listed"),
        ("Steven", "Stephen", True, "two spellings of one listed name"),
        ("Mark", "Marco", False, "both listed, however alike"),
        ("Robert", "Roberta", False, "a man and a woman"),
    ],
)
def test_same_given(left: str, right: str, same: bool, why: str) -> None:
    assert names.same_given(left, right) == names.same_given(right, left) == same, why


@pytest.mark.parametrize(
    ("name", "expected", "why"),
    [
        ("choi tae min", "choi", "Korean, the syllables apart"),
        ("wang yi", "wang", "Chinese, two words"),
        ("lee harvey gorvane", "gorvane", "no Korean syllables behind the surname"),
        ("leda gorvane iii", "gorvane", "a number is no surname"),
        ("", "", "nothing"),
    ],
)
def test_family(name: str, expected: str, why: str) -> None:
    assert names.family(name.split()) == expected, why
