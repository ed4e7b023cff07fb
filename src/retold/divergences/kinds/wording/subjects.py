"""Another subject of one predicate: who is worried, who asked, who found it out. A table, no findings.

The predicates are the same or synonyms and share another argument or a degree ("increasingly worried"), the two subjects share no
word, and neither is a bare pronoun. A name against a role is one person told in two ways, and left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import is_content, lemma, phrase, quoted, subtree
from retold.divergences.laying.phrases import arguments, subject_of
from retold.divergences.laying.rows import heaviest
from retold.divergences.records import Difference, Line, Pair, Scene, by_words, once
from retold.language import lexicon
from retold.language.names import country
from retold.model import Span

CLOSE, ALIKE, COVER = 0.25, 0.35, 0.45
ROWS, LONG = 4, 70
WHY = "The same is said of two subjects; could not tell whether they are the same people."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the weightiest pairs of subjects, at most ROWS of them."""
    found = [
        one
        for pair in scene.pairs
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER
        for one in _subjects(pair)
    ]
    yield from heaviest(found, ROWS)


@by_words
def _subjects(pair: Pair) -> Iterator[Difference]:
    mine, theirs = _heads(pair.left), _heads(pair.right)
    for m in pair.matches:
        if m.likeness < 0.8 or m.left not in mine or m.right not in theirs:
            continue
        tokens = pair.left.token(m.left), pair.right.token(m.right)
        if (
            tokens[0].pos != tokens[1].pos
            or lemma(tokens[0]) in lexicon.words("certainty", "words", "speech")
            or quoted(pair.left.page, m.left)
            or quoted(pair.right.page, m.right)
            or not arguments(pair, m)
        ):
            continue
        heads = mine[m.left], theirs[m.right]
        if heads[0] is None or heads[1] is None or pair.left.token(heads[0]).dep != pair.right.token(heads[1]).dep:
            continue
        if not _apart(pair, heads[0], heads[1]):
            continue
        a, b = _phrase(pair.left, heads[0], m.left), _phrase(pair.right, heads[1], m.right)
        weight = round(pair.similarity * pair.cover, 4)
        topic = "/".join(sorted((a.text.lower(), b.text.lower())))
        yield Difference("actor", "subject", "minor", "table", a, b, WHY, ("", ""), topic, weight)


@once
def _heads(line: Line) -> dict[int, int | None]:
    """Return the verbs and adjectives of a line with their subjects."""
    return {at: subject_of(line, at) for at in line.words if line.token(at).pos in ("VERB", "ADJ")}


def _apart(pair: Pair, left: int, right: int) -> bool:
    """Tell whether two subjects are nouns without a word in common, matched or not, and not a name against a role."""
    mine, theirs = _words(pair.left, left), _words(pair.right, right)
    matched = {m.left: m.right for m in pair.matches if m.likeness}
    if not mine or not theirs or any(matched.get(i) in theirs for i in mine):
        return False
    if _names(pair.left, mine) & _names(pair.right, theirs):
        return False
    named = [all(line.token(i).pos == "PROPN" for i in words) for line, words in ((pair.left, mine), (pair.right, theirs))]
    idle = lexicon.words("terms", "idle")
    return named[0] == named[1] and not any(
        lemma(line.token(at)) in idle for line, at in ((pair.left, left), (pair.right, right))
    )


def _names(line: Line, words: set[int]) -> set[str]:
    """Return what words name, a country under any of its names as one."""
    phrase = " ".join(lemma(line.token(i)) for i in sorted(words))
    return {country(lemma(line.token(i))) for i in words} | {country(phrase)}


def _words(line: Line, at: int) -> set[int]:
    """Return the content words of a subject; none of a clause."""
    first, last = subtree(line.page, at)
    if line.token(last).end - line.token(first).start > LONG:
        return set()
    return {i for i in range(first, last + 1) if is_content(line.token(i)) and line.token(i).pos in ("NOUN", "PROPN")}


def _phrase(line: Line, at: int, predicate: int) -> Span:
    """Return a subject up to its predicate where that is near, else alone."""
    first, last = subtree(line.page, at)
    near = last < predicate and line.token(predicate).end - line.token(first).start <= LONG
    return phrase(line.page, max(first, line.first), predicate if near else min(last, line.last - 1), at)
