"""Words that take a side: one telling's hostages are another's prisoners.

Only words of one row of the lexicon count, in one place of two linked sentences, with a neighbour or governor in common. All
findings of one row are folded into one for the story, for the same choice repeated is one choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.divergences.laying.grammar import children, dependants, governor, lemma, phrase, quoted
from retold.divergences.laying.words import SURE
from retold.divergences.records import Difference, Line, Match, Pair, Scene
from retold.language import lexicon
from retold.model import Span

CLOSE = 0.25
SYNONYM = 0.8  # the likeness of two words of one row
CHANGED = "Other words in the same place of two sentences that tell the same."
WHY = "Two words for {what}, in the same place of linked sentences: the choice takes a side, and may change who is meant."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield two words of one row that stand for each other, and for the tables every other change of a noun or adjective."""
    for pair in scene.pairs:
        if pair.closeness >= CLOSE:
            yield from _changed(pair)
        for m in pair.matches:
            what = _row(pair, m)
            if what and _anchored(pair, m) and not (quoted(pair.left.page, m.left) or quoted(pair.right.page, m.right)):
                a, b = _phrase(pair.left, m.left), _phrase(pair.right, m.right)
                sides = (lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right)))
                yield Difference(
                    "wording", "loaded", "notable", "finding", a, b, WHY.format(what=what), sides, what, pair.similarity
                )


def _changed(pair: Pair) -> Iterator[Difference]:
    """Yield nouns and adjectives that hang in one place of two close sentences and are not the same word."""
    for m in pair.matches:
        tokens = (pair.left.token(m.left), pair.right.token(m.right))
        synonyms = m.likeness == SYNONYM and not _row(pair, m)
        if not (synonyms or (m.evidence >= SURE and not m.likeness)) or {t.pos for t in tokens} - {"NOUN", "ADJ"}:
            continue
        if tokens[0].pos == tokens[1].pos and not any(
            quoted(line.page, i) for line, i in ((pair.left, m.left), (pair.right, m.right))
        ):
            a, b = _phrase(pair.left, m.left), _phrase(pair.right, m.right)
            if a.text.lower() != b.text.lower():
                yield Difference("wording", "changed", "minor", "table", a, b, CHANGED, strength=pair.similarity)


def _row(pair: Pair, m: Match) -> str | None:
    """Return what the row of two different loaded nouns names, if each line uses one of them only."""
    left, right = lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right))
    rows = _rows().get(left, frozenset()) & _rows().get(right, frozenset())
    if (
        left == right
        or not rows
        or not m.likeness
        or pair.left.token(m.left).pos != "NOUN"
        or pair.right.token(m.right).pos != "NOUN"
    ):
        return None
    used = [{lemma(line.token(i)) for i in line.words} for line in (pair.left, pair.right)]
    return None if right in used[0] or left in used[1] or _alike(left, right) else sorted(rows)[0]


def _alike(left: str, right: str) -> bool:
    """Tell whether two loaded words are equally loaded ("protester", "demonstrator")."""
    return any(left in row and right in row for group in lexicon.load("terms")["loaded"] for row in group.get("alike", ()))


def _anchored(pair: Pair, m: Match) -> bool:
    """Tell whether two words share a matched governor or dependant."""
    matched = {x.left: x.right for x in pair.matches if x.likeness}
    mine, theirs = _named(pair.left, m.left), _named(pair.right, m.right)
    if mine and theirs and not any(matched.get(i) in theirs for i in mine):
        return False  # "Orlin rebels", "Veld militants": other people
    above = governor(pair.left.page, m.left)
    if above is not None and matched.get(above) == governor(pair.right.page, m.right) is not None:
        return True
    there = set(dependants(pair.right.page, m.right))
    return any(matched.get(i) in there for i in dependants(pair.left.page, m.left))


def _named(line: Line, at: int) -> set[int]:
    """Return the names among a noun's modifiers."""
    below = [c for c in children(line.page, at) if line.token(c).dep in ("amod", "compound", "poss", "nmod")]
    return {c for c in below if line.token(c).pos == "PROPN" or line.token(c).text[:1].isupper()}


def _phrase(line: Line, at: int) -> Span:
    """Return a noun with the modifiers before it."""
    before = [
        c
        for c in children(line.page, at)
        if c < at and line.token(c).dep in ("amod", "compound", "det", "nummod", "predet", "advmod")
    ]
    return phrase(line.page, min([*before, at]), at, at)


@cache
def _rows() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.load("terms")["loaded"]:
        for word in row["words"]:
            found.setdefault(word, set()).add(row["what"])
    return {word: frozenset(rows) for word, rows in found.items()}
