"""The words of a telling, as an apparatus compares them: kept as they are written, and a key that forgets what copy desks change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from retold.language import style
from retold.language.words import STOP
from retold.model import Span
from retold.reports.exports.tei.markup import UNWRITABLE

CHUNK = re.compile(r"\S+")
EDGES = ".,;:!?…¿¡()[]{}<>«»‹›„“”‟\"'‘’‚`´*_|\\/،؛؟。、「」『』"
DASHES = "-–—‒―−"
SIGN = re.compile(rf"^[{DASHES}](?=[\d.])")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")


class Word(NamedTuple):
    """A word as it stands in its article, from `start` to `end` (code points), marks that touch it included.

    `key` is the same for words that differ in capitals, punctuation, quotation marks and house style alone.
    """

    text: str
    key: tuple[str, ...]
    start: int
    end: int


def passages(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the stretches of an article that some spans of it cover, in order, what overlaps or touches joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def words(text: str, stretches: Iterable[tuple[int, int]]) -> list[Word]:
    """Return the words of stretches of an article's text; a mark that stands alone belongs to the word before it."""
    found: list[Word] = []
    for start, end in stretches:
        for match in CHUNK.finditer(text, start, end):
            written = UNWRITABLE.sub("", match[0])
            if not written.strip():
                continue
            made = key(written)
            if made or not found:
                found.append(Word(written, made or (written,), match.start(), match.end()))
            else:
                found[-1] = found[-1]._replace(text=f"{found[-1].text} {written}", end=match.end())
    return found


@lru_cache(maxsize=65_536)
def key(written: str) -> tuple[str, ...]:
    """Return what a word is compared by: "“Theatre,”" and "theater" have one key, "5%" and "5" have not; () for marks alone."""
    bare = written.casefold().strip(EDGES)
    sign = "-" if SIGN.match(bare) else ""  # “–5 degrees” is not “5 degrees”
    bare = bare.strip(EDGES + DASHES)
    if any(letter.isdigit() for letter in bare):
        return (sign + THOUSANDS.sub("", bare),)
    return style.plain(bare.replace("'", "’")) or ((bare,) if bare else ())


def carries(made: tuple[str, ...]) -> bool:
    """Tell whether a key says anything by itself: no article, preposition or other word of the kind that stands everywhere."""
    return any(part not in STOP for part in made)
