"""Text in columns, word by word: marked words keep their marks across a line break, and wide characters take the room they need."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from retold.model import Mark, Span
from retold.reports.layout import UNSAFE

PLAIN = {"": ("", ""), "changed": ("{", "}"), "moved": ("~", "~"), "place": ("", "")}
BARE = dict.fromkeys(PLAIN, ("", ""))  # where the style itself shows


class Ink(NamedTuple):
    """Some characters and how they are shown: "", "changed", "moved" or "place"."""

    text: str
    style: str = ""


Paint = Callable[[str, str], str]
Line = list[Ink]


def cells(text: str) -> int:
    """Return how many columns a text takes on a screen: two for a wide character, none for one that combines with the one before."""
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def inked(sentences: Sequence[Span], marks: Iterable[Mark]) -> list[Ink]:
    """Return the text of some sentences as ink, a blank between two, with the marks that lie in them."""
    found: list[Ink] = []
    ordered = sorted(marks, key=lambda mark: mark.span)
    for sentence in sentences:
        at = sentence.start
        found += [Ink(" ")] if found else []
        for mark in ordered:
            if mark.span.article == sentence.article and at <= mark.span.start < sentence.end:
                found.append(Ink(_cut(sentence, at, mark.span.start)))
                found.append(Ink(_cut(sentence, mark.span.start, mark.span.end), "moved" if mark.moved else "changed"))
                at = mark.span.end
        found.append(Ink(_cut(sentence, at, sentence.end)))
    return [ink for ink in found if ink.text]


def _cut(sentence: Span, start: int, end: int) -> str:
    return UNSAFE.sub("", sentence.text[start - sentence.start : end - sentence.start])


def wrap(inks: Iterable[Ink], width: int, signs: dict[str, tuple[str, str]]) -> list[Line]:
    """Break ink into lines of at most `width` columns at blanks, words that are longer inside; `signs` stand around each style."""
    lines: list[Line] = [[]]
    taken = 0
    for word in _words(inks, signs):
        for part in _parts(word, width):
            room = sum(cells(ink.text) for ink in part)
            if lines[-1] and taken + 1 + room > width:
                lines.append([])
                taken = 0
            blank = [Ink(" ")] if lines[-1] else []
            taken += room + len(blank)
            lines[-1] += [*blank, *part]
    return lines


def _words(inks: Iterable[Ink], signs: dict[str, tuple[str, str]]) -> Iterator[Line]:
    """Yield the words, each as the ink that it is made of."""
    word: Line = []
    for ink in inks:
        before, behind = signs[ink.style]
        for letter in before + ink.text + behind:
            if not letter.isspace():
                word.append(Ink(letter, ink.style))
            elif word:
                yield _joined(word)
                word = []
    if word:
        yield _joined(word)


def _joined(letters: Line) -> Line:
    found: Line = []
    for ink in letters:
        if found and found[-1].style == ink.style:
            found[-1] = Ink(found[-1].text + ink.text, ink.style)
        else:
            found.append(ink)
    return found


def _parts(word: Line, width: int) -> list[Line]:
    """Cut a word that is wider than a line."""
    if sum(cells(ink.text) for ink in word) <= width:
        return [word]
    parts: list[Line] = [[]]
    taken = 0
    for ink in word:
        for letter in ink.text:
            if taken + _cells(letter) > width:
                parts.append([])
                taken = 0
            parts[-1].append(Ink(letter, ink.style))
            taken += _cells(letter)
    return [_joined(part) for part in parts if part]


def painted(line: Line, paint: Paint, width: int = 0) -> str:
    """Return a line as text, filled with blanks to `width` columns."""
    blanks = width - sum(cells(ink.text) for ink in line)
    return "".join(paint(ink.text, ink.style) for ink in line) + " " * max(0, blanks)
