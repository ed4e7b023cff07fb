"""Certainty: how firmly a text says something, and with how much force it says that others spoke.

Hedges after Hyland (1998) and the CoNLL-2010 hedge scope data in spirit: adverbs that leave it open ("allegedly"), modals
("could") and the force of a speech verb on a ladder ("advised" < "warned" < "demanded"). The lists stand in
`lexicons/en/certainty.toml`.
"""

from __future__ import annotations

from functools import cache, partial

from retold.language import lexicon

_list = partial(lexicon.words, "certainty", "words")


def hedges(word: str) -> bool:
    """Tell whether an adverb leaves open whether something is so."""
    return word.lower() in _list("adverbs")


def open_modal(word: str) -> bool:
    """Tell whether a modal leaves open whether something is so ("could", "may")."""
    return word.lower() in _list("modals")


def announces(word: str) -> bool:
    """Tell whether a modal announces that it will be ("will")."""
    return word.lower() in _list("firm")


def restricts(word: str) -> bool:
    """Tell whether an adverb restricts what it stands beside ("only")."""
    return word.lower() in _list("restricting")


def stresses(word: str) -> bool:
    """Tell whether an adverb or verb says that something was said with stress ("repeatedly")."""
    return word.lower() in _list("stressing")


def force(lemma: str) -> int | None:
    """Return the step of a speech verb on the ladder of force: 1 advise, 2 ask or warn, 3 demand; None for any other verb."""
    return _ladder().get(lemma.lower())


@cache
def _ladder() -> dict[str, int]:
    steps: list[list[str]] = lexicon.load("certainty")["ladder"]["steps"]
    return {verb: step for step, verbs in enumerate(steps, 1) for verb in verbs}
