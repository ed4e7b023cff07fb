"""Names of outlets that no list holds, recognised by how they read.

An outlet is told by the words of its own name ("the Merrow Courier", "the Times of Merrow") or by a word beside it ("news site
Northlight"). Such a name is a guess until the words around it credit it, so the caller decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from retold.language import lexicon
from retold.language.names import country, fold
from retold.language.outlets import CAPITAL, canonical


class Unlisted(NamedTuple):
    """A name that looks like an outlet's: offsets, the name without its article, and whether the name alone tells."""

    start: int
    end: int
    name: str
    sure: bool


def unlisted(text: str) -> list[Unlisted]:
    """Return names that no list holds but that read like an outlet's, in order; the caller decides by the words around them."""
    hits = [Unlisted(m.start(1), m.end(1), m[1], m[2] in _words("sure")) for m in _newspaper_name().finditer(text)]
    hits += [Unlisted(m.start(1), m.end(1), m[1], True) for m in _name_of_place().finditer(text)]
    hits += [Unlisted(m.start(1), m.end(1), m[1], True) for m in _described_name().finditer(text)]
    hits += [Unlisted(m.start(1), m.end(1), m[1], True) for m in _name_described().finditer(text)]
    told = [_unowned(hit) for hit in hits]
    return sorted(hit for hit in told if canonical(hit.name) is None and not _plain(hit.name))


def _unowned(hit: Unlisted) -> Unlisted:
    """Leave out whose outlet it is ("South Korea's Chosun Ilbo") and the full stop behind it."""
    name = hit.name.rstrip(".") if hit.name[:-1].isalpha() else hit.name
    owner = re.match(r"(?:[\w.-]+ ){0,2}[\w.-]+['’]s ", name)
    skip = owner.end() if owner and country(owner[0].strip()) != fold(owner[0]) else 0
    skip = owner.end() if owner and fold(owner[0].strip()) in _lands() else skip
    return Unlisted(hit.start + skip, hit.start + len(name), name[skip:], hit.sure)


@lru_cache(maxsize=1)
def _lands() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.load("names")["countries"])


def _words(name: str) -> frozenset[str]:
    return lexicon.words("outlets", "words", name)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _plain(name: str) -> bool:
    """Tell whether a would-be outlet is an ordinary phrase in capitals ("Breaking News", "White House Press")."""
    words = name.split()
    return (
        (len(words) < 2 and name in _words("newspaper"))
        or country(name) != fold(name)  # "the Costa Rican newspaper"
        or all(country(word) != fold(word) for word in words)  # "the French newspaper"
        or any(word.endswith(".") and len(word) > 4 for word in words[:-1])  # the end of another sentence
        or words[0] in _NO_NAME
        or any(word in _NO_NAME for word in words[:-1])
    )


_NO_NAME = frozenset(
    "Breaking Latest More Related House White Associated Top World Last Read Good Fake First Second New Old Former Sunday Monday Tuesday "
    "Wednesday Thursday Friday Saturday January February March April May June July August September October November December "
    "Press Secretary Internet Public National Foreign The This That In On At For By From With And".split()
)


@lru_cache(maxsize=1)
def _newspaper_name() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he )?((?:{CAPITAL} ){{1,3}}({_either(_words('newspaper'))}))\b(?![’']?[a-z]*-)(?! [A-Z])")


@lru_cache(maxsize=1)
def _name_of_place() -> re.Pattern[str]:
    """ "the Times of Merrow"."""
    return re.compile(rf"\b[Tt]he ((?:Times|Herald|Tribune|Voice|Chronicle|Star|Echo|Gazette) of {CAPITAL}(?: {CAPITAL})?)")


@lru_cache(maxsize=1)
def _described_name() -> re.Pattern[str]:
    """ "news site Northlight": the describing word comes first."""
    return re.compile(rf"\b(?:{_either(_words('descriptor'))}) [\"“‘]?((?:[Tt]he )?{CAPITAL}(?: {CAPITAL}){{0,3}})")


@lru_cache(maxsize=1)
def _name_described() -> re.Pattern[str]:
    """ "the Northlight news agency": the describing word comes last."""
    return re.compile(rf"\b[Tt]he [\"“‘]?({CAPITAL}(?: {CAPITAL}){{0,3}})[\"”’]? (?:{_either(_words('descriptor'))})\b")
