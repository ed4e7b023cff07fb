"""How wide words will be, without a font at hand: the widths are those of a wide sans serif, so that no other font runs over."""

from __future__ import annotations

import unicodedata
from functools import cache

from retold.reports.layout import clean

NARROW, WIDE = frozenset("iljtfrI.,:;'’‘|!()[] "), frozenset("mwMWQO@%—…&")
THIN, USUAL, CAPITAL, BROAD, FULL = 0.38, 0.62, 0.74, 0.96, 1.02  # of the size of the font; DejaVu Sans, rounded up
BOLD = 1.1
DOTS = "…"


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return how many pixels words take at a size in pixels; rather too many than too few."""
    return sum(map(_em, clean(words))) * size * (BOLD if bold else 1)


@cache
def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0xFFFF:
        return FULL
    if char in WIDE:
        return BROAD
    return THIN if char in NARROW else CAPITAL if char.isupper() or char.isdigit() else USUAL


def cut(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return words that fit into `room` pixels, with dots where something was cut."""
    words = clean(words)
    if width(words, size, bold=bold) <= room:
        return words
    left = room - width(DOTS, size, bold=bold)
    for end, char in enumerate(words):  # one pass: a name may be thousands of characters long
        left -= _em(char) * size * (BOLD if bold else 1)
        if left < 0:
            return words[:end].rstrip() + DOTS
    return DOTS


def wrapped(words: str, room: float, size: float, *, rows: int = 2, bold: bool = False) -> list[str]:
    """Return words on at most `rows` lines of `room` pixels, the last one cut where there is more."""
    made: list[str] = []
    left = clean(words).split()
    while left and len(made) < rows - 1:
        taken = 1
        while taken < len(left) and width(" ".join(left[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        if width(left[0], size, bold=bold) > room:
            break
        made.append(" ".join(left[:taken]))
        left = left[taken:]
    return [*made, cut(" ".join(left), room, size, bold=bold)] if left or not made else made
