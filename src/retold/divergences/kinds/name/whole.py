"""Names as a whole: “Abu Tarek al-Sefi” is one name, and “Abu Tarek”, or “Sefi” alone, is a part of it.

Two words that sound alike are one name's only where the other parts of the two whole names do not disagree: Ada Holm and Ada Hulm may be
one woman, Ada Holm and Berit Hulm are two.
"""

from __future__ import annotations

from functools import cache

from retold.language import lexicon
from retold.language.names import SUFFIXES, country, fold, likeness, nationalities, titles
from retold.model import Marked

HYPHENS = ("-", "‐", "‑", "–")
LONGEST = 5  # words that a name may have on either side of one of its words
FLAGGED = "sic"
AHEAD = 3  # tokens behind a word in which it is flagged as printed so


def whole(page: Marked, at: int) -> tuple[int, int]:
    """Return the first and last token of the name that a token is a word of: words with capitals, hyphens and particles between them."""
    first = last = at
    for _ in range(LONGEST):
        if (wider := _joined(page, first, -1)) is None:
            break
        first = wider
    for _ in range(LONGEST):
        if (wider := _joined(page, last, 1)) is None:
            break
        last = wider
    return first, last


def others(page: Marked, at: int) -> frozenset[str]:
    """Return the other words of a whole name, folded: no title, no particle, no initial, no country, no "Jr."."""
    first, last = whole(page, at)
    words = {fold(page.tokens[i].text) for i in range(first, last + 1) if i != at}
    own = {word for word in words if len(word) > 1 and not _says_nothing(word)}
    return frozenset(own - {fold(page.tokens[at].text)})


def named(page: Marked, at: int) -> tuple[int, int]:
    """Return the first and last token of a whole name without the titles and countries that it begins with."""
    first, last = whole(page, at)
    while first < at and _says_nothing(fold(page.tokens[first].text)) and not particle(page.tokens[first].text):
        first += 1
    return first, last


def disagree(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether the other parts of two names show two bearers: each has a part that is like none of the other's."""
    return _alone(left, right) and _alone(right, left)


def flagged(page: Marked, at: int) -> bool:
    """Tell whether an article says itself that a word is printed as it was found: "Hulm (sic)"."""
    return any(token.text.lower().strip("[]().") == FLAGGED for token in page.tokens[at + 1 : at + 1 + AHEAD])


def particle(word: str) -> bool:
    """Tell whether a word joins the parts of a name and tells nobody apart: "al", "bin", "van"."""
    return fold(word) in _particles()


def _alone(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether a part of the left name is like no part of the right one."""
    return any(all(likeness(one, other) == 0 for other in right) for one in left)


def _joined(page: Marked, edge: int, step: int) -> int | None:
    """Return the next word of a name beyond its edge, over a hyphen or particles; None where it ends."""
    at, tokens = edge + step, page.tokens
    while 0 <= at < len(tokens) and abs(at - edge) <= 3 and tokens[at].sentence == tokens[edge].sentence:
        low, high = sorted((at, at - step))
        if tokens[high].start - tokens[low].end > 1:
            return None
        text = tokens[at].text
        if text[:1].isupper() and (tokens[at].pos == "PROPN" or particle(text)):
            return at
        if not (particle(text) or _hyphen(page, at)):
            return None
        at += step
    return None


def _hyphen(page: Marked, at: int) -> bool:
    """Tell whether a token is a hyphen inside a word."""
    token, tokens = page.tokens[at], page.tokens
    inside = 0 < at < len(tokens) - 1 and tokens[at - 1].end == token.start and tokens[at + 1].start == token.end
    return token.text in HYPHENS and inside


@cache
def _says_nothing(word: str) -> bool:
    return word in titles() | SUFFIXES | _offices() or particle(word) or country(word) in _lands()


@cache
def _offices() -> frozenset[str]:
    return frozenset(fold(w) for w in lexicon.words("words", "titles") | lexicon.words("words", "roles"))


@cache
def _lands() -> frozenset[str]:
    return frozenset(country(name) for name in nationalities())


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.load("names")["inside"]["particles"]) - {"of", "the"}
