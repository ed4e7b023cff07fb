"""A word that narrows a noun, kept by one telling and lost by the other ("a partial end to the siege", "an end to the siege"). A table.

The noun is the same, and what governs it or hangs on it too. Where the shorter phrase points back ("the plan", "this plan") it may
mean the narrower thing, so nothing is said; nor where the modifier stands elsewhere in the other sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import children, dependants, is_content, lemma, lemmas, quoted
from retold.divergences.laying.phrases import BEFORE_NOUN, anchor, noun_phrase
from retold.divergences.laying.rows import heaviest
from retold.divergences.records import Difference, Line, Match, Pair, Scene, by_words, once
from retold.language import lexicon

CLOSE, ALIKE, COVER = 0.25, 0.3, 0.5
ROWS = 8
WHY = "One narrows what is meant with “{words}”, the other does not."
POINTING = frozenset(["the", "this", "that", "these", "those", "such"])
NARROWING = ("amod", "compound", "nmod")


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the weightiest lost modifiers, at most ROWS of them once folded."""
    found = [
        one
        for pair in scene.pairs
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER
        for turned in (pair, pair.turned())
        for one in _lost(turned)
    ]
    yield from heaviest(found, ROWS)


@by_words
def _lost(pair: Pair) -> Iterator[Difference]:
    for m in pair.matches:
        noun = pair.left.token(m.left), pair.right.token(m.right)
        if (
            m.likeness < 1.0
            or noun[0].pos != "NOUN"
            or noun[1].pos != "NOUN"
            or not _narrowers(pair.left, m.left)
            or quoted(pair.left.page, m.left)
            or quoted(pair.right.page, m.right)
        ):
            continue
        extra = _narrowing(pair, m)
        if extra and anchor(pair, m).above and not _points_back(pair, m) and not _more(pair, m):
            a, b = noun_phrase(pair.left, m.left), noun_phrase(pair.right, m.right)
            words = " ".join(pair.left.token(i).text for i in extra)
            topic = f"{words.lower()} {lemma(noun[0])}"
            weight = round(pair.similarity * pair.cover, 4)
            yield Difference(
                "scope", "modifier", "minor", "table", a, b, WHY.format(words=words), ("narrowed", "open"), topic, weight
            )


def _narrowing(pair: Pair, m: Match) -> list[int]:
    """Return the left noun's modifiers that have no match and whose words the right sentence does not have."""
    taken = {x.left for x in pair.matches if x.likeness}
    words = lemmas(pair.right)
    return [c for c in _narrowers(pair.left, m.left) if c not in taken and lemma(pair.left.token(c)) not in words]


@once
def _narrowers(line: Line, at: int) -> list[int]:
    """Return the words that narrow a noun."""
    return [
        c
        for c in children(line.page, at)
        if c < at
        and line.token(c).dep in NARROWING
        and line.token(c).pos in ("ADJ", "NOUN", "VERB")
        and is_content(line.token(c))
        and lemma(line.token(c)) not in lexicon.words("terms", "idle")
    ]


def _more(pair: Pair, m: Match) -> bool:
    """Tell whether the other noun has a content word before it that the first has not: then the two are changed, not one lost."""
    mine = {c for c in children(pair.left.page, m.left) if c < m.left}
    same = {x.right for x in pair.matches if x.likeness and x.left in mine}
    line = pair.right
    return any(
        c < m.right and line.token(c).dep in BEFORE_NOUN and is_content(line.token(c)) and c not in same
        for c in children(line.page, m.right)
    )


def _points_back(pair: Pair, m: Match) -> bool:
    """Tell whether the shorter phrase points back to something told before or says whose it is, and no more is said behind it."""
    line, at = pair.right, m.right
    before = [line.token(c) for c in children(line.page, at) if c < at]
    owned = any(t.dep == "poss" for t in before)
    pointing = any(t.text.lower() in POINTING for t in before if t.dep in ("det", "predet"))
    matched = {x.right for x in pair.matches if x.likeness}
    return owned or (pointing and not any(i > at and i in matched for i in dependants(line.page, at)))
