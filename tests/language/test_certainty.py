"""Certainty: which words leave it open, which announce, and how hard a verb of speech pushes."""

from __future__ import annotations

import pytest

from retold.language import certainty


@pytest.mark.parametrize(
    ("word", "hedge", "open_modal", "announces", "why"),
    [
        ("Allegedly", True, False, False, "an adverb that leaves it open, in any case"),
        ("could", False, True, False, "a modal that leaves it open"),
        ("will", False, False, True, "a modal that announces"),
        ("would", False, False, False, "a modal that announces nothing: it may be reported speech or a condition"),
        ("quickly", False, False, False, "an adverb of manner"),
    ],
)
def test_words(word: str, hedge: bool, open_modal: bool, announces: bool, why: str) -> None:
    assert (certainty.hedges(word), certainty.open_modal(word), certainty.announces(word)) == (hedge, open_modal, announces), (
        why
    )


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
