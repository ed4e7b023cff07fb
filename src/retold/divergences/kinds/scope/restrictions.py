"""A condition or restriction that one telling drops: "without preconditions", "except in an emergency", "unless the mayor agrees".

Told where the act that is restricted is the same in both, its arguments are matched, the other sentence ends there and says nothing
instead, and neither the sentence before nor the one after has the restriction. A row of the tables only: what the word for an act
implies ("robbed", "without their leave") cannot be told from what is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.divergences.laying.grammar import LIMIT, children, governor, lemma, lowered, phrase, quoted, subtree
from retold.divergences.laying.phrases import arguments, verb_phrase
from retold.divergences.records import Difference, Line, Match, Pair, Scene, once
from retold.language import lexicon
from retold.model import Span

CLOSE, ALIKE, COVER = 0.25, 0.3, 0.5
WHY = "One restricts it with “{words}”; the other says it without this restriction."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield restrictions that the other telling of the same act does not have."""
    for pair in scene.pairs:
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER:
            yield from _dropped(pair)
            yield from _dropped(pair.turned())


def _dropped(pair: Pair) -> Iterator[Difference]:
    for at in _restricting(pair.left):
        first, last = subtree(pair.left.page, at)
        verb = _restricted(pair, at)
        if verb is None or last >= pair.left.last or _told(pair, first, last):
            continue
        left = phrase(pair.left.page, _with_adverb(pair.left, first), last, at)
        yield Difference(
            "scope",
            "restriction",
            "notable",
            "table",
            left,
            _act(pair.right, verb),
            WHY.format(words=left.text),
            ("restricted", "open"),
            strength=pair.similarity,
        )


@once
def _restricting(line: Line) -> list[int]:
    """Return the words of a line that begin a restriction."""
    words = lexicon.words("scope", "restricting")
    return [at for at, word in enumerate(lowered(line), line.first) if word in words and line.token(at).dep == "prep"]


def _restricted(pair: Pair, at: int) -> int | None:
    """Return the right word for the act that the restriction on the left limits, if an argument of it is matched too."""
    matched = {m.left: m.right for m in pair.matches if m.likeness}
    above = governor(pair.left.page, at)
    for _ in range(2):
        if above is None:
            return None
        if above in matched:
            break
        above = governor(pair.left.page, above)
    if above is None or above not in matched or pair.right.token(matched[above]).pos != "VERB":
        return None
    same = quoted(pair.left.page, at) or not quoted(pair.right.page, matched[above])
    act = Match(above, matched[above], 1.0, 0.0)
    return matched[above] if same and arguments(pair, act) else None


def _told(pair: Pair, first: int, last: int) -> bool:
    """Tell whether the right sentence or a neighbour of it has a word of the restriction, or a restriction of its own."""
    words = {lemma(pair.left.token(i)) for i in pair.left.words if first <= i <= last}
    near = [t for t in pair.right.page.tokens if abs(t.sentence - pair.right.number) <= 1]
    own = {t.text.lower() for t in near if t.sentence == pair.right.number}
    restricting = lexicon.words("scope", "restricting") | lexicon.words("scope", "conditions")
    return not words or bool(words & {lemma(t) for t in near}) or bool(own & restricting)


def _with_adverb(line: Line, first: int) -> int:
    """Return where a restriction begins, with the adverb that stresses it ("particularly without")."""
    return first - 1 if first > line.first and line.token(first - 1).pos == "ADV" else first


def _act(line: Line, verb: int) -> Span:
    """Return a verb's phrase with what it governs, as far as it fits."""
    after = [
        subtree(line.page, c)[1] for c in children(line.page, verb) if c > verb and line.token(c).dep in ("dobj", "prep", "prt")
    ]
    own = verb_phrase(line, verb, subject=True)
    last = min(max([verb, *after]), line.last - 1)
    end = line.token(last).end
    if end - own.start > LIMIT:
        return own
    text = line.page.page.article.text
    return Span(own.article, own.start, max(end, own.end), text[own.start : max(end, own.end)])
