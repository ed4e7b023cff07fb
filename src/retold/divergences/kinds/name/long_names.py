"""A word that changed inside a long name: “Quay and Hold Workers’ Union”, “Quay and Hull Workers’ Union”.

Neither sound nor spelling tells that the two are one name; the rest of the name does, where it is long, where two sentences tell the
same, and where neither article knows the other's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from retold.divergences.laying.grammar import LIMIT, span
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language import lexicon
from retold.language.names import fold, likeness, same_given
from retold.model import Span

LONG = 4  # words of a name, so that three agree
COVER = 0.6
JOINING = frozenset(["and", "of", "for", "the", "&", "on", "in"])
POSSESSIVE = ("'", "’", "'s", "’s")
WHY = "All other words of a long name agree, and neither article has the other's form: probably one name, and one form a slip."


class Title(NamedTuple):
    """A long name: its span and its folded words, joining words left out."""

    span: Span
    words: tuple[str, ...]


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield two long names that differ in one word, in linked sentences that cover each other well."""
    for pair in scene.pairs:
        if pair.cover >= COVER:
            yield from _changed(pair)


def _changed(pair: Pair) -> Iterator[Difference]:
    left, right = _titles(pair.left), _titles(pair.right)
    for a in left:
        for b in right:
            word = _one_word(a.words, b.words)
            if word and not (_known(pair.right, word[0]) or _known(pair.left, word[1])):
                topic = f"{min(word)}/{max(word)}"
                yield Difference("name", "long name", "notable", "finding", a.span, b.span, WHY, word, topic, pair.similarity)


def _one_word(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the only word in which two names of one length differ, if it is another word and not another form of it."""
    if len(left) != len(right) or len(left) < LONG:
        return None
    changed = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(changed) != 1 or not all(w.isalpha() for w in changed[0]):
        return None
    if any(_office(word) for word in changed[0]):
        return None
    short, long = sorted(changed[0], key=len)
    return None if long.startswith(short) or likeness(short, long) or same_given(short, long) else changed[0]


def _office(word: str) -> bool:
    """Tell whether a word, or what it is the plural of, is an office: a department and its secretary are two, under one name."""
    singulars = {word, word.removesuffix("s"), word[:-3] + "y" if word.endswith("ies") else word}
    return not singulars.isdisjoint(_offices())


@cache
def _offices() -> frozenset[str]:
    return lexicon.words("words", "titles") | lexicon.words("words", "roles")


def _known(line: Line, word: str) -> bool:
    """Tell whether an article has a word anywhere with a capital."""
    return any(token.text[:1].isupper() and fold(token.text) == word for token in line.page.tokens)


@once
def _titles(line: Line) -> list[Title]:
    """Return the long names of a sentence; a headline in capitals has none."""
    if line.page.page.sentences[line.number].headline:
        return []
    found, run = [], list[int]()
    for at in range(line.first, line.last + 1):
        inside = at < line.last and ((_capital(line, at) and (run or _nominal(line, at))) or (run and _joins(line, at)))
        if inside:
            run.append(at)
        elif run:
            found.append(_title(line, run))
            run = []
    return [t for t in found if len(t.words) >= LONG and t.span.end - t.span.start <= LIMIT and not _of_a_person(line, t.span)]


def _of_a_person(line: Line, title: Span) -> bool:
    """Tell whether a long name holds a person's, which `other_names` compares."""
    return any(n.kind == "person" and n.span.start < title.end and title.start < n.span.end for n in line.page.names)


def _title(line: Line, run: list[int]) -> Title:
    while not _capital(line, run[-1]):
        run.pop()
    words = tuple(fold(line.token(i).text) for i in run if _capital(line, i))
    return Title(span(line.page, run[0], run[-1]), words)


def _capital(line: Line, at: int) -> bool:
    token = line.token(at)
    return token.text[:1].isupper() and token.text.lower() not in JOINING


def _nominal(line: Line, at: int) -> bool:
    return line.token(at).pos in ("PROPN", "NOUN", "ADJ")


def _joins(line: Line, at: int) -> bool:
    return line.token(at).text.lower() in JOINING or line.token(at).text in POSSESSIVE
