"""Certainty: which words leave it open, which announce, and how hard a verb of speech pushes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.language import certainty


@pytest.mark.parametrize(
    ("read", "word", "kind", "why"),
    [
        (certainty.modal, "Could", "possible", "a modal that leaves it open, in any case"),
        (certainty.modal, "will", "announced", "a modal that announces"),
        (certainty.modal, "would", "supposed", "it may be reported speech or a condition"),
        (certainty.modal, "can", "", "who can do it is not said to do it: nothing is left open"),
        (certainty.adverb, "Allegedly", "alleged", "an adverb that leaves it open"),
        (certainty.adverb, "quickly", "", "an adverb of manner"),
        (certainty.governing, "try", "attempted", "who tries may fail"),
        (certainty.governing, "fail", "denied", "who fails to do it does not do it"),
        (certainty.governing, "manage", "realised", "who manages to do it does it"),
        (certainty.governing, "sing", "", "no verb of the list"),
        (certainty.reporting, "suspect", "believed", "a verb of thinking over a clause"),
        (certainty.reporting, "say", "", "plain speech leaves nothing open"),
    ],
)
def test_kinds(read: Callable[[str], str], word: str, kind: str, why: str) -> None:
    assert read(word) == kind, why


@pytest.mark.parametrize(
    ("lemma", "step", "why"),
    [
        ("advise", 1, "the weakest"),
        ("warn", 2, "in between"),
        ("demand", 3, "the strongest"),
        ("sing", None, "no verb of the ladder"),
    ],
)
def test_force(lemma: str, step: int | None, why: str) -> None:
    assert certainty.force(lemma) == step, why
