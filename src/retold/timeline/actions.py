"""What a predicate does, in plain words, and which PLOVER event type it is.

A verb is looked up with the preposition that governs the other party ("object to") and then alone. Event nouns stand for a verb:
"his objection to it" is objecting to it. The types are those of PLOVER (Halterman and others 2023); `plover.toml` lists them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast, get_args

from msgspec import Struct

from retold.language import lexicon
from retold.model import EventType

ACTIONS = lexicon.load("actions")
TYPES: dict[str, EventType] = {
    phrase: cast(EventType, kind)
    for kind, phrases in lexicon.load("plover").items()
    if kind in get_args(EventType)
    for phrase in phrases
}
MUTUAL = frozenset(ACTIONS["mutual"])
RECIPROCAL = frozenset(ACTIONS["reciprocal"])
GOVERNING = frozenset(ACTIONS["governing"]) | frozenset(TYPES) | MUTUAL
DOUBLING = frozenset(ACTIONS["doubling"]["words"])
VOWELS = "aeiou"


class Action(Struct, frozen=True):
    """What is done: `words` read between the one who does it and the other ("objected to"), `key` is the same without its tense.

    `type` is None where no PLOVER type fits. `mutual` is true where neither acts alone ("met").
    """

    words: str
    type: EventType | None
    mutual: bool
    key: str = ""


@lru_cache(maxsize=8192)
def of(lemma: str, preposition: str = "", passive: bool = False, noun: bool = False) -> Action:
    """Return the action of a verb's lemma, or of an event noun's if `noun`.

    `preposition` (or particle) is the one behind it, "" for none: it counts only where it makes another action or governs the other
    party ("object to", but not "meet in"). `passive` puts the words into the passive ("was arrested"). Never fails: an unknown
    verb is put into the past and has no type.
    """
    if noun and lemma not in ACTIONS["nouns"]:
        return Action(lemma, None, False, lemma)
    key = str(ACTIONS["nouns"][lemma]) if noun else governed(lemma, preposition)
    return Action(worded(key, passive), TYPES.get(key), key in MUTUAL, key)


def governed(lemma: str, preposition: str) -> str:
    """Return "object to" where the pair is an action of its own, else the lemma alone."""
    pair = f"{lemma} {preposition}".strip()
    return pair if pair in GOVERNING else lemma


def governs(lemma: str, preposition: str) -> bool:
    """Tell whether a verb's other party stands behind a preposition ("objected to Reis")."""
    return f"{lemma} {preposition}" in GOVERNING


def event_noun(lemma: str) -> bool:
    """Tell whether a noun stands for an action ("meeting", "objection")."""
    return lemma in ACTIONS["nouns"]


def reciprocal(lemma: str) -> bool:
    """Tell whether two subjects of a verb without an object do it to each other ("Reis and Gomes met")."""
    return lemma in RECIPROCAL


def worded(key: str, passive: bool = False) -> str:
    """Return an action in the past tense, or in the passive: "object to" -> "objected to", "was objected to"."""
    verb, _, rest = key.partition(" ")
    if passive:
        return " ".join(filter(None, ("was", participle(verb), rest)))
    return ACTIONS["shown"].get(key) or " ".join(filter(None, (past(verb), rest)))


def past(verb: str) -> str:
    """Return the past tense of a verb's lemma."""
    return str(ACTIONS["past"].get(verb) or _regular(verb))


def participle(verb: str) -> str:
    """Return the past participle of a verb's lemma."""
    return str(ACTIONS["participles"].get(verb) or past(verb))


def _regular(verb: str) -> str:
    if verb.endswith("ic"):
        return verb + "ked"
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in DOUBLING else "") + "ed"
