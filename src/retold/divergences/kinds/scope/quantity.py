"""How many of them: all, some or none, one or several; and when of an event: before, during or after it.

The noun is the same, and what governs it is the same too. Two quantifiers that cannot both be right ("all", "some") are a finding;
one that is only on one side ("all", nothing), or one against several, is a row of the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retold.divergences.laying.grammar import children, lemma, quoted
from retold.divergences.laying.phrases import anchor, noun_phrase
from retold.divergences.records import Difference, Line, Match, Pair, Scene, by_words, once
from retold.language import lexicon

CLOSE, ALIKE, COVER = 0.25, 0.3, 0.5
WHY = "“{left}” in one telling, “{right}” in the other."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield quantifiers that differ."""
    for pair in scene.pairs:
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER:
            yield from _quantified(pair)


@by_words
def _quantified(pair: Pair) -> Iterator[Difference]:
    for m in pair.matches if _quantified_at(pair.left) and _quantified_at(pair.right) else ():
        yield from _differing(pair, m)


def _differing(pair: Pair, m: Match) -> Iterator[Difference]:
    tokens = pair.left.token(m.left), pair.right.token(m.right)
    if (
        m.likeness < 0.8
        or tokens[0].pos != "NOUN"
        or tokens[1].pos != "NOUN"
        or quoted(pair.left.page, m.left)
        or quoted(pair.right.page, m.right)
    ):
        return
    left, right = _quantifier(pair.left, m.left), _quantifier(pair.right, m.right)
    steps = _steps()
    if not left or not right or steps[left] == steps[right] or not anchor(pair, m).above:
        return
    a, b = noun_phrase(pair.left, m.left), noun_phrase(pair.right, m.right)
    topic = f"{lemma(tokens[0])} {'/'.join(sorted((left, right)))}"
    why = WHY.format(left=left, right=right)
    yield Difference("scope", "quantity", "notable", "finding", a, b, why, (left, right), topic, pair.similarity)


@once
def _quantified_at(line: Line) -> bool:
    """Tell whether a word of a line has a quantifier."""
    return any(_quantifier(line, at) for at in line.words)


@once
def _quantifier(line: Line, at: int) -> str:
    """Return the quantifier before a noun, "" where there is none or more than one."""
    found = [line.token(c).text.lower() for c in children(line.page, at) if c < at and line.token(c).text.lower() in _steps()]
    return found[0] if len(found) == 1 else ""


@cache
def _steps() -> dict[str, int]:
    steps: list[list[str]] = lexicon.load("scope")["quantities"]
    return {word: step for step, words in enumerate(steps) for word in words}
