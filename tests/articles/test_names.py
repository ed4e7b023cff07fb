"""Names: one key for one bearer over a whole story."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.articles.names import key
from retold.model import Marked, NameKind

KEYS: list[tuple[str, str, NameKind, str, bool]] = [
    ("case and hyphens", "Khalil Al-Hayya", "person", "khalil al hayya", True),
    ("titles", "President Marin Holt", "person", "marin holt", True),
    ("a country and its people", "American", "group", "us", True),
    ("accents", "Ricardo Rosselló", "person", "ricardo rossello", True),
    ("another name", "Marin Holt", "person", "ada holt", False),
]


@pytest.mark.parametrize("reason, name, kind, expected, same", KEYS, ids=[row[0] for row in KEYS])
def test_key(reason: str, name: str, kind: NameKind, expected: str, same: bool) -> None:
    assert (key(name, kind) == expected) == same, reason


def test_a_surname_has_the_key_of_the_full_name(mark: Callable[..., Marked]) -> None:
    found = mark("Leda Gorvane called the harbour office on Monday. Gorvane said she was angry. The board let Gorvane speak.")
    keys = {name.key for name in found.names if "Gorvane" in name.span.text}
    assert keys == {"leda gorvane"}


def test_two_bearers_of_one_surname_stay_two(mark: Callable[..., Marked]) -> None:
    found = mark("Donald Marsh met Ada Marsh in London. Donald Marsh left early. Ada Marsh stayed with the lawyers.")
    keys = {name.key for name in found.names if "Marsh" in name.span.text}
    assert keys == {"donald marsh", "ada marsh"}


SETTLED = [
    (
        "a full name met once does not take over a surname met often",
        "Mina Kell waved. " + "Kell spoke in London about the war. " * 30,
        "Kell",
        "kell",
    ),
    (
        "a junior is not his father",
        "David Marsh Jr. told his father, David Marsh, about the call. David Marsh Jr. left. Marsh stayed.",
        "Marsh",
        "david marsh",
    ),
    (
        "a firm's first word stands for the firm",
        "Norvane Lines bought the quay. Norvane said so on Monday.",
        "Norvane",
        "norvane lines",
    ),
    (
        "the role before a name tells that it is a person's",
        "She called harbour commissioner Tomas Bodrick. Bodrick hung up.",
        "Bodrick",
        "tomas bodrick",
    ),
]


@pytest.mark.parametrize("reason, text, written, expected", SETTLED, ids=[row[0] for row in SETTLED])
def test_settled_keys(mark: Callable[..., Marked], reason: str, text: str, written: str, expected: str) -> None:
    assert {name.key for name in mark(text).names if name.span.text == written} == {expected}, reason
