"""Names: how one name is recognised behind two spellings.

A name that went through another language comes back with other letters and the same sound ("Edan", "Aidan"). Sound is
judged by Double Metaphone (Philips 2000), spelling by the normalised Indel distance; countries and their people are one
name ("Israel", "Israeli"). Whether two names that sound alike have one bearer is for the room that sees their sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from metaphone import doublemetaphone  # type: ignore[import-untyped]
from rapidfuzz.fuzz import ratio

from retold.language import lexicon

POSSESSIVE = re.compile(r"['’´`]s?$")
SAME, COUNTRY, SOUNDING, UNLIKE = 1.0, 0.95, 0.85, 0.0
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])  # behind a surname: which of a line of namesakes
_ONSET = "(?:hs|ch|sh|zh|ts|kk|hy|[bcdfghjklmnpqrstwxyz]y?)?"
_SYLLABLE = re.compile(rf"{_ONSET}[aeiou]{{1,3}}(?:ng|n|k|l|m|p|t|h|b)?")  # of a Chinese or Korean given name, romanised
_GIVEN = re.compile(rf"(?:{_SYLLABLE.pattern}){{1,2}}")

_ROMAN = (
    (r"(?:tch|tsch)", "ch"), (r"sch|sh", "sh"), (r"kh|gh(?=.)|q|ck|ks?h", "k"), (r"dj|zh|dzh", "j"), (r"dh", "d"),
    (r"th", "t"), (r"ph|ff", "f"),
    (r"tz", "ts"), (r"w", "v"), (r"oo|ou|ue|oe", "u"), (r"ee|ie|iy|ij|ey|ei(?=n?$)|ai|ay|ae|y", "i"), (r"c(?!h)", "k"), (r"(?<=[aeiou])h", ""),
    (r"g(?=[ao])", "k"), (r"e(?=[dlmnr])", "a"), (r"o", "u"), (r"(.)\1+", r"\1"), (r"(?<=.)(?:ev|ov|uv)$", "uv"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in lower case without accents, apostrophes, full stops, hyphens and the possessive 's ("Rosselló’s" -> "rossello")."""
    bare = POSSESSIVE.sub("", word.strip().casefold())
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
    return "".join(letter for letter in letters if letter.isalnum())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the primary Double Metaphone code of a word ("Boller" and "Puller" -> "PLR"); "" where it has none."""
    return str(doublemetaphone(fold(word))[0])


def country(word: str) -> str:
    """Return one form for a country, its adjective and its people ("American", "U.S." -> "us"); any other word comes back folded."""
    plain = fold(word)
    return _countries().get(plain, plain)


@lru_cache(maxsize=4096)
def land(name: str) -> Literal["place", "group", "organisation"] | None:
    """Return what a form of the table of countries is: a land, its people or adjective, or a body of lands; None for any other name."""
    plain = fold(name)
    if plain not in _countries():
        return None
    if plain in _folded("lands", "bodies"):
        return "organisation"
    own = plain == _countries()[plain] or plain in _folded("lands", "words")
    return "place" if own else "group"


def family(parts: Sequence[str]) -> str:
    """Return the family name among the folded words of a person's name: the last but for "Jr." and the like; "" where there are none.

    It is the first word of a Chinese or Korean name ("kim jong il", "wang yi"), told by a list of family names and the shape of the
    syllables behind it.
    """
    words = [word for word in parts if word not in SUFFIXES] or list(parts[:1])
    return "" if not words else words[0] if family_first(words) else words[-1]


def family_first(words: Sequence[str]) -> bool:
    """Tell whether the first of a person's folded names is the family's, as in Chinese and Korean names."""
    first, given = (words[0], words[1:]) if words else ("", ())
    doubtful = first in _folded("family", "doubtful")
    if not (doubtful or first in _folded("family", "first")) or len(given) not in ((2,) if doubtful else (1, 2)):
        return False
    pattern = _SYLLABLE if len(given) == 2 else _GIVEN
    return all(len(word) < 9 and pattern.fullmatch(word) for word in given) and not (len(given) == 1 and given_names(given[0]))


@lru_cache(maxsize=65536)
def same_given(left: str, right: str) -> bool:
    """Tell whether two given names may be one person's: the same, one an initial, a short form of the other, or spelt alike by ear.

    Two names that are both listed as given names of their own are two ("Mark", "Marco"), however alike they sound.
    """
    one, other = sorted((fold(left), fold(right)), key=lambda word: (len(word), word))
    if one == other or (len(one) == 1 and other.startswith(one)):
        return True
    listed, also = given_names(one), given_names(other)
    return bool(listed & also) or (not (listed and also) and len(one) > 1 and sounds_like(one, other))


@lru_cache(maxsize=65536)
def given_names(word: str) -> frozenset[str]:
    """Return the full given names for which a word may stand ("bob" -> "robert"), itself among them; none for a word that no list has."""
    plain = fold(word)
    return _given().get(plain, frozenset())


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


def romanised(word: str) -> str:
    """Return a rough form in which the usual ways of writing one foreign name in Latin letters meet ("Qaddafi", "Gadhafi").

    A name from Arabic, Hebrew, Russian, Chinese or a Turkic language, or a letter with a diaeresis, reaches the press by several
    tables; what these write in two ways is written in one here. English names fall together too: use it for the doubtful only.
    """
    plain = re.sub(r"^(?:al|el|ul)(?=[a-z]{3})", "", fold(word)) if "-" in word else fold(word)
    for old, new in _ROMAN:
        plain = re.sub(old, new, plain)
    return plain


@lru_cache(maxsize=65536)
def transliterated(left: str, right: str) -> bool:
    """Tell whether two spellings differ by the table of transliteration alone ("Zalmai", "Zalmay"), not by a doubled letter alone."""
    one, other = fold(left), fold(right)
    if one == other or romanised(left) != romanised(right):
        return False
    return re.sub(r"(.)\1+", r"\1", one) != re.sub(r"(.)\1+", r"\1", other)


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


@lru_cache(maxsize=32)
def _folded(table: str, row: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.load("names")[table][row])


@lru_cache(maxsize=1)
def _given() -> dict[str, frozenset[str]]:
    """Every listed given name, folded -> the full names that it may stand for."""
    found: dict[str, set[str]] = {}
    for sex in ("male", "female"):
        for name in lexicon.load("people")[sex]["names"]:
            found.setdefault(fold(name), set()).add(fold(name))
    for name, forms in lexicon.load("names")["given"].items():
        for form in (name, *forms):
            found.setdefault(fold(form), set()).update((fold(form), fold(name)))
    return {form: frozenset(names) for form, names in found.items()}
