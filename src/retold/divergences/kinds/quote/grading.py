"""How much a changed word in a quotation weighs: a denial or a figure is grave, an article, an ending or a filler is slight.

All functions take words in their plain form, as `laying.utterances` makes them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from retold.language import lexicon
from retold.language.names import fold, titles
from retold.language.words import STOP

DENYING = frozenset(["not", "no", "nor", "never", "neither", "nothing", "nobody", "none"])
LIMITING = frozenset(["without", "only", "against"])
VAGUE = frozenset(["1", "1st", "2nd"])  # figures that are often other words: "one", "first", "second"
Words = Sequence[str]


def reverses(left: Words, right: Words) -> bool:
    """Tell whether one side denies what the other says, nothing else being changed, or whether each gives another figure."""
    if len(left) == len(right) == 1 and all(w.isdigit() and w not in VAGUE for w in (*left, *right)):
        return left != right
    bare = [[w for w in side if w not in DENYING and w not in _row("fillers")] for side in (left, right)]
    denials = [sum(w in DENYING for w in side) for side in (left, right)]
    return bare[0] == bare[1] and denials[0] % 2 != denials[1] % 2 and not ({"only", "just"} & {*left, *right})


def slight(left: Words, right: Words) -> bool:
    """Tell whether two stretches differ in small words, fillers, an ending or the order of the words."""
    heavy = _row("binding") | DENYING | LIMITING
    mine, theirs = Counter(left) - Counter(right), Counter(right) - Counter(left)
    changed = mine + theirs
    if all(side.keys() & _row("contrasting") for side in (mine, theirs)):
        return False
    if all((w in STOP and w not in heavy) or w in _row("fillers") for w in changed):
        return True
    return inflected(left, right)


def binds(words: Words) -> bool:
    """Tell whether words hold a condition, an opinion, a doubt or a denial."""
    return bool((_row("binding") | DENYING) & set(words))


def limits(words: Words) -> bool:
    """Tell whether words limit what is said: to some or most, to likelihood, in contrast to something else."""
    return bool((_row("limiting") | LIMITING) & set(words))


def shortens(words: Words, capitals: Sequence[bool]) -> bool:
    """Tell whether the words that one side has more are names, titles and what joins them."""
    named = [w for w, capital in zip(words, capitals, strict=True) if w not in STOP]
    return (
        bool(named)
        and all(capital or w in STOP or fold(w) in titles() for w, capital in zip(words, capitals, strict=True))
        and not (set(words) & (DENYING | LIMITING))
    )


def inflected(left: Words, right: Words) -> bool:
    """Tell whether two stretches have the same words in another order, or with another ending of up to two letters ("wall", "walls")."""
    if len(left) != len(right) or sorted(left) == sorted(right):
        return len(left) == len(right)
    pairs = [sorted(pair, key=len) for pair in zip(left, right, strict=True)]
    return all(
        (long.startswith(short) and len(long) - len(short) <= 2 and len(short) >= 3) or short == long for short, long in pairs
    )


def same_words(left: Words, right: Words) -> bool:
    """Tell whether two stretches differ in style only: together or apart, in initials, in figures or words, as heard ("’cause")."""
    left, right = _spelt_out(left, right), _spelt_out(right, left)
    joined = ["".join(side) for side in (left, right)]
    if len({_initials().get(word, word) for word in joined}) == 1:
        return True
    if _initials_of(left, right) or _initials_of(right, left):
        return True
    values = [[int(digits) for w in side if (digits := "".join(c for c in w if c.isdigit()))] for side in (left, right)]
    return len(values[0]) == len(left) > 0 and len(values[1]) == len(right) > 0 and sum(values[0]) == sum(values[1])


def _initials_of(short: Words, long: Words) -> bool:
    """Tell whether one word is the first letters of the words on the other side ("EP", "environment panel")."""
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[:1] for word in long)


def _spelt_out(words: Words, other: Words) -> list[str]:
    """Return words with each clipped form in full, where the other side has the full form."""
    clipped: dict[str, str] = lexicon.load("style")["clipped"]
    return [part for word in words for part in (clipped[word].split() if _stands_for(clipped, word, other) else [word])]


def _stands_for(clipped: Mapping[str, str], word: str, other: Words) -> bool:
    return word in clipped and word not in other and set(clipped[word].split()) <= set(other)


@cache
def _row(name: str) -> frozenset[str]:
    return lexicon.words("style", name, "words")


@cache
def _initials() -> dict[str, str]:
    known: dict[str, str] = lexicon.load("style")["initials"]
    return known
