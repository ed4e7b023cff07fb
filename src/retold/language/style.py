"""House style: what copy desks change in a word without changing what was said.

Full stops and hyphens, British spelling, figures or words, contractions and abbreviations; the lists stand in `lexicons/en/style.toml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retold.language import lexicon
from retold.language.names import fold

BRITISH = re.compile(r"is(e|ed|es|ing|ation|ations)$")
GLUED = re.compile(r"(\d+)(percent|million|billion|%)")  # a blank lost in typing


@lru_cache(maxsize=65_536)
def plain(word: str) -> tuple[str, ...]:
    """Strip house style from a word: full stops, British spelling, figures in words; a contraction becomes two words."""
    bare = word.replace(".", "").replace("-", "").replace("’", "'")
    figure = GLUED.fullmatch(bare)
    if figure:
        return (figure[1], *plain(figure[2]))
    parts = _uncontracted(bare)
    if len(parts) > 1:
        return tuple(form for part in parts for form in plain(part))
    bare = fold(bare) if "'" not in bare else bare
    bare = BRITISH.sub(r"iz\1", bare) if len(bare) > 4 else bare
    bare = bare.replace("our", "or") if len(bare) > 4 else bare
    return tuple(styles().get(bare, bare).split())


def in_one_style(left: str, right: str) -> bool:
    """Tell whether two words differ by the house style of their desks alone ("theatre", "theater")."""
    return plain(left.lower()) == plain(right.lower())


def _uncontracted(word: str) -> list[str]:
    """Return the words of a contraction ("there'll" -> there, will); a possessive or a name with an apostrophe stays as it is."""
    whole = styles().get(word, word).split()
    if len(whole) > 1 or "'" not in word:
        return whole
    if word.endswith("n't"):
        return [word[:-3], "not"]
    stem, _, ending = word.rpartition("'")
    rest = contractions().get(ending)
    return [stem, rest] if stem.isalpha() and rest else [word]


@cache
def contractions() -> dict[str, str]:
    """Return the endings of contractions and the words that they stand for."""
    endings: dict[str, str] = lexicon.load("style")["contracted"]
    return endings


@cache
def styles() -> dict[str, str]:
    """Return the words that have another form in another style sheet, with the form that stands for both."""
    styles: dict[str, str] = lexicon.load("style")["same"]
    return styles
