"""Certainty: how firmly a text says something, and with how much force it says that others spoke.

Hedges after Hyland (1998) and the CoNLL-2010 hedge scope data in spirit: adverbs ("allegedly"), modals ("could"), verbs, adjectives and
nouns over an infinitive or a clause ("tried to", "likely to", "believes that"), and the force of a speech verb on a ladder ("advised" <
"warned" < "demanded"). The lists stand in `lexicons/en/certainty.toml`.
"""

from __future__ import annotations

from functools import cache, partial

from retold.language import lexicon

_list = partial(lexicon.words, "certainty", "words")
_listed = partial(lexicon.words, "certainty", "standing")


def restricts(word: str) -> bool:
    """Tell whether an adverb restricts what it stands beside ("only")."""
    return word.lower() in _list("restricting")


def stresses(word: str) -> bool:
    """Tell whether an adverb or verb says that something was said with stress ("repeatedly")."""
    return word.lower() in _list("stressing")


def links(lemma: str) -> bool:
    """Tell whether a verb only links a subject to what is said of it ("be", "remain")."""
    return lemma in _listed("linking")


def conditions(word: str) -> bool:
    """Tell whether a word opens a clause on which the main clause depends ("if", "unless")."""
    return word.lower() in _listed("conditions")


def suspends(word: str) -> bool:
    """Tell whether a word opens a clause that is itself not stated ("if", "whether", "before")."""
    return conditions(word) or word.lower() in _listed("suspending")


def modal(word: str) -> str:
    """Return the kind of a modal: "possible", "announced", "supposed" (would) or "ought"; "" for one that leaves nothing open."""
    return _kinds("modals").get(word.lower(), "")


def adverb(word: str) -> str:
    """Return the kind of an adverb that leaves it open whether something is so: "possible", "alleged" ...; "" for any other."""
    return _kinds("adverbs").get(word.lower(), "")


def governing(lemma: str) -> str:
    """Return what becomes of an infinitive under a verb, adjective or noun: "denied", "attempted", "realised" ...; "" if not known."""
    return _kinds("governing").get(lemma, "")


def reporting(lemma: str) -> str:
    """Return how a verb over a clause holds it: "believed", "alleged", "expected" ...; "" for any other."""
    return _kinds("reporting").get(lemma, "")


def force(lemma: str) -> int | None:
    """Return the step of a speech verb on the ladder of force: 1 advise, 2 ask or warn, 3 demand; None for any other verb."""
    return _ladder().get(lemma.lower())


@cache
def _ladder() -> dict[str, int]:
    steps: list[list[str]] = lexicon.load("certainty")["ladder"]["steps"]
    return {verb: step for step, verbs in enumerate(steps, 1) for verb in verbs}


@cache
def _kinds(construction: str) -> dict[str, str]:
    rows: dict[str, list[str]] = lexicon.load("certainty")["standing"][construction]
    return {word: kind for kind, words in rows.items() for word in words}
