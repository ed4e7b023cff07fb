"""Names: how one name is recognised behind two spellings.

A name that went through another language comes back with other letters and the same sound ("Edan", "Aidan"). Sound is
judged by Double Metaphone (Philips 2000), spelling by the normalised Indel distance; countries and their people are one
name ("Israel", "Israeli"). Whether two names that sound alike have one bearer is for the room that sees their sentences.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from metaphone import doublemetaphone  # type: ignore[import-untyped]
from rapidfuzz.fuzz import ratio

from retold.language import lexicon

POSSESSIVE = re.compile(r"['’´`]s?$")
SAME, COUNTRY, SOUNDING, UNLIKE = 1.0, 0.95, 0.85, 0.0


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in lower case without accents, apostrophes, full stops, hyphens and the possessive 's ("Rosselló’s" -> "rossello")."""
    bare = POSSESSIVE.sub("", word.strip().casefold())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
    return "".join(letter for letter in letters if letter.isalnum())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the primary Double Metaphone code of a word ("Boehler" and "Puller" -> "PLR"); "" where it has none."""
    return str(doublemetaphone(fold(word))[0])


def country(word: str) -> str:
    """Return one form for a country, its adjective and its people ("American", "U.S." -> "us"); any other word comes back folded."""
    plain = fold(word)
    return _countries().get(plain, plain)


def nearness(left: str, right: str) -> float:
    """Return how alike two words are spelt, 0..100, accents and case aside."""
    return float(ratio(fold(left), fold(right)))


@lru_cache(maxsize=65536)
def likeness(left: str, right: str) -> float:
    """Return how surely two words are one name: 1 same letters, .95 same country, .85 same sound or nearly the same letters, or 0."""
    if fold(left) == fold(right):
        return SAME
    if country(left) == country(right):
        return COUNTRY
    short = min(len(fold(left)), len(fold(right))) < 3
    if not short and (sounds_like(left, right) or nearness(left, right) >= 82):
        return SOUNDING
    return UNLIKE


def sounds_like(left: str, right: str) -> bool:
    """Tell whether two words have one telling code: three letters of code, or two of which the first is a vowel's ("Edan", "Aidan")."""
    code = sound(left)
    return code == sound(right) and (len(code) >= 3 or code.startswith("A"))


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Return the words that stand beside a name and say nothing of who bears it, folded ("senator", "team")."""
    return frozenset(fold(word) for word in lexicon.load("names")["titles"]["words"])


def nationalities() -> frozenset[str]:
    """Return the countries of the lexicon, their adjectives and their people, as they are written; no initials ("us")."""
    forms: dict[str, list[str]] = lexicon.load("names")["countries"]
    return frozenset(form for name, others in forms.items() for form in (name, *others) if len(form) > 4 and "." not in form)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    forms: dict[str, list[str]] = lexicon.load("names")["countries"]
    return {fold(form): fold(name) for name, others in forms.items() for form in (name, *others)}
