"""What might be and what will be: “could move its ships” against “will move its ships”.

The same verb, with the same subject and another argument matched, under a modal that leaves it open on one side and one that announces
it on the other. Where a condition, a question or a quotation stands around either, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from retold.divergences.laying.grammar import SUBJECTS, children, dependants, lemma, phrase, quoted, subtree
from retold.divergences.records import Difference, Line, Pair, Scene
from retold.language import certainty
from retold.language.lexicon import load
from retold.model import Span

CLOSE, ALIKE = 0.25, 0.25
WHY = "One says that it may happen, the other that it will."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield verbs that are open in one telling and announced in the other, between close articles."""
    for pair in scene.pairs:
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE:
            yield from _announced(pair)
            yield from _announced(pair.turned())


def _announced(pair: Pair) -> Iterator[Difference]:
    if _conditional(pair.right):
        return
    for left, may in _under_modals(pair.left, certainty.open_modal):
        for right, will in _under_modals(pair.right, certainty.announces):
            same = lemma(pair.left.token(left)) == lemma(pair.right.token(right)) and _same_use(pair, left, right)
            if same and not _under(pair.right, right):
                a, b = _clause(pair.left, left, may), _clause(pair.right, right, will)
                yield Difference(
                    "certainty", "modal", "notable", "finding", a, b, WHY, ("may", "will"), strength=pair.similarity
                )


def _under_modals(line: Line, wanted: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return (verb, modal) for the verbs under a modal of a kind that are neither denied nor quoted; light verbs count too."""
    found = []
    for modal in (i for i in range(line.first, line.last) if line.token(i).tag == "MD" and wanted(line.token(i).text)):
        verb = line.token(modal).head
        denied = any(line.token(c).dep == "neg" for c in children(line.page, verb))
        if line.token(verb).pos == "VERB" and not denied and not quoted(line.page, verb):
            found.append((verb, modal))
    return found


def _conditional(line: Line) -> bool:
    """Tell whether a condition, an alternative or a question stands in a line; "otherwise" alone is a condition told before."""
    words = {line.token(i).text.lower() for i in range(line.first, line.last)}
    return bool(words & frozenset(load("certainty")["words"]["conditions"]))


def _under(line: Line, at: int) -> bool:
    """Tell whether a verb stands under a word that leaves open whether it is so ("expects that it will")."""
    loose = frozenset(load("certainty")["words"]["loose"])
    for _ in range(8):
        above = line.token(at).head
        if above == at:
            return False
        at = above
        if line.token(at).lemma.lower() in loose:
            return True
    return False


def _same_use(pair: Pair, left: int, right: int) -> bool:
    """Tell whether the subject and another argument of two verbs are matched."""
    matched = {x.left: x.right for x in pair.matches if x.likeness}
    there = set(dependants(pair.right.page, right))
    shared = [i for i in dependants(pair.left.page, left) if matched.get(i) in there]
    return len(shared) >= 2 and any(pair.left.token(i).dep in SUBJECTS for i in shared)


def _clause(line: Line, at: int, modal: int) -> Span:
    """Return a verb from its modal to its object, with the subject where that stays short."""
    subjects = [c for c in children(line.page, at) if c < modal and line.token(c).dep in SUBJECTS]
    objects = [c for c in children(line.page, at) if c > at and line.token(c).dep in ("dobj", "prt", "attr", "acomp")]
    first = min([subtree(line.page, c)[0] for c in subjects] + [modal])
    last = max([at, *(subtree(line.page, c)[1] for c in objects[:1])])
    whole = phrase(line.page, max(first, line.first), min(last, line.last - 1), modal)
    return whole if whole.end - whole.start <= 80 else phrase(line.page, modal, at)
