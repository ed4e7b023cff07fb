"""How firmly something is told: hedges lost, restrictions lost, "a" that becomes "the".

A hedge counts only where the other telling states the same verb flatly.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import SUBJECTS, children, dependants, phrase, quoted, subtree
from retold.divergences.records import Difference, Line, Match, Pair, Scene
from retold.language import certainty
from retold.language.lexicon import load
from retold.language.speech import announces_clause
from retold.model import Span

CLOSE = 0.25
HEDGE = "One leaves open whether it is so, the other states it."
ONLY = "One says that nothing more than this was said; in the other the restriction is gone."
STRESS = "In one telling this is all that was said; in the other it was said with stress or more than once."
THE = "“The” says that there is no other; “a” says that it is one among others."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield lost hedges, lost restrictions and articles that change rank."""
    for pair in scene.pairs:
        for one in (pair, pair.turned()):
            if one.similarity >= CLOSE and one.closeness >= CLOSE:
                yield from _hedged(one)
            if one.closeness >= CLOSE:
                yield from _restricted(one)
                yield from _ranked(one)


# --- hedges -----------------------------------------------------------------------------------------------------------


def _hedged(pair: Pair) -> Iterator[Difference]:
    for m in pair.matches:
        if m.likeness != 1.0 or pair.left.token(m.left).pos != "VERB" or pair.right.token(m.right).pos != "VERB":
            continue
        hedge = _hedge(pair.left, m.left)
        if (
            hedge is None
            or not (_finite(pair.left, m.left) and _finite(pair.right, m.right))
            or _open(pair.right, m.right)
            or not _argument(pair, m)
            or quoted(pair.left.page, m.left)
            or quoted(pair.right.page, m.right)
        ):
            continue
        a, b = phrase(pair.left.page, min(hedge, m.left), max(hedge, m.left)), _verb(pair.right, m.right)
        yield Difference("certainty", "hedge", "notable", "finding", a, b, HEDGE, ("open", "stated"), strength=pair.similarity)


def _hedge(line: Line, at: int) -> int | None:
    """Return the hedge of a verb: its adverb, or its open modal."""
    for child in children(line.page, at):
        token = line.token(child)
        if (token.dep == "advmod" and certainty.hedges(token.text)) or (token.tag == "MD" and certainty.open_modal(token.text)):
            return child
    return None


def _finite(line: Line, at: int) -> bool:
    """Tell whether a verb has a subject, or shares one: "best known for" states nothing."""
    return line.token(at).dep == "conj" or any(line.token(c).dep in SUBJECTS for c in children(line.page, at))


def _open(line: Line, at: int) -> bool:
    """Tell whether anything in a line leaves a verb open: a hedge, a modal, a condition, a credit, or a verb of thinking above it."""
    loose = frozenset(load("certainty")["words"]["loose"])
    return any(
        line.token(i).lemma in loose
        or line.token(i).tag == "MD"
        or certainty.hedges(line.token(i).text)
        or (line.token(i).pos == "VERB" and i != at and announces_clause(line.token(i).lemma))
        for i in range(line.first, line.last)
    )


def _argument(pair: Pair, m: Match) -> bool:
    matched = {x.left: x.right for x in pair.matches if x.likeness}
    there = set(dependants(pair.right.page, m.right))
    return any(matched.get(i) in there for i in dependants(pair.left.page, m.left))


def _verb(line: Line, at: int) -> Span:
    """Return a verb with its auxiliaries, adverbs and the short object that follows."""
    before = [c for c in children(line.page, at) if c < at and line.token(c).dep in ("aux", "auxpass", "advmod", "neg")]
    after = [c for c in children(line.page, at) if c > at and line.token(c).dep in ("dobj", "prt", "attr", "acomp")]
    last = max([at, *(subtree(line.page, c)[1] for c in after[:1])])
    whole = phrase(line.page, min([*before, at]), min(last, line.last - 1), at)
    return whole if whole.end - whole.start <= 60 else phrase(line.page, min([*before, at]), at)


# --- only -------------------------------------------------------------------------------------------------------------


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


def _ranks(line: Line, at: int) -> tuple[str, str, int] | None:
    """Return the article, the only adjective and the article's index of a noun that says what something is."""
    below = [c for c in children(line.page, at) if c < at]
    articles = [c for c in below if line.token(c).dep == "det" and line.token(c).text.lower() in ("a", "an", "the")]
    adjectives = [c for c in below if line.token(c).dep == "amod"]
    if line.token(at).dep not in ("attr", "oprd", "dobj", "appos") or len(articles) != 1 or len(adjectives) != 1:
        return None
    return line.token(articles[0]).text.lower().replace("an", "a"), line.token(adjectives[0]).text.lower(), articles[0]
