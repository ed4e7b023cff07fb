"""Other nouns and adjectives in one place of two sentences that tell the same: a table for the reader, no findings.

The same choice made at several places is one row: words of one row of synonyms ("ceasefire", "truce") fold into one, and so do two
words that stand for each other more than once. A row counts more the more articles take part in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from retold.divergences.kinds.wording.terms import one_view
from retold.divergences.laying.grammar import children, lemma, quoted
from retold.divergences.laying.phrases import Anchor, anchor, noun_phrase
from retold.divergences.laying.rows import heaviest
from retold.divergences.laying.words import SURE
from retold.divergences.records import Difference, Line, Match, Pair, Scene, by_words
from retold.language import lexicon
from retold.language.synonyms import row, styled

CLOSE, ALIKE, COVER = 0.25, 0.2, 0.5
ROWS = 22  # more rows of a story are not read
NEAR = 0.4  # similarity of two sentences from which one governor is enough
SYNONYM = 0.8  # the likeness of two words of one row
SPELLING = 80  # likeness of letters from which two words are one ("sceptical", "skeptical")
QUOTED = 4  # words; a longer quotation is the business of the quotations
WHY = "Other words in the same place of two sentences that tell the same."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the weightiest changes of a noun or an adjective, at most ROWS of them once folded."""
    found = [
        one
        for pair in scene.pairs
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER
        for one in _changed(pair, pair.similarity >= NEAR)
    ]
    yield from heaviest(found, ROWS)


@by_words
def _changed(pair: Pair, near: bool) -> Iterator[Difference]:
    for m in pair.matches:
        if m.likeness not in (0.0, SYNONYM):
            continue
        tokens = (pair.left.token(m.left), pair.right.token(m.right))
        words = (lemma(tokens[0]), lemma(tokens[1]))
        if tokens[0].pos != tokens[1].pos or tokens[0].pos not in ("NOUN", "ADJ") or ratio(*words) >= SPELLING:
            continue
        tie = anchor(pair, m)
        if (
            one_view(*words)
            or styled(*words)
            or not _one_place(pair, m, tie, near)
            or _elsewhere(pair, m)
            or _idle(pair, m)
            or _quoted(pair, m)
        ):
            continue
        a, b = noun_phrase(pair.left, m.left), noun_phrase(pair.right, m.right)
        if a.text.lower() != b.text.lower():
            weight = round(pair.similarity * pair.cover + (0.3 if m.likeness else 0.1 * tie.below), 4)
            topic = row(*words) or "/".join(sorted(words))
            yield Difference("wording", "changed", "minor", "table", a, b, WHY, words, topic, weight)


def _one_place(pair: Pair, m: Match, tie: Anchor, near: bool) -> bool:
    """Tell whether two words surely fill one place: listed synonyms that are tied, or a slot with enough to show for it."""
    if not tie.holds or not _one_preposition(pair, m):
        return False
    if m.likeness:
        return m.likeness == SYNONYM
    sure = 1.0 if near and tie.above else SURE
    return m.evidence >= sure


def _one_preposition(pair: Pair, m: Match) -> bool:
    """Tell whether two nouns behind prepositions stand behind the same one: "to the coast" and "for talks" are two places."""
    tokens = pair.left.token(m.left), pair.right.token(m.right)
    if {t.dep for t in tokens} != {"pobj"}:
        return True
    return pair.left.token(tokens[0].head).text.lower() == pair.right.token(tokens[1].head).text.lower()


def _elsewhere(pair: Pair, m: Match) -> bool:
    """Tell whether one side has the other's word too, unmatched: then the two are not one choice."""
    same = [x for x in pair.matches if x.likeness == 1.0]
    left, right = {x.left for x in same}, {x.right for x in same}
    words = lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right))
    free = any(lemma(pair.right.token(j)) == words[0] for j in pair.right.words if j not in right)
    return free or any(lemma(pair.left.token(i)) == words[1] for i in pair.left.words if i not in left)


def _idle(pair: Pair, m: Match) -> bool:
    """Tell whether one of the words points or measures and names nothing, or is a time, which has its own kind."""
    idle = lexicon.words("terms", "idle")
    if all(line.token(i).text[:1].isupper() and i > line.first for line, i in ((pair.left, m.left), (pair.right, m.right))):
        return True  # parts of names
    return any(
        lemma(line.token(i)) in idle and not (lemma(line.token(i)) == "one" and _described(line, i))
        for line, i in ((pair.left, m.left), (pair.right, m.right))
    )


def _described(line: Line, at: int) -> bool:
    """Tell whether an adjective makes a name of a word that has no content of its own ("loved ones")."""
    return any(line.token(c).dep == "amod" for c in children(line.page, at))


def _quoted(pair: Pair, m: Match) -> bool:
    """Tell whether a word stands in a quotation that is more than a few words."""
    return _speech(pair.left, m.left) or _speech(pair.right, m.right)


def _speech(line: Line, at: int) -> bool:
    if not quoted(line.page, at):
        return False
    place = line.token(at).start
    inside = next(q.inner for q in line.page.quotations if q.inner.start <= place < q.inner.end)
    return len(inside.text.split()) > QUOTED
