"""What references are made of: who is meant, what a noun phrase says of its bearer, and the word lists that both rest on."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec import Struct

from retold.language import lexicon


class Referent(Struct, frozen=True):
    """Who a word stands for: the key of the bearer's names (`model.Name.key`), the fullest form of the name, and why, in words."""

    key: str
    name: str
    because: str


class Role(NamedTuple):
    """What a noun phrase says of its bearer, taken apart: "Trump's former hostage envoy" -> envoy, {hostage}, {trump}, past.

    `lands` are countries (`names.country`), `owners` keys of names, `sorts` other words before the noun; `ranks` make another
    role of it ("vice president").
    """

    noun: str
    sorts: frozenset[str]
    ranks: frozenset[str]
    lands: frozenset[str]
    owners: frozenset[str]
    past: bool
    text: str
    at: int


@cache
def listed(*keys: str) -> frozenset[str]:
    """Return a list of the lexicon of people by its path: `listed("words", "kin")`, `listed("roles")`."""
    return lexicon.words("people", *keys)


@cache
def alike(noun: str) -> str:
    """Return one form for the nouns of one role ("spokeswoman" -> "spokesman", "Sen." -> "senator")."""
    plain = noun.lower().rstrip(".")
    tables = lexicon.load("people")
    plain = tables["abbreviated"].get(plain, plain)
    return str(tables["alike"].get(plain, plain))


@cache
def is_role(noun: str) -> bool:
    """Tell whether a noun (its lemma) names a role or tie by which a person may be named a second time."""
    plain = noun.lower().rstrip(".")
    known = listed("roles") | listed("words", "kin") | {"man", "woman"}
    return plain in known or plain in lexicon.load("people")["abbreviated"] or plain in lexicon.load("people")["alike"]


def sex_of_word(word: str) -> str:
    """Return "male" or "female" for a noun, title or given name that tells, else ""."""
    plain = word.lower().rstrip(".")
    for sex in ("male", "female"):
        if plain in listed(sex, "words"):
            return sex
    return ""


def sex_of_name(given: str) -> str:
    """Return "male" or "female" for a given name that is nearly always one, else ""."""
    for sex in ("male", "female"):
        if given.lower() in listed(sex, "names"):
            return sex
    return ""
