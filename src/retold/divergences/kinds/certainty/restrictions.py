"""How far something is told to go: "only" that is lost or turned into stress, "a" that becomes "the"; between close articles."""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import children, phrase, subtree
from retold.divergences.records import Difference, Line, Pair, Scene, by_words, once
from retold.language import certainty
from retold.language.lexicon import load

CLOSE = 0.25
ONLY = "One says that nothing more than this was said; in the other the restriction is gone."
STRESS = "In one telling this is all that was said; in the other it was said with stress or more than once."
THE = "“The” says that there is no other; “a” says that it is one among others."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield lost restrictions and articles that change rank."""
    for pair in scene.pairs:
        if pair.closeness >= CLOSE:
            for one in (pair, pair.turned()):
                yield from _restricted(one)
                yield from _ranked(one)


# --- only -------------------------------------------------------------------------------------------------------------


@by_words
def _restricted(pair: Pair) -> Iterator[Difference]:
    """Yield "saying only that X" against a telling in which X is said without "only"."""
    for verb in _speech(pair.left):
        only = verb + 1  # "said only that": the parser hangs "only" on what follows
        if only >= pair.left.last or not certainty.restricts(pair.left.token(only).text):
            continue
        for other in _speech(pair.right):
            restricted = any(certainty.restricts(pair.right.token(i).text) for i in range(pair.right.first, pair.right.last))
            if restricted or not _same_content(pair, verb, other):
                continue
            marks = [c for c in children(pair.right.page, other) if certainty.stresses(pair.right.token(c).text)]
            stressed = bool(marks) or certainty.stresses(pair.right.token(other).lemma)
            a = phrase(pair.left.page, verb, subtree(pair.left.page, verb)[1], verb)
            b = phrase(
                pair.right.page, min([other, *_auxiliaries(pair.right, other)]), subtree(pair.right.page, other)[1], other
            )
            if stressed:
                yield Difference(
                    "polarity", "stress", "critical", "finding", a, b, STRESS, ("only", "more"), strength=pair.similarity
                )
            else:
                yield Difference(
                    "certainty", "only", "notable", "finding", a, b, ONLY, ("only", "more"), strength=pair.similarity
                )


@once
def _speech(line: Line) -> list[int]:
    speech = frozenset(load("certainty")["words"]["speech"])
    return [i for i in range(line.first, line.last) if line.token(i).pos == "VERB" and line.token(i).lemma in speech]


def _auxiliaries(line: Line, at: int) -> list[int]:
    return [c for c in children(line.page, at) if c < at and line.token(c).dep in ("aux", "auxpass", "advmod", "neg")]


def _same_content(pair: Pair, left: int, right: int) -> bool:
    """Tell whether what two verbs of speech govern has two matched words."""
    a, b = subtree(pair.left.page, left), subtree(pair.right.page, right)
    inside = [m for m in pair.matches if m.likeness and left < m.left <= a[1] and right < m.right <= b[1]]
    return len(inside) >= 2


# --- a / the ----------------------------------------------------------------------------------------------------------


@by_words
def _ranked(pair: Pair) -> Iterator[Difference]:
    """Yield "a top priority" against "the top priority": one noun, one ranking adjective, two articles."""
    ranking = frozenset(load("certainty")["words"]["ranking"])
    for m in pair.matches:
        if m.likeness != 1.0 or pair.left.token(m.left).pos != "NOUN":
            continue
        left, right = _ranks(pair.left, m.left), _ranks(pair.right, m.right)
        if left and right and left[1] == right[1] and left[1] in ranking and (left[0], right[0]) == ("a", "the"):
            a, b = phrase(pair.left.page, left[2], m.left), phrase(pair.right.page, right[2], m.right)
            yield Difference("certainty", "rank", "notable", "finding", a, b, THE, ("a", "the"), strength=pair.similarity)


@once
def _ranks(line: Line, at: int) -> tuple[str, str, int] | None:
    """Return the article, the only adjective and the article's index of a noun that says what something is."""
    below = [c for c in children(line.page, at) if c < at]
    articles = [c for c in below if line.token(c).dep == "det" and line.token(c).text.lower() in ("a", "an", "the")]
    adjectives = [c for c in below if line.token(c).dep == "amod"]
    if line.token(at).dep not in ("attr", "oprd", "dobj", "appos") or len(articles) != 1 or len(adjectives) != 1:
        return None
    return line.token(articles[0]).text.lower().replace("an", "a"), line.token(adjectives[0]).text.lower(), articles[0]
