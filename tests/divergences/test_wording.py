"""Other words in one place: what is shown, in which tier, and what is mere style. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.model import Divergence

Compare = Callable[..., tuple[Divergence, ...]]

LOADED = [
    ("The rebels freed the hostages near Oster.", "The rebels freed the prisoners near Oster.", True, "people who are held"),
    (
        "Police dispersed the protesters near Oster.",
        "Police dispersed the demonstrators near Oster.",
        False,
        "no view in the choice",
    ),
    (
        "Police dispersed the protesters near Oster.",
        "Police dispersed the rioters near Oster.",
        True,
        "the choice takes a side",
    ),
]
LOADED += [
    (
        "The mayor freed the illegal migrants near Oster.",
        "The mayor freed the undocumented migrants near Oster.",
        True,
        "adjectives too",
    ),
    (
        "Troops hit an extremist group near Oster.",
        "Troops hit a militant group near Oster.",
        False,
        "nouns used as adjectives name others",
    ),
]
DEEDS = [
    (
        "The council dismissed the harbour master on Monday.",
        "The harbour master resigned on Monday.",
        True,
        "dismissed or gone of his own will",
    ),
    (
        "Police arrested the captain at the port of Oster.",
        "The captain surrendered at the port of Oster.",
        True,
        "caught or come in",
    ),
    (
        "The city cancelled the boat race near Oster.",
        "The city postponed the boat race near Oster.",
        True,
        "another fact about the race",
    ),
    (
        "The city cancelled the boat race near Oster.",
        "The city scrapped the boat race near Oster.",
        False,
        "one side of the row",
    ),
    (
        "The city cancelled the boat race near Oster.",
        "The city may postpone the boat race near Oster.",
        False,
        "not told as done",
    ),
    (
        "The city cancelled the boat race near Oster.",
        "The city first postponed and then cancelled the boat race near Oster.",
        False,
        "the other has both",
    ),
    ("Police arrested the captain at the port of Oster.", "The pilot surrendered at the port of Oster.", False, "another man"),
]
TABLES = [
    (
        "changed",
        "The envoys agreed on a long truce in Oster.",
        "The envoys agreed on a long ceasefire in Oster.",
        True,
        "synonyms that may differ",
    ),
    ("changed", "The crew was taken to a jail in Oster.", "The crew was taken to a prison in Oster.", False, "mere style"),
    ("changed", "The harbour tour is organised in Oster.", "The harbour tour is organized in Oster.", False, "spelling"),
    (
        "predicate",
        "The union blocked the new harbour of Oster.",
        "The union welcomed the new harbour of Oster.",
        True,
        "verbs with one subject and object",
    ),
    (
        "predicate",
        "The union said the harbour of Oster was closed.",
        "The union wrote the harbour of Oster was closed.",
        False,
        "verbs of speech",
    ),
    (
        "frame",
        "The union released the ships of Oster.",
        "The union was required to release the ships of Oster.",
        True,
        "by whose will",
    ),
    ("frame", "The union had released the ships of Oster.", "The union released the ships of Oster.", False, "tense alone"),
    ("frame", "The union released the ships of Oster.", "The ships of Oster were released by the union.", False, "voice alone"),
    (
        "agent",
        "The union revealed the harbour plans on Monday.",
        "The harbour plans were revealed on Monday.",
        True,
        "the doer is left out",
    ),
    (
        "agent",
        "The union revealed the harbour plans on Monday.",
        "The harbour plans were revealed by the union.",
        False,
        "the doer is told",
    ),
    (
        "subject",
        "The sailors are increasingly worried about Oster.",
        "The owners are increasingly worried about Oster.",
        True,
        "another subject",
    ),
    (
        "subject",
        "America considers the union of Oster a threat.",
        "The U.S. considers the union of Oster a threat.",
        False,
        "one country",
    ),
]


@pytest.mark.parametrize(("left", "right", "found", "reason"), LOADED)
def test_loaded_terms_are_findings(compare: Compare, left: str, right: str, found: bool, reason: str) -> None:
    assert any(d.rule == "loaded" and d.tier == "finding" for d in compare(left, right)) == found, reason


def test_one_choice_is_one_row_for_the_story(compare: Compare) -> None:
    left = "The rebels freed the hostages near Oster. The mayor met the hostages in Veld on Friday."
    right = "The rebels freed the prisoners near Oster. The mayor met the captives in Veld on Friday."
    rows = [d for d in compare(left, right) if d.rule == "loaded"]
    assert len(rows) == 1
    assert len(rows[0].readings) == 3


@pytest.mark.parametrize(("left", "right", "found", "reason"), DEEDS)
def test_deeds_are_findings(compare: Compare, left: str, right: str, found: bool, reason: str) -> None:
    assert any(d.rule == "deed" and d.tier == "finding" for d in compare(left, right)) == found, reason


@pytest.mark.parametrize(("rule", "left", "right", "found", "reason"), TABLES)
def test_tables(compare: Compare, rule: str, left: str, right: str, found: bool, reason: str) -> None:
    rows = [d for d in compare(left, right) if d.rule == rule]
    assert bool(rows) == found, reason
    assert all(d.tier == "table" and d.severity == "minor" for d in rows)


def test_tables_need_close_articles(compare: Compare) -> None:
    left, right = "The envoys agreed on a long truce in Oster.", "The envoys agreed on a long ceasefire in Oster."
    assert compare(left, right)
    assert not compare(left, right, closeness=0.1)
