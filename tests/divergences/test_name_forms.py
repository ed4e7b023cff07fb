"""Names: what is a slip, what is transliteration, what is another name in one place, and what is another person. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.language.names import romanised, transliterated
from retold.model import Divergence

Compare = Callable[..., tuple[Divergence, ...]]

FORMS = [
    (
        "The prosecutor Andrew Feldman met the crews on Monday in the old custom house.",
        "The prosecutor Andrew Feldmann met the crews on Monday in the old custom house.",
        [("name", "minor", "finding")],
        "the last letter doubled",
    ),
    (
        "The harbour envoy Adam Boldin met the crews on Monday in the old custom house.",
        "The harbour envoy Adam Pereira met the crews on Monday in the old custom house.",
        [("other name", "notable", "finding")],
        "one given name and another family name in one place",
    ),
    (
        "Captain Mark Varnholt met the crews on Monday in the old custom house.",
        "Captain Peter Varnholt met the crews on Monday in the old custom house.",
        [("other name", "notable", "finding")],
        "one title and family name, another given name",
    ),
    (
        "Captain John Varnholt met the crews on Monday in the old custom house.",
        "Captain Jon Varnholt met the crews on Monday in the old custom house.",
        [("given name", "minor", "finding")],
        "a given name spelt in two ways",
    ),
    (
        "The minister Tarzai Rahimdost met the crews on Monday in the old custom house.",
        "The minister Tarzay Rahimdost met the crews on Monday in the old custom house.",
        [("name", "minor", "table")],
        "two tables of transliteration",
    ),
    (
        "Captain Robert Varnholt met the crews on Monday in the old custom house.",
        "Captain Bob Varnholt met the crews on Monday in the old custom house.",
        [],
        "a short form",
    ),
    (
        "Adam Varnholt met the crews on Monday in the old custom house.",
        "Ruth Varnholt met the crews on Monday in the old custom house.",
        [],
        "a family name alone is a relative's too",
    ),
    (
        "Captain Mark Varnholt met the crews on Monday in the old custom house. Peter Varnholt stayed at home.",
        "Captain Peter Varnholt met the crews on Monday in the old custom house.",
        [],
        "the article knows both",
    ),
    (
        "Captain Mark Varnholt and Ada Holm met the crews on Monday in the old custom house.",
        "Captain Peter Varnholt and Ada Holm met the crews on Monday in the old custom house.",
        [],
        "of two lists each may leave out a name",
    ),
    (
        "Kim Il Sung met the crews on Monday in the old custom house.",
        "Kim Jong Un met the crews on Monday in the old custom house.",
        [],
        "the family name comes first, and is a family's",
    ),
    (
        "The crews met on Monday in the River Theatre in the old port of Oster.",
        "The crews met on Monday in the River Theater in the old port of Oster.",
        [],
        "spelling of the two sides of an ocean",
    ),
    (
        "Harbour Board Chairman Charles Varnholt met the crews on Monday.",
        "Harbour Board Chairman Chuck Varnholt met the crews on Monday.",
        [],
        "a short form inside a long name",
    ),
    (
        "Captain Jon Il Gwang met the crews on Monday in the old custom house. The dancer Mun Su Kyong sang for them.",
        "Captain Jon Il Gwang met the crews on Monday in the old custom house. A dancer sang for them.",
        [],
        "two whole names of which no other part agrees",
    ),
    (
        "The crews met Omar Mohammad Abu-Holma on Monday in the old custom house.",
        "The spokesman Abu Muhammed al-Teren met the crews on Monday in the old custom house.",
        [],
        "parts of two longer names: behind a hyphen and behind a particle",
    ),
    (
        "The prosecutor Andrew Feldman met the crews on Monday in the old custom house.",
        "The prosecutor Andrew Feldmon (sic) met the crews on Monday in the old custom house.",
        [],
        "a spelling that its article flags itself",
    ),
    (
        "The crews lost in the Harbour District on Monday. The district is small.",
        "The crews won in the Harbour Cistrict on Monday, the second of the town.",
        [],
        "a misprint in a word of the language",
    ),
]

SCRIPTS = [
    ("Qaddafi", "Gadhafi", True, "q and g, dd and dh"),
    ("Tarzai", "Tarzay", True, "ai and ay"),
    ("Rasul", "Rassoul", True, "u and ou"),
    ("Hussein", "Hussain", True, "ei and ai"),
    ("Chaikovsky", "Tchaikovsky", True, "ch and tch"),
    ("Muehlhausen", "Mühlhausen", True, "a diaeresis written out"),
    ("Orin", "Aurin", False, "a name heard, not transliterated"),
    ("Bodrick", "Potrik", False, "a misnomer"),
    ("Gabriella", "Gabriela", False, "a lost letter"),
    ("Varnowski", "Varnowksi", False, "two letters in the wrong order"),
    ("Varnholt", "Varnholt", False, "the same"),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), FORMS, ids=[row[-1] for row in FORMS])
def test_forms(compare: Compare, left: str, right: str, expected: list[tuple[str, str, str]], why: str) -> None:
    for texts in ((left, right), (right, left)):
        assert [(d.rule, d.severity, d.tier) for d in compare(*texts) if d.kind == "name"] == expected, why


def test_a_misprint_beside_the_right_form_is_minor(compare: Compare) -> None:
    right = "Natalia Veshnitskova met the crews. Veshnitskova spoke for an hour. The crews thanked Veshnitskova."
    wrong = right.replace("thanked Veshnitskova", "thanked Vesnitskova")
    assert [(d.severity, d.tier) for d in compare(right, wrong) if d.kind == "name"] == [("minor", "finding")]


@pytest.mark.parametrize(("left", "right", "expected", "why"), SCRIPTS, ids=[row[-1] for row in SCRIPTS])
def test_scripts(left: str, right: str, expected: bool, why: str) -> None:
    assert transliterated(left, right) is expected, why
    assert transliterated(right, left) is expected, why


def test_a_rough_form_does_not_depend_on_case_or_accents() -> None:
    assert romanised("Tarzáy") == romanised("TARZAI")
