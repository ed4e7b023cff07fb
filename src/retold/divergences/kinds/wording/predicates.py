"""Other verbs in one place: what somebody is said to have done, in two tellings with the same arguments. A table, no findings.

Two verbs stand for each other where they share a matched argument and what they do not share is not matched elsewhere. Verbs of
reporting are left to the credits, the same verb under other auxiliaries to certainty.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import children, dependants, lemma, quoted
from retold.divergences.laying.phrases import anchor, subject_of, verb_phrase
from retold.divergences.laying.rows import heaviest
from retold.divergences.laying.shapes import role
from retold.divergences.records import Difference, Line, Match, Pair, Scene, by_words
from retold.language import lexicon
from retold.language.synonyms import synonyms

CLOSE, ALIKE, COVER = 0.25, 0.2, 0.45
CORE = ("nsubj", "dobj")
ROWS = 8
WHY = "Two verbs for one act, with the same arguments."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the weightiest changes of a verb, at most ROWS of them once folded."""
    found = [
        one
        for pair in scene.pairs
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER
        for one in _changed(pair)
    ]
    yield from heaviest(found, ROWS)


@by_words
def _changed(pair: Pair) -> Iterator[Difference]:
    for m in pair.matches:
        tokens = (pair.left.token(m.left), pair.right.token(m.right))
        if m.likeness or tokens[0].pos != "VERB" or tokens[1].pos != "VERB":
            continue
        words = (lemma(tokens[0]), lemma(tokens[1]))
        if synonyms(*words) or _idle(*words):
            continue
        tie = anchor(pair, m)
        if not _tied(pair, m) or (quoted(pair.left.page, m.left) or quoted(pair.right.page, m.right)):
            continue
        other = _other_subject(pair, m)
        a, b = verb_phrase(pair.left, m.left, other), verb_phrase(pair.right, m.right, other)
        weight = round(pair.similarity * pair.cover + 0.1 * tie.below + (0.3 if other else 0.0), 4)
        yield Difference("wording", "predicate", "minor", "table", a, b, WHY, words, "/".join(sorted(words)), weight)


def _tied(pair: Pair, m: Match) -> bool:
    """Tell whether two verbs share what they are done to or by, two other arguments, or one of two words ("other channels")."""
    alike = {x.left: x.right for x in pair.matches if x.likeness}
    below = set(dependants(pair.right.page, m.right))
    shared = [(i, alike[i]) for i in dependants(pair.left.page, m.left) if alike.get(i) in below]
    roles = [(role(pair.left.token(i)), role(pair.right.token(j))) for i, j in shared]
    long = any(_described(pair.left, i) & _described(pair.right, j) for i, j in shared)
    return any(a == b and a in CORE for a, b in roles) or len(shared) >= 2 or long


def _described(line: Line, at: int) -> set[str]:
    """Return the adjectives before a noun."""
    return {lemma(line.token(c)) for c in children(line.page, at) if line.token(c).dep == "amod"}


def _other_subject(pair: Pair, m: Match) -> bool:
    """Tell whether the two verbs have subjects that do not stand for each other: then these belong to what differs."""
    mine, theirs = subject_of(pair.left, m.left), subject_of(pair.right, m.right)
    matched = {x.left: x.right for x in pair.matches if x.likeness}
    return mine is not None and theirs is not None and matched.get(mine) != theirs


def _idle(*words: str) -> bool:
    """Tell whether a verb reports or carries no deed, or one is a form of the other ("assured", "reassured")."""
    return any(word in lexicon.words("terms", "reporting") for word in words) or words[0][-4:] == words[1][-4:]
