"""Words that take a side: one telling's hostages are another's prisoners.

Only words of one row of the lexicon count, in one place of two linked sentences, with a neighbour or governor in common. All
findings of one row are folded into one for the story, for the same choice repeated is one choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.divergences.laying.grammar import children, lemma, lemmas, quoted
from retold.divergences.laying.phrases import anchor, noun_phrase
from retold.divergences.records import Difference, Line, Match, Pair, Scene, once
from retold.language import lexicon

CLOSE, NEAR = 0.25, 0.35  # closeness of two articles: retellings of one text, and such that keep most of its words
WHY = "Two words for {what}, in the same place of sentences that tell the same: the choice takes a side."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield two nouns, or two adjectives, of one row that stand for each other."""
    for pair in scene.pairs:
        close = pair.closeness >= CLOSE
        for m in pair.matches if close and _loaded(pair.left) and _loaded(pair.right) else ():
            what = _row(pair, m)
            if (
                what
                and not _uses_both(pair, m)
                and _anchored(pair, m)
                and not (quoted(pair.left.page, m.left) or quoted(pair.right.page, m.right))
            ):
                a, b = noun_phrase(pair.left, m.left), noun_phrase(pair.right, m.right)
                sides = (lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right)))
                yield Difference(
                    "wording", "loaded", "notable", "finding", a, b, WHY.format(what=what), sides, what, pair.similarity
                )


@once
def _loaded(line: Line) -> bool:
    """Tell whether a line has a word that takes a side."""
    return not _rows().keys().isdisjoint(lemmas(line))


def one_view(left: str, right: str) -> bool:
    """Tell whether two lemmas stand in one row of words that take a side."""
    return bool(_rows().get(left, frozenset()) & _rows().get(right, frozenset()))


def _uses_both(pair: Pair, m: Match) -> bool:
    """Tell whether articles use both words: each of two near copies, one of two others. Then they have not chosen a side."""
    words = {lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right))}
    using = [words <= _lemmas(line) for line in (pair.left, pair.right)]
    return all(using) if pair.closeness >= NEAR else any(using)


@once
def _lemmas(line: Line) -> frozenset[str]:
    """Return the lemmas of a line's article."""
    return frozenset(lemma(token) for token in line.page.tokens if token.pos in ("NOUN", "ADJ"))


def _row(pair: Pair, m: Match) -> str | None:
    """Return what the row of two different loaded nouns names, if each line uses one of them only."""
    left, right = lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right))
    rows = _rows().get(left, frozenset()) & _rows().get(right, frozenset())
    if (
        left == right
        or not rows
        or not m.likeness
        or {pair.left.token(m.left).pos, pair.right.token(m.right).pos} != {_pos(sorted(rows)[0])}
    ):
        return None
    used = [{lemma(line.token(i)) for i in line.words} for line in (pair.left, pair.right)]
    return None if right in used[0] or left in used[1] or _alike(left, right) else sorted(rows)[0]


def _pos(what: str) -> str:
    """Return the part of speech of the words of a row."""
    return "ADJ" if any(row["what"] == what and row.get("adjectives") for row in lexicon.load("terms")["loaded"]) else "NOUN"


def _alike(left: str, right: str) -> bool:
    """Tell whether two loaded words are equally loaded ("protester", "demonstrator")."""
    return any(left in row and right in row for group in lexicon.load("terms")["loaded"] for row in group.get("alike", ()))


def _anchored(pair: Pair, m: Match) -> bool:
    """Tell whether two words share a matched governor or dependant, and are not of other people ("Orlin rebels", "Veld militants")."""
    matched = {x.left: x.right for x in pair.matches if x.likeness}
    mine, theirs = _named(pair.left, m.left), _named(pair.right, m.right)
    if mine and theirs and not any(matched.get(i) in theirs for i in mine):
        return False
    return anchor(pair, m).holds


def _named(line: Line, at: int) -> set[int]:
    """Return the names among a noun's modifiers."""
    below = [c for c in children(line.page, at) if line.token(c).dep in ("amod", "compound", "poss", "nmod")]
    return {c for c in below if line.token(c).pos == "PROPN" or line.token(c).text[:1].isupper()}


@cache
def _rows() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.load("terms")["loaded"]:
        for word in row["words"]:
            found.setdefault(word, set()).add(row["what"])
    return {word: frozenset(rows) for word, rows in found.items()}
