"""Two verbs for one deed of which a reader makes two facts: dismissed or resigned, arrested or surrendered, cancelled or postponed.

The rows stand in the lexicon. A finding only where whom or what it befell is the same in both and is named in both, both tell it as
done, and neither sentence has a verb of the other side, for then both may be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from retold.divergences.laying.grammar import children, lemma, lemmas, quoted
from retold.divergences.laying.phrases import verb_phrase
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language import lexicon

ALIKE, COVER = 0.3, 0.4
WHY = "Two verbs for {what}: readers of the two learn different facts."
UNSURE = ("MD",)
DOING = ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis")


class Verb(NamedTuple):
    """A verb of a row: its token, the number of the row and of its side there, and whom it befell."""

    at: int
    row: int
    side: int
    whom: int


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield verbs of two sides of one row that befell the same."""
    for pair in scene.pairs:
        if pair.similarity >= ALIKE and pair.cover >= COVER:
            yield from _differing(pair)


def _differing(pair: Pair) -> Iterator[Difference]:
    matched = {m.left: m.right for m in pair.matches if m.likeness >= 0.85}
    left, right = _verbs(pair.left), _verbs(pair.right)
    for a in left:
        for b in right:
            if a.row != b.row or a.side == b.side or matched.get(a.whom) != b.whom:
                continue
            if _has(pair.left, b.row, b.side) or _has(pair.right, a.row, a.side):
                continue
            first, second = verb_phrase(pair.left, a.at, subject=True), verb_phrase(pair.right, b.at, subject=True)
            what = _rows()[a.row][0]
            sides = (lemma(pair.left.token(a.at)), lemma(pair.right.token(b.at)))
            yield Difference(
                "wording",
                "deed",
                "notable",
                "finding",
                first,
                second,
                WHY.format(what=what),
                sides,
                f"{what}: {lemma(pair.left.token(a.whom))}",
                pair.similarity,
            )


@once
def _verbs(line: Line) -> list[Verb]:
    """Return the verbs of the rows that a line tells as done, outside quotations."""
    found = []
    for at in line.words:
        word = lemma(line.token(at))
        places = _places().get(word, ())
        if line.token(at).pos != "VERB" or not places or quoted(line.page, at) or not _done(line, at):
            continue
        whom = _whom(line, at, word)
        if whom is not None:
            found += [Verb(at, row, side, whom) for row, side in places]
    return found


def _done(line: Line, at: int) -> bool:
    """Tell whether a verb is told as done: no modal, no denial, no infinitive, not under a condition."""
    kids = [line.token(c) for c in children(line.page, at)]
    open_ones = any(t.tag in UNSURE or t.dep == "neg" or t.tag == "TO" or t.text.lower() in ("if", "unless") for t in kids)
    return line.token(at).dep in DOING and not open_ones


def _whom(line: Line, at: int, word: str) -> int | None:
    """Return whom a deed befell: its object or passive subject, or the subject of a verb that has no object."""
    kids = children(line.page, at)
    for label in ("nsubjpass", "dobj", *(("nsubj",) if word in lexicon.words("scope", "own") else ())):
        found = [c for c in kids if line.token(c).dep == label and line.token(c).pos in ("NOUN", "PROPN")]
        if found:
            return found[0]
    return None


def _has(line: Line, row: int, side: int) -> bool:
    """Tell whether a line has a word of one side of a row, in whatever form."""
    return not lemmas(line).isdisjoint(_rows()[row][1][side])


@cache
def _rows() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    return tuple((row["what"], tuple(frozenset(side) for side in row["sides"])) for row in lexicon.load("scope")["deeds"])


@cache
def _places() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for number, (_, sides) in enumerate(_rows()):
        for side, words in enumerate(sides):
            for word in sorted(words):
                found.setdefault(word, []).append((number, side))
    return {word: tuple(places) for word, places in found.items()}
