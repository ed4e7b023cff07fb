"""Who did it to whom: doer and object exchanged, and another doer of the same deed.

Roles are compared on one predicate in clauses that share more than the two names. Another doer is told from another name of the
same doer only where each article is silent on the other's name, and the sentences follow each other closely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from retold.divergences.kinds.number.occasion import known
from retold.divergences.laying.deeds import ALIKE, Frame, clause, core, hold, lines, weight
from retold.divergences.laying.grammar import LIMIT, is_content, lemma, phrase, span, subtree
from retold.divergences.laying.words import like
from retold.divergences.records import Difference, Line, Pair, Scene
from retold.language import lexicon, speech
from retold.language.names import fold
from retold.model import Marked, Span

BESIDE = 8.0  # rarity of what two clauses share besides verb, doer and object
COPY, COPIED = 0.5, 0.75  # similarity and cover from which two sentences are nearly one
NEAR = 0.6  # share of the shorter clause that is matched, from which two tellings of a deed are one
ACTORS = frozenset(["PERSON", "ORG", "GPE", "NORP"])
TURNED = "Who did it and whom it was done to are exchanged."
OTHER = "The same deed has two different doers; neither article names the other's."


class Deed(NamedTuple):
    """A predicate with its doer and its object."""

    frame: Frame
    doer: int
    object: int


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield deeds whose roles are exchanged, and deeds of two doers."""
    for pair in scene.pairs:
        yield from _copied(pair)
    found = {page.page.article.id: _deeds(page) for page in scene.pages}
    for a, b in combinations(sorted(found), 2):
        for verb in sorted(found[a].keys() & found[b].keys()):
            for left in found[a][verb]:
                for right in found[b][verb]:
                    yield from _exchanged(left, right)
                    yield from _another(left, right)


def _deeds(page: Marked) -> dict[str, list[Deed]]:
    """Return predicate -> the deeds of a page on it, without what is said, what is mutual and what is told in a passive without a doer."""
    found: defaultdict[str, list[Deed]] = defaultdict(list)
    mutual = lexicon.words("actions", "mutual") | lexicon.words("actions", "reciprocal")
    for on in lines(page):
        for at in on.words:
            token = on.token(at)
            if (
                token.pos == "VERB"
                and token.lemma not in mutual
                and not speech.announces(token.lemma)
                and token.lemma != "tell"
            ):
                inside = tuple(i for i in sorted(clause(on, at)) if i != at and is_content(on.token(i)))
                of = Frame(on, at, "", inside)
                parts = core(of)
                if len(parts["doer"]) == 1 and len(parts["object"]) == 1:
                    found[lemma(token)].append(Deed(of, parts["doer"][0], parts["object"][0]))
    return found


def _copied(pair: Pair) -> Iterator[Difference]:
    """Yield another named doer in the same slot of two nearly equal sentences."""
    if pair.similarity < COPY or pair.cover < COPIED:
        return
    for m in pair.matches:
        sides = ((pair.left, m.left), (pair.right, m.right))
        if not m.likeness and all(_named(on, i) and on.token(i).dep in ("nsubj", "agent") for on, i in sides):
            names = [fold(on.token(i).text) for on, i in sides]
            if names[0] not in known(pair.right.page) and names[1] not in known(pair.left.page):
                spans = [_doer(on, i) for on, i in sides]
                yield Difference("actor", "doer", "critical", "finding", spans[0], spans[1], OTHER, strength=pair.similarity)


def _exchanged(left: Deed, right: Deed) -> Iterator[Difference]:
    """Yield two deeds whose doer is the other's object and whose object is the other's doer, where the clauses share more than that."""
    on, there = left.frame.line, right.frame.line
    if not (_like(on, left.doer, there, right.object) and _like(on, left.object, there, right.doer)):
        return
    if _like(on, left.doer, there, right.doer) or any(on.token(i).pos == "PRON" for i in (left.doer, left.object)):
        return
    shared = hold(left.frame, right.frame).mass - weight(on, left.doer) - weight(on, left.object)
    if shared >= BESIDE:
        yield Difference("actor", "exchanged", "critical", "finding", _told(left), _told(right), TURNED, strength=shared)


def _another(left: Deed, right: Deed) -> Iterator[Difference]:
    """Yield two named doers of one deed in clauses that are otherwise nearly the same."""
    on, there = left.frame.line, right.frame.line
    if not _like(on, left.object, there, right.object) or _like(on, left.doer, there, right.doer):
        return
    if not (_named(on, left.doer) and _named(there, right.doer)):
        return
    evidence = hold(left.frame, right.frame)
    if (
        evidence.mass >= BESIDE
        and evidence.share >= NEAR
        and not (_names(left) & known(there.page) or _names(right) & known(on.page))
    ):
        yield Difference(
            "actor",
            "doer",
            "critical",
            "finding",
            _doer(on, left.doer),
            _doer(there, right.doer),
            OTHER,
            strength=evidence.mass,
        )


def _like(on: Line, i: int, there: Line, j: int) -> bool:
    return like(on.token(i), there.token(j)) >= ALIKE


def _named(on: Line, at: int) -> bool:
    return on.token(at).pos == "PROPN" and on.token(at).entity in ACTORS


def _names(deed: Deed) -> set[str]:
    on = deed.frame.line
    first, last = subtree(on.page, deed.doer)
    return {fold(on.token(i).text) for i in range(first, last + 1) if on.token(i).pos == "PROPN"}


def _doer(on: Line, at: int) -> Span:
    """Return a doer as it is written."""
    first, last = subtree(on.page, at)
    return phrase(on.page, max(first, on.first), min(last, on.last - 1), at)


def _told(deed: Deed) -> Span:
    """Return the deed from its first role to its last, as far as a reading may go."""
    assert deed.frame.verb is not None
    on, places = deed.frame.line, (deed.doer, deed.object, deed.frame.verb)
    first = min(subtree(on.page, min(places))[0], min(places)) if min(places) != deed.frame.verb else deed.frame.verb
    whole = span(on.page, first, max(places))
    return whole if len(whole.text) <= LIMIT else span(on.page, min(places), max(places))
